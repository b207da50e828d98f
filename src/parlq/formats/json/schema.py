"""Generates the JSON Schema (2020-12) of parlq JSON from the model, so that the two agree.

`python -m parlq.formats.json.schema` prints what `schemas/parlq-1.0.schema.json` holds.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from copy import deepcopy
from enum import Enum
from typing import Any, Final

from parlq.formats.json.field_kinds import (
    BLOCKS,
    CLASSES,
    DOCUMENTS,
    INLINES,
    SCHEMA_KEY,
    SCHEMA_VERSION,
    STATED,
    TYPE_NAMES,
    VERSION_KEY,
    Field,
    fields_of,
)
from parlq.formats.json.patterns import SCALARS, STRINGS
from parlq.model import (
    MAX_DEPTH,
    Dossier,
    Event,
    Identifier,
    LanguageVariant,
    ListBlock,
    Paragraph,
    Reference,
)

SCHEMA_ID: Final = f"https://parlq.readthedocs.io/schemas/parlq-{SCHEMA_VERSION}.schema.json"

#: What the reader asks for and JSON Schema cannot say, by a name of the rule.
UNSAID: Final[dict[str, str]] = {
    "encoding": "The text is JSON in UTF-8 (RFC 8259); no string holds an unpaired surrogate, "
    "and NaN and Infinity are no numbers.",
    "doubled-keys": "An object has no duplicate keys.",
    "whole-numbers": "A whole number has neither fraction nor exponent: 5, not 5.0 or 5e0.",
    "one-variant-a-language": "A work has at most one variant in each language.",
    "language-tags": "A language tag has no duplicate variant or extension, and no language appears "
    "twice among the original ones, whatever their case.",
    "nesting": f"A body nests its blocks and inlines at most {MAX_DEPTH} deep.",
    "size": "The text is not larger, nor its values nested deeper, than the limits of the reader.",
}

_HOLDS: Final = {"tag": "language_tag", "day": "date", "instant": "instant"}
#: The parts of a body, whose classes describe themselves in one sentence.
_PARTS: Final[dict[str, str]] = {
    "caption": "Text and inlines of the caption, in order.",
    "cells": "The cells, in order.",
    "colspan": "How many columns the cell spans.",
    "content": "The content, in order.",
    "header": "Whether it is a header cell.",
    "href": "The target of the link.",
    "items": "The items, in order.",
    "label": "The label as printed, such as 1. or (a).",
    "level": "1 is the highest.",
    "marker": "The marker as printed, such as (1).",
    "media_type": "What notation the value is in.",
    "ordered": "Whether the items are numbered.",
    "rows": "The rows, in order.",
    "rowspan": "How many rows the cell spans.",
    "value": "The content, verbatim.",
}

Schema = dict[str, Any]


def json_schema() -> Schema:
    """The JSON Schema of a document, a new dictionary at each call."""
    unsaid = " ".join(f"({number}) {rule}" for number, rule in enumerate(UNSAID.values(), 1))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "parlq document",
        "description": "A parliamentary question, an answer, or a dossier of both.",
        "$comment": f"Requirements that this schema cannot express, and the reader checks: {unsaid}",
        "type": "object",
        "required": [VERSION_KEY, "type"],
        **_by_type(DOCUMENTS),
        "$defs": {
            **deepcopy(STRINGS),
            **_unions(),
            **{_name(kind): _object(kind) for kind in CLASSES},
        },
    }


def json_schema_bytes() -> bytes:
    """The file of the JSON Schema: UTF-8, two blanks a level, a line end at the end."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False).encode() + b"\n"


def _name(kind: type) -> str:
    """Name of a class among the definitions: what its `type` says, or its own in small letters."""
    if kind in TYPE_NAMES:
        return TYPE_NAMES[kind]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _by_type(table: dict[str, type]) -> Schema:
    """One of several objects, distinguished by `type` so that messages are about the right one."""
    return {
        "properties": {"type": {"enum": list(table)}},
        "allOf": [
            {
                "if": {
                    "type": "object",  # anything else would pass, and be sent to every branch
                    "properties": {"type": {"const": name}},
                    "required": ["type"],
                },
                "then": _ref(_name(kind)),
            }
            for name, kind in table.items()
        ],
    }


def _unions() -> Schema:
    items: dict[str, type] = {
        name: kind for name, kind in BLOCKS.items() if kind in {Paragraph, ListBlock}
    }
    return {
        "name_of_work": {
            "description": "The reference of a work, or an identifier where it has none.",
            **_string_or_object("reference", _ref(_name(Identifier))),
        },
        "inline": {
            "description": "A run of text, or an object that says its type.",
            **_string_or_object("text", {"required": ["type"], **_by_type(INLINES)}),
        },
        "block": {
            "description": "A block of a body; it says its type.",
            "type": "object",
            "required": ["type"],
            **_by_type(BLOCKS),
        },
        "item_block": {
            "description": "A block of a list item; it says its type.",
            "type": "object",
            "required": ["type"],
            **_by_type(items),
        },
    }


