"""Heads in layouts that few pages have: brackets, one line for all, formulas that stand last."""

from __future__ import annotations

import pytest

from parlq.formats.ep import pages
from parlq.model import Answer, Dossier, Question

TEXT = "\nThe old pier leans towards the east.\n\nWho will set it upright again?\n"


def question(page: str) -> Question:
    """The question that a page shows, read without an error."""
    reading = pages.read(page.encode())
    value = reading.value
    assert value is not None, [str(each) for each in reading.problems]
    if isinstance(value, Dossier):
        (value,) = value.questions
    assert isinstance(value, Question)
    return value


@pytest.mark.parametrize(
    ("heading", "addressee", "code"),
    [
        ("Question for written answer", "to the Commission (VP/HR)", "vp_hr"),
        ("Question for written answer", "to the Commission (VP / HR)", "vp_hr"),
        (
            "Question for written answer",
            "to the Commission (Vice-President/High Representative)",
            "vp_hr",
        ),
        (
            "Question avec demande de réponse écrite",
            "à la Commission (Vice-présidente / Haute représentante)",
            "vp_hr",
        ),
        (
            "Anfrage zur schriftlichen Beantwortung",
            "an die Kommission (Vizepräsident / Hoher Vertreter)",
            "vp_hr",
        ),
        (
            "Question for written answer",
            "to the Council (President of the European Council)",
            "european_council",
        ),
        (
            "Pregunta con solicitud de respuesta escrita",
            "al Consejo (Presidente del Consejo Europeo)",
            "european_council",
        ),
        ("Question for written answer", "to the Commission (see the list below)", "commission"),
        ("Question for written answer", "to the Commission (DG AGRI / DG MARE)", "commission"),
        ("Question for written answer", "to the Commission (European Commission)", "commission"),
        (
            "Question avec demande de réponse écrite",
            "au Conseil (présidence de l'Union européenne)",
            "council",
        ),
        (
            "Anfrage zur schriftlichen Beantwortung",
            "an den Rat (Präsident des Europäischen Rates)",
            "european_council",
        ),
    ],
)
def test_brackets_behind_the_addressee_are_no_author(heading, addressee, code):
    """Who is asked may be named more closely in brackets."""
    page = f"{heading} E-004127/2012\n{addressee}\nRule 117\nOlga Tarn (PPE)\n{TEXT}"
    found = question(page)
    assert [code] == [each.code for each in found.addressees]
    assert ["Olga Tarn"] == [each.name for each in found.authors]


@pytest.mark.parametrize(
    ("line", "kind", "rule", "authors", "body", "code"),
    [
        (
            "ORAL QUESTION WITH DEBATE pursuant to Rule 108 of the Rules of Procedure"
            " by Olga Tarn and Nils Berk, on behalf of the ALDE Group, to the Council",
            "oral",
            "108",
            ["Olga Tarn", "Nils Berk"],
            ["ALDE Group"],
            "council",
        ),
        (
            "MÜNDLICHE ANFRAGE für die Fragestunde während der Tagung im Mai 2007"
            " gemäß Artikel 109 der Geschäftsordnung von Olga Tarn an die Kommission",
            "oral",
            "109",
            ["Olga Tarn"],
            [],
            "commission",
        ),
        (
            "Otázka k ústnímu zodpovězení podle článku 116 jednacího řádu,"
            " kterou pokládá Olga Tarnová Komisi",
            "oral",
            "116",
            ["Olga Tarnová"],
            [],
            "commission",
        ),
    ],
)
def test_a_heading_may_say_all_in_one_line(line, kind, rule, authors, body, code):
    """Kind, rule, authors and addressee of an oral question may stand in one line."""
    found = question(f"O-0073/08\n{line}\n\nSubject: The pier\n{TEXT}")
    assert (kind, rule) == (found.kind, found.rule)
    assert authors == [each.name for each in found.authors]
    assert body == [each.name for each in found.on_behalf_of]
    assert [code] == [each.code for each in found.addressees]


