"""Says what a document holds that records of open data have no place for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from parlq.model import Answer, Document, Dossier, LanguageVariant, Question
from parlq.opendata import kept, rdf
from parlq.opendata.identity import ELI, PE
from parlq.opendata.vocabulary import CONTEXT, NAMESPACE, PREFIXES, Shape
from parlq.problems import Problem, Severity

#: Facts that no record states, in RDF or in CSV.
_NEVER = ("events", "publications", "replaces")
_NEVER_OF_VARIANTS = (
    "body",
    "printed_answerers",
    "legal_notice",
    "last_updated",
    "source",
    "role",
    "extensions",
)
#: Extensions that hold what a record stated.
_OWN = frozenset({(NAMESPACE, kept.NAME), (PREFIXES["dcterms"], "creator")})


def of_records(document: Document, shape: Shape | str | None = Shape.API_V2) -> tuple[Problem, ...]:
    """What is left out of a record in JSON-LD or RDF: a problem PQ617 that names it."""
    wanted = rdf.shape_of(document, shape)
    lost = _in_a_record if wanted is Shape.API_V2 else _in_rdf
    return _problem(document, lambda work: lost(work, wanted))


def of_rdf(document: Document, shape: Shape | str | None = None) -> tuple[Problem, ...]:
    """What is left out of a record in RDF, which has no place for keys that are not linked data."""
    wanted = rdf.shape_of(document, shape)
    return _problem(document, lambda work: _in_rdf(work, wanted))


def of_csv(document: Document, language: str = "en") -> tuple[Problem, ...]:
    """What is left out of CSV."""
    return _problem(document, lambda work: _in_csv(work, language))


def _problem(
    document: Document, lost: Callable[[Question | Answer], Iterator[str]]
) -> tuple[Problem, ...]:
    works = document.works if isinstance(document, Dossier) else (document,)
    found: dict[str, int] = {}
    for work in works:
        for name in dict.fromkeys(lost(work)):
            found[name] = found.get(name, 0) + 1
    if isinstance(document, Dossier) and any(
        (each.namespace, each.name) not in _OWN for each in document.extensions
    ):
        found["extensions of the dossier"] = 1
    if not found:
        return ()
    named = ", ".join(f"{name} ({count})" for name, count in found.items())
    message = f"left out, as there is no place for it, of so many works: {named}"
    return (Problem(rule="PQ617", severity=Severity.WARNING, message=message),)


def _in_a_record(work: Question | Answer, shape: Shape) -> Iterator[str]:
    yield from _stated(work, _NEVER)
    headed = any(variant.heading for variant in work.variants)
    for variant in work.variants:
        for name in _stated(variant, _NEVER_OF_VARIANTS):
            yield f"variants.{name}"
        if any(not (file.uri or file.media_type) for file in variant.manifestations):
            yield "variants.manifestations"
    if any(each.scheme not in {ELI, PE} for each in work.identifiers):
        yield "identifiers"
    if any(not each.uri for each in work.subjects):
        yield "subjects"
    if any(each.reference is None and not each.uri for each in work.attachments):
        yield "attachments"
    if isinstance(work, Question):
        if work.rule is not None and not headed:
            yield "rule"
        if any(not author.uri for author in work.authors) and not headed:
            yield "authors"
    elif any(each.name or each.offices or each.honorific for each in work.answerers):
        yield "answerers"
    for each in work.extensions:
        if (each.namespace, each.name) not in _OWN and each.namespace != CONTEXT:
            yield "extensions"
    if kept.leaves_out(work, shape):
        yield "statements in the other shape"


def _in_rdf(work: Question | Answer, shape: Shape) -> Iterator[str]:
    yield from _in_a_record(work, shape)
    if any(each.namespace == CONTEXT for each in work.extensions):
        yield "extensions"


def _in_csv(work: Question | Answer, language: str) -> Iterator[str]:
    if any(variant.language not in {language, "en"} for variant in work.variants):
        yield "variants in other languages"
    yield from _stated(work, _NEVER)
    yield from _stated(work, ("original_languages", "subjects"))
    for variant in work.variants:
        for name in _stated(variant, (*_NEVER_OF_VARIANTS, "heading")):
            yield f"variants.{name}"
    if isinstance(work, Question):
        yield from _stated(work, ("rule", "addressees"))
        if any(author.group or author.uri for author in work.authors):
            yield "authors"
    else:
        yield from _stated(work, ("date", "answerers", "kind_code"))
    if any(each.namespace != NAMESPACE or each.name == kept.NAME for each in work.extensions):
        yield "extensions"


def _stated(thing: Question | Answer | LanguageVariant, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        value = getattr(thing, name, None)
        if value is not None and value != ():
            yield name
