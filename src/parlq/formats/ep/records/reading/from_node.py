"""Builds questions and answers from the nodes of a record, whatever shape it has."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import attrs

from parlq.formats.ep.records.nodes.identifiers import (
    ELI,
    PE,
    first,
    iris,
    placeholder,
    reference_of,
    uri_of_reference,
)
from parlq.formats.ep.records.nodes.nodes_and_triples import Node, each
from parlq.formats.ep.records.reading.expressions_from_node import expressions
from parlq.formats.ep.records.reading.parties_from_node import (
    Context,
    answering,
    behalf_of,
    named,
    parties,
)
from parlq.formats.ep.records.vocabulary.alternative_title import Title
from parlq.formats.ep.records.vocabulary.brussels_time import day_of
from parlq.formats.ep.records.vocabulary.namespaces import (
    ANSWER_KINDS,
    ATTACHMENT_KINDS,
    BASE,
    DOCUMENTS,
    QUESTION_KINDS,
    absolute,
    last_part,
)
from parlq.model import (
    Answer,
    AnswerKind,
    Attachment,
    Identifier,
    Institution,
    Language,
    LanguageVariant,
    Question,
    QuestionKind,
    Reference,
    Subject,
)
from parlq.model.fields.base import unchecked
from parlq.model.fields.scalars import TEXT, URI
from parlq.problems import ModelError

_question, _answer = unchecked(Question), unchecked(Answer)
#: How the IRI of a term of the Parliament begins.
_TERM = BASE + "org/ep-"
_identifier = unchecked(Identifier)


def sort_of(node: Node) -> str | None:
    """What a node is: `question`, `answer` or `attachment`; None for any other work.

    The kind says it; where that is absent or new, the identifier and the links do.
    """
    kind = next(iter(iris(node, "work_type")), None)
    if kind in QUESTION_KINDS:
        return "question"
    if kind in ANSWER_KINDS:
        return "answer"
    if kind in ATTACHMENT_KINDS or "is_annex_of" in node:
        return "attachment"
    if "answers_to" in node:
        return "answer"
    found, _ = reference_of(str(node.get("identifier") or last_part(str(node["id"]))))
    if found is None:
        return None
    if found.suffix is None:
        return "question"
    return "attachment" if "ANN" in found.suffix else "answer"


def what_else(sort: str | None) -> str:
    """What a node is that no work can be made of, for messages; `sort` as `sort_of` gives it."""
    return "an attachment that names no work" if sort else "neither a question nor an answer"


@lru_cache(maxsize=256)
def _term(uri: str | None) -> int | None:
    number = absolute(uri).removeprefix(_TERM) if uri else ""
    return int(number) if number.isascii() and number.isdigit() and 0 < int(number) < 1000 else None


def _date(node: Node, context: Context, label: str) -> dt.date | None:
    text = first(node, "document_date")
    if text is None:
        return None
    try:
        return day_of(text)
    except ValueError:
        context.report.add("PQ602", f"not a date: {text[:40]!r}", work=label)
        return None


def _identifiers(node: Node, uri: str) -> tuple[Identifier, ...]:
    found = [] if URI.fault(uri) else [_identifier(scheme=ELI, value=uri)]
    number = first(node, "epNumber")
    if number and not TEXT.fault(number):
        found.append(_identifier(scheme=PE, value=number))
    return tuple(found)


def _named(node: Node, uri: str) -> tuple[Reference | None, int | None]:
    """Reference and term by the identifier; by the URI where that says none."""
    for name in (first(node, "identifier"), last_part(uri)):
        if name is not None and (found := reference_of(name))[0] is not None:
            return found
    return None, None


def question(node: Node, context: Context) -> Question:
    """The question that a node describes."""
    uri = absolute(node["id"])
    reference, term = _named(node, uri)
    term = _term(first(node, "parliamentary_term")) or term
    label = str(reference) if reference else uri
    variants, found = expressions(node, context.report, label)
    title = _leading(found)
    if title.reference is not None and title.reference.revision is not None:
        reference = title.reference
        # An id that is no URI is left out, and the one that the reference has stands in for it.
        own = uri_of_reference(reference, term) if URI.fault(uri) else uri
        context.revised[own or uri] = reference
        label = str(reference)
    persons, bodies, addressees = parties(node, context)
    authors, extensions = named(persons, title, context, label)
    kind_code = iris(node, "work_type")
    kind = QUESTION_KINDS.get(kind_code[0]) if kind_code else None
    if kind is None and kind_code:
        kind = QuestionKind.OTHER
        context.report.add("PQ603", f"not a known kind: {kind_code[0]}", work=label)
    if title.addressee and not addressees:
        addressees = [Institution(code=title.addressee)]
    elif title.addressee and len(addressees) == 1 and addressees[0].code is None:
        # One body is asked, and the title names it in words.
        addressees = [attrs.evolve(addressees[0], code=title.addressee)]
    return _question(
        reference=reference,
        identifiers=_identifiers(node, uri),
        kind=kind,
        kind_code=kind_code[0] if kind_code else None,
        term=term,
        authors=authors,
        on_behalf_of=behalf_of(bodies, title),
        addressees=tuple(addressees),
        rule=title.rule,
        date=_date(node, context, label),
        original_languages=_original(node),
        subjects=tuple(Subject(uri=about) for about in iris(node, "is_about")),
        attachments=_attachments(node, context),
        variants=variants,
        extensions=extensions,
    )


def _leading(found: dict[str, Title]) -> Title:
    """The title whose facts are taken: the English one, else the first that says who asks."""
    if "en" in found and found["en"].names:
        return found["en"]
    complete = [title for title in found.values() if title.names]
    return complete[0] if complete else next(iter(found.values()), Title(lines=()))


def _original(node: Node) -> tuple[str, ...]:
    tags = []
    for uri in iris(node, "originalLanguage"):
        try:
            tags.append(Language.from_uri(uri).tag)
        except ModelError:
            continue
    return tuple(dict.fromkeys(tags))


def answer(node: Node, context: Context) -> Answer:
    """The answer that a node describes.

    A node that is nothing but an id gives an answer that is known to exist, and no more.
    """
    uri = absolute(node["id"])
    reference, term = _named(node, uri)
    label = str(reference) if reference else uri
    bare = set(node) <= {"id", "type", "answers_to", "inverse_is_annex_of"}
    term = None if bare else _term(first(node, "parliamentary_term")) or term
    names = [_name(each_uri, term, context) for each_uri in iris(node, "answers_to")]
    kind_code = iris(node, "work_type")
    variants, _ = expressions(node, context.report, label, placeholder(reference))
    return _answer(
        reference=reference,
        identifiers=_identifiers(node, uri),
        kind=_kind(kind_code, names, context, label),
        kind_code=kind_code[0] if kind_code else None,
        term=term,
        answers_to=tuple(names),
        answerers=answering(node, context),
        date=_date(node, context, label),
        original_languages=_original(node),
        subjects=tuple(Subject(uri=about) for about in iris(node, "is_about")),
        attachments=_attachments(node, context),
        variants=variants,
    )


def _kind(
    codes: list[str], names: list[Reference | Identifier], context: Context, label: str
) -> AnswerKind | None:
    if not codes:
        return None
    if codes[0] not in ANSWER_KINDS:
        context.report.add("PQ603", f"not a known kind: {codes[0]}", work=label)
        return AnswerKind.OTHER
    # One answer to several questions is what a joint answer is.
    return AnswerKind.JOINT if len(names) > 1 else AnswerKind.ANSWER


def _name(uri: str, term: int | None, context: Context) -> Reference | Identifier:
    """The name of a question in an answer: its reference, as far as that says all that the URI does."""
    if uri in context.revised:
        return context.revised[uri]
    reference, own = reference_of(uri) if uri.startswith(DOCUMENTS) else (None, None)
    if reference is None or (own != term and term is not None):
        return _identifier(scheme=ELI, value=uri)
    return reference


def _attachments(node: Node, context: Context) -> tuple[Attachment, ...]:
    found: list[Attachment] = []
    for attachment in each(node.get("inverse_is_annex_of")):
        if type(attachment) is dict and type(attachment.get("id")) is str:
            found += attachments_of(attachment, context)
    return tuple(found)


def attachments_of(node: Node, context: Context) -> list[Attachment]:
    """The attachments that a node describes: one for each of its languages."""
    uri = absolute(node["id"])
    reference, _ = _named(node, uri)
    variants, _ = expressions(node, context.report, str(reference or uri), placeholder(reference))
    own = None if URI.fault(uri) else uri
    there: list[LanguageVariant] = [each for each in variants if each.manifestations]
    if not there:
        return [Attachment(reference=reference, uri=own)] if reference or own else []
    return [
        Attachment(
            reference=reference,
            uri=own,
            title=variant.subject,
            language=variant.language,
            manifestations=variant.manifestations,
        )
        for variant in there
    ]
