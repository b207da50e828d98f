"""Results of a validation: those of one file, and their sum over all files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from parlq.lint.discovery.skipped_files import Skips
from parlq.lint.settings.settings import LEVELS, Settings
from parlq.problems import NO_INPUT, Problem

CLEAN, PROBLEMS, USAGE = 0, 1, 2


class FileResult(NamedTuple):
    """What is to be said of one file.

    Attributes:
        file: its name, as it was given or found.
        problems: those that are listed, in the order of the file.
        tally: how many there are of each rule and severity, those included that are not listed.
        suppressed: how many the file itself asks not to report.
        failure: why parlq could not lint the file, though it may be a good one.
        lines: lines of the file by number, if they are to be shown.
        fixed: how many problems were fixed, or would be.
        diff: what that changes, if it is to be shown.
        skipped: why the file was not linted though it was found; empty otherwise.
        note: what else to print about the run over this file; empty for most.
    """

    file: str
    problems: tuple[Problem, ...] = ()
    tally: tuple[tuple[str, str, int], ...] = ()
    suppressed: int = 0
    failure: str | None = None
    lines: tuple[tuple[int, str], ...] = ()
    fixed: int = 0
    diff: str = ""
    skipped: str = ""
    note: str = ""

    @property
    def unlisted(self) -> int:
        """How many problems are not listed."""
        return sum(count for _, _, count in self.tally) - len(self.problems)


def result_of(
    name: str, problems: list[Problem], data: bytes, suppressed: int, settings: Settings
) -> FileResult:
    """The result of a file with problems, of which as many are listed as the settings ask for.

    Args:
        name: of the file.
        problems: all that are reported.
        data: the file, of which reports may show lines.
        suppressed: how many the file itself asks not to report.
        settings: those of the run.
    """
    if not problems:
        return FileResult(name, suppressed=suppressed)
    counts: dict[tuple[str, str], int] = {}
    for problem in problems:
        key = (problem.rule, problem.severity.value)
        counts[key] = counts.get(key, 0) + 1
    listed = _capped(problems, settings.max_problems)
    lines: tuple[tuple[int, str], ...] = ()
    if settings.sources:
        from parlq.lint.source_excerpts import lines_of

        lines = lines_of(data, {problem.line for problem in listed if problem.line})
    tally = tuple((rule, severity, count) for (rule, severity), count in counts.items())
    return FileResult(name, tuple(listed), tally, suppressed, None, lines)


def _capped(problems: list[Problem], most: int) -> list[Problem]:
    """At most `most` problems, the worst ones, in the order of the file."""
    if not most or len(problems) <= most:
        return problems
    ranked = sorted(range(len(problems)), key=lambda n: LEVELS.index(problems[n].severity))
    return [problems[n] for n in sorted(ranked[:most])]


def checked_at_all(
    results: Iterable[FileResult], settings: Settings, skips: Skips
) -> Iterator[FileResult]:
    """The results of files that were linted; the others are counted.

    Where there were others only, nothing has been checked, which is a problem of its own.
    """
    count = 0
    for result in results:
        if result.skipped:
            skips.add(result.skipped)
            continue
        count += 1
        yield result
    if skips.total and not count and not settings.allow_empty:
        problem = nothing_checked(settings)
        tally = ((problem.rule, problem.severity.value, 1),)
        yield FileResult(problem.file or "", (problem,), tally)


def nothing_checked(settings: Settings) -> Problem:
    """The problem of a run that has skipped all that it has found."""
    message = "contains no file to check that is not skipped"
    return Problem(rule="PQ100", message=message, file=next(iter(settings.paths), None))


class Summary:
    """What all results come to.

    Attributes:
        files: how many files were linted.
        faulty: how many of them have a problem.
        severities: how many problems of each severity.
        rules: how many problems of each rule, and its severity.
        suppressed: how many the files themselves ask not to report.
        fixed: how many problems were fixed, or would be.
        failures: how many files could not be linted.
        skipped: how many files were found and not linted.
    """

    __slots__ = (
        "_last",
        "_settings",
        "failures",
        "faulty",
        "files",
        "fixed",
        "rules",
        "severities",
        "skipped",
        "suppressed",
        "unreadable",
    )

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._last: tuple[str, bool] | None = None
        self.files = 0
        self.faulty = 0
        self.severities: dict[str, int] = dict.fromkeys(LEVELS, 0)
        self.rules: dict[tuple[str, str], int] = {}
        self.suppressed = 0
        self.fixed = 0
        self.failures = 0
        self.unreadable = 0
        self.skipped = 0

    def add(self, result: FileResult) -> None:
        """Count one result; those of one file, such as its lines, come one after the other."""
        is_new = self._last is None or self._last[0] != result.file
        is_known = not is_new and self._last is not None and self._last[1]
        self._last = result.file, is_known or bool(result.tally)
        self.files += is_new
        self.suppressed += result.suppressed
        self.fixed += result.fixed
        if result.failure is not None:
            self.failures += 1
        if not result.tally:
            return
        self.faulty += not is_known
        for rule, severity, count in result.tally:
            self.severities[severity] += count
            self.rules[rule, severity] = self.rules.get((rule, severity), 0) + count
            if rule in NO_INPUT:
                self.unreadable += count

    @property
    def failing(self) -> int:
        """How many problems are at or above the level that fails."""
        levels = LEVELS[: LEVELS.index(self._settings.fail_level) + 1]
        return sum(self.severities[level] for level in levels)

    @property
    def fails(self) -> bool:
        """Whether a file fails, or cannot be checked."""
        return bool(self.failures or self.unreadable or self.failing)

    @property
    def code(self) -> int:
        """The exit code."""
        if self.failures or self.unreadable:
            return USAGE
        return PROBLEMS if self.failing and not self._settings.exit_zero else CLEAN

    def __str__(self) -> str:
        counts = [
            f"{count} {level}{'' if count == 1 or level == 'info' else 's'}"
            for level, count in self.severities.items()
            if count
        ]
        files = "1 file" if self.files == 1 else f"{self.files} files"
        of = files if self.faulty == self.files else f"{self.faulty} of {files}"
        parts = [f"{', '.join(counts) or 'no problems'} in {of if counts else files}"]
        if self.suppressed:
            parts.append(f"{self.suppressed} suppressed")
        if self.fixed:
            parts.append(f"{self.fixed} {'to be fixed' if self._settings.diff else 'fixed'}")
        if self.failures:
            parts.append(f"{self.failures} not checked")
        return "; ".join(parts)
