"""Sub-questions: items labelled with letters and Roman numbers inside numbered questions."""

from __future__ import annotations

import pytest

from parlq.formats.ep import pages
from parlq.model import ListBlock, Paragraph, Question
from parlq.model.body_traversal import walk

from .office_files import docx, paragraph

HEAD = "Question for written answer E-002264/2021\nto the Commission\nRule 138\nOlga Tarn (ECR)\n\n"


def body(text):
    """The blocks of a question with a text."""
    value = pages.loads(f"{HEAD}The pier leans.\n\n{text}\n")
    assert isinstance(value, Question)
    return value.variants[0].body


def shape(block):
    """A list as nested labels, a paragraph as None."""
    if not isinstance(block, ListBlock):
        return None
    return [(item.label, [shape(each) for each in item.content]) for item in block.items]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("1. What of:\n\n(a) the mast?\n\n(b) the sail?\n\n2. Who pays?", ["(a)", "(b)"]),
        ("1. What of:\n(i) the mast?\n(ii) the sail?\n2. Who pays?", ["(i)", "(ii)"]),
        ("1. Co sądzi:\na) o molu?\nb) o łodzi?\n2. Kto płaci?", ["a)", "b)"]),
        ("1. Τι:\nα) ο ιστός;\nβ) το πανί;\n2. Ποιος;", ["α)", "β)"]),
        ("1. Какво:\nа) мачтата?\nб) платното?\n2. Кой?", ["а)", "б)"]),
        ("1. What of:\n- the mast?\n- the sail?\n2. Who pays?", ["-", "-"]),
    ],
)
def test_a_list_inside_a_numbered_question_leaves_the_outer_list_whole(text, inner):
    """The outer list goes on behind the inner one, and each inner item keeps its label."""
    lead, block = body(text)
    assert isinstance(lead, Paragraph)
    assert [("1.", [None, [(label, [None]) for label in inner]]), ("2.", [None])] == shape(block)


def test_letters_that_stand_alone_are_a_list_and_its_parts():
    """Sub-questions without a number around them are parts."""
    value = pages.loads(f"{HEAD}(a) Who pays?\n\n(b) Who paints?\n")
    assert ["(a)", "(b)"] == list(value.variants[0].parts())


def test_a_letter_behind_a_number_in_one_line_begins_the_inner_list():
    """`1. a)` opens both lists."""
    _, block = body("1. a) Who pays?\n\nb) Who paints?\n\n2. When?")
    assert [("1.", [[("a)", [None]), ("b)", [None])]]), ("2.", [None])] == shape(block)


def test_three_lists_inside_each_other():
    """Numbers, letters and Roman numbers."""
    _, block = body("1. What:\n(a) here:\n(i) now?\n(ii) then?\n(b) there?\n2. Who?")
    inner = [("(a)", [None, [("(i)", [None]), ("(ii)", [None])]]), ("(b)", [None])]
    assert [("1.", [None, inner]), ("2.", [None])] == shape(block)


def test_letters_go_on_behind_z():
    """The label `za)` follows `z)`."""
    letters = [*"abcdefghijklmnopqrstuvwxyz", "za", "zb"]
    text = "\n".join(f"{letter}) Rope number {letter}?" for letter in letters)
    _, block = body(text)
    assert [f"{letter})" for letter in letters] == [label for label, _ in shape(block)]


@pytest.mark.parametrize(
    "text",
    [
        "(a) Who pays for one single item?",
        "1. One number alone.",
        "(b) It begins\n\n(c) in the middle.",
        "(see) the book\n\n(and) the chart",
    ],
)
def test_one_label_or_one_that_begins_nothing_is_no_list(text):
    """A list has two items, the first of which is the first of its sequence."""
    assert all(isinstance(block, Paragraph) for block in body(text))


def test_what_is_written_is_read_back():
    """Nested lists come back from a written page."""
    value = pages.loads(
        f"{HEAD}The pier leans.\n\n1. a) Who?\nb) When?\n2. What:\n(i) x?\n(ii) y?\n"
    )
    again = pages.loads(pages.dumps(value))
    assert value.variants[0].body == again.variants[0].body


@pytest.mark.parametrize("blanks", ["  ", "\t", "    ", "\u00a0 "])
@pytest.mark.parametrize(
    "labels", [("1.", "2."), ("\u2022", "\u2022"), ("-", "-"), ("a)", "b)"), ("(i)", "(ii)")]
)
@pytest.mark.parametrize("kind", ["text", "docx"])
def test_indented_items_lose_no_letter(blanks, labels, kind):
    """However far a label is from the margin, its item is what stands behind it."""
    lines = [f"{blanks}{each} {w}" for each, w in zip(labels, ("Who?", "Why?"), strict=True)]
    text = f"{HEAD}It is known:\n\n" + "\n".join(lines)
    data = docx("".join(map(paragraph, text.split("\n")))) if kind == "docx" else text.encode()
    reading = pages.read(data)
    found = [each for each in walk(reading.value.variants[0].body) if type(each) is Paragraph]
    assert [("It is known:",), ("Who?",), ("Why?",)] == [each.content for each in found]
