"""Turns what was saved, text, HTML, DOCX or PDF, into the lines of a page."""

from __future__ import annotations

import re

import attrs

from parlq.formats.ep.pages.extract import markdown
from parlq.formats.ep.pages.extract.decoding import Decoded, decoded, is_hypertext, is_mhtml
from parlq.formats.ep.pages.language.line_labels import label
from parlq.formats.ep.pages.lines.blanks import shortened, within_bounds
from parlq.formats.ep.pages.lines.extracted import Saved, too_long
from parlq.formats.ep.pages.lines.line import Line, numbered
from parlq.formats.ep.pages.lines.report import Report
from parlq.limits import Limits
from parlq.problems import Severity

#: Characters and lines at the top among which the address of the page is looked for.
_TOP, _ABOVE = 20_000, 100
#: How a compound file begins: a document of older programs, or an encrypted one.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What neither XML nor the model holds; a form feed parts the pages of a print.
_ALLOWED = re.compile("[\t\n\x0c\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def saved(data: bytes | str, limits: Limits, report: Report) -> Saved | None:
    """Read a page of any form into lines; None, with a problem, when that cannot be done."""
    page = _extracted(data, limits, report)
    return None if page is None else within_bounds(page)


def _extracted(data: bytes | str, limits: Limits, report: Report) -> Saved | None:
    if len(data) > limits.size:
        report.problems.append(limits.too_large(report.file))
        return None
    if isinstance(data, bytes):
        if data[:4] == b"PK\x03\x04":
            from parlq.formats.ep.pages.extract.docx import reader as docx

            return docx.from_bytes(data, limits, report)
        if data[:5] == b"%PDF-":
            from parlq.formats.ep.pages.extract.pdf import reader as pdf

            return pdf.from_bytes(data, limits, report)
        if data[:8] == _COMPOUND:
            message = "a .doc file, or a DOCX file with a password; save it as DOCX without one"
            report.add("PQ101", message, None, Severity.ERROR)
            return None
        if is_mhtml(data):
            return _of_archive(data, limits, report)
        found = decoded(data, report)
    else:
        found = Decoded(data, "utf-8")
    return _of_text(found, limits, report) if found is not None else None


def _of_archive(data: bytes, limits: Limits, report: Report) -> Saved | None:
    """Read the page of a web archive; its address is that of the archive, if it states none."""
    from parlq.formats.ep.pages.extract import mhtml

    page = mhtml.page(data, report)
    read = _of_text(page.text, limits, report) if page is not None else None
    if page is None or read is None or read.address is not None:
        return read
    return attrs.evolve(read, address=page.address)


def _of_text(found: Decoded, limits: Limits, report: Report) -> Saved | None:
    text = clean(found.text, report)
    if text is None:
        return None
    if not text or text.isspace():
        report.add("PQ106", "the input is empty", None, Severity.ERROR)
        return None
    if text.lstrip()[:1] == "<" and is_hypertext(text[:8192].encode("utf-8", "replace")):
        from parlq.formats.ep.pages.extract.html.reader import from_text

        return from_text(text, limits, report, found.encoding)
    if text.lstrip()[:1] in "{[<" and (refused := _no_page(text)):
        report.add("PQ107", refused, 1, Severity.ERROR)
        return None
    text = shortened(text)
    ends = text.count("\n") + text.count("\r") + text.count("\f")
    if too_long(range(ends), limits, report):
        return None
    if markdown.is_markdown(text):
        lines = markdown.from_text(text)
        return Saved(lines, "\n".join(line.text for line in lines), named_address(lines))
    lines = numbered(text)
    return Saved(lines, text, named_address(lines) if "://" in text[:_TOP] else None)


def _no_page(text: str) -> str | None:
    """Say what a text is that begins with a bracket and is no page; None when it may be one."""
    from parlq.formats.ep.pages.extract import other_texts

    return (
        other_texts.no_page(text)
        if other_texts.is_json(text.lstrip()) or other_texts.is_xml(text)
        else None
    )


def named_address(lines: list[Line]) -> str | None:
    """The address of a question or an answer that stands on a line of its own above the page."""
    for line in lines[:_ABOVE]:
        known = label(line.text) if "://" in line.text else None
        if known is not None and known.kind == "address":
            return str(known.value)
    return None


def clean(text: str, report: Report) -> str | None:
    """The text without characters that nothing can carry; None when it is no text at all."""
    if _ALLOWED.fullmatch(text):
        return text
    found = _FORBIDDEN.search(text)
    if found is None:
        return text
    if (nul := text.find("\0")) >= 0:
        line = text.count("\n", 0, nul) + 1
        report.add("PQ102", "a NUL character: this is not text", line, Severity.ERROR)
        return None
    line = text.count("\n", 0, found.start()) + 1
    message = (
        f"U+{ord(found[0]):04X} and characters like it are not allowed in XML and are left out"
    )
    report.add("PQ508", message, line)
    return _FORBIDDEN.sub("", text)
