"""RDF/XML: what its grammar allows, and that nothing of it is left out without a word."""

from __future__ import annotations

import pytest

import parlq
from parlq.formats.ep.records.rdf import graphs, rdfxml
from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.namespaces import PREFIXES
from parlq.limits import DEFAULT, Limits
from parlq.problems import InputError

pytest.importorskip("pyoxigraph")

OPEN = f'<rdf:RDF xmlns:rdf="{PREFIXES["rdf"]}" xmlns:h="urn:harbour:">'
CLOSE = "</rdf:RDF>"


def read(text, limits=DEFAULT, *, whole=False):
    """The predicates and objects of a document, without those of classes."""
    data = text if isinstance(text, bytes) else (text if whole else OPEN + text + CLOSE).encode()
    found = graphs.read(data, "xml", file="h.rdf", limits=limits)
    return sorted((p, o) for _, p, o in found if p != "rdf:type")


def problem(text, **options):
    """The one problem of a document that is refused."""
    with pytest.raises(InputError) as caught:
        read(text, **options)
    (found,) = caught.value.problems
    return found


def value(text):
    """The object of the one property of a document."""
    ((_, item),) = read(f"<h:Pier>{text}</h:Pier>")
    return item


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("<h:name>North<!-- west --> pier</h:name>", '"North pier"'),
        ("<h:name>a<![CDATA[<b>]]>c&amp;&#13;\n</h:name>", '"a<b>c&\\r\\n"'),
        ("<h:name>  </h:name>", '"  "'),
        ("<h:name/>", '""'),
        ('<h:name xml:lang="EN">x</h:name>', '"x"@en'),
        ('<h:name rdf:datatype="urn:metre">5</h:name>', '"5"^^<urn:metre>'),
        ('<h:name rdf:resource="org/1"/>', "<org/1>"),
        ('<h:name xml:base="https://sea.example/a/" rdf:resource="../b"/>', "<https://sea.example/b>"),
        ('<h:name><h:Crane rdf:about="urn:c"/></h:name>', "<urn:c>"),
        ('<h:name rdf:parseType="Literal"/>', '""^^rdf:XMLLiteral'),
    ],
)  # fmt: skip
def test_values(text, item):
    """A property holds a text, whatever it is made of, or leads to a node."""
    assert item == value(text)


def test_a_language_ends_where_it_is_taken_back():
    """An empty `xml:lang` is none."""
    text = '<h:Pier xml:lang="en"><h:name>x</h:name><h:code xml:lang="">y</h:code></h:Pier>'
    assert [("<urn:harbour:code>", '"y"'), ("<urn:harbour:name>", '"x"@en')] == read(text)


@pytest.mark.parametrize("form", ["Literal", "Markdown"])
def test_xml_literals_are_whole(form):
    """They keep their namespaces, comments and instructions; an unknown form is one, too."""
    inside = 'A <h:b i="&lt;&quot;" xmlns:k="urn:k" k:a="1">c</h:b><!-- d --><?e f?>'
    expected = 'A <h:b xmlns:h="urn:harbour:" xmlns:k="urn:k" i="&lt;&quot;" k:a="1">c</h:b><!-- d --><?e f?>'
    item = value(f'<h:name rdf:parseType="{form}">{inside}</h:name>')
    assert expected == rdf_terms.literal_of(item).text


def test_a_property_with_nothing_but_a_class():
    """It leads to a node of that class."""
    data = f'{OPEN}<h:Pier rdf:about="urn:p"><h:has rdf:type="urn:Crane"/></h:Pier>{CLOSE}'
    found = graphs.read(data.encode(), "xml", file=None, limits=DEFAULT)
    ((_, _, crane),) = [each for each in found if each[1] == "<urn:harbour:has>"]
    assert (crane, "rdf:type", "<urn:Crane>") in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<h:Pier rdf:resource="urn:x"/>', "rdf:resource"),
        ('<h:Pier rdf:datatype="urn:x"/>', "rdf:datatype"),
        ('<h:Pier rdf:about="urn:x" rdf:ID="y"/>', "rdf:about and rdf:ID"),
        ('<h:Pier rdf:bagID="x"/>', "rdf:bagID"),
        ('<h:Pier about="urn:x"/>', "no namespace"),
        ('<h:Pier rdf:about="urn:x y"/>', "not an IRI"),
        ('<h:Pier rdf:ID="x"/><h:Pier rdf:ID="x"/>', "twice"),
        ("<h:Pier>mole</h:Pier>", "a text where"),
        ("mole", "a text where"),
        ('<h:Pier><h:has rdf:about="urn:x"/></h:Pier>', "rdf:about"),
        ('<h:Pier><h:has rdf:resource="urn:x">y</h:has></h:Pier>', "one node"),
        ("<h:Pier><h:has>y<h:Crane/></h:has></h:Pier>", "one node"),
        ("<h:Pier><h:has><h:Crane/>y</h:has></h:Pier>", "one node"),
        ("<h:Pier><h:has><h:Crane/><h:Crane/></h:has></h:Pier>", "one node"),
        ('<h:Pier><h:has rdf:resource="urn:x" rdf:nodeID="y"/></h:Pier>', "not both"),
        ('<h:Pier><h:has rdf:datatype="urn:x" h:is="y">z</h:has></h:Pier>', "states nothing"),
        ('<h:Pier><h:has rdf:datatype="urn:x"><h:Quay/></h:has></h:Pier>', "contains a node"),
        ('<h:Pier><h:has rdf:parseType="Resource" h:is="y"/></h:Pier>', "states nothing"),
        ("<rdf:li/>", "node element"),
        ("<h:Pier><rdf:Description/></h:Pier>", "property element"),
        ('<h:Pier xml:lang="en_US"/>', "language tag"),
        ('<h:Pier xml:ang="en"/>', "xml:ang"),
        ('<h:Pier><h:name xml:id="a">x</h:name></h:Pier>', "xml:id"),
        ('<h:Pier xml:space="never"/>', "xml:space"),
        ('<h:Pier xml:base="a b"/>', "xml:base"),
        ('<k:Pier xmlns:k="a b"/>', "not an IRI"),
        ("<Pier/>", "no namespace"),
        ('<h:Pier rdf:version="1.2"/>', "RDF 1.2"),
        ('<h:Pier><h:has rdf:annotation="urn:x">y</h:has></h:Pier>', "RDF 1.2"),
        ('<h:Pier><h:has rdf:parseType="Triple"/></h:Pier>', "RDF 1.2"),
    ],
)  # fmt: skip
def test_what_states_nothing_is_refused(text, words):
    """What pyoxigraph would leave out is an error, with the line of its element."""
    found = problem("\n\n" + text)
    assert ("PQ101", 3) == (found.rule, found.line)
    assert words in found.message


