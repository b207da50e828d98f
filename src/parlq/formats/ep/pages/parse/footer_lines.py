"""Takes the footer of a page, and keeps what follows it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from parlq.formats.ep.pages.language.footer_statements import (
    Part,
    begins,
    by_shape,
    ends_with_notice,
    footer_parts,
)
from parlq.formats.ep.pages.language.line_labels import label
from parlq.formats.ep.pages.language.sentence_shape import (
    is_dated,
    is_dated_label,
    is_item,
    is_labelled,
    is_of_site,
    is_prose,
    is_rights,
)
from parlq.formats.ep.pages.language.wording import first_word, first_words
from parlq.formats.ep.pages.lines.drafts import is_note
from parlq.formats.ep.pages.lines.joined_lines import joined_lines
from parlq.formats.ep.pages.lines.line import RichLine
from parlq.formats.ep.pages.parse.statements import statement, unknown
from parlq.model.languages.language import OFFICIAL

if TYPE_CHECKING:
    from parlq.formats.ep.pages.lines.line import Line
    from parlq.formats.ep.pages.lines.report import Report
    from parlq.formats.ep.pages.parse.facts import Facts

#: Statements that occur only in the footer of a page: it begins with one of them.
_SURE = frozenset({"updated", "legal", "original"})
_CODES = frozenset(language.tag for language in OFFICIAL)
#: Longest line of the footer, and longest part of one that an extractor has split.
_LONGEST, _SHORT = 400, 60
#: Most lines of the footer of a site that follow the line with its rights.
_SITE = 20
#: Most lines that are not recognised between two of the footer, and longest one with its shape.
_BRIDGE, _LABELLED = 4, 120


def read_foot(lines: list[Line], start: int, facts: Facts, report: Report) -> int:
    """Read the lines after the text; returns where the text ends.

    What a site prints below the footer of the page is kept as printed.
    """
    end = _trim(lines, start, len(lines))
    first = next((i for i in range(start, end) if _begins(lines, i)), None)
    if first is not None:
        end = _trim(lines, start, first)
    while (above := _goes_on(lines, start, end)) is not None:
        end = _trim(lines, start, above)
    notes = _over_notes(lines, start, end)
    for index in (*notes, *range(end, len(lines))):
        line = lines[index]
        if not line.blank and not line.spans:
            _take(lines, index, facts, report)
    return end


def _trim(lines: list[Line], start: int, end: int) -> int:
    """Where the lines of the footer directly above `end` begin."""
    while end > start and (lines[end - 1].blank or _is_foot(lines, end - 1)):
        end -= 1
    return end


def _goes_on(lines: list[Line], start: int, end: int) -> int | None:
    """Where the footer continues above `end`, in unrecognised lines; None where it does not.

    They belong to it between two lines that are, right above one, and where their shape is that of
    a footer: a label with its value, or the signs of a site.
    """
    if end <= start or len(lines[end - 1].text) > _LONGEST:
        return None
    return end - 1 if _like_foot(lines, end - 1, under=end) else _bridged(lines, start, end)


def _bridged(lines: list[Line], start: int, end: int) -> int | None:
    """The index of a footer line that only lines without a sentence separate from the rest of it."""
    seen = 0
    for index in range(end - 1, start - 1, -1):
        line = lines[index]
        if line.blank:
            continue
        if seen and _is_foot(lines, index):
            return index
        seen += 1
        if seen > _BRIDGE or is_prose(line.text) or _is_of_text(line):
            return None
    return None


def _like_foot(lines: list[Line], index: int, *, under: int) -> bool:
    """Whether an unrecognised line has the position or the shape of a footer line."""
    line = lines[index]
    text = line.text.strip()
    if len(text) > _LABELLED or line.spans or _is_of_text(line):
        return False
    if is_dated_label(text) or is_of_site(text) or footer_parts(text.rstrip(" .")):
        return True
    if ends_with_notice(text) or (begins(text) and is_dated(text)):
        return True
    if is_prose(text):
        return False
    glued = under < len(lines) and not lines[under].blank
    return glued or is_labelled(text)


def _is_of_text(line: Line) -> bool:
    """Whether a line is an item, a note, or in a table or list: part of the text."""
    return is_item(line.text) or (isinstance(line, RichLine) and bool(line.containers))


def _over_notes(lines: list[Line], start: int, end: int) -> list[int]:
    """Where the lines of the footer are that only notes separate from the rest of it."""
    for index in range(end - 1, start - 1, -1):
        line = lines[index]
        if line.blank or is_note(line.text):
            continue
        if len(line.text) > _LONGEST or not footer_parts(line.text):
            return []
        above = index
        while (
            above > start
            and not lines[above - 1].blank
            and _like_foot(lines, above - 1, under=above)
        ):
            above -= 1
        return list(range(above, index + 1))
    return []


def _take(lines: list[Line], index: int, facts: Facts, report: Report) -> None:
    line = lines[index]
    found = _statements(lines, index)
    if found is not None:
        whole, parts = found
        for part in parts:
            statement(facts, report, whole, part)
        whole.settle()
    elif kind := _boilerplate(line):
        line.boilerplate(kind)
    elif (shaped := by_shape(line.text)) and _is_lacking(shaped, facts):
        statement(facts, report, line, shaped)
    else:
        unknown(facts, report, line)


def _is_lacking(part: Part, facts: Facts) -> bool:
    """Whether a page that states this only in unknown words states it nowhere else."""
    if facts.is_answer:
        return False
    dated = facts.date is not None or part.value is None
    return not (facts.originals if part.kind == "original" else dated)


def _statements(lines: list[Line], index: int) -> tuple[Line, list[Part]] | None:
    """The statements that a line makes, alone or with those below it."""
    line = lines[index]
    if len(line.text) > _LONGEST:
        return None
    if parts := footer_parts(line.text):
        return line, parts
    if len(line.text) <= _SHORT and begins(line.text):
        for whole in joined_lines(lines, index):
            if parts := footer_parts(whole.text):
                return whole, parts
    return None


def _boilerplate(line: Line) -> str | None:
    """The kind of a footer line that states nothing; None when it is another line."""
    if not line.text.strip(" -\u2013|\u00b7\u00a0"):
        return "separator"
    known = label(line.text)
    return "eurlex" if known is not None and known.kind == "eurlex" else None


def _is_foot(lines: list[Line], index: int) -> bool:
    """Whether a line belongs to the footer: alone, or with those above it that begin a statement."""
    line = lines[index]
    if line.spans:
        return False
    if footer_parts(line.text) or _boilerplate(line) or _is_code(line):
        return True
    if len(line.text) > _SHORT:
        return False
    above = index - 1
    while above > 0 and lines[above].blank:
        above -= 1
    if above < 0 or len(lines[above].text) > _SHORT:
        return False
    found = _statements(lines, above)
    return found is not None and found[0] is not lines[above]


@cache
def _sure_words() -> frozenset[str]:
    return first_words("last_updated", "legal_notice", "original")


def _is_code(line: Line) -> bool:
    """Whether a line is only the code of a language, as old pages end; it does not say of what."""
    text = line.text.strip()
    return len(text) == 2 and text.lower() in _CODES


def _begins(lines: list[Line], index: int) -> bool:
    """Whether the footer certainly begins here, whatever follows it."""
    line = lines[index]
    if line.blank or line.spans:
        return False
    if first_word(line.text) not in _sure_words():
        return (
            len(lines) - index <= _SITE
            and line.text.lstrip()[:1] in "\u00a9("
            and is_rights(line.text)
        )
    found = _statements(lines, index)
    return found is not None and any(part.kind in _SURE for part in found[1])
