"""Puts the works of a file together: their places, their links, and questions that are printed twice."""

from __future__ import annotations

from typing import NamedTuple

import attrs

from parlq.formats.akn.generic.numbers import PLACE
from parlq.formats.akn.generic.parts import Edition, groups
from parlq.formats.akn.generic.retained import Keeper
from parlq.formats.akn.generic.works import Group
from parlq.formats.akn.xml.names import clark
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element
from parlq.model import (
    Answer,
    Document,
    Dossier,
    Event,
    EventKind,
    Identifier,
    LanguageVariant,
    Question,
    Reference,
)
from parlq.model.agents import Author
from parlq.model.body import Block, Heading
from parlq.model.dossier import linkable
from parlq.problems import ModelError

(ROOT,) = clark("akomaNtoso")
#: Most links that the place of answers makes: below a hundred questions, each of a hundred answers
#: has as many.
PLACED = 20_000
Key = tuple[frozenset[Identifier], tuple[Author, ...], tuple[tuple[str, tuple[Block, ...]], ...]]


def key_of(question: Question) -> Key | None:
    """What a question has in common with itself, printed again; None for one without a number."""
    own = {each for each in question.identifiers if each.scheme != PLACE and each.scope}
    if not own or not question.authors:
        return None
    texts = tuple((each.language, exchange(each.body)[0]) for each in question.variants)
    return frozenset(own), question.authors, texts


def exchange(body: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The text of a question itself, and what was said after it, below the names of who spoke."""
    ends = (at for at, each in enumerate(body) if at and type(each) is Heading and each.level == 6)
    end = next(ends, len(body))
    return body[:end], body[end:]


def has_exchange(question: Question | Answer) -> bool:
    """Whether there is anything that was said after a question in its text."""
    return any(exchange(each.body)[1] for each in question.variants)


def _with_exchange(first: Question, again: Question) -> tuple[LanguageVariant, ...]:
    """The texts of a question with what was said after it when it was asked again."""
    said = {each.language: exchange(each.body)[1] for each in again.variants}
    return tuple(
        attrs.evolve(each, body=(*each.body, *said.get(each.language, ())))
        for each in first.variants
    )


def twice(number: str) -> str:
    """What is said of a question that is printed again."""
    return f"question {number} is printed twice; read as one question"


class AskedAgain:
    """The questions so far, by number, asker and text; those without a number are never equal."""

    __slots__ = ("_known", "_report")

    def __init__(self, report: Report) -> None:
        self._report = report
        self._known: dict[Key, int] = {}

    def find(
        self, question: Question, questions: list[Question], there: dict[str, Element]
    ) -> int | None:
        """The place of the same question among those before, which gets an event; else None."""
        if (key := key_of(question)) is None:
            return None
        same = self._known.setdefault(key, len(questions))
        if same == len(questions):
            return None
        first, number = questions[same], min(key[0]).value
        subject = next((each.subject for each in question.variants if each.subject), number)
        again = Event(kind=EventKind.OTHER, date=question.date, code="asked-again", label=subject)
        questions[same] = attrs.evolve(
            first,
            events=(*first.events, again, *question.events),
            variants=_with_exchange(first, question),
            identifiers=tuple(dict.fromkeys((*first.identifiers, *question.identifiers))),
        )
        for element in list(there.values())[:1]:
            self._report.inform("PQ760", twice(number), element)
        return same


class Unanswered(NamedTuple):
    """A question that nothing in the file answers: its place, and how many speeches follow it."""

    at: int
    element: Element
    spoken: int

    @property
    def message(self) -> str:
        """What is said of it."""
        follow = {0: "no speech follows", 1: "1 speech follows"}
        return (
            f"question without answer; {follow.get(self.spoken, f'{self.spoken} speeches follow')}"
        )


class Builder:
    """Builds the works of a file; `places` comes to say where each stands.

    Attributes:
        unanswered: the questions without an answer, once there is a document.
    """

    __slots__ = ("_keeper", "_places", "unanswered")

    def __init__(self, keeper: Keeper, places: dict[tuple[str | int, ...], Element]) -> None:
        self._keeper = keeper
        self._places = places
        self.unanswered: list[Unanswered] = []

    def document(self, editions: list[Edition], root: Element) -> Document:
        """The one work of these documents, or the dossier of all of them."""
        asked_again = AskedAgain(self._keeper.report)
        questions: list[Question] = []
        further: dict[int, int] = {}  # supplementary questions, with those that they take up
        answers: list[tuple[Answer, tuple[int, ...]]] = []
        places: list[tuple[str, int, dict[str, Element], Question | Answer]] = []
        for group in groups(editions):
            made = Group(self._keeper, group)
            at: list[int] = []
            for number, (question, takes_up) in enumerate(made.questions()):
                there = made.elements("questions", number)
                if (same := asked_again.find(question, questions, there)) is not None:
                    at.append(same)
                    continue
                at.append(len(questions))
                if (alone := made.unanswered(number)) is not None:
                    self.unanswered.append(Unanswered(at[-1], *alone))
                if takes_up is not None:
                    further[at[-1]] = at[takes_up]
                places.append(("questions", at[-1], there, question))
                questions.append(question)
            for number, (answer, asked) in enumerate(made.answers()):
                there = made.elements("answers", number)
                places.append(("answers", len(answers), there, answer))
                answers.append((answer, tuple(dict.fromkeys(at[each] for each in asked))))
        if not questions and not answers:
            raise ModelError("contains no question or answer; expected <question> or <answer>")
        tied = {at for _, asked in answers for at in asked}
        self.unanswered = [each for each in self.unanswered if each.at not in tied]
        if sum(len(asked) for _, asked in answers) > PLACED:
            message = f"more than {PLACED} links from answers to the questions above them"
            self._keeper.report.refuse("PQ104", message, root)
            answers = [(answer, ()) for answer, _ in answers]
        single = len(questions) + len(answers) == 1
        for stem, number, elements, work in places:
            own = () if single else (stem, number)
            for place, variant in enumerate(work.variants):
                if (element := elements.get(variant.language)) is not None:
                    self._places.setdefault(own, element)
                    self._places[*own, "variants", place] = element
        self._places.setdefault((), root[0] if root.tag == ROOT else root)
        if single:
            return questions[0] if questions else answers[0][0]
        named = Dossier(questions=tuple(questions)).questions if questions else ()
        tied = {at for _, asked in answers for at in asked} | set(further.values())
        linked, links = linkable(named)
        chosen = [(linked if at in tied else named)[at] for at in range(len(named))]
        for place, main in further.items():
            chosen[place] = attrs.evolve(chosen[place], follows_up=(links[main],))
        return Dossier(
            questions=tuple(chosen),
            answers=tuple(_tied(answer, [links[at] for at in asked]) for answer, asked in answers),
        )


def _tied(answer: Answer, asked: list[Reference | Identifier]) -> Answer:
    """An answer names the questions that it refers to or stands below, before those of other files."""
    if not asked:
        return answer
    return attrs.evolve(answer, answers_to=tuple(dict.fromkeys((*asked, *answer.answers_to))))
