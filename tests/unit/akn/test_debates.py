"""Debates of other parliaments: which speech answers which question, and the facts of each."""

import datetime as dt
import io
import json
import re
from pathlib import Path

import attrs
import pytest

import parlq
from parlq import formats
from parlq.cli import main
from parlq.formats import akn
from parlq.formats.akn import retention
from parlq.formats.akn.debates.parliaments import wording
from parlq.formats.akn.generic.body import TextReader
from parlq.limits import Limits

SITTING = (Path(__file__).parents[3] / "examples" / "sitting.xml").read_text("utf-8")
NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
DAY = dt.date(2031, 3, 4)
ASKED = '<question by="#ada" to="#harbours" eId="q1"><p>When will the ferries sail?</p></question>'
REPLY = '<speech by="#bo" as="#harbours"><p>In May.</p></speech>'


def sitting(text, *, meta="", cover=""):
    """A debate whose one section has this text, with the people of the example."""
    head, _, rest = SITTING.partition("<debateBody>")
    tail = rest.partition("</debateBody>")[2]
    head = head.replace("</meta>", f"{meta}</meta>{cover}")
    section = f'<debateSection name="questions">{text}</debateSection>'
    return f"{head}<debateBody>{section}</debateBody>{tail}"


def read(text, **options):
    """The questions, the answers and the problems; what is written of them is read back equal."""
    reading = akn.read(text.encode(), strict=False, **options)
    value = reading.document()
    assert value == akn.loads(akn.dumps(value))
    works = value.works if isinstance(value, parlq.Dossier) else (value,)
    questions = [work for work in works if isinstance(work, parlq.Question)]
    answers = [work for work in works if isinstance(work, parlq.Answer)]
    return questions, answers, reading.problems


def rules(problems):
    """The rules of debates that were met."""
    return {each.rule for each in problems if each.rule.startswith("PQ7")}


def names(work):
    """The identifiers of a work as tuples."""
    return [(each.scheme, each.value, each.scope) for each in work.identifiers]


