"""Reads a large dossier or debate work by work, in constant memory."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

import attrs

from parlq.formats.akn import Replies
from parlq.formats.akn.profile import fast
from parlq.formats.akn.profile.work_iri import iri_of
from parlq.formats.akn.profile.writer import component
from parlq.formats.akn.streaming import debates
from parlq.formats.akn.streaming.again import Again
from parlq.formats.akn.streaming.components import Cutter, Head, Work
from parlq.formats.akn.streaming.head import Links, head_problems
from parlq.formats.akn.streaming.wrapped import first_line, located, moved, wrapped
from parlq.io.reading import Later, Locate, Reading, Streamed, nowhere
from parlq.limits import DEFAULT, Limits
from parlq.model import Answer, Document, Dossier, Question
from parlq.problems import InputError, Problem

#: Most works, and most of their bytes, that are read together.
_FEW, _SMALL = 32, 1 << 18
_PROFILE = (b'name="dossier"', b"documentCollection")
_TAIL = re.compile(rb"\s*</(?:[\w.\-]+:)?components\s*>\s*</(?:[\w.\-]+:)?akomaNtoso\s*>\s*\Z")


def stream(
    source: BinaryIO,
    *,
    strict: bool = True,
    check: bool = True,
    replies: Replies = "exchange",
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Iterator[Streamed]:
    """Read a dossier of the profile, or leniently a debate, work by work; others as a whole.

    The works have the problems that the whole document has at their place. What concerns the
    dossier itself comes last, without a value.

    Args:
        source: the file.
        strict: as in `read`.
        check: as in `read`.
        replies: as in `read`.
        file: name of the input, for problems.
        limits: bounds of one work, or of a document that is read as a whole.
    """
    if not strict:
        begun = source.read(debates.HEAD)
        if debates.can_stream(begun):
            yield from debates.stream(begun, source, replies=replies, file=file, limits=limits)
            return
        source = io.BufferedReader(Again(begun, source))
    cutter = Cutter(source, limits, file)
    head = cutter.head()
    if head is None or not all(mark in head.data for mark in _PROFILE):
        from parlq.formats.akn import read

        data = (head.data if head else b"") + cutter.rest()
        reading = read(data, strict=strict, check=check, replies=replies, file=file, limits=limits)
        yield Streamed(value=reading.value, problems=reading.problems, locate=reading.locate)
        return
    yield from _Dossier(head, cutter, strict=strict, file=file, limits=limits).works()


def _groups(works: Iterator[Work]) -> Iterator[list[Work]]:
    """A few works at a time: reading them by turns with what else is done takes a third longer."""
    group: list[Work] = []
    size = 0
    try:
        for work in works:
            group.append(work)
            size += len(work.data)
            if len(group) == _FEW or size > _SMALL:
                yield group
                group, size = [], 0
    except InputError:
        yield group
        raise
    yield group


class _Dossier:
    """One dossier: what is known of its works so far."""

    def __init__(
        self, head: Head, cutter: Cutter, *, strict: bool, file: str | None, limits: Limits
    ) -> None:
        self._head, self._cutter = head, cutter
        self._strict, self._file, self._limits = strict, file, limits
        self._copies: Counter[str] = Counter()
        self._first = b""
        self._failed = False
        self._answered = False
        self._links = Links(head)

    def works(self) -> Iterator[Streamed]:
        """The works, and what concerns the dossier."""
        for group in _groups(self._cutter.works()):
            values = [fast.component(work.data) for work in group]
            found = []
            for work, value in zip(group, values, strict=True):
                try:
                    found.append(self._work(work, value))
                except InputError as error:
                    self._failed = True
                    problems, line = error.problems, first_line(work)
                    found.append(Streamed(value=None, problems=problems, line=line))
                    if any(each.rule in {"PQ101", "PQ102"} for each in problems):
                        yield from found
                        return  # what follows cannot be cut
            yield from found
        yield from self._about()

    def _work(self, work: Work, read: Question | Answer | None) -> Streamed:
        value, line = self._proved(work, read), first_line(work)
        problems: tuple[Problem, ...] = ()
        locate: Locate = nowhere
        if value is None:
            value, problems = self._slowly(work)
        if value is not None:
            locate = Later(located, self._head, work, self._file, self._limits)
            problems = (*problems, *self._order(value, work))
        return Streamed(value=value, problems=problems, line=line, locate=locate)

    def _proved(self, work: Work, value: Question | Answer | None) -> Document | None:
        """The work, as it was read fast, if it is written as parlq writes it."""
        if value is None or not (value.reference or value.identifiers):
            return None
        iri = iri_of(value)
        _, link, data = component(value, self._copies[iri] + 1, iri)
        if data != work.data:
            return None
        self._note(value, work, iri, link)
        return value

    def _note(self, value: Question | Answer, work: Work, iri: str, link: bytes) -> None:
        self._first = self._first or work.data
        self._copies[iri] += 1
        self._links.add(value, iri, link)

    def _slowly(self, work: Work) -> tuple[Question | Answer | None, tuple[Problem, ...]]:
        """The work by the reader of trees, and what is wrong with it."""
        reading = self._read(wrapped(self._head, work))
        problems = tuple([moved(each, work) for each in reading.problems if each.line != 1])
        if not isinstance(reading.value, Dossier):
            self._failed = True
            if not problems:
                problems = tuple([attrs.evolve(each, line=work.line) for each in reading.problems])
            return None, problems
        value = reading.value.works[0]
        iri, link, _ = component(value)
        if reading.value.extensions:  # what is preserved of the work; some may be of the shell
            again = self._read(wrapped(self._head, work, iri, link)).value
            kept = again.extensions if isinstance(again, Dossier) else ()
            value = attrs.evolve(value, extensions=(*value.extensions, *kept))
        self._note(value, work, iri, link)
        return value, problems

    def _read(self, data: bytes) -> Reading:
        from parlq.formats.akn import reader

        return reader.read(data, strict=self._strict, file=self._file, limits=self._limits)

    def _order(self, value: Document, work: Work) -> tuple[Problem, ...]:
        """The problem of a question behind an answer."""
        self._answered = self._answered or isinstance(value, Answer)
        if not self._answered or isinstance(value, Answer):
            return ()
        message = "a question comes after an answer; put all questions of a dossier first"
        path = f"/akomaNtoso/components/component[{work.number}]"
        name = value.label if isinstance(value, Question) else None
        at = len(work.data) - len(work.data.lstrip())
        column = at - work.data.rfind(b"\n", 0, at)
        return (
            Problem(
                rule="PQ214",
                message=message,
                file=self._file,
                line=first_line(work),
                column=column,
                path=path,
                work=name,
            ),
        )

    def _about(self) -> Iterator[Streamed]:
        """What is wrong with the head and the tail, and facts of the dossier itself."""
        problems: list[Problem] = []
        if not _TAIL.match(self._cutter.tail):
            problems += self._tail_problems()
        elif not self._failed and not self._links.is_right():
            problems += head_problems(
                self._head,
                self._links,
                self._first,
                strict=self._strict,
                file=self._file,
                limits=self._limits,
            )
        if problems:
            yield Streamed(value=None, problems=tuple(problems))

    def _tail_problems(self) -> Iterator[Problem]:
        from parlq.formats.akn.xml import parse

        head, cutter = self._head, self._cutter
        begin = b"".join((head.root, head.components, b"\n", b" " * (cutter.column - 1)))
        try:
            parse.parse(begin + cutter.tail, self._file, self._limits)
        except InputError as error:
            for each in error.problems:
                yield attrs.evolve(each, line=(each.line or 2) + cutter.line - 2)
            return
        for each in parse.dropped(begin + cutter.tail, self._file):
            yield attrs.evolve(each, line=(each.line or 2) + cutter.line - 2)
