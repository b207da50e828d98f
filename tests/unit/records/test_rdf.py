"""RDF: the traps of the dumps of 2022, writing in both shapes, and what is refused."""

from __future__ import annotations

import datetime as dt
import sys

import attrs
import pytest

from parlq.formats import akn, json
from parlq.formats.ep.records import jsonld
from parlq.formats.ep.records.rdf import graphs, ntriples, rdfxml, turtle
from parlq.limits import DEFAULT
from parlq.model import Answer, Dossier, Extension, Question, Reference, Subject
from parlq.problems import InputError, MissingExtraError, ModelError

rdflib = pytest.importorskip("rdflib")
compare = pytest.importorskip("rdflib.compare")

R = Reference.parse
NUMBER = 'epvoc:epNumber "PE799.002"'
FORMATS = {"turtle": turtle, "nt": ntriples, "xml": rdfxml}


def rules(reading):
    """The rules of a reading's problems, in order."""
    return [problem.rule for problem in reading.problems]


def own(data, syntax="turtle"):
    """The graph of what belongs to works: documents, submissions and participations."""
    graph = rdflib.Graph()
    for triple in rdflib.Graph().parse(data=data, format=syntax):
        if str(triple[0]).startswith("https://data.europarl.europa.eu/eli/dl/"):
            graph.add(triple)
    return graph


def asked(data, reference):
    """A question of a dump by its reference."""
    found = turtle.loads(data).questions
    return next(each for each in found if each.reference == R(reference))


def changed(dump, *changes):
    """A dump with some texts replaced, each of which is there."""
    text = dump.decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def test_instants_mean_the_day_in_brussels(dump):
    """Trap a: 23:00 and 22:00 UTC are the next day, in winter and in summer."""
    assert b'"2022-01-04T23:00:00.000Z"' in dump
    assert b'"2022-03-27T22:00:00.000Z"' in dump
    assert dt.date(2022, 1, 5) == asked(dump, "E-990001/2022/rev.1").date
    assert dt.date(2022, 3, 28) == asked(dump, "P-990002/2022").date


def test_the_body_asked_is_no_author(dump):
    """Trap b: the body that is asked stands among the creators, and asks nothing."""
    question = asked(dump, "E-990001/2022/rev.1")
    assert (2, 0) == (len(question.authors), len(question.on_behalf_of))
    assert ["commission"] == [body.code for body in question.addressees]


def test_answers_name_the_body_alone(dump):
    """Trap c: who answers is not in the record, only the body."""
    (answerer,) = turtle.loads(dump).answers[0].answerers
    assert (None, "commission") == (answerer.name, answerer.institution.code)


def test_uris_of_bodies_are_kept(dump):
    """Trap d: a body keeps the URI of its vocabulary beside the common code."""
    (body,) = turtle.loads(dump).answers[1].answerers
    table = "http://publications.europa.eu/resource/authority/corporate-body/"
    assert ("vp_hr", table + "HRUFASP") == (body.institution.code, body.institution.uri)


def test_heading_lines(dump):
    """Trap e: the parts of the alternative title are the lines of the heading."""
    expected = (
        "Anfrage zur schriftlichen Beantwortung E-990001/2022/rev.1",
        "an die Kommission",
        "Artikel\u00a0138 der Geschäftsordnung",
        "José-María Ñandú (S&D), Ilse Vandermeer-Olsen (Verts/ALE)",
    )
    assert expected == asked(dump, "E-990001/2022/rev.1").variant("de").heading


def test_participations_with_hyphens(dump):
    """Trap f: ids of participations with a hyphen are read and come back."""
    data = changed(
        dump,
        ("E-9-2022-990001_990101", "E-9-2022-990001-990101"),
        ("E-9-2022-990001_990102", "E-9-2022-990001-990102"),
        ("E-9-2022-990001_COM", "E-9-2022-990001-COM"),
    )
    assert 2 == len(asked(data, "E-990001/2022/rev.1").authors)
    assert compare.isomorphic(own(data), own(turtle.dumps(turtle.loads(data))))


def test_missing_xhtml(dump):
    """Trap h: a question without XHTML has the two other files."""
    files = asked(dump, "O-990003/2022").variants[0].manifestations
    assert ["docx", "pdf"] == sorted(file.uri.rpartition("/")[2] for file in files)


