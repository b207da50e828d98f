"""States what a record refers to: names of persons and bodies, types and labels of concepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from parlq.formats.ep.records.vocabulary import institutions, rdf_terms
from parlq.formats.ep.records.vocabulary.namespaces import AUTHORITY, Shape
from parlq.formats.ep.records.vocabulary.rdf_terms import A, Statement
from parlq.io.resources import table_rows
from parlq.model import Answer, Question
from parlq.model.languages.language import OFFICIAL

_TERM = "<org/ep-"
_TYPES = f"<{AUTHORITY}resource-type/"
_BODIES = f"<{AUTHORITY}corporate-body/"

_LEADS_TO_BODIES = frozenset(
    {"eli-dl:had_participant_organization", "eli-dl:participation_in_name_of"}
)


@cache
def _table() -> dict[str, tuple[str, str]]:
    return {term: (kind, label) for term, kind, label in table_rows(__name__, "concepts.tsv")}


def leaned_on(
    statements: Iterable[Statement], works: Iterable[Question | Answer], shape: Shape
) -> Iterator[Statement]:
    """What is stated of the things that the statements about works point to.

    That is the names of persons, and in the shape of the dumps of 2022 the class and the name of
    bodies, terms, roles, file types and activities too, as far as they are known here, and the
    class of the kinds of works, which the dumps leave out and the Parliament's SHACL asks for.
    """
    persons, bodies = _persons(works := tuple(works)), _bodies(works)
    pointed = {(predicate, item) for _, predicate, item in statements if rdf_terms.is_iri(item)}
    taking_part = {item for predicate, item in pointed if predicate in _LEADS_TO_BODIES}
    for item in sorted({item for _, item in pointed}):
        is_person = item.startswith("<person/") or item in persons
        if is_person:
            yield item, A, "foaf:Person"
            if name := persons.get(item):
                yield item, "rdfs:label", rdf_terms.literal(name)
        # One URI may be that of a person and of a body.
        if shape is Shape.DUMP_2022 and (not is_person or item in taking_part):
            yield from _concept(item, bodies if item in taking_part else {})


def _concept(item: str, names: dict[str, str | None]) -> Iterator[Statement]:
    if item in _table():
        kind, label = _table()[item]
        yield item, A, kind
        yield item, "skos:prefLabel", rdf_terms.literal(label, "en")
    elif item.startswith(_TERM):
        yield item, A, "eli-dl:ParliamentaryTerm"
        yield item, "skos:prefLabel", rdf_terms.literal("European Parliament", "en")
    elif item.startswith(_TYPES):
        yield item, A, "eli:WorkType"
    elif item.startswith(_BODIES) or item in names:
        yield item, A, "org:Organization"
        yield from _labels(item, names)


def _persons(works: Iterable[Question | Answer]) -> dict[str, str | None]:
    """The persons with a URI, and the first name that each is given."""
    found: dict[str, str | None] = {}
    for work in works:
        for each in work.authors if isinstance(work, Question) else work.answerers:
            if each.uri:
                own = rdf_terms.iri(each.uri)
                found[own] = found.get(own) or each.name
    return found


def _bodies(works: Iterable[Question | Answer]) -> dict[str, str | None]:
    """The bodies with a URI, and the first name that each is given."""
    found: dict[str, str | None] = {}
    for work in works:
        if isinstance(work, Question):
            named = [each.on_behalf_of for each in work.authors]
            named += [*work.on_behalf_of, *work.addressees]
        else:
            named = [each.institution for each in work.answerers]
        for each in named:
            if each is not None and each.uri:
                own = rdf_terms.iri(each.uri)
                found[own] = found.get(own) or each.name
    return found


def _labels(item: str, names: dict[str, str | None]) -> Iterator[Statement]:
    code = institutions.code_of(rdf_terms.iri_of(item))
    if code is None:
        if name := names.get(item):
            yield item, "skos:prefLabel", rdf_terms.literal(name, "en")
        return
    for language in OFFICIAL:
        name = institutions.name_of(code, language.tag)
        if name is not None:
            yield item, "skos:prefLabel", rdf_terms.literal(name, language.tag)
