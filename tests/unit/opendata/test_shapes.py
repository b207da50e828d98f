"""SHACL shapes, and how a written record stands up to some like the Parliament's."""

from __future__ import annotations

import sys

import pytest

from parlq.opendata import jsonld, turtle
from parlq.opendata.shapes import read_shapes, shape_problems
from parlq.problems import InputError, MissingExtraError, Severity

pytest.importorskip("pyshacl")

SHAPES = b"""
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix epvoc: <https://data.europarl.europa.eu/def/epvoc#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/shapes#> .

ex:Work a sh:NodeShape ;
    sh:targetClass eli:Work ;
    sh:property ex:Number, ex:Kind .

ex:Number sh:path epvoc:epNumber ; sh:minCount 1 ; sh:severity sh:Warning .
ex:Kind sh:path eli:work_type ; sh:minCount 1 ; sh:node ex:KindConcept .
ex:KindConcept a sh:NodeShape ; sh:class eli:WorkType .
"""


def test_findings_are_problems(dump):
    """A finding names the work, the property and what is wrong, with its severity."""
    found = shape_problems(dump, SHAPES, file="dump.ttl")
    expected = ["E-990001/2022-ASW", "E-990001/2022-ASW-ANN01", "E-990004/2022-ASW"]
    assert expected == [problem.work for problem in found]
    assert {("PQ630", Severity.WARNING, "epvoc:epNumber", "dump.ttl")} == {
        (problem.rule, problem.severity, problem.path, problem.file) for problem in found
    }


def test_concepts_are_stated_first(dump):
    """The classes of kinds, of which dumps say nothing, are stated unless one says no."""
    bare = b"\n".join(line for line in dump.split(b"\n\n") if b"a eli:WorkType" not in line)
    assert [] == [p for p in shape_problems(bare, SHAPES) if p.path == "eli:work_type"]
    found = shape_problems(bare, SHAPES, concepts=False)
    assert 7 == len([p for p in found if p.path == "eli:work_type"])


def test_records_of_the_api(record):
    """JSON-LD of the API is held against shapes too."""
    import json

    found = shape_problems(json.dumps(record).encode(), SHAPES, format="jsonld", concepts=False)
    assert "E-990007/2026-ASW" in [problem.work for problem in found]


def test_every_syntax_finds_the_same(dump):
    """The findings do not depend on the syntax."""
    from parlq.opendata import ntriples

    value = turtle.loads(dump)
    lines = ntriples.dumps(value)
    found = shape_problems(lines, SHAPES, format="ntriples")
    assert [p.work for p in shape_problems(dump, SHAPES)] == [p.work for p in found]


def test_unreadable_shapes(dump):
    """Shapes that are no Turtle are a problem of their own file."""
    with pytest.raises(InputError) as caught:
        shape_problems(dump, b"<a", shapes_file="shapes.ttl")
    assert [("PQ101", "shapes.ttl")] == [(p.rule, p.file) for p in caught.value.problems]


def test_shapes_that_cannot_be_applied(dump):
    """Shapes that are wrong as shapes are a problem, not an exception."""
    wrong = SHAPES + b'ex:Number sh:minCount "many" .'
    assert ["PQ631"] == [problem.rule for problem in shape_problems(dump, wrong)]


def test_missing_extra(dump, monkeypatch):
    """Without pyshacl the line that installs it is named."""
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(MissingExtraError, match=r"parlq\[rdf\]"):
        shape_problems(dump, SHAPES)


def test_an_unknown_format(dump):
    """A format that holds no record is refused by name."""
    with pytest.raises(ValueError, match="turtle"):
        shape_problems(dump, SHAPES, format="akn")


def test_a_record_written_as_2022_states_its_concepts(record):
    """A record of the API, written in the shape of 2022, needs no further vocabulary."""
    import json

    written = turtle.dumps(jsonld.loads(json.dumps(record).encode()), shape="dump-2022")
    found = shape_problems(written, SHAPES, concepts=False)
    assert [] == [problem for problem in found if problem.path == "eli:work_type"]


QUERY = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
[] a sh:NodeShape ; sh:targetClass eli:Work ; sh:sparql [ sh:select \"\"\"%s\"\"\" ] .
"""


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT $this FROM <http://example.org/x> WHERE { ?s ?p ?o }",
        "SELECT $this from named <http://example.org/x> WHERE { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_nothing_is_fetched_for_a_query(query):
    """A query that asks for data from elsewhere is refused before it is run."""
    with pytest.raises(InputError) as raised:
        read_shapes((QUERY % query).encode(), file="shapes.ttl")
    (problem,) = raised.value.problems
    assert ("PQ631", "shapes.ttl") == (problem.rule, problem.file)


def test_words_in_a_query_are_no_request(dump):
    """Texts, names and comments may hold the words that would ask for data from elsewhere."""
    query = "SELECT $this ?from WHERE { $this eli:from 'FROM' . ?s <urn:SERVICE> ?from } # FROM <x>"
    shapes = (QUERY % query.replace("eli:from", "<urn:from>")).encode()
    assert [] == shape_problems(dump, shapes)


@pytest.mark.parametrize(
    "odd",
    [
        'sh:path eli:title ; sh:minCount "many"',
        'sh:path eli:title ; sh:pattern "("',
        "sh:minCount 1",
    ],
)
def test_odd_shapes_are_a_problem_and_print_nothing(dump, odd, capfd):
    """Shapes that cannot be applied are one problem, and nothing else is printed."""
    shapes = b"""
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix eli: <http://data.europa.eu/eli/ontology#> .
        [] a sh:NodeShape ; sh:targetClass eli:Work ; sh:property [ %s ] .
    """
    (problem,) = shape_problems(dump, shapes % odd.encode(), shapes_file="odd.ttl")
    assert ("PQ631", "odd.ttl") == (problem.rule, problem.file)
    assert ("", "") == capfd.readouterr()


def test_a_failure_that_pyshacl_returns_is_a_problem(dump):
    """A query that SHACL does not allow is told, though pyshacl returns the failure as a result."""
    query = "SELECT $this WHERE { $this a <urn:x> MINUS { $this a <urn:y> } }"
    (problem,) = shape_problems(dump, (QUERY % query).encode())
    assert "PQ631" == problem.rule


def test_findings_have_the_line_of_their_node(dump):
    """A finding stands where the file first tells of the work."""
    shapes = b"""
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix eli: <http://data.europa.eu/eli/ontology#> .
        [] a sh:NodeShape ; sh:targetClass eli:Manifestation ;
          sh:property [ sh:path eli:title ; sh:minCount 1 ] .
    """
    problems = shape_problems(dump, shapes)
    lines = dump.decode().splitlines()
    assert problems
    for problem in problems:
        assert lines[problem.line - 1].startswith("<eli/dl/doc/")
