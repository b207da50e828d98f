"""Facts of a document that contains a question are not those of the question."""

import datetime as dt

import pytest

import parlq
from parlq.formats import akn

from .made import NAMES

ANSWER = '<answer by="#bo"><p>In May.</p></answer>'
ASKED = '<question by="#ada"><p>When?</p></question>'


def document(
    text=ASKED,
    *,
    name="hansard",
    subtype=None,
    iri="/akn/xa/debate/2031-03-04/7",
    country="xa",
    number="7",
    language="eng",
    lang="",
    meta="",
    preface="",
):
    """A document by others."""
    kind = "" if subtype is None else f'<FRBRsubtype value="{subtype}"/>'
    return f"""<akomaNtoso xmlns="{NAMES["a"]}"><debate name="{name}"><meta>
<identification source="#clerk"><FRBRWork><FRBRthis value="{iri}/!main"/><FRBRuri value="{iri}"/>
<FRBRdate date="2031-03-04" name="sitting"/><FRBRauthor href="#clerk"/>
<FRBRcountry value="{country}"/>{kind}<FRBRnumber value="{number}"/></FRBRWork>
<FRBRExpression><FRBRthis value="{iri}/eng/!main"/><FRBRuri value="{iri}/eng"/>
<FRBRdate date="2031-03-05" name="report"/><FRBRauthor href="#clerk"/>
<FRBRlanguage language="{language}"/></FRBRExpression></identification>
<publication date="2031-06-30" name="gazette" showAs="Gazette" number="99"/>
<classification source="#clerk"><keyword value="1" showAs="sea" dictionary="urn:x:sea"/></classification>
<workflow source="#clerk"><step date="2031-03-04" by="#house" refersTo="#printed"/></workflow>
<references source="#clerk"><TLCPerson eId="ada" href="urn:x:ada" showAs="Ada Lind"/>
<TLCPerson eId="bo" href="urn:x:bo" showAs="Bo Marsh"/>
<TLCOrganization eId="house" href="urn:x:house" showAs="House"/>
<TLCConcept eId="printed" href="urn:x:printed" showAs="Printed"/>{meta}</references></meta>
{preface}<debateBody><debateSection name="x"{lang}>{text}</debateSection></debateBody>
</debate></akomaNtoso>""".encode()


def read(data):
    """The works of a document, and its problems; what is written of it is read back equal."""
    reading = akn.read(data, strict=False)
    value = reading.document()
    assert value == akn.loads(akn.dumps(value))
    works = value.works if isinstance(value, parlq.Dossier) else (value,)
    return works, value.extensions, reading.problems


def facts(work):
    """The facts that a document may state of a work."""
    numbers = [each.value for each in work.identifiers if each.scheme != "local"]
    return work.reference, numbers, work.date, work.publications, work.subjects, work.events


