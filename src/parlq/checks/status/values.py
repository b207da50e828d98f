"""What is determined of a question: its state, the reason, and the days that follow from it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Self

import attrs

from parlq.checks.status.periods import Period


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
