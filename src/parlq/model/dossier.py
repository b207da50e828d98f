"""The dossier: questions and the answers that belong to them, in one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TypeVar

import attrs

from parlq.model import field_builders as f
from parlq.model import identity
from parlq.model.facts import Extension, to_extensions
from parlq.model.fields.base import Value
from parlq.model.identifier import Identifier
from parlq.model.identity import LOCAL, Name
from parlq.model.references.reference import Reference
from parlq.model.work_base import notebook_html
from parlq.model.works import Answer, Question

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


def linkable(
    questions: Iterable[Question],
) -> tuple[tuple[Question, ...], tuple[Reference | Identifier, ...]]:
    """Questions of one file, and for each a name by which an answer there links to it alone.

    A question that nothing but a description names, or a number that another question has, too,
    gets a local identifier besides.
    """
    asked = tuple(questions)
    borne = Counter(name for question in asked for name in identity.names_inside(question))
    taken = {each.value for question in asked for each in question.identifiers}
    made, links = [], []
    for number, question in enumerate(asked, 1):
        own = identity.own(question)
        if isinstance(own, Identifier):
            local = [each for each in question.identifiers if each.scheme == LOCAL]
            alone = (each for each in (own, *local) if borne[_inside(each, question)] == 1)
            own = next(alone, None)
        if own is None:
            value = next(v for v in _local_names(number) if v not in taken)
            taken.add(value)
            own = Identifier(scheme=LOCAL, value=value)
            question = attrs.evolve(question, identifiers=(*question.identifiers, own))  # noqa: PLW2901
        made.append(question)
        links.append(own)
    return tuple(made), tuple(links)


def _inside(own: Identifier, question: Question) -> Name:
    return identity.inside(own, question.parliament, "question")


def _local_names(number: int) -> Iterator[str]:
    yield f"question-{number}"
    yield from (f"question-{number}-{more}" for more in count(2))


def to_questions(value: Iterable[Question]) -> tuple[Question, ...]:
    """Converter: questions as a tuple; those without a name get one."""
    works = f.to_tuple(value)
    return _named(works, "question") if _are(Question, works) else works


def to_answers(value: Iterable[Answer]) -> tuple[Answer, ...]:
    """Converter: answers as a tuple; those without a name get one."""
    works = f.to_tuple(value)
    return _named(works, "answer") if _are(Answer, works) else works


def _are(kind: type, works: object) -> bool:
    return type(works) is tuple and all(type(work) is kind for work in works)


def _question_name(reference: Reference, question: Question) -> Name:
    return identity.inside(reference, question.parliament, "question")


def _plain(question: Question, borne: frozenset[Name]) -> Reference | None:
    """The reference without its revision, unless another question bears that: one more name."""
    own = question.reference
    if own is None or own.revision is None:
        return None
    plain = attrs.evolve(own, revision=None)
    return None if _question_name(plain, question) in borne else plain


def _spellings(question: Question, borne: frozenset[Name]) -> frozenset[Reference | Identifier]:
    plain = _plain(question, borne)
    return question.names if plain is None else question.names | {plain}


def _names_of(question: Question, borne: frozenset[Name]) -> frozenset[Name]:
    names = identity.names_inside(question)
    plain = _plain(question, borne)
    return names if plain is None else names | {_question_name(plain, question)}


def _asked(answer: Answer) -> list[Name]:
    """The names of the questions that an answer answers."""
    parliament = answer.parliament
    return [identity.inside(each, parliament, "question") for each in answer.answers_to]


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

    questions: tuple[Question, ...] = attrs.field(
        default=(), converter=to_questions, **f.of_items(Question)
    )
    answers: tuple[Answer, ...] = attrs.field(
        default=(), converter=to_answers, **f.of_items(Answer)
    )
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=to_extensions, **f.of_items(Extension)
    )

    _repr_html_ = notebook_html

    def __attrs_post_init__(self) -> None:
        if not self.questions and not self.answers:
            f.refuse(self, attrs.fields(Dossier).questions, "must not be empty without answers")

    @classmethod
    def pair(cls, question: Question, answer: Answer) -> Dossier:
        """A dossier of one question and its answer, which comes to name the question if it did not.

        For sources that print both in one document and state no reference.
        """
        (named,), (own,) = linkable(cls(questions=(question,)).questions)
        if _names_of(named, frozenset()).isdisjoint(_asked(answer)):
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
        return _spellings(question, self._borne())

    def named(self) -> dict[Reference | Identifier, Question]:
        """Each name by which an answer in this dossier can name a question, with the question.

        Where two questions bear one name, the last one.
        """
        borne = self._borne()
        return {name: q for q in self.questions for name in _spellings(q, borne)}

    def answers_for(self, question: Question) -> tuple[Answer, ...]:
        """The answers in this dossier that name `question`."""
        names = _names_of(question, self._borne())
        return tuple(a for a in self.answers if not names.isdisjoint(_asked(a)))

    def questions_of(self, answer: Answer) -> tuple[Question, ...]:
        """The questions in this dossier that `answer` names, in the dossier's order."""
        wanted = frozenset(_asked(answer))
        borne = self._borne()
        return tuple(q for q in self.questions if not wanted.isdisjoint(_names_of(q, borne)))

    def pairs(self) -> Iterator[tuple[Question, Answer]]:
        """Every question with every answer that names it, in the dossier's order."""
        borne = self._borne()
        index: dict[Name, list[Answer]] = {}
        for answer in self.answers:
            for name in dict.fromkeys(_asked(answer)):
                index.setdefault(name, []).append(answer)
        for question in self.questions:
            found = {id(a): a for name in _names_of(question, borne) for a in index.get(name, ())}
            for answer in self.answers if len(found) > 1 else found.values():
                if id(answer) in found:
                    yield question, answer

    def reading_order(self) -> tuple[Question | Answer, ...]:
        """The works as people read them: behind each question the answers that it completes.

        An answer to several questions comes once, behind the last of them; answers without a
        question here come last.
        """
        last = {id(answer): question for question, answer in self.pairs()}
        behind: dict[int, list[Answer]] = {}
        for answer in self.answers:
            behind.setdefault(id(last.get(id(answer))), []).append(answer)
        read: list[Question | Answer] = []
        for question in self.questions:
            read += [question, *behind.get(id(question), ())]
        return (*read, *behind.get(id(None), ()))

    def _borne(self) -> frozenset[Name]:
        """The references of the questions, as names."""
        return frozenset([_question_name(q.reference, q) for q in self.questions if q.reference])

    def __repr__(self) -> str:
        counts = (len(self.questions), "question"), (len(self.answers), "answer")
        shown = ", ".join(f"{count} {what}{'s' * (count != 1)}" for count, what in counts)
        return f"Dossier({shown})"


#: What one file holds.
Document = Question | Answer | Dossier


def works_of(document: Document) -> tuple[Question | Answer, ...]:
    """The works of a document: those of a dossier, or the one that it is."""
    return document.works if isinstance(document, Dossier) else (document,)
