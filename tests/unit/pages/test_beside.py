"""What the caller and the address add to a page, and how it is checked against the text."""

import pytest

from parlq.formats.ep import pages
from parlq.model import Reference
from parlq.problems import ModelError, Severity

ANSWER = "21 February 2018\nAnswer given by Ms Orlova on behalf of the Commission\n\nYes.\n"
DOCEO = "https://www.europarl.europa.eu/doceo/document/"


def test_reference_of_an_answer_is_its_own():
    """A reference with the suffix of answers is the answer's."""
    answer = pages.loads(ANSWER, reference="E-900001/2018-ASW")
    assert (Reference.parse("E-900001/2018-ASW"), ()) == (answer.reference, answer.answers_to)


def test_reference_of_the_question_is_what_is_answered():
    """Any other reference names the question."""
    answer = pages.loads(ANSWER, reference=Reference.parse("E-900001/2018"))
    assert (None, (Reference.parse("E-900001/2018"),)) == (answer.reference, answer.answers_to)


def test_address_supplies_reference_term_and_source():
    """The address gives what the text lacks."""
    address = f"{DOCEO}E-8-2018-900001-ASW_EN.html"
    answer = pages.loads(ANSWER, source=address)
    expected = (Reference.parse("E-900001/2018-ASW"), 8, address)
    assert expected == (answer.reference, answer.term, answer.variants[0].source)


def test_address_of_answers_names_the_question():
    """The address of all answers to a question fills what is answered."""
    source = (
        "https://www.europarl.europa.eu/sides/getAllAnswers.do?reference=E-2018-900001&language=EN"
    )
    assert (Reference.parse("E-900001/2018"),) == pages.loads(ANSWER, source=source).answers_to


@pytest.mark.parametrize(
    ("given", "severity"),
    [
        ({"reference": "E-900002/2018"}, Severity.WARNING),
        ({"source": f"{DOCEO}E-8-2018-900002-ASW_EN.html"}, None),
        ({"source": f"{DOCEO}E-8-2018-900001_EN.html"}, Severity.WARNING),
        ({"source": f"{DOCEO}E-8-2018-900001-ASW_FR.html"}, Severity.INFO),
        ({"source": "not an address"}, Severity.WARNING),
    ],
)
def test_what_contradicts_the_text_is_reported(given, severity):
    """What the page prints wins, and the contradiction is a problem."""
    reading = pages.read(ANSWER.replace("Answer", "E-900001/2018\nAnswer"), **given)
    expected = [] if severity is None else [severity]
    assert expected == [problem.severity for problem in reading.problems]
    assert (Reference.parse("E-900001/2018"),) == reading.value.answers_to


def test_no_reference_is_refused():
    """A reference that is none is a mistake of the caller."""
    with pytest.raises(ModelError):
        pages.loads(ANSWER, reference="yesterday")


def test_language_comes_from_the_address_when_words_do_not_tell():
    """An answer in unknown words has the language of its address."""
    page = "21.2.2018\nReplik fan frou Orlova\n\nJa.\n"
    reading = pages.read(page, source=f"{DOCEO}E-8-2018-900001-ASW_SV.html")
    assert ("sv", ["PQ502"]) == (
        reading.value.variants[0].language,
        [problem.rule for problem in reading.problems],
    )
