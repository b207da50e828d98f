"""Identifiers of the portal, and how the keys of its nodes are looked into."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import quote

from parlq.formats.ep.records.nodes.nodes_and_triples import Node, each
from parlq.formats.ep.records.vocabulary.namespaces import BASE, MEDIA_TYPES, absolute
from parlq.model import Reference
from parlq.model.fields.scalars import URI
from parlq.model.references import portal
from parlq.problems import ModelError

#: Schemes of identifiers: the URI on the portal, and the number of the Parliament's documents.
ELI, PE = "eli", "pe"
#: How the id of a record begins, and keys that only records have.
_RECORDS = BASE + "eli/dl/"
_TELLING = frozenset({
    "answers_to", "document_date", "epNumber", "inverse_answers_to", "is_annex_of", "is_realized_by",
    "parliamentary_term", "title_dcterms", "workHadParticipation", "work_type",
})  # fmt: skip


def is_record(value: Any) -> bool:
    """Whether JSON is a record of the portal, by its id or by a key that only records have."""
    own = value.get("id") if type(value) is dict else None
    if type(own) is not str or not own:
        return False
    return absolute(own).startswith(_RECORDS) or not _TELLING.isdisjoint(value)


@lru_cache(maxsize=8192)
def reference_of(name: str) -> tuple[Reference | None, int | None]:
    """The reference and the term that an identifier or an address of the portal states."""
    if plain := portal.plain(name):
        return plain
    try:
        found = Reference.parse_match(name)
    except ModelError:
        return None, None
    return found.reference, found.term


def first(node: Node, key: str) -> str | None:
    """The first text that a key holds; None without one."""
    for value in each(node.get(key)):
        if type(value) is str and value:
            return value
        if type(value) is int:
            return str(value)
    return None


def iris(node: Node, key: str) -> list[str]:
    """The absolute IRIs that a key holds, whether bare or as nodes, those the model takes."""
    found = []
    for value in each(node.get(key)):
        text = value.get("id") if type(value) is dict else value
        if type(text) is str and URI.fault(uri := absolute(text)) is None:
            found.append(uri)
    return found


def uri_of_reference(reference: Reference, term: int | None) -> str | None:
    """The URI of a work by its reference and term; None for one that the portal cannot name."""
    if term is None:
        return None
    try:
        return reference.eli_uri(term)
    except ModelError:
        return None


@lru_cache(maxsize=2048)
def placeholder(reference: Reference | None) -> str | None:
    """The title that the portal gives every answer, which says no more than whose answer it is.

    `Answer for question E-000016/22`, in English whatever the language.
    """
    if reference is None or reference.suffix is None or reference.letter is None:
        return None
    question = Reference(letter=reference.letter, number=reference.number, year=reference.year)
    try:
        return f"Answer for question {question.printed(short_year=True)}"
    except ModelError:
        return None


@lru_cache(maxsize=256)
def media_address(media: str) -> str:
    """The IANA address of a media type."""
    return MEDIA_TYPES + quote(media, safe="/!$&+")
