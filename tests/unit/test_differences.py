"""What two documents differ in: fields, words, and works."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given

from parlq.comparison import differences
from parlq.comparison.differences import Difference, words
from parlq.model import (
    Answer,
    Author,
    Bold,
    Dossier,
    Extension,
    Identifier,
    LanguageVariant,
    Paragraph,
    Question,
    Reference,
)
from parlq.testing import documents


def text(language, *paragraphs):
    """A variant of paragraphs."""
    return LanguageVariant(
        language=language, body=tuple(Paragraph(content=(p,)) for p in paragraphs)
    )


def question(number=1, **facts):
    """A question of a made-up year."""
    return Question(reference=f"E-{number:06}/2031", **facts)


def found(one, other):
    """Paths with the values before and after."""
    return [(each.path, each.before, each.after) for each in differences(one, other)]


@given(documents())
def test_equal_documents_have_no_differences(document):
    """A document differs in nothing from itself."""
    assert [] == [*differences(document, attrs.evolve(document))]


@given(documents(), documents())
def test_different_works_have_differences(one, other):
    """Documents with different works differ in something, and in the same facts the other way round."""
    there, back = [*differences(one, other)], [*differences(other, one)]
    works = [
        (document.works, document.extensions)
        if isinstance(document, Dossier)
        else ((document,), ())
        for document in (one, other)
    ]
    assert (works[0] != works[1]) >= bool(there)
    assert bool(there) == bool(back)


@given(documents())
def test_nothing_is_all_there_is(document):
    """Against nothing, a document differs in each of its works."""
    works = document.works if isinstance(document, Dossier) else (document,)
    whole = [each for each in differences(None, document) if each.path == ""]
    assert [*works] == [each.after for each in whole]
    assert [*works] == [each.before for each in differences(document, None) if each.path == ""]


@given(documents())
def test_words_give_both_texts(document):
    """What is the same and removed is the first text, what is the same and added the second."""
    works = document.works if isinstance(document, Dossier) else (document,)
    texts = [v.text() for work in works for v in work.variants][:2]
    one, other = (*texts, "", "")[:2]
    pieces = words(one, other)
    assert one == "".join(p.text for p in pieces if p.kind != "added")
    assert other == "".join(p.text for p in pieces if p.kind != "removed")


def test_fields_are_named_by_their_path():
    """A changed fact has its path, a new one has nothing before."""
    one = question(rule="130", variants=(text("en", "Is it cut?", "When?"),))
    other = question(rule="144", variants=(text("en", "Is it cut?", "Where?"), text("fr", "Où ?")))
    assert [
        ("rule", "130", "144"),
        ("variants.en.body[1].content[0]", "When?", "Where?"),
        ("variants.fr", None, text("fr", "Où ?")),
    ] == found(one, other)


def test_a_new_item_does_not_change_those_behind_it():
    """Items are paired by what they are, not by their place."""
    one = question(authors=tuple(Author(name=name) for name in ("Lind", "Marsh", "Reed")))
    other = question(authors=tuple(Author(name=name) for name in ("Lind", "Holt", "Marsh", "Reed")))
    assert [("authors[1]", None, Author(name="Holt"))] == found(one, other)


def test_works_are_paired_by_their_names():
    """The order of works is no fact; a work of another name is another work."""
    one = Dossier(questions=(question(1), question(2, rule="1")))
    other = Dossier(questions=(question(2, rule="2"), question(3)))
    assert [
        Difference("Question E-000001/2031", "", one.questions[0], None),
        Difference("Question E-000002/2031", "rule", "1", "2"),
        Difference("Question E-000003/2031", "", None, other.questions[1]),
    ] == sorted(differences(one, other), key=lambda each: each.work)


def test_a_changed_name_is_a_change():
    """Of two documents with one work each, the name may be what was changed."""
    names = [Reference.parse(f"E-00000{n}/2031") for n in (1, 2)]
    assert [("reference", *names)] == found(question(1), question(2))


def test_a_dossier_of_one_is_its_work():
    """Whether a work is in a dossier is no fact; the extensions of the dossier are."""
    fact = Extension(namespace="https://x.example/", name="shelf", value="7")
    dossier = Dossier(questions=(question(),), extensions=(fact,))
    assert [("extensions[0]", None, fact)] == found(question(), dossier)


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("Is it cut in winter?", "Is it cut in spring?", "Is it cut in [winter]{spring}?"),
        ("2031-05-06", "2031-05-07", "[2031-05-06]{2031-05-07}"),
        (
            "All reeds are gone.",
            "Nobody knew why it was so late.",
            "[All reeds are gone.]{Nobody knew why it was so late.}",
        ),
        (None, "New", "{New}"),
        (Bold(content=("x",)), "x", "[Bold]{str} x"),
    ],
    ids=["word", "day", "other", "new", "markup"],
)
def test_pieces_show_words(before, after, pieces):
    """Texts that have much in common are shown word by word, others one after the other."""
    marks = {"same": "{}", "removed": "[{}]", "added": "{{{}}}"}
    shown = Difference(None, "x", before, after).pieces()
    assert pieces == "".join(marks[piece.kind].format(piece.text) for piece in shown)


def test_what_stays_is_shortened():
    """Far from a change, words are left out."""
    words_ = [f"w{n}" for n in range(100)]
    changed = [*words_[:50], "x", *words_[51:]]
    first, *_, last = Difference(None, "x", " ".join(words_), " ".join(changed)).pieces(3)
    assert ("w0 w1 w2 … w47 w48 w49 ", "w97 w98 w99") == (first.text, last.text[-11:])


@pytest.mark.parametrize(
    ("one", "other"),
    [("a b " * 5000, "b b a " * 4000), ("a b c " * 4000, "c a a b " * 3000)],
)
def test_texts_that_repeat_themselves_are_compared_at_all(one, other):
    """Texts of few different words, of which each is everywhere in the other, give both texts."""
    pieces = words(one, other)
    assert one == "".join(p.text for p in pieces if p.kind != "added")
    assert other == "".join(p.text for p in pieces if p.kind != "removed")


def test_changes_far_from_each_other_are_apart():
    """Three changes in a long text are three changes, though its words come again and again."""
    one = [f"w{n % 150}" for n in range(400)]
    other = [*one[:50], "x", *one[51:200], "y", *one[203:350], "z", *one[350:]]
    changed = [p for p in words(" ".join(one), " ".join(other)) if p.kind != "same"]
    assert ["w50", "x", "w50 w51 w52", "y", "z "] == [piece.text for piece in changed]


def test_long_texts_take_one_pass():
    """Texts of a hundred thousand different words are compared without trying every pair."""
    one, other = ("a " * 100_000 + "a", "b " * 100_000 + "b")
    assert ["removed", "added"] == [piece.kind for piece in words(one, other)]


def test_names_of_a_file_are_names():
    """An answer without a name is paired with the one in its place."""
    one = Dossier(questions=(question(),), answers=(Answer(answers_to=("E-000001/2031",), term=1),))
    other = attrs.evolve(one, answers=(attrs.evolve(one.answers[0], term=2),))
    assert [("term", 1, 2)] == found(one, other)
    assert (Identifier(scheme="local", value="answer-1"),) == one.answers[0].identifiers
