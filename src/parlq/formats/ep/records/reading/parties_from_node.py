"""Who asks, who is asked and who answers, out of the participations and creators of a record."""

from __future__ import annotations

import attrs

from parlq.formats.ep.records.nodes.identifiers import first, iris
from parlq.formats.ep.records.nodes.nodes_and_triples import Node, each
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.reading.match_people import Person, together
from parlq.formats.ep.records.vocabulary.alternative_title import Title
from parlq.formats.ep.records.vocabulary.institutions import body
from parlq.formats.ep.records.vocabulary.namespaces import (
    ADDRESSEES,
    AUTHORS,
    BASE,
    PREFIXES,
    absolute,
)
from parlq.model import Answerer, Author, Extension, Institution, Reference
from parlq.model.fields.base import unchecked
from parlq.model.fields.scalars import TEXT

_PERSON = BASE + "person/"
_author = unchecked(Author)


class Context:
    """What is known beside a node.

    Attributes:
        report: takes the problems.
        persons: names of persons by absolute URI.
        bodies: names of bodies by absolute URI.
        revised: references with a revision, by the absolute URI of the question.
        known: references by which questions are named, and their terms, by their id.
    """

    __slots__ = ("bodies", "known", "persons", "report", "revised")

    def __init__(self, report: Report, revised: dict[str, Reference] | None = None) -> None:
        self.report = report
        self.persons: dict[str, str] = {}
        self.bodies: dict[str, str] = {}
        self.revised: dict[str, Reference] = {} if revised is None else revised
        self.known: dict[str, tuple[Reference, int]] = {}


def participants(node: Node) -> list[tuple[str, Node]]:
    """The participations of a work by the whole IRI of their role, wherever the shape has them.

    One that states several roles is given once for each.
    """
    nodes = [*each(node.get("workHadParticipation"))]
    for activity in each(node.get("inverse_created_a_realization_of")):
        if type(activity) is dict:
            nodes += each(activity.get("had_participation"))
    return [
        (role, part)
        for part in nodes
        if type(part) is dict
        for role in iris(part, "participation_role") or [""]
    ]


def labelled(node: Node) -> dict[str, str]:
    """Names of persons that a node has written out, by absolute URI."""
    found = {}
    nodes = [*each(node.get("creator"))]
    for _, part in participants(node):
        nodes += each(part.get("had_participant_person"))
    for one in nodes:
        name = first(one, "label") if type(one) is dict and type(one.get("id")) is str else None
        if name is not None and TEXT.fault(name) is None:
            found[absolute(one["id"])] = name
    return found


def parties(
    node: Node, context: Context
) -> tuple[list[tuple[Person, str | None]], list[Institution], list[Institution]]:
    """Who asks, each with the body in whose name; the bodies that ask; those that are asked."""
    persons: dict[str, tuple[Person, str | None]] = {}
    asking: dict[str, Institution] = {}
    asked: dict[str, Institution] = {}
    for role, part in participants(node):
        if role in ADDRESSEES:
            for uri in iris(part, "had_participant_organization"):
                asked[uri] = body(uri, context.bodies.get(uri))
        elif role in AUTHORS:
            name = iris(part, "participation_in_name_of")
            for uri in iris(part, "had_participant_person"):
                persons[uri] = (Person(uri, context.persons.get(uri)), name[0] if name else None)
            for uri in iris(part, "had_participant_organization"):
                asking[uri] = body(uri, context.bodies.get(uri))
    for uri in iris(node, "creator"):
        # The dumps of 2022 name the body that is asked among the creators.
        if uri in persons:
            continue
        if _is_person(uri, context):
            persons[uri] = (Person(uri, context.persons.get(uri)), None)
        elif uri not in asked and uri not in asking and asked:
            asking[uri] = body(uri, context.bodies.get(uri))
    return list(persons.values()), list(asking.values()), list(asked.values())


def tell_untied(count: int, report: Report, label: str | None) -> None:
    """Report that persons and names cannot be brought together, where there are such."""
    if count:
        report.add(
            "PQ604",
            f"the record does not state which name each of the {count} persons has; "
            "their URIs are preserved as extensions",
            work=label,
        )


def named(
    persons: list[tuple[Person, str | None]], title: Title, context: Context, label: str
) -> tuple[tuple[Author, ...], tuple[Extension, ...]]:
    """The authors in the order signed, and extensions for persons that bear none of the names."""
    tied, untied = together([person for person, _ in persons], title.names)
    behalf = {person.uri: name for person, name in persons if name}
    tell_untied(len(untied), context.report, label)
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
            for one in tied
        ),
        tuple(
            Extension(namespace=PREFIXES["dcterms"], name="creator", value=one.uri)
            for one in untied
        ),
    )


def behalf_of(bodies: list[Institution], title: Title) -> tuple[Institution, ...]:
    """In whose name a question is asked: bodies of the record, and the text of the title."""
    if title.behalf is None:
        return tuple(bodies)
    if len(bodies) == 1:
        return (attrs.evolve(bodies[0], name=title.behalf),)
    return (*bodies, Institution(name=title.behalf))


def answering(node: Node, context: Context) -> tuple[Answerer, ...]:
    """Who answers: bodies, as the portal names nobody else; persons where it does."""
    # One URI may be that of a person and of a body.
    found: dict[tuple[bool, str], Answerer] = {}
    for role, part in participants(node):
        if role in AUTHORS:
            for uri in iris(part, "had_participant_organization"):
                found[False, uri] = Answerer(institution=body(uri, context.bodies.get(uri)))
            for uri in iris(part, "had_participant_person"):
                found[True, uri] = Answerer(uri=uri, name=context.persons.get(uri))
    for uri in iris(node, "creator"):
        if (False, uri) not in found and (True, uri) not in found:
            is_person = _is_person(uri, context)
            found[is_person, uri] = (
                Answerer(uri=uri, name=context.persons.get(uri))
                if is_person
                else Answerer(institution=body(uri, context.bodies.get(uri)))
            )
    return tuple(found.values())


def _is_person(uri: str, context: Context) -> bool:
    """Whether a creator, of whom no participation says it, is a person."""
    return uri.startswith(_PERSON) or uri in context.persons
