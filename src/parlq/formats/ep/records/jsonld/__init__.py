"""JSON-LD: records of the API, and JSON-LD with contexts, members and positions."""

from parlq.formats.ep.records.jsonld.format import dumps, read, statements_of
from parlq.io.verbs import dump_of, load_of, loads_of

loads, load, dump = loads_of(read), load_of(read), dump_of(dumps)

__all__ = ["dump", "dumps", "load", "loads", "read", "statements_of"]
