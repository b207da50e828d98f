"""Reads saved pages: lines, recognition, and the questions and answers that they make."""

from __future__ import annotations

import datetime as dt

from parlq.formats.ep.pages.extract.any_source import saved
from parlq.formats.ep.pages.lines.extracted import Saved
from parlq.formats.ep.pages.lines.line import Line, Section
from parlq.formats.ep.pages.lines.locations import Places, Read
from parlq.formats.ep.pages.lines.report import Report
from parlq.formats.ep.pages.parse import link_works
from parlq.formats.ep.pages.parse.address import (
    complete,
    complete_all,
    is_answer,
    named_by,
)
from parlq.formats.ep.pages.parse.facts import Facts
from parlq.formats.ep.pages.parse.section import read_section
from parlq.formats.ep.pages.parse.statements import unknown
from parlq.formats.ep.pages.segment import (
    bilingual_journal,
    joined_issue,
    official_journal,
    question_time,
    two_columns,
)
from parlq.formats.ep.pages.segment.answer_formulas import with_answers
from parlq.formats.ep.pages.segment.split_lines import documents, reshape
from parlq.formats.ep.pages.segment.table_of_contents import contents
from parlq.formats.ep.pages.unread_lines import (
    keep_debate,
    keep_loose,
    keep_markup,
    keep_unmapped,
    refuse,
    report_unanswered,
)
from parlq.io.reading import Reading
from parlq.limits import DEFAULT, Limits
from parlq.model import Answer, Question, Reference
from parlq.problems import ModelError, Severity

#: Name of the format.
FORMAT = "page"


def read(
    data: bytes | str,
    *,
    strict: bool = False,
    file: str | None = None,
    limits: Limits = DEFAULT,
    reference: Reference | str | None = None,
    source: str | None = None,
) -> Reading:
    """Read a saved page of the European Parliament, EUR-Lex or the Official Journal.

    Args:
        data: text, HTML, DOCX (needs `parlq[docx]`) or PDF with a text layer (`parlq[pdf]`).
        strict: make errors of what is not recognised; else it is kept as printed and reported.
        file: name of the input, for the problems.
        limits: bounds on the input.
        reference: the page's reference where it prints none, in any spelling; of an answer page,
            its own when it ends in `ASW`, else that of the question answered.
        source: address of the page, or a name such as `E-2008-0147__EN`; it supplies reference,
            term and language where the page lacks them, and is checked against them. Else the
            address in the page is used, or the name of the file.

    Raises:
        ModelError: `reference` is not one.
        MissingExtraError: the package that reads DOCX or PDF is not installed.
    """
    given = Reference.parse(reference) if isinstance(reference, str) else reference
    report = Report(file, strict=strict)
    page = saved(data, limits, report)
    known = _works(page, given, source, report) if page is not None else []
    return Reading(
        value=link_works.document([each.work for each in known]) if known else None,
        problems=tuple(report.all()),
        locate=Places(known),
        file=file,
        format=FORMAT,
    )


def account(data: bytes | str, *, limits: Limits = DEFAULT) -> list[Line]:
    """Every line of a page with its account: what became of each of its characters.

    Lines that are cut into parts come as those parts. The account of a page that is refused is
    empty.
    """
    lines, is_read = accounted(data, limits, None, None)
    return lines if is_read else []


def accounted(
    data: bytes | str, limits: Limits, file: str | None, source: str | None
) -> tuple[list[Line], bool]:
    """The lines of a page, and whether it is read; those of a page that is refused have no spans."""
    report = Report(file, strict=False)
    page = saved(data, limits, report)
    if page is None:
        return [], False
    parts = sections(page, report)
    address = source or page.address or named_by(file)
    found = _recognised(page, parts, address, report)
    if not found or _is_alone(page, found, address):
        for line in page.lines:
            line.spans.clear()
        return page.lines, False
    return [line for part in parts for line in (*part.titles, *part.lines)], True


