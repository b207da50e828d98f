"""Preserves `$schema`, by which editors find the schema of a file, when the file is rewritten."""

from __future__ import annotations

import orjson

from parlq.formats.json.field_kinds import SCHEMA_KEY


def address_of(data: bytes) -> str | None:
    """The value of `$schema` in a document that has been read; None where it has none."""
    if b"$" not in data and b"\\u" not in data:
        return None
    try:
        parsed = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        return None
    stated = parsed.get(SCHEMA_KEY) if type(parsed) is dict else None
    return stated if type(stated) is str else None


def addressed(written: bytes, address: str | None) -> bytes:
    """What `dumps` wrote with this `$schema` as its first key; unchanged where there is none."""
    if address is None:
        return written
    member = b'"%b":%b' % (SCHEMA_KEY.encode(), orjson.dumps(address))
    if written[:2] != b"{\n":
        return b"{" + member + b"," + written[1:]
    return b"{\n  " + member.replace(b'":"', b'": "', 1) + b"," + written[1:]
