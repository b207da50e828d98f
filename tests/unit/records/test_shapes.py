"""SHACL shapes, and how a written record stands up to some like the Parliament's."""

from __future__ import annotations

import pickle
import re
import sys

import pytest

from parlq.formats.ep.records import jsonld
from parlq.formats.ep.records.rdf import turtle
from parlq.formats.ep.records.shacl import bounded_validator
from parlq.formats.ep.records.shacl.shapes import read_shapes, shape_problems
from parlq.io import bounded_process
from parlq.problems import InputError, MissingExtraError, Severity

from . import sealed

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
    from parlq.formats.ep.records.rdf import ntriples

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


@pytest.mark.parametrize(
    ("shapes", "why"),
    [
        (b"<urn:a> <urn:b> <urn:c> .", "no shape has a target"),
        (SHAPES.replace(b"http://www.w3", b"https://www.w3"), "no shape has a target"),
        (SHAPES.replace(b"sh:targetClass", b"a"), "no shape has a target"),
        (SHAPES.replace(b"sh:node ex:KindConcept", b"sh:node ex:Knid"), "shapes#Knid> is not in"),
    ],
)
def test_shapes_that_would_find_nothing(shapes, why):
    """Shapes without a target, or that name a shape that is not there, must not pass silently."""
    with pytest.raises(InputError, match=why):
        read_shapes(shapes)


def test_a_class_that_is_a_shape_is_its_own_target():
    """SHACL needs no other target for it."""
    shapes = SHAPES.replace(b"sh:targetClass", b"a <http://www.w3.org/2000/01/rdf-schema#Class>, ")
    assert read_shapes(shapes).statements


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
    """A query that accesses remote data is refused before it is run."""
    with pytest.raises(InputError) as unbounded:
        read_shapes((QUERY % query).encode(), file="shapes.ttl")
    (problem,) = unbounded.value.problems
    assert ("PQ631", "shapes.ttl") == (problem.rule, problem.file)


def test_words_in_a_query_are_no_request(dump):
    """Texts, names and comments may hold wording that would access remote data."""
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


