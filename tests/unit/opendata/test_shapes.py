"""SHACL shapes, and how a written record stands up to some like the Parliament's."""

from __future__ import annotations

import sys

import pytest

from parlq.opendata import jsonld, turtle
from parlq.opendata.shapes import shape_problems
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
