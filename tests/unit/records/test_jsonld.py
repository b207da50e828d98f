"""Records of API v2."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from parlq.formats.ep.records import jsonld
from parlq.model import Answer, AnswerKind, Dossier, Identifier, Question, Reference
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
        (b"5", "PQ107"),
        (b'"eli/dl/doc/E-9-2022-990001"', "PQ107"),
        (b"{}", "PQ107"),
        (b"[]", "PQ107"),
        (b'{"id": "harbour"}', "PQ107"),
        (b'{"data": [3]}', "PQ107"),
        (b'{"data": [{"id": 7}, {"id": "harbour", "label": "eli/dl/"}]}', "PQ107"),
        (b'{"data": []}', "PQ107"),
        (b'{"data": [3, {"id": "eli/dl/doc/A-9-2022-0001"}]}', "PQ600"),
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
        jsonld.loads(b'{"data": [3, 4, {"id": "eli/dl/doc/A-9-2022-0001"}]}')
    assert 4 == len(caught.value.problems)


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


def same(value):
    """Records without what packing leaves open: a list of one, the order of keys and lists."""
    if type(value) is dict:
        return {key: same(inner) for key, inner in value.items()}
    if type(value) is list:
        found = sorted(map(same, value), key=lambda each: json.dumps(each, sort_keys=True))
        return found[0] if len(found) == 1 else found
    return value


def comes_back(record):
    """Whether a record is written as it was read, and is read as the same value again."""
    value = read(record).value
    written = jsonld.dumps(value)
    assert value == jsonld.loads(written)
    return same(record["data"]) == same(json.loads(written)["data"])


def test_stubs_of_a_list():
    """A list of results has a few keys each, and a count beside them."""
    names = ("E-10-2026-990007", "P-10-2026-990008")
    records = [
        {
            "id": f"eli/dl/doc/{name}",
            "type": "Work",
            "work_type": "def/ep-document-types/QUESTION_WRITTEN",
            "identifier": name,
        }
        for name in names
    ]
    reading = read({"data": records, "meta": {"total": 2}})
    assert ["PQ616"] == rules(reading)
    assert [10, 10] == [each.term for each in reading.value.questions]
    assert comes_back({"data": records})


def test_a_shortened_answer_comes_back(record):
    """Some answers have a date and a kind, and nothing else."""
    question = record["data"][0]
    question["inverse_answers_to"] = [
        {
            "id": "eli/dl/doc/E-10-2026-990007-ASW",
            "work_type": "def/ep-document-types/QUESTION_WRITTEN_ANSWER",
            "document_date": "2026-02-26",
            "answers_to": "eli/dl/doc/E-10-2026-990007",
        }
    ]
    assert comes_back(record)
    assert dt.date(2026, 2, 26) == read(record).value.answers[0].date


def test_a_bare_answer_alone_is_stated_in_rdf():
    """Of an answer that is an id alone, RDF states that it is a work."""
    from parlq.formats.ep.records.rdf import turtle

    value = read({"id": "eli/dl/doc/E-10-2026-990007-ASW"}).value
    assert b"a eli:Work" in turtle.dumps(value)
    pytest.importorskip("rdflib")
    assert value == turtle.loads(turtle.dumps(value))


@pytest.mark.parametrize("key", ["is_realized_by", "is_embodied_by"])
def test_nodes_given_by_their_id(record, key):
    """A language version or a file of which only the id is stated is known to exist."""
    question = record["data"][0]
    node = question if key == "is_realized_by" else question["is_realized_by"][0]
    (wanted, *_) = [each["id"] for each in node[key]]
    node[key] = [wanted]
    value = read(record).value
    assert value == jsonld.loads(jsonld.dumps(value))
    variant = value.questions[0].variant("en")
    assert "Tide gauges  in small harbours" == variant.subject
    files = [f"https://data.europarl.europa.eu/{wanted}"] if key == "is_embodied_by" else []
    assert files == [file.uri for file in variant.manifestations]


def test_persons_and_concepts_written_out(record):
    """A name that is written out is taken; what has no field comes back in its place."""
    question = record["data"][0]
    person = {"id": "person/990101", "type": "Person", "label": "Ilse VANDERMEER-OLSEN"}
    question["creator"] = [person]
    question["is_about"] = [{"id": "http://eurovoc.europa.eu/1", "prefLabel": {"en": "harbour"}}]
    value = read(record).value
    assert ["Ilse VANDERMEER-OLSEN"] == [each.name for each in value.questions[0].authors]
    assert value == jsonld.loads(jsonld.dumps(value))
    (written,) = json.loads(jsonld.dumps(value))["data"]
    assert question["is_about"] == written["is_about"]
    assert "Ilse VANDERMEER-OLSEN" == written["creator"][0]["label"]


def test_an_identifier_that_is_none(record):
    """Where the identifier says nothing, the URI tells the reference, and both stay."""
    record["data"][0]["identifier"] = "see the register"
    assert R("E-990007/2026") == read(record).value.questions[0].reference
    assert comes_back(record)


def test_a_kind_of_the_authority_table(record):
    """A record of the API may have a kind of another vocabulary, and stays one of the API."""
    record["data"][0]["work_type"] = TYPES + "QUEST_WRITTEN_PRIORITY_EP"
    assert comes_back(record)
    question = read(record).value.questions[0]
    assert ("priority", TYPES + "QUEST_WRITTEN_PRIORITY_EP") == (question.kind, question.kind_code)


def test_a_body_that_no_table_has(record):
    """The title says in words which body is asked, where its URI is new."""
    record["data"][0]["workHadParticipation"][1]["had_participant_organization"] = ["org/CE"]
    (asked,) = read(record).value.questions[0].addressees
    assert ("commission", "https://data.europarl.europa.eu/org/CE") == (asked.code, asked.uri)
    assert comes_back(record)


def test_several_persons_in_one_participation(record):
    """Authors may stand in one participation together."""
    question = record["data"][0]
    question["creator"] = ["person/1", "person/2"]
    question["workHadParticipation"][0]["had_participant_person"] = ["person/1", "person/2"]
    assert comes_back(record)
    made = read(record).value.questions[0]
    assert ["Ilse Vandermeer-Olsen"] == [each.name for each in made.authors]


def test_keys_are_written_in_the_order_of_the_api(record):
    """A record with something unknown is written in the same order as one without."""
    plain = list(record["data"][0])
    record["data"][0]["label"] = "E-990007/2026"
    (written,) = json.loads(jsonld.dumps(read(record).value))["data"]
    assert plain == [key for key in written if key != "label"]


def test_one_problem_for_a_page_without_records():
    """A page of results beyond the last one holds nothing."""
    context = "https://data.europarl.europa.eu/api/v2/context.jsonld"
    assert ["PQ600"] == rules(read({"data": [], "@context": [context]}))
    assert ["PQ600"] == rules(read({"data": None, "@context": context}))


def test_answers_without_an_id_are_kept(record):
    """What stands among the answers of a question and names none comes back, and is reported."""
    nested = record["data"][0]["inverse_answers_to"]
    nested += [{"idx": "eli/dl/doc/E-10-2026-990009-ASW", "label": "gull"}, 7, ""]
    reading = read(record)
    assert ["PQ611"] == rules(reading)
    assert "inverse_answers_to" in reading.problems[0].message
    (written,) = json.loads(jsonld.dumps(reading.value))["data"]
    assert all(each in written["inverse_answers_to"] for each in nested)
    assert reading.value == jsonld.loads(jsonld.dumps(reading.value))


def test_an_answer_that_is_told_of_twice(record):
    """What two questions state of one answer is read from both, in any order."""
    first = record["data"][0]
    second = json.loads(json.dumps(first))
    second["id"], second["identifier"] = "eli/dl/doc/E-10-2026-990008", "E-10-2026-990008"
    nested = second["inverse_answers_to"][0]
    nested["answers_to"] = second["id"]
    nested["title_dcterms"] = {"fr": "Une autre marée"}
    nested["epNumber"] = "PE990.001"
    for both in ([first, second], [second, first]):
        value = read({**record, "data": both}).value
        (answer,) = value.answers
        assert {"E-990007/2026", "E-990008/2026"} == set(map(str, answer.answers_to))
        assert "PE990.001" in {each.value for each in answer.identifiers}
        assert "Une autre marée" == answer.variant("fr").subject


def test_an_annex_of_nothing_is_reported(record):
    """An annex that names no document is left out, and reported."""
    annex = {"id": "eli/dl/doc/E-10-2026-990007-ANN01", "work_type": "def/ep-document-types/ANNEX"}
    record["data"].append(annex)
    assert ["PQ601"] == rules(read(record))


@pytest.mark.parametrize("key", ["work_type", "participation_role"])
def test_terms_are_compared_by_their_whole_iri(record, key):
    """A kind or a role of another vocabulary is not one of the portal's that ends alike."""
    node = record["data"][0]
    if key == "work_type":
        node[key] = "http://example.org/" + node[key]
    else:
        for part in node["workHadParticipation"]:
            part[key] = "http://example.org/" + part[key]
    reading = read(record)
    (question,) = reading.value.questions
    if key == "work_type":
        assert ("other", "PQ603") == (question.kind, rules(reading)[0])
    else:
        assert [None] == [each.uri for each in question.addressees]
    assert json.loads(jsonld.dumps(reading.value)) == json.loads(
        jsonld.dumps(read(json.loads(jsonld.dumps(reading.value))).value)
    )


