"""The portal's yearly CSV: reading it whole or row by row, and writing its columns."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from functools import partial
from os import PathLike
from typing import BinaryIO, TextIO

import attrs

from parlq.formats.ep.records.csv.formula_guard import guarded
from parlq.formats.ep.records.csv.links import Notes
from parlq.formats.ep.records.csv.rows_in import document
from parlq.formats.ep.records.csv.rows_out import table
from parlq.formats.ep.records.csv.table import bounded_lines, open_table
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.vocabulary.namespaces import MEDIA_BY_SUFFIX
from parlq.io.files import open_text, unreadable
from parlq.io.reading import Location, Reading, Streamed
from parlq.limits import DEFAULT, MAX_NODES, Limits
from parlq.model import (
    Answer,
    AnswerKind,
    Document,
    Dossier,
    Identifier,
    LanguageVariant,
    Question,
    Reference,
)
from parlq.model.languages.language import normal_tag
from parlq.problems import InputError, Problem, Severity, empty_input
from parlq.rules import RULES

FORMAT = "csv"
PDF = MEDIA_BY_SUFFIX["pdf"]


def read(
    data: bytes | str,
    *,
    strict: bool = False,
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Reading:
    """Read a year's CSV: every row a question, and the answers that the rows link to, each once.

    Args:
        data: CSV in UTF-8 with a line of column names.
        strict: what cannot be read is an error; otherwise it is left out and reported.
        file: name of the input, for problems.
        limits: bounds.
    """
    report = Report(file, strict=strict)
    try:
        text = _text(data, file, limits)
        found = list(_documents(io.StringIO(text, newline=""), report, limits))
    except InputError as error:
        return Reading(value=None, problems=error.problems, file=file, format=FORMAT)
    lines = [line for line, _ in found]
    value = _whole([each for _, each in found])
    if value is None:
        report.add("PQ600", "contains no question", Severity.ERROR)
    return Reading(
        value=value,
        problems=tuple(report.all()),
        locate=partial(_row, lines),
        file=file,
        format=FORMAT,
    )


def _row(lines: list[int], path: tuple[str | int, ...]) -> Location:
    """The line on which the row of a question begins."""
    match path:
        case ("questions", int(index), *_) if 0 <= index < len(lines):
            return Location(line=lines[index])
    return Location()


def _in_row(line: int, _: tuple[str | int, ...]) -> Location:
    return Location(line=line)


def rows(
    path: str | PathLike[str], *, strict: bool = False, limits: Limits = DEFAULT
) -> Iterator[Reading]:
    """Read a CSV row by row in constant memory: for each a question, in a dossier if answered.

    An answer to several questions stands in the row of each. The size of the file is not bounded,
    that of a row is.

    Raises:
        InputError: PQ100, PQ102, PQ104, PQ600 or PQ622: the file cannot be read any further.
    """
    name = os.fspath(path)
    with open_text(name) as file:
        yield from _rows(file, name, strict=strict, limits=limits)


def stream(
    source: BinaryIO,
    *,
    strict: bool = False,
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Iterator[Streamed]:
    """Read a CSV row by row, as `rows`, from a stream.

    Raises:
        InputError: as `rows`.
    """
    text = io.TextIOWrapper(source, encoding="utf-8-sig", newline="")
    for reading in _rows(text, file, strict=strict, limits=limits):
        yield Streamed(
            value=reading.value,
            problems=reading.problems,
            line=reading.locate(()).line,
            locate=reading.locate,
        )


def _rows(file: TextIO, name: str | None, *, strict: bool, limits: Limits) -> Iterator[Reading]:
    try:
        report = Report(name, strict=strict)
        lines = bounded_lines(file, limits, name)
        for line, value in _documents(lines, report, limits, whole=False):
            yield Reading(
                value=value,
                problems=report.drain(),
                locate=partial(_in_row, line),
                file=name,
                format=FORMAT,
            )
        if problems := report.drain():  # of rows behind the last that can be read
            yield Reading(value=None, problems=problems, file=name, format=FORMAT)
    except OSError as error:
        raise InputError((unreadable(name or "", error),)) from None
    except UnicodeDecodeError as error:
        message = f"not UTF-8 at byte {error.start} of a part"
        raise InputError((Problem(rule="PQ102", message=message, file=name),)) from None


def _text(data: bytes | str, file: str | None, limits: Limits) -> str:
    if len(data) > limits.size:
        raise InputError((limits.too_large(file),))
    text = _decoded(data, file) if isinstance(data, bytes) else data
    if not text.strip():
        raise InputError((empty_input(file),))
    return text


def _decoded(data: bytes, file: str | None) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte 0x{data[error.start]:02X}"
        raise InputError((Problem(rule="PQ102", message=message, file=file, line=line),)) from None


def _documents(
    lines: Iterable[str], report: Report, limits: Limits = DEFAULT, *, whole: bool = True
) -> Iterator[tuple[int, Document]]:
    """The documents of rows, each with the line on which its row begins.

    Args:
        lines: of the file.
        report: takes the problems.
        limits: bounds.
        whole: whether all documents are in memory together, so that the number of fields has a bound.
    """
    table = open_table(lines, report)
    fields = 0
    for row in table.rows(limits):
        fields += len(row.cells)
        if whole and fields > MAX_NODES and not limits.unbounded:
            raise InputError((limits.too_full(report.file),))
        if row.cells:
            value = document(row.cells, row.notes)
            if row.notes:
                _note(row.notes, row.line, value, report)
            if value is not None:
                yield row.line, value
        elif row.notes:
            _note(row.notes, row.line, None, report)


def _note(notes: Notes, line: int, value: Document | None, report: Report) -> None:
    work = None
    if value is not None:
        work = (value.questions[0] if isinstance(value, Dossier) else value).label
    for rule, message in notes:
        report.add(rule, message, RULES[rule].severity, line=line, work=work)
    notes.clear()


def _whole(found: list[Document]) -> Document | None:
    """One document of all rows; an answer that several rows link to is one, and a joint one."""
    questions: list[Question] = []
    answers: dict[object, Answer] = {}
    for each in found:
        if isinstance(each, Dossier):
            questions += each.questions
            for one in each.answers:
                key = one.reference or one.identifiers or id(one)
                known = answers.get(key)
                answers[key] = one if known is None else _both(known, one)
        elif isinstance(each, Question):
            questions.append(each)
    if len(questions) == 1 and not answers:
        return questions[0]
    if not questions:
        return None
    return Dossier(questions=tuple(questions), answers=tuple(answers.values()))


def _both(one: Answer, other: Answer) -> Answer:
    names: tuple[Reference | Identifier, ...] = tuple(
        dict.fromkeys((*one.answers_to, *other.answers_to))
    )
    more = [each for each in other.attachments if each not in one.attachments]
    return attrs.evolve(
        one,
        answers_to=names,
        kind=AnswerKind.JOINT if len(names) > 1 else one.kind,
        attachments=(*one.attachments, *more),
        variants=_all_files(one.variants, other.variants),
    )


def _all_files(
    ones: tuple[LanguageVariant, ...], others: tuple[LanguageVariant, ...]
) -> tuple[LanguageVariant, ...]:
    """The variants of both, with the files of both."""
    if ones == others:
        return ones
    found = {each.language: each for each in ones}
    for each in others:
        known = found.get(each.language)
        if known is not None:
            more = [file for file in each.manifestations if file not in known.manifestations]
            # As the columns have them: all PDF files, then the others.
            files = sorted((*known.manifestations, *more), key=lambda file: file.media_type != PDF)
            found[each.language] = attrs.evolve(known, manifestations=tuple(files))
        else:
            found[each.language] = each
    return tuple(sorted(found.values()))


def dumps(document: Document, *, language: str | None = None, guard_formulas: bool = True) -> bytes:
    """Write the questions of a document as the portal's CSV has them, a row each.

    The columns hold less than a record: the files and the title in one language and an English
    title, the names of authors without their groups, the addresses of answers and attachments.

    Args:
        document: what to write; answers to questions that are not in it have no row.
        language: tag of the language whose titles and files are written. By default that of each
            question: the one that has files, the original, the only one beside English, English,
            or the first.
        guard_formulas: put an apostrophe before cells that a spreadsheet would run as formulas;
            `read` takes it off again. Pass False for programs that are no spreadsheet and do not
            know this convention.

    Raises:
        InputError: PQ607, a question has nothing that names it.
    """
    tag = None if language is None else normal_tag(language)
    out = _Lines()
    # Fields with either character of this end are quoted; rows end in the second alone.
    writer = csv.writer(out, lineterminator="\r\n")
    for row in table(document, tag):
        writer.writerow([guarded(cell, formulas=guard_formulas) for cell in row])
    return "".join(out).encode()


class _Lines(list[str]):
    """Collects rows of CSV, which end in a line feed."""

    __slots__ = ()

    def write(self, row: str) -> None:
        """Take one row."""
        self.append(row[:-2] + "\n")
