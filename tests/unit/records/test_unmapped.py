"""Statements that have no field, and none that a key of the API stands for: nothing of them is lost."""

from __future__ import annotations

import json

import attrs
import pytest

from parlq.formats import akn
from parlq.formats import json as jsonformat
from parlq.formats.ep.records import jsonld
from parlq.formats.ep.records.rdf import ntriples, rdfxml, stream_works, turtle
from parlq.merging import merge
from parlq.model import Dossier, Question
from parlq.problems import Severity

pytest.importorskip("pyoxigraph")

PREFIXES = """
@base <https://data.europarl.europa.eu/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix eli-dl: <http://data.europa.eu/eli/eli-draft-legislation-ontology#> .
@prefix epvoc: <https://data.europarl.europa.eu/def/epvoc#> .
@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix h: <urn:harbour:> .
"""
WORK = "<eli/dl/doc/E-9-2022-990001>"
KIND = "eli:work_type <def/ep-document-types/QUESTION_WRITTEN>"
SYNTAXES = {"turtle": turtle, "ntriples": ntriples, "rdfxml": rdfxml, "jsonld": jsonld}
BODY = "<http://publications.europa.eu/resource/authority/corporate-body/COM>"


def question(more):
    """A question of which more is stated."""
    return turtle.loads(f"{PREFIXES} {WORK} a eli:Work ; {KIND} {more}")


MORE = [
    '; h:tide "low", "low"@en, 5, h:ebb .',
    '; h:tide [ h:depth 3 ; h:at [ dc:identifier "north" ] ] .',
    "; h:tide _:a . _:a h:next _:b . _:b h:next _:a .",
    '; dc:identifier "x"@en, 7 ; eli:date_document "soon" .',
    '; a "Work", [ h:depth 3 ], h:Ebb .',
    '; eli:is_about [ a h:Tide ], h:ebb . h:ebb a h:Tide ; skos:prefLabel "Ebb"@en .',
    ". <eli/dl/doc/E-9-2022-990001/annex> h:depth 3 ; eli:language h:ebb .",
    "; epvoc:workHadParticipation [ eli-dl:had_participant_person <person/1> ] .",
    '; eli:is_realized_by <eli/dl/doc/E-9-2022-990001/en> . <eli/dl/doc/E-9-2022-990001/en> h:tide [ h:at "quay" ] .',
    '. h:nobody h:tide "low" .',
]  # fmt: skip


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("more", MORE)
def test_every_syntax_keeps_them(more, syntax):
    """What was read is read again, whatever the syntax, and through the other formats, too."""
    value = question(more)
    module = SYNTAXES[syntax]
    assert value == module.loads(module.dumps(value))
    through = akn.loads(akn.dumps(jsonformat.loads(jsonformat.dumps(value))))
    assert module.dumps(value) == module.dumps(through)


@pytest.mark.parametrize("more", MORE)
def test_json_ld_holds_the_same_statements_as_turtle(more):
    """JSON-LD, in the shape of the API, and Turtle state the same."""
    value = question(more)
    assert turtle.dumps(value) == turtle.dumps(jsonld.loads(jsonld.dumps(value)))


def test_whole_identifiers_as_keys(record):
    """A property that the API has no key for is a key of its own, as JSON-LD has it."""
    record["data"][0]["urn:harbour:tide"] = [
        {"@value": "low", "@language": "EN"},
        {"@value": "3", "@type": "http://www.w3.org/2001/XMLSchema#integer"},
        {"@id": "_:ebb"},
    ]
    record["data"][0]["@included"] = [{"@id": "_:ebb", "urn:harbour:depth": [{"@value": "4"}]}]
    reading = jsonld.read(json.dumps(record))
    assert ["PQ611"] == [problem.rule for problem in reading.problems]
    text = turtle.dumps(reading.value).decode()
    for part in ('"low"@en', '"3"^^xsd:integer', '<urn:harbour:depth> "4"'):
        assert part in text
    assert reading.value == jsonld.loads(jsonld.dumps(reading.value))


@pytest.mark.parametrize(
    "odd",
    [
        "low",
        ["low"],
        [{"@value": 3}],
        [{"@value": "x", "@language": "e_n"}],
        [{"@value": "x", "@type": "b c"}],
        [{"@value": "x", "@index": "y"}],
        [{"@id": "b c"}],
        [{"@id": "urn:a", "urn:b": []}],
        {"@value": "x"},
    ],
)
def test_keys_that_hold_something_else(record, odd):
    """What is no statement in that form is preserved under its key."""
    record["data"][0]["urn:harbour:tide"] = odd
    reading = jsonld.read(json.dumps(record))
    assert ["PQ611"] == [problem.rule for problem in reading.problems]
    (written,) = json.loads(jsonld.dumps(reading.value))["data"]
    assert odd == written["urn:harbour:tide"]


def test_classes_that_are_none(record):
    """A class without a meaning is preserved and reported."""
    record["data"][0]["type"] = ["Work", "Buoy"]
    reading = jsonld.read(json.dumps(record))
    assert ["PQ611"] == [problem.rule for problem in reading.problems]
    (written,) = json.loads(jsonld.dumps(reading.value))["data"]
    assert ["Work", "Buoy"] == written["type"]