SHAPES = {
    "draft": (SITTING.replace(NAMESPACE, f"{NAMESPACE}/CSD13"), {"PQ750"}),
    "2.0": (
        SITTING.replace(NAMESPACE, "http://www.akomantoso.org/2.0").replace(" eId=", " id="),
        {"PQ750", "PQ754"},
    ),
    "1.0": (
        SITTING.replace(NAMESPACE, "http://www.akomantoso.org/1.0")
        .replace(" eId=", " id=")
        .replace("debateSection", "subdivision")
        .replace("<debate ", "<debateRecord ")
        .replace("</debate>", "</debateRecord>")
        .replace("debateBody>", "debate>")
        .replace('="#', '="'),
        {"PQ750", "PQ753", "PQ754", "PQ755"},
    ),
    "none": (SITTING.replace(f' xmlns="{NAMESPACE}"', ""), {"PQ751"}),
    "none-behind-a-comment": (
        SITTING.replace(f' xmlns="{NAMESPACE}"', "").replace("?>", "?><!-- <akomaNtoso> -->", 1),
        {"PQ751"},
    ),
    "prefix": (
        re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", SITTING).replace("xmlns=", "xmlns:x="),
        set(),
    ),
    "prefixed-draft": (
        re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", SITTING).replace(
            f'xmlns="{NAMESPACE}', f'xmlns:x="{NAMESPACE}/WD17'
        ),
        {"PQ750"},
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_version_gives_the_same_works(name):
    """Versions and drafts differ in names only, and each difference is one info."""
    text, differences = SHAPES[name]
    questions, answers, problems = read(text)
    usual, others, _ = read(SITTING)
    assert usual == questions
    assert others == answers
    assert differences == rules(problems) - {"PQ757"}
    told = [each for each in problems if each.rule in differences]
    assert {"info"} == {str(each.severity) for each in told} or not told
    assert len(differences) == len(told)


@pytest.mark.parametrize("name", ["draft", "2.0", "1.0", "none"])
def test_strict_reading_names_the_option(name):
    """Strict reading refuses other versions, and says how they are read."""
    reading = akn.read(SHAPES[name][0].encode())
    assert reading.value is None
    assert any("--lenient" in each.message for each in reading.problems)


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_another_encoding(encoding):
    """A draft in another encoding is read as in UTF-8."""
    text = SHAPES["draft"][0].replace("Lindgaard", "Lindgård").replace("UTF-8", encoding)
    value = akn.read(text.encode(encoding), strict=False).document()
    assert "Ada Lindgård" == value.questions[0].authors[0].name


PARTS = {
    "debate": "<debate {0}><debateBody>{1}</debateBody></debate>",
    "debateBody": "<debateBody {0}>{1}</debateBody>",
    "debateSection": "<debateSection {0}>{1}</debateSection>",
    "questions": "<questions {0}>{1}</questions>",
    "oralStatements": "<oralStatements {0}>{1}</oralStatements>",
    "speechGroup": "<speechGroup {0}>{1}</speechGroup>",
}


@pytest.mark.parametrize("namespace", [f'xmlns="{NAMESPACE}"', f'xmlns="{NAMESPACE}/CSD13"', ""])
@pytest.mark.parametrize("name", PARTS)
def test_a_part_of_a_document_is_read(name, namespace):
    """A part has no metadata: the country is unknown, the name of who asks is the printed one."""
    text = PARTS[name].format(
        namespace, '<question by="#ada"><from>Ada Lind</from><p>When?</p></question>'
    )
    (question,), _, problems = read(text)
    assert ("zz/unknown", "When?") == (question.parliament, question.text())
    assert ["Ada Lind"] == [each.name for each in question.authors]
    assert {"PQ752", "PQ756", "PQ759"} <= rules(problems)


@pytest.mark.parametrize("tag", ["question", "answer"])
def test_one_speech_is_a_part(tag):
    """The root may be a question or an answer."""
    questions, answers, _ = read(f'<{tag} xmlns="{NAMESPACE}" by="#a"><p>May.</p></{tag}>')
    assert ["May."] == [work.text() for work in (*questions, *answers)]


def test_facts_of_each_question():
    """Numbers have what they are unique in; date and house are those of the sitting."""
    (first, second), (reply, further), _ = read(SITTING)
    assert [
        ("number", "1", "moot 2031-03-04"),
        ("reference", "417/31", "moot"),
        ("eid", "pq_1", "moot 2031-03-04"),
    ] == names(first)
    assert [("eid", "spk_1", "moot 2031-03-04")] == names(reply)
    for work in (first, second, reply, further):
        assert ("xa/moot", DAY, ("en",)) == (work.parliament, work.date, work.languages)
    assert ["Ada Lindgaard"] == [each.name for each in first.authors]
    assert ["Minister for Harbours"] == [each.name for each in first.addressees]
    assert "/akn/ontology/person/xa/ada" == first.authors[0].identifiers[0].value
    assert "Ferries in spring" == first.variants[0].subject


def test_iris_are_distinct():
    """Two questions, and the answers to them, have IRIs of their own."""
    questions, answers, _ = read(SITTING)
    iris = [akn.iri(work) for work in (*questions, *answers)]
    assert len(iris) == len(set(iris))


def test_roles_carry_over_by_person():
    """Who spoke as minister is one when he speaks again; only his speeches answer."""
    text = (
        f'{ASKED}<speech by="#cy" as="#chair"><p>Order.</p></speech>{REPLY}'
        '<speech by="#ada"><p>And the fare?</p></speech><speech by="#bo"><p>It stays.</p></speech>'
        '<speech by="#cy"><p>Shame.</p></speech>'
    )
    (question,), (first, second), problems = read(sitting(text))
    assert "In May." == first.text()
    assert (None, "supplementary") == (first.kind, second.kind)
    said = "Ada Lindgaard\nAnd the fare?\nBo Tarrow\nIt stays.\nCy Holm\nShame."
    assert said == second.text()
    assert "When will the ferries sail?\nCy Holm\nOrder." == question.text()
    assert ("Minister for Harbours",) == second.answerers[0].offices
    assert {question.identifiers[0]} == {*first.answers_to, *second.answers_to}
    reasons = [each.message for each in problems if each.rule == "PQ757"]
    assert [False, True] == ["as before" in each for each in reasons]


def test_an_office_of_the_government_answers():
    """Who holds another office of the government answers, too; who presides does not."""
    office = (
        '<references source="#clerk"><TLCRole eId="state" href="/role/state"'
        ' showAs="Minister of State for Quays"/></references>'
    )
    speech = '<speech by="#cy" as="#{}"><p>Soon.</p></speech>'
    _, answers, _ = read(sitting(ASKED + speech.format("state"), meta=office))
    assert ["Soon."] == [each.text() for each in answers]
    _, answers, problems = read(sitting(ASKED + speech.format("chair")))
    assert [] == answers
    (warning,) = [each for each in problems if each.rule == "PQ758"]
    assert "question without answer; 1 speech follows" == warning.message


def test_who_asks_does_not_answer():
    """A minister who asks a question does not answer it."""
    text = ASKED.replace("#ada", "#bo") + REPLY
    _, answers, problems = read(sitting(text))
    assert [] == answers
    assert "PQ758" in rules(problems)


FURTHER = (
    f'{ASKED}<speech by="#ada"><p>It is urgent.</p></speech>{REPLY}'
    '<speech by="#ada"><p>And the fare?</p></speech><speech by="#bo"><p>It stays.</p></speech>'
)


def test_further_speeches_are_part_of_the_exchange():
    """What the asker adds belongs to the question before it is answered, and to the reply after."""
    (question,), answers, _ = read(sitting(FURTHER))
    assert "When will the ferries sail?\nAda Lindgaard\nIt is urgent." == question.text()
    assert ["In May.", "Ada Lindgaard\nAnd the fare?\nBo Tarrow\nIt stays."] == [
        each.text() for each in answers
    ]


def test_further_speeches_are_supplementary_questions():
    """With `answers`, each is a question that takes up the first one, and has its answer."""
    (question, *further), (first, second), _ = read(sitting(FURTHER), replies="answers")
    assert "When will the ferries sail?" == question.text()
    assert ["It is urgent.", "And the fare?"] == [each.text() for each in further]
    assert {"supplementary"} == {each.kind_code for each in further}
    assert {(question.identifiers[0],)} == {each.follows_up for each in further}
    assert 2 == len(first.answers_to)
    assert (further[1].identifiers[0],) == second.answers_to


def test_no_speech_is_an_answer():
    """With `none`, speeches are preserved."""
    reading = akn.read(sitting(FURTHER).encode(), strict=False, replies="none")
    question = reading.document()
    assert isinstance(question, parlq.Question)
    assert 4 == sum(each.name == "speech" for each in question.extensions)


def test_questions_together_have_one_answer():
    """Questions that follow each other are answered together; a remark between them parts them."""
    other = ASKED.replace("#ada", "#cy").replace("q1", "q2")
    (first, second), (answer,), _ = read(sitting(ASKED + other + REPLY))
    assert (first.identifiers[0], second.identifiers[0]) == answer.answers_to
    deferred = "<summary>(Question deferred)</summary>"
    (first, second), (answer,), _ = read(sitting(ASKED + deferred + other + REPLY))
    assert (second.identifiers[0],) == answer.answers_to
    assert ["deferred"] == [each.code for each in first.events]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            '<speech by="#harbours"><p>Reply not received from Department.</p></speech>',
            "reply-not-received",
        ),
        ("<scene>(Question deferred)</scene>", "deferred"),
        ("<narrative>[Question withdrawn]</narrative>", "withdrawn"),
    ],
)
def test_a_formula_is_an_event(text, code):
    """What became of a question is an event, and no answer."""
    (question,), answers, _ = read(sitting(ASKED + text))
    assert [] == answers
    assert [(code, DAY)] == [(each.code, each.date) for each in question.events]


def test_a_remark_about_another_question_is_no_event():
    """What a remark says of some other question is a remark of the exchange."""
    said = "Question No. 6 replied to with Written Answers."
    (question,), _, _ = read(sitting(f"{ASKED}<summary>{said}</summary>"))
    assert () == question.events
    assert (parlq.Italic(content=said),) == question.variants[0].body[-1].content


def test_a_question_printed_twice_is_one():
    """A deferred question that is asked again is one question with events."""
    twice = SITTING.replace("</debateBody>", SECOND + "</debateBody>")
    questions, answers, problems = read(twice)
    assert 2 == len(questions)
    assert ["deferred", "asked-again"] == [each.code for each in questions[1].events]
    assert questions[1].identifiers[0] in answers[-1].answers_to
    assert "PQ760" in rules(problems)


SECOND = (
    '<debateSection name="question"><question by="#cy" to="#harbours" eId="pq_9"><p>2. <b>Cy Holm</b>'
    " asked the <b>Minister for Harbours</b> which lighthouses are lit. [418/31]</p></question>"
    f"{REPLY}</debateSection>"
)


def test_nobody_asks():
    """An entry for speakers who were not identified is nobody."""
    text = sitting(ASKED).replace("Ada Lindgaard", "unmatched")
    (question,), _, _ = read(text)
    assert () == question.authors
    assert any(each.name == "by" for each in question.extensions)


