"""How names are compared: without regard to case, accents, blanks and the order of their words."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_PLAIN = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u202f\u2009", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u02bc\u00b4", "'")
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


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Text in the form in which wording is compared: plain blanks and hyphens, no accents or case."""
    if not text.isascii():
        text = unicodedata.normalize("NFD", text.translate(_PLAIN)).translate(_MARKS)
    return " ".join(text.split()).casefold().strip(" :,-")


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
