"""The blocks of a text as lines: paragraphs and parts are wrapped, tables are aligned."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from parlq.cli.showing.terminal import soft, strong
from parlq.model import Block, Foreign, Heading, ListBlock, Note, Table, TableRow
from parlq.model.body_traversal import plain

#: Narrowest column of a table before it is wider than the screen.
_NARROWEST: Final = 6
_GAP: Final = "  "


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def lines_of(blocks: Iterable[Block], width: int) -> Iterator[str]:
    """The lines of a text; an empty one is before each block."""
    for block in blocks:
        yield ""
        yield from _block(block, width)


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case ListBlock():
            yield from _list(block, width)
        case Table():
            yield from _table(block, width)
        case Note():
            yield from _hanging(block.marker, block.content, width)
        case Heading():
            yield from map(strong, _wrapped(plain((block,)), width))
        case Foreign():
            yield soft(f"[{block.media_type}]")
            yield from block.value.split("\n")
        case _:
            yield from _wrapped(plain((block,)), width)


def _wrapped(text: str, width: int) -> Iterator[str]:
    for line in text.split("\n"):
        yield from textwrap.wrap(line, max(width, _NARROWEST), break_on_hyphens=False) or [""]


def _list(block: ListBlock, width: int) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        label = item.label or (f"{number}." if block.ordered else "\u2022")
        yield from _hanging(label, item.content, width)


def _hanging(label: str, content: Sequence[Block], width: int) -> Iterator[str]:
    """Blocks that are indented behind a label."""
    indent = " " * (columns_of(label) + 1)
    inner = [line for block in content for line in _block(block, width - len(indent))] or [""]
    yield f"{label} {inner[0]}".rstrip()
    yield from (f"{indent}{line}".rstrip() for line in inner[1:])


def _table(table: Table, width: int) -> Iterator[str]:
    """A table with aligned columns, of which the widest are wrapped where it is too wide."""
    if table.caption:
        yield from map(strong, _wrapped(plain(table.caption), width))
    rows = [_cells(row) for row in table.rows]
    count = max(map(len, rows))
    rows = [[*row, *[""] * (count - len(row))] for row in rows]
    widths = _fitted([max(_longest(row[n]) for row in rows) for n in range(count)], width)
    for row, stated in zip(rows, table.rows, strict=True):
        parts = [[*_wrapped(cell, wide)] for cell, wide in zip(row, widths, strict=True)]
        for cells in zip_longest(*parts, fillvalue=""):
            line = _GAP.join(map(_padded, cells, widths)).rstrip()
            yield strong(line) if all(cell.header for cell in stated.cells) else line


def _cells(row: TableRow) -> list[str]:
    """The texts of a row by columns; a cell that spans several has its text in the first."""
    return [
        text
        for cell in row.cells
        for text in (plain(cell.content), *[""] * (min(cell.colspan, 100) - 1))
    ]


def _longest(text: str) -> int:
    return max(map(columns_of, text.split("\n")))


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns_of(text))


def _fitted(widths: list[int], width: int) -> list[int]:
    """Widths of columns that fit, as far as none becomes too narrow to read."""
    room = width - len(_GAP) * (len(widths) - 1)
    level = max(widths, default=0)
    while sum(min(each, level) for each in widths) > room and level > _NARROWEST:
        level -= 1
    return [min(each, level) for each in widths]
