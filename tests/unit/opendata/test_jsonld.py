"""Records of API v2."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from parlq.model import Answer, AnswerKind, Dossier, Identifier, Question, Reference
from parlq.opendata import jsonld
from parlq.problems import InputError

R = Reference.parse


def read(value, **options):
    """Read objects as JSON-LD."""
    return jsonld.read(json.dumps(value).encode(), **options)


def rules(reading):
    """The rules of a reading's problems, in order."""
    return [problem.rule for problem in reading.problems]


def test_facts_of_a_question(record):
    """A record gives the facts of its question, body and persons by URI."""
    question = read(record).value.questions[0]
    assert (
        R("E-990007/2026"),
        "written",
        10,
        dt.date(2026, 1, 12),
        ("nl",),
        "144",
    ) == (
        question.reference,
        question.kind,
        question.term,
        question.date,
        question.original_languages,
        question.rule,
    )
    assert "https://data.europarl.europa.eu/org/COM" == question.addressees[0].uri
    assert "https://data.europarl.europa.eu/person/990101" == question.authors[0].uri
    assert "Verts/ALE" == question.authors[0].group


def test_the_sources_kind_is_kept(record):
    """The URI of the kind stays, whichever of the three vocabularies it is of."""
    expected = "https://data.europarl.europa.eu/def/ep-document-types/QUESTION_WRITTEN"
    assert expected == read(record).value.questions[0].kind_code


TYPES = "http://publications.europa.eu/resource/authority/resource-type/"


@pytest.mark.parametrize(
    ("uri", "kind"),
    [
        ("def/ep-document-types/QUESTION_WRITTEN_PRIORITY", "priority"),
        (TYPES + "QUEST_PRIORITY", "priority"),
        (TYPES + "QUEST_WRITTEN_PRIORITY_EP", "priority"),
        (TYPES + "INTERPELL_G", "major_interpellation"),
        ("def/ep-document-types/INTERPELLATION_MINOR", "minor_interpellation"),
    ],
)
def test_three_vocabularies(record, uri, kind):
    """The three vocabularies name the same kinds."""
    record["data"][0]["work_type"] = uri
    assert kind == read(record).value.questions[0].kind


def test_an_unknown_kind_is_other(record):
    """A kind that is new is `other`, with its URI, and reported."""
    record["data"][0]["work_type"] = "def/ep-document-types/QUESTION_SUNG"
    reading = read(record)
    assert "other" == reading.value.questions[0].kind
    assert "PQ603" in rules(reading)


def test_title_of_a_language_without_expression(record):
    """A language of which only a title is stated is a variant without files."""
    variant = read(record).value.questions[0].variant("nl")
    assert ("Peilschalen in kleine havens", ()) == (variant.subject, variant.manifestations)


def test_double_blanks_stay(record):
    """A title with two blanks keeps them."""
    variant = read(record).value.questions[0].variant("en")
    assert "Tide gauges  in small harbours" == variant.subject


def test_placeholder_title_is_no_subject(record):
    """The title of an answer says only whose answer it is, and is no subject."""
    assert None is read(record).value.answers[0].variants[0].subject


def test_answer_names_its_question(record):
    """An answer leads to its question, and the body that answers is kept with its own URI."""
    answer = read(record).value.answers[0]
    assert (R("E-990007/2026"),) == answer.answers_to
    assert (
        "https://data.europarl.europa.eu/org/EU_COMMISSION" == answer.answerers[0].institution.uri
    )
    assert "commission" == answer.answerers[0].institution.code


def test_same_size_of_pdf_and_docx(record):
    """Two files of one size stay two files of that size."""
    files = read(record).value.questions[0].variant("en").manifestations
    assert [11200, 11200] == [file.size for file in files]


def test_issued_stays_an_instant(record):
    """The instant of issue keeps its offset."""
    file = read(record).value.questions[0].variant("en").manifestations[0]
    assert "2026-01-18T14:05:09+01:00" == file.issued.isoformat()


def test_bare_answer(record):
    """An answer of which only the id is there is known to exist, and no more."""
    record["data"][0]["inverse_answers_to"] = [{"id": "eli/dl/doc/E-10-2026-990007-ASW"}]
    value = read(record).value
    uri = "https://data.europarl.europa.eu/eli/dl/doc/E-10-2026-990007-ASW"
    expected = Answer(
        reference=R("E-990007/2026-ASW"),
        identifiers=[Identifier(scheme="eli", value=uri)],
        answers_to=[R("E-990007/2026")],
    )
    assert (expected,) == value.answers


def test_bare_answer_comes_back(record):
    """A bare answer is written as the id that it was."""
    record["data"][0]["inverse_answers_to"] = [{"id": "eli/dl/doc/E-10-2026-990007-ASW"}]
    written = json.loads(jsonld.dumps(read(record).value))
    assert "eli/dl/doc/E-10-2026-990007-ASW" == written["data"][0]["inverse_answers_to"][0]["id"]
    assert {"id", "answers_to"} == set(written["data"][0]["inverse_answers_to"][0])


def test_error_of_the_api():
    """An error that was saved as a record is a problem with the API's words."""
    reading = read({"error": "too many ids"})
    assert (None, ["PQ609"]) == (reading.value, rules(reading))
    assert "too many ids" in reading.problems[0].message


@pytest.mark.parametrize("shape", ["list", "single", "data"])
def test_ways_of_packing(record, shape):
    """A list, one record and `data` with an object hold the same."""
    packed = {
        "list": record["data"],
        "single": record["data"][0],
        "data": {"data": record["data"][0]},
    }[shape]
    assert read(record).value == read(packed).value


