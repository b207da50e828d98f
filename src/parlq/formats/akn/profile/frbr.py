"""What the FRBR part of a document says of a work: all of it follows from the model's fields."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from parlq.formats.akn.xml.names import (
    ANSWER_SUBTYPES,
    NO_DATE,
    NO_NUMBER,
    NONE,
    QUESTION_SUBTYPES,
    UNKNOWN,
)
from parlq.model import Answer, Answerer, LanguageVariant, Question, Reference, VariantRole
from parlq.model.languages.language import Language, alpha3

if TYPE_CHECKING:
    import datetime as dt


#: IRI of the collection that a dossier is: a file, without a date or number of its own.
DOSSIER_IRI = "/akn/eu/documentCollection/dossier/parlq/0001-01-01/nn"


@lru_cache(maxsize=1024)
def endonym_of(tag: str) -> str:
    """What a language calls itself, where the table knows it, else its tag."""
    return Language(tag).endonym or tag


@lru_cache(maxsize=1024)
def number(reference: Reference | None) -> str:
    """The number of a work as its IRI and FRBRnumber have it."""
    return NO_NUMBER if reference is None else reference.akn_number


def day(date: dt.date | None) -> str:
    """A date, or the one that stands for an unknown date."""
    return NO_DATE if date is None else date.isoformat()


def work_iri(
    parliament: str,
    subtype: str,
    date: dt.date | None,
    reference: Reference | None,
) -> str:
    """IRI of a work: country, document type, subtype, actor, date and number."""
    country, _, actor = parliament.partition("/")
    return f"/akn/{country}/debate/{subtype}/{actor}/{day(date)}/{number(reference)}"


def subtype_of(work: Question | Answer) -> str:
    """FRBRsubtype of a work."""
    if type(work) is Question:
        return QUESTION_SUBTYPES[work.kind]
    return ANSWER_SUBTYPES[work.kind]  # type: ignore[index]  # an Answer's kind


def iri_of(work: Question | Answer) -> str:
    """IRI of a work of the model."""
    return work_iri(work.parliament, subtype_of(work), work.date, work.reference)


@lru_cache(maxsize=1024)
def expression(language: str | None) -> tuple[str, str]:
    """FRBRlanguage of a variant and the component of its IRI; None for a work without variants.

    The IRI has room for a three-letter code only, so the component tells `fr-CA` from `fr`.
    """
    if language is None:
        return NONE, "!main"
    code = alpha3(language)
    plain = len(language) <= 3
    return code, "!main" if plain else f"!{language}"


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
    if answerer.name is not None or answerer.uri is not None:
        return own
    return f"{own}__institution" if answerer.institution is not None else f"{own}__office_1"


def speaker(work: Question | Answer, prefix: str) -> str:
    """`by` of a question or answer: the first author or answerer, or the unknown person."""
    if type(work) is Question:
        return f"#{prefix}author_1" if work.authors else f"#{prefix}unknown"
    answerers = work.answerers  # type: ignore[union-attr]  # an Answer
    return (
        f"#{answerer_id(answerers[0], f'{prefix}answerer_1')}" if answerers else f"#{prefix}unknown"
    )


def needs_unknown(work: Question | Answer) -> bool:
    """Whether some agent that Akoma Ntoso asks for is not known."""
    people = work.authors if type(work) is Question else work.answerers  # type: ignore[union-attr]
    if not people:
        return True
    for variant in work.variants:
        if variant.role is VariantRole.TRANSLATION:
            return True
    return any(event.institution is None for event in work.events)