def test_very_many_equal_problems_are_counted():
    """The first 1000 problems of a rule are listed, and one gives the number of the others."""
    nodes = [
        {"id": f"eli/dl/doc/E-9-2022-{990000 + number}", "gull": number} for number in range(1200)
    ]
    found = read({"data": nodes}).problems
    assert 1001 == len(found)
    assert "200 more problems of this rule" in found[-1].message


def test_members_beside_the_records_are_named(record):
    """What the API would not answer beside the records is reported where it stands."""
    text = json.dumps({**record, "tide": {"low": 1}}, indent=1)
    (problem,) = jsonld.read(text).problems
    line = text[: text.index('"tide"')].count("\n") + 1
    assert ("PQ616", "/tide", line) == (problem.rule, problem.path, problem.line)


def test_a_key_that_stands_twice_is_refused(record):
    """One of the two would be lost, whichever is taken."""
    text = json.dumps(record)
    twice = text.replace('"epNumber":', '"epNumber": "PE1", "epNumber" :', 1)
    (problem,) = jsonld.read(twice).problems
    assert ("PQ302", 'duplicate key "epNumber"; keep one of them') == (
        problem.rule,
        problem.message,
    )
    assert jsonld.loads(text) == jsonld.loads(text.replace('":', '"\n :'))


