"""Puts the works of a graph together into one document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import attrs

from parlq.formats.ep.records.nodes.identifiers import ELI, reference_of
from parlq.formats.ep.records.nodes.nested_nodes import Graph
from parlq.formats.ep.records.nodes.nodes_and_triples import Node, each
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.reading import unmapped_statements
from parlq.formats.ep.records.reading.from_node import (
    answer,
    attachments_of,
    question,
    sort_of,
    what_else,
)
from parlq.formats.ep.records.reading.parties_from_node import Context, participants
from parlq.formats.ep.records.reading.unattached_statements import (
    report_none,
    rest_of,
    take_in,
    with_rest,
)
from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.namespaces import AUTHORITY, Shape, absolute, last_part
from parlq.formats.ep.records.vocabulary.rdf_terms import Statement
from parlq.formats.ep.records.writing.participations_to_node import Style
from parlq.model import Answer, Document, Dossier, Extension, Identifier, Question, Reference
from parlq.model.dossier import works_of
from parlq.model.fields.base import unchecked
from parlq.problems import InputError, ModelError, Severity

W = TypeVar("W", Question, Answer)
_dossier = unchecked(Dossier)

#: What is stated of works alone.
_OF_WORKS = frozenset({"eli-dl:answers_to", "eli:work_type", "eli:is_realized_by"})


def shape_of(node: Node) -> Shape:
    """The shape of a work's record: by where it has its participations, else by its vocabulary."""
    if "inverse_created_a_realization_of" in node:
        return Shape.DUMP_2022
    if "workHadParticipation" in node:
        return Shape.API_V2
    kinds = each(node.get("work_type"))
    if kinds:
        return Shape.DUMP_2022 if str(kinds[0]).startswith(AUTHORITY) else Shape.API_V2
    return Shape.API_V2


def style_of(node: Node, shape: Shape) -> Style:
    """The style of a work's record."""
    own = [str(part.get("id")) for _, part in participants(node)]
    return unmapped_statements.style_of(own, last_part(str(node["id"])), shape)


def context_of(graph: Graph, report: Report, revised: dict[str, Reference] | None) -> Context:
    """The names of persons and bodies that a graph states."""
    context = Context(report, revised=revised)
    for subject in graph.subjects("foaf:Person"):
        for predicate, item in graph.by_subject[subject]:
            if predicate == "rdfs:label" and rdf_terms.is_literal(item):
                context.persons[rdf_terms.iri_of(subject)] = rdf_terms.literal_of(item).text
    for subject in graph.subjects("org:Organization"):
        labels = {
            found.tag: found.text
            for predicate, item in graph.by_subject[subject]
            if predicate == "skos:prefLabel" and rdf_terms.is_literal(item)
            for found in (rdf_terms.literal_of(item),)
        }
        if labels:
            name = labels.get("en") or next(iter(labels.values()))
            context.bodies[rdf_terms.iri_of(subject)] = name
    return context


def subjects_of_works(graph: Graph) -> list[str]:
    """The subjects that are works, in the order of their references."""
    found = dict.fromkeys(graph.subjects("eli:Work"))
    # A bare answer states only what it answers; other works may lack their class.
    for subject, pairs in graph.by_subject.items():
        if any(predicate in _OF_WORKS for predicate, _ in pairs):
            found.setdefault(subject)

    def key(subject: str) -> tuple[object, ...]:
        reference, term = reference_of(rdf_terms.iri_of(subject))
        if reference is None:
            return (1, subject)
        # As references sort, but faster.
        letter, suffix, revision = reference.letter, reference.suffix, reference.revision
        own = (reference.year, letter or "", reference.number, revision or 0, suffix or "")
        return (0, term or 0, own, subject)

    return sorted(found, key=key)


