"""What records have no place for is said when they are written."""

from __future__ import annotations

import datetime as dt
import json

import pytest

import parlq
from parlq import formats
from parlq.cli import main
from parlq.comparison.fields import of_work
from parlq.formats.ep.records import jsonld
from parlq.model import (
    Answer,
    Answerer,
    Attachment,
    Author,
    Dossier,
    Extension,
    Identifier,
    Institution,
    LanguageVariant,
    LegalNotice,
    Manifestation,
    Paragraph,
    Publication,
    Question,
    Reference,
    Subject,
)
from parlq.problems import InputError

REFERENCE = Reference.parse("E-990001/2022")
RECORDS = ("jsonld", "turtle", "rdfxml", "ntriples")
BODY = Institution(name="Tide Committee")
NOTE = Extension(namespace="https://example.org/", name="note", value="x")


def lost(document, format, severity="warning", **options):
    """The facts that are lost; with the severity `info`, those in another vocabulary."""
    problems = formats.get(format).losses(document, **options)
    assert {"PQ617"} >= {problem.rule for problem in problems}
    return [
        f"order of {each.path}" if "another order" in each.message else each.path
        for each in problems
        if each.severity == severity
    ]


def question(**facts):
    """A question that a record can name."""
    return Question(reference=REFERENCE, term=9, **facts)


def answer(**facts):
    """An answer that a record can name."""
    return Answer(reference=Reference.parse("E-990001/2022-ASW"), term=9, **facts)


def version(**facts):
    """A question with one language version."""
    return question(variants=(LanguageVariant(language="en", **facts),))


@pytest.mark.parametrize("format", RECORDS)
@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (question(rule="138"), ["rule"]),
        (question(authors=(Author(name="A"),)), ["authors"]),
        (question(authors=(Author(name="A", group="B"),)), ["authors"]),
        (question(authors=(Author(uri="https://example.org/1", group="B"),)), ["authors.group"]),
        (
            question(authors=(Author(uri="https://example.org/1", on_behalf_of=BODY),)),
            ["authors.on_behalf_of"],
        ),
        (question(addressees=(BODY,)), ["addressees"]),
        (question(addressees=(Institution(code="council"),)), []),
        (
            question(addressees=(Institution(code="council", name="the Council"),)),
            ["addressees.name"],
        ),
        (question(parliament="fr/an"), ["parliament"]),
        (question(kind="oral", kind_code="ORAL-6"), ["kind_code"]),
        (question(original_languages=("fr-BE",)), ["original_languages"]),
        (
            question(identifiers=(Identifier(scheme="celex", value="92022E000001"),)),
            ["identifiers"],
        ),
        (question(subjects=(Subject(label="harbours"),)), ["subjects"]),
        (
            question(subjects=(Subject(uri="https://example.org/1", label="x", code="y"),)),
            ["subjects.code", "subjects.label"],
        ),
        (
            question(
                identifiers=(
                    Identifier(scheme="pe", value="PE1"),
                    Identifier(scheme="pe", value="PE2"),
                )
            ),
            ["identifiers"],
        ),
        (question(attachments=(Attachment(title="A"),)), ["attachments"]),
        (question(publications=(Publication(name="OJ C"),)), ["publications"]),
        (question(extensions=(NOTE,)), ["extensions"]),
        (version(heading=("Question", "Rule 138")), []),
        (version(body=(Paragraph(content=("x",)),)), ["variants.body"]),
        (version(legal_notice=LegalNotice(label="x")), ["variants.legal_notice"]),
        (version(source="https://example.org/"), ["variants.source"]),
        (
            version(manifestations=(Manifestation(address="https://example.org/x"),)),
            ["variants.manifestations"],
        ),
        (answer(answerers=(Answerer(name="A"),)), ["answerers"]),
        (
            answer(answerers=(Answerer(name="A", institution=Institution(code="council")),)),
            ["answerers.name"],
        ),
        (answer(kind="interim"), ["kind"]),
        (answer(answers_to=(Identifier(scheme="local", value="1"),)), ["answers_to"]),
    ],
)
def test_what_is_left_out_of_a_record_is_named(document, expected, format):
    """Each fact without a place is named; what the record states is not."""
    assert expected == lost(document, format)


def test_statements_kept_of_another_shape_are_named(dump):
    """What was kept in one shape is not all stated in the other."""
    data = dump.replace(b"dcterms:publisher <http", b"dcterms:creator <http", 1)
    document = parlq.loads(data, format="turtle")
    assert [] == lost(document, "turtle")
    (problem,) = (
        each
        for each in formats.get("turtle").losses(document, shape="api-v2")
        if each.severity == "warning"
    )
    assert "extensions" == problem.path
    assert '"extensions" (statements with dcterms:creator) (1 work)' in problem.message


