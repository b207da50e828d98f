"""Reads files within bounds, and writes them so that a failure leaves the old one as it was."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from io import FileIO
from typing import BinaryIO

from parlq.limits import Limits
from parlq.model.patterns import Pattern
from parlq.problems import InputError, Problem

#: How much of a stream of unknown length is read at a time.
_CHUNK = 1 << 20
#: Most that one call of the system reads everywhere.
_AT_ONCE = (1 << 31) - 2
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)
#: The encoding in an XML declaration, behind what comes before it.
_ENCODING = Pattern(r"""\A(<\?xml[^>?]*?)\s+encoding\s*=\s*(?:"[^">]*"|'[^'>]*')""")


def encoded(text: str) -> bytes:
    """Text in UTF-8; what an XML declaration says of the encoding is then no longer so, and goes.

    Lone surrogates are passed on, so that the reader refuses them in its own words.
    """
    undeclared: str = _ENCODING.sub(r"\1", text.removeprefix("\ufeff"))
    return undeclared.encode("utf-8", "surrogatepass")


def read_bytes(path: str | os.PathLike[str], limits: Limits) -> bytes:
    """The content of a file.

    Raises:
        InputError: PQ100 when it cannot be opened or is no file, PQ104 when it is too large.
    """
    name = os.fspath(path)
    try:
        # An object for the file would take half as long again as to read a small one.
        handle = os.open(name, _READING)
        try:
            status = os.fstat(handle)
            expected = status.st_size if stat.S_ISREG(status.st_mode) else 0
            if expected > limits.size:
                raise InputError((limits.too_large(name),))
            data = os.read(handle, min(expected, _AT_ONCE) + 1)
            if len(data) != expected or not expected:
                with open(handle, "rb", buffering=0, closefd=False) as file:
                    data = read_stream(file, limits, expected=expected, begun=data)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        raise InputError((unreadable(name, error),)) from None
    if len(data) > limits.size:
        raise InputError((limits.too_large(name),))
    return data


def read_stream(
    file: BinaryIO | FileIO, limits: Limits, *, expected: int = 0, begun: bytes = b""
) -> bytes:
    """What a stream gives, up to one byte more than the limit; takes no more memory than that.

    Args:
        file: the stream, in binary mode.
        limits: bounds.
        expected: how many bytes it probably has in all, which are then read at once.
        begun: what of it has been read already.
    """
    parts = [begun] if begun else []
    total = len(begun)
    if not begun:
        parts.append(file.read(min(expected, limits.size) + 1))
        total = len(parts[0])
    while parts[-1] and total != expected and total <= limits.size:
        parts.append(file.read(min(_CHUNK, limits.size + 1 - total)))
        total += len(parts[-1])
    return parts[0] if len(parts) == 1 else b"".join(parts)


def unreadable(name: str, error: OSError | ValueError) -> Problem:
    """The problem of an input that cannot be opened."""
    why = (getattr(error, "strerror", None) or str(error)).lower()
    return Problem(rule="PQ100", message=f"cannot be read: {why}", file=name)


def write_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file beside its place and move it there; a failure leaves what was there.

    Links are followed and permissions kept. Devices and pipes are written to directly.

    Raises:
        OSError: as the system gives it.
    """
    with replacing(path) as file:
        file.write(data)


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A file to write, which takes its place when all is well; as `write_bytes`, bit by bit.

    Raises:
        OSError: as the system gives it.
    """
    name = os.path.realpath(os.fspath(path))
    mode = None
    try:
        status = os.stat(name)
    except FileNotFoundError:
        pass
    else:
        if not stat.S_ISREG(status.st_mode):
            with open(name, "wb") as file:  # as above
                yield file
            return
        if not os.access(name, os.W_OK):
            raise PermissionError(13, "Permission denied", name)
        mode = stat.S_IMODE(status.st_mode)
    import tempfile  # needed to write only, and slow to import

    folder, base = os.path.split(name)
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{base[:50]}.", suffix=".tmp", dir=folder)
    except OSError as error:  # of a name that nobody has asked for
        error.filename = name
        raise
    try:
        with open(handle, "wb") as file:  # a descriptor
            yield file
            file.flush()
            os.fsync(file.fileno())
        if mode is None:
            mask = os.umask(0)
            os.umask(mask)
            mode = 0o666 & ~mask
        os.chmod(beside, mode)
        os.replace(beside, name)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise
