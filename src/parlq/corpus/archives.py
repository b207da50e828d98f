"""Members of ZIP and tar archives, one after the other; what leads out of an archive is refused."""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, NamedTuple

from parlq.corpus.streams import DAMAGED, Budget, Guarded, buffered, damaged
from parlq.limits import Limits
from parlq.problems import InputError, Problem

#: Most members of an archive, and most bytes of the directory of a ZIP archive, which is in memory.
MEMBERS, _DIRECTORY = 1_000_000, 256 << 20
#: Most bytes of a header of a tar archive beside the one of 512.
_HEADER = 1 << 20
#: Most digits of a number in such a header.
_DIGITS = 20
_BLOCK = 512
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_DRIVE = re.compile(r"[A-Za-z]:")
_EXTENDED = {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK}


class Member(NamedTuple):
    """One member: its name, and its bytes or why there are none."""

    name: str
    content: io.BufferedReader | InputError


def is_zip(head: bytes) -> bool:
    """Whether data begin like a ZIP archive that is no Word file."""
    return head.startswith(_ZIP) and b"word/" not in head and b"[Content_Types].xml" not in head


def is_tar(head: bytes) -> bool:
    """Whether data begin like a tar archive."""
    return head[257:262] == b"ustar"


def in_zip(file: BinaryIO, limits: Limits, wants: Callable[[str], bool]) -> Iterator[Member]:
    """The documents in a ZIP archive, in the order of its directory.

    Args:
        file: the archive.
        limits: bounds.
        wants: whether a member is a document, by its name.

    Raises:
        InputError: the archive is damaged, or has too many members.
    """
    if not file.seekable():
        raise _refused("PQ800", "a ZIP archive cannot be read from a stream; name the file")
    try:
        size = file.seek(0, os.SEEK_END)
        if not limits.unbounded:
            _check_directory(file, size)
        archive = zipfile.ZipFile(file)
    except DAMAGED as error:
        raise damaged(error) from None
    budget = Budget(limits)
    budget.packed = size
    with archive:
        for info in archive.infolist():
            name = info.orig_filename if "\0" in info.orig_filename else info.filename
            if info.is_dir() or not _is_wanted(name, wants):
                continue
            yield Member(name, _opened(archive, info, name, budget))


def _opened(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget
) -> io.BufferedReader | InputError:
    if fault := _fault(name, stat.S_ISLNK(info.external_attr >> 16)):
        return fault
    if info.flag_bits & 1:
        return _refused("PQ806", "is encrypted; decrypt the archive first")
    try:
        return buffered(Guarded(archive.open(info), budget))
    except DAMAGED as error:
        return damaged(error)


def _check_directory(file: BinaryIO, size: int) -> None:
    """Refuse a directory that would fill the memory before it is read."""
    file.seek(max(0, size - (1 << 16) - 22))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return  # zipfile reports it
    count, length = struct.unpack_from("<HI", tail, at + 10)
    locator = tail.rfind(b"PK\x06\x07", 0, at)
    if locator >= 0 and (count == 0xFFFF or length == 0xFFFFFFFF):
        file.seek(struct.unpack_from("<Q", tail, locator + 8)[0])
        record = file.read(56)
        if len(record) == 56:
            count, length = struct.unpack_from("<QQ", record, 32)
    if count > MEMBERS or length > _DIRECTORY:
        raise _too_many()


def in_tar(
    stream: io.BufferedReader, limits: Limits, wants: Callable[[str], bool]
) -> Iterator[Member]:
    """The documents in a tar archive, which is read from its beginning to its end.

    Args:
        stream: the archive.
        limits: bounds.
        wants: whether a member is a document, by its name.

    Raises:
        InputError: the archive is damaged, or has too many members.
    """
    stated: dict[str, str] = {}
    count = 0
    while (info := _header(stream)) is not None:
        is_file = info.isreg() or info.type not in tarfile.SUPPORTED_TYPES
        content = _Slice(stream, info.size if is_file or info.type in _EXTENDED else 0)
        if info.type in _EXTENDED:
            stated |= _extended(info, content)
            continue
        count += 1
        if count > MEMBERS and not limits.unbounded:
            raise _too_many()
        name = stated.get("path", info.name)
        if is_file and (length := stated.get("size", "")).isdecimal():
            content = _Slice(stream, _number(length))
        is_sparse = info.type == tarfile.GNUTYPE_SPARSE or any(
            key.startswith("GNU.sparse") for key in stated
        )
        stated = {}
        if info.isdir() or not _is_wanted(name, wants):
            content.skip()
        elif fault := _fault(name, not info.isreg() or is_sparse):
            content.skip()
            yield Member(name, fault)
        else:
            yield Member(name, buffered(content))
            content.skip()


