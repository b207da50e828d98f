"""Questions with their answers as EUR-Lex and the Official Journal print them, in eleven languages."""

import datetime as dt

import pytest

from parlq.formats.ep import pages
from parlq.formats.ep.pages.language.dates import write_date
from parlq.formats.ep.pages.language.wording import rows, wording
from parlq.formats.ep.pages.reader import account
from parlq.model import AnswerKind, Dossier

LANGUAGES = tuple(dict.fromkeys(row.language for row in rows("heading.journal")))
ASKED, ANSWERED = dt.date(1999, 10, 22), dt.date(1999, 12, 3)


def words(key, language):
    """The preferred wording."""
    return wording(key, language).text


def question(language, reference, addressee="commission", *, glued=False):
    """The head of a question; its statements on lines of their own or on one."""
    lines = [
        f"{words('heading.journal', language)} {reference}",
        f"{words('by', language)} Ana Berg (PPE-DE)",
        words(f"addressee.{addressee}", language),
        f"({write_date(ASKED, language)})",
    ]
    return (" " if glued else "\n").join(lines) + "\n"


def formula(language, name="X. Vandel"):
    """Who answers, for the Commission."""
    row = wording("answer", language)
    if row is None:
        return words("answer:commission", language).replace("{name}", name)
    said = row.text.replace("{name}", name)
    return said if language == "fi" else f"{said} {words('behalf.commission', language)}"


def read(text):
    """The dossier and the rules of the problems, those about the wording aside."""
    reading = pages.read(text)
    assert isinstance(reading.value, Dossier)
    assert [] == [line.unaccounted() for line in account(text) if line.unaccounted()]
    rules = [problem.rule for problem in reading.problems if problem.rule != "PQ507"]
    return reading.value, rules


def facts(dossier):
    """What every document here must state."""
    asked, answer = dossier.questions[0], dossier.answers[-1]
    return (
        [str(each.reference) for each in dossier.questions],
        (asked.date, answer.date),
        [(author.name, author.group) for author in asked.authors],
        asked.addressees[0].code,
        answer.answers_to == tuple(each.reference for each in dossier.questions),
        answer.answerers[0].institution.code,
        asked.variants[0].text(),
        answer.variants[0].text(),
        (asked.variants[0].language, answer.variants[0].language),
    )