@pytest.mark.parametrize(
    ("head", "line", "body"),
    [
        (
            "Jautājums, uz kuru jāatbild mutiski O-000038/2018\nKomisijai",
            "Olga Tarn, Nils van der Berk, Jūras, ostu un kuģu komitejas vārdā",
            "Jūras, ostu un kuģu komitejas vārdā",
        ),
        (
            "Suullisesti vastattava kysymys O-000059/2017\nkomissiolle",
            "Olga Tarn, Nils Berk, Meren, satamien ja laivojen valiokunnan puolesta",
            "Meren, satamien ja laivojen valiokunnan puolesta",
        ),
    ],
)
def test_a_formula_that_stands_last_leaves_the_authors(head, line, body):
    """`…, on behalf of the committee` stands behind its name in some languages."""
    found = question(f"{head}\n{line}\n{TEXT}")
    assert 2 == len(found.authors)
    assert "Olga Tarn" == found.authors[0].name
    assert body in found.variants[0].heading


def test_one_word_before_brackets_is_no_whole_name():
    """`Lord (Percival) …` goes on behind the brackets."""
    found = question(
        f"Question for written answer P-002264/2011\nto the Council\nRule 117\n"
        f"Lord (Wilfred) Norham (ECR), Olga Tarn (ALDE)\n{TEXT}"
    )
    assert [("Lord (Wilfred) Norham", "ECR"), ("Olga Tarn", "ALDE")] == [
        (each.name, each.group) for each in found.authors
    ]


def test_a_group_with_a_country_is_a_group_and_a_country():
    """The Official Journal printed the country of a member behind the group."""
    found = question(
        "WRITTEN QUESTION No 1277/85\nby Mrs Olga Tarn (ED - GB)\n"
        f"to the Commission of the European Communities\n(9 September 1985)\n\nSubject: Pier\n{TEXT}"
    )
    assert [("ED", "GB")] == [(each.group, each.constituency) for each in found.authors]


@pytest.mark.parametrize(
    "foot",
    [
        "Supporters[2]\n- [2] This question is supported by Members other than the author:"
        " Nils Berk (Renew), Ada Holm (Verts/ALE)",
        "Supporters (1)\n(1) Supported by Members other than the author:"
        " Nils Berk (Renew), Ada Holm (Verts/ALE)",
        "Supporters: Nils Berk (Renew), Ada Holm (Verts/ALE)",
    ],
)
def test_supporters_are_read(foot):
    """Who supports a question stands in a note, or behind its label; no other note is taken."""
    page = (
        "Question for written answer E-002915/2025\nto the Commission\nRule 144\nOlga Tarn (ECR)\n"
        f"{TEXT}{foot}\n"
    )
    found = question(page)
    assert [("Nils Berk", "Renew"), ("Ada Holm", "Verts/ALE")] == [
        (each.name, each.group) for each in found.supporters
    ]
    assert "Berk" not in found.text()
    assert "set it upright again?" in found.text()


def test_a_note_with_a_colon_is_a_note():
    """A note whose colon is followed by other words stays in the text."""
    page = (
        "Question for written answer E-002915/2025\nto the Commission\nRule 144\nOlga Tarn (ECR)\n"
        f"{TEXT}Sources[1]\n[1] See the report: Leaning piers of the coast.\n"
    )
    assert () == question(page).supporters
    assert "Leaning piers" in question(page).text()


@pytest.mark.parametrize("line", ["Source: European Parliament", "Quelle: Europäisches Parlament"])
def test_the_source_of_a_page_is_no_subject(line):
    """Those who republish a page name the Parliament above it."""
    page = f"{line}\nQuestion for written answer E-002581/2025\nto the Commission\nRule 144\nOlga Tarn (PPE)\n{TEXT}"
    assert question(page).variants[0].subject is None


def test_a_subject_may_be_the_parliament():
    """Behind the label of a subject the name of the Parliament is the subject."""
    page = (
        "Question for written answer E-002581/2025\nto the Commission\nRule 144\nOlga Tarn (PPE)\n"
        f"Subject: European Parliament\n{TEXT}"
    )
    assert "European Parliament" == question(page).variants[0].subject


