"""Builds values from parsed JSON at full speed; anything out of order is left to the strict reader.

One function for each class is compiled from the model's fields. It accepts exactly what the
strict reader accepts (a property test holds that), and on anything else raises, saying nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from parlq import model
from parlq.jsonformat.spec import (
    BLOCKS,
    CLASSES,
    DOCUMENTS,
    INLINES,
    STATED,
    TYPE_NAMES,
    Field,
    fields_of,
)
from parlq.model import Identifier, LanguageVariant, Reference, parsing
from parlq.model.base import trusted
from parlq.model.body import too_deep
from parlq.model.dossier import Dossier
from parlq.model.scalars import TEXT, VALUE
from parlq.problems import ModelError

#: Zones are of whole minutes and at most this far from UTC.
_MINUTE, _FARTHEST = dt.timedelta(minutes=1), dt.timedelta(hours=14)


class Doubt(Exception):  # noqa: N818 # it is no error: the strict reader may find nothing wrong
    """Something is not as expected; the strict reader says what."""


def inlines(value: Any) -> tuple[Any, ...]:
    """Inlines: strings and typed objects."""
    if value.__class__ is not list:
        raise Doubt
    if len(value) == 1 and value[0].__class__ is str and value[0]:
        return (value[0],)
    out: list[Any] = []
    last_is_text = False
    for item in value:
        if item.__class__ is str:
            if last_is_text or not item:
                raise Doubt
            out.append(item)
            last_is_text = True
        else:
            out.append(_INLINES[item["type"]](item))
            last_is_text = False
    return tuple(out)


def blocks(value: Any) -> tuple[Any, ...]:
    """Blocks: typed objects."""
    if value.__class__ is not list:
        raise Doubt
    return tuple([_BLOCKS[item["type"]](item) for item in value])


def item_blocks(value: Any) -> tuple[Any, ...]:
    """Blocks of a list item: paragraphs and lists."""
    if value.__class__ is not list:
        raise Doubt
    return tuple([_ITEM_BLOCKS[item["type"]](item) for item in value])


def texts(value: Any) -> tuple[str, ...]:
    """A list of strings that are not empty."""
    if value.__class__ is not list:
        raise Doubt
    for item in value:
        if item.__class__ is not str or not item:
            raise Doubt
    return tuple(value)


def tags(value: Any) -> tuple[str, ...]:
    """A list of different BCP 47 tags."""
    if value.__class__ is not list or len(set(value)) < len(value):
        raise Doubt
    return tuple([parsing.tag(item) for item in value])


def instant(value: Any) -> dt.datetime:
    """An instant in a zone that the model takes."""
    moment = parsing.instant(value)
    offset = moment.utcoffset()
    if offset is None or offset % _MINUTE or abs(offset) > _FARTHEST:
        raise Doubt
    return moment


def years(value: Any) -> tuple[int, ...]:
    """A list of years."""
    if value.__class__ is not list:
        raise Doubt
    for item in value:
        if item.__class__ is not int or not 1900 <= item <= 2199:
            raise Doubt
    return tuple(value)


def names(value: Any) -> tuple[Reference | Identifier, ...]:
    """References as strings, identifiers as objects."""
    if value.__class__ is not list:
        raise Doubt
    read = READERS[Identifier]
    return tuple(
        [parsing.reference(item) if item.__class__ is str else read(item) for item in value]
    )


def variants(value: Any) -> tuple[LanguageVariant, ...]:
    """Variants, each in a language of its own, put into protocol order."""
    if value.__class__ is not list:
        raise Doubt
    read = READERS[LanguageVariant]
    found = [read(item) for item in value]
    if len(found) > 1:
        found.sort()
        if len({variant.language for variant in found}) < len(found):
            raise Doubt
    return tuple(found)


#: Readers of arrays, which compiled code calls `to_` and their name.
_ARRAYS = (inlines, blocks, item_blocks, texts, tags, years, names, variants)


def _lines(field: Field, space: dict[str, Any]) -> list[str]:
    """Statements that check `v` and leave the field's value in it."""
    holds, metadata = field.holds, field.metadata
    if holds == "text":
        scalar = metadata["scalar"]
        if scalar is VALUE:
            return ["if v.__class__ is not str: raise Doubt"]
        lines = ["if v.__class__ is not str or not v: raise Doubt"]
        if scalar is not TEXT:
            space[f"scalar_{field.name}"] = scalar
            lines.append(f"v = parse_scalar(scalar_{field.name}, v)")
        return lines
    if holds in {"tag", "day", "instant"}:
        return [f"v = parse_{holds}(v)"]
    if holds == "flag":
        return ["if v.__class__ is not bool: raise Doubt"]
    if holds == "number":
        low, high = metadata["range"]
        return [f"if v.__class__ is not int or not {low} <= v <= {high}: raise Doubt"]
    if holds in {"choice", "completeness"}:
        space[f"members_{field.name}"] = {member.value: member for member in metadata["enum"]}
        return [f"v = members_{field.name}[v]"]
    if holds == "one":
        (kind,) = metadata["types"]
        if kind is Reference:
            return ["v = parse_reference(v)"]
        space[f"read_{field.name}"] = READERS[kind]
        return [f"v = read_{field.name}(v)"]
    if holds in {"texts", "tags", "years", "inlines", "variants"}:
        lines = [f"v = to_{holds}(v)"]
    elif holds == "blocks":
        inner = set(metadata["types"]) == {model.Paragraph, model.ListBlock}
        lines = [f"v = to_{'item_blocks' if inner else 'blocks'}(v)"]
    elif set(metadata["types"]) == {Reference, Identifier}:
        lines = ["v = to_names(v)"]
    elif field.name == "body":
        lines = ["v = to_blocks(v)", "if too_deep(v): raise Doubt"]
    else:
        (kind,) = metadata["types"]
        space[f"read_{field.name}"] = READERS[kind]
        lines = [
            "if v.__class__ is not list: raise Doubt",
            f"v = tuple([read_{field.name}(item) for item in v])",
        ]
    if metadata.get("least"):
        lines.append("if not v: raise Doubt")
    return lines


