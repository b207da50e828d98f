"""States what a record leans on: names of persons and bodies, types and labels of concepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from parlq.model import Answer, Answerer, Author, Institution, Question
from parlq.model.language import OFFICIAL
from parlq.opendata import institutions, terms
from parlq.opendata.terms import A, Statement
from parlq.opendata.vocabulary import AUTHORITY, Shape

_TERM = "<org/ep-"
_TYPES = f"<{AUTHORITY}resource-type/"
_BODIES = f"<{AUTHORITY}corporate-body/"


@cache
def _table() -> dict[str, tuple[str, str]]:
    text = resources.files(__package__).joinpath("concepts.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    return {term: (kind, label) for term, kind, label in rows}


def leaned_on(
    statements: Iterable[Statement], works: Iterable[Question | Answer], shape: Shape
) -> Iterator[Statement]:
    """What is stated of the things that the statements about works point to.

    That is the names of persons, and in the shape of the dumps of 2022 the class and the name of
    bodies, terms, roles, file types and activities too, as far as they are known here, and the
    class of the kinds of works, which the dumps leave out and the Parliament's SHACL asks for.
    """
    works = tuple(works)
    names, persons = _names(works), _persons(works)
    for item in sorted({item for _, _, item in statements if terms.is_iri(item)}):
        if item.startswith("<person/") or item in persons:
            yield item, A, "foaf:Person"
            if item in names:
                yield item, "rdfs:label", terms.literal(names[item])
        elif shape is Shape.DUMP_2022:
            yield from _concept(item, names)


def _concept(item: str, names: dict[str, str]) -> Iterator[Statement]:
    if item in _table():
        kind, label = _table()[item]
        yield item, A, kind
        yield item, "skos:prefLabel", terms.literal(label, "en")
    elif item.startswith(_TERM):
        yield item, A, "eli-dl:ParliamentaryTerm"
        yield item, "skos:prefLabel", terms.literal("European Parliament", "en")
    elif item.startswith(_TYPES):
        yield item, A, "eli:WorkType"
    elif item.startswith(_BODIES):
        yield item, A, "org:Organization"
        yield from _labels(item, names)


def _names(works: Iterable[Question | Answer]) -> dict[str, str]:
    found: dict[str, str] = {}
    for work in works:
        if isinstance(work, Question):
            named: list[Author | Institution | Answerer] = [
                *work.authors,
                *work.on_behalf_of,
                *work.addressees,
            ]
        else:
            named = [*work.answerers]
        for each in named:
            if each.uri and each.name:
                found.setdefault(terms.iri(each.uri), each.name)
    return found


def _persons(works: Iterable[Question | Answer]) -> set[str]:
    found: set[str] = set()
    for work in works:
        people = work.authors if isinstance(work, Question) else work.answerers
        found.update(terms.iri(each.uri) for each in people if each.uri)
    return found


def _labels(item: str, names: dict[str, str]) -> Iterator[Statement]:
    code = institutions.code_of(terms.iri_of(item))
    if code is None:
        if item in names:
            yield item, "skos:prefLabel", terms.literal(names[item], "en")
        return
    for language in OFFICIAL:
        name = institutions.name_of(code, language.tag)
        if name is not None:
            yield item, "skos:prefLabel", terms.literal(name, language.tag)
