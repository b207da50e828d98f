"""Streams of bytes that are read once: opened within bounds, decompressed, and guarded."""

from __future__ import annotations

import gzip
import io
import os
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

from parlq.io.files import opened, unreadable
from parlq.limits import Limits
from parlq.problems import InputError, MissingExtraError, Problem

#: Bytes that are read at a time.
BLOCK = 1 << 16
#: Bytes that anything may unpack to, and how many more for each byte of it: text in XML and JSON
#: packs up to a fiftieth.
_FREE, _RATIO = 16 << 20, 200
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
#: What libraries raise for damaged data; their errors of other kinds are faults of parlq.
DAMAGED = (
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
)


class Budget:
    """How much of one archive or compressed file may be unpacked.

    Args:
        limits: bounds; without them nothing is refused.
    """

    __slots__ = ("_bounded", "packed", "unpacked")

    def __init__(self, limits: Limits) -> None:
        self._bounded = not limits.unbounded
        self.packed = 0
        self.unpacked = 0

    def take(self, count: int) -> None:
        """Count unpacked bytes.

        Raises:
            InputError: PQ803, they are too many for the packed ones.
        """
        self.unpacked += count
        if self._bounded and self.unpacked > _FREE + _RATIO * self.packed:
            message = f"unpacks to more than {_RATIO} times its size; raise the limits to read it"
            raise InputError((Problem(rule="PQ803", message=message),))


class _Counted(io.RawIOBase):
    """A stream whose bytes are counted as packed ones."""

    def __init__(self, source: BinaryIO, budget: Budget) -> None:
        self._source, self._budget = source, budget

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Read some bytes."""
        view = memoryview(buffer).cast("B")
        data = self._source.read(len(view))
        view[: len(data)] = data
        self._budget.packed += len(data)
        return len(data)


class Guarded(io.RawIOBase):
    """A stream out of an archive or compressed file, whose faults are problems of the input.

    Args:
        source: the stream.
        budget: counts what is unpacked; None where nothing is.
    """

    def __init__(self, source: Any, budget: Budget | None) -> None:
        self._source, self._budget = source, budget

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Read some bytes.

        Raises:
            InputError: the data are damaged, or too many.
        """
        view = memoryview(buffer).cast("B")
        try:
            data: bytes = self._source.read(len(view))
        except DAMAGED as error:
            raise damaged(error) from None
        except Exception as error:
            if type(error).__name__ != "ZstdError":  # of an optional package
                raise
            raise damaged(error) from None
        if self._budget is not None:
            self._budget.take(len(data))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the stream under it, too."""
        self._source.close()
        super().close()


def damaged(error: Exception) -> InputError:
    """The problem of an archive or compressed file that cannot be unpacked."""
    why = " ".join(str(error).split()) or type(error).__name__
    if why == "File is not a zip file":  # of what begins like one
        why = "its directory, which is at the end, is missing; the file may be cut off"
    return InputError((Problem(rule="PQ800", message=f"cannot be unpacked: {why[:200]}"),))


def buffered(source: io.RawIOBase) -> io.BufferedReader:
    """A stream whose first bytes can be looked at."""
    return io.BufferedReader(source, BLOCK)


def head_of(stream: io.BufferedReader) -> bytes:
    """The first bytes of a stream, which stay to be read."""
    return stream.peek(BLOCK)[:BLOCK]


def open_file(name: str) -> io.BufferedReader:
    """A file, or standard input for `-`.

    Raises:
        InputError: PQ100, it cannot be opened.
    """
    try:
        if name == "-":
            if sys.stdin is None:
                raise OSError("closed")
            return buffered(io.FileIO(os.dup(sys.stdin.fileno())))
        return buffered(io.FileIO(opened(name)[0]))
    except (OSError, ValueError) as error:
        raise InputError((unreadable(name, error),)) from None


def decompressed(
    stream: io.BufferedReader, head: bytes, limits: Limits
) -> io.BufferedReader | None:
    """What a compressed stream holds; None when it is not compressed.

    Raises:
        MissingExtraError: the stream is Zstandard, and there is no library for that.
    """
    if head[:2] == GZIP:
        budget = Budget(limits)
        packed = io.BufferedReader(_Counted(stream, budget), BLOCK)
        return buffered(Guarded(gzip.GzipFile(fileobj=packed), budget))
    if head[:4] == ZSTD:
        budget = Budget(limits)
        return buffered(Guarded(zstd_reader(_Counted(stream, budget)), budget))
    return None


def zstd_reader(source: Any) -> Any:
    """A stream that unpacks Zstandard: the library of Python 3.14, or that of the extra `zstd`.

    Raises:
        MissingExtraError: there is neither.
    """
    if sys.version_info >= (3, 14):
        from compression import zstd

        return zstd.ZstdFile(io.BufferedReader(source, BLOCK))
    try:
        import zstandard
    except ModuleNotFoundError:
        raise MissingExtraError("Zstandard", "zstd") from None
    return _Frames(source, zstandard.ZstdDecompressor().decompressobj)


class _Frames:
    """Unpacks Zstandard; the streams of the library do not tell where data are cut off."""

    #: Bytes that are unpacked at a time: they become up to 32,000 times as many.
    _FEW = 1 << 10

    def __init__(self, source: Any, begin: Callable[[], Any]) -> None:
        self._source, self._begin = source, begin
        self._frame: Any = None
        self._packed, self._made = b"", memoryview(b"")

    def read(self, size: int) -> bytes:
        """Some bytes, none at the end."""
        while not self._made:
            self._packed = self._packed or self._source.read(self._FEW)
            if not self._packed:
                if self._frame is not None:
                    raise EOFError("it ends within a frame")
                break
            self._frame = self._frame or self._begin()
            self._made = memoryview(self._frame.decompress(self._packed))
            self._packed = self._frame.unused_data
            if self._frame.eof:
                self._frame = None
        data, self._made = self._made[:size], self._made[size:]
        return bytes(data)

    def close(self) -> None:
        """Close the stream under it."""
        self._source.close()
