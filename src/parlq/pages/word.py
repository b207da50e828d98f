"""Takes the lines of a page from a DOCX file; needs python-docx, the extra `docx`."""

from __future__ import annotations

import io
import zipfile
from functools import partial
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table as WordTable

from parlq.limits import Limits
from parlq.model import Paragraph, Table, TableCell, TableRow
from parlq.pages.lines import Holder, Line, RichLine, allowed
from parlq.pages.report import Report
from parlq.pages.source import Saved
from parlq.problems import Severity


def from_bytes(data: bytes, limits: Limits, report: Report) -> Saved | None:
    """Read a DOCX file; None, with a problem, when it is not one or unpacks beyond the limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > limits.size:
            report.problems.append(limits.too_large(report.file))
            return None
        document = docx.Document(io.BytesIO(data))
        lines = _lines(document)
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        report.add("PQ101", f"not a readable DOCX file: {error}", None, Severity.ERROR)
        return None
    if not any(not line.blank for line in lines):
        report.add("PQ106", "the document has no text", None, Severity.ERROR)
        return None
    return Saved(lines, "\n".join(line.text for line in lines))


def _lines(document: Any) -> list[Line]:
    """One line for each break in a paragraph, and an empty one after each paragraph."""
    lines: list[Line] = []
    for block in document.iter_inner_content():
        if isinstance(block, WordTable):
            holder = Holder(partial(_table, block))
            for row in block.rows:
                text = "\t".join(cell.text.replace("\n", " ") for cell in row.cells)
                if text.strip():
                    holder.lines += 1
                    lines.append(RichLine(len(lines) + 1, allowed(text), None, (holder,)))
        else:
            # Paragraph.text gives a line feed for each w:cr and w:br.
            for text in block.text.split("\n"):
                lines.append(Line(len(lines) + 1, allowed(text)))
        lines.append(Line(len(lines) + 1, ""))
    return lines


def _table(table: Any) -> Table | None:
    rows = []
    for row in table.rows:
        cells = [_cell(cell.text) for cell in row.cells]
        if cells:
            rows.append(TableRow(cells=tuple(cells)))
    if len(rows) < 2 or max(len(row.cells) for row in rows) < 2:
        return None
    return Table(rows=tuple(rows))


def _cell(text: str) -> TableCell:
    words = [allowed(part).strip() for part in text.split("\n")]
    return TableCell(content=tuple(Paragraph(content=(part,)) for part in words if part))
