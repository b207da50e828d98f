"""Finds what valid JSON says and the model does not keep, so that it can be reported."""

from __future__ import annotations

from typing import Any

from parlq.jsonformat.spec import fields_of
from parlq.jsonformat.tolerant import kind_of
from parlq.model import Reference, parsing
from parlq.problems import ModelError

Path = tuple[str | int, ...]


def not_kept(document: Any, kind: type) -> list[tuple[Path, str, str]]:
    """What instants of a document say beyond what is kept: path, rule, message."""
    found: list[tuple[Path, str, str]] = []
    _look(document, kind, (), found)
    return found


def _look(value: Any, kind: type, path: Path, found: list[tuple[Path, str, str]]) -> None:
    if type(value) is not dict:
        return
    for field in fields_of(kind):
        item = value.get(field.name)
        here = (*path, field.name)
        if field.holds == "instant":
            if type(item) is str and (lost := _lost(item)):
                found.append((here, "PQ308", f"not kept: {lost}"))
        elif field.holds == "one":
            (inner,) = field.metadata["types"]
            if inner is not Reference:
                _look(item, inner, here, found)
        elif type(item) is list and field.name != "body" and "types" in field.metadata:
            for index, each in enumerate(item):
                if (inner := kind_of(each, field)) is not None:
                    _look(each, inner, (*here, index), found)


def _lost(text: str) -> str | None:
    try:
        return parsing.timestamp(text)[1]
    except ModelError:
        return None
