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


@pytest.mark.parametrize("day", ["\n(3 May 2019)", ""])
def test_a_page_may_print_the_answer_below_the_question(day):
    """Sites of members print both; the formula begins the answer."""
    page = (
        "Question for written answer E-900001/2019\nto the Commission\nRule 130\nOlga Tarn (ECR)\n\n"
        f"Subject: Pier\n{TEXT}\nAnswer given by Ms Holm on behalf of the Commission{day}\n\n"
        "Nobody will do that before the summer.\n"
    )
    value = pages.loads(page)
    assert isinstance(value, Dossier)
    (asked,), (answer,) = value.questions, value.answers
    assert "summer" not in asked.text()
    assert ("Nobody will do that before the summer.", ["E-900001/2019"]) == (
        answer.text(),
        [str(each) for each in answer.answers_to],
    )


@pytest.mark.parametrize(
    "line",
    [
        "Question écrite avec demande de réponse écrite E-902373/2025 à la Commission des députés :"
        " Olga Tarn (PfE), Nils Berk (NI)",
        "Written question E-902373/2025 put to the Commission by: Olga Tarn (PfE), Nils Berk (NI)",
    ],
)
def test_headings_of_those_who_republish(line):
    """Reference, addressee and names tell, whatever words stand around them."""
    reading = pages.read(f"{line}\n{TEXT}")
    found = reading.value
    assert isinstance(found, Question)
    assert ["Olga Tarn", "Nils Berk"] == [each.name for each in found.authors]
    assert ("E-902373/2025", ["commission"]) == (
        str(found.reference),
        [each.code for each in found.addressees],
    )
    assert "PQ507" in {each.rule for each in reading.problems}


def test_a_mention_of_a_question_is_no_heading():
    """A sentence with a reference and an institution is one."""
    page = "Question E-902373/2025 was put to the Commission last week and nobody has answered it yet.\n"
    assert pages.read(page + TEXT).value is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Pergunta nº 1 de Olga Tarn (H-9761/05)", "Olga Tarn"),
        ("Klausimas Nr. 4, kurį uždavė Olga Tarn (H-9761/05)", "Olga Tarn"),
        ("3. Question by Olga Tarn (H-9761/05)", "Olga Tarn"),
    ],
)
def test_questions_of_question_time_are_known_by_their_shape(line, name):
    """A word for a question, a name and the reference put one, in any language."""
    found = question(f"{line}\n\nSubject: Pier\n{TEXT}")
    assert (["H-009761/2005"], "time") == ([str(found.reference)], "time")
    assert [name] == [each.name for each in found.authors]
    assert "question_time" == found.kind


def test_what_follows_the_rights_of_a_site_is_its_footer():
    """A line with a sign of copyright begins it."""
    page = (
        "Question for written answer E-900001/2019\nto the Commission\nRule 130\nOlga Tarn (ECR)\n"
        f"{TEXT}\n© Olga Tarn 2015. All rights reserved.\nWhat is said here binds nobody but those who say it"
    )
    found = question(page)
    assert "set it upright again?" == found.text()[-21:]
    assert 2 == len(found.variants[0].extensions)


def test_titles_in_two_languages_part_subject_and_text():
    """EUR-Lex prints the title in English, too; the one in the language of the text counts."""
    page = (
        "WRITTEN QUESTION E-9846/01 by Olga Tarn (ELDR) to the Commission. The old pier.\n"
        "PREGUNTA ESCRITA E-9846/01 de Olga Tarn (ELDR) a la Comisión. El muelle viejo.\n"
        "PREGUNTA ESCRITA E-9846/01 de Olga Tarn (ELDR) a la Comisión (22 de marzo de 2001) Asunto: El"
        " muelle viejo El muelle se inclina hacia el este desde hace muchos años, y nadie sabe por qué."
        " ¿Quién lo enderezará? Respuesta del Sr. Holm en nombre de la Comisión (2 de mayo de 2001) La"
        " Comisión no lo sabe.\n"
    )
    value = pages.loads(page)
    assert isinstance(value, Dossier)
    (asked,), (answer,) = value.questions, value.answers
    assert ("El muelle viejo", "Holm") == (asked.variants[0].subject, answer.answerers[0].name)
    assert asked.text().startswith("El muelle se inclina")
    assert "La Comisión no lo sabe." == answer.text()


def test_the_number_of_the_notice_may_be_before_the_heading():
    """Extractors join both on one line."""
    page = (
        "(2001/C 926 E/121) WRITTEN QUESTION E-9743/00\nby Olga Tarn (ELDR) to the Commission\n\n"
        f"(13 March 2000)\n\nSubject: Pier\n{TEXT}"
    )
    found = question(page)
    assert ("E-009743/2000", "2001/C 926 E/121") == (
        str(found.reference),
        found.publications[0].label,
    )


def test_a_title_may_lack_the_addressee():
    """EUR-Lex prints titles of 1999 without it; the headline below counts."""
    page = (
        "WRITTEN QUESTION No. 9104/99 by Olga TARN The old pier\n"
        "PERGUNTA ESCRITA n. 9104/99 do Deputado Olga TARN Piren\n"
        "PERGUNTA ESCRITA E-9104/99 apresentada por Olga Tarn (V) à Comissão (21 de Abril de 1999)"
        " Objecto: Cais Quem o endireita?\n"
    )
    found = question(page)
    assert [("Olga Tarn", "V")] == [(each.name, each.group) for each in found.authors]
    assert ("E-009104/1999", "1999-04-21", ("pt",)) == (
        str(found.reference),
        str(found.date),
        found.languages,
    )


def test_signs_of_ordinal_numbers_are_alike():
    """Pages write 130.\u00ba and 130.\u00b0."""
    found = question(
        "Pergunta com pedido de resposta escrita E-907863/2017\nà Comissão\n"
        f"Artigo 130.\u00b0 do Regimento\nOlga Tarn (PPE)\n{TEXT}"
    )
    assert "130" == found.rule


def test_a_heading_of_a_member_may_name_the_institution_only():
    """`Written question to the European Commission`, with the answer below."""
    page = (
        f"Written question to the European Commission\n{TEXT}\n"
        "Answer given by Commissioner Holm on behalf of the European Commission\n\n"
        "Nobody will do that before the summer.\n"
    )
    value = pages.loads(page)
    assert isinstance(value, Dossier)
    (asked,), (answer,) = value.questions, value.answers
    assert ["commission"] == [each.code for each in asked.addressees]
    assert (("Commissioner",), "Holm") == (answer.answerers[0].offices, answer.answerers[0].name)


def test_the_answer_of_a_minister_is_refused():
    """Ministers answer in other parliaments."""
    page = "Vragen over de steiger\n\nAntwoord van de heer Berk, minister van Water (20 juli 2004)\n\nMorgen.\n"
    reading = pages.read(page)
    assert (None, ["PQ501"]) == (reading.value, [each.rule for each in reading.problems])


@pytest.mark.parametrize("line", ["Question for written answer", "PREGUNTA ESCRITA"])
def test_a_title_alone_is_no_question(line):
    """A text that says only what kind of question it is has no question; a reference makes it one."""
    reading = pages.read(f"\n{line}\n\n")
    assert (None, ["PQ501"]) == (reading.value, [each.rule for each in reading.problems])
    assert ["unknown"] == [each.use for each in pages.account(line)]


def test_a_title_with_a_reference_is_a_question():
    """With a reference, printed or given, it is the record of a question."""
    assert question("Question for written answer E-000101/2015").reference is not None
    given = pages.read("Question for written answer", reference="E-000101/2015")
    assert given.value is not None
