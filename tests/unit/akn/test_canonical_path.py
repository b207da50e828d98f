"""The fast path for the canonical form is not tried on documents that are certainly not in it."""

from __future__ import annotations

import pytest
from lxml import etree

from parlq.formats import akn
from parlq.formats.akn.profile import fast
from parlq.testing import corpus

DOCUMENT = next(corpus(1, seed=5))
DATA = akn.dumps(DOCUMENT)


def reversed_attributes(data):
    """The same document with the attributes of every element in another order."""
    root = etree.fromstring(data)
    for element in root.iter():
        attributes = list(element.attrib.items())
        element.attrib.clear()
        for name, value in reversed(attributes):
            element.set(name, value)
    return etree.tostring(root, encoding="utf-8")


OTHERS = {
    "character references": DATA.replace(b"<p>", b"<p>&#233;", 1),
    "hexadecimal references": DATA.replace(b"<p>", b"<p>&#xE9;", 1),
    "apostrophes": DATA.replace(b"<p>", b"<p>&apos;", 1),
    "CDATA sections": DATA.replace(b"<p>", b"<p><![CDATA[x]]>", 1),
    "comments": DATA.replace(b"<p>", b"<!-- x --><p>", 1),
    "C14N": etree.tostring(etree.fromstring(DATA), method="c14n"),
    "order of attributes": reversed_attributes(DATA),
    "without indents": b">".join(line.strip() for line in DATA.split(b">")),
}


@pytest.mark.parametrize("spelling", OTHERS)
def test_other_spellings_are_not_tried(spelling, monkeypatch):
    """What is certainly not canonical goes to the tree reader without an attempt."""

    def tried(*_):
        raise AssertionError

    monkeypatch.setattr(fast, "_document", tried)
    assert fast.value(OTHERS[spelling]) is None
    assert akn.loads(OTHERS[spelling])


def test_references_of_the_writer_are_canonical():
    """The references that the writer uses do not keep a document from the fast path."""
    data = DATA.replace(b"<p>", b"<p>&amp;&lt;&gt;&#13;! &quot", 1).replace(b"&quot", b'"')
    assert fast.value(data) == akn.loads(data.replace(b"<akomaNtoso ", b"<akomaNtoso  ", 1))
    assert fast.value(data) is not None