def test_revision(dump):
    """The revision stands in the title only, belongs to the reference, and answers know it."""
    value = turtle.loads(dump)
    assert R("E-990001/2022/rev.1") in value.answers[0].answers_to


def test_joint_answer_across_letters(dump):
    """One answer serves a written and a priority question."""
    value = turtle.loads(dump)
    found = [str(question.reference) for question in value.questions_of(value.answers[0])]
    assert ["E-990001/2022/rev.1", "P-990002/2022"] == found
    assert "joint" == value.answers[0].kind


def test_annex(dump):
    """An annex is a work of its own in the record, and an attachment of its answer here."""
    (annex,) = turtle.loads(dump).answers[0].attachments
    assert (R("E-990001/2022-ASW-ANN01"), "en") == (annex.reference, annex.language)
    assert 1 == len(annex.manifestations)


def test_oral_question(dump):
    """An oral question has five parts, and no groups after its names."""
    question = asked(dump, "O-990003/2022")
    assert ["PPE Group"] == [body.name for body in question.on_behalf_of]
    assert [("Anna Beispiel", None)] == [(a.name, a.group) for a in question.authors]


def test_authors_follow_the_title(dump):
    """A graph has no order; the alternative title has."""
    names = [author.name for author in asked(dump, "E-990001/2022/rev.1").authors]
    assert ["José-María Ñandú", "Ilse Vandermeer-Olsen"] == names


def test_names_in_capitals(dump):
    """Trap k: names in capitals in the title are the persons all the same."""
    data = changed(dump, ("Łukasz Przykładowy (ECR)", "Łukasz PRZYKŁADOWY (ECR)"))
    (author,) = asked(data, "P-990002/2022").authors
    assert ("Łukasz Przykładowy", "ECR") == (author.name, author.group)
    assert author.uri.endswith("/990103")


def test_no_break_blanks(dump):
    """Trap m: blanks that do not break are blanks for the wording table, and stay."""
    assert "138" == asked(dump, "E-990001/2022/rev.1").rule


def test_no_licence_is_made_up(dump):
    """Trap l: a record states no rights, so no variant has a legal notice."""
    variants = [v for work in turtle.loads(dump).works for v in work.variants]
    assert {None} == {variant.legal_notice for variant in variants}


@pytest.mark.parametrize("syntax", FORMATS)
def test_the_same_triples_come_back(dump, syntax):
    """What was read is written as the same graph, in each syntax."""
    written = FORMATS[syntax].dumps(turtle.loads(dump))
    assert compare.isomorphic(own(dump), own(written, syntax))


@pytest.mark.parametrize("syntax", FORMATS)
def test_every_syntax_gives_the_same(dump, syntax):
    """The document does not depend on the syntax."""
    value = turtle.loads(dump)
    assert value == FORMATS[syntax].loads(FORMATS[syntax].dumps(value))


def test_an_unknown_shape_is_refused(dump):
    """The message names the shapes that there are."""
    for module in (turtle, jsonld):
        with pytest.raises(ModelError, match="must be api-v2 or dump-2022, not 'dump-2021'"):
            module.dumps(turtle.loads(dump), shape="dump-2021")


@pytest.mark.parametrize("shape", ["api-v2", "dump-2022"])
def test_writing_is_a_fixed_point(dump, shape):
    """Writing what was written gives the same bytes."""
    written = turtle.dumps(turtle.loads(dump), shape=shape)
    assert written == turtle.dumps(turtle.loads(written))


def test_order_of_triples_is_nothing(dump):
    """The order of a graph's statements does not show in the document."""
    lines = ntriples.dumps(turtle.loads(dump)).splitlines(keepends=True)
    assert turtle.loads(dump) == ntriples.loads(b"".join(reversed(lines)))


def test_values_travel_through_the_other_formats(dump):
    """What is kept beside the fields survives Akoma Ntoso and JSON."""
    data = changed(dump, ('epvoc:numbering "01"', 'epvoc:numbering "1"'))
    value = turtle.loads(data)
    through = akn.loads(akn.dumps(json.loads(json.dumps(value))))
    assert compare.isomorphic(own(data), own(turtle.dumps(through)))


