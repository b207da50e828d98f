"""JSON-LD: records of the API, and JSON-LD with contexts, members and positions."""

from parlq.formats.ep.records.jsonld.format import dump, dumps, load, loads, read, statements_of

__all__ = ["dump", "dumps", "load", "loads", "read", "statements_of"]
