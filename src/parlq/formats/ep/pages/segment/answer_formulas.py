"""Tells where an answer begins: a formula that says who answers, alone or over several lines."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from parlq.formats.ep.pages.language import answerers as people
from parlq.formats.ep.pages.language import one_line_heading
from parlq.formats.ep.pages.language.dates import read_date
from parlq.formats.ep.pages.language.line_labels import label
from parlq.formats.ep.pages.language.sentence_shape import is_prose
from parlq.formats.ep.pages.language.wording import first_word, first_words
from parlq.formats.ep.pages.lines.line import Line, Section, filled

BRACKETED = r"\(\s*(?:[^()]{6,40}[0-9]{4}[^()]{0,4}|[0-9]{4}[^()]{6,40})\)"
_BRACKET = re.compile(BRACKETED)
#: Longest formula between a question and its answer.
_SHORT = 300
#: Length that some line of a question has.
_LONG = 41
#: What only the head of a question has.
_OF_QUESTIONS = frozenset({"heading", "addressee", "rule"})
#: Longest formula of an answer, and most further lines that it goes on in.
_FORMULA, _FORMULA_LINES = 600, 5


def begins_over_lines(lines: list[Line], following: list[int], place: int) -> bool:
    """Whether a formula that says who answers begins here and goes on over the next lines."""
    words = lines[place].text.strip()
    if people.bare_answer(words) is None and not people.begins_answer(words):
        return False
    for _ in range(_FORMULA_LINES):
        place = following[place]
        if place >= len(lines):
            return False
        words = f"{words} {lines[place].text.strip()}"
        formula = people.answer_line(words)
        if formula is not None and formula.answerers and formula.answerers[0].institution:
            return True
    return False


def with_answers(lines: list[Line]) -> list[Section]:
    """Cut a page that prints a question and the answers to it, each below its formula."""
    initials, words = _initials(), _beginnings()
    may_be = [
        place
        for place, line in enumerate(lines)
        if line.text[:1] in initials and len(line.text) < _SHORT and first_word(line.text) in words
    ]
    if not may_be or all(len(line.text) < _LONG for line in lines[: may_be[-1]]):
        return [Section(lines)]  # nearly all pages: nothing above the formula is a text
    cuts = [place for place in may_be if _answers(lines, place)]
    if not cuts or not _asks_above(lines[: cuts[0]]):
        return [Section(lines)]
    edges = [0, *cuts, len(lines)]
    return [Section(lines[i:j], answer=i > 0) for i, j in pairwise(edges)]


def _answers(lines: list[Line], place: int) -> bool:
    """Whether a line is a whole formula, with a name."""
    text = lines[place].text.strip()
    after = next((each for _, each in filled(lines, place + 1)), None)
    return people.answer_line(text) is not None and is_answer_line(lines[place], after)


def _asks_above(lines: list[Line]) -> bool:
    """Whether lines are a question: some of its head, and a sentence below that."""
    asks = False
    for line in lines:
        if not line.blank and asks and is_prose(line.text):
            return True
        known = label(line.text) if not asks else None
        asks = asks or (known is not None and known.kind in _OF_QUESTIONS)
        asks = asks or (known is None and one_line_heading.read(line.text) is not None)
    return False


@cache
def _initials() -> frozenset[str]:
    """What a formula that begins with no name begins with."""
    return frozenset(word[:1].upper() for word in _beginnings() if word[:1].isalpha())


@cache
def _beginnings() -> frozenset[str]:
    return first_words(*people.ANSWER_KEYS)


def is_answer_line(line: Line, following: Line | None = None) -> bool:
    """Whether a line says who answers, its date aside, or only that this is the answer.

    Args:
        line: the line.
        following: the next one that is not blank; what a formula lacks may stand there.
    """
    day = day_of(line.text)
    words = (line.text[: day.start()] if day else line.text).strip()
    if (formula := people.answer_line(words)) is not None:
        return (
            day is not None
            or (bool(formula.answerers) and formula.answerers[0].institution is not None)
            or (following is not None and _goes_on(following.text, formula.languages))
        )
    bare = people.bare_answer(words)
    if bare is None:
        return False
    below = "" if following is None else following.text.strip()
    dated = bool(below) and day_of(below, alone=True) is not None
    longer = people.bare_answer(f"{words} {below}") if below else None
    return day is not None or bool(bare.matches) or dated or bool(longer and longer.matches)


def _goes_on(text: str, languages: tuple[str, ...]) -> bool:
    """Whether a line is the date or the institution that a formula lacks."""
    return day_of(text, alone=True) is not None or any(
        people.institution_line(text.strip(), language) for language in languages
    )


def day_of(text: str, *, alone: bool = False) -> re.Match[str] | None:
    """The first date in brackets near the beginning of a line; `alone`: the line is nothing else."""
    for found in _BRACKET.finditer(text, 0, _FORMULA):
        if read_date(found[0].strip("() ")) is not None:
            return found if not alone or found[0] == text.strip() else None
    return None


def has_day(text: str, *, alone: bool = False) -> bool:
    """Whether a line has a date in brackets near its beginning; `alone`: and nothing else."""
    return day_of(text, alone=alone) is not None