def _compiled(kind: type) -> Callable[[Any], Any]:
    """Compile the reader of one class; it counts the keys it knows to find those it does not."""
    typed = kind in TYPE_NAMES
    space: dict[str, Any] = {
        **{f"to_{f.__name__}": f for f in _ARRAYS},
        "too_deep": too_deep,
        "Doubt": Doubt,
        "parse_scalar": parsing.scalar,
        "parse_tag": parsing.tag,
        "parse_day": parsing.day,
        "parse_instant": instant,
        "parse_reference": parsing.reference,
        "build": kind if kind is Dossier else trusted(kind),
        "keys": KEYS,
        "Completeness": model.Completeness,
    }
    lines = ["if d.__class__ is not dict: raise Doubt", f"n = {1 if typed else 0}", "get = d.get"]
    if kind in DOCUMENTS.values():  # inside a dossier nobody else has looked at the type
        lines.append(f'if get("type") != "{TYPE_NAMES[kind]}": raise Doubt')
    arguments = []
    for field in fields_of(kind):
        name = field.name
        arguments.append(f"{name}={name}" if kind is Dossier else name)
        lines.append(f'v = get("{name}")')
        if field.required:
            lines += [*_lines(field, space), f"{name} = v", "n += 1"]
            continue
        if field.holds == "completeness":
            default = "Completeness.FULL if body else Completeness.ABSENT"
        else:
            space[f"default_{name}"] = field.default
            default = f"default_{name}"
        lines.append(f"if v is None: {name} = {default}")
        lines.append("else:")
        lines += [f"    {line}" for line in [*_lines(field, space), f"{name} = v", "n += 1"]]
    if kind is LanguageVariant:
        lines.append("if (completeness is Completeness.ABSENT) is bool(body): raise Doubt")
    if kind in STATED:
        lines.append(f"if not ({' or '.join(STATED[kind])}): raise Doubt")
    if any(field.name in {"kind_code", "code"} for field in fields_of(kind)) and any(
        field.name == "kind" for field in fields_of(kind)
    ):
        code = "code" if kind is model.Event else "kind_code"
        lines.append(f'if {code} is None and kind == "other": raise Doubt')
    lines.append("if n != len(d): raise Doubt")
    lines.append("keys[0] += n")
    # The trusted builder takes required fields first; every value here has them first in order too.
    call = ", ".join(_in_call_order(kind, arguments))
    source = "def read(d):\n    " + "\n    ".join([*lines, f"return build({call})"])
    exec(compile(source, f"<JSON reader of {kind.__name__}>", "exec"), space)  # noqa: S102 # names of the model's own fields
    reader: Callable[[Any], Any] = space["read"]
    return reader


def _in_call_order(kind: type, arguments: list[str]) -> list[str]:
    if kind is Dossier:
        return arguments
    required = [f.name for f in fields_of(kind) if f.required or f.holds == "completeness"]
    return [*required, *[name for name in arguments if name not in required]]


#: Keys read so far in the current document: compared with the text, it shows doubled keys.
KEYS = [0]
READERS: dict[type, Callable[[Any], Any]] = {}
_INLINES: dict[str, Callable[[Any], Any]] = {}
_BLOCKS: dict[str, Callable[[Any], Any]] = {}
_ITEM_BLOCKS: dict[str, Callable[[Any], Any]] = {}
for _kind in CLASSES:
    READERS[_kind] = _compiled(_kind)
_INLINES.update({name: READERS[kind] for name, kind in INLINES.items()})
_BLOCKS.update({name: READERS[kind] for name, kind in BLOCKS.items()})
_ITEM_BLOCKS.update({name: _BLOCKS[name] for name in ("paragraph", "list")})

#: What an unexpected shape raises, here or in the functions that parse single values.
DOUBTS = (Doubt, ModelError, KeyError, TypeError, AttributeError, RecursionError)
