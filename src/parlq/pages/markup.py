"""Makes tables and lists of the model from those of HTML, and cuts inlines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from parlq.model import Block, ListBlock, ListItem, Paragraph, Table, TableCell, TableRow
from parlq.model.body import plain
from parlq.pages.lines import allowed
from parlq.pages.report import Report

#: Gives the blocks inside an element, such as a cell.
BlocksOf = Callable[[Any], tuple[Block, ...]]


def leave_out_controls(root: Any, report: Report) -> None:
    """Leave out the characters that a reference spells and nothing can carry."""
    told = False
    for element in root.iter():
        text, tail = element.text or "", element.tail or ""
        kept = allowed(text), allowed(tail)
        if kept != (text, tail):
            element.text, element.tail = kept
            if not told:
                message = "references to control characters cannot be carried and are left out"
                report.add("PQ508", message, element.sourceline)
            told = True


def table_of(element: Any, blocks_of: BlocksOf) -> Table | None:
    """The table of a `table` element; None for one of layout, which has one row or one column."""
    widths = [width for width in map(_width, _rows(element)) if width]
    if len(widths) < 2 or max(widths) < 2:
        return None
    made = [_row(row, blocks_of) for row in _rows(element)]
    rows = [row for row in made if row is not None]
    caption = next((child for child in element if child.tag == "caption"), None)
    words = " ".join(caption.text_content().split()) if caption is not None else ""
    return Table(caption=(words,) if words else (), rows=tuple(rows))


def _rows(element: Any) -> Iterator[Any]:
    """The rows of a table that are not those of a table inside it."""
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _width(row: Any) -> int:
    return sum(child.tag in {"td", "th"} for child in row)


def _row(element: Any, blocks_of: BlocksOf) -> TableRow | None:
    cells = [_cell(child, blocks_of) for child in element if child.tag in {"td", "th"}]
    return TableRow(cells=tuple(cells)) if cells else None


def _cell(element: Any, blocks_of: BlocksOf) -> TableCell:
    return TableCell(
        header=element.tag == "th",
        colspan=_span(element.get("colspan"), 1000),
        rowspan=_span(element.get("rowspan"), 65534),
        content=blocks_of(element),
    )


def _span(stated: str | None, most: int) -> int:
    number = int(stated) if stated and stated.isdecimal() and stated.isascii() else 1
    return min(max(number, 1), most)


def list_of(element: Any, blocks_of: BlocksOf) -> ListBlock | None:
    """The list of a `ul` or `ol` element; None when it has no items."""
    made = [_item(child, blocks_of) for child in element]
    items = [item for item in made if item is not None]
    if not items:
        return None
    return ListBlock(ordered=element.tag == "ol", items=tuple(items))


def _item(element: Any, blocks_of: BlocksOf) -> ListItem | None:
    if element.tag != "li":
        return None
    content: list[Paragraph | ListBlock] = []
    for block in blocks_of(element):
        if isinstance(block, Paragraph | ListBlock):
            content.append(block)
        elif words := plain((block,)):
            content.append(Paragraph(content=(words,)))
    return ListItem(content=tuple(content)) if content else None