def test_attributes_of_the_root():
    """The root states nothing."""
    found = problem(OPEN.replace(" xmlns:h", ' rdf:about="urn:x" xmlns:h') + CLOSE, whole=True)
    assert "rdf:about" in found.message


@pytest.mark.parametrize(
    "encoding", ["iso-8859-1", "utf-16", "windows-1252", "gb18030", "shift_jis"]
)
def test_the_declared_encoding_is_used(encoding):
    """A document is in the encoding that it declares."""
    letters = {"gb18030": "码头", "shift_jis": "桟橋"}.get(encoding, "Môle")
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><h:Pier xmlns:h="urn:h:" h:name="{letters}"/>'
    )
    assert [("<urn:h:name>", f'"{letters}"')] == read(text.encode(encoding))


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "zip"])
def test_encodings_that_are_none(encoding):
    """What is no encoding of texts is refused."""
    text = f'<?xml version="1.0" encoding="{encoding}"?><h:Pier xmlns:h="urn:h:" h:name="x"/>'
    assert "PQ102" == problem(text.encode()).rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("<h:a><h:b>" * 50 + "</h:b></h:a>" * 50, "PQ105"),
        ("<h:a " + " ".join(f'h:n{n}=""' for n in range(1001)) + "/>", "PQ104"),
        ("".join(f'<n{n}:a xmlns:n{n}="urn:{n}"/>' for n in range(1001)), "PQ104"),
        (f'<k:a xmlns:k="urn:{"x" * 5000}"/>', "PQ104"),
        ('<h:a><h:b rdf:parseType="Literal">' + "<c>" * 99 + "</c>" * 99 + "</h:b></h:a>", "PQ105"),
        (
            f'<h:a xmlns:k="urn:{"x" * 4000}"><h:b rdf:parseType="Literal">{"<k:c/>" * 3000}</h:b></h:a>',
            "PQ104",
        ),
    ],
    ids=["deep", "attributes", "namespaces", "namespace", "literal", "declarations"],
)  # fmt: skip
def test_bounds(text, rule):
    """What takes a machine down is refused with its line, and read where the limits are raised."""
    found = problem(text)
    assert (rule, 1) == (found.rule, found.line)
    if rule == "PQ105":
        read(text, Limits(unbounded=True))


def test_a_node_that_states_nothing_is_reported():
    """A description without properties makes no statement."""
    text = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:e="http://data.europa.eu/eli/ontology#" xml:base="https://data.europarl.europa.eu/">
<e:Work rdf:about="eli/dl/doc/E-9-2022-990001"><e:is_about>
<rdf:Description rdf:about="urn:tern"/></e:is_about></e:Work>
<rdf:Description rdf:about="urn:gull">
</rdf:Description>
<rdf:Description rdf:about="eli/dl/doc/E-9-2022-990001" e:title="x"/>
</rdf:RDF>"""
    (problem,) = [each for each in rdfxml.read(text).problems if each.rule == "PQ618"]
    assert 5 == problem.line
    assert "urn:gull" in problem.message


def test_a_property_that_is_no_name_of_an_element_is_refused():
    """PQ614: RDF/XML writes properties as elements, so the last part of the IRI must be a name."""
    work = "https://data.europarl.europa.eu/eli/dl/doc/E-9-2022-990009"
    kind = "http://data.europa.eu/eli/ontology#Work"
    for last, rules in (("7", ["PQ614"]), ("pier7", [])):
        text = f'<{work}> a <{kind}> ; <https://vocabulary.example/{last}> "seven" .'
        document = parlq.read(text.encode(), format="turtle").document()
        assert b"seven" in parlq.dumps(document, format="turtle")
        found = []
        try:
            parlq.dumps(document, format="rdfxml")
        except InputError as error:
            found = [each.rule for each in error.problems]
        assert rules == found
