"""The report of GitLab's code quality, an array of issues as Code Climate has them."""

from __future__ import annotations

from typing import Any

from parlq.lint.reports.common import as_text, fingerprints
from parlq.lint.reports.json import JsonReport
from parlq.lint.results import FileResult, Summary
from parlq.problems import Problem, shorten, visible

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


class GitLab(JsonReport):
    """One issue a problem; one without a line is shown at the first."""

    def begin(self) -> str:
        """The head of the array."""
        return "["

    def result(self, result: FileResult) -> str:
        """An issue for each problem."""
        path = self._paths.of(result.file)
        marks = fingerprints(path, result.problems)
        issues = [
            _issue(path, problem, mark)
            for problem, mark in zip(result.problems, marks, strict=True)
        ]
        if result.failure is not None:
            (mark,) = fingerprints(path, [Problem(rule="failure", message="")])
            issues.append(_one(path, "failure", as_text(result.failure), "critical", mark, 1))
        return "".join(map(self._item, issues))

    def end(self, _: Summary) -> str:
        """The foot of the array."""
        return "\n]\n"


def _issue(path: str, problem: Problem, mark: str) -> dict[str, Any]:
    text = f"{problem.rule} {problem.message}"
    if problem.work:
        text += f" ({problem.work})"
    if problem.path:
        text += f" [{shorten(problem.path)}]"
    severity = _SEVERITIES[problem.severity]
    return _one(path, problem.rule, as_text(text), severity, mark, problem.line or 1)


def _one(path: str, rule: str, text: str, severity: str, mark: str, line: int) -> dict[str, Any]:
    return {
        "type": "issue",
        "check_name": rule,
        "description": visible(text),
        "categories": ["Bug Risk"],
        "fingerprint": mark,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }
