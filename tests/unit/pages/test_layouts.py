"""Each layout of saved pages is read into the facts that it prints."""

import datetime as dt

import pytest

from parlq.formats.ep import pages
from parlq.formats.ep.pages.language.wording import table, wording
from parlq.model import (
    Answer,
    Answerer,
    AnswerKind,
    Author,
    Dossier,
    Identifier,
    Institution,
    ListBlock,
    Note,
    NoteRef,
    QuestionKind,
    Reference,
    VariantRole,
)
from parlq.problems import InputError, Severity

COMMISSION = Institution(code="commission", name="Commission")
LANGUAGES = tuple(dict.fromkeys(row.language for row in table() if len(row.language) == 2))

LAYOUT_A = """\
Parliamentary questions
11 March 2008
WRITTEN QUESTION by Ilka Borsum (PPE\u2011DE) and Tomasz Wierzba (PSE) to the Commission

 Subject: Bells of village chapels
 Answer(s)

Does the Commission know how many bells are silent?

Original language of question: SLOJ C 291, 13/11/2008
Last updated: 19 March 2008Legal notice
"""

LAYOUT_C = """\
Choisissez la langue de votre document :

Parliamentary questions
PDF 39kWORD 9k
14 January 2021
P-900118/2021
Priority question for written answer  P-900118/2021
to the Commission
Rule 138
Orsolya Fekete-Dudás (Renew), Jan van der Wiel (S&D)
 Answer in writing
 Subject:  Frozen goods at the ports

Lorries have been waiting(1) for hours.

1. Was it known before?

2. Is there a plan?

(1) https://ports.example.org/queue
Original language of question: DE
Last updated: 19 January 2021Legal notice - Privacy policy
"""

LAYOUT_D = """\
• EN - English
  • HU - magyar
Parliamentary question - E-904417/2015(ASW)Parliamentary question
E-904417/2015(ASW)
Answer given by Executive Vice-President Lindqvarn on behalf of the European Commission
23.4.2021
The matter is known[1].
The Commission will reply.
- [1] https://reports.example.org/1
"""

ORAL = """\
Document stages in plenary
Document selected : O-900031/2016

Texts tabled :

O-900031/2016 (B8-9274/2016)

Debates :

PV 10/05/2016 - 12
CRE 10/05/2016 - 12

Parliamentary questions
26 April 2016
O-900031/2016
Question for oral answer
to the Council
Rule 128
Vera Lahaj, Dorin Zelmu, on behalf of the Committee on Transport and Tourism
Fiona Harlink, Klaas-Jan Terbrug

 Subject: Level crossings

Trains and people meet.
"""

JOURNAL = """\
WRITTEN QUESTION E-9318/94
by Marga Ewarton ( ARE )
to the Commission (11 November 1994)
( 96/C 79/01 )
Subject: Unmarked paint

Has it been told ?

Supplementary answer given by Mr Brandtner on behalf of the Commission (14 December 1995)

It has.

WRITTEN QUESTION E-9287/95 by Jean Vaffarel ( PPE ) to the Council (13 March 1995) ( 96/C 79/02 )
WRITTEN QUESTION E-9311/95 by Jean Vaffarel ( PPE ) to the Council (13 March 1995) ( 96/C 79/03 )
Answer (22 January 1996)

None.
"""

EURLEX = (
    "This document is an excerpt from the EUR-Lex website\n"
    "Document 91998E009716\n"
    "WRITTEN QUESTION No. 9716/98 by Regis CLOTAIRE to the Commission. Timetables at stations\n"
    "OJ C 135, 14.5.1999, p. 87\n(ES, DA, DE)\n"
    "WRITTEN QUESTION E-9716/98 by Regis Clotaire (NI) to the Commission (14 September 1998) "
    "Subject: Timetables at stations A company took them down, and nobody who stands on a platform "
    "can tell any longer when the next train will leave for the next town. Is that right? "
    "Answer given by Mr Delvaut on behalf of the Commission (12 October 1998) It is not known.\n"
)

HOUR = """\
Index
 Next
Tuesday, 6 July 2010 - Strasbourg

Question 15 by Cristina Gutterman (H-9327/10)

Subject: Choice of managers

Is the procedure open?

  Maren Geohan-Quint, Member of the Commission. \u2212 (FR) It is.

The rules say so.

  Cristina Gutterman (PPE). \u2013 Thank you.
"""