SERVICE = "SERVICE <http://127.0.0.1:1/x> { ?s ?p ?o }"
TARGET = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
[] a sh:NodeShape ; sh:targetClass eli:Work ; %s .
"""


@pytest.mark.parametrize(
    "query",
    [
        r"SELECT $this WHERE { S\\u0045RVICE <http://127.0.0.1:1/x> { ?s ?p ?o } }",
        r"SELECT $this FR\\U0000004fM <file:///x> WHERE { ?s ?p ?o }",
        "SELECT $this WHERE { { SELECT $this WHERE { OPTIONAL { " + SERVICE + " } } } }",
        "SELECT $this WHERE { ?s ?p ?o FILTER EXISTS { " + SERVICE + " } }",
        "SELECT $this WHERE { BIND(<http://127.0.0.1:1/> AS ?x) SERVICE SILENT ?x { ?s ?p ?o } }",
        "SELECT $this FROM <file:///etc/hosts> WHERE { ?s ?p ?o }",
    ],
)
def test_queries_are_looked_at_as_they_are_parsed(query):
    """However access to remote data is spelled, it is refused before it is run."""
    with pytest.raises(InputError) as unbounded:
        read_shapes((QUERY % query).encode(), file="shapes.ttl")
    (problem,) = unbounded.value.problems
    assert "PQ631" == problem.rule
    assert "remote data" in problem.message


@pytest.mark.parametrize(
    "shape",
    [
        f'sh:rule [ a sh:SPARQLRule ; sh:construct "CONSTRUCT {{ $this a $this }} WHERE {{ {SERVICE} }}" ]',
        f'sh:target [ a sh:SPARQLTarget ; sh:select "SELECT ?this WHERE {{ {SERVICE} }}" ]',
        f'sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK {{ {SERVICE} }}" ]',
        'sh:x [ sh:update "LOAD <file:///etc/hosts>" ]',
    ],
)
def test_queries_of_every_kind_are_looked_at(shape):
    """So are those of rules, targets, validators and updates."""
    with pytest.raises(InputError) as unbounded:
        read_shapes((TARGET % shape).encode())
    assert ["PQ631"] == [problem.rule for problem in unbounded.value.problems]


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ('sh:js [ a sh:JSConstraint ; sh:jsFunctionName "f" ]', ["sh:js,", "sh:jsFunctionName,"]),
        ('sh:target [ a sh:JSTarget ; sh:jsFunctionName "f" ]', ["sh:jsFunctionName,"]),
        (
            'sh:rule [ a sh:JSRule ; sh:jsLibrary [ sh:jsLibraryURL "f.js" ] ]',
            ["sh:jsLibrary", "L"],
        ),
        ("sh:property [ sh:path eli:title ; sh:minCuont 1 ]", ["did you mean 'minCount'?"]),
        ("sh:property [ sh:path eli:title ; sh:mincount 1 ]", ["did you mean 'minCount'?"]),
        ("sh:property [ sh:path eli:title ; sh:memberShape [] ]", ["sh:memberShape"]),
        ('sh:rule [ sh:update "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }" ]', ["sh:update"]),
        ("sh:entailment <http://www.w3.org/ns/entailment/OWL-RL>", ["sh:entailment"]),
    ],
)
def test_shapes_that_would_be_skipped_are_refused(shape, words):
    """What pyshacl skips silently, JavaScript and unknown terms, is a problem, not a pass."""
    with pytest.raises(InputError) as caught:
        read_shapes((TARGET % shape).encode(), file="more.ttl")
    problems = caught.value.problems
    assert {("PQ631", "more.ttl")} == {(problem.rule, problem.file) for problem in problems}
    assert len(words) == len(problems)
    for word, problem in zip(words, problems, strict=True):
        assert word in problem.message


@pytest.mark.parametrize(
    "shape",
    [
        'sh:sparql [ sh:select "SELECT $this WHERE { $this ?p ?o . FILTER(<urn:f:low>(?o)) }" ]',
        'sh:sparql [ sh:select "SELECT $this ?value WHERE { BIND(<urn:f:low>($this) AS ?value) }" ]',
        'sh:sparql [ sh:select "SELECT $this WHERE { $this a ?c } ORDER BY <urn:f:low>(?c)" ]',
        """sh:rule [ a sh:SPARQLRule ;
        sh:construct "CONSTRUCT { $this a <urn:f:low> } WHERE { $this ?p ?o FILTER(<urn:f:low>(?o)) }" ]""",
    ],
)
def test_a_function_that_nobody_defines_is_no_pass(dump, shape):
    """In a filter it would be an error, which finds nothing and is silent."""
    (problem,) = shape_problems(dump, (TARGET % shape).encode())
    assert ("PQ631", True) == (problem.rule, "urn:f:low" in problem.message)


def test_functions_of_sparql_and_casts_are_known(dump):
    """What SPARQL defines is no unknown function."""
    string = "<http://www.w3.org/2001/XMLSchema#string>"
    shape = (
        f'sh:sparql [ sh:select "SELECT $this WHERE {{ FILTER(STRLEN({string}($this)) = 1) }}" ]'
    )
    assert [] == shape_problems(dump, (TARGET % shape).encode())


def test_the_entailment_of_rules_is_applied():
    """Rules are applied, so shapes may ask for them; what only documents a shape is no constraint."""
    read_shapes((TARGET % "sh:entailment sh:Rules ; sh:description 'd' ; sh:order 1").encode())


def test_prefixes_are_part_of_a_query(dump):
    """A namespace that holds a query is looked at with the query that it is put before."""
    shapes = TARGET % (
        'sh:sparql [ sh:select "SELECT $this WHERE { ?s ?p ?o }" ; sh:prefixes <urn:names> ]'
    )
    shapes += (
        '<urn:names> sh:declare [ sh:prefix "k" ; sh:namespace'
        f' "http://x/> SELECT $this WHERE {{ {SERVICE} }} #" ] .'
    )
    (problem,) = shape_problems(dump, shapes.encode())
    assert "PQ631" == problem.rule


def test_imports_are_not_followed(dump):
    """Shapes may name other ontologies, of which nothing is read."""
    imports = b"<urn:o> a <http://www.w3.org/2002/07/owl#Ontology> ; <http://www.w3.org/2002/07/owl#imports> <file:///etc/hosts> ."
    assert shape_problems(dump, SHAPES) == shape_problems(dump, SHAPES + imports)


PRODUCT = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(40))
DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ('sh:property [ sh:path eli:title ; sh:pattern "^(a+)+$" ]', "seconds"),
        (f'sh:sparql [ sh:select "SELECT $this WHERE {{ {PRODUCT} }}" ]', "seconds"),
        (
            'sh:sparql [ sh:select "SELECT $this WHERE { BIND(STR($this) AS ?x0)'
            f' {DOUBLED} FILTER(STRLEN(?x40) > 5) }}" ]',
            "memory",
        ),
    ],
    ids=["pattern", "product", "text"],
)
def test_shapes_have_bounds(shape, words):
    """Shapes that would take all time or all memory are a problem."""
    record = b"""
        @prefix eli: <http://data.europa.eu/eli/ontology#> .
        <eli/dl/doc/E-9-2022-990001> a eli:Work ; eli:title "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" .
    """
    (problem,) = shape_problems(record, (TARGET % shape).encode())
    assert "PQ631" == problem.rule
    if sys.platform == "linux":
        assert words in problem.message


def test_values_that_cannot_be_computed_with():
    """A decimal of a billion digits and markup are compared as texts."""
    record = b"""
        @prefix eli: <http://data.europa.eu/eli/ontology#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        <eli/dl/doc/E-9-2022-990001> a eli:Work ; eli:title "1e999999999"^^xsd:decimal, "%s"^^rdf:HTML .
    """
    shapes = TARGET % "sh:property [ sh:path eli:title ; sh:maxCount 1 ]"
    (problem,) = shape_problems(record % (b"<b>" * 30_000), shapes.encode())
    assert "PQ630" == problem.rule


def test_the_openers_of_the_libraries_are_replaced():
    """Everything that rdflib and pyshacl could open something with refuses, in their process."""
    assert [] == bounded_process.run(f"{sealed.__name__}:openers_that_open")


def test_the_interpreter_refuses_what_is_left():
    """In that process no file, no connection and no program is opened."""
    assert [] == bounded_process.run(f"{sealed.__name__}:events_that_pass")


def test_shapes_can_be_pickled():
    """Shapes go to other processes as they are."""
    shapes = read_shapes(SHAPES, file="shapes.ttl")
    assert shapes == pickle.loads(pickle.dumps(shapes))


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            AttributeError("'NoneType' object has no attribute 'n3'"),
            "pyshacl cannot interpret them",
        ),
        (re.error("missing )"), "missing )"),
        (NameError("name 'x' is not defined"), None),
    ],
    ids=["library", "pattern", "parlq"],
)
def test_why_shapes_cannot_be_applied(monkeypatch, error, message):
    """A reason speaks of the shapes, never of Python's objects; a fault of parlq is raised."""

    def fail(*_):
        raise error

    monkeypatch.setattr(bounded_validator, "seal", lambda: None)  # it would seal this process
    monkeypatch.setattr(bounded_validator, "_findings", fail)
    if message is None:
        with pytest.raises(NameError):
            bounded_validator.apply([], [])
    else:
        why, found = bounded_validator.apply([], [])
        assert (f"the shapes cannot be applied: {message}", []) == (why, found)


def test_very_many_findings_are_counted():
    """The first 1000 findings are listed, and one problem gives the number of the others."""
    shape = b"""@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:s> a sh:NodeShape ; sh:targetClass <urn:Gull> ; sh:property [ sh:path <urn:p> ; sh:minCount 1 ] ."""
    data = "".join(f"<urn:{number}> a <urn:Gull> .\n" for number in range(1100)).encode()
    found = shape_problems(data, shape)
    assert (1001, {"PQ630"}) == (len(found), {each.rule for each in found})
    assert "100 more problems" in found[-1].message
