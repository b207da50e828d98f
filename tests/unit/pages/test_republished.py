"""Pages as others republish them: lines joined, broken or put in another order than on the site."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from parlq.formats.ep import pages
from parlq.model import Answer, AnswerKind, Dossier, Note, Question, QuestionKind
from parlq.model.body_traversal import plain
from parlq.problems import Severity


def works(text: str, source: str | None = None) -> tuple[Question | Answer, ...]:
    """The works of a page."""
    value = pages.read(text, source=source).value
    assert value is not None
    return value.works if isinstance(value, Dossier) else (value,)


def words(work: Question | Answer) -> str:
    """The text of a work in one line."""
    blocks = [block for block in work.variants[0].body if not isinstance(block, Note)]
    return " ".join(plain(blocks).split())


@pytest.mark.parametrize(
    "heading",
    [
        "Question with request for oral response to the Commission:",
        "Question to the Commission for oral answer:",
    ],
)
def test_headings_in_translated_words(heading):
    """A heading with the addressee at its end or inside it is one, also with a colon."""
    text = f"Lanterns\n\n{heading}\n\nby Ada Kerrow and Jon Vaffarel\n\nWho lights the lanterns?"
    (question,) = works(text)
    assert (QuestionKind.ORAL, ["Ada Kerrow", "Jon Vaffarel"], ["commission"], "Lanterns") == (
        question.kind,
        [author.name for author in question.authors],
        [each.code for each in question.addressees],
        question.variants[0].subject,
    )


def test_a_french_heading_around_its_addressee():
    """The same in French, below lines of the site."""
    text = (
        "Question parlementaire\n\nQuestion à la Commission avec demande de réponse écrite :\n\n"
        "Objet: Les lanternes\n\nQui garde les lanternes des quais?"
    )
    (question,) = works(text)
    assert ("fr", "Les lanternes", "Qui garde les lanternes des quais?") == (
        question.variants[0].language,
        question.variants[0].subject,
        words(question),
    )


def test_the_day_in_brackets_is_the_question_s():
    """Above the heading stands the day of the Official Journal, below it that of the question."""
    text = (
        "6.2.2004\n\nEN\n\n(2004/C 33 E/087)\n\nWRITTEN QUESTION E-0925/03\n\n"
        "by Ada Kerrow (PSE) to the Commission\n\n(24 March 2003)\n\nSubject: Lanterns\n\n"
        "Who lights the lanterns?"
    )
    reading = pages.read(text)
    assert isinstance(reading.value, Question)
    assert reading.value.date == dt.date(2003, 3, 24)
    unread = [each for each in reading.problems if "6.2.2004" in each.message]
    assert [Severity.WARNING] == [each.severity for each in unread]


def test_the_first_line_of_an_answer_that_is_broken_into_lines():
    """A long line right below the formula, on which the next one goes on, belongs to the text."""
    first = "The Commission knows of the lanterns of the northern harbours and their"
    text = f"P-005482/2020\nAnswer given by Ms Kerrow\non behalf of the European Commission\n(4.12.2020)\n{first}\nkeepers. It will act.\n"
    (answer,) = works(text)
    assert words(answer) == f"{first} keepers. It will act."


def test_a_reference_before_the_formula():
    """The reference and the formula of an answer may share one line."""
    text = (
        "Friday\n\nE-000431/2013 - Answer given by Ms Kerrow on behalf of the Commission (12.2.2013)"
        "\n\nThe Commission knows of the lanterns. It will act."
    )
    (answer,) = works(text)
    assert isinstance(answer, Answer)
    assert ("E-000431/2013", "Kerrow", dt.date(2013, 2, 12)) == (
        str(answer.answers_to[0]),
        answer.answerers[0].name,
        answer.date,
    )


def test_an_issue_in_one_line():
    """Questions of the Official Journal are found inside a line, and the reply inside theirs."""
    question = (
        "( 96/ C 385 / {n} ) WRITTEN QUESTION E-096{n}/96 by Ada Kerrow ( PSE ) to the Council "
        "( 29 April 1996 ) Subject : Lanterns Does the Council know of the lanterns in the "
        "harbours of the northern islands, and what has it done to have them lit in winter, when "
        "the ferries run late ? Reply ( 29 October 1996 ) The Council has not discussed this."
    )
    text = f"19 . 12 . 96 Official Journal {question.format(n=1)} {question.format(n=2)}"
    one, two, *replies = works(text)
    assert [("E-000961/1996", dt.date(1996, 4, 29)), ("E-000962/1996", dt.date(1996, 4, 29))] == [
        (str(work.reference), work.date) for work in (one, two)
    ]
    assert [dt.date(1996, 10, 29)] * 2 == [reply.date for reply in replies]
    assert [["E-000961/1996"], ["E-000962/1996"]] == [
        [str(each) for each in reply.answers_to] for reply in replies if isinstance(reply, Answer)
    ]
    assert words(replies[0]) == "The Council has not discussed this."
    said = [each.message for each in pages.read(text).problems if each.rule == "PQ502"]
    assert 2 == sum("nothing separates the subject" in message for message in said)


def test_contents_with_entries_behind_each_other():
    """Entries without notices that share a line are entries of their own."""
    text = (
        "Written questions with answer:\n\nNo 835/82 by Mr Jon Vaffarel to the Commission\n\n"
        "Subject: Lanterns 1\n\nNo 1343/82 by Mrs Ada Kerrow to the Commission Subject: Buoys 2 "
        "No 1402/82 by Mr Ole Brandt to the Council Subject: Frontier posts 3\n"
    )
    assert [
        ("Jon Vaffarel", "Lanterns", "commission"),
        ("Ada Kerrow", "Buoys", "commission"),
        ("Ole Brandt", "Frontier posts", "council"),
    ] == [
        (work.authors[0].name, work.variants[0].subject, work.addressees[0].code)
        for work in works(text)
        if isinstance(work, Question)
    ]


def test_the_list_of_question_time_dates_its_questions():
    """The day of tabling and the language behind a question are facts, and scanned brackets are read."""
    text = (
        "QUESTIONS TO THE COUNCIL\n\n1. Question by Mrs KERROW (H-0165/05)\n\nSubject: Lanterns\n\n"
        "Who lights the lanterns of the islands? 24.02.2005 fi\n\n"
        "2. Question by Mr BRANDT <H-0167/05)\n\nSubject: Buoys\n\nWho paints the buoys?\n\n- 3 - PE 79.850\n"
    )
    first, second = works(text)
    assert isinstance(first, Question)
    assert (dt.date(2005, 2, 24), ("fi",), "Who lights the lanterns of the islands?") == (
        first.date,
        first.original_languages,
        words(first),
    )
    assert isinstance(second, Question)
    assert ("BRANDT", "Buoys", "Who paints the buoys?") == (
        second.authors[0].name,
        second.variants[0].subject,
        words(second),
    )


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("HL C 182., 1999.6.28, p. 98", dt.date(1999, 6, 28)),
        ("OL C 33E, 2004 2 6, p. 3", dt.date(2004, 2, 6)),
    ],
)
def test_days_of_the_official_journal_with_the_year_first(line, day):
    """Some languages print the year before month and day."""
    text = f"{line}\n\nWRITTEN QUESTION E-0925/03\n\nby Ada Kerrow (PSE) to the Commission\n\n(24 March 2003)\n\nSubject: Lanterns\n\nWho lights the lanterns?"
    (question,) = works(text)
    assert (line, day) == (question.publications[0].label, question.publications[0].date)


def test_a_reply_alone_inside_a_line_is_an_answer():
    """The word for a reply with its date, behind a question in one line, heads the answer."""
    text = (
        "WRITTEN QUESTION E-0412/03 by Ada Kerrow (PSE) to the Council. Lanterns.\n"
        "WRITTEN QUESTION E-0412/03 by Ada Kerrow (PSE) to the Council (15 January 2003) Subject: "
        "Lanterns Does the Council know of any plan for lanterns in the harbours of the smaller "
        "islands, and what has it done? Reply (11 February 2003) The Council has not discussed it."
    )
    _, answer = works(text)
    assert (AnswerKind.ANSWER, "The Council has not discussed it.") == (answer.kind, words(answer))


HEAD = ("Question for written answer E-904001/2019", "to the Commission", "Rule 138")
SIGNED = "Ada Tarn (ECR), Jon Vaffarel (PPE)"


@pytest.mark.parametrize(
    "lines",
    [
        (*HEAD[:2], "(Rule 138)", SIGNED, "Subject: Lanterns"),
        (HEAD[0], "to the Commission (Rule 138)", SIGNED, "Subject: Lanterns"),
        (HEAD[0], "Subject: Lanterns", *HEAD[1:], SIGNED),
        (*HEAD, SIGNED.replace(" ", "\u00a0"), "Subject: Lanterns"),
    ],
)
def test_facts_of_a_head_in_another_order_or_in_brackets(lines):
    """A rule in brackets, authors below the subject, and hard blanks in names change no fact."""
    (question,) = works("\n".join(lines) + "\n\nThe lock is dark. Who lights the lanterns?")
    assert ("138", [("Ada Tarn", "ECR"), ("Jon Vaffarel", "PPE")], ["commission"], "Lanterns") == (
        question.rule,
        [(author.name, author.group) for author in question.authors],
        [each.code for each in question.addressees],
        question.variants[0].subject,
    )
    assert words(question) == "The lock is dark. Who lights the lanterns?"


@pytest.mark.parametrize("blank", [" ", "  ", "\u00a0"])
@pytest.mark.parametrize("day", ["(12.3.2019)", "2019-03-12", "2019.3.12."])
def test_blanks_in_the_name_and_the_day_of_an_answer(blank, day):
    """Neither blanks inside a name nor the order of a day's numbers change who answers, and when."""
    formula = f"Answer given by Ms Marin{blank}Tessel on behalf of the Commission"
    (answer,) = works(f"E-904001/2019(ASW)\n{formula}\n{day}\n\nThe lock is dark. It will be lit.")
    assert isinstance(answer, Answer)
    assert ("Marin Tessel", dt.date(2019, 3, 12)) == (answer.answerers[0].name, answer.date)


def test_blanks_behind_a_notice_take_no_time():
    """The time of a page with very many blanks behind a notice does not grow with their square."""
    begin = time.process_time()
    pages.read("Alba (96/C 385/01) LANTERNS " + "Alba 96/C 385/01" + " " * 15_000 + "x")
    assert time.process_time() - begin < 3
