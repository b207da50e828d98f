"""One work of a large dossier as a dossier of its own, and the places in it as places in the file."""

from __future__ import annotations

import re

import attrs

from parlq.formats.akn.profile.work_iri import iri_of_dossier
from parlq.formats.akn.profile.writer import collection
from parlq.formats.akn.streaming.components import Head, Work
from parlq.io.reading import Locate, Location, Reading
from parlq.limits import Limits
from parlq.model import Dossier
from parlq.problems import Problem

_PATH = re.compile(r"^/akomaNtoso/components/component(?:\[(\d+)\])?")
#: A link to a work that is not known yet.
_NO_WORK = "/akn/eu"
_NO_LINK = b'<component><documentRef href="/akn/eu" showAs="-"/></component>'


def wrapped(head: Head, work: Work, iri: str = _NO_WORK, link: bytes = _NO_LINK) -> bytes:
    """A work as a dossier of its own, which begins on its second line."""
    begin, middle, _ = collection(iri_of_dossier([iri] if link is not _NO_LINK else []))
    lines = (begin + link + middle.partition(b"<components>")[0]).split(b"\n")[2:]
    shell = b"".join([each.strip() for each in lines])
    blanks = b" " * (work.column - 1)
    return b"".join((head.root, shell, head.components, b"\n", blanks, work.data, head.ends))


def first_line(work: Work) -> int:
    """The line on which a work begins."""
    blanks = len(work.data) - len(work.data.lstrip())
    return work.line + work.data.count(b"\n", 0, blanks)


def moved(problem: Problem, work: Work) -> Problem:
    """The problem of a work that was read alone, at its place in the file."""
    line = None if problem.line is None else problem.line + work.line - 2
    path = problem.path
    if path is not None and (found := _PATH.match(path)):
        number = work.number + int(found[1] or 1) - 1
        path = f"/akomaNtoso/components/component[{number}]{path[found.end() :]}"
    return attrs.evolve(problem, line=line, path=path)


def located(head: Head, work: Work, file: str | None, limits: Limits) -> Locate:
    """Find places in a work, which is read again."""
    from parlq.formats.akn import reader

    data = wrapped(head, work)
    reading: Reading = reader.read(data, strict=False, file=file, limits=limits)

    def locate(path: tuple[str | int, ...]) -> Location:
        if not isinstance(reading.value, Dossier):
            return Location()
        kind = "questions" if reading.value.questions else "answers"
        found = reading.locate((kind, 0, *path))
        if found.line is None:
            return found
        at = moved(Problem(rule="", message="", line=found.line, path=found.path), work)
        return attrs.evolve(found, line=at.line, path=at.path)

    return locate
