"""Converts attachments to RDF nodes, in the API v2 or the 2022 dump shape."""

from __future__ import annotations

from parlq.formats.ep.records.nodes.identifiers import placeholder, uri_of_reference
from parlq.formats.ep.records.nodes.nodes_and_triples import Node
from parlq.formats.ep.records.vocabulary.brussels_time import day_text
from parlq.formats.ep.records.vocabulary.namespaces import DOCUMENTS, TERMS, Shape, relative
from parlq.formats.ep.records.writing.expressions_to_node import (
    expression_nodes,
    titles_by_language,
)
from parlq.model import Answer, Attachment, LanguageVariant, Question
from parlq.model.work_base import EUROPEAN_PARLIAMENT


def with_attachments(node: Node, work: Question | Answer, uri: str, shape: Shape) -> Node:
    """Add the nodes of the attachments, one for each document."""
    grouped: dict[str, list[Attachment]] = {}
    for attachment in work.attachments:
        own = attachment.uri
        if own is None and attachment.reference is not None:
            own = uri_of_reference(attachment.reference, work.term)
        if own is not None:
            grouped.setdefault(own, []).append(attachment)
    made = [_attachment(own, parts, work, uri, shape) for own, parts in grouped.items()]
    if made:
        node["inverse_is_annex_of"] = made
    return node


def _attachment(
    uri: str, parts: list[Attachment], work: Question | Answer, parent: str, shape: Shape
) -> Node:
    reference = parts[0].reference
    blank = placeholder(reference)
    variants = tuple(
        LanguageVariant(language=tag, subject=part.title, manifestations=part.manifestations)
        for tag, part in {part.language: part for part in parts}.items()
        if tag is not None
    )
    node: Node = {"id": relative(uri), "type": "Work", "is_annex_of": relative(parent)}
    if work.term is not None:
        node["parliamentary_term"] = f"org/ep-{work.term}"
    if work.date is not None:
        node["document_date"] = day_text(work.date, shape)
    if made := expression_nodes(variants, uri, blank, shape):
        node["is_realized_by"] = made
    node["work_type"] = TERMS[shape].attachment
    identifier = uri.removeprefix(DOCUMENTS)
    if identifier != uri:
        node["identifier"] = identifier
    if work.parliament == EUROPEAN_PARLIAMENT:
        node["publisher"] = TERMS[shape].publisher
    if texts := titles_by_language(variants, blank):
        node["title_dcterms"] = texts
    if reference is not None and reference.suffix is not None and "ANN" in reference.suffix:
        node["numbering"] = reference.suffix[-2:]
    return node
