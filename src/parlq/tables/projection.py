"""What a table has, what is stored of each work for it, and the rows that are made of that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import attrs

from parlq.checks.status import COMPLETE, Asked, Given, Status, asked, decided, given
from parlq.corpus import Filters, Provenance
from parlq.model import Answer, Document, Dossier, EventKind, Question
from parlq.model.languages.language import protocol_key
from parlq.tables.cells import Source
from parlq.tables.columns import Column, Joined, Part, Type, columns_of
from parlq.tables.index import Index, Work


@attrs.frozen(kw_only=True)
class Plan:
    """What a table has.

    Attributes:
        per: what each row is about, a key of `PER`.
        columns: its columns, in their order.
        languages: tags of the languages whose subject and text it shows, the first one first.
        on: the day of the status; None for the last one that is known.
        complete_until: the day until which the documents have every answer.
        filters: which questions it has, with their answers, and which answers without a question.
    """

    per: str = "pair"
    columns: tuple[Column, ...] = columns_of("pair")
    languages: tuple[str, ...] = ()
    on: dt.date | None = None
    complete_until: dt.date | None = None
    filters: Filters = Filters()


class Stored(NamedTuple):
    """What is stored of a work.

    Attributes:
        facts: those that decide on a status.
        cells: of the columns about the work.
        more: for each author, or each version by its language: how well it fits, and its cells.
        passes: whether it passes the filters, but for that of states.
    """

    facts: Any
    cells: list[Any]
    more: dict[object, tuple[int, list[Any]]]
    passes: bool


class Maker:
    """Takes from each work what the columns of a table need, and makes rows of it."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        by_part: dict[Part, list[tuple[int, Column]]] = {part: [] for part in Part}
        for place, column in enumerate(plan.columns):
            by_part[column.part].append((place, column))
        self._columns = {part: [column for _, column in found] for part, found in by_part.items()}
        self._places = {part: [place for place, _ in found] for part, found in by_part.items()}
        self._rows = getattr(self, f"_per_{plan.per}")

    def stored(self, work: Question | Answer, provenance: Provenance) -> Stored:
        """What is stored of a work: its facts, its cells, and those of its authors or versions."""
        source = Source(work, provenance, self._plan.languages)
        more: dict[object, tuple[int, list[Any]]] = {}
        if self._plan.per == "author" and isinstance(work, Question):
            columns = self._columns[Part.AUTHOR]
            more = {
                place: (place, [column.value(author) for column in columns])
                for place, author in enumerate(work.authors)
            }
        elif self._plan.per == "language":
            columns = self._columns[Part.VARIANT]
            more = {
                each.sort_key: (not each.body, [column.value(source, each) for column in columns])
                for each in work.variants
            }
        part, facts = (
            (Part.QUESTION, asked(work))
            if isinstance(work, Question)
            else (Part.ANSWER, given(work))
        )
        cells = [column.value(source) for column in self._columns[part]]
        return Stored(facts, cells, more, self._plan.filters.keeps(work))

    def joined(self, stored: list[Stored]) -> Stored:
        """What is stored of one work that several files have; earlier ones take precedence."""
        asks = isinstance(stored[0].facts, Asked)
        facts = (_asked if asks else _given)([each.facts for each in stored])
        columns = self._columns[Part.QUESTION if asks else Part.ANSWER]
        cells = zip(*(each.cells for each in stored), strict=True)
        made = [_cell(column, found) for column, found in zip(columns, cells, strict=True)]
        more: dict[object, tuple[int, list[Any]]] = {}
        for each in stored:
            if self._plan.per == "language":
                for key, value in each.more.items():
                    more[key] = min(more.get(key, value), value, key=lambda pair: pair[0])
            else:
                more = more or each.more
        return Stored(facts, made, more, any(each.passes for each in stored))

    def alone(self, document: Document, provenance: Provenance) -> list[Any]:
        """The row of the first question of a document and the first answer to it that is there."""
        work = document.works[0] if isinstance(document, Dossier) else document
        own = Work(0, isinstance(work, Question), self.stored(work, provenance))
        if not isinstance(work, Question):
            return self._row(None, own, [])
        given = document.answers_for(work) if isinstance(document, Dossier) else ()
        answers = [Work(0, asks=False, data=self.stored(each, provenance)) for each in given]
        return self._row(own, _first(answers), answers)

    def rows(self, index: Index, work: Work) -> Iterator[list[Any]]:
        """The rows that begin with a work."""
        if self._is_wanted(index, work):
            yield from self._rows(index, work)

    def _is_wanted(self, index: Index, work: Work) -> bool:
        """Whether a question passes the filters, or that which an answer answers first."""
        filters = self._plan.filters
        if not filters:
            return True
        question = work if work.asks else index.first_question(work.number)
        if question is None or not question.data.passes or not filters.states:
            passes: bool = (question or work).data.passes
            return passes
        return self._status(question, index.answers_for(question.number)).state in filters.states

    def _status(self, question: Work, answers: list[Work]) -> Status:
        facts = [each.data.facts for each in answers]
        days = {"on": self._plan.on, "complete_until": self._plan.complete_until}
        return decided(question.data.facts, facts, **days)

    def _per_pair(self, index: Index, work: Work) -> Iterator[list[Any]]:
        if work.asks:
            answers = index.answers_for(work.number)
            for answer in answers or (None,):
                yield self._row(work, answer, answers)
        else:
            yield self._row(None, work, [])

    def _per_question(self, index: Index, work: Work) -> Iterator[list[Any]]:
        answers = index.answers_for(work.number)
        yield self._row(work, _first(answers), answers)

    def _per_author(self, index: Index, work: Work) -> Iterator[list[Any]]:
        for row in self._per_question(index, work):
            yield from self._with(row, Part.AUTHOR, work)

    def _per_answer(self, index: Index, work: Work) -> Iterator[list[Any]]:
        question = index.first_question(work.number)
        answers = [] if question is None else index.answers_for(question.number)
        yield self._row(question, work, answers)

    def _per_language(self, index: Index, work: Work) -> Iterator[list[Any]]:
        if work.asks:
            row = self._row(work, None, index.answers_for(work.number))
            yield from self._with(row, Part.VARIANT, work)
        else:
            for row in self._per_answer(index, work):
                yield from self._with(row, Part.VARIANT, work)

    def _with(self, row: list[Any], part: Part, work: Work) -> Iterator[list[Any]]:
        """A row for each author or version of a work."""
        for _, (_, values) in sorted(work.data.more.items()):
            made = [*row]
            for place, value in zip(self._places[part], values, strict=True):
                made[place] = value
            yield made

    def _row(self, question: Work | None, answer: Work | None, answers: list[Work]) -> list[Any]:
        """A row of a question, an answer to it, and all answers to it."""
        row: list[Any] = [None] * len(self._plan.columns)
        for part, work in ((Part.QUESTION, question), (Part.ANSWER, answer)):
            if work is not None:
                columns = zip(self._places[part], self._columns[part], work.data.cells, strict=True)
                for place, column, value in columns:
                    row[place] = value[1] if value and column.joined is Joined.BEST else value
        if question is not None and self._places[Part.STATUS]:
            status = self._status(question, answers)
            found = self._columns[Part.STATUS]
            for place, column in zip(self._places[Part.STATUS], found, strict=True):
                row[place] = column.value(status, len(answers))
        return row