def _works(page: Saved, given: Reference | None, source: str | None, report: Report) -> list[Read]:
    """The works of a page, in its order, each with its lines."""
    address = source or page.address or named_by(report.file)
    parts = sections(page, report)
    found = _recognised(page, parts, address, report)
    alone = given is None and _is_alone(page, found, address)
    if alone or not found:
        refuse(page, report, alone=alone)
        return []
    keep_unmapped(page, found, report)
    keep_markup(page, found, report)
    link_works.tie([facts for _, facts in found], report)
    if len(found) == 1:
        complete(found[0][1], given, address, report)
    else:
        complete_all([facts for _, facts in found], address, report)
        if given is not None:
            report.add("PQ504", "the page contains several works; the given reference is not used")
    built = [
        Read(work, [(facts.language or "und", part.lines)])
        for part, facts in found
        if (work := _build(facts, report)) is not None
    ]
    if any(part.language for part in parts):
        return link_works.joined(built, report)
    return built


def _is_alone(page: Saved, found: list[tuple[Section, Facts]], address: str | None) -> bool:
    """Whether all that a page says is that it is a question or an answer, as any text may."""
    lines = sum(not line.blank for line in page.lines)
    return bool(found) and lines == 1 and address is None and not found[0][1].references


def _recognised(
    page: Saved, parts: list[Section], address: str | None, report: Report
) -> list[tuple[Section, Facts]]:
    """The parts that are a question or an answer, with their facts."""
    found: list[tuple[Section, Facts]] = []
    sitting = (
        question_time.sitting(page.lines) if any(part.question_time for part in parts) else None
    )
    loose: list[tuple[Section, Facts | None]] = []
    for part in parts:
        if part.debate and found:
            keep_debate(part, found[-1][1], report)
            continue
        facts = None
        if not part.preface:
            facts = read_section(part, report, answer=is_answer(address))
        if facts is not None:
            found.append((part, facts))
        else:
            loose.append((part, found[-1][1] if found else None))
    if found:
        for part, facts in loose:
            keep_loose(part, facts or found[0][1], report)
    if sitting is not None:
        _hold(found, *sitting, report)
    if any(part.question_time for part in parts):
        report_unanswered(found, report)
    return found


def _hold(found: list[tuple[Section, Facts]], line: Line, day: dt.date, report: Report) -> None:
    """Date what was said in the sitting; the line of a sitting in which nothing was is kept."""
    if spoken := _spoken(found):
        link_works.held(spoken, line, day)
    elif found:
        line.spans.clear()
        unknown(found[0][1], report, line)


def _spoken(found: list[tuple[Section, Facts]]) -> list[Facts]:
    """The questions that were put in the sitting, and the replies: not those answered in writing."""
    spoken = []
    oral = True
    for part, facts in reversed(found):
        if facts.is_answer:
            oral = part.question_time
        if oral:
            spoken.append(facts)
    return spoken


def sections(page: Saved, report: Report) -> list[Section]:
    """The parts of a page that are a question or an answer each."""
    if official_journal.is_journal(page.text):
        return official_journal.sections(joined_issue.broken(two_columns.in_order(page.lines)))
    if question_time.is_question_time(page.text):
        return question_time.sections(page.lines)
    if bilingual_journal.is_printed(page.text) and (
        parts := bilingual_journal.sections(page.lines)
    ):
        return parts
    if parts := contents(page.text, page.lines):
        report.add(
            "PQ506", "the page is a table of contents: it lists works without their texts", 1
        )
        return parts
    if page.begins:
        return [Section(reshape(part)) for part in documents(page.lines, page.begins)]
    return with_answers(reshape(page.lines))


def _build(facts: Facts, report: Report) -> Question | Answer | None:
    language = facts.language
    if language is None:
        report.add("PQ503", "cannot determine the language of the text from its wording")
        language = "und"
    try:
        return facts.build(language)
    except ModelError as error:
        report.add(
            "PQ501",
            f"the page states facts that a document cannot contain: {error}",
            None,
            Severity.ERROR,
        )
        return None
