"""Notes at the foot of the pages of a PDF: never inside a sentence that goes on over the page."""

import pytest

from parlq.formats.ep import pages
from parlq.model import Note, NoteRef
from parlq.problems import Severity

from .print_files import HEAD, pdf, printed

pytest.importorskip("pypdf", reason="needs the extra pdf")

BODY = ("Storks nest on chimneys and on the roofs of churches in", "many villages (1) of")
BARE = ("Storks nest on chimneys1 and on the roofs of churches in", "many villages of")
REST = ("the region, and they come back.", None, "What is done?")
COUNTED = "As counted in 2019."


def first(body, notes, *, size=10, top=60):
    """A first page with notes at its foot."""
    return [
        *printed(780, *HEAD, *body),
        *[(top - 11 * n, text, size) for n, text in enumerate(notes)],
    ]


def read(*leaves):
    """The blocks of a print as text, and its problems."""
    reading = pages.read(pdf(*leaves), file="it")
    body = reading.value.variants[0].body
    return body, [(problem.rule, problem.severity) for problem in reading.problems]


def said(body):
    """The text of blocks."""
    return ["".join(each for each in block.content if isinstance(each, str)) for block in body]


@pytest.mark.parametrize("where", [0, 1])
@pytest.mark.parametrize("size", [8, 10])
def test_a_note_with_a_marker_is_a_note(size, where):
    """A note in the form that the Parliament prints is one, whatever its size and when it is drawn."""
    lines = first(BODY, [f"(1) {COUNTED}"], size=size)
    lines = lines if where else [lines[-1], *lines[:-1]]
    body, problems = read(lines, printed(780, *REST))
    paragraph, asked, note = body
    assert NoteRef(marker="(1)") in paragraph.content
    assert said([paragraph])[0].endswith(" of the region, and they come back.")
    assert ["What is done?"] == said([asked])
    assert (Note, "(1)", []) == (type(note), note.marker, problems)


NOTES = {
    "small": (BARE, [f"1 {COUNTED}"], 8, 60),
    "small, in two lines": (BARE, ["1 As counted in", "2019."], 8, 60),
    "apart": (BARE, [f"1 {COUNTED}"], 10, 60),
    "right below": (BARE, [f"1 {COUNTED}"], 10, 668),
}


@pytest.mark.parametrize("name", NOTES)
def test_a_note_comes_after_its_paragraph(name):
    """A note with a bare number stands behind the paragraph that goes on over the page."""
    text, notes, size, top = NOTES[name]
    body, problems = read(first(text, notes, size=size, top=top), printed(780, *REST))
    paragraph, note, asked = said(body)
    assert paragraph.endswith("many villages of the region, and they come back.")
    assert (" ".join(notes), "What is done?", []) == (note, asked, problems)


DOUBTFUL = {
    "a star": ([f"* {COUNTED}"], 10),
    "no marker, small": ([COUNTED], 8),
    "no marker": ([COUNTED], 10),
    "a number without a mark in the text": ([f"7 {COUNTED}"], 10),
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_may_be_a_note_is_reported(name):
    """Lines between the halves of a sentence come after it, with a problem."""
    notes, size = DOUBTFUL[name]
    body, problems = read(first(BODY, notes, size=size), printed(780, *REST))
    paragraph, note, asked = said(body)
    assert paragraph.endswith(" of the region, and they come back.")
    assert (notes[0], "What is done?") == (note, asked)
    assert [("PQ514", Severity.WARNING)] == problems


def test_several_notes_are_paragraphs_of_their_own():
    """Each marker begins a note."""
    lines = first(
        (BODY[0] + " (2)", BODY[1]), [f"(1) {COUNTED}", "(2) In spring", "and summer."], size=8
    )
    body, problems = read(lines, printed(780, *REST))
    notes = [block for block in body if isinstance(block, Note)]
    assert ["(1)", "(2)"] == [note.marker for note in notes]
    assert [COUNTED, "In spring and summer."] == [said(note.content)[0] for note in notes]
    assert [] == problems


def test_a_note_above_the_footer_is_found():
    """Footers are taken out before notes are looked for."""
    lines = [*first(BODY, [f"(1) {COUNTED}"], size=8), (30, "PE981.206v01-00   1/2")]
    body, problems = read(lines, [*printed(780, *REST), (30, "PE981.206v01-00   2/2")])
    assert [Note] == [type(block) for block in body[2:]]
    assert [] == problems


def test_a_paragraph_that_ends_with_the_page_stays_alone():
    """A note below a sentence that ends is no part of its paragraph, nor of the next one."""
    text = (BARE[0], "many villages of the region, as all of us have known for")
    lines = first(
        (*text, "very long in these parts of the whole country and beyond."),
        [f"1 {COUNTED}"],
        size=8,
    )
    body, _ = read(lines, printed(780, "Who knows?"))
    assert [f"1 {COUNTED}", "Who knows?"] == said(body)[1:]


def test_notes_wait_for_the_end_of_a_long_paragraph():
    """A paragraph may go on over a whole page, with a note of its own there."""
    long = [f"and the region number {n} of the whole wide country that is" for n in range(5)]
    lines = printed(780, *long)
    middle = [*lines, (60, "2 See above.", 8)]
    body, problems = read(
        first(BARE, [f"1 {COUNTED}"], size=8), middle, printed(780, "one.", None, "Why?")
    )
    paragraph, *notes, asked = said(body)
    assert paragraph.endswith("that is one.")
    assert ([f"1 {COUNTED}", "2 See above."], "Why?", []) == (notes, asked, problems)


TEXT = {
    "a numbered question": ("Can it say:", None, "1. whether storks nest on the churches of"),
    "a number in the text": (BARE[0], "12 months of each year that they live here, and also in"),
    "a year": (BARE[0], "2019 and in all of the years that came after it, and also in"),
}


@pytest.mark.parametrize("name", TEXT)
def test_text_is_no_note(name):
    """Lines that begin with a number stay in their sentence."""
    lead = ["It is well known in this part of the country that"] * 3
    body, _ = read(printed(780, *HEAD, *lead, *TEXT[name], gap=12), printed(780, *REST, gap=12))
    assert said(body)[-2].endswith(
        f"{TEXT[name][-1].partition('. ')[2] or TEXT[name][-1]} {REST[0]}"
    ) or (str(body[-2]).count(REST[0]))
