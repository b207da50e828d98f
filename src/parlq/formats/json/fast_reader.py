"""Builds values from valid parsed JSON fast; everything else is left to the strict reader.

One function for each class is compiled from the model's fields. It accepts exactly what the
strict reader accepts (a property test holds that), and on anything else raises, saying nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from parlq import model
from parlq.formats.json.field_kinds import (
    BLOCKS,
    CLASSES,
    DOCUMENTS,
    INLINES,
    RARE,
    STATED,
    TYPE_NAMES,
    Field,
    fields_of,
)
from parlq.model import Identifier, LanguageVariant, Reference, parsing
from parlq.model.body_traversal import too_deep
from parlq.model.dossier import Dossier
from parlq.model.fields.base import unchecked
from parlq.model.fields.scalars import TEXT, VALUE
from parlq.model.languages.language import protocol_key
from parlq.problems import ModelError

#: Zones are of whole minutes and at most this far from UTC.
_MINUTE, _FARTHEST = dt.timedelta(minutes=1), dt.timedelta(hours=14)


class NotCanonical(Exception):  # noqa: N818 # it is no error: the strict reader may find nothing wrong
    """Something is not as expected; the strict reader says what."""


def inlines(value: Any) -> tuple[Any, ...]:
    """Inlines: strings and typed objects."""
    if type(value) is not list:
        raise NotCanonical
    if len(value) == 1 and type(value[0]) is str and value[0]:
        return (value[0],)
    out: list[Any] = []
    last_is_text = False
    for item in value:
        if type(item) is str:
            if last_is_text or not item:
                raise NotCanonical
            out.append(item)
            last_is_text = True
        else:
            out.append(_INLINES[item["type"]](item))
            last_is_text = False
    return tuple(out)


def blocks(value: Any) -> tuple[Any, ...]:
    """Blocks: typed objects."""
    return _blocks(value, _BLOCKS)[0]


def body(value: Any) -> tuple[Any, ...]:
    """Blocks of a body, which nest no deeper than the model takes."""
    made, may_nest = _blocks(value, _BLOCKS)
    if may_nest and too_deep(made):
        raise NotCanonical
    return made


def item_blocks(value: Any) -> tuple[Any, ...]:
    """Blocks of a list item: paragraphs and lists."""
    return _blocks(value, _ITEM_BLOCKS)[0]


def _blocks(value: Any, readers: dict[str, Callable[[Any], Any]]) -> tuple[tuple[Any, ...], bool]:
    """Blocks, and whether any of them is more than a paragraph of one run of text."""
    if type(value) is not list:
        raise NotCanonical
    out: list[Any] = []
    may_nest = False
    for item in value:
        kind = item["type"]
        if kind == "paragraph" and len(item) == 2:  # what texts are made of
            content = item["content"]
            if type(content) is list and len(content) == 1:
                (text,) = content
                if type(text) is str and text:
                    out.append(_paragraph((text,)))
                    continue
        may_nest = True
        out.append(readers[kind](item))
    return tuple(out), may_nest


def texts(value: Any) -> tuple[str, ...]:
    """A list of strings that are not empty."""
    if type(value) is not list:
        raise NotCanonical
    for item in value:
        if type(item) is not str or not item:
            raise NotCanonical
    return tuple(value)


def tags(value: Any) -> tuple[str, ...]:
    """A list of different BCP 47 tags."""
    if type(value) is not list:
        raise NotCanonical
    made = tuple([parsing.tag(item) for item in value])
    if len(set(made)) < len(made):
        raise NotCanonical
    return made


def instant(value: Any) -> dt.datetime:
    """An instant in a zone that the model takes."""
    moment, lost = parsing.timestamp(value)
    offset = moment.utcoffset()
    if lost or offset is None or offset % _MINUTE or abs(offset) > _FARTHEST:
        raise NotCanonical
    return moment


def years(value: Any) -> tuple[int, ...]:
    """A list of years."""
    if type(value) is list and all(type(y) is int and 1900 <= y <= 2199 for y in value):
        return tuple(value)
    raise NotCanonical


def names(value: Any) -> tuple[Reference | Identifier, ...]:
    """References as strings, identifiers as objects."""
    if type(value) is not list:
        raise NotCanonical
    read = READERS[Identifier]
    return tuple([parsing.reference(item) if type(item) is str else read(item) for item in value])


def variants(value: Any) -> tuple[LanguageVariant, ...]:
    """Variants, each in a language of its own, put into protocol order."""
    if type(value) is not list:
        raise NotCanonical
    read, known = READERS[LanguageVariant], parsing.known_variant
    found: list[LanguageVariant] = []
    places: list[tuple[int, str]] = []
    for item in value:
        variant = known(item["language"]) if len(item) == 1 else read(item)
        found.append(variant)
        places.append(protocol_key(variant.language))
    order = sorted(set(places))
    if len(order) < len(places):
        raise NotCanonical
    if order != places:
        found.sort()
    return tuple(found)


def dossier(
    questions: tuple[model.Question, ...],
    answers: tuple[model.Answer, ...],
    extensions: tuple[model.Extension, ...],
) -> Dossier:
    """A dossier; works that nothing names get their names as its constructor gives them."""
    for work in (*questions, *answers):
        if work.reference is None and not work.identifiers:
            return Dossier(questions=questions, answers=answers, extensions=extensions)
    return _dossier(questions, answers, extensions)


#: Readers of arrays, which compiled code calls `to_` and their name.
_ARRAYS = (inlines, blocks, body, item_blocks, texts, tags, years, names, variants)


def _lines(field: Field, space: dict[str, Any]) -> list[str]:
    """Statements that check `v` and leave the field's value in it."""
    holds, metadata = field.holds, field.metadata
    if holds == "text":
        scalar = metadata["scalar"]
        if scalar is VALUE:
            return ["if type(v) is not str: raise NotCanonical"]
        lines = ["if type(v) is not str or not v: raise NotCanonical"]
        if scalar is not TEXT:
            space[f"scalar_{field.name}"] = scalar
            lines.append(f"v = parse_scalar(scalar_{field.name}, v)")
        return lines
    if holds in {"tag", "day", "instant"}:
        return [f"v = parse_{holds}(v)"]
    if holds == "flag":
        return ["if type(v) is not bool: raise NotCanonical"]
    if holds == "number":
        low, high = metadata["range"]
        return [f"if type(v) is not int or not {low} <= v <= {high}: raise NotCanonical"]
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
        lines = ["v = to_body(v)"]
    else:
        (kind,) = metadata["types"]
        space[f"read_{field.name}"] = READERS[kind]
        lines = [
            "if type(v) is not list: raise NotCanonical",
            f"if len(v) == 1: v = (read_{field.name}(v[0]),)",  # as most are
            f"else: v = tuple([read_{field.name}(item) for item in v])",
        ]
    if metadata.get("least"):
        lines.append("if not v: raise NotCanonical")
    return lines


