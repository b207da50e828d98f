"""Reads a document as a tree: the profile strictly or leniently, generic Akoma Ntoso leniently."""

from __future__ import annotations

import attrs

from parlq.formats.akn.profile.tree import document as reader
from parlq.formats.akn.schemas import xsd
from parlq.formats.akn.xml import parse as source
from parlq.formats.akn.xml.locations import Locator
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element
from parlq.io.reading import Later, Locate, Location, Reading
from parlq.limits import DEFAULT, Limits
from parlq.model import Document
from parlq.model.fields.base import unchecked
from parlq.problems import InputError, Problem, Severity, in_order

_reading = unchecked(Reading)


def read(
    data: bytes | str,
    *,
    strict: bool = True,
    check: bool = True,
    replies: str = "exchange",
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Reading:
    """Read a document; the arguments of `parlq.formats.akn.read`."""
    report = Report(strict=strict)
    try:
        raw = source.encoded(data, file) if isinstance(data, str) else data
        root = source.parse(raw, file, limits)
        where = Locator(raw, file)
        if problem := source.root_problem(root, where):
            root = _other_shape(root, raw, report, problem, limits)
        if not strict:
            from parlq.formats.akn import generic
            from parlq.formats.akn.repair import prune as pruning

            if generic.is_generic(root):
                return _read_generic(root, raw, report, where, limits, replies)
            pruning.prune(root, report)
        if check and not (strict and xsd.accepts(root, raw)):
            _refuse_invalid(root, report, where)
        value = _value(root, report, where)
        if check and strict and report.notes:
            # What the schema has to say comes first, and alone.
            _refuse_invalid(root, Report(), where)
        problems = _problems(report, raw, where)
    except InputError as error:
        return Reading(value=None, problems=error.problems, file=file, format="akn")
    finally:
        report.forget()
    return _reading(value, problems, Later(located, raw, file, limits), file, "akn")


def _other_shape(
    root: Element, raw: bytes, report: Report, problem: Problem, limits: Limits
) -> Element:
    """A document of another version or shape as one of version 3.0; raises for what is none."""
    from parlq.formats.akn.debates import differences

    shape = differences.shape_of(root)
    if not shape.is_read:
        raise InputError((problem,))
    if report.strict:
        message = f"{problem.message}; pass --lenient to read it"
        raise InputError((attrs.evolve(problem, message=message),))
    return differences.as_current(root, raw, shape, report, limits, problem.file)


def located(raw: bytes, file: str | None, limits: Limits) -> Locate:
    """Parse a document again, to find locations in it."""
    from parlq.formats.akn.profile.model_paths import ElementFinder

    finder, where = ElementFinder(source.parse(raw, file, limits)), Locator(raw, file)

    def locate(path: tuple[str | int, ...]) -> Location:
        return where.place(finder.element(path))

    return locate


def _problems(report: Report, raw: bytes, where: Locator) -> tuple[Problem, ...]:
    """All problems of the reading, in the order of the input."""
    problems = source.dropped(raw, where.file)
    if report.notes:
        problems = report.problems(where) + problems
    return tuple(in_order(problems))


def generic_tree(data: bytes, report: Report, file: str | None, limits: Limits) -> Element:
    """The tree of generic Akoma Ntoso with the names of version 3.0.

    Raises:
        InputError: the data are no Akoma Ntoso.
    """
    from parlq.formats.akn.debates import differences

    root = source.parse(data, file, limits)
    if problem := source.root_problem(root, Locator(data, file)):
        root = _other_shape(root, data, report, problem, limits)
    differences.rename(root, report)
    return root


def _read_generic(
    root: Element, raw: bytes, report: Report, where: Locator, limits: Limits, replies: str
) -> Reading:
    """Read a document that does not claim to be in the profile."""
    from parlq.formats.akn import generic
    from parlq.formats.akn.debates import differences

    differences.rename(root, report)
    report.inform("PQ218", generic.READ, root[0] if root.tag == generic.ROOT else root)
    value, locate = generic.document(root, report, where, replies)
    problems = _problems(report, raw, where)
    if value is None:  # then nothing is kept of it either
        problems = tuple([each for each in problems if each.severity is Severity.ERROR])
    else:
        value = _with_kept(value, report)
    later = Later(_located_generic, raw, where.file, limits, replies, made=locate)
    return _reading(value, problems, later, where.file, "akn")


def _located_generic(raw: bytes, file: str | None, limits: Limits, replies: str) -> Locate:
    from parlq.formats.akn import generic

    report = Report(strict=False)
    root, where = generic_tree(raw, report, file, limits), Locator(raw, file)
    return generic.document(root, report, where, replies)[1]


def _with_kept(value: Document, report: Report) -> Document:
    return attrs.evolve(value, extensions=(*value.extensions, *report.kept))


def _refuse_invalid(root: Element, report: Report, where: Locator) -> None:
    if problems := xsd.problems(root, "parlq", where):
        from parlq.formats.akn import generic

        if report.strict and generic.is_generic(root):
            hint = Report()
            hint.inform("PQ218", generic.REFUSED, root[0])
            problems = [*hint.problems(where), *problems]
        found = [*problems, *report.problems(where)]
        raise InputError(tuple(found))


def _value(root: Element, report: Report, where: Locator) -> Document | None:
    try:
        value = reader.document(root, report)
    except (ValueError, LookupError, TypeError, AttributeError, StopIteration):
        # Only a document that the schema would refuse brings the reader off its path.
        _refuse_invalid(root, Report(), where)
        raise
    if value is not None and report.kept:
        value = _with_kept(value, report)
    return value