def test_supporters_in_other_words_are_doubtful():
    """Where the label is not known, the shape of the note tells, and that is reported."""
    page = (
        "Question for written answer E-002915/2025\nto the Commission\nRule 144\nOlga Tarn (ECR)\n"
        f"{TEXT}Friends[1]\n- [1] Asked together with: Nils Berk (Renew)\n"
    )
    reading = pages.read(page.encode())
    assert ["Nils Berk"] == [each.name for each in question(page).supporters]
    assert any(each.rule == "PQ507" and "Friends" in each.message for each in reading.problems)


def test_the_printed_letter_counts():
    """EUR-Lex numbers priority questions as written ones; the letter that is printed is theirs."""
    page = (
        "Document 92003E000563\n\nWRITTEN QUESTION P-0563/03\n\nby Olga Tarn (ELDR) to the Commission\n\n"
        f"(20 February 2003)\n\nSubject: Pier\n{TEXT}"
    )
    reading = pages.read(page.encode())
    found = question(page)
    assert ("P-000563/2003", "priority") == (str(found.reference), found.kind)
    assert ("celex", "92003E000563") in [(each.scheme, each.value) for each in found.identifiers]
    assert "PQ504" in {each.rule for each in reading.problems}


def test_lines_of_the_head_may_end_like_sentences():
    """A full stop behind rule and authors changes nothing."""
    found = question(
        "Question avec demande de réponse écrite E-005127/2021 à la Commission.\n"
        "Article 138 du règlement intérieur.\nOlga Tarn (Renew), Nils Berk (Verts/ALE).\n\n"
        "Objet: La jetée\n\nQui la redressera?\n"
    )
    assert ("138", 2) == (found.rule, len(found.authors))


@pytest.mark.parametrize(
    "formula",
    [
        "Joint answer\n\nto Written Questions E-3274/01 and E-3298/01\n\n"
        "given by Mrs Holm on behalf of the Commission",
        "Joint answer\nto Written Questions E-3274/01 and E-3298/01\n"
        "given by Mrs Holm on behalf of the Commission",
    ],
)
def test_the_formula_of_a_joint_answer_may_be_several_lines(formula):
    """What stands over several lines is one formula, and begins the answer."""
    page = (
        "WRITTEN QUESTION E-3274/01\n\nby Olga Tarn (ELDR) to the Commission\n\n(21 November 2001)\n\n"
        f"Subject: Pier\n{TEXT}\n{formula}\n\n(30 January 2002)\n\nIt stands upright.\n"
    )
    value = pages.read(page.encode()).value
    assert isinstance(value, Dossier)
    (answer,) = value.answers
    assert isinstance(answer, Answer)
    assert ("joint", "Holm") == (answer.kind, answer.answerers[0].name)
    assert ["E-003274/2001", "E-003298/2001"] == [str(each) for each in answer.answers_to]
    assert "It stands upright." == answer.text()


def test_a_title_alone_is_refused_with_the_reason():
    """A line that is the title of a question in a list has no text."""
    line = "WRITTEN QUESTION P-0569/02 by Olga Tarn (PSE) to the Commission. The pier.\n"
    reading = pages.read(line.encode())
    assert reading.value is None
    assert ["PQ501"] == [each.rule for each in reading.problems]
    assert "no text" in reading.problems[0].message


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Olga Tarn, Jr. (ECR), Nils Berk (ALDE)", ["Olga Tarn, Jr.", "Nils Berk"]),
        ("Olga Tarn Jr. (ECR), Nils Berk (ALDE)", ["Olga Tarn Jr.", "Nils Berk"]),
        (
            "Olga (Ola (of) Tarn) Tarn (ECR); Nils Berk (ALDE)",
            ["Olga (Ola (of) Tarn) Tarn", "Nils Berk"],
        ),
        ("Wim (J.) van den Berk (PPE), Ada Holm (S&D)", ["Wim (J.) van den Berk", "Ada Holm"]),
        ("Olga Tarn (ECR) and Nils Berk (ALDE).", ["Olga Tarn", "Nils Berk"]),
        ("Olga Tarn (ECR) / Nils Berk (ALDE)", ["Olga Tarn", "Nils Berk"]),
    ],
)
def test_names_with_more_than_letters(line, names):
    """Generations, brackets inside brackets, initials, and signs between authors."""
    found = question(
        f"Question for written answer E-002264/2021\nto the Commission\nRule 138\n{line}\n{TEXT}"
    )
    assert names == [each.name for each in found.authors]
    assert all(each.group for each in found.authors)


