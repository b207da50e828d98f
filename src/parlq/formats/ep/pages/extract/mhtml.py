"""Reads a page that a browser saved with its pictures and styles in one file (MHTML, RFC 2557)."""

from __future__ import annotations

import binascii
import re
from email.message import Message
from email.parser import BytesHeaderParser
from typing import NamedTuple

from parlq.formats.ep.pages.extract.decoding import Decoded, decoded_as
from parlq.formats.ep.pages.lines.report import Report
from parlq.problems import Severity, shorten

_END_OF_FIELDS = re.compile(rb"\r?\n[ \t]*\r?\n")
#: Most bytes of the fields of a message or a part, and most parts that are looked at.
_FIELDS, _PARTS = 20_000, 1_000
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


class SavedPage(NamedTuple):
    """The page of such a file, and the address that it was saved from."""

    text: Decoded
    address: str | None


def page(data: bytes, report: Report) -> SavedPage | None:
    """The page; None, with a problem, where there is none that can be read."""
    fields, body = _split(data)
    boundary = fields.get_param("boundary")
    if isinstance(boundary, str) and boundary:
        mark = b"--" + boundary.encode("latin-1", "replace")
        parts = (_split(part.lstrip(b"\r\n")) for part in body.split(mark, _PARTS)[1:_PARTS])
        pages = [part for part in parts if part[0].get_content_type() in _PAGES]
        if len(pages) > 1:
            where = str(pages[1][0].get("Content-Location") or "without an address").strip()
            message = (
                f"frames of the web archive are not read ({len(pages) - 1}): {shorten(where, 80)}"
            )
            report.add("PQ516", message, None)
        if pages:
            return _page(fields, *pages[0], report)
    report.add("PQ106", "the web archive (MHTML) contains no HTML page", None, Severity.ERROR)
    return None


def _page(whole: Message, own: Message, content: bytes, report: Report) -> SavedPage | None:
    coding = str(own.get("Content-Transfer-Encoding", "")).strip().lower()
    try:
        if coding == "quoted-printable":
            content = binascii.a2b_qp(content)
        elif coding == "base64":
            content = binascii.a2b_base64(content)
    except binascii.Error:
        report.add("PQ101", "the page of the web archive is not in base64", None, Severity.ERROR)
        return None
    charset = own.get_param("charset")
    text = decoded_as(content, charset if isinstance(charset, str) else None, report)
    stated = whole.get("Snapshot-Content-Location") or own.get("Content-Location")
    return SavedPage(text, str(stated).strip() if stated else None) if text is not None else None


def _split(data: bytes) -> tuple[Message, bytes]:
    """The fields of a message, and what follows them."""
    end = _END_OF_FIELDS.search(data, 0, _FIELDS)
    fields = data[: end.start()] if end else data[:_FIELDS]
    return BytesHeaderParser().parsebytes(fields), data[end.end() :] if end else b""
