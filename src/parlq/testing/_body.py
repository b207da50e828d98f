"""Hypothesis strategies for the text of a variant: inlines, blocks and whole bodies."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from parlq.model import (
    MAX_DEPTH,
    Block,
    Bold,
    Foreign,
    Heading,
    Inline,
    Italic,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Milestone,
    MilestoneKind,
    Note,
    NoteRef,
    Paragraph,
    Span,
    Subscript,
    Superscript,
    Table,
    TableCell,
    TableRow,
)
from parlq.testing._leaf import language_tags
from parlq.testing._short import short
from parlq.testing._text import hrefs, media_types, texts

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["blocks", "bodies", "inlines"]

_MARKS = (Bold, Italic, Superscript, Subscript)
_marks = st.sampled_from(_MARKS)


def _markers() -> st.SearchStrategy[str]:
    # Few of them, so that several notes share one and marks find their notes.
    return st.sampled_from(["(1)", "(2)", "*", "[1]"]) | texts(max_size=4)


def _foreign() -> st.SearchStrategy[Foreign]:
    return st.builds(Foreign, media_type=media_types(), value=texts(min_size=0))


def _runs(inner: st.SearchStrategy[Inline], least: int = 1) -> st.SearchStrategy[list[Inline]]:
    return st.lists(inner, min_size=least, max_size=3)


def inlines(*, depth: int = 3) -> st.SearchStrategy[Inline]:
    """Return inlines of every kind, nested: text, marks, links, breaks, note marks, foreign.

    Args:
        depth: most levels inside one another.

    >>> from hypothesis import given
    >>> from parlq.model import Paragraph
    >>> from parlq.testing import inlines
    >>> @given(inlines())
    ... def test_an_inline_stands_in_a_paragraph(inline):
    ...     assert Paragraph(content=(inline,)).content == (inline,)
    """
    return short(_inlines, depth)


@cache
def _inlines(depth: int) -> st.SearchStrategy[Inline]:
    leaves = st.one_of(
        texts(),
        st.just(LineBreak()),
        st.builds(NoteRef, marker=_markers()),
        st.builds(Milestone, kind=st.sampled_from(MilestoneKind), value=texts(max_size=6)),
        st.builds(Link, href=hrefs()),
        _foreign(),
    )
    level = leaves
    for _ in range(depth - 1):
        inner = _runs(level)
        marked = st.builds(lambda mark, content: mark(content=content), _marks, inner)
        spans = st.builds(Span, language=language_tags(), content=inner)
        links = st.builds(Link, href=hrefs(), content=inner)
        level = st.one_of(leaves, marked, links, spans)
    return level


def _paragraphs(depth: int) -> st.SearchStrategy[Paragraph]:
    plain = texts().map(lambda text: Paragraph(content=(text,)))
    return plain | st.builds(Paragraph, content=_runs(inlines(depth=depth)))


def _lists(depth: int) -> st.SearchStrategy[ListBlock]:
    content: st.SearchStrategy[Any] = _paragraphs(1)
    lists: st.SearchStrategy[ListBlock] = st.nothing()
    for _ in range(depth):
        item = st.builds(
            ListItem, label=st.none() | texts(max_size=6), content=st.lists(content, max_size=2)
        )
        lists = st.builds(
            ListBlock, ordered=st.booleans(), items=st.lists(item, min_size=1, max_size=2)
        )
        content = content | lists
    return lists


def _tables(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Table]:
    cell = st.builds(
        TableCell,
        header=st.booleans(),
        colspan=st.sampled_from([1, 2, 9, 10, 1000]),
        rowspan=st.sampled_from([1, 2, 65534]),
        content=st.lists(inner, max_size=2),
    )
    row = st.builds(TableRow, cells=st.lists(cell, min_size=1, max_size=2))
    return st.builds(
        Table,
        caption=_runs(inlines(depth=1), 0),
        rows=st.lists(row, min_size=1, max_size=2),
    )


def blocks(*, depth: int = 3) -> st.SearchStrategy[Block]:
    """Return blocks of every kind, nested: paragraph, heading, list, table, note, foreign.

    Args:
        depth: most levels of blocks inside one another, lists within lists among them.

    >>> from hypothesis import given
    >>> from parlq.model import Note
    >>> from parlq.testing import blocks
    >>> @given(blocks())
    ... def test_a_block_stands_in_a_note(block):
    ...     assert Note(marker="*", content=(block,)).content == (block,)
    """
    return short(_blocks, depth)


@cache
def _blocks(depth: int) -> st.SearchStrategy[Block]:
    flat = st.one_of(
        _paragraphs(min(depth, 3)),
        st.builds(Heading, level=st.integers(1, 6), content=_runs(inlines(depth=2))),
        _foreign(),
    )
    level: st.SearchStrategy[Block] = flat
    for number in range(1, depth):
        note = st.builds(Note, marker=_markers(), content=st.lists(level, min_size=1, max_size=2))
        level = st.one_of(flat, _lists(number), note, _tables(level))
    return level


# Each puts one block into a larger one; the number says how much deeper it gets there.
_IN_ANY: tuple[tuple[int, Callable[[Any], Block]], ...] = (
    (1, lambda block: Note(marker="*", content=(block,))),
    (3, lambda block: Table(rows=(TableRow(cells=(TableCell(content=(block,)),)),))),
)
_IN_ITEM: tuple[tuple[int, Callable[[Any], Block]], ...] = (
    (2, lambda block: ListBlock(items=(ListItem(content=(block,)),))),
    (2, lambda block: ListBlock(ordered=True, items=(ListItem(label="1.", content=(block,)),))),
)
_INLINE: tuple[Callable[[Any], Inline], ...] = (
    *(lambda inline, mark=mark: mark(content=(inline,)) for mark in _MARKS),
    lambda inline: Link(href="#", content=(inline,)),
)


@st.composite
def _deep(draw: st.DrawFn, depth: int) -> tuple[Block, ...]:
    """Nest one body to exactly `depth` levels, at a leaf that is a block or an inline."""
    run: Any = draw(st.sampled_from(["x", LineBreak(), Foreign(media_type="a/b", value="")]))
    marks = draw(st.integers(0, depth - 2))
    wrap = draw(st.permutations(_INLINE))
    level = int(not isinstance(run, str))
    for number in range(marks):
        run = wrap[number % 3](run)
        level += 1
    block: Any = draw(
        st.sampled_from(
            [
                Paragraph(content=(run,)),
                Heading(content=(run,)),
                Table(caption=(run,), rows=(TableRow(cells=(TableCell(),)),)),
                *([Foreign(media_type="a/b", value="x")] if level == 0 else []),
            ]
        )
    )
    level = max(level + 1, 3) if isinstance(block, Table) else level + 1
    wraps = draw(st.lists(st.sampled_from([*_IN_ANY, *_IN_ITEM]), min_size=1, max_size=5))
    turn = 0
    while level < depth:
        more, into = wraps[turn % len(wraps)]
        turn += 1
        in_item = (more, into) in _IN_ITEM and isinstance(block, Paragraph | ListBlock)
        if level + more > depth or ((more, into) in _IN_ITEM and not in_item):
            more, into = _IN_ANY[0]
        block, level = into(block), level + more
    return (block,)


def bodies(*, max_blocks: int = 4) -> st.SearchStrategy[tuple[Block, ...]]:
    """Return the blocks of a variant: none, few, many, and now and then as deep as the model goes.

    Args:
        max_blocks: most blocks of a usual body; wide ones have up to 200.

    >>> from hypothesis import given
    >>> from parlq.model import LanguageVariant
    >>> from parlq.model.body_traversal import plain
    >>> from parlq.testing import bodies
    >>> @given(bodies())
    ... def test_plain_text(body):
    ...     assert LanguageVariant(language="en", body=body).text() == plain(body)
    """
    return short(_bodies, max_blocks)


@cache
def _bodies(max_blocks: int) -> st.SearchStrategy[tuple[Block, ...]]:
    few = st.lists(blocks(), max_size=max_blocks).map(tuple)
    wide = st.builds(
        lambda some, times: tuple(some * times),
        st.lists(blocks(depth=2), min_size=1, max_size=2),
        st.sampled_from([10, 100]),
    )
    deep = st.sampled_from([MAX_DEPTH, MAX_DEPTH - 1, MAX_DEPTH // 2]).flatmap(_deep)
    rare = st.integers(0, 9)
    return rare.flatmap(lambda n: few if n < 8 else wide if n == 8 else deep)
