"""Where the parts of a value stand in a document."""

import re

import pytest
from lxml import etree

from parlq.formats import akn
from parlq.model import Answer, Dossier, LanguageVariant

from .made import ANSWER, NAMES, QUESTION, text, tree

DOSSIER = Dossier(questions=(QUESTION,), answers=(ANSWER,))
KNOWN = Answer(
    variants=(
        text("en", "Yes."),
        LanguageVariant(language="fr"),
        LanguageVariant(language="de"),
    )
)
META = "/akomaNtoso/debate/meta/"
WORK = f"{META}identification/FRBRWork/"
SECTION = "/akomaNtoso/debate/debateBody/debateSection"
BODY = "/akomaNtoso/components/"

#: Document, model path, XPath of the element.
PLACES = [
    (QUESTION, (), "/akomaNtoso/debate"),
    (QUESTION, ("reference",), f"{WORK}FRBRnumber"),
    (QUESTION, ("date",), f"{WORK}FRBRdate"),
    (QUESTION, ("kind",), f"{META}references/TLCConcept[1]"),
    (QUESTION, ("identifiers", 0), f"{WORK}FRBRalias[3]"),
    (QUESTION, ("term",), f"{META}references/TLCEvent"),
    (QUESTION, ("rule",), f"{META}references/TLCReference"),
    (QUESTION, ("authors", 0), f"{META}references/TLCPerson[2]"),
    (QUESTION, ("authors", 0, "name"), f"{META}references/TLCPerson[2]"),
    (QUESTION, ("authors", 0, "group"), f"{META}references/TLCOrganization[3]"),
    (QUESTION, ("addressees", 0, "name"), f"{META}references/TLCOrganization[4]"),
    (QUESTION, ("original_languages", 0), f"{META}references/original"),
    (QUESTION, ("events", 0), f"{META}references/TLCConcept[2]"),
    (QUESTION, ("events", 0, "date"), f"{META}workflow/step"),
    (QUESTION, ("events", 0, "institution"), f"{META}references/TLCOrganization[5]"),
    (QUESTION, ("publications", 0), f"{META}publication"),
    (QUESTION, ("variants", 0), SECTION),
    (QUESTION, ("variants", 0, "language"), SECTION),
    (QUESTION, ("variants", 0, "subject"), f"{SECTION}/heading"),
    (QUESTION, ("variants", 0, "printed_answerers"), f"{SECTION}/question/from"),
    (QUESTION, ("variants", 0, "heading", 0), "/akomaNtoso/debate/preface/p"),
    (QUESTION, ("variants", 0, "body", 0), f"{SECTION}/question/p"),
    (QUESTION, ("variants", 0, "body", 1), f"{SECTION}/question/blockContainer"),
    (QUESTION, ("variants", 0, "legal_notice"), "/akomaNtoso/debate/conclusions/container"),
    (
        QUESTION,
        ("variants", 0, "last_updated"),
        f"{META}identification/FRBRExpression/FRBRdate",
    ),
    (
        QUESTION,
        ("variants", 0, "body", 1, "content", 0),
        f"{SECTION}/question/blockContainer/p",
    ),
    (QUESTION, ("subjects", 0), "/akomaNtoso/debate"),
    (ANSWER, ("answerers", 0), "/akomaNtoso/debate/meta/references/TLCPerson"),
    (ANSWER, ("answers_to", 0), "/akomaNtoso/debate/meta/references/TLCReference"),
    (ANSWER, ("variants", 1), "/akomaNtoso/debate/components/component/documentRef"),
    (
        ANSWER,
        ("variants", 2, "body", 0),
        f"{BODY}component/debate/debateBody/debateSection/answer/p",
    ),
    (DOSSIER, ("questions", 0, "date"), f"{BODY}component[1]/{WORK[12:]}FRBRdate"),
    (
        DOSSIER,
        ("answers", 0, "answers_to", 0),
        f"{BODY}component[2]/debate/meta/references/TLCReference",
    ),
    (KNOWN, ("variants", 0), "/akomaNtoso/debate/components/component[1]/documentRef"),
    (KNOWN, ("variants", 1), SECTION),
    (KNOWN, ("variants", 1, "body", 0), f"{SECTION}/answer/p"),
    (KNOWN, ("variants", 2), "/akomaNtoso/debate/components/component[2]/documentRef"),
    (DOSSIER, ("extensions", 0), "/akomaNtoso/documentCollection"),
]


@pytest.mark.parametrize(
    ("document", "path", "expected"), PLACES, ids=["-".join(map(str, p[1])) for p in PLACES]
)
def test_part_is_found(document, path, expected):
    """A model path leads to the element that states it, with the line and column of its tag."""
    data = akn.dumps(document)
    place = akn.read(data).locate(path)
    assert expected == place.path
    steps = "/".join(f"a:{step}" for step in expected.strip("/").split("/"))
    (element,) = tree(document).xpath(f"/{steps}", namespaces=NAMES)
    line = data.decode().split("\n")[element.sourceline - 1]  # written tags have one line
    tags = [m.start() + 1 for m in re.finditer(rf"<{etree.QName(element).localname}[ />]", line)]
    assert element.sourceline == place.line
    assert place.column in tags


def test_paths_count_twins_only():
    """A step has a number where there are others of its name beside it."""
    from parlq.formats.akn.xml.locations import path_of

    root = etree.fromstring(
        f'<akomaNtoso xmlns="{NAMES["a"]}" xmlns:pq="{NAMES["pq"]}">'
        '<p/><b/><p><pq:x/><z xmlns=""/></p></akomaNtoso>'
    )
    assert ["", "/p[1]", "/b", "/p[2]", "/p[2]/pq:x", "/p[2]/z"] == [
        path_of(element).removeprefix("/akomaNtoso") for element in root.iter()
    ]


def test_an_attribute_of_a_namespace_with_apostrophes():
    """What quotes the attribute in the schema's words may stand in its namespace too."""
    data = (
        b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'
        b""" xmlns:a="https://moot''.example/ns">\n<debate a:b="c" name="question"/></akomaNtoso>"""
    )
    problems = akn.read(data).problems
    assert "PQ201" in {problem.rule for problem in problems}
    assert 2 in {problem.line for problem in problems}
