"""Decodes what was saved: by its byte order mark, by what it declares, else as UTF-8."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from parlq.formats.ep.pages.lines.report import Report
from parlq.problems import Severity

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: How HTML begins in UTF-16 without a mark (XML 1.0, appendix F).
_WIDE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?><!--.{0,2000}?-->\s*)*+<(?:!doctype\s+html|a|abbr|address|article|aside|"
    rb"b|base|big|blockquote|body|br|button|center|cite|code|dd|del|details|div|dl|dt|em|fieldset|"
    rb"figure|font|footer|form|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|"
    rb"link|main|menu|meta|nav|noscript|ol|p|pre|q|s|script|section|small|span|strike|strong|style|"
    rb"sub|sup|table|tbody|td|template|th|thead|title|tr|tt|u|ul)(?![\w:.-])",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE
)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]+)""")
#: How MHTML begins: with the fields of a message, the type of its parts among them.
_ARCHIVE = re.compile(
    rb"(?:[A-Za-z][A-Za-z-]{0,60}:[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n){0,50}){0,30}?"
    rb"Content-Type:\s*multipart/related\b",
    re.IGNORECASE,
)
#: How far into a page a declaration is looked for.
_HEAD = 8192
#: The encodings of the web, as Python calls them (Encoding Standard, section 4.2).
_WEB = frozenset(
    [f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)]
    + [f"cp{page}" for page in (866, 874, *range(1250, 1259))]
    + [
        "big5",
        "euc_jp",
        "euc_kr",
        "gb18030",
        "gbk",
        "iso2022_jp",
        "koi8-r",
        "koi8-u",
        "mac-cyrillic",
    ]
    + ["mac-roman", "shift_jis", "utf-8"]
)
#: Names that the web takes for another encoding (the same section).
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gbk",
    # A declaration that could be read is not in UTF-16.
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}


class Decoded(NamedTuple):
    """The text of a page, and the encoding that it was in."""

    text: str
    encoding: str


def is_hypertext(data: bytes) -> bool:
    """Whether a text begins as HTML does."""
    return _HTML.match(data, 0, _HEAD) is not None


def is_mhtml(data: bytes) -> bool:
    """Whether data begins as MHTML does, which a browser saves."""
    return (
        data[:1].isalpha()
        and b"multipart/" in data[: 2 * _HEAD]
        and _ARCHIVE.match(data, 0, 2 * _HEAD) is not None
    )


def decoded(data: bytes, report: Report) -> Decoded | None:
    """The text of a page; None, with a problem, when it is in another encoding than it says."""
    marks = (name for mark, name in (*_BOMS, *_WIDE) if data.startswith(mark))
    if (encoding := next(marks, None)) is not None:
        return _decoded(data, encoding, encoding.upper(), report)
    if not is_hypertext(data):
        return _decoded(data, "utf-8", "UTF-8", report, "; save the page as UTF-8")
    declared = _CHARSET.search(data, 0, _HEAD) or _DECLARED.match(data, 0, _HEAD)
    name = declared[1].decode("ascii") if declared else "utf-8"
    encoding = _known(name)
    if encoding is None:
        report.add("PQ102", f"unknown encoding {name}", 1, Severity.ERROR)
        return None
    if encoding != "utf-8" and (text := _unicode(data)) is not None:
        report.add("PQ511", f"the page declares {name} but is in UTF-8; read as UTF-8", 1)
        return Decoded(text, "utf-8")
    return _decoded(data, encoding, name, report, ", although the page declares it")


def decoded_as(data: bytes, name: str | None, report: Report) -> Decoded | None:
    """The text of a page whose encoding something outside it states; else as `decoded`."""
    encoding = _known(name) if name else None
    return _decoded(data, encoding, str(name), report) if encoding else decoded(data, report)


def _known(name: str) -> str | None:
    """Python's name for an encoding of the web; None when it is none."""
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    meant = _MEANT.get(found, found)
    return meant if meant in _WEB else None


def _unicode(data: bytes) -> str | None:
    """The text if it is UTF-8 beyond doubt: with characters of several bytes, all of them right."""
    if data.isascii():
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _decoded(
    data: bytes, encoding: str, name: str, report: Report, hint: str = ""
) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report.add("PQ102", f"not {name} at byte {error.start}{hint}", line, Severity.ERROR)
        return None
