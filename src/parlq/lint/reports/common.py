"""Parts that several reports share: paths, fingerprints, records of problems."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from typing import Any

from parlq.lint.reports.report import Report
from parlq.lint.settings.report_targets import Target
from parlq.lint.settings.settings import Settings
from parlq.problems import Problem

#: Where a CI server has laid the repository; its reports name files from there.
_TOPS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
_top: list[str] = []


def top() -> str:
    """Folder that reports name files from: that of the CI server's checkout, or the current one."""
    here = os.getcwd()
    for variable in _TOPS:
        stated = os.environ.get(variable)
        if stated and os.path.isabs(stated):
            folder = os.path.realpath(stated)
            if os.path.commonpath((folder, os.path.realpath(here))) == folder:
                return folder
    return here


class ReportForPrograms(Report):
    """A report that names files by their paths in the checkout."""

    def __init__(self, settings: Settings, target: Target) -> None:
        super().__init__(settings, target)
        self._paths = Paths()


class Paths:
    """Names of files as reports have them: relative, with forward slashes, as text."""

    def __init__(self) -> None:
        self._here = os.getcwd()
        self._top = top()

    def of(self, name: str) -> str:
        """The path relative to the root; the whole path of a file outside it, a name such as `<stdin>`."""
        return as_text(self._relative(name))

    def uri(self, name: str) -> str:
        """The same as a URI reference; absolute ones have the scheme `file`."""
        from urllib.parse import quote

        path = self._relative(name)
        reference = quote(os.fsencode(path))
        if not os.path.isabs(path):
            return reference
        return f"file://{reference}" if path.startswith("/") else f"file:///{reference}"

    def _relative(self, name: str) -> str:
        if name.startswith("<") and name.endswith(">"):
            return name
        path = os.path.normpath(os.path.join(self._here, name))
        for folder in (self._top, self._here):
            if path.startswith(os.path.join(folder, "")):
                path = path[len(os.path.join(folder, "")) :]
                break
        return path.replace(os.sep, "/")


def as_text(name: str) -> str:
    """A name with escapes for the bytes that are no text."""
    return name.encode("utf-8", "backslashreplace").decode()


def fingerprints(path: str, problems: Iterable[Problem]) -> list[str]:
    """A mark of each problem of a file, that stays when lines move and messages are reworded.

    Made of the path of the file, the rule, the place in the document, and how many such problems
    come before.
    """
    before: dict[tuple[str, str], int] = {}
    found = []
    for problem in problems:
        key = (problem.rule, problem.path or "")
        count = before[key] = before.get(key, 0) + 1
        text = "\0".join((path, *key, str(count)))
        found.append(hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:32])
    return found


def record(problem: Problem) -> dict[str, Any]:
    """A problem as JSON has it, without its file; what is not known is null."""
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": as_text(problem.message),
        "line": problem.line,
        "column": problem.column,
        "path": None if problem.path is None else as_text(problem.path),
        "work": None if problem.work is None else as_text(problem.work),
    }