def test_deep_nesting_is_a_problem():
    """Nodes inside nodes without an end are refused, however they are nested."""
    head = '{"id":"eli/dl/doc/E-9-2022-000001","%s":'
    for key, levels in (("is_annex_of", 900), ("inverse_answers_to", 900), ("is_about", 5000)):
        text = f'{{"data":[{(head % key) * levels}"x"{"}" * levels}]}}'
        assert {"PQ105"} >= set(rules(jsonld.read(text))) - {"PQ610", "PQ611"}


def test_many_questions_of_one_answer():
    """An answer that stands in very many questions answers all of them."""
    answer = {"id": "eli/dl/doc/E-9-2022-000001-ASW"}
    records = [
        {"id": f"eli/dl/doc/E-9-2022-{number:06}", "inverse_answers_to": [answer]}
        for number in range(1, 301)
    ]
    (made,) = read({"data": records}).value.answers
    assert [R(f"E-{number:06}/2022") for number in range(1, 301)] == list(made.answers_to)


def test_titles_with_very_many_names():
    """Commas, blanks and brackets without an end take no more time than others."""
    from parlq.formats.ep.records.vocabulary import alternative_title

    head = "Question for written answer E-000001/2022 - to the Commission - Rule 138 - "
    assert 50_001 == len(alternative_title.read(head + "A, " * 50_000 + "B (ID)").names)
    assert alternative_title.read(head + "A, " * 50_000 + "(" * 50_000).names is None
    assert alternative_title.read(head + " " * 50_000 + "A" + " " * 50_000 + "(ID").names is None


def test_a_file_without_an_instant(record):
    """A file whose instant is null has none, and null comes back."""
    work = record["data"][0]
    work["is_realized_by"][0]["is_embodied_by"][0]["issued"] = None
    reading = read(record)
    assert "PQ611" in rules(reading)
    assert work == json.loads(jsonld.dumps(reading.value))["data"][0]


@pytest.mark.parametrize(
    ("number", "read_as"),
    [
        ("0.1234567890123456789", "0.12345678901234568"),
        ("-123456789012345678901234567890", "-1.2345678901234568e+29"),
        ("18446744073709551617", "1.8446744073709552e+19"),
        ("12345678901234567.5", "1.2345678901234568e+16"),
        ("1e-400", "0.0"),
    ],
)
def test_a_number_that_loses_digits_is_reported(number, read_as):
    """The problem names the number as it is written and as it is read, and where it is."""
    data = f'{{"data": [{{"id": "eli/dl/doc/E-9-2020-000001",\n"depth": {number}}}]}}'
    (problem,) = [each for each in jsonld.read(data).problems if each.rule == "PQ602"]
    assert (2, 10) == (problem.line, problem.column)
    assert f"read as {read_as}, written as {number}" in problem.message


@pytest.mark.parametrize(
    "number",
    [
        "0.1",
        "1.50",
        "9007199254740993",
        "18446744073709551615",
        "-9223372036854775808",
        "1e22",
        '"0.1234567890123456789"',
        "1.0000000000000000000000",
        "0.30000000000000004",
        "1E+100",
    ],
)
def test_an_exact_number_is_not_reported(number):
    """Integers of 64 bits, and decimal fractions that come back, lose nothing."""
    data = f'{{"data": [{{"id": "eli/dl/doc/E-9-2020-000001", "depth": {number}}}]}}'
    assert "PQ602" not in [each.rule for each in jsonld.read(data).problems]


def test_very_many_numbers_that_lose_digits_are_counted():
    """After a hundred, the rest is one problem."""
    numbers = ",".join(["0.1234567890123456789"] * 103)
    data = f'{{"data": [{{"id": "eli/dl/doc/E-9-2020-000001", "depth": [{numbers}]}}]}}'
    told = [each.message for each in jsonld.read(data).problems if each.rule == "PQ602"]
    assert (101, "3 further numbers lose digits") == (len(told), told[-1])


def test_an_alternative_title_in_other_words_is_reported(record):
    """PQ606: it stays as printed, in the heading, and nobody is read from it."""
    assert "PQ606" not in rules(read(record))
    expression = record["data"][0]["is_realized_by"][0]
    title = expression["title_alternative"]
    tag = next(iter(title))
    title[tag] = "A song about the harbour, in four verses"
    reading = read(record)
    assert "PQ606" in rules(reading)
    variant = reading.value.questions[0].variant(tag)
    assert (title[tag],) == variant.heading
