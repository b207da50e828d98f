"""Parses the footer of a page: original language, Official Journal, last update, legal notice."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from parlq.formats.ep.pages.language.dates import read_date
from parlq.formats.ep.pages.language.line_labels import doubtful, languages_of
from parlq.formats.ep.pages.language.sentence_shape import is_source
from parlq.formats.ep.pages.language.wording import alternatives, rows, whole_lines
from parlq.model import Publication
from parlq.model.fields.name_matching import fold
from parlq.model.languages.language import OFFICIAL

#: Statements of the days of a question: tabled, forwarded, to be answered.
_DAYS = ("submitted", "forwarded", "due")
_CODES = r"(?P<codes>[A-Z]{2}(?:\s*(?:,|/|;)\s*[A-Z]{2})*)"
_DAY = r"[0-9]{1,2}\s?[./]\s?[0-9]{1,2}\s?[./]\s?[0-9]{4}"
#: The same with the year first, as some languages have it.
_YEAR_FIRST = r"[12][0-9]{3}[./\s-]\s?[0-9]{1,2}[./\s-]\s?[0-9]{1,2}(?![0-9])"
_SHAPED = re.compile(
    rf"\s*(?P<words>[^\W\d_][^:\d]{{2,60}}):\s*(?:(?P<code>[A-Z]{{2}})|(?P<day>{_DAY}))\s*"
)
_PAGE = r"(?:[pPsS]|pag|pág|pp|blz|str|\u03c3|lk|lpp|o)"
_ISSUE = re.compile(
    rf"\s*(?:(?i:no|nro|nr\.?|n\.?\s?[º°]|n\.|br\.|αριθ\.)\s?)?(?P<series>[CL])?\s?"
    rf"(?P<number>[0-9]{{1,3}}\s?[A-Z]?)\s?(?![0-9A-Za-z])\.?\s*(?:,|\bdu\b|\baf\b|\bde\b|\bvan\b|\bvom\b|\bτης\b|"
    rf"\bdel\b|\bz\b|\bder\b|\ba\b|\bav\b)?\s*(?P<day>{_DAY}|{_YEAR_FIRST})\.?"
    rf"(?:\s*,?\s*\(?{_PAGE}\.\s?(?P<page>[0-9]+(?:\s?[-\u2010-\u2014]\s?[0-9]+)?)\)?)?"
)
#: The number under which the Parliament's services print a document, with page and language.
_PRINTED = re.compile(
    r"(?:[-\u2013]\s?[0-9]{1,4}\s?[-\u2013]\s+)?"
    r"(?P<number>PE\s?[0-9]{2,3}\.[0-9]{3}(?:v[0-9]{2}-[0-9]{2})?)(?:\s+[0-9]+/[0-9]+)?(?:\s+[A-Z]{2})?\s*$"
)
#: The languages in which an issue appeared, as EUR-Lex lists them.
_EDITIONS = re.compile(r"\(\s*[A-Z]{2}(?:\s*,\s*[A-Z]{2})*\s*\)")
#: The day of tabling and the language behind a question in a list, as in `24.02.2005 fi`.
_TABLED = re.compile(rf"\s*(?P<day>{_DAY})(?=\s+[a-z]{{2}}\s*\Z)")
_CODE = re.compile(r"(?P<code>[a-z]{2})\s*\Z")

#: Letters of a word that says nothing of its own.
_SMALL = 3
#: Longest date that is kept as printed where it cannot be read.
_UNREAD = 40


class Part(NamedTuple):
    """One statement of the footer: its kind, its value, and its position in the line."""

    kind: str
    languages: tuple[str, ...]
    value: Any
    start: int
    end: int
    doubtful: bool = False


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    def words(key: str, after: str = "") -> re.Pattern[str]:
        return re.compile(rf"(?P<words>(?i:{alternatives(key)})){after}")

    return {
        "original": words("original", rf"\s*:?\s*{_CODES}"),
        "journal": re.compile(rf"(?P<name>(?:{alternatives('journal')}))(?![a-z])"),
        "updated": words("last_updated", r"\s*:?\s*"),
        **{kind: words(kind, rf"\s*:?\s*(?P<day>{_DAY})") for kind in _DAYS},
        "day": re.compile(_DAY),
        "legal": words("legal_notice"),
        "privacy": words("privacy"),
    }


def _said(words: str) -> tuple[tuple[str, ...], bool]:
    """The languages that have these words, and whether no publication with them has been seen."""
    found = whole_lines().get(fold(words), ())
    return languages_of(found), doubtful(found)


def journal(text: str, start: int = 0) -> tuple[Publication, int] | None:
    """Read a reference to the Official Journal at `start`; with it, the place after it."""
    name = _patterns()["journal"].match(text, start)
    if name is None:
        return None
    issue = _ISSUE.match(text, name.end())
    if issue is None:
        return None
    day = read_date(issue["day"])
    series = f"{name['name']} {issue['series']}" if issue["series"] else name["name"]
    publication = Publication(
        name=series,
        number=issue["number"].strip(),
        page=issue["page"],
        date=day.day(None) if day else None,
        label=text[start : issue.end()].strip(),
    )
    return publication, issue.end()


def footer_parts(text: str) -> list[Part] | None:
    """Split a line of the footer into statements; None when it is not a footer line as a whole."""
    parts: list[Part] = []
    at = 0
    while at < len(text):
        if text[at].isspace() or (parts and text[at] in "-\u2013|"):
            if not text[at].isspace():
                parts.append(Part("separator", (), None, at, at + 1))
            at += 1
            continue
        part = _statement(text, at)
        if part is None:
            return None
        parts.append(part)
        at = part.end
    return parts or None


def by_shape(text: str) -> Part | None:
    """Read a line whose words are not known: a label with the code of a language, or with a day."""
    found = None if is_source(text) else _SHAPED.fullmatch(text)
    if found is None:
        return None
    if found["code"] is None:
        if not _words_of_updates().isdisjoint(fold(found["words"]).split()):
            return None
        return Part("submitted", (), read_date(found["day"]), 0, len(text), doubtful=True)
    code = found["code"].lower()
    known = any(code == language.tag for language in OFFICIAL)
    return Part("original", (), (code,), 0, len(text), doubtful=True) if known else None


@cache
def _words_of_updates() -> frozenset[str]:
    """Words, of more than two letters, by which pages label their last update."""
    words = (word for row in rows("last_updated") for word in fold(row.text).split())
    return frozenset(word for word in words if len(word) > _SMALL)


def begins(text: str) -> bool:
    """Whether a line begins like a statement of the footer that may go on in the next line."""
    return _label_words().match(text) is not None


def ends_with_notice(text: str) -> bool:
    """Whether a line ends with the wording of a legal notice or a privacy policy."""
    return _notice_at_end().search(text) is not None


@cache
def _notice_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('legal_notice', 'privacy')})\s*\Z", re.IGNORECASE)


@cache
def _label_words() -> re.Pattern[str]:
    words = alternatives("original", *_DAYS, "last_updated", "journal")
    return re.compile(rf"\s*(?:{words})(?![^\W\d_])", re.IGNORECASE)


def _statement(text: str, at: int) -> Part | None:  # noqa: PLR0911 # one return a kind of line
    patterns = _patterns()
    if found := patterns["original"].match(text, at):
        codes = tuple(code.lower() for code in re.findall("[A-Z]{2}", found["codes"]))
        languages, unseen = _said(found["words"])
        return Part("original", languages, codes, at, found.end(), unseen)
    if found := patterns["updated"].match(text, at):
        following = patterns["legal"].search(text, found.end())
        end = following.start() if following else len(text)
        printed = text[found.end() : end].strip()
        if (day := read_date(printed)) is not None:
            languages, unseen = _said(found["words"])
            return Part("updated", languages, day, at, end, unseen)
        if printed and len(printed) <= _UNREAD and any(char.isdigit() for char in printed):
            return Part("unread", (), text[at:end].strip(), at, end)
        return None
    for kind in _DAYS if patterns["day"].search(text, at) else ():
        found = patterns[kind].match(text, at)
        if found and (day := read_date(found["day"])) is not None:
            languages, unseen = _said(found["words"])
            return Part(kind, languages, day, at, found.end(), unseen)
    for kind in ("legal", "privacy"):
        if found := patterns[kind].match(text, at):
            languages, unseen = _said(found["words"])
            return Part(kind, languages, found["words"], at, found.end(), unseen)
    if (found := _TABLED.match(text, at)) and (day := read_date(found["day"])) is not None:
        return Part("submitted", (), day, at, found.end())
    if (found := _CODE.match(text, at)) and _TABLED.match(text):
        return Part("original", (), (found["code"],), at, found.end())
    if found := _EDITIONS.match(text, at):
        return Part("editions", (), found[0], at, found.end())
    if found := _PRINTED.match(text, at):
        return Part("pe", (), found["number"], at, found.end())
    if read := journal(text, at):
        return Part("journal", (), read[0], at, read[1])
    return None
