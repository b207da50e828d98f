"""Cuts a table of contents of the Official Journal into the questions and answers that it names."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from parlq.formats.ep.pages.language import answerers
from parlq.formats.ep.pages.language.references import REFERENCE
from parlq.formats.ep.pages.language.wording import alternatives
from parlq.formats.ep.pages.lines.line import Line, Section
from parlq.formats.ep.pages.segment.joined_issue import NOTICE
from parlq.formats.ep.pages.segment.official_journal import addressees, cut, cut_rest

#: What every table of contents has somewhere, for a quick look at any other page.
_HINT = re.compile(
    r"/\s?C\s?[0-9]+\s?[A-Z]?\s?/\s?[0-9]|(?:[A-Z]-|[Nn][ro\u00ba\u00b0.]{0,2} )[0-9]{1,6}/[0-9]{2} "
)
#: What every hint has in its middle: to look for a slash is far quicker.
_SLASH = re.compile(r"/(?:\s?C|[0-9]{2} )")
_NOTICED = re.compile(rf"\s*{NOTICE}")
_ENTRY_START = re.compile(rf"(?<=\S\s)\s*{NOTICE}\s+{REFERENCE}")
_CUTS = ("reference", "by", "to", "rest")
#: Longest list of authors in an entry that no notice heads.
_NAMES = 300
#: The page on which the text stands, behind its dots; each run of these is read one time.
_DOTS = re.compile(r"(?:(?<![ .])\s*\.[ .]*|\s)\.\s*(?P<page>[0-9]{1,4})(?![^\W_])")
_LAST_NUMBER = re.compile(r"(?<=\S)\s+(?P<page>[0-9]{1,4})\s*$")
#: Longest line that is taken for entries.
_LONGEST = 20_000


@cache
def _entry() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<notice>{NOTICE}\s)?\s*(?P<reference>{REFERENCE})"
        rf"(?:(?P<by>\s+(?:{alternatives('by')})(?:\s.{{1,2000}}?)?)\s+(?P<to>{addressees()}))?"
        r"(?P<rest>.*)",
        re.IGNORECASE,
    )


@cache
def _entry_inside() -> re.Pattern[str]:
    """An entry without a notice behind another one, in contents that have no notices."""
    return re.compile(
        rf"(?<=[0-9.)]\s)(?=[^\W\d_]){REFERENCE}(?=\s+(?:{alternatives('by')})\s.{{1,{_NAMES}}}?\s(?:{addressees()}))",
        re.IGNORECASE,
    )


@cache
def _joint_inside() -> re.Pattern[str]:
    keys = [f"answer.bare.{kind}" for kind in ("joint", "supplementary_joint")]
    return re.compile(
        rf"(?:{alternatives(*keys)})\s+(?:{alternatives('answers_to')})\s", re.IGNORECASE
    )


@cache
def _version() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<words>{alternatives('version')})\s*(?:\.[ .]{{0,500}}\.\s*)?[0-9]{{1,4}}(?![^\W_])"
    )


def contents(text: str, lines: list[Line]) -> list[Section]:
    """Cut a table of contents into its entries; empty when the lines are not one.

    An entry of a question has a notice or a reference, the author and the addressee; the joint
    answers stand between them. What stands above the first entry is a preface.
    """
    if _SLASH.search(text) is None or _HINT.search(text) is None:
        return []
    found = [Section([], preface=True)]
    for whole in lines:
        for line in _entries_inside(whole):
            entry = _entry().fullmatch(line.text) if len(line.text) <= _LONGEST else None
            if entry is not None and (entry["to"] or entry["notice"]):
                parts = cut(line, entry, _CUTS)
                if (entry["rest"] or "").strip():
                    parts[-1:] = cut_rest(parts[-1])
                found.append(Section(parts, listed=True))
            elif not found[-1].preface and _names_questions(line):
                found.append(Section([line], answer=True, listed=True))
            else:
                found[-1].lines.append(line)
    if not any(_names_addressee(section) for section in found):
        return []
    _part_pages(found[1:])
    return found if any(not line.blank for line in found[0].lines) else found[1:]


def _names_addressee(section: Section) -> bool:
    return section.listed and not section.answer and len(section.lines) > 2


def _names_questions(line: Line) -> bool:
    """Whether a line says only which questions have one answer."""
    text = line.text
    at = next(filter(None, (_DOTS.search(text), _LAST_NUMBER.search(text))), None)
    words = (text[: at.start()] if at else text).strip()
    found = answerers.bare_answer(words) or answerers.answer_line(words)
    return found is not None and bool(found.matches)


def _entries_inside(line: Line) -> list[Line]:
    """Cut a line of a table of contents that holds several entries."""
    if len(line.text) > _LONGEST:
        return [line]
    cuts = {found.start() for found in _ENTRY_START.finditer(line.text)}
    if not cuts and _NOTICED.match(line.text) is None:
        cuts = {found.start() for found in _entry_inside().finditer(line.text)}
    cuts |= {found.start() for found in _joint_inside().finditer(line.text)}
    edges = [0, *sorted(cuts - {0}), len(line.text)]
    return [line.part(*span) for span in pairwise(edges)] or [line]


def _part_pages(found: list[Section]) -> None:
    """Part the page numbers from the subjects, and the subjects from what follows them.

    Without dots before it, a number is that of a page only if most entries end with one and none is
    smaller than the one before.
    """
    numbers = [_numbered(section) for section in found]
    pages = [int(number["page"]) for _, number in numbers if number]
    in_order = len(found) > 1 and 3 * len(pages) >= 2 * len(found) and pages == sorted(pages)
    for section, (last, number) in zip(found, numbers, strict=True):
        at = section.lines.index(last)
        dots = _DOTS.search(last.text)
        versions = list(_version().finditer(last.text)) if number else []
        if versions:
            edges = [versions[0].start(), *(each.end() for each in versions)]
        elif dots:
            edges = [dots.start(), dots.end()]
        elif number and (in_order or section.answer):
            edges = [number.start()]
        else:
            edges = []
        bounds = sorted({0, *edges, len(last.text)})
        section.lines[at : at + 1] = [last.part(*span) for span in pairwise(bounds)]


def _numbered(section: Section) -> tuple[Line, re.Match[str] | None]:
    """The last line of an entry that ends with a page, or that is not blank, and the page."""
    lines = [line for line in section.lines if not line.blank]
    for line in reversed(lines):
        if number := _DOTS.search(line.text) or _LAST_NUMBER.search(line.text):
            return line, number
    return lines[-1], None
