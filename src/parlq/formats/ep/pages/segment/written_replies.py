"""Finds replies that no formula heads: those in writing in the attachment of a sitting's report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from parlq.formats.ep.pages.language.line_labels import label
from parlq.formats.ep.pages.language.one_line_heading import addressee_in
from parlq.formats.ep.pages.language.sentence_shape import is_prose
from parlq.formats.ep.pages.language.wording import rows, wording
from parlq.formats.ep.pages.lines.line import Line, Section
from parlq.model.fields.name_matching import fold

_WORD = re.compile(r"[^\W\d_]+")
_BRACKETS = re.compile(r"\(([^()]*)\)")
#: How a question ends, perhaps with quotation marks or a note marker behind.
_ASKS = re.compile(r"[?;\u037e][\"'”\u2019»)\]]*(?:[\[(][0-9*]{1,3}[\])])?\s*\Z")
#: The language that somebody speaks or writes, before the words.
_CODE = re.compile(r"\((?P<code>[A-Z]{2})\)")
_SPOKEN = re.compile(rf"\s*{_CODE.pattern}\s+(?=\S)")
#: Longest title of a part of the attachment, and most words of it.
_TITLE, _WORDS = 240, 8
#: How many letters of a word stay the same in all its cases; of one that is not longer than this.
_STEM, _SHORT_STEM, _SHORT = 4, 3, 5
#: Words among which a reply names itself, and the presidency that has written it.
_NAMED, _WRITER = 4, 16
#: Blank lines that part a question from its reply, at least.
_GAP = 3


class _Stems(NamedTuple):
    """How words of one language begin."""

    language: str
    question: tuple[str, ...]
    reply: tuple[str, ...]
    presidency: tuple[str, ...]
    bodies: tuple[tuple[str, str], ...]


@cache
def _languages() -> tuple[_Stems, ...]:
    found = []
    for language in dict.fromkeys(row.language for row in rows("heading.written")):
        asked = [
            (code, _WORD.findall(row.name or row.text)[-1])
            for code in ("commission", "council")
            if (row := wording(f"addressee.{code}", language)) is not None
        ]
        found.append(
            _Stems(
                language,
                _stems(language, "page_heading", "heading.written", "heading.time"),
                _stems(language, "reply"),
                _stems(language, "presidency"),
                tuple(
                    (code, fold(word)[: _STEM if len(word) > _SHORT else _SHORT_STEM])
                    for code, word in asked
                ),
            )
        )
    return tuple(found)


def _stems(language: str, *keys: str) -> tuple[str, ...]:
    texts = (row.text for key in keys for row in rows(key) if row.language == language)
    words = {fold(word) for text in texts for word in _WORD.findall(text)}
    return tuple(word[:_STEM] for word in words if len(word) >= _STEM)


def asked_in_title(text: str) -> str | None:
    """Who is asked in all that follows a title such as `QUESTIONS TO THE COUNCIL (…)`, by code."""
    if len(text) > _TITLE or text.rstrip()[-1:] in {".", "?", ":", ";"}:
        return None
    title = _BRACKETS.sub(" ", text).lstrip(" 0123456789.")
    for words in (title, *(found[1] for found in _BRACKETS.finditer(text))):
        found = _WORD.findall(fold(words))
        if 1 < len(found) <= _WORDS and label(words.strip()) is None:
            for each in _languages():
                for code, stem in each.bodies:
                    if found[0].startswith(each.question) and found[-1].startswith(stem):
                        return code
    return None


def asked_in_speech(text: str) -> str | None:
    """Who is asked by the sentence that opens question time: `… Question Time to the Council`."""
    known, _ = (len(text) <= _TITLE and addressee_in(text)) or (None, 0)
    asks = known is not None and any(
        word.startswith(each.question)
        for word in _WORD.findall(fold(text))
        for each in _languages()
        if each.language in known.languages
    )
    return str(known.value[0]) if known is not None and asks else None


def languages_that_ask(text: str) -> tuple[str, ...]:
    """The languages in which a line has a word for a question among its first three."""
    words = _WORD.findall(fold(text[:80]))[:3]
    return tuple(
        each.language
        for each in _languages()
        if any(word.startswith(each.question) for word in words)
    )


def without_formula(section: Section) -> tuple[Section, Section] | None:
    """Part a question from the reply below it; None where none is certain."""
    filled = [place for place, line in enumerate(section.lines) if not line.blank]
    gaps = [after - before for before, after in pairwise(filled)]
    begin = _begin(section.lines, filled, gaps)
    if begin is None:
        return None
    found = _SPOKEN.match(section.lines[begin].text)
    lines = section.lines[begin:]
    if found is not None:
        lines[:1] = [lines[0].part(0, found.end()), lines[0].part(found.end(), len(lines[0].text))]
    answer = Section(lines, answer=True, unheaded=True)
    section.lines = section.lines[:begin]
    return section, answer


def _begin(lines: list[Line], filled: list[int], gaps: list[int]) -> int | None:
    """The line in which a reply begins: it names itself, its language, or stands far below."""
    ends = list(_ends_of_questions(lines, filled))
    for place in filled:
        if _names_itself(lines[place].text):
            return place
    for number in ends:
        if _SPOKEN.match(lines[filled[number + 1]].text):
            return filled[number + 1]
    widest = max((gaps[number] for number in ends), default=0)
    if widest > _GAP and gaps.count(widest) == 1 and widest == max(gaps):
        return filled[gaps.index(widest) + 1]
    return None


def _ends_of_questions(lines: list[Line], filled: list[int]) -> Iterator[int]:
    """The numbers of the lines that end with a question and are followed by a sentence."""
    for number, (place, below) in enumerate(pairwise(filled)):
        text = lines[place].text
        if label(text) is None and _ASKS.search(text) and is_prose(lines[below].text):
            yield number


def _names_itself(text: str) -> bool:
    """Whether a sentence begins with the reply and the presidency that has drawn it up."""
    words = _WORD.findall(fold(text[:300]))[:_WRITER]
    return is_prose(text) and any(
        each.presidency
        and any(word.startswith(each.reply) for word in words[:_NAMED])
        and any(word.startswith(each.presidency) for word in words)
        for each in _languages()
    )


def language_of(text: str) -> str | None:
    """The language in `(FR)`; None for other words."""
    found = _CODE.fullmatch(text.strip())
    return found["code"].lower() if found else None
