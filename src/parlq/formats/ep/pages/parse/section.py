"""Reads one question or answer: header line by line, footer from the end, text in between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from parlq.formats.ep.pages.language.line_labels import (
    BOILERPLATE,
    label,
    languages_of,
    subject_label,
)
from parlq.formats.ep.pages.language.sentence_shape import is_dated_label, is_prose
from parlq.formats.ep.pages.language.wording import whole_lines
from parlq.formats.ep.pages.parse import body, improbable_facts, misplaced_lines, supporters
from parlq.formats.ep.pages.parse.facts import question_kind
from parlq.formats.ep.pages.parse.footer_lines import read_foot
from parlq.formats.ep.pages.parse.header import Head
from parlq.formats.ep.pages.parse.statements import unknown
from parlq.model.fields.name_matching import fold
from parlq.problems import Severity

if TYPE_CHECKING:
    from parlq.formats.ep.pages.lines.line import Line, Section
    from parlq.formats.ep.pages.lines.report import Report
    from parlq.formats.ep.pages.parse.facts import Facts

#: The page at the end of an entry of a table of contents, perhaps behind the name of a language.
_PAGE = re.compile(r"[\s.]*(?P<page>[0-9]{1,4})\s*")
_VERSION = re.compile(r"\s*(?P<words>[^.0-9]{4,40}?)[\s.]*[0-9]{1,4}\s*")
#: Words that a text above the heading has at least.
_WORDS = 8
#: Headings that other parliaments have too: nothing follows from them alone.
_BARE = frozenset({"journal", "spoken"})
#: Longest title, and what begins or ends a line that is none.
_TITLE = 400
_NO_TITLE = re.compile(r"\s*(?:[0-9]{1,2}[.)]\s|[\u2013\u2014\u2022-]\s|.*[.:;,]\s*$)")


def read_section(section: Section, report: Report, *, answer: bool = False) -> Facts | None:
    """Read the lines of one question or answer; None when they are neither.

    Args:
        section: the lines, and what is known of them from where they stood.
        report: takes the problems.
        answer: the page is known to be an answer, whatever its words.
    """
    head = Head(section, report, answer=answer)
    start = head.read()
    if start is None or (head.facts.wording in _BARE and not head.names_something()):
        return None
    lines = supporters.without(section.lines, start, head.facts, report)
    end = read_foot(lines, start, head.facts, report)
    text = lines[start:end]
    if not (head.facts.is_answer or section.listed or any(_is_open(line) for line in text)):
        text = _text_above(head, report)
    _settle(head, report)
    if not section.listed:
        improbable_facts.check(head.facts, [*section.titles, *section.lines], report)
    if section.listed:
        _not_listed(text, head.facts, report)
    else:
        if not head.facts.is_answer:
            _mixed(text, head, report)
        misplaced_lines.check(text, report, spoken=section.question_time and not section.answer)
        head.facts.body = body.blocks(text)
    return head.facts


def _is_open(line: Line) -> bool:
    """Whether something in a line is not read yet."""
    return not (line.blank or line.spans)


def _text_above(head: Head, report: Report) -> list[Line]:
    """The text of a page that prints it above the heading: sentences, one of which asks."""
    first = next((line for line in head.pending if is_prose(line.text)), None)
    asks = any("?" in line.text or ";" in line.text for line in head.pending)
    if first is None or not asks or sum(len(line.text.split()) for line in head.pending) < _WORDS:
        return []
    begin = next(at for at, line in enumerate(head.lines) if line is first)
    last = head.pending[-1]
    text = []
    for line in head.lines[begin:]:
        if not line.spans:
            text.append(line)
        if line is last:
            break
    head.pending = head.pending[: next(at for at, each in enumerate(head.pending) if each is first)]
    report.add("PQ526", "the text is above the heading; read as the text", first, Severity.INFO)
    return text


def _mixed(lines: list[Line], head: Head, report: Report) -> None:
    """Report a subject that nothing parts from the text after it."""
    first = next((line for line in lines if not line.blank), None)
    if head.labelled and first is None and "?" in (head.facts.subject or ""):
        first = next((line for line in head.lines if subject_label(line.text)), None)
    elif head.labelled:
        return
    if first is not None and (found := subject_label(first.text)):
        message = (
            f"nothing separates the subject from the text: {first.text[found:].strip()[:80]} ..."
        )
        report.add("PQ502", message, first)


def _settle(head: Head, report: Report) -> None:
    """Give its place to what could not be placed before the whole head was read."""
    facts = head.facts
    facts.refer(head.matches)
    for number in facts.contradicted:
        message = f"the letter of the CELEX number {number} is not that of the printed reference"
        report.add("PQ504", message, next(line for line in head.lines if not line.blank))
    if not facts.is_answer and head.worded:
        letter = facts.references[0].letter if facts.references else None
        facts.kind = question_kind(facts.wording, letter)
    if len(set(head.signed)) > 1 and head.signed[0]:
        _sign(facts, head.signed)
    if facts.subject is None and not facts.is_answer and (title := _title(head.pending)):
        head.pending.remove(title)
        facts.subject = title.text.strip()
        title.became("variant", "subject")
    for line in head.pending:
        unknown(facts, report, line)
    if head.dated is not None and facts.date is not None and facts.day(facts.date) is None:
        head.dated.spans.clear()
        unknown(facts, report, head.dated, "a date that means different days in two languages")


def _sign(facts: Facts, signed: list[int]) -> None:
    """Say of each author for which of several bodies, each printed after its own, they sign."""
    begin = 0
    for body_, end in zip(facts.on_behalf_of, signed, strict=True):
        for place in range(begin, end):
            facts.authors[place] = attrs.evolve(facts.authors[place], on_behalf_of=body_)
        begin = end


def _title(lines: list[Line]) -> Line | None:
    """The title over a question: the line right above its heading, dates aside, if it can be one."""
    line = next((each for each in reversed(lines) if not is_dated_label(each.text)), None)
    if line is None or len(line.text) > _TITLE or _NO_TITLE.match(line.text):
        return None
    return line


def _not_listed(lines: list[Line], facts: Facts, report: Report) -> None:
    """Account for what an entry of a table of contents holds beside the facts."""
    for line in lines:
        if line.blank:
            continue
        if version := _VERSION.fullmatch(line.text):
            known = whole_lines().get(fold(version["words"]), ())
            if tags := languages_of(tuple(row for row in known if row.key == "version")):
                facts.choices += tags
                line.boilerplate("version")
                continue
        page = _PAGE.fullmatch(line.text)
        if page and facts.publications:
            line.became("publications", len(facts.publications) - 1)
            facts.publications[-1] = attrs.evolve(facts.publications[-1], page=page["page"])
        elif page or not line.text.strip(" .,…"):
            line.boilerplate("page")
        elif (known_line := label(line.text)) and known_line.kind in BOILERPLATE:
            line.boilerplate(known_line.kind)
        else:
            unknown(facts, report, line)
