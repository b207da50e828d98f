"""Makes the nodes of a record from questions and answers, in either shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from parlq.formats.ep.records.nodes.identifiers import ELI, PE, placeholder, uri_of_reference
from parlq.formats.ep.records.nodes.nodes_and_triples import Node
from parlq.formats.ep.records.vocabulary.brussels_time import day_text
from parlq.formats.ep.records.vocabulary.institutions import uri_for
from parlq.formats.ep.records.vocabulary.namespaces import (
    AUTHORITY,
    BASE,
    DOCUMENTS,
    PREFIXES,
    TERMS,
    Shape,
    absolute,
    last_part,
    relative,
)
from parlq.formats.ep.records.writing.attachments_to_node import with_attachments
from parlq.formats.ep.records.writing.expressions_to_node import (
    expression_nodes,
    language_uri,
    titles_by_language,
)
from parlq.formats.ep.records.writing.participations_to_node import (
    Part,
    Style,
    with_participations,
)
from parlq.model import (
    Answer,
    Answerer,
    AnswerKind,
    Institution,
    Question,
    QuestionKind,
    Reference,
)
from parlq.model.fields.scalars import URI
from parlq.model.work_base import EUROPEAN_PARLIAMENT
from parlq.problems import InputError, ModelError, Problem

_BODIES = {
    Shape.DUMP_2022: AUTHORITY + "corporate-body/",
    Shape.API_V2: BASE + "org/",
}
_NAMELESS = attrs.fields(Answer)


def uri_of(work: Question | Answer) -> str:
    """The URI of a work: the ELI among its identifiers, else made of its reference and term.

    Raises:
        InputError: PQ607, neither is stated.
    """
    for identifier in work.identifiers:
        if identifier.scheme == ELI and URI.fault(identifier.value) is None:
            return identifier.value
    if work.reference and (made := uri_of_reference(work.reference, work.term)):
        return made
    message = "a record needs an identifier of scheme eli, or a reference and a term"
    raise InputError((Problem(rule="PQ607", message=message, work=work.label),))


def node_of(work: Question | Answer, style: Style) -> Node:
    """The node of a work, without those of the answers to it."""
    if isinstance(work, Question):
        return _question(work, style)
    return _answer(work, style)


def is_bare(answer: Answer) -> bool:
    """Whether only the existence of an answer and its attachments are known."""
    known = {"reference", "identifiers", "answers_to", "attachments", "extensions", "parliament"}
    return all(
        getattr(answer, field.name) == field.default
        for field in _NAMELESS
        if field.name not in known
    )


def _work(work: Question | Answer, uri: str, style: Style, creators: list[str]) -> Node:
    """The keys that questions and answers share, in the order of the API."""
    shape = style.shape
    node: Node = {"id": relative(uri), "type": "Work"}
    if work.term is not None:
        node["parliamentary_term"] = f"org/ep-{work.term}"
    if work.date is not None:
        node["document_date"] = day_text(work.date, shape)
    blank = placeholder(work.reference) if isinstance(work, Answer) else None
    if made := expression_nodes(work.variants, uri, blank, shape):
        node["is_realized_by"] = made
    if kind := _kind(work, shape):
        node["work_type"] = kind
    if creators:
        node["creator"] = creators
    identifier = uri.removeprefix(DOCUMENTS)
    if identifier != uri:
        node["identifier"] = identifier
    if work.parliament == EUROPEAN_PARLIAMENT:
        node["publisher"] = TERMS[shape].publisher
    if texts := titles_by_language(work.variants, blank):
        node["title_dcterms"] = texts
    for other in work.identifiers:
        if other.scheme == PE:
            node["epNumber"] = other.value
    if shape is Shape.API_V2:
        if work.reference is not None:
            node["identifierYear"] = str(work.reference.year)
        original = [found for tag in work.original_languages if (found := language_uri(tag))]
        if original:
            node["originalLanguage"] = original
    about = [subject.uri for subject in work.subjects if subject.uri]
    if about:
        node["is_about"] = [relative(each) for each in about]
    return node


def _kind(work: Question | Answer, shape: Shape) -> str | None:
    """The kind's URI: as the source has it where that is of this shape's vocabulary."""
    kinds: dict[QuestionKind | AnswerKind, str] = TERMS[shape].kinds
    code = work.kind_code
    own = next(iter(kinds.values()))
    if code is not None and URI.fault(code) is not None:
        code = None  # words, which are no name in a vocabulary
    if code is not None and code.startswith(absolute(own)[: -len(last_part(own))]):
        return relative(code)
    if work.kind is None:
        return None
    if isinstance(work, Answer):
        return kinds[AnswerKind.ANSWER]
    return kinds.get(work.kind) or (relative(code) if code else None)


def _uris(bodies: Iterable[Institution], shape: Shape, *, answers: bool = False) -> list[str]:
    found = (uri_for(each, _BODIES[shape], answers=answers) for each in bodies)
    return list(dict.fromkeys(uri for uri in found if uri))


def _question(work: Question, style: Style) -> Node:
    uri, shape, names = uri_of(work), style.shape, TERMS[style.shape]
    behalf = {
        author.uri: _uris([author.on_behalf_of], shape)[0]
        for author in work.authors
        if author.uri and author.on_behalf_of and _uris([author.on_behalf_of], shape)
    }
    persons = [author.uri for author in work.authors if author.uri]
    persons += [
        extension.value
        for extension in work.extensions
        if extension.name == "creator"
        and extension.namespace == PREFIXES["dcterms"]
        and URI.fault(extension.value) is None
    ]
    persons = list(dict.fromkeys(persons))
    bodies = _uris(work.on_behalf_of, shape)
    asked = _uris(work.addressees, shape)
    # The dumps of 2022 name the body that is asked among the creators.
    creators = [*persons, *bodies, *(() if shape is Shape.API_V2 else asked)]
    node = _work(work, uri, style, [relative(each) for each in dict.fromkeys(creators)])
    identifier = uri.removeprefix(DOCUMENTS)
    parts = [
        *(Part(each, names.author, is_person=True, behalf=behalf.get(each)) for each in persons),
        *(Part(each, names.author) for each in bodies),
        *(Part(each, names.addressee) for each in asked),
    ]
    with_participations(node, identifier, parts, style)
    return with_attachments(node, work, uri, style.shape)


def _answering(answerers: tuple[Answerer, ...], shape: Shape) -> list[tuple[str, bool]]:
    """Who answers: the URI, and whether it is a person."""
    found: dict[tuple[str, bool], None] = {}
    for answerer in answerers:
        if answerer.institution is not None:
            for uri in _uris([answerer.institution], shape, answers=True):
                found[uri, False] = None
        if answerer.uri is not None:
            found[answerer.uri, True] = None
    return list(found)


def _answer(work: Answer, style: Style) -> Node:
    uri, shape = uri_of(work), style.shape
    targets = list(_targets(work))
    if is_bare(work):
        bare: Node = {"id": relative(uri)}
        if targets:
            bare["answers_to"] = targets[0] if len(targets) == 1 else targets
        bare = with_attachments(bare, work, uri, style.shape)
        if len(bare) > 1:
            return bare
    creators = _answering(work.answerers, shape)
    node = _work(work, uri, style, [*dict.fromkeys(relative(each) for each, _ in creators)])
    if targets:
        node["answers_to"] = targets[0] if len(targets) == 1 else targets
    identifier = uri.removeprefix(DOCUMENTS)
    role = TERMS[shape].author
    parts = [Part(uri, role, is_person=is_person) for uri, is_person in creators]
    with_participations(node, identifier, parts, style)
    return with_attachments(node, work, uri, style.shape)


def _targets(work: Answer) -> Iterator[str]:
    """The URIs of the questions answered; one that has none in this vocabulary is left out."""
    _, term = _own_term(work)
    for name in work.answers_to:
        if isinstance(name, Reference):
            if uri := uri_of_reference(name, term):
                yield relative(uri)
        elif name.scheme == ELI and URI.fault(name.value) is None:
            yield relative(name.value)


def _own_term(work: Answer) -> tuple[Reference | None, int | None]:
    if work.term is not None:
        return work.reference, work.term
    try:
        found = Reference.parse_match(uri_of(work))
    except ModelError:
        return work.reference, None
    return found.reference, found.term
