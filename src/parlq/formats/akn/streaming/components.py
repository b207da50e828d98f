"""Cuts a large dossier into its components, in constant memory and without a parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from parlq.limits import Limits
from parlq.problems import InputError

_BLOCK = 1 << 20
#: What a dossier is in Akoma Ntoso; all else is read as a whole.
_COLLECTION = b"documentCollection"
# In well-formed XML `<` begins markup wherever it stands, so nothing else need be looked at. The last
# group is empty for what goes on behind the block.
_MARKUP = re.compile(
    rb"<!--(?s:.*?)(-->|\Z)"
    rb"|<!\[CDATA\[(?s:.*?)(\]\]>|\Z)"
    rb"|<\?(?s:.*?)(\?>|\Z)"
    rb"|<(/?)(?:[\w.\-]+:)?component(?=[\s/>])(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(/?)(>|\Z)"
)
_LANGUAGE = re.compile(rb"\s*<[^<>]*\sxml:lang\s*=")
#: The start tag of the root, the rest before the components, and the start tag of these.
_HEAD = re.compile(
    rb"(?s)\A(?:\xef\xbb\xbf)?(?:<\?xml[^>]*\?>)?(?:\s++|<!--.*?-->|<\?.*?\?>)*+"
    rb"(?P<root><(?P<name>(?:[\w.\-]+:)?akomaNtoso)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>)"
    rb"(?P<top>.*?)(?P<components><(?P<tag>(?:[\w.\-]+:)?components)(?:\s[^<>]*)?>)"
)


class Head(NamedTuple):
    """The beginning of a dossier.

    Attributes:
        data: all of it.
        root: start tag of the root.
        components: start tag of the components.
        ends: end tags of both.
    """

    data: bytes
    root: bytes
    components: bytes
    ends: bytes


class Work(NamedTuple):
    """The components of one work, with what stands before them.

    Attributes:
        data: the bytes.
        number: of its first component, from 1.
        line: on which they begin.
        column: of the first byte on that line.
    """

    data: bytes
    number: int
    line: int
    column: int


class Cutter:
    """Reads a dossier from its first byte to its last.

    Attributes:
        tail: what stands behind the last component, when all works have been read.
        line: on which the tail begins.
        column: of its first byte on that line.
    """

    def __init__(self, source: BinaryIO, limits: Limits, file: str | None) -> None:
        self._source, self._limits, self._file = source, limits, file
        self._buffer = b""
        self._ended = False
        self.tail = b""
        self.line, self.column = 1, 1

    def head(self) -> Head | None:
        """The beginning; None where the document is no dossier with components.

        Raises:
            InputError: PQ104, it is larger than the limit.
        """
        at = 0
        while self._fill() and _COLLECTION in self._buffer[:_BLOCK]:
            at = self._buffer.find(b"components", at)
            if at >= 0 and (found := _HEAD.match(self._buffer)):
                data = found[0]
                self._buffer = self._buffer[len(data) :]
                self._pass(data)
                ends = b"</%b></%b>" % (found["tag"], found["name"])
                return Head(data, found["root"], found["components"], ends)
            at = at if at >= 0 else max(len(self._buffer) - 10, 0)
            if len(self._buffer) > self._limits.size:
                raise InputError((self._limits.too_large(self._file),))
        return None

    def rest(self) -> bytes:
        """What has not been read yet, for a reader of whole documents; a byte more than the limit."""
        blocks, size = [self._buffer], len(self._buffer)
        while size <= self._limits.size and (block := self._source.read(_BLOCK)):
            blocks.append(block)
            size += len(block)
        return b"".join(blocks)

    def works(self) -> Iterator[Work]:
        """The works; each with all components in which it goes on."""
        group: list[bytes] = []
        first, line, column = 1, self.line, self.column
        for number, piece in enumerate(self._pieces(), 1):
            if group and not _LANGUAGE.match(piece):
                yield Work(b"".join(group), first, line, column)
                group, first, line, column = [], number, self.line, self.column
            group.append(piece)
            self._pass(piece)
        if group:
            yield Work(b"".join(group), first, line, column)

    def _pieces(self) -> Iterator[bytes]:
        """Each component, with what stands before it."""
        start = at = depth = 0
        while True:
            found = _MARKUP.search(self._buffer, at)
            if found is None or not any(found.group(1, 2, 3, 6)):
                # A tag may have begun, or something goes on behind the block.
                at = max(at, self._buffer.rfind(b"<")) if found is None else found.start()
                more = self._more(start)
                at, start = max(at - start, 0), 0
                if more:
                    continue
                break
            at = found.end()
            if found[6] is None:
                continue
            if not found[5]:
                depth += -1 if found[4] else 1
            if depth < 0:  # the end of the components
                break
            if depth == 0:
                yield self._buffer[start:at]
                start = at
        self._buffer = self._buffer[start:]
        self.tail = self.rest()

    def _more(self, start: int) -> bool:
        """Drop what lies before, and read a block; whether there was one."""
        self._buffer = self._buffer[start:]
        if len(self._buffer) > self._limits.size:
            raise InputError((self._limits.too_large(self._file),))
        return self._fill()

    def _fill(self) -> bool:
        block = b"" if self._ended else self._source.read(_BLOCK)
        self._ended = not block
        self._buffer += block
        return not self._ended

    def _pass(self, data: bytes) -> None:
        lines = data.count(b"\n")
        self.line += lines
        if lines:
            self.column = 1
            data = data[data.rfind(b"\n") + 1 :]
        self.column += len(data.decode("utf-8", "replace"))
