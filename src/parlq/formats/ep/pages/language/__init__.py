"""Wording, labels, dates, names and references in the 24 languages."""
