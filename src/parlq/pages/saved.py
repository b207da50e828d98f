"""A saved page as lines, whatever it was saved as."""

from __future__ import annotations

from collections.abc import Sized

import attrs

from parlq.limits import Limits
from parlq.pages.lines import LINES, Line
from parlq.pages.report import Report
from parlq.problems import Severity


@attrs.frozen
class Saved:
    """A saved page.

    Attributes:
        lines: its lines.
        text: all of them as one text.
        address: the address that it names as its own, if any.
    """

    lines: list[Line]
    text: str
    address: str | None = None


def too_long(lines: Sized, limits: Limits, report: Report) -> bool:
    """Whether there are more lines than are read, with a problem that says so."""
    if len(lines) <= LINES or limits.raised:
        return False
    message = f"more than {LINES} lines; raise the limits to read them"
    report.add("PQ104", message, None, Severity.ERROR)
    return True
