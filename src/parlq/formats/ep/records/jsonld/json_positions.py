"""Finds lines and columns in the text of a JSON document that was parsed without them."""

from __future__ import annotations

import re
from collections.abc import Collection

from parlq.io.positions import Lines
from parlq.io.reading import Location

#: Keys and indexes that lead to a value.
Path = tuple[str | int, ...]
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{},:]|[^\s"\[\]{},:]+', re.DOTALL)


def places(text: str, paths: Collection[Path]) -> dict[Path, Location]:
    """Where the members or items to which paths lead begin; those that are not there are left out.

    Args:
        text: well-formed JSON.
        paths: what to look for.
    """
    if not paths:
        return {}
    import orjson

    wanted, lines = set(paths), Lines(text)
    found: dict[Path, Location] = {}
    path: list[str | int] = []
    key_next = False

    def note(offset: int) -> None:
        if (here := tuple(path)) in wanted and here not in found:
            line, column = lines.at(offset)
            found[here] = Location(line=line, column=column)

    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark == "{":
            note(token.start())
            path.append("")
            key_next = True
        elif mark == "[":
            note(token.start())
            path.append(0)
        elif mark in {"}", "]"}:
            path.pop()
            key_next = False
        elif mark == ",":
            last = path[-1]
            path[-1] = last + 1 if isinstance(last, int) else ""
            key_next = not isinstance(last, int)
        elif mark != ":":
            if key_next:
                path[-1] = orjson.loads(mark)
                key_next = False
            note(token.start())
    return found


def deeper(text: str, most: int) -> Location:
    """The first position at which JSON nests deeper than `most`; none when it does not."""
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in {"{", "["}:
            depth += 1
            if depth > most:
                line, column = Lines(text).at(token.start())
                return Location(line=line, column=column)
        elif token[0] in {"}", "]"}:
            depth -= 1
    return Location()
