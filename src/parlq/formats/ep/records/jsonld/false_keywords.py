"""Finds keys that look like JSON-LD keywords but are not, which JSON-LD silently ignores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from parlq.formats.ep.records.jsonld.json_positions import Path
from parlq.model.fields.name_matching import closest

#: The keywords of JSON-LD 1.1, section 1.7.
KEYWORDS: Final = frozenset({
    "@base", "@container", "@context", "@direction", "@graph", "@id", "@import", "@included",
    "@index", "@json", "@language", "@list", "@nest", "@none", "@prefix", "@propagate",
    "@protected", "@reverse", "@set", "@type", "@value", "@version", "@vocab",
})  # fmt: skip
_TEXT = re.compile(rb'"(@[^"]*)"')


class Ignored(NamedTuple):
    """A member that JSON-LD ignores: where it is, and why."""

    path: Path
    why: str


def ignored(parsed: Any, raw: bytes) -> list[Ignored]:
    """The members whose key looks like a keyword, and terms defined as what looks like one.

    Args:
        parsed: the document.
        raw: its text.
    """
    known = {each.encode() for each in KEYWORDS}
    if b"\\u0040" not in raw and all(found[1] in known for found in _TEXT.finditer(raw)):
        return []
    return [*_members(parsed)]


def _members(parsed: Any) -> Iterator[Ignored]:
    waiting: list[tuple[Any, Path, bool]] = [(parsed, (), False)]
    while waiting:
        value, path, in_context = waiting.pop()
        if type(value) is list:
            items = [(item, (*path, number), in_context) for number, item in enumerate(value)]
            waiting += reversed(items)
        elif type(value) is dict:
            for name, item in value.items():
                if name.startswith("@") and name not in KEYWORDS:
                    yield Ignored((*path, name), _why(name))
                elif in_context and (found := _definition(item)):
                    yield Ignored((*path, name), f"it is defined as {_why(found)}")
            inner = [
                (item, (*path, name), in_context or name == "@context")
                for name, item in value.items()
            ]
            waiting += reversed(inner)


def _definition(item: Any) -> str | None:
    """What a term of a context is defined as, where that looks like a keyword and is none."""
    named = item.get("@id") if type(item) is dict else item
    return named if type(named) is str and named[:1] == "@" and named not in KEYWORDS else None


def _why(name: str) -> str:
    near = closest(name, sorted(KEYWORDS))
    hint = "" if near is None else f'; did you mean "{near}"?'
    return f'"{name[:80]}" is no keyword of JSON-LD{hint}'
