"""Splits a page into the sections that are a question or an answer each."""
