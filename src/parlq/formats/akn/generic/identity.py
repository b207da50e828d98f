"""Reads the FRBR part of generic Akoma Ntoso: which work, which expression."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from parlq.formats.akn.profile.tree.references import ORGANIZATION
from parlq.formats.akn.xml.names import NO_DATE, NO_NUMBER, NONE, SEVERAL, UNKNOWN, clark
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element
from parlq.model import Identifier, Reference, parsing
from parlq.model.fields.patterns import Pattern
from parlq.model.fields.scalars import PARLIAMENT, TOKEN
from parlq.model.languages.language import normal_tag
from parlq.model.references.frbr import FrbrUri
from parlq.model.work_base import EUROPEAN_PARLIAMENT
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

(AUTHOR,) = clark("FRBRauthor")
#: The code that the standard keeps for users of it, for a country that a document does not name.
UNKNOWN_COUNTRY, UNKNOWN_ACTOR = "zz", "unknown"
#: The name of a house, and perhaps the number of a term, at the end of its IRI.
_HOUSE = Pattern(r"(?:^|.*/)([A-Za-z][A-Za-z0-9_-]*)(?:/([0-9]{1,3}))?/?")


class Identity(NamedTuple):
    """What the identification says: of the work, and of the expression.

    `term` is that of the house, and `printed` the date that a cover page or preface has.
    """

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
    term: int | None = None
    printed: dt.date | None = None

    @property
    def european(self) -> bool:
        """Whether numbers are those of the European Parliament; others spell theirs alike."""
        return self.country == "eu"

    @property
    def parliament(self) -> str:
        """Country and actor; what is not told is called unknown, the country `zz`."""
        country, _, actor = EUROPEAN_PARLIAMENT.partition("/")
        if self.actor is None and self.country != country:
            return f"{self.country or UNKNOWN_COUNTRY}/{UNKNOWN_ACTOR}"
        return f"{self.country}/{self.actor or actor}"

    @property
    def house(self) -> str | None:
        """What a number that a house gives is unique in."""
        return self.actor

    @property
    def sitting(self) -> str | None:
        """What a number that is given for one sitting is unique in: the house and the day."""
        return None if self.day is None else f"{self.actor or UNKNOWN_ACTOR} {self.day}"

    @property
    def day(self) -> dt.date | None:
        """The day of a sitting: as its cover prints it, else that of the document."""
        return self.printed or self.date


def _first(element: Element | None, tag: str, name: str = "value") -> str:
    if element is None:
        return ""
    return next((child.get(name) or "" for child in element if child.tag == tag), "")


def _house(work: Element | None, refs: Mapping[str, Element]) -> tuple[str | None, int | None]:
    """The house that is the author of a document, and its term, as the IRI of the house has them."""
    href = _first(work, AUTHOR, "href").strip()
    if href.startswith("#"):
        entry = refs.get(href[1:])
        href = "" if entry is None or entry.tag != ORGANIZATION else entry.get("href") or ""
    if {"person", "role"} & set(href.split("/")) or (found := _HOUSE.fullmatch(href)) is None:
        return None, None
    return found[1].lower().replace("_", "-"), int(found[2]) if found[2] else None


def identity_of(element: Element, refs: Mapping[str, Element] | None = None) -> Identity:
    """What an `identification` says, as far as it can be understood."""
    levels = {level.tag: level for level in element}
    work, spoken = levels.get(WORK), levels.get(EXPRESSION)
    iri = _first(work, THIS_URI)
    try:
        uri = FrbrUri.parse_lenient(iri).uri
    except ModelError:
        uri = None
    country = _first(work, COUNTRY).strip().lower() or ("" if uri is None else uri.country)
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
    actor, term = (None, None) if refs is None else _house(work, refs)
    actor = actor if uri is None or uri.actor is None else uri.actor
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
        term or None,
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
    """The BCP 47 tag of a language as documents state it; `und` where they state none of one text."""
    try:
        tag = normal_tag(language)
    except ModelError as error:
        tag, why = UNKNOWN, f": {error.message}" if language else ""
    else:
        why = f": {language!r} means several languages" if tag == SEVERAL else ""
    if tag not in (UNKNOWN, SEVERAL, NONE):
        return tag
    report.once("PQ756", f"language of a text is not stated{why}; read as {UNKNOWN!r}", element)
    return UNKNOWN
