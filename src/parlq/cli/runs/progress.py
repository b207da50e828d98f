"""Shows how far a run has come: a bar on a terminal, otherwise a line now and then."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from parlq.cli.guard import tell
from parlq.corpus.options import Options
from parlq.corpus.sources import files
from parlq.lint.discovery.folder_scan import PACKED
from parlq.problems import Problem, Severity, shorten

#: Seconds between two lines.
_EVERY = 15.0
#: Most different problems that are counted.
_MOST = 200
#: Rules whose warnings say that markup is preserved or says nothing; a foreign file has many.
_COMMON = frozenset({"PQ214", "PQ215"})


def _is_common(problem: Problem) -> bool:
    """Whether a problem is summed up with those of other documents that say the same."""
    severity = problem.severity
    return severity is Severity.INFO or (severity is Severity.WARNING and problem.rule in _COMMON)


class Progress:
    """Counts documents, prints their problems, and sums up what many of them have in common.

    Args:
        total: counts all documents, for a bar; None where their number is not known.
        quiet: whether only problems are printed.
        silent: whether there is neither a bar nor a line.
    """

    def __init__(
        self, total: Callable[[], int | None], *, quiet: bool, silent: bool = False
    ) -> None:
        self._total, self._silent = total, quiet or silent
        self._count, self._told = 0, time.monotonic()
        self._common: dict[tuple[str, str], tuple[Problem, int]] = {}
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if not self._silent and sys.stderr is not None and sys.stderr.isatty():
            self._bar = _bar()
        if self._bar is not None:
            self._task = self._bar.add_task("", total=self._total())
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
        for problem, count in self._common.values():
            if count == 1:
                print(problem, file=sys.stderr)
            else:
                message = f"{problem.severity} {problem.rule} {shorten(problem.message)}"
                tell(f"parlq: {message} ({count} times, first {problem.place[:-1]})")

    def add(self, problems: tuple[Problem, ...]) -> None:
        """Count a document, and print its problems; what many have is summed up at the end."""
        self._count += 1
        for problem in problems:
            key = problem.rule, problem.message
            if not _is_common(problem):
                self._print(problem)
            elif key in self._common:
                self._common[key] = self._common[key][0], self._common[key][1] + 1
            elif len(self._common) < _MOST:
                self._common[key] = problem, 1
            else:
                self._print(problem)
        if self._bar is not None:
            self._bar.advance(self._task)
        elif not self._silent and self._count > 1 and time.monotonic() - self._told > _EVERY:
            self._told = time.monotonic()
            tell(f"parlq: {self._count} documents")

    def _print(self, problem: Problem) -> None:
        if self._bar is not None:
            self._bar.console.print(str(problem), markup=False, highlight=False, soft_wrap=True)
        else:
            print(problem, file=sys.stderr)


def counted(inputs: list[str], options: Options) -> int | None:
    """How many documents there are, where each file is one; None where that is not known."""
    count = 0
    for one in files(inputs, options):
        suffix = os.path.splitext(str(one))[1].lower()
        if suffix in PACKED or one == "-":
            return None
        count += 1
    return count


def _bar() -> Any:
    """A bar with rate and time left; None where the extra is not installed."""
    try:
        from rich import progress
        from rich.console import Console
    except ModuleNotFoundError:
        return None

    class Rate(progress.ProgressColumn):
        """Documents for each second."""

        def render(self, task: progress.Task) -> str:
            """The rate as text."""
            return f"{task.speed:.0f}/s" if task.speed else ""

    return progress.Progress(
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        Rate(),
        progress.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