def test_one_question_alone_is_a_question(record):
    """A record without an answer is one work, and no dossier."""
    del record["data"][0]["inverse_answers_to"]
    assert type(read(record).value) is Question


def test_joint_answer_stands_in_each_question(record):
    """An answer nested in two questions is one answer to both, and a joint one."""
    other = json.loads(json.dumps(record["data"][0]).replace("990007", "990008"))
    both = ["eli/dl/doc/E-10-2026-990007", "eli/dl/doc/E-10-2026-990008"]
    answer = record["data"][0]["inverse_answers_to"][0]
    answer["answers_to"] = both
    other["inverse_answers_to"] = [answer]
    value = read({"data": [record["data"][0], other]}).value
    assert 1 == len(value.answers)
    assert (R("E-990007/2026"), R("E-990008/2026")) == value.answers[0].answers_to
    assert AnswerKind.JOINT is value.answers[0].kind


def test_question_with_two_answers(record):
    """A question can have two answers; each leads to it."""
    first = record["data"][0]["inverse_answers_to"][0]
    second = json.loads(json.dumps(first).replace("990007-ASW", "990009-ASW"))
    record["data"][0]["inverse_answers_to"].append(second)
    value = read(record).value
    assert 2 == len(value.answers_for(value.questions[0]))


def test_record_comes_back(record):
    """What was read from the API is written as the API wrote it."""
    assert record == json.loads(jsonld.dumps(read(record).value))


@pytest.mark.parametrize("separator", ["-", "_"])
def test_ids_of_participations(record, separator):
    """Ids of participations that end in a hyphen or an underscore come back as they were."""
    text = json.dumps(record).replace("990007_", f"990007{separator}")
    text = text.replace("ASW_", f"ASW{separator}")
    changed = json.loads(text)
    # Addresses of files have underscores in any case.
    text = json.dumps(changed).replace(f"990007{separator}en.", "990007_en.")
    changed = json.loads(text.replace(f"ASW{separator}en.", "ASW_en."))
    assert changed == json.loads(jsonld.dumps(read(changed).value))


def test_unknown_keys_travel(record):
    """A key that has no field is kept, reported, and written back where it stood."""
    record["data"][0]["mood"] = {"id": "def/moods/CALM"}
    record["data"][0]["is_realized_by"][0]["pages"] = 2
    reading = read(record)
    assert ["PQ611", "PQ611"] == rules(reading)
    assert record == json.loads(jsonld.dumps(reading.value))


def test_unknown_keys_are_errors_when_strict(record):
    """Strict reading takes nothing that has no field."""
    record["data"][0]["mood"] = "calm"
    assert read(record, strict=True).failed


def test_several_persons_without_names(record):
    """Which of several persons bears which name is not guessed; the URIs are kept."""
    question = record["data"][0]
    question["creator"].append("person/990105")
    question["workHadParticipation"].insert(
        1,
        {
            "id": "eli/dl/participation/E-10-2026-990007_990105",
            "type": "Participation",
            "had_participant_person": ["person/990105"],
            "participation_role": "def/ep-roles/AUTHOR",
        },
    )
    title = question["is_realized_by"][0]["title_alternative"]
    title["en"] += ", Anna Beispiel (PPE)"
    reading = read(record)
    made = reading.value.questions[0]
    assert ["PQ604"] == rules(reading)
    assert ["Ilse Vandermeer-Olsen", "Anna Beispiel"] == [a.name for a in made.authors]
    assert [None, None] == [a.uri for a in made.authors]
    assert record == json.loads(jsonld.dumps(reading.value))


def test_foreign_context_is_not_fetched(record):
    """A context that stands elsewhere is refused, never fetched."""
    record["@context"] = ["https://example.org/context.jsonld", {"a": "b"}]
    assert ["PQ613"] == rules(read(record))


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "PQ106"),
        (b"{", "PQ301"),
        (b"[" * 2000 + b"]" * 2000, "PQ105"),
        (b"5", "PQ600"),
        (b"{}", "PQ600"),
        (b'{"data": [3]}', "PQ600"),
        (b'{"data": []}', "PQ600"),
        (b'{"data": [{"id": "eli/dl/doc/A-9-2022-0001"}]}', "PQ601"),
    ],
)
def test_what_is_refused(data, rule):
    """Input that holds no record is a problem, not an exception."""
    reading = jsonld.read(data)
    assert reading.value is None
    assert rule in rules(reading)


def test_loads_raises_all_problems():
    """`loads` raises one error with every problem."""
    with pytest.raises(InputError) as caught:
        jsonld.loads(b'{"data": [3, 4]}')
    assert 3 == len(caught.value.problems)


def test_a_page_without_identifiers_cannot_be_written():
    """A work that no record can name is refused when it is written."""
    with pytest.raises(InputError) as caught:
        jsonld.dumps(Question(kind="written"))
    assert ["PQ607"] == [problem.rule for problem in caught.value.problems]


def test_dossier_without_questions(record):
    """An answer whose question is not there stands for itself."""
    answer = read(record).value.answers[0]
    written = json.loads(jsonld.dumps(answer))
    assert "eli/dl/doc/E-10-2026-990007-ASW" == written["data"][0]["id"]
    assert answer == read(written).value


def test_shape_of_2022_in_json(record):
    """JSON-LD in the shape of 2022 has its context written out and reads back."""
    pytest.importorskip("rdflib")
    value = read(record).value
    written = jsonld.dumps(value, shape="dump-2022")
    back = jsonld.loads(written)
    assert type(back) is Dossier
    assert written == jsonld.dumps(back, shape=None)
