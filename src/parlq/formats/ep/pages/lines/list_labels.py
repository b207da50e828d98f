"""Reads the labels of items, such as `1.`, `(a)`, `ii)` or a dash, and tells which follows which."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_LABEL = re.compile(
    r"\s*(?:[\u2022\u25cf-][ \u00a0\t]+(?P<item>(?P<inner>[0-9]{1,2})[.)])[ \u00a0\t]*(?=[^\W\d_])"
    r"|(?P<label>(?P<number>[0-9]{1,2})[.)]|[\u2013\u2014\u2022\u25cf-])[ \u00a0\t]+(?=\S)"
    r"|(?P<lettered>(?P<open>\(?)(?P<letters>[^\W\d_]{1,5})\))[ \u00a0\t]+(?=\S))"
)
#: What labels begin with, letters aside, and characters of one with letters and blanks before it.
_SIGNS, _SHORT = frozenset("0123456789-\u2013\u2014\u2022\u25cf("), 40
#: The alphabets in which items are lettered; `za` and `aa` follow `z`.
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "\u03b1\u03b2\u03b3\u03b4\u03b5\u03c3\u03b6\u03b7\u03b8\u03b9\u03ba\u03bb\u03bc\u03bd\u03be\u03bf\u03c0",
    "\u0430\u0431\u0432\u0433\u0434\u0435\u0436\u0437\u0438\u0439\u043a\u043b\u043c\u043d\u043e\u043f",
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")


class Label(NamedTuple):
    """The label of an item.

    Attributes:
        text: what is printed, such as `1.`.
        end: where the words behind it begin in the line.
        ranks: its place in each sequence that it may belong to; 0 for a dash or bullet.
    """

    text: str
    end: int
    ranks: tuple[tuple[str, int], ...]

    @property
    def is_first(self) -> bool:
        """Whether a list may begin with it."""
        return any(rank < 2 for _, rank in self.ranks)

    @property
    def is_ordered(self) -> bool:
        """Whether it counts."""
        return self.ranks[0][1] > 0

    @property
    def is_lettered(self) -> bool:
        """Whether it is a letter or a Roman number in brackets."""
        return self.text.endswith(")") and not self.text[0].isdigit()

    def first(self) -> Label:
        """The same as the first one of a list, which is in no other sequence."""
        return self._replace(ranks=tuple(each for each in self.ranks if each[1] < 2))

    def after(self, other: Label) -> Label | None:
        """The same as the next one in the sequences of `other`; None where it is in none of them."""
        ranks = tuple(
            (kind, rank) for kind, rank in self.ranks if (kind, rank - (rank > 0)) in other.ranks
        )
        return self._replace(ranks=ranks) if ranks else None

    def is_inside(self, other: Label) -> bool:
        """Whether it may begin a list inside an item labelled `other`."""
        kinds = {kind for kind, _ in other.ranks}
        return self.is_first and all(kind not in kinds for kind, rank in self.ranks if rank < 2)


def read_label(text: str) -> Label | None:
    """Read the label at the beginning of a line; None where there is none."""
    if text.lstrip()[:1] not in _SIGNS and ")" not in text[:_SHORT]:
        return None  # most lines
    found = _LABEL.match(text)
    if found is None:
        return None
    if found["lettered"]:
        ranks = _ranks(found["letters"], found["open"])
        return Label(found["lettered"], found.end(), ranks) if ranks else None
    printed = found["item"] or found["label"]
    number = int(found["inner"] or found["number"] or 0)
    # A list in which each item is numbered again, as in `- 1.Is it known?`, counts by its numbers.
    return Label(printed, found.end(), (("1" if number else printed, number),))


@lru_cache(maxsize=1024)
def _ranks(letters: str, opening: str) -> tuple[tuple[str, int], ...]:
    small = letters.lower()
    case = "A" if letters != small else "a"
    found = [
        (f"{opening}{case}{alphabet[0]}", alphabet.index(small) + 1)
        for alphabet in _ALPHABETS
        if len(small) == 1 and small in alphabet
    ]
    if small == "\u03c3\u03c4":  # the sixth Greek numeral is written with two letters
        found.append((f"{opening}{case}\u03b1", 6))
    latin = _ALPHABETS[0]
    if len(small) == 2 and small[1] in latin and small[0] in "az":
        found.append((f"{opening}{case}a", len(latin) + latin.index(small[1]) + 1))
    if small in _ROMAN:
        found.append((f"{opening}{case}i", _ROMAN.index(small) + 1))
    return tuple(found)
