"""Lints files, here or in worker processes; the results come in the order of the files."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from parlq.lint.discovery.folder_scan import Found
from parlq.lint.discovery.inputs import STDIN
from parlq.lint.discovery.skipped_files import Skips
from parlq.lint.results import FileResult
from parlq.lint.settings.settings import Settings, SettingsError, processors
from parlq.lint.unpacking import unpacked
from parlq.problems import Problem

if TYPE_CHECKING:
    from parlq.corpus.pool import Work
    from parlq.lint.unpacking import Task

#: Files that one process has linted before others, started for them, would have done their share.
_FEW = 256
#: Bytes of documents out of archives that are enough for workers.
_LARGE = 16 << 20
_DIED = "the process that linted this file has died: out of memory, or a fault of a library"


def lint_files(
    files: Iterable[Found], settings: Settings, skips: Skips | None = None
) -> Generator[FileResult, None, None]:
    """The results of all files, in their order, whatever the number of workers.

    Args:
        files: as discovery gives them.
        settings: those of the run.
        skips: counts what is found and not linted.

    Raises:
        ParlqError: as `parlq.lint.engine.FileLinter`.
    """
    rest = unpacked(files, settings, skips)
    jobs = settings.jobs or processors()
    first, is_all = _first(rest) if jobs > 1 else ([], True)
    if is_all or STDIN in settings.paths:
        from parlq.lint.engine import FileLinter

        yield from map(FileLinter(settings), chain(first, rest))
        return
    from parlq.corpus.pool import WorkerError, results

    try:
        for one, result in results(chain(first, rest), work_of(settings), jobs):
            yield result or FileResult(_name(one))
    except WorkerError as error:
        raise SettingsError(str(error)) from None


def _first(rest: Iterator[Task]) -> tuple[list[Task], bool]:
    """The first tasks, and whether they are too few for workers."""
    first: list[Task] = []
    size = 0
    for one in islice(rest, _FEW):
        first.append(one)
        size += len(getattr(one, "data", None) or b"")
        if size > _LARGE:
            return first, False
    return first, len(first) < _FEW


def work_of(settings: Settings) -> Work[Task, FileResult | None]:
    """What worker processes do under these settings."""
    from parlq.corpus.pool import Work, weight_of

    return Work(_linter, settings, _died, weight_of)


def _linter(settings: Settings) -> Callable[[list[Task]], list[FileResult | None]]:
    """What lints some files; None for a file with nothing to say of it, which is sent faster."""
    from parlq.lint.engine import FileLinter

    linter = FileLinter(settings)

    def lint(some: list[Task]) -> list[FileResult | None]:
        results = map(linter, some)
        return [None if each == FileResult(each.file) else each for each in results]

    return lint


def _name(one: Task) -> str:
    if isinstance(one, str):
        return one
    return (one.file or "") if isinstance(one, Problem) else one.provenance.name


def _died(one: Task) -> FileResult:
    return FileResult(_name(one), failure=_DIED)
