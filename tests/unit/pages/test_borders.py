"""Lines around a text that are not recognised, and facts that are hardly any, are reported."""

import datetime as dt
import re

import attrs
import pytest

from parlq.formats.ep import pages
from parlq.formats.ep.pages.language.sentence_shape import is_prose
from parlq.formats.ep.pages.language.wording import table
from parlq.formats.ep.pages.reader import account
from parlq.problems import Severity

HEAD = """\
Parliamentary question - E-904417/2021Parliamentary question
E-904417/2021

Wooden bridges

Question for written answer E-904417/2021
to the Commission
Rule 138
Zsolt Berkes (PPE), Maja Dobrin (S&D)
"""
TEXT = "\nOpinions differ among planners.\n\nWill the Commission act on this?\n"
FOOT = "\nSubmitted: 21.3.2021\n\nLast updated: 27 March 2021\nLegal notice - Privacy policy\n"


def read(text):
    """The reading of a page, and for each problem its rule, severity and line."""
    reading = pages.read(text)
    return reading, [(p.rule, p.severity, p.line) for p in reading.problems if p.rule != "PQ507"]


def body(reading):
    """The words of the text."""
    return next(each.text() for each in reading.value.variants if each.body)


def kept(reading):
    """What is preserved as printed."""
    return [each.value for variant in reading.value.variants for each in variant.extensions]


def test_a_page_in_known_words_has_no_findings():
    """The page that the others are made of is recognised as a whole."""
    assert [] == read(HEAD + TEXT + FOOT)[1]


INSIDE_HEAD = {
    "rules": ("Rule 138", "Rules 138 and 139", ["Rules 138 and 139"]),
    "addressee": ("to the Commission", "to the Commision", ["to the Commision"]),
    "authors in odd brackets": (
        "Zsolt Berkes (PPE), Maja Dobrin (S&D)",
        "Zsolt Berkes {PPE}, Maja Dobrin {S&D}",
        ["Zsolt Berkes {PPE}, Maja Dobrin {S&D}"],
    ),
    "authors without a group, with a full stop": (
        "Zsolt Berkes (PPE), Maja Dobrin (S&D)",
        "Zsolt Berkes, Maja Dobrin.",
        ["Zsolt Berkes, Maja Dobrin."],
    ),
    "a second line of authors": (
        ", Maja Dobrin (S&D)",
        "\nMaja Dobrin (S&D)",
        ["Maja Dobrin (S&D)"],
    ),
    "a label": ("Rule 138", "Rule 138\nUrgency: high", ["Urgency: high"]),
    "a label under the authors": ("(S&D)", "(S&D)\nUrgency: high", ["Urgency: high"]),
    "words under the authors": ("(S&D)", "(S&D)\nAccelerated procedure", ["Accelerated procedure"]),
    "a full stop": ("Rule 138", "Rule 138.", []),
    "a subject without its colon": ("(S&D)", "(S&D)\n\nSubject - Bridges", ["Subject - Bridges"]),
}


@pytest.mark.parametrize("name", INSIDE_HEAD)
def test_unknown_lines_of_a_head_are_no_text(name):
    """They are preserved as printed, each with a problem of its own, and the text is whole."""
    old, new, lines = INSIDE_HEAD[name]
    text = HEAD.replace(old, new) + TEXT + FOOT
    reading, found = read(text)
    assert ("Opinions differ among planners.\nWill the Commission act on this?", lines) == (
        body(reading),
        kept(reading),
    )
    told = [text.splitlines()[line - 1] for rule, _, line in found if rule == "PQ502"]
    assert [line.strip() for line in told] == lines


INSIDE_FOOT = {
    "source": ("Submitted: 21.3.2021", "Published: 21.3.2021", "Published: 21.3.2021"),
    "update": ("Submitted: 21.3.2021", "Page updated: 21.3.2021", "Page updated: 21.3.2021"),
    "between": ("Last updated", "Shared 3 times\nLast updated", "Shared 3 times"),
    "above": ("Submitted", "Supporters\nSubmitted", "Supporters"),
    "date": ("27 March 2021", "27 Mar 2021", "Last updated: 27 Mar 2021"),
    "date that is none": ("27 March 2021", "27 Smarch 2021", "Last updated: 27 Smarch 2021"),
    "misspelled": ("Last updated:", "Lst updated:", "Lst updated: 27 March 2021"),
    "notice": ("Legal notice", "Legl notice", "Legl notice - Privacy policy"),
    "site": ("Privacy policy", "Privacy policy\nHome | Contact", "Home | Contact"),
    "rights": ("Privacy policy", "Privacy policy\n© Some site", "© Some site"),
}


