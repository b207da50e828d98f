"""Debates of one sitting: which facts have which place, and what cannot be one debate."""

import re

import attrs
import pytest

import parlq
from parlq.cli import main
from parlq.corpus import write
from parlq.formats import akn
from parlq.problems import InputError, ModelError

from .test_debates import SITTING

DAY = "2031-03-04"
SCOPE = f"moot {DAY}"


def numbered(value, scope=SCOPE, scheme="number"):
    """An identifier of the sitting."""
    return parlq.Identifier(scheme=scheme, value=value, scope=scope)


def text(words, **facts):
    """A text in English."""
    body = (parlq.Paragraph(content=words),)
    return (parlq.LanguageVariant(language="en", body=body, **facts),)


def asked(number, **facts):
    """A question of the sitting."""
    own = {"date": DAY, "parliament": "xa/moot", "variants": text(f"What of {number}?")}
    return parlq.Question(**{"identifiers": (numbered(number),), **own, **facts})


def answered(*numbers, **facts):
    """An answer of the sitting to questions of these numbers."""
    own = {"date": DAY, "parliament": "xa/moot", "variants": text("Soon.")}
    names = {"identifiers": (numbered(f"spk_{'_'.join(numbers)}", scheme="eid"),)}
    links = {"answers_to": [numbered(number) for number in numbers]}
    return parlq.Answer(**{**links, **own, **names, **facts})


def written(*works, **options):
    """The debate of works, and the works that it reads back as."""
    questions = [work for work in works if isinstance(work, parlq.Question)]
    answers = [work for work in works if isinstance(work, parlq.Answer)]
    document = parlq.Dossier(questions=questions, answers=answers)
    data = parlq.dumps(document, format="akn", shape="debate", **options)
    return data.decode(), akn.loads(data, strict=False)


def test_a_sitting_comes_back_as_it_was():
    """The questions and answers of a debate are the same when they are written as one again."""
    day = akn.loads(SITTING.encode(), strict=False)
    data, back = written(*day.works)
    assert day.works == back.works
    assert "<summary>(Question deferred)</summary>" in data
    assert "<num>" not in data  # the texts begin with the numbers


FACTS = {
    "author": (
        asked("1", authors=[parlq.Author(name="Ada", uri="https://moot.example/ada", role="Whip")]),
        'showAs="Whip"',
    ),
    "party": (
        asked("1", authors=[parlq.Author(name="Ada", group="Gulls", constituency="Quay East")]),
        "Ada (<organization",
    ),
    "office": (
        asked("1", addressees=[parlq.Institution(name="Minister for Quays")]),
        "<TLCRole",
    ),
    "body": (asked("1", addressees=[parlq.Institution(code="board")]), 'shortForm="board"'),
    "kind": (asked("1", kind="oral"), '<debateSection name="oralQuestion">'),
    "subject": (asked("1", variants=text("Why?", subject="Quays")), "<heading>Quays</heading>"),
    "session": (asked("1", session="Spring", term=7), "<session>Spring</session>"),
    "document": (
        asked("1", identifiers=(numbered("1"), numbered("T/7", None, "paper"))),
        ">T/7</docNumber>",
    ),
    "part": (
        asked("1", variants=text("Why?", completeness="truncated")),
        'status="incomplete"',
    ),
}


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_has_a_place(name):
    """Each of these facts is in the debate, and comes back."""
    question, mark = FACTS[name]
    data, back = written(question)
    assert mark in data
    assert question == attrs.evolve(back, extensions=())


REPLIES = {
    "person": parlq.Answerer(name="Bo", uri="https://moot.example/bo", offices=["Minister"]),
    "office": parlq.Answerer(offices=["Minister", "Warden"]),
    "body": parlq.Answerer(institution=parlq.Institution(name="Board of Quays")),
}


@pytest.mark.parametrize("name", REPLIES)
def test_who_answers(name):
    """People, offices and bodies that answer come back."""
    _, back = written(asked("1"), answered("1", answerers=[REPLIES[name]]))
    assert (REPLIES[name],) == back.answers[0].answerers


