"""Worker processes that share many small tasks; the results come in the order of the tasks."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from parlq.problems import ParlqError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

#: Weight of the tasks that a worker is given at a time.
_CHUNK = 16
#: Chunks for each worker that may be done before their turn comes.
_AHEAD = 8


#: Bytes of an ordinary document.
_USUAL = 1 << 14


def weight_of(task: object) -> float:
    """The weight of a task by the bytes that it carries, if any; an ordinary one weighs 1."""
    data = getattr(task, "data", None)
    return 1.0 if data is None else 0.25 + len(data) / _USUAL


def taken(tasks: Iterator[T], most: float, weigh: Callable[[T], float]) -> tuple[list[T], float]:
    """The next tasks, until they weigh as much as is wanted, and their weight."""
    found: list[T] = []
    weight = 0.0
    while weight < most and (more := list(islice(tasks, 1))):
        found += more
        weight += weigh(more[0])
    return found, weight


@attrs.frozen
class Work(Generic[T, R]):
    """What workers do.

    Attributes:
        start: called once in each process, with `settings`; gives the function for some tasks,
            which gives a result for each.
        settings: can be pickled.
        died: the result of a task whose process has died.
        weight: of a task, where an ordinary one weighs 1: a worker is given 16 at a time.
    """

    start: Callable[[Any], Callable[[list[T]], list[R]]]
    settings: Any
    died: Callable[[T], R]
    weight: Callable[[T], float] = weight_of


class WorkerError(ParlqError):
    """What `Work.start` raised in a worker."""


def results(tasks: Iterable[T], work: Work[T, R], jobs: int) -> Iterator[tuple[T, R]]:
    """Each task with its result, in their order.

    Raises:
        WorkerError: the work cannot be started.
    """
    from parlq.io.termination import ending_in_order

    with ending_in_order():
        pool: _Pool[T, R] = _Pool(work)
        try:
            yield from pool.results(iter(tasks), jobs)
        finally:
            pool.stop()


class _Worker(Generic[T, R]):
    """One process, and what it is at work on."""

    __slots__ = ("connection", "number", "process", "work")

    def __init__(self, context: Any, work: Work[T, R], others: list[_Worker[T, R]]) -> None:
        from parlq.corpus.worker_signals import start_with_signals_blocked

        self.connection, theirs = context.Pipe()
        # A forked child has our ends of all pipes, and would not see them close when we die.
        ours = (
            [self.connection, *(other.connection for other in others)]
            if context.get_start_method() == "fork"
            else []
        )
        self.process = context.Process(target=main_loop, args=(theirs, work, ours), daemon=True)
        start_with_signals_blocked(self.process.start)
        theirs.close()
        self.number = -1
        self.work: list[T] = []

    def give(self, number: int, tasks: list[T]) -> None:
        """Give it a chunk."""
        self.number, self.work = number, tasks
        with contextlib.suppress(ConnectionError):  # it has died, which `take` tells
            self.connection.send(tasks)

    def take(self) -> list[R]:
        """The results of its chunk; EOFError when it has died, an interruption as it came there."""
        try:
            done = self.connection.recv()
        except ConnectionError:
            raise EOFError from None
        if isinstance(done, str):
            raise WorkerError(done)
        if done is None:
            raise KeyboardInterrupt
        assert isinstance(done, list)  # noqa: S101 # what `main_loop` sends
        return done

    def stop(self) -> None:
        """End it."""
        self.connection.close()
        self.process.terminate()
        self.process.join()


class _Pool(Generic[T, R]):
    """Worker processes that share the tasks."""

    def __init__(self, work: Work[T, R]) -> None:
        import multiprocessing  # for those who have many tasks

        self._context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._work = work
        self._workers: list[_Worker[T, R]] = []
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()  # a forked child would write it again

    def _start_worker(self) -> _Worker[T, R]:
        worker: _Worker[T, R] = _Worker(self._context, self._work, self._workers)
        self._workers.append(worker)
        return worker

    def stop(self) -> None:
        """End all workers, whatever they do."""
        while self._workers:
            self._workers.pop().stop()

    def results(self, tasks: Iterator[T], jobs: int) -> Iterator[tuple[T, R]]:
        """The results of all tasks, in their order, from `jobs` workers."""
        from multiprocessing.connection import wait

        idle = [self._start_worker() for _ in range(jobs)]
        busy: dict[Any, _Worker[T, R]] = {}
        done: dict[int, tuple[list[T], list[R]]] = {}
        given = shown = 0
        weights: dict[int, float] = {}
        more = True
        while True:
            most = _AHEAD * _CHUNK * len(self._workers)
            while more and idle and sum(weights.values()) < most:
                chunk, weights[given] = taken(tasks, _CHUNK, self._work.weight)
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
                yield from zip(*done.pop(shown), strict=True)
                del weights[shown]
                shown += 1

    def _one_by_one(self, dead: _Worker[T, R]) -> list[R]:
        """Do each task of a worker that has died in a process of its own."""
        self._workers.remove(dead)
        dead.stop()
        found: list[R] = []
        for one in dead.work:
            worker = self._start_worker()
            try:
                worker.give(0, [one])
                found += worker.take()
            except EOFError:
                found.append(self._work.died(one))
            finally:
                self._workers.remove(worker)
                worker.stop()
        return found


def main_loop(connection: Connection, work: Work[T, R], others: list[Connection]) -> None:
    """The main loop of a worker: do each chunk, until there are none left."""
    from parlq.corpus.worker_signals import set_worker_signals

    set_worker_signals()
    for other in others:
        other.close()
    try:
        try:
            do = work.start(work.settings)
        except ParlqError as error:
            connection.recv()
            connection.send(str(error))  # an error of its own class may not come through
            return
        while True:
            connection.send(do(connection.recv()))
    except (EOFError, ConnectionError):
        return
    except KeyboardInterrupt:  # signals are for the parent, so this is of code that it calls
        connection.send(None)
    except MemoryError:
        return  # to the parent it has died
