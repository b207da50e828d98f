"""Builds questions and answers from the nodes of a record, whatever shape it has."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

import attrs

from parlq.model import (
    Answer,
    Answerer,
    AnswerKind,
    Attachment,
    Author,
    Extension,
    Identifier,
    Institution,
    LanguageVariant,
    Question,
    QuestionKind,
    Reference,
    Subject,
)
from parlq.model.base import trusted
from parlq.model.scalars import TEXT, URI
from parlq.opendata.brussels import day_of
from parlq.opendata.expressions import expressions, placeholder
from parlq.opendata.institutions import body
from parlq.opendata.people import Person, together
from parlq.opendata.report import Report
from parlq.opendata.statements import Node, each
from parlq.opendata.titles import Title
from parlq.opendata.vocabulary import (
    ANNEX_KIND,
    ANSWER_KINDS,
    PREFIXES,
    QUESTION_KINDS,
    absolute,
    last_part,
)
from parlq.problems import ModelError

#: Schemes of identifiers.
ELI, PE = "eli", "pe"
_AUTHORS = frozenset({"AUT", "AUTHOR"})

_question, _answer = trusted(Question), trusted(Answer)
_author, _identifier = trusted(Author), trusted(Identifier)


@attrs.frozen
class Context:
    """What is known beside a node.

    Attributes:
        report: takes the problems.
        persons: names of persons by absolute URI.
        bodies: names of bodies by absolute URI.
        revised: references with a revision, by the absolute URI of the question.
    """

    report: Report
    persons: dict[str, str] = attrs.field(factory=dict)
    bodies: dict[str, str] = attrs.field(factory=dict)
    revised: dict[str, Reference] = attrs.field(factory=dict)


def sort_of(node: Node) -> str | None:
    """What a node is: `question`, `answer` or `annex`; None for any other work.

    The kind says it; where that is absent or new, the identifier and the links do.
    """
    kind = last_part(str(each(node.get("work_type"))[0])) if node.get("work_type") else None
    if kind in QUESTION_KINDS:
        return "question"
    if kind in ANSWER_KINDS:
        return "answer"
    if kind == ANNEX_KIND or "is_annex_of" in node:
        return "annex"
    if "answers_to" in node:
        return "answer"
    found, _ = reference_of(str(node.get("identifier") or last_part(str(node["id"]))))
    if found is None:
        return None
    if found.suffix is None:
        return "question"
    return "annex" if "ANN" in found.suffix else "answer"


@lru_cache(maxsize=8192)
def reference_of(name: str) -> tuple[Reference | None, int | None]:
    """The reference and the term that an identifier or an address of the portal states."""
    try:
        found = Reference.parse_match(name)
    except ModelError:
        return None, None
    return found.reference, found.term


def _first(node: Node, key: str) -> str | None:
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


@lru_cache(maxsize=256)
def _term(uri: str | None) -> int | None:
    number = last_part(uri).removeprefix("ep-") if uri else ""
    return int(number) if number.isascii() and number.isdigit() and 0 < int(number) < 1000 else None


def _date(node: Node, context: Context, label: str) -> dt.date | None:
    text = _first(node, "document_date")
    if text is None:
        return None
    try:
        return day_of(text)
    except ValueError:
        context.report.add("PQ602", f"not a date: {text[:40]!r}", work=label)
        return None


def _identifiers(node: Node, uri: str) -> tuple[Identifier, ...]:
    found = [] if URI.fault(uri) else [_identifier(scheme=ELI, value=uri)]
    number = _first(node, "epNumber")
    if number and not TEXT.fault(number):
        found.append(_identifier(scheme=PE, value=number))
    return tuple(found)


def participants(node: Node) -> list[tuple[str, Node]]:
    """The participations of a work with the last part of their role, wherever the shape has them."""
    nodes = [*each(node.get("workHadParticipation"))]
    for activity in each(node.get("inverse_created_a_realization_of")):
        if type(activity) is dict:
            nodes += each(activity.get("had_participation"))
    return [(last_part(_first(n, "participation_role") or ""), n) for n in nodes if type(n) is dict]


def question(node: Node, context: Context) -> Question:
    """The question that a node describes."""
    uri = absolute(node["id"])
    reference, term = reference_of(_first(node, "identifier") or last_part(uri))
    label = str(reference) if reference else uri
    variants, found = expressions(node, context.report, label)
    title = _leading(found)
    if title.reference is not None and title.reference.revision is not None:
        reference = context.revised[uri] = title.reference
    persons, bodies, addressees = _parties(node, context)
    authors, extensions = _authors(persons, title, context, label)
    kind_code = iris(node, "work_type")
    kind = QUESTION_KINDS.get(last_part(kind_code[0])) if kind_code else None
    if kind is None and kind_code:
        kind = QuestionKind.OTHER
        context.report.add("PQ603", f"not a known kind: {kind_code[0]}", work=label)
    if not addressees and title.addressee:
        addressees = [Institution(code=title.addressee)]
    return _question(
        reference=reference,
        identifiers=_identifiers(node, uri),
        kind=kind,
        kind_code=kind_code[0] if kind_code else None,
        term=_term(_first(node, "parliamentary_term")) or term,
        authors=authors,
        on_behalf_of=_behalf(bodies, title),
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


def _parties(
    node: Node, context: Context
) -> tuple[list[tuple[Person, str | None]], list[Institution], list[Institution]]:
    """Who asks, each with the body in whose name; the bodies that ask; those that are asked."""
    persons: dict[str, tuple[Person, str | None]] = {}
    asking: dict[str, Institution] = {}
    asked: dict[str, Institution] = {}
    for role, part in participants(node):
        if role == "ADDRESSEE":
            for uri in iris(part, "had_participant_organization"):
                asked[uri] = body(uri, context.bodies.get(uri))
        elif role in _AUTHORS:
            name = iris(part, "participation_in_name_of")
            for uri in iris(part, "had_participant_person"):
                persons[uri] = (Person(uri, context.persons.get(uri)), name[0] if name else None)
            for uri in iris(part, "had_participant_organization"):
                asking[uri] = body(uri, context.bodies.get(uri))
    for uri in iris(node, "creator"):
        # The dumps of 2022 name the body that is asked among the creators.
        if "/person/" in uri:
            persons.setdefault(uri, (Person(uri, context.persons.get(uri)), None))
        elif uri not in asked and uri not in asking and asked:
            asking[uri] = body(uri, context.bodies.get(uri))
    return list(persons.values()), list(asking.values()), list(asked.values())


def _authors(
    persons: list[tuple[Person, str | None]], title: Title, context: Context, label: str
) -> tuple[tuple[Author, ...], tuple[Extension, ...]]:
    authors, untied = together([person for person, _ in persons], title.names)
    behalf = {person.uri: name for person, name in persons if name}
    if untied:
        context.report.add(
            "PQ604",
            f"which of the {len(untied)} persons bears which of the names is not stated; "
            "their URIs are kept as extensions",
            work=label,
        )
    return (
        tuple(
            _author(
                name=one.name,
                group=one.group,
                uri=one.uri,
                on_behalf_of=body(behalf[one.uri], context.bodies.get(behalf[one.uri]))
                if one.uri in behalf
                else None,
            )
            for one in authors
        ),
        tuple(
            Extension(namespace=PREFIXES["dcterms"], name="creator", value=one.uri)
            for one in untied
        ),
    )


def _behalf(bodies: list[Institution], title: Title) -> tuple[Institution, ...]:
    if title.behalf is None:
        return tuple(bodies)
    if len(bodies) == 1:
        return (attrs.evolve(bodies[0], name=title.behalf),)
    return (*bodies, Institution(name=title.behalf))


def _original(node: Node) -> tuple[str, ...]:
    from parlq.model import Language

    tags = []
    for uri in iris(node, "originalLanguage"):
        try:
            tags.append(Language.from_uri(uri).tag)
        except ModelError:
            continue
    return tuple(dict.fromkeys(tags))


def answer(node: Node, context: Context, asked: Question | None = None) -> Answer:
    """The answer that a node describes; `asked` is the question that it is nested in.

    A node that is nothing but an id gives an answer that is known to exist, and no more.
    """
    uri = absolute(node["id"])
    reference, term = reference_of(_first(node, "identifier") or last_part(uri))
    label = str(reference) if reference else uri
    bare = set(node) <= {"id", "type", "answers_to", "inverse_is_annex_of"}
    term = None if bare else _term(_first(node, "parliamentary_term")) or term
    names = [_name(each_uri, term, context) for each_uri in iris(node, "answers_to")]
    if asked is not None and asked.names.isdisjoint(names):
        names.insert(0, asked.reference or asked.identifiers[0])
    kind_code = iris(node, "work_type")
    variants, _ = expressions(node, context.report, label, placeholder(reference))
    return _answer(
        reference=reference,
        identifiers=_identifiers(node, uri),
        kind=_kind(kind_code, names, context, label),
        kind_code=kind_code[0] if kind_code else None,
        term=term,
        answers_to=tuple(names),
        answerers=_answerers(node, context),
        date=_date(node, context, label),
        original_languages=_original(node),
        subjects=tuple(Subject(uri=about) for about in iris(node, "is_about")),
        attachments=_attachments(node, context),
        variants=variants,
    )


def _kind(codes: list[str], names: list[Any], context: Context, label: str) -> AnswerKind | None:
    if not codes:
        return None
    if last_part(codes[0]) not in ANSWER_KINDS:
        context.report.add("PQ603", f"not a known kind: {codes[0]}", work=label)
        return AnswerKind.OTHER
    # One answer to several questions is what a joint answer is.
    return AnswerKind.JOINT if len(names) > 1 else AnswerKind.ANSWER


def _name(uri: str, term: int | None, context: Context) -> Reference | Identifier:
    """The name of a question in an answer: its reference, as far as that says all that the URI does."""
    if uri in context.revised:
        return context.revised[uri]
    reference, own = reference_of(uri)
    if reference is None or (own != term and term is not None):
        return _identifier(scheme=ELI, value=uri)
    return reference


def _answerers(node: Node, context: Context) -> tuple[Answerer, ...]:
    found: dict[str, Answerer] = {}
    for role, part in participants(node):
        if role in _AUTHORS:
            for uri in iris(part, "had_participant_organization"):
                found[uri] = Answerer(institution=body(uri, context.bodies.get(uri)))
            for uri in iris(part, "had_participant_person"):
                found[uri] = Answerer(uri=uri, name=context.persons.get(uri))
    for uri in iris(node, "creator"):
        if uri not in found:
            is_person = "/person/" in uri
            found[uri] = (
                Answerer(uri=uri, name=context.persons.get(uri))
                if is_person
                else Answerer(institution=body(uri, context.bodies.get(uri)))
            )
    return tuple(found.values())


def _attachments(node: Node, context: Context) -> tuple[Attachment, ...]:
    found: list[Attachment] = []
    for annex in each(node.get("inverse_is_annex_of")):
        if type(annex) is dict and type(annex.get("id")) is str:
            found += annexes(annex, context)
    return tuple(found)


def annexes(node: Node, context: Context) -> list[Attachment]:
    """The attachments that the node of an annex describes: one for each language it is there in."""
    uri = absolute(node["id"])
    reference, _ = reference_of(_first(node, "identifier") or last_part(uri))
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
