"""Reads the FRBR part of a document and checks it against the facts that it follows from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from parlq.formats.akn.profile import identification
from parlq.formats.akn.profile.frbr import aliases_of
from parlq.formats.akn.profile.identification import (
    Derived,
    Own,
    Parts,
)
from parlq.formats.akn.xml import attribute_values
from parlq.formats.akn.xml.names import DERIVED_ALIASES, NO_DATE, OWN_TITLE, SCOPE, TITLE, stated_in
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element
from parlq.model import Answer, Identifier, Question, Reference
from parlq.model.fields.base import unchecked
from parlq.problems import ModelError

_identifier = unchecked(Identifier)
_OF_AN_ALIAS = ("name", "value")
#: Where the IRI of the work is among what is stated.
_IRI = identification.place("{iri}")


class Identified(NamedTuple):
    """What an identification states: of the work, and of the expression.

    `own` are its own words, `iri` is the one of the work, `of_work` is all that it says of the work;
    it is not `readable` where a fact is none.
    """

    element: Element
    iri: str
    readable: bool
    parts: Parts
    stated: list[str | None]
    own: Own
    of_work: tuple[tuple[str, ...], list[list[tuple[str | bytes, str | bytes]]]]
    reference: Reference | None
    date: dt.date | None
    identifiers: tuple[Identifier, ...]
    source: str | None
    last_updated: dt.date | None


def check_dossier(element: Element, iri: str, report: Report) -> None:
    """Check the `identification` of a dossier, which follows from its works."""
    own, derived = identification.of_a_dossier(iri)
    wanted = identification.values(own, derived)
    parts = identification.parts(element)
    others = (parts.aliases, parts.people, parts.sources, parts.misplaced)
    if not any(others) and parts.translation is None and parts.stated == wanted:
        _check_parliament(parts, report)
        return
    found = read(element, "unknown", report)
    check(found, derived, report, own)
    if found.identifiers:
        report.add("PQ211", "a dossier takes no facts in <FRBRWork>; remove them", element)
    if found.date or found.source or found.last_updated or found.parts.translation is not None:
        report.add("PQ214", "a dossier takes no date and no source; remove them", element)


def read(
    element: Element, named: str, report: Report, above: Identified | None = None
) -> Identified:
    """Read an `identification`; `named` is what the date of the work is called.

    The IRIs are checked against the fields by `check`, once the parliament is known. What says of the
    work the same as the identification `above` is not read again.
    """
    parts = identification.parts(element)
    stated = parts.stated
    own, iri = identification.own_facts(stated), stated[_IRI] or ""
    of_work = own[:_OF_WORK], [sorted(alias.items()) for alias in parts.aliases]
    reference = day = last_updated = source = None
    identifiers: tuple[Identifier, ...] = ()
    fact = None
    readable = True
    try:
        if above is not None and of_work == above.of_work:
            reference, day, identifiers = above.reference, above.date, above.identifiers
        else:
            fact = "number"
            reference = attribute_values.reference(iri, own.number)
            fact = "date"
            day = attribute_values.day(own.date)
            fact = None  # each alias says for itself that it is looked at
            if parts.aliases:
                identifiers = tuple(_identifiers(parts.aliases, report))
        if own.updated_as == "lastUpdated":
            fact = "updated"
            last_updated = attribute_values.day(own.updated)
            if last_updated is None:
                raise ModelError("lastUpdated needs a date")
        if parts.sources:
            fact = None
            report.current_element = parts.sources[0]
            source = _source(parts.sources)
    except ModelError as error:
        readable = False
        looked = report.current_element if fact is None else parts.element(fact)
        report.add("PQ213", str(error), element if looked is None else looked)
    _check_dates(parts, own, named, report)
    return Identified(
        element,
        iri,
        readable,
        parts,
        stated,
        own,
        of_work,
        reference,
        day,
        identifiers,
        source,
        last_updated,
    )


#: How many of its own words say which work it is.
_OF_WORK = Own._fields.index("updated")


def _check_dates(parts: Parts, own: Own, named: str, report: Report) -> None:
    """What the dates are called; that of the expression is its last update, or unknown."""
    wanted = named if own.date != NO_DATE else "unknown"
    if own.dated != wanted:
        report.check_derived(own.dated, wanted, "FRBRdate name", parts.element("dated"), "name")
    if own.updated_as != "lastUpdated" and (own.updated, own.updated_as) != (NO_DATE, "unknown"):
        message = f"<FRBRdate> must be lastUpdated, or unknown with {NO_DATE}"
        report.add("PQ211", message, parts.element("updated"))


def same_work(one: Identified, other: Identified) -> bool:
    """Whether two identifications state the same of the work."""
    return one.of_work == other.of_work


def _identifiers(aliases: list[Element], report: Report) -> Iterator[Identifier]:
    for alias in aliases:
        scheme = alias.get("name", "")
        if scheme not in DERIVED_ALIASES:
            report.current_element = alias
            yield _alias(alias, TITLE if scheme == OWN_TITLE else scheme, report)


def _alias(alias: Element, scheme: str, report: Report) -> Identifier:
    value = alias.get("value")
    if not value:
        raise ModelError("an alias must not be empty")
    scheme = attribute_values.token(scheme)
    if len(alias.attrib) == len(_OF_AN_ALIAS):
        return _identifier(scheme, value)
    for name in map(str, alias.attrib):
        if name != SCOPE and name not in _OF_AN_ALIAS:
            report.add("PQ214", f"an alias takes no {stated_in(name)}", alias, name)
    return _identifier(scheme, value, attribute_values.scope(alias.get(SCOPE)))


def _source(aliases: list[Element]) -> str | None:
    alias = aliases[0]
    if len(aliases) > 1 or alias.get("name") != "source" or not (value := alias.get("value")):
        raise ModelError("an expression takes one alias, its source")
    return attribute_values.uri(value)


def check_aliases(found: Identified, work: Question | Answer, report: Report) -> None:
    """Check the aliases that follow from other facts: title, reference, addresses."""
    wanted = list(aliases_of(work))
    stated = [
        (each.get("name"), each.get("value"), each.get(SCOPE)) for each in found.parts.aliases
    ]
    if stated == wanted or not found.readable:
        return
    for alias, says, follows in zip(found.parts.aliases, stated, wanted, strict=False):
        if says != follows:
            report.check_derived(says[1], follows[1], "FRBRalias", alias, "value")
            report.check_derived(says[0], follows[0], "FRBRalias name", alias, "name")
            return
    what = "is missing" if len(stated) < len(wanted) else "is not needed"
    name = (wanted if len(stated) < len(wanted) else stated)[min(len(stated), len(wanted))][0]
    report.add("PQ211", f"the FRBRalias {name} {what}", found.element)


def check(found: Identified, derived: Derived, report: Report, own: Own | None = None) -> None:
    """Check every IRI, author and format of an identification, which follow from the facts.

    `own` are its own words as they must be, where they follow, too.
    """
    parts = found.parts
    own = (own or found.own)._replace(number=derived.iri.rpartition("/")[2])
    wanted = identification.values(own, derived)
    if found.stated != wanted:
        for row, element, stated, follows in parts.differing(own, derived):
            what = f"{row.element} name" if row.attribute == "name" else row.element
            if not row.level:
                what = row.attribute
            report.check_derived(stated, follows, what, element, row.attribute)
    for alias in parts.misplaced:
        report.add("PQ214", "a manifestation takes no alias here", alias)
    people = [each.get("href") for each in parts.people]
    if people != list(derived.people):
        element = parts.people[0] if people else parts.element("dated")
        message = f"FRBRauthor must lead to the parliament, then to {', '.join(derived.people) or 'nobody'}"
        report.add("PQ211", message, element)
    _check_parliament(parts, report)
    for each in parts.people:
        report.check_derived(each.get("as"), derived.role, "as", each)


def _check_parliament(parts: identification.Parts, report: Report) -> None:
    """The first author is the parliament, which the schema cannot tell from the others."""
    author = parts.element("author")
    if author.get("as") is not None:
        report.add("PQ211", "FRBRauthor of the parliament takes no as", author, "as")