LABELS = f'\n{BODY} a skos:Concept ; skos:prefLabel "Avrupa Komisyonu"@tr .\n'.encode()
CONCEPTS = b"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_concepts_of_a_dump_are_preserved(dump, syntax):
    """Classes and names of bodies that parlq does not state itself come back, with an info."""
    reading = turtle.read(CONCEPTS + dump + LABELS)
    (problem,) = reading.problems
    assert ("PQ610", Severity.INFO) == (problem.rule, problem.severity)
    assert "2 statements about 1 " in problem.message
    module = SYNTAXES[syntax]
    back = module.loads(module.dumps(reading.value, shape="dump-2022"))
    assert reading.value == back
    assert turtle.dumps(reading.value) == turtle.dumps(back)
    assert b'"Avrupa Komisyonu"@tr' in turtle.dumps(back)


def test_concepts_in_records_of_the_api(dump):
    """In the shape of the API they are beside the records."""
    value = turtle.loads(CONCEPTS + dump + LABELS)
    written = json.loads(jsonld.dumps(value))
    (body,) = written["@included"]
    assert BODY[1:-1] == body["@id"]
    back = jsonld.loads(json.dumps(written))
    assert b'"Avrupa Komisyonu"@tr' in turtle.dumps(back)


def test_works_of_a_dump_are_what_they_are_alone(dump):
    """What a dump states of bodies belongs to no work in it."""
    plain = turtle.loads(dump)
    value = turtle.loads(CONCEPTS + dump + LABELS)
    assert plain.works == value.works
    assert plain == attrs.evolve(value, extensions=())


def test_concepts_of_a_single_work():
    """One work has no dossier around it, so they are in its own extension."""
    value = question(f'. {BODY} skos:prefLabel "Avrupa Komisyonu"@tr .')
    assert type(value) is Question
    assert b'"Avrupa Komisyonu"@tr' in turtle.dumps(value)


def test_concepts_work_by_work(tmp_path, dump):
    """Reading work by work leaves them out, and says so once."""
    path = tmp_path / "dump.ttl"
    path.write_bytes(CONCEPTS + dump + LABELS)
    readings = [*stream_works.works(path)]
    assert ["PQ612"] == [problem.rule for each in readings for problem in each.problems]
    assert set(turtle.loads(dump).works) == {each.value for each in readings}


def test_merged_notes_are_written_together(dump):
    """Two records of one body that state different things of it keep both."""
    other = LABELS.replace(b"Avrupa Komisyonu", "Framkvæmdastjórn".encode()).replace(b"@tr", b"@is")
    both = [turtle.loads(CONCEPTS + dump + each) for each in (LABELS, other)]
    merged = merge(both).value
    assert type(merged) is Dossier
    text = turtle.dumps(merged).decode()
    assert '"Avrupa Komisyonu"@tr' in text
    assert '"Framkvæmdastjórn"@is' in text


@pytest.mark.parametrize("tag", ["EN", "En"])
def test_tags_of_titles_are_compared_without_case(record, tag):
    """A title in `EN` is one in `en`."""
    (expression, *_) = record["data"][0]["is_realized_by"]
    expression["title"] = {tag: "Lamps on quays"}
    expression["title_alternative"] = {tag: expression["title_alternative"]["en"]}
    value = jsonld.loads(json.dumps(record))
    variant = value.questions[0].variant("en")
    assert "Lamps on quays" == variant.subject
    assert variant.heading
    assert (
        value
        == jsonld.loads(jsonld.dumps(value))
        == turtle.loads(turtle.dumps(value, shape="api-v2"))
    )


def test_scripts_in_tags_of_titles():
    """RDF has tags in small letters, the model those of BCP 47."""
    own = WORK[:-1] + "/zh-Hant>"
    value = question(
        f'; eli:is_realized_by {own} . {own} a eli:Expression ; eli:title "燈"@zh-Hant .'
    )
    assert ["燈"] == [variant.subject for variant in value.variants]


CHAINS = [
    "".join(f"<a{n}> eli:is_realized_by <a{n + 1}> .\n" for n in range(3000)),
    f"{WORK} a eli:Work ; epvoc:workHadParticipation <a0> .\n"
    + "".join(f"<a{n}> eli-dl:had_participation <a{n + 1}> .\n" for n in range(3000)),
    f"{WORK} a eli:Work . <a0> eli:is_annex_of {WORK} .\n"
    + "".join(f"<a{n + 1}> eli:is_annex_of <a{n}> .\n" for n in range(3000)),
    "".join(f"<a{n}> eli:is_realized_by <b> .\n" for n in range(1500))
    + "".join(
        f"<b> eli:is_embodied_by <c{n}> . <c{n}> a eli:Manifestation .\n" for n in range(1500)
    ),
]


@pytest.mark.parametrize("text", CHAINS, ids=["works", "parts", "annexes", "shared"])
def test_long_chains_are_refused(text):
    """Nodes that lead to each other without an end are a problem, and no other error."""
    reading = turtle.read(PREFIXES + text, file="chain.ttl")
    (problem,) = reading.problems
    assert (None, "PQ105", "chain.ttl") == (reading.value, problem.rule, problem.file)
    assert problem.line is not None
