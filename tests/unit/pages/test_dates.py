"""Dates are read and written in 24 languages."""

import datetime as dt

import pytest

from parlq.formats.ep.pages.language.dates import read_date, write_date
from parlq.model.languages.language import OFFICIAL

babel = pytest.importorskip("babel", reason="the month names are checked against Babel's")


@pytest.mark.parametrize("tag", [language.tag for language in OFFICIAL])
@pytest.mark.parametrize("context", ["format", "stand-alone"])
def test_months_are_those_of_babel(tag, context):
    """Each name of a month in each case form that CLDR has is read."""
    months = babel.Locale(tag).months[context]["wide"]
    expected = [dt.date(2018, number, 21) for number in range(1, 13)]
    assert expected == [read_date(f"21 {months[number]} 2018").day(tag) for number in range(1, 13)]


@pytest.mark.parametrize("tag", [language.tag for language in OFFICIAL])
def test_written_dates_read_back(tag):
    """A date in the form of the pages gives the same day."""
    days = [dt.date(2019, month, 9) for month in range(1, 13)]
    assert days == [read_date(write_date(day, tag)).day(tag) for day in days]


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("22. května 2019", dt.date(2019, 5, 22)),
        ("2020 m. birželio 25 d.", dt.date(2020, 6, 25)),
        ("22 ta\u2019 Mejju 2019", dt.date(2019, 5, 22)),
        ("26. kolovoza 2021.", dt.date(2021, 8, 26)),
        ("11 март 2020 г.", dt.date(2020, 3, 11)),
        ("1er juillet 2014", dt.date(2014, 7, 1)),
        ("5 de Março de 2010", dt.date(2010, 3, 5)),
        ("29.11.2018", dt.date(2018, 11, 29)),
        ("13/11/2008", dt.date(2008, 11, 13)),
        ("10 . 4 . 1995", dt.date(1995, 4, 10)),
        ("(3 April 2001)", dt.date(2001, 4, 3)),
    ],
)
def test_printed_dates(printed, day):
    """Dates as pages print them."""
    assert day == read_date(printed).day(None)


@pytest.mark.parametrize("text", ["31 February 2018", "21 Maybe 2018", "12 2018", "E-1/18", ""])
def test_no_dates(text):
    """What is no date is none."""
    assert read_date(text) is None


def test_a_month_of_two_languages_needs_the_language():
    """`listopada` is November in Polish and October in Croatian."""
    found = read_date("3 listopada 2015")
    expected = (dt.date(2015, 11, 3), dt.date(2015, 10, 3), None)
    assert expected == (found.day("pl"), found.day("hr"), found.day(None))
