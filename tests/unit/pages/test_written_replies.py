"""Replies in writing that no formula heads, and titles that state who is asked."""

from __future__ import annotations

import pytest

from parlq.formats.ep import pages
from parlq.formats.ep.pages.segment.written_replies import asked_in_title

PAGE = """\
Thursday, 17 January 2008 - Strasbourg
 ANNEX (Written answers)
QUESTIONS TO THE COUNCIL (The Presidency bears sole responsibility for these answers)
QUESTIONS TO THE COMMISSION

QUESTIONS TO THE COUNCIL (The Presidency bears sole responsibility for these answers)
Question no 27 by Olga Tarn (H-9682/07)
 Subject: Lamps

The lamps along the harbour were mended in spring.

Who pays for the lamps?
{gap}
{reply}

{gap}
QUESTIONS TO THE COMMISSION
Question no 28 by Nils Berk (H-9683/07)
 Subject: Ropes

Who pays for the ropes?
{gap}
The Commission buys all ropes from one budget, and has done so for many years.
"""
GAP = "\n \n  \n \n"


def read(**parts):
    """The dossier of a page, and the rules of its problems."""
    reading = pages.read(PAGE.format(**parts))
    return reading.value, {each.rule for each in reading.problems}


@pytest.mark.parametrize(
    ("gap", "reply"),
    [
        (GAP, "The harbour has paid for all of its lamps since the last century."),
        ("\n", "This reply, drawn up by the Presidency and not binding on the Council, is short."),
        ("\n", "(FR) The harbour has paid for all of its lamps since the last century."),
    ],
)
def test_a_reply_without_a_formula_is_found(gap, reply):
    """Its distance, its first words, or the language in brackets before it tell where it begins."""
    value, found = read(gap=gap, reply=reply)
    first = value.answers[0]
    assert "Who pays for the lamps?" == value.questions[0].text().splitlines()[-1]
    assert reply.removeprefix("(FR) ") == first.text()
    assert ["H-009682/2007"] == [str(each) for each in first.answers_to]
    assert [(None, "council")] == [(each.name, each.institution.code) for each in first.answerers]
    assert ("PQ525" in found, first.kind) == (True, None)


def test_the_title_of_a_part_states_who_is_asked():
    """All questions below it are put to that institution."""
    value, _ = read(gap=GAP, reply="The harbour has paid for all of its lamps for years.")
    asked = [[each.code for each in question.addressees] for question in value.questions]
    assert [["council"], ["commission"]] == asked
    assert "commission" == value.answers[1].answerers[0].institution.code


def test_where_nothing_parts_them_no_reply_is_invented():
    """Without any of these signs the reply stays in the text, and that is reported."""
    value, found = read(gap="\n", reply="The harbour pays.")
    assert "The harbour pays." in value.questions[0].text()
    assert "PQ524" in found


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("QUESTIONS TO THE COUNCIL", "council"),
        ("ANFRAGEN AN DIE KOMMISSION", "commission"),
        ("QUESTIONS AU CONSEIL (La présidence en est seule responsable)", "council"),
        ("18. Czas na zapytania (pytania do Rady)", "council"),
        ("SPØRGSMÅL TIL RÅDET", "council"),
        ("Kérdések a Tanácshoz", "council"),
        ("ΕΡΩΤΗΣΕΙΣ ΠΡΟΣ ΤΗΝ ΕΠΙΤΡΟΠΗ", "commission"),
        ("KYSYMYKSET KOMISSIOLLE", "commission"),
        ("Questions were put to the Council.", None),
        ("to the Council", None),
        ("Question no 27 by Olga Tarn (H-9682/07)", None),
        ("Letters to the Council", None),
    ],
)
def test_titles(line, code):
    """A title has the word for questions and that for an institution, in one language."""
    assert code == asked_in_title(line)
