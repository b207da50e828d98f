"""Text that broken markup hides is preserved and reported; what ends a head is text."""

import pytest

from parlq.formats.ep import pages
from parlq.problems import Severity

PAGE = """<p>4 March 2021</p>
<p>Question for written answer E-904411/2021</p>
<p>to the Commission</p>
<p>Rule 138</p>
<p>Nils Tarn (PPE)</p>
<p>Subject: Terns</p>
<p>How many terns are there on the roof?</p>
"""
START = f"<html>\n<head><title>Terns</title></head>\n<body>\n{PAGE}"


def read(page):
    """The text of a page, what is preserved, and its problems."""
    reading = pages.read(page)
    variant = reading.value.variants[0]
    return variant.text(), [each.value for each in variant.extensions], reading.problems


@pytest.mark.parametrize(
    ("broken", "kept"),
    [
        ('<p><a href="here>wings</a></p>\n', '<a href="here>wings</a></p>\n</body></html>'),
        ("<p><a href='here>wings</a></p>\n", "<a href='here>wings</a></p>\n</body></html>"),
        ("<p>\n<a wings and feathers", None),
        ("<!-- wings\n", "wings\n</body></html>"),
        ("<script>wings\n", "wings\n</body></html>"),
        ("<style>wings\n", "wings\n</body></html>"),
        ("<title>wings\n", "wings\n</body></html>"),
        ("<![CDATA[wings]]>", "wings"),
        ('<a title="wings</a> <b class="x">feathers</b>', "wings</a> <b class="),
        ("<p wings and feathers</p>", "wings and feathers< p"),
    ],
)
def test_text_that_broken_markup_hides(broken, kept):
    """It is preserved as it stands there, with a warning at its place."""
    text, found, problems = read(f"{START}{broken}</body></html>")
    assert ("How many terns are there on the roof?", True) == (
        text.splitlines()[0],
        "wings" in "".join(found),
    )
    assert kept is None or [kept] == found
    told = [p for p in problems if p.rule == "PQ517" and p.severity is Severity.WARNING]
    assert [11] == [p.line for p in told if "broken markup" in p.message] or kept is None
    assert told


@pytest.mark.parametrize(
    "end",
    [
        "</body></html>",
        "</body></html>\n<!-- saved -->\n",
        "",
        "<p>",
        '<p title="a < b"></p>',
        "<p data-tip='<b>wings</b>'></p>",
        "<script>var html = '<p>';</script></body></html>",
    ],
)
def test_closed_markup_has_no_findings(end):
    """Comments, scripts and markup in attributes that are closed hide nothing."""
    assert ("How many terns are there on the roof?", [], ()) == read(START + end)


@pytest.mark.parametrize(
    "head",
    [
        "<head><title>Terns</title><section>{}</section></head><body></body>",
        "<head><title>Terns</title><main>{}</main>",
        "<head><custom>{}</custom></head>",
    ],
)
def test_what_ends_a_head_is_text(head):
    """A page whose head is not closed is read as browsers show it."""
    text, found, problems = read(f"<html>{head.format(PAGE)}</html>")
    assert ("How many terns are there on the roof?", [], ()) == (text, found, problems)


def test_words_in_a_head_are_reported():
    """Elements that stand in no head are read before the body."""
    page = START.replace("</title>", "</title><custom>Wings</custom>")
    assert ["Wings"] == read(page)[1]
    assert ["PQ502"] == [each.rule for each in read(page)[2]]


def test_words_of_a_choice_that_are_no_options_are_preserved():
    """A list of choices that is not closed swallows what follows."""
    assert ["Wings Feathers"] == read(f"{START}<select><option>Wings</option>Feathers")[1]


def test_a_second_address_of_the_page_is_reported():
    """The first one is taken."""
    link = '<link rel="canonical" href="https://www.europarl.europa.eu/doceo/document/{}_EN.html">'
    both = link.format("E-9-2021-904411") + link.format("E-9-2021-904412")
    reading = pages.read(START.replace("<title>", f"{both}<title>"))
    assert reading.value.variants[0].source.endswith("E-9-2021-904411_EN.html")
    assert [("PQ504", 2)] == [(each.rule, each.line) for each in reading.problems]


TEXT = """4 March 2021
Question for written answer E-904411/2021
to the Commission
Rule 138
Nils Tarn (PPE)
Subject: Terns

How many terns are there on the roof?

Last updated: 7 July 2021
Legal notice
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Rule 138\n", "Rule 138\nRule 144\n", 5),
        ("Legal notice", "Last updated: 8 July 2021\nLegal notice", 11),
        (
            "4 March",
            "https://www.europarl.europa.eu/doceo/document/E-9-2021-904411_EN.html\n"
            "https://www.europarl.europa.eu/doceo/document/E-9-2021-904418_EN.html\n4 March",
            2,
        ),
    ],
)
def test_a_fact_that_is_stated_twice_in_two_ways_is_reported(old, new, line):
    """The first is taken, the other one stays as printed."""
    reading = pages.read(TEXT.replace(old, new))
    assert [line] == [each.line for each in reading.problems]
    assert ("138", 2021, 7) == (
        reading.value.rule,
        reading.value.variants[0].last_updated.year,
        reading.value.variants[0].last_updated.day,
    )


def test_a_fact_that_is_stated_twice_in_one_way_has_no_findings():
    """As a foot that stands twice."""
    assert () == pages.read(f"{TEXT}Last updated: 7 July 2021\nLegal notice\n").problems
