"""A file of which the beginning has been read, from its beginning."""

from __future__ import annotations

import io
from typing import Any, BinaryIO


class Again(io.RawIOBase):
    """The bytes that were read, and then the rest of the file."""

    def __init__(self, begun: bytes, source: BinaryIO) -> None:
        self._begun = begun
        self._source = source

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Read some bytes."""
        view = memoryview(buffer).cast("B")
        data = self._begun[: len(view)] if self._begun else self._source.read(len(view))
        self._begun = self._begun[len(data) :] if self._begun else b""
        view[: len(data)] = data
        return len(data)