def test_people_by_iri():
    """A pointer may be the IRI of an entry."""
    text = sitting(ASKED.replace('"#ada"', '"/akn/ontology/person/xa/ada"'))
    (question,), _, _ = read(text)
    assert ["Ada Lindgaard"] == [each.name for each in question.authors]


@pytest.mark.parametrize("language", ["", "mul"])
def test_a_language_that_is_not_stated(language):
    """The language of a text is `und`, with one warning for the document."""
    text = SITTING.replace(
        '<FRBRlanguage language="eng"/>', f'<FRBRlanguage language="{language}"/>'
    )
    questions, answers, problems = read(text)
    assert {("und",)} == {work.languages for work in (*questions, *answers)}
    assert 1 == sum(each.rule == "PQ756" for each in problems)


def test_languages_of_blocks():
    """A paragraph in another language is a span."""
    text = ASKED.replace("<p>", '<p xml:lang="ga">').replace("<question", '<question xml:lang="fr"')
    (question,), _, _ = read(sitting(text))
    ((span,),) = [block.content for block in question.variant("fr").body]
    assert ("ga", ("When will the ferries sail?",)) == (span.language, span.content)


def test_notes_of_the_meta():
    """A note of the meta stands behind the block of its mark, in each text that has one."""
    notes = '<notes source="#clerk"><note eId="n1"><p>By boat.</p></note></notes>'
    reply = REPLY.replace("May.", 'May<noteRef href="#n1" marker="1"/>.')
    _, (answer,), _ = read(sitting(ASKED + reply, meta=notes))
    _, note = answer.variants[0].body
    assert ("1", "By boat.") == (note.marker, note.content[0].content[0])
    assert not any(each.name == "note" for each in answer.extensions)


def test_numbers_above_and_in_the_text():
    """`num` and `docNumber` are numbers, not text; a number in a text begins it once."""
    text = "<num>*19.</num>" + ASKED.replace("sail?", "sail? <docNumber>CO9E</docNumber>")
    (question,), _, _ = read(sitting(text))
    assert [("number", "*19", "moot 2031-03-04"), ("docNumber", "CO9E", None)] == names(question)[
        :2
    ]
    assert "When will the ferries sail?" == question.text()
    parts = ASKED.replace("<p>", "<p>1. Are there ferries?</p><p>2. ")
    (question,), _, _ = read(sitting(parts))
    assert ["eid"] == [scheme for scheme, _, _ in names(question)]


def test_the_day_that_the_cover_prints():
    """Session and day are those that the cover page prints."""
    cover = (
        '<coverPage><p><session value="2">SECOND SESSION</session>'
        '<docDate date="2031-03-07">7 March</docDate></p></coverPage>'
    )
    (question,), _, _ = read(sitting(ASKED, cover=cover))
    assert ("SECOND SESSION", dt.date(2031, 3, 7)) == (question.session, question.date)


def test_an_answer_in_another_section():
    """It is linked by `refersTo`; without that, only where there is no choice."""
    body = "</debateSection><debateSection name='answers'>"
    answer = '<answer by="#bo"{}><p>In May.</p></answer>'
    other = ASKED.replace("q1", "q2")
    (first,), (one,), problems = read(sitting(ASKED + body + answer.format("")))
    assert (first.identifiers[0],) == one.answers_to
    assert "PQ217" in {each.rule for each in problems}
    stated = answer.format(' refersTo="#q2"')
    (_, second), (one,), _ = read(sitting(ASKED + other + body + stated))
    assert (second.identifiers[0],) == one.answers_to
    _, answers, _ = read(sitting(ASKED + other + body + answer.format("") * 2))
    assert [(), ()] == [each.answers_to for each in answers]


