"""Statements as JSON-LD with a context written out: one flat object for each subject."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.namespaces import BASE, PREFIXES, relative
from parlq.formats.ep.records.vocabulary.rdf_terms import A, Statement


def flat(statements: Iterable[Statement]) -> dict[str, Any]:
    """The JSON-LD of statements, in their order."""
    nodes: dict[str, dict[str, Any]] = {}
    for subject, predicate, item in statements:
        node = nodes.setdefault(subject, {"@id": _id(subject)})
        if predicate == A:
            node.setdefault("@type", []).append(_name(item))
        else:
            node.setdefault(_name(predicate), []).append(_value(item))
    return {"@context": {"@base": BASE, **PREFIXES}, "@graph": list(nodes.values())}


def _id(term: str) -> str:
    iri = rdf_terms.iri_of(term)
    # Only the plainest stand on the base: readers take dots and doubled slashes out of the others.
    plain = term.startswith("<") and f"<{iri}>" != term and "//" not in term
    return relative(iri) if plain else iri


def _name(term: str) -> str:
    """A property or class: short where it has a prefix, else whole."""
    return rdf_terms.iri_of(term) if term.startswith("<") else term


def _value(item: str) -> dict[str, Any]:
    if not rdf_terms.is_literal(item):
        return {"@id": _id(item)}
    text, tag, datatype = rdf_terms.literal_of(item)
    made: dict[str, Any] = {"@value": text}
    if tag:
        made["@language"] = tag
    if datatype:
        made["@type"] = _name(datatype)
    return made
