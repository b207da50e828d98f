"""Takes the lines of a page from a DOCX file; needs python-docx, the extra `docx`."""

from __future__ import annotations

import gc
import io
import zipfile
from functools import partial
from typing import Any

import docx

from parlq.limits import Limits
from parlq.model import Paragraph, Table, TableCell, TableRow
from parlq.pages.lines import Holder, Line, RichLine, allowed
from parlq.pages.numbering import Numbering
from parlq.pages.report import Report
from parlq.pages.saved import Saved, Unmapped, too_long
from parlq.pages.trailer import foot
from parlq.problems import Severity

#: Largest file, and most markup in it, unless the limits are raised: a question has some 50 kB.
_PACKED, _UNPACKED = 20_000_000, 10_000_000
#: Most columns that one cell of a table spans.
_SPAN = 100
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _T, _TBL = f"{_W}p", f"{_W}t", f"{_W}tbl"
_FOOT, _END = f"{_W}footnoteReference", f"{_W}endnoteReference"
_RUN, _STRIKE = f"{_W}r", f"{_W}rPr/{_W}strike"
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}notes"
#: Around paragraphs and runs, without a meaning here.
_AROUND = frozenset(_W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "smartTag"))
#: Not part of the text: what was deleted, codes of fields, properties, second forms of drawings.
_LEFT_OUT = frozenset(
    [_W + tag for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr")]
    + ["{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"]
)
_SIGNS = {
    _W + "tab": "\t",
    _W + "br": "\n",
    _W + "cr": "\n",
    _W + "noBreakHyphen": "\u2011",
    _W + "sym": "\ufffd",
}


def from_bytes(data: bytes, limits: Limits, report: Report) -> Saved | None:
    """Read a DOCX file; None, with a problem, when it is not one or unpacks beyond the limits."""
    try:
        return _read(data, limits, report)
    finally:
        # A document of docx holds itself: megabytes each, which would pile up over many files.
        gc.collect(1)


def _read(data: bytes, limits: Limits, report: Report) -> Saved | None:
    try:
        if too_large := _too_large(data, limits):
            report.add("PQ104", too_large, None, Severity.ERROR)
            return None
        document = _Document(docx.Document(io.BytesIO(data)))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 # zipfile and docx fail on a broken file in any way
        why = f"{type(error).__name__}: {error}"
        report.add("PQ101", f"not a readable DOCX file: {why}", None, Severity.ERROR)
        return None
    lines = document.lines
    if too_long(lines, limits, report):
        return None
    if not any(not line.blank for line in lines):
        report.add("PQ106", "the document has no text", None, Severity.ERROR)
        return None
    text = "\n".join(line.text for line in lines)
    return Saved(lines, text, unmapped=document.unmapped)


def _too_large(data: bytes, limits: Limits) -> str | None:
    """Why a file is not unpacked; a few bytes may unpack to very many."""
    if not limits.raised and len(data) > _PACKED:
        return "the DOCX file is larger than any page; raise the limits to read it"
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
    size = sum(part.file_size for part in parts)
    if size > limits.size:
        return limits.too_large(None).message
    markup = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if markup > _UNPACKED and not limits.raised:
        return f"unpacks from {len(data)} to {size} bytes; raise the limits to read it"
    return None


class _Document:
    """The lines of a document: one for each break, and an empty one after each paragraph or table.

    Notes at the foot of the paper stand after the text, behind the marks `[1]`, `[2]` that stand in
    it. Numbers that the program counts are written out. Of headers and footers only what pages have
    at their foot is taken, such as the number of the print.
    """

    def __init__(self, document: Any) -> None:
        self.lines: list[Line] = []
        self.notes: list[Any] = []
        self.unmapped: list[Unmapped] = []
        self.numbering = Numbering(document)
        body = document.element.find(f"{_W}body")
        if body is None:
            raise ValueError("it has no body")
        self._known_notes = {kind: _notes(document.part, kind) for kind in ("foot", "end")}
        self._blocks(body)
        for number, note in enumerate(self.notes, 1):
            text = " ".join(self._text(each).strip() for each in note.iter(_P))
            self._say(f"[{number}] {text.strip()}")
            self._say("")
        for text in dict.fromkeys(_footers(document)):
            if foot(text) is not None:
                self._say(text)

    def _say(self, text: str) -> None:
        self.lines.append(Line(len(self.lines) + 1, allowed(text)))

    def _blocks(self, element: Any) -> None:
        for child in element:
            if child.tag == _P:
                label = self.numbering.label(child)
                # A line for each w:cr and w:br.
                for text in f"{label}{self._text(child)}".split("\n"):
                    self._say(text)
                self._say("")
            elif child.tag == _TBL:
                self._table(child)
                self._say("")
            elif child.tag in _AROUND:
                self._blocks(child)

    def _text(self, element: Any) -> str:
        """The text of a paragraph or cell; its notes are collected on the way."""
        said: list[str] = []
        stack = [iter(element)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
                continue
            tag = child.tag
            if tag == _T:
                said.append(child.text or "")
            elif tag in _SIGNS:
                said.append(_SIGNS[tag])
            elif tag == _RUN and child.find(_STRIKE) is not None:
                text = allowed(self._text(child))
                self.unmapped.append(Unmapped(len(self.lines) + 1, "struck", text))
            elif tag in (_FOOT, _END):
                said.append(self._mark(child))
            elif tag not in _LEFT_OUT and isinstance(tag, str):
                if tag == _P:
                    said.append("\n")
                stack.append(iter(child))
        return "".join(said)

    def _mark(self, element: Any) -> str:
        kind = "foot" if element.tag == _FOOT else "end"
        note = self._known_notes[kind].get(element.get(f"{_W}id"))
        if note is None:
            return ""
        self.notes.append(note)
        return f"[{len(self.notes)}]"

    def _table(self, element: Any) -> None:
        rows = [
            [
                (self._text(cell).strip("\n"), _span(cell))
                for cell in row.iter(f"{_W}tc")
                if _is_in(cell, row)
            ]
            for row in element.iter(f"{_W}tr")
            if _is_in(row, element)
        ]
        holder = Holder(partial(_made, rows))
        for row in rows:
            text = "\t".join(text.replace("\n", " ") for text, _ in row)
            if text.strip():
                holder.lines += 1
                number = len(self.lines) + 1
                self.lines.append(RichLine(number, allowed(text), None, (holder,)))


def _is_in(inner: Any, outer: Any) -> bool:
    """Whether a row or cell is one of this table or row, and not of a table inside it."""
    around = next(inner.iterancestors(outer.tag), None)
    return around is outer


def _span(cell: Any) -> int:
    """How many columns a cell spans."""
    found = cell.find(f"{_W}tcPr/{_W}gridSpan")
    stated = found.get(f"{_W}val") if found is not None else None
    number = int(stated) if stated and stated.isdecimal() and stated.isascii() else 1
    return min(max(number, 1), _SPAN)


def _made(rows: list[list[tuple[str, int]]]) -> Table | None:
    """The table of these rows; None for one of layout, which has one row or one column."""
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return None
    return Table(
        rows=tuple(
            TableRow(cells=tuple(_cell(text, span) for text, span in row)) for row in rows if row
        )
    )


def _cell(text: str, span: int) -> TableCell:
    words = [allowed(part).strip() for part in text.split("\n")]
    content = tuple(Paragraph(content=(part,)) for part in words if part)
    return TableCell(content=content, colspan=span)


def _notes(part: Any, kind: str) -> dict[str | None, Any]:
    """The notes of a document by their ids."""
    from docx.oxml import parse_xml

    for relation in part.rels.values():
        if relation.reltype == _NOTES.format(kind) and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            return {note.get(f"{_W}id"): note for note in root.iter(f"{_W}{kind}note")}
    return {}


def _footers(document: Any) -> list[str]:
    """The lines of the footers."""
    return [
        text
        for part in document.part.package.iter_parts()
        if part.content_type.endswith(".wordprocessingml.footer+xml")
        for paragraph in part.element.iter(_P)
        if (text := "".join(t.text or "" for t in paragraph.iter(_T)).strip())
    ]
