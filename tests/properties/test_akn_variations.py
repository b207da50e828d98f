"""Every attribute and every element of an Akoma Ntoso document counts: promise 6, one by one.

Each attribute in turn is changed, dropped or added, each element dropped, doubled or moved, in
documents that together hold every element of the profile. Then reading either says what is wrong,
or writing gives the changed document back, whole.
"""

from __future__ import annotations

import attrs
import pytest
from lxml import etree

from parlq.formats import akn
from parlq.formats.akn.xml.names import XML_LANG
from parlq.model import Answer, Answerer, Dossier, Event, LanguageVariant, Paragraph, Question

from .markup import layout_removed
from .mutation import ATTRIBUTES_OF, SCHEMA, VALUES_OF, copied
from .rich import rich

BARE = LanguageVariant(language="fr")
TEXT = (Paragraph(content=("x",)), Paragraph(content=("y",)))
TRANSLATED = LanguageVariant(language="en", role="translation", body=TEXT)
EVENT = Event(kind="tabled")
NOBODY = Answer(variants=(TRANSLATED, BARE, attrs.evolve(TRANSLATED, language="de")))
FULL = rich()
DOCUMENTS = {
    "question": Question(),
    "question with text": Question(events=(EVENT,), variants=(TRANSLATED,)),
    "question with languages": Question(variants=(TRANSLATED, BARE)),
    "answer": Answer(answerers=(Answerer(offices=("o",)),), variants=(BARE,)),
    "answer with languages": NOBODY,
    "dossier": Dossier(questions=(Question(events=(EVENT,)),), answers=(NOBODY,)),
    "full question": attrs.evolve(FULL.questions[0], variants=FULL.answers[0].variants),
    "full answer": attrs.evolve(FULL.answers[0], variants=(BARE, TRANSLATED)),
}


def chosen(root):
    """Return the first and the last element of each name in each other; the rest are like them."""
    ends = {}
    for element in root.iter():
        above = element.getparent()
        path = (element.tag, None if above is None else (above.tag, *sorted(above.attrib)[:1]))
        ends[path] = (*ends.get(path, ())[:1], element)
    return [element for pair in ends.values() for element in pair]


def lost(root):
    """Tell whether a document is read without a problem, and yet not written back whole."""
    if not SCHEMA.validate(root):
        return False
    data = etree.tostring(root)
    reading = akn.read(data)
    if reading.failed:
        assert reading.problems
        return False
    return layout_removed(data) != layout_removed(akn.dumps(reading.value))


def described(element, change):
    """Name a place and what was done there."""
    return f"{element.getroottree().getelementpath(element)}: {change}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_attribute_counts(name):
    """No attribute can be changed, dropped or added without a word."""
    found = []
    root = etree.fromstring(akn.dumps(DOCUMENTS[name]))
    for element in chosen(root):
        stated = dict(element.attrib)
        names = dict.fromkeys([*stated, *ATTRIBUTES_OF.get(element.tag, ()), XML_LANG, "shortForm"])
        for attribute in names:
            old = stated.get(attribute, "")
            others = [value for value in VALUES_OF.get(attribute, ["x"]) if value != old]
            for value in (None, f"{old}x", "", *others[:1]):
                if value is None:
                    element.attrib.pop(attribute, None)
                else:
                    element.set(attribute, value)
                if lost(root):
                    found.append(described(element, f"{attribute}={value!r}"))
                element.attrib.clear()
                element.attrib.update(stated)
    assert found == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_element_counts(name):
    """No element can be dropped, doubled or put behind the next without a word."""
    found = []
    data = akn.dumps(DOCUMENTS[name])
    for place in range(1, len(chosen(etree.fromstring(data)))):
        for change in (dropped, doubled, behind_the_next, emptied):
            root = etree.fromstring(data)
            element = chosen(root)[place]
            where = described(element, change.__name__)
            change(element.getparent(), element)
            if lost(root):
                found.append(where)
    assert found == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_text_counts(name):
    """No text can be put in or behind an element without a word."""
    found = []
    root = etree.fromstring(akn.dumps(DOCUMENTS[name]))
    for element in chosen(root):
        text, tail = element.text, element.tail
        for value in (None, "x", "\xa0"):
            element.text = value
            if lost(root):
                found.append(described(element, f"text={value!r}"))
            element.text = text
            if element is not root:
                element.tail = value
                if lost(root):
                    found.append(described(element, f"tail={value!r}"))
                element.tail = tail
    assert found == []


def dropped(parent, element):
    """Leave an element out."""
    parent.remove(element)


def doubled(parent, element):
    """Put an element in twice."""
    parent.insert(parent.index(element), copied(element))


def behind_the_next(parent, element):
    """Put an element behind its next sibling."""
    parent.insert(parent.index(element) + 1, element)


def emptied(parent, element):
    """Take everything out of an element."""
    for child in element:
        element.remove(child)
    element.text = None
