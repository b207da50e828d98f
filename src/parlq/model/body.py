"""The text of a variant: ordered blocks of ordered inlines, in which order is meaning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import attrs

from parlq.model import field_builders as f
from parlq.model.fields.base import Value
from parlq.model.fields.scalars import HREF, MEDIA_TYPE, TEXT, VALUE
from parlq.model.kinds import MilestoneKind, to_milestone_kind

#: Deepest nesting of blocks and inlines that a variant holds; every format can carry it.
MAX_DEPTH = 60

# Filled below: a paragraph holds inlines that hold inlines, so the types are known last.
_INLINES: list[type] = [str]
_BLOCKS: list[type] = []
_ITEM_BLOCKS: list[type] = []


def to_inlines(value: Iterable[Inline] | str) -> tuple[Inline, ...]:
    """Converter: join adjacent runs of text and drop empty ones, so that equal texts are equal."""
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, Value) or not isinstance(value, Iterable):
        return value  # type: ignore[return-value] # refused
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


def to_blocks(value: Iterable[Block]) -> tuple[Block, ...]:
    """Converter: any iterable of blocks becomes a tuple."""
    return f.to_tuple(value)


def _to_item_blocks(value: Iterable[Paragraph | ListBlock]) -> tuple[Paragraph | ListBlock, ...]:
    return f.to_tuple(value)


def _of_inlines(*, least: int = 1) -> f.Arguments:
    metadata = {"is": "inlines", "types": _INLINES, "least": least}
    return {"validator": _inlines_check, "metadata": metadata}


def _of_blocks(types: list[type], *, least: int = 0) -> f.Arguments:
    metadata = {"is": "blocks", "types": types, "least": least}
    return {"validator": f.choice_of, "metadata": metadata}


@attrs.frozen(kw_only=True, repr=False)
class Bold(Value):
    """Bold text (AKN `b`)."""

    content: tuple[Inline, ...] = attrs.field(converter=to_inlines, **_of_inlines())


@attrs.frozen(kw_only=True, repr=False)
class Italic(Value):
    """Italic text (AKN `i`)."""

    content: tuple[Inline, ...] = attrs.field(converter=to_inlines, **_of_inlines())


@attrs.frozen(kw_only=True, repr=False)
class Superscript(Value):
    """Raised text (AKN `sup`)."""

    content: tuple[Inline, ...] = attrs.field(converter=to_inlines, **_of_inlines())


@attrs.frozen(kw_only=True, repr=False)
class Subscript(Value):
    """Lowered text (AKN `sub`)."""

    content: tuple[Inline, ...] = attrs.field(converter=to_inlines, **_of_inlines())


@attrs.frozen(kw_only=True, repr=False)
class Link(Value):
    """A link (AKN `a`): where it leads, a URI reference, and the words that carry it, if any."""

    href: str = attrs.field(**f.of_text(HREF))
    content: tuple[Inline, ...] = attrs.field(
        default=(), converter=to_inlines, **_of_inlines(least=0)
    )


@attrs.frozen(kw_only=True, repr=False)
class Span(Value):
    """Words in another language than the text around them (AKN `span`).

    Attributes:
        language: BCP 47 tag; the direction of the words follows from it.
        content: the words.
    """

    language: str = attrs.field(**f.of_tag())
    content: tuple[Inline, ...] = attrs.field(converter=to_inlines, **_of_inlines())


@attrs.frozen(kw_only=True, repr=False)
class Milestone(Value):
    """Where a page, a column or a line of the source begins, or what time it prints (AKN `marker`).

    Attributes:
        kind: what begins.
        value: its number or time as printed, such as `88W` or `14:05`.
    """

    kind: MilestoneKind = attrs.field(converter=to_milestone_kind, **f.of_choice(MilestoneKind))
    value: str = attrs.field(**f.of_text())


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
    str
    | Bold
    | Italic
    | Superscript
    | Subscript
    | Link
    | Span
    | LineBreak
    | NoteRef
    | Milestone
    | Foreign
)


@attrs.frozen(kw_only=True, repr=False)
class Paragraph(Value):
    """One paragraph; it is never empty."""

    content: tuple[Inline, ...] = attrs.field(converter=to_inlines, **_of_inlines())


@attrs.frozen(kw_only=True, repr=False)
class Heading(Value):
    """A heading inside the text, of level 1 (highest) to 6."""

    level: int = f.number(1, 6, default=1)
    content: tuple[Inline, ...] = attrs.field(converter=to_inlines, **_of_inlines())


@attrs.frozen(kw_only=True, repr=False)
class ListItem(Value):
    """One item of a list: its printed label, such as `1.` or `(a)`, and paragraphs and lists."""

    label: str | None = f.text()
    content: tuple[Paragraph | ListBlock, ...] = attrs.field(
        default=(), converter=_to_item_blocks, **_of_blocks(_ITEM_BLOCKS)
    )


def to_list_items(value: Iterable[ListItem]) -> tuple[ListItem, ...]:
    """Converter: any iterable of them becomes a tuple."""
    return f.to_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class ListBlock(Value):
    """A list, ordered (numbered) or not; lists nest inside items."""

    ordered: bool = f.flag()
    items: tuple[ListItem, ...] = attrs.field(
        converter=to_list_items, **f.of_items(ListItem, least=1)
    )


@attrs.frozen(kw_only=True, repr=False)
class TableCell(Value):
    """One cell, header or data; the spans count columns and rows."""

    header: bool = f.flag()
    colspan: int = f.number(1, 1000, default=1)
    rowspan: int = f.number(1, 65534, default=1)
    content: tuple[Block, ...] = attrs.field(default=(), converter=to_blocks, **_of_blocks(_BLOCKS))


def to_table_cells(value: Iterable[TableCell]) -> tuple[TableCell, ...]:
    """Converter: any iterable of them becomes a tuple."""
    return f.to_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class TableRow(Value):
    """One row of a table."""

    cells: tuple[TableCell, ...] = attrs.field(
        converter=to_table_cells, **f.of_items(TableCell, least=1)
    )


def to_table_rows(value: Iterable[TableRow]) -> tuple[TableRow, ...]:
    """Converter: any iterable of them becomes a tuple."""
    return f.to_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class Table(Value):
    """A table: its caption, if any, and its rows."""

    caption: tuple[Inline, ...] = attrs.field(
        default=(), converter=to_inlines, **_of_inlines(least=0)
    )
    rows: tuple[TableRow, ...] = attrs.field(
        converter=to_table_rows, **f.of_items(TableRow, least=1)
    )


@attrs.frozen(kw_only=True, repr=False)
class Note(Value):
    """A footnote or endnote, where it is printed: its marker and its text."""

    marker: str = attrs.field(**f.of_text())
    content: tuple[Block, ...] = attrs.field(converter=to_blocks, **_of_blocks(_BLOCKS, least=1))


Block: TypeAlias = Paragraph | Heading | ListBlock | Table | Note | Foreign

_INLINES += [Bold, Italic, Superscript, Subscript, Link, Span, LineBreak]
_INLINES += [NoteRef, Milestone, Foreign]
_BLOCKS += [Paragraph, Heading, ListBlock, Table, Note, Foreign]
_ITEM_BLOCKS += [Paragraph, ListBlock]
