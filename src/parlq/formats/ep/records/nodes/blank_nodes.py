"""Names blank nodes by their statements, since each reading makes up names of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from parlq.formats.ep.records.vocabulary.rdf_terms import Statement

#: Steps from a blank node up to which what is said there tells it from others.
_ROUNDS = 5

#: What is said of a node: whether it is the subject, the predicate, and the other end.
_Edges = list[tuple[str, str, str]]


_NAME = re.compile(r"_:b[0-9a-f]{24}(?:n[0-9]+)?").fullmatch


def is_name(term: str) -> bool:
    """Whether a blank node has a name as `named` makes them."""
    return _NAME(term) is not None


def named(statements: list[Statement]) -> list[Statement]:
    """The statements with names of blank nodes that follow from what they say.

    Where all have such names already, as in what parlq wrote, they keep them.

    Nodes with the same statements, some steps around, are distinguished by their order: to do
    without any order may take unbounded time.
    """
    edges: dict[str, _Edges] = {}
    for subject, predicate, item in statements:
        if subject.startswith("_:"):
            edges.setdefault(subject, []).append(("<", predicate, item))
        if item.startswith("_:"):
            edges.setdefault(item, []).append((">", predicate, subject))
    if all(map(is_name, edges)):  # also where there are none
        return statements
    names = _told_apart(_coloured(edges))
    return [(names.get(s, s), predicate, names.get(o, o)) for s, predicate, o in statements]


def renamed(statements: Iterable[Statement]) -> set[Statement]:
    """The statements, in whatever order, with names of blank nodes as `named` makes them."""
    return set(named(sorted(set(statements))))


def _coloured(edges: dict[str, _Edges]) -> dict[str, str]:
    """For each node a text that is the same for nodes of which the same is said."""
    colours = dict.fromkeys(edges, "")
    for _ in range(_ROUNDS):
        colours = {node: _colour(said, colours) for node, said in edges.items()}
    return colours


def _colour(said: _Edges, colours: dict[str, str]) -> str:
    parts = sorted(f"{way} {predicate} {colours.get(end, end)}" for way, predicate, end in said)
    return sha256("\n".join(parts).encode()).hexdigest()[:24]


def _told_apart(colours: dict[str, str]) -> dict[str, str]:
    count: Counter[str] = Counter()
    names = {}
    for node, colour in colours.items():
        count[colour] += 1
        names[node] = f"_:b{colour}" + (f"n{count[colour]}" if count[colour] > 1 else "")
    return names
