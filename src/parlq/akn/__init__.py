"""Akoma Ntoso 3.0: reading, strict or tolerant, and writing questions, answers and dossiers."""

from __future__ import annotations

from os import PathLike
from typing import Any

import attrs

from parlq.akn import reader, schema, source
from parlq.akn.report import Report
from parlq.akn.where import Where
from parlq.files import read_bytes, write_bytes
from parlq.limits import DEFAULT, Limits
from parlq.model import Document
from parlq.model.base import trusted
from parlq.problems import NOWHERE, InputError, Problem, Severity
from parlq.reading import Place, Reading

_reading = trusted(Reading)

__all__ = [
    "compile_schema",
    "dump",
    "dumps",
    "load",
    "loads",
    "official_problems",
    "read",
    "schema_problems",
]


def read(
    data: bytes | str,
    *,
    strict: bool = True,
    check: bool = True,
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Reading:
    """Read a document; never raises for what the input says.

    Args:
        data: XML, in any encoding that it declares.
        strict: what the profile does not know is an error; otherwise it is kept as extensions
            and reported.
        check: hold the document against the profile schema first. Without it, a document that is
            not valid may be read in part: for documents that a schema has already accepted.
        file: name of the input, for problems.
        limits: bounds.
    """
    report = Report(strict=strict)
    try:
        raw = source.encoded(data, file) if isinstance(data, str) else data
        root = source.parse(raw, file, limits)
        where = Where(raw, file, root)
        if problem := source.root_problem(root, where):
            raise InputError((problem,))
        if not strict:
            from parlq.akn import outside, tolerant

            if outside.is_outside(root):
                return _outside(root, raw, report, where)
            tolerant.prune(root, report)
        if check and not (strict and schema.accepts(root, raw)):
            _refuse_invalid(root, report, where)
        value = _value(root, report, where)
        if check and strict and report.notes:
            # What the schema has to say comes first, and alone.
            _refuse_invalid(root, Report(), where)
    except InputError as error:
        return Reading(value=None, problems=error.problems, file=file, format="akn")
    places: list[Any] = []  # parsed again when somebody asks, and once

    def locate(path: tuple[str | int, ...]) -> Place:
        from parlq.akn.places import element_of

        if not places:
            again = source.parse(raw, file, limits)
            places.extend((again, Where(raw, file, again)))
        root, where = places
        return where.place(element_of(root, path))  # type: ignore[no-any-return]  # two things in a list

    return _reading(value, _problems(report, raw, where), locate, file, "akn")


def _problems(report: Report, raw: bytes, where: Where) -> tuple[Problem, ...]:
    """All that was met on the way, in the order of the input."""
    problems = source.dropped(raw, where.file)
    if report.notes:
        problems = report.problems(where) + problems
    if len(problems) > 1:
        problems.sort(key=lambda problem: (problem.line or NOWHERE, problem.column or 0))
    return tuple(problems)


def _outside(root: Any, raw: bytes, report: Report, where: Where) -> Reading:
    """Read a document that does not claim to be in the profile."""
    from parlq.akn import outside

    report.inform("PQ218", outside.READ, root[0])
    value, locate = outside.document(root, report, where)
    problems = _problems(report, raw, where)
    if value is None:  # then nothing is kept of it either
        problems = tuple([each for each in problems if each.severity is Severity.ERROR])
    else:
        value = _with_kept(value, report)
    return _reading(value, problems, locate, where.file, "akn")


def _with_kept(value: Document, report: Report) -> Document:
    return attrs.evolve(value, extensions=(*value.extensions, *report.kept))


def _refuse_invalid(root: Any, report: Report, where: Where) -> None:
    if problems := schema.problems(root, "parlq", where):
        from parlq.akn import outside

        if report.strict and outside.is_outside(root):
            hint = Report()
            hint.inform("PQ218", outside.REFUSED, root[0])
            problems = [*hint.problems(where), *problems]
        found = [*problems, *report.problems(where)]
        raise InputError(tuple(found))


def _value(root: Any, report: Report, where: Where) -> Document | None:
    try:
        value = reader.document(root, report)
    except (ValueError, LookupError, TypeError, AttributeError, StopIteration):
        # Only a document that the schema would refuse brings the reader off its path.
        _refuse_invalid(root, Report(), where)
        raise
    if value is not None and report.kept:
        value = _with_kept(value, report)
    return value


def loads(
    data: bytes | str,
    *,
    strict: bool = True,
    check: bool = True,
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Document:
    """Read a document from Akoma Ntoso; the arguments of `read`.

    Raises:
        InputError: with every problem in the input, each with its line and path.
    """
    return read(data, strict=strict, check=check, file=file, limits=limits).document()


def load(path: str | PathLike[str], **options: Any) -> Document:
    """Read a document from an Akoma Ntoso file; the options of `loads`."""
    limits = options.get("limits", DEFAULT)
    return loads(read_bytes(path, limits), **{"file": str(path), **options})


def dumps(document: Document) -> bytes:
    """Write a question, an answer or a dossier as Akoma Ntoso 3.0, in UTF-8.

    Valid under the profile schema and under the official one by construction; canonical:
    equal values give equal bytes.
    """
    from parlq.akn.writer import dumps as write  # reading alone starts faster without

    return write(document)


def dump(document: Document, path: str | PathLike[str]) -> None:
    """Write a document to an Akoma Ntoso file, at once and whole."""
    write_bytes(path, dumps(document))


def official_problems(
    data: bytes, *, file: str | None = None, limits: Limits = DEFAULT
) -> list[Problem]:
    """Hold XML against the official schema of Akoma Ntoso 3.0 (OASIS Standard of 2018).

    Raises:
        InputError: the data is no XML, or its root is not `akomaNtoso` of version 3.0.
        MissingExtraError: the schema is not installed (extra `akn`).
    """
    return schema_problems(data, "akn", file=file, limits=limits)


def schema_problems(
    data: bytes, name: str, *, file: str | None = None, limits: Limits = DEFAULT
) -> list[Problem]:
    """Hold XML against a schema: `akn` for the official one, or the path of an XSD file.

    Raises:
        InputError: the data is no XML, or, under the official schema, of another root.
        MissingExtraError: the official schema is not installed (extra `akn`).
        SchemaError: the file cannot be read, or is no XML Schema.
    """
    root = source.parse(data, file, limits)
    where = Where(data, file, root)
    if name != "akn":
        return schema.problems(root, name, where, rule="PQ205")
    if problem := source.root_problem(root, where):
        raise InputError((problem,))
    return schema.problems(root, name, where, rule="PQ204")


def compile_schema(name: str) -> None:
    """Make a schema ready; the errors are those of `schema_problems`."""
    schema.load(name)
