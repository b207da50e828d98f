"""The wording of the pages in each language: a table of data, and the ways to look things up in it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from parlq.io.resources import table_rows
from parlq.model.fields.name_matching import fold, plain

_NUMBER = re.compile(r"[0-9]+(?:\([0-9a-z]+\)|[a-z\u03b1](?![^\W_]))*")
_SLOT = re.compile(r"\{[a-z]+\}")


class Wording(NamedTuple):
    """One row of the table.

    Attributes:
        key: what the words are; `docs/pages.md` lists the keys.
        language: tag of their language, `*` for words that stand on pages of every language.
        text: the words, without the brackets around the name of an institution.
        name: that name, where it stands there unchanged by grammar.
        status: `verified` (seen on a published page), `chapter-heading`, `third-party`, …
        evidence: where they were seen.
    """

    key: str
    language: str
    text: str
    name: str | None
    status: str
    evidence: str


def fold_numbers(folded: str) -> str:
    """Folded text with each number, such as `138` or `130a`, replaced by `{n}`."""
    return _NUMBER.sub("{n}", folded)


@cache
def table() -> tuple[Wording, ...]:
    """All rows, in the order of the file `wording.tsv`."""
    rows = []
    for key, language, words, status, evidence in table_rows(__name__, "wording.tsv"):
        name = words[words.index("[") + 1 : words.index("]")] if "[" in words else None
        bare = words.replace("[", "").replace("]", "")
        rows.append(Wording(key, language, bare, name, status, evidence))
    return tuple(rows)


@cache
def rows(key: str) -> tuple[Wording, ...]:
    """All rows with this key."""
    return tuple(row for row in table() if row.key == key)


@cache
def wording(key: str, language: str) -> Wording | None:
    """The preferred wording: the first row of this key and language."""
    for row in table():
        if row.key == key and row.language in (language, "*"):
            return row
    return None


@cache
def whole_lines() -> dict[str, tuple[Wording, ...]]:
    """Rows by folded text, for lines that are recognised as a whole; numbers stand as `{n}`."""
    found: dict[str, list[Wording]] = {}
    for row in table():
        folded = fold(row.text)
        if not _SLOT.search(folded) or "{n}" in folded:
            found.setdefault(folded, []).append(row)
    return {folded: tuple(same) for folded, same in found.items()}


class Template(NamedTuple):
    """A wording with slots, as text before the first and after the last."""

    before: str
    after: str
    row: Wording


@cache
def templates(*keys: str) -> tuple[Template, ...]:
    """Rows of these keys that have a slot, longest first."""
    found = [
        Template(row.text[: slots[0].start()], row.text[slots[-1].end() :], row)
        for row in table()
        if row.key in keys and (slots := list(_SLOT.finditer(row.text)))
    ]
    return tuple(sorted(found, key=lambda t: -len(_SLOT.sub("", t.row.text))))


@cache
def folded_templates(*keys: str) -> tuple[Template, ...]:
    """The same, with the text before and after the slots folded."""
    return tuple(Template(fold(t.before), fold(t.after), t.row) for t in templates(*keys))


def first_word(text: str) -> str:
    """The first word of a line in lower case, without the signs around it; it tells most lines apart."""
    return _first_word(text[:60])


@lru_cache(maxsize=4096)
def _first_word(text: str) -> str:
    words = text.split(None, 1)
    return words[0].casefold().strip(":,.(") if words else ""


@cache
def first_words(*keys: str) -> frozenset[str]:
    """The first words of all wordings of these keys."""
    return frozenset(first_word(row.text) for row in table() if row.key in keys)


def alternatives(*keys: str) -> str:
    """A regular expression that matches any wording of these keys, longest first, blanks of any kind."""
    words = {row.text for row in table() if row.key in keys}
    return "|".join(pattern(text) for text in sorted(words, key=lambda w: (-len(w), w)))


def slotted(text: str) -> str:
    """A regular expression for a wording in which each slot, such as `{name}`, is a named group."""
    made, at = "", 0
    for slot in _SLOT.finditer(text):
        made += f"{pattern(text[at : slot.start()])}(?P<{slot[0][1:-1]}>.+?)"
        at = slot.end()
    return made + pattern(text[at:])


def pattern(text: str) -> str:
    """A regular expression for words as pages spell them: any blank, hyphen or apostrophe."""
    escaped = re.escape(plain(text)).replace(r"\ ", r"\s+")
    escaped = escaped.replace(r"\-", "[-\u2010\u2011\u2013]").replace("\u00ba", "[\u00ba\u00b0]")
    return re.sub("['\u2019]", "['\u2019]", escaped)
