"""Makes tables and lists of the model from those of HTML, and cuts inlines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from parlq.formats.ep.pages.extract.html.list_labels import is_ordered, labels_of, whole
from parlq.formats.ep.pages.lines.line import NESTING, allowed
from parlq.formats.ep.pages.lines.report import Report
from parlq.io.resources import words_of
from parlq.model import Block, Inline, ListBlock, ListItem, Paragraph, Table, TableCell, TableRow
from parlq.model.body_traversal import plain

#: Gives the blocks inside an element, such as a cell.
BlocksOf = Callable[[Any], tuple[Block, ...]]

#: Elements that stand apart from what is around them, and those with an empty line around them.
APART = words_of(__name__, "names.tsv", "apart")
PARAGRAPHS = words_of(__name__, "names.tsv", "paragraph")
_ROWS = frozenset(["thead", "tbody", "tfoot"])
#: The elements that have a place in a table, in a part of it, in a row.
_PLACES = {
    **{part: {"tr"} for part in _ROWS},
    "table": _ROWS | {"tr", "caption", "colgroup", "col"},
    "tr": {"td", "th"},
}
#: Everything that parts what is around it.
BLOCKS = APART | PARAGRAPHS


def leave_out_controls(root: Any, report: Report) -> None:
    """Leave out the characters that a reference spells and nothing can carry."""
    told = False
    for element in root.iter():
        text, tail = element.text or "", element.tail or ""
        kept = allowed(text), allowed(tail)
        if kept != (text, tail):
            element.text, element.tail = kept
            if not told:
                message = "references to control characters are not allowed in XML and are left out"
                report.add("PQ508", message, element.sourceline)
            told = True


def table_of(element: Any, blocks_of: BlocksOf) -> Table | None:
    """The table of a `table` element.

    None for one of layout, which has one row or one column and no caption, and for one with words
    outside its cells, which the table of the model would not hold.
    """
    if not _is_of_data(element) or _has_stray_words(element):
        return None
    made = [_row(row, blocks_of) for row in _rows(element)]
    rows = [row for row in made if row is not None]
    caption = next((child for child in element if child.tag == "caption"), None)
    words = _caption(blocks_of(caption)) if caption is not None else ()
    return Table(caption=words, rows=tuple(rows))


def _is_of_data(element: Any) -> bool:
    """Whether a table has rows and columns, or a caption, which one of layout has not."""
    widths = [width for width in map(_width, _rows(element)) if width]
    if len(widths) > 1 and max(widths) > 1:
        return True
    captions = (child for child in element if child.tag == "caption")
    return bool(widths) and any(child.text_content().strip() for child in captions)


def is_flattened(element: Any, nesting: int) -> bool:
    """Whether a table of data without others inside it, `nesting` deep, becomes text."""
    if not _is_of_data(element) or any(each is not element for each in element.iter("table")):
        return False
    listed = next(element.iterancestors("li", "td", "th"), None)
    deep = nesting > NESTING
    return deep or _has_stray_words(element) or (listed is not None and listed.tag == "li")


def _caption(found: tuple[Block, ...]) -> tuple[Inline, ...]:
    """The blocks of a caption as one line."""
    made: list[Inline] = []
    for block in found:
        made += [" "] if made else []
        made += block.content if isinstance(block, Paragraph) else [plain((block,))]
    return tuple(made)


def _has_stray_words(element: Any) -> bool:
    """Whether a table has words that are in none of its cells, or a second caption."""
    around = [element, *(part for part in element if part.tag in _ROWS), *_rows(element)]
    if sum(child.tag == "caption" for child in element) > 1:
        return True
    for part in around:
        if (part.text or "").strip():
            return True
        places = _PLACES[part.tag]
        for child in part:
            if (child.tail or "").strip():
                return True
            other = isinstance(child.tag, str) and child.tag not in places
            if other and child.text_content().strip():
                return True
    return False


def _rows(element: Any) -> Iterator[Any]:
    """The rows of a table that are not those of a table inside it."""
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in _ROWS:
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
    return min(max(whole(stated) or 1, 1), most)


def list_of(element: Any, blocks_of: BlocksOf) -> ListBlock | None:
    """The list of a `ul` or `ol` element, with the labels that browsers show; None without items.

    What stands in a list beside its items, as a list inside another one often does, goes on the
    item before it.
    """
    labels = labels_of(element)
    groups: list[tuple[str | None, list[Paragraph | ListBlock]]] = []
    before: tuple[Paragraph | ListBlock, ...] = _paragraphs(element.text)
    for child in element:
        if child.tag == "li":
            groups.append((next(labels), [*before, *_content(blocks_of(child))]))
            before = ()
        elif isinstance(child.tag, str):
            before = (*before, *_content(blocks_of(child)))
        before = (*before, *_paragraphs(child.tail))
        if groups:
            groups[-1][1].extend(before)
            before = ()
    if before:
        groups.append((None, list(before)))
    items = [ListItem(label=label, content=tuple(content)) for label, content in groups if content]
    return ListBlock(ordered=is_ordered(element), items=tuple(items)) if items else None


def _paragraphs(text: str | None) -> tuple[Paragraph, ...]:
    """Text that stands in a list itself."""
    words = " ".join((text or "").split())
    return (Paragraph(content=(words,)),) if words else ()


def _content(found: tuple[Block, ...]) -> tuple[Paragraph | ListBlock, ...]:
    """Blocks as an item of a list holds them: others than paragraphs and lists as their words."""
    content: list[Paragraph | ListBlock] = []
    for block in found:
        if isinstance(block, Paragraph | ListBlock):
            content.append(block)
        elif words := plain((block,)):
            content.append(Paragraph(content=(words,)))
    return tuple(content)
