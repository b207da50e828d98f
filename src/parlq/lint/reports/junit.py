"""JUnit XML, which CI servers show as tests: one test a file."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from parlq.lint.reports.common import ReportForPrograms, as_text
from parlq.lint.results import FileResult, Summary
from parlq.problems import shorten, visible

#: Characters that XML 1.0 has no way to write.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class JUnit(ReportForPrograms):
    """One suite a file, so that each can be written when its file has been linted.

    What fails is a failure; problems below that level are the output of a test that passes.
    """

    def begin(self) -> str:
        """The head of the report."""
        return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="parlq">\n'

    def result(self, result: FileResult) -> str:
        """The suite of one file, with its one test."""
        path = self._paths.of(result.file)
        name = _attribute(path)
        failing = [p for p in result.problems if self._settings.fails(p.severity)]
        passing = [p for p in result.problems if not self._settings.fails(p.severity)]
        body = ""
        if result.failure is not None:
            body = f'<error type="failure" message={_attribute(result.failure)}/>\n'
        elif failing:
            first = failing[0]
            more = f" (and {len(failing) - 1} more)" if len(failing) > 1 else ""
            lines = [str(problem) for problem in failing]
            if result.unlisted:
                lines.append(f"{result.unlisted} more problems are not listed")
            body = (
                f'<failure type="{first.rule}" message={_attribute(first.message + more)}>'
                f"{_text(lines)}</failure>\n"
            )
        if passing:
            body += f"<system-out>{_text([str(problem) for problem in passing])}</system-out>\n"
        errors, failures = int(result.failure is not None), int(bool(failing))
        return (
            f'<testsuite name={name} tests="1" failures="{failures}" errors="{errors}"'
            f' skipped="0" time="0">\n<testcase classname="parlq" name={name} time="0">\n'
            f"{body}</testcase>\n</testsuite>\n"
        )

    def end(self, _: Summary) -> str:
        """The foot of the report."""
        return "</testsuites>\n"


def _attribute(text: str) -> str:
    return quoteattr(_clean(shorten(visible(text))))


def _text(lines: list[str]) -> str:
    return escape(_clean("\n".join(lines)))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", as_text(text))
