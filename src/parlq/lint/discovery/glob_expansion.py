"""Finds what a pattern matches, as `glob` does, but follows no link found on the way."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from fnmatch import translate
from itertools import count

from parlq.lint.settings.paths import MAGIC

_FOLDERS = "**"


def expanded(pattern: str, *, folder: str = "") -> list[str]:
    """The files and folders that match, sorted; those of hidden folders only when they are named.

    `*`, `?` and sets stand for what is in one name, `**` for any number of folders. A link to a
    folder is followed only where the pattern names it, before its first star.

    Args:
        pattern: the pattern.
        folder: folder that it is relative to; the current one unless given.
    """
    drive, path = os.path.splitdrive(pattern)
    if os.altsep:
        path = path.replace(os.altsep, os.sep)
    start = drive + (os.sep if path.startswith(os.sep) else "")
    parts = [part for part in path.split(os.sep) if part]
    plain = next(number for number in count() if not MAGIC.isdisjoint(parts[number]))
    start = os.path.join(start, *parts[:plain])
    ends_in_folder = path.endswith(os.sep)
    found = _Search(folder, parts[plain:]).matches(start)
    return sorted(name for name in found if not ends_in_folder or os.path.isdir(name))


class _Search:
    """A search for what matches the parts of a pattern."""

    def __init__(self, folder: str, parts: list[str]) -> None:
        self._folder = folder
        self._parts = [part for n, part in enumerate(parts) if parts[n : n + 2] != [_FOLDERS] * 2]
        self._tests = [_test(part) for part in self._parts]

    def matches(self, start: str) -> Iterator[str]:
        """What matches, each once; a place that is reached in several ways is looked into once."""
        todo = [(start, 0)]
        seen, given = set(todo), set()
        while todo:
            place, number = todo.pop()
            if number == len(self._parts):
                if place and place not in given:
                    given.add(place)
                    yield place
                continue
            for step in self._steps(place, number):
                if step not in seen:
                    seen.add(step)
                    todo.append(step)

    def _steps(self, place: str, number: int) -> Iterator[tuple[str, int]]:
        """Where the search goes on, and with which part."""
        part = self._parts[number]
        last = number + 1 == len(self._parts)
        if part == _FOLDERS:
            yield place, number + 1
            for entry in self._entries(place):
                if not entry.name.startswith("."):
                    inner = os.path.join(place, entry.name)
                    if _is_plain_folder(entry):
                        yield inner, number
                    elif last:
                        yield inner, number + 1
            return
        for entry in self._entries(place):
            if self._tests[number](entry.name) and (last or _is_plain_folder(entry)):
                yield os.path.join(place, entry.name), number + 1

    def _entries(self, place: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(os.path.join(self._folder, place) or os.curdir) as entries:
                return list(entries)
        except OSError:  # no folder, or one that is closed to us
            return []


def _test(part: str) -> Callable[[str], bool]:
    """Whether a name matches a part; hidden ones match what begins with a dot."""
    match = re.compile(translate(os.path.normcase(part))).match
    hidden = part.startswith(".")
    return lambda name: (hidden or name[:1] != ".") and match(os.path.normcase(name)) is not None


def _is_plain_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) and not is_junction(entry)
    except OSError:
        return False


def is_junction(entry: os.DirEntry[str]) -> bool:
    """Whether a folder is a link of Windows."""
    if os.name != "nt":
        return False
    attributes: int = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & 0x400)  # FILE_ATTRIBUTE_REPARSE_POINT
