"""Compares names, and suggests the known word that an unknown one is probably meant to be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

#: Most characters of an unknown word that are compared: comparing takes more than linear time.
_LONGEST = 80
_PLAIN = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u202f\u2009", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u02bc\u00b4", "'")
    | {"\u00b0": "\u00ba"}  # `130.°` is printed for `130.º`
)
_MARKS = dict.fromkeys(range(0x300, 0x370))
# Letters that no decomposition turns into others; the dotless one is the Turkish.
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "þ": "th",
        "ð": "d",
    }
)
_PARTING = str.maketrans(dict.fromkeys("-'.", " "))


def plain(text: str) -> str:
    """Text with plain blanks, hyphens and apostrophes."""
    return text.translate(_PLAIN)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Text in the form in which wording is compared.

    Lower case, single plain blanks, hyphens and apostrophes, no accents, and no blank, colon or
    comma around it.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFD", plain(text)).translate(_MARKS)
    return " ".join(text.split()).casefold().strip(" :,")


@lru_cache(maxsize=8192)
def folded(name: str) -> frozenset[str]:
    """A name in the form in which names are compared: its words, without order, case and accents."""
    return frozenset(fold(name).translate(_LETTERS).translate(_PARTING).split())


def is_near(one: str, other: str) -> bool:
    """Whether two words differ in one letter at most, or in the order of two neighbours."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = _shared(one, other)
    one, other = one[start:][::-1], other[start:][::-1]
    end = _shared(one, other)
    one, other = one[end:], other[end:]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and sorted(one) == sorted(other))


def _shared(one: str, other: str) -> int:
    """How many letters two words share at their beginning."""
    length = min(len(one), len(other))
    return next((n for n in range(length) if one[n] != other[n]), length)


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that an unknown one resembles most, in any case; None if it resembles none."""
    import difflib  # for those who err only

    found = difflib.get_close_matches(word[:_LONGEST].lower(), list(known), n=1)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word, with the closest known one; empty without one."""
    near = closest(word, known)
    return "" if near is None else f"; did you mean {near!r}?"
