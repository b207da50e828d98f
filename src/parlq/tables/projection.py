"""What a table has, what is stored of each work for it, and the rows that are made of that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

import attrs

from parlq.checks.status import COMPLETE, Asked, Given, Status, asked, decided, given
from parlq.corpus import Filters, Provenance
from parlq.model import Answer, Document, Dossier, Question
from parlq.model.languages.language import protocol_key
from parlq.tables.cells import Fit, Source
from parlq.tables.columns import Column, Joined, Part, Type, columns_of
from parlq.tables.pairing.within import Answers, Work


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
        facts: those that decide on a status, as plain values.
        cells: of the columns about the work.
        fits: how well the versions fit whose subject and text are in them.
        more: for each author, or each version by its language: how well it fits, and its cells.
        passes: whether it passes the filters, but for that of states.
    """

    facts: tuple[Any, ...]
    cells: list[Any]
    fits: tuple[Fit | None, Fit | None]
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
        self._values = {
            part: [each.value for each in found] for part, found in self._columns.items()
        }
        self._places = {part: [place for place, _ in found] for part, found in by_part.items()}
        self._blank = {part: [None] * len(found) for part, found in by_part.items()}
        order = [place for places in self._places.values() for place in places]
        # Where each column is when those of one part are beside each other, as they mostly are.
        moved = [order.index(place) for place in range(len(order))]
        self._order = None if moved == sorted(moved) else moved
        self._is_filtered = bool(plan.filters)
        self._rows = getattr(self, f"_per_{plan.per}")

    def stored(self, work: Question | Answer, provenance: Provenance) -> tuple[Any, ...]:
        """What is stored of a work, as `Stored` has it, but plain."""
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
            (Part.QUESTION, tuple(asked(work)))
            if isinstance(work, Question)
            else (Part.ANSWER, tuple(given(work)))
        )
        cells = [value(source) for value in self._values[part]]
        fits = source.subject and source.subject[0], source.text and source.text[0]
        passes = not self._is_filtered or self._plan.filters.keeps(work)
        return facts, cells, fits, more, passes

    def joined(self, stored: list[Stored]) -> Stored:
        """What is stored of one work that several files have; earlier ones take precedence."""
        asks = len(stored[0].facts) == len(Asked._fields)
        facts = (_asked if asks else _given)([each.facts for each in stored])
        columns = self._columns[Part.QUESTION if asks else Part.ANSWER]
        made = [
            _cell(column, [each.cells[place] for each in stored], stored)
            for place, column in enumerate(columns)
        ]
        fits = [_best(stored, which) for which in (0, 1)]
        more: dict[object, tuple[int, list[Any]]] = {}
        for each in stored:
            if self._plan.per == "language":
                for key, value in each.more.items():
                    more[key] = min(more.get(key, value), value, key=lambda pair: pair[0])
            else:
                more = more or each.more
        subject, words = [best and best.fits[which] for which, best in enumerate(fits)]
        return Stored(facts, made, (subject, words), more, any(each.passes for each in stored))

    def alone(self, document: Document, provenance: Provenance) -> list[Any]:
        """The row of the first question of a document and the first answer to it that is there."""
        work = document.works[0] if isinstance(document, Dossier) else document
        own = Work(0, isinstance(work, Question), Stored._make(self.stored(work, provenance)))
        if not isinstance(work, Question):
            return self._row(None, own, [])
        given = document.answers_for(work) if isinstance(document, Dossier) else ()
        stored = [Stored._make(self.stored(each, provenance)) for each in given]
        answers = [Work(0, asks=False, data=each) for each in stored]
        return self._row(own, _first(answers), answers)

    def rows(self, found: Answers, work: Work) -> Iterator[list[Any]]:
        """The rows that begin with a work."""
        if self._is_wanted(found, work):
            yield from self._rows(found, work)

    def _is_wanted(self, found: Answers, work: Work) -> bool:
        """Whether a question passes the filters, or that which an answer answers first."""
        filters = self._plan.filters
        if not self._is_filtered:
            return True
        question = work if work.asks else found.first_question(work.number)
        if question is None or not question.data.passes or not filters.states:
            passes: bool = (question or work).data.passes
            return passes
        return self._status(question, found.answers_for(question.number)).state in filters.states

    def _status(self, question: Work, answers: list[Work]) -> Status:
        facts = [Given._make(each.data.facts) for each in answers]
        days = {"on": self._plan.on, "complete_until": self._plan.complete_until}
        return decided(Asked._make(question.data.facts), facts, **days)

    def _per_pair(self, found: Answers, work: Work) -> Iterator[list[Any]]:
        if work.asks:
            answers = found.answers_for(work.number)
            for answer in answers or (None,):
                yield self._row(work, answer, answers)
        else:
            yield self._row(None, work, [])

    def _per_question(self, found: Answers, work: Work) -> Iterator[list[Any]]:
        answers = found.answers_for(work.number)
        yield self._row(work, _first(answers), answers)

    def _per_author(self, found: Answers, work: Work) -> Iterator[list[Any]]:
        for row in self._per_question(found, work):
            yield from self._with(row, Part.AUTHOR, work)

    def _per_answer(self, found: Answers, work: Work) -> Iterator[list[Any]]:
        question = found.first_question(work.number)
        answers = [] if question is None else found.answers_for(question.number)
        yield self._row(question, work, answers)

    def _per_language(self, found: Answers, work: Work) -> Iterator[list[Any]]:
        if work.asks:
            row = self._row(work, None, found.answers_for(work.number))
            yield from self._with(row, Part.VARIANT, work)
        else:
            for row in self._per_answer(found, work):
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
        blank = self._blank
        row = [
            *(blank[Part.QUESTION] if question is None else question.data.cells),
            *(blank[Part.ANSWER] if answer is None else answer.data.cells),
            *(blank[Part.STATUS] if question is None else self._about(question, answers)),
            *blank[Part.AUTHOR],
            *blank[Part.VARIANT],
        ]
        return row if self._order is None else [row[place] for place in self._order]

    def _about(self, question: Work, answers: list[Work]) -> list[Any]:
        """The cells of the status of a question."""
        if not self._values[Part.STATUS]:
            return []
        status, count = self._status(question, answers), len(answers)
        return [value(status, count) for value in self._values[Part.STATUS]]