def _header(stream: io.BufferedReader) -> tarfile.TarInfo | None:
    """The next header; None at the end."""
    block = stream.read(_BLOCK)
    if not block or block == bytes(_BLOCK):
        return None
    try:
        info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as error:
        raise damaged(error) from None
    if info.size < 0:
        raise _refused("PQ800", "cannot be unpacked: a header is damaged")
    return info


def _number(digits: bytes | str) -> int:
    """A number in a header; Python refuses very long ones by an error of its own."""
    if len(digits) > _DIGITS:
        raise _refused("PQ800", "cannot be unpacked: a header is damaged")
    return int(digits)


def _extended(info: tarfile.TarInfo, content: _Slice) -> dict[str, str]:
    """What a header states about the member that comes next."""
    if info.size > _HEADER:
        raise _refused("PQ800", "cannot be unpacked: a header is too large")
    data = content.read(info.size)
    content.skip()
    if info.type == tarfile.GNUTYPE_LONGNAME:
        return {"path": data.rstrip(b"\0").decode("utf-8", "surrogateescape")}
    if info.type != tarfile.XHDTYPE:
        return {}
    found = {}
    while data:
        digits, _, rest = data.partition(b" ")
        length = _number(digits) if digits.isdigit() else 0
        if not len(digits) + 1 < length <= len(data):
            raise _refused("PQ800", "cannot be unpacked: a header is damaged")
        key, _, value = rest[: length - len(digits) - 2].partition(b"=")
        found[key.decode("utf-8", "replace")] = value.decode("utf-8", "surrogateescape")
        data = data[length:]
    return found


class _Slice(io.RawIOBase):
    """The next bytes of a stream, with the blanks that fill their last block."""

    def __init__(self, stream: io.BufferedReader, size: int) -> None:
        self._stream = stream
        self._left = size
        self._padding = -size % _BLOCK

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Read some bytes.

        Raises:
            InputError: the archive ends before.
        """
        view = memoryview(buffer).cast("B")
        data = self._stream.read(min(len(view), self._left))
        if not data and self._left and len(view):
            raise damaged(EOFError("it ends within a member"))
        self._left -= len(data)
        view[: len(data)] = data
        return len(data)

    def skip(self) -> None:
        """Go to where the next header begins."""
        while self._left:
            self.read(min(self._left, 1 << 20))
        self._stream.read(self._padding)
        self._padding = 0


def _is_wanted(name: str, wants: Callable[[str], bool]) -> bool:
    """Whether a member is a document by its name, or a name that is refused."""
    parts = re.split(r"[/\\]", name)
    if any(part[:1] == "." and part != ".." for part in parts[1:]) or parts[0] == "__MACOSX":
        return False
    return _is_unsafe(name) or wants(name)


def _is_unsafe(name: str) -> bool:
    return (
        name.startswith(("/", "\\"))
        or ".." in re.split(r"[/\\]", name)
        or _DRIVE.match(name) is not None
        or "\0" in name
    )


def _fault(name: str, is_link: bool) -> InputError | None:  # noqa: FBT001 # the one thing beside the name
    if _is_unsafe(name):
        return _refused("PQ801", "has a name that leads out of the archive")
    if is_link:
        return _refused(
            "PQ802",
            "is a link, device or sparse file; only ordinary files are read",
        )
    return None


def _too_many() -> InputError:
    message = f"has more than {MEMBERS} members; raise the limits to read it"
    return _refused("PQ804", message)


def _refused(rule: str, message: str) -> InputError:
    return InputError((Problem(rule=rule, message=message),))
