"""Compares lines of printed pages that are the same but for numbers that count the pages."""

from __future__ import annotations

import re

#: What may count pages: digits, and Roman numerals and single letters that are words.
_COUNTER = re.compile(r"\d+|(?<![^\W_])(?:[ivxlc]+|[IVXLC]+|[a-zA-Z])(?![^\W_])")
_ROMAN = re.compile("(?=.)(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def key(text: str) -> str:
    """What lines have in common that are the same but for numbers.

    Left and right pages have the same words in another order, so the order does not matter.
    """
    return " ".join(sorted(_COUNTER.sub("0", text).split()))


def is_same(text: str, other: str, step: int) -> bool:
    """Whether lines on pages `step` apart are the same but for numbers; letters must count pages."""
    if key(text) != key(other):
        return False
    pairs = _pairs(text, other)
    return all(a == b or (a.isdigit() and b.isdigit()) or _counts(a, b, step) for a, b in pairs)


def says_same(text: str, other: str, step: int) -> bool:
    """Whether lines on pages `step` apart say the same: what differs counts the pages."""
    if key(text) != key(other):
        return False
    return all(a == b or _counts(a, b, step) for a, b in _pairs(text, other))


def is_counter(text: str) -> bool:
    """Whether a line says nothing but numbers, of whatever kind."""
    return not any(char.isalpha() for char in _COUNTER.sub("", text))


def has_counter(text: str) -> bool:
    """Whether a line has no more than three words, of which one is a number."""
    words = text.split()
    return len(words) <= 3 and any(is_counter(word) for word in words)


def _pairs(text: str, other: str) -> list[tuple[str, str]]:
    """The numbers of two lines, side by side; in the order of the words where that differs."""
    found = [_COUNTER.findall(" ".join(_ordered(each))) for each in (text, other)]
    return list(zip(*found, strict=True))


def _ordered(text: str) -> list[str]:
    return sorted(text.split(), key=lambda word: _COUNTER.sub("0", word))


def _counts(text: str, other: str, step: int) -> bool:
    """Whether two numbers of one kind are as far apart as their pages."""
    if text.isdigit() or other.isdigit():
        return text.isdigit() and other.isdigit() and int(other[:9]) - int(text[:9]) == step
    if text.islower() != other.islower():
        return False
    text, other = text.lower(), other.lower()
    if len(text) == len(other) == 1 and ord(other) - ord(text) == step:
        return True
    return bool(
        _ROMAN.fullmatch(text) and _ROMAN.fullmatch(other) and _roman(other) - _roman(text) == step
    )


def _roman(text: str) -> int:
    values = [_VALUES[char] for char in text]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