def works(value):
    """The works of a document."""
    return value.works if isinstance(value, Dossier) else (value,)


def read(text, **given):
    """The value and the rules of the problems."""
    reading = pages.read(text, **given)
    return reading.value, [problem.rule for problem in reading.problems]


def test_heading_of_layout_a_names_authors_and_addressee():
    """Author, group and addressee stand in one line; the trailer is glued."""
    question, problems = read(LAYOUT_A)
    expected = (
        QuestionKind.WRITTEN,
        (
            Author(name="Ilka Borsum", group="PPE\u2011DE"),
            Author(name="Tomasz Wierzba", group="PSE"),
        ),
        (COMMISSION,),
        dt.date(2008, 3, 11),
        ("sl",),
        "OJ C 291, 13/11/2008",
        [],
    )
    assert expected == (
        question.kind,
        question.authors,
        question.addressees,
        question.date,
        question.original_languages,
        question.publications[0].label,
        problems,
    )


def test_layout_c_is_read_whole():
    """Sizes, links and both references are recognised; the question is a priority question."""
    question, problems = read(LAYOUT_C)
    expected = (
        Reference.parse("P-900118/2021"),
        (),
        QuestionKind.PRIORITY,
        "138",
        ("Orsolya Fekete-Dudás", "Jan van der Wiel"),
        "Frozen goods at the ports",
        [],
    )
    assert expected == (
        question.reference,
        question.identifiers,
        question.kind,
        question.rule,
        tuple(author.name for author in question.authors),
        question.variants[0].subject,
        problems,
    )


def test_original_language_makes_a_translation():
    """A page in another language than the printed original is a translation."""
    question, _ = read(LAYOUT_C)
    assert VariantRole.TRANSLATION == question.variants[0].role


def test_numbered_questions_are_a_list_and_notes_have_their_marks():
    """Consecutive numbers make a list; a note at the end is tied to its mark."""
    question, _ = read(LAYOUT_C)
    first, listed, note = question.variants[0].body
    expected = (NoteRef(marker="(1)"), ("1.", "2."), "(1)")
    assert expected == (
        first.content[1],
        tuple(item.label for item in listed.items),
        note.marker,
    )
    assert (ListBlock, Note) == (type(listed), type(note))


def test_layout_d_gives_an_answer_its_own_reference():
    """The doubled heading is boilerplate, the bracketed suffix makes the reference an answer's."""
    answer, problems = read(LAYOUT_D)
    expected = (
        Reference.parse("E-904417/2015-ASW"),
        (Identifier(scheme="printed", value="E-904417/2015(ASW)"),),
        (
            Answerer(
                offices=("Executive Vice-President",),
                name="Lindqvarn",
                institution=Institution(code="commission", name="European Commission"),
            ),
        ),
        dt.date(2021, 4, 23),
        ("en", "hu"),
        [],
    )
    assert expected == (
        answer.reference,
        answer.identifiers,
        answer.answerers,
        answer.date,
        answer.languages,
        problems,
    )


def test_oral_question_keeps_committee_cosigners_and_stages():
    """The committee follows the authors, co-signers follow it, minutes and debate are events."""
    question, problems = read(ORAL)
    expected = (
        QuestionKind.ORAL,
        ("Vera Lahaj", "Dorin Zelmu", "Fiona Harlink", "Klaas-Jan Terbrug"),
        (Institution(name="Committee on Transport and Tourism"),),
        ("PV 10/05/2016 - 12", "CRE 10/05/2016 - 12"),
        (Identifier(scheme="tabled-text", value="B8-9274/2016"),),
        [],
    )
    assert expected == (
        question.kind,
        tuple(author.name for author in question.authors),
        question.on_behalf_of,
        tuple(event.label for event in question.events),
        question.identifiers,
        problems,
    )


def test_journal_gives_a_dossier():
    """Each question and answer of one print is a work; a bare answer is the institution's."""
    dossier, problems = read(JOURNAL)
    expected = (
        ["E-009318/1994", "E-009287/1995", "E-009311/1995"],
        [AnswerKind.SUPPLEMENTARY, AnswerKind.ANSWER],
        [["E-009318/1994"], ["E-009287/1995", "E-009311/1995"]],
        Institution(code="council", name="Council"),
        [],
    )
    assert expected == (
        [str(question.reference) for question in dossier.questions],
        [answer.kind for answer in dossier.answers],
        [[str(each) for each in answer.answers_to] for answer in dossier.answers],
        dossier.answers[1].answerers[0].institution,
        problems,
    )