def test_unknown_properties_are_kept_and_reported(dump):
    """A property without a field is kept, reported, and written back, in the other shape too."""
    data = changed(dump, (NUMBER, f'{NUMBER}; epvoc:mood "calm"'))
    reading = turtle.read(data)
    assert ["PQ611"] == rules(reading)
    assert compare.isomorphic(own(data), own(turtle.dumps(reading.value)))
    assert b'epvoc:mood "calm"' in turtle.dumps(reading.value, shape="api-v2")
    assert turtle.read(data, strict=True).failed


def test_blank_nodes_come_back(dump):
    """A blank node that a work leads to is kept with what it says."""
    data = changed(dump, (NUMBER, f'{NUMBER}; epvoc:mood [ epvoc:tone "calm" ]'))
    written = turtle.dumps(turtle.loads(data))
    graphs = [rdflib.Graph().parse(data=each, format="turtle") for each in (data, written)]
    mood = rdflib.URIRef("https://data.europarl.europa.eu/def/epvoc#tone")
    assert [1, 1] == [len(list(graph.subjects(mood))) for graph in graphs]


def test_nodes_that_nothing_leads_to(dump):
    """A file of a language version that is not listed comes back with its work."""
    data = dump + (
        b"<eli/dl/doc/P-9-2022-990002/fr/pdf> a eli:Manifestation ;\n"
        b' epvoc:byteSize "5"^^xsd:long .\n'
    )
    assert compare.isomorphic(own(data), own(turtle.dumps(turtle.loads(data))))


def test_nodes_of_other_documents_are_reported(dump):
    """What belongs to no work in the file is left out with a word."""
    data = dump + b"<eli/dl/doc/E-9-2022-990099/fr/pdf> a eli:Manifestation .\n"
    assert ["PQ612"] == rules(turtle.read(data))


def test_annex_without_its_answer(dump):
    """An annex whose answer is elsewhere gives an answer that is known to exist."""
    annex = [
        line
        for line in ntriples.dumps(turtle.loads(dump)).decode().splitlines()
        if "<https://data.europarl.europa.eu/eli/dl/doc/E-9-2022-990001-ASW-ANN01" in line[:80]
    ]
    value = ntriples.loads("\n".join(annex))
    assert (Answer, R("E-990001/2022-ASW")) == (type(value), value.reference)
    assert compare.isomorphic(own("\n".join(annex), "nt"), own(turtle.dumps(value)))


def test_one_work_is_no_dossier(dump):
    """A file with one question is that question."""
    question = asked(dump, "P-990002/2022")
    assert question == turtle.loads(turtle.dumps(question))
    assert Question is type(turtle.loads(turtle.dumps(question)))


def test_question_of_another_term(dump):
    """An answer to a question of another term names it by its URI."""
    uri = "eli/dl/doc/E-8-2019-990077"
    data = changed(
        dump,
        ("answers_to <eli/dl/doc/E-9-2022-990004>", f"answers_to <{uri}>"),
    )
    answer = turtle.loads(data).answers[1]
    assert ["https://data.europarl.europa.eu/" + uri] == [n.value for n in answer.answers_to]
    assert compare.isomorphic(own(data), own(turtle.dumps(turtle.loads(data))))


def test_both_shapes_say_the_same(dump):
    """A dump written as API v2 gives the same facts."""
    value = turtle.loads(dump)
    back = jsonld.loads(jsonld.dumps(value))
    for old, new in zip(value.questions, back.questions, strict=True):
        assert (old.reference, old.date, old.kind, old.term, old.rule) == (
            new.reference,
            new.date,
            new.kind,
            new.term,
            new.rule,
        )