@pytest.mark.parametrize("name", INSIDE_FOOT)
def test_unknown_lines_of_a_foot_are_no_text(name):
    """They are preserved as printed, and the other lines of the foot are read."""
    old, new, line = INSIDE_FOOT[name]
    reading, found = read(HEAD + TEXT + FOOT.replace(old, new))
    assert ("Opinions differ among planners.\nWill the Commission act on this?", [line]) == (
        body(reading),
        kept(reading),
    )
    assert [("PQ502", Severity.WARNING)] == [(rule, severity) for rule, severity, _ in found]


@pytest.mark.parametrize(
    "foot",
    [
        "© Some Member 2021. All rights reserved.\nSite map | Contact\n",
        "Mis à jour le: 4.3.2021\n",
        "Lst updated: 27 March 2021Legal notice\n",
    ],
)
def test_a_foot_in_unknown_words_is_no_text(foot):
    """Where no line of the foot is recognised, its shape tells it."""
    reading, found = read(f"{HEAD}{TEXT}\n{foot}")
    assert foot.splitlines() == kept(reading)
    assert {"PQ502"} == {rule for rule, *_ in found}


def test_a_label_in_unknown_words_with_a_day_or_a_language_is_read_by_its_shape():
    """Below the text a day alone is that of the tabling, a code alone that of the original."""
    foot = FOOT.replace("Submitted: 21.3.2021", "Sbmitted: 21.3.2021\nOriginal tongue: DE")
    reading, found = read(HEAD + TEXT + foot)
    question = reading.value
    assert (dt.date(2021, 3, 21), ("de",), [], []) == (
        question.date,
        question.original_languages,
        kept(reading),
        found,
    )


@pytest.mark.parametrize("where", ["head", "foot"])
def test_what_may_be_of_the_frame_stays_in_the_text(where):
    """A short line without a sentence at a border of the text is reported, and stays."""
    text = f"\nGreen Bridge Office\n{TEXT}" if where == "head" else f"{TEXT}\nGreen Bridge Office\n"
    reading, found = read(HEAD + text + FOOT)
    assert ("Green Bridge Office" in body(reading), [], [("PQ502", Severity.INFO)]) == (
        True,
        kept(reading),
        [(rule, severity) for rule, severity, _ in found],
    )


FRAME_LINES = [
    "to the Council",
    "Rule 130",
    "Question for written answer E-904418/2021",
    "E-904418/2021",
    "Answer given by Mr Vardo",
    "Réponse commune",
    "aux questions écrites E-902619/00 et E-902620/00",
    "donnée par M. Corvan au nom de la Commission",
    "(29 September 2000)",
    "WRITEN QUESTION E-9287/95 by Jean Vaffarel (PPE) to the Council (13 March 1995) (96/C 79/02)",
    "Anwer given by Mr Vardo on behalf of the Commission (14 December 1995)",
    "(Englsh version)",
    "Legal notice.",
]


@pytest.mark.parametrize("line", FRAME_LINES)
def test_lines_of_a_frame_inside_a_text_are_reported(line):
    """A line that heads or feet have stays in the text, and a problem names it."""
    text = f"{HEAD}\nOpinions differ.\n\n{line}\n\nWill the Commission act?\n"
    found = read(text)[1]
    assert ("PQ523", Severity.WARNING, 13) in found or "Legal" in line


def test_many_lines_of_frames_are_counted():
    """The first twenty are reported one by one, the others in one problem."""
    found = read(f"{HEAD}\nOpinions differ.\n\n" + "Rule 130\n\n" * 30 + "Why?\n")[1]
    assert 21 == len([rule for rule, *_ in found if rule == "PQ523"])


@pytest.mark.parametrize(
    "line",
    [
        "Opinions differ (as of 3 March 2021) among the planners of many cities.",
        "- 12 May 2020",
        "It was signed on 3 March 2021.",
        "One costs 5 EUR / tonne.",
        "(1) OJ C 291, 13.11.2008, p. 4.",
        "The group met on 3 March 2021, and it has spoken of bridges since.",
    ],
)
def test_sentences_items_and_notes_are_text(line):
    """What is a sentence, an item of a list or a note is no line of a frame."""
    assert [] == read(f"{HEAD}\nOpinions(1) differ.\n\n{line}\n\nWhy?\n\nAnd why now?\n")[1]


NAMES = {
    "addressee": ("Rule 138", "Rule 138\nto the Board (Vice-President)", "PQ502"),
    "institution": ("Zsolt Berkes (PPE)", "Council Secretariat (PPE)", "PQ519"),
    "small words": ("Zsolt Berkes (PPE)", "Share this page (PPE)", "PQ502"),
    "signs": ("Zsolt Berkes (PPE)", "Home > Plenary (PPE)", "PQ502"),
    "digit": ("(PPE)", "(19 April)", "PQ519"),
    "no group": ("Zsolt Berkes (PPE)", "Zsolt Berkes", "PQ519"),
    "one word": ("Zsolt Berkes (PPE), Maja Dobrin (S&D)", "Urgent", "PQ502"),
}


