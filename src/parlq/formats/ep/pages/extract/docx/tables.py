"""Makes tables of the model from those of DOCX files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from parlq.formats.ep.pages.extract.docx.markup import (
    ALTERNATIVES,
    AROUND,
    PROPERTIES,
    alternative,
    take,
)
from parlq.formats.ep.pages.extract.docx.relationships import tie
from parlq.formats.ep.pages.extract.docx.styles import W, value_of
from parlq.formats.ep.pages.lines.line import Line
from parlq.formats.ep.pages.parse.body import blocks
from parlq.model import Table, TableCell, TableRow

#: Most columns that one cell spans, and rows.
_SPAN, _ROWS = 100, 1_000


@attrs.define(slots=True, eq=False)
class Cell:
    """One cell of a table.

    Attributes:
        content: its markup, or what stands between the cells and rows as a list.
        span: how many columns it spans.
        rows: how many rows it spans.
        header: whether its row is repeated on each page, as headers are.
        hidden: whether a cell above it, merged with it, is shown in its place.
        inserted: whether a tracked change inserts it.
        lines: what is in it.
    """

    content: Any
    span: int
    header: bool = False
    hidden: bool = False
    inserted: bool = False
    rows: int = 1
    lines: list[Line] = attrs.field(factory=list)

    @property
    def loose(self) -> bool:
        """Whether it is made of what stands between cells."""
        return isinstance(self.content, list)


#: Takes what a table does not show: the kind, such as `hidden`, and the text.
_Aside = Callable[[str, str], None]
#: Gives the text of the forms of a content that are not read.
_Another = Callable[[Any], str]


def rows_of(element: Any, aside: _Aside, another: _Another) -> list[list[Cell]]:
    """The cells of a table by rows; the text of rows and cells that it does not show is reported.

    What stands between rows or cells, where the schema has nothing, makes a cell of its own.
    """
    rows: list[list[Cell]] = []
    above: dict[int, Cell] = {}

    def form(element: Any) -> Any:
        if text := another(element):
            aside("alternative", text)
        return alternative(element)

    for row in _children(element, f"{W}tr", form):
        properties = None if isinstance(row, list) else row.find(f"{W}trPr")
        if _has(properties, "del") or _has(properties, "hidden"):
            aside("deleted" if _has(properties, "del") else "hidden", take(row))
            continue
        header, inserted = _has(properties, "tblHeader"), _has(properties, "ins")
        cells: list[Cell] = []
        merged: dict[int, Cell] = {}
        at = _number(value_of(properties, "gridBefore"), 0) if properties is not None else 0
        for found in _children(row, f"{W}tc", form):
            cell = _made(found, header=header, inserted=inserted)
            merge = None if cell.loose else found.find(f"{W}tcPr/{W}vMerge")
            if not cell.loose and found.find(f"{W}tcPr/{W}cellDel") is not None:
                aside("deleted", take(found))
            elif merge is not None:
                first = above.get(at)
                if merge.get(f"{W}val") != "restart" and first is not None and first.rows < _ROWS:
                    first.rows += 1
                    cell.hidden = True
                merged[at] = first if cell.hidden and first is not None else cell
            at += 0 if cell.loose else cell.span
            cells.append(cell)
        above = merged
        rows.append(cells)
    return rows


def _made(found: Any, *, header: bool, inserted: bool) -> Cell:
    """A cell of its markup, or of a list."""
    if isinstance(found, list):
        return Cell(found, 1, header, inserted=inserted)
    inserted = inserted or found.find(f"{W}tcPr/{W}cellIns") is not None
    return Cell(found, _span(found), header, inserted=inserted)


def _has(properties: Any, name: str) -> bool:
    return properties is not None and properties.find(W + name) is not None


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
        line.spans.clear()
    return TableCell(header=cell.header, colspan=cell.span, content=blocks(cell.lines))


def _children(around: Iterable[Any], tag: str, form: Callable[[Any], Any]) -> Iterator[Any]:
    """The rows or cells of a table, also those in a content control, but none of an inner table.

    Elements between them that hold something come as lists; `form` chooses one of several forms.
    """
    loose: list[Any] = []
    stack = [iter(around)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == tag:
            if loose:
                yield loose
                loose = []
            yield child
        elif child.tag in AROUND:
            stack.append(iter(child))
        elif child.tag == ALTERNATIVES:
            stack.append(iter(form(child)))
        elif child.tag not in PROPERTIES and (len(child) or child.text or tie(child) is not None):
            loose.append(child)
    if loose:
        yield loose


def _span(cell: Any) -> int:
    """How many columns a cell spans."""
    properties = cell.find(f"{W}tcPr")
    stated = value_of(properties, "gridSpan") if properties is not None else None
    return min(max(_number(stated, 1), 1), _SPAN)


def _number(stated: str | None, other: int) -> int:
    """A whole number that a document states; `other` for what is none."""
    return int(stated[:9]) if stated and stated.isdecimal() and stated.isascii() else other
