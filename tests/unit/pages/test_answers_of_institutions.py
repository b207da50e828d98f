"""Answers of other bodies than the Commission; holding answers, corrections, replacements."""

from __future__ import annotations

import pytest

from parlq.formats.ep import pages
from parlq.formats.ep.pages.language.wording import rows
from parlq.model import Answer

TEXT = "\n\nYes, the pier leans. It will stand upright soon.\n"


def answer(formula):
    """The answer of a page with a formula, and the rules of its problems."""
    reading = pages.read(f"E-002264/2021\n{formula}{TEXT}")
    assert isinstance(reading.value, Answer)
    return reading.value, [each.rule for each in reading.problems]


@pytest.mark.parametrize(
    ("formula", "name", "offices", "body"),
    [
        ("Answer given by Mr Holm on behalf of the European Central Bank", "Holm", (), "ecb"),
        ("Antwort von Frau Holm im Namen der Europäischen Zentralbank", "Holm", (), "ecb"),
        ("Réponse donnée par M. Holm au nom du Conseil européen", "Holm", (), "european_council"),
        (
            "Answer given by the President of the European Council",
            None,
            ("President of the European Council",),
            "european_council",
        ),
        (
            "Answer given by Mr Holm, President of the European Council",
            "Holm",
            ("President of the European Council",),
            "european_council",
        ),
        ("Answer given by the Council", None, (), "council"),
        ("Answer given by the Presidency", None, ("Presidency",), "council"),
        (
            "Answer given by High Representative/Vice-President Holm on behalf of the European Commission",
            "Holm",
            ("High Representative", "Vice-President"),
            "commission",
        ),
    ],
)
def test_who_answers(formula, name, offices, body):
    """A person, an office or an institution alone; the institution is known by its code."""
    value, _ = answer(formula)
    (found,) = value.answerers
    assert (name, offices) == (found.name, found.offices)
    assert body == found.institution.code


FORMULAS = [
    (row.text.replace("{name}", "Olga Holm"), row.key.partition(":")[2])
    for code in ("council", "european_council", "ecb")
    for row in rows(f"answer:{code}")
] + [
    (f"{own.text.replace('{name}', 'Olga Holm')} {row.text}", code)
    for code in ("council", "european_council", "ecb")
    for row in rows(f"behalf.{code}")
    for own in rows("answer")
    if own.language == row.language
]


@pytest.mark.parametrize(("formula", "body"), FORMULAS)
def test_each_language_answers_for_each_institution(formula, body):
    """The words for whom somebody answers are known in 24 languages."""
    value, _ = answer(formula)
    (found,) = value.answerers
    assert ("Olga Holm", body) == (found.name, found.institution.code)


def test_all_languages_are_there():
    """Each of the 24 languages has words for each institution."""
    for code in ("council", "european_council", "ecb"):
        known = {row.language for row in (*rows(f"behalf.{code}"), *rows(f"answer:{code}"))}
        assert 24 == len(known), code


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("Holding answer given by Ms Holm on behalf of the Commission", "interim"),
        ("Vorläufige Antwort von Frau Holm im Namen der Kommission", "interim"),
        ("Corrected answer given by Ms Holm on behalf of the Commission", "correction"),
        ("Corrigendum\nAnswer given by Ms Holm on behalf of the Commission", "correction"),
        ("Rectificatif\nRéponse donnée par Mme Holm au nom de la Commission", "correction"),
    ],
)
def test_kinds_of_answers(formula, kind):
    """Holding answers and corrections say so in the formula, or above it."""
    value, _ = answer(formula)
    assert (kind, "Holm") == (value.kind, value.answerers[0].name)


def test_a_word_for_a_correction_elsewhere_is_no_formula():
    """Above anything but a formula it is a line that is not recognised."""
    reading = pages.read(f"Corrigendum\nE-002264/2021\nAnswer given by Ms Holm\n(3 May 2021){TEXT}")
    assert "answer" == reading.value.kind
    assert "PQ502" in {each.rule for each in reading.problems}


def test_an_answer_may_replace_another_one():
    """What is replaced is an event of the answer, and no text of it."""
    line = "(This answer replaces the answer of 3 March 2021)"
    value, found = answer(f"Answer given by Ms Holm on behalf of the Commission\n{line}")
    assert [("corrected", line)] == [(each.kind, each.label) for each in value.events]
    assert "replaces" not in value.text()
    assert ["PQ507"] == found
