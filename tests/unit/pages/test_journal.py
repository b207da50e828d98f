"""Prints of the Official Journal: before letters, in two languages, tables of contents, question time."""

import datetime as dt

import pytest

from parlq.formats.ep import pages
from parlq.formats.ep.pages.language.references import references
from parlq.formats.ep.pages.reader import account
from parlq.model import AnswerKind, Author, Institution, VariantRole

OLD = """\
WRITTEN QUESTION No 9925/90
by Mr Alan Marlow, Mr Patrick Lorne and Mrs Marta van Putte (RDE)
to the Commission of the European Communities
(4 January 1991)
(92/C 969/03)

Subject: Seats in ferries

Who counts the seats?

Answer given by Mr Van Hiert
on behalf of the Commission
(25 June 1992)

Nobody does.

WRITTEN QUESTION No 9444/91
by Lord Plumley (ED)
to European Political Cooperation
(20 March 1991)
(92/C 909/03)

Subject: Old bridges

What of them?

Answer
(17 September 1992)

They stand.

WRITTEN QUESTION No 9505/90
by Mrs Cristina Moscardo (NI)
to the Commission of the European Communities
(8 March 1990)

WRITTEN QUESTION No 9547/90
by Mr Franco Sperone (ARC)
to the Commission of the European Communities
(8 March 1990)

Subject: Nets

Are there nets?

Joint supplementary answer to Written Questions Nos 9505/90 and 9547/90
given by Mr Ripa di Lago
on behalf of the Commission
(1 February 1991)

There are some.
"""

TWO_LANGUAGES = """\
(Version française)

Question avec demande de réponse écrite E-900307/14
à la Commission
Tonia Safir (PPE)
(14 janvier 2014)

Objet: La garantie

La garantie est lente.

Réponse donnée par M. Ander au nom de la Commission
(12 mars 2014)

Elle avance.

(English version)

Question for written answer E-900307/14
to the Commission
Tonia Safir (PPE)
(14 January 2014)

Subject: The guarantee

The guarantee is slow.

Answer given by Mr Ander on behalf of the Commission
(12 March 2014)

It moves.
"""

CONTENTS = """\
ISSN 0378-6986 Official Journal C 950 E Volume 44 of the European Communities 11 December 2001

WRITTEN QUESTIONS WITH ANSWER

(2001/C 950 E/001) E-9040/00 by Jo Wermel to the Commission Subject: Pipes (Supplementary Answer) ...... 1 \
(2001/C 950 E/002) E- 91 48 /00 by Ida Figera to the Council Subject: Use of 7 funds ...... 12 EN Notice No

Joint answer to Written Questions E-9040/00 and E-9148/00 ...... 12
"""


def read(text):
    """The value and the rules of the problems, those about the wording aside."""
    reading = pages.read(text)
    rules = [problem.rule for problem in reading.problems if problem.rule != "PQ507"]
    return reading.value, rules


def left(text):
    """What nothing accounts for."""
    return [line.unaccounted() for line in account(text) if line.unaccounted()]


def test_questions_had_no_letter_before_1994():
    """Numbers stand alone; courtesy titles are no part of a name; one group is that of all."""
    dossier, problems = read(OLD)
    assert [] == problems
    assert [] == left(OLD)
    assert ["009925/1990", "009444/1991", "009505/1990", "009547/1990"] == [
        str(question.reference) for question in dossier.questions
    ]
    authors = tuple(
        Author(name=name, group="RDE")
        for name in ("Alan Marlow", "Patrick Lorne", "Marta van Putte")
    )
    assert authors == dossier.questions[0].authors
    assert (Author(name="Lord Plumley", group="ED"),) == dossier.questions[1].authors


def test_political_cooperation_is_an_addressee():
    """Before 1993 foreign ministers were asked under this name, and answered without one."""
    dossier, _ = read(OLD)
    asked = Institution(code="epc", name="European Political Cooperation")
    answer = dossier.answers[1]
    expected = ((asked,), asked, dt.date(1992, 9, 17))
    assert expected == (
        dossier.questions[1].addressees,
        answer.answerers[0].institution,
        answer.date,
    )


