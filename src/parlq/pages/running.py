"""Takes out of the lines of printed pages what runs through all of them: headers, footers, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from parlq.pages.labels import FURNITURE, label
from parlq.pages.trailer import foot

#: What stands at the foot of pages of the Parliament: number of the print, page, language.
_MARGIN = re.compile(
    r"\s*(?:PE\s?[0-9]{3}\.[0-9]{3}(?:v[0-9]{2}-[0-9]{2})?)?\s*(?:[0-9]{1,3}\s?/\s?[0-9]{1,3})?\s*(?:[A-Z]{2})?\s*"
)
_DIGITS = re.compile("[0-9]+")
#: Most lines at one edge of a page that run; how far apart the same one may stand, and how far from
#: the edge, as parts of the height of the paper.
_MOST, _NEAR, _EDGE = 6, 0.006, 0.2
#: Pages on which the same line is looked for: headers of left and right pages may differ.
_BESIDE = (-2, -1, 1, 2)
#: Gap below or above a line that stands apart, by the usual gap between lines.
_APART = 1.6
#: Kinds of lines with which a work begins.
_BEGINS = frozenset({"heading", "reference", "doubled", "date", "session"})
_SENTENCE = re.compile(r"\s*[^a-z\s].*[.?!:;…][\"'”\u2019»)\]]*\s*", re.DOTALL)


class PrintLine(NamedTuple):
    """A line of a printed page.

    Attributes:
        text: its text.
        height: which part of the height of the paper it stands above its foot; None where unknown.
    """

    text: str
    height: float | None


class Running(NamedTuple):
    """What runs through the pages of a print.

    Attributes:
        repeated: places of lines, page and line, that another page has in the same place. They are
            no part of the text.
        lost: those of `repeated` of which no other stays in the text.
        feet: places of the repeated lines, one of each, that state what pages state at their foot.
        apart: places of lines that stand apart at the edge of a page; they may be no part of it.
    """

    repeated: frozenset[tuple[int, int]]
    lost: tuple[tuple[int, int], ...]
    feet: tuple[tuple[int, int], ...]
    apart: tuple[tuple[int, int], ...]


def is_margin(text: str) -> bool:
    """Whether a line is what pages of the Parliament have at their foot."""
    return _MARGIN.fullmatch(text) is not None


def running(pages: list[list[PrintLine]]) -> Running:
    """Find what runs through pages: at their edges, with the same words but for numbers.

    One of each stays in the text where the reader of pages may know what it is: the header of the
    first page, and the footer of the last.
    """
    orders = [_order(page) for page in pages]
    repeated: set[tuple[int, int]] = set()
    lost: dict[str, tuple[int, int]] = {}
    kept: set[str] = set()
    feet: list[tuple[int, int]] = []
    for upper in (True, False):
        edges = [
            [(pages[number][at], at) for at in (order if upper else order[::-1])[: _MOST + 1]]
            for number, order in enumerate(orders)
        ]
        for number, edge in enumerate(edges):
            for line, at in edge[: _count(edges, number, upper=upper)]:
                key = _key(line.text)
                states = foot(line.text.strip()) is not None
                if (
                    number == 0
                    if upper
                    else number == len(pages) - 1 and (states or _is_known(line.text))
                ):
                    kept.add(key)
                    if states:
                        feet.append((number, at))
                    continue
                repeated.add((number, at))
                if not _is_number(line.text):
                    lost.setdefault(key, (number, at))
    apart = _apart(pages, orders, repeated) if len(pages) > 1 else ()
    gone = sorted(place for key, place in lost.items() if key not in kept)
    return Running(frozenset(repeated), tuple(gone), tuple(feet), tuple(apart))


def _order(page: list[PrintLine]) -> list[int]:
    """The lines of a page that are not blank, from the top down as far as that is known."""
    filled = [at for at, line in enumerate(page) if line.text.strip()]
    heights = [page[at].height for at in filled]
    if any(height is None for height in heights):
        return filled
    return sorted(filled, key=lambda at: -(page[at].height or 0))


def _count(edges: list[list[tuple[PrintLine, int]]], number: int, *, upper: bool) -> int:
    """How many lines at the edge of a page run."""
    own = edges[number]
    most = 0
    for beside in (number + step for step in _BESIDE):
        if 0 <= beside < len(edges):
            count = 0
            for (line, _), (other, _) in zip(own[:_MOST], edges[beside], strict=False):
                if not _is_at_edge(line, upper=upper) or not _is_same(line, other):
                    break
                count += 1
            most = max(most, count)
    if upper and number and most < len(own):
        # A work begins on this page like one on another page.
        following = label(own[most][0].text)
        if following is not None and following.kind in _BEGINS:
            return next((n for n in range(most) if not is_margin(own[n][0].text)), most)
    return most


def _is_at_edge(line: PrintLine, *, upper: bool) -> bool:
    """Whether a line stands where headers or footers do, as far as that is known."""
    if line.height is None:
        return True
    return line.height >= 1 - _EDGE if upper else line.height <= _EDGE


def _is_same(line: PrintLine, other: PrintLine) -> bool:
    """Whether two lines of different pages are the same running line."""
    if _key(line.text) != _key(other.text):
        return False
    if (
        line.height is not None
        and other.height is not None
        and abs(line.height - other.height) > _NEAR
    ):
        return False
    # A line that states a fact runs only if it states the same one.
    return line.text.split() == other.text.split() or not _is_fact(line.text)


def _key(text: str) -> str:
    return _DIGITS.sub("0", " ".join(text.split()))


def _is_fact(text: str) -> bool:
    known = label(text)
    return known is not None and known.kind not in FURNITURE


def _is_known(text: str) -> bool:
    """Whether a line at the foot says something that the reader of pages knows."""
    return label(text) is not None and not is_margin(text)


def _is_number(text: str) -> bool:
    """Whether a line says nothing but the number of the page and the like."""
    return is_margin(text) or not any(char.isalpha() for char in text)


def _apart(
    pages: list[list[PrintLine]], orders: list[list[int]], repeated: set[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Lines that stand apart from the text of their page, and beyond that of all others."""
    for upper in (True, False):
        edges = [
            [at for at in (order if upper else order[::-1]) if (number, at) not in repeated]
            for number, order in enumerate(orders)
        ]
        heights = [
            [pages[number][at].height or 0.0 for at in edge] for number, edge in enumerate(edges)
        ]
        if any(line.height is None and line.text.strip() for page in pages for line in page):
            return
        for number, edge in enumerate(edges):
            if number == (0 if upper else len(pages) - 1) or len(edge) < 3:
                continue
            others = [each[0] for n, each in enumerate(heights) if n != number and each]
            most = max(others, default=0.0) if upper else -min(others, default=0.0)
            gaps = [abs(a - b) for a, b in pairwise(heights[number]) if a != b]
            beyond = (heights[number][0] if upper else -heights[number][0]) > most
            text = pages[number][edge[0]].text
            # What goes on in a sentence, or is one, is text.
            if (
                others
                and beyond
                and gaps
                and gaps[0] >= _APART * median(gaps)
                and not text.lstrip()[:1].islower()
                and not _SENTENCE.fullmatch(text)
            ):
                yield number, edge[0]
