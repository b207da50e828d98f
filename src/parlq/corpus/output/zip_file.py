"""Writes ZIP archives piece by piece: the members in one file, their directory in another one."""

from __future__ import annotations

import struct
import zlib
from typing import BinaryIO

_DEFLATED, _UTF8 = 8, 0x800
#: 1980-01-01, so that equal documents give equal archives.
_DAY = 0x21
_LARGE = 0xFFFFFFFF


def add(name: str, data: bytes, members: BinaryIO, directory: BinaryIO) -> None:
    """Write one member, and its entry in the directory.

    Args:
        name: of the member.
        data: its content, less than 4 GB.
        members: where members are written, from the first byte of the archive.
        directory: where the entries of the directory are collected.
    """
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    spelled, at = name.encode(), members.tell()
    facts = (_DEFLATED, 0, _DAY, zlib.crc32(data), len(packed), len(data), len(spelled))
    large = at >= _LARGE
    extra = struct.pack("<HHQ", 1, 8, at) if large else b""
    version = 45 if large else 20
    members.write(struct.pack("<4sHHHHHIIIHH", b"PK\3\4", version, _UTF8, *facts, 0))
    members.write(spelled + packed)
    directory.write(
        struct.pack(
            "<4sHHHHHHIIIHH", b"PK\1\2", 0x300 | version, version, _UTF8, *facts, len(extra)
        )
        + struct.pack("<HHHII", 0, 0, 0, 0o100644 << 16, _LARGE if large else at)
        + spelled
        + extra
    )


def end(count: int, size: int, at: int) -> bytes:
    """What stands behind the directory.

    Args:
        count: of members.
        size: of the directory in bytes.
        at: where the directory begins.
    """
    out = b""
    if count >= 0xFFFF or size >= _LARGE or at >= _LARGE:
        out = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 0x32D, 45, 0, 0, count, count, size, at)
        out += struct.pack("<4sIQI", b"PK\6\7", 0, at + size, 1)
    few = min(count, 0xFFFF)
    sizes = min(size, _LARGE), min(at, _LARGE)
    return out + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, few, few, *sizes, 0)
