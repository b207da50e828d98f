"""Takes a heading that is one line: `ORAL QUESTION pursuant to Rule 108 … by Ada Bell to the Council`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from parlq.formats.ep.pages.language import authors, offices, person_names
from parlq.formats.ep.pages.language.line_labels import Label, label
from parlq.formats.ep.pages.language.wording import (
    Wording,
    alternatives,
    first_word,
    first_words,
    rows,
)
from parlq.model.fields.name_matching import fold
from parlq.model.references.reference import Reference, ReferenceMatch

if TYPE_CHECKING:
    from parlq.model import Author

#: Authors, and the label and the name of the body for which they ask.
_Signed: TypeAlias = "tuple[tuple[Author, ...], Label | None, str]"
#: Longest heading of this kind, and most words of an addressee at its end.
_LONGEST, _ADDRESSEE = 600, 16
_KINDS = ("heading.oral", "heading.spoken", "heading.time")
_OWN = "heading.written"
_CARDS = (*_KINDS, _OWN, "heading.journal")
#: What stands between author and institution where a site lists questions: `Name - Commission`.
_BETWEEN = frozenset("-\u2013\u2014|/")
#: Most words between the addressee and the names of those who ask.
_FEW = 6
_NUMBER = re.compile(r"([0-9]{1,3}[a-z]?)\.?[\u00ba\u00aa\u00b0]?")
#: How many letters of the word for a rule stay the same in all its cases.
_STEM = 4
_SIGNS = " .,:;"


class OneLine(NamedTuple):
    """What the heading says.

    Attributes:
        kind: the wording of its first words.
        addressee: the label of the words for who is asked.
        rule: the rule of procedure.
        authors: who asks.
        behalf: the label of the group or committee for which they ask.
        words: what stands there.
        matches: its reference, if it has one.
        subject: the subject behind a colon.
    """

    kind: Wording
    addressee: Label | None
    rule: str | None
    authors: tuple[Author, ...]
    behalf: Label | None
    words: str
    matches: tuple[ReferenceMatch, ...] = ()
    subject: str = ""


def read(text: str) -> OneLine | None:
    """Read such a heading; None for another line."""
    if len(text) > _LONGEST or first_word(text) not in first_words(*_CARDS):
        return None
    words = text.rstrip(" :").split()
    if (kind := _kind(words)) is None:
        return _around(text) or _announced(text)
    row, begin = kind
    if row.key not in _KINDS:
        return _put_to(words, row, begin) or _card(words, row, begin) or _announced(text)
    for end in range(max(begin, len(words) - _ADDRESSEE), len(words)):
        known = label(" ".join(words[end:]))
        if known is not None and known.kind == "addressee":
            inside = words[begin:end]
            rule, signed = rule_in(inside, row.language), _signed(inside, row.language)
            if inside and rule is None and not signed[0]:
                return None
            return OneLine(row, known, rule, *signed, tuple(Reference.find_all(text)))
    return None


def _around(text: str) -> OneLine | None:
    """Read `Question to the Commission for written answer`: the heading around the addressee."""
    for found in _asked().finditer(text):
        known = label(found[0])
        rest = f"{text[: found.start()]} {text[found.end() :]}".rstrip(" :")
        row = _headings().get(fold(" ".join(rest.split())))
        if row and known and known.kind == "addressee" and row.language in known.languages:
            return OneLine(row, known, None, (), None, "")
    return None


def _card(words: list[str], row: Wording, begin: int) -> OneLine | None:
    """Read `Written question by Ada Bell - European Commission`, as other sites list questions."""
    place = next((at for at in range(len(words) - 1, begin, -1) if words[at] in _BETWEEN), None)
    if place is None:
        signed = _signed(words[begin:], row.language)
        # No other parliament words its headings as this one does since 2004.
        return OneLine(row, None, None, *signed) if row.key == _OWN and signed[0] else None
    body = offices.body_alone(" ".join(words[place + 1 :]), row.language)
    signed = _signed(words[begin:place], row.language)
    if body is None or not signed[0]:
        return None
    known = Label("addressee", (row.language,), (body.code, body.name))
    return OneLine(row, known, None, *signed)


def _put_to(words: list[str], row: Wording, begin: int) -> OneLine | None:
    """Read `Written question to the Commission: Bells`, as sites of members head a question."""
    asked, _, subject = " ".join(words[begin:]).partition(":")
    known = label(asked)
    asks = known is not None and known.kind == "addressee" and row.language in known.languages
    return OneLine(row, known, None, (), None, "", subject=subject.strip()) if asks else None


def _announced(text: str) -> OneLine | None:
    """Read `Written question E-900001/2025 to the Commission by the Members: Ada Bell (PPE)`.

    Those who republish a question head it in words of their own, around the reference and the
    addressee.
    """
    matches = tuple(Reference.find_all(text))
    if len(matches) != 1 or matches[0].reference.letter is None:
        return None
    if (asked := addressee_in(text, matches[0].end)) is None:
        return None
    known, end = asked
    language = known.languages[0]
    before, colon, names = text[end:].partition(":")
    signed = authors.authors(names, language) if colon else None
    behind = before if colon else text[end:]
    if len(behind.split()) > _FEW or (
        names.strip() and (signed is None or signed.end < len(names))
    ):
        return None
    row = Wording("heading.", language, text, None, "unverified", "")
    asks = tuple(signed.authors) if signed else ()
    return OneLine(row, known, None, asks, None, "", matches)


def addressee_in(text: str, start: int = 0) -> tuple[Label, int] | None:
    """The first words for who is asked in a text, and where they end."""
    for found in _asked().finditer(text, start):
        known = label(found[0])
        if known is not None and known.kind == "addressee" and known.languages:
            return known, found.end()
    return None


@cache
def _asked() -> re.Pattern[str]:
    keys = (f"addressee.{code}" for code in offices.BODIES)
    return re.compile(rf"(?<!\w)(?:{alternatives(*keys)})(?!\w)", re.IGNORECASE)


@cache
def _headings() -> dict[str, Wording]:
    return {fold(row.text): row for key in _CARDS for row in rows(key) if "{" not in row.text}


def _kind(words: list[str]) -> tuple[Wording, int] | None:
    """The longest wording that a line begins with, and the number of its words."""
    for number in range(min(10, len(words) - 1), 1, -1):
        if (row := _headings().get(fold(" ".join(words[:number])))) is not None:
            return row, number
    return None


def rule_in(words: list[str], language: str) -> str | None:
    """The number beside a word for a rule."""
    stems = tuple(
        fold(word)[:_STEM]
        for row in rows("rule")
        if row.language == language
        for word in row.text.split()
        if "{" not in word and len(word) >= _STEM
    )
    for place, word in enumerate(words):
        beside = words[max(0, place - 1) : place] + words[place + 1 : place + 2]
        number = _NUMBER.fullmatch(word.strip(_SIGNS))
        if number and any(
            part.startswith(stems) for each in beside for part in fold(each).split("-")
        ):
            return number[1]
    return None


def rule_in_brackets(text: str) -> str | None:
    """The rule in brackets behind an addressee, as in `to the Commission (Rule 138)`."""
    _, bracket, inside = text.partition("(")
    known = label(inside.strip(" ).")) if bracket else None
    return str(known.value) if known is not None and known.kind == "rule" else None


def _signed(words: list[str], language: str) -> _Signed:
    """Who asks: the names behind the last word for `by`, else whole names at the end."""
    known = {fold(row.text) for row in rows("by") if row.language == language}
    for place in range(len(words) - 2, -1, -1):
        for size in (3, 2, 1):
            if fold(" ".join(words[place : place + size])) in known:
                text = " ".join(words[place + size :])
                if found := _names(text, language):
                    return found
    place = len(words)
    while place and _of_name(words[place - 1]):
        place -= 1
    return _names(" ".join(words[place:]), language) or ((), None, "")


def _of_name(word: str) -> bool:
    return person_names.is_capital(word.strip(_SIGNS)) or word in person_names.PARTICLES


def _names(text: str, language: str) -> _Signed | None:
    """Authors that are certain, and what follows them if it names a body."""
    found = authors.authors(text, language)
    if found is None:
        return None
    rest = text[found.end :].strip(_SIGNS)
    known = label(rest) if rest else None
    if rest and (known is None or known.kind != "behalf"):
        return None
    return tuple(found.authors), known, rest