def _first(answers: list[Work]) -> Work | None:
    """The first complete answer by its day, or else the first answer."""
    if len(answers) < 2:
        return answers[0] if answers else None
    facts = [(Given._make(each.data.facts), each) for each in answers]
    complete = [(own.date, each) for own, each in facts if own.kind in COMPLETE and not own.parts]
    complete.sort(key=lambda pair: pair[0] or dt.date.max)
    return complete[0][1] if complete else answers[0]


def _best(stored: list[Stored], which: int) -> Stored | None:
    """The one whose version fits best: of the subject (0) or the text (1)."""
    found = [each for each in stored if each.fits[which] is not None]
    return min(found, key=lambda each: each.fits[which] or (), default=None)


def _cell(column: Column, cells: list[Any], stored: list[Stored]) -> Any:
    """The cell of one work that several files have."""
    if column.joined in {Joined.SUBJECT, Joined.WORDS}:
        best = _best(stored, [Joined.SUBJECT, Joined.WORDS].index(column.joined))
        return None if best is None else cells[stored.index(best)]
    stated = [each for each in cells if each is not None and each != ()]
    if not stated:
        return None if column.type is not Type.TEXTS else ()
    if column.joined is Joined.ALL:
        values = dict.fromkeys(value for each in stated for value in each)
        return tuple(sorted(values, key=protocol_key) if "languages" in column.name else values)
    return stated[0]


def _stated(facts: list[Any], name: str) -> Any:
    """The first that a work states of a fact."""
    return next((value for each in facts if (value := getattr(each, name))), None)


def _asked(facts: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    """The facts of one question that several files have; an event counts once."""
    found = [Asked._make(each) for each in facts]
    events: dict[tuple[str, dt.date | None], None] = {}
    for each in found:
        kinds = {kind for kind, _ in events}
        events.update({(k, day): None for k, day in each.events if day or k not in kinds})
    made = Asked(
        parliament=found[0].parliament,
        kind=_stated(found, "kind"),
        date=_stated(found, "date"),
        addressees=_stated(found, "addressees") or frozenset(),
        events=tuple(events),
        due=_stated(found, "due"),
        parts=tuple(part for each in found for part in each.parts),
    )
    return tuple(made)


def _given(facts: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    """The facts of one answer that several files have."""
    found = [Given._make(each) for each in facts]
    parts = _stated(found, "parts") or frozenset()
    return _stated(found, "kind"), _stated(found, "date"), parts
