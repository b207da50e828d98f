"""Reads the facts of one section: header, body, footer."""