def test_a_common_answer_stands_behind_its_questions():
    """Questions that follow each other and have one answer are in one section."""
    data, back = written(asked("1"), asked("2"), answered("1", "2"))
    assert 1 == data.count("<debateSection")
    assert "refersTo" not in data
    assert (numbered("1"), numbered("2")) == back.answers[0].answers_to


def test_answers_that_share_questions_refer_to_them():
    """Where the place cannot tell which questions are answered, the answers refer to them."""
    works = [asked("1"), asked("2"), asked("3"), answered("1", "3"), answered("2", "3")]
    data, back = written(*works)
    assert 2 == data.count("refersTo=")
    links = {answer.identifiers[0].value: answer.answers_to for answer in back.answers}
    assert (numbered("1"), numbered("3")) == links["spk_1_3"]
    assert (numbered("2"), numbered("3")) == links["spk_2_3"]
    assert [] == parlq.losses(parlq.Dossier(questions=works[:3], answers=works[3:]), **SHAPE)


def test_an_answer_to_nothing_here_is_linked_to_nothing():
    """It stands before all questions, so that none of them is taken for its own."""
    other = answered(
        answers_to=[numbered("9", None, "akn")], identifiers=[numbered("x", scheme="eid")]
    )
    _, back = written(asked("1"), other)
    assert ((numbered("9", None, "akn"),),) == tuple(each.answers_to for each in back.answers)
    _, back = written(asked("1"), answered(identifiers=[numbered("x", scheme="eid")]))
    assert ((),) == tuple(each.answers_to for each in back.answers)


SHAPE = {"format": "akn", "shape": "debate"}


def test_what_has_no_place_is_named():
    """A second author, a rule and an event that is no remark are named; the rest comes back."""
    question = asked(
        "1",
        authors=[parlq.Author(name="Ada"), parlq.Author(name="Cy")],
        rule="130",
        events=[parlq.Event(kind="tabled", date=DAY)],
    )
    found = parlq.losses(question, **SHAPE)
    assert {"authors", "rule", "events"} == {each.path for each in found}
    assert all("akn debate has no place for" in each.message for each in found)


def test_another_name_of_a_question_is_no_loss():
    """An answer that names its question by another of its names is reported as an info."""
    question = asked("1", identifiers=[numbered("1"), numbered("417", "moot", "reference")])
    answer = answered("1", answers_to=[numbered("417", "moot", "reference")])
    (about, _) = parlq.losses(parlq.Dossier(questions=[question], answers=[answer]), **SHAPE)[::-1]
    assert ("info", "answers_to") == (about.severity, about.path)