def test_another_vocabulary_is_a_note(dump):
    """The URIs of kinds and bodies that are those of the other shape are told, but not lost."""
    document = parlq.loads(dump, format="turtle")
    assert [] == lost(document, "turtle", shape="api-v2")
    assert ["kind_code", "addressees.uri", "answerers.institution.uri"] == lost(
        document, "turtle", "info", shape="api-v2"
    )


def test_the_order_of_names_is_a_fact():
    """Authors who come back in another order than they signed in are named."""
    signed = question(authors=[Author(uri=f"https://example.org/{n}") for n in (2, 1)])
    assert [] == lost(signed, "jsonld")
    assert ["order of authors"] == lost(signed, "turtle")


def test_a_work_that_no_record_tells_from_others_is_named():
    """A record without a kind, under a name of others, is neither a question nor an answer."""
    named = Identifier(scheme="eli", value="https://example.org/1")
    assert ["questions"] == lost(Question(identifiers=[named]), "turtle")
    assert ["answers"] == lost(Answer(identifiers=[named]), "jsonld")


def test_keys_that_are_not_linked_data_are_left_out_of_rdf():
    """A key of the API that is not known has a place in JSON alone."""
    data = b'{"id": "eli/dl/doc/E-9-2022-990001", "type": "Work", "mood": "calm"}'
    document = parlq.loads(data, format="jsonld")
    assert [] == lost(document, "jsonld")
    assert ["extensions"] == lost(document, "turtle") == lost(document, "jsonld", shape="dump-2022")


def test_csv_names_what_it_leaves_out(dump, year):
    """CSV holds less than a record: its own rows lose nothing."""
    assert [] == lost(parlq.loads(year, format="csv"), "csv")
    assert {"authors.group", "date", "rule", "variants.heading", "variants.manifestations"} <= set(
        lost(parlq.loads(dump, format="turtle"), "csv")
    )
    assert ["answers"] == lost(answer(), "csv")


def test_extensions_of_a_dossier_are_named():
    """A record has no place for what a dossier says of itself."""
    document = Dossier(questions=(question(), Question(reference=Reference.parse("P-990002/2022"), term=9)),
                       extensions=(NOTE,))  # fmt: skip
    (problem,) = formats.get("turtle").losses(document)
    assert "extensions" == problem.path
    assert 'no place for "extensions" of the dossier (note)' in problem.message


def test_the_command_says_what_is_left_out(tmp_path, monkeypatch, capsys):
    """Conversion goes on, with a line for each fact."""
    monkeypatch.chdir(tmp_path)
    parlq.dump(version(body=(Paragraph(content=("x",)),)), "q.json")
    assert 0 == main(["convert", "q.json", "-o", "q.ttl"])
    assert "q.json: warning PQ617" in capsys.readouterr().err
    assert 0 == main(["convert", "q.json", "-o", "q.xml"])
    assert "" == capsys.readouterr().err


def test_merging_names_the_file_that_lacks_something(tmp_path, monkeypatch, capsys):
    """What is left out of a join is told of its output, and what it lacks too."""
    monkeypatch.chdir(tmp_path)
    parlq.dump(version(body=(Paragraph(content=("x",)),)), "q.json")
    parlq.dump(question(date=dt.date(2022, 1, 5)), "other.json")
    assert 0 == main(["merge", "q.json", "other.json", "-o", "joined.ttl"])
    assert capsys.readouterr().err.startswith("joined.ttl: warning PQ617")
    parlq.dump(Question(kind="oral"), "nameless.json")
    assert 1 == main(["merge", "nameless.json", "-o", "joined.ttl"])
    assert "joined.ttl: error PQ607" in capsys.readouterr().err


def test_the_command_writes_either_shape(tmp_path, monkeypatch, capsys):
    """The shape is asked for with `--shape`, of formats that have shapes."""
    monkeypatch.chdir(tmp_path)
    parlq.dump(question(date=dt.date(2022, 1, 5)), "q.json")
    for shape, date in (("api-v2", b'"2022-01-05"'), ("dump-2022", b'"2022-01-04T23:00:00.000Z"')):
        for name in RECORDS:
            assert 0 == main(["convert", "q.json", "--to", name, "-o", "out", "--shape", shape])
            written = (tmp_path / "out").read_bytes()
            assert date.strip(b'"') in written
            assert written == parlq.dumps(parlq.load("q.json"), format=name, shape=shape)
    assert 2 == main(["convert", "q.json", "-o", "q.xml", "--shape", "api-v2"])
    assert "the format akn has no shape api-v2; it has debate" in capsys.readouterr().err
    with pytest.raises(TypeError, match="json is not written with the option shape"):
        parlq.dumps(question(), format="json", shape="api-v2")


