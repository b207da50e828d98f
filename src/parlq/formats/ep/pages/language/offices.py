"""Reads what stands around the name of an answerer: honorifics, offices, and institutions alone."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from parlq.formats.ep.pages.language.wording import pattern, rows, table
from parlq.model import Institution
from parlq.model.fields.name_matching import fold

#: Institutions that somebody may answer for, as in the keys `behalf.…` and `office.…`.
BODIES = ("commission", "council", "european_council", "ecb")


@cache
def _beginnings(key: str, language: str) -> re.Pattern[str] | None:
    found = [row for row in table() if row.key == key or row.key.startswith(f"{key}.")]
    words = sorted((row.text for row in found if row.language == language), key=len)
    if not words:
        return None
    longest_first = "|".join(pattern(each) for each in reversed(words))
    return re.compile(rf"(?:{longest_first})(?![^\W\d_])", re.IGNORECASE)


def offices_behind(text: str, language: str) -> re.Match[str] | None:
    """The offices that stand after a name: behind a comma or slash, in Hungarian a blank."""
    words = _behind(language)
    return words.search(text, 1) if words is not None else None


@cache
def _behind(language: str) -> re.Pattern[str] | None:
    words = _beginnings("office", language)
    if words is None:
        return None
    between = r"(?:\s*[,/]\s*|\s+)" if language == "hu" else r"\s*[,/]\s*"
    more = rf"(?:(?:\s*[,/]\s*|\s+\w{{1,3}}\s+){words.pattern})*"
    return re.compile(rf"{between}(?P<offices>{words.pattern}{more})\Z", re.IGNORECASE)


def honorific(text: str, language: str) -> tuple[str | None, str]:
    """The honorific that words begin with, and the words behind it."""
    words = _beginnings("honorific", language)
    found = words.match(text) if words else None
    if found is None or not text[found.end() :].strip(" ."):
        return None, text
    return found[0], text[found.end() :].lstrip(" .\u00a0")


def office(text: str, language: str) -> str | None:
    """The office that words begin with, perhaps behind an article."""
    words = _beginnings("office", language)
    if words is None:
        return None
    found = words.match(text) or words.match(without_article(text, language))
    return text[: len(text) - len(found.string) + found.end()] if found else None


def without_article(text: str, language: str) -> str:
    """Words without the article before them."""
    words = _beginnings("article", language)
    found = words.match(text) if words is not None else None
    return text[found.end() :].lstrip() if found is not None else text


def body_alone(text: str, language: str) -> Institution | None:
    """The institution that a formula names in place of a person: `the Council`."""
    words = without_article(text, language)
    return None if body_of_office(words) else _named_bodies(language).get(fold(words))


@cache
def _named_bodies(language: str) -> dict[str, Institution]:
    return {
        fold(row.name): Institution(code=code, name=row.name)
        for code in BODIES
        for key in (f"addressee.{code}", f"behalf.{code}")
        for row in rows(key)
        if row.language == language and row.name
    }


@lru_cache(maxsize=1024)
def body_of_office(text: str) -> Institution | None:
    """The institution that somebody with an office speaks for, if only one has that office."""
    words = fold(text)
    known = (
        Institution(code=code)
        for code in BODIES
        for row in rows(f"office.{code}")
        if words.endswith(fold(row.text))
    )
    return next(known, None)
