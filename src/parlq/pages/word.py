"""Takes the lines of a page from a DOCX file; needs python-docx, the extra `docx`."""

from __future__ import annotations

import io
import zipfile
from functools import partial
from typing import Any

import docx
from docx.table import Table as WordTable

from parlq.limits import Limits
from parlq.model import Paragraph, Table, TableCell, TableRow
from parlq.pages.lines import LINES, Holder, Line, RichLine, allowed
from parlq.pages.report import Report
from parlq.pages.source import Saved
from parlq.problems import Severity

#: Bytes that a small file may unpack to, and how much larger than itself a large one may become.
_UNPACKED, _RATIO = 8 << 20, 4


def from_bytes(data: bytes, limits: Limits, report: Report) -> Saved | None:
    """Read a DOCX file; None, with a problem, when it is not one or unpacks beyond the limits."""
    try:
        if too_large := _too_large(data, limits):
            report.add("PQ104", too_large, None, Severity.ERROR)
            return None
        document = docx.Document(io.BytesIO(data))
        lines = _lines(document)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 # zipfile and docx fail on a broken file in any way
        why = f"{type(error).__name__}: {error}"
        report.add("PQ101", f"not a readable DOCX file: {why}", None, Severity.ERROR)
        return None
    if len(lines) > LINES and not limits.raised:
        message = f"more than {LINES} lines; raise the limits to read them"
        report.add("PQ104", message, None, Severity.ERROR)
        return None
    if not any(not line.blank for line in lines):
        report.add("PQ106", "the document has no text", None, Severity.ERROR)
        return None
    return Saved(lines, "\n".join(line.text for line in lines))


def _too_large(data: bytes, limits: Limits) -> str | None:
    """Why a file is not unpacked; a few bytes may unpack to very many."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        size = sum(part.file_size for part in packed.infolist())
    if size > limits.size:
        return limits.too_large(None).message
    if size > max(_UNPACKED, _RATIO * len(data)) and not limits.raised:
        return f"unpacks from {len(data)} to {size} bytes; raise the limits to read it"
    return None


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