def test_questions_at_any_depth():
    """Sections of any name, groups of speeches and containers may hold questions."""
    for tag in ("questions", "writtenStatements", "speechGroup", "petitions", "container"):
        inner = f'<{tag} name="x">{ASKED}{REPLY}</{tag}>'
        questions, answers, _ = read(sitting(f'<debateSection name="y">{inner}</debateSection>'))
        assert (1, 1) == (len(questions), len(answers)), tag


def test_words_that_name_something_are_links():
    """A name in the text whose pointer leads to an entry is a link to what it names."""
    text = ASKED.replace("ferries", '<organization refersTo="#moot">Moot</organization>')
    (question,), _, _ = read(sitting(text))
    assert "/akn/ontology/organization/xa/moot" == question.variants[0].body[0].content[1].href


def test_the_table_of_wording():
    """Rows of a country come before those of all."""
    ireland, other = wording("ie"), wording("xa")
    assert (("1", "sitting"), None) == (ireland.number("1Deputy Ada"), other.number("1Deputy Ada"))
    assert ("39/31", "house") == other.reference("Why? [39/31]")
    assert None is other.reference("Why? [39/31] [40/31]")
    assert ireland.is_government("Tánaiste")
    assert not other.is_government("Speaker of the Ministers")
    assert other.is_nobody(" Unmatched ")
    assert not other.is_nobody("Unknown Soldier")
    assert "deferred" == other.event("(Question deferred)")
    assert None is other.event("The question was deferred to the next sitting.")


def streamed(text, **options):
    """The works of a debate that is read question by question, and the last problems."""
    entries = list(formats.get("akn").streamed(io.BytesIO(text.encode()), strict=False, **options))
    return [each.value for each in entries if each.value], entries[-1].problems


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("replies", ["exchange", "answers", "none"])
def test_a_stream_gives_the_works_of_the_whole(name, replies):
    """Question by question, the works are those of the whole document, in every version."""
    works, problems = streamed(SHAPES[name][0], replies=replies)
    questions, answers, _ = read(SHAPES[name][0], replies=replies)
    for whole, kind in ((questions, parlq.Question), (answers, parlq.Answer)):
        assert [bare(each) for each in whole] == [
            bare(each) for each in works if isinstance(each, kind)
        ]
    assert "PQ761" in rules(problems)


def bare(work):
    """A work without what is preserved."""
    return attrs.evolve(work, extensions=())


def test_a_stream_names_works_apart():
    """Local names count through the file, and links follow them."""
    text = sitting((ASKED.replace(' eId="q1"', "") + REPLY) * 3)
    works, _ = streamed(text)
    asked = [each.label for each in works if isinstance(each, parlq.Question)]
    assert ["question-1", "question-2", "question-3"] == asked
    replies = [each for each in works if isinstance(each, parlq.Answer)]
    assert asked == [each.answers_to[0].value for each in replies]


@pytest.mark.parametrize("stated", ["", ' refersTo="#q2"'])
def test_a_stream_links_answers_in_another_section(stated):
    """An answer in a section of its own is linked as in the whole document."""
    answer = f'<answer by="#bo"{stated}><p>In May.</p></answer>'
    other = ASKED.replace("q1", "q2") if stated else ""
    text = sitting(f"{ASKED}{other}</debateSection><debateSection name='answers'>{answer}")
    works, _ = streamed(text)
    _, (whole,), _ = read(text)
    assert whole.answers_to == works[-1].answers_to
    assert whole.answers_to


def test_a_role_without_an_author_is_preserved():
    """What the question says of a person whom the references do not describe is preserved."""
    text = ASKED.replace('by="#ada"', 'by="#x" as="#chair"').replace("<p>", "<from>Xi</from><p>")
    (question,), _, _ = read(sitting(text))
    assert ["Xi"] == [each.name for each in question.authors]
    assert {"by", "as"} <= {each.name for each in question.extensions}


def test_a_stream_is_bounded():
    """A question that is larger than the limit ends the reading with an error."""
    text = sitting(ASKED + "<speech by='#cy'><p>" + "x " * 200_000 + "</p></speech>")
    _, problems = streamed(text, limits=Limits(size=100_000))
    assert {"PQ104"} == {each.rule for each in problems if each.severity == "error"}


