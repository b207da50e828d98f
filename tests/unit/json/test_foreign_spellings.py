"""Spellings that other programs write and parlq reads: instants, tags, the key of editors."""

import datetime as dt
import json

import pytest

import parlq
from parlq.formats import json as jsonformat
from parlq.formats.json.schema import json_schema
from parlq.problems import Severity

MOMENT = dt.datetime(2031, 5, 12, 9, 30, 5, 123456, tzinfo=dt.UTC)


def document(**facts):
    """A question with one file in one language, as JSON has it."""
    known = {"issued": "2031-05-12T09:30:05Z", "language": "en", **facts}
    file = {"media_type": "application/pdf", "issued": known["issued"]}
    variant = {"language": known["language"], "subject": "Quays", "manifestations": [file]}
    head = {"schema_version": "1.0", "type": "question", "reference": "E-900001/2031"}
    return {**head, "variants": [variant]}


def read(value):
    """The question, the rules of its problems, and where they are."""
    reading = jsonformat.read(json.dumps(value))
    return reading.value, [(each.rule, each.severity, each.path) for each in reading.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2031-05-12T09:30:05.123456Z", MOMENT),
        ("2031-05-12T09:30:05.1Z", MOMENT.replace(microsecond=100_000)),
        ("2031-05-12T09:30:05.123Z", MOMENT.replace(microsecond=123_000)),
        ("2031-05-12T09:30:05.000Z", MOMENT.replace(microsecond=0)),
        ("2031-05-12T09:30:05.123456000Z", MOMENT),
        ("2031-05-12t09:30:05.123456z", MOMENT),
        ("2031-05-12T09:30:05.123456+00:00", MOMENT),
        ("2031-05-12T11:30:05.123456+02:00", MOMENT),
        ("2031-05-12T04:00:05.1234560-05:30", MOMENT),
    ],
)
def test_instants_of_other_programs_are_read(text, expected):
    """RFC 3339 with any offset and one to nine digits; what reads back is the same instant."""
    question, problems = read(document(issued=text))
    issued = question.variants[0].manifestations[0].issued
    assert (expected, []) == (issued, problems)
    assert question == jsonformat.loads(jsonformat.dumps(question))


@pytest.mark.parametrize("text", ["2031-05-12T09:30:05.1234567Z", "2031-05-12T09:30:05.123456001Z"])
def test_digits_that_are_not_kept_are_reported(text):
    """Microseconds are kept; more digits are read past with a warning, unless they are noughts."""
    question, problems = read(document(issued=text))
    assert MOMENT == question.variants[0].manifestations[0].issued
    path = "/variants/0/manifestations/0/issued"
    assert [("PQ308", Severity.WARNING, path)] == problems


def test_an_unknown_local_time_is_reported():
    """By -00:00 RFC 3339 says that the local time is not known, for which there is no place."""
    question, problems = read(document(issued="2031-05-12T09:30:05.123456-00:00"))
    assert MOMENT == question.variants[0].manifestations[0].issued
    assert ["PQ308"] == [rule for rule, _, _ in problems]


@pytest.mark.parametrize(
    "text",
    [
        "2031-05-12",
        "2031-05-12T09:30Z",
        "2031-05-12T09:30:05",
        "2031-05-12 09:30:05Z",
        "2031-05-12T09:30:05.Z",
        "2031-05-12T09:30:05,5Z",
        "2031-05-12T09:30:05.1234567890Z",
        "2031-05-12T09:30:60Z",
        "2031-05-12T24:00:00Z",
        "2031-02-30T09:30:05Z",
        "2031-05-12T09:30:05+14:01",
        "2031-05-12T09:30:05+0200",
        "20310512T093005Z",
    ],
)
def test_other_instants_are_refused(text):
    """What is no instant of RFC 3339, or names none that exists, is an error in its place."""
    question, problems = read(document(issued=text))
    assert question is None
    assert [("PQ304", Severity.ERROR, "/variants/0/manifestations/0/issued")] == problems


@pytest.mark.parametrize(("tag", "expected"), [("EN", "en"), ("iw", "he"), ("DEU", "de")])
def test_tags_are_read_in_any_case_and_age(tag, expected):
    """Tags are compared without case, and codes of former times are those of today."""
    question, problems = read(document(language=tag))
    assert (expected, []) == (question.variants[0].language, problems)
    question = parlq.Question(original_languages=[tag])
    assert (expected,) == question.original_languages


def test_two_spellings_of_one_tag_are_one_language():
    """A work has one variant a language, however its tag is spelled."""
    value = document()
    value["variants"] *= 2
    value["variants"][1] = {**value["variants"][0], "language": "ENG"}
    question, problems = read(value)
    assert question is None
    assert ["PQ304"] == [rule for rule, _, _ in problems]


def test_the_key_of_editors_is_read_past():
    """`$schema` names the schema for editors; it is no fact, and is not written."""
    value = {"$schema": "https://schemas.example/parlq-1.0.schema.json", **document()}
    question, problems = read(value)
    assert (jsonformat.from_dict(document()), []) == (question, problems)
    assert question == jsonformat.from_dict(value)
    assert b"$schema" not in jsonformat.dumps(question)
    assert parlq.loads(json.dumps(value).encode()) == question


def test_works_of_a_dossier_have_no_key_of_editors():
    """It stands at the top of a document only, for the reader and for the schema."""
    inner = {"type": "question", "$schema": "x"}
    value = {"schema_version": "1.0", "type": "dossier", "questions": [inner]}
    question, problems = read(value)
    assert question is None
    assert [("PQ303", Severity.ERROR, "/questions/0/$schema")] == problems
    items = json_schema()["$defs"]["dossier"]["properties"]["questions"]["items"]
    assert items["properties"]["$schema"] is False
