"""Makes tables and lists of the model from those of HTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parlq.model import Block, ListBlock, ListItem, Paragraph, Table, TableCell, TableRow
from parlq.model.body import plain, too_deep


def table_of(element: Any) -> Table | None:
    """The table of a `table` element; None for one of layout, which has one row or one column."""
    rows = [row for row in map(_row, _rows(element)) if row is not None]
    if len(rows) < 2 or max(len(row.cells) for row in rows) < 2:
        return None
    caption = next((child for child in element if child.tag == "caption"), None)
    words = " ".join(caption.text_content().split()) if caption is not None else ""
    table = Table(caption=words, rows=rows)
    return None if too_deep((table,)) else table


def _rows(element: Any) -> Iterator[Any]:
    """The rows of a table that are not those of a table inside it."""
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _row(element: Any) -> TableRow | None:
    cells = [_cell(child) for child in element if child.tag in {"td", "th"}]
    return TableRow(cells=cells) if cells else None


def _cell(element: Any) -> TableCell:
    return TableCell(
        header=element.tag == "th",
        colspan=_span(element.get("colspan"), 1000),
        rowspan=_span(element.get("rowspan"), 65534),
        content=_blocks(element),
    )


def _span(stated: str | None, most: int) -> int:
    number = int(stated) if stated and stated.isdecimal() and stated.isascii() else 1
    return min(max(number, 1), most)


def _blocks(element: Any) -> tuple[Block, ...]:
    # The three modules walk, recognise and build in turns.
    from parlq.pages.body import blocks  # noqa: PLC0415 # imports nothing heavy, but needs this one
    from parlq.pages.hypertext import lines_of  # noqa: PLC0415 # the same

    return blocks(lines_of(element))


def list_of(element: Any) -> ListBlock | None:
    """The list of a `ul` or `ol` element; None when it has no items."""
    items = [item for item in map(_item, element) if item is not None]
    if not items:
        return None
    made = ListBlock(ordered=element.tag == "ol", items=items)
    return None if too_deep((made,)) else made


def _item(element: Any) -> ListItem | None:
    if element.tag != "li":
        return None
    content: list[Paragraph | ListBlock] = []
    for block in _blocks(element):
        if isinstance(block, Paragraph | ListBlock):
            content.append(block)
        elif words := plain((block,)):
            content.append(Paragraph(content=words))
    return ListItem(content=content) if content else None
