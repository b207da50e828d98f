"""SARIF 2.1.0, the OASIS Standard of 2020 for the results of static analysis."""

from __future__ import annotations

from typing import Any

from parlq._version import __version__
from parlq.lint.explain import markdown
from parlq.lint.reports.common import as_text, fingerprints
from parlq.lint.reports.json import JsonReport, dumped
from parlq.lint.results import FileResult, Summary
from parlq.lint.settings.report_targets import Target
from parlq.lint.settings.settings import Settings
from parlq.problems import Problem
from parlq.rules import RULES

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_INDEX = {rule: index for index, rule in enumerate(RULES)}
#: Where each rule is explained.
_PAGE = "https://parlq.readthedocs.io/rules/#"
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class Sarif(JsonReport):
    """One log of one run, whose results are written as they come."""

    def __init__(self, settings: Settings, target: Target) -> None:
        super().__init__(settings, target)
        self._notes: list[dict[str, Any]] = []

    def begin(self) -> str:
        """The log and the run up to its results."""
        return (
            f'{{\n"$schema": {dumped(_SCHEMA)},\n"version": "2.1.0",\n"runs": [\n{{\n'
            '"columnKind": "unicodeCodePoints",\n"results": ['
        )

    def result(self, result: FileResult) -> str:
        """A result for each problem."""
        uri = self._paths.uri(result.file)
        if result.failure is not None:
            self._note("error", as_text(result.failure), uri)
        if result.unlisted:
            self._note("note", f"{result.unlisted} more problems are not listed", uri)
        marks = fingerprints(self._paths.of(result.file), result.problems)
        pairs = zip(result.problems, marks, strict=True)
        return "".join(self._item(_result(problem, uri, mark)) for problem, mark in pairs)

    def _note(self, level: str, message: str, uri: str) -> None:
        self._notes.append(
            {
                "level": level,
                "message": {"text": message},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}}}],
            }
        )

    def end(self, summary: Summary) -> str:
        """What the tool is, with its rules, and how the run went."""
        run = {
            "executionSuccessful": not (summary.failures or summary.unreadable),
            "exitCode": summary.code,
            "toolExecutionNotifications": self._notes,
        }
        driver = {
            "name": "parlq",
            "version": __version__,
            "semanticVersion": __version__,
            "informationUri": "https://parlq.readthedocs.io",
            "rules": [_rule(rule) for rule in RULES],
        }
        return (
            f'\n],\n"invocations": [{dumped(run)}],\n"tool": {{"driver": {dumped(driver)}}}\n'
            "}\n]\n}\n"
        )


def _rule(name: str) -> dict[str, Any]:
    rule = RULES[name]
    text = f"{rule.title[0].upper()}{rule.title[1:]}."
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.slug.split("-")),
        "shortDescription": {"text": text},
        "fullDescription": {"text": text},
        "help": {"text": text, "markdown": markdown(rule.id)},
        "helpUri": f"{_PAGE}{rule.id.lower()}-{rule.slug}",
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(problem: Problem, uri: str, mark: str) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if problem.line is not None:
        location["region"] = {"startLine": problem.line}
        if problem.column is not None:
            location["region"]["startColumn"] = problem.column
    place: dict[str, Any] = {"physicalLocation": location}
    if problem.path is not None:
        place["logicalLocations"] = [{"fullyQualifiedName": as_text(problem.path)}]
    result: dict[str, Any] = {"ruleId": problem.rule}
    if problem.rule in _INDEX:
        result["ruleIndex"] = _INDEX[problem.rule]
    result |= {
        "level": _LEVELS[problem.severity],
        "message": {"text": as_text(problem.message)},
        "locations": [place],
        "partialFingerprints": {"parlq/v1": mark},
    }
    if problem.work is not None:
        result["properties"] = {"work": as_text(problem.work)}
    return result
