"""The account of a page: each line is read, boilerplate or unknown."""

from __future__ import annotations

from parlq.formats.ep import pages
from parlq.formats.ep.pages import LineUse

PAGE = """\
Go back to the Europarl portal
3 September 2021
E-002264/2021
Question for written answer E-002264/2021
to the Commission
Rule 138
Olga Tarn (ECR)
Urgency: high

 Subject: Pier

The pier leans. Who knows why?
"""


def test_each_line_has_one_use():
    """A line that states nothing is boilerplate, one that no reader knows is unknown."""
    found = {each.number: each for each in pages.account(PAGE)}
    assert [1, 2, 3, 4, 5, 6, 7, 8, 10, 12] == sorted(found)
    assert (LineUse.BOILERPLATE, ("portal",)) == (found[1].use, found[1].fields)
    assert (LineUse.READ, ("date",)) == (found[2].use, found[2].fields)
    assert (LineUse.UNKNOWN, ("variant.extensions",)) == (found[8].use, found[8].fields)
    assert "variant.subject" in found[10].fields
    assert (LineUse.READ, ("variant.body",)) == (found[12].use, found[12].fields)


def test_a_page_that_is_refused_is_unknown():
    """All of its lines are."""
    found = pages.account("Dear Sir,\n\nThe pier leans.\n")
    assert [(1, LineUse.UNKNOWN), (3, LineUse.UNKNOWN)] == [
        (each.number, each.use) for each in found
    ]


def test_what_is_no_text_has_no_lines():
    """Such as an empty file."""
    assert () == pages.account(b"")


def test_the_address_helps_as_in_reading():
    """An answer in unknown words is one by its address."""
    page = "21.3.2008\nRespondo por Olga Tarn\nThe pier leans, as everybody knows.\n"
    uses = {each.use for each in pages.account(page, source="1__WQA__E-2008-9147__EN")}
    assert {LineUse.READ} == uses
