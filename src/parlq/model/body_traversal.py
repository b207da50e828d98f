"""Traverses the blocks and inlines of a body: their order, depth and text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
    pieces: list[str] = []
    _plain(body, pieces.append)
    return "".join(pieces).strip("\n")


def _plain(body: Iterable[Any], add: Callable[[str], None]) -> None:
    for value in body:
        kind = type(value)
        if kind is str:
            add(value)
        elif kind is Paragraph or kind is Heading:
            content = value.content
            if len(content) == 1 and type(content[0]) is str:  # as in most
                add(content[0])
            else:
                _plain(content, add)
            add("\n")
        elif kind is ListItem:
            add(f"{value.label} " if value.label else "• ")
            _plain(value.content, add)
        elif kind is LineBreak:
            add("\n")
        elif kind is NoteRef:
            add(value.marker)
        elif kind is Note:
            add(f"{value.marker} ")
            _plain(value.content, add)
        elif kind is TableRow:
            add("\t".join([plain(cell.content).replace("\n", " ") for cell in value.cells]))
            add("\n")
        elif kind is Table:
            _plain(value.caption, add)
            add("\n" if value.caption else "")
            _plain(value.rows, add)
        elif kind is not Foreign and kind is not Milestone:
            _plain(children(value), add)