FRENCH = parlq.LanguageVariant(language="fr", body=text("Quoi ?")[0].body)
SEVERAL = {
    "days": ([asked("1"), asked("2", date="2031-03-05")], "2031-03-05 (1)", "--since"),
    "no day": ([asked("1"), asked("2", date=None)], "no date (1)", "--until"),
    "houses": ([asked("1"), asked("2", parliament="xa/lords")], "xa/lords (1)", "each"),
    "languages": ([asked("1", variants=(*text("Why?"), FRENCH))], "fr (1)", "--language"),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_several_sittings_are_refused(name):
    """PQ763 lists what there is, and tells what to filter."""
    works, listed, advice = SEVERAL[name]
    with pytest.raises(InputError) as caught:
        written(*works)
    (problem,) = caught.value.problems
    assert "PQ763" == problem.rule
    assert listed in problem.message
    assert advice in problem.message


def test_a_language_is_chosen():
    """Of texts in several languages one is written; the others are named."""
    works, *_ = SEVERAL["languages"]
    data, back = written(*works, language="fr")
    assert "Quoi ?" in data
    assert ("fr",) == back.languages
    assert ["variants"] == [each.path for each in parlq.losses(*works, **SHAPE, language="fr")]


def test_options_that_do_not_fit():
    """Shapes of other formats are refused, and a language without a shape."""
    with pytest.raises(ModelError, match="shape must be debate"):
        parlq.dumps(asked("1"), format="akn", shape="api-v2")
    with pytest.raises(TypeError, match="language"):
        parlq.dumps(asked("1"), format="akn", language="fr")
    with pytest.raises(TypeError, match="language"):
        akn.dumps(asked("1"), language="fr")


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Two files of questions of one day, and one of another day."""
    monkeypatch.chdir(tmp_path)
    parlq.dump(asked("1"), "a.json")
    parlq.dump(parlq.Dossier(questions=[asked("2")], answers=[answered("2")]), "b.json")
    parlq.dump(asked("3", date="2031-03-05"), "c.json")
    return tmp_path


def test_several_files_become_one_debate(files, capsys):
    """`parlq convert` writes the works of all its inputs into one debate; filters choose the day."""
    shape = ["--to", "akn", "--shape", "debate", "-o", "day.xml"]
    assert 0 == main(["convert", "a.json", "b.json", *shape])
    whole = (files / "day.xml").read_bytes()
    assert 1 == whole.count(b"<debate ")
    assert 3 == len(akn.loads(whole, strict=False).works)
    capsys.readouterr()
    assert 1 == main(["convert", ".", *shape, "--include", "*.json"])
    assert re.search(r"day\.xml: error PQ763 works of 2 days: .*--since", capsys.readouterr().err)
    assert whole == (files / "day.xml").read_bytes()
    days = ["--since", DAY, "--until", DAY]
    assert 0 == main(["convert", ".", *shape, "--include", "*.json", *days])
    assert whole == (files / "day.xml").read_bytes()


def test_one_file_becomes_a_debate(files, capsys):
    """One file is written likewise; with --strict a fact without a place is an error."""
    parlq.dump(asked("1", rule="130"), "r.json")
    shape = ["--to", "akn", "--shape", "debate"]
    assert 0 == main(["convert", "r.json", *shape, "-o", "r.xml"])
    assert 'no place for "rule"' in capsys.readouterr().err
    assert 1 == main(["convert", "r.json", *shape, "--strict", "-o", "s.xml"])
    assert not (files / "s.xml").exists()
    assert 2 == main(["convert", "r.json", "--to", "jsonld", "--shape", "debate"])
    assert "no shape debate; it has api-v2 or dump-2022" in capsys.readouterr().err


def test_a_corpus_is_written_as_a_debate(tmp_path):
    """`parlq.corpus.write` takes the shape, too."""
    assert () == write([asked("1"), asked("2")], tmp_path / "day.xml", shape="debate")
    assert 2 == len(akn.load(tmp_path / "day.xml", strict=False).works)


@pytest.mark.parametrize("value", ["1.", "No. 5", " 5", "a  b"])
def test_a_number_that_would_read_as_another_one_is_not_written(value):
    """Such a number is named as lost, and its question is still the one that is answered."""
    question, answer = asked(value, variants=text("Why?")), answered(value)
    data, back = written(question, answer)
    assert "<num>" not in data
    assert ["local"] == [each.scheme for each in back.questions[0].identifiers]
    assert (back.answers[0],) == back.answers_for(back.questions[0])
    losses = parlq.losses(parlq.Dossier(questions=[question], answers=[answer]), **SHAPE)
    assert "identifiers" in {each.path for each in losses}


def test_answers_without_a_name_are_told_apart():
    """Works that nothing names in the debate get a local name, by which losses are compared."""
    scope = {"scheme": "paper", "scope": "moot"}
    answers = [
        answered("1", identifiers=[parlq.Identifier(value=value, **scope)], variants=text(value))
        for value in ("b", "a")
    ]
    found = parlq.losses(parlq.Dossier(questions=[asked("1")], answers=answers), **SHAPE)
    assert ["identifiers"] == [each.path for each in found]


@pytest.mark.parametrize("scheme", ["akn", "register"])
def test_people_that_only_an_identifier_names(scheme):
    """The IRI of a person or body comes back without a name; any other identifier is named as lost."""
    own = [parlq.Identifier(scheme=scheme, value="/akn/ontology/person/xa/ada")]
    question = asked(
        "1",
        authors=[parlq.Author(identifiers=own)],
        addressees=[parlq.Institution(identifiers=own)],
    )
    answer = answered("1", answerers=[parlq.Answerer(identifiers=own)])
    found = parlq.losses(parlq.Dossier(questions=[question], answers=[answer]), **SHAPE)
    lost = {"authors", "addressees", "answerers"} if scheme == "register" else set()
    assert lost == {each.path for each in found}
