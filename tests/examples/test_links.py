"""Links and pointers of the examples, followed with lxml and cobalt alone, as a stranger would."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from .test_examples import VALID

A = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
DOCUMENTS = [path for folder in VALID if (path := folder / "document.xml").exists()]
POINTERS = ("href", "by", "to", "refersTo", "as", "source", "of")


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.parent.name)
def root(request):
    """The root of an example."""
    return etree.parse(request.param).getroot()


def documents(root):
    """The documents of a file, each with an `eId` for each of its elements that can be cited."""
    return list(root.iter(f"{A}debate", f"{A}documentCollection"))


def test_every_pointer_leads_to_an_element_of_its_document(root):
    """What begins with `#` is the `eId` of one element: each document can be read on its own."""
    for document in documents(root):
        ids = document.xpath(".//@eId")
        assert len(ids) == len(set(ids))
        for element in document.iter(etree.Element):
            for name in POINTERS:
                for pointer in (element.get(name) or "").split():
                    # A mark whose note is not in the text leads nowhere.
                    if pointer.startswith("#") and (pointer, element.tag) != ("#", f"{A}noteRef"):
                        assert pointer[1:] in ids


def test_ids_are_those_of_the_naming_convention(root):
    """Another program, by the same convention, gives each element the same `eId`."""
    bluebell = pytest.importorskip("bluebell.xml")
    for document in documents(root):
        alone = etree.fromstring(etree.tostring(document))
        meta = set(alone.find(f"{A}meta").iter())
        stated = {each: each.get("eId") for each in alone.iter(etree.Element) if each not in meta}
        stated = {each: own for each, own in stated.items() if own}
        bluebell.IdGenerator().rewrite_all_eids(alone)
        assert stated == {each: each.get("eId") for each in stated}


def test_no_href_is_empty(root):
    """Every link leads somewhere, and a link to a work of the file leads to what that work states."""
    for element in root.iter(etree.Element):
        assert element.get("href") != ""
    stated = set(root.xpath("//a:FRBRWork/*/@value", namespaces={"a": A[1:-1]}))
    shown = {
        each.get("value")
        for each in root.iter(f"{A}FRBRalias")
        if each.get("name") in {"parlq:reference", "local"}
    }
    for entry in root.iter(f"{A}TLCReference"):
        if entry.get("name") in {"answersTo", "replaces"} and entry.get("showAs") in shown:
            assert entry.get("href") in stated


def test_iris_of_a_file_are_distinct(root):
    """No two works of a file have one IRI, and no two documents one expression."""
    works = {}
    for found in root.iter(f"{A}FRBRExpression"):
        this = found.find(f"{A}FRBRthis").get("value")
        assert works.setdefault(this, found) is found


def test_cobalt_opens_single_works(root):
    """The library cobalt gives the IRI, the number, the date and the title of a work in one language."""
    cobalt = pytest.importorskip("cobalt")
    if root[0].tag != f"{A}debate":
        pytest.skip("cobalt has no class for collections")
    opened = cobalt.Debate(etree.tostring(root))
    work = root.find(f".//{A}FRBRWork")
    assert opened.frbr_uri.work_uri(work_component=False) == work.find(f"{A}FRBRuri").get("value")
    assert opened.frbr_uri.number == work.find(f"{A}FRBRnumber").get("value")
    assert opened.work_date.isoformat() == work.find(f"{A}FRBRdate").get("date")
    heading = root.find(f".//{A}debateSection/{A}heading")
    if heading is not None:
        assert opened.title == heading.text


def test_no_date_is_invented(root):
    """Only dates that the work or its text states stand in the file; all others are unknown."""
    for found in root.iter(f"{A}FRBRdate"):
        unknown = found.get("date") == "0001-01-01"
        assert unknown is (found.get("name") == "unknown")
        level = etree.QName(found.getparent()).localname
        assert level != "FRBRManifestation" or unknown
        assert level != "FRBRExpression" or unknown or found.get("name") == "lastUpdated"


def test_addresses_are_of_the_naming_convention(root):
    """Entries that nothing but a printed text names have an address that says so."""
    pattern = re.compile(r"/akn/(?:ontology/[a-z]+/.+|[a-z-]+/debate/.+)|[a-z]+:.+")
    for entry in root.iter(f"{A}TLCPerson", f"{A}TLCOrganization", f"{A}TLCRole", f"{A}TLCTerm"):
        assert pattern.fullmatch(entry.get("href"))
