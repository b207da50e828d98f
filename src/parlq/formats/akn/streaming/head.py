"""The head of a large dossier: whether it is right for the works, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from parlq.formats.akn.profile.frbr import shown
from parlq.formats.akn.profile.work_iri import iri_by_digest
from parlq.formats.akn.profile.writer import collection
from parlq.formats.akn.streaming.components import Head
from parlq.limits import Limits
from parlq.model import Answer, Question
from parlq.problems import InputError, Problem, Severity

#: Bytes of the largest head whose faults are all reported one by one.
_SMALL = 8 << 20


class Links:
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


def head_problems(
    head: Head, links: Links, first: bytes, *, strict: bool, file: str | None, limits: Limits
) -> Iterator[Problem]:
    """The problems of the head by the reader of trees; its facts, if it has some.

    Args:
        head: the beginning of the dossier.
        links: what it should refer to.
        first: the components of the first work.
        strict: as in `read`.
        file: name of the input.
        limits: bounds.
    """
    from parlq.formats.akn.profile.tree import document
    from parlq.formats.akn.repair import prune
    from parlq.formats.akn.schemas import xsd
    from parlq.formats.akn.xml import parse
    from parlq.formats.akn.xml.locations import Locator
    from parlq.formats.akn.xml.report import Report

    if links.shown is None:
        message = "the links to the works, or the IRI of the dossier, differ from the works"
        yield Problem(rule="PQ211", message=message, file=file, line=1)
        return
    data = head.data + first + head.ends
    report, where = Report(strict=strict), Locator(data, file)
    try:
        root = parse.parse(data, file, limits)
    except InputError as error:
        yield from error.problems
        return
    if not strict:
        prune.prune(root, report)
    if first and (found := xsd.problems(root, "parlq", where)):
        yield from found
    elif len(root) and len(root[0]) == 2:
        facts = document.head(root[0], links.shown, report)
        yield from (each for each in report.problems(where) if _is_of_head(each))
        if facts:
            message = f"{len(facts)} extensions of the dossier belong to no work; left out"
            warning = Severity.WARNING
            yield Problem(rule="PQ807", severity=warning, message=message, file=file, line=1)
    yield from parse.dropped(head.data + head.ends, file)
    report.forget()
