"""Runs over many documents: what commands do with each, and what they print."""
