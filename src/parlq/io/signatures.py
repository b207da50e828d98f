"""Describe data that is no document: images, archives, and JSON of other programs."""

from __future__ import annotations

import codecs
import json
import re
from typing import NamedTuple

_RTF = b"{\\rtf"
#: How data of formats begins that parlq does not read. Two letters alone would be text, too.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Microsoft Office file older than .docx"),
    (_RTF, "a Rich Text Format file"),
    (b"%!PS", "a PostScript file"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x00asm", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"ID3", "sound"),
    (b"OggS", "sound or a film"),
    (b"fLaC", "sound"),
)
#: The same, for data with a part of its own length or name before the mark.
_LATER: tuple[tuple[int, bytes, str], ...] = (
    (4, b"ftyp", "a film"),
    (8, b"WEBP", "a WebP image"),
    (8, b"WAVE", "sound"),
    (257, b"ustar", "a tar archive"),
)
#: The first bytes of the above, which tell most data apart from it.
_FIRST = frozenset(each[:1] for each, _ in _BEGINNINGS) | {b"P", b"M", b"B"}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
#: What is in a ZIP archive of each kind.
_IN_ZIP = (
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"mimetypeapplication/epub+zip", "an EPUB book"),
    (b"xl/workbook", "an Excel workbook"),
    (b"ppt/presentation", "a PowerPoint presentation"),
)

_IN_WORD = (b"[Content_Types].xml", b"_rels/.rels", b"word/")

#: How much of JSON is looked at for its keys, how many keys a message names, and the depth at which
#: JSON is left to its reader, which refuses it.
_LOOKED_AT, _KEYS, _DEPTH = 1 << 16, 5, 100
_TOKEN = re.compile(rb'"((?:[^"\\]++|\\.)*+)"|[{}\[\],:]|[^\s"{}\[\],:]++', re.DOTALL)
_PARLQ = re.compile(rb'\s*+\{\s*+"schema_version"\s*+:')
_TYPES = frozenset({"question", "answer", "dossier"})
_BOM = b"\xef\xbb\xbf"


def binary(data: bytes) -> str | None:
    """What binary data is that parlq has no reader for; None for all other data."""
    if data[:1] == b"<" or (data[:1] == b"{" and not data.startswith(_RTF)):
        return None  # nearly all that is read
    if data.startswith(_ZIP):
        return _zipped(data)
    if data[:1] in _FIRST:
        for beginning, what in _BEGINNINGS:
            if data.startswith(beginning) and (b"\x00" in data[:4096] or not beginning.isalnum()):
                return what
    for offset, mark, what in _LATER:
        if data.startswith(mark, offset) and b"\x00" in data[:4096]:
            return what
    return None


def _zipped(data: bytes) -> str | None:
    if b"word/" in data:
        return None  # also a Word file with a sheet in it
    for mark, what in _IN_ZIP:
        if mark in data:
            return what
    # A Word file, or what looks like one, is for its reader to validate.
    return None if any(part in data for part in _IN_WORD) else "a ZIP archive"


class _Keys(NamedTuple):
    """The keys of a JSON object, as far as they were looked for.

    Attributes:
        names: the keys.
        kind: the value of the key `type`, when it is a text.
        whole: whether these are all keys.
    """

    names: tuple[str, ...]
    kind: str | None
    whole: bool


def foreign_json(data: bytes) -> str | None:
    """What JSON is that is no parlq JSON, such as a number, or an object with other keys.

    Returns:
        A description; None for parlq JSON, also when it is faulty, and for an array that begins
        with some, for JSON that is not well-formed, and for data in another encoding.
    """
    if _PARLQ.match(data):
        return None  # as parlq writes it
    rest = data.removeprefix(_BOM)
    start = rest[:256].lstrip()[:1]
    if start not in {b"{", b"["}:
        return scalar_json(rest)
    part = rest[:_LOOKED_AT]
    found = _keys(part, whole=len(rest) <= _LOOKED_AT) if _is_utf8(part) else None
    if found is not None and start == b"[":
        first = part.lstrip()[1:].lstrip()
        is_of_documents = first.startswith(b"{") and foreign_json(first) is None
        return None if is_of_documents else "a JSON array"
    if found is None or not found.names or found.kind in _TYPES:
        return None
    if any(_is_version(name) for name in found.names):
        return None
    # Behind these, to look for the key and not only for its name would take too long.
    if not found.whole and b'"schema_version"' in rest:
        return None
    named = ", ".join(json.dumps(name[:40], ensure_ascii=False) for name in found.names[:_KEYS])
    more = ", …" if len(found.names) > _KEYS or not found.whole else ""
    return f"a JSON object with the key{'s' if len(found.names) > 1 else ''} {named}{more}"


def is_array(data: bytes) -> bool:
    """Whether data begin like an array in JSON, which may hold many documents."""
    return data[:256].removeprefix(_BOM).lstrip()[:1] == b"["


def scalar_json(data: bytes) -> str | None:
    """What JSON is that is no object and no array; None for what is not well-formed."""
    start = data[:256].removeprefix(_BOM).lstrip()[:1]
    if not start or start not in b'"-0123456789tfn':
        return None
    try:
        value = json.loads(data.removeprefix(_BOM), parse_int=float)
    except (ValueError, RecursionError):  # also what is not UTF-8
        return None
    if isinstance(value, bool) or value is None:
        return f"the JSON value {json.dumps(value)}"
    return "a JSON string" if isinstance(value, str) else "a JSON number"


def _is_utf8(part: bytes) -> bool:
    """Whether data is UTF-8, as far as it is there."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(part)
    except UnicodeDecodeError:
        return False
    return True


def _is_version(key: str) -> bool:
    """Whether a key is that of the schema version, perhaps in another spelling."""
    return re.sub(r"[^a-z]", "", key.lower()) == "schemaversion"


def _keys(text: bytes, *, whole: bool) -> _Keys | None:
    """The keys of the outermost object; None when this is not well-formed so far, or too deep."""
    names: dict[str, None] = {}
    kind = None
    depth, key, before = 0, "", b""
    for token in _TOKEN.finditer(text):
        found = token[0][:1]
        if found in b"{[":
            depth += 1
            if depth > _DEPTH:
                return None
        elif found in b"}]":
            depth -= 1
            if not depth:
                return _Keys(tuple(names), kind, whole=True)
        elif found == b'"' and depth == 1:
            value = _text(token[0])
            if value is None:
                return None
            if before in {b"{", b","}:
                names[key := value] = None
                found = b"key"
            elif before == b":" and key == "type":
                kind = value
        if before == b"key" and found != b":":
            return None
        before = found
    return None if whole else _Keys(tuple(names), kind, whole=False)


def _text(token: bytes) -> str | None:
    try:
        value = json.loads(token)
    except ValueError:  # also what is not UTF-8
        return None
    return value if isinstance(value, str) else None