def test_a_broken_stream_gives_what_was_read():
    """What is not well-formed ends the reading; the questions well before it are there."""
    far = f"<heading>Lighthouses</heading>{' ' * 200_000}</p>"
    broken = SITTING.replace("<heading>Lighthouses</heading>", far)
    works, problems = streamed(broken)
    assert ["1"] == [each.label for each in works if isinstance(each, parlq.Question)]
    assert {"PQ101"} == {each.rule for each in problems if each.severity == "error"}


def test_a_document_type_is_refused():
    """A stream opens nothing and expands nothing, as the whole document does not."""
    text = SITTING.replace("<akomaNtoso", '<!DOCTYPE x [<!ENTITY e "x">]><akomaNtoso', 1)
    works, problems = streamed(text)
    assert ([], {"PQ103"}) == (works, {each.rule for each in problems})


def test_retention_tells_live_from_preserved():
    """What is a value lives, a speech of others only in the exchange, and nothing is lost."""
    text = sitting(
        f'<heading>Ferries</heading>{ASKED}<speech by="#cy"><p>Order there.</p></speech>{REPLY}'
    )
    total, (section,) = retention.measure(text.encode())
    assert (5, 0) == (section.pointers.live, section.pointers.preserved)
    assert 100 == section.elements.percent == section.characters.percent
    total, (section,) = retention.measure(text.encode(), replies="answers")
    assert ("Ferries", 11) == (section.name, section.characters.preserved)
    assert (4, 1) == (section.pointers.live, section.pointers.preserved)
    assert () == total.missing
    assert 0 == total.characters.lost + total.elements.lost


def test_retention_finds_a_loss(monkeypatch):
    """A text that the reader drops is found, and is an error."""
    monkeypatch.setattr(TextReader, "_read", lambda *_: ())
    total, (section,) = retention.measure(sitting(ASKED + REPLY).encode())
    assert 2 == section.elements.lost
    assert {"PQ762"} == {each.rule for each in retention.problems(total, "day.xml")}