@pytest.mark.parametrize("glued", [False, True], ids=["lines", "glued"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_question_and_answer_in_one_document(language, glued):
    """Number, title, issue, question and answer of one EUR-Lex document give all their facts."""
    head = question(language, "E-9859/99", glued=True).strip()
    title = head[: head.rindex("(")].strip()
    day = f"({write_date(ANSWERED, language)})"
    answered = f"{formula(language)} {day}" if glued else f"{formula(language)}\n\n{day}\n"
    journal = rows("journal")
    name = next(row.text for row in journal if row.language == language)
    dossier, problems = read(
        f"91999E9859\n\n{title}. Bells in towns.\n\n{name} C 203 E, 18/07/2000 p. 0045 - 0046\n\n\n"
        f"{question(language, 'E-9859/99', glued=glued)}\n"
        f"{words('subject', language)}: Bells in towns\n\nBells ring. Do they?\n\n{answered}\nThey do.\n"
    )
    expected = (
        ["E-009859/1999"],
        (ASKED, ANSWERED),
        [("Ana Berg", "PPE-DE")],
        "commission",
        True,
        "commission",
        "Bells ring. Do they?",
        "They do.",
        (language, language),
    )
    assert (expected, []) == (facts(dossier), problems)
    assert "Bells in towns" == dossier.questions[0].variants[0].subject
    assert "0045 - 0046" == dossier.questions[0].publications[0].page


@pytest.mark.parametrize("language", LANGUAGES)
def test_council_answers_without_a_name(language):
    """A bare answer with its date, on one line or on two, is the institution's."""
    day = f"({write_date(ANSWERED, language)})"
    for gap in (" ", "\n", "\n\n"):
        dossier, problems = read(
            f"{question(language, 'E-9001/95', 'council')}\n{words('subject', language)}: Old\n\nWhen?\n\n"
            f"{words('answer.bare', language)}{gap}{day}\n\nSoon.\n"
        )
        expected = (
            ["E-009001/1995"],
            (ASKED, ANSWERED),
            [("Ana Berg", "PPE-DE")],
            "council",
            True,
            "council",
            "When?",
            "Soon.",
            (language, language),
        )
        assert (expected, []) == (facts(dossier), problems)


@pytest.mark.parametrize("language", LANGUAGES)
def test_joint_answers_name_their_questions(language):
    """One answer to two questions names both of them, by nobody's name."""
    both = f"{words('answer.bare.joint', language)} {words('answers_to', language)} E-9001/95, P-9002/95"
    dossier, problems = read(
        f"{question(language, 'E-9001/95', 'council')}\n{question(language, 'P-9002/95', 'council')}\n"
        f"{words('subject', language)}: Old\n\nWhen?\n\n{both}\n({write_date(ANSWERED, language)})\n\nSoon.\n"
    )
    expected = (["E-009001/1995", "P-009002/1995"], AnswerKind.JOINT, True, ANSWERED, "Soon.", [])
    answer = dossier.answers[0]
    assert expected == (
        [str(each.reference) for each in dossier.questions],
        answer.kind,
        answer.answers_to == tuple(each.reference for each in dossier.questions),
        answer.date,
        answer.variants[0].text(),
        problems,
    )


@pytest.mark.parametrize(
    "key", ["answer.joint", "answer.supplementary", "answer.supplementary_joint"]
)
def test_questions_inside_a_formula(key):
    """Questions that the formula names between its words are those it answers."""
    found = [row for row in rows(key) if "{questions}" in row.text]
    for row in found:
        behalf = words("behalf.commission", row.language)
        # The institution follows the name, or all of it.
        last = row.text.endswith("{name}")
        name = "X. Vandel" if last else f"X. Vandel {behalf}"
        said = row.text.replace("{name}", name)
        said = said.replace("{questions}", "E-9001/95 and P-9002/95")
        said = f"{said} {behalf}" if last else said
        text = (
            f"{question(row.language, 'E-9001/95')}\n{words('subject', row.language)}: Old\n\nWhen?\n\n"
            f"{said} ({write_date(ANSWERED, row.language)})\n\nSoon.\n"
        )
        answer = read(text)[0].answers[0]
        expected = (key, ["E-009001/1995", "P-009002/1995"], "X. Vandel", "commission")
        assert expected == (
            f"answer.{answer.kind}".replace(" ", "_"),
            [str(each) for each in answer.answers_to],
            answer.answerers[0].name,
            answer.answerers[0].institution.code,
        )
    assert found


def test_two_documents_in_one_text():
    """Saved one below the other, each title stays with its own question."""
    one = (
        "WRITTEN QUESTION E-9{n}/99 by Ana BERG (PSE) to the Commission. Tour {n}.\n\n"
        "WRITTEN QUESTION E-9{n}/99\nby Ana Berg (PSE)\nto the Commission\n(22 October 1999)\n\n"
        "Subject: Tour {n} Who goes?\n\n"
        "Answer given by Mr Vandel on behalf of the Commission\n(3 December 1999)\n\nAll.\n\n"
    )
    dossier, problems = read(one.replace("{n}", "01") + one.replace("{n}", "02"))
    expected = (["Tour 01", "Tour 02"], ["Who goes?", "Who goes?"], 2, [])
    assert expected == (
        [each.variants[0].subject for each in dossier.questions],
        [each.variants[0].text() for each in dossier.questions],
        len(dossier.answers),
        problems,
    )


@pytest.mark.parametrize(
    ("number", "rules"), [("91995E9001", []), ("91995E009001", []), ("91995E9003", ["PQ504"])]
)
def test_address_of_question_and_answer(number, rules):
    """The address of a document with several works is that of each, and is held against them."""
    address = f"https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{number}"
    text = (
        f"{question('en', 'E-9001/95')}\nSubject: Old\n\nWhen?\n\n{formula('en')}\n"
        f"({write_date(ANSWERED, 'en')})\n\nSoon.\n"
    )
    reading = pages.read(text, source=address)
    assert ([address] * 2, rules) == (
        [variant.source for work in reading.value.works for variant in work.variants],
        [problem.rule for problem in reading.problems],
    )


def test_address_that_is_none_of_several_works():
    """What is no address is left out once."""
    text = f"{question('en', 'E-9001/95')}\nSubject: a\n\nb.\n\n" * 2
    reading = pages.read(text, source="no address")
    assert ["PQ509"] == [problem.rule for problem in reading.problems]