def test_one_paragraph_of_eurlex_is_cut():
    """Subject, text, answer and its date are cut out of one line by the title and the formula."""
    dossier, problems = read(EURLEX)
    question, answer = dossier.works
    expected = (
        "Timetables at stations",
        "A company",
        dt.date(1998, 10, 12),
        "It is not known.",
        [],
    )
    assert expected == (
        question.variants[0].subject,
        question.variants[0].text()[:9],
        answer.date,
        answer.variants[0].text(),
        problems,
    )


def test_title_of_eurlex_gives_the_other_spelling():
    """References keep each spelling: the letterless one of the title, and the CELEX number."""
    dossier, _ = read(EURLEX)
    expected = {("printed", "No. 9716/98"), ("celex", "91998E009716"), ("printed", "E-9716/98")}
    assert expected == {(i.scheme, i.value) for i in dossier.questions[0].identifiers}


def test_question_time_is_cut_out_of_the_report():
    """A question of letter H, the first reply to it, and the debate kept with the reply."""
    dossier, problems = read(HOUR)
    question, answer = dossier.works
    expected = (
        QuestionKind.QUESTION_TIME,
        "Maren Geohan-Quint",
        ("fr",),
        dt.date(2010, 7, 6),
        "It is.\nThe rules say so.",
        ["PQ510"],
    )
    assert expected == (
        question.kind,
        answer.answerers[0].name,
        answer.original_languages,
        answer.date,
        answer.variants[0].text(),
        problems,
    )


def test_contents_name_works_without_texts():
    """A table of contents gives questions without a text and the joint answers to them."""
    dossier, problems = read(
        "(2002/C 205 E/011) E-9977/01 by Pilar Sorriba to the Commission Subject: One\n"
        "(2002/C 205 E/012) E-9112/01 by Joan Lambourn to the Commission Subject: Two\n"
        "Joint answer to Written Questions E-9977/01 and E-9112/01\n"
    )
    expected = (["One", "Two"], [AnswerKind.JOINT], 2, ["PQ506"])
    assert expected == (
        [question.variants[0].subject for question in dossier.questions],
        [answer.kind for answer in dossier.answers],
        len(dossier.answers[0].answers_to),
        problems,
    )


def test_what_is_no_page_is_refused():
    """A text without heading or formula is refused with a reason."""
    with pytest.raises(InputError, match="PQ501 no line says"):
        pages.loads("Recipe for bread\n\nTake flour and water.\n")


def test_unknown_lines_stay_as_printed():
    """A line that is not recognised is kept, with a problem that names it."""
    question, problems = read(LAYOUT_C.replace(" Answer in writing", " Reply by pigeon"))
    expected = (["PQ502"], "Reply by pigeon", "line 11")
    kept = question.variants[0].extensions[0]
    assert expected == (problems, kept.value, kept.path)


def test_strict_reading_makes_errors_of_unknown_lines():
    """In strict reading a line that is not recognised is an error."""
    reading = pages.read(LAYOUT_C.replace(" Answer in writing", " Reply by pigeon"), strict=True)
    assert [Severity.ERROR] == [problem.severity for problem in reading.problems]


def test_unknown_formula_of_an_answer_is_kept():
    """An answer known by its reference alone keeps the formula and names nobody."""
    answer, problems = read(LAYOUT_D.replace("Answer given by", "Replique von"))
    expected = (
        ["PQ503", "PQ502"],
        (),
        "Replique von Executive Vice-President Lindqvarn on behalf of the European Commission",
    )
    variant = next(v for v in answer.variants if v.body)
    assert expected == (problems, answer.answerers, variant.printed_answerers)


def test_interface_in_another_language_does_not_matter():
    """The language of the text is that of its own words."""
    page = LAYOUT_D.replace(
        "\nAnswer given",
        "\nEste documento não está disponível na sua língua. Pode consultá-lo numa das línguas "
        "disponíveis no menu das línguas.\nAnswer given",
    )
    answer, problems = read(page)
    assert ("en", []) == (next(v.language for v in answer.variants if v.body), problems)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("date",), 5),
        (("reference",), 6),
        (("addressees", 0), 8),
        (("authors", 1), 10),
        (("variants", 0, "subject"), 12),
        (("variants", 0, "body", 1), 16),
        (("variants", 0, "legal_notice"), 22),
    ],
)
def test_places_are_lines(path, line):
    """Each part of the value leads back to its line."""
    assert line == pages.read(LAYOUT_C).locate(path).line


