"""The few facts of a question and an answer that decide on a state: plain, small, quick to store."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Final, NamedTuple

from parlq.model import Answer, EventKind, Question

#: Letter of the references of questions to the European Central Bank.
_TO_THE_ECB: Final = "Z"


class Asked(NamedTuple):
    """What a question states.

    Attributes:
        parliament, kind, date: as in the question, the kind as its value.
        addressees: codes of the bodies that it goes to; None for a body without a code.
        events: kind and day of each event, but for those that state a due date.
        due: the day by which an answer is due, as the source states it.
        parts: the labels of its numbered parts, for each language version that has some.
    """

    parliament: str
    kind: str | None
    date: dt.date | None
    addressees: frozenset[str | None]
    events: tuple[tuple[str, dt.date | None], ...]
    due: dt.date | None
    parts: tuple[frozenset[str], ...]


class Given(NamedTuple):
    """What an answer states: its kind, its day, and the labels of the parts that it answers."""

    kind: str | None
    date: dt.date | None
    parts: frozenset[str]


def asked(question: Question) -> Asked:
    """The facts of a question."""
    bodies = {body.code for body in question.addressees}
    if question.reference is not None and question.reference.letter == _TO_THE_ECB:
        bodies.add("ecb")
    parts = [variant.parts() for variant in question.variants if variant.body]
    return Asked(
        question.parliament,
        None if question.kind is None else question.kind._value_,
        question.date,
        frozenset(bodies),
        tuple([(e.kind._value_, e.date) for e in question.events if e.kind is not EventKind.DUE]),
        question.due,
        tuple([frozenset(map(_label, each)) for each in parts if each]),
    )


def given(answer: Answer) -> Given:
    """The facts of an answer."""
    kind = None if answer.kind is None else answer.kind._value_
    return Given(kind, answer.date, frozenset(map(_label, answer.parts)))


@lru_cache(maxsize=1024)
def _label(part: str) -> str:
    """A label of a part without what only print adds: `2.`, `(2)` and `2` are one."""
    return part.strip("()[]. \t").casefold()
