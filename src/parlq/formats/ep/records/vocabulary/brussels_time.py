"""Days in Brussels: what the instants of the dumps mean, and how they are written back."""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from parlq.formats.ep.records.vocabulary.namespaces import Shape
from parlq.model.fields.scalars import date_fault
from parlq.problems import MissingExtraError


@cache
def zone() -> dt.tzinfo:
    """The time zone of Brussels.

    Raises:
        MissingExtraError: the system has no time zone database and `tzdata` is not installed.
    """
    try:
        return ZoneInfo("Europe/Brussels")
    except ZoneInfoNotFoundError:
        raise MissingExtraError("reading instants as days in Brussels", "rdf") from None


@lru_cache(maxsize=4096)
def day_of(text: str) -> dt.date:
    """The day that a date or an instant of a record means.

    A day stays what it is, with or without a zone. An instant means the day in Brussels:
    `2022-01-04T23:00:00.000Z` is 5 January.

    Raises:
        ValueError: neither a day nor an instant as XML Schema writes them, or none that the model has.
    """
    day = _day(text)
    if fault := date_fault(day):
        raise ValueError(fault)
    return day


def _day(text: str) -> dt.date:
    if "T" not in text:
        return dt.date.fromisoformat(text[:10] if len(text) > 10 and text[10] in "Z+-" else text)
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        return moment.date()
    try:
        return moment.astimezone(zone()).date()
    except OverflowError:  # the first or the last day that there is, in another time zone
        raise ValueError(f"no day in Brussels: {text[:40]}") from None


@lru_cache(maxsize=4096)
def midnight(day: dt.date) -> str:
    """The instant at which a day begins in Brussels, in UTC, as the dumps of 2022 write it."""
    begin = dt.datetime(day.year, day.month, day.day, tzinfo=zone())
    return instant_text(begin.astimezone(dt.UTC))


def instant_text(moment: dt.datetime) -> str:
    """An instant in UTC with milliseconds, as the dumps of 2022 write it."""
    utc = moment.astimezone(dt.UTC)
    return f"{utc.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


@lru_cache(maxsize=4096)
def one_spelling(text: str) -> str:
    """An instant in UTC as the dumps of 2022 write it; any other text as it is.

    RDF libraries do not keep how a document spelled it, so statements know one spelling only.
    """
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    if moment.tzinfo is None or moment.utcoffset():
        return text
    if moment.microsecond % 1000:
        return f"{moment.replace(tzinfo=None).isoformat()}Z"
    return instant_text(moment)


def day_text(day: dt.date, shape: Shape) -> str:
    """A day as a shape writes it: as it is, or as the instant at which it begins."""
    return day.isoformat() if shape is Shape.API_V2 else midnight(day)
