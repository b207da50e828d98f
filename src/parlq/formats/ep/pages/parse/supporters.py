"""Takes who supports a question: a line with a note mark under the text, and the note with the names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from parlq.formats.ep.pages.language import authors
from parlq.formats.ep.pages.language.wording import rows
from parlq.formats.ep.pages.parse.statements import doubt
from parlq.model.fields.name_matching import fold

if TYPE_CHECKING:
    from parlq.formats.ep.pages.lines.line import Line
    from parlq.formats.ep.pages.lines.report import Report
    from parlq.formats.ep.pages.parse.facts import Facts

#: A note mark at the end of a few words, and nothing else: `Supporters[2]`.
_MARKED = re.compile(
    r"[^\W\d_][^\d\[\](){}<>.:;?!*]{3,40}?[\[(]?(?P<mark>[0-9]{1,2}|\*{1,3})[\])]?"
)
#: A note, whose names stand behind its last colon.
_NOTE = re.compile(
    r"\s*(?:[-*\u2022]\s)?[\[(]?(?P<mark>[0-9]{1,2}|\*{1,3})[\])]?\s+(?P<words>\S.*)", re.DOTALL
)
_MARK_OR_COLON = re.compile(r"[:\d\[(*]")
#: Longest label with a note mark, and longest line of names that is looked at.
_SHORT, _LONGEST = 60, 20_000


def without(lines: list[Line], start: int, facts: Facts, report: Report) -> list[Line]:
    """The lines, but for those behind `start` that name the supporters of a question."""
    if facts.is_answer:
        return lines
    marks: dict[str, Line] = {}
    taken: set[int] = set()
    for line in lines[start:]:
        if line.blank or line.spans or len(line.text) > _LONGEST:
            continue
        if len(line.text) < _SHORT and (marked := _MARKED.fullmatch(line.text.strip())):
            marks[marked["mark"]] = line
            continue
        note = _NOTE.fullmatch(line.text) if marks else None
        label = marks.get(note["mark"]) if note else None
        if note and label is not None and _take(line, note.start("words"), facts):
            if not _is_known(label.text):
                doubt(report, label.text, label)
            label.boilerplate("supporters")
            taken |= {id(line), id(label)}
        elif 0 < line.text.find(":") < _SHORT and _is_known(line.text) and _take(line, 0, facts):
            taken.add(id(line))
    return [line for line in lines if id(line) not in taken] if taken else lines


def _is_known(text: str) -> bool:
    """Whether a word for supporters, and nothing else, stands before a colon or a note mark."""
    words = fold(_MARK_OR_COLON.split(text, maxsplit=1)[0])
    return words in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(fold(row.text) for row in rows("supporters"))


def _take(line: Line, start: int, facts: Facts) -> bool:
    """Take the names behind the last colon of a line; False where these are not only names."""
    at = line.text.rfind(":", start) + 1
    found = authors.authors(line.text, facts.language, start=at) if at else None
    rest = "" if found is None else line.text[found.end :].strip(" .;,")
    if found is None or rest or not all(each.group for each in found.authors):
        return False
    line.boilerplate("supporters", end=at)
    for author in found.authors:
        line.became("supporters", len(facts.supporters), start=at)
        facts.supporters.append(author)
    return True
