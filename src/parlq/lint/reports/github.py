"""Workflow commands of GitHub Actions, which become annotations of a change."""

from __future__ import annotations

from parlq.lint.reports.common import ReportForPrograms, as_text
from parlq.lint.results import FileResult, Summary
from parlq.problems import Problem, visible

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


class GitHub(ReportForPrograms):
    """One command a problem; its message says the place again, as the log shows nothing else."""

    def result(self, result: FileResult) -> str:
        """The problems of a file, one a line."""
        path = self._paths.of(result.file)
        out = [
            self._command(path, problem)
            for problem in result.problems
            if not self._settings.quiet or self._settings.fails(problem.severity)
        ]
        if result.failure is not None:
            text = _data(as_text(f"{path}: {result.failure}"))
            out.append(f"::error file={_property(path)},title=parlq::{text}\n")
        if result.unlisted:
            out.append(f"::notice file={_property(path)},title=parlq::{_data(path)}: ")
            out.append(f"{result.unlisted} more problems are not listed\n")
        return "".join(out)

    def end(self, summary: Summary) -> str:
        """A line about all, in the log."""
        return f"{summary}\n" if summary.rules and not self._settings.quiet else ""

    def _command(self, path: str, problem: Problem) -> str:
        where = f"file={_property(path)}"
        if problem.line is not None:
            where += f",line={problem.line}"
            if problem.column is not None:
                where += f",col={problem.column}"
        level = _LEVELS[problem.severity]
        text = _data(as_text(str(problem)))
        return f"::{level} {where},title=parlq ({problem.rule})::{text}\n"


def _data(text: str) -> str:
    """A message as the runner reads it; line ends and other controls are shown as escapes."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
