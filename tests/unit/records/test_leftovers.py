"""Statements about nodes that no question or answer leads to: kept, or reported with their number."""

from __future__ import annotations

import pytest

from parlq.formats.ep.records.rdf import ntriples, rdfxml, stream_works, turtle

pytest.importorskip("pyoxigraph")

_HEAD = """@base <https://data.europarl.europa.eu/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix eli-dl: <http://data.europa.eu/eli/eli-draft-legislation-ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ep: <https://data.europarl.europa.eu/eli/dl/participation/> .
@prefix kind: <http://publications.europa.eu/resource/authority/resource-type/> .
<eli/dl/doc/E-9-2022-990001> a eli:Work ; eli:work_type kind:QUEST_WRITTEN .
"""
#: Nodes of other documents, the first of which is on the line behind the head.
_FOREIGN = """<eli/dl/participation/E-9-2022-990777_COM> dcterms:title "gull" .
<eli/dl/doc/E-9-2022-990888/en> dcterms:title "tern" , "auk" .
"""
_LINE = _HEAD.count("\n") + 1


def told(reading):
    """Rule, line and message of each problem."""
    return [(each.rule, each.line, each.message) for each in reading.problems]


def test_nodes_of_other_documents_are_kept():
    """What is stated of nodes of documents that are not there comes back, and is one problem."""
    reading = turtle.read(_HEAD + _FOREIGN)
    ((rule, line, message),) = told(reading)
    assert ("PQ612", _LINE) == (rule, line)
    assert message.startswith("3 statements about 2 nodes of documents not in this file, such as ")
    assert message.endswith("preserved as an extension")
    for syntax in (turtle, ntriples, rdfxml):
        written = syntax.dumps(reading.value)
        assert all(word in written for word in (b"gull", b"tern", b"auk"))
        assert reading.value == syntax.loads(written)


@pytest.mark.parametrize(
    ("more", "rule", "message"),
    [
        (
            "<http://example.org/gull> rdfs:label 'gull' .",
            "PQ612",
            "1 statement about 1 node that ",
        ),
        ("[] rdfs:label 'gull' ; rdfs:comment 'auk' .", "PQ612", "2 statements about 1 node that "),
        (
            "<eli/dl/doc/E-9-2022-990001> eli:is_about <urn:gull> .\n<urn:gull> rdfs:seeAlso <urn:x> ."
            "<urn:x> rdfs:label 'auk' .",
            "PQ610",
            "no field for 2 statements about 2 persons, bodies or concepts",
        ),
        ("ep:E-9-2022-990777_COM rdfs:label 'gull' .", "PQ612", "1 statement about 1 node of "),
    ],
)
def test_nodes_are_told_apart_by_what_leads_to_them(more, rule, message):
    """What works lead to is described; what nothing leads to is stray."""
    found = told(turtle.read(_HEAD + more))
    assert [rule] == [each[0] for each in found]
    assert found[0][2].startswith(message)


def test_the_line_of_a_subject_with_a_prefix():
    """Nodes are found by their prefixed names, too."""
    reading = turtle.read(_HEAD + "\n\nep:E-9-2022-990777_COM rdfs:label 'gull' .")
    assert [_LINE + 2] == [each.line for each in reading.problems]


@pytest.mark.parametrize("syntax", [turtle, ntriples, rdfxml])
def test_works_that_are_no_questions_are_kept(syntax):
    """Other documents of a dump are reported, and come back."""
    report = """<eli/dl/doc/A-9-2022-0990> a eli:Work ; eli:work_type kind:REPORT_EP ;
    dcterms:title "Report on gulls"@en ; eli:is_realized_by <eli/dl/doc/A-9-2022-0990/en> .
<eli/dl/doc/A-9-2022-0990/en> a eli:Expression ; eli:title "Gulls"@en ."""
    value = turtle.loads(_HEAD + report)
    reading = syntax.read(syntax.dumps(value))
    assert value == reading.value
    assert ["PQ601"] == [each.rule for each in reading.problems if each.rule != "PQ610"]
    assert b"Report on gulls" in syntax.dumps(reading.value)
    assert b'"Gulls"' in turtle.dumps(reading.value)


def test_annexes_of_each_other_do_not_vanish():
    """Works that are annexes of each other belong to no work, and are kept."""
    ring = """<urn:a> a eli:Work ; eli:is_annex_of <urn:b> ; dcterms:title "gull" .
<urn:b> a eli:Work ; eli:is_annex_of <urn:a> ; dcterms:title "tern" ."""
    reading = turtle.read(_HEAD + ring)
    assert ["PQ612"] == [each.rule for each in reading.problems]
    assert b"gull" in turtle.dumps(reading.value)


