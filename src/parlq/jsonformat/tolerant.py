"""Keeps what JSON says beyond the schema: unknown keys become extensions of what they belong to."""

from __future__ import annotations

from typing import Any

import orjson

from parlq.jsonformat.spec import BLOCKS, INLINES, TYPE_NAMES, fields_of
from parlq.model import Reference

Path = tuple[str | int, ...]

#: Namespace of keys that parlq's JSON does not know.
NAMESPACE = "https://parlq.readthedocs.io/ns/json"


def unknown_to_extensions(
    document: dict[str, Any], kind: type
) -> tuple[dict[str, Any], list[tuple[Path, str, str]]]:
    """Move unknown keys into the extensions of the nearest value that has some.

    Returns the document without them, and what to report: path, rule, message.
    """
    kept: list[tuple[Path, str, str]] = []
    return _object(document, kind, (), kept, None), kept


def _object(
    value: Any, kind: type, path: Path, kept: list[tuple[Path, str, str]], owner: list[Any] | None
) -> Any:
    if type(value) is not dict:
        return value
    fields = {field.name: field for field in fields_of(kind)}
    mine = "extensions" in fields
    found: list[Any] = [] if mine or owner is None else owner
    out: dict[str, Any] = {}
    for key, item in value.items():
        if key in fields:
            out[key] = _field(item, fields[key], (*path, key), kept, found)
        elif key == "type" and kind in TYPE_NAMES:
            out[key] = item
        else:
            where = "".join(f"/{step}" for step in (*path, key))
            found.append(
                {
                    "namespace": NAMESPACE,
                    "name": key or "(empty)",
                    "datatype": "json",
                    "value": orjson.dumps(item).decode(),
                    "path": where,
                }
            )
            kept.append(((*path, key), "PQ303", f"unknown key {key[:60]!r}, kept as an extension"))
    if mine and found:
        own = out.get("extensions", [])
        out["extensions"] = [*own, *found] if isinstance(own, list) else own
    return out


def _field(item: Any, field: Any, path: Path, kept: list[Any], owner: list[Any]) -> Any:
    if field.holds == "one":
        (kind,) = field.metadata["types"]
        return item if kind is Reference else _object(item, kind, path, kept, owner)
    if type(item) is not list or "types" not in field.metadata:
        return item
    return [
        _object(inner, kind, (*path, index), kept, owner)
        if (kind := _kind_of(inner, field)) is not None
        else inner
        for index, inner in enumerate(item)
    ]


def _kind_of(inner: Any, field: Any) -> type | None:
    """The class that an item of an array is read as, where it is an object."""
    if type(inner) is not dict:
        return None
    kinds = [kind for kind in field.metadata["types"] if kind not in {str, Reference}]
    if len(kinds) == 1:
        return kinds[0]  # type: ignore[no-any-return]  # metadata is untyped
    name = inner.get("type")
    table = INLINES if field.holds == "inlines" else BLOCKS
    return table.get(name) if isinstance(name, str) else None