@pytest.mark.parametrize(
    ("syntax", "data", "rule"),
    [
        ("turtle", b"", "PQ106"),
        ("turtle", b"<a> <b>", "PQ101"),
        ("turtle", b"@prefix x: <y> . z:a x:b x:c .", "PQ101"),
        ("turtle", b"\xff", "PQ102"),
        ("turtle", b"<a> <b> <c> .", "PQ600"),
        ("nt", b"<a> <b>", "PQ101"),
        ("xml", b"<a", "PQ101"),
        ("xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "PQ103"),
        ("xml", "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE a><a/>".encode("utf-16"), "PQ103"),
    ],
)  # fmt: skip
def test_what_is_refused(syntax, data, rule):
    """Input that is no record is a problem, not an exception."""
    reading = FORMATS[syntax].read(data)
    assert (None, [rule]) == (reading.value, rules(reading))


def test_line_of_a_syntax_error(dump):
    """A syntax error in Turtle names its line."""
    line = dump.count(b"\n") + 1
    (problem,) = turtle.read(dump + b"oops oops\n").problems
    assert problem.line in {line, line + 1}


@pytest.mark.parametrize(
    "value",
    [
        '{"shape":"dump-2022","also":[["<a>","b c",". <x> <y> <z>"]]}',
        '{"shape":"dump-2022","also":[["<a>","\\"x\\"","<z>"]]}',
        '{"shape":"dump-2022","also":[["<a>","_:b","<z>"]]}',
        '{"shape":"dump-2022","also":[["\\"x\\"","<a>","<z>"]]}',
        '{"shape":"none"}',
        "[" * 100_000,
        "x",
    ],
    ids=lambda value: value[:60],
)
def test_an_extension_that_was_tampered_with(dump, value):
    """Statements that are none are refused when they are to be written."""
    question = asked(dump, "P-990002/2022")
    bad = Extension(
        namespace="https://parlq.readthedocs.io/ns/opendata",
        name="statements",
        datatype="json",
        value=value,
    )
    with pytest.raises(InputError) as caught:
        turtle.dumps(attrs.evolve(question, extensions=[bad]))
    assert ["PQ608"] == [problem.rule for problem in caught.value.problems]


def test_missing_extra(dump, monkeypatch):
    """Without pyoxigraph, reading Turtle names the line that installs it."""
    monkeypatch.setitem(sys.modules, "pyoxigraph", None)
    with pytest.raises(MissingExtraError, match=r"parlq\[rdf\]"):
        turtle.loads(dump)


def test_writing_needs_no_extra(dump, monkeypatch):
    """Writing RDF needs nothing beyond parlq."""
    value = turtle.loads(dump)
    monkeypatch.setitem(sys.modules, "pyoxigraph", None)
    monkeypatch.setitem(sys.modules, "rdflib", None)
    assert type(value) is Dossier
    assert dump == turtle.dumps(value)


def test_works_that_no_record_can_name():
    """A work whose IRI the model does not take is left out, and said to be: no other error."""
    kind = "http://publications.europa.eu/resource/authority/resource-type/QUEST_WRITTEN"
    data = f"""@base <ht[tps://data.europarl.europa.eu/> .
    @prefix eli: <http://data.europa.eu/eli/ontology#> .
    <eli/dl/doc/x> a eli:Work ; eli:work_type <{kind}> ."""
    reading = turtle.read(data, file="dump.ttl")
    assert ["PQ607", "PQ600"] == rules(reading)
    assert {"dump.ttl"} == {problem.file for problem in reading.problems}


def statements(text):
    """The statements of N-Triples, sorted."""
    return sorted(graphs.read(text.encode(), "nt", file=None, limits=DEFAULT))


@pytest.mark.parametrize(
    "lines",
    [
        ["<x:s> <x:p> _:a .", '_:a <x:q> "1" .', "<x:s> <x:p> _:b .", '_:b <x:q> "2" .'],
        ["_:a <x:p> _:b .", "_:b <x:p> _:c .", '_:c <x:q> "end" .'],
        ["<x:s> <x:p> _:a .", "<x:s> <x:p> _:b .", "<x:s> <x:p> _:c ."],
    ],
)
def test_names_of_blank_nodes_follow_from_what_is_said(lines):
    """Whatever their names and order were, blank nodes of which other things are said have theirs."""
    first = statements("\n".join(lines))
    renamed = [line.replace("_:a", "_:z").replace("_:b", "_:a") for line in reversed(lines)]
    assert first == statements("\n".join(renamed))
    assert len(lines) == len(set(first))


def test_blank_nodes_that_nothing_tells_apart():
    """Very many of them, in rings or side by side, are read like any others, each as one node."""
    alike = [f"<x:s> <x:p> _:a{n} ." for n in range(3000)]
    pairs = [f"_:b{n} <x:p> _:b{n ^ 1} ." for n in range(3000)]
    found = statements("\n".join([*alike, *pairs]))
    assert 6000 == len({term for s, _, o in found for term in (s, o) if term.startswith("_:")})


def test_halves_of_characters():
    """An escape that spells half of a character is refused."""
    reading = turtle.read(b'<eli/dl/doc/E-9-2022-000001> <x:p> "\\ud800" .')
    assert ["PQ101"] == rules(reading)
    assert "surrogate" in reading.problems[0].message


def test_halves_of_characters_in_a_datatype():
    """So is one that does so in the IRI of a datatype."""
    reading = turtle.read(
        b'<eli/dl/doc/E-9-2022-000001> <x:p> "1"^^<http://dates.example/\\ud800> .'
    )
    assert ["PQ101"] == rules(reading)


def test_the_day_that_stands_for_an_unknown_one():
    """What the model cannot hold is left out with a word, and is no other error."""
    record = jsonld.dumps(Question(reference=R("E-000001/2022"), term=9, date=dt.date(2022, 1, 1)))
    for date in (b"0001-01-01", b"0001-01-01T00:00:00Z", b"9999-12-31T23:59:00Z"):
        data = record.replace(b"2022-01-01", date)
        for reader, given in ((jsonld, data), (turtle, turtle_of(data))):
            reading = reader.read(given)
            assert "PQ602" in rules(reading)
            assert reading.value is None or reading.value.date is None


@pytest.mark.parametrize("blank", ["\u00a0", "\u0085", "\u2028", "\u3000"])
def test_a_datatype_with_a_blank_beyond_ascii(blank):
    """An IRI may hold blanks beyond ASCII, and so may that of a datatype."""
    data = turtle_of(b'"document_date": "2022-01-01"').replace(
        b"^^xsd:dateTime", f"^^<http://dates.example/{blank}day>".encode()
    )
    value = turtle.loads(data)
    assert dt.date(2022, 1, 1) == value.date
    assert value == turtle.loads(turtle.dumps(value))


def turtle_of(data):
    """The same statements as Turtle, of one date."""
    day = data.partition(b'"document_date": "')[2].partition(b'"')[0].decode()
    return f"""@prefix eli: <http://data.europa.eu/eli/ontology#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    <eli/dl/doc/E-9-2022-000001> a eli:Work ; eli:date_document "{day}"^^xsd:dateTime .""".encode()


XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x>{XML}</rdf:RDF>'.encode("utf-16"), "PQ103"),
        (f"\n<!DOCTYPE x [<!ENTITY a 'b'>]>{XML}&a;</rdf:RDF>".encode(), "PQ103"),
        (f"{XML}{'<e:a><e:b>' * 200}{'</e:b></e:a>' * 200}</rdf:RDF>".encode(), "PQ105"),
    ],
    ids=["utf-16", "entity", "deep"],
)  # fmt: skip
def test_xml_that_takes_a_machine_down_is_refused(data, rule):
    """A document type in any encoding, and nesting beyond the limit, are told with their line."""
    (problem,) = rdfxml.read(data).problems
    assert rule == problem.rule
    assert problem.line is not None


@pytest.mark.parametrize(
    "uri",
    [
        "https://example.org/a?",
        "https://example.org/a;",
        "https://example.org/a?#",
        "https://example.org/a/../b",
        "HTTPS://Example.org",
        "urn:x:y",
        "https://data.europarl.europa.eu/a/../b",
        "https://data.europarl.europa.eu//b",
        "https://data.europarl.europa.eu/a//b",
        "https://data.europarl.europa.eu/",
        "https://data.europarl.europa.eu/#",
        "https://data.europarl.europa.eu/person/1#x",
    ],
)
def test_identifiers_come_back_as_they_are(uri):
    """No syntax puts a URI in another form, though it be one that resolves to the same."""
    question = Question(reference=R("E-990001/2022"), term=9, subjects=[Subject(uri=uri)])
    for module in (*FORMATS.values(), jsonld):
        for shape in ("api-v2", "dump-2022"):
            back = module.loads(module.dumps(question, shape=shape))
            assert (uri,) == tuple(each.uri for each in back.subjects)
