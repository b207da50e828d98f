"""Words in another language inside a text of generic Akoma Ntoso, whichever element states it."""

from __future__ import annotations

from typing import Any

import pytest

from parlq.formats import akn
from parlq.model import Bold, Heading, Italic, Link, ListBlock, Note, Paragraph, Span, Table
from parlq.model.body_traversal import plain

from .test_debates import sitting

HERE = Span(language="ga", content="Cá mhéad?")
IN_A_LIST = '<ul{}><li><p>Cá mhéad?</p></li><li><p><span xml:lang="en">Why?</span></p></li></ul>'
IN_A_TABLE = "<table{}><caption>Cá mhéad?</caption><tr><td><p>Cá mhéad?</p></td></tr></table>"
LANGUAGE = ' xml:lang="GA"'


def body_of(text: str) -> tuple[Any, list[str]]:
    """The text of a question with this markup, and the attributes without a field."""
    source = sitting(f'<question by="#ada" to="#harbours">{text}<p>Thanks.</p></question>')
    reading = akn.read(source.encode(), strict=False)
    document = reading.document()
    assert akn.loads(akn.dumps(document)) == document
    question: Any = getattr(document, "questions", (document,))[0]
    kept = [each.message for each in reading.problems if "xml:lang" in each.message]
    return question.variants[0].body[0], kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p><b{}>Cá mhéad?</b></p>", Paragraph(content=[Bold(content=[HERE])])),
        ("<p><i{}>Cá mhéad?</i></p>", Paragraph(content=[Italic(content=[HERE])])),
        (
            '<p><a href="https://example.org/"{}>Cá mhéad?</a></p>',
            Paragraph(content=[Link(href="https://example.org/", content=[HERE])]),
        ),
        ("<p{}>Cá mhéad?</p>", Paragraph(content=[HERE])),
    ],
)
def test_marks_and_links_state_a_language(text, expected):
    """A mark or a link in another language has a span inside."""
    assert body_of(text.format(LANGUAGE)) == (expected, [])


@pytest.mark.parametrize(
    "text",
    [
        IN_A_LIST,
        '<ul><li{}><p>Cá mhéad?</p></li><li><p><span xml:lang="en">Why?</span></p></li></ul>',
        "<ol><li{}>Cá mhéad?</li></ol>",
        "<blockList{}><item><num>1.</num><p>Cá mhéad?</p></item></blockList>",
    ],
)
def test_lists_and_items_state_a_language(text):
    """The paragraphs of a list are in its language; one that states its own keeps that."""
    block, kept = body_of(text.format(LANGUAGE))
    assert isinstance(block, ListBlock)
    assert [] == kept
    assert block.items[0].content == (Paragraph(content=[HERE]),)
    for item in block.items[1:]:
        assert item.content == (Paragraph(content=[Span(language="en", content="Why?")]),)


def test_tables_cells_and_notes_state_a_language():
    """What a table, a cell or a note contains is in its language."""
    block, kept = body_of(IN_A_TABLE.format(LANGUAGE))
    assert isinstance(block, Table)
    assert ((HERE,), []) == (block.caption, kept)
    assert block.rows[0].cells[0].content == (Paragraph(content=[HERE]),)
    cell = "<table><tr><th xml:lang='ga'>Cá mhéad?</th></tr></table>"
    assert body_of(cell)[0].rows[0].cells[0].content == (Paragraph(content=[HERE]),)
    note = (
        "<blockContainer class='note' xml:lang='ga'><num>(1)</num><p>Cá mhéad?</p></blockContainer>"
    )
    assert body_of(note) == (Note(marker="(1)", content=[Paragraph(content=[HERE])]), [])


def test_a_heading_states_a_language():
    """A heading among the blocks is in its language, and so is one inside a container."""
    text = "<blockContainer{}><heading>Cá mhéad?</heading><p>Cá mhéad?</p></blockContainer>"
    assert body_of(text.format(LANGUAGE)) == (Heading(content=[HERE]), [])


def test_a_language_of_what_has_no_words_is_preserved():
    """Markup that is kept verbatim states no language in the model, so the attribute is kept."""
    text = "<table{}><tr><td><p>Cá mhéad?</p></td><td><foreign><x xmlns='urn:x'/></foreign></td></tr></table>"
    block, kept = body_of(text.format(LANGUAGE))
    assert plain((block,)).startswith("Cá mhéad?")
    assert len(kept) == 1


def test_a_language_that_is_none_is_preserved():
    """What is no language tag is no language of the words."""
    block, kept = body_of(IN_A_LIST.format(" xml:lang='ga_IE'"))
    assert block.items[0].content == (Paragraph(content="Cá mhéad?"),)
    assert len(kept) == 1
