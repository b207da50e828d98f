"""The works of one document, and which of them answer which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol


class Work(NamedTuple):
    """A work: its number, whether it is a question, and what was stored of it."""

    number: int
    asks: bool
    data: Any


class Answers(Protocol):
    """Finds the works that belong to a work, by its number."""

    def answers_for(self, question: int) -> list[Work]:
        """The answers to a question, in their order."""
        ...

    def first_question(self, answer: int) -> Work | None:
        """The first question that an answer names; None where none is here."""
        ...


class Within:
    """The works of one document that has nothing to do with any other.

    Args:
        works: the works, in their order.
        pairs: places of a question and an answer to it, in their order.
    """

    def __init__(self, works: list[Work], pairs: list[tuple[int, int]]) -> None:
        self._works, self._pairs = works, pairs
        self._first = works[0].number if works else 0

    def works(self, per: str) -> Iterator[Work]:
        """The works that begin a row of a table per something."""
        if per == "pair":
            linked = {answer for _, answer in self._pairs}
            yield from (w for place, w in enumerate(self._works) if w.asks or place not in linked)
        else:
            wanted = {"question": True, "author": True, "answer": False}.get(per)
            yield from (work for work in self._works if wanted is None or work.asks is wanted)

    def answers_for(self, question: int) -> list[Work]:
        """As `Answers` has it."""
        place = question - self._first
        return [self._works[answer] for asked, answer in self._pairs if asked == place]

    def first_question(self, answer: int) -> Work | None:
        """As `Answers` has it."""
        place = answer - self._first
        found = (self._works[asked] for asked, given in self._pairs if given == place)
        return next(found, None)
