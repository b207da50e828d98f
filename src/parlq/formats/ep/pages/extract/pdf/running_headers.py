"""Takes out of the lines of printed pages what runs through all of them: headers, footers, numbers."""

from __future__ import annotations

import re
from typing import NamedTuple

from parlq.formats.ep.pages.extract.pdf.page_counters import is_counter, is_same, says_same
from parlq.formats.ep.pages.extract.pdf.page_margins import PrintLine, apart, is_gap, usual_gap
from parlq.formats.ep.pages.language.footer_statements import footer_parts
from parlq.formats.ep.pages.language.line_labels import BOILERPLATE, label

#: What footers of the Parliament's pages state: number of the print, page, language.
_MARGIN = re.compile(
    r"\s*(?:PE\s?[0-9]{3}\.[0-9]{3}(?:v[0-9]{2}-[0-9]{2})?)?\s*(?:[0-9]{1,3}\s?/\s?[0-9]{1,3})?\s*(?:[A-Z]{2})?\s*"
)
#: Most lines at one edge of a page that run; how far apart the same one may stand, and how far from
#: the edge, as parts of the height of the paper.
_MOST, _NEAR, _EDGE = 6, 0.006, 0.2
#: Pages on which the same line is looked for: headers of left and right pages may differ.
_BESIDE = (-2, -1, 1, 2)
#: Kinds of lines with which a work begins.
BEGINS = frozenset({"heading", "reference", "doubled", "date", "session"})


class Running(NamedTuple):
    """What runs through the pages of a print.

    Attributes:
        repeated: places of lines, page and line, that another page has in the same place. They are
            no part of the text.
        lost: those of `repeated` of which no other stays in the text.
        footers: places of the repeated lines, one of each, that state what footers state.
        apart: places of lines that stand apart at the edge of a page; they may be no part of it.
    """

    repeated: frozenset[tuple[int, int]]
    lost: tuple[tuple[int, int], ...]
    footers: tuple[tuple[int, int], ...]
    apart: tuple[tuple[int, int], ...]


def is_margin(text: str) -> bool:
    """Whether a line is one of the footers that pages of the Parliament have."""
    return _MARGIN.fullmatch(text) is not None


def running(pages: list[list[PrintLine]]) -> Running:
    """Find what runs through pages: at their edges, with the same words but for numbers.

    One of each stays in the text where the reader of pages may know what it is: the header of the
    first page, and the footer of the last.
    """
    orders = [ordered(page) for page in pages]
    usual = usual_gap(
        [[page[at] for at in order] for page, order in zip(pages, orders, strict=True)]
    )
    repeated: set[tuple[int, int]] = set()
    lost: list[tuple[int, int]] = []
    kept: list[tuple[int, int]] = []
    footers: list[tuple[int, int]] = []
    for upper in (True, False):
        edges = [
            [(pages[number][at], at) for at in (order if upper else order[::-1])[: _MOST + 1]]
            for number, order in enumerate(orders)
        ]
        for number, count in enumerate(_counts(edges, usual, upper=upper)):
            for line, at in edges[number][:count]:
                states = footer_parts(line.text.strip()) is not None
                if (
                    number == 0
                    if upper
                    else number == len(pages) - 1 and (states or _is_known(line.text))
                ):
                    kept.append((number, at))
                    if states:
                        footers.append((number, at))
                    continue
                repeated.add((number, at))
                if not _is_number(line.text):
                    lost.append((number, at))
    gone = _distinct(pages, sorted(lost), kept)
    return Running(
        frozenset(repeated), tuple(gone), tuple(footers), _apart(pages, orders, repeated)
    )


