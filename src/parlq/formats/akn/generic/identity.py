"""Reads the FRBR part of generic Akoma Ntoso: which work, which expression."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from parlq.formats.akn.xml.names import NO_DATE, NO_NUMBER, clark, local
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element
from parlq.model import Identifier, Reference, parsing
from parlq.model.fields.scalars import PARLIAMENT, TOKEN
from parlq.model.languages.language import normal_tag
from parlq.model.references.frbr import FrbrUri
from parlq.model.work import EUROPEAN_PARLIAMENT
from parlq.problems import ModelError

WORK, EXPRESSION, THIS_URI, ALIAS, DATE, COUNTRY, SUBTYPE, NUMBER, LANGUAGE, TRANSLATION = clark(
    "FRBRWork",
    "FRBRExpression",
    "FRBRuri",
    "FRBRalias",
    "FRBRdate",
    "FRBRcountry",
    "FRBRsubtype",
    "FRBRnumber",
    "FRBRlanguage",
    "FRBRtranslation",
)


class Identity(NamedTuple):
    """What the identification says: of the work, and of the expression."""

    element: Element | None = None
    iri: str = ""
    reference: Reference | None = None
    identifiers: tuple[Identifier, ...] = ()
    date: dt.date | None = None
    country: str = ""
    actor: str | None = None
    subtype: str | None = None
    language: str = ""
    translation: bool = False

    @property
    def european(self) -> bool:
        """Whether numbers are those of the European Parliament; others spell theirs alike."""
        return self.country == "eu"

    @property
    def parliament(self) -> str:
        """Country and actor; the actor is called unknown where it is not told."""
        country, _, actor = EUROPEAN_PARLIAMENT.partition("/")
        if self.actor is None and self.country != country:
            return f"{self.country}/unknown"
        return f"{self.country}/{self.actor or actor}"


def _first(element: Element | None, tag: str, name: str = "value") -> str:
    if element is None:
        return ""
    return next((child.get(name) or "" for child in element if child.tag == tag), "")


def identity_of(element: Element) -> Identity:
    """What an `identification` says, as far as it can be understood."""
    levels = {level.tag: level for level in element}
    work, spoken = levels.get(WORK), levels.get(EXPRESSION)
    iri = _first(work, THIS_URI)
    try:
        uri = FrbrUri.parse_lenient(iri).uri
    except ModelError:
        uri = None
    country = _first(work, COUNTRY) or ("" if uri is None else uri.country)
    identifiers = []
    reference = None
    for child in () if work is None else work:
        stated = child.get("value") or ""
        scheme = child.get("name") or ""
        if child.tag == ALIAS and stated and not TOKEN.fault(scheme):
            identifiers.append(Identifier(scheme=scheme, value=stated))
        elif child.tag == NUMBER and stated not in ("", NO_NUMBER):
            found = reference_of(stated) if country == "eu" else None
            if found is None:
                identifiers.append(Identifier(scheme="number", value=stated))
            reference = reference or found
    if reference is None and uri is not None and country == "eu":
        reference = reference_of(uri.number)
    if reference is None and not identifiers and uri is not None and uri.number != NO_NUMBER:
        identifiers.append(Identifier(scheme="akn", value=iri))
    actor = None if uri is None else uri.actor
    if PARLIAMENT.fault(f"{country}/{actor}"):
        actor = None
    return Identity(
        element,
        iri,
        reference,
        tuple(dict.fromkeys(identifiers)),
        day(_first(work, DATE, "date")[:10]),
        country,
        actor,
        _first(work, SUBTYPE) or (uri.subtype if uri is not None else None),
        _first(spoken, LANGUAGE, "language"),
        spoken is not None and any(child.tag == TRANSLATION for child in spoken),
    )


def number_of(iri: str) -> str | None:
    """The number in an IRI, None where it is none of the naming convention."""
    try:
        return FrbrUri.parse_lenient(iri).uri.number
    except ModelError:
        return None


def language_of(iri: str) -> str | None:
    """The three-letter language in the IRI of an expression, None where there is none."""
    try:
        return FrbrUri.parse_lenient(iri).uri.language
    except ModelError:
        return None


def reference_of(spelled: str | None) -> Reference | None:
    """The reference that is spelled, in whatever way; None where none is."""
    try:
        return Reference.parse(spelled) if spelled else None
    except ModelError:
        return None


def day(text: str) -> dt.date | None:
    """A calendar date, None for an unknown one and for what is none."""
    try:
        return None if text == NO_DATE else parsing.day(text)
    except ModelError:
        return None


def is_day_alone(text: str) -> bool:
    """Whether a date is all that a text says: not a time, nor what is no date."""
    return text in {"", NO_DATE} or day(text) is not None


def is_tag(language: str) -> bool:
    """Whether a language is stated as it can be understood."""
    try:
        normal_tag(language)
    except ModelError:
        return False
    return True


def same_tag(language: str) -> str:
    """What two ways to state a language have in common, such as `eng` and `EN`."""
    return normal_tag(language) if is_tag(language) else language


def tag_of(language: str, element: Element, report: Report) -> str:
    """The BCP 47 tag of a language as documents state it."""
    try:
        return normal_tag(language)
    except ModelError as error:
        report.current_element = element
        name, why = local(element.tag), f": {error.message}" if language else ""
        raise ModelError(f"the language of this {name} cannot be determined{why}") from None
