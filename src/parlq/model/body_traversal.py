"""Walks through the blocks and inlines of a body: their order, their depth, their text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from parlq.model.body import (
    MAX_DEPTH,
    Block,
    Foreign,
    Heading,
    LineBreak,
    ListBlock,
    ListItem,
    Milestone,
    Note,
    NoteRef,
    Paragraph,
    Table,
    TableRow,
)


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
    """The text of blocks or inlines: blocks end in a line break, tabs separate cells."""
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
            case Foreign() | Milestone():
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
