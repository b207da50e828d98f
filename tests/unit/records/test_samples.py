"""The portal's own records, where they are at hand: every one is read, and comes back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import attrs
import pytest
from hypothesis import settings
from jsonschema import Draft202012Validator

import parlq
from parlq.formats import akn
from parlq.formats import json as jsonformat
from parlq.formats.ep.records import csv as csvfile
from parlq.formats.ep.records import jsonld
from parlq.formats.ep.records.rdf import stream_works, turtle
from parlq.formats.ep.records.shacl.shapes import shape_problems
from parlq.formats.json.schema import json_schema
from parlq.model.fields.name_matching import folded

rdflib = pytest.importorskip("rdflib")
compare = pytest.importorskip("rdflib.compare")

FOLDER = Path(__file__).parents[4] / "shared" / "samples" / "ep-open-data"
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the portal's records are not at hand (../shared is absent)"
)

DUMPS = ["data_v1_questions-by-year_0_100_2022.ttl", "data_v1_questions-by-year_100_100_2022.ttl"]
CSV = "parliamentary-questions_2022_6_en.csv"
SHACL = "eli-ep_parliamentary-questions.shacl.ttl"
DL = "http://data.europa.eu/eli/eli-draft-legislation-ontology#"


@pytest.fixture(scope="module", params=DUMPS)
def dump(request):
    """Give one dump: its path, what is read of it, and its graph."""
    path = FOLDER / request.param
    reading = turtle.read(path.read_bytes(), file=str(path))
    return path, reading, rdflib.Graph().parse(path)


@pytest.fixture(scope="module")
def year():
    """Give the questions and answers of the CSV by their URIs."""
    value = csvfile.load(FOLDER / CSV)
    return {eli(work): work for work in value.works}


def eli(work):
    """The URI of a work."""
    return next(each.value for each in work.identifiers if each.scheme == "eli")


def own(graph):
    """What a graph says of documents, submissions and participations."""
    kept = rdflib.Graph()
    for triple in graph:
        if str(triple[0]).startswith("https://data.europarl.europa.eu/eli/dl/"):
            kept.add(triple)
    return kept


def test_all_works_are_there(dump):
    """Every question, answer and annex of a dump is read."""
    _, reading, graph = dump
    kinds = graph.objects(None, rdflib.URIRef("http://data.europa.eu/eli/ontology#work_type"))
    names = [str(kind).rpartition("/")[2] for kind in kinds]
    value = reading.value
    assert names.count("QUEST_WRITTEN") == len(value.questions) == 100
    assert names.count("ANSWER_TO_EP_QUESTION") == len(value.answers)
    assert names.count("ANNEX") == sum(len(each.attachments) for each in value.answers)


def test_links_are_there(dump):
    """Every link from an answer to a question is read."""
    _, reading, graph = dump
    links = len(list(graph.subject_objects(rdflib.URIRef(DL + "answers_to"))))
    assert links == sum(len(answer.answers_to) for answer in reading.value.answers)


def test_nothing_but_notes(dump):
    """Real dumps are read without a warning."""
    assert {"info"} >= {problem.severity.value for problem in dump[1].problems}


def test_isomorphic_after_writing(dump):
    """The graph of the works comes back whole."""
    _, reading, graph = dump
    written = rdflib.Graph().parse(data=turtle.dumps(reading.value))
    assert compare.isomorphic(own(graph), own(written))


def test_nothing_is_left_out(dump):
    """What came from a dump is written back in its shape without a word of loss."""
    value = dump[1].value
    assert [] == parlq.losses(value, format="turtle")
    assert [] == parlq.losses(value, format="jsonld", shape=None)


def test_rows_lose_nothing():
    """What came from the CSV is written back without a word of loss."""
    assert [] == parlq.losses(csvfile.load(FOLDER / CSV), format="csv")


def test_stream_gives_the_same(dump):
    """Work by work gives the same works."""
    path, reading, _ = dump
    assert set(reading.value.works) == {each.value for each in stream_works.works(path)}


def test_other_formats_carry_it(dump):
    """Akoma Ntoso and JSON carry all that was read."""
    value = dump[1].value
    assert value == akn.loads(akn.dumps(value))
    assert value == jsonformat.loads(jsonformat.dumps(value))


@pytest.mark.parametrize("schema", ["parlq", "akn"])
def test_valid_akoma_ntoso(dump, schema):
    """What is read of a dump is valid under the profile and under the official schema."""
    assert [] == parlq.validate(akn.dumps(dump[1].value), schema=schema, format="akn")


def test_valid_json(dump):
    """What is read of a dump is valid under the JSON Schema."""
    validator = Draft202012Validator(json_schema())
    assert [] == [
        error.message for error in validator.iter_errors(jsonformat.to_dict(dump[1].value))
    ]


def test_every_author_is_tied(dump):
    """Every author has a name, a group and a URI, in the order of the alternative title."""
    authors = [author for question in dump[1].value.questions for author in question.authors]
    assert [] == [each for each in authors if not (each.name and each.group and each.uri)]


@pytest.mark.parametrize("fact", ["identifier", "kind", "date", "term", "title", "pe", "authors"])
def test_dump_and_csv_agree(dump, year, fact):
    """Both sources state the same of a question."""

    def stated(question):
        return {
            "identifier": eli(question),
            "kind": question.kind,
            "date": question.date,
            "term": question.term,
            "title": question.variant("en").subject,
            "pe": [each.value for each in question.identifiers if each.scheme == "pe"],
            "authors": {folded(author.name) for author in question.authors},
        }[fact]

    questions = dump[1].value.questions
    assert [stated(year[eli(each)]) for each in questions] == [stated(each) for each in questions]


#: Every question is held against the shapes in a deep run, which takes minutes; else one in ten.
STEP = 1 if settings.default.max_examples >= 10_000 else 10


def part_of(value):
    """One question in ten, with the answers that have annexes, and all that belongs to them.

    In a deep run it is every question.
    """
    annexed = [answer for answer in value.answers if answer.attachments]
    asked = {
        *value.questions[::STEP],
        *(q for q in value.questions for each in annexed if q.reference in each.answers_to),
    }
    names = {question.reference for question in asked}
    return attrs.evolve(
        value,
        questions=tuple(each for each in value.questions if each in asked),
        answers=tuple(each for each in value.answers if names & {*each.answers_to}),
    )


@pytest.mark.parametrize("written", [False, True], ids=["published", "written"])
def test_conforms_to_the_shapes_of_the_parliament(dump, written):
    """But for answers to questions outside the file, a dump conforms, published and written."""
    pytest.importorskip("pyshacl")
    part = part_of(dump[1].value)
    data = turtle.dumps(part)
    if not written:
        # What is said of the same works, persons and concepts, as it was published.
        kept = rdflib.Graph()
        subjects = set(rdflib.Graph().parse(data=data).subjects())
        for triple in dump[2]:
            if triple[0] in subjects:
                kept.add(triple)
        data = kept.serialize(format="turtle", encoding="utf-8")
    here = {question.reference for question in part.questions}
    expected = {
        str(name)
        for answer in part.answers
        if not here >= {*answer.answers_to}
        for name in answer.answers_to
        if name in here
    }
    problems = shape_problems(data, (FOLDER / SHACL).read_bytes())
    found = {problem.work for problem in problems}
    assert {name.partition("/rev.")[0] for name in expected} == found


def test_csv_is_whole(year):
    """Every row is a question, every link an answer, and no row is lost."""
    with (FOLDER / CSV).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    links = {row["document_answers_pdf"] for row in rows} - {""}
    questions = [work for work in year.values() if not hasattr(work, "answers_to")]
    assert (4148, len(rows)) == (len(rows), len(questions))
    assert len(links) == len(year) - len(questions)


def test_csv_row_by_row():
    """Streaming gives a question a row, without a problem."""
    readings = list(csvfile.rows(FOLDER / CSV))
    assert (4148, ()) == (len(readings), tuple(p for each in readings for p in each.problems))


def test_record_comes_back():
    """The record of the API is written as it was read."""
    data = (FOLDER / "E-10-2026-000002.jsonld").read_bytes()
    assert json.loads(data) == json.loads(jsonld.dumps(jsonld.loads(data)))
