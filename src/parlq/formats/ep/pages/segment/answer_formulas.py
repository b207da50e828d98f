"""Tells where an answer begins: a formula that says who answers, alone or over several lines."""

from __future__ import annotations

import re

from parlq.formats.ep.pages.language import answerers as people
from parlq.formats.ep.pages.language.dates import read_date
from parlq.formats.ep.pages.lines.line import Line

BRACKETED = r"\(\s*(?:[^()]{6,40}[0-9]{4}[^()]{0,4})\)"
_BRACKET = re.compile(BRACKETED)
#: Longest formula of an answer, and most further lines that it goes on in.
_FORMULA, _FORMULA_LINES = 600, 3


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
    dated = following is not None and day_of(following.text, alone=True) is not None
    return day is not None or bool(bare.matches) or dated


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