def _string_or_object(string: str, other: Schema) -> Schema:
    return {
        "type": ["string", "object"],
        "if": {"type": "string"},
        "then": _ref(string),
        "else": other,
    }


def _object(kind: type) -> Schema:
    """The definition of one class: its keys, which are required, what they ask of each other."""
    fields = fields_of(kind)
    about, notes = _described(kind)
    properties: Schema = {}
    if kind in DOCUMENTS.values():
        note = "Version of the JSON form; only at the top level of the document."
        properties[VERSION_KEY] = {"description": note, "const": SCHEMA_VERSION}
        note = "Address of this schema, for editors; only at the top level of the document."
        properties[SCHEMA_KEY] = {"description": note, "type": "string"}
    if kind in TYPE_NAMES:
        properties["type"] = {"const": TYPE_NAMES[kind]}
    for field in fields:
        note = notes.get(field.name) or _PARTS[field.name]
        properties[field.name] = {"description": note, **_field(field)}
    typed = ["type"] if kind in TYPE_NAMES else []
    made: Schema = {
        "title": _name(kind).replace("_", " ").capitalize(),
        "description": about,
        "type": "object",
        "properties": properties,
        "required": [*typed, *[field.name for field in fields if field.required]],
        "additionalProperties": False,
    }
    if kind in STATED:
        made["anyOf"] = [_stated(field) for field in fields if field.name in STATED[kind]]
    return {**made, **_condition(kind, {field.name for field in fields})}


def _stated(field: Field) -> Schema:
    stated: Schema = {"required": [field.name]}
    if field.default == ():
        stated["properties"] = {field.name: {"minItems": 1}}
    return stated


def _condition(kind: type, names: set[str]) -> Schema:
    """What one key asks of another."""
    if kind is LanguageVariant:
        return {
            "if": {"properties": {"body": {"minItems": 1}}, "required": ["body"]},
            "then": {"properties": {"completeness": {"enum": ["full", "truncated"]}}},
            "else": {"properties": {"completeness": {"const": "absent"}}},
        }
    code = "code" if kind is Event else "kind_code"
    if {"kind", code} <= names:
        return {
            "if": {"properties": {"kind": {"const": "other"}}, "required": ["kind"]},
            "then": {"required": [code]},
        }
    return {}


def _field(field: Field) -> Schema:
    holds, metadata = field.holds, field.metadata
    made: Schema
    match holds:
        case "text":
            made = _ref(SCALARS[metadata["scalar"]])
        case "tag" | "day" | "instant":
            made = _ref(_HOLDS[holds])
        case "flag":
            made = {"type": "boolean"}
        case "number":
            made = _integer(metadata)
        case "choice" | "completeness":
            made = {"enum": [member.value for member in metadata["enum"]]}
        case "one":
            made = _value(metadata["types"])
        case "texts":
            made = {"type": "array", "items": _ref(SCALARS[metadata["scalar"]])}
        case "tags":
            made = {"type": "array", "items": _ref("language_tag"), "uniqueItems": True}
        case "years":
            made = {"type": "array", "items": _integer(metadata)}
        case _:
            made = {"type": "array", "items": _value(metadata["types"])}
            if metadata["least"]:
                made["minItems"] = metadata["least"]
    if isinstance(field.default, str | int):
        made["default"] = field.default.value if isinstance(field.default, Enum) else field.default
    return made


def _integer(metadata: Any) -> Schema:
    low, high = metadata["range"]
    return {"type": "integer", "minimum": low, "maximum": high}


def _value(types: Any) -> Schema:
    """A value of one of these classes; a work inside a dossier has no version of its own."""
    kinds = set(types)
    if kinds == {Reference}:
        return _ref("reference")
    if kinds == {Reference, Identifier}:
        return _ref("name_of_work")
    if str in kinds:
        return _ref("inline")
    if len(kinds) > 1:
        return _ref("item_block" if kinds == {Paragraph, ListBlock} else "block")
    (kind,) = kinds
    if kind in DOCUMENTS.values() and kind is not Dossier:
        return {**_ref(_name(kind)), "properties": {VERSION_KEY: False, SCHEMA_KEY: False}}
    return _ref(_name(kind))


def _described(kind: type) -> tuple[str, dict[str, str]]:
    """What a docstring says of its class, and of each field under `Attributes`."""
    about, _, rest = inspect.cleandoc(kind.__doc__ or "").partition("\n\nAttributes:\n")
    notes: dict[str, str] = {}
    for names, text in re.findall(r"^ {4}(\w[\w, ]*): ((?:.+(?:\n {8})?)+)", rest, re.MULTILINE):
        note = " ".join(text.split())
        if found := re.fullmatch(r"as in `(\w+)`\.", note):
            same = next(other for other in CLASSES if other.__name__ == found[1])
            notes.update({name: _described(same)[1][name] for name in names.split(", ")})
        else:
            notes.update(dict.fromkeys(names.split(", "), note[:1].upper() + note[1:]))
    return " ".join(about.partition("\n\n")[0].split()), notes


if __name__ == "__main__":
    sys.stdout.buffer.write(json_schema_bytes())
