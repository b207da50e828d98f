"""Judges files, here or in worker processes; the results come in the order of the files."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Generator, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from parlq.lint.discovery.folder_scan import Found
from parlq.lint.discovery.inputs import STDIN
from parlq.lint.results import FileResult
from parlq.lint.settings.settings import Settings, SettingsError, processors
from parlq.problems import ParlqError, Problem

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

#: Files that one process has linted before others, started for them, would have done their share.
_FEW = 256
#: Files that a worker is given at a time.
_CHUNK = 16
#: Chunks for each worker that may be done before their turn comes.
_AHEAD = 8

_DIED = "the process that linted this file has died: out of memory, or a fault of a library"

#: The results of a chunk; None for a file with nothing to say of it.
_Done = list[FileResult | None]


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
    from parlq.io.termination import ending_in_order

    with ending_in_order():
        pool = _Pool(settings)
        try:
            yield from pool.results(chain(first, rest), jobs)
        finally:
            pool.stop()


def _name(one: Found) -> str:
    return (one.file or "") if isinstance(one, Problem) else one


class _Worker:
    """One process, and what it is at work on."""

    __slots__ = ("connection", "number", "process", "work")

    def __init__(self, context: Any, settings: Settings, others: list[_Worker]) -> None:
        from parlq.lint.signals import start_with_signals_blocked

        self.connection, theirs = context.Pipe()
        # A forked child has our ends of all pipes, and would not see them close when we die.
        ours = (
            [self.connection, *(other.connection for other in others)]
            if context.get_start_method() == "fork"
            else []
        )
        self.process = context.Process(target=work, args=(theirs, settings, ours), daemon=True)
        start_with_signals_blocked(self.process.start)
        theirs.close()
        self.number = -1
        self.work: list[Found] = []

    def give(self, number: int, files: list[Found]) -> None:
        """Give it a chunk to lint."""
        self.number, self.work = number, files
        with contextlib.suppress(ConnectionError):  # it has died, which `take` tells
            self.connection.send(files)

    def take(self) -> _Done:
        """The results of its chunk; EOFError when it has died."""
        try:
            done = self.connection.recv()
        except ConnectionError:
            raise EOFError from None
        if isinstance(done, str):
            raise SettingsError(done)
        assert isinstance(done, list)  # noqa: S101 # what `work` sends
        return done

    def stop(self) -> None:
        """End it."""
        self.connection.close()
        self.process.terminate()
        self.process.join()


class _Pool:
    """Worker processes that share the files."""

    def __init__(self, settings: Settings) -> None:
        import multiprocessing  # for those who have many files

        self._context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._settings = settings
        self._workers: list[_Worker] = []
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()  # a forked child would write it again

    def _start_worker(self) -> _Worker:
        worker = _Worker(self._context, self._settings, self._workers)
        self._workers.append(worker)
        return worker

    def stop(self) -> None:
        """End all workers, whatever they do."""
        while self._workers:
            self._workers.pop().stop()

    def results(self, files: Iterator[Found], jobs: int) -> Iterator[FileResult]:
        """The results of all files, in their order, from `jobs` workers."""
        from multiprocessing.connection import wait

        idle = [self._start_worker() for _ in range(jobs)]
        busy: dict[Any, _Worker] = {}
        done: dict[int, tuple[list[Found], _Done]] = {}
        given = shown = 0
        more = True
        while True:
            while more and idle and given - shown < _AHEAD * len(self._workers):
                chunk = list(islice(files, _CHUNK))
                if not chunk:
                    more = False
                    break
                worker = idle.pop()
                busy[worker.connection] = worker
                worker.give(given, chunk)
                given += 1
            if not busy:
                return
            for connection in wait(list(busy)):
                worker = busy.pop(connection)
                number, chunk = worker.number, worker.work
                try:
                    found = worker.take()
                except EOFError:
                    found = self._one_by_one(worker)
                    worker = self._start_worker()
                done[number] = (chunk, found)
                idle.append(worker)
            while shown in done:
                for one, result in zip(*done.pop(shown), strict=True):
                    yield result or FileResult(_name(one))
                shown += 1

    def _one_by_one(self, dead: _Worker) -> _Done:
        """Lint each file of a worker that has died in a process of its own."""
        self._workers.remove(dead)
        dead.stop()
        found: _Done = []
        for one in dead.work:
            worker = self._start_worker()
            try:
                worker.give(0, [one])
                found += worker.take()
            except EOFError:
                found.append(FileResult(_name(one), failure=_DIED))
            finally:
                self._workers.remove(worker)
                worker.stop()
        return found


def work(connection: Connection, settings: Settings, others: list[Connection]) -> None:
    """The main loop of a worker: lint each chunk, until there are none left."""
    from parlq.lint.signals import set_worker_signals

    set_worker_signals()
    for other in others:
        other.close()
    from parlq.lint.engine import FileLinter

    try:
        try:
            linter = FileLinter(settings)
        except ParlqError as error:
            connection.recv()
            connection.send(str(error))  # an error of its own class may not come through
            return
        while True:
            results = [linter(one) for one in connection.recv()]
            connection.send(
                [None if result == FileResult(result.file) else result for result in results]
            )
    except (EOFError, ConnectionError):
        return
