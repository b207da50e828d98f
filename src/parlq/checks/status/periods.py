"""Within how many days the rules of procedure ask for an answer: a table of data, and its look-up."""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache

import attrs

from parlq.checks.status.facts import Asked, asked
from parlq.io.resources import table_rows
from parlq.model import EventKind, Question
from parlq.model.field_builders import to_day
from parlq.model.fields.scalars import shown
from parlq.problems import ModelError


@attrs.frozen(kw_only=True)
class Period:
    """A period for an answer, as one text of the rules of procedure has it.

    Attributes:
        parliament: whose rules, as in the questions.
        first: first day on which the text was in force.
        last: last day; None for the text that is in force.
        kind: kind of the questions that it is about.
        addressees: codes of the bodies that such questions go to.
        rule: number of the rule, such as `138`.
        days: calendar days; no text was found that counts otherwise.
        starts: kind of the event from which the days count; None where no event of the model is it.
        certainty: `certain` where the text was read, `inferred` where it follows from others.
        source: the text.
    """

    parliament: str
    first: dt.date
    last: dt.date | None
    kind: str
    addressees: frozenset[str]
    rule: str
    days: int
    starts: EventKind | None
    certainty: str
    source: str

    def in_force(self, day: dt.date) -> bool:
        """Whether the text was in force on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@cache
def periods() -> tuple[Period, ...]:
    """All periods that are known, in the order of the file `periods.tsv`."""
    return tuple(
        Period(
            parliament=parliament,
            first=dt.date.fromisoformat(first),
            last=dt.date.fromisoformat(last) if last else None,
            kind=kind,
            addressees=frozenset(addressees.split()),
            rule=rule,
            days=int(days),
            starts=EventKind(starts) if starts else None,
            certainty=certainty,
            source=source,
        )
        for parliament, first, last, kind, addressees, rule, days, starts, certainty, source in (
            table_rows(__name__, "periods.tsv")
        )
    )


def to_date(value: dt.date | str | None, name: str) -> dt.date | None:
    """A day that a caller states: a date, or its text `YYYY-MM-DD`.

    Args:
        value: the day; None for none.
        name: what the caller calls it.

    Raises:
        ModelError: it is neither; a time is no day.
    """
    day = to_day(value)
    if day is not None and type(day) is not dt.date:
        message = f"expected a date, or a text such as 2024-12-31, got {shown(value)}"
        raise ModelError(message, field=name)
    return day


def period_of(question: Question, day: dt.date) -> Period | None:
    """The period for a question in the text that was in force on a day; None where none is known.

    The day decides, not the term nor the printed number of the rule: the rules changed within terms,
    and one number stood for several texts.
    """
    return period_on(asked(question), day)


def period_on(question: Asked, day: dt.date) -> Period | None:
    """As `period_of`, for the facts of a question."""
    return _period(question.parliament, question.kind, question.addressees, day)


@lru_cache(maxsize=4096)
def _period(
    parliament: str, kind: str | None, addressees: frozenset[str | None], day: dt.date
) -> Period | None:
    for period in periods():
        if (
            period.parliament == parliament
            and period.kind == kind
            and period.in_force(day)
            and addressees <= period.addressees
        ):
            return period
    return None
