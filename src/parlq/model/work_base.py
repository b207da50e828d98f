"""The base of questions and answers: what both can do, and their field of language versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final, TypeVar, overload

import attrs

from parlq.model import field_builders as f
from parlq.model.facts import Event
from parlq.model.fields.base import Value
from parlq.model.identifier import Identifier
from parlq.model.kinds import VariantRole
from parlq.model.languages.language import normal_tag
from parlq.model.references.reference import Reference
from parlq.model.variant import LanguageVariant
from parlq.problems import MissingExtraError

_REQUIRED: Final = object()
D = TypeVar("D")
#: Country and actor of the European Parliament in an Akoma Ntoso IRI.
EUROPEAN_PARLIAMENT = "eu/ep"


def to_variants(value: Iterable[LanguageVariant]) -> tuple[LanguageVariant, ...]:
    """Converter: variants in protocol order."""
    variants = f.to_tuple(value)
    if type(variants) is not tuple or any(type(v) is not LanguageVariant for v in variants):
        return variants
    return tuple(sorted(variants))


def _variants_check(instance: object, attribute: Any, value: Any) -> None:
    f.choice_of(instance, attribute, value)
    seen: set[str] = set()
    for variant in value:
        if variant.language in seen:
            f.refuse(instance, attribute, f"must not contain two variants in {variant.language!r}")
        seen.add(variant.language)


def of_variants() -> f.Arguments:
    """A tuple of variants, each in a language of its own."""
    metadata = {"is": "variants", "types": (LanguageVariant,), "least": 0}
    return {"validator": _variants_check, "metadata": metadata}


class Work(Value):
    """What a question and an answer have in common."""

    __slots__ = ()

    reference: Reference | None
    identifiers: tuple[Identifier, ...]
    parliament: str
    date: dt.date | None
    variants: tuple[LanguageVariant, ...]
    kind: Any
    kind_code: str | None
    cites: tuple[Reference | Identifier, ...]
    follows_up: tuple[Reference | Identifier, ...]
    events: tuple[Event, ...]

    @overload
    def variant(self, language: str) -> LanguageVariant: ...

    @overload
    def variant(self, language: str, default: D) -> LanguageVariant | D: ...

    def variant(self, language: str, default: object = _REQUIRED) -> object:
        """Get the variant in a language.

        Args:
            language: BCP 47 tag, in any case.
            default: what is returned when the work is not known in that language.

        Raises:
            KeyError: the work is not known in that language, and there is no default.
        """
        wanted = normal_tag(language)
        for variant in self.variants:
            if variant.language == wanted:
                return variant
        if default is not _REQUIRED:
            return default
        known = ", ".join(v.language for v in self.variants) or "none"
        raise KeyError(f"no variant in {wanted!r}; there is {known}")

    def text(self, language: str | None = None) -> str:
        """The text of one language version, without markup; empty where the text is not known.

        Args:
            language: BCP 47 tag; by default the original, else the first version that has a text.

        Raises:
            KeyError: the work is not known in that language.
        """
        if language is not None:
            return self.variant(language).text()
        with_text = [variant for variant in self.variants if variant.body]
        original = [variant for variant in with_text if variant.role is VariantRole.ORIGINAL]
        return next((variant.text() for variant in (*original, *with_text)), "")

    @property
    def languages(self) -> tuple[str, ...]:
        """Tags of all variants, in protocol order."""
        return tuple([variant.language for variant in self.variants])

    @property
    def label(self) -> str | None:
        """A short name for people: the reference, else the first identifier, else None."""
        if self.reference is not None:
            return str(self.reference)
        return self.identifiers[0].value if self.identifiers else None

    @property
    def names(self) -> frozenset[Reference | Identifier]:
        """Everything by which another work can refer to this one."""
        own: set[Reference | Identifier] = set(self.identifiers)
        if self.reference is not None:
            own.add(self.reference)
        return frozenset(own)

    @property
    def sort_key(self) -> tuple[object, ...]:
        """By year and number of the reference, works without one last, by date and identifiers."""
        reference, day = self.reference, self.date
        return (
            (reference is None, reference) if reference else (True,),
            day or dt.date.max,
            self.identifiers,
        )

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Work):
            return NotImplemented
        return self.sort_key < other.sort_key

    def __repr__(self) -> str:
        parts = [repr(self.label)] if self.label else []
        if self.kind is not None:
            parts.append(f"kind={self.kind.value!r}")
        if self.date is not None:
            parts.append(f"date={self.date}")
        tags = self.languages
        shown = ", ".join(tags[:4]) + (f", … {len(tags)}" if len(tags) > 4 else "")
        parts.append(f"variants=[{shown}]")
        return f"{type(self).__name__}({', '.join(parts)})"


def notebook_html(self: Any) -> str | None:
    """A document as HTML; None without the extra `html`, so that a notebook shows its `repr`."""
    import parlq  # its face knows the formats; the model does not

    try:
        return parlq.to_html(self)
    except MissingExtraError:
        return None


def check_kind(work: Any, other: object) -> None:
    """Refuse a work of kind `other` that does not state the code of its source."""
    if work.kind is other and work.kind_code is None:
        f.refuse(work, attrs.fields_dict(type(work))["kind_code"], "must be stated for other")
