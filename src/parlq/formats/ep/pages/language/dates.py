"""Dates as the pages print them, in 24 languages: names of months in their case forms, and numbers."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache
from typing import NamedTuple

from parlq.io.resources import table_rows, words_of
from parlq.model.fields.name_matching import fold

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_YEAR_FIRST = re.compile(
    r"[\s(]*([12][0-9]{3})[./\s-]\s?([0-9]{1,2})[./\s-]\s?([0-9]{1,2})\.?[\s)]*"
)
_NUMERIC = re.compile(r"\(?\s*([0-9]{1,2})\s?[./-]\s?([0-9]{1,2})\s?[./-]\s?([0-9]{4})\s?\.?\s*\)?")
#: Words that stand in dates beside the month: of, year, day and the ends of ordinal numbers.
_FILLERS = words_of(__name__, "words.tsv", "of_date")
_LONGEST = 60


class PrintedDate(NamedTuple):
    """A date as read.

    Attributes:
        by_language: the day for each language in which the words are a date; the key `*` stands
            for all where only numbers are printed.
    """

    by_language: dict[str, dt.date]

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages in which the month is called so; none for numbers."""
        return tuple(tag for tag in self.by_language if tag != "*")

    def day(self, language: str | None) -> dt.date | None:
        """The day in `language`; None where the month's name means different months in other languages."""
        if language in self.by_language:
            return self.by_language[language]
        days = set(self.by_language.values())
        return days.pop() if len(days) == 1 else None


@cache
def _rows() -> list[list[str]]:
    return table_rows(__name__, "months.tsv")


@cache
def _months() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for language, _, *names in _rows():
        for number, name in enumerate(names, 1):
            found.setdefault(fold(name), {})[language] = number
    return found


@lru_cache(maxsize=4096)
def read_date(text: str) -> PrintedDate | None:
    """Read `text` as a date that it consists of, in brackets or not; None when it is not one."""
    if len(text) > _LONGEST:
        return None
    if found := _NUMERIC.fullmatch(text):
        day, month, year = map(int, found.groups())
        return _dates({"*": month}, day, year)
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
        return _dates({"*": month}, day, year)
    words: list[str] = []
    numbers: list[str] = []
    for token in _TOKEN.findall(fold(text)):
        (numbers if token[0] in "0123456789" else words).append(token)
    if len(numbers) != 2:
        return None
    day, year = (int(number) for number in sorted(numbers, key=len))
    named = " ".join(word for word in words if word not in _FILLERS)
    return _dates(_months().get(named, {}), day, year) if 1000 <= year <= 9999 else None


def _dates(months: dict[str, int], day: int, year: int) -> PrintedDate | None:
    found = {}
    for language, month in months.items():
        try:
            found[language] = dt.date(year, month, day)
        except ValueError:
            continue
    return PrintedDate(found) if found else None


def write_date(day: dt.date, language: str) -> str:
    """Write a day as the pages print it in `language`, one of the 24 official ones."""
    for row_language, form, *names in _rows():
        if row_language == language and form:
            return form.format(d=day.day, m=names[day.month - 1], y=day.year)
    return f"{day.day}.{day.month}.{day.year}"
