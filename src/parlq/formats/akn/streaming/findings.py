"""What is found once in a whole debate, although it is read question by question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from parlq.formats.akn.generic.assembly import Unanswered, has_exchange, key_of, twice
from parlq.formats.akn.streaming.beginning import Places
from parlq.formats.akn.streaming.local_names import Work
from parlq.formats.akn.xml.locations import Locator
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element
from parlq.model import Answer, Dossier, Question, identity
from parlq.model.identity import Spelled
from parlq.problems import Problem

#: Rules whose findings are about the document, and therefore reported once.
_OF_DOCUMENT: Final = frozenset(("PQ219", "PQ756", "PQ759"))


def new_report() -> Report:
    """A report of a part of the debate."""
    report = Report(strict=False)
    report.paths = Places()
    return report


class Findings:
    """The questions of a debate so far, and what was reported of it; `file` is its name."""

    def __init__(self, file: str | None) -> None:
        self._file = file
        self._asked: set[int] = set()  # hashes of what tells questions apart
        self._told: set[tuple[str, str]] = set()
        self._open: dict[Spelled, tuple[Problem, ...]] = {}  # questions without an answer

    def once(self, value: Dossier | Work, report: Report, element: Element) -> list[Work]:
        """The works of a group without a question that was printed before."""
        works: list[Work] = []
        for work in value.works if isinstance(value, Dossier) else (value,):
            key = key_of(work) if isinstance(work, Question) else None
            if key is not None and hash(key) in self._asked and not has_exchange(work):
                report.inform("PQ760", twice(min(key[0]).value), element)
                continue
            if key is not None:
                self._asked.add(hash(key))
            works.append(work)
        return works

    def new(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Problems, but for what is true of the whole document and was reported before."""
        for each in problems:
            told = (each.rule, each.message)
            if each.rule not in _OF_DOCUMENT or told not in self._told:
                yield each
            if each.rule in _OF_DOCUMENT:
                self._told.add(told)

    def unanswered(self, found: list[Unanswered], works: list[Work], report: Report) -> None:
        """Report questions without an answer; those that a later section may answer, at the end."""
        for each in found:
            work = works[each.at] if not each.spoken and each.at < len(works) else None
            name = None if work is None else identity.own(work)
            later = report if name is None else new_report()
            later.warn("PQ758", each.message, each.element)
            if name is not None:
                self._open[name] = self.placed(later)
        for answer in works:
            for name in answer.answers_to if isinstance(answer, Answer) else ():
                self._open.pop(name, None)

    def placed(self, report: Report) -> tuple[Problem, ...]:
        """What was noted, with its places."""
        where = Locator(b"", self._file, Places())  # one that stays would hold what is gone
        return tuple(report.problems(where)) if report.notes else ()

    def left(self) -> Iterator[Problem]:
        """What is said of the questions that nothing has answered."""
        return chain.from_iterable(self._open.values())
