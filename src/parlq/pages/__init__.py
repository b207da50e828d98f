"""Saved pages of the European Parliament with questions and answers, of every layout and language."""

from parlq.pages.reader import load, loads, read

__all__ = ["load", "loads", "read"]
