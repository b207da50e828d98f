"""Attributes, names and namespaces are counted before the parser sees them."""

import pytest

import parlq
from parlq.formats import akn
from parlq.formats.akn.xml import bounds
from parlq.limits import ATTRIBUTES, NAME, NAMESPACE, NAMESPACES, Limits
from parlq.testing import corpus

from .made import QUESTION, written

TEXT = written(QUESTION)
ROOT, P = "<akomaNtoso", '<p eId="dbsect_1__question_1__p_1">When'
RAISED = Limits(unbounded=True)


def many(count, form):
    """So many pieces, each with its number."""
    return "".join(form.format(n) for n in range(count))


def within(attributes):
    """The document with attributes on a paragraph."""
    return TEXT.replace(P, f"<p{attributes}>When", 1)


def nested(count, form="<b{1}>"):
    """The document with elements in each other, each of which declares a namespace."""
    opened = "".join(form.format(n, f' xmlns:n{n}="urn:x:{n}"') for n in range(count))
    return TEXT.replace(P, f"{P[:-4]}{opened}x{'</b>' * count}When", 1)


TOO_MUCH = {
    "attributes": (within(many(ATTRIBUTES + 1, ' a{}=""')), "<p ", "attributes"),
    "attributes in quotes": (within(many(ATTRIBUTES + 1, " a{}='>'")), "<p ", "attributes"),
    "attributes over lines": (
        within(many(ATTRIBUTES + 1, '\n  a{0} \n= "{0}"')),
        "<p\n",
        "attributes",
    ),
    "declarations": (
        TEXT.replace(ROOT, ROOT + many(ATTRIBUTES + 1, ' xmlns:n{0}="urn:x:{0}"'), 1),
        ROOT,
        "attributes",
    ),
    "a tag that does not end": (
        TEXT.partition(P)[0] + "<p" + many(50_000, ' a{}=""'),
        "<p ",
        "attributes",
    ),
    "namespaces of the root": (
        TEXT.replace(ROOT, ROOT + many(NAMESPACES, ' xmlns:n{0}="urn:x:{0}"'), 1),
        ROOT,
        "namespaces",
    ),
    "namespaces in each other": (nested(NAMESPACES), None, "namespaces"),
    "the name of an element": (
        TEXT.replace(P, f"<{'n' * (NAME + 1)}/>{P}", 1),
        "<nnn",
        "a name is longer",
    ),
    "the name of an attribute": (within(f' {"n" * (NAME + 1)}=""'), "<p ", "a name is longer"),
    "a name after a long text": (
        TEXT.replace(P, f"<p>{'x ' * 5000}</p><{'n' * (2 * NAME)}/>{P}", 1),
        "<nnn",
        "a name is longer",
    ),
    "a namespace": (
        within(f' xmlns:n="urn:{"x" * NAMESPACE}"'),
        "xmlns:n=",
        "the name of a namespace is longer",
    ),
    "long namespaces": (
        nested(3, f"<b xmlns:n{{0}}='urn:{'x' * (NAMESPACE - 4)}'>"),
        "<b xmlns:n1=",
        "the names of the namespaces have more than",
    ),
    "a default namespace": (
        TEXT.replace(P, f"{P[:-4]}<b\nxmlns = 'urn:{'x' * NAMESPACE}'/>When", 1),
        "xmlns =",
        "the name of a namespace is longer",
    ),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("strict", [True, False], ids=["strict", "lenient"])
@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_is_too_much_is_refused(name, strict, encoding):
    """It is refused where it begins, with the way to read it."""
    text, begins, message = TOO_MUCH[name]
    data = text.replace("UTF-8", encoding, 1).encode(encoding)
    (problem,) = akn.read(data, strict=strict, file="q.xml").problems
    assert ("PQ104", "q.xml") == (problem.rule, problem.file)
    assert message in problem.message
    assert problem.message.endswith("; raise the limits to read it")
    line = text.split("\n")[problem.line - 1]
    begins = begins or f"<b xmlns:n{NAMESPACES - 2}="
    assert f"{line}\n"[problem.column - 1 :].startswith(begins)


@pytest.mark.parametrize("name", TOO_MUCH)
def test_raised_limits_read_it(name):
    """With raised limits the parser and the schema have their say."""
    data = TOO_MUCH[name][0]
    assert "PQ104" not in {problem.rule for problem in akn.read(data, limits=RAISED).problems}


@pytest.mark.parametrize(
    "text",
    [
        within(many(ATTRIBUTES, ' a{}=""')),
        within(' a="' + "b=c " * 5000 + '"'),
        TEXT.replace(P, f"{P[:-4]}{'a=b ' * 5000}When", 1),
        TEXT.replace(P, f"<!--{' a=b' * 5000}-->{P}", 1),
        TEXT.replace(P, f"<?x {'a=b ' * 5000}?>{P}", 1),
        TEXT.replace(P, f"{P[:-4]}<![CDATA[{' a=b' * 5000}]]>When", 1),
        TEXT.replace(ROOT, ROOT + many(NAMESPACES - 3, ' xmlns:n{0}="urn:x:{0}"'), 1),
        nested(NAMESPACES - 3),
        nested(200, "<b xmlns='urn:x:{0}'>"),
        TEXT.replace(P, many(500, '<p xmlns:n{0}="urn:x:{0}">x</p>') + P, 1),
        TEXT.replace(P, f"<{'n' * NAME}/>{P}", 1),
        within(f' xmlns:n="urn:{"x" * (NAMESPACE - 4)}"'),
        within(' a="' + "x" * 100_000 + '"'),
    ],
    ids=range(13),
)
def test_what_is_not_too_much_is_read(text):
    """What comes near the bounds, or only looks like too much, is for the schema to judge."""
    assert "PQ104" not in {problem.rule for problem in akn.read(text).problems}


def test_ordinary_documents_have_nothing_too_much():
    """No document that parlq writes, of whatever length, comes near."""
    for document in corpus(50, seed=9):
        assert bounds.excess(akn.dumps(document)) is None


def test_validation_under_other_schemas_counts_too():
    """The official schema is not asked about what is too much."""
    data = TOO_MUCH["attributes"][0].encode()
    assert ["PQ104"] == [problem.rule for problem in parlq.validate(data, schema="akn")]
