"""Reads the FRBR part of a document and holds it against the facts that it follows from."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from lxml import etree

from parlq.formats.akn.profile.frbr import DOSSIER_IRI
from parlq.formats.akn.xml import attribute_values
from parlq.formats.akn.xml.names import MEDIA_TYPE, NO_DATE, SCOPE, SEVERAL, SOURCE, clark, local
from parlq.formats.akn.xml.report import Report
from parlq.model import Identifier, Reference
from parlq.model.fields.base import trusted
from parlq.problems import ModelError

ALIAS, DATE, AUTHOR, LANGUAGE, TRANSLATION = clark(
    "FRBRalias", "FRBRdate", "FRBRauthor", "FRBRlanguage", "FRBRtranslation"
)
#: The attributes of each element, as they are written; of all others it is `value`.
_NAMES: dict[str, tuple[str, ...]] = {
    ALIAS: ("name", "value"),
    DATE: ("date", "name"),
    AUTHOR: ("href",),
    LANGUAGE: ("language",),
    TRANSLATION: ("href", "fromLanguage", "by"),
}
#: How many elements FRBRWork and FRBRExpression have without alias and translation.
_OF_WORK, _OF_EXPRESSION = 7, 5

_identifier = trusted(Identifier)
# All attributes below an element in one call: asking each element for its own takes far longer.
_attributes: Any = etree.XPath(".//@*", smart_strings=False)


def _attribute_count(element: Any) -> int:
    return len(element.attrib)


class Identified(NamedTuple):
    """What an identification states: of the work, and of the expression.

    The fields from `stated` on are its attributes as they stand there, in their order.
    """

    element: Any
    country: str
    subtype: str
    reference: Reference | None
    date: dt.date | None
    identifiers: tuple[Identifier, ...]
    language: str
    source: str | None
    last_updated: dt.date | None
    translation: Any
    stated: list[str]
    work: list[str]
    expression: list[str]
    translated: list[str]

    @property
    def number(self) -> str:
        """The number of the work."""
        return self.work[-1]


_NOT_DATED = (NO_DATE, "unknown", SOURCE)
#: The attributes of the identification of a dossier, which has no facts of its own.
_OF_A_DOSSIER = [
    SOURCE,
    f"{DOSSIER_IRI}/!main",
    DOSSIER_IRI,
    *(*_NOT_DATED, "eu", "dossier", "nn"),
    f"{DOSSIER_IRI}/{SEVERAL}/!main",
    f"{DOSSIER_IRI}/{SEVERAL}",
    *(*_NOT_DATED, SEVERAL),
    f"{DOSSIER_IRI}/{SEVERAL}/!main.xml",
    f"{DOSSIER_IRI}/{SEVERAL}.xml",
    *(*_NOT_DATED, MEDIA_TYPE),
]


def check_dossier(element: Any, report: Report) -> None:
    """Hold the `identification` of a dossier against the one that every dossier has."""
    if _attributes(element) == _OF_A_DOSSIER:
        return
    found = read(element, "unknown", report)
    check(found, DOSSIER_IRI, SEVERAL, "!main", SOURCE, report)
    if (found.country, found.subtype, found.number) != ("eu", "dossier", "nn") or found.identifiers:
        report.add("PQ211", "a dossier has no facts of its own in FRBRWork", element)
    if found.date or found.source or found.last_updated or found.translation is not None:
        report.add("PQ214", "a dossier has neither date nor source of its own", element)


def read(element: Any, named: str, report: Report, above: Identified | None = None) -> Identified:
    """Read an `identification`; `named` is what the date of the work is called.

    The IRIs are held against the fields by `check`, once the parliament is known. What says of the
    work the same as the identification `above` is not read again.
    """
    work, expression, _ = element
    stated = _attributes(element)
    after = 9
    if len(work) > _OF_WORK:
        after += sum(map(_attribute_count, work[2:-5]))
    translation = expression[-1] if expression[-1].tag == TRANSLATION else None
    end = after + 6 + 2 * (len(expression) - _OF_EXPRESSION - (translation is not None))
    if stated[after - 5] not in (named, "unknown") or stated[end - 3] not in _DATED:
        stated = _by_name(element)  # the attributes stand in another order
    of_work, spoken = stated[3:after], stated[after + 2 : end]
    date, dated, _, country, subtype, number = of_work[-6:]
    spoken_date, spoken_dated, _, language = spoken[-4:]
    reference = day = last_updated = source = None
    identifiers: tuple[Identifier, ...] = ()
    at: tuple[Any, int | None] = (work, None)
    try:
        if above is not None and of_work == above.work:
            reference, day, identifiers = above.reference, above.date, above.identifiers
        else:
            at = (work, -1)
            reference = attribute_values.number(number)
            at = (work, -5)
            day = attribute_values.day(date)
            if len(of_work) > 6:
                at = (None, None)  # each says for itself that it is looked at
                identifiers = tuple([_alias(alias, report) for alias in work[2:-5]])
        at = (expression, None)
        if spoken_dated == "lastUpdated":
            at = (expression, -3 - (translation is not None))
            last_updated = attribute_values.day(spoken_date)
            if last_updated is None:
                raise ModelError("lastUpdated needs a date")
        if len(spoken) > 4:
            at = (expression, 2)
            source = _source([alias for alias in expression if alias.tag == ALIAS])
    except ModelError as error:
        level, place = at
        near = report.near if level is None else level
        report.add("PQ213", str(error), near if place is None else near[place])
    wanted = named if date != NO_DATE else "unknown"
    if dated != wanted:
        report.expect(dated, wanted, "FRBRdate name", work[-5], "name")
    if spoken_dated != "lastUpdated" and (spoken_date, spoken_dated) != (date, dated):
        own = expression[-3 - (translation is not None)]
        report.add("PQ211", "FRBRdate is neither that of the work nor lastUpdated", own)
    translated = [] if translation is None else list(map(translation.get, _NAMES[TRANSLATION]))
    return Identified(
        element,
        country,
        subtype,
        reference,
        day,
        identifiers,
        language,
        source,
        last_updated,
        translation,
        stated,
        of_work,
        spoken,
        translated,
    )


def same_work(one: Identified, other: Identified) -> bool:
    """Whether two identifications state the same of the work."""
    return one.work == other.work or (
        (one.country, one.subtype, one.reference, one.date, one.identifiers)
        == (other.country, other.subtype, other.reference, other.date, other.identifiers)
    )


#: What the date of an expression is called.
_DATED = frozenset({"tabled", "given", "unknown", "lastUpdated"})


def _by_name(element: Any) -> list[str]:
    """The attributes in the order in which they are written here."""
    stated = [element.get("source")]
    for level in element:
        for child in level:
            stated += [child.get(name) for name in _names(child)]
    return stated


def _names(element: Any) -> tuple[str, ...]:
    """The attributes of an element, in the order in which they are written."""
    names = _NAMES.get(element.tag, ("value",))
    if element.tag == ALIAS and len(element.attrib) > len(
        names
    ):  # only that of a work can have more
        return (*names, *sorted(set(element.attrib) - set(names)))
    return names


def _alias(alias: Any, report: Report) -> Identifier:
    report.near = alias
    value = alias.get("value")
    if not value:
        raise ModelError("an alias must not be empty")
    scheme = attribute_values.token(alias.get("name"))
    if len(alias.attrib) == len(_NAMES[ALIAS]):
        return _identifier(scheme, value)
    for name in alias.attrib:
        if name != SCOPE and name not in _NAMES[ALIAS]:
            report.add("PQ214", f"an alias has no attribute {local(name)}", alias, name)
    return _identifier(scheme, value, attribute_values.scope(alias.get(SCOPE)))


def _source(aliases: list[Any]) -> str | None:
    (alias,) = aliases if len(aliases) == 1 else (None,)
    if alias is None or alias.get("name") != "source" or not alias.get("value"):
        raise ModelError("an expression has one alias at most, its source")
    return attribute_values.uri(alias.get("value"))


def check(
    found: Identified, iri: str, language: str, part: str, author: str, report: Report
) -> None:
    """Hold every IRI, author and format of an identification against what follows from the facts."""
    spoken = f"{iri}/{language}"
    *aliases, date, dated, _, country, subtype, number = found.work
    *sources, spoken_date, spoken_dated, _, _ = found.expression
    wanted = [
        SOURCE,
        f"{iri}/{part}",
        iri,
        *aliases,
        date,
        dated,
        author,
        country,
        subtype,
        number,
        f"{spoken}/{part}",
        spoken,
        *sources,
        spoken_date,
        spoken_dated,
        author,
        language,
        *found.translated,
        f"{spoken}/{part}.xml",
        f"{spoken}.xml",
        date,
        dated,
        SOURCE,
        MEDIA_TYPE,
    ]
    if found.stated != wanted:
        _report(found.element, wanted, report)


def _report(element: Any, wanted: list[str], report: Report) -> None:
    """Report every attribute that is not as wanted."""
    report.expect(element.get("source"), wanted[0], "source", element)
    following = iter(wanted[1:])
    for level in element:
        for child in level:
            if child.tag == ALIAS and level is element[2]:
                report.add("PQ214", "a manifestation has no alias here", child)
                continue
            for name in _names(child):
                what = child.tag.rpartition("}")[2]
                what = f"{what} name" if child.tag == DATE and name == "name" else what
                stated = child.get(name)
                follows = next(following)
                if child.tag != ALIAS:
                    report.expect(stated, follows, what, child, name)