@pytest.mark.parametrize(
    ("predicate", "item", "holds"),
    [
        ("eli:work_type", "<xeli/QUEST_WRITTEN>", lambda q: q.kind == "other"),
        ("eli:work_type", "<def/ep-document-types/QUEST_ORAL>", lambda q: q.kind == "other"),
        ("eli-dl:parliamentary_term", "<xorg/ep-8>", lambda q: q.term == 9),
        ("eli-dl:parliamentary_term", "<org/ep-8>", lambda q: q.term == 8),
        ("dcterms:creator", "<urn:a/person/7>", lambda q: not q.authors),
        ("dcterms:creator", "<person/7>", lambda q: q.authors[0].uri.endswith("/person/7")),
    ],
)
def test_vocabulary_is_compared_by_whole_iris(predicate, item, holds):
    """A term of another vocabulary is not the one that ends alike."""
    work = "<eli/dl/doc/E-9-2022-990002> a eli:Work ; "
    other = "" if "work_type" in predicate else "eli:work_type kind:QUEST_WRITTEN ; "
    text = _HEAD + f"{work}{other}{predicate} {item} ."
    question = next(each for each in turtle.loads(text).works if "990002" in str(each.reference))
    assert holds(question)
    written = turtle.dumps(turtle.loads(text))
    assert holds(next(e for e in turtle.loads(written).works if "990002" in str(e.reference)))
    assert item[1:-1].encode() in written


@pytest.mark.parametrize(
    ("role", "asked"),
    [
        ("http://publications.europa.eu/resource/authority/role/ADDRESSEE", 1),
        ("def/ep-roles/ADDRESSEE", 1),
        ("def/ep-xroles/ADDRESSEE", 0),
        ("http://example.org/role#ADDRESSEE", 0),
    ],
)
def test_roles_are_compared_by_their_whole_iri(role, asked):
    """A role of another vocabulary names nobody who is asked, and is kept."""
    part = f"""<eli/dl/doc/E-9-2022-990001>
    <https://data.europarl.europa.eu/def/epvoc#workHadParticipation>
        <eli/dl/participation/E-9-2022-990001_COM> .
<eli/dl/participation/E-9-2022-990001_COM> a eli-dl:Participation ;
    eli-dl:participation_role <{role}> ; eli-dl:had_participant_organization <org/COM> ."""
    question = turtle.loads(_HEAD + part)
    assert asked == len(question.addressees)
    assert role.encode() in turtle.dumps(question)


def test_an_answer_to_another_vocabulary_names_no_reference():
    """What an answer answers is a reference only where its IRI is that of a document."""
    text = _HEAD + "<eli/dl/doc/E-9-2022-990002-ASW> eli-dl:answers_to <urn:doc/E-9-2022-990001> ."
    (answer,) = turtle.loads(text).answers
    assert ["eli"] == [each.scheme for each in answer.answers_to]


@pytest.mark.parametrize("format", ["turtle", "ntriples"])
def test_a_stream_reports_what_is_part_of_no_work(tmp_path, format):
    """Reading work by work leaves out what belongs to none; the last reading gives its number."""
    more = """<org/COM> a <http://www.w3.org/ns/org#Organization> ; rdfs:label "Gulls" .
<urn:nobody> rdfs:label "Auks" , "Terns" , "Skuas" .
<eli/dl/doc/E-9-2022-990001> dcterms:creator <org/COM> .
"""
    text = _HEAD + _FOREIGN + more
    whole = turtle.loads(text)
    path = tmp_path / "dump"
    path.write_bytes(text.encode() if format == "turtle" else ntriples.dumps(whole))
    found = [*stream_works.works(path, format=format)]
    assert 1 == len(found)
    assert "E-990001/2022" == str(found[-1].value.reference)
    left = [each for each in found[-1].problems if each.rule == "PQ612"]
    assert [
        "5 statements about 2 persons, bodies or concepts",
        "3 statements about 2 nodes of",
    ] == [
        each.message.split(" (")[0][: 50 if "persons" in each.message else 29].strip()
        for each in left
    ]
    if format == "turtle":
        assert [_LINE + 2, _LINE] == [each.line for each in left]
    assert all(each.line for each in left)


def test_a_stream_without_works_is_an_error(tmp_path):
    """A dump of nodes alone has no question and no answer."""
    path = tmp_path / "dump.ttl"
    path.write_text(_HEAD.rpartition("<eli")[0] + _FOREIGN)
    (reading,) = stream_works.works(path)
    assert (None, {"PQ600", "PQ612"}) == (reading.value, {p.rule for p in reading.problems})
