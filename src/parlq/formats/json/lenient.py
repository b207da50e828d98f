"""Preserves unknown keys of JSON as extensions of the value that they belong to."""

from __future__ import annotations

import json
import re
from typing import Any

from parlq.formats.json.field_kinds import BLOCKS, INLINES, TYPE_NAMES, fields_of
from parlq.formats.json.locations import Fault, Path, pointer
from parlq.model import Reference

#: Namespace of keys that parlq's JSON does not know.
NAMESPACE = "https://parlq.readthedocs.io/ns/json"


class _Number(str):
    """A number as it is spelled: `1.10` and forty digits stay what they are."""

    __slots__ = ()


def unknown_to_extensions(
    document: dict[str, Any], kind: type, text: str
) -> tuple[dict[str, Any], list[Fault]]:
    """Move unknown keys into the extensions of the nearest value that has some.

    Returns the document without them, and what to report. `text` is where the document comes from,
    for numbers as they are spelled.
    """
    kept: list[Fault] = []
    unknown: list[tuple[Path, dict[str, Any]]] = []
    out = _object(document, kind, (), unknown, None)
    if unknown:
        spelled = json.loads(text, parse_float=_Number, parse_int=_Number)
        for path, fact in unknown:
            fact["value"] = _verbatim(_at(spelled, path))
            key = str(path[-1])[:60]
            kept.append(Fault(path, "PQ303", f"unknown key {key!r}, preserved as an extension"))
    return out, kept


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def _verbatim(value: Any) -> str:
    """JSON without blanks, with nothing in it that XML cannot carry."""
    if isinstance(value, _Number):
        return str(value)
    if isinstance(value, dict):
        return f"{{{','.join(f'{_verbatim(k)}:{_verbatim(v)}' for k, v in value.items())}}}"
    if isinstance(value, list):
        return f"[{','.join(map(_verbatim, value))}]"
    return _escaped(json.dumps(value, ensure_ascii=False))


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _escaped(text: str) -> str:
    return _FORBIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _object(
    value: Any,
    kind: type,
    path: Path,
    unknown: list[tuple[Path, dict[str, Any]]],
    owner: list[Any] | None,
) -> Any:
    if type(value) is not dict:
        return value
    fields = {field.name: field for field in fields_of(kind)}
    mine = "extensions" in fields
    found: list[Any] = [] if mine or owner is None else owner
    out: dict[str, Any] = {}
    for key, item in value.items():
        if key in fields:
            out[key] = _field(item, fields[key], (*path, key), unknown, found)
        elif key == "type" and kind in TYPE_NAMES:
            out[key] = item
        else:
            fact = {
                "namespace": NAMESPACE,
                "name": _escaped(key) or "(empty)",
                "datatype": "json",
                "path": _escaped(pointer((*path, key))),
            }
            found.append(fact)
            unknown.append(((*path, key), fact))
    if mine and found:
        own = out.get("extensions", [])
        out["extensions"] = [*own, *found] if isinstance(own, list) else own
    return out


def _field(item: Any, field: Any, path: Path, unknown: list[Any], owner: list[Any]) -> Any:
    if field.holds == "one":
        (kind,) = field.metadata["types"]
        return item if kind is Reference else _object(item, kind, path, unknown, owner)
    if type(item) is not list or "types" not in field.metadata:
        return item
    return [
        _object(inner, kind, (*path, index), unknown, owner)
        if (kind := kind_of(inner, field)) is not None
        else inner
        for index, inner in enumerate(item)
    ]


def kind_of(inner: Any, field: Any) -> type | None:
    """The class that an item of an array is read as, where it is an object."""
    if type(inner) is not dict:
        return None
    kinds = [kind for kind in field.metadata["types"] if kind not in {str, Reference}]
    if len(kinds) == 1:
        return kinds[0]  # type: ignore[no-any-return]  # metadata is untyped
    name = inner.get("type")
    table = INLINES if field.holds == "inlines" else BLOCKS
    return table.get(name) if isinstance(name, str) else None
