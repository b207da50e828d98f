"""The state of a question as far as its documents tell it, and the times from question to answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final, overload

from parlq.checks.contradictions import CLOSED
from parlq.checks.status.facts import Asked, Given, asked, given
from parlq.checks.status.periods import Period, period_of, period_on, periods, to_date
from parlq.checks.status.values import Basis, Reason, State, Status
from parlq.model import Answer, AnswerKind, Dossier, EventKind, Question

__all__ = [
    "COMPLETE",
    "Asked",
    "Basis",
    "Given",
    "Period",
    "Reason",
    "State",
    "Status",
    "asked",
    "decided",
    "given",
    "period_of",
    "periods",
    "status",
    "to_date",
]


_Found = tuple[State, Reason]

#: Kinds of answers after which nothing is left to answer.
COMPLETE: Final = frozenset({None, AnswerKind.ANSWER, AnswerKind.JOINT, AnswerKind.REFERRAL})
#: Kinds of answers that presuppose another one.
_LATER: Final = frozenset(
    {AnswerKind.SUPPLEMENTARY, AnswerKind.SUPPLEMENTARY_JOINT, AnswerKind.CORRECTION}
)
#: Events after which an answer of the question's own is not to be expected, each with what it means.
_ENDS: Final[dict[str, _Found]] = {
    EventKind.WITHDRAWN: (State.WITHDRAWN, Reason.WITHDRAWN),
    EventKind.INADMISSIBLE: (State.NOT_FORWARDED, Reason.INADMISSIBLE),
    EventKind.LAPSED: (State.LAPSED, Reason.LAPSED),
    EventKind.MERGED: (State.UNKNOWN, Reason.MERGED),
    EventKind.CONVERTED: (State.UNKNOWN, Reason.CONVERTED),
    EventKind.DEBATED: (State.UNKNOWN, Reason.DEBATED),
}
#: Events that take a question up again as it was.
_RESUMED: Final = frozenset({EventKind.TABLED, EventKind.FORWARDED, EventKind.TRANSFERRED})
#: Events that may begin a period.
_MOVED: Final = frozenset({EventKind.FORWARDED, EventKind.TRANSFERRED})
_Event = tuple[str, dt.date | None]


@overload
def status(
    question: Question,
    answers: Answer | Iterable[Answer] = ...,
    *,
    on: dt.date | str | None = ...,
    complete_until: dt.date | str | None = ...,
) -> Status: ...


@overload
def status(
    question: Dossier,
    *,
    on: dt.date | str | None = ...,
    complete_until: dt.date | str | None = ...,
) -> tuple[Status, ...]: ...


def status(
    question: Question | Dossier,
    answers: Answer | Iterable[Answer] = (),
    *,
    on: dt.date | str | None = None,
    complete_until: dt.date | str | None = None,
) -> Status | tuple[Status, ...]:
    """What became of a question by a day, as far as its documents tell.

    A question without an answer is `open` only where you say that the answers given until that day
    are all here; otherwise it is `unknown`. A lapse that the source states counts until an answer
    is here. A due date is one that the source publishes, or follows from the forwarding and the
    rules of procedure; no period is ever counted from the question's own date.

    Args:
        question: the question; or a dossier, whose questions each have a status, in their order.
        answers: the answers to the question, as `Dossier.answers_for` gives them; a dossier has its
            own.
        on: the day, a date or its text `YYYY-MM-DD`; answers and events after it do not count. By
            default `complete_until`, and without it everything counts.
        complete_until: the day until which the corpus has every answer, likewise.

    Raises:
        ModelError: a day is neither.
        TypeError: what is given is no question or dossier, or no answers.
    """
    on, complete_until = to_date(on, "on"), to_date(complete_until, "complete_until")
    if isinstance(question, Dossier):
        if answers != ():
            raise TypeError("pass a dossier alone: the answers are those in it")
        pairs = [(each, question.answers_for(each)) for each in question.questions]
        return tuple(status(q, a, on=on, complete_until=complete_until) for q, a in pairs)
    if not isinstance(question, Question):
        given_kind = type(question).__name__
        raise TypeError(f"a status is that of a Question or a Dossier, not of {given_kind}")
    found = [answers] if isinstance(answers, Answer) else [*answers]
    for each in found:
        if not isinstance(each, Answer):
            raise TypeError(f"the answers to a question are Answer, not {type(each).__name__}")
    facts = asked(question)
    return decided(facts, map(given, found), on=on, complete_until=complete_until)


def decided(
    question: Asked,
    answers: Iterable[Given],
    *,
    on: dt.date | None = None,
    complete_until: dt.date | None = None,
) -> Status:
    """As `status`, for the facts of a question and of its answers."""
    on = complete_until if on is None else on
    here = [each for each in answers if on is None or each.date is None or each.date <= on]
    events = _in_order(question.events, on)
    state, reason = _found(question, here, events) or _without(question, events, on, complete_until)
    if state is State.OPEN and any(each.kind == AnswerKind.INTERIM for each in here):
        reason = Reason.INTERIM
    answered = _day(reason, here, events) if state is State.ANSWERED else None
    period = period_on(question, question.date) if question.date is not None else None
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


def _in_order(events: Sequence[_Event], on: dt.date | None) -> list[_Event]:
    """The events until a day; in the order of their dates where all have one."""
    past = [each for each in events if on is None or each[1] is None or each[1] <= on]
    if all(day for _, day in past):
        past.sort(key=lambda each: each[1] or dt.date.min)  # those of one day in their order
    return past


def _found(question: Asked, here: list[Given], events: list[_Event]) -> _Found | None:
    """What answers and events state; None where they leave the question open."""
    whole = [each.kind for each in here if not each.parts]
    if not COMPLETE.isdisjoint(whole):
        return State.ANSWERED, Reason.ANSWER
    if not _LATER.isdisjoint(whole):
        return State.ANSWERED, Reason.LATER_ANSWER
    if any(kind == EventKind.ANSWERED for kind, _ in events):
        return State.ANSWERED, Reason.ANSWERED_EVENT
    answered = {part for each in _partial(here) for part in each.parts}
    if answered and any(labels <= answered for labels in question.parts):
        return State.ANSWERED, Reason.ALL_PARTS
    end = _end(events)
    if end is not None and end[0] is not State.UNKNOWN:
        return end
    if answered:
        return State.PARTLY_ANSWERED, Reason.SOME_PARTS
    if any(each.kind == AnswerKind.OTHER for each in here):
        return State.UNKNOWN, Reason.UNCLASSIFIED_ANSWER
    return end


def _partial(here: list[Given]) -> list[Given]:
    return [each for each in here if each.parts and each.kind in COMPLETE | _LATER]


def _end(events: list[_Event]) -> _Found | None:
    """The event that ended a question, unless it was taken up again."""
    last: str | None = None
    for kind, _ in events:
        if kind in _RESUMED:
            last = None
        elif kind in _ENDS and not (kind == EventKind.LAPSED and last in CLOSED):
            last = kind
    return None if last is None else _ENDS[last]


def _without(
    question: Asked,
    events: list[_Event],
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
    held = any(kind == EventKind.HELD for kind, _ in events)
    return State.OPEN, Reason.INTERIM if held else Reason.NO_ANSWER


def _day(reason: Reason, here: list[Given], events: list[_Event]) -> dt.date | None:
    """The day of the first complete answer, where it is known."""
    if reason is Reason.ALL_PARTS:
        days = [each.date for each in _partial(here)]
        return None if None in days else max(day for day in days if day is not None)
    days = [each.date for each in here if not each.parts and each.kind in COMPLETE]
    days = [*filter(None, days)] or [day for kind, day in events if kind == EventKind.ANSWERED]
    return min(filter(None, days), default=None)


def _days(asked: dt.date | None, answered: dt.date | None) -> int | None:
    if asked is None or answered is None or answered < asked:
        return None
    return (answered - asked).days


def _older(question: Asked, period: Period | None, on: dt.date | None) -> bool:
    if period is None or on is None or question.date is None:
        return False
    return (on - question.date).days > period.days


def _due(question: Asked, events: list[_Event]) -> tuple[dt.date | None, Basis | None]:
    """The due date that the source states, or that follows from the last forwarding."""
    if question.due is not None:
        return question.due, Basis.PUBLISHED
    moves = [each for each in events if each[0] in _MOVED]
    kind, day = moves[-1] if moves else (None, None)
    # A transfer may begin the period anew, or not: no text says so.
    if kind != EventKind.FORWARDED or day is None:
        return None, None
    period = period_on(question, day)
    if period is None or period.starts is not EventKind.FORWARDED:
        return None, None
    return day + dt.timedelta(period.days), Basis.FORWARDING
