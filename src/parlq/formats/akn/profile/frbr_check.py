"""Reads the FRBR part of a document and checks it against the facts that it follows from."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from parlq.formats.akn.profile import identification
from parlq.formats.akn.profile.identification import (
    DERIVED_OF_A_DOSSIER,
    OF_A_DOSSIER,
    Derived,
    Own,
    Parts,
)
from parlq.formats.akn.xml import attribute_values
from parlq.formats.akn.xml.names import NO_DATE, SCOPE, stated_in
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element
from parlq.model import Identifier, Reference
from parlq.model.fields.base import unchecked
from parlq.problems import ModelError

_identifier = unchecked(Identifier)
_DOSSIER = identification.values(OF_A_DOSSIER, DERIVED_OF_A_DOSSIER)
_OF_AN_ALIAS = ("name", "value")


class Identified(NamedTuple):
    """What an identification states: of the work, and of the expression.

    `own` are its own words, `of_work` is all that it says of the work.
    """

    element: Element
    parts: Parts
    stated: list[str | None]
    own: Own
    of_work: tuple[tuple[str, ...], list[list[tuple[str | bytes, str | bytes]]]]
    reference: Reference | None
    date: dt.date | None
    identifiers: tuple[Identifier, ...]
    source: str | None
    last_updated: dt.date | None


def check_dossier(element: Element, report: Report) -> None:
    """Check the `identification` of a dossier against the one that every dossier has."""
    parts = identification.parts(element)
    optional = parts.aliases or parts.sources or parts.misplaced or parts.translation is not None
    if not optional and parts.stated == _DOSSIER:
        return
    found = read(element, "unknown", report)
    check(found, DERIVED_OF_A_DOSSIER, report)
    if found.identifiers or found.own[:3] != OF_A_DOSSIER[:3]:
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
    own = identification.own_facts(stated)
    of_work = own[:_OF_WORK], [sorted(alias.items()) for alias in parts.aliases]
    reference = day = last_updated = source = None
    identifiers: tuple[Identifier, ...] = ()
    fact = None
    try:
        if above is not None and of_work == above.of_work:
            reference, day, identifiers = above.reference, above.date, above.identifiers
        else:
            fact = "number"
            reference = attribute_values.number(own.number)
            fact = "date"
            day = attribute_values.day(own.date)
            fact = None  # each alias says for itself that it is looked at
            if parts.aliases:
                identifiers = tuple([_alias(alias, report) for alias in parts.aliases])
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
        looked = report.current_element if fact is None else parts.element(fact)
        report.add("PQ213", str(error), element if looked is None else looked)
    _check_dates(parts, own, named, report)
    return Identified(
        element,
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
    """What the dates are called; that of the expression is its own, or that of the work again."""
    wanted = named if own.date != NO_DATE else "unknown"
    if own.dated != wanted:
        report.check_derived(own.dated, wanted, "FRBRdate name", parts.element("dated"), "name")
    updated = own.updated, own.updated_as
    if updated[1] != "lastUpdated" and updated != (own.date, own.dated):
        message = "<FRBRdate> must be the date of the work or lastUpdated"
        report.add("PQ211", message, parts.element("updated"))


def same_work(one: Identified, other: Identified) -> bool:
    """Whether two identifications state the same of the work."""
    if one.of_work == other.of_work:
        return True
    stated, wanted = (
        (found.own.country, found.own.subtype, found.reference, found.date, found.identifiers)
        for found in (one, other)
    )
    return stated == wanted


def _alias(alias: Element, report: Report) -> Identifier:
    report.current_element = alias
    value = alias.get("value")
    if not value:
        raise ModelError("an alias must not be empty")
    scheme = attribute_values.token(alias.get("name", ""))
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


def check(found: Identified, derived: Derived, report: Report) -> None:
    """Hold every IRI, author and format of an identification against what follows from the facts."""
    wanted = identification.values(found.own, derived)
    if found.stated == wanted and not found.parts.misplaced:
        return
    for row, element, stated, follows in found.parts.differing(found.own, derived):
        what = f"{row.element} name" if row.attribute == "name" else row.element
        if not row.level:
            what = row.attribute
        report.check_derived(stated, follows, what, element, row.attribute)
    for alias in found.parts.misplaced:
        report.add("PQ214", "a manifestation takes no alias here", alias)
