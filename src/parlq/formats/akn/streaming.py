"""Reads a large dossier work by work, in constant memory, and helps to write one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import BinaryIO

import attrs

from parlq.formats.akn.components import Cutter, Head, Work
from parlq.formats.akn.profile import fast
from parlq.formats.akn.profile.frbr import shown
from parlq.formats.akn.profile.work_iri import iri_by_digest, iri_of, iri_of_dossier
from parlq.formats.akn.profile.writer import collection, component
from parlq.io.reading import Later, Locate, Location, Reading, Streamed, nowhere
from parlq.limits import DEFAULT, Limits
from parlq.model import Answer, Document, Dossier, Question
from parlq.problems import InputError, Problem, Severity

_PROFILE = (b'name="dossier"', b"documentCollection")
_HREF = re.compile(rb'<documentRef href="([^"]*)"')
_PATH = re.compile(r"^/akomaNtoso/components/component(?:\[(\d+)\])?")
_TAIL = re.compile(rb"\s*</(?:[\w.\-]+:)?components\s*>\s*</(?:[\w.\-]+:)?akomaNtoso\s*>\s*\Z")
#: Bytes of the largest head whose faults are all reported one by one.
_SMALL = 8 << 20
#: A link to a work that is not known yet.
_NO_WORK = "/akn/eu"
_NO_LINK = b'<component><documentRef href="/akn/eu" showAs="-"/></component>'


def stream(
    source: BinaryIO,
    *,
    strict: bool = True,
    check: bool = True,
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Iterator[Streamed]:
    """Read a dossier of the profile work by work, another document as a whole.

    The works have the problems that the whole document has at their place. What concerns the
    dossier itself comes last, without a value.

    Args:
        source: the file.
        strict: as in `read`.
        check: as in `read`.
        file: name of the input, for problems.
        limits: bounds of one work, or of a document that is read as a whole.
    """
    cutter = Cutter(source, limits, file)
    head = cutter.head()
    if head is None or not all(mark in head.data for mark in _PROFILE):
        from parlq.formats.akn import read

        data = (head.data if head else b"") + cutter.rest()
        reading = read(data, strict=strict, check=check, file=file, limits=limits)
        yield Streamed(value=reading.value, problems=reading.problems, locate=reading.locate)
        return
    yield from _Dossier(head, cutter, strict=strict, file=file, limits=limits).works()


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
        self._links = _Links(head)

    def works(self) -> Iterator[Streamed]:
        """The works, and what concerns the dossier."""
        for work in self._cutter.works():
            try:
                yield self._work(work)
            except InputError as error:
                self._failed = True
                yield Streamed(value=None, problems=error.problems, line=_line(work))
                if any(each.rule in {"PQ101", "PQ102"} for each in error.problems):
                    return  # what follows cannot be cut
        yield from self._about()

    def _work(self, work: Work) -> Streamed:
        value, line = self._fast(work), _line(work)
        problems: tuple[Problem, ...] = ()
        locate: Locate = nowhere
        if value is None:
            value, problems = self._slowly(work)
        if value is not None:
            locate = Later(_located, self._head, work, self._file, self._limits)
            problems = (*problems, *self._order(value, work))
        return Streamed(value=value, problems=problems, line=line, locate=locate)

    def _fast(self, work: Work) -> Document | None:
        """The work if it is written as parlq writes it."""
        value = fast.component(work.data)
        if value is None or not (value.reference or value.identifiers):
            return None
        iri, link, data = component(value, self._copies[iri_of(value)] + 1)
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
        reading = self._read(_wrapped(self._head, work))
        problems = tuple([_moved(each, work) for each in reading.problems if each.line != 1])
        if not isinstance(reading.value, Dossier):
            self._failed = True
            if not problems:
                problems = tuple([attrs.evolve(each, line=work.line) for each in reading.problems])
            return None, problems
        value = reading.value.works[0]
        iri, link, _ = component(value)
        if reading.value.extensions:  # what is preserved of the work; some may be of the shell
            again = self._read(_wrapped(self._head, work, iri, link)).value
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
                line=_line(work),
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
            problems += self._head_problems()
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

    def _head_problems(self) -> Iterator[Problem]:
        """The problems of the head by the reader of trees; its facts, if it has some."""
        from parlq.formats.akn.profile.tree import document
        from parlq.formats.akn.repair import prune
        from parlq.formats.akn.schemas import xsd
        from parlq.formats.akn.xml import parse
        from parlq.formats.akn.xml.locations import Locator
        from parlq.formats.akn.xml.report import Report

        if self._links.shown is None:
            message = "the links to the works, or the IRI of the dossier, differ from the works"
            yield Problem(rule="PQ211", message=message, file=self._file, line=1)
            return
        data = self._head.data + self._first + self._head.ends
        report, where = Report(strict=self._strict), Locator(data, self._file)
        try:
            root = parse.parse(data, self._file, self._limits)
        except InputError as error:
            yield from error.problems
            return
        if not self._strict:
            prune.prune(root, report)
        if self._first and (found := xsd.problems(root, "parlq", where)):
            yield from found
        elif len(root) and len(root[0]) == 2:
            facts = document.head(root[0], self._links.shown, report)
            yield from (each for each in report.problems(where) if _is_of_head(each))
            if facts:
                message = f"{len(facts)} extensions of the dossier belong to no work; left out"
                warning = Severity.WARNING
                yield Problem(
                    rule="PQ807", severity=warning, message=message, file=self._file, line=1
                )
        yield from parse.dropped(self._head.data + self._head.ends, self._file)
        report.forget()


def _wrapped(head: Head, work: Work, iri: str = _NO_WORK, link: bytes = _NO_LINK) -> bytes:
    """A work as a dossier of its own, which begins on its second line."""
    begin, middle, _ = collection(iri_of_dossier([iri] if link is not _NO_LINK else []))
    lines = (begin + link + middle.partition(b"<components>")[0]).split(b"\n")[2:]
    shell = b"".join([each.strip() for each in lines])
    blanks = b" " * (work.column - 1)
    return b"".join((head.root, shell, head.components, b"\n", blanks, work.data, head.ends))


class _Links:
    """The links to the works as the head of a dossier has them, and as they should be."""

    def __init__(self, head: Head) -> None:
        self._head = head.data
        self._digest, self._iris = sha256(), sha256()
        self._first: str | None = None
        #: IRI of each work, and how its link shows it; None where there are too many to be kept.
        self.shown: list[tuple[str, str]] | None = [] if len(head.data) < _SMALL else None

    def add(self, value: Question | Answer, iri: str, link: bytes) -> None:
        """Note the next work."""
        if self.shown is not None:
            self.shown.append((iri, shown(value)))
        self._digest.update(link)
        self._iris.update((iri if self._first is None else f"\n{iri}").encode())
        self._first = self._first or iri

    def is_right(self) -> bool:
        """Whether the head is that which parlq writes for the works."""
        if self._first is None:
            return False
        iri = iri_by_digest(self._first, self._iris.hexdigest())
        begin, middle, _ = collection(iri)
        links = memoryview(self._head)[len(begin) : len(self._head) - len(middle)]
        return (
            self._head.startswith(begin)
            and self._head.endswith(middle)
            and sha256(links).digest() == self._digest.digest()
        )


def _is_of_head(problem: Problem) -> bool:
    return not (problem.path or "").startswith("/akomaNtoso/components")


def _line(work: Work) -> int:
    blanks = len(work.data) - len(work.data.lstrip())
    return work.line + work.data.count(b"\n", 0, blanks)


def _moved(problem: Problem, work: Work) -> Problem:
    """The problem of a work that was read alone, at its place in the file."""
    line = None if problem.line is None else problem.line + work.line - 2
    path = problem.path
    if path is not None and (found := _PATH.match(path)):
        number = work.number + int(found[1] or 1) - 1
        path = f"/akomaNtoso/components/component[{number}]{path[found.end() :]}"
    return attrs.evolve(problem, line=line, path=path)


def _located(head: Head, work: Work, file: str | None, limits: Limits) -> Locate:
    """Finds places in a work, which is read again."""
    from parlq.formats.akn import reader

    data = _wrapped(head, work)
    reading: Reading = reader.read(data, strict=False, file=file, limits=limits)

    def locate(path: tuple[str | int, ...]) -> Location:
        if not isinstance(reading.value, Dossier):
            return Location()
        kind = "questions" if reading.value.questions else "answers"
        found = reading.locate((kind, 0, *path))
        if found.line is None:
            return found
        moved = _moved(Problem(rule="", message="", line=found.line, path=found.path), work)
        return attrs.evolve(found, line=moved.line, path=moved.path)

    return locate


def numbered(data: bytes, copy: int) -> bytes:
    """The components of a work that is one of several with the same IRI in a dossier.

    Args:
        data: as `component` of the writer gave them.
        copy: how many there are, this one included.
    """
    work = fast.component(data)
    assert work is not None  # noqa: S101 # parlq wrote it
    return component(work, copy)[2]


def iri_of_links(links: Iterable[bytes]) -> tuple[bytes, bytes, bytes]:
    """What a dossier has before, between and behind its links and works, which are written apart.

    Args:
        links: the lines of the links to the works.
    """
    iris = (found[1].decode() for line in links if (found := _HREF.search(line)))
    return collection(iri_of_dossier(iris))