def _distinct(
    pages: list[list[PrintLine]], lost: list[tuple[int, int]], kept: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The first of each of the lines that say the same, if none of them stays in the text."""
    known = kept[:]
    for number, at in lost:
        text = pages[number][at].text
        if not any(says_same(pages[n][m].text, text, number - n) for n, m in known):
            known.append((number, at))
    return known[len(kept) :]


def ordered(page: list[PrintLine]) -> list[int]:
    """The lines of a page that are not blank, from the top down as far as that is known."""
    filled = [at for at, line in enumerate(page) if line.text.strip()]
    heights = [page[at].height for at in filled]
    if any(height is None for height in heights):
        return filled
    return sorted(filled, key=lambda at: -(page[at].height or 0))


_Edges = list[list[tuple[PrintLine, int]]]


def _counts(edges: _Edges, usual: float | None, *, upper: bool) -> list[int]:
    """How many lines at the edge of each page run."""
    counts = [
        _begun(edges[number], number, _count(edges, number, usual, upper=upper), upper=upper)
        for number in range(len(edges))
    ]
    return [count or _between(edges, number, counts, usual) for number, count in enumerate(counts)]


def _count(edges: _Edges, number: int, usual: float | None, *, upper: bool) -> int:
    """How many lines at the edge of a page another page has in the same place."""
    own = edges[number]
    most = 0
    for step in _BESIDE:
        if 0 <= number + step < len(edges):
            count = 0
            for (line, _), (other, _) in zip(own[:_MOST], edges[number + step], strict=False):
                if not _is_at_edge(line, upper=upper) or not _is_running(line, other, step):
                    break
                count += 1
            most = max(most, count)
    # Text that both pages have below a header that stands apart is no part of the header.
    gaps = [n for n in range(1, most) if is_gap(own[n - 1][0], own[n][0], usual)]
    if gaps and most == len(own):
        return gaps[0]
    return gaps[-1] if gaps and not is_gap(own[most - 1][0], own[most][0], usual) else most


def _begun(own: list[tuple[PrintLine, int]], number: int, most: int, *, upper: bool) -> int:
    """How many lines run on a page on which a work begins like one on another page."""
    if upper and number and most < len(own):
        following = label(own[most][0].text)
        if following is not None and following.kind in BEGINS:
            return next((n for n in range(most) if not is_margin(own[n][0].text)), most)
    return most


def _between(edges: _Edges, number: int, counts: list[int], usual: float | None) -> int:
    """How many lines stand apart on a page where those before and after it have running lines.

    The header of a left page may differ from those of the right pages around it.
    """
    if not 0 < number < len(edges) - 1:
        return 0
    count = min(counts[number - 1], counts[number + 1])
    own = edges[number]
    if not 0 < count < len(own) or not is_gap(own[count - 1][0], own[count][0], usual):
        return 0
    for beside in (number - 1, number + 1):
        for (line, _), (other, _) in zip(own[:count], edges[beside], strict=False):
            if not _is_near(line, other) or _is_fact(line.text):
                return 0
    return count


def _is_at_edge(line: PrintLine, *, upper: bool) -> bool:
    """Whether a line stands where headers or footers do, as far as that is known."""
    if line.height is None:
        return True
    return line.height >= 1 - _EDGE if upper else line.height <= _EDGE


def _is_running(line: PrintLine, other: PrintLine, step: int) -> bool:
    """Whether two lines of pages `step` apart are the same running line."""
    if not is_same(line.text, other.text, step) or not _is_near(line, other):
        return False
    # A line that states a fact runs only if it states the same one.
    return line.text.split() == other.text.split() or not _is_fact(line.text)


def _is_near(line: PrintLine, other: PrintLine) -> bool:
    """Whether two lines stand at the same height, as far as that is known."""
    if line.height is None or other.height is None:
        return True
    return abs(line.height - other.height) <= _NEAR


def _is_fact(text: str) -> bool:
    known = label(text)
    return known is not None and known.kind not in BOILERPLATE


def _is_known(text: str) -> bool:
    """Whether a footer line states something that the reader of pages knows."""
    return label(text) is not None and not is_margin(text)


def _is_number(text: str) -> bool:
    """Whether a line says nothing but the number of the page and the like."""
    return is_margin(text) or is_counter(text)


def _apart(
    pages: list[list[PrintLine]], orders: list[list[int]], repeated: set[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """Lines of several pages that may be headers or footers, though no other page has them."""
    if any(line.height is None and line.text.strip() for page in pages for line in page):
        return ()
    found: list[tuple[int, int]] = []
    for upper in (True, False):
        places = [
            [at for at in (order if upper else order[::-1]) if (number, at) not in repeated]
            for number, order in enumerate(orders)
        ]
        edges = [[pages[number][at] for at in edge] for number, edge in enumerate(places)]
        usual = usual_gap(edges)
        # What stands above the first page and below the last one parts no text.
        for number in range(1, len(pages)) if upper else range(len(pages) - 1):
            # Footers that the Parliament prints are recognised, and not reported as doubtful.
            found += (
                (number, places[number][n])
                for n in apart(edges, number, usual, upper=upper)
                if upper or not is_margin(edges[number][n].text)
            )
    return tuple(found)
