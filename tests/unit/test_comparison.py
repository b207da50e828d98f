"""A document compared with what a format gave back of it: each fact that is lost has a name."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

from parlq.comparison import Comparison, losses
from parlq.model import (
    Answer,
    Answerer,
    Author,
    Bold,
    Dossier,
    Event,
    Extension,
    Identifier,
    Institution,
    LanguageVariant,
    LegalNotice,
    Paragraph,
    Question,
    Reference,
)

R = Reference.parse
NOTE = Extension(namespace="https://example.org/", name="mood", value="calm")
PLAIN = Comparison()


def text(*content, **facts):
    """An English text of one paragraph."""
    return LanguageVariant(language="en", body=(Paragraph(content=content),), **facts)


def told(document, back, known=PLAIN, **options):
    """Messages by their paths."""
    problems = losses(document, back, known, format="clay", **options)
    assert {"PQ617"} >= {each.rule for each in problems}
    return [(each.path, each.message) for each in problems]


FULL = Question(
    reference=R("E-000101/2021"),
    identifiers=(Identifier(scheme="pe", value="PE1"),),
    kind="oral",
    kind_code="O",
    term=9,
    authors=(Author(name="Ada Bell", group="Chime"), Author(name="Bo Gong")),
    addressees=(Institution(code="council", name="Council"),),
    rule="130",
    date=dt.date(2021, 1, 2),
    original_languages=("en",),
    events=(Event(kind="tabled", date=dt.date(2021, 1, 1)), Event(kind="lapsed")),
    variants=(text("How ", Bold(content=("many",)), "?", subject="Bells"),),
    extensions=(NOTE,),
)
FIELDS = [
    each.name for each in attrs.fields(Question) if getattr(FULL, each.name) not in {None, ()}
]


def test_nothing_is_lost_of_what_is_equal():
    """What comes back equal has no loss, with additions or without."""
    assert [] == told(FULL, FULL)
    more = attrs.evolve(FULL, publications=(), variants=[*FULL.variants, text_of("fr")])
    assert [] == told(FULL, more)
    assert [] == told(Question(term=9), FULL)


def text_of(tag):
    """A language version without a text."""
    return LanguageVariant(language=tag, subject="x")


@pytest.mark.parametrize("name", [each for each in FIELDS if each != "parliament"])
def test_a_field_that_is_missing_is_named(name):
    """Each field that does not come back is one problem with its path, its work and its number."""
    default = attrs.fields_dict(Question)[name].default
    found = losses(FULL, attrs.evolve(FULL, **{name: default}), PLAIN, format="clay")
    (problem,) = found
    assert (name, "E-000101/2021", "warning") == (problem.path, problem.work, problem.severity)
    assert problem.message.startswith(f'not written: clay has no place for "{name}"')
    assert problem.message.endswith("(1 work)")


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"rule": "131"}, "rule", "changed: "),
        ({"date": dt.date(2021, 2, 1)}, "date", "changed: "),
        ({"parliament": "fr/an"}, "parliament", "changed: "),
        ({"reference": R("E-000102/2021")}, "reference", "changed: "),
        ({"authors": FULL.authors[::-1]}, "authors", "in another order"),
        ({"events": FULL.events[::-1]}, "events", "in another order"),
        ({"authors": FULL.authors[1:]}, "authors", "not written: "),
        ({"authors": [Author(name="Ada Bell"), FULL.authors[1]]}, "authors.group", "not written: "),
        ({"events": [Event(kind="tabled"), FULL.events[1]]}, "events.date", "not written: "),
        (
            {"addressees": [Institution(code="council", name="Rat")]},
            "addressees.name",
            "as something else",
        ),
        ({"variants": [text("How many?", subject="Bells")]}, "variants.body", "other markup"),
        ({"variants": [text("How few?", subject="Bells")]}, "variants.body", "something else"),
        ({"variants": [text_of("en")]}, "variants.subject", "something else"),
        ({"variants": [text_of("fr")]}, "variants", "not written: "),
        ({"extensions": [attrs.evolve(NOTE, name="tone")]}, "extensions", "(mood)"),
    ],
)
def test_a_field_that_is_changed_is_named(changes, path, words):
    """A fact that comes back as something else is told from one that is missing."""
    found = dict(told(FULL, attrs.evolve(FULL, **changes)))
    assert path in found
    assert words in found[path]


def test_languages_are_listed():
    """A loss in language versions names the languages, a few of them."""
    tags = ("bg", "cs", "da", "de", "en", "et", "fi")
    whole = Question(term=9, variants=[text_of(tag) for tag in tags])
    bare = attrs.evolve(whole, variants=[LanguageVariant(language=tag) for tag in tags])
    ((path, message),) = told(whole, bare)
    assert "variants.subject" == path
    assert '"variants.subject" (bg, es, cs'[:21] in message
    assert "2 more) (1 work)" in message


def test_how_much_of_a_text_there_is():
    """A part of a text that comes back as the whole is named; without the text it states nothing."""
    part = Question(variants=[text("x", completeness="truncated")])
    assert ["variants.completeness"] == [
        path for path, _ in told(part, Question(variants=[text("x")]))
    ]
    assert ["variants.body"] == [
        path for path, _ in told(part, Question(variants=[LanguageVariant(language="en")]))
    ]


def test_works_are_counted():
    """One problem names a fact of all works, and the work when one alone has it."""
    works = [Question(reference=R(f"E-00010{n}/2021"), rule="130", term=9) for n in (1, 2, 3)]
    back = [attrs.evolve(work, rule=None) for work in works]
    back[1] = attrs.evolve(back[1], term=None)
    first, second = losses(
        Dossier(questions=works), Dossier(questions=back[::-1]), PLAIN, format="clay"
    )
    assert ("rule", None) == (first.path, first.work)
    assert first.message.endswith('no place for "rule" (3 works)')
    assert ("term", "E-000102/2021") == (second.path, second.work)


def test_works_that_are_gone():
    """A work that does not come back is named, and not each of its facts."""
    answer = Answer(answers_to=(R("E-000101/2021"),), date=dt.date(2021, 3, 1))
    document = Dossier(questions=(FULL,), answers=(answer,))
    assert ['not written: clay has no place for "answers" (1 work)'] == [
        message for _, message in told(document, FULL)
    ]
    assert ["questions", "answers"] == [path for path, _ in told(document, None)]
    ((_, message),) = told(FULL, None, why="the file is too odd")
    assert message.endswith('"questions" (1 work): the file is too odd')


def test_extensions_of_a_dossier():
    """What a dossier states of itself belongs to no work."""
    document = Dossier(questions=(FULL,), extensions=(NOTE,))
    ((path, message),) = told(document, Dossier(questions=(FULL,)))
    assert "extensions" == path
    assert 'not written: clay has no place for "extensions" of the dossier (mood)' == message
    assert [] == told(document, document)
    assert [] == told(document, FULL, Comparison(carried=lambda *_: True))


def test_works_are_found_again_by_their_names():
    """Works are paired by reference or identifier wherever they stand, else in their order."""
    one, other = (Question(reference=R(f"E-00010{n}/2021"), term=n) for n in (1, 2))
    assert [] == told(Dossier(questions=(one, other)), Dossier(questions=(other, one)))
    named = [Question(identifiers=[Identifier(scheme="x", value=n)], rule=n) for n in "12"]
    assert [] == told(Dossier(questions=named), Dossier(questions=named[::-1]))
    renamed = [Question(identifiers=[Identifier(scheme="x", value=n)], rule=n) for n in "21"]
    assert [] == told(Dossier(questions=named), Dossier(questions=renamed))
    nameless = [attrs.evolve(each, identifiers=()) for each in named]
    assert ["identifiers"] == [path for path, _ in told(named[0], nameless[0])]


def test_works_of_one_name():
    """Works that came back as one are each compared with it; those that did not with their own."""
    twins = [Question(reference=R("E-000101/2021"), rule=n) for n in "12"]
    assert [] == told(Dossier(questions=twins), Dossier(questions=twins[::-1]))
    assert ["rule"] == [path for path, _ in told(Dossier(questions=twins), twins[0])]


def test_a_format_may_name_works_in_its_own_way():
    """The name that a format gives a work comes before those of the work."""
    works = [Question(reference=R("E-000101/2021"), rule=n) for n in "12"]
    known = Comparison(key=lambda work: work.rule)
    back = [attrs.evolve(each, reference=None) for each in works]
    assert ["reference"] == [
        path for path, _ in told(Dossier(questions=works), Dossier(questions=back[::-1]), known)
    ]


def test_what_a_format_knows():
    """A fact that comes back by another name is an info; further losses and notes are added."""
    known = Comparison(
        same=lambda field, one, other: field == "name" and one.code == other.code,
        more=lambda work, back: [("extensions", "a seal")] if work.rule != back.rule else [],
    )
    legal = LegalNotice(label="x")
    one = Question(rule="1", addressees=FULL.addressees, variants=[text("x", legal_notice=legal)])
    other = attrs.evolve(
        one, rule="2", addressees=[Institution(code="council", name="Rat")], variants=[text("x")]
    )
    found = losses(one, other, known, format="clay")
    assert [
        ("warning", "rule"),
        ("warning", "variants.legal_notice"),
        ("warning", "extensions"),
        ("info", "addressees.name"),
    ] == [(each.severity, each.path) for each in found]
    assert '"extensions" (a seal)' in found[2].message


def test_what_comes_back_with_more_facts_is_not_lost():
    """A body known by its name alone comes back with its code and a person beside: nothing is lost."""
    one = Answer(
        answerers=(Answerer(institution=Institution(name="Commission")),), date=dt.date(2021, 1, 2)
    )
    more = Answerer(
        name="Mette Averlund", institution=Institution(code="commission", name="Commission")
    )
    assert [] == told(one, attrs.evolve(one, answerers=(more,)))
    other = attrs.evolve(more, institution=Institution(code="council", name="Council"))
    assert ["answerers"] == [path for path, _ in told(one, attrs.evolve(one, answerers=(other,)))]
