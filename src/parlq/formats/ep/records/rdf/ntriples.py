"""N-Triples: reading (extra `rdf`) and writing, in either shape."""

from __future__ import annotations

from parlq.formats.ep.records.rdf.syntax import Syntax
from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.rdf_terms import Statement
from parlq.io.verbs import dump_of, load_of, loads_of


def _text(statements: list[Statement]) -> str:
    return "".join(f"{_full(s)} {_full(p)} {_full(o)} .\n" for s, p, o in statements)


def _full(term: str) -> str:
    """A term as N-Triples spells it: IRIs absolute and in brackets."""
    if rdf_terms.is_literal(term):
        text, tag, datatype = rdf_terms.literal_of(term)
        return rdf_terms.literal(text, tag, _full(datatype) if datatype else None)
    return term if term.startswith("_:") else f"<{rdf_terms.iri_of(term)}>"


_SYNTAX = Syntax("ntriples", "nt", _text)
read, dumps = _SYNTAX.read, _SYNTAX.dumps
loads, load, dump = loads_of(read), load_of(read), dump_of(dumps)
