"""The works: questions, answers, and the dossier that holds those that belong together."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

from parlq.model import field_builders as f
from parlq.model.agents import Answerer, Author, Institution
from parlq.model.facts import Attachment, Event, Extension, Identifier, Publication, Subject
from parlq.model.fields.base import Value
from parlq.model.fields.scalars import PARLIAMENT, TAG
from parlq.model.kinds import AnswerKind, QuestionKind
from parlq.model.languages.language import normal_tag, tag_fault
from parlq.model.references.reference import Reference
from parlq.model.variant import LanguageVariant

#: Country and actor of the European Parliament in an Akoma Ntoso IRI.
EUROPEAN_PARLIAMENT = "eu/ep"


def _to_tags(value: object) -> object:
    tags = f.to_tuple(value)
    if not isinstance(tags, tuple) or any(map(tag_fault, tags)):
        return tags
    return tuple(normal_tag(tag) for tag in tags)


def _tags_check(instance: object, attribute: Any, value: Any) -> None:
    if type(value) is not tuple:
        f.refuse(instance, attribute, f"must be a sequence, not {type(value).__name__}")
    for index, item in enumerate(value):
        if fault := tag_fault(item):
            f.refuse(instance, attribute, f"item {index}: {fault}")
    if len(set(value)) < len(value):
        f.refuse(instance, attribute, "must not name a language twice")


def _tags() -> Any:
    return attrs.field(
        default=(),
        converter=_to_tags,
        validator=_tags_check,
        metadata={"is": "tags", "scalar": TAG},
    )


def _in_order(value: object) -> object:
    variants = f.to_tuple(value)
    if not isinstance(variants, tuple) or any(type(v) is not LanguageVariant for v in variants):
        return variants
    return tuple(sorted(variants))


def _variants_check(instance: object, attribute: Any, value: Any) -> None:
    f.choice_of(instance, attribute, value)
    seen: set[str] = set()
    for variant in value:
        if variant.language in seen:
            f.refuse(instance, attribute, f"must not hold two variants in {variant.language!r}")
        seen.add(variant.language)


def _variants() -> Any:
    return attrs.field(
        default=(),
        converter=_in_order,
        validator=_variants_check,
        metadata={"is": "variants", "types": (LanguageVariant,), "least": 0},
    )


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

    def variant(self, language: str) -> LanguageVariant:
        """The variant in `language`, a BCP 47 tag; KeyError when the work is not known in it."""
        wanted = normal_tag(language)
        for variant in self.variants:
            if variant.language == wanted:
                return variant
        known = ", ".join(v.language for v in self.variants) or "none"
        raise KeyError(f"no variant in {wanted!r}; there is {known}")

    @property
    def languages(self) -> tuple[str, ...]:
        """Tags of all variants, in protocol order."""
        return tuple(variant.language for variant in self.variants)

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


def _check_kind(work: Any, other: object) -> None:
    if work.kind is other and work.kind_code is None:
        f.refuse(work, attrs.fields_dict(type(work))["kind_code"], "must be stated for other")


@attrs.frozen(kw_only=True, repr=False, order=False)
class Question(Work):
    """A parliamentary question: a work (FRBR), whatever languages it is known in.

    Attributes:
        reference: its reference, such as `E-001670/2017`.
        identifiers: its other names, each in a scheme; former ones too.
        parliament: country and actor as in an Akoma Ntoso IRI.
        kind: what sort of question.
        kind_code: the source's own code or URI for the kind; required when `kind` is `other`.
        term: number of the parliamentary term.
        authors: in the order signed.
        on_behalf_of: groups or committees in whose name it is asked.
        addressees: in the order printed.
        rule: rule of procedure under which it is asked, such as `130` or `130a`.
        date: the day it was tabled.
        original_languages: BCP 47 tags, as far as stated.
        events: what happened to it, in the source's order.
        publications: where it was printed.
        subjects: thesaurus terms.
        attachments: annexes.
        variants: its language versions, in protocol order, one a language.
        extensions: facts without a field.
    """

    reference: Reference | None = f.one(Reference)
    identifiers: tuple[Identifier, ...] = f.items(Identifier)
    parliament: str = f.text(PARLIAMENT, default=EUROPEAN_PARLIAMENT)
    kind: QuestionKind | None = f.choice(QuestionKind)
    kind_code: str | None = f.text()
    term: int | None = f.number(1, 999)
    authors: tuple[Author, ...] = f.items(Author)
    on_behalf_of: tuple[Institution, ...] = f.items(Institution)
    addressees: tuple[Institution, ...] = f.items(Institution)
    rule: str | None = f.text()
    date: dt.date | None = f.day()
    original_languages: tuple[str, ...] = _tags()
    events: tuple[Event, ...] = f.items(Event)
    publications: tuple[Publication, ...] = f.items(Publication)
    subjects: tuple[Subject, ...] = f.items(Subject)
    attachments: tuple[Attachment, ...] = f.items(Attachment)
    variants: tuple[LanguageVariant, ...] = _variants()
    extensions: tuple[Extension, ...] = f.items(Extension)

    def __attrs_post_init__(self) -> None:
        _check_kind(self, QuestionKind.OTHER)


@attrs.frozen(kw_only=True, repr=False, order=False)
class Answer(Work):
    """An answer: a work of its own, tied by references to the questions that it answers.

    Attributes:
        reference: its own reference, such as `E-001670/2017-ASW`; never made up from a question's.
        identifiers: its other names, each in a scheme.
        parliament: country and actor as in an Akoma Ntoso IRI.
        kind: what sort of answer.
        kind_code: the source's own code or URI for the kind; required when `kind` is `other`.
        term: number of the parliamentary term.
        answers_to: the questions answered: references, or identifiers where there are none.
        answerers: who answers, in the order printed.
        date: the day it was given.
        replaces: earlier answers that this one replaces or corrects.
        original_languages: BCP 47 tags, as far as stated.
        events, publications, subjects, attachments, variants, extensions: as in `Question`.
    """

    reference: Reference | None = f.one(Reference)
    identifiers: tuple[Identifier, ...] = f.items(Identifier)
    parliament: str = f.text(PARLIAMENT, default=EUROPEAN_PARLIAMENT)
    kind: AnswerKind | None = f.choice(AnswerKind)
    kind_code: str | None = f.text()
    term: int | None = f.number(1, 999)
    answers_to: tuple[Reference | Identifier, ...] = f.items(Reference, Identifier)
    answerers: tuple[Answerer, ...] = f.items(Answerer)
    date: dt.date | None = f.day()
    replaces: tuple[Reference | Identifier, ...] = f.items(Reference, Identifier)
    original_languages: tuple[str, ...] = _tags()
    events: tuple[Event, ...] = f.items(Event)
    publications: tuple[Publication, ...] = f.items(Publication)
    subjects: tuple[Subject, ...] = f.items(Subject)
    attachments: tuple[Attachment, ...] = f.items(Attachment)
    variants: tuple[LanguageVariant, ...] = _variants()
    extensions: tuple[Extension, ...] = f.items(Extension)

    def __attrs_post_init__(self) -> None:
        _check_kind(self, AnswerKind.OTHER)
