"""N-Triples: reading (extra `rdf`) and writing, in either shape."""

from __future__ import annotations

from parlq.opendata import terms
from parlq.opendata.rdf import Syntax
from parlq.opendata.terms import Statement


def _text(statements: list[Statement]) -> str:
    return "".join(f"{_full(s)} {_full(p)} {_full(o)} .\n" for s, p, o in statements)


def _full(term: str) -> str:
    """A term as N-Triples spells it: IRIs absolute and in brackets."""
    if terms.is_literal(term):
        text, tag, datatype = terms.literal_of(term)
        return terms.literal(text, tag, _full(datatype) if datatype else None)
    return term if term.startswith("_:") else f"<{terms.iri_of(term)}>"


_SYNTAX = Syntax("ntriples", "nt", _text)
read, loads, load = _SYNTAX.read, _SYNTAX.loads, _SYNTAX.load
dumps, dump = _SYNTAX.dumps, _SYNTAX.dump
