"""Reads the documents of a corpus for a command: progress, problems, filters, and what to say at the end."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from parlq.cli.guard import DONE, FAULT, USAGE, StoppedError, code_of, tell, tell_broken_formats
from parlq.cli.inputs import holds_many, read_input
from parlq.cli.options import corpus_options
from parlq.cli.options import options_of as one_options_of
from parlq.cli.runs.progress import Progress, counted
from parlq.corpus.entry import Entry, Provenance
from parlq.corpus.filters import Filters
from parlq.corpus.options import Options
from parlq.corpus.reading import entries
from parlq.lint.discovery.skipped_files import Skips
from parlq.model import Document
from parlq.problems import summed

_NO_FILTERS = Filters()


class Reader:
    """Reads what a command is given; its arguments are those of `corpus_arguments`.

    Args:
        arguments: as parsed.
        filters: which documents and works are given.
        outputs: files that the command writes, which are skipped in folders.
        shows: whether the command prints the documents: without progress, and those with errors, too.

    Attributes:
        code: the exit code that the problems so far call for.
        counts: documents so far: `read`, and of these `filtered` and `failed`; `missing` are inputs
            that cannot be opened, by the name that the user gave.
    """

    def __init__(
        self,
        arguments: Namespace,
        *,
        filters: Filters = _NO_FILTERS,
        outputs: Iterable[str] = (),
        shows: bool = False,
    ) -> None:
        self._inputs: list[str] = arguments.inputs
        self._options = options_of(arguments)
        self._filters = filters
        self._outputs = frozenset(os.path.abspath(each) for each in outputs if each != "-")
        self._stops: bool = arguments.on_error == "stop"
        self._quiet: bool = arguments.quiet
        self._skips = Skips()
        self._shows = shows
        self._progress = Progress(
            lambda: counted(self._inputs, self._options), quiet=self._quiet, silent=shows
        )
        self.code = DONE
        self.counts: Counter[str] = Counter()

    def entries(self) -> Iterator[Entry]:
        """The documents that can be used and pass the filters, one at a time.

        Raises:
            StoppedError: a document has an error, and that ends the run.
        """
        tell_broken_formats(self._inputs)
        with self._progress:
            for entry in self._found():
                self._progress.add(tuple(summed(entry.problems)))
                self.counts["read"] += 1
                if entry.failed:
                    code = code_of(entry.problems)
                    self.code = max(self.code, code, FAULT)
                    self.counts["missing"] += (
                        code == USAGE and entry.provenance.file in self._inputs
                    )
                    if self._stops:
                        raise StoppedError(self.code)
                if entry.value is None or (entry.failed and not self._shows):
                    self.counts["failed"] += 1
                elif not self._filters:
                    yield entry
                elif (kept := self._filters.selected(entry.value)) is not None:
                    yield attrs.evolve(entry, value=kept)
                else:
                    self.counts["filtered"] += 1

    def _found(self) -> Iterator[Entry]:
        """All documents, whatever is wrong with them."""
        return entries(self._inputs, self._options, skipped=self._outputs, skips=self._skips)

    def documents(self) -> Iterator[Document]:
        """The values of `entries`."""
        for entry in self.entries():
            if entry.value is not None:
                yield entry.value

    def end(self, *done: str) -> int:
        """Say what was read and what became of it, such as `3 rows written`; returns the exit code."""
        if not self._quiet:
            sum_up(self.counts, *done, skips=self._skips)
        return self.code


class WholeReader(Reader):
    """Reads documents as wholes, which the command keeps in memory.

    Args:
        arguments: as parsed.
        filters: which documents and works are given.
        reads_all: whether all errors are reported before the command decides what follows.

    Attributes:
        addresses: the `$schema` of each file that is JSON and has one.
    """

    def __init__(
        self, arguments: Namespace, *, filters: Filters = _NO_FILTERS, reads_all: bool = False
    ) -> None:
        super().__init__(arguments, filters=filters)
        self._stops = self._stops and not reads_all
        self._one = one_options_of(arguments)
        self._options = attrs.evolve(self._options, by_work=False)
        self.addresses: list[str] = []

    def _found(self) -> Iterator[Entry]:
        for name in self._inputs:
            if holds_many(name, self._options.format):
                yield from entries([name], self._options, skips=self._skips)
                continue
            reading, address = read_input(name, self._one)
            self.addresses += [] if address is None else [address]
            yield Entry(
                value=reading.value,
                problems=reading.problems,
                provenance=Provenance(file=reading.file or name),
                format=reading.format,
                locate=reading.locate,
            )


def options_of(arguments: Namespace) -> Options:
    """How a corpus is read, which files of folders included."""
    return attrs.evolve(
        corpus_options(arguments),
        include=tuple(arguments.include),
        exclude=tuple(arguments.exclude),
        no_ignore=arguments.no_ignore,
    )


def sum_up(counts: Counter[str], *done: str, skips: Skips) -> None:
    """Print what a run has come to, where that is more than that all was read.

    Args:
        counts: of documents, as `Reader` has them.
        done: what was made of them.
        skips: what was found and not read.
    """
    if done or (counts["read"] > 1 and (counts["filtered"] or counts["failed"])):
        parts = [f"{counts['read']} read", *done]
        for name, text in (("filtered", "filtered out"), ("failed", "skipped for errors")):
            parts += [f"{counts[name]} {text}"] if counts[name] else []
        print(", ".join(parts), file=sys.stderr)
    if skips.total:
        tell(f"parlq: {skips}")