@pytest.mark.parametrize("name", NAMES)
def test_names_that_are_hardly_any_are_reported(name):
    """What stands in the place of an author and has what no name has is reported there."""
    old, new, rule = NAMES[name]
    found = read(HEAD.replace(old, new) + TEXT + FOOT)[1]
    assert (rule, Severity.WARNING) in {(each[0], each[1]) for each in found}
    assert {7, 8, 9, 10} >= {line for _, _, line in found}


@pytest.mark.parametrize(
    "authors",
    [
        "Jan van der Wiel (S&D), Maria da Graça Carvo (PPE)",
        "Lord Thorn (ECR), Ana de Prado Ó Riord (Renew)",
        "Étienne D'Orso (NI), Klaas-Jan Terbrug (GUE/NGL)",
        "Ursula von der Hagen (Verts/ALE)",
    ],
)
def test_names_with_particles_are_names(authors):
    """Particles, brackets and hyphens are parts of names."""
    page = HEAD.replace("Zsolt Berkes (PPE), Maja Dobrin (S&D)", authors) + TEXT + FOOT
    assert [] == read(page)[1]


@pytest.mark.parametrize(
    ("formula", "severity"),
    [
        ("Answer given by Mr Torvane on bealf of the Commission", Severity.WARNING),
        (
            "Answer given by Excutive Vice-President Torvane on behalf of the Commission",
            Severity.WARNING,
        ),
        ("Answer given by Mr Torvane on behalf of the Comission", Severity.INFO),
    ],
)
def test_who_answers_in_odd_words_is_reported(formula, severity):
    """Words that are left over in a formula are no name, and no body that is known."""
    found = read(f"17 April 2012\nE-903348/2012\n{formula}\n\nIt is known.\n")[1]
    assert [("PQ519", severity, 3)] == found


SUBJECTS = {
    "source": "Source: European Parliament",
    "source in another language": "Źródło: Parlament Europejski",
    "page heading": "Parliamentary questions",
    "menu": "Home > Plenary > Questions",
    "date": "27.3.2021",
    "legal notice": "Legal notice",
    "last update": "Last updated: 1 March 2018",
    "last update in another language": "Senaste uppdatering: 1 mars 2018",
    "author": "Ada Bell (PPE)",
    "own number": "Questin for written answer E-904417/2021",
}


@pytest.mark.parametrize("name", SUBJECTS)
def test_subjects_that_are_hardly_any_are_reported(name):
    """A line of the site in the place of the subject is reported, or is no subject."""
    reading, found = read(HEAD.replace("Wooden bridges", SUBJECTS[name]) + TEXT + FOOT)
    subject = next(each.subject for each in reading.value.variants if each.body)
    assert subject is None or ("PQ520", Severity.WARNING, 4) in found


def test_a_body_without_authors_is_reported():
    """Names that are taken for part of a body leave it without authors."""
    page = HEAD.replace("Zsolt Berkes (PPE), Maja Dobrin (S&D)", "on behalf of the ALDE Group")
    assert [("PQ521", Severity.WARNING, 9)] == read(page + TEXT + FOOT)[1]


def test_names_before_the_name_of_a_body_are_authors():
    """In some languages the body stands last; whole names before it are those of authors."""
    page = (
        "Parlamento klausimai\nKlausimas, į kurį atsakoma žodžiu O-900052/2016\nTarybai\n"
        "Ada Lindė, Bo Kova, Tiltų reikalų komiteto vardu\n\n Tema: Tiltai\n\nAr jie stovi?\n"
    )
    reading, found = read(page)
    assert "PQ521" not in {rule for rule, *_ in found}
    assert ["Ada Lindė", "Bo Kova"] == [each.name for each in reading.value.authors]


def test_a_question_without_an_author_is_reported():
    """Each published question says who asks."""
    page = HEAD.replace("Zsolt Berkes (PPE), Maja Dobrin (S&D)\n", "") + TEXT + FOOT
    assert [("PQ522", Severity.WARNING, 7)] == read(page)[1]


def test_an_author_without_a_group_who_asks_nobody_is_reported():
    """An addressee that was not recognised is missed beside such an author."""
    page = HEAD.replace("to the Commission\n", "").replace(
        "Zsolt Berkes (PPE), Maja Dobrin (S&D)", "Zsolt Berkes"
    )
    assert [("PQ522", Severity.WARNING, 8)] == read(page + TEXT + FOOT)[1]


