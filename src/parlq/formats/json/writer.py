"""Turns values into JSON: dictionaries first, then bytes, the same for equal values."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import orjson

from parlq.formats.json.field_kinds import (
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

Writer = Callable[[Any], dict[str, Any]]
_DOCUMENTS = frozenset(DOCUMENTS.values())


@lru_cache(maxsize=2)
def writers(*, plain: bool) -> dict[type, Writer]:
    """The writer of each type; `plain` ones give lists and strings where orjson knows better.

    It writes tuples and dates itself, faster than they can be made into lists and strings here.
    """
    made: dict[type, Writer] = {}

    def inlines(value: tuple[Any, ...]) -> list[Any]:
        return [item if type(item) is str else made[type(item)](item) for item in value]

    def values(value: tuple[Any, ...]) -> list[Any]:
        return [
            {"type": "paragraph", "content": [*content] if plain else content}
            if type(item) is Paragraph  # what texts are made of
            and len(content := item.content) == 1
            and type(content[0]) is str
            else made[type(item)](item)
            for item in value
        ]

    def names(value: tuple[Any, ...]) -> list[Any]:
        write = made[Identifier]
        return [item.normal if type(item) is Reference else write(item) for item in value]

    space: dict[str, Any] = {
        "inlines": inlines,
        "values": values,
        "names": names,
        "instant": instant_text,
    }
    for kind in CLASSES:
        made[kind] = _compiled(kind, made, space, plain=plain)
    return made


def _expression(  # noqa: PLR0911 # one return a kind of field
    field: Field, made: dict[type, Writer], space: dict[str, Any], *, plain: bool
) -> str:
    """The expression that gives the JSON of a field that is there."""
    holds, metadata = field.holds, field.metadata
    value = f"x.{field.name}"
    if holds in {"text", "tag", "flag", "number"}:
        return value
    if holds in {"choice", "completeness"}:
        return f"{value}._value_"
    if holds == "day":
        return f"{value}.isoformat()" if plain else value
    if holds in {"texts", "tags", "years"}:
        return f"[*{value}]" if plain else value
    if holds in {"instant", "inlines"}:
        return f"{holds}({value})"
    types = set(metadata["types"])
    if types == {Reference}:
        return f"{value}.normal"
    if types == {Reference, Identifier}:
        return f"names({value})"
    if len(types) > 1:
        return f"values({value})"
    write = f"write_{field.name}"
    space[write] = made[types.pop()]
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


def _compiled(
    kind: type, made: dict[type, Writer], shared: dict[str, Any], *, plain: bool
) -> Writer:
    space = dict(shared)
    name = TYPE_NAMES.get(kind)
    always = [f'"type": "{name}"'] if name else []
    lines: list[str] = []
    for field in fields_of(kind):
        value, condition = _expression(field, made, space, plain=plain), _condition(field)
        if condition is None and not lines:  # the first keys, until one that may be missing
            always.append(f'"{field.name}": {value}')
            continue
        line = f'd["{field.name}"] = {value}'
        lines.append(line if condition is None else f"if {condition}: {line}")
    lines.insert(0, f"d = {{{', '.join(always)}}}")
    source = "def write(x):\n    " + "\n    ".join([*lines, "return d"])
    exec(compile(source, f"<JSON writer of {kind.__name__}>", "exec"), space)  # noqa: S102 # names of the model's own fields
    writer: Writer = space["write"]
    return writer


def _written(document: Question | Answer | Dossier, *, plain: bool) -> dict[str, Any]:
    kind = type(document)
    if kind not in _DOCUMENTS:
        raise TypeError(f"a Question, an Answer or a Dossier is written, not {kind.__name__}")
    return {VERSION_KEY: SCHEMA_VERSION, **writers(plain=plain)[kind](document)}


def to_dict(document: Question | Answer | Dossier) -> dict[str, Any]:
    """A document as plain dictionaries, lists, strings, numbers and booleans, as its JSON has it."""
    return _written(document, plain=True)


def dumps(document: Question | Answer | Dossier, *, indent: bool = True) -> bytes:
    """Write a document as JSON in UTF-8; equal values give equal bytes.

    Args:
        document: what to write.
        indent: two blanks a level and a line end, for people and version control; without it
            the bytes are compact, on one line without an end, for JSON Lines.
    """
    written = _written(document, plain=False)
    if indent:
        return orjson.dumps(written, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    return orjson.dumps(written)