def question_page(language, *, short):
    """A page of layout C or, short, of layout D in the words of the table."""
    words = {
        key: wording(key, language)
        for key in (
            "page_heading",
            "page_heading.short",
            "heading.written",
            "addressee.commission",
            "rule",
            "subject",
            "last_updated",
            "legal_notice",
            "privacy",
        )
    }
    head = words["heading.written"].text
    rule = words["rule"].text.replace("{n}", "138")
    signed = f"{words['addressee.commission'].text}\n{rule}\nMaja Dobrin (S&D)"
    if short:
        title = words["page_heading.short"].text
        return (
            f"{title} - E-900001/2021{title}\nE-900001/2021\n\nA title\n\n{head} E-900001/2021\n"
            f"{signed}\n\nA text.\n\n"
        )
    foot = f"{words['last_updated'].text}: 23.4.2021{words['legal_notice'].text}"
    return (
        f"{words['page_heading'].text}\nPDF 41kWORD 9k\n23.4.2021\n{head}  E-900001/2021\n{signed}\n"
        f" {words['subject'].text}: A title\n\nA text.\n\n{foot} - {words['privacy'].text}\n"
    )


@pytest.mark.parametrize("short", [False, True], ids=["C", "D"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_read_completely(language, short):
    """Pages in the words of each language give all facts, and nothing is left over."""
    question, problems = read(question_page(language, short=short))
    variant = question.variants[0]
    expected = (language, "A title", "A text.", "138", "commission", "Maja Dobrin", ())
    found = (
        variant.language,
        variant.subject,
        variant.text(),
        question.rule,
        question.addressees[0].code,
        question.authors[0].name,
        variant.extensions,
    )
    assert expected == found
    assert set(problems) <= {"PQ507"}


def answer_page(language, *, short):
    """An answer page of layout D, or of layout C, in the words of a language."""
    answered = wording("answer", language) or wording("answer:commission", language)
    formula = answered.text.replace("{name}", "Orlova")
    if answered.key == "answer":
        formula += f" {wording('behalf.commission', language).text}"
    foot = "".join(
        f"{before}{wording(key, language).text}{after}"
        for key, before, after in [
            ("last_updated", "", ": 23.4.2021"),
            ("legal_notice", "", ""),
            ("privacy", " - ", ""),
        ]
    )
    if short:
        title = wording("page_heading.short", language).text
        return f"{title} - E-900001/2021(ASW){title}\n\n{formula}\n\nA text.\n\n{foot}\n"
    title = wording("page_heading", language).text
    return f"{title}\nPDF 41kWORD 9k\n{formula}\n23.4.2021\nA text.\n\n{foot}\n"


@pytest.mark.parametrize("short", [False, True], ids=["C", "D"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_in_every_language_is_read_completely(language, short):
    """An answer in the words of each language says who answers for whom, and leaves nothing over."""
    answer, problems = read(answer_page(language, short=short))
    variant = answer.variants[0]
    answerer = answer.answerers[0]
    expected = (language, "Orlova", "commission", "A text.", dt.date(2021, 4, 23), ())
    assert expected == (
        variant.language,
        answerer.name,
        answerer.institution.code,
        variant.text(),
        variant.last_updated,
        variant.extensions,
    )
    assert set(problems) <= {"PQ507"}


def test_all_24_languages_are_in_the_table():
    """The wording table has each official language."""
    assert 24 == len(LANGUAGES)


def test_answer_to_several_questions():
    """A joint answer names its questions in the line under the formula."""
    answer, problems = read(
        "Parliamentary questions\n1 March 2012\n"
        "Joint answer given by Mr Sefko on behalf of the Commission\n"
        "Written questions : E-908937/11, P-908938/11\n\nYes.\n"
    )
    expected = (AnswerKind.JOINT, ["E-908937/2011", "P-908938/2011"], [])
    assert expected == (answer.kind, [str(each) for each in answer.answers_to], problems)
    assert isinstance(answer, Answer)
