"""Facts that works and variants carry: events, publications, files, notices, extensions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs

from parlq.model import field_builders as f
from parlq.model.agents import Institution
from parlq.model.fields.base import Value, stated
from parlq.model.fields.scalars import MEDIA_TYPE, URI, VALUE
from parlq.model.identifier import Identifier
from parlq.model.kinds import Datatype, EventKind, to_datatype, to_event_kind
from parlq.model.reference_fields import of_names, of_reference, to_names, to_reference
from parlq.model.references.reference import Reference


@attrs.frozen(kw_only=True, repr=False)
class Event(Value):
    """A dated change of state.

    Attributes:
        kind: what happened.
        date: the day, where known.
        code: the source's own code for it, verbatim; required when `kind` is `other`.
        label: the text of the source.
        institution: the body concerned, such as the one that a question was transferred to.
        targets: the works concerned, such as the question that this one was merged into, converted
            from, or withdrawn in favour of.
    """

    kind: EventKind = attrs.field(converter=to_event_kind, **f.of_choice(EventKind))
    date: dt.date | None = attrs.field(default=None, converter=f.to_day, **f.of_day())
    code: str | None = f.text()
    label: str | None = f.text()
    institution: Institution | None = f.one(Institution)
    targets: tuple[Reference | Identifier, ...] = attrs.field(
        default=(), converter=to_names, **of_names()
    )

    def __attrs_post_init__(self) -> None:
        if self.kind is EventKind.OTHER and self.code is None:
            f.refuse(self, attrs.fields(Event).code, "must be stated when kind is other")


def to_events(value: Iterable[Event]) -> tuple[Event, ...]:
    """Converter: any iterable of them becomes a tuple."""
    return f.to_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class Publication(Value):
    """Where a work was published in print.

    Attributes:
        name: series or journal, such as `OJ C`.
        number: number of the issue, as printed.
        page: page or pages, as printed.
        date: date of the issue.
        uri: address of the publication.
        label: the whole reference as printed, such as `OJ C 191, 29/07/2008`.
    """

    name: str | None = f.text()
    number: str | None = f.text()
    page: str | None = f.text()
    date: dt.date | None = attrs.field(default=None, converter=f.to_day, **f.of_day())
    uri: str | None = f.text(URI)
    label: str | None = f.text()

    def __attrs_post_init__(self) -> None:
        stated(self, "name", "number", "label", "uri")


def to_publications(value: Iterable[Publication]) -> tuple[Publication, ...]:
    """Converter: any iterable of them becomes a tuple."""
    return f.to_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class Subject(Value):
    """A term of a thesaurus, such as EuroVoc, that a work is about.

    Attributes:
        code: the term's code in the thesaurus, such as `2485`.
        label: the term in words.
        scheme: URI of the thesaurus, such as `http://eurovoc.europa.eu/100141`.
        uri: URI of the term.
    """

    code: str | None = f.text()
    label: str | None = f.text()
    scheme: str | None = f.text(URI)
    uri: str | None = f.text(URI)

    def __attrs_post_init__(self) -> None:
        stated(self, "code", "label", "uri")


def to_subjects(value: Iterable[Subject]) -> tuple[Subject, ...]:
    """Converter: any iterable of them becomes a tuple."""
    return f.to_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class Manifestation(Value):
    """A file in which an expression is embodied (FRBR manifestation).

    Attributes:
        media_type: such as `application/pdf`.
        format: URI of the format in the source's vocabulary.
        uri: identifier of the manifestation.
        address: where the file is served.
        issued: the instant of issue, with its zone.
        size: in bytes, as the source states it.
    """

    media_type: str | None = f.text(MEDIA_TYPE)
    format: str | None = f.text(URI)
    uri: str | None = f.text(URI)
    address: str | None = f.text(URI)
    issued: dt.datetime | None = f.instant()
    size: int | None = f.number(0, 2**53 - 1)

    def __attrs_post_init__(self) -> None:
        stated(self, "media_type", "format", "uri", "address")


def to_manifestations(value: Iterable[Manifestation]) -> tuple[Manifestation, ...]:
    """Converter: any iterable of them becomes a tuple."""
    return f.to_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class Attachment(Value):
    """An attachment: a document of its own that belongs to a work.

    Attributes:
        reference: its reference, such as `E-000016/2022-ASW-ANN01`.
        title: its title as printed.
        language: BCP 47 tag of its language.
        uri: its identifier.
        manifestations: its files.
    """

    reference: Reference | None = attrs.field(
        default=None, converter=to_reference, **of_reference()
    )
    title: str | None = f.text()
    language: str | None = f.tag()
    uri: str | None = f.text(URI)
    manifestations: tuple[Manifestation, ...] = attrs.field(
        default=(), converter=to_manifestations, **f.of_items(Manifestation)
    )

    def __attrs_post_init__(self) -> None:
        stated(self, "reference", "title", "uri", "manifestations")


def to_attachments(value: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """Converter: any iterable of them becomes a tuple."""
    return f.to_tuple(value)


def to_years(value: Iterable[int]) -> tuple[int, ...]:
    """Converter: any iterable of years becomes a tuple."""
    return f.to_tuple(value)


def _years_check(instance: object, attribute: Any, value: object) -> None:
    if type(value) is not tuple:
        f.refuse(instance, attribute, f"must be a sequence, not {type(value).__name__}")
    elif any(type(year) is not int or not 1900 <= year <= 2199 for year in value):
        f.refuse(instance, attribute, "must contain years from 1900 to 2199")


@attrs.frozen(kw_only=True, repr=False)
class LegalNotice(Value):
    """What a page says of its reuse; only the label is required, and nothing is ever supplied.

    Attributes:
        label: the words that lead to the notice, as printed, such as `Legal notice`.
        language: BCP 47 tag of the notice's language, where it is not that of the variant.
        uri: address of the notice.
        holder: who holds the rights, as stated.
        years: years of the copyright line.
        text: the notice itself.
        licence: URI of the licence.
        access_right: URI of the access right.
    """

    label: str = attrs.field(**f.of_text())
    language: str | None = f.tag()
    uri: str | None = f.text(URI)
    holder: str | None = f.text()
    years: tuple[int, ...] = attrs.field(
        default=(),
        converter=to_years,
        validator=_years_check,
        metadata={"is": "years", "range": (1900, 2199)},
    )
    text: str | None = f.text()
    licence: str | None = f.text(URI)
    access_right: str | None = f.text(URI)


@attrs.frozen(kw_only=True, repr=False)
class Extension(Value):
    """A fact that the model has no field for, kept verbatim and carried by every format.

    Attributes:
        namespace: URI of whose fact it is: an XML namespace, a vocabulary, a source.
        name: its name there.
        datatype: how `value` is to be understood; it is never interpreted by parlq.
        value: the fact, verbatim.
        path: where it stood in the source, where that matters.
    """

    namespace: str = attrs.field(**f.of_text(URI))
    name: str = attrs.field(**f.of_text())
    datatype: Datatype = attrs.field(
        default=Datatype.TEXT, converter=to_datatype, **f.of_choice(Datatype)
    )
    value: str = attrs.field(**f.of_text(VALUE))
    path: str | None = f.text()


def to_extensions(value: Iterable[Extension]) -> tuple[Extension, ...]:
    """Converter: any iterable of them becomes a tuple."""
    return f.to_tuple(value)
