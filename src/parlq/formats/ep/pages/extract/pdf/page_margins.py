"""Finds the lines of printed pages that stand apart from the text at the edge of their page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from parlq.formats.ep.pages.extract.pdf.page_counters import has_counter

#: Gap below or above a line that stands apart, by the usual gap between lines.
_APART = 1.6
#: Most lines of a header or footer that one page has alone, and how far from the edge it stands.
_MOST, _EDGE = 3, 0.2
_ENDED = re.compile(r"[.?!:;…][\"'”\u2019»)\]]*\s*")
_SENTENCE = re.compile(rf"\s*[^a-z\s].*{_ENDED.pattern}", re.DOTALL)


class PrintLine(NamedTuple):
    """A line of a printed page.

    Attributes:
        text: its text.
        height: which part of the height of the paper it stands above its foot; None where unknown.
        size: how large most of its characters are, in points; None where that is unknown.
    """

    text: str
    height: float | None
    size: float | None = None


def usual_gap(edges: list[list[PrintLine]]) -> float | None:
    """How far apart the lines of a text usually are; None where that is not known."""
    gaps = [
        abs(a.height - b.height)
        for edge in edges
        for a, b in pairwise(edge)
        if a.height is not None and b.height is not None and a.height != b.height
    ]
    return median(gaps) if gaps else None


def is_gap(line: PrintLine, following: PrintLine, usual: float | None) -> bool:
    """Whether there is more room between two lines than in a text."""
    if usual is None or line.height is None or following.height is None:
        return False
    return abs(line.height - following.height) >= _APART * usual


def apart(
    edges: list[list[PrintLine]], number: int, usual: float | None, *, upper: bool
) -> Iterator[int]:
    """The lines at the edge of a page that may be its header or footer, by their place from there.

    They are beyond the text of all other pages, or part a sentence that goes on over the page.

    Args:
        edges: the lines of all pages that do not run, from the edge on.
        number: the index of the page.
        usual: how far apart lines usually are.
        upper: whether the edge is the upper one.
    """
    edge = edges[number]
    count = next((n for n in range(1, len(edge)) if is_gap(edge[n - 1], edge[n], usual)), 0)
    block = edge[:count]
    if not 0 < count <= _MOST or any(_is_text(line.text) for line in block):
        return
    if _is_beyond(edges, number, upper=upper) or (
        all(_is_at_edge(line, upper=upper) for line in block)
        and _parts(edges, number, count, upper=upper)
    ):
        yield from range(count)


def _is_text(text: str) -> bool:
    """Whether a line goes on in a sentence, or is one."""
    if has_counter(text):
        return False
    return text.lstrip()[:1].islower() or _SENTENCE.fullmatch(text) is not None


def _is_at_edge(line: PrintLine, *, upper: bool) -> bool:
    height = line.height or 0.0
    return height >= 1 - _EDGE if upper else height <= _EDGE


def _is_beyond(edges: list[list[PrintLine]], number: int, *, upper: bool) -> bool:
    """Whether the first line is beyond the text of all other pages."""
    others = [edge[0].height or 0.0 for n, edge in enumerate(edges) if n != number and edge]
    if not others:
        return False
    own = edges[number][0].height or 0.0
    return own > max(others) if upper else own < min(others)


def _parts(edges: list[list[PrintLine]], number: int, count: int, *, upper: bool) -> bool:
    """Whether the first lines stand between those of one sentence."""
    own = edges[number][count].text
    beside = number - 1 if upper else number + 1
    if not 0 <= beside < len(edges) or not edges[beside]:
        return False
    # The text goes on at the other edge of the page beside this one.
    other = edges[beside][-1].text
    before, after = (other, own) if upper else (own, other)
    return after.lstrip()[:1].islower() or not _ENDED.search(before.rstrip()[-3:])
