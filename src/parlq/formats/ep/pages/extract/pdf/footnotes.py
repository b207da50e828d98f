"""Finds footnotes of printed pages by their position, their type size and their first characters."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from parlq.formats.ep.pages.extract.pdf.page_margins import PrintLine, is_gap, usual_gap

#: How large the type of notes is at most, by that of the text; most lines of notes on a page.
_SMALL, _MOST = 0.92, 40
#: How a note begins: with its marker, and no full stop behind it as numbered questions have.
_MARKER = re.compile(
    r"\s*(?P<marker>[(\[][0-9]{1,3}[)\]]|[0-9]{1,2}\)?|[*†‡]{1,3}|[¹²³⁴-⁹⁰]{1,3})(?![.:/0-9])\s*(?=[^\W\d]|[\"'“«(])"
)
_ENDED = re.compile(r"[.?!:;…][\"'”\u2019»)\]]*(?:[\[(]?[0-9]{1,2}[\])]?)?\s*\Z")


class Foot(NamedTuple):
    """The footnotes of one page.

    Attributes:
        places: which lines of the page they are, from the top down.
        begins: those of `places` with which a note begins.
        parts: whether they stand inside a sentence that goes on over the page.
        doubtful: whether they may be something else: neither small nor referred to.
        marked: whether each begins with a marker in brackets, which the reader of bodies knows.
    """

    places: list[int]
    begins: frozenset[int]
    parts: bool
    doubtful: bool
    marked: bool


def ends(text: str) -> bool:
    """Whether a line ends with a sentence, perhaps with the mark of a note behind it."""
    return _ENDED.search(text[-12:]) is not None


def notes(pages: list[list[PrintLine]], orders: list[list[int]]) -> dict[int, Foot]:
    """The footnotes of each page that has any.

    Args:
        pages: the lines of all pages.
        orders: which lines of each page are text, from the top down.
    """
    edges = [[page[at] for at in order] for page, order in zip(pages, orders, strict=True)]
    gap, size = usual_gap(edges), _usual_size(edges)
    found: dict[int, Foot] = {}
    for number, edge in enumerate(edges):
        following = next((each[0].text for each in edges[number + 1 :] if each), None)
        start = _start(edge, following, gap, size)
        if start is None:
            continue
        order, block = orders[number], edge[start:]
        begins = [at for at, line in zip(order[start:], block, strict=True) if _marker(line)]
        above = "\n".join(line.text for line in edge[:start])
        marker = _marker(block[0])
        found[number] = Foot(
            order[start:],
            frozenset(begins),
            following is not None and _split(edge[start - 1].text, following),
            not marker or not (_is_small(block[0], size) or _refers(above, marker)),
            all(_marker(pages[number][at])[:1] in {"(", "["} for at in begins) and bool(marker),
        )
    return found


def _usual_size(edges: list[list[PrintLine]]) -> float | None:
    """The size of the type in which most of the text is printed."""
    sizes: Counter[float] = Counter()
    for edge in edges:
        for line in edge:
            if line.size is not None:
                sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else None


def _start(
    edge: list[PrintLine], following: str | None, gap: float | None, size: float | None
) -> int | None:
    """The first line of the notes of a page, which ends with them; None for a page without."""
    small = len(edge)
    while small and _is_small(edge[small - 1], size):
        small -= 1
    first = max(len(edge) - _MOST, 1)
    if max(small, first) < len(edge) and small:
        start = next((n for n in range(small, len(edge)) if _marker(edge[n])), None)
        if start is not None and start == small:
            return start
        if is_gap(edge[small - 1], edge[small], gap) or _goes_on(edge[small - 1], following):
            return small
    for start in range(first, len(edge)):
        if marker := _marker(edge[start]):
            above, continues = edge[start - 1], _goes_on(edge[start - 1], following)
            if is_gap(above, edge[start], gap):
                said = "\n".join(line.text for line in edge[:start])
                if continues or _refers(said, marker):
                    return start
            elif continues and ends(edge[-1].text):
                return start
    return _without_marker(edge, first, following, gap)


def _without_marker(
    edge: list[PrintLine], first: int, following: str | None, gap: float | None
) -> int | None:
    """The first line below the last gap of a page, if a sentence goes on around what is there."""
    start = next(
        (n for n in range(len(edge) - 1, first - 1, -1) if is_gap(edge[n - 1], edge[n], gap)), None
    )
    if start is None or following is None or not following.lstrip()[:1].islower():
        return None
    return start if ends(edge[-1].text) and not ends(edge[start - 1].text) else None


def _goes_on(above: PrintLine, following: str | None) -> bool:
    return following is not None and _split(above.text, following)


def _split(before: str, after: str) -> bool:
    """Whether two lines are of one sentence."""
    return not ends(before) and (after.lstrip()[:1].islower() or not before.rstrip()[-1:].isupper())


def _is_small(line: PrintLine, usual: float | None) -> bool:
    return usual is not None and line.size is not None and line.size <= _SMALL * usual


def _marker(line: PrintLine) -> str:
    """The marker that a line begins with; empty for none."""
    found = _MARKER.match(line.text)
    return found["marker"] if found else ""


def _refers(text: str, marker: str) -> bool:
    """Whether a text has the mark of a note, behind a word."""
    before = r"(?<=[^\n])" if marker[:1] in {"(", "["} else r"(?<=[^\W\d])|(?<=[.,;!?”»)])"
    return re.search(rf"(?:{before}){re.escape(marker)}(?!\d)", text) is not None
