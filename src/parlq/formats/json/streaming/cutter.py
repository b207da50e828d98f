"""Cuts JSON into the items of the arrays that hold documents, in constant memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from parlq.limits import Limits
from parlq.problems import InputError

_BLOCK = 1 << 20
#: Strings, which may hold brackets, and brackets; the group is empty for a string that goes on.
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+("?)|[{}\[\]]', re.DOTALL)
_ITEMS = re.compile(rb'"(questions|answers)"\s*:\s*\Z')


class Item(NamedTuple):
    """One item of an array: its bytes, the key of the array, its place in it, and where it begins."""

    data: bytes
    key: str
    place: int
    line: int
    column: int


class Cutter:
    """Cuts JSON into the items of the arrays that hold documents, and the rest.

    Attributes:
        rest: the text without the items, whose lines stay.
    """

    def __init__(self, source: BinaryIO, limits: Limits, file: str | None) -> None:
        self._source, self._limits, self._file = source, limits, file
        self._buffer, self._ended = b"", False
        self._line, self._column = 1, 1
        self.rest = bytearray()

    def items(self) -> Iterator[Item]:
        """The items in their order."""
        level = start = at = index = 0
        inside: int | None = None
        name = ""
        while True:
            found = _TOKEN.search(self._buffer, at)
            if found is None or found[1] == b"":
                at = len(self._buffer) if found is None else found.start()
                if not self._keeps(start):
                    return
                at -= start
                start = 0
                continue
            at = found.end()
            token = found[0]
            if token in {b"{", b"["}:
                if inside is not None and level == inside:
                    self._drop(start, found.start())
                    start = found.start()
                elif (
                    inside is None
                    and token == b"["
                    and (key := self._key(level, start, at)) is not None
                ):
                    inside, name, index = level + 1, key, 0
                level += 1
            elif token in {b"}", b"]"}:
                level -= 1
                if inside is not None and level == inside:
                    data = self._buffer[start:at]
                    yield Item(data, name, index, self._line, self._column)
                    self._pass(data)
                    self.rest += b"\n" * data.count(b"\n")
                    index += 1
                    start = at
                elif inside is not None and level < inside:
                    inside = None

    def _key(self, level: int, start: int, at: int) -> str | None:
        """The key of an array of documents: empty for the whole; None for another array."""
        before = self._buffer[start : at - 1]
        if level == 0:
            return ""
        found = _ITEMS.search(before) if level == 1 else None
        return None if found is None else found[1].decode()

    def _drop(self, start: int, end: int) -> None:
        """Note what stands before an item."""
        data = self._buffer[start:end]
        self._pass(data)
        self.rest += data

    def _keeps(self, start: int) -> bool:
        """Read a block behind what is needed; whether there was one."""
        self._buffer = self._buffer[start:]
        if len(self._buffer) > self._limits.size:
            raise InputError((self._limits.too_large(self._file),))
        block = b"" if self._ended else self._source.read(_BLOCK)
        self._ended = not block
        if self._ended:
            self.rest += self._buffer
        self._buffer += block
        return not self._ended

    def _pass(self, data: bytes) -> None:
        lines = data.count(b"\n")
        self._line += lines
        if lines:
            self._column = 1
            data = data[data.rfind(b"\n") + 1 :]
        self._column += len(data.decode("utf-8", "replace"))
