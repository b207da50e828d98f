"""DOCX files whose text is not all in their body: parts that an element refers to."""

import json

import pytest

from parlq.formats.ep import pages

from .office_files import HEAD, contents, docx, packed, paragraph, relations, run

TIED = "https://birds.example/a"
CHUNK = '<w:altChunk r:id="l"/>'
FILLED = '<w:altChunk r:id="l"><w:altChunkPr><w:matchSrc/></w:altChunkPr></w:altChunk>'
CELL = "<w:tc>{}" + paragraph("few") + "</w:tc>"


def beside(body, **more):
    """The words of a question, what is preserved beside it, and the rules of its problems."""
    reading = pages.read(docx(HEAD + body, **more))
    (variant,) = reading.value.variants
    kept = [(each.name, each.value) for each in variant.extensions]
    return variant.text().split(), kept, [problem.rule for problem in reading.problems]


PLACES = {
    "in the body": CHUNK,
    "with properties": FILLED,
    "in a control": f"<w:sdt><w:sdtContent>{CHUNK}</w:sdtContent></w:sdt>",
    "in a tracked change": f"<w:ins>{CHUNK}</w:ins>",
    "in a paragraph": f"<w:p>{CHUNK}</w:p>",
    "as a second form": f"<mc:AlternateContent><mc:Choice>{CHUNK}</mc:Choice></mc:AlternateContent>",
    "under a name that no schema has": '<w:kept r:embed="l"/>',
    "in another vocabulary": '<x:a xmlns:x="urn:x"><x:b r:id="l"/></x:a>',
    "in another vocabulary, in a run": '<w:p><w:r><x:a xmlns:x="urn:x" r:id="l"/></w:r></w:p>',
}


@pytest.mark.parametrize("name", PLACES)
def test_content_in_another_part_is_reported(name):
    """An element that stands for the content of another part is preserved with its target."""
    body = paragraph("Who?") + PLACES[name] + paragraph("Where?")
    expected = ["Who?", "Where?"], [("object", TIED)], ["PQ516"]
    assert expected == beside(body, links={"l": TIED})


@pytest.mark.parametrize(
    "row", [CELL.format(CHUNK), CELL.format("") + CHUNK, f"{CELL.format('')}</w:tr>{CHUNK}<w:tr>"]
)
def test_content_in_another_part_is_reported_in_tables(row):
    """So is such an element in a cell, in a row and between rows."""
    body = paragraph("Who?") + f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"
    words, kept, rules = beside(body, links={"l": TIED})
    assert (["Who?"], [("object", TIED)], ["PQ516"]) == (words[:1], kept, rules)


def test_a_part_of_the_file_is_named():
    """The target is the name of a part in the file, with its folder."""
    parts = contents(HEAD + paragraph("Who?") + CHUNK)
    parts["word/_rels/document.xml.rels"] = relations(("l", "aFChunk", "nests.html"))
    parts["word/nests.html"] = "<p>Where?</p>"
    reading = pages.read(packed(parts))
    (problem,) = reading.problems
    assert problem.message.endswith("preserved as an extension: word/nests.html")
    assert "Where?" not in reading.value.variants[0].text()


def test_a_relationship_that_is_missing_is_reported():
    """An element that refers to nothing is reported without a target."""
    assert (["Who?"], [("object", "")], ["PQ516"]) == beside(paragraph("Who?") + CHUNK)


BOX = f"<w:txbxContent>{paragraph('Storks.')}</w:txbxContent>"
DRAWN = {
    "a chart": '<c:chart xmlns:c="urn:c" r:id="l"/>',
    "a diagram": '<d:relIds xmlns:d="urn:d" r:dm="l"/>',
    "a control": '<w:control r:id="l"/>',
    "a pattern": '<v:shape><v:fill r:id="l"/></v:shape>',
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_with_more_than_text_is_reported(name):
    """What stands beside the text boxes of a drawing is reported with its target."""
    body = paragraph(f"{run('Who?')}<w:r><w:pict>{DRAWN[name]}{BOX}</w:pict></w:r>")
    words, kept, rules = beside(body, links={"l": TIED})
    ((kind, value),) = kept
    assert (["Who?", "Storks."], "picture", ["PQ516"]) == (words, kind, rules)
    assert {"src": TIED} == json.loads(value)


def test_an_element_without_a_relationship_is_nothing():
    """Bookmarks and the like refer to no part."""
    marks = '<w:bookmarkStart w:id="1" w:name="l"/><w:kept/>'
    assert (["Who?"], [], []) == beside(paragraph("Who?") + marks, links={"l": TIED})
