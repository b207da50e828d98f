"""Akoma Ntoso outside the profile, changed at random: read without an error, or refused in words."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from parlq.formats import akn, json

from .generic_shapes import SHAPES, grafted, shaped
from .generic_words import lost
from .mutation import changed, documents, suits
from .rich import rich

FOLDER = Path(__file__).parent.parent / "examples" / "outside"
OUTSIDE = [path.read_bytes() for path in sorted(FOLDER.glob("*/document.xml"))]
#: What parlq writes, without its mark, so that it is read like the documents of others.
UNMARKED = documents.map(akn.dumps).map(
    lambda data: data.replace(b' source="#parlq"', b' source="#them"').replace(
        b'"https://parlq.readthedocs.io"', b'"https://others.example"'
    )
)


@st.composite
def mutants(draw):
    """Documents outside the profile with up to three changes."""
    data = draw(st.sampled_from(OUTSIDE) | UNMARKED)
    for _ in range(draw(st.sampled_from([0, 1, 1, 2, 3]))):
        new = changed(draw, data)
        data = data if suits(new) is None else new  # well-formed is all that is asked here
    return data


@given(mutants())
def test_it_gives_a_value_or_says_why_not(data):
    """No document brings anything but a value, or an error with a place."""
    reading = akn.read(data, strict=False)
    if reading.value is None:
        assert reading.failed
        assert all(problem.line for problem in reading.problems)
    elif not reading.failed:
        assert reading.value == akn.loads(akn.dumps(reading.value))
        assert reading.value == json.loads(json.dumps(reading.value))


@given(mutants())
def test_no_word_and_no_attribute_is_lost(data):
    """What is read is a field, or it is kept."""
    reading = akn.read(data, strict=False)
    outside = any(problem.rule == "PQ218" for problem in reading.problems)
    if outside and not reading.failed:
        assert set() == lost(data, reading.value)


@pytest.mark.parametrize("data", OUTSIDE)
def test_no_word_of_an_example_is_lost(data):
    """Each example says all that it said, in fields or in extensions."""
    assert set() == lost(data, akn.loads(data, strict=False))


@pytest.mark.parametrize("date", ["+1", "2031", "2031-02-30", "2031-13-01", "2031-03-04T09:00:00"])
@pytest.mark.parametrize("element", ["publication", "step"])
def test_a_date_that_is_none_is_kept(element, date):
    """What stands where a date does, and is not read as one, is kept as it was written."""
    data = (FOLDER / "question-and-answer-in-one-debate" / "document.xml").read_text()
    new = re.sub(rf'(?<=<{element} date=")[^"]*', date, data, count=1).encode()
    assert data.encode() != new
    assert set() == lost(new, akn.loads(new, strict=False))


@pytest.mark.parametrize("data", OUTSIDE)
def test_words_in_any_place_are_kept(data):
    """Words that stand where an element ends or begins, and none belong, are kept."""
    for found in re.finditer(rb"</?[A-Za-z][^>]*[^/]>", data):
        if found.end() < len(data.rstrip()):
            new = data[: found.end()] + b"+1" + data[found.end() :]
            reading = akn.read(new, strict=False)
            if not reading.failed:
                assert set() == lost(new, reading.value), new[found.start() : found.end()]


def test_a_mark_that_leads_elsewhere_says_where():
    """Where the mark of a note leads out of the document is kept."""
    data = (FOLDER / "rich-text" / "document.xml").read_bytes()
    new = re.sub(rb'(<noteRef [^>]*href=")#', rb"\1/akn/xa/act/2030/5#", data)
    assert data != new
    assert set() == lost(new, akn.loads(new, strict=False))


VALUES = [b"+1", b"/akn/xa/act/2030/5", b"x y", b"2031-03-04", b"", b"#zz", b"en", b"#member"]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("data", OUTSIDE)
def test_any_other_value_of_an_attribute_is_kept(data, value):
    """What an attribute says is kept where it says something that was not expected."""
    for found in re.finditer(rb'(?<! version)(?<! encoding)="([^"]*)"', data):
        new = data[: found.start(1)] + value + data[found.end(1) :]
        reading = akn.read(new, strict=False)
        if not reading.failed:
            assert set() == lost(new, reading.value), data[found.start() - 40 : found.end()]


@pytest.mark.parametrize("attribute", [b"title", b"class", b"status", b"period", b"unknown"])
@pytest.mark.parametrize("data", OUTSIDE)
def test_any_other_attribute_is_kept(data, attribute):
    """An attribute that was not expected is kept, wherever it stands."""
    for found in re.finditer(rb"<\w[^ />]*", data):
        tag = data[found.start() : data.index(b">", found.start())]
        if attribute + b"=" in tag:
            continue
        new = data[: found.end()] + b" " + attribute + b'="+1"' + data[found.end() :]
        reading = akn.read(new, strict=False)
        if not reading.failed:
            assert set() == lost(new, reading.value), tag


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("data", OUTSIDE)
def test_what_stands_elsewhere_is_kept(data, shape):
    """An element that is empty, missing, moved, repeated or another one takes nothing with it."""
    numbers = itertools.count()
    for new in iter(lambda: shaped(data, shape, next(numbers)), None):
        reading = akn.read(new, strict=False)
        if not reading.failed:
            assert set() == lost(new, reading.value)


@pytest.mark.parametrize("data", OUTSIDE)
def test_any_other_language_is_taken_or_kept(data):
    """A language that is stated around another one is kept beside it."""
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    count = len(list(etree.fromstring(data).iter()))
    for number in range(count):
        root = etree.fromstring(data)
        element = list(root.iter())[number]
        if isinstance(element.tag, str):
            element.set(lang, "ga")
            new = etree.tostring(root)
            reading = akn.read(new, strict=False)
            if not reading.failed:
                assert set() == lost(new, reading.value), element.tag


#: Each element of the documents that stands in another, or holds another number of parts.
DONORS = {
    (element.getparent().tag, element.tag, tuple(sorted(element.attrib)), len(element)): element
    for data in [*OUTSIDE, akn.dumps(rich())]
    for element in list(etree.fromstring(data).iter(etree.Element))[1:]
}


@given(
    st.sampled_from(OUTSIDE) | UNMARKED,
    st.lists(
        st.tuples(st.sampled_from(sorted(DONORS)), st.integers(0, 999), st.integers(0, 99)),
        min_size=1,
        max_size=2,
    ),
)
def test_what_stands_where_it_does_not_belong_is_kept(data, grafts):
    """An element of any document in any place of another one takes nothing with it."""
    for donor, number, place in grafts:
        data = grafted(data, DONORS[donor], number, place)
    reading = akn.read(data, strict=False)
    outside = any(problem.rule == "PQ218" for problem in reading.problems)
    if outside and not reading.failed:
        assert set() == lost(data, reading.value)


@pytest.mark.parametrize("data", OUTSIDE)
def test_what_is_kept_is_in_its_namespace(data):
    """Markup that is kept holds the elements that the document holds, by their whole names."""
    names = {element.tag for element in etree.fromstring(data).iter()}
    reading = akn.read(data, strict=False)
    works = (reading.value, *getattr(reading.value, "works", ()))
    kept = [fact.value for work in works for fact in work.extensions if fact.datatype == "xml"]
    assert kept
    for markup in kept:
        assert names >= {element.tag for element in etree.fromstring(markup).iter()}
