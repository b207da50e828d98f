"""Which files git tracks, read from its index without running git.

To run git in a folder of strangers runs what its configuration names. The format is described in
git's own documentation (gitformat-index). What cannot be understood counts as tracked, so that a
damaged or new kind of index hides nothing.
"""

from __future__ import annotations

import hashlib
import os
import sys
from bisect import bisect_left
from struct import unpack_from

from parlq.io.files import read_bytes
from parlq.limits import Limits
from parlq.problems import InputError

#: Largest index in bytes; one of a million files is smaller.
_LARGEST = 200_000_000
#: Bytes of an entry before its hash; and the hash function of each length.
_HEAD, _HASHES = 40, {20: hashlib.sha1, 32: hashlib.sha256}
_EXTENDED, _LENGTH, _FOLDER = 0x4000, 0x0FFF, 0o040000
_BROKEN = (InputError, OSError, ValueError, IndexError, LookupError, OverflowError)


class Tracked:
    """The paths that the index of one repository lists.

    Args:
        folder: folder that has `.git`.
    """

    __slots__ = ("_all", "_folder", "_paths", "_set")

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._paths: list[bytes] | None = None
        self._set: frozenset[bytes] = frozenset()
        self._all = False

    def has(self, path: str) -> bool:
        """Whether a file is tracked; its path is from the folder, with `/`."""
        self._read()
        return self._all or _key(path) in self._set or self._has_folder_of(path)

    def has_below(self, path: str) -> bool:
        """Whether something in a folder is tracked."""
        paths = self._read()
        start = _key(path) + b"/"
        at = bisect_left(paths, start)
        if self._all or (at < len(paths) and paths[at].startswith(start)):
            return True
        return _key(path) in self._set or self._has_folder_of(path)  # a submodule

    def _has_folder_of(self, path: str) -> bool:
        """Whether a sparse index lists a folder that the path is in, in place of what it holds."""
        key = _key(path)
        ends = [at for at in range(len(key)) if key[at : at + 1] == b"/"]
        return any(key[: end + 1] in self._set for end in ends)

    def _read(self) -> list[bytes]:
        if self._paths is None:
            try:
                found = _paths_of(_git_folder(os.path.join(self._folder, ".git")))
            except _BROKEN:
                found, self._all = [], True
            self._set = frozenset(found)
            self._paths = sorted(self._set)
        return self._paths


def _key(path: str) -> bytes:
    if sys.platform in {"darwin", "win32"}:  # file systems that take several spellings for one
        import unicodedata

        path = unicodedata.normalize("NFC", path).casefold()
    return path.encode("utf-8", "surrogateescape")


def _git_folder(place: str) -> str:
    """The folder of a repository: `.git`, or what the file of that name leads to."""
    if os.path.isdir(place):
        return place
    text = read_bytes(place, Limits(size=10_000)).decode("utf-8", "surrogateescape")
    start, colon, folder = text.partition(":")
    if start != "gitdir" or not colon:
        raise ValueError(place)
    return os.path.join(os.path.dirname(place), folder.strip())


def _paths_of(folder: str) -> list[bytes]:
    """The paths in the index of a repository, and in the one that it shares with others."""
    index = os.path.join(folder, "index")
    if os.path.isdir(folder) and not os.path.lexists(index):
        return []  # nothing has been tracked yet
    found, base = _parsed(_bytes(index))
    if base:
        found += _parsed(_bytes(os.path.join(folder, f"sharedindex.{base}")))[0]
    if sys.platform in {"darwin", "win32"}:
        return [_key(path.decode("utf-8", "surrogateescape")) for path in found]
    return found


def _bytes(index: str) -> bytes:
    """The content of an index, which git never makes a link."""
    if os.path.islink(index):
        raise ValueError(index)
    return read_bytes(index, Limits(size=_LARGEST))


def _parsed(data: bytes) -> tuple[list[bytes], str]:
    """The paths of an index, and the hash of the one that it is based on, if there is one."""
    for size in _HASHES:
        try:
            return _parsed_with(data, size)
        except _BROKEN:
            continue
    raise ValueError("not an index")


def _parsed_with(data: bytes, size: int) -> tuple[list[bytes], str]:
    """The same with hashes of one size; it must come out even."""
    magic, version, count = unpack_from(">4sII", data) if len(data) >= 12 else (b"", 0, 0)
    if magic != b"DIRC" or version not in {2, 3, 4} or count * (_HEAD + size) > len(data):
        raise ValueError(version)
    if data[-size:].strip(b"\0"):  # else git was asked to leave the checksum out
        hashed = _HASHES[size](data[:-size], usedforsecurity=False)
        if hashed.digest() != data[-size:]:
            raise ValueError(size)
    found, at, name = [], 12, b""
    for _ in range(count):
        start, at = at, at + _HEAD + size
        (flags,) = unpack_from(">H", data, at)
        at += 4 if flags & _EXTENDED and version > 2 else 2
        if version == 4:
            cut, at = _number(data, at)
            if cut > len(name):
                raise ValueError(cut)
            end = data.index(b"\0", at)
            name = name[: len(name) - cut] + data[at:end]
            at = end + 1
        else:
            end = at + (flags & _LENGTH)
            if flags & _LENGTH == _LENGTH:
                end = data.index(b"\0", end)
            name = data[at:end]
            if data[end : end + 1] != b"\0":
                raise ValueError(name)
            at = start + (end - start + 8 & ~7)
        found.append(name)
    base = _base(data, at, size)
    if not base and not all(found):
        raise ValueError(found)
    return found, base


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, as in the offsets of packs, and where it ends."""
    byte = data[at]
    value = byte & 127
    while byte & 128:
        at += 1
        byte = data[at]
        value = (value + 1 << 7) | (byte & 127)
        if value > len(data):
            raise ValueError(value)
    return value, at + 1


def _base(data: bytes, at: int, size: int) -> str:
    """The hash of the index that this one is based on; its extensions must fill it to its end."""
    base = ""
    end = len(data) - size
    while at < end:
        name, length = unpack_from(">4sI", data, at)
        if name == b"link":
            base = data[at + 8 : at + 8 + size].hex()
        elif name[:1].islower() and name != b"sdir":
            raise ValueError(name)  # it changes the meaning of the rest in a way not known here
        at += 8 + length
    if at != end:
        raise ValueError(at)
    return "" if not base.strip("0") else base
