"""Selects documents of a corpus by facts of their questions and answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from parlq.model import Answer, Document, Dossier, Question
from parlq.model.agents import Answerer, Author, Institution
from parlq.model.fields.name_matching import fold


@attrs.frozen(kw_only=True)
class Filters:
    """What a work must have; each of the values of one filter is enough, and all filters count.

    A question of a dossier is kept if it passes, and an answer if a question of the dossier that it
    answers is kept; an answer without its question if it passes by itself, which it cannot by
    author, addressee and status.

    Attributes:
        years: of the date, else of the reference.
        since: first day of the date.
        until: last day of the date.
        kinds: kinds of questions or answers, or `question` and `answer`.
        authors: parts of names or groups of authors, in any case and without accents.
        addressees: parts of names or codes of addressees.
        languages: tags of which one has a text.
        states: what `parlq.checks.status` says of a question, by the answers in its document.
    """

    years: frozenset[int] = frozenset()
    since: dt.date | None = None
    until: dt.date | None = None
    kinds: frozenset[str] = frozenset()
    authors: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(
            self.years
            or self.since
            or self.until
            or self.kinds
            or self.authors
            or self.addressees
            or self.languages
            or self.states
        )

    def selected(self, document: Document) -> Document | None:
        """The document with the works that pass; None when none does."""
        if not isinstance(document, Dossier):
            return document if self._passes(document, ()) else None
        kept = [q for q in document.questions if self._passes(q, document.answers_for(q))]
        answered = {id(a) for q in kept for a in document.answers_for(q)}
        answers = [
            answer
            for answer in document.answers
            if id(answer) in answered
            or (not document.questions_of(answer) and self._passes(answer, ()))
        ]
        if len(kept) == len(document.questions) and len(answers) == len(document.answers):
            return document
        if not kept and not answers:
            return None
        return attrs.evolve(document, questions=tuple(kept), answers=tuple(answers))

    def keeps(self, work: Question | Answer) -> bool:
        """Whether a work passes all filters but that of states; an answer as one without question."""
        if not self._dated(work):
            return False
        if self.kinds and self.kinds.isdisjoint(_kinds(work)):
            return False
        if self.languages and self.languages.isdisjoint(
            variant.language for variant in work.variants if variant.body
        ):
            return False
        if isinstance(work, Answer):
            return not (self.authors or self.addressees or self.states)
        return self._asked(work)

    def _passes(self, work: Question | Answer, answers: Iterable[Answer]) -> bool:
        if not self.keeps(work):
            return False
        if not self.states or isinstance(work, Answer):
            return True
        from parlq.checks.status import status

        return status(work, tuple(answers)).state in self.states

    def _dated(self, work: Question | Answer) -> bool:
        day = work.date
        if (self.since or self.until) and day is None:
            return False
        if day is not None and (
            (self.since is not None and day < self.since)
            or (self.until is not None and day > self.until)
        ):
            return False
        year = day.year if day is not None else work.reference.year if work.reference else None
        return not self.years or year in self.years

    def _asked(self, question: Question) -> bool:
        if self.authors and not _named(self.authors, question.authors):
            return False
        return not self.addressees or _named(self.addressees, question.addressees)


def _kinds(work: Question | Answer) -> set[str]:
    kind = "question" if isinstance(work, Question) else "answer"
    return {kind, work.kind.value} if work.kind is not None else {kind}


def _named(wanted: tuple[str, ...], people: Iterable[Author | Institution | Answerer]) -> bool:
    """Whether one of the texts is part of a name, a group or a code."""
    shown = [
        fold(text)
        for one in people
        for text in (one.name, getattr(one, "group", None), getattr(one, "code", None))
        if text
    ]
    return any(fold(text) in name for text in wanted for name in shown)