def test_formula_over_several_lines_is_one():
    """The questions, the person and the institution may stand on lines of their own."""
    answer = read(OLD)[0].answers[2]
    expected = (
        AnswerKind.SUPPLEMENTARY_JOINT,
        ["009505/1990", "009547/1990"],
        "Ripa di Lago",
        Institution(code="commission", name="Commission"),
        dt.date(1991, 2, 1),
        "There are some.",
    )
    assert expected == (
        answer.kind,
        [str(each) for each in answer.answers_to],
        answer.answerers[0].name,
        answer.answerers[0].institution,
        answer.date,
        answer.variants[0].text(),
    )


def test_print_in_two_languages_is_one_dossier():
    """What is printed in two languages is one question and one answer; the original stands first."""
    dossier, problems = read(TWO_LANGUAGES)
    question, answer = dossier.works
    original, translation = VariantRole.ORIGINAL, VariantRole.TRANSLATION
    expected = (
        [("en", translation, "The guarantee is slow."), ("fr", original, "La garantie est lente.")],
        [("en", translation, "It moves."), ("fr", original, "Elle avance.")],
        dt.date(2014, 3, 12),
        (question.reference,),
        [],
        [],
    )
    assert expected == (
        [(v.language, v.role, v.text()) for v in question.variants],
        [(v.language, v.role, v.text()) for v in answer.variants],
        answer.date,
        answer.answers_to,
        problems,
        left(TWO_LANGUAGES),
    )


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("questions", 0, "variants", 1, "subject"), 8),
        (("questions", 0, "variants", 0, "subject"), 24),
        (("answers", 0, "variants", 0, "body", 0), 31),
        (("answers", 0, "date"), 13),
    ],
)
def test_places_in_two_languages(path, line):
    """Each text leads back to the line of its own language."""
    assert line == pages.read(TWO_LANGUAGES).locate(path).line


def test_facts_that_differ_between_languages_are_reported():
    """The first reading is kept; the problem has both."""
    reading = pages.read(
        TWO_LANGUAGES.replace("12 March", "13 March").replace(
            "Tonia Safir (PPE)\n(14 January", "Tonia Safir (PSE)\n(14 January"
        )
    )
    differ = [problem for problem in reading.problems if problem.rule == "PQ450"]
    assert ["authors"] == [problem.path for problem in differ]
    assert [dt.date(2014, 3, 12), dt.date(2014, 3, 13)] == [
        answer.date for answer in reading.value.answers
    ]


def test_contents_have_a_masthead_and_pages():
    """Entries are found below what stands above them; dots part the page from the subject."""
    dossier, problems = read(CONTENTS)
    expected = (
        ["E-009040/2000", "E-009148/2000"],
        ["Pipes (Supplementary Answer)", "Use of 7 funds"],
        ["1", "12"],
        ["E-009040/2000", "E-009148/2000"],
        [],
    )
    assert expected == (
        [str(question.reference) for question in dossier.questions],
        [question.variants[0].subject for question in dossier.questions],
        [question.publications[0].page for question in dossier.questions],
        [str(each) for each in dossier.answers[0].answers_to],
        left(CONTENTS),
    )
    kept = [e.value[:4] for q in dossier.questions for v in q.variants for e in v.extensions]
    assert (["ISSN", "EN N"], ["PQ502", "PQ502", "PQ506"]) == (kept, sorted(problems))


def test_numbers_at_the_end_are_pages_when_all_entries_have_them():
    """Without dots, numbers that end each entry and never fall are pages; else they are words."""
    entry = "(95/C 222/0{n}) E-900{n}/95 by Ana Dirk to the Commission Subject : Tour {page}\n"
    pages_ = "".join(entry.format(n=n, page=page) for n, page in ((1, 3), (2, 3), (3, 10)))
    words = "".join(entry.format(n=n, page=page) for n, page in ((1, 3), (2, 2), (3, 10)))
    subjects = [
        [q.variants[0].subject for q in read(text)[0].questions] for text in (pages_, words)
    ]
    assert [["Tour"] * 3, ["Tour 3", "Tour 2", "Tour 10"]] == subjects


