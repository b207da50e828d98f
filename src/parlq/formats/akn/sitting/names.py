"""How works of a debate are found again: each `eId`, and which names mean one question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any, TypeAlias

from parlq.comparison import Comparison
from parlq.formats.akn.generic.numbers import LOCAL_PREFIX, NUMBER, PLACE, stated_in
from parlq.formats.akn.sitting.plan import Plan, Sitting, plan
from parlq.model import Answer, Document, Identifier, Question
from parlq.model.identity import LOCAL, kind_of

#: An `eId`, but for those that the writer makes itself.
_ID = re.compile(r"(?!tlc_|text_|local_)[^\s#\"'<>&]+")
_LOCAL_ID = re.compile(r"[^\s#\"'<>&]+")
Work: TypeAlias = Question | Answer


def comparison(document: Document, *, language: str | None = None) -> Comparison:
    """What a debate knows about its own facts: by what its works are found again."""
    made = plan(document, language)
    ids = Ids(made)
    questions = [question for part in made.parts for question in part.questions]
    works = {id(work) for part in made.parts for work in (*part.questions, *part.answers)}

    def key(work: Work) -> str | None:
        if id(work) in works:
            return ids.own.get(id(work))
        return next(stated(work, made.sitting), None)

    names = {name: n for n, each in enumerate(questions) for name in each.names}
    for n, each in enumerate(questions):
        own = ids.own.get(id(each), "")
        if own.startswith(LOCAL_PREFIX):
            names[Identifier(scheme=LOCAL, value=own[len(LOCAL_PREFIX) :])] = n

    def same(field: str, one: Any, other: Any) -> bool:
        if field != "answers_to":
            return False
        mine, theirs = (
            {names.get(name, name) for name in each.answers_to} for each in (one, other)
        )
        return mine == theirs

    return Comparison(key=key, same=same)


def is_place(name: Identifier, sitting: Sitting) -> bool:
    """Whether an identifier is an `eId` in the record of the sitting."""
    return name.scheme == PLACE and name.scope is not None and name.scope == sitting.scope


def stated(work: Work, sitting: Sitting) -> Iterator[str]:
    """The `eId`s that the identifiers of a work are written as."""
    for each in work.identifiers:
        if is_place(each, sitting) and _ID.fullmatch(each.value):
            yield each.value
        elif each.scheme == LOCAL and _LOCAL_ID.fullmatch(each.value):
            yield f"{LOCAL_PREFIX}{each.value}"


def is_line(text: str) -> bool:
    """Whether a text reads back equal from an element whose words are one line."""
    return " ".join(text.split()) == text


def own_number(question: Question, sitting: Sitting) -> Identifier | None:
    """The number of the sitting, where it reads back equal from a `num`."""
    for each in question.identifiers:
        if each.scheme == NUMBER and each.scope == sitting.scope and is_line(each.value):
            same = stated_in(each.value, sitting.country) == each.value
            return each if same and sitting.country != "eu" else None
    return None


class Ids:
    """The `eId` of each work that needs one; `own` has them by `id`."""

    def __init__(self, made: Plan) -> None:
        self._sitting = made.sitting
        self._taken: set[str] = set()
        self._numbers = count(1)
        self.own: dict[int, str] = {}
        referred = {
            id(q)
            for part in made.parts
            if part.refers
            for a in part.answers
            for q in made.asked[id(a)]
        }
        works: list[Work] = []
        for part in made.parts:
            works += [*part.questions, *part.answers]
        for work in works:
            self._stated(work)
        for work in works:
            if id(work) not in self.own and (id(work) in referred or not self._is_named(work)):
                self._made(work, is_alone=len(works) == 1)

    def _stated(self, work: Work) -> None:
        for own in stated(work, self._sitting):
            if own not in self._taken:
                self._taken.add(own)
                self.own[id(work)] = own
                return

    def _is_named(self, work: Work) -> bool:
        """Whether a name of a work comes back without an `eId`."""
        if work.reference is not None and self._sitting.country == "eu":
            return isinstance(work, Question) or work.reference.is_answer
        return isinstance(work, Question) and own_number(work, self._sitting) is not None

    def _made(self, work: Work, *, is_alone: bool) -> None:
        if is_alone:
            return
        stem = f"{LOCAL_PREFIX}{kind_of(work)}-"
        own = next(own for n in self._numbers if (own := f"{stem}{n}") not in self._taken)
        self._taken.add(own)
        self.own[id(work)] = own