def test_the_first_of_a_month_has_an_ending():
    """Greek writes 1\u03b7."""
    found = question(
        "1\u03b7 Μαρτίου 2021\nΕρώτηση με αίτημα γραπτής απάντησης E-002264/2021\nπρος την Επιτροπή\n"
        f"Άρθρο 138 του Κανονισμού\nOlga Tarn (ECR)\n{TEXT}"
    )
    assert "2021-03-01" == str(found.date)


def test_the_text_may_be_above_the_heading():
    """Some sites print text first; the title above it is the subject."""
    page = (
        "The leaning pier\n\nThe old pier leans towards the east.\n\n1. Who knows why?\n\n2. Who will"
        " set it upright?\n\nQuestion for written answer E-003944/2019\nto the Commission\nRule 138\n"
        "Olga Tarn (ECR)"
    )
    reading = pages.read(page)
    value = reading.value
    assert isinstance(value, Question)
    assert "The old pier leans" in value.text()
    assert "set it upright?" in value.text()
    assert ("The leaning pier", "Olga Tarn") == (value.variants[0].subject, value.authors[0].name)
    assert ["PQ526"] == [each.rule for each in reading.problems]


def test_text_above_a_heading_with_a_text_is_not_taken():
    """Where text follows the heading, the lines above it belong to the site."""
    page = (
        "Do you want cookies?\n\nQuestion for written answer E-003944/2019\nto the Commission\n"
        f"Rule 138\nOlga Tarn (ECR)\n{TEXT}"
    )
    assert "cookies" not in question(page).text()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Question écrite de Mme Olga TARN - Commission européenne", "commission"),
        ("Written question by Olga Tarn \u2013 European Commission", "commission"),
    ],
)
def test_cards_of_other_sites(line, code):
    """Sites that list questions name the institution behind the author."""
    found = question(f"The pier\n\n{line}\n\nObjet: La jetée\n{TEXT}")
    assert [code] == [each.code for each in found.addressees]
    assert 1 == len(found.authors)
    assert "La jetée" == found.variants[0].subject


@pytest.mark.parametrize(
    "line",
    [
        "Question écrite de Mme Olga TARN - Ministère de la mer",
        "Question écrite n° 12 de Mme Olga TARN - Assemblée nationale",
    ],
)
def test_cards_of_other_parliaments_are_refused(line):
    """A ministry is no institution of the Union."""
    reading = pages.read(f"{line}\n\nObjet: La jetée\n{TEXT}")
    assert (None, ["PQ501"]) == (reading.value, [each.rule for each in reading.problems])


CONTENTS = """\
Written Questions with answer:

No 9712/82 by Mrs Olga Tarn to the Commission

Subject: Benches along the pier 1

Supplementary answer to Written Question No 9712/82 1

No 9386/82 by Mr Nils Berk to the Council

Subject: Brushes in the shed 2
"""


def test_contents_without_numbers_of_notices():
    """In 1982 and 1983 the table of contents had only the numbers of the questions."""
    value = pages.loads(CONTENTS)
    assert isinstance(value, Dossier)
    assert ["Olga Tarn", "Nils Berk"] == [each.authors[0].name for each in value.questions]
    assert ["Benches along the pier", "Brushes in the shed"] == [
        each.variants[0].subject for each in value.questions
    ]
    assert ["supplementary"] == [each.kind for each in value.answers]
