"""Collects what a reader meets on the way: problems, with line and path."""

from __future__ import annotations

from typing import Any

from parlq.akn.source import path_of
from parlq.problems import Problem, Severity


class Report:
    """The problems of one reading; `work` is the identity of the work being read."""

    __slots__ = ("file", "problems", "work")

    def __init__(self, file: str | None) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.work: str | None = None

    def add(
        self, rule: str, message: str, element: Any, severity: Severity = Severity.ERROR
    ) -> None:
        """Note a problem of `element`."""
        self.problems.append(
            Problem(
                rule=rule,
                severity=severity,
                message=message,
                file=self.file,
                line=element.sourceline,
                path=path_of(element),
                work=self.work,
            )
        )

    def expect(self, stated: str | None, wanted: str | None, what: str, element: Any) -> None:
        """Note that something derived from the model's fields says another thing than they do."""
        if stated != wanted:
            shown = "is missing" if stated is None else f"is {stated!r}"
            hint = (
                "should not be there"
                if wanted is None
                else f"{wanted!r} follows from the other facts"
            )
            self.add("PQ211", f"{what} {shown}, but {hint}", element)
