"""The dossier: questions and the answers that belong to them, in one document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import attrs

from parlq.model import fields as f
from parlq.model.base import Value
from parlq.model.facts import Extension, Identifier
from parlq.model.reference import Reference
from parlq.model.works import Answer, Question

#: Scheme of the identifiers that a dossier gives to works that have no name of their own.
LOCAL = "local"

W = TypeVar("W", Question, Answer)


def _named(works: tuple[W, ...], prefix: str) -> tuple[W, ...]:
    """Give a local identifier to each work without a name, so that pairs never rest on order."""
    if all(work.reference is not None or work.identifiers for work in works):
        return works
    taken = {i.value for work in works for i in work.identifiers if i.scheme == LOCAL}
    named = []
    number = 0
    for work in works:
        if work.reference is None and not work.identifiers:
            number += 1
            while f"{prefix}-{number}" in taken:
                number += 1
            identifier = Identifier(scheme=LOCAL, value=f"{prefix}-{number}")
            named.append(attrs.evolve(work, identifiers=(identifier,)))
        else:
            named.append(work)
    return tuple(named)


def _works(kind: Any, prefix: str) -> Any:
    def convert(value: object) -> object:
        works = f.to_tuple(value)
        if not isinstance(works, tuple) or any(type(work) is not kind for work in works):
            return works
        return _named(works, prefix)

    return attrs.field(
        default=(),
        converter=convert,
        validator=f.choice_of,
        metadata={"is": "items", "types": (kind,), "least": 0},
    )


def _names_of(
    question: Question, borne: frozenset[Reference | None]
) -> frozenset[Reference | Identifier]:
    own, names = question.reference, question.names
    if own is None or own.revision is None:
        return names
    plain = attrs.evolve(own, revision=None)
    return names if plain in borne else names | {plain}


@attrs.frozen(kw_only=True, repr=False)
class Dossier(Value):
    """Questions and answers in one document, each list in its own order.

    A work that has neither a reference nor an identifier gets an identifier of scheme `local`,
    such as `question-1`, so that an answer can name it.

    Attributes:
        questions: at least one of questions and answers is there.
        answers: each names its questions in `answers_to`.
        extensions: facts about the dossier itself that have no field.
    """

    questions: tuple[Question, ...] = _works(Question, "question")
    answers: tuple[Answer, ...] = _works(Answer, "answer")
    extensions: tuple[Extension, ...] = f.items(Extension)

    def __attrs_post_init__(self) -> None:
        if not self.questions and not self.answers:
            f.refuse(self, attrs.fields(Dossier).questions, "must not be empty without answers")

    @classmethod
    def pair(cls, question: Question, answer: Answer) -> Dossier:
        """A dossier of one question and its answer, which comes to name the question if it did not.

        For sources that print both in one document and state no reference.
        """
        named = cls(questions=(question,)).questions[0]
        if not _names_of(named, frozenset()).intersection(answer.answers_to):
            own = named.reference or named.identifiers[0]
            answer = attrs.evolve(answer, answers_to=(*answer.answers_to, own))
        return cls(questions=(named,), answers=(answer,))

    @property
    def works(self) -> tuple[Question | Answer, ...]:
        """All works: the questions, then the answers."""
        return (*self.questions, *self.answers)

    def names_of(self, question: Question) -> frozenset[Reference | Identifier]:
        """Everything by which an answer in this dossier can name `question`.

        Answers leave the revision of a question out, so a revised one goes by its plain number,
        too, unless another question here bears that number.
        """
        return _names_of(question, frozenset(q.reference for q in self.questions))

    def named(self) -> dict[Reference | Identifier, Question]:
        """Each name by which an answer in this dossier can name a question, with the question.

        Where two questions bear one name, the last one.
        """
        borne = frozenset(q.reference for q in self.questions)
        return {name: q for q in self.questions for name in _names_of(q, borne)}

    def answers_for(self, question: Question) -> tuple[Answer, ...]:
        """The answers in this dossier that name `question`."""
        names = self.names_of(question)
        return tuple(a for a in self.answers if not names.isdisjoint(a.answers_to))

    def questions_of(self, answer: Answer) -> tuple[Question, ...]:
        """The questions in this dossier that `answer` names, in the dossier's order."""
        wanted = frozenset(answer.answers_to)
        borne = frozenset(q.reference for q in self.questions)
        return tuple(q for q in self.questions if not wanted.isdisjoint(_names_of(q, borne)))

    def pairs(self) -> Iterator[tuple[Question, Answer]]:
        """Every question with every answer that names it, in the dossier's order."""
        borne = frozenset(q.reference for q in self.questions)
        index: dict[object, list[Answer]] = {}
        for answer in self.answers:
            for name in dict.fromkeys(answer.answers_to):
                index.setdefault(name, []).append(answer)
        for question in self.questions:
            found = {id(a): a for name in _names_of(question, borne) for a in index.get(name, ())}
            for answer in self.answers if len(found) > 1 else found.values():
                if id(answer) in found:
                    yield question, answer

    def __repr__(self) -> str:
        return f"Dossier({len(self.questions)} questions, {len(self.answers)} answers)"


#: What one file holds.
Document = Question | Answer | Dossier
