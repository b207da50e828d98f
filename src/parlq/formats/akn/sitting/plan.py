"""Plans the debate of one sitting: what all its works have in common, and which section each is in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from itertools import pairwise
from typing import Any, NamedTuple, NoReturn

from parlq.formats.akn.debates.parliaments import wording
from parlq.formats.akn.xml.names import ANSWER_CONCEPTS, QUESTION_CONCEPTS
from parlq.model import (
    Answer,
    AnswerKind,
    Document,
    Dossier,
    Event,
    EventKind,
    LanguageVariant,
    Question,
    QuestionKind,
)
from parlq.problems import InputError, Problem

#: How many values of a fact a message lists.
_LISTED = 4
_DAY = "pass --since and --until (in Python: parlq.corpus.Filters) to choose one"
_SAME_DAY = "these answers were given on another day than their questions were asked"
_LANGUAGE = 'pass --language TAG (in Python: language="TAG") to choose one'
_HOUSE = "write one debate for each"


class Sitting(NamedTuple):
    """What is true of all works of a debate; term and session only where all works agree.

    Attributes:
        parliament: country and house.
        day: of the sitting; None where no work has a date.
        language: of the texts; None where there are none.
        term: of the house.
        session: as the works have it.
    """

    parliament: str
    day: dt.date | None
    language: str | None
    term: int | None
    session: str | None

    @property
    def country(self) -> str:
        """The code of the country."""
        return self.parliament.partition("/")[0]

    @property
    def house(self) -> str:
        """The name of the house."""
        return self.parliament.partition("/")[2]

    @property
    def scope(self) -> str | None:
        """What a number of the sitting is unique in; None where its day is not known."""
        return None if self.day is None else f"{self.house} {self.day}"

    def text(self, work: Question | Answer) -> LanguageVariant | None:
        """The text of a work in the language of the debate."""
        return None if self.language is None else work.variant(self.language, None)


class Part(NamedTuple):
    """A section: questions that share their answers, or an answer that refers to its questions.

    Attributes:
        name: of the section.
        subject: of its questions.
        questions: in their order.
        answers: those to all of these questions and no others.
        remarks: what became of the questions.
        refers: whether the answers refer to their questions, which are in other sections.
    """

    name: str
    subject: str | None
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()
    remarks: tuple[str, ...] = ()
    refers: bool = False


class Plan(NamedTuple):
    """A debate before it is written.

    Attributes:
        sitting: what all works have in common.
        parts: the sections, in their order.
        asked: for each answer (by `id`) the questions of the debate that it answers.
    """

    sitting: Sitting
    parts: tuple[Part, ...]
    asked: dict[int, tuple[Question, ...]]


def plan(document: Document, language: str | None = None) -> Plan:
    """Plan the debate of a document.

    Args:
        document: questions and answers of one day, one house and one language.
        language: the language to write, for documents with several.

    Raises:
        InputError: PQ763, there are several days, houses or languages.
    """
    works = document.works if isinstance(document, Dossier) else (document,)
    sitting = _sitting(works, language)
    questions = tuple([work for work in works if isinstance(work, Question)])
    answers = tuple([work for work in works if isinstance(work, Answer)])
    links: dict[int, list[Question]] = {id(answer): [] for answer in answers}
    for question, answer in document.pairs() if isinstance(document, Dossier) else ():
        links[id(answer)].append(question)
    asked = {answer: tuple(found) for answer, found in links.items()}
    return Plan(sitting, tuple(_parts(sitting, questions, answers, asked)), asked)


def _sitting(works: Iterable[Question | Answer], language: str | None) -> Sitting:
    works = tuple(works)
    asked = {work.date for work in works if isinstance(work, Question)}
    advice = _DAY if len(asked) != 1 else _SAME_DAY
    day = _only(works, "days", "no date", lambda work: work.date, advice)
    parliament = _only(works, "houses", "", lambda work: work.parliament, _HOUSE)
    with_text = Counter(each.language for work in works for each in work.variants if each.body)
    known = with_text or Counter(each.language for work in works for each in work.variants)
    if language is None and len(known) > 1:
        _refuse("languages", "", known, _LANGUAGE)
    return Sitting(
        parliament=parliament,
        day=day,
        language=language or next(iter(known), None),
        term=_shared(work.term for work in works),
        session=_shared(work.session for work in works),
    )


def _only(
    works: tuple[Question | Answer, ...],
    what: str,
    none: str,
    fact: Callable[[Any], Hashable],
    advice: str,
) -> Any:
    found = Counter(map(fact, works))
    if len(found) > 1:
        _refuse(what, none, found, advice)
    return next(iter(found))


def _refuse(what: str, none: str, found: Counter[Any], advice: str) -> NoReturn:
    listed = [f"{none if value is None else value} ({n})" for value, n in found.most_common()]
    more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
    message = (
        f"works of {len(found)} {what}: {', '.join(listed[:_LISTED])}{more};"
        f" a debate has one; {advice}"
    )
    raise InputError((Problem(rule="PQ763", message=message),))


def _shared(facts: Iterable[Any]) -> Any:
    """The fact that all have, or None."""
    found = set(facts)
    return found.pop() if len(found) == 1 else None


def _parts(
    sitting: Sitting,
    questions: tuple[Question, ...],
    answers: tuple[Answer, ...],
    asked: dict[int, tuple[Question, ...]],
) -> Iterable[Part]:
    """The sections: answers to nothing first, so that they are behind no question; then the rest."""
    for answer in answers:
        if not asked[id(answer)]:
            yield _reply(answer)
    behind: dict[int, list[Answer]] = {}  # answers by the last of their questions
    for answer in answers:
        if asked[id(answer)]:
            behind.setdefault(id(asked[id(answer)][-1]), []).append(answer)
    for group in _groups(sitting, questions, answers, asked):
        replies = [answer for question in group for answer in behind.get(id(question), ())]
        here = [each for each in replies if _is_beside(each, group, asked[id(each)])]
        yield Part(
            QUESTION_CONCEPTS[_kind(group[0])] if _kind(group[0]) else "question",
            _subject(sitting, group[0]),
            group,
            tuple(here),
            remarks(sitting, group[0]),
        )
        taken = set(map(id, here))
        yield from (_reply(each) for each in replies if id(each) not in taken)


def _is_beside(answer: Answer, group: tuple[Question, ...], asked: tuple[Question, ...]) -> bool:
    """Whether an answer is in the section of its questions, where its place tells which they are."""
    is_plain = answer.kind is None and len(asked) == len(answer.answers_to)
    return is_plain and list(map(id, asked)) == list(map(id, group))


def _reply(answer: Answer) -> Part:
    known = answer.kind not in (None, AnswerKind.OTHER)
    name = ANSWER_CONCEPTS[answer.kind] if known else "answers"
    return Part(name, None, answers=(answer,), refers=True)


def _groups(
    sitting: Sitting,
    questions: tuple[Question, ...],
    answers: tuple[Answer, ...],
    asked: dict[int, tuple[Question, ...]],
) -> list[tuple[Question, ...]]:
    """Questions that stand together: they follow each other, and have the same answers and title."""
    by: dict[int, list[int]] = {id(question): [] for question in questions}
    for answer in answers:
        for question in asked[id(answer)]:
            by[id(question)].append(id(answer))

    def common(question: Question) -> tuple[object, ...]:
        return (
            by[id(question)],
            _subject(sitting, question),
            _kind(question),
            remarks(sitting, question),
        )

    groups = [[question] for question in questions[:1]]
    for before, question in pairwise(questions):
        if by[id(question)] and common(before) == common(question):
            groups[-1].append(question)
        else:
            groups.append([question])
    return [tuple(group) for group in groups]


def _kind(question: Question) -> QuestionKind | None:
    return None if question.kind is QuestionKind.OTHER else question.kind


def _subject(sitting: Sitting, question: Question) -> str | None:
    text = sitting.text(question)
    return None if text is None else text.subject


def remarks(sitting: Sitting, question: Question) -> tuple[str, ...]:
    """The events of a question that a record states as a remark, such as `(Question deferred)`."""
    return tuple([each.label or "" for each in question.events if _is_remark(sitting, each)])


def _is_remark(sitting: Sitting, event: Event) -> bool:
    label = event.label or ""
    said = wording(sitting.country).event(label)
    plain = Event(kind=EventKind.OTHER, date=sitting.day, code=said or "-", label=event.label)
    return said is not None and event == plain
