"""The text of a variant: ordered blocks of ordered inlines, in which order is meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import attrs

from parlq.model import field_builders as f
from parlq.model.fields.base import Value
from parlq.model.fields.scalars import HREF, MEDIA_TYPE, TEXT, VALUE

#: Deepest nesting of blocks and inlines that a variant holds; every format can carry it.
MAX_DEPTH = 60

# Filled below: a paragraph holds inlines that hold inlines, so the types are known last.
_INLINES: list[type] = [str]
_BLOCKS: list[type] = []
_ITEM_BLOCKS: list[type] = []


def _joined(value: object) -> object:
    """Join adjacent runs of text and drop empty ones, so that equal texts are equal values."""
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, Value) or not isinstance(value, Iterable):
        return value
    runs: list[Any] = []
    for item in value:
        if type(item) is str and runs and type(runs[-1]) is str:
            runs[-1] += item
        elif item != "":
            runs.append(item)
    return tuple(runs)


def _inlines_check(instance: object, attribute: Any, value: Any) -> None:
    f.choice_of(instance, attribute, value)
    for index, item in enumerate(value):
        if type(item) is str and (fault := TEXT.fault(item)):
            f.refuse(instance, attribute, f"item {index} {fault}")


def _of_inlines(*, least: int = 1) -> f.Arguments:
    metadata = {"is": "inlines", "types": _INLINES, "least": least}
    return {"converter": _joined, "validator": _inlines_check, "metadata": metadata}


def _of_blocks(types: list[type], *, least: int = 0) -> f.Arguments:
    metadata = {"is": "blocks", "types": types, "least": least}
    return {"converter": f.to_tuple, "validator": f.choice_of, "metadata": metadata}


@attrs.frozen(kw_only=True, repr=False)
class Bold(Value):
    """Bold text (AKN `b`)."""

    content: tuple[Inline, ...] = attrs.field(**_of_inlines())


@attrs.frozen(kw_only=True, repr=False)
class Italic(Value):
    """Italic text (AKN `i`)."""

    content: tuple[Inline, ...] = attrs.field(**_of_inlines())


@attrs.frozen(kw_only=True, repr=False)
class Superscript(Value):
    """Raised text (AKN `sup`)."""

    content: tuple[Inline, ...] = attrs.field(**_of_inlines())


@attrs.frozen(kw_only=True, repr=False)
class Subscript(Value):
    """Lowered text (AKN `sub`)."""

    content: tuple[Inline, ...] = attrs.field(**_of_inlines())


@attrs.frozen(kw_only=True, repr=False)
class Link(Value):
    """A link (AKN `a`): where it leads, a URI reference, and the words that carry it, if any."""

    href: str = attrs.field(**f.of_text(HREF))
    content: tuple[Inline, ...] = attrs.field(default=(), **_of_inlines(least=0))


@attrs.frozen(kw_only=True, repr=False)
class LineBreak(Value):
    """A line break that the source makes inside a paragraph (AKN `br`)."""


@attrs.frozen(kw_only=True, repr=False)
class NoteRef(Value):
    """A mark in the text, such as `(1)`, that leads to the note with the same marker."""

    marker: str = attrs.field(**f.of_text())


@attrs.frozen(kw_only=True, repr=False)
class Foreign(Value):
    """Content in another notation (MathML, malformed HTML), kept verbatim and never interpreted.

    It stands among blocks and among inlines alike.
    """

    media_type: str = attrs.field(**f.of_text(MEDIA_TYPE))
    value: str = attrs.field(**f.of_text(VALUE))


Inline: TypeAlias = (
    str | Bold | Italic | Superscript | Subscript | Link | LineBreak | NoteRef | Foreign
)


@attrs.frozen(kw_only=True, repr=False)
class Paragraph(Value):
    """One paragraph; it is never empty."""

    content: tuple[Inline, ...] = attrs.field(**_of_inlines())


@attrs.frozen(kw_only=True, repr=False)
class Heading(Value):
    """A heading inside the text, of level 1 (highest) to 6."""

    level: int = f.number(1, 6, default=1)
    content: tuple[Inline, ...] = attrs.field(**_of_inlines())


@attrs.frozen(kw_only=True, repr=False)
class ListItem(Value):
    """One item of a list: its printed label, such as `1.` or `(a)`, and paragraphs and lists."""

    label: str | None = f.text()
    content: tuple[Paragraph | ListBlock, ...] = attrs.field(default=(), **_of_blocks(_ITEM_BLOCKS))


@attrs.frozen(kw_only=True, repr=False)
class ListBlock(Value):
    """A list, ordered (numbered) or not; lists nest inside items."""

    ordered: bool = f.flag()
    items: tuple[ListItem, ...] = attrs.field(**f.of_items(ListItem, least=1))


@attrs.frozen(kw_only=True, repr=False)
class TableCell(Value):
    """One cell, header or data; the spans count columns and rows."""

    header: bool = f.flag()
    colspan: int = f.number(1, 1000, default=1)
    rowspan: int = f.number(1, 65534, default=1)
    content: tuple[Block, ...] = attrs.field(default=(), **_of_blocks(_BLOCKS))


@attrs.frozen(kw_only=True, repr=False)
class TableRow(Value):
    """One row of a table."""

    cells: tuple[TableCell, ...] = attrs.field(**f.of_items(TableCell, least=1))


@attrs.frozen(kw_only=True, repr=False)
class Table(Value):
    """A table: its caption, if any, and its rows."""

    caption: tuple[Inline, ...] = attrs.field(default=(), **_of_inlines(least=0))
    rows: tuple[TableRow, ...] = attrs.field(**f.of_items(TableRow, least=1))


@attrs.frozen(kw_only=True, repr=False)
class Note(Value):
    """A footnote or endnote, where it is printed: its marker and its text."""

    marker: str = attrs.field(**f.of_text())
    content: tuple[Block, ...] = attrs.field(**_of_blocks(_BLOCKS, least=1))


Block: TypeAlias = Paragraph | Heading | ListBlock | Table | Note | Foreign

_INLINES += [Bold, Italic, Superscript, Subscript, Link, LineBreak, NoteRef, Foreign]
_BLOCKS += [Paragraph, Heading, ListBlock, Table, Note, Foreign]
_ITEM_BLOCKS += [Paragraph, ListBlock]


def children(value: Any) -> tuple[Any, ...]:
    """The blocks or inlines directly inside a block, inline, list item, row or cell."""
    kind = type(value)
    if kind is ListBlock:
        return value.items  # type: ignore[no-any-return]
    if kind is Table:
        return (*value.caption, *value.rows)
    if kind is TableRow:
        return value.cells  # type: ignore[no-any-return]
    return getattr(value, "content", ())


def too_deep(body: tuple[Block, ...]) -> bool:
    """Whether a body nests blocks and inlines more than `MAX_DEPTH` deep; takes linear time."""
    level: list[Any] = list(body)
    for _ in range(MAX_DEPTH):
        inner: list[Any] = []
        for value in level:
            kind = type(value)
            if kind is Paragraph:
                content = value.content
                if len(content) > 1 or type(content[0]) is not str:
                    inner += [child for child in content if type(child) is not str]
            elif kind is ListItem:
                inner += value.content
            else:
                inner += [child for child in children(value) if type(child) is not str]
        if not inner:
            return False
        level = inner
    return True


def is_plain(block: Any) -> bool:
    """Whether a block is one run of text and nothing else, as most are."""
    if type(block) is not Paragraph:
        return False
    content = block.content
    return len(content) == 1 and type(content[0]) is str


def walk(body: Iterable[Any]) -> Iterator[Any]:
    """All blocks, items, rows, cells, inlines and runs of text, in the order of the document."""
    for value in body:
        yield value
        if type(value) is not str:
            yield from walk(children(value))


def located(block: Any, *start: str | int) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Block, items, rows, cells and inlines in their order, each with its path.

    Args:
        block: where to begin.
        start: the path of the block.
    """
    todo: list[tuple[tuple[str | int, ...], Any]] = [(start, block)]
    while todo:
        path, value = todo.pop()
        yield path, value
        inner = [
            ((*path, name, number), child)
            for name in ("caption", "rows", "cells", "items", "content")
            for number, child in enumerate(getattr(value, name, ()))
            if type(child) is not str
        ]
        todo += reversed(inner)


def plain(body: Iterable[Any]) -> str:
    """The words of blocks or inlines alone: blocks end in a line break, cells are parted by tabs."""
    return "".join(_plain(body)).strip("\n")


def _plain(body: Iterable[Any]) -> Iterator[str]:
    for value in body:
        match value:
            case str():
                yield value
            case LineBreak():
                yield "\n"
            case NoteRef():
                yield value.marker
            case Foreign():
                pass
            case ListItem():
                yield f"{value.label} " if value.label else "• "
                yield from _plain(value.content)
            case TableRow():
                yield "\t".join(plain(cell.content).replace("\n", " ") for cell in value.cells)
                yield "\n"
            case Note():
                yield f"{value.marker} "
                yield from _plain(value.content)
            case Paragraph() | Heading():
                yield from _plain(value.content)
                yield "\n"
            case Table():
                yield from _plain(value.caption)
                yield "\n" if value.caption else ""
                yield from _plain(value.rows)
            case _:
                yield from _plain(children(value))
