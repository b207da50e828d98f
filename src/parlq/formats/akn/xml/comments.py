"""Finds the comments of a document, and the element that follows each."""

from __future__ import annotations

from typing import NamedTuple

from parlq.formats.akn.xml.encodings import text_of
from parlq.formats.akn.xml.token_index import tokens
from parlq.io.positions import Lines

Spot = tuple[int, int]


class Comment(NamedTuple):
    """A comment.

    Attributes:
        text: what it says, without blanks at its ends.
        place: line and column where it begins.
        first, last: where the element begins and ends that follows with nothing but blanks between;
            None where there is none.
    """

    text: str
    place: Spot
    first: Spot | None
    last: Spot | None


def comments(data: bytes) -> list[Comment]:
    """The comments of a well-formed document, in its order; none where its text cannot be had."""
    found = text_of(data)
    if found is None:
        return []
    text = found.text
    lines = Lines(text)
    ends: dict[int, int] = {}  # of elements, by where they begin
    opened: list[int] = []
    waiting: list[tuple[int, int]] = []  # comments with nothing behind them yet
    followed: dict[int, int] = {}
    seen: list[tuple[int, int]] = []
    before = 0
    for kind, start, end in tokens(text):
        if not text[before:start].isspace() and start > before:
            waiting.clear()
        before = end
        if kind == "comment":
            seen.append((start, end))
            waiting.append((start, end))
        elif kind in {"open", "empty"}:
            for comment, _ in waiting:
                followed[comment] = start
            waiting.clear()
            if kind == "open":
                opened.append(start)
            else:
                ends[start] = end
        elif kind == "close":
            waiting.clear()
            if not opened:  # not well-formed, or another text than the parser's
                return []
            ends[opened.pop()] = end
    made = []
    for start, end in seen:
        element = followed.get(start)
        first = last = None
        if element is not None and element in ends:
            first, last = lines.at(element), lines.at(ends[element] - 1)
        made.append(Comment(text[start + 4 : end - 3].strip(), lines.at(start), first, last))
    return made
