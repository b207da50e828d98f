"""Turns values into JSON: plain dictionaries first, then bytes, the same for equal values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from parlq.jsonformat.spec import (
    CLASSES,
    DOCUMENTS,
    SCHEMA_VERSION,
    TYPE_NAMES,
    VERSION_KEY,
    Field,
    fields_of,
)
from parlq.model import Answer, Dossier, Identifier, Paragraph, Question, Reference
from parlq.model.parsing import instant_text


def _inlines(value: tuple[Any, ...]) -> list[Any]:
    return [item if type(item) is str else WRITERS[type(item)](item) for item in value]


def _values(value: tuple[Any, ...]) -> list[Any]:
    return [
        {"type": "paragraph", "content": [text]}  # what texts are made of
        if type(item) is Paragraph
        and len(content := item.content) == 1
        and type(text := content[0]) is str
        else WRITERS[type(item)](item)
        for item in value
    ]


def _names(value: tuple[Any, ...]) -> list[Any]:
    write = WRITERS[Identifier]
    return [str(item) if type(item) is Reference else write(item) for item in value]


def _expression(field: Field, space: dict[str, Any]) -> str:
    """The expression that gives the JSON of a field that is there."""
    holds, metadata = field.holds, field.metadata
    value = f"x.{field.name}"
    if holds in {"text", "tag", "flag", "number"}:
        return value
    if holds in {"choice", "completeness"}:
        return f"{value}._value_"
    if holds == "day":
        return f"{value}.isoformat()"
    if holds in {"texts", "tags", "years"}:
        return f"[*{value}]"
    if holds in {"instant", "inlines"}:
        return f"{holds}({value})"
    types = set(metadata["types"])
    if types == {Reference}:
        return f"str({value})"
    if types == {Reference, Identifier}:
        return f"names({value})"
    if len(types) > 1:
        return f"values({value})"
    write = f"write_{field.name}"
    space[write] = WRITERS[types.pop()]
    if holds == "one":
        return f"{write}({value})"
    return f"[{write}({value}[0])] if len({value}) == 1 else [{write}(item) for item in {value}]"


def _condition(field: Field) -> str | None:
    """When a field is written; None for always."""
    value, default = f"x.{field.name}", field.default
    if field.required:
        return None
    if field.holds == "completeness":
        return f'{value}._value_ == "truncated"'
    if default == ():
        return value
    if default is None:
        return f"{value} is not None"
    if field.holds == "choice":
        return f"{value}._value_ != {str(default)!r}"
    return f"{value} != {default!r}"


def _compiled(kind: type) -> Callable[[Any], dict[str, Any]]:
    space: dict[str, Any] = {
        "inlines": _inlines,
        "values": _values,
        "names": _names,
        "instant": instant_text,
    }
    name = TYPE_NAMES.get(kind)
    lines = [f'd = {{"type": "{name}"}}' if name else "d = {}"]
    for field in fields_of(kind):
        line = f'd["{field.name}"] = {_expression(field, space)}'
        condition = _condition(field)
        lines.append(line if condition is None else f"if {condition}: {line}")
    source = "def write(x):\n    " + "\n    ".join([*lines, "return d"])
    exec(compile(source, f"<JSON writer of {kind.__name__}>", "exec"), space)  # noqa: S102 # names of the model's own fields
    writer: Callable[[Any], dict[str, Any]] = space["write"]
    return writer


_DOCUMENTS = frozenset(DOCUMENTS.values())
WRITERS: dict[type, Callable[[Any], dict[str, Any]]] = {}
for _kind in CLASSES:
    WRITERS[_kind] = _compiled(_kind)


def to_dict(document: Question | Answer | Dossier) -> dict[str, Any]:
    """A document as plain dictionaries, lists, strings, numbers and booleans, as its JSON has it."""
    kind = type(document)
    if kind not in _DOCUMENTS:
        raise TypeError(f"a Question, an Answer or a Dossier is written, not {kind.__name__}")
    return {VERSION_KEY: SCHEMA_VERSION, **WRITERS[kind](document)}


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
