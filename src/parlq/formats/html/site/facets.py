"""What the documents of a site are listed by: year, kind, author, addressee, subject, language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from parlq.formats.html import words
from parlq.formats.html.languages import name_of, works_of
from parlq.model import Answer, Document, Question
from parlq.model.fields.name_matching import fold
from parlq.model.languages.language import protocol_key
from parlq.tables import cells


class Value(NamedTuple):
    """A value that a document is listed under.

    Attributes:
        key: which tells it from others.
        title: for people.
        order: where it is among others.
        language: of the title, where it is known.
    """

    key: str
    title: str
    order: str
    language: str = ""


class Facet(NamedTuple):
    """What documents are listed by.

    Attributes:
        title: for people, such as `Years`.
        one: its values, before one of them, such as `Year`.
        values: those of a work.
    """

    title: str
    one: str
    values: Callable[[Question | Answer], Iterable[Value]]


def values_of(document: Document) -> Iterator[tuple[str, Value, Question | Answer]]:
    """The facets of a document with its values, each once, and the first work that states it.

    A document is listed by the year and kind of its questions; one of answers alone, by theirs.
    """
    works = works_of(document)
    asked = tuple(work for work in works if isinstance(work, Question)) or works
    for name, facet in FACETS.items():
        found: dict[str, tuple[Value, Question | Answer]] = {}
        for work in asked if name in {"years", "kinds"} else works:
            for value in facet.values(work):
                if value.key:
                    found.setdefault(value.key, (value, work))
        yield from ((name, value, work) for value, work in found.values())


def _years(work: Question | Answer) -> Iterator[Value]:
    if (year := cells.year(work)) is not None:
        yield Value(f"{year:04}", str(year), f"{9999 - year:04}")


def _kinds(work: Question | Answer) -> Iterator[Value]:
    if (kind := cells.kind(work)) is not None:
        title = str(words.kind_of(work, "en").unescape())
        plain = work.kind is not None and work.kind.value == kind
        title = title if plain else kind
        yield Value(kind, title, fold(title))


def _named(names: Iterable[str | None]) -> Iterator[Value]:
    for name in names:
        if title := " ".join((name or "").split()):
            yield Value(title, title, fold(title))


def _authors(work: Question | Answer) -> Iterator[Value]:
    if isinstance(work, Question):
        yield from _named(one.name or one.uri for one in work.authors)


def _addressees(work: Question | Answer) -> Iterator[Value]:
    if isinstance(work, Question):
        yield from _named(cells.bodies(work.addressees))


def _subjects(work: Question | Answer) -> Iterator[Value]:
    yield from _named(map(cells.term, work.subjects))


def _languages(work: Question | Answer) -> Iterator[Value]:
    for variant in work.variants:
        if variant.body:
            tag = variant.language
            rank, _ = protocol_key(tag)
            yield Value(tag, name_of(tag), f"{rank:03}{tag}", tag)


#: What documents are listed by; the key is the name of the folder.
FACETS: Final = {
    "years": Facet("Years", "Year", _years),
    "kinds": Facet("Kinds", "Kind", _kinds),
    "authors": Facet("Authors", "Author", _authors),
    "addressees": Facet("Addressees", "Addressee", _addressees),
    "subjects": Facet("Subjects", "Subject", _subjects),
    "languages": Facet("Languages", "Language", _languages),
}
