"""Values of the model: frozen, equal by content, ordered where that makes sense, and short to print."""

import copy
import pickle
import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlq import testing
from parlq.model import Completeness, Dossier, LanguageVariant, LineBreak
from parlq.model.body import MAX_DEPTH
from parlq.model.body_traversal import children, plain, too_deep, walk
from parlq.model.fields.base import unchecked
from parlq.model.languages.language import protocol_key
from parlq.problems import ModelError
from parlq.testing import bodies, corpus, documents, dossiers, questions, texts, variants

FACTS = (
    *("answerers", "attachments", "authors", "events", "extensions", "identifiers", "institutions"),
    *("legal_notices", "manifestations", "publications", "references", "subjects"),
)
WHOLES = ("answers", "dossiers", "questions", "variants")

ESCAPE = re.compile(r"\\(?:U[0-9a-f]{8}|u[0-9a-f]{4}|x[0-9a-f]{2}|.)")

facts = st.one_of([getattr(testing, name)() for name in FACTS])
blocks = testing.blocks() | testing.inlines().filter(lambda inline: type(inline) is not str)
values = facts | blocks | st.one_of([getattr(testing, name)() for name in WHOLES])


def stated(value):
    """Return the fields of a value as they were given to its constructor."""
    return {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}


@given(values)
def test_evolve_without_changes_gives_an_equal_value(value):
    """Going through the constructor once more changes nothing."""
    assert value == attrs.evolve(value)


@given(values)
def test_equal_values_have_equal_hashes(value):
    """Equal values can stand for one another in sets and as keys."""
    twin = attrs.evolve(value)
    assert hash(value) == hash(twin)
    assert {value} == {twin}


@given(values, values)
def test_equality_is_equality_of_content(one, other):
    """Two values are equal exactly when they are of one type and all their fields are equal."""
    same = type(one) is type(other) and stated(one) == stated(other)
    assert same is (one == other)


@given(values)
def test_printed_values_are_short(value):
    """A repr is for people: one line, most often under 300 characters, never many more than 600."""
    shown = repr(value)
    assert len(ESCAPE.sub("?", shown)) <= 600
    assert "\n" not in shown
    assert shown.startswith(type(value).__name__)


@given(values)
def test_trusted_builds_the_same(value):
    """The builder that checks nothing gives what the constructor gives, by name and in order."""
    fields = stated(value)
    build = unchecked(type(value))
    assert value == build(**fields)
    assert repr(value) == repr(build(**fields))
    assert hash(value) == hash(build(**fields))


@given(values)
def test_values_are_frozen(value):
    """No field of a value can be set, and no new one added."""
    for field in attrs.fields(type(value)):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, field.name, None)
    with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
        value.nothing = None


@given(values)
def test_values_are_copied_whole(value):
    """Pickles and deep copies are equal to the value and print the same."""
    for twin in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value), copy.copy(value)):
        assert value == twin
        assert repr(value) == repr(twin)


@given(questions())
def test_variants_stand_in_protocol_order(question):
    """Whatever order variants are given in, the official languages come first, in their order."""
    assert sorted(question.languages, key=protocol_key) == list(question.languages)
    assert question == attrs.evolve(question, variants=question.variants[::-1])
    assert list(question.variants) == sorted(question.variants[::-1])


@given(questions())
def test_variants_are_found_by_any_spelling_of_their_tag(question):
    """A variant is found by its tag in any case."""
    for variant in question.variants:
        assert variant is question.variant(variant.language.upper())


@given(variants())
def test_completeness_follows_the_body(variant):
    """A text is absent exactly when there is no body."""
    assert (variant.completeness is Completeness.ABSENT) is (variant.body == ())


@given(bodies())
def test_bodies_are_no_deeper_than_the_model_allows(body):
    """The depth that the model counts is the depth of nested values."""
    assert not too_deep(body)
    assert depth(body) <= MAX_DEPTH + 1


def depth(values):
    """Levels of values inside one another; a run of text is none."""
    level, found = list(values), 0
    while level := [value for value in level if type(value) is not str]:
        found += 1
        level = [child for value in level for child in children(value)]
    return found


@given(bodies())
def test_plain_text_holds_every_run(body):
    """The words of a body alone leave none of its runs of text out."""
    words = plain(body)
    for run in walk(body):
        if type(run) is str and run.strip("\n"):
            assert run.strip("\n").replace("\n", " ") in words.replace("\n", " ")


@given(texts(), texts(), st.integers(0, 3))
def test_adjacent_runs_are_one(one, other, empties):
    """Runs of text that stand side by side join, so equal texts are equal values."""
    from parlq.model import Paragraph

    parts = (*[""] * empties, one, *[""] * empties, other)
    assert Paragraph(content=parts) == Paragraph(content=one + other)
    assert Paragraph(content=(one, LineBreak(), "", other)).content == (one, LineBreak(), other)


@given(dossiers())
def test_works_in_a_dossier_have_names(dossier):
    """Every work in a dossier can be named, and naming is done once."""
    assert all(work.names for work in dossier.works)
    assert dossier == Dossier(
        questions=dossier.questions, answers=dossier.answers, extensions=dossier.extensions
    )


@given(dossiers())
def test_pairs_are_what_answers_name(dossier):
    """The pairs of a dossier are its questions with the answers that name them."""
    wanted = [(q, a) for q in dossier.questions for a in dossier.answers_for(q)]
    assert wanted == list(dossier.pairs())
    assert all(q in dossier.questions_of(a) for q, a in wanted)


@given(st.lists(questions(max_variants=1, max_authors=1), max_size=5))
def test_works_sort(works):
    """Questions sort by reference, those without one last, whatever else they state."""
    in_order = sorted(works)
    keys = [work.sort_key for work in in_order]
    assert keys == sorted(work.sort_key for work in reversed(works))
    named = [work.reference is not None for work in in_order]
    assert named == sorted(named, reverse=True)


@given(documents(), st.sampled_from(["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"]))
def test_characters_that_xml_forbids_are_refused(document, character):
    """No value holds a character that a format could not write."""
    with pytest.raises(ModelError, match="which XML does not allow"):
        LanguageVariant(language="en", subject=f"a{character}")
    assert character not in str(attrs.asdict(document, recurse=True))


def test_the_corpus_is_the_same_every_time():
    """The same seed gives the same documents, fewer are the first of more, another seed others."""
    assert list(corpus(20, seed=3)) == list(corpus(30, seed=3))[:20]
    assert list(corpus(5, seed=3)) != list(corpus(5, seed=4))


def test_the_corpus_names_each_document_once():
    """No two questions of a corpus have one reference."""
    names = [question.reference for question in corpus(500, kind="question")]
    assert len(names) == len(set(names))


def test_the_corpus_has_three_kinds():
    """Another kind than the three is refused at once."""
    with pytest.raises(ValueError, match="kind must be"):
        corpus(1, kind="page")