def _compiled(kind: type) -> Callable[[Any], Any]:
    """Compile the reader of one class; it counts the keys it knows to find those it does not.

    The reader takes the object, and the number of keys that are none of its fields, if not usual.
    """
    space: dict[str, Any] = {
        **{f"to_{f.__name__}": f for f in _ARRAYS},
        "NotCanonical": NotCanonical,
        "parse_scalar": parsing.scalar,
        "parse_tag": parsing.tag,
        "parse_day": parsing.day,
        "parse_instant": instant,
        "parse_reference": parsing.reference,
        "build": dossier if kind is Dossier else unchecked(kind),
        "full": model.Completeness.FULL,
        "absent": model.Completeness.ABSENT,
    }
    lines = ["if type(d) is not dict: raise NotCanonical"]
    if kind in DOCUMENTS.values():  # inside a dossier nobody else has looked at the type
        lines.append(f'if d["type"] != "{TYPE_NAMES[kind]}": raise NotCanonical')
    arguments = []
    rare: list[str] = []
    for field in fields_of(kind):
        name = field.name
        arguments.append(name)
        found = [f'v = d["{name}"]', *_lines(field, space), f"{name} = v", "n += 1"]
        if field.required:
            lines += found
            continue
        if name in RARE.get(kind, ()):
            lines.append(f"{name} = {field.default!r}")
            rare += [f'if "{name}" in d:', *[f"    {line}" for line in found]]
            continue
        if field.holds == "completeness":
            default = "full if body else absent"
        else:
            space[f"default_{name}"] = field.default
            default = f"default_{name}"
        lines += [f'if "{name}" not in d: {name} = {default}', "else:"]
        lines += [f"    {line}" for line in found]
    if rare:  # looked for where something has not been found yet
        lines += ["if n != len(d):", *[f"    {line}" for line in rare]]
    if kind is LanguageVariant:
        lines.append("if (completeness is absent) is bool(body): raise NotCanonical")
    if kind in STATED:
        lines.append(f"if not ({' or '.join(STATED[kind])}): raise NotCanonical")
    fields = {field.name for field in fields_of(kind)}
    if "kind" in fields and (code := fields & {"code", "kind_code"}):
        lines.append(f'if {code.pop()} is None and kind == "other": raise NotCanonical')
    lines.append("if n != len(d): raise NotCanonical")
    # The trusted builder takes required fields first; every value here has them first in order too.
    first = [f.name for f in fields_of(kind) if f.required or f.holds == "completeness"]
    call = ", ".join([*first, *[name for name in arguments if name not in first]])
    usual = 1 if kind in TYPE_NAMES else 0
    source = f"def read(d, n={usual}):\n    " + "\n    ".join([*lines, f"return build({call})"])
    exec(compile(source, f"<JSON reader of {kind.__name__}>", "exec"), space)  # noqa: S102 # names of the model's own fields
    reader: Callable[[Any], Any] = space["read"]
    return reader


_paragraph, _dossier = unchecked(model.Paragraph), unchecked(Dossier)
READERS: dict[type, Callable[..., Any]] = {}
_INLINES: dict[str, Callable[[Any], Any]] = {}
_BLOCKS: dict[str, Callable[[Any], Any]] = {}
for _kind in CLASSES:
    READERS[_kind] = _compiled(_kind)
_INLINES.update({name: READERS[kind] for name, kind in INLINES.items()})
_BLOCKS.update({name: READERS[kind] for name, kind in BLOCKS.items()})
_ITEM_BLOCKS = {name: _BLOCKS[name] for name in ("paragraph", "list")}

#: What an unexpected shape raises, here or in the functions that parse single values.
FALLBACK_ERRORS = (NotCanonical, ModelError, KeyError, TypeError, AttributeError, RecursionError)