def test_contents_name_languages():
    """The issues of 2011 to 2014 name the languages of each question with their pages."""
    dossier, problems = read(
        "E-900302/14 by Josef Salam to the Commission Subject: One "
        "Versión española ...... 13 English version ...... 15\n"
        "E-900304/14 by Filip Haka to the Commission Subject: Two English version ...... 17\n"
    )
    assert [("es", "en"), ("en",)] == [question.languages for question in dossier.questions]
    assert ["PQ506"] == problems


def test_contents_before_the_texts_are_kept_beside_them():
    """A whole issue begins with its contents: they are no second works."""
    contents = "(92/C 969/03) No 9925/90 by Mr Alan Marlow to the Commission Subject: Seats 1\n"
    dossier, problems = read(contents * 2 + OLD)
    assert (4, 3, ["PQ502", "PQ502"]) == (len(dossier.questions), len(dossier.answers), problems)
    assert 2 == len(dossier.questions[0].variants[0].extensions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No 1649/91", ["001649/1991"]),
        ("n.º 1649/91", ["001649/1991"]),
        ("Nrn. 1347/86 und 1655/86", ["001347/1986", "001655/1986"]),
        ("αριθ. 1649/91", ["001649/1991"]),
        ("E- 1 765 /96", ["E-001765/1996"]),
        ("E-361 1 /95 and E-3612/95 4", ["E-003611/1995", "E-003612/1995"]),
        ("12 505/90", []),
        ("96/C 56/01", []),
        ("E-0/95", []),
    ],
)
def test_spellings_of_the_journal(text, expected):
    """References without a letter, in lists, and with the blanks of scanning."""
    assert expected == [str(match.reference) for match in references(text)]


HOUR_NL = """\
Vorige
Woensdag 28 september 2005 - Straatsburg Uitgave PB

  De Voorzitter.

Vraag nr. 1 van Maria Panajo-Cassio (H-9659/05):

Betreft: Afval

Wat gebeurt er met het afval?

  Duglas Alexand, fungerend voorzitter van de Raad.(EN) Het wordt ingezameld.

Overal.

  Maria Panajo-Cassio (PPE-DE).(EL) Dank u.

  De Voorzitter. Volgende vraag.
"""


def test_question_time_of_2005():
    """No dash stands before the words there, and the language right behind the full stop."""
    dossier, problems = read(HOUR_NL)
    question, answer = dossier.works
    expected = (
        "H-009659/2005",
        "Afval",
        "Duglas Alexand",
        "council",
        ("en",),
        dt.date(2005, 9, 28),
        "Het wordt ingezameld.\nOveral.",
        ["Maria Panajo-Cassio (PPE-DE).(EL) Dank u.", "De Voorzitter. Volgende vraag."],
        ["PQ502", "PQ510"],
        [],
    )
    assert expected == (
        str(question.reference),
        question.variants[0].subject,
        answer.answerers[0].name,
        answer.answerers[0].institution.code,
        answer.original_languages,
        answer.date,
        answer.variants[0].text(),
        [each.value.strip() for each in answer.variants[0].extensions],
        problems,
        left(HOUR_NL),
    )


def test_a_formula_without_a_name_is_part_of_the_text():
    """Words that begin like who answers, and name nobody, do not end the question; they are reported."""
    text = (
        "WRITTEN QUESTION E-9/01 by Ana Berg (PPE) to the Commission (3 April 2001) Subject: x\n\n"
        "Why?\n\nОтговор, даден от {name}\n"
    )
    value, problems = read(text)
    assert ("Why?\nОтговор, даден от {name}", ["PQ502"]) == (value.variants[0].text(), problems)


