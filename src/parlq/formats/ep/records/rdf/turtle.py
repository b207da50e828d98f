"""Turtle, the syntax of the portal's dumps: reading (extra `rdf`) and writing, in either shape."""

from __future__ import annotations

from itertools import groupby

from parlq.formats.ep.records.rdf.syntax import Syntax
from parlq.formats.ep.records.vocabulary.namespaces import BASE, PREFIXES
from parlq.formats.ep.records.vocabulary.rdf_terms import A, Statement
from parlq.io.verbs import dump_of, load_of, loads_of


def _text(statements: list[Statement]) -> str:
    lines = [f"@base <{BASE}> .\n"]
    lines += [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items()]
    for subject, about in groupby(statements, key=lambda each: each[0]):
        lines.append(_block(subject, list(about)))
    return "".join(lines)


def _block(subject: str, statements: list[Statement]) -> str:
    ordered = sorted(statements, key=lambda each: (each[1] != A, each))
    parts = [
        f"{'a' if predicate == A else predicate} " + ", ".join(item for _, _, item in same)
        for predicate, same in groupby(ordered, key=lambda each: each[1])
    ]
    return f"\n{subject} " + " ;\n    ".join(parts) + " .\n"


_SYNTAX = Syntax("turtle", "turtle", _text)
read, dumps = _SYNTAX.read, _SYNTAX.dumps
loads, load, dump = loads_of(read), load_of(read), dump_of(dumps)
