"""Derives the FRBR facts of a document from the fields of the model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from parlq.formats.akn.profile.work_iri import address, unrevised_link
from parlq.formats.akn.xml.names import (
    ADDRESS,
    ANSWER_CONCEPTS,
    CONCEPTS,
    NONE,
    OWN_TITLE,
    QUESTION_CONCEPTS,
    SPELLING,
    TITLE,
    UNKNOWN,
)
from parlq.model import (
    Answer,
    Answerer,
    AnswerKind,
    LanguageVariant,
    Question,
    QuestionKind,
    VariantRole,
)
from parlq.model.identity import kind_of
from parlq.model.languages.language import Language, alpha3

_UPPER = re.compile("[A-Z]")


@lru_cache(maxsize=1024)
def endonym_of(tag: str) -> str:
    """What a language calls itself, where the table knows it, else its tag."""
    return Language(tag).endonym or tag


@lru_cache(maxsize=1024)
def expression(language: str | None, copy: int = 1) -> tuple[str, str]:
    """FRBRlanguage of a variant and the component of its IRI; None for a work without variants.

    The IRI has room for a three-letter code only, so the component tells `fr-CA` from `fr`. `copy`
    tells several works of one name in one file apart.
    """
    if language is None:
        code, part = NONE, "!main"
    else:
        code, part = alpha3(language), "!main" if len(language) <= 3 else f"!{language}"
    return code, part if copy == 1 else f"{part}_{copy}"


def shown(work: Question | Answer) -> str:
    """How a dossier shows a work."""
    if work.reference is not None:
        return work.reference.normal
    return work.identifiers[0].value if work.identifiers else kind_of(work)


def aliases_of(work: Question | Answer) -> Iterator[tuple[str, str, str | None]]:
    """Name, value and scope of each alias of a work."""
    for variant in work.variants:
        if variant.subject is not None:
            yield TITLE, variant.subject, None
            break
    if work.reference is not None:
        yield SPELLING, work.reference.normal, None
        if (uri := unrevised_link(work)) is not None:
            yield ADDRESS, uri, None
    for each in work.identifiers:
        yield OWN_TITLE if each.scheme == TITLE else each.scheme, each.value, each.scope
        if (uri := address(each, work.parliament)) != each.value:
            yield ADDRESS, uri, None


def concept_of(kind: QuestionKind | AnswerKind | None, *, asks: bool) -> tuple[str, str]:
    """Address of a kind of works, and its name in words."""
    concepts: dict[Any, str] = QUESTION_CONCEPTS if asks else ANSWER_CONCEPTS
    name = concepts[kind]
    return f"{CONCEPTS}{name}", _UPPER.sub(lambda found: f" {found[0].lower()}", name)


def translated_from(original_languages: tuple[str, ...]) -> str:
    """Three-letter code of the language that a translation was made from, where it is one."""
    return alpha3(original_languages[0]) if len(original_languages) == 1 else UNKNOWN


def is_bare(variant: LanguageVariant) -> bool:
    """Whether nothing but the language of a variant is known."""
    return (
        not variant.body
        and variant.subject is None
        and not variant.heading
        and variant.role is None
        and variant.printed_answerers is None
        and variant.legal_notice is None
        and variant.last_updated is None
        and variant.source is None
        and not variant.manifestations
        and not variant.extensions
    )


def answerer_id(answerer: Answerer, own: str) -> str:
    """Identifier of the first of an answerer's facts, which stands for him or her in `by`."""
    if answerer.name is not None or answerer.uri is not None or answerer.identifiers:
        return own
    return f"{own}__institution" if answerer.institution is not None else f"{own}__office_1"


def people_of(work: Question | Answer) -> tuple[str, ...]:
    """Pointers to those who ask or answer."""
    if type(work) is Question:
        return tuple([f"#author_{n}" for n in range(1, len(work.authors) + 1)])
    answerers = enumerate(work.answerers, 1)  # type: ignore[union-attr]  # an Answer
    return tuple([f"#{answerer_id(each, f'answerer_{n}')}" for n, each in answerers])


def speech_of(work: Question | Answer) -> dict[str, str | None]:
    """The attributes of a question or answer that point to its facts: by whom, to whom, to what."""
    to = refers = None
    if type(work) is Question:
        if work.addressees:
            to = "#addressee_1"
    elif names := len(work.answers_to):  # type: ignore[union-attr]  # an Answer
        refers = " ".join([f"#answersTo_{number}" for number in range(1, names + 1)])
    people = people_of(work)
    return {"by": people[0] if people else "#unknown", "to": to, "refersTo": refers}


def needs_unknown(work: Question | Answer) -> bool:
    """Whether some agent that Akoma Ntoso asks for is not known."""
    people = work.authors if type(work) is Question else work.answerers  # type: ignore[union-attr]
    if not people:
        return True
    for variant in work.variants:
        if variant.role is VariantRole.TRANSLATION:
            return True
    return any(event.institution is None for event in work.events)