def test_the_command_measures(tmp_path, monkeypatch, capsys):
    """`parlq retention` prints shares as text and JSON; what cannot be read is an error."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "day.xml").write_text(SITTING, "utf-8")
    assert 0 == main(["retention", "day.xml"])
    assert "Ferries in spring" in capsys.readouterr().out
    assert 0 == main(["retention", "day.xml", "--to", "json"])
    (found,) = json.loads(capsys.readouterr().out)
    assert ("day.xml", 2, 0) == (found["name"], len(found["sections"]), found["characters"]["lost"])
    assert 2 == main(["retention", "none.xml"])
    assert "PQ100" in capsys.readouterr().err


FIRST_NAMES = """<akomantoso xmlns="http://www.akomantoso.org/1.0"><debaterecord><meta>
<identification source="clerk"><Work><uri href="/xa/minutes/2031-03-04"/><date date="2031-03-04"/>
<author href="#moot"/></Work></identification><references source="clerk">
<Organization id="moot" href="/organization/moot" showAs="The Moot"/>
<Person id="ada" href="/person/ada" showAs="Ada Lindgaard"/></references>
<notes source="clerk"><note id="n1"><p>By the old clock.</p></note></notes></meta>
<debate><subdivision id="s1"><title>Ferries</title>
<question by="#ada"><from>Ada Lindgaard</from><p>When?<noteref href="#n1" num="4"/></p></question>
</subdivision></debate></debaterecord></akomantoso>"""


def test_names_before_version_one():
    """Documents from before version 1.0 have other names for nearly all elements."""
    (question,), _, problems = read(FIRST_NAMES)
    assert (DAY, "Ferries") == (question.date, question.variants[0].subject)
    assert ["Ada Lindgaard"] == [each.name for each in question.authors]
    assert "4" == question.variants[0].body[1].marker
    assert {"PQ750", "PQ753", "PQ754"} <= rules(problems)
    assert [] == [each for each in problems if each.rule == "PQ752"]


@pytest.mark.parametrize("marks", [("", ""), ('marker="1"', 'marker="1"'), ('marker="1"', "")])
def test_no_note_is_lost(marks):
    """Notes without a mark are numbered, and two with one mark are both in the text."""
    notes = "".join(
        f'<note eId="n{number}" {mark}><p>Note {number}.</p></note>'
        for number, mark in enumerate(marks)
    )
    text = ASKED.replace("sail?", 'sail?<noteRef href="#n0"/> Or not?<noteRef href="#n1"/>')
    (question,), _, _ = read(sitting(text, meta=f'<notes source="#clerk">{notes}</notes>'))
    assert "Note 0." in question.text()
    assert "Note 1." in question.text()


def test_who_was_not_identified_holds_no_office():
    """That somebody unknown spoke as minister does not make the next unknown speaker one."""
    speech = '<speech by="#cy"{}><p>{}</p></speech>'
    text = ASKED + speech.format(' as="#harbours"', "In May.") + speech.format("", "Shame!")
    _, answers, _ = read(sitting(text).replace("Cy Holm", "unmatched"))
    assert ["In May.\nShame!"] == [answer.text() for answer in answers]


def test_an_unknown_minister_answers_an_unknown_asker():
    """Two speakers who were not identified are not the same person."""
    text = ASKED.replace("#ada", "#cy") + '<speech by="#cy" as="#harbours"><p>In May.</p></speech>'
    (question,), (answer,), _ = read(sitting(text).replace("Cy Holm", "unmatched"))
    assert (question.identifiers[0],) == answer.answers_to


def test_a_number_behind_the_name_of_the_speaker():
    """The number begins the text, whether or not a line names the speaker before it."""
    text = ASKED.replace("<p>", "<from>Ada Lindgaard</from><p>7. ")
    (question,), _, _ = read(sitting(text))
    assert ("number", "7", "moot 2031-03-04") == names(question)[0]


def test_a_number_of_several_topics_is_that_of_no_question():
    """A numbered section with titled sections in it gives its number to none of them."""
    topic = f'<debateSection name="question"><heading>Ferries</heading>{ASKED}</debateSection>'
    (question,), _, _ = read(sitting(f"<num>III</num><heading>Oral</heading>{topic}"))
    assert ["eid"] == [each.scheme for each in question.identifiers]


def test_what_a_number_says_besides_is_kept():
    """Words beside the number in `num` are preserved."""
    (question,), _, problems = read(sitting(f"<num>No. 12 (urgent)</num>{ASKED}"))
    assert "12" == question.identifiers[0].value
    assert any("no field for <num>" in each.message for each in problems)


def test_a_group_of_speeches_has_its_own_title():
    """The heading and number of a speech group are those of the question in it."""
    group = (
        f'<speechGroup by="#ada"><num>8</num><heading>Nets</heading>{ASKED}{REPLY}</speechGroup>'
    )
    (question,), (answer,), _ = read(sitting(f"<heading>Oral</heading>{group}"))
    assert ("8", "Nets") == (question.identifiers[0].value, question.variants[0].subject)
    assert (question.identifiers[0],) == answer.answers_to


def test_markup_in_a_title_leaves_the_title_a_subject():
    """The words of a heading are the subject; what its markup says is preserved."""
    heading = '<heading>Ferries <recordedTime time="2031-03-04T10:00:00"/></heading>'
    (question,), _, problems = read(sitting(f"{heading}{ASKED}"))
    assert "Ferries" == question.variants[0].subject
    assert any("time" in each.message for each in problems if each.rule == "PQ214")
    _, (section,) = retention.measure(sitting(f"{heading}{ASKED}").encode())
    assert 100 == section.elements.percent


def test_the_office_of_a_speaker_in_an_exchange_is_a_link():
    """Pointers of all speeches of an exchange lead somewhere, with letters of any alphabet."""
    text = sitting(f'{ASKED}<speech by="#cy" as="#chair"><from>Chair</from><p>Order.</p></speech>')
    (question,), _, _ = read(text.replace("person/xa/cy", "person/xa/cý"))
    person, office = question.variants[0].body[1].content
    assert ("/akn/ontology/person/xa/c%C3%BD", ("Chair",)) == (person.href, person.content)
    assert ("/akn/ontology/role/xa/chair", ()) == (office.href, office.content)


def test_a_deferred_question_keeps_what_was_said_both_times():
    """What is said after each printing of a question is in the one question."""
    said = '<speech by="#cy" as="#chair"><p>{}</p></speech>'
    first = SITTING.replace("<summary>", said.format("Nobody here.") + "<summary>")
    again = SECOND.replace(REPLY, said.format("Again.") + REPLY)
    questions, answers, _ = read(first.replace("</debateBody>", again + "</debateBody>"))
    assert 2 == len(questions)
    assert questions[1].text().endswith("Cy Holm\nNobody here.\nCy Holm\nAgain.")
    assert questions[1].identifiers[0] in answers[-1].answers_to


@pytest.mark.parametrize("by", ["#ada", "#unknown-id"])
def test_a_line_that_marks_office_party_and_place(by):
    """Inlines of the speaker's line are facts of the author, and do not begin the text."""
    line = (
        "<from><person>Ada Lindgaard</person>, <role>Whip</role> (<organization>Gulls</organization>,"
        " <location>Quay East</location>)</from>"
    )
    (question,), _, _ = read(sitting(ASKED.replace("#ada", by).replace("<p>", f"{line}<p>")))
    (author,) = question.authors
    found = (author.name, author.role, author.group, author.constituency)
    assert ("Ada Lindgaard", "Whip", "Gulls", "Quay East") == found
    assert "When will the ferries sail?" == question.text()


