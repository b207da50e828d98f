"""Saved pages of the European Parliament, of every layout and in 24 languages."""

from parlq.formats.ep.pages.reader import load, loads, read
from parlq.formats.ep.pages.writer import dump, dumps

__all__ = ["dump", "dumps", "load", "loads", "read"]
