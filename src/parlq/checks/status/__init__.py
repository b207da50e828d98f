"""The state of a question as far as its documents tell it, and the times from question to answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final, Self

import attrs

from parlq.checks.contradictions import CLOSED
from parlq.checks.status.periods import Period, period_of, periods
from parlq.model import Answer, AnswerKind, Event, EventKind, Question

__all__ = ["Basis", "Period", "Reason", "State", "Status", "period_of", "periods", "status"]


class State(StrEnum):
    """What became of a question."""

    OPEN = "open"
    PARTLY_ANSWERED = "partly_answered"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    NOT_FORWARDED = "not_forwarded"
    LAPSED = "lapsed"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a question has its state; `sentence` says it in words."""

    sentence: str

    def __new__(cls, value: str, sentence: str) -> Self:
        """A member that has a sentence besides its value."""
        member = str.__new__(cls, value)
        member._value_, member.sentence = value, sentence
        return member

    ANSWER = "answer", "an answer is here"
    LATER_ANSWER = "later_answer", "a supplement or correction is here; the first answer is not"
    ALL_PARTS = "all_parts", "answers to all its numbered parts are here"
    ANSWERED_EVENT = "answered_event", "the source states that it was answered"
    SOME_PARTS = "some_parts", "answers to some of its parts are here"
    WITHDRAWN = "withdrawn", "the source states that it was withdrawn"
    INADMISSIBLE = "inadmissible", "the source states that it was not admitted"
    LAPSED = "lapsed", "the source states that it lapsed; an answer may still follow"
    NO_ANSWER = "no_answer", "no answer is in the corpus, which is complete"
    INTERIM = "interim", "only an interim reply is in the corpus, which is complete"
    OLDER_THAN_PERIOD = (
        "older_than_period",
        "no answer is in the complete corpus; it is older than the period, whose start is not known",
    )
    UNCLASSIFIED_ANSWER = "unclassified_answer", "an answer of an unknown kind is here"
    MERGED = "merged", "it was merged into another question, which may be answered"
    CONVERTED = "converted", "it was converted; the answer may name another question"
    DEBATED = "debated", "it was debated; the reply may be in the debate"
    UNDATED = "undated", "no answer is here, and the question has no date"
    NOT_YET_TABLED = "not_yet_tabled", "the question is dated after the day that was asked about"
    INCOMPLETE = (
        "incomplete",
        "no complete answer is here, and the corpus is not known to be complete",
    )


class Basis(StrEnum):
    """Where a due date comes from: the source states it, or it follows from the forwarding."""

    PUBLISHED = "published"
    FORWARDING = "forwarding"


@attrs.frozen(kw_only=True)
class Status:
    """The state of one question.

    Attributes:
        state: what became of it.
        reason: why.
        answered: the day of its first complete answer, where known.
        days: days from the question to that answer; None where a date is missing, or where the
            answer is dated before the question.
        due: the day by which an answer is due, where known.
        due_basis: where that day comes from.
        past_due: whether the answer was given after that day, or is still to come after it. None
            where there is no due date, where no answer is to come, and where it is not known.
        period: the period in the text of the rules that was in force when the question was tabled.
    """

    state: State
    reason: Reason
    answered: dt.date | None = None
    days: int | None = None
    due: dt.date | None = None
    due_basis: Basis | None = None
    past_due: bool | None = None
    period: Period | None = None


#: Kinds of answers after which nothing is left to answer.
_COMPLETE: Final = frozenset({None, AnswerKind.ANSWER, AnswerKind.JOINT, AnswerKind.REFERRAL})
#: Kinds of answers that presuppose another one.
_LATER: Final = frozenset(
    {AnswerKind.SUPPLEMENTARY, AnswerKind.SUPPLEMENTARY_JOINT, AnswerKind.CORRECTION}
)
#: Events after which an answer of the question's own is not to be expected, each with what it means.
_ENDS: Final = {
    EventKind.WITHDRAWN: (State.WITHDRAWN, Reason.WITHDRAWN),
    EventKind.INADMISSIBLE: (State.NOT_FORWARDED, Reason.INADMISSIBLE),
    EventKind.LAPSED: (State.LAPSED, Reason.LAPSED),
    EventKind.MERGED: (State.UNKNOWN, Reason.MERGED),
    EventKind.CONVERTED: (State.UNKNOWN, Reason.CONVERTED),
    EventKind.DEBATED: (State.UNKNOWN, Reason.DEBATED),
}
#: Events that take a question up again as it was.
_RESUMED: Final = frozenset({EventKind.TABLED, EventKind.FORWARDED, EventKind.TRANSFERRED})
_Found = tuple[State, Reason]


