"""Changes a canonical Akoma Ntoso document at random, most often so that no schema sees it."""

from __future__ import annotations

import copy

from hypothesis import strategies as st
from lxml import etree

from parlq.formats import akn
from parlq.formats.akn.schemas import xsd
from parlq.formats.akn.xml.names import AKN, PQ, XML
from parlq.testing import answers, corpus, dossiers, questions

from .markup import XSI
from .rich import rich

AKN_NAMES = """
p block ul ol li table tr td th caption blockContainer num foreign b i sup sub a br noteRef
inline heading from preface conclusions container debate debateBody debateSection question
answer component documentRef documentCollection collectionBody publication classification
keyword workflow step references TLCPerson TLCOrganization TLCRole TLCTerm TLCConcept TLCEvent
TLCReference original hasAttachment proprietary meta FRBRalias FRBRdate FRBRtranslation
FRBRlanguage FRBRauthor FRBRWork FRBRExpression speech note
"""
ATTRIBUTE_NAMES = """
eId href showAs shortForm name value class source date by to refersTo status language level
fromLanguage colspan rowspan marker mediaType namespace datatype path size issued address uri
format of number dictionary wId title page
"""

small = st.one_of(
    questions(max_variants=3, max_authors=2),
    answers(max_variants=3, max_answers_to=2),
    dossiers(max_questions=1, max_answers=1, max_variants=2),
)

TAGS = st.sampled_from(
    [f"{{{AKN}}}{name}" for name in AKN_NAMES.split()]
    + [
        f"{{{PQ}}}{name}"
        for name in ["work", "expression", "publication", "manifestation", "extension"]
    ]
    + ["p", "{urn:example:other}p", f"{{{PQ}}}content"]
)
ATTRIBUTES = st.sampled_from(
    ATTRIBUTE_NAMES.split()
    + [f"{{{XML}}}{name}" for name in ("lang", "space", "id", "base")]
    + [f"{{{XSI}}}{name}" for name in ("schemaLocation", "type", "nil")]
    + [f"{{{PQ}}}{name}" for name in ("page", "uri", "mediaType", "x")]
    + ["{urn:example:other}x"]
)
VALUES = st.sampled_from(
    [
        *("", " ", "x", "0", "1", "01", "+1", " 1", "65534", "99999999999", "nn", "#", "#parlq"),
        *("unknown", "tabled", "given", "lastUpdated", "source", "reference", "local", "text"),
        *("0001-01-01", "2024-02-29", "2024-02-29Z", "2024-02-30", "-0001-01-01", "12024-01-01"),
        *("en", "EN", "fr-CA", "eng", "mul", "zxx", "und", "mis", "true", "false", "preserve"),
        *("question", "answer", "dossier", "original", "translation", "incomplete", "note"),
        *("heading-1", "heading-7", "foreign", "other", "json", "xml", "application/pdf"),
        *("E-000001/2014", "E-000001-2014", "E-1/14", "https://example.org/doc/1", "a b", "/akn/x"),
        *("author_1", "#author_1", "answerer_1", "#answerer_1__institution", "event_1", "note_1"),
        *("question_1", "answer_1", "original_1", "attachment_1", "#attachment_1", "kind", "term"),
    ]
)
TEXTS = VALUES | st.sampled_from(["\n", "\t\r\n", "\xa0", "x\ny", "]]>", "  x  "])


RICH = etree.fromstring(akn.dumps(rich()))
#: What stands where in the rich document: attributes and children by tag, values by attribute.
ATTRIBUTES_OF = {
    e.tag: sorted({n for o in RICH.iter(e.tag) for n in o.attrib}) for e in RICH.iter()
}
VALUES_OF = {
    name: sorted({e.get(name) for e in RICH.iter() if name in e.attrib})
    for name in {name for e in RICH.iter() for name in e.attrib}
}
DONORS = [element for element in RICH.iter() if element.getparent() is not None]


def tree(data):
    """Return all elements of a document."""
    return etree.fromstring(data).iter()


def drop(element, parent, draw):
    """Leave an element out; the text behind it stays."""
    tail, before = element.tail, element.getprevious()
    parent.remove(element)
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail


def copied(element):
    """Return an element once more, without the text behind it."""
    twin = copy.deepcopy(element)
    twin.tail = None
    return twin


def duplicate(element, parent, draw):
    """Put an element in twice, side by side or far apart."""
    parent.insert(draw(st.integers(0, len(parent))), copied(element))


