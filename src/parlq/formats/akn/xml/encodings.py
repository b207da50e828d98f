"""Determines how a document is encoded, and recodes it: the parser is given UTF-8 and nothing else.

A parser that decodes by itself reads declarations before anyone can look for them: libxml2 opens
the file that a document type declaration in UTF-16 names.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from parlq.model.fields.patterns import Pattern
from parlq.problems import InputError, Problem

#: How most documents begin.
USUAL = b'<?xml version="1.0" encoding="UTF-8"?>'
#: Byte order marks, the longer ones first (XML 1.0, appendix F).
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
#: How `<` or `<?` looks in an encoding that is not based on ASCII, without a mark.
_STARTS = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_EBCDIC = b"\x4c\x6f\xa7\x94"
_DECLARED = Pattern(rb"""<\?xml\s[^>]*?\bencoding\s*=\s*(["'])([^"'<>]*)\1""")
#: Codecs of Python for encodings in which the bytes of an XML declaration are those of ASCII.
_READ = frozenset(
    {
        *("utf-8", "ascii", "gb2312", "gbk", "gb18030", "big5", "big5hkscs"),
        *("euc_jp", "shift_jis", "cp932", "iso2022_jp", "euc_kr", "cp949", "koi8-r", "koi8-u"),
        *("mac-roman", "cp866", "cp874", *(f"cp{number}" for number in range(1250, 1259))),
        *(f"iso8859-{number}" for number in range(1, 17) if number != 12),
    }
)


class Encoding(NamedTuple):
    """The codec that decodes a document, and how many bytes the byte order mark takes."""

    codec: str
    mark: int = 0


class Text(NamedTuple):
    """A document as text, without the byte order mark, and how it is encoded."""

    text: str
    codec: str
    mark: int


class _UnknownError(Exception):
    """An encoding that is not read; the argument is why."""


def _encoding(data: bytes) -> Encoding:
    if data.startswith(USUAL):
        return Encoding("utf-8")
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Encoding(codec, len(mark))
    for start, codec in _STARTS:
        if data.startswith(start):
            return Encoding(codec)
    if data.startswith(_EBCDIC):
        raise _UnknownError("EBCDIC is not supported")
    declared = _DECLARED.match(data)
    if declared is None:
        return Encoding("utf-8")
    name = declared[2].decode("latin-1")
    try:
        codec = codecs.lookup(name[:60]).name
    except (LookupError, ValueError):
        codec = ""
    if codec.startswith(("utf-16", "utf-32")):
        raise _UnknownError(f"the file declares {name[:60]}, but its bytes are not in it")
    if codec not in _READ:
        raise _UnknownError(f"the encoding {name[:60]!r} is not supported")
    return Encoding(codec)


def utf8(data: bytes, file: str | None) -> bytes:
    """The document in UTF-8, whatever it declares.

    Raises:
        InputError: PQ102 for an encoding that is not read, and for bytes that it does not have.
    """
    try:
        codec, mark = _encoding(data)
    except _UnknownError as error:
        message = f"{error}; convert the file to UTF-8 and declare no other encoding"
        raise InputError((Problem(rule="PQ102", message=message, file=file, line=1),)) from None
    if codec == "utf-8":
        return data  # the parser refuses what is not UTF-8, with its place
    try:
        return data[mark:].decode(codec).encode()
    except UnicodeDecodeError as error:
        start = mark + error.start
    before = data[mark:start].decode(codec, "ignore")
    message = f"the bytes from {start} on are not {codec.upper()}; convert the file to UTF-8"
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    problem = Problem(rule="PQ102", message=message, file=file, line=line, column=column)
    raise InputError((problem,)) from None


def text_of(data: bytes) -> Text | None:
    """The text of a document; None where it cannot be had, or not be encoded again as it was."""
    try:
        codec, mark = _encoding(data)
        text = data[mark:].decode(codec)
        whole = text.encode(codec) == data[mark:]
    except (_UnknownError, UnicodeError):
        return None
    return Text(text, codec, mark) if whole else None
