"""Reads files within bounds and without waiting; writes them whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from io import FileIO
from typing import BinaryIO, TextIO

from parlq.io.devices import descriptor_of, kind_of
from parlq.limits import Limits
from parlq.model.fields.patterns import Pattern
from parlq.problems import InputError, Problem

#: How much of a stream of unknown length is read at a time.
_CHUNK = 1 << 20
#: Most that one call of the system reads everywhere.
_AT_ONCE = (1 << 31) - 2
#: Without `O_NONBLOCK` a named pipe that takes the place of a file would be waited for.
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_READING |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
#: The encoding in an XML declaration, behind what comes before it.
_ENCODING = Pattern(r"""\A(<\?xml[^>?]*?)\s+encoding\s*=\s*(?:"[^">]*"|'[^'>]*')""")


def encoded(text: str) -> bytes:
    """Text in UTF-8; what an XML declaration says of the encoding is then no longer so, and goes.

    Lone surrogates are passed on, so that the reader refuses them in its own words.
    """
    undeclared: str = _ENCODING.sub(r"\1", text.removeprefix("\ufeff"))
    return undeclared.encode("utf-8", "surrogatepass")


def utf8(data: bytes | str) -> bytes:
    """Data as they are, or text in UTF-8; lone surrogates are passed on, as in `encoded`."""
    return data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")


def opened(name: str) -> tuple[int, int]:
    """A descriptor to read from, and the size that is expected, 0 where it is not known.

    Of a regular file, or of what the shell has opened (`descriptor_of`). Anything else, such as a
    named pipe or a device, may block, never end, or act when it is opened.

    Raises:
        OSError: as the system gives it, also for what is refused.
        ValueError: the name has a NUL.
    """
    own = descriptor_of(name)
    if own is not None:
        handle = os.dup(own)
        status = os.fstat(handle)
        return handle, status.st_size if stat.S_ISREG(status.st_mode) else 0
    if not stat.S_ISREG(mode := os.stat(name).st_mode):
        raise _no_file(name, mode)
    handle = os.open(name, _READING)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):  # what is there may have changed
            raise _no_file(name, status.st_mode)
    except BaseException:
        os.close(handle)
        raise
    return handle, status.st_size


def _no_file(name: str, mode: int) -> OSError:
    if stat.S_ISDIR(mode):
        return IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
    why = f"is {kind_of(mode)}, not a file; pass what it gives as standard input (-)"
    return OSError(errno.EINVAL, why, name)


def read_bytes(path: str | os.PathLike[str], limits: Limits) -> bytes:
    """The content of a file.

    Raises:
        InputError: PQ100 when it cannot be opened or is no file, PQ104 when it is too large.
    """
    name = os.fsdecode(path)
    try:
        # An object for the file would take half as long again as to read a small one.
        handle, expected = opened(name)
        try:
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


def read_standard_input(name: str, limits: Limits) -> bytes:
    """What standard input gives; `name` stands for it in problems.

    Raises:
        InputError: PQ100 when it cannot be read, PQ104 when it is too large.
    """
    if sys.stdin is None:
        raise InputError((Problem(rule="PQ100", message="cannot be read: closed", file=name),))
    try:
        data = read_stream(sys.stdin.buffer, limits)
    except (OSError, ValueError) as error:
        raise InputError((unreadable(name, error),)) from None
    if len(data) > limits.size:
        raise InputError((limits.too_large(name),))
    return data


def begin_of(name: str) -> bytes:
    """The first bytes of a file; none of what gives each byte once, such as `/dev/stdin`.

    Raises:
        OSError: as the system gives it, also for what is no file.
        ValueError: the name has a NUL.
    """
    if descriptor_of(name) is not None:
        return b""
    handle, _ = opened(name)
    try:
        return os.read(handle, 64)
    finally:
        os.close(handle)


def open_text(name: str) -> TextIO:
    """A file to read line by line, as UTF-8 and with its line ends as they are.

    Raises:
        InputError: PQ100 when it cannot be opened or is no file.
    """
    try:
        handle, _ = opened(name)
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        raise InputError((unreadable(name, error),)) from None
    return open(handle, encoding="utf-8-sig", newline="")  # a descriptor


def read_stream(
    file: BinaryIO | FileIO, limits: Limits, *, expected: int = 0, begun: bytes = b""
) -> bytes:
    """What a stream gives, up to one byte more than the limit; takes no more memory than that.

    Args:
        file: the stream, in binary mode.
        limits: bounds.
        expected: its probable number of bytes, which are then read in one call.
        begun: what of it has been read already.

    Raises:
        OSError: as the system gives it.
    """
    parts = [begun] if begun else []
    total = len(begun)
    if not begun:
        parts.append(_read(file, min(expected, limits.size) + 1))
        total = len(parts[0])
    while parts[-1] and total != expected and total <= limits.size:
        parts.append(_read(file, min(_CHUNK, limits.size + 1 - total)))
        total += len(parts[-1])
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _read(file: BinaryIO | FileIO, size: int) -> bytes:
    data: bytes | None = file.read(size)
    if data is None:  # nothing yet, of a stream that does not wait
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    return data


def unreadable(name: str, error: OSError | ValueError) -> Problem:
    """The problem of an input that cannot be opened."""
    why = (getattr(error, "strerror", None) or str(error)).lower()
    return Problem(rule="PQ100", message=f"cannot be read: {why}", file=name)


def write_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file, whole or not at all, as `replacing` does.

    Raises:
        OSError: as the system gives it.
    """
    from parlq.io.replacing_files import replacing

    with replacing(path) as file:
        file.write(data)
