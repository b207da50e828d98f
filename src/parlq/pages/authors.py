"""Reads names of members who ask: authors with their groups."""

from __future__ import annotations

import re
from functools import cache

import attrs

from parlq.model import Author
from parlq.pages.wording import pattern, rows

#: A name, which may have words in brackets inside, as in `Wilfred (The Earl of) Norham`; a group.
_AUTHOR = re.compile(
    r"(?P<name>[^()]+?(?:\((?:The|[a-z])[^()]*\)\s+[^\W\d_][^()]*?)?)\s*(?:\(\s*(?P<group>[^()]+?)\s*\))?"
)
_COMMA = re.compile(r",(?![^()]*\))")


@cache
def _and() -> re.Pattern[str]:
    after_group = "|".join(pattern(row.text) for row in rows("and"))
    # "e" and "y" stand inside names too.
    anywhere = "|".join(pattern(row.text) for row in rows("and") if len(row.text) > 1)
    return re.compile(rf"(?<=\))\s+(?:{after_group})\s+|\s(?:{anywhere})\s")


@cache
def _by() -> re.Pattern[str]:
    words = sorted({row.text for row in rows("by")}, key=len, reverse=True)
    return re.compile(rf"\s*(?:{'|'.join(pattern(each) for each in words)})\s+", re.IGNORECASE)


def by_words(text: str) -> int:
    """Where the names begin in `by …`; 0 when it does not begin so."""
    found = _by().match(text)
    return found.end() if found else 0


def authors(text: str, *, joined: bool = False) -> list[Author] | None:
    """Authors of a list parted by commas, each perhaps with a group in brackets.

    None when a part is no name: empty, with a digit, or too long. With `joined` it is a list of the
    Official Journal: a word for `and` stands before the last one, courtesy titles before each, and
    one group after the last is that of all of them.
    """
    if joined:
        text = _and().sub(", ", text)
    found = []
    for part in _COMMA.split(text.strip().rstrip(",")):
        bare = part.strip()
        if joined:
            bare = _courtesy().sub("", bare, count=1)
            if not bare:
                continue
        match = _AUTHOR.fullmatch(bare)
        if match is None or not is_name(match["name"]):
            return None
        found.append(Author(name=match["name"], group=match["group"]))
    if joined and len(found) > 1 and [bool(each.group) for each in found[:-1]].count(True) == 0:
        return [attrs.evolve(each, group=found[-1].group) for each in found]
    return found


@cache
def _courtesy() -> re.Pattern[str]:
    words = sorted({row.text for row in rows("honorific")}, key=len, reverse=True)
    return re.compile(
        rf"(?:{'|'.join(map(pattern, words))})(?:\s+|(?<=\.))(?=[^\W\d_])", re.IGNORECASE
    )


def is_name(text: str) -> bool:
    """Whether `text` has the shape of a person's name: some words, no digits, a capital letter."""
    words = text.split()
    return (
        0 < len(words) <= 10
        and len(text) <= 90
        and not any(char.isdigit() or char in "?!:;" for char in text)
        and any(char.isupper() for char in text)
    )


def is_list_of_names(text: str) -> bool:
    """Whether `text` can only be a list of names: every word of each part begins like one."""
    if text.rstrip().endswith((".", "?", "!", ":")):
        return False
    parts = [re.sub(r"\([^()]*\)", "", part).strip() for part in _COMMA.split(text.strip(" ,"))]
    return all(
        is_name(part) and len(part.split()) <= 7 and _capital(part.split()[-1]) for part in parts
    )


def _capital(word: str) -> bool:
    return word.lstrip("'\u2019(-")[:1].isupper() or any(char.isupper() for char in word)
