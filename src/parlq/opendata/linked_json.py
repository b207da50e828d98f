"""Reads JSON-LD with its context written out in it, into statements."""

from __future__ import annotations

from typing import Any

from parlq.limits import Limits
from parlq.opendata import blank, contexts, graphs
from parlq.opendata.graphs import NoStatementError
from parlq.opendata.members import report_lost
from parlq.opendata.report import Report
from parlq.opendata.terms import Statement


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
    skipped: list[str] = []

    def note(_: Any, error: NoStatementError | None) -> None:
        if error is not None:
            skipped.append(str(error))

    statements = graphs.parse(raw, "json-ld", file=report.file, limits=limits, watch=note)
    report_lost(parsed, raw, found, skipped, report, limits)
    return blank.named(statements)
