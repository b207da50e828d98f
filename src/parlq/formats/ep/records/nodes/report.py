"""Collects the problems of a reader of open data."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from parlq.model.fields.base import unchecked
from parlq.problems import InputError, Problem, Severity, Tally, shorten

_problem = unchecked(Problem)


class Report:
    """The problems of one reading; strict reading makes errors of its warnings.

    Attributes:
        file: name of the input.
        strict: whether warnings are errors.
        problems: the first 1000 of each rule; `all` gives the number of the others, too.
        line_of: finds the first line on which the input begins to tell of one of some nodes, given
            their IRIs.
    """

    __slots__ = ("_tally", "file", "line_of", "problems", "strict")

    def __init__(
        self,
        file: str | None,
        *,
        strict: bool = False,
        line_of: Callable[[Iterable[str]], int | None] | None = None,
    ) -> None:
        self.file = file
        self.strict = strict
        self.line_of = line_of or _nowhere
        self.problems: list[Problem] = []
        self._tally = Tally()

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
        if self._tally.full(rule, severity):
            return
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
        for each in error.problems:
            if not self._tally.full(each.rule, each.severity):
                self.problems.append(attrs.evolve(each, file=self.file))

    def all(self) -> list[Problem]:
        """The problems; those of a rule beyond the first 1000 are one, which gives their number."""
        return [*self.problems, *self._tally.rest(self.problems, self.file)]

    def drain(self) -> tuple[Problem, ...]:
        """The problems so far, as `all` gives them; they are counted anew from here."""
        found = tuple(self.all())
        self.problems, self._tally = [], Tally()
        return found


def _nowhere(_: Iterable[str]) -> None:
    return None
