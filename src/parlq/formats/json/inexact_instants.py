"""Finds instants that say more than the model keeps, so that this can be reported (PQ308)."""

from __future__ import annotations

from functools import cache
from typing import Any

import attrs

from parlq.formats.json.field_kinds import BLOCKS, INLINES, Field, fields_of
from parlq.formats.json.lenient import kind_of
from parlq.formats.json.locations import Fault, Path
from parlq.model import ListItem, Reference, parsing
from parlq.problems import ModelError

_NESTING = frozenset({*BLOCKS.values(), *INLINES.values(), ListItem})


def not_kept(document: Any, kind: type) -> list[Fault]:
    """What instants of a document say beyond what is kept."""
    found: list[Fault] = []
    _look(document, kind, (), found)
    return found


def _look(value: Any, kind: type, path: Path, found: list[Fault]) -> None:
    if type(value) is not dict:
        return
    for field in _ways(kind):
        item = value.get(field.name)
        if item is None:
            continue
        here = (*path, field.name)
        if field.holds == "instant":
            if type(item) is str and (lost := _lost(item)):
                found.append(Fault(here, "PQ308", f"not preserved: {lost}"))
        elif field.holds == "one":
            (inner,) = field.metadata["types"]
            _look(item, inner, here, found)
        elif type(item) is list:
            for index, each in enumerate(item):
                if (inner := kind_of(each, field)) is not None:
                    _look(each, inner, (*here, index), found)


@cache
def _ways(kind: type) -> tuple[Field, ...]:
    """The fields of a value that hold an instant, or other values with such fields."""
    return tuple(
        field
        for field in fields_of(kind)
        if field.holds == "instant"
        or any(_ways(inner) for inner in field.metadata.get("types", ()) if _may_hold(inner))
    )


def _may_hold(kind: type) -> bool:
    """Whether a value may hold instants; blocks and inlines, which nest, hold none."""
    return attrs.has(kind) and kind is not Reference and kind not in _NESTING


def _lost(text: str) -> str | None:
    try:
        return parsing.timestamp(text)[1]
    except ModelError:
        return None
