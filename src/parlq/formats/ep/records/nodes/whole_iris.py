"""Statements in records of API v2 for which its context has no key: under whole IRIs.

A property without a key is a key itself, as its whole IRI, which JSON-LD takes whatever the context
says; it holds objects with `@id`, or with `@value` and perhaps `@language` or `@type`. Nodes to which
no key leads are in `@included`, next to each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.namespaces import has_scheme
from parlq.formats.ep.records.vocabulary.rdf_terms import Statement

INCLUDED: Final = "@included"
_BLANK = re.compile(r"_:[A-Za-z0-9]+").fullmatch
_OF_VALUES = frozenset({"@value", "@language", "@type"})


def nodes(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    """The nodes that statements are about, side by side, in the order of their identifiers."""
    made: dict[str, dict[str, Any]] = {}
    for subject, predicate, item in sorted(statements):
        node = made.setdefault(subject, {"@id": rdf_terms.iri_of(subject)})
        add(node, predicate, item)
    return list(made.values())


def add(node: dict[str, Any], predicate: str, item: str) -> None:
    """State something of a node, under the whole IRI of the property."""
    node.setdefault(rdf_terms.iri_of(predicate), []).append(_object(item))


def _object(item: str) -> dict[str, Any]:
    if not rdf_terms.is_literal(item):
        return {"@id": rdf_terms.iri_of(item)}
    text, tag, datatype = rdf_terms.literal_of(item)
    made = {"@value": text}
    if tag:
        made["@language"] = tag
    if datatype:
        made["@type"] = rdf_terms.iri_of(datatype)
    return made


def fits(name: str, value: Any) -> bool:
    """Whether a key and what it holds are statements, as they are written here."""
    if type(value) is not list:
        return False
    if name == INCLUDED:
        return all(_is_node(item) for item in value)
    return _term(name, of_property=True) is not None and all(map(_is_object, value))


def statements(subject: str, name: str, value: Any) -> Iterator[Statement]:
    """The statements under a key; none where the key and what it holds do not fit.

    Args:
        subject: the node in which the key is, as a term.
        name: the key.
        value: what it holds.
    """
    if not fits(name, value):
        return
    if name == INCLUDED:
        for node in value:
            own = _term(node["@id"])
            for inner, items in node.items() if own else ():
                if inner != "@id":
                    yield from statements(str(own), inner, items)
        return
    predicate = _term(name, of_property=True)
    for item in value if predicate else ():
        yield subject, str(predicate), _item(item)


def _is_node(node: Any) -> bool:
    if type(node) is not dict or _term(node.get("@id")) is None:
        return False
    return all(name == "@id" or (name != INCLUDED and fits(name, node[name])) for name in node)


def _is_object(item: Any) -> bool:
    if type(item) is not dict or not all(type(each) is str for each in item.values()):
        return False
    if "@value" not in item:
        return item.keys() == {"@id"} and _term(item["@id"]) is not None
    if not item.keys() <= _OF_VALUES or len(item) > 2:
        return False
    if "@language" in item:
        return rdf_terms.is_tag(item["@language"])
    return "@type" not in item or _term(item["@type"], of_property=True) is not None


def _item(item: dict[str, str]) -> str:
    if "@value" not in item:
        return str(_term(item["@id"]))
    datatype = item.get("@type")
    kind = rdf_terms.iri(datatype) if datatype else None
    return rdf_terms.literal(item["@value"], item.get("@language"), kind)


def _term(text: Any, *, of_property: bool = False) -> str | None:
    """The term of an IRI or, but for properties, a blank node; None for anything else."""
    if type(text) is not str:
        return None
    if not of_property and _BLANK(text):
        return text
    if not has_scheme(text) or rdf_terms.is_refused(text):
        return None
    return rdf_terms.iri(text)
