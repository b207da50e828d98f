"""What stands where a fact must stand is that fact, in words of any of the languages."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlq.formats.ep import pages
from parlq.model import AnswerKind, Dossier, Question
from parlq.problems import Severity

TEXT = "\nThe lanterns of the lock were lit in April. Who trims the wicks?\n"
HEAD = "Question for written answer E-904001/2019\nto the Commission\nRule 138\nAda Tarn (ECR)\n"


def question(text, **given_):
    """The question of a page."""
    value = pages.read(text, **given_).value
    found = value.questions[0] if isinstance(value, Dossier) else value
    assert isinstance(found, Question)
    return found


def kept(text):
    """What the page preserves as printed, and the rules of its problems."""
    reading = pages.read(text)
    works = reading.value.works if isinstance(reading.value, Dossier) else (reading.value,)
    lines = [each.value for work in works for v in work.variants for each in v.extensions]
    return lines, {problem.rule for problem in reading.problems}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("OTÁZKA K ÚSTNÍMU ZODPOVĚZENÍ v souladu s článkem 109, kterou pokládá Ada Tarn Radě", "council"),
        ("SUULISELT VASTATAV KÜSIMUS kodukorra artikli 109 alusel, esitaja: Ada Tarn nõukogule", "council"),
        ("JAUTĀJUMS, UZ KURU JĀATBILD MUTISKI pēc Reglamenta 109. panta, uzdeva Ada Tarn Komisijai", "commission"),
        ("KLAUSIMAS ŽODŽIU pagal Darbo tvarkos taisyklių 109 straipsnį pateikė Ada Tarn Komisijai", "commission"),
        ("SZÓBELI KÉRDÉS az eljárási szabályzat 109. cikke alapján felteszi: Ada Tarn a Bizottsághoz", "commission"),
        ("MISTOQSIJA ORALI skont l-Artikolu 109 minn Ada Tarn lill-Kummissjoni", "commission"),
        ("PYTANIE USTNE zgodnie z art. 109 Regulaminu zadane przez Ada Tarn do Komisji", "commission"),
        ("ÎNTREBARE ORALĂ conform articolul 109 adresată de Ada Tarn Comisiei", "commission"),
        ("ÚSTNA OTÁZKA podľa článku 109 rokovacieho poriadku, ktorú predkladá Ada Tarn Komisii", "commission"),
        ("USTNO VPRAŠANJE v skladu s členom 109 poslovnika, ki ga je postavil Ada Tarn za Komisijo", "commission"),
        ("УСТЕН ВЪПРОС съгласно член 109 от Правилника за дейността от Ада Тарн до Комисията", "commission"),
        ("PERGUNTA ORAL nos termos do artigo 109º do Regimento por Ada Tarn à Comissão", "commission"),
    ],
)  # fmt: skip
def test_headings_of_one_line(line, code):
    """Rule, author and addressee of an oral question that a single line states."""
    found = question(f"{line}\n{TEXT}")
    assert ("109", ["Ada Tarn", "Ада Тарн"][line[0] == "У"], code) == (
        found.rule,
        found.authors[0].name,
        found.addressees[0].code,
    )


@pytest.mark.parametrize(
    ("heading", "addressee", "rule", "line"),
    [
        ("Szóbeli választ igénylő kérdés", "a Tanács számára", "az eljárási szabályzat 128. cikke",
         "Ada Tarn, Ben Coe, az ALDE képviselőcsoport nevében"),
        ("Klausimas, į kurį atsakoma žodžiu", "Tarybai", "Darbo tvarkos taisyklių 128 straipsnis",
         "Ada Tarn, Ben Coe, ALDE frakcijos vardu"),
        ("Jautājums, uz kuru jāatbild mutiski", "Padomei", "Reglamenta 128. pants",
         "Ada Tarn, Ben Coe, ALDE grupas vārdā"),
        ("Pytanie wymagające odpowiedzi ustnej", "do Rady", "art. 128 Regulaminu",
         "Ada Tarn, Ben Coe, w imieniu grupy ALDE"),
    ],
)  # fmt: skip
def test_a_group_behind_the_authors(heading, addressee, rule, line):
    """The formula behind the last author names the group, and no author is lost."""
    found = question(f"{heading} O-904002/2018\n{addressee}\n{rule}\n{line}\n{TEXT}")
    assert (["Ada Tarn", "Ben Coe"], 1) == (
        [a.name for a in found.authors],
        len(found.on_behalf_of),
    )
    assert "ALDE" in found.on_behalf_of[0].name


@pytest.mark.parametrize(
    "addressee",
    [
        "to the Commission\n(Vice-President/High Representative)",
        "aan de Commissie ( VP/HV )",
        "a Bizottság (alelnök / főképviselő) számára",
    ],
)
def test_brackets_around_the_addressee(addressee):
    """Brackets on a line of their own, in initials, or before the last word of the addressee."""
    page = f"E-904003/2013\n{addressee}\nArtikel 117\nAda Tarn (ECR)\n{TEXT}"
    assert ["vp_hr"] == [each.code for each in question(page).addressees]


def test_unknown_words_with_a_reference_above_the_addressee_are_the_heading():
    """What ends with the reference right above the addressee heads the question."""
    reading = pages.read("Vraagje op schrift E-904004-15\naan de Commissie\nArtikel 130\n" + TEXT)
    assert "E-904004/2015" == str(reading.value.reference)
    assert "PQ507" in {problem.rule for problem in reading.problems}


@pytest.mark.parametrize("rule", ["under Rule 117", "Rule 117, EP"])
def test_the_number_of_a_rule_between_addressee_and_authors(rule):
    """A few words with one number between the addressee and the authors name the rule."""
    assert "117" == question(HEAD.replace("Rule 138", rule) + TEXT).rule


def test_two_rules_on_one_line_are_preserved():
    """A line with two numbers is not read as one rule."""
    page = HEAD.replace("Rule 138", "Rules 138 and 139") + TEXT
    assert (None, ["Rules 138 and 139"]) == (question(page).rule, kept(page)[0])


def test_a_card_above_the_page_itself():
    """The card of a site gives way to the heading below it, which has the reference."""
    card = "Written question by Ada Tarn - European Commission\n\nLanterns\n\n"
    found = question(f"{card}{HEAD}\n{TEXT}")
    assert ("E-904001/2019", [("Ada Tarn", "ECR")], 1) == (
        str(found.reference),
        [(author.name, author.group) for author in found.authors],
        len(found.addressees),
    )


def test_the_subject_behind_a_heading():
    """Words behind a colon after the addressee are the subject."""
    page = f"Anfrage zur schriftlichen Beantwortung an die Kommission: Laternen\n{TEXT}"
    found = question(page)
    assert ("Laternen", "commission") == (found.variant("de").subject, found.addressees[0].code)


@pytest.mark.parametrize("label", ["Indiendatum: 5.10.2019", "Bekeken op: okt. 2019"])
def test_the_title_above_a_dated_label(label):
    """A label with a day between title and heading is not the title."""
    assert "Lanterns of the lock" == question(f"Lanterns of the lock\n\n{label}\n\n{HEAD}{TEXT}").variant("en").subject  # fmt: skip


JOURNAL = "WRITTEN QUESTION E-9101/00\nby Ada Tarn (PSE) to the Council\n(7 June 2000)\n\nSubject: Wicks\n"


@pytest.mark.parametrize(
    ("head", "formula", "language"),
    [
        ("INTERROGAZIONE SCRITTA E-9101/00\ndi Ada Tarn (PSE) alla Commissione\n(7 giugno 2000)\n\nOggetto: Lampade\n",
         "Risposta comune\nalle interrogazioni scritte E-9101/00 e P-9102/00\ndata dal sig. Coe a nome della Commissione\n(9 luglio 2000)", "it"),
        ("SCHRIFTELIJKE VRAAG E-9101/00\nvan Ada Tarn (PSE) aan de Commissie\n(7 juni 2000)\n\nBetreft: Lampen\n",
         "Gecombineerd antwoord\nop de schriftelijke vragen E-9101/00 en P-9102/00\n\n(9 juli 2000)", "nl"),
        ("ΓΡΑΠΤΗ ΕΡΩΤΗΣΗ E-9101/00\nυποβολή: Ada Tarn (PSE) προς την Επιτροπή\n(7 Ιουνίου 2000)\n\nΘέμα: Φανάρια\n",
         "Κοινή απάντηση\nστις γραπτές ερωτήσεις E-9101/00 και P-9102/00\nπου έδωσε ο κ. Coe εξ ονόματος της Επιτροπής\n\n(9 Ιουλίου 2000)", "el"),
    ],
)  # fmt: skip
def test_joint_answers_over_several_lines(head, formula, language):
    """The questions, the day and, if it is there, the name stand on lines of their own."""
    answer = pages.read(f"{head}{TEXT}\n{formula}\n\nThe warden does.\n").value.answers[0]
    assert (AnswerKind.JOINT, ["E-009101/2000", "P-009102/2000"], dt.date(2000, 7, 9)) == (
        answer.kind,
        [str(each) for each in answer.answers_to],
        answer.date,
    )
    assert (language, "The warden does.") == (
        answer.variants[0].language,
        answer.variants[0].text(),
    )


def test_a_day_alone_below_the_text_begins_the_answer():
    """Where a scan has lost the word for a reply, its day tells it."""
    reading = pages.read(f"{JOURNAL}{TEXT}\n(13 July 2000)\n\nThe warden does.\n")
    answer = reading.value.answers[0]
    assert (dt.date(2000, 7, 13), "The warden does.") == (answer.date, answer.variants[0].text())
    assert "PQ525" in {problem.rule for problem in reading.problems}


def test_an_extract_that_begins_with_an_answer():
    """The answer to a question on the page before is an answer of its own."""
    above = "Answer given by Ms Coe on behalf of the Commission\n\n(3 May 2000)\n\nSoon.\n\n"
    value = pages.read(f"{above}{JOURNAL}{TEXT}").value
    answer = value.answers[0]
    assert ("Soon.", dt.date(2000, 5, 3), (), 1) == (
        answer.variants[0].text(),
        answer.date,
        answer.answers_to,
        len(value.questions),
    )


def test_contents_in_which_a_page_number_is_lost():
    """Numbers at the ends of most entries, in their order, are those of pages."""
    lines = "\n".join(
        f"85/C 9/{n:02} No {n}/84 by Mr Ben Coe to the Council Subject: Wick {'abcd'[n]}{page}"
        for n, page in ((1, " 1"), (2, ""), (3, " 2"))
    )
    subjects = [q.variants[0].subject for q in pages.read(lines).value.questions]
    assert ["Wick b", "Wick c", "Wick d"] == subjects


def test_who_is_asked_in_the_words_that_open_question_time():
    """The President says who is asked; the speaker's institution may stand for an office."""
    page = (
        "Le Président. - L'ordre du jour appelle l'heure des questions au Conseil (B5-9001/2001).\n"
        "J'appelle la\nquestion n° 1 de Mme Ada Tarn (H-9952/00) :\nObjet : Lanternes\n"
        f"{TEXT}Coe,Conseil. - (SV) Bientôt.\n"
    )
    value = pages.read(page).value
    answerer = value.answers[0].answerers[0]
    assert ("council", "Coe", (), "council") == (
        value.questions[0].addressees[0].code,
        answerer.name,
        answerer.offices,
        answerer.institution.code,
    )


