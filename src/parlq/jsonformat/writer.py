"""Turns values into JSON: plain dictionaries first, then bytes, the same for equal values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from parlq.jsonformat.spec import (
    CLASSES,
    SCHEMA_VERSION,
    TYPE_NAMES,
    VERSION_KEY,
    Field,
    fields_of,
)
from parlq.model import Answer, Dossier, Identifier, Question, Reference
from parlq.model.parsing import instant_text


def _inlines(value: tuple[Any, ...]) -> list[Any]:
    return [item if item.__class__ is str else WRITERS[item.__class__](item) for item in value]


def _values(value: tuple[Any, ...]) -> list[Any]:
    return [WRITERS[item.__class__](item) for item in value]


def _names(value: tuple[Any, ...]) -> list[Any]:
    write = WRITERS[Identifier]
    return [str(item) if item.__class__ is Reference else write(item) for item in value]


def _expression(field: Field, space: dict[str, Any]) -> str:
    """The expression that gives the JSON of `v`, a value that is there."""
    holds, metadata = field.holds, field.metadata
    if holds in {"text", "tag", "flag", "number"}:
        return "v"
    if holds in {"choice", "completeness"}:
        return "v._value_"
    if holds == "day":
        return "v.isoformat()"
    if holds == "instant":
        return "instant_text(v)"
    if holds in {"texts", "tags", "years"}:
        return "list(v)"
    if holds == "inlines":
        return "inlines(v)"
    types = set(metadata["types"])
    if types == {Reference}:
        return "str(v)"
    if types == {Reference, Identifier}:
        return "names(v)"
    if len(types) == 1:
        (kind,) = types
        space[f"write_{field.name}"] = WRITERS[kind]
        one = f"write_{field.name}"
        return f"{one}(v)" if holds == "one" else f"[{one}(item) for item in v]"
    return "values(v)"


def _compiled(kind: type) -> Callable[[Any], dict[str, Any]]:
    space: dict[str, Any] = {
        "inlines": _inlines,
        "values": _values,
        "names": _names,
        "instant_text": instant_text,
    }
    name = TYPE_NAMES.get(kind)
    lines = [f'd = {{"type": "{name}"}}' if name else "d = {}"]
    for field in fields_of(kind):
        key = field.name
        expression = _expression(field, space)
        lines.append(f"v = x.{key}")
        if field.required:
            lines.append(f'd["{key}"] = {expression}')
        elif field.holds == "completeness":
            lines.append(f'if v._value_ == "truncated": d["{key}"] = {expression}')
        elif field.holds in {"text", "choice", "number", "flag"} and field.default is not None:
            stated = expression if field.holds == "choice" else "v"
            default = str(field.default) if field.holds == "choice" else field.default
            lines.append(f'if {stated} != {default!r}: d["{key}"] = {expression}')
        elif field.default == ():
            lines.append(f'if v: d["{key}"] = {expression}')
        else:
            lines.append(f'if v is not None: d["{key}"] = {expression}')
    source = "def write(x):\n    " + "\n    ".join([*lines, "return d"])
    exec(compile(source, f"<JSON writer of {kind.__name__}>", "exec"), space)  # noqa: S102 # names of the model's own fields
    writer: Callable[[Any], dict[str, Any]] = space["write"]
    return writer


WRITERS: dict[type, Callable[[Any], dict[str, Any]]] = {}
for _kind in CLASSES:
    WRITERS[_kind] = _compiled(_kind)


def to_dict(document: Question | Answer | Dossier) -> dict[str, Any]:
    """A document as plain dictionaries, lists, strings, numbers and booleans, as its JSON has it."""
    if not isinstance(document, Question | Answer | Dossier):
        kind = type(document).__name__
        raise TypeError(f"a Question, an Answer or a Dossier is written, not {kind}")
    return {VERSION_KEY: SCHEMA_VERSION, **WRITERS[type(document)](document)}


def dumps(document: Question | Answer | Dossier, *, indent: bool = True) -> bytes:
    """Write a document as JSON in UTF-8; equal values give equal bytes.

    Args:
        document: what to write.
        indent: two blanks a level and a line end, for people and version control; without it
            the bytes are compact, on one line without an end, for JSON Lines.
    """
    if indent:
        options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        return orjson.dumps(to_dict(document), option=options)
    return orjson.dumps(to_dict(document))
