"""Documents about the same works are joined, and taken apart by language."""

import datetime as dt

import attrs
import pytest

from parlq import joining
from parlq.model import (
    Answer,
    Answerer,
    Author,
    Dossier,
    Identifier,
    Institution,
    LanguageVariant,
    Paragraph,
    Publication,
    Question,
    Reference,
    VariantRole,
)

Q1, A1 = Reference.parse("E-900001/2020"), Reference.parse("E-900001/2020-ASW")


def text(language, words, **more):
    """A variant with one paragraph."""
    return LanguageVariant(language=language, body=(Paragraph(content=(words,)),), **more)


def question(language, words, **more):
    """A question in one language that is known in English, French and Maltese."""
    others = [LanguageVariant(language=tag) for tag in ("en", "fr", "mt") if tag != language]
    facts = {"reference": Q1, "date": dt.date(2020, 3, 4), **more}
    return Question(variants=(text(language, words), *others), **facts)


def test_texts_go_to_their_variants():
    """Facts that agree are stored once, each text stands in its language."""
    joined = joining.merge([question("en", "One."), question("fr", "Un.")])
    expected = (Q1, ("en", "fr", "mt"), ["One.", "Un.", ""], ())
    assert expected == (
        joined.value.reference,
        joined.value.languages,
        [variant.text() for variant in joined.value.variants],
        joined.problems,
    )


def test_facts_that_one_lacks_are_taken_from_the_other():
    """What only one page prints is kept."""
    joined = joining.merge([question("en", "One.", date=None), question("fr", "Un.", rule="138")])
    assert (dt.date(2020, 3, 4), "138", ()) == (
        joined.value.date,
        joined.value.rule,
        joined.problems,
    )


def test_facts_that_differ_are_reported_with_both_readings():
    """The first is kept, the problem holds both, the file and the work."""
    other = question("fr", "Un.", date=dt.date(2020, 3, 5))
    joined = joining.merge([question("en", "One."), other], files=["en.txt", "fr.txt"])
    (problem,) = joined.problems
    expected = ("PQ450", "date", "fr.txt", "E-900001/2020")
    assert expected == (problem.rule, problem.path, problem.file, problem.work)
    assert "2020-03-04" in problem.message
    assert "2020-03-05" in problem.message
    assert dt.date(2020, 3, 4) == joined.value.date


def test_texts_that_differ_are_reported():
    """Two texts of one language are not one: the first is kept."""
    joined = joining.merge([question("en", "One."), question("en", "Two.")])
    assert ("One.", ["PQ451"]) == (
        joined.value.variant("en").text(),
        [problem.rule for problem in joined.problems],
    )


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (
            {"addressees": (Institution(code="commission", name="Commission"),)},
            {"addressees": (Institution(code="commission", name="Kommission"),)},
            ["Commission"],
        ),
        (
            {"on_behalf_of": (Institution(name="PPE Group"),)},
            {"on_behalf_of": (Institution(name="groupe PPE"),)},
            ["PPE Group"],
        ),
        (
            {"authors": (Author(name="A"), Author(name="B"))},
            {"authors": (Author(name="A"), Author(name="B"))},
            ["A", "B"],
        ),
    ],
)
def test_names_in_two_languages_agree(one, other, kept):
    """The same body in two languages is one."""
    joined = joining.merge([question("en", "One.", **one), question("fr", "Un.", **other)])
    (name,) = one
    assert (kept, ()) == ([each.name for each in getattr(joined.value, name)], joined.problems)


def test_one_issue_in_two_languages_is_one_publication():
    """An issue of the Official Journal is known by its number and date."""
    issue = {"number": "190 E", "date": dt.date(2013, 7, 2)}
    one = {"publications": (Publication(name="OJ C", **issue),)}
    other = {"publications": (Publication(name="ABl. C", **issue),)}
    joined = joining.merge([question("en", "One.", **one), question("de", "Eins.", **other)])
    assert ["OJ C"] == [publication.name for publication in joined.value.publications]


def test_original_and_translation_follow_the_original_language():
    """Each text is the original or a translation, as the printed line tells."""
    stated = {"original_languages": ("fr",)}
    joined = joining.merge([question("en", "One.", **stated), question("fr", "Un.")])
    roles = [variant.role for variant in joined.value.variants]
    assert [VariantRole.TRANSLATION, VariantRole.ORIGINAL, None] == roles


def test_question_and_answer_make_a_dossier():
    """An answer whose number is that of the question comes to name it."""
    answer = Answer(reference=A1, variants=(text("en", "Yes."),))
    joined = joining.merge([answer, question("en", "One.")])
    assert (Dossier, (Q1,)) == (type(joined.value), joined.value.answers[0].answers_to)


def test_answers_without_a_name_are_told_by_what_they_answer():
    """The same questions on the same day make the same answer; another day another one."""
    facts = {"answers_to": (Q1,), "date": dt.date(2020, 5, 1)}
    pages = [Answer(variants=(text(tag, "x"),), **facts) for tag in ("en", "fr")]
    late = attrs.evolve(pages[0], date=dt.date(2020, 6, 1))
    joined = joining.merge([*pages, late])
    assert [("en", "fr"), ("en",)] == [answer.languages for answer in joined.value.answers]


def test_works_without_anything_in_common_stay_apart():
    """Two questions that nothing names are not taken for one."""
    nameless = Question(variants=(text("en", "One."),))
    other = Question(variants=(text("fr", "Un."),))
    assert 2 == len(joining.merge([nameless, other]).value.questions)


def test_local_names_of_two_dossiers_do_not_meet():
    """`question-1` of one dossier is not that of another."""
    pair = Dossier.pair(
        Question(variants=(text("en", "One."),)),
        Answer(answerers=(Answerer(name="X"),), variants=(text("en", "Yes."),)),
    )
    joined = joining.merge([pair, pair])
    assert [2, 2] == [len(joined.value.questions), len(joined.value.answers)]
    assert 2 == len(list(joined.value.pairs()))


def test_nothing_joins_to_nothing():
    """No documents give no document."""
    assert joining.Joined(value=None) == joining.merge([])


def test_split_gives_a_document_for_each_text():
    """Each language with a text has its document; the others stay known in it."""
    whole = joining.merge([question("en", "One."), question("fr", "Un.")]).value
    parts = joining.split(whole)
    expected = [("en", ["One.", "", ""]), ("fr", ["", "Un.", ""])]
    assert expected == [(tag, [v.text() for v in part.variants]) for tag, part in parts]


def test_split_of_a_dossier_gives_dossiers():
    """Works without any text go with the first language."""
    dossier = Dossier(
        questions=(
            question("en", "One."),
            Question(identifiers=(Identifier(scheme="eli", value="x"),)),
        ),
        answers=(Answer(reference=A1, answers_to=(Q1,), variants=(text("fr", "Oui."),)),),
    )
    parts = joining.split(dossier)
    assert [("en", 2), ("fr", 1)] == [(tag, len(part.works)) for tag, part in parts]


def test_no_text_splits_to_nothing():
    """A document without any text has no parts."""
    assert () == joining.split(Question(reference=Q1))
