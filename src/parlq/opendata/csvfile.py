"""The portal's yearly CSV: reading it whole or row by row, and writing its columns."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from os import PathLike

import attrs

from parlq.files import read_bytes, unreadable, write_bytes
from parlq.limits import DEFAULT, Limits
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
from parlq.model.scalars import TEXT
from parlq.opendata.csv_links import Notes
from parlq.opendata.csv_rows import COLUMNS, UNKNOWN, document
from parlq.opendata.csv_writer import table
from parlq.opendata.report import Report
from parlq.opendata.vocabulary import MEDIA_BY_SUFFIX
from parlq.problems import InputError, Problem, Severity
from parlq.reading import Place, Reading

FORMAT = "csv"
PDF = MEDIA_BY_SUFFIX["pdf"]
_KNOWN = frozenset(COLUMNS)
#: Rules of notes that make a row unreadable.
_GRAVE = frozenset({"PQ620"})


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
        found = list(_documents(io.StringIO(text, newline=""), report))
    except InputError as error:
        return Reading(value=None, problems=error.problems, file=file, format=FORMAT)
    lines = [line for line, _ in found]
    value = _whole([each for _, each in found])
    if value is None:
        report.add("PQ600", "holds no question", Severity.ERROR)
    return Reading(
        value=value,
        problems=tuple(report.problems),
        locate=partial(_row, lines),
        file=file,
        format=FORMAT,
    )


def _row(lines: list[int], path: tuple[str | int, ...]) -> Place:
    """The line on which the row of a question begins."""
    match path:
        case ("questions", int(index), *_) if 0 <= index < len(lines):
            return Place(line=lines[index])
    return Place()


def _in_row(line: int, _: tuple[str | int, ...]) -> Place:
    return Place(line=line)


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
    try:
        with open(name, encoding="utf-8-sig", newline="") as lines:
            report = Report(name, strict=strict)
            for line, value in _documents(lines, report, limits):
                problems, report.problems = tuple(report.problems), []
                yield Reading(
                    value=value,
                    problems=problems,
                    locate=partial(_in_row, line),
                    file=name,
                    format=FORMAT,
                )
    except OSError as error:
        raise InputError((unreadable(name, error),)) from None
    except UnicodeDecodeError as error:
        message = f"not UTF-8 at byte {error.start} of a part"
        raise InputError((Problem(rule="PQ102", message=message, file=name),)) from None


def _text(data: bytes | str, file: str | None, limits: Limits) -> str:
    if len(data) > limits.size:
        raise InputError((limits.too_large(file),))
    text = _decoded(data, file) if isinstance(data, bytes) else data
    if not text.strip():
        raise InputError((Problem(rule="PQ106", message="the input is empty", file=file, line=1),))
    return text


def _decoded(data: bytes, file: str | None) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte 0x{data[error.start]:02X}"
        raise InputError((Problem(rule="PQ102", message=message, file=file, line=line),)) from None


def _documents(
    lines: Iterable[str], report: Report, limits: Limits = DEFAULT
) -> Iterator[tuple[int, Document]]:
    """The documents of rows, each with the line on which its row begins."""
    reader = csv.reader(lines, strict=True)
    try:
        header = next(reader, [])
        names = [name.strip() for name in header]
        if not {"document_identifier", "document_URI"} & set(names):
            message = f"no column document_identifier; the columns are {', '.join(names)[:200]}"
            raise InputError((Problem(rule="PQ600", message=message, file=report.file, line=1),))
        for name, count in Counter(names).items():
            if fault := TEXT.fault(UNKNOWN + name):
                report.add("PQ602", f"a column's name {fault}; its values are left out", line=1)
            elif count > 1:
                report.add("PQ602", f"{count} columns {name[:80]}; the last is read", line=1)
            elif name not in _KNOWN:
                report.add("PQ611", f"no field for the column {name}; kept as extensions", line=1)
        begin = reader.line_num + 1
        width = len(names)
        notes = Notes()
        for row in reader:
            line, begin = begin, reader.line_num + 1
            if not row:
                continue
            if len(row) != width:
                notes.append(("PQ623", f"{len(row)} fields where {width} are named"))
            if sum(map(len, row)) > limits.size:
                raise InputError((limits.too_large(report.file),))
            value = document(dict(zip(names, row, strict=False)), notes)
            if notes:
                _note(notes, line, value, report)
            if value is not None:
                yield line, value
    except csv.Error as error:
        problem = Problem(
            rule="PQ622", message=f"not CSV: {error}", file=report.file, line=reader.line_num
        )
        raise InputError((problem,)) from None


def _note(notes: Notes, line: int, value: Document | None, report: Report) -> None:
    work = None
    if value is not None:
        work = (value.questions[0] if isinstance(value, Dossier) else value).label
    for rule, message in notes:
        severity = Severity.ERROR if rule in _GRAVE else Severity.WARNING
        report.add(rule, message, severity, line=line, work=work)
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


def loads(
    data: bytes | str,
    *,
    strict: bool = False,
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Document:
    """Read a document from CSV; the arguments of `read`.

    Raises:
        InputError: with every problem in the input.
    """
    return read(data, strict=strict, file=file, limits=limits).document()


def load(path: str | PathLike[str], *, strict: bool = False, limits: Limits = DEFAULT) -> Document:
    """Read a document from a CSV file; the options of `loads`."""
    return loads(read_bytes(path, limits), strict=strict, file=str(path), limits=limits)


def dumps(document: Document, *, language: str = "en") -> bytes:
    """Write the questions of a document as the portal's CSV has them, a row each.

    The columns hold less than a record: the files and the title in one language, the names of
    authors without their groups, the addresses of answers and annexes.

    Args:
        document: what to write; answers to questions that are not in it have no row.
        language: tag of the language whose titles and files are written.

    Raises:
        InputError: PQ607, a question has nothing that names it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(table(document, language))
    return out.getvalue().encode()


def dump(document: Document, path: str | PathLike[str], *, language: str = "en") -> None:
    """Write a document to a CSV file, at once and whole."""
    write_bytes(path, dumps(document, language=language))
