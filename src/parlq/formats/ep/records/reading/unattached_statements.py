"""Preserves and reports statements about nodes that belong to no question or answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from parlq.formats.ep.records.nodes.nested_nodes import Graph
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.reading import unmapped_statements
from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.concepts import leaned_on
from parlq.formats.ep.records.vocabulary.namespaces import Shape, last_part
from parlq.formats.ep.records.vocabulary.rdf_terms import Statement
from parlq.model import Answer, Document, Question
from parlq.problems import Severity

_OWN = re.compile(r"<eli/dl/(?:doc|event|participation)/([^/>]+)")
_FOREIGN = re.compile(r"<eli/dl/").match


def take_in(graph: Graph, tops: dict[str, dict[str, None]]) -> set[str]:
    """Give each work the nodes that bear its id, though nothing leads to them.

    Args:
        graph: all statements.
        tops: the works, and the subjects of each, which gain others.

    Returns:
        The subjects that belong to no work.
    """
    by_id = {last_part(rdf_terms.iri_of(top)): seen for top, seen in tops.items()}
    for seen in tops.values():
        graph.with_blank_nodes(seen)
    known = {subject for seen in tops.values() for subject in seen}
    others = set()
    for subject in graph.by_subject:
        if subject in known:
            continue
        found = _OWN.match(subject)
        name = found[1] if found else ""
        while name and name not in by_id:
            name = name[: max(name.rfind("_"), name.rfind("-"), 0)]
        if name:
            by_id[name][subject] = None
        else:
            others.add(subject)
    for seen in tops.values():
        graph.with_blank_nodes(seen)
        others.difference_update(seen)
    return others


def rest_of(
    graph: Graph, others: set[str], works: tuple[Question | Answer, ...], shape: Shape
) -> tuple[set[Statement], set[str]]:
    """What is stated of nodes that belong to no work, but for what parlq states of them itself.

    Returns:
        The statements, and those of the nodes to which works lead.
    """
    found = graph.about(others)
    if not found:
        return found, set()
    pointed = [
        (subject, predicate, item)
        for subject, pairs in graph.by_subject.items()
        for predicate, item in pairs
        if item in others
    ]
    found.difference_update(leaned_on(pointed, works, shape))
    led_to = {item for subject, _, item in pointed if subject not in others}
    waiting = list(led_to)
    while waiting:
        for _, item in graph.by_subject[waiting.pop()]:
            if item in others and item not in led_to:
                led_to.add(item)
                waiting.append(item)
    return found, led_to


def with_rest(
    document: Document,
    rest: set[Statement],
    shape: Shape,
    report: Report,
    *,
    led_to: set[str] | None = None,
    reported: Collection[str] = (),
) -> Document:
    """The document with statements about others than its works, as an extension; reported.

    Args:
        document: the works.
        rest: the statements.
        shape: of the record.
        report: takes a problem for each kind of node.
        led_to: the nodes to which works lead; None for all.
        reported: nodes that are reported already.
    """
    if not rest:
        return document
    new = {each for each in rest if each[0] not in reported}
    concepts = {each for each in new if led_to is None or each[0] in led_to}
    strangers = new - concepts
    foreign = {each for each in strangers if _FOREIGN(each[0])}
    _report(concepts, "PQ610", "no field for {} about {}", "person, body or concept", report)
    _report(foreign, "PQ612", "{} about {} not in this file", "node of documents", report)
    message = "{} about {} that no question or answer refers to"
    _report(strangers - foreign, "PQ612", message, "node", report)
    return unmapped_statements.with_more(document, rest, shape)


_PLURAL = {
    "node": "nodes",
    "statement": "statements",
    "person, body or concept": "persons, bodies or concepts",
    "node of documents": "nodes of documents",
}


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun if number == 1 else _PLURAL[noun]}"


def _report(found: set[Statement], rule: str, message: str, noun: str, report: Report) -> None:
    if not found:
        return
    about = sorted({rdf_terms.iri_of(subject) for subject, _, _ in found})
    whole = message.format(counted(len(found), "statement"), counted(len(about), noun))
    example = next((each for each in about if not each.startswith("_:")), None)
    named = f", such as {example[:120]}" if rule == "PQ612" and example else ""
    severity = Severity.INFO if rule == "PQ610" else Severity.WARNING
    line = report.line_of(about)
    report.add(rule, f"{whole}{named}; preserved as an extension", severity, line=line)


def report_none(uris: Iterable[tuple[str, str]], report: Report, *, is_kept: bool) -> None:
    """Report works that are no questions and no answers, by their IRIs, and what each is."""
    fate = "its statements are preserved as an extension" if is_kept else "left out"
    for uri, what in uris:
        report.add("PQ601", f"{what}; {fate}" if is_kept else f"{what}, {fate}", work=uri)
