"""The content of an element of generic Akoma Ntoso: its text, its language, its markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import attrs
from lxml import etree

from parlq.formats.akn.xml.types import Element
from parlq.model import Foreign, Heading, ListBlock, ListItem, Note, Paragraph, Span, TableCell
from parlq.model.body import Block, Inline
from parlq.model.fields.patterns import Pattern

H = TypeVar("H", ListItem, Note, TableCell)


def words(element: Element) -> str:
    """All words of an element as one line, without the line ends and indents of its markup."""
    return " ".join("".join(map(str, element.itertext())).split())


_BLANKS = " \t\r\n"
#: Blanks around a line end are the layout of the markup.
_LINE_END = Pattern(r"[ \t]*[\r\n][ \t\r\n]*")


def laid_out(text: str | None) -> str:
    """A text of the source with one blank in place of each line end of its markup."""
    if not text or ("\n" not in text and "\r" not in text):
        return text or ""
    return str(_LINE_END.sub(" ", text))


def trimmed(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """The content of a paragraph without blanks at its ends."""
    parts = list(content)
    while parts and isinstance(parts[0], str) and not parts[0].strip(_BLANKS):
        del parts[0]
    while parts and isinstance(parts[-1], str) and not parts[-1].strip(_BLANKS):
        del parts[-1]
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(_BLANKS)
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(_BLANKS)
    return tuple(parts)


def in_language(block: Block, tag: str) -> Block | None:
    """A block with its words in a language; None where it holds what states no language.

    Words of which the whole paragraph states its own language keep that.
    """
    if isinstance(block, Foreign):
        return None
    if isinstance(block, Paragraph | Heading):
        if len(block.content) == 1 and isinstance(block.content[0], Span):
            return block
        return attrs.evolve(block, content=(Span(language=tag, content=block.content),))
    if isinstance(block, ListBlock):
        items = [_content_in(item, tag) for item in block.items]
        stated = [item for item in items if item is not None]
        return attrs.evolve(block, items=stated) if len(stated) == len(items) else None
    if isinstance(block, Note):
        return _content_in(block, tag)
    caption = block.caption and (Span(language=tag, content=block.caption),)
    rows = []
    for row in block.rows:
        cells = [made for cell in row.cells if (made := _content_in(cell, tag)) is not None]
        if len(cells) < len(row.cells):
            return None
        rows.append(attrs.evolve(row, cells=cells))
    return attrs.evolve(block, caption=caption, rows=rows)


def _content_in(holder: H, tag: str) -> H | None:
    """A note, an item or a cell with its words in a language."""
    content = [made for each in holder.content if (made := in_language(each, tag)) is not None]
    if len(content) < len(holder.content):
        return None
    return attrs.evolve(holder, content=content)  # type: ignore[arg-type]  # of the same kinds


def foreign(element: Element) -> Foreign:
    """An element that the model has no block and no inline for, markup and all."""
    markup = str(etree.tostring(element, encoding="unicode", with_tail=False))
    return Foreign(media_type="application/xml", value=markup)
