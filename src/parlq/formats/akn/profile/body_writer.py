"""Writes the blocks and inlines of a variant as Akoma Ntoso."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from parlq.formats.akn.profile.element_ids import Numbers
from parlq.formats.akn.xml.escape import escape_attribute, escape_text
from parlq.model import (
    Bold,
    Foreign,
    Heading,
    Italic,
    LineBreak,
    Link,
    ListBlock,
    Milestone,
    Note,
    NoteRef,
    Paragraph,
    Span,
    Subscript,
    Superscript,
    Table,
)


class BodyWriter:
    """Writes one variant's blocks into `out`, each with the `eId` of the naming convention."""

    __slots__ = ("_marks", "_notes", "_numbers", "_out")

    def __init__(self, out: list[str]) -> None:
        self._out = out
        self._numbers = Numbers()
        self._notes: dict[str, str] = {}
        self._marks: list[tuple[int, str]] = []

    def write(self, blocks: tuple[Any, ...], nl: str, own: str) -> None:
        """Write the blocks of the element `own`, each on a line that begins with `nl`."""
        self._blocks(blocks, nl, own)
        for at, marker in self._marks:  # a mark may stand before its note
            target = self._notes.get(marker, "")
            self._out[at] = (
                f'<noteRef href="#{escape_attribute(target)}" marker="{escape_attribute(marker)}"/>'
            )

    def _blocks(self, blocks: tuple[Any, ...], nl: str, own: str) -> None:
        out, numbers = self._out, self._numbers
        count = numbers.count(own, "p")
        for block in blocks:
            kind = type(block)
            if kind is Paragraph:
                parts = block.content
                count += 1
                own_id = f"{own}__p_{count}"
                if len(parts) == 1 and type(parts[0]) is str:
                    out.append(f'{nl}<p eId="{own_id}">{escape_text(parts[0])}</p>')
                else:
                    out.append(f'{nl}<p eId="{own_id}">')
                    self._inlines(parts)
                    out.append("</p>")
            else:
                _BLOCKS[kind](self, block, nl, own)
        numbers.counted(own, "p", count)

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
            elif kind is Span:
                out.append(f'<span xml:lang="{part.language}">')
                self._inlines(part.content)
                out.append("</span>")
            elif kind is LineBreak:
                out.append("<br/>")
            elif kind is Milestone:
                value = escape_attribute(part.value)
                out.append(f'<marker name="{part.kind.value}" pq:value="{value}"/>')
            elif kind is NoteRef:
                self._marks.append((len(out), part.marker))
                out.append("")
            else:
                out.append(
                    f'<inline name="foreign" pq:mediaType="{escape_attribute(part.media_type)}">'
                    f"{escape_text(part.value)}</inline>"
                )

    def _heading(self, block: Heading, nl: str, own: str) -> None:
        own = self._numbers(own, "block")
        self._out.append(f'{nl}<block eId="{own}" name="heading-{block.level}">')
        self._inlines(block.content)
        self._out.append("</block>")

    def _list(self, block: ListBlock, nl: str, own: str) -> None:
        out = self._out
        tag = "ol" if block.ordered else "ul"
        own = self._numbers(own, tag)
        out.append(f'{nl}<{tag} eId="{own}">')
        for item in block.items:
            inner = self._numbers(own, "li")
            label = "" if item.label is None else f' value="{escape_attribute(item.label)}"'
            if item.content:
                out.append(f'{nl}  <li eId="{inner}"{label}>')
                self._blocks(item.content, f"{nl}    ", inner)
                out.append(f"{nl}  </li>")
            else:
                out.append(f'{nl}  <li eId="{inner}"{label}/>')
        out.append(f"{nl}</{tag}>")

    def _table(self, block: Table, nl: str, own: str) -> None:
        out = self._out
        own = self._numbers(own, "table")
        out.append(f'{nl}<table eId="{own}">')
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
                    self._blocks(cell.content, f"{nl}      ", own)
                    out.append(f"{nl}    </{tag}>")
                else:
                    out.append(f"{nl}    <{tag}{spans}/>")
            out.append(f"{nl}  </tr>")
        out.append(f"{nl}</table>")

    def _note(self, block: Note, nl: str, own: str) -> None:
        out = self._out
        own = self._numbers(own, "blockContainer", block.marker)
        self._notes.setdefault(block.marker, own)
        out.append(
            f'{nl}<blockContainer eId="{escape_attribute(own)}" class="note">'
            f"{nl}  <num>{escape_text(block.marker)}</num>"
        )
        self._blocks(block.content, f"{nl}  ", own)
        out.append(f"{nl}</blockContainer>")

    def _foreign(self, block: Foreign, nl: str, _own: str) -> None:
        self._out.append(
            f"{nl}<foreign>{nl}  "
            f'<pq:content mediaType="{escape_attribute(block.media_type)}">'
            f"{escape_text(block.value)}</pq:content>"
            f"{nl}</foreign>"
        )


_MARKS = {Bold: "b", Italic: "i", Superscript: "sup", Subscript: "sub"}
_BLOCKS: dict[type, Callable[[BodyWriter, Any, str, str], None]] = {
    Heading: BodyWriter._heading,  # noqa: SLF001 # a table of this class's own methods
    ListBlock: BodyWriter._list,  # noqa: SLF001
    Table: BodyWriter._table,  # noqa: SLF001
    Note: BodyWriter._note,  # noqa: SLF001
    Foreign: BodyWriter._foreign,  # noqa: SLF001
}
