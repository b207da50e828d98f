"""Oral questions and questions of question time as pages of the years to 2009 head them."""

import datetime as dt

import pytest

from parlq.formats.ep import pages
from parlq.model import Author, Event, EventKind, Identifier, Institution, QuestionKind, Reference

ORAL = """\
Parliamentary question - O-9055/2007Parliamentary question
O-9055/2007

Bells at both ends of the island

29.8.2007

ORAL QUESTION WITH DEBATE O-9055/07
pursuant to Rule 108 of the Rules of Procedure
by Katrin Reselind, on behalf of the ALDE Group
to the Commission

They ring no more.

\xa0

  1. What is to be done?

  1. By whom?

Tabled: 29.08.2007

Forwarded: 31.08.2007

Deadline for reply: 07.09.2007
"""

HOUR = """\
Interrogazione parlamentare - H-9097/2007Interrogazione parlamentare
H-9097/2007

Campane a Cipro

INTERROGAZIONE ORALE H-9097/07
per il tempo delle interrogazioni della tornata di marzo 2007
a norma dell'articolo 109 del regolamento
di Giannis Matsoulis
alla Commissione

Quante sono le campane?

Presentazione: 01.02.2007

el
"""


def test_an_oral_question_is_headed_by_its_rule_and_author():
    """Heading, rule, author with the group and addressee stand on lines of their own."""
    question = pages.loads(ORAL, strict=True)
    assert (
        QuestionKind.ORAL,
        "108",
        (Author(name="Katrin Reselind"),),
        (Institution(name="ALDE Group"),),
        "Bells at both ends of the island",
        {"O-9055/2007", "O-9055/07"},
    ) == (
        question.kind,
        question.rule,
        question.authors,
        question.on_behalf_of,
        question.variants[0].subject,
        {identifier.value for identifier in question.identifiers},
    )


def test_the_days_under_a_question_are_its_events():
    """Forwarded and due are events; tabled is the date, held against the one in the head."""
    question = pages.loads(ORAL, strict=True)
    forwarded = Event(
        kind=EventKind.FORWARDED, date=dt.date(2007, 8, 31), label="Forwarded: 31.08.2007"
    )
    due = Event(
        kind=EventKind.DUE, date=dt.date(2007, 9, 7), label="Deadline for reply: 07.09.2007"
    )
    assert (dt.date(2007, 8, 29), (forwarded, due)) == (question.date, question.events)


def test_another_day_of_tabling_is_an_event():
    """A day of tabling that is not the date in the head is reported, and kept."""
    reading = pages.read(ORAL.replace("Tabled: 29", "Tabled: 28"))
    assert (["PQ504"], EventKind.TABLED, dt.date(2007, 8, 28)) == (
        [problem.rule for problem in reading.problems],
        reading.value.events[0].kind,
        reading.value.events[0].date,
    )


def test_a_question_of_question_time_has_a_page_of_its_own():
    """`ORAL QUESTION H-…` is a question of question time; the part-session is kept as printed."""
    question = pages.read(HOUR).value
    expected = "per il tempo delle interrogazioni della tornata di marzo 2007"
    assert (
        QuestionKind.QUESTION_TIME,
        Reference.parse("H-9097/2007"),
        "109",
        (Author(name="Giannis Matsoulis"),),
        dt.date(2007, 2, 1),
        expected,
        1,
    ) == (
        question.kind,
        question.reference,
        question.rule,
        question.authors,
        question.date,
        question.variants[0].heading[1],
        len(question.variants[0].body),
    )


def test_a_code_at_the_end_says_nothing():
    """The code of a language under a page does not say of what: it is kept as printed."""
    reading = pages.read(HOUR)
    assert ([16], (), ["el"]) == (
        [problem.line for problem in reading.problems if problem.rule == "PQ502"],
        reading.value.original_languages,
        [extension.value for extension in reading.value.variants[0].extensions],
    )


@pytest.mark.parametrize("menu", ["Oral question", "ORAL QUESTION WITH DEBATE"])
def test_words_of_a_menu_are_no_heading(menu):
    """The words that head old oral questions are a heading only beside a reference."""
    page = f"{menu}\nContact\n\n18 May 2020\nQuestion for written answer\nto the Council\nWhy?"
    question = pages.read(page).value
    assert (QuestionKind.WRITTEN, dt.date(2020, 5, 18)) == (question.kind, question.date)


def test_the_number_of_a_procedure_is_an_identifier():
    """The box of stages names the procedure."""
    page = "Procedure : 2020/2640(RSP)\n" + ORAL
    found = pages.loads(page, strict=True).identifiers
    assert Identifier(scheme="procedure", value="2020/2640(RSP)") in found


UNHEADED = """\
Parliamentary question - O-9077/2008Parliamentary question

Bells in the mountains

pursuant to Rule 108 of the Rules of Procedure
by Giusto Campana, on behalf of the GUE/NGL Group
to the Commission

Document stages in plenary
Document selected : \x20
Texts tabled :
O-9077/2008 (B6-9451/2008)
Debates :

PV 08/07/2008 - 3
Texts adopted :

Who rings them?
"""


def test_rule_author_and_addressee_may_be_all_of_a_head():
    """Without a heading the rule makes the question; `by` is no part of a name."""
    question = pages.loads(UNHEADED, strict=True)
    assert ((Author(name="Giusto Campana"),), None, "Bells in the mountains") == (
        question.authors,
        question.kind,
        question.variants[0].subject,
    )


def test_the_box_of_stages_may_stand_under_the_head():
    """The box of stages ends in facts and boilerplate, wherever it stands."""
    question = pages.loads(UNHEADED, strict=True)
    assert (
        [dt.date(2008, 7, 8)],
        ["B6-9451/2008", "O-9077/2008"],
        "Who rings them?",
    ) == (
        [event.date for event in question.events],
        sorted(identifier.value for identifier in question.identifiers),
        question.variants[0].text(),
    )


def test_authors_sign_for_the_committee_printed_after_them():
    """Where several committees ask, each author signs for the one under the name."""
    page = (
        "Question for oral answer O-900131/2018\n\nto the Commission\n\nRule 128\n\nCecilia Wald\n\n"
        "on behalf of the Committee on Bells\n\nAda Valle\n\non behalf of the Committee on Towers\n\n"
        " Subject: Bells\n\nWhy?"
    )
    bodies = (Institution(name="Committee on Bells"), Institution(name="Committee on Towers"))
    question = pages.loads(page, strict=True)
    assert (bodies, bodies) == (
        question.on_behalf_of,
        tuple(author.on_behalf_of for author in question.authors),
    )


def test_the_authors_of_one_committee_share_it():
    """Where one committee asks, it is said of the question alone."""
    page = "Question for oral answer\nto the Commission\nRule 128\nAda Valle\n"
    page += "on behalf of the Committee on Towers\nSubject: Bells\n\nWhy?"
    question = pages.loads(page, strict=True)
    assert ((Author(name="Ada Valle"),), 1) == (question.authors, len(question.on_behalf_of))
