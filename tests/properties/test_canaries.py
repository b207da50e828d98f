"""What goes into a document in RDF comes out in its statements, or is reported, or all is refused."""

from __future__ import annotations

import itertools
import json
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlq.formats.ep.records.jsonld import linked_json
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.rdf import graphs
from parlq.limits import DEFAULT
from parlq.problems import InputError

pytest.importorskip("pyoxigraph")

CONTEXTS = [
    None,
    {},
    {"@vocab": "urn:v:", "tide": None},
    {"@base": None},
    {"@language": "en", "quay": {"@id": "urn:quay", "@type": "@id"}, "hull": {"@id": "urn:hull", "@language": None}},
    {"mast": {"@id": "urn:mast", "@container": "@language"}, "keel": {"@id": "urn:keel", "@container": "@list"}},
    {"mast": {"@id": "urn:mast", "@container": "@id"}, "keel": {"@id": "urn:keel", "@container": "@type"}},
    {"mast": {"@id": "urn:mast", "@container": "@index"}, "keel": {"@reverse": "urn:keel"}},
    {"mast": {"@id": "urn:mast", "@container": "@index", "@index": "urn:at"}, "Pier": "urn:Pier"},
    {"id": "@id", "a": "@type", "is": "@value", "in": "@language", "h": "urn:h:", "Pier": None},
    {"Pier": {"@id": "urn:Pier", "@context": {"hull": "urn:hull", "h": "urn:h:"}}, "h": "urn:g:"},
    {"quay": {"@id": "urn:quay", "@context": {"@vocab": "urn:w:"}}, "n": "@nest"},
    [{"hull": "urn:hull"}, None, {"keel": "urn:keel", "mast": {"@id": "urn:mast", "@type": "@vocab"}}],
    {"hull": {"@id": "urn:hull", "@container": "@graph"}, "keel": {"@id": "urn:keel", "@type": "@json"}},
]  # fmt: skip
KEYS = [
    "urn:one", "urn:two", "tide", "quay", "hull", "mast", "keel", "h:knot", "_:rope", "@tide", "a b:c",
    "n", "@reverse", "@included", "@graph", "@nest", "", "x/y", "is", "in",
]  # fmt: skip
TAGS = ["en", "EN-gb", "e_n", "1a", ""]
SHAPES_OF_IDS = [
    "urn:{}",
    "{}",
    "_:{}",
    "a b{}",
    "urn:a b{}",
    "@{}",
    "//{}",
    "#{}",
    "urn:{}%zz",
    "h:{}",
    "http://{}",
]


@st.composite
def documents(draw):
    """A document of JSON-LD with a word of its own in each value, and the paths of the words."""
    count = itertools.count()
    words: dict[str, tuple[object, ...]] = {}

    def word(path, shape="{}"):
        made = f"ebb{next(count)}x"
        if shape != "_:{}":  # names of blank nodes are no words of the document
            words[made] = path
        return shape.format(made)

    def identifier(path):
        return word(path, draw(st.sampled_from(SHAPES_OF_IDS)))

    def value(path, depth):
        kind = draw(st.integers(0, 9 if depth < 4 else 3))
        if kind < 3:
            return word(path)
        if kind == 3:
            return draw(st.sampled_from([None, True, 7, 2.5]))
        if kind == 4:
            made = {"@value": word((*path, "@value"))}
            if draw(st.booleans()):
                made["@language"] = draw(st.sampled_from(TAGS))
            elif draw(st.booleans()):
                made["@type"] = draw(st.sampled_from(["urn:T", "a b", "rel", "@json"]))
            return made
        if kind == 5:
            return [value((*path, n), depth + 1) for n in range(draw(st.integers(0, 3)))]
        if kind == 6:
            name = draw(st.sampled_from(["@list", "@set"]))
            return {
                name: [value((*path, name, n), depth + 1) for n in range(draw(st.integers(0, 2)))]
            }
        if kind == 7:
            return {
                tag: word((*path, tag))
                for tag in draw(st.lists(st.sampled_from(TAGS), unique=True))
            }
        return node(path, depth + 1)

    def node(path, depth):
        made = {}
        if draw(st.integers(0, 5)) == 0:
            made["@context"] = draw(st.sampled_from(CONTEXTS))
        if draw(st.booleans()):
            name = draw(st.sampled_from(["@id", "id"]))
            made[name] = identifier((*path, name))
        if draw(st.booleans()):
            name = draw(st.sampled_from(["@type", "a"]))
            kinds = draw(st.lists(st.sampled_from(["Pier", "urn:T", "?"]), max_size=2, unique=True))
            made[name] = [
                identifier((*path, name, n)) if k == "?" else k for n, k in enumerate(kinds)
            ]
        for key in draw(st.lists(st.sampled_from(KEYS), max_size=3, unique=True)):
            made[key] = value((*path, key), depth)
        return made

    whole = {"@context": draw(st.sampled_from(CONTEXTS)), **node((), 0)}
    if "@graph" not in whole and draw(st.booleans()):
        whole["@graph"] = [node(("@graph", n), 0) for n in range(draw(st.integers(0, 3)))]
    return whole, words


