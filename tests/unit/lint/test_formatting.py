"""The canonical form of a document: what is kept, what is refused."""

import pytest

import parlq
from parlq.formats import UnknownFormatError
from parlq.lint.formatting import formatted
from parlq.model import Bold, LanguageVariant, Paragraph, Question, Reference

BODY = (Paragraph(content=("a ", Bold(content="b"), " ä&c")), Paragraph(content="d"))
QUESTION = Question(
    reference=Reference.parse("E-000101/2021"),
    variants=(LanguageVariant(language="en", body=BODY),),
)
XML = parlq.dumps(QUESTION, format="akn").decode()
D = '<p eId="dbsect_1__question_1__p_2">d</p>'
JSON = parlq.dumps(QUESTION, format="json").decode()


@pytest.mark.parametrize("text", [XML, JSON])
def test_canonical_stays(text):
    """What is written is in its form."""
    assert (text.encode(), ()) == formatted(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        XML.replace("\n", "\r\n"),
        XML.replace("    ", "\t"),
        XML.replace('"', "'"),
        XML.replace(D, D.replace(">d</p>", "\n><![CDATA[d]]></p >")),
        "\ufeff" + XML.partition("\n")[2],
        JSON.replace("\n", ""),
        JSON.replace("ä", "\\u00e4"),
        "\ufeff" + JSON,
    ],
)
def test_layout_and_spelling_are_brought_into_form(text):
    """Indentation, quotes, line ends, marks and escapes say nothing."""
    expected = JSON if text.lstrip("\ufeff").startswith("{") else XML
    assert expected.encode() == formatted(text.encode()).data


#: What is put into the canonical form, and how it comes out of another layout.
REMARKS = [
    ("    <meta>", "    <!-- own line -->\n    <meta>"),
    ("    <meta>", "    <meta><!-- behind a tag -->"),
    ("ä&amp;c", "ä<!-- in text -->&amp;c"),
    ("ä&amp;c", "ä&amp;<?in text?>c"),
    ("<b>b</b>", "<b>b<!-- before an end --></b>"),
    ("</p>\n", "</p><!-- 1 --><!-- 2 -->\n"),
    ('<FRBRcountry value="eu"/>', '<FRBRcountry value="eu"><!-- inside --></FRBRcountry>'),
    ("\n<akomaNtoso", "\n<?xml-stylesheet href='a.xsl'?>\n<akomaNtoso"),
    ("</akomaNtoso>\n", "</akomaNtoso>\n<!-- last -->\n"),
]


@pytest.mark.parametrize(("old", "new"), REMARKS)
def test_remarks_stay_where_they_are(old, new):
    """Comments and processing instructions keep their place, whatever the layout was."""
    expected = XML.replace(old, new, 1).encode()
    assert expected == formatted(expected).data
    wide = expected.replace(b"\n      ", b"\r\n\t\t").replace(b"\n    <ref", b"<ref")
    assert expected == formatted(wide).data


def test_what_has_no_place_is_refused():
    """Attributes for schema processors would be lost: they are named, unless they are to go."""
    text = XML.replace(
        "<akomaNtoso ",
        '<akomaNtoso xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:schemaLocation="a b" ',
    )
    text = text.replace(D, f"<!-- kept -->{D}")
    made = formatted(text.encode())
    assert (None, ["PQ215"], [2]) == (
        made.data,
        [problem.rule for problem in made.problems],
        [problem.line for problem in made.problems],
    )
    expected = XML.replace(D, f"<!-- kept -->{D}").encode()
    assert expected == formatted(text.encode(), drop=True).data


@pytest.mark.parametrize("data", [b"<a/>", b"{}", b"", XML[:-5].encode()])
def test_what_cannot_be_read_is_not_rewritten(data):
    """A document with an error has no canonical form."""
    made = formatted(data, format="akn")
    assert (None, True) == (made.data, len(made.problems) > 0)


def test_other_formats_are_refused():
    """A saved page is not rewritten."""
    with pytest.raises(UnknownFormatError, match="akn and json are rewritten, not page"):
        formatted(b"Question for written answer", file="page.txt")
