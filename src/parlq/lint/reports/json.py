"""JSON for programs: one object for all, or one line a problem."""

from __future__ import annotations

import json

from parlq._version import __version__
from parlq.lint.reports.common import ReportForPrograms, as_text, fingerprints, record
from parlq.lint.results import FileResult, Summary
from parlq.lint.settings.report_targets import Target
from parlq.lint.settings.settings import Settings
from parlq.problems import is_plain

#: Changes when a key is taken away or comes to mean something else.
VERSION = "1.0"


def dumped(value: object) -> str:
    """A value on one line, by whatever counts as a line."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    # JSON takes most of what steers terminals as it is; escaped, it is the same value.
    return text if text.isprintable() else "".join(map(_written, text))


def _written(character: str) -> str:
    return character if is_plain(character) else json.dumps(character)[1:-1]


class JsonReport(ReportForPrograms):
    """A report whose results are items of an array."""

    def __init__(self, settings: Settings, target: Target) -> None:
        super().__init__(settings, target)
        self._is_first = True

    def _item(self, value: object) -> str:
        """The next item of the array, on a line of its own."""
        comma, self._is_first = ("" if self._is_first else ","), False
        return f"{comma}\n{dumped(value)}"


class Json(JsonReport):
    """One object: `version`, `parlq`, `files` with their `problems`, `summary`."""

    def begin(self) -> str:
        """The head of the object."""
        return f'{{\n"version": {dumped(VERSION)},\n"parlq": {dumped(__version__)},\n"files": ['

    def result(self, result: FileResult) -> str:
        """An object for each file, the clean ones too."""
        path = self._paths.of(result.file)
        marks = fingerprints(path, result.problems)
        value = {
            "file": path,
            "problems": [
                {**record(problem), "fingerprint": mark}
                for problem, mark in zip(result.problems, marks, strict=True)
            ],
            "unlisted": result.unlisted,
            "suppressed": result.suppressed,
            "failure": None if result.failure is None else as_text(result.failure),
        }
        return self._item(value)

    def end(self, summary: Summary) -> str:
        """The counts."""
        value = {
            "files": summary.files,
            "faulty": summary.faulty,
            **summary.severities,
            "suppressed": summary.suppressed,
            "failures": summary.failures,
            "skipped": summary.skipped,
            "rules": {
                rule: sum(n for (other, _), n in summary.rules.items() if other == rule)
                for rule in sorted({rule for rule, _ in summary.rules})
            },
            "exit_code": summary.code,
        }
        return f'\n],\n"summary": {dumped(value)}\n}}\n'


class JsonLines(ReportForPrograms):
    """One object a line for each problem."""

    def result(self, result: FileResult) -> str:
        """The problems of a file, one a line."""
        path = self._paths.of(result.file)
        marks = fingerprints(path, result.problems)
        lines = [
            dumped({"file": path, **record(problem), "fingerprint": mark})
            for problem, mark in zip(result.problems, marks, strict=True)
        ]
        if result.failure is not None:
            lines.append(dumped({"file": path, "failure": as_text(result.failure)}))
        if result.unlisted:
            lines.append(dumped({"file": path, "unlisted": result.unlisted}))
        return "".join(f"{line}\n" for line in lines)