def test_each_fact_has_a_problem():
    """However many facts are lost, each has a problem of its own."""
    document = question(
        parliament="fr/an",
        rule="138",
        kind="oral",
        kind_code="ORAL-6",
        addressees=(Institution(code="council", name="the Council"),),
        on_behalf_of=(BODY,),
        original_languages=("fr-BE",),
        publications=(Publication(name="OJ C"),),
        subjects=(Subject(uri="https://example.org/1", label="x", code="y"),),
        attachments=(Attachment(title="A"),),
        extensions=(NOTE,),
        variants=(
            LanguageVariant(
                language="en",
                role="original",
                printed_answerers="x",
                legal_notice=LegalNotice(label="x"),
                body=(Paragraph(content=("x",)),),
                last_updated=dt.date(2022, 1, 5),
                source="https://example.org/",
                extensions=(NOTE,),
            ),
        ),
    )
    problems = formats.get("jsonld").losses(document)
    assert 18 == len(problems) == len({each.path for each in problems})
    assert {"warning"} == {each.severity for each in problems}


@pytest.mark.parametrize("shape", ["api-v2", "dump-2022"])
def test_words_are_no_uri(shape):
    """Words where a record has a URI are left out and named, whatever they begin with."""
    begin = "http://publications.europa.eu/resource/authority/resource-type/"
    creator = Extension(namespace="http://purl.org/dc/terms/", name="creator", value="a b")
    document = question(kind="oral", kind_code=begin + "QUEST ORAL", extensions=(creator,))
    for name in RECORDS:
        assert ["kind_code", "extensions"] == lost(document, name, shape=shape)
        assert b"QUEST ORAL" not in parlq.dumps(document, format=name, shape=shape)


@pytest.mark.parametrize("name", ["a b", "Ω", "x" * 5000])
def test_a_record_with_an_id_that_is_no_uri_is_all_there(record, name):
    """The reference names what has no id of use, and all that is said of it is written."""
    record["data"][0]["id"] = name
    record["data"][0]["mood"] = "calm"
    reading = jsonld.read(json.dumps(record))
    written = parlq.dumps(reading.value, format="jsonld")
    (node,) = json.loads(written)["data"]
    if len(name) < 5000:
        assert "eli/dl/doc/E-10-2026-990007" == node["id"]
        assert f"not an IRI, left out: {name}" in {each.message for each in reading.problems}
    assert {**record["data"][0], "inverse_answers_to": None, "id": None} == {
        **node,
        "inverse_answers_to": None,
        "id": None,
    }
    assert [] == lost(reading.value, "jsonld")


def test_a_file_that_stands_there_twice_is_one(record):
    """The same node of a file, doubled, is one file, in JSON and in RDF."""
    files = record["data"][0]["is_realized_by"][0]["is_embodied_by"]
    files.append(dict(files[0]))
    document = parlq.loads(json.dumps(record), format="jsonld")
    assert 2 == len(document.questions[0].variant("en").manifestations)
    assert [] == lost(document, "jsonld") == lost(document, "turtle")


def test_a_work_whose_class_is_not_stated_comes_back(record):
    """A record without a type is a work all the same, in RDF too."""
    del record["data"][0]["type"]
    document = parlq.loads(json.dumps(record), format="jsonld")
    assert [] == lost(document, "turtle")
    assert document == parlq.loads(parlq.dumps(document, format="turtle"), format="turtle")


def test_records_of_one_name_are_each_compared_with_their_own():
    """JSON-LD carries two records of one question; in RDF they are one, and what gives way is told."""
    days = [question(date=dt.date(2022, 1, day)) for day in (5, 6)]
    document = Dossier(questions=days)
    assert [] == lost(document, "jsonld")
    assert ["date"] == lost(document, "turtle")


@pytest.mark.parametrize(
    "value", ["x", "NaN", "1e999", '"\\ud800"', "[" * 300 + "]" * 300, "[" * 100_000]
)
def test_a_key_that_holds_no_json_is_refused(value):
    """What stands for a key of the API must be JSON that can be read, or nothing is written."""
    uri = "eli/dl/doc/E-9-2022-990001"
    namespace = "https://data.europarl.europa.eu/api/v2/context.jsonld"
    key = Extension(namespace=namespace, name="mood", datatype="json", value=value, path=uri)
    for write in (jsonld.dumps, formats.get("jsonld").losses):
        with pytest.raises(InputError) as unbounded:
            write(question(extensions=(key,)))
        assert ["PQ608"] == [each.rule for each in unbounded.value.problems]


def test_items_alike_are_compared_with_those_that_state_as_much():
    """Of two files of one address, each is looked for where all that is known of it is stated."""
    one, other = ({"address": "https://a.example/1", "media_type": each} for each in ("a/b", "c/d"))
    files = (Manifestation(**one), Manifestation(**other))
    back = tuple(Manifestation(**each, size=3) for each in (other, one))
    works = [
        question(variants=(LanguageVariant(language="en", manifestations=each),))
        for each in (files, back)
    ]
    assert {} == of_work(*works).facts
