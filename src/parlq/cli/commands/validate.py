"""`parlq validate`: checks documents and reports problems."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING

from parlq.cli.guard import UsageError, guarded, tell, tell_broken_formats
from parlq.lint.settings.configuration import effective, nearest
from parlq.lint.settings.settings import SettingsError
from parlq.problems import visible_text

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from parlq.lint.results import FileResult
    from parlq.lint.settings.settings import Settings

#: Seconds between two lines about how far a run has come.
_EVERY = 15.0

VALIDATE = """\
examples:
  parlq validate answer.xml answer.json
  parlq validate data 'extra/*.xml'              folders, and patterns in quotes
  parlq validate 2022.zip all.jsonl.gz           archives, and a document on each line
  parlq validate --schema akn answer.xml         against the official schema (extra akn)
  parlq validate --shapes questions.shacl.ttl record.ttl
  parlq validate --fix data                      apply safe fixes
  parlq validate --report sarif:out.sarif --report text data
  cat answer.xml | parlq validate - --stdin-filename answer.xml

exit codes: 0 no problem at or above --fail-level, 1 at least one, 2 usage, configuration,
an input that cannot be read, or a fault of parlq
"""


def add_validate(command: ArgumentParser) -> None:
    """Give a parser the arguments of `validate`; options that are not stated are not in its result."""
    from parlq.cli.lint_arguments import add_validate as add  # paths alone need no parser

    add(command)


def run_validate(arguments: Namespace) -> int:
    """Lint files and report, as arguments say; returns the exit code."""
    from parlq.cli.corpus_arguments import filters_of
    from parlq.cli.lint_settings import settings_of

    settings = settings_of(arguments).settings
    if arguments.fix or arguments.diff:
        settings = settings._replace(fix=arguments.fix, diff=arguments.diff)
    if filters := filters_of(arguments):
        settings = settings._replace(keeps=filters.selected)
    if not settings.paths and not settings.allow_empty:
        raise UsageError("name at least one file, folder or pattern; - for standard input")
    return lint_all(settings, stops=arguments.on_error == "stop")


def validate_plainly(paths: list[str]) -> int:
    """The same for paths alone."""
    return guarded(lambda: lint_all(effective(nearest(), {"paths": paths}).settings))


def lint_all(settings: Settings, *, stops: bool = False) -> int:
    """Lint files and report; returns the exit code.

    Args:
        settings: those of the run.
        stops: whether the first file that fails ends the run.
    """
    from parlq.lint.discovery.inputs import found
    from parlq.lint.discovery.skipped_files import Skips
    from parlq.lint.reports import opened
    from parlq.lint.results import Summary, checked_at_all
    from parlq.lint.settings.report_targets import targets
    from parlq.lint.workers import lint_files

    if settings.fix and "-" in settings.paths:
        raise SettingsError("--fix changes files, and standard input is none; try --diff")
    if settings.diff and sys.stdout is None:
        raise SettingsError("standard output is closed")
    wanted = () if settings.diff and not settings.reports else targets(settings)
    if any(target.shows_source for target in wanted):
        settings = settings._replace(sources=True)
    passed = frozenset(os.path.abspath(target.file) for target in wanted if target.file)
    summary = Summary(settings)
    skips = Skips()
    tell_broken_formats(settings.paths)
    files = found(settings.paths, settings, passed, skips=skips)
    with contextlib.closing(lint_files(files, settings, skips)) as linting:
        results = checked_at_all(linting, settings, skips)
        result = next(results, None)  # settings that do not work show before a report has begun
        with opened(wanted, settings) as reports:
            reports.begin()
            due = time.monotonic() + _EVERY
            while result is not None:
                summary.add(result)
                if time.monotonic() > due and not settings.quiet:
                    due += _EVERY
                    tell(f"parlq: {summary} so far")
                reports.result(result)
                _print_beside(result)
                if stops and summary.fails:
                    tell("parlq: stopped at the first document with an error")
                    break
                result = next(results, None)
            summary.skipped = skips.total
            reports.end(summary)
    if skips.total and not settings.quiet:
        tell(f"parlq: {skips}")
    if not wanted and not settings.quiet:
        print(summary, file=sys.stderr)
    return summary.code


def _print_beside(result: FileResult) -> None:
    """Print what no report has of a file: what fixes would change, and failures of parlq."""
    if result.diff:
        sys.stdout.buffer.write(visible_text(result.diff).encode())
    for remark in (result.failure, result.note):
        if remark:
            tell(f"parlq: {result.file}: {remark}")