def document(
    statements: Iterable[Statement],
    report: Report,
    revised: dict[str, Reference] | None = None,
    *,
    keep: bool = True,
    apart: Callable[[set[Statement]], object] | None = None,
) -> Document | None:
    """The document that statements describe; None, with a problem, when they describe none.

    Args:
        statements: of any order.
        report: takes the problems.
        revised: references with a revision known from other sources, by the URI of the
            question; gains those that are met here.
        keep: keep what has no field, and report it.
        apart: takes statements about other things than works, except those parlq makes; without
            it that is kept, too.
    """
    graph = Graph(statements)
    context = context_of(graph, report, revised)
    nodes: dict[str, tuple[Node, dict[str, None]]] = {}
    inner: set[str] = set()
    for subject in subjects_of_works(graph):
        seen: dict[str, None] = {}
        try:
            nodes[subject] = graph.nested(subject, seen), seen
        except InputError as error:
            (problem,) = error.problems
            report.take(InputError((attrs.evolve(problem, work=rdf_terms.iri_of(subject)),)))
            return None
        inner.update(other for other in seen if other != subject)
    tops = {s: both for s, both in nodes.items() if s not in inner}
    others = take_in(graph, {s: both[1] for s, both in tops.items()})
    sorts = {subject: sort_of(node) for subject, (node, _) in tops.items()}

    def whole(work: W, node: Node, seen: dict[str, None]) -> list[W]:
        return _whole(work, graph, node, seen, report) if keep else [work]

    questions: list[Question] = []
    for subject, sort in sorts.items():
        if sort == "question":
            node, seen = tops[subject]
            questions += whole(question(node, context), node, seen)
    answers: list[Answer] = []
    none: list[tuple[str, str]] = []
    told: set[str] = set()
    for subject, sort in sorts.items():
        node, seen = tops[subject]
        if sort == "answer":
            answers += whole(answer(node, context), node, seen)
        elif sort == "attachment" and node.get("is_annex_of"):
            answers += [
                each if each.extensions else attrs.evolve(each, extensions=(_style(node),))
                for each in whole(_orphan(node, context), node, seen)
            ]
        elif sort != "question":
            none.append((absolute(node["id"]), what_else(sort)))
            told.update(seen)
    made = joined(questions, answers, report)
    others |= told
    report_none(none, report, is_kept=made is not None and keep and apart is None)
    if made is None or not keep:
        return made
    shape = next((shape_of(node) for node, _ in tops.values()), Shape.API_V2)
    rest, led_to = rest_of(graph, others, works_of(made), shape)
    if apart is not None:
        apart(rest)
        return made
    return with_rest(made, rest, shape, report, led_to=led_to, reported=told)


def _whole(work: W, graph: Graph, node: Node, seen: dict[str, None], report: Report) -> list[W]:
    """The work with all that is stated; none, with a problem, when no record can name it."""
    style = style_of(node, shape_of(node))
    try:
        return [unmapped_statements.remember(work, graph.about(seen), style, report, work.label)]
    except InputError as error:
        report.take(error)
    except ModelError as error:
        message = f"states facts that a document cannot contain, left out: {error}"
        report.add("PQ602", message, Severity.ERROR, work=work.label)
    return []


def _orphan(node: Node, context: Context) -> Answer:
    """An answer of which only an attachment is present."""
    parent = absolute(str(each(node["is_annex_of"])[0]))
    reference, _ = reference_of(parent)
    return Answer(
        reference=reference,
        identifiers=(Identifier(scheme=ELI, value=parent),),
        attachments=tuple(attachments_of(node, context)),
    )


def _style(node: Node) -> Extension:
    """How a record is written, where nothing else is stated that would tell the shape."""
    return unmapped_statements.extension(
        unmapped_statements.Kept(style=style_of(node, shape_of(node)))
    )


def joined(questions: list[Question], answers: list[Answer], report: Report) -> Document | None:
    """One work as it is, several as a dossier; None, with a problem, for none."""
    works: list[Question | Answer] = [*questions, *answers]
    if not works:
        report.add("PQ600", "contains no question and no answer", Severity.ERROR)
        return None
    if len(works) == 1:
        return works[0]
    for work in works:
        if work.reference is None:
            return Dossier(questions=tuple(questions), answers=tuple(answers))
    # Works with a name need none from the dossier.
    return _dossier(questions=tuple(questions), answers=tuple(answers), extensions=())
