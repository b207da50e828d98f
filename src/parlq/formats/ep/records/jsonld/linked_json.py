"""Reads JSON-LD with its context written out in it, into statements."""

from __future__ import annotations

from typing import Any, Final

import orjson

from parlq.formats.ep.records.jsonld import contexts
from parlq.formats.ep.records.jsonld.compare_members import report_lost
from parlq.formats.ep.records.jsonld.false_keywords import ignored
from parlq.formats.ep.records.jsonld.marked_values import Marks
from parlq.formats.ep.records.nodes import blank_nodes
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.rdf import graphs
from parlq.formats.ep.records.rdf.bounded_jsonld import Fault, Row
from parlq.formats.ep.records.rdf.statements_of_quads import Terms
from parlq.formats.ep.records.vocabulary.namespaces import BASE
from parlq.formats.ep.records.vocabulary.rdf_terms import Statement
from parlq.io import bounded_process
from parlq.io.bounded_process import Bounds, BoundsError, FailedError
from parlq.limits import Limits
from parlq.problems import InputError, Problem

_PARSE = "parlq.formats.ep.records.rdf.bounded_jsonld:parse"
#: Seconds and megabytes for `_BYTES` of input, and the amount for each further megabyte.
_BYTES: Final = 300_000
_SECONDS, _MORE_SECONDS = 4, 10
_MEGABYTES, _MORE_MEGABYTES = 280, 400


def read(parsed: Any, raw: bytes, report: Report, limits: Limits) -> list[Statement]:
    """The statements of a document; each member that became none is reported as PQ618.

    Args:
        parsed: the document.
        raw: its text, without a byte order mark.
        report: takes the problems.
        limits: bounds.

    Raises:
        InputError: PQ101, PQ104, PQ105 or PQ613.
        MissingExtraError: pyoxigraph is not installed.
    """
    found = contexts.look_over(parsed, raw, report.file, limits)
    graphs.require()
    marks = Marks(parsed, raw, found)
    (fault, rows), marked = _parsed(raw, orjson.dumps(marks.document), report.file, limits)
    if fault is not None:
        raise InputError((graphs.syntax_problem(*fault, report.file),))
    statements, faults = Terms(report.file, limits, len(raw)).of_rows(rows)
    rows_marked = None if marked is None else marked[1]
    report_lost(marks, ignored(parsed, raw), raw, rows_marked, faults, report)
    return blank_nodes.named(statements)


def parse(parsed: Any, raw: bytes, file: str | None, limits: Limits) -> list[Statement]:
    """The statements of a document alone, for those who have its problems already; as `read`."""
    contexts.look_over(parsed, raw, file, limits)
    graphs.require()
    (fault, rows), _ = _parsed(raw, None, file, limits)
    if fault is not None:
        raise InputError((graphs.syntax_problem(*fault, file),))
    statements, _ = Terms(file, limits, len(raw)).of_rows(rows)
    return blank_nodes.named(statements)


_Parsed = tuple[Fault | None, list[Row]]


def _parsed(
    raw: bytes, marked: bytes | None, file: str | None, limits: Limits
) -> tuple[_Parsed, _Parsed | None]:
    """What the parser makes of a document and of its marked form; None for one that it cannot take.

    Raises:
        InputError: PQ101 or PQ104, it cannot take the document itself.
    """
    bounds = _bounds(len(raw), limits)
    if marked is not None:
        try:
            whole, other = bounded_process.run(_PARSE, [raw, marked], BASE, bounds=bounds)
        except (BoundsError, FailedError):  # perhaps of the marked form alone
            pass
        else:
            return whole, None if other[0] is not None else other
    try:
        (whole,) = bounded_process.run(_PARSE, [raw], BASE, bounds=bounds)
    except BoundsError as error:
        problem = Problem(rule="PQ104", message=f"{error}; raise the limits to read it", file=file)
    except FailedError:
        message = "not well-formed: the parser cannot make sense of it"
        problem = Problem(rule="PQ101", message=message, file=file)
    else:
        return whole, None
    raise InputError((problem,))


def _bounds(size: int, limits: Limits) -> Bounds:
    if limits.unbounded:
        return Bounds(cpu=86_400, memory=1_000_000, output=1_000_000)
    more = max(size - _BYTES, 0) / 1_000_000
    seconds, megabytes = _SECONDS + _MORE_SECONDS * more, _MEGABYTES + _MORE_MEGABYTES * more
    return Bounds(cpu=int(seconds), memory=int(megabytes), output=int(megabytes))
