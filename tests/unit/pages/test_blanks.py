"""Very long runs of blanks and of dots cost no more than other text."""

import time

import pytest

from parlq.formats.ep import pages
from parlq.model.body_traversal import plain

from .office_files import docx, paragraph

TEXT = """\
Question for written answer E-900001/2021
to the Commission
Rule 138
Maja Dobrin (S&D)
Subject: Storks

Where do the storks sleep?
"""
JOURNAL = """\
WRITTEN QUESTION E-0101/99 by Maja Dobrin (PSE) to the Commission (3 March 1999)
Subject: Storks
Where do the storks sleep?
"""
CONTENTS = """\
(1999/C 12/003) E-0101/99 by Maja Dobrin to the Commission Subject: Storks . . . . . 3
(1999/C 12/004) E-0102/99 by Ove Lund to the Council Subject: Cranes . . . . . 4
"""
#: What is put into each gap of a text; before, 10 kB of it took seconds, and ten times as much hours.
RUNS = ["\t", "\u00a0", " \u2003", ". "]


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("text", [TEXT, JOURNAL, CONTENTS], ids=["site", "journal", "contents"])
def test_long_runs_take_no_time(text, run):
    """Wherever in a page they stand."""
    gaps = [at for at, char in enumerate(text) if char in " \n"]
    begun = time.process_time()
    for at in gaps[::5]:
        pages.read(f"{text[:at]}{run * (20_000 // len(run))}{text[at:]}")
    assert time.process_time() - begun < len(gaps[::5])


def print_(blanks):
    """The text with these blanks between two words."""
    return TEXT.replace("storks sleep", f"storks{blanks}sleep")


def hypertext(blanks):
    """The text as a page in HTML, with blanks that are partly in bold."""
    lines = print_(f"{blanks}<b>{blanks}</b>{blanks}").replace("&D", "&amp;D").splitlines()
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>"


def office(blanks):
    """The text as a DOCX file."""
    return docx("".join(map(paragraph, print_(blanks).replace("&", "&amp;").splitlines())))


@pytest.mark.parametrize("make", [print_, hypertext, office])
def test_a_page_is_read_without_them(make):
    """More than 200 blanks in a row are read as 200, in all forms of a page."""
    few, many = (pages.read(make(blanks)).value for blanks in (" ", "\u00a0" * 30_000))
    assert few.authors == many.authors
    assert few.variants[0].text().split() == many.variants[0].text().split()
    assert len(many.variants[0].text()) < 300


def test_words_between_blanks_stay():
    """Blanks that markup parts count as one run, and no word is lost."""
    body = (
        "&#160;" * 500 + "<b>" + "&#160;" * 500 + "Where" + "&#160;" * 150 + "</b> do they sleep?"
    )
    page = hypertext("x").replace("Where do the storksx<b>x</b>xsleep?", f"Now{body}")
    (block,) = pages.read(page).value.variants[0].body
    assert f"Now{' ' * 200}Where{' ' * 151}do they sleep?" == plain((block,)).replace("\u00a0", " ")


def test_a_head_ends_after_very_many_unknown_lines():
    """What follows is text: each line of a head is compared with every wording."""
    head, rest = TEXT.split("Maja")
    begun = time.process_time()
    reading = pages.read(head + "A\n" * 40_000 + "Maja" + rest)
    assert time.process_time() - begun < 4
    kept = [each for each in reading.value.variants[0].extensions if each.name == "line"]
    assert 500 <= len(kept) < 510
    assert 40_000 - 510 < reading.value.variants[0].text().count("A") <= 40_000
