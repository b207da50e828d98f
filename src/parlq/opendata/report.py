"""Collects what a reader of open data meets on the way."""

from __future__ import annotations

import attrs

from parlq.model.base import trusted
from parlq.problems import InputError, Problem, Severity, shorten

_problem = trusted(Problem)


class Report:
    """The problems of one reading; strict reading makes errors of its warnings."""

    __slots__ = ("file", "problems", "strict")

    def __init__(self, file: str | None, *, strict: bool = False) -> None:
        self.file = file
        self.strict = strict
        self.problems: list[Problem] = []

    def add(
        self,
        rule: str,
        message: str,
        severity: Severity = Severity.WARNING,
        *,
        work: str | None = None,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        """Note a problem."""
        if self.strict and severity is Severity.WARNING:
            severity = Severity.ERROR
        self.problems.append(
            _problem(
                rule=rule,
                severity=severity,
                message=shorten(message),
                file=self.file,
                line=line,
                column=column,
                path=path,
                work=work,
            )
        )

    def take(self, error: InputError) -> None:
        """Note the problems of an error, as ones of this input."""
        self.problems += [attrs.evolve(each, file=self.file) for each in error.problems]
