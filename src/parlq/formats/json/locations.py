"""Finds locations in a JSON text on demand: lines, columns, duplicate keys."""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter
from json.decoder import scanstring  # type: ignore[attr-defined]  # in the library, not in its stubs
from typing import Any, NamedTuple

from parlq.io.positions import Lines
from parlq.model.fields.scalars import shown

#: Keys and indexes from the whole document to a part of it.
Path = tuple[str | int, ...]


class Fault(NamedTuple):
    """What is wrong at a path, before its location in the text is known."""

    path: Path
    rule: str
    message: str


_BLANKS = frozenset(" \t\n\r")
_blank = re.compile(r"[ \t\n\r]*").match
_decoder = json.JSONDecoder()
_NESTING = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{}]')


def pointer(path: Path) -> str:
    """JSON Pointer (RFC 6901) of a path; the whole document is the empty string."""
    return "".join(f"/{_spelled(step)}" for step in path)


def _spelled(step: object) -> str:
    # A dictionary of Python may have keys that are no strings.
    text = step if isinstance(step, str) else shown(step)
    return text.replace("~", "~0").replace("/", "~1")


class Member(NamedTuple):
    """Where a member of an object or an item of an array stands; an item has no key of its own."""

    key: int
    value: int
    end: int


class Text:
    """A JSON text that is asked where things stand; each object and array is looked through once."""

    __slots__ = ("_inside", "_lines", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._inside: dict[int, _Items] = {}
        self._lines = Lines(text)

    def place(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Line and column of the value at `path`, or of the innermost one on the way that is there.

        Both are counted from 1, the column in characters. A duplicate key is found where it
        stands last, which is the one at fault. With `key`, the place is that of the key.
        """
        at = start = _skip(self.text, 0)
        for step in path:
            found = self.members(at).get(step)
            if not found:
                return self.line_and_column(at)
            start, at, _ = found[-1]
        return self.line_and_column(start if key else at)

    def find(self, path: Path) -> list[Member]:
        """Every member or item at `path`, several where its key is doubled; none where it is not."""
        at, found = _skip(self.text, 0), []
        for step in path:
            found = self.members(at).get(step)
            if not found:
                return []
            at = found[-1].value
        return found

    def members(self, at: int) -> _Items:
        """What stands in the object or array at an offset, by key or index."""
        if at not in self._inside:
            self._inside[at] = _inside(self.text, at)
        return self._inside[at]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        return self._lines.at(offset)

    def too_deep(self, limit: int) -> tuple[int, int] | None:
        """Line and column of the first object or array inside `limit` others, or None."""
        depth = 0
        for match in _NESTING.finditer(self.text):
            if match.group() in "{[":
                depth += 1
                if depth > limit:
                    return self.line_and_column(match.start())
            elif match.group() in "}]":
                depth -= 1
        return None


def _skip(text: str, at: int) -> int:
    if text[at : at + 1] not in _BLANKS:  # as most often: faster than to look for a run of blanks
        return at
    match = _blank(text, at)
    return match.end() if match else at


class _Items:
    """Where the items of an array stand: in two numbers each, as there may be millions."""

    __slots__ = ("_ends", "_starts")

    def __init__(self) -> None:
        self._starts, self._ends = array("q"), array("q")

    def add(self, start: int, end: int) -> None:
        """Note the next item."""
        self._starts.append(start)
        self._ends.append(end)

    def get(self, step: str | int) -> list[Member]:
        """The item of an index; none where there is none."""
        if not isinstance(step, int) or not 0 <= step < len(self._starts):
            return []
        start = self._starts[step]
        return [Member(start, start, self._ends[step])]


class _Members(_Items):
    """Where the members of an object stand, by key; a key may stand several times."""

    __slots__ = ("_doubled", "_keys", "_named")

    def __init__(self) -> None:
        super().__init__()
        self._keys = array("q")
        self._named: dict[str, int] = {}
        self._doubled: dict[str, list[int]] = {}

    def name(self, name: str, key: int) -> None:
        """Note the key of the next member."""
        number = len(self._keys)
        self._keys.append(key)
        if self._named.setdefault(name, number) != number:
            self._doubled.setdefault(name, [self._named[name]]).append(number)

    def get(self, step: str | int) -> list[Member]:
        """The members of a key; none where there are none."""
        if not isinstance(step, str) or step not in self._named:
            return []
        numbers = self._doubled.get(step) or [self._named[step]]
        return [Member(self._keys[n], self._starts[n], self._ends[n]) for n in numbers]


def _inside(text: str, at: int) -> _Items:
    """The members of an object or the items of an array; nothing for another value.

    Their content is skipped at the speed of the decoder.
    """
    opening = text[at : at + 1]
    found = _Members() if opening == "{" else _Items()
    if opening not in {"{", "["}:
        return found
    at = _skip(text, at + 1)
    while text[at] not in "}]":
        if isinstance(found, _Members):
            key = at
            name, at = scanstring(text, at + 1)
            found.name(name, key)
            at = _skip(text, _skip(text, at) + 1)
        end = _decoder.raw_decode(text, at)[1]
        found.add(at, end)
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def work_at(whole: Any, path: Path) -> str | None:
    """Identity of the work that a path leads into: its reference, else its first identifier."""
    try:
        if path[:1] in (("questions",), ("answers",)) and len(path) > 1:
            whole = whole[path[0]][path[1]]
        if not whole.get("reference") and not whole.get("identifiers"):
            return None
        stated = whole.get("reference") or whole["identifiers"][0]["value"]
    except (AttributeError, IndexError, KeyError, TypeError):
        return None
    return stated if type(stated) is str else None


def nests_deeper(value: Any, limit: int) -> bool:
    """Whether arrays and objects nest more than `limit` deep in a parsed value."""
    level = [value]
    for _ in range(limit):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) in {dict, list}
        ]
        if not level:
            return False
    return True


def doubled_keys(text: str) -> list[Path]:
    """Paths of keys that stand more than once in their object."""
    doubled: dict[int, list[str]] = {}
    kept: list[Any] = []

    def pairs(members: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(members)
        if len(made) < len(members):
            names = Counter(name for name, _ in members)
            doubled[id(made)] = sorted(name for name, times in names.items() if times > 1)
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
