"""Converts a corpus: reads, encodes in workers, writes in order, and goes on where a run was killed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import attrs

from parlq.corpus.documents import Part, entries_of
from parlq.corpus.entry import Entry
from parlq.corpus.options import Options
from parlq.corpus.output.encoding import Encoded, Encoder
from parlq.corpus.output.state import ResumeError, State
from parlq.corpus.output.targets import Sink, Target
from parlq.corpus.pool import Work, results, taken, weight_of
from parlq.io.reading import nowhere
from parlq.problems import Problem, Severity

#: Tasks that one process has done before others, started for them, would have done their share.
_FEW = 64
#: Weight of tasks that one process reads together.
_TOGETHER = 32


class Task(NamedTuple):
    """One document to convert, or one work of a document that comes work by work.

    Attributes:
        number: of the document, from 0.
        place: of the work in the document; None for a whole document.
        part: what is to be read, or has been.
    """

    number: int
    place: int | None
    part: Part | Entry

    @property
    def name(self) -> str:
        """Names the task in the state of the run."""
        place = self.part.provenance
        return f"{place.name}:{place.line or 0}:{-1 if self.place is None else self.place}"


def tasks(parts: Iterable[Part | Entry]) -> Iterator[Task]:
    """The tasks, in the order of the corpus."""
    number, before, place = -1, "", 0
    rest = iter(parts)
    part = next(rest, None)
    while part is not None:
        after = next(rest, None)
        name = _document(part)
        if not name or name != before:
            number, place = number + 1, 0
        is_one_of_many = name and name in {before, "" if after is None else _document(after)}
        if isinstance(part, Entry):
            part = attrs.evolve(part, locate=nowhere)
        yield Task(number, place if is_one_of_many else None, part)
        part, before, place = after, name, place + 1


def _document(part: Part | Entry) -> str:
    """The document that a work comes from; empty for what is a document by itself."""
    is_whole = isinstance(part, Part) or part.value is None
    return "" if is_whole else part.provenance.name


def _starts(settings: tuple[Options, Encoder]) -> Callable[[list[Task]], list[list[Encoded]]]:
    """What converts tasks, in any process.

    It reads all before it encodes any: by turns both take a third longer.
    """
    options, encoder = settings

    def convert(tasks: list[Task]) -> list[list[Encoded]]:
        found = [
            [each.part] if isinstance(each.part, Entry) else [*entries_of(each.part, options)]
            for each in tasks
        ]
        return [
            [
                encoder(entry, task.number, index if len(entries) > 1 else task.place)
                for index, entry in enumerate(entries)
            ]
            for task, entries in zip(tasks, found, strict=True)
        ]

    return convert


def _died(task: Task) -> list[Encoded]:
    name = task.part.provenance.name
    message = "the process that read this has died: out of memory, or a fault of a library"
    return [Encoded((Problem(rule="PQ100", message=message, file=name),), outcome="failed")]


def _weight(task: Task) -> float:
    return weight_of(task.part)


def _by_itself(
    tasks: Iterator[Task], convert: Callable[[list[Task]], list[list[Encoded]]]
) -> Iterator[tuple[Task, list[Encoded]]]:
    """The results of tasks in this process; what has been read does not wait for more."""

    def weigh(task: Task) -> float:
        return _TOGETHER if isinstance(task.part, Entry) else _weight(task)

    while some := taken(tasks, _TOGETHER, weigh)[0]:
        yield from zip(some, convert(some), strict=True)


class Outcome:
    """What a run has come to.

    Attributes:
        counts: documents by what became of them: `written`, `failed`, `filtered`, `foreign`.
        code: exit code that the problems call for.
        stopped: whether it ended with an error before its end.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.code = 0
        self.stopped = False

    def add(self, encoded: Encoded) -> None:
        """Count a document."""
        self.counts[encoded.outcome] += 1
        for problem in encoded.problems:
            if problem.severity is Severity.ERROR:
                self.code = max(self.code, 2 if problem.rule == "PQ100" else 1)

    def replay(self, line: dict[str, Any]) -> None:
        """Count what an interrupted run has done."""
        self.counts.update(line.get("outcomes", ("written",)))
        self.code = max(self.code, line.get("code", 0))


@attrs.frozen(kw_only=True)
class Run:
    """A run.

    Attributes:
        parts: makes the documents of the corpus.
        options: how they are read.
        encoder: what is written of each.
        target: where it is written.
        writer_options: of the format, for one document of all.
        jobs: processes that read and encode.
        keeps: whether an interrupted run can go on, so that its state stays.
        resume: whether to go on with an interrupted run.
        stops: whether the first error ends the run.
        same: what must be the same for a run that goes on.
        report: is given each document as it is done.
    """

    parts: Callable[[], Iterator[Part | Entry]]
    options: Options
    encoder: Encoder
    target: Target
    writer_options: dict[str, Any] = attrs.field(factory=dict)
    jobs: int = 1
    keeps: bool = True
    resume: bool = False
    stops: bool = False
    same: Any = None
    report: Callable[[Encoded], None]

    def __call__(self) -> Outcome:
        """Convert all; an error of a document ends only that, unless asked.

        Raises:
            ResumeError: the inputs are not those of the interrupted run.
            OSError: the target cannot be written; what was there is as it was, and the run can go on.
        """
        state = State(self.target.state, self.same, self.target.files, resume=self.resume)
        sink, outcome = Sink(self.target, state, self.writer_options), Outcome()
        is_done = False
        try:
            rest = tasks(self.parts())
            for line in state.replayed():
                task = next(rest, None)
                if task is None or task.name != line["name"]:
                    raise ResumeError("the inputs have changed since; run without --resume")
                outcome.replay(line)
                sink.replay(line)
            is_done = self._go_on(rest, state, sink, outcome)
            outcome.stopped = not is_done
            # Of nothing an empty file is made, but not in place of one when all inputs failed.
            is_empty = self.target.kind in {"lines", "zip"} and not outcome.counts["failed"]
            if is_done and (outcome.counts["written"] or is_empty):
                problems = sink.finish()
                if problems:
                    path = self.target.path
                    found = tuple([attrs.evolve(each, file=path) for each in problems])
                    self.report(Encoded(found, outcome=""))
        finally:
            state.close(remove=is_done or not self.keeps or self.target.state is None)
        return outcome

    def _go_on(self, rest: Iterator[Task], state: State, sink: Sink, outcome: Outcome) -> bool:
        """Do what is left; whether that was all."""
        for task, done in self._results(rest):
            before = outcome.code
            for encoded in done:
                outcome.add(encoded)
                self.report(encoded)
            if self.stops and outcome.code > before:
                return False
            line = sink.add([piece for encoded in done for piece in encoded.pieces])
            line["name"] = task.name
            outcomes = [encoded.outcome for encoded in done]
            if outcomes != ["written"]:
                line["outcomes"] = Counter(outcomes)
            if outcome.code:
                line["code"] = outcome.code
            state.note(line)
        return True

    def _results(self, rest: Iterator[Task]) -> Iterator[tuple[Task, list[Encoded]]]:
        from itertools import chain

        settings = (self.options, self.encoder)
        first, weight = taken(rest, _FEW, _weight) if self.jobs > 1 else ([], 0)
        if weight < _FEW:
            return _by_itself(chain(first, rest), _starts(settings))
        return results(chain(first, rest), Work(_starts, settings, _died, _weight), self.jobs)
