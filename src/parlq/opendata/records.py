"""Makes the nodes of a record from questions and answers, in either shape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache

import attrs

from parlq.model import (
    Answer,
    Answerer,
    AnswerKind,
    Attachment,
    Institution,
    Language,
    LanguageVariant,
    Manifestation,
    Question,
    QuestionKind,
    Reference,
)
from parlq.model.works import EUROPEAN_PARLIAMENT
from parlq.opendata import titles
from parlq.opendata.brussels import instant_text, midnight
from parlq.opendata.build import ELI, PE
from parlq.opendata.expressions import placeholder
from parlq.opendata.institutions import participation_code, uri_for
from parlq.opendata.statements import Node
from parlq.opendata.vocabulary import (
    AUTHORITY,
    BASE,
    DOCUMENTS,
    MEDIA_BY_SUFFIX,
    MEDIA_TYPES,
    PREFIXES,
    TERMS,
    Shape,
    absolute,
    last_part,
    relative,
)
from parlq.problems import InputError, ModelError, Problem

_SUFFIXES = {media: suffix for suffix, media in MEDIA_BY_SUFFIX.items()}
_BODIES = {
    Shape.DUMP_2022: AUTHORITY + "corporate-body/",
    Shape.API_V2: BASE + "org/",
}
_NAMELESS = attrs.fields(Answer)


@attrs.frozen
class Style:
    """How a record is written: its shape, and what parts id and participant in participations."""

    shape: Shape
    separator: str = "_"


def uri_of(work: Question | Answer) -> str:
    """The URI of a work: the ELI among its identifiers, else made of its reference and term.

    Raises:
        InputError: PQ607, neither is stated.
    """
    for identifier in work.identifiers:
        if identifier.scheme == ELI:
            return identifier.value
    if work.reference is not None and work.term is not None:
        try:
            return work.reference.eli_uri(work.term)
        except ModelError:
            pass
    message = "a record needs an identifier of scheme eli, or a reference and a term"
    raise InputError((Problem(rule="PQ607", message=message, work=work.label),))


def node_of(work: Question | Answer, style: Style) -> Node:
    """The node of a work, without those of the answers to it."""
    if isinstance(work, Question):
        return _question(work, style)
    return _answer(work, style)


def is_bare(answer: Answer) -> bool:
    """Whether nothing is known of an answer but that it exists, and its annexes."""
    known = {"reference", "identifiers", "answers_to", "attachments", "extensions", "parliament"}
    return all(
        getattr(answer, field.name) == field.default
        for field in _NAMELESS
        if field.name not in known
    )


@lru_cache(maxsize=256)
def _language(tag: str) -> str | None:
    try:
        return Language.parse(tag).uri
    except ModelError:
        return None


def _work(work: Question | Answer, uri: str, style: Style, creators: list[str]) -> Node:
    """The keys that questions and answers share, in the order of the API."""
    shape = style.shape
    node: Node = {"id": relative(uri), "type": "Work"}
    if work.term is not None:
        node["parliamentary_term"] = f"org/ep-{work.term}"
    if work.date is not None:
        node["document_date"] = _day(work.date, shape)
    blank = placeholder(work.reference) if isinstance(work, Answer) else None
    if made := _expressions(work.variants, uri, blank, shape):
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
    if texts := _titles(work.variants, blank):
        node["title_dcterms"] = texts
    for other in work.identifiers:
        if other.scheme == PE:
            node["epNumber"] = other.value
    if shape is Shape.API_V2:
        if work.reference is not None:
            node["identifierYear"] = str(work.reference.year)
        original = [found for tag in work.original_languages if (found := _language(tag))]
        if original:
            node["originalLanguage"] = original
    about = [subject.uri for subject in work.subjects if subject.uri]
    if about:
        node["is_about"] = [relative(each) for each in about]
    return node


def _day(day: dt.date, shape: Shape) -> str:
    return day.isoformat() if shape is Shape.API_V2 else midnight(day)


def _kind(work: Question | Answer, shape: Shape) -> str | None:
    """The kind's URI: as the source has it where that is of this shape's vocabulary."""
    kinds: dict[QuestionKind | AnswerKind, str] = TERMS[shape].kinds
    code = work.kind_code
    own = next(iter(kinds.values()))
    if code is not None and code.startswith(absolute(own)[: -len(last_part(own))]):
        return relative(code)
    if work.kind is None:
        return None
    if isinstance(work, Answer):
        return kinds[AnswerKind.ANSWER]
    return kinds.get(work.kind) or (relative(code) if code and ":" in code else None)


def _with(
    node: Node, identifier: str, parts: Iterable[Node], date: str | None, style: Style
) -> Node:
    """Add participations: to the work in API v2, to its submission in the dumps of 2022."""
    found = list(parts)
    if style.shape is Shape.API_V2:
        if found:
            node["workHadParticipation"] = found
        return node
    activity: Node = {"id": f"eli/dl/event/{identifier}", "type": "Activity"}
    if date is not None:
        activity["activity_date"] = date
    activity["activity_id"] = identifier
    activity["had_activity_type"] = AUTHORITY + "event/DOCUMENT_SUBMISSION"
    if found:
        activity["had_participation"] = found
    node["inverse_created_a_realization_of"] = [activity]
    return node


def _participation(
    identifier: str, uri: str, role: str, style: Style, behalf: str | None = None
) -> Node:
    is_person = "/person/" in uri
    code = last_part(uri) if is_person else participation_code(uri)
    node: Node = {
        "id": f"eli/dl/participation/{identifier}{style.separator}{code}",
        "type": "Participation",
        "had_participant_person" if is_person else "had_participant_organization": [relative(uri)],
        "participation_role": role,
    }
    if behalf is not None:
        node["participation_in_name_of"] = relative(behalf)
    return node


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
        if extension.name == "creator" and extension.namespace == PREFIXES["dcterms"]
    ]
    asking = [*dict.fromkeys(persons), *_uris(work.on_behalf_of, shape)]
    asked = _uris(work.addressees, shape)
    # The dumps of 2022 name the body that is asked among the creators.
    creators = asking if shape is Shape.API_V2 else [*asking, *asked]
    node = _work(work, uri, style, [relative(each) for each in creators])
    identifier = uri.removeprefix(DOCUMENTS)
    parts = [
        *(_participation(identifier, e, names.author, style, behalf.get(e)) for e in asking),
        *(_participation(identifier, e, names.addressee, style) for e in asked),
    ]
    _with(node, identifier, parts, node.get("document_date"), style)
    return _annexed(node, work, uri, style)


def _answering(answerers: tuple[Answerer, ...], shape: Shape) -> list[str]:
    found: list[str] = []
    for answerer in answerers:
        if answerer.institution is not None:
            found += _uris([answerer.institution], shape, answers=True)
        if answerer.uri is not None:
            found.append(answerer.uri)
    return list(dict.fromkeys(found))


def _answer(work: Answer, style: Style) -> Node:
    uri, shape = uri_of(work), style.shape
    if is_bare(work):
        bare: Node = {"id": relative(uri)}
        if targets := list(_targets(work)):
            bare["answers_to"] = targets[0] if len(targets) == 1 else targets
        return _annexed(bare, work, uri, style)
    creators = _answering(work.answerers, shape)
    node = _work(work, uri, style, [relative(each) for each in creators])
    targets = list(_targets(work))
    if targets:
        node["answers_to"] = targets[0] if len(targets) == 1 else targets
    identifier = uri.removeprefix(DOCUMENTS)
    role = TERMS[shape].author
    parts = [_participation(identifier, each, role, style) for each in creators]
    _with(node, identifier, parts, node.get("document_date"), style)
    return _annexed(node, work, uri, style)


def _targets(work: Answer) -> Iterator[str]:
    """The URIs of the questions answered; one that has none in this vocabulary is left out."""
    _, term = _own_term(work)
    for name in work.answers_to:
        if isinstance(name, Reference):
            if term is not None and name.letter is not None:
                yield relative(name.eli_uri(term))
        elif name.scheme == ELI:
            yield relative(name.value)


def _own_term(work: Answer) -> tuple[Reference | None, int | None]:
    if work.term is not None:
        return work.reference, work.term
    try:
        found = Reference.parse_match(uri_of(work))
    except ModelError:
        return work.reference, None
    return found.reference, found.term


def _is_expression(variant: LanguageVariant) -> bool:
    return bool(variant.manifestations or variant.heading or variant.body or variant.source)


def _expressions(
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
    if shape is Shape.API_V2 and (language := _language(tag)):
        node["language"] = language
    title = variant.subject or blank
    if title is not None:
        node["title"] = {tag: title}
    alternative = titles.write(variant.heading, shape)
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
        node["media_type"] = MEDIA_TYPES + file.media_type
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


def _titles(variants: tuple[LanguageVariant, ...], blank: str | None) -> dict[str, str]:
    found = {each.language: each.subject or blank for each in variants}
    return {tag: title for tag, title in found.items() if title is not None}


def _annexed(node: Node, work: Question | Answer, uri: str, style: Style) -> Node:
    """Add the annexes: the attachments, those of one document together."""
    grouped: dict[str, list[Attachment]] = {}
    for attachment in work.attachments:
        own = attachment.uri
        if own is None and attachment.reference is not None and work.term is not None:
            own = attachment.reference.eli_uri(work.term)
        if own is not None:
            grouped.setdefault(own, []).append(attachment)
    made = [_annex(own, parts, work, uri, style) for own, parts in grouped.items()]
    if made:
        node["inverse_is_annex_of"] = made
    return node


def _annex(
    uri: str, parts: list[Attachment], work: Question | Answer, parent: str, style: Style
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
        node["document_date"] = _day(work.date, style.shape)
    if made := _expressions(variants, uri, blank, style.shape):
        node["is_realized_by"] = made
    node["work_type"] = TERMS[style.shape].annex
    identifier = uri.removeprefix(DOCUMENTS)
    if identifier != uri:
        node["identifier"] = identifier
    if work.parliament == EUROPEAN_PARLIAMENT:
        node["publisher"] = TERMS[style.shape].publisher
    if texts := _titles(variants, blank):
        node["title_dcterms"] = texts
    if reference is not None and reference.suffix is not None and "ANN" in reference.suffix:
        node["numbering"] = reference.suffix[-2:]
    return node