def test_contents_as_eur_lex_has_them():
    """Subject and languages stand on lines of their own there, without dots."""
    dossier, problems = read(
        "Contents\n\nE-908207/13 by Marco Tarbel to the Commission\n\nSubject: One — two\n\n"
        "Version française 27\nEnglish version 28\n\n"
        "E-903304/14 by Wilfred (The Earl of) Norham to the Council\nSubject: Three\n"
        f"English version {'.' * 190} 35\n"
    )
    expected = (
        [("fr", "en"), ("en",)],
        ["One — two", "Three"],
        ["Marco Tarbel", "Wilfred (The Earl of) Norham"],
        ["PQ502", "PQ506"],
    )
    assert expected == (
        [tuple(sorted(q.languages, reverse=True)) for q in dossier.questions],
        [next(v.subject for v in q.variants if v.subject) for q in dossier.questions],
        [q.authors[0].name for q in dossier.questions],
        sorted(problems),
    )


def test_joint_answers_by_somebody_in_contents():
    """Before 1986 the contents named who answers."""
    dossier, problems = read(
        "85/C 987/06 No 9162/85 by Mr Jan Vander to the Commission Subject: Butter 3\n"
        "85/C 987/07 No 9622/85 by Mr Andrew Pearson to the Foreign Ministers of the ten Member "
        "States of the European Community meeting in political cooperation Subject: Boats 3\n"
        "Joint answer given by Mr Andries to Written Questions Nos 9162/85 and 9622/85 3\n"
    )
    answer = dossier.answers[0]
    expected = ("Andries", AnswerKind.JOINT, ["009162/1985", "009622/1985"], "epc", ["PQ506"])
    assert expected == (
        answer.answerers[0].name,
        answer.kind,
        [str(each) for each in answer.answers_to],
        dossier.questions[1].addressees[0].code,
        problems,
    )


ANNEX = """\
Thursday, 20 May 2010 - Strasbourg
ANNEX (Written answers)
QUESTIONS TO THE COUNCIL

Question no 1 by Liam Aylmer (H-9142/10)

Subject: Labels

Are there labels?

Answer

(EN) There are, on most jars.

They are green.

Question no 2 by Bern Possel (H-9143/10)
Subject: Jars

How many?

Question no 3 by Ana Berg (H-9144/10)
Subject: Lids

How many?

Joint answer

(EN) Many.
"""


def test_written_answers_of_question_time():
    """The annex to a sitting prints answers in writing: nobody is named, and nothing was debated."""
    dossier, problems = read(ANNEX)
    expected = (
        ["H-009142/2010", "H-009143/2010", "H-009144/2010"],
        [["H-009142/2010"], ["H-009143/2010", "H-009144/2010"]],
        ["(EN) There are, on most jars.\nThey are green.", "(EN) Many."],
        [AnswerKind.ANSWER, AnswerKind.JOINT],
        [None, None],
        [()] * 3,
        [],
    )
    assert expected == (
        [str(question.reference) for question in dossier.questions],
        [[str(each) for each in answer.answers_to] for answer in dossier.answers],
        [answer.variants[0].text() for answer in dossier.answers],
        [answer.kind for answer in dossier.answers],
        [answer.date for answer in dossier.answers],
        [question.events for question in dossier.questions],
        left(ANNEX),
    )
    kept = [each.value for each in dossier.questions[0].variants[0].extensions]
    assert "Thursday, 20 May 2010 - Strasbourg" in kept
    assert {"PQ502"} == set(problems)


def test_an_answer_that_names_none_of_very_many_questions_is_tied_to_none():
    """It is reported; more than a hundred questions are never answered together."""
    question = (
        "WRITTEN QUESTION E-{}/01 by Jean Varel (PPE) to the Council\nSubject: Terns\n\nWhy?\n\n"
    )
    answer = "Answer given by Mr Ander on behalf of the Council\n(6 June 2001)\n\nPerhaps.\n"
    few, many = (
        pages.read("".join(question.format(number) for number in range(1, last)) + answer)
        for last in (4, 104)
    )
    assert ([3], []) == ([len(each.answers_to) for each in few.value.answers], list(few.problems))
    assert [0] == [len(each.answers_to) for each in many.value.answers]
    assert ["PQ504"] == [each.rule for each in many.problems]