def _first(answers: list[Work]) -> Work | None:
    """The first complete answer by its day, or else the first answer."""
    complete = [
        each for each in answers if each.data.facts.kind in COMPLETE and not each.data.facts.parts
    ]
    complete.sort(key=lambda answer: answer.data.facts.date or dt.date.max)
    return next(iter((*complete, *answers)), None)


def _cell(column: Column, cells: Iterable[Any]) -> Any:
    """The cell of one work that several files have."""
    stated = [each for each in cells if each is not None and each != ()]
    if not stated:
        return None if column.type is not Type.TEXTS else ()
    if column.joined is Joined.BEST:
        return min(stated, key=lambda pair: pair[0])
    if column.joined is Joined.ALL:
        values = dict.fromkeys(value for each in stated for value in each)
        return tuple(sorted(values, key=protocol_key) if "languages" in column.name else values)
    return stated[0]


def _stated(facts: list[Any], name: str) -> Any:
    """The first that a work states of a fact."""
    return next((value for each in facts if (value := getattr(each, name))), None)


def _asked(facts: list[Asked]) -> Asked:
    """The facts of one question that several files have; an event counts once."""
    events: dict[tuple[EventKind, dt.date | None], None] = {}
    for each in facts:
        kinds = {kind for kind, _ in events}
        events.update({(k, day): None for k, day in each.events if day or k not in kinds})
    return Asked(
        parliament=facts[0].parliament,
        kind=_stated(facts, "kind"),
        date=_stated(facts, "date"),
        addressees=_stated(facts, "addressees") or frozenset(),
        events=tuple(events),
        due=_stated(facts, "due"),
        parts=tuple(part for each in facts for part in each.parts),
    )


def _given(facts: list[Given]) -> Given:
    """The facts of one answer that several files have."""
    parts = _stated(facts, "parts") or frozenset()
    return Given(_stated(facts, "kind"), _stated(facts, "date"), parts)