def test_a_party_behind_the_name():
    """Where a parliament prints the party behind the name, the table has the pattern."""
    text = sitting(ASKED.replace("When", "7. Ms A Lindgaard (GULL) to ask: When"))
    (question,), _, _ = read(text.replace('FRBRcountry value="xa"', 'FRBRcountry value="za"'))
    assert ("GULL", "7") == (question.authors[0].group, question.identifiers[0].value)
    (question,), _, _ = read(text)
    assert None is question.authors[0].group


def test_a_speech_of_an_exchange_in_another_language():
    """The language that a speech states is that of its words in the exchange."""
    said = '<speech by="#ada" xml:lang="ga"><p>Cathain?</p><ul><li><p>Inniu?</p></li></ul></speech>'
    (question,), _, problems = read(sitting(f"{ASKED}{said}"))
    assert (parlq.Span(language="ga", content="Cathain?"),) == question.variants[0].body[2].content
    item = question.variants[0].body[3].items[0]
    assert (parlq.Span(language="ga", content="Inniu?"),) == item.content[0].content
    assert ("en",) == question.languages
    assert not any("xml:lang" in each.message for each in problems)


@pytest.mark.parametrize("name", ["otherQuestion", "otherAnswer"])
def test_a_section_called_other_states_no_kind(name):
    """A kind called other needs a code, so the name is preserved, and the question is read."""
    text = sitting(ASKED + REPLY).replace('name="questions"', f'name="{name}"')
    (question,), (answer,), problems = read(text)
    assert (None, None) == (question.kind, answer.kind)
    assert any(each.path and each.path.endswith("@name") for each in problems if each.line != 3)


def test_retention_counts_a_link_to_a_question_as_live():
    """`refersTo` that leads to a question of the debate is a link of the answer."""
    text = sitting(ASKED + '<answer by="#bo" refersTo="#q1"><p>In May.</p></answer>')
    total, (section,) = retention.measure(text.encode())
    assert () == total.missing
    assert (4, 0, 0) == attrs.astuple(section.pointers)


@pytest.mark.parametrize(
    ("name", "kind"), [("writtenAnswer", "written"), ("oralQuestions", "oral"), ("papers", None)]
)
def test_the_name_of_a_section_is_a_kind(name, kind):
    """Sections of written and of oral questions say which kind of questions they have."""
    (question,), (answer,), _ = read(sitting(ASKED + REPLY).replace('"questions"', f'"{name}"'))
    assert (kind, None) == (question.kind, answer.kind)


def test_a_remark_in_italics_is_no_more_so():
    """A remark that the record has in italics is a paragraph in italics, once."""
    text = sitting(f"{ASKED}{REPLY}<summary><i>Question No. 9 answered orally.</i></summary>")
    _, (answer,), _ = read(text)
    (italic,) = answer.variants[0].body[-1].content
    assert parlq.Italic(content="Question No. 9 answered orally.") == italic
