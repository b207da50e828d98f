"""Writes the blocks and inlines of a variant as Akoma Ntoso."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from parlq.formats.akn.xml.escape import escape_attribute, escape_text
from parlq.model import (
    Bold,
    Foreign,
    Heading,
    Italic,
    LineBreak,
    Link,
    ListBlock,
    Note,
    NoteRef,
    Paragraph,
    Subscript,
    Superscript,
    Table,
)


class BodyWriter:
    """Writes one variant's blocks into `out`; notes get ids so that their marks can lead to them."""

    __slots__ = ("_notes", "_numbers", "_out", "_prefix")

    def __init__(self, out: list[str], prefix: str) -> None:
        self._out = out
        self._prefix = prefix
        self._notes = 0
        self._numbers: dict[str, int] = {}

    def blocks(self, blocks: tuple[Any, ...], nl: str) -> None:
        """Write blocks, each on a line of its own that begins with `nl`."""
        out = self._out
        for block in blocks:
            kind = type(block)
            if kind is Paragraph:
                parts = block.content
                if len(parts) == 1 and type(parts[0]) is str:
                    out.append(f"{nl}<p>{escape_text(parts[0])}</p>")
                else:
                    out.append(f"{nl}<p>")
                    self._inlines(parts)
                    out.append("</p>")
            else:
                _BLOCKS[kind](self, block, nl)

    def number_notes(self, blocks: tuple[Any, ...]) -> None:
        """Number the notes below `blocks`, so that a mark before its note knows where it leads."""
        _number(blocks, self._numbers, [0])

    def _inlines(self, parts: tuple[Any, ...]) -> None:
        out = self._out
        for part in parts:
            kind = type(part)
            if kind is str:
                out.append(escape_text(part))
            elif kind in _MARKS:
                tag = _MARKS[kind]
                out.append(f"<{tag}>")
                self._inlines(part.content)
                out.append(f"</{tag}>")
            elif kind is Link:
                out.append(f'<a href="{escape_attribute(part.href)}">')
                self._inlines(part.content)
                out.append("</a>")
            elif kind is LineBreak:
                out.append("<br/>")
            elif kind is NoteRef:
                number = self._numbers.get(part.marker)
                target = "#" if number is None else f"#{self._prefix}note_{number}"
                out.append(f'<noteRef href="{target}" marker="{escape_attribute(part.marker)}"/>')
            else:
                out.append(
                    f'<inline name="foreign" pq:mediaType="{escape_attribute(part.media_type)}">'
                    f"{escape_text(part.value)}</inline>"
                )

    def _heading(self, block: Heading, nl: str) -> None:
        self._out.append(f'{nl}<block name="heading-{block.level}">')
        self._inlines(block.content)
        self._out.append("</block>")

    def _list(self, block: ListBlock, nl: str) -> None:
        out = self._out
        tag = "ol" if block.ordered else "ul"
        out.append(f"{nl}<{tag}>")
        for item in block.items:
            label = "" if item.label is None else f' value="{escape_attribute(item.label)}"'
            if item.content:
                out.append(f"{nl}  <li{label}>")
                self.blocks(item.content, f"{nl}    ")
                out.append(f"{nl}  </li>")
            else:
                out.append(f"{nl}  <li{label}/>")
        out.append(f"{nl}</{tag}>")

    def _table(self, block: Table, nl: str) -> None:
        out = self._out
        out.append(f"{nl}<table>")
        if block.caption:
            out.append(f"{nl}  <caption>")
            self._inlines(block.caption)
            out.append("</caption>")
        for row in block.rows:
            out.append(f"{nl}  <tr>")
            for cell in row.cells:
                tag = "th" if cell.header else "td"
                spans = f' colspan="{cell.colspan}"' if cell.colspan != 1 else ""
                if cell.rowspan != 1:
                    spans += f' rowspan="{cell.rowspan}"'
                if cell.content:
                    out.append(f"{nl}    <{tag}{spans}>")
                    self.blocks(cell.content, f"{nl}      ")
                    out.append(f"{nl}    </{tag}>")
                else:
                    out.append(f"{nl}    <{tag}{spans}/>")
            out.append(f"{nl}  </tr>")
        out.append(f"{nl}</table>")

    def _note(self, block: Note, nl: str) -> None:
        self._notes += 1
        out = self._out
        out.append(
            f'{nl}<blockContainer class="note" eId="{self._prefix}note_{self._notes}">'
            f"{nl}  <num>{escape_text(block.marker)}</num>"
        )
        self.blocks(block.content, f"{nl}  ")
        out.append(f"{nl}</blockContainer>")

    def _foreign(self, block: Foreign, nl: str) -> None:
        self._out.append(
            f"{nl}<foreign>{nl}  "
            f'<pq:content mediaType="{escape_attribute(block.media_type)}">'
            f"{escape_text(block.value)}</pq:content>"
            f"{nl}</foreign>"
        )


_MARKS = {Bold: "b", Italic: "i", Superscript: "sup", Subscript: "sub"}
_BLOCKS: dict[type, Callable[[BodyWriter, Any, str], None]] = {
    Heading: BodyWriter._heading,  # noqa: SLF001 # a table of this class's own methods
    ListBlock: BodyWriter._list,  # noqa: SLF001
    Table: BodyWriter._table,  # noqa: SLF001
    Note: BodyWriter._note,  # noqa: SLF001
    Foreign: BodyWriter._foreign,  # noqa: SLF001
}


def _number(blocks: tuple[Any, ...], numbers: dict[str, int], last: list[int]) -> None:
    for block in blocks:
        kind = type(block)
        if kind is Note:
            last[0] += 1
            numbers.setdefault(block.marker, last[0])
            _number(block.content, numbers, last)
        elif kind is Table:
            for row in block.rows:
                for cell in row.cells:
                    _number(cell.content, numbers, last)
