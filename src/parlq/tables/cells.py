"""The cells of a table, as they follow from a work and the languages that are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from parlq.corpus import Provenance
from parlq.model import Answer, Answerer, Institution, LanguageVariant, Question, VariantRole
from parlq.model.facts import Subject
from parlq.model.identifier import Identifier


class Source(NamedTuple):
    """A work with where it comes from and the languages that are wanted, the first one first."""

    work: Any
    provenance: Provenance
    languages: tuple[str, ...] = ()


#: How well a variant fits what is wanted: the least fits best.
Fit = tuple[int, int, bool]


def in_language(
    source: Source, wanted: Callable[[LanguageVariant], object]
) -> tuple[Fit, LanguageVariant] | None:
    """The variant whose subject or text a table shows, and how well it fits.

    Of those that have what is wanted: the one in the first wanted language, or else in another
    variety of it, such as `en-IE` for `en`; the original; or the first in protocol order.
    """
    best: tuple[Fit, LanguageVariant] | None = None
    for variant in source.work.variants:
        if wanted(variant):
            fit = _fit(variant, source.languages)
            if best is None or fit < best[0]:
                best = fit, variant
    return best


def _fit(variant: LanguageVariant, languages: tuple[str, ...]) -> Fit:
    other = variant.role is not VariantRole.ORIGINAL
    for place, tag in enumerate(languages):
        if variant.language == tag:
            return place, 0, other
        if variant.language.partition("-")[0] == tag.partition("-")[0]:
            return place, 1, other
    return len(languages), 0, other


def subject(source: Source, field: str) -> Any:
    """A field of the variant whose subject is shown, with how well it fits."""
    found = in_language(source, lambda variant: variant.subject)
    return found and (found[0], getattr(found[1], field))


def text(source: Source, field: str) -> Any:
    """Text or language of the variant whose text is shown, with how well it fits."""
    found = in_language(source, lambda variant: variant.body)
    if found is None:
        return None
    return found[0], found[1].text() if field == "text" else found[1].language


def distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    """The stated ones of some texts, each once."""
    return tuple(dict.fromkeys([each for each in values if each]))


def body(one: Institution | None) -> str | None:
    """How a body is called."""
    return None if one is None else one.name or one.code or one.uri


def bodies(found: Iterable[Institution]) -> tuple[str, ...]:
    """How bodies are called."""
    return tuple([body(each) or "" for each in found])


def answerer(one: Answerer) -> str:
    """Who answers: a person, or else an office or a body."""
    person = " ".join(filter(None, (one.honorific, one.name)))
    return person or "/".join(one.offices) or body(one.institution) or one.uri or ""


def spelled(one: Any) -> str:
    """A name of a work: a reference as it is, an identifier with its scheme."""
    return f"{one.scheme}:{one.value}" if isinstance(one, Identifier) else str(one)


def term(one: Subject) -> str:
    """A term of a thesaurus."""
    return one.label or one.code or one.uri or ""


def year(work: Question) -> int | None:
    """The year of a question, by its date or else by its reference."""
    if work.date is not None:
        return work.date.year
    return None if work.reference is None else work.reference.year


def kind(work: Question | Answer) -> str | None:
    """The kind of a work, or the source's own code where there is none."""
    stated = None if work.kind is None else str(work.kind.value)
    return work.kind_code or stated if stated in {None, "other"} else stated
