"""The identification of a document: one list of all that it states, for writing and for checking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple, cast

from parlq.formats.akn.xml.names import MEDIA_TYPE, NO_DATE, SEVERAL, SOURCE, clark
from parlq.formats.akn.xml.types import Element

DATE, TRANSLATION = clark("FRBRdate", "FRBRtranslation")


class Own(NamedTuple):
    """What an identification states in its own words: of the work, and of the expression.

    Attributes:
        country, subtype, number: which work it is.
        date: that of the work.
        dated: what `date` is called.
        updated: the date of the expression.
        updated_as: what `updated` is called.
    """

    country: str
    subtype: str
    number: str
    date: str
    dated: str
    updated: str
    updated_as: str


class Derived(NamedTuple):
    """What follows from other facts, and from the place of the document in its file.

    Attributes:
        iri: of the work.
        language: three-letter code of the expression.
        part: the component that the document is.
        author: pointer to the parliament.
        people: pointers to those who ask or answer.
        role: pointer to what they do.
    """

    iri: str
    language: str
    part: str
    author: str
    people: tuple[str, ...]
    role: str


class Row(NamedTuple):
    """One attribute that every identification has: where it stands, and what it says.

    Attributes:
        level: the element that `element` stands in; empty for the identification itself.
        element: the element that the attribute stands on; `@` begins what is not always there.
        attribute: its name.
        value: what it says, with the facts that it repeats in braces.
    """

    level: str
    element: str
    attribute: str = ""
    value: str = ""


_WORK, _EXPRESSION, _FILE = "FRBRWork", "FRBRExpression", "FRBRManifestation"
ROWS: Final = (
    Row("", "identification", "source", SOURCE),
    Row(_WORK, "FRBRthis", "value", "{iri}/{part}"),
    Row(_WORK, "FRBRuri", "value", "{iri}"),
    Row(_WORK, "@aliases"),
    Row(_WORK, "FRBRdate", "date", "{date}"),
    Row(_WORK, "FRBRdate", "name", "{dated}"),
    Row(_WORK, "FRBRauthor", "href", "{author}"),
    Row(_WORK, "@authors"),
    Row(_WORK, "FRBRcountry", "value", "{country}"),
    Row(_WORK, "FRBRsubtype", "value", "{subtype}"),
    Row(_WORK, "FRBRnumber", "value", "{number}"),
    Row(_EXPRESSION, "FRBRthis", "value", "{iri}/{language}/{part}"),
    Row(_EXPRESSION, "FRBRuri", "value", "{iri}/{language}"),
    Row(_EXPRESSION, "@source"),
    Row(_EXPRESSION, "FRBRdate", "date", "{updated}"),
    Row(_EXPRESSION, "FRBRdate", "name", "{updated_as}"),
    Row(_EXPRESSION, "FRBRauthor", "href", "{author}"),
    Row(_EXPRESSION, "FRBRlanguage", "language", "{language}"),
    Row(_EXPRESSION, "@translation"),
    Row(_FILE, "FRBRthis", "value", "{iri}/{language}/{part}.xml"),
    Row(_FILE, "FRBRuri", "value", "{iri}/{language}.xml"),
    Row(_FILE, "FRBRdate", "date", NO_DATE),
    Row(_FILE, "FRBRdate", "name", "unknown"),
    Row(_FILE, "FRBRauthor", "href", SOURCE),
    Row(_FILE, "FRBRformat", "value", MEDIA_TYPE),
)
_REQUIRED: Final = tuple(row for row in ROWS if row.attribute)
_ELEMENTS: Final = tuple(
    tuple(rows) for _, rows in groupby(_REQUIRED, key=lambda row: (row.level, row.element))
)
#: The places of each date and of its name, and what it may be called.
_DATES: Final = tuple(
    (place, place + 1) for place, row in enumerate(_REQUIRED) if row.attribute == "date"
)
_DATED: Final = frozenset({"tabled", "given", "unknown", "lastUpdated"})
_own: Final = itemgetter(
    *([row.value for row in _REQUIRED].index(f"{{{fact}}}") for fact in Own._fields)
)
_FACTS: Final = (*Own._fields, *Derived._fields)


def place(value: str) -> int:
    """Where an attribute that says just this is among those that every identification has."""
    return [row.value for row in _REQUIRED].index(value)


def of_a_dossier(iri: str) -> tuple[Own, Derived]:
    """What the identification of a dossier states, which has no facts of its own."""
    country, number = iri.split("/")[2], iri.rpartition("/")[2]
    own = Own(country, "dossier", number, NO_DATE, "unknown", NO_DATE, "unknown")
    return own, Derived(iri, SEVERAL, "!main", SOURCE, (), "")


def _compiled(parameters: tuple[str, ...], expression: str) -> Callable[..., object]:
    """A function of facts, made from `ROWS`: several times as fast as to go through them."""
    return cast("Callable[..., object]", eval(f"lambda {', '.join(parameters)}: {expression}"))  # noqa: S307 # of our own rows only


def _template() -> str:
    lines = [f'{{nl}}<identification source="{SOURCE}">']
    for level, rows in groupby(ROWS[1:], key=lambda row: row.level):
        lines.append(f"{{nl}}  <{level}>")
        for element, attributes in groupby(rows, key=lambda row: row.element):
            if element[0] == "@":
                lines.append(f"{{{element[1:]}}}")
            else:
                stated = "".join(f' {row.attribute}="{row.value}"' for row in attributes)
                lines.append(f"{{nl}}    <{element}{stated}/>")
        lines.append(f"{{nl}}  </{level}>")
    return "".join([*lines, "{nl}</identification>"])


_values: Final = cast(
    "Callable[..., list[str | None]]",
    _compiled(_FACTS, f"[{', '.join(f'f{row.value!r}' for row in _REQUIRED)}]"),
)
#: The elements that not every identification has, each on a line of its own.
_OPTIONAL: Final = ("aliases", "authors", "source", "translation")
#: Writes an identification, on lines that begin with `nl`. The parameters are the fields of `Own` and
#: `Derived`, and what is optional, as it is written.
written: Final = cast(
    "Callable[..., str]", _compiled((*_FACTS, *_OPTIONAL, "nl"), f"f{_template()!r}")
)


def values(own: Own, derived: Derived) -> list[str | None]:
    """What the attributes that every identification has say, in their order."""
    return _values(*own, *derived)


def own_facts(stated: list[str | None]) -> Own:
    """What an identification states in its own words."""
    return Own._make(_own(stated))


class Parts(NamedTuple):
    """The elements of an identification that the profile schema accepts.

    Attributes:
        elements: those with the required attributes, in the order of `ROWS`.
        aliases: those of the work.
        people: the authors of the work beside its parliament: who asks or answers.
        sources: the aliases of the expression, of which there may be one, its source.
        translation: what the text was translated from, if it was.
        misplaced: the aliases of the manifestation, which has none.
    """

    elements: tuple[Element, ...]
    aliases: list[Element]
    people: list[Element]
    sources: list[Element]
    translation: Element | None
    misplaced: list[Element]

    @property
    def stated(self) -> list[str | None]:
        """What the required attributes say, in the order of `ROWS`."""
        # This takes a third of the time of asking each element for its attribute by the name.
        found = cast(
            "list[str | None]", [value for each in self.elements for value in each.values()]
        )
        if len(found) != len(_REQUIRED):  # there are others, which the schema cannot refuse
            return [element.get(row.attribute) for row, element in self.rows]
        for date, name in _DATES:
            if found[date] in _DATED:  # the name of a date stands before it
                found[date], found[name] = found[name], found[date]
        return found

    @property
    def rows(self) -> Iterator[tuple[Row, Element]]:
        """The required attributes, each with the element that it stands on."""
        for element, rows in zip(self.elements, _ELEMENTS, strict=True):
            for row in rows:
                yield row, element

    def element(self, fact: str) -> Element:
        """The element that states a fact in its own words."""
        return next(element for row, element in self.rows if row.value == f"{{{fact}}}")

    def differing(
        self, own: Own, derived: Derived
    ) -> Iterator[tuple[Row, Element, str | None, str | None]]:
        """The attributes that say another thing than the facts do: stated, and wanted."""
        for (row, element), wanted in zip(self.rows, values(own, derived), strict=True):
            if (stated := element.get(row.attribute)) != wanted:
                yield row, element, stated, wanted


def parts(element: Element) -> Parts:
    """The elements of an identification, whatever the order of their attributes."""
    work, expression, file = element
    this, uri, *between, country, subtype, number = work
    at = next(at for at, each in enumerate(between) if each.tag == DATE)
    aliases, (date, author, *people) = between[:at], between[at:]
    spoken = list(expression)
    translation = None
    if len(spoken) > 5 and spoken[-1].tag == TRANSLATION:
        translation = spoken.pop()
    spoken_this, spoken_uri, *sources, updated, spoken_author, language = spoken
    file_this, file_uri, *misplaced, file_date, file_author, media_type = file
    return Parts(
        (
            *(element, this, uri, date, author, country, subtype, number),
            *(spoken_this, spoken_uri, updated, spoken_author, language),
            *(file_this, file_uri, file_date, file_author, media_type),
        ),
        aliases,
        people,
        sources,
        translation,
        misplaced,
    )
