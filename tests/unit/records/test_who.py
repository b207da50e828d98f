"""Who takes part, where one URI or one code is that of several."""

from __future__ import annotations

import json

import pytest

from parlq.formats.ep.records import jsonld
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.rdf import syntax
from parlq.formats.ep.records.reading import assemble
from parlq.formats.ep.records.vocabulary.namespaces import Shape
from parlq.formats.ep.records.vocabulary.rdf_terms import A
from parlq.model import Answer, Answerer, Author, Institution, Question, Reference

ONE = "https://example.org/one"
ORG = "https://data.europarl.europa.eu/org/"
SHAPES = pytest.mark.parametrize("shape", Shape)


def question(**facts):
    """A question that a record can name."""
    return Question(reference=Reference.parse("E-990001/2022"), term=9, **facts)


def there_and_back(work, shape):
    """A work as it is read from the statements that it was written in, and the problems."""
    report = Report(None)
    return assemble.document(syntax.state(work, shape), report), report.problems


@SHAPES
@pytest.mark.parametrize("role", ["addressees", "on_behalf_of"])
def test_one_uri_of_an_author_and_a_body(shape, role):
    """A URI that names an author and a body stays that of both, and the name stays."""
    work = question(
        authors=(Author(name="Anna Muster", uri=ONE),), **{role: (Institution(uri=ONE),)}
    )
    value, problems = there_and_back(work, shape)
    assert (work.authors, getattr(work, role)) == (value.authors, getattr(value, role))
    assert [] == problems


def test_the_names_of_both_are_kept():
    """In the dumps' shape both names of such a URI are stated, each as what it is."""
    asked = (Institution(name="Harbour Office", uri=ONE),)
    work = question(authors=(Author(name="Anna Muster", uri=ONE),), addressees=asked)
    value, _ = there_and_back(work, Shape.DUMP_2022)
    assert (work.authors, asked) == (value.authors, value.addressees)


@SHAPES
def test_one_code_of_a_person_and_a_body(shape):
    """Two URIs that end alike have a participation each."""
    bodies = {Shape.API_V2: ORG, Shape.DUMP_2022: "http://publications.europa.eu/resource/authority/corporate-body/"}  # fmt: skip
    work = question(
        authors=tuple(Author(uri=f"https://example.org/{n}/COM") for n in "ab"),
        addressees=(Institution(code="commission", uri=bodies[shape] + "COM"),),
    )
    value, problems = there_and_back(work, shape)
    assert (work.authors, work.addressees) == (value.authors, value.addressees)
    assert [] == problems


@SHAPES
def test_a_body_that_asks_and_is_asked(shape):
    """A body may ask and be asked."""
    body = (Institution(uri=ONE),)
    value, _ = there_and_back(question(on_behalf_of=body, addressees=body), shape)
    assert (body, body) == (value.on_behalf_of, value.addressees)


@SHAPES
def test_one_uri_of_who_answers(shape):
    """A URI may be that of the person and of the body that answer."""
    answerers = (Answerer(institution=Institution(uri=ONE)), Answerer(uri=ONE))
    work = Answer(
        reference=Reference.parse("E-990001/2022-ASW"),
        term=9,
        kind="answer",
        answerers=answerers,
    )
    value, _ = there_and_back(work, shape)
    assert set(answerers) == set(value.answerers)


def test_a_participation_of_several_roles(record):
    """Whoever takes part in two roles has both."""
    author, asked = record["data"][0]["workHadParticipation"]
    record["data"][0]["workHadParticipation"] = [author]
    asking = [author["participation_role"], asked["participation_role"]]
    record["data"][0]["workHadParticipation"].append({**asked, "participation_role": asking})
    del record["data"][0]["inverse_answers_to"]
    value = records(record)
    assert [ORG + "COM"] == [body.uri for body in value.on_behalf_of]
    assert [ORG + "COM"] == [body.uri for body in value.addressees]


def test_a_body_listed_twice_is_asked_once(record):
    """A participation that stands twice is one."""
    parts = record["data"][0]["workHadParticipation"]
    parts.append(parts[-1])
    del record["data"][0]["inverse_answers_to"]
    assert 1 == len(records(record).addressees)


def records(record):
    """What is read of an answer of the API."""
    return jsonld.loads(json.dumps(record))


def test_a_creator_that_is_said_to_be_a_person():
    """Where no participation tells what a creator is, the class that is stated does."""
    statements = [
        ("<eli/dl/doc/E-9-2022-990001>", A, "eli:Work"),
        ("<eli/dl/doc/E-9-2022-990001>", "dcterms:creator", f"<{ONE}>"),
        (f"<{ONE}>", A, "foaf:Person"),
        (f"<{ONE}>", "rdfs:label", '"Anna Muster"'),
    ]
    value = assemble.document(statements, Report(None))
    assert (Author(name="Anna Muster", uri=ONE),) == value.authors
