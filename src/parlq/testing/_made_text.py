"""Makes up the text of questions and answers: paragraphs, lists, notes and tables."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, TypeVar

from parlq.model import (
    Block,
    Heading,
    ListBlock,
    ListItem,
    Note,
    NoteRef,
    Paragraph,
    Table,
    TableCell,
    TableRow,
)
from parlq.testing._prose import PROSE

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Dice", "answering", "asking"]

T = TypeVar("T")


class Dice:
    """Choices from `random.Random.random` alone, the one method whose results never change."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random  # noqa: S311 # documents, not secrets

    def chance(self, percent: float) -> bool:
        """Return True in `percent` of 100 cases."""
        return self._random() * 100 < percent

    def between(self, low: int, high: int) -> int:
        """Choose a number, both ends included."""
        return low + int(self._random() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """Choose one of the items."""
        return items[int(self._random() * len(items))]

    def weighed(self, table: Sequence[tuple[float, T]]) -> T:
        """Choose an item by the share in percent that stands before it."""
        left = self._random() * 100
        for share, item in table:
            left -= share
            if left < 0:
                return item
        return table[0][1]


def _sentence(dice: Dice, tag: str) -> str:
    prose = PROSE[tag]
    return f"{dice.pick(prose.openings)} {dice.pick(prose.doers)} {dice.pick(prose.deeds)}."


def _request(dice: Dice, tag: str) -> str:
    prose = PROSE[tag]
    doers = "" if tag == "de" else f"{dice.pick(prose.doers)} "
    return f"{dice.pick(prose.requests)} {doers}{dice.pick(prose.deeds)}?"


def _plain(text: str) -> Paragraph:
    return Paragraph(content=(text,))


def _paragraph(dice: Dice, tag: str, most: int) -> Paragraph:
    sentences = [_sentence(dice, tag) for _ in range(dice.between(1, most))]
    return _plain(" ".join(sentences))


def asking(dice: Dice, tag: str) -> tuple[Block, ...]:
    """Make up the text of a question in a language of `PROSE`."""
    body: list[Block] = [_paragraph(dice, tag, 5) for _ in range(dice.between(2, 5))]
    asked = [_request(dice, tag) for _ in range(dice.between(1, 3))]
    if len(asked) > 1 and dice.chance(60):
        items = tuple(
            ListItem(label=f"{number}.", content=(_plain(text),))
            for number, text in enumerate(asked, 1)
        )
        body.append(ListBlock(ordered=True, items=items))
    else:
        body += map(_plain, asked)
    return tuple(_noted(dice, tag, body) if dice.chance(6) else body)


def answering(dice: Dice, tag: str) -> tuple[Block, ...]:
    """Make up the text of an answer in a language of `PROSE`."""
    body: list[Block] = [_paragraph(dice, tag, 5) for _ in range(dice.between(3, 7))]
    if dice.chance(3):
        body += [Heading(level=2, content=(dice.pick(PROSE[tag].topics),)), _table(dice, tag)]
    return tuple(_noted(dice, tag, body) if dice.chance(15) else body)


def _noted(dice: Dice, tag: str, body: list[Block]) -> list[Block]:
    first: Any = body[0]
    marked = Paragraph(content=(*first.content, NoteRef(marker="(1)")))
    note = Note(marker="(1)", content=(_plain(dice.pick(PROSE[tag].topics)),))
    return [marked, *body[1:], note]


def _table(dice: Dice, tag: str) -> Table:
    head = tuple(TableCell(header=True, content=(_plain(c),)) for c in PROSE[tag].columns)
    rows = [TableRow(cells=head)]
    for year in range(2019, 2019 + dice.between(2, 4)):
        amount = f"{dice.between(1, 99)} {dice.between(100, 999)}"
        cells = tuple(TableCell(content=(_plain(text),)) for text in (str(year), amount))
        rows.append(TableRow(cells=cells))
    return Table(caption=(dice.pick(PROSE[tag].topics),), rows=tuple(rows))
