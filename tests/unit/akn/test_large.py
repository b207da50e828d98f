"""Large trees are held against the schema in linear time, with the same outcome."""

from __future__ import annotations

import itertools
import random
import re

import pytest
from lxml import etree

from parlq.formats import akn
from parlq.formats.akn.schemas import by_work, xsd
from parlq.formats.akn.xml import large_trees
from parlq.formats.akn.xml import parse as source
from parlq.formats.akn.xml.locations import path_of
from parlq.limits import DEFAULT
from parlq.model import Dossier
from parlq.problems import LISTED
from parlq.testing import corpus

DATA = akn.dumps(next(corpus(1, seed=3, kind="dossier")))
PARAGRAPH = b'<p eId="x_1">One more.</p>'
BROKEN = b'<p eId="x_1" colour="red">One more.</p>'


def grown(*pieces):
    """The tree of a document with more paragraphs behind its first one."""
    start, middle, end = DATA.partition(b"</p>")
    count = itertools.count(1)
    more = re.sub(rb'"x_1"', lambda _: b'"x_%d"' % next(count), b"".join(pieces))
    return source.parse(start + middle + more + end, None, DEFAULT)


def log(root):
    """All that lxml finds in a tree."""
    full = xsd.load("parlq")
    full.validate(root)
    return [(entry.line, entry.message) for entry in full.error_log]


def found(root):
    """What is found in a tree here."""
    return [(entry.line, entry.message) for entry in xsd.entries(root, "parlq")]


def test_most_trees_are_small():
    """Documents as there are many are validated as they are."""
    assert not large_trees.is_large(grown())
    assert not large_trees.is_large(grown(PARAGRAPH * 1900))
    assert large_trees.is_large(grown(PARAGRAPH * 2100))
    assert large_trees.is_large(grown(b"<ul>%b</ul>" % (b"<li>x</li>" * 1500) * 15))


@pytest.mark.parametrize("faults", [0, 1, 7, 900])
def test_faults_of_large_trees(faults):
    """Up to as many faults as are listed, those of a large tree are the ones that lxml finds."""
    root = grown(PARAGRAPH * 2100, (PARAGRAPH + BROKEN) * faults)
    assert (bool(faults), faults) == (not xsd.accepts(root), len(log(root)))
    assert log(root) == found(root)


def test_very_many_faults():
    """Of very many faults the first ones are told, and that there are more; the tree stays whole."""
    root = grown(PARAGRAPH, BROKEN * 20_000)
    before = etree.tostring(root)
    few, all_ = found(root), log(root)
    assert (LISTED < len(few) < 2 * LISTED, 20_000) == (True, len(all_))
    assert all_[: len(few)] == few
    assert before == etree.tostring(root)
    *listed, last = xsd.problems(root, "parlq", None)
    assert LISTED == len(listed)
    assert "more problems under the schema are not listed" == last.message
    assert "/p[1001]/" not in listed[-1].path
    assert listed[-1].path.endswith("/p[1002]/@colour")


def test_very_many_faults_in_tolerant_reading():
    """Tolerant reading of what is broken all over says so, and does not take it for whole."""
    reading = akn.read(etree.tostring(grown(b"<p><b/></p>", BROKEN * 12_000)), strict=False)
    assert reading.failed or len(reading.value.extensions) == 12_000
    assert reading.problems


def dossier(pairs):
    """A dossier of so many questions with their answers, as Akoma Ntoso."""
    made = list(corpus(pairs, seed=4))
    questions = [question for each in made for question in each.questions]
    answers = [answer for each in made for answer in each.answers]
    return akn.dumps(Dossier(questions=questions, answers=answers))


DOSSIER = dossier(30)


def test_large_dossiers_are_validated_once(monkeypatch):
    """A large dossier is validated work by work, not first to count its faults and then again."""

    def counted(*_):
        raise AssertionError

    monkeypatch.setattr(large_trees, "reached", counted)
    data = dossier(220)
    root = source.parse(data, None, DEFAULT)
    assert large_trees.is_large(root)
    assert xsd.accepts(root, data)


FIRST = b"<component>\n      <debate "
FAULTS = {
    "root": (b"<akomaNtoso ", b'<akomaNtoso colour="red" '),
    "meta of the dossier": (b"<FRBRcountry ", b'<FRBRcountry colour="red" '),
    "text in the dossier": (b"<collectionBody>", b"x<collectionBody>"),
    "text behind the body": (b"</collectionBody>", b"</collectionBody>x"),
    "text among the works": (b"</component>", b"</component>x"),
    "text in a component": (FIRST, FIRST.replace(b">", b">x", 1)),
    "attribute of a component": (FIRST, FIRST.replace(b">", b' name="a">', 1)),
    "empty component": (FIRST, b"<component/>" + FIRST),
    "other component": (FIRST, b"<section/>" + FIRST),
    "name of a work": (b'<debate name="answer">', b'<debate name="other">'),
    "element in a work": (b"</p>", b"</p><section/>"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("last", [False, True])
def test_faults_of_large_dossiers(fault, last):
    """Work by work the schema says of a dossier what it says of the whole, wherever the fault is."""
    old, new = FAULTS[fault]
    start, found, end = DOSSIER.rpartition(old) if last else DOSSIER.partition(old)
    assert found
    root = source.parse(start + new + end, None, DEFAULT)
    with xsd._shapes_pool.borrowed() as schema:
        assert not schema.validate(root)
        assert by_work.is_valid(root, schema) in {False, None}
    assert not xsd.accepts(root, DOSSIER)


def test_paths_are_those_of_single_elements():
    """In order or not, each element has the path that it has by itself."""
    elements = list(grown(PARAGRAPH * 3, b"<p><b>a</b><i/><b>b</b></p>").iter())
    expected = [path_of(element) for element in elements]
    assert expected == list(map(large_trees.Paths(), elements))
    paths, mixed = large_trees.Paths(), random.Random(1).sample(range(len(elements)), len(elements))
    assert [expected[n] for n in mixed] == [paths(elements[n]) for n in mixed]
