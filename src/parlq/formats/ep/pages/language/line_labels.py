"""Says what one line of a page is, by the wording table and by its shape."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from parlq.formats.ep.pages.language import person_names
from parlq.formats.ep.pages.language.addressees import in_brackets
from parlq.formats.ep.pages.language.dates import read_date
from parlq.formats.ep.pages.language.references import references, remainder
from parlq.formats.ep.pages.language.wording import (
    Template,
    Wording,
    first_word,
    first_words,
    fold_numbers,
    folded_templates,
    rows,
    whole_lines,
)
from parlq.model import Publication
from parlq.model.fields.name_matching import fold
from parlq.model.languages.language import OFFICIAL, endonym
from parlq.model.references.reference import Reference
from parlq.problems import ModelError

_CHOICE = re.compile(r"\s*[•*·◦▪-]?\s*([A-Za-z]{2})\s*-\s*([^()]{2,40}?)\s*(?:\((.{1,40})\))?\s*")
_SIZES = re.compile(r"\s*(?:(?:PDF|WORD|DOCX?|EPUB|XML)\s*(?:\(?[0-9]+\s?[kKM]?[bB]?\)?)?\s*)+")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"[0-9]+[a-z\u03b1]?(?:\([0-9a-z]+\))*")
#: The language of a document, as its PDF and DOCX print it in the corner.
_LANGUAGE = re.compile(r"\s*[A-Z]{2}\s*")
_CODES = frozenset(language.tag for language in OFFICIAL)
_NOTICE = re.compile(
    r"\s*\(?\s*(?P<label>(?:[0-9]{2}|[0-9]{4})\s?/\s?C\s?(?P<issue>[0-9]+(?:\s?[A-Z])?)\s?/\s?[0-9]+)\s*\)?\s*"
)
_PROCEDURE = re.compile(r"\s*([0-9]{4}/[0-9]{4}[A-Z]?\([A-Z]{3}\))\s*")
_ADDRESS = re.compile(r"(?:[^\d:/]{1,30}:)?\s*<?(https?://[^\s<>]+)>?\s*")
_CELEX_LINE = re.compile(r"[^\W\d_]{4,20}\s+(?P<celex>9[0-9]{4}[A-Z][0-9]{4,6})")
_ROOM = 400

#: Keys of wording whose lines say nothing about the work.
BOILERPLATE = frozenset(
    [
        "portal",
        "chooser",
        "page_heading",
        "page_heading.short",
        "answer_link",
        "not_available",
        "navigation",
        "eurlex",
        "masthead",
    ]
)


class Label(NamedTuple):
    """What a line is.

    Attributes:
        kind: `date`, `reference`, `heading`, `addressee`, `rule`, `subject`, `behalf`, `answer`,
            `answers_to`, `choice`, or the kind of boilerplate.
        languages: tags of the languages that word it so; none where words play no part.
        value: what it says, according to its kind.
        doubtful: its wording has not been verified on a published page.
    """

    kind: str
    languages: tuple[str, ...] = ()
    value: Any = None
    doubtful: bool = False


def languages_of(found: tuple[Wording, ...]) -> tuple[str, ...]:
    """Tags of the languages of rows, without the one that stands for all."""
    return tuple(dict.fromkeys(row.language for row in found if row.language != "*"))


@lru_cache(maxsize=8192)
def label(text: str) -> Label | None:  # noqa: PLR0911 # one return a kind of line
    """Say what the line `text` is; None when neither wording nor shape is known."""
    if len(text) > _ROOM:
        return None
    folded = fold(text)
    if not folded:
        return None
    if found := _known_lines().get(folded):
        return _whole(found)
    if _SIZES.fullmatch(text):
        return Label("sizes")
    if _LANGUAGE.fullmatch(text) and folded in _CODES:
        return Label("language", (folded,))
    if "://" in text:
        return _address(text)
    digits = _DIGIT.search(folded) is not None
    if digits and (found := _known_lines().get(fold_numbers(folded))):
        return _whole(found, _DIGITS.search(text))
    if choice := _choice(text):
        return choice
    if ")" in text and first_word(text) in _asking() and (asked := in_brackets(text)):
        return Label("addressee", languages_of(asked[1]), (asked[0], None), doubtful(asked[1]))
    if digits:
        if (day := read_date(text.strip())) is not None:
            return Label("date", day.languages, day)
        if notice := _NOTICE.fullmatch(text):
            printed = Publication(number=notice["issue"], label=notice["label"])
            return Label("notice", (), printed)
        if referring := _referring(text):
            return referring
    return _labelled(text) or _behalf(folded, text) or _session(folded)


@cache
def _known_lines() -> dict[str, tuple[Wording, ...]]:
    """Rows that are a line of their own, by their folded text."""
    kinds = {"heading", "addressee", "rule"}
    found = {}
    for folded, same in whole_lines().items():
        rows_ = [
            row
            for row in same
            # Words that menus have too are a heading only beside a reference.
            if row.key in BOILERPLATE
            or (row.key.partition(".")[0] in kinds and row.key != "heading.spoken")
        ]
        if rows_:
            found[folded] = tuple(row for row in rows_ if row.key == rows_[0].key)
    return found


def _whole(found: tuple[Wording, ...], number: re.Match[str] | None = None) -> Label:
    row = found[0]
    kind, _, detail = row.key.partition(".")
    value: Any = found
    if row.key in BOILERPLATE:
        kind, value = row.key, None
    elif kind == "rule":
        value = number[0] if number else None
    elif kind == "addressee":
        value = (detail, row.name)
    elif kind == "heading":
        value = (detail, ())
    return Label(kind, languages_of(found), value, doubtful(found))


def doubtful(found: tuple[Wording, ...]) -> bool:
    """Whether none of these rows has been seen in a publication."""
    return all(row.status == "unverified" for row in found)


def _address(text: str) -> Label | None:
    """The address of a question or an answer, alone or behind a label such as `Source:`."""
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return None
    try:
        Reference.parse_match(found[1])
    except ModelError:
        return None
    return Label("address", (), found[1])


def _choice(text: str) -> Label | None:
    found = _CHOICE.fullmatch(text)
    if found is None:
        return None
    tag = found[1].lower()
    if tag not in _CODES or fold(found[2]) != fold(endonym(tag) or ""):
        return None
    # Whatever it says, a remark beside one language is that it is the one shown.
    marked = found[3] is not None
    return Label("choice", (), (tag, marked), marked and fold(found[3]) not in _selected())


@cache
def _selected() -> frozenset[str]:
    return frozenset(fold(row.text) for row in rows("selected"))


def _referring(text: str) -> Label | None:
    """A line of references, alone or beside a heading that the table knows."""
    matches = tuple(Reference.find_all(text))
    plain = bool(matches)
    if not plain:
        matches = references(text)
    if not matches:
        return None
    # EUR-Lex heads a document with its own number: "Document 91998E002716".
    if _CELEX_LINE.fullmatch(text.strip()):
        return Label("reference", (), matches)
    rest = remainder(text, matches)
    folded = fold(rest)
    if not folded:
        alone = plain or not matches[0].printed[0].isdigit()
        return Label("reference", (), matches) if alone else None
    for row in whole_lines().get(folded, ()):
        kind, _, detail = row.key.partition(".")
        if not plain and kind not in {"heading", "answers_to"}:
            continue
        same = tuple(each for each in whole_lines()[folded] if each.key == row.key)
        if kind == "heading":
            return Label("heading", languages_of(same), (detail, matches), doubtful(same))
        if kind == "stages":
            return Label("stages", languages_of(same), (matches, True), doubtful(same))
        if kind == "answers_to":
            return Label("answers_to", languages_of(same), matches, doubtful(same))
        if kind == "page_heading":
            return Label("doubled", languages_of(same), (matches, True))
    parts = [fold(part) for part in rest.split(" - ")]
    if plain and len(parts) == 2 and parts[0] == parts[1]:
        titles = [row for row in whole_lines().get(parts[0], ()) if "page_heading" in row.key]
        return Label("doubled", languages_of(tuple(titles)), (matches, bool(titles)))
    return None


def _labelled(text: str) -> Label | None:
    """A line that begins with a known label and a colon, or is such a label alone."""
    head, _, tail = text.partition(":")
    if len(head) > 60:
        return None
    for row in whole_lines().get(fold(head), ()):
        same = tuple(each for each in whole_lines()[fold(head)] if each.key == row.key)
        if row.key == "subject" and tail.strip():
            return Label("subject", languages_of(same), len(head) + 1, doubtful(same))
        if row.key == "stages":
            named = tuple(Reference.find_all(tail))
            return Label("stages", languages_of(same), (named, True), doubtful(same))
        if row.key == "procedure" and (number := _PROCEDURE.fullmatch(tail)):
            return Label("procedure", languages_of(same), number[1], doubtful(same))
        if row.key == "answers_to" and tail.strip():
            named = tuple(Reference.find_all(tail))
            return Label("answers_to", languages_of(same), named, doubtful(same))
    # Who republishes a page names its source, in one word: `Source: European Parliament`.
    if len(head.split()) == 1 and any(
        row.key == "masthead" for row in whole_lines().get(fold(tail), ())
    ):
        return Label("masthead")
    return None


def _session(folded: str) -> Label | None:
    """A line `for Question Time at the part-session in …`."""
    for template in folded_templates("session"):
        if folded.startswith(template.before) and folded.endswith(template.after):
            row = template.row
            return Label("session", (row.language,), None, row.status == "unverified")
    return None


def subject_label(text: str) -> int:
    """Where the subject begins in a line of any length that has its label; else 0."""
    head, colon, _ = text[:80].partition(":")
    known = whole_lines().get(fold(head), ()) if colon else ()
    return len(head) + 1 if any(row.key == "subject" for row in known) else 0


def _behalf(folded: str, text: str) -> Label | None:
    """A line `on behalf of …`: a group, a committee or an institution, and no author before it."""
    first, comma, _ = text.partition(",")
    if comma and person_names.are_names(first):
        return None
    edges = folded.partition(" ")[0], folded.rpartition(" ")[2]
    for template in (each for edge in edges for each in _behalves().get(edge, ())):
        if folded.startswith(template.before) and folded.endswith(template.after):
            if template.before and f" {template.before}" in folded:
                # Two bodies, and a name between them that nothing parts from the first.
                return None
            return Label("behalf", (template.row.language,), template.row)
    return None


@cache
def _asking() -> frozenset[str]:
    return first_words("addressee.commission", "addressee.council")


@cache
def _behalves() -> dict[str, list[Template]]:
    """Formulas of groups and committees by their first word; by the last where a name begins them."""
    found: dict[str, list[Template]] = {}
    for each in folded_templates("behalf.group", "behalf.committee"):
        edge = each.before.partition(" ")[0] or each.after.rpartition(" ")[2]
        found.setdefault(edge, []).append(each)
    return found
