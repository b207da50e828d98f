"""Lints files, here or in worker processes; the results come in the order of the files."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from itertools import chain, islice
from typing import TYPE_CHECKING

from parlq.lint.discovery.folder_scan import Found
from parlq.lint.discovery.inputs import STDIN
from parlq.lint.results import FileResult
from parlq.lint.settings.settings import Settings, SettingsError, processors
from parlq.problems import Problem

if TYPE_CHECKING:
    from parlq.corpus.pool import Work

#: Files that one process has linted before others, started for them, would have done their share.
_FEW = 256
_DIED = "the process that linted this file has died: out of memory, or a fault of a library"


def lint_files(files: Iterable[Found], settings: Settings) -> Generator[FileResult, None, None]:
    """The results of all files, in their order, whatever the number of workers.

    Raises:
        ParlqError: as `parlq.lint.engine.FileLinter`.
    """
    rest = iter(files)
    jobs = settings.jobs or processors()
    first = list(islice(rest, _FEW)) if jobs > 1 else []
    if jobs == 1 or len(first) < _FEW or STDIN in settings.paths:
        from parlq.lint.engine import FileLinter

        yield from map(FileLinter(settings), chain(first, rest))
        return
    from parlq.corpus.pool import WorkerError, results

    try:
        for one, result in results(chain(first, rest), work_of(settings), jobs):
            yield result or FileResult(_name(one))
    except WorkerError as error:
        raise SettingsError(str(error)) from None


def work_of(settings: Settings) -> Work[Found, FileResult | None]:
    """What worker processes do under these settings."""
    from parlq.corpus.pool import Work

    return Work(_linter, settings, _died)


def _linter(settings: Settings) -> Callable[[Found], FileResult | None]:
    """What lints one file; None for a file with nothing to say of it, which is sent faster."""
    from parlq.lint.engine import FileLinter

    linter = FileLinter(settings)

    def lint(one: Found) -> FileResult | None:
        result = linter(one)
        return None if result == FileResult(result.file) else result

    return lint


def _name(one: Found) -> str:
    return (one.file or "") if isinstance(one, Problem) else one


def _died(one: Found) -> FileResult:
    return FileResult(_name(one), failure=_DIED)
