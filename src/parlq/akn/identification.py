"""Reads the FRBR part of a document and holds it against the facts that it follows from."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from parlq.akn import values
from parlq.akn.names import MEDIA_TYPE, NO_DATE, SOURCE, clark
from parlq.akn.report import Report
from parlq.model import Identifier, Reference
from parlq.model.base import trusted
from parlq.problems import ModelError

ALIAS, TRANSLATION = clark("FRBRalias", "FRBRtranslation")

_identifier = trusted(Identifier)


class Identified(NamedTuple):
    """What an identification states: of the work, and of the expression."""

    element: Any
    country: str
    subtype: str
    number: str
    reference: Reference | None
    date: dt.date | None
    identifiers: tuple[Identifier, ...]
    language: str
    source: str | None
    last_updated: dt.date | None
    translation: Any


class _Core(NamedTuple):
    this: str
    uri: str
    aliases: list[Any]
    date: str
    dated: str
    author: str
    rest: list[Any]


def _core(element: Any) -> _Core:
    children = list(element)
    end = 2
    while children[end].tag == ALIAS:
        end += 1
    day = children[end]
    return _Core(
        children[0].get("value"),
        children[1].get("value"),
        children[2:end],
        day.get("date"),
        day.get("name"),
        children[end + 1].get("href"),
        children[end + 2 :],
    )


def read(element: Any, named: str, report: Report) -> Identified:
    """Read an `identification`; `named` is what the date of the work is called.

    The IRIs are held against the fields by `check`, once the parliament is known.
    """
    work, expression, _ = element
    core = _core(work)
    country, subtype, number = (child.get("value") for child in core.rest)
    spoken = _core(expression)
    reference = date = last_updated = source = None
    identifiers: tuple[Identifier, ...] = ()
    try:
        reference = values.number(number)
        date = values.day(core.date)
        if core.aliases:
            identifiers = tuple(_alias(alias) for alias in core.aliases)
        if spoken.dated == "lastUpdated":
            last_updated = values.day(spoken.date)
            if last_updated is None:
                raise ModelError("lastUpdated needs a date")
        if spoken.aliases:
            source = _source(spoken.aliases)
    except ModelError as error:
        report.add("PQ213", str(error), element)
    report.expect(core.dated, named if core.date != NO_DATE else "unknown", "FRBRdate name", work)
    if last_updated is None and (spoken.date, spoken.dated) != (core.date, core.dated):
        report.add("PQ211", "FRBRdate is neither that of the work nor lastUpdated", expression)
    translation = spoken.rest[1] if len(spoken.rest) > 1 else None
    return Identified(
        element,
        country,
        subtype,
        number,
        reference,
        date,
        identifiers,
        spoken.rest[0].get("language"),
        source,
        last_updated,
        translation,
    )


def _alias(alias: Any) -> Identifier:
    value = alias.get("value")
    if not value:
        raise ModelError("an alias must not be empty")
    return _identifier(values.token(alias.get("name")), value)


def _source(aliases: list[Any]) -> str | None:
    (alias,) = aliases if len(aliases) == 1 else (None,)
    if alias is None or alias.get("name") != "source" or not alias.get("value"):
        raise ModelError("an expression has one alias at most, its source")
    return values.uri(alias.get("value"))


def check(
    found: Identified, iri: str, language: str, part: str, author: str, report: Report
) -> None:
    """Hold every IRI, author and format of an identification against what follows from the facts."""
    element = found.element
    work, expression, manifestation = element
    core, spoken, embodied = _core(work), _core(expression), _core(manifestation)
    spoken_iri = f"{iri}/{language}"
    stated = (
        core.this,
        core.uri,
        core.author,
        spoken.this,
        spoken.uri,
        spoken.author,
        found.language,
        embodied.this,
        embodied.uri,
        embodied.author,
        embodied.date,
        embodied.dated,
        embodied.rest[0].get("value"),
        element.get("source"),
    )
    wanted = (
        f"{iri}/{part}",
        iri,
        author,
        f"{spoken_iri}/{part}",
        spoken_iri,
        author,
        language,
        f"{spoken_iri}/{part}.xml",
        f"{spoken_iri}.xml",
        SOURCE,
        core.date,
        core.dated,
        MEDIA_TYPE,
        SOURCE,
    )
    if stated == wanted and not embodied.aliases:
        return
    if embodied.aliases:
        report.add("PQ214", "a manifestation has no alias here", embodied.aliases[0])
    for (level, name), there, follows in zip(_STATED, stated, wanted, strict=True):
        if there != follows:
            holder = element if level < 0 else element[level]
            place = next((c for c in holder if c.tag.endswith(f"}}{name.split()[0]}")), holder)
            report.expect(there, follows, name, place)


_STATED = (
    (0, "FRBRthis"),
    (0, "FRBRuri"),
    (0, "FRBRauthor"),
    (1, "FRBRthis"),
    (1, "FRBRuri"),
    (1, "FRBRauthor"),
    (1, "FRBRlanguage"),
    (2, "FRBRthis"),
    (2, "FRBRuri"),
    (2, "FRBRauthor"),
    (2, "FRBRdate"),
    (2, "FRBRdate name"),
    (2, "FRBRformat"),
    (-1, "source"),
)