def test_two_references_are_reported():
    """The letter of the CELEX number is not always that of the question."""
    page = (
        "92003E000563\n\nWRITTEN QUESTION P-0563/03\n\nby Ada Bell (ELDR) to the Commission\n\n"
        "(20 February 2003)\n\nSubject: Ferries\n\nWho asks?\n"
    )
    reading, found = read(page)
    assert "P-000563/2003" == str(reading.value.reference)
    assert ({"PQ504"}, []) == (
        {rule for rule, *_ in found},
        [each.value for each in reading.value.variants[0].extensions],
    )


HOUR = """\
Question 15 by Ada Bell (H-9327/10)

Subject: Bells

How many are there?

{}

Question 16 by Bo Coe (H-9328/10)

Subject: Boats

How many are there?

Maren Quint, Member of the Commission. \u2212 There are some.
"""


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("Maren Quint, Member of the Commission. \u2212 Ten.", []),
        (
            "Maren Quint, Membr of the Board. \u2212 Ten.",
            [("PQ524", Severity.INFO, 1), ("PQ523", Severity.WARNING, 7)],
        ),
    ],
)
def test_a_question_of_question_time_without_a_reply_is_reported(reply, found):
    """A reply in unknown words would be part of the question, and the next reply that to both."""
    assert found == read(HOUR.format(reply))[1]


def test_the_last_question_of_question_time_without_a_reply():
    """Where no reply follows at all, it is a warning."""
    assert ("PQ524", Severity.WARNING, 1) in read(HOUR.format("").partition("Question 16")[0])[1]


def test_a_text_after_the_title_is_cut_where_a_sentence_begins():
    """Words that only begin like the title of a print are the whole subject."""
    page = (
        "WRITTEN QUESTION E-9184/01 by Ada Bell (ELDR) to the Commission. Paths of the upland.\n\n"
        "WRITTEN QUESTION E-9184/01\nby Ada Bell (ELDR) to the Commission\n(19 April 2001)\n"
        "Subject: Paths of the uplands and hills\n\nWho walks there?\n"
    )
    reading, found = read(page)
    assert ([], "Who walks there?") == (found, body(reading))


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("to the Commission", False),
        ("Rules 138 and 139 of the Rules of Procedure", False),
        ("Ada Bell (ECR) and Ben Coe (Renew)", False),
        ("Urgency: high", False),
        ("Votes :", False),
        ("© Some site. All rights reserved.", False),
        ("They do.", True),
        ("Who asks?", True),
        ("Opinions differ among planners in the Member States on whether", True),
        ("We should be grateful if it would answer the following:", True),
        ("Das Ministerium hat die Frist[1].", True),
        (", ".join(["Ada Bell (ECR)"] * 40), False),
        ("word " * 60, True),
    ],
)
def test_sentences_are_told_from_other_lines(text, prose):
    """By how a line ends, and by its words in small letters."""
    assert prose == is_prose(text)


def test_all_lines_are_accounted_for():
    """No character of what is reported is lost."""
    page = HEAD.replace("Rule 138", "Rules 138 and 139.\nx") + TEXT + "Rule 1\n" + FOOT + "x | y\n"
    assert [] == [line.text for line in account(page) if line.unaccounted()]


ERAS = {
    "A": "WRITTEN QUESTION E-0411/01 by Nils Tarn (PPE) to the Commission\nSubject: Terns\n",
    "B": HEAD,
    "D": "Parliamentary question - E-904411/2021\nE-904411/2021\nTerns\n"
    "Question for written answer  E-904411/2021\nto the Commission\nRule 138\nNils Tarn (PPE)\n",
    "an answer": "4 March 2021\nAnswer given by Ms Orlova on behalf of the Commission\n",
}


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("language", ["en", "de", "el", "*"])
def test_no_line_of_a_text_vanishes_beside_a_line_of_a_frame(era, language):
    """Words of a head, foot or menu inside a text stay, and so do the lines around them."""
    lines = ["Terns are counted each spring.", "", "They come back to the same roof."]
    lost = []
    for row in (row for row in table() if row.language == language):
        lines[1] = re.sub(r"\{[a-z]+\}", "12", row.text)
        for between in ("\n", "\n\n"):
            reading = pages.read(f"{ERAS[era]}\n{between.join(lines)}\n{FOOT}")
            told = [each.message for each in reading.problems]
            found = " ".join(" ".join((repr(reading.value), *told, *words(reading.value))).split())
            lost += [line for line in lines if " ".join(line.split()) not in found]
    assert [] == lost


def words(value):
    """Each text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from (each for inner in value for each in words(inner))
    elif attrs.has(type(value)):
        yield from (
            each
            for field in attrs.fields(type(value))
            for each in words(getattr(value, field.name))
        )