def test_columns_beside_each_other():
    """Two columns of the Official Journal are read one after the other, up to a line across."""
    rows = [
        ("WRITTEN QUESTION E-9164/95", "WRITTEN QUESTION E-9193/95"),
        ("by Ada Tarn (PPE)", "by Bo Lind (ELDR)"),
        ("to the Council", "to the Commission"),
        ("(22 February 1995)", "(23 February 1995)"),
        ("(96/C 956/02)", "(96/C 956/03)"),
        ("", ""),
        ("Subject: Lanterns", "Subject: Wicks"),
        ("", ""),
        ("The lanterns were lit in April.", "The wicks are in the shed. Who has"),
        ("Who trims them?", "the key?"),
        ("", ""),
        ("Answer", "Answer given by Mr Coe"),
        ("(20 December 1995)", "on behalf of the Commission"),
        ("", "(6 April 1995)"),
        ("The keeper does.", ""),
        ("", "The harbour office has it."),
    ]
    lines = [f"{left:36}{right}".rstrip() for left, right in rows]
    across = "The notes on the lanterns and on the wicks run over both columns."
    more = [line.replace("E-9", "E-8") for line in lines[:10]]
    value = pages.read("\n".join([*lines, across, *more])).value
    assert [
        (str(q.reference), q.addressees[0].code, q.authors[0].name, q.variants[0].subject)
        for q in value.questions
    ] == [
        ("E-009164/1995", "council", "Ada Tarn", "Lanterns"),
        ("E-009193/1995", "commission", "Bo Lind", "Wicks"),
        ("E-008164/1995", "council", "Ada Tarn", "Lanterns"),
        ("E-008193/1995", "commission", "Bo Lind", "Wicks"),
    ]
    assert [a.variants[0].text().split("\n")[0] for a in value.answers] == [
        "The keeper does.",
        "The harbour office has it.",
    ]


