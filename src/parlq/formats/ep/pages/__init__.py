"""Saved pages of the European Parliament with questions and answers, of every layout and language."""

from parlq.formats.ep.pages.reader import load, loads, read
from parlq.formats.ep.pages.writer import dump, dumps

__all__ = ["dump", "dumps", "load", "loads", "read"]
