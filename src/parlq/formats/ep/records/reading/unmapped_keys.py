"""Finds values of records of API v2 under unknown keys, and values that their key does not hold."""

from __future__ import annotations

from typing import Any

import orjson

from parlq.formats.ep.records.nodes import whole_iris
from parlq.formats.ep.records.nodes.nodes_and_triples import KEYS, TYPES, Node, each
from parlq.formats.ep.records.reading.unmapped_statements import json_text
from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.namespaces import CONTEXT
from parlq.model import Datatype, Extension
from parlq.model.fields.scalars import TEXT
from parlq.problems import InputError, Problem

#: Name of the extension for a key that cannot be the name of one.
UNNAMED = "(key)"
_POINTING = frozenset({"iri", "node", "inverse"})


def without_unknown(node: Node, found: list[Extension]) -> Node:
    """A node without what no statement can be made of; that goes to `found`.

    Each extension has the key as its name, the value as JSON, and the id of the node as its path.
    """
    out: Node = {}
    own = node.get("id")
    path = own if type(own) is str and TEXT.fault(own) is None else None
    for name, value in node.items():
        if not _fits(name, value):
            named = TEXT.fault(name) is None
            found.append(
                Extension(
                    namespace=CONTEXT,
                    name=name if named else UNNAMED,
                    datatype=Datatype.JSON,
                    value=json_text(value if named else {name: value}),
                    path=path,
                )
            )
        elif name in KEYS and KEYS[name].holds in _POINTING:
            inside = [without_unknown(e, found) if type(e) is dict else e for e in each(value)]
            out[name] = inside if type(value) is list else inside[0]
        else:
            out[name] = value
    return out


def _fits(name: str, value: Any) -> bool:
    """Whether a key is known and holds what it should."""
    if name == "id":
        return True
    items = each(value) if value is not None else [None]
    if name == "type":
        return all(type(item) is str and (item in TYPES or ":" in item) for item in items)
    key = KEYS.get(name)
    if key is None:
        return (":" in name or name == whole_iris.INCLUDED) and whole_iris.fits(name, value)
    if key.holds in _POINTING:
        return all(_points(item.get("id") if type(item) is dict else item) for item in items)
    if key.holds == "languages":
        return type(value) is dict and all(
            rdf_terms.is_tag(tag) and all(type(text) is str for text in each(texts))
            for tag, texts in value.items()
        )
    return all(type(item) is str or type(item) is int for item in items)


def _points(text: Any) -> bool:
    try:
        return type(text) is str and bool(text) and bool(rdf_terms.iri(text))
    except ValueError:
        return False


def put_back(node: Node, extension: Extension, label: str | None) -> bool:
    """Write what an extension holds back to the first node, of those nested in one, that has its id.

    Returns:
        Whether there is one.

    Raises:
        InputError: PQ608, the extension does not contain JSON.
    """
    if node.get("id") == extension.path:
        try:
            value = orjson.loads(extension.value)
        except ValueError:
            message = f"the extension {extension.name} does not contain JSON"
            raise InputError((Problem(rule="PQ608", message=message, work=label),)) from None
        if extension.name == UNNAMED and type(value) is dict:
            node.update(value)
        else:
            node[extension.name] = value
        return True
    for name, value in node.items():
        items = each(value)
        if name in KEYS and KEYS[name].holds in _POINTING and extension.path in items:
            items = [{"id": item} if item == extension.path else item for item in items]
            node[name] = items if type(value) is list else items[0]
        if any(type(item) is dict and put_back(item, extension, label) for item in items):
            return True
    return False
