"""Makes the nodes of expressions and files from language variants, in either shape."""

from __future__ import annotations

from functools import lru_cache

from parlq.formats.ep.records.nodes.identifiers import media_address
from parlq.formats.ep.records.nodes.nodes_and_triples import Node
from parlq.formats.ep.records.vocabulary import alternative_title
from parlq.formats.ep.records.vocabulary.brussels_time import instant_text
from parlq.formats.ep.records.vocabulary.namespaces import (
    AUTHORITY,
    MEDIA_BY_SUFFIX,
    Shape,
    relative,
)
from parlq.model import Language, LanguageVariant, Manifestation
from parlq.problems import ModelError

_SUFFIXES = {media: suffix for suffix, media in MEDIA_BY_SUFFIX.items()}


@lru_cache(maxsize=256)
def language_uri(tag: str) -> str | None:
    """The URI of a language in the authority table; None for one without a three-letter code.

    A script or region has no place in it, so a tag with more than the language has none either.
    """
    if "-" in tag:
        return None
    try:
        return Language.parse(tag).uri
    except ModelError:
        return None


def _is_expression(variant: LanguageVariant) -> bool:
    return bool(variant.manifestations or variant.heading or variant.body or variant.source)


def expression_nodes(
    variants: tuple[LanguageVariant, ...], uri: str, blank: str | None, shape: Shape
) -> list[Node]:
    """The expressions; of a language with nothing but a title, only where all are like that."""
    there = [each for each in variants if _is_expression(each)] or list(variants)
    return [_expression(each, uri, blank, shape) for each in there]


def _expression(variant: LanguageVariant, uri: str, blank: str | None, shape: Shape) -> Node:
    tag = variant.language
    own = f"{relative(uri)}/{tag}"
    node: Node = {"id": own, "type": "Expression"}
    files = [made for each in variant.manifestations if (made := _file(each, own, shape))]
    if files:
        node["is_embodied_by"] = files
    if shape is Shape.API_V2 and (language := language_uri(tag)):
        node["language"] = language
    title = variant.subject or blank
    if title is not None:
        node["title"] = {tag: title}
    alternative = alternative_title.write(variant.heading, shape)
    if alternative is not None:
        node["title_alternative"] = {tag: alternative}
    return node


def _file(file: Manifestation, expression: str, shape: Shape) -> Node | None:
    suffix = _SUFFIXES.get(file.media_type or "")
    if file.uri is None and suffix is None:
        return None
    node: Node = {
        "id": relative(file.uri) if file.uri else f"{expression}/{suffix}",
        "type": "Manifestation",
    }
    if file.address is not None:
        node["is_exemplified_by"] = relative(file.address)
    if file.media_type is not None:
        node["media_type"] = media_address(file.media_type)
    if file.format is not None:
        node["format"] = file.format
    elif suffix is not None:
        node["format"] = f"{AUTHORITY}file-type/{suffix.upper()}"
    if file.issued is not None:
        issued = file.issued
        node["issued"] = issued.isoformat() if shape is Shape.API_V2 else instant_text(issued)
    if file.size is not None:
        node["byteSize"] = str(file.size)
    return node


def titles_by_language(variants: tuple[LanguageVariant, ...], blank: str | None) -> dict[str, str]:
    """The titles of a work by language; `blank` where a variant has no subject."""
    found = {each.language: each.subject or blank for each in variants}
    return {tag: title for tag, title in found.items() if title is not None}