def status(
    question: Question,
    answers: Iterable[Answer] = (),
    *,
    on: dt.date | None = None,
    complete_until: dt.date | None = None,
) -> Status:
    """What became of a question by a day, as far as its documents tell.

    A question without an answer is `open` only where you say that the answers given until that day
    are all here; otherwise it is `unknown`. A lapse that the source states counts until an answer
    is here. A due date is one that the source publishes, or follows from the forwarding and the
    rules of procedure; no period is ever counted from the question's own date.

    Args:
        question: the question.
        answers: the answers to it, as `Dossier.answers_for` gives them.
        on: the day; answers and events after it do not count. By default `complete_until`, and
            without it everything counts.
        complete_until: the day until which the corpus has every answer.
    """
    on = complete_until if on is None else on
    given = [each for each in answers if _by(each.date, on)]
    events = _in_order(question.events, on)
    state, reason = _found(question, given, events) or _without(
        question, events, on, complete_until
    )
    if state is State.OPEN and any(each.kind is AnswerKind.INTERIM for each in given):
        reason = Reason.INTERIM
    answered = _day(reason, given, events) if state is State.ANSWERED else None
    period = period_of(question, question.date) if question.date is not None else None
    due, basis = _due(question, events)
    if reason is Reason.NO_ANSWER and due is None and _older(question, period, on):
        reason = Reason.OLDER_THAN_PERIOD
    known = complete_until is not None and on is not None and on <= complete_until
    until = answered if state is State.ANSWERED else on if known and state in _WAITING else None
    return Status(
        state=state,
        reason=reason,
        answered=answered,
        days=_days(question.date, answered),
        due=due,
        due_basis=basis,
        past_due=None if due is None or until is None else until > due,
        period=period,
    )


_WAITING: Final = frozenset({State.OPEN, State.PARTLY_ANSWERED})


def _by(day: dt.date | None, on: dt.date | None) -> bool:
    return day is None or on is None or day <= on


def _in_order(events: Sequence[Event], on: dt.date | None) -> list[Event]:
    """The events until a day; in the order of their dates where all have one."""
    past = [each for each in events if each.kind is not EventKind.DUE and _by(each.date, on)]
    if all(each.date is not None for each in past):
        past.sort(key=lambda each: each.date or dt.date.min)  # those of one day in their order
    return past


def _found(question: Question, given: list[Answer], events: list[Event]) -> _Found | None:
    """What answers and events state; None where they leave the question open."""
    whole = [each for each in given if not each.parts]
    if any(each.kind in _COMPLETE for each in whole):
        return State.ANSWERED, Reason.ANSWER
    if any(each.kind in _LATER for each in whole):
        return State.ANSWERED, Reason.LATER_ANSWER
    if any(each.kind is EventKind.ANSWERED for each in events):
        return State.ANSWERED, Reason.ANSWERED_EVENT
    answered = {_label(part) for each in _partial(given) for part in each.parts}
    asked = [{_label(label) for label in variant.parts()} for variant in question.variants]
    if answered and any(labels and labels <= answered for labels in asked):
        return State.ANSWERED, Reason.ALL_PARTS
    end = _end(events)
    if end is not None and end[0] is not State.UNKNOWN:
        return end
    if answered:
        return State.PARTLY_ANSWERED, Reason.SOME_PARTS
    if any(each.kind is AnswerKind.OTHER for each in given):
        return State.UNKNOWN, Reason.UNCLASSIFIED_ANSWER
    return end


def _partial(given: list[Answer]) -> list[Answer]:
    return [each for each in given if each.parts and each.kind in _COMPLETE | _LATER]


def _label(part: str) -> str:
    """A label of a part without what only print adds: `2.`, `(2)` and `2` are one."""
    return part.strip("()[]. \t").casefold()


def _end(events: list[Event]) -> _Found | None:
    """The event that ended a question, unless it was taken up again."""
    last: EventKind | None = None
    for event in events:
        if event.kind in _RESUMED:
            last = None
        elif event.kind in _ENDS and not (event.kind is EventKind.LAPSED and last in CLOSED):
            last = event.kind
    return None if last is None else _ENDS[last]


def _without(
    question: Question,
    events: list[Event],
    on: dt.date | None,
    complete_until: dt.date | None,
) -> _Found:
    """The state of a question of which no answer is here."""
    if on is not None and question.date is not None and question.date > on:
        return State.UNKNOWN, Reason.NOT_YET_TABLED
    if on is None or complete_until is None or on > complete_until:
        return State.UNKNOWN, Reason.INCOMPLETE
    if question.date is None:
        return State.UNKNOWN, Reason.UNDATED
    held = any(event.kind is EventKind.HELD for event in events)
    return State.OPEN, Reason.INTERIM if held else Reason.NO_ANSWER


def _day(reason: Reason, given: list[Answer], events: list[Event]) -> dt.date | None:
    """The day of the first complete answer, where it is known."""
    if reason is Reason.ALL_PARTS:
        days = [each.date for each in _partial(given)]
        return None if None in days else max(day for day in days if day is not None)
    days = [each.date for each in given if not each.parts and each.kind in _COMPLETE]
    days = [*filter(None, days)] or [e.date for e in events if e.kind is EventKind.ANSWERED]
    return min(filter(None, days), default=None)


def _days(asked: dt.date | None, answered: dt.date | None) -> int | None:
    if asked is None or answered is None or answered < asked:
        return None
    return (answered - asked).days


def _older(question: Question, period: Period | None, on: dt.date | None) -> bool:
    if period is None or on is None or question.date is None:
        return False
    return (on - question.date).days > period.days


def _due(question: Question, events: list[Event]) -> tuple[dt.date | None, Basis | None]:
    """The due date that the source states, or that follows from the last forwarding."""
    if question.due is not None:
        return question.due, Basis.PUBLISHED
    moves = [each for each in events if each.kind in _RESUMED - {EventKind.TABLED}]
    last = moves[-1] if moves else None
    # A transfer may begin the period anew, or not: no text says so.
    if last is None or last.kind is not EventKind.FORWARDED or last.date is None:
        return None, None
    period = period_of(question, last.date)
    if period is None or period.starts is not EventKind.FORWARDED:
        return None, None
    return last.date + dt.timedelta(period.days), Basis.FORWARDING
