"""Collects the problems of a reader of pages."""

from __future__ import annotations

from parlq.formats.ep.pages.lines.line import Line
from parlq.problems import Problem, Severity, Tally


class Report:
    """The problems of one reading; strict reading makes errors of what it could not recognise."""

    __slots__ = ("_tally", "file", "problems", "strict")

    def __init__(self, file: str | None, *, strict: bool) -> None:
        self.file = file
        self.strict = strict
        self.problems: list[Problem] = []
        self._tally = Tally()

    def add(
        self,
        rule: str,
        message: str,
        line: Line | int | None = None,
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Note a problem of a line."""
        if self.strict and severity is Severity.WARNING:
            severity = Severity.ERROR
        if self._tally.full(rule, severity):
            return
        number = line.number if isinstance(line, Line) else line
        self.problems.append(
            Problem(rule=rule, severity=severity, message=message, file=self.file, line=number)
        )

    def all(self) -> list[Problem]:
        """The problems, ordered by line; those of a rule beyond the first 1000 are one problem."""
        problems = [*self.problems, *self._tally.rest(self.problems, self.file)]
        return sorted(problems, key=lambda problem: problem.line or 0)
