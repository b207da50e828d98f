"""Makes tables of the model from those of DOCX files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from parlq.model import Table, TableCell, TableRow
from parlq.pages.body import blocks
from parlq.pages.lines import Line
from parlq.pages.word_markup import ALTERNATIVES, AROUND, alternative, text_of
from parlq.pages.word_styles import W, value_of

#: Most columns that one cell spans, and rows.
_SPAN, _ROWS = 100, 1_000


@attrs.define(slots=True, eq=False)
class Cell:
    """One cell of a table.

    Attributes:
        element: its markup.
        span: how many columns it spans.
        rows: how many rows it spans.
        header: whether its row is repeated on each page, as headers are.
        hidden: whether a cell above it, merged with it, is shown in its place.
        lines: what is in it.
    """

    element: Any
    span: int
    header: bool = False
    hidden: bool = False
    rows: int = 1
    lines: list[Line] = attrs.field(factory=list)


def rows_of(element: Any, deleted: Callable[[str], None]) -> list[list[Cell]]:
    """The cells of a table by rows; the text of rows that a tracked change deletes is reported."""
    rows: list[list[Cell]] = []
    above: dict[int, Cell] = {}
    for row in _children(element, f"{W}tr"):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            deleted(text_of(row))
            continue
        header = properties is not None and properties.find(f"{W}tblHeader") is not None
        cells: list[Cell] = []
        merged: dict[int, Cell] = {}
        at = _number(value_of(properties, "gridBefore"), 0) if properties is not None else 0
        for found in _children(row, f"{W}tc"):
            cell = Cell(found, _span(found), header)
            merge = found.find(f"{W}tcPr/{W}vMerge")
            if merge is not None:
                first = above.get(at)
                if merge.get(f"{W}val") != "restart" and first is not None and first.rows < _ROWS:
                    first.rows += 1
                    cell.hidden = True
                merged[at] = first if cell.hidden and first is not None else cell
            at += cell.span
            cells.append(cell)
        above = merged
        rows.append(cells)
    return rows


def is_layout(rows: list[list[Cell]]) -> bool:
    """Whether a table only lays out the page: it has one row or one column."""
    return len(rows) < 2 or max(len(row) for row in rows) < 2


def table_of(rows: list[list[Cell]]) -> Table | None:
    """The table of these rows; None where no row has a cell of its own."""
    made = [[_cell(cell) for cell in row if not cell.hidden] for row in rows if row]
    if not all(made):
        # A row that is merged as a whole with the one above it.
        made = [[_bare(cell) for cell in row] for row in rows if row]
    return Table(rows=tuple(TableRow(cells=tuple(cells)) for cells in made)) if made else None


def _cell(cell: Cell) -> TableCell:
    return attrs.evolve(_bare(cell), rowspan=cell.rows)


def _bare(cell: Cell) -> TableCell:
    """A cell of one row."""
    for line in cell.lines:
        line.pieces.clear()
    return TableCell(header=cell.header, colspan=cell.span, content=blocks(cell.lines))


def _children(element: Any, tag: str) -> Iterator[Any]:
    """The rows or cells of a table, also those in a content control, but none of an inner table."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == tag:
            yield child
        elif child.tag in AROUND:
            stack.append(iter(child))
        elif child.tag == ALTERNATIVES:
            stack.append(iter(alternative(child)))


def _span(cell: Any) -> int:
    """How many columns a cell spans."""
    properties = cell.find(f"{W}tcPr")
    stated = value_of(properties, "gridSpan") if properties is not None else None
    return min(max(_number(stated, 1), 1), _SPAN)


def _number(stated: str | None, other: int) -> int:
    """A whole number that a document states; `other` for what is none."""
    return int(stated[:9]) if stated and stated.isdecimal() and stated.isascii() else other
