"""Puts the works of a graph together into one document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

import attrs

from parlq.model import Answer, Document, Dossier, Extension, Identifier, Question, Reference
from parlq.model.base import trusted
from parlq.opendata import kept, terms
from parlq.opendata.build import annexes, answer, question, sort_of
from parlq.opendata.concepts import leaned_on
from parlq.opendata.identity import ELI, reference_of
from parlq.opendata.nesting import Graph
from parlq.opendata.participation_nodes import Style
from parlq.opendata.parties import Context, participants
from parlq.opendata.report import Report
from parlq.opendata.statements import Node, each
from parlq.opendata.terms import Statement
from parlq.opendata.vocabulary import AUTHORITY, Shape, absolute, last_part
from parlq.problems import InputError, ModelError, Severity

W = TypeVar("W", Question, Answer)
_dossier = trusted(Dossier)

#: What is stated of works alone.
_OF_WORKS = frozenset({"eli-dl:answers_to", "eli:work_type", "eli:is_realized_by"})
_OWN = re.compile(r"<eli/dl/(?:doc|event|participation)/([^/>]+)")


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
    return kept.style_of(own, last_part(str(node["id"])), shape)


def context_of(graph: Graph, report: Report, revised: dict[str, Reference] | None) -> Context:
    """The names of persons and bodies that a graph states."""
    context = Context(report, revised=revised)
    for subject in graph.subjects("foaf:Person"):
        for predicate, item in graph.by_subject[subject]:
            if predicate == "rdfs:label" and terms.is_literal(item):
                context.persons[terms.iri_of(subject)] = terms.literal_of(item).text
    for subject in graph.subjects("org:Organization"):
        labels = {
            found.tag: found.text
            for predicate, item in graph.by_subject[subject]
            if predicate == "skos:prefLabel" and terms.is_literal(item)
            for found in (terms.literal_of(item),)
        }
        if labels:
            name = labels.get("en") or next(iter(labels.values()))
            context.bodies[terms.iri_of(subject)] = name
    return context


def works_of(graph: Graph) -> list[str]:
    """The subjects that are works, in the order of their references."""
    found = dict.fromkeys(graph.subjects("eli:Work"))
    # Of a bare answer nothing is stated but what it answers; of others the class may be missing.
    for subject, pairs in graph.by_subject.items():
        if any(predicate in _OF_WORKS for predicate, _ in pairs):
            found.setdefault(subject)

    def key(subject: str) -> tuple[object, ...]:
        reference, term = reference_of(terms.iri_of(subject))
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
    apart: Callable[[list[str]], object] | None = None,
) -> Document | None:
    """The document that statements describe; None, with a problem, when they describe none.

    Args:
        statements: of any order.
        report: takes the problems.
        revised: references with a revision that are known from elsewhere, by the URI of the
            question; gains those that are met here.
        keep: keep what has no field, and report it.
        apart: takes the subjects, other than works, of which more is stated than parlq knows and
            writes; without it that is kept, too.
    """
    graph = Graph(statements)
    context = context_of(graph, report, revised)
    nodes: dict[str, tuple[Node, dict[str, None]]] = {}
    annexed: set[str] = set()
    try:
        for subject in works_of(graph):
            seen: dict[str, None] = {}
            nodes[subject] = graph.nested(subject, seen), seen
            annexed.update(other for other in seen if other != subject)
    except InputError as error:
        (problem,) = error.problems
        report.take(InputError((attrs.evolve(problem, work=terms.iri_of(subject)),)))
        return None
    tops = {s: both for s, both in nodes.items() if s not in annexed}
    others = _take_in(graph, {s: both[1] for s, both in tops.items()}, report)
    sorts = {subject: sort_of(node) for subject, (node, _) in tops.items()}

    def whole(work: W, node: Node, seen: dict[str, None]) -> list[W]:
        return _whole(work, graph, node, seen, report) if keep else [work]

    questions: list[Question] = []
    for subject, sort in sorts.items():
        if sort == "question":
            node, seen = tops[subject]
            questions += whole(question(node, context), node, seen)
    answers: list[Answer] = []
    for subject, sort in sorts.items():
        node, seen = tops[subject]
        if sort == "answer":
            answers += whole(answer(node, context), node, seen)
        elif sort == "annex":
            answers += [
                each if each.extensions else attrs.evolve(each, extensions=(_style(node),))
                for orphan in _orphan(node, context)
                for each in whole(orphan, node, seen)
            ]
        elif sort is None:
            message = "neither a question nor an answer, left out"
            report.add("PQ601", message, work=absolute(node["id"]))
    made = joined(questions, answers, report)
    if made is None or not keep:
        return made
    shape = next((shape_of(node) for node, _ in tops.values()), Shape.API_V2)
    rest = _unknown_of(graph, others, works_in(made), shape)
    if apart is not None:
        apart(sorted({subject for subject, _, _ in rest}))
        return made
    return with_rest(made, rest, shape, report)


def works_in(document: Document) -> tuple[Question | Answer, ...]:
    """The works of a document."""
    return document.works if isinstance(document, Dossier) else (document,)


def _unknown_of(
    graph: Graph, others: set[str], works: tuple[Question | Answer, ...], shape: Shape
) -> set[Statement]:
    """What is stated of persons, bodies and concepts, but for what parlq states of them itself."""
    found = graph.about(others)
    if found:
        pointed = [
            (subject, predicate, item)
            for subject, pairs in graph.by_subject.items()
            for predicate, item in pairs
            if item in others
        ]
        found.difference_update(leaned_on(pointed, works, shape))
    return found


def with_rest(document: Document, rest: set[Statement], shape: Shape, report: Report) -> Document:
    """The document with statements about others than its works, as an extension; reported."""
    if not rest:
        return document
    others = len({subject for subject, _, _ in rest})
    message = f"no field for {len(rest)} statements about {others} persons, bodies or concepts"
    report.add("PQ610", f"{message}; kept as an extension", Severity.INFO)
    return kept.with_more(document, rest, shape)


def _take_in(graph: Graph, tops: dict[str, dict[str, None]], report: Report) -> set[str]:
    """Give each work the nodes that bear its id, though nothing leads to them.

    Returns:
        The subjects that are no nodes of documents.
    """
    by_id = {last_part(terms.iri_of(top)): seen for top, seen in tops.items()}
    for seen in tops.values():
        graph.with_blank_nodes(seen)
    known = {subject for seen in tops.values() for subject in seen}
    foreign, others = 0, set()
    for subject in graph.by_subject:
        if subject in known:
            continue
        found = _OWN.match(subject)
        if found is None:
            others.add(subject)
            continue
        name = found[1]
        while name and name not in by_id:
            name = name[: max(name.rfind("_"), name.rfind("-"), 0)]
        if name:
            by_id[name][subject] = None
        else:
            foreign += 1
    if foreign:
        message = f"{foreign} nodes of documents that are not in this file are left out"
        report.add("PQ612", message)
    return others


def _whole(work: W, graph: Graph, node: Node, seen: dict[str, None], report: Report) -> list[W]:
    """The work with all that is stated; none, with a problem, when no record can name it."""
    style = style_of(node, shape_of(node))
    try:
        return [kept.remember(work, graph.about(seen), style, report, work.label)]
    except InputError as error:
        report.take(error)
    except ModelError as error:
        message = f"states what no document can hold, left out: {error}"
        report.add("PQ602", message, Severity.ERROR, work=work.label)
    return []


def _orphan(node: Node, context: Context) -> list[Answer]:
    """An answer of which only an annex is here; none, with a problem, for an annex of nothing."""
    parents = each(node.get("is_annex_of"))
    if not parents:
        context.report.add("PQ601", "an annex of nothing, left out", work=absolute(node["id"]))
        return []
    parent = absolute(str(parents[0]))
    reference, _ = reference_of(parent)
    made = Answer(
        reference=reference,
        identifiers=(Identifier(scheme=ELI, value=parent),),
        attachments=tuple(annexes(node, context)),
    )
    return [made]


def _style(node: Node) -> Extension:
    """How a record is written, where nothing else is stated that would tell the shape."""
    return kept.extension(kept.Kept(style=style_of(node, shape_of(node))))


def joined(questions: list[Question], answers: list[Answer], report: Report) -> Document | None:
    """One work as it is, several as a dossier; None, with a problem, for none."""
    works: list[Question | Answer] = [*questions, *answers]
    if not works:
        report.add("PQ600", "holds no question and no answer", Severity.ERROR)
        return None
    if len(works) == 1:
        return works[0]
    for work in works:
        if work.reference is None:
            return Dossier(questions=tuple(questions), answers=tuple(answers))
    # Works with a name need none from the dossier.
    return _dossier(questions=tuple(questions), answers=tuple(answers), extensions=())