@given(documents())
def test_json_ld(given_document):
    """Each word is in a statement, or the path of a problem leads to it."""
    document, words = given_document
    raw = json.dumps(document).encode()
    report = Report("x.jsonld")
    try:
        found = linked_json.read(json.loads(raw), raw, report, DEFAULT)
    except InputError:
        return
    said = "\n".join(term for statement in found for term in statement)
    told = [problem.path or "" for problem in report.problems]
    for word, path in words.items():
        pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)
        assert word in said or any(f"{pointer}/".startswith(f"{each}/") for each in told), word


ATTRIBUTES = [
    "rdf:about", "rdf:ID", "rdf:nodeID", "rdf:resource", "rdf:type", "rdf:datatype", "rdf:bagID",
    "rdf:parseType", "h:knot", "xml:lang", "xml:base", "k:knot", "knot", "rdf:version", "rdf:li",
]  # fmt: skip


@st.composite
def markup(draw):
    """RDF/XML, or what looks like it, with a word of its own in each value; and the words."""
    count = itertools.count()
    words = []

    def word():
        words.append(f"ebb{next(count)}x")
        return words[-1]

    def attributes():
        made = []
        for name in draw(st.lists(st.sampled_from(ATTRIBUTES), max_size=2, unique=True)):
            if name == "rdf:parseType":
                text = draw(st.sampled_from(["Literal", "Resource", "Collection", "Other"]))
            elif name == "xml:lang":
                text = draw(st.sampled_from(["en", "", "e_n"]))
            elif name == "xml:base":
                text = "urn:base/"
            else:
                text = word()
            made.append(f" {name}={quoteattr(text)}")
        return "".join(made)

    def content(depth):
        kind = draw(st.integers(0, 6 if depth < 5 else 3))
        if kind == 0:
            return ""
        if kind < 3:
            return word()
        if kind == 3:
            return f"{word()}<!-- -->{word()}<![CDATA[{word()}]]>"
        return "".join(element(depth + 1) for _ in range(draw(st.integers(1, 2))))

    def element(depth):
        name = draw(st.sampled_from(["h:Pier", "rdf:Description", "h:has", "rdf:li", "k:is"]))
        return f"<{name}{attributes()}>{content(depth)}</{name}>"

    inside = "".join(element(0) for _ in range(draw(st.integers(1, 2))))
    names = (
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:h="urn:h:" xmlns:k="urn:k:"'
    )
    return f"<rdf:RDF {names}>{inside}</rdf:RDF>", words


@given(markup())
def test_rdf_xml(given_markup):
    """Each word is in a statement, a problem quotes it, or the document is refused with a position."""
    text, words = given_markup
    report = Report("x.rdf")
    try:
        found = graphs.read(text.encode(), "xml", file="x.rdf", limits=DEFAULT, report=report)
    except InputError as error:
        assert all(problem.line is not None for problem in error.problems)
        return
    said = "\n".join(term for statement in found for term in statement)
    told = "\n".join(problem.message for problem in report.problems)
    for word in words:
        assert word in said or word in told or f'nodeID="{word}"' in text