NOTHING = (None, [], None, (), (), ())
SITTING = (None, [], dt.date(2031, 3, 4), (), (), ())
CONTAINERS = {
    "question": document(),
    "question-and-answer": document(ASKED + ANSWER),
    "question-and-answers": document(ASKED + ANSWER + ANSWER),
    "answer": document(ANSWER),
    "several": document(ASKED * 2 + ANSWER),
    "beside-a-speech": document(f'{ASKED}<speech by="#bo"><p>No.</p></speech>'),
    "subtype": document(subtype="sitting", iri="/akn/xa/debate/sitting/moot/2031-03-04/7"),
    "european": document(country="eu", iri="/akn/eu/debate/ep/2031-03-04/7", number="7/31"),
    "report": document(country="eu", iri="/akn/eu/debate/ep/2031-03-04/7", number="A-0007/2031"),
    "written-questions": document(ASKED * 2, name="writtenQuestion"),
    "answer-to-others": document(ASKED + ANSWER * 2, name="answer"),
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_container_keeps_its_facts(name):
    """Works get the day of a debate, not its number, gazette, keywords or events; all are preserved."""
    works, extensions, problems = read(CONTAINERS[name])
    assert [SITTING] * len(works) == [facts(work) for work in works]
    kept = {each.name for each in extensions}
    assert {"identification", "publication", "classification", "workflow"} <= kept
    (told,) = [problem for problem in problems if problem.rule == "PQ219"]
    assert ("info", True) == (told.severity, "belongs to the document" in told.message)
    assert "number" in told.message
    assert told.path.endswith("/meta/identification")
    rules = {problem.rule for problem in problems}
    assert "PQ214" in rules


OWN = {
    "name": (document(name="writtenQuestion"), "questions", "7"),
    "plain-name": (document(name="question"), "questions", "7"),
    "subtype": (document(subtype="oralQuestion"), "questions", "7"),
    "iri": (document(iri="/akn/xa/debate/questionTime/moot/2031-03-04/7"), "questions", "7"),
    "with-answer": (document(ASKED + ANSWER, subtype="writtenQuestion"), "questions", "7"),
    "with-answers": (document(ASKED + ANSWER * 2, subtype="writtenQuestion"), "questions", "7"),
    "answer": (document(ANSWER, subtype="answer"), "answers", "7"),
    "answer-with-its-question": (document(ASKED + ANSWER, subtype="answer"), "answers", "7"),
    "reference": (document(country="eu", number="E-000417/2031"), "questions", None),
    "answer-reference": (
        document(ANSWER, country="eu", number="E-000417/2031-ASW"),
        "answers",
        None,
    ),
}


@pytest.mark.parametrize("name", OWN)
def test_a_document_that_is_the_work_gives_it_its_facts(name):
    """A question in a file of its own has the number, date and gazette of the file; others do not."""
    data, stem, number = OWN[name]
    works, _, problems = read(data)
    kind = parlq.Question if stem == "questions" else parlq.Answer
    for work in works:
        if type(work) is not kind:
            assert NOTHING == facts(work)
            continue
        reference, numbers, date, publications, subjects, events = facts(work)
        assert ([number] if number else [], "2031-03-04") == (numbers, str(date))
        assert (number is None) == (reference is not None)
        assert (1, 1, 1) == (len(publications), len(subjects), len(events))
    assert "PQ219" not in {problem.rule for problem in problems}


def test_an_answer_alone_in_the_document_of_its_question():
    """The number of the document says what it answers, and is not its own."""
    (work,), _, _ = read(document(ANSWER, country="eu", number="E-000417/2031"))
    assert ("E-000417/2031", None) == (str(work.answers_to[0]), work.reference)
    assert (None, ()) == (work.date, work.publications)


def test_links_of_a_container():
    """That a document answers a work elsewhere is no fact of the answers in a debate."""
    entry = '<TLCReference eId="e" name="isAnswerTo" href="/akn/xa/q/9" showAs="9"/>'
    (work,), extensions, _ = read(document(ANSWER, meta=entry))
    assert () == work.answers_to
    assert any("isAnswerTo" in each.value for each in extensions)
    (work,), _, _ = read(document(ANSWER, subtype="answer", meta=entry))
    assert ["/akn/xa/q/9"] == [each.value for each in work.answers_to]


def test_the_preface_of_a_container():
    """Its lines are no heading of the question in it."""
    preface = "<preface><p>Official Report</p></preface>"
    (work,), extensions, _ = read(document(preface=preface))
    assert () == work.variants[0].heading
    assert "preface" in {each.name for each in extensions}
    (work,), extensions, _ = read(document(subtype="oralQuestion", preface=preface))
    assert ("Official Report",) == work.variants[0].heading
    assert "preface" not in {each.name for each in extensions}


@pytest.mark.parametrize("tag", ["en_GB", "en-", "english!", "e", "-", "zz_", "en--GB"])
def test_a_language_tag_that_is_none(tag):
    """It is preserved and reported, and the language around it is that of the text."""
    (work,), extensions, problems = read(document(lang=f' xml:lang="{tag}"'))
    assert ("en",) == work.languages
    assert [tag] == [each.value for each in extensions if each.name == "lang"]
    (problem,) = [each for each in problems if f"xml:lang {tag!r}" in each.message]
    assert ("PQ214", "warning") == (problem.rule, problem.severity)
    assert problem.path.endswith("/debateSection/@xml:lang")


def test_a_language_tag_that_is_none_on_the_text_itself():
    """The next element around it that states a language has the say."""
    asked = ASKED.replace("<question", '<question xml:lang="sv_SE"')
    (work,), extensions, _ = read(document(asked, lang=' xml:lang="FI"'))
    assert ("fi",) == work.languages
    assert ["sv_SE"] == [each.value for each in extensions if each.name == "lang"]


@pytest.mark.parametrize(
    ("stated", "tag"), [("ENG", "en"), ("Eng", "en"), ("heb", "he"), ("ger", "de"), ("DE", "de")]
)
def test_languages_are_compared_without_case(stated, tag):
    """`FRBRlanguage` and `xml:lang` in any case, by any code, say the same."""
    (work,), _, _ = read(document(language=stated))
    assert (tag,) == work.languages
    (work,), _, _ = read(document(lang=f' xml:lang="{stated}"'))
    assert (tag,) == work.languages


def test_links_by_place_are_bounded():
    """Very many answers below very many questions are refused, not linked each with each."""
    data = document(ASKED * 100 + ANSWER * 201)
    reading = akn.read(data, strict=False)
    assert reading.failed
    assert ["PQ104"] == [each.rule for each in reading.problems if each.severity == "error"]
    works, _, _ = read(document(ASKED * 100 + ANSWER * 200))
    assert {0, 100} == {len(getattr(work, "answers_to", ())) for work in works}


def test_a_document_that_answers_others_says_so_once():
    """What the references of a question call answered is no fact of the answers below it."""
    entry = '<TLCReference eId="e" name="isAnswerTo" href="/akn/xa/q/9" showAs="9"/>'
    works, extensions, _ = read(document(ASKED + ANSWER, subtype="writtenQuestion", meta=entry))
    assert ["7"] == [each.value for each in works[1].answers_to]
    assert any("isAnswerTo" in each.value for each in extensions)