def swap(element, parent, draw):
    """Let an element and one of its siblings change places."""
    other = parent[draw(st.integers(0, len(parent) - 1))]
    one, two = parent.index(element), parent.index(other)
    parent[one], parent[two] = copied(other), copied(element)


def move(element, parent, draw):
    """Move an element to another place in the document."""
    root = element.getroottree().getroot()
    places = [place for place in root.iter() if element not in (place, *place.iterancestors())]
    place = draw(st.sampled_from(places))
    twin = copied(element)
    drop(element, parent, draw)
    place.insert(draw(st.integers(0, len(place))), twin)


def rename(element, parent, draw):
    """Give an element another name."""
    element.tag = draw(TAGS)


def wrap(element, parent, draw):
    """Put an element into a new one."""
    outer = etree.SubElement(parent, draw(TAGS))
    outer.tail, element.tail = element.tail, None
    parent.insert(parent.index(element), outer)
    outer.append(element)


def unwrap(element, parent, draw):
    """Put what an element holds in its own place."""
    index = parent.index(element)
    inner = [copied(child) for child in element]
    drop(element, parent, draw)
    for child in reversed(inner):
        parent.insert(index, child)


def invent(element, parent, draw):
    """Put a new element in."""
    new = etree.Element(draw(TAGS), dict(draw(st.lists(st.tuples(ATTRIBUTES, VALUES), max_size=2))))
    new.text = draw(st.none() | TEXTS)
    element.insert(draw(st.integers(0, len(element))), new)


def graft(element, parent, draw):
    """Put in an element that has its place in one of that name, at any position."""
    root = element.getroottree().getroot()
    donor = draw(st.sampled_from(DONORS))
    places = list(root.iter(donor.getparent().tag))
    if places:
        place = draw(st.sampled_from(places))
        new = copied(donor)
        for part in new.iter():
            if "eId" in part.attrib and draw(st.integers(0, 3)):
                prefix = next((e.get("eId") for e in place.iterancestors() if e.get("eId")), "")
                own = part.get("eId").partition("__")[2] or part.get("eId")
                part.set("eId", f"{prefix}__{own}" if prefix else own)
        index = donor.getparent().index(donor)
        place.insert(draw(st.sampled_from([index, 0, len(place)]) | st.integers(0, 9)), new)


def retext(element, parent, draw):
    """Change the text in or behind an element."""
    if draw(st.booleans()):
        element.text = draw(st.none() | TEXTS)
    else:
        element.tail = draw(st.none() | TEXTS)


def reattribute(element, parent, draw):
    """Drop, change, exchange or add an attribute."""
    usual = ATTRIBUTES_OF.get(element.tag) or ["xx"]
    name = draw(st.sampled_from(usual) | st.sampled_from(usual) | ATTRIBUTES)
    action = draw(st.integers(0, 4))
    if action == 0 and name in element.attrib:
        del element.attrib[name]
    elif action in (1, 2):
        here = {e.get(name) for e in element.getroottree().iter() if name in e.attrib}
        element.set(name, draw(st.sampled_from(sorted({*here, *VALUES_OF.get(name, "x")}))))
    else:
        element.set(name, draw(VALUES))


MUTATIONS = (
    *(reattribute, reattribute, reattribute, retext, graft, graft, graft),
    *(drop, drop, duplicate, swap, move, rename, wrap, unwrap, invent),
)
made_up = st.sampled_from(
    [doc for kind in ("question", "answer", "dossier") for doc in corpus(8, seed=7, kind=kind)]
    + [rich(), rich().questions[0], rich().answers[0]] * 4
)
documents = small | made_up | made_up
SCHEMA = xsd.load("parlq")


def changed(draw, data):
    """Return a document with one change."""
    root = etree.fromstring(data)
    elements = list(root.iter())[1:]
    if not elements:
        return data
    element = elements[draw(st.integers(0, len(elements) - 1))]
    change = draw(st.sampled_from(MUTATIONS))
    change(element, element.getparent(), draw)
    return etree.tostring(root, encoding="UTF-8")


def suits(data):
    """Tell whether the profile schema takes a document; None where it is not even well-formed."""
    try:
        return SCHEMA.validate(etree.fromstring(data))
    except etree.XMLSyntaxError:
        return None


@st.composite
def mutants(draw):
    """Canonical documents with one to three changes, most of which the schema does not see."""
    data = akn.dumps(draw(documents))
    for _ in range(draw(st.sampled_from([1, 1, 2, 3]))):
        for _ in range(6):
            new = changed(draw, data)
            if suits(new) or (suits(new) is not None and not draw(st.integers(0, 9))):
                data = new
                break
    return data
