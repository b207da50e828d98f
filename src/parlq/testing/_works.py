"""Hypothesis strategies for language variants, questions, answers, dossiers and documents."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from parlq.model import (
    Answer,
    AnswerKind,
    Completeness,
    Document,
    Dossier,
    Extension,
    LanguageVariant,
    Question,
    QuestionKind,
    VariantRole,
    identity,
)
from parlq.model.languages.language import OFFICIAL
from parlq.testing._body import bodies
from parlq.testing._facts import (
    answerers,
    attachments,
    authors,
    events,
    extensions,
    identifiers,
    institutions,
    kinds,
    legal_notices,
    manifestations,
    names,
    publications,
    subjects,
)
from parlq.testing._leaf import language_tags, references
from parlq.testing._short import short
from parlq.testing._text import dates, texts, uris

__all__ = ["answers", "documents", "dossiers", "questions", "variants"]

T = TypeVar("T")
Strategies = dict[str, st.SearchStrategy[Any]]

#: Tags that share a language and differ in region or script only.
_REGIONAL = ("fr", "fr-CA", "fr-BE", "zh-Hant", "zh-Hant-TW", "sr-Latn", "sr-Cyrl")
#: How much of a text that is there can be there.
_TEXT = (Completeness.FULL, Completeness.TRUNCATED)
_ALL = tuple(language.tag for language in OFFICIAL)


def _few(strategy: st.SearchStrategy[T], most: int = 2) -> st.SearchStrategy[list[T]]:
    return st.lists(strategy, max_size=most)


def _tags() -> st.SearchStrategy[str]:
    return st.sampled_from(_ALL) | st.sampled_from(_REGIONAL) | language_tags()


def variants(language: str | None = None) -> st.SearchStrategy[LanguageVariant]:
    """Return language variants: with their text, cut short, without it, or nothing but a language.

    Args:
        language: BCP 47 tag of all of them; any tag when it is not given.

    >>> from hypothesis import given
    >>> from parlq.model import Language
    >>> from parlq.testing import variants
    >>> @given(variants())
    ... def test_language(variant):
    ...     assert Language(variant.language).tag == variant.language
    """
    return short(_variants, language)


@cache
def _variants(language: str | None) -> st.SearchStrategy[LanguageVariant]:
    tags: Strategies = {"language": _tags() if language is None else st.just(language)}
    facts: Strategies = {
        "role": st.sampled_from(VariantRole),
        "subject": texts(),
        "heading": _few(texts()),
        "printed_answerers": texts(),
        "legal_notice": legal_notices(),
        "last_updated": dates(),
        "source": uris(),
        "manifestations": _few(manifestations()),
        "extensions": _few(extensions()),
    }
    body: Strategies = {"body": bodies(), "completeness": st.sampled_from(_TEXT)}
    bare = st.fixed_dictionaries(tags)
    textless = st.fixed_dictionaries(tags, optional=facts)
    full = st.fixed_dictionaries({**tags, **body}, optional=facts)
    return st.one_of(bare, textless, full, full, full).map(_variant)


def _variant(fields: dict[str, Any]) -> LanguageVariant:
    if not fields.get("body"):
        fields.pop("completeness", None)
    return LanguageVariant(**fields)


def _several(most: int) -> st.SearchStrategy[list[LanguageVariant]]:
    """Few variants, each drawn; or up to `most`, made from a few."""
    least = min(most, 3)
    few = st.lists(variants(), max_size=least, unique_by=lambda v: v.language)
    if most <= least:
        return few

    def spread(tags: tuple[str, ...], some: list[LanguageVariant]) -> list[LanguageVariant]:
        pattern = [*some, LanguageVariant(language="en")]
        return [
            attrs.evolve(pattern[number % len(pattern)], language=tag)
            for number, tag in enumerate(list(dict.fromkeys(tags))[:most])
        ]

    tags = st.sampled_from([_ALL, (*_REGIONAL, *_ALL)])
    many = st.builds(spread, tags, st.lists(variants("en"), min_size=1, max_size=2))
    return _mostly(few, many)


def _many(one: st.SearchStrategy[T], most: int) -> st.SearchStrategy[list[T]]:
    """Few values, each drawn; or up to `most`, made from a few."""
    least = min(most, 3)
    few = st.lists(one, max_size=least)
    if most <= least:
        return few

    def repeat(size: int, some: list[T]) -> list[T]:
        return [some[number % len(some)] for number in range(size)]

    sizes = st.sampled_from([(most + 1) // 2, most])
    return _mostly(few, st.builds(repeat, sizes, st.lists(one, min_size=1, max_size=3)))


def _mostly(usual: st.SearchStrategy[T], rare: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    return st.integers(0, 7).flatmap(lambda number: rare if number == 7 else usual)


def _parliaments() -> st.SearchStrategy[str]:
    return st.sampled_from(["eu/ep", "gb/commons", "fr-idf/assemblee-nationale", "xx/a"])


def _common(max_variants: int) -> Strategies:
    return {
        "reference": references(),
        "identifiers": _few(identifiers(), 3),
        "parliament": _parliaments(),
        "term": st.integers(1, 999),
        "session": texts(max_size=12),
        "cites": _few(names()),
        "follows_up": _few(names()),
        "date": dates(),
        "original_languages": st.lists(_tags(), max_size=2, unique=True),
        "events": _few(events(), 3),
        "publications": _few(publications(), 3),
        "subjects": _few(subjects()),
        "attachments": _few(attachments()),
        "variants": _several(max_variants),
        "extensions": _few(extensions()),
    }


def questions(*, max_variants: int = 24, max_authors: int = 157) -> st.SearchStrategy[Question]:
    """Return questions: any fact stated or not, none to many variants, authors and addressees.

    Args:
        max_variants: most language variants; up to 3 are drawn each for itself, more are made
            from a few.
        max_authors: most authors, likewise.

    >>> from hypothesis import given
    >>> from parlq.testing import questions
    >>> @given(questions())
    ... def test_order(question):
    ...     assert list(question.variants) == sorted(question.variants)
    """
    return short(_questions, max_variants, max_authors)


@cache
def _questions(max_variants: int, max_authors: int) -> st.SearchStrategy[Question]:
    facts = {
        **_common(max_variants),
        "authors": _many(authors(), max_authors),
        "on_behalf_of": _few(institutions()),
        "addressees": _few(institutions()),
        "supporters": _few(authors()),
        "rule": st.just("130a") | texts(max_size=8),
    }
    stated = st.fixed_dictionaries({}, optional=facts)
    return st.builds(lambda kind, fields: Question(**kind, **fields), kinds(QuestionKind), stated)


def answers(*, max_variants: int = 24, max_answers_to: int = 10) -> st.SearchStrategy[Answer]:
    """Return answers: single and joint, by one person, several or nobody, in any languages.

    Args:
        max_variants: most language variants, as for `questions`.
        max_answers_to: most questions that one answers.

    >>> import attrs
    >>> from hypothesis import given
    >>> from parlq.testing import answers
    >>> @given(answers())
    ... def test_evolving_nothing_changes_nothing(answer):
    ...     assert attrs.evolve(answer) == answer
    """
    return short(_answers, max_variants, max_answers_to)


@cache
def _answers(max_variants: int, max_answers_to: int) -> st.SearchStrategy[Answer]:
    facts = {
        **_common(max_variants),
        "answerers": _few(answerers(), 3),
        "answers_to": _many(names(), max_answers_to),
        "replaces": _few(names()),
        "parts": _few(texts(max_size=6)),
    }
    stated = st.fixed_dictionaries({}, optional=facts)
    return st.builds(lambda kind, fields: Answer(**kind, **fields), kinds(AnswerKind), stated)


def dossiers(
    *, max_questions: int = 2, max_answers: int = 2, max_variants: int = 3
) -> st.SearchStrategy[Dossier]:
    """Return dossiers: questions, answers or both, tied to one another in half of them.

    Works without a name get a local one, so that pairs never rest on order.

    Args:
        max_questions: most questions.
        max_answers: most answers.
        max_variants: most language variants of one work.

    >>> from hypothesis import given
    >>> from parlq.testing import dossiers
    >>> @given(dossiers())
    ... def test_every_work_has_a_name(dossier):
    ...     assert all(work.names for work in dossier.works)
    """
    return short(_dossiers, max_questions, max_answers, max_variants)


@cache
def _dossiers(
    max_questions: int, max_answers: int, max_variants: int
) -> st.SearchStrategy[Dossier]:
    asked = questions(max_variants=max_variants, max_authors=3)
    given = answers(max_variants=max_variants, max_answers_to=3)
    some = st.lists(asked, min_size=1, max_size=max_questions).map(tuple)
    none: st.SearchStrategy[tuple[Question, ...]] = st.just(())
    works = st.one_of(
        st.tuples(some, st.lists(given, max_size=max_answers).map(tuple)),
        st.tuples(none, st.lists(given, min_size=1, max_size=max_answers).map(tuple)),
    )
    return st.builds(_dossier, works, _few(extensions()).map(tuple), st.booleans())


def _dossier(
    works: tuple[tuple[Question, ...], tuple[Answer, ...]],
    facts: tuple[Extension, ...],
    tied: bool,  # noqa: FBT001 # hypothesis passes it by position
) -> Dossier:
    named = Dossier(questions=works[0], answers=works[1], extensions=facts)
    if not tied:
        return named
    known = tuple(name for name in map(identity.own, named.questions) if name is not None)
    bound = tuple(attrs.evolve(a, answers_to=known or a.answers_to) for a in named.answers)
    return attrs.evolve(named, answers=bound)


def documents() -> st.SearchStrategy[Document]:
    """Return what one file holds: a question, an answer or a dossier.

    >>> from hypothesis import given
    >>> from parlq.formats import akn
    >>> from parlq.testing import documents
    >>> @given(documents())
    ... def test_nothing_is_lost(document):
    ...     assert akn.loads(akn.dumps(document)) == document
    """
    return short(_documents)


@cache
def _documents() -> st.SearchStrategy[Document]:
    return st.one_of(questions(), answers(), dossiers())
