"""Cuts the Official Journal of 2011 to 2014, which prints each question and answer in two languages."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from parlq.formats.ep.pages.language.line_labels import label
from parlq.formats.ep.pages.language.wording import rows
from parlq.formats.ep.pages.lines.line import Line, Section
from parlq.formats.ep.pages.segment.answer_formulas import has_day, is_answer_line
from parlq.formats.ep.pages.segment.official_journal import next_filled
from parlq.model.fields.name_matching import fold

#: A date in brackets at the end of a line: this print has one for each question and each answer.
_DATED = re.compile(r"\([^()\n]{6,40}[0-9]{4}[^()\n]{0,4}\)[ \t\u00a0]*(?=[\r\n\f]|\Z)")
#: Longest line that is looked at.
_ROOM = 400


@cache
def _versions() -> dict[str, str]:
    return {fold(row.text): row.language for row in rows("version")}


def is_printed(text: str) -> bool:
    """Whether a text may be such a print; a quick look."""
    return len(list(islice(_DATED.finditer(text), 2))) == 2


def version(line: Line) -> str | None:
    """The language that a line such as `(English version)` announces."""
    words = line.text.strip()
    if len(words) > _ROOM or words[:1] != "(" or words[-1:] != ")":
        return None
    return _versions().get(fold(words[1:-1]))


def sections(lines: list[Line]) -> list[Section]:
    """Cut a print into its questions and answers; empty when it has not two of them."""
    following = next_filled(lines)
    found = [Section([], preface=True)]
    for place, line in enumerate(lines):
        current = found[-1]
        tag = version(line)
        if tag is not None:
            line.boilerplate("version")
            found.append(Section([line], preface=True, language=tag))
            continue
        if not line.blank and len(line.text) <= _ROOM:
            after = _next(lines, following, place)
            if _asks(line, after):
                if not current.preface:
                    found.append(Section([], language=current.language))
                found[-1].preface = False
            elif not current.preface and _answers(line, after):
                found.append(Section([], answer=True, language=current.language))
        found[-1].lines.append(line)
    return found if sum(not section.preface for section in found) > 1 else []


def _next(lines: list[Line], following: list[int], place: int) -> list[Line]:
    """The next two lines that are not blank."""
    found: list[Line] = []
    while len(found) < 2 and (place := following[place]) < len(lines):
        found.append(lines[place])
    return found


def _asks(line: Line, after: list[Line]) -> bool:
    """Whether a line is a heading with a reference, above an addressee."""
    known = label(line.text)
    if known is None or known.kind != "heading" or not known.value[1] or not after:
        return False
    below = label(after[0].text)
    return below is not None and below.kind == "addressee"


def _answers(line: Line, after: list[Line]) -> bool:
    """Whether a line says who answers, with a date in it or below it."""
    if not is_answer_line(line, after[0] if after else None):
        return False
    return has_day(line.text) or any(has_day(each.text, alone=True) for each in after)
