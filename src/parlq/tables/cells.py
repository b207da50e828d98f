"""The cells of a table, as they follow from a work and the languages that are wanted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from parlq.corpus import Provenance
from parlq.model import Answer, Answerer, Institution, LanguageVariant, Question, VariantRole
from parlq.model.facts import Subject
from parlq.model.identifier import Identifier
from parlq.problems import encodable

#: How well a variant fits what is wanted: the least fits best.
Fit = tuple[int, int, bool]
_Found = tuple[Fit, LanguageVariant] | None


class Source:
    """A work with where it comes from, and the variants whose subject and text a table shows.

    Args:
        work: the work.
        provenance: where it comes from.
        languages: tags of the languages that are wanted, the first one first.

    Attributes:
        subject: the variant whose subject is shown, and how well it fits.
        text: likewise for its text.
    """

    __slots__ = ("provenance", "subject", "text", "work")

    def __init__(
        self, work: Question | Answer, provenance: Provenance, languages: tuple[str, ...] = ()
    ) -> None:
        self.work, self.provenance = work, provenance
        self.subject: _Found = None
        self.text: _Found = None
        for variant in work.variants:
            fit = _fit(variant, languages)
            if variant.subject and (self.subject is None or fit < self.subject[0]):
                self.subject = fit, variant
            if variant.body and (self.text is None or fit < self.text[0]):
                self.text = fit, variant


@lru_cache(maxsize=64)
def named(name: str | None) -> str | None:
    """A name of a file or member as text, None for none."""
    return encodable(name) if name else None


def _fit(variant: LanguageVariant, languages: tuple[str, ...]) -> Fit:
    """How well a variant fits.

    Best is the one in the first wanted language, or else in another variety of it, such as `en-IE`
    for `en`; then the original; then the first in protocol order.
    """
    other = variant.role is not VariantRole.ORIGINAL
    for place, tag in enumerate(languages):
        if variant.language == tag:
            return place, 0, other
        if variant.language.partition("-")[0] == tag.partition("-")[0]:
            return place, 1, other
    return len(languages), 0, other


def shown(found: _Found, field: str) -> Any:
    """A field of the variant that is shown, or its text."""
    if found is None:
        return None
    return found[1].text() if field == "text" else getattr(found[1], field)


def distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    """The stated ones of some texts, each once."""
    return tuple(dict.fromkeys(filter(None, values)))


def body(one: Institution | None) -> str | None:
    """How a body is called."""
    return None if one is None else one.label


def bodies(found: Iterable[Institution]) -> tuple[str, ...]:
    """How bodies are called."""
    return tuple([body(each) or "" for each in found])


def answerer(one: Answerer) -> str:
    """Who answers: a person, or else an office or a body."""
    person = (
        f"{one.honorific} {one.name}" if one.honorific and one.name else one.honorific or one.name
    )
    return person or "/".join(one.offices) or one.label


def spelled(one: Any) -> str:
    """A name of a work: a reference as it is, an identifier with its scheme."""
    return f"{one.scheme}:{one.value}" if isinstance(one, Identifier) else str(one)


def term(one: Subject) -> str:
    """A term of a thesaurus."""
    return one.label or one.code or one.uri or ""


def year(work: Question | Answer) -> int | None:
    """The year of a work, by its date or else by its reference."""
    if work.date is not None:
        return work.date.year
    return None if work.reference is None else work.reference.year


def kind(work: Question | Answer) -> str | None:
    """The kind of a work, or the source's own code where there is none."""
    stated = None if work.kind is None else work.kind._value_
    return work.kind_code or stated if stated in {None, "other"} else stated
