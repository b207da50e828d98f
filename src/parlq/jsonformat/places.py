"""Finds where things stand in a JSON text, when somebody asks: lines, columns, doubled keys."""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]  # in the library, not in its stubs
from typing import Any

Path = tuple[str | int, ...]

_blank = re.compile(r"[ \t\n\r]*").match
_decoder = json.JSONDecoder()


def pointer(path: Path) -> str:
    """JSON Pointer (RFC 6901) of a path; the whole document is the empty string."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def offset_of(text: str, path: Path) -> int:
    """Offset of the value at `path`, or of the innermost value on the way that is there.

    A key that stands twice is found where it stands last, which is the one at fault. What is not
    on the way is passed over at the speed of the decoder.
    """
    at = _skip(text, 0)
    for step in path:
        found = _member(text, at, step) if isinstance(step, str) else _item(text, at, step)
        if found is None:
            return at
        at = found
    return at


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, each counted from 1, the column in characters."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _skip(text: str, at: int) -> int:
    match = _blank(text, at)
    return match.end() if match else at


def _member(text: str, at: int, key: str) -> int | None:
    if text[at : at + 1] != "{":
        return None
    found = None
    at = _skip(text, at + 1)
    while text[at] != "}":
        name, at = scanstring(text, at + 1)
        at = _skip(text, _skip(text, at) + 1)
        if name == key:
            found = at
        at = _skip(text, _decoder.raw_decode(text, at)[1])
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def _item(text: str, at: int, index: int) -> int | None:
    if text[at : at + 1] != "[":
        return None
    at = _skip(text, at + 1)
    while text[at] != "]":
        if index == 0:
            return at
        index -= 1
        at = _skip(text, _decoder.raw_decode(text, at)[1])
        if text[at] == ",":
            at = _skip(text, at + 1)
    return None


def doubled_keys(text: str) -> list[Path]:
    """Paths of keys that stand more than once in their object."""
    doubled: dict[int, list[str]] = {}
    kept: list[Any] = []

    def pairs(members: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(members)
        if len(made) < len(members):
            names = [name for name, _ in members]
            doubled[id(made)] = sorted({name for name in names if names.count(name) > 1})
            kept.append(made)  # so that no other object gets its id
        return made

    root = json.loads(text, object_pairs_hook=pairs)
    if not doubled:
        return []
    found: list[Path] = []
    todo: list[tuple[Path, Any]] = [((), root)]
    while todo:
        path, value = todo.pop()
        if isinstance(value, dict):
            found += [(*path, name) for name in doubled.get(id(value), ())]
            todo += [((*path, name), inner) for name, inner in value.items()]
        elif isinstance(value, list):
            todo += [((*path, index), inner) for index, inner in enumerate(value)]
    return sorted(found, key=lambda path: [str(step) for step in path])


def keys_in(data: bytes) -> int:
    """How many times a quotation mark and a colon follow each other: the number of keys, or more.

    More only where a text begins with a colon or holds an escaped quotation mark before one.
    """
    if b" :" in data or b"\n:" in data or b"\t:" in data or b"\r:" in data:
        return len(_KEY.findall(data))
    return data.count(b'":')


_KEY = re.compile(rb'"[ \t\n\r]*:')