def test_a_notice_number_beside_the_heading():
    """A number that the Official Journal prints beside a heading is no column."""
    page = (
        f"{'(97/C 960/01)':40}WRITTEN QUESTION E-9133/96\n{'':40}by Ada Tarn (PPE)\n"
        f"{'':40}to the Commission\n{'':40}(22 July 1996)\nSubject: Lanterns\n{TEXT}"
    )
    assert question(page).variant("en").subject == "Lanterns"


@pytest.mark.parametrize("heading", ["Kirjallinen kysymys", "PYTANIE PISEMNE", "Pregunta oral"])
def test_a_heading_that_other_parliaments_have_too(heading):
    """Such words alone, without a reference, an addressee, an author or a rule, tell nothing."""
    reading = pages.read(f"{heading}\n{TEXT}")
    assert reading.value is None
    assert Severity.ERROR in {problem.severity for problem in reading.problems}


LABELS = st.sampled_from(
    [("1.", "2."), ("(a)", "(b)"), ("i)", "ii)"), ("-", "-"), ("- 1.", "- 2.")]
)


@given(LABELS, st.integers(0, 12), st.integers(1, 4))
def test_the_indentation_of_items_costs_no_words(labels, indented, gap):
    """Items behind blanks of any number keep all their words."""
    items = [f"{' ' * indented}{each}{' ' * gap}the {n} wicks" for n, each in enumerate(labels)]
    text = question(f"{HEAD}\nWho trims them:\n" + "\n".join(items) + "\n").variant("en").text()
    assert all(f"the {n} wicks" in text for n in range(2))
