"""Records of API v2 as nested objects: into a document, and out of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import attrs
import orjson

from parlq.formats.ep.records.api import exact_records
from parlq.formats.ep.records.nodes import blank_nodes, whole_iris
from parlq.formats.ep.records.nodes.identifiers import iris
from parlq.formats.ep.records.nodes.nested_nodes import Graph, complete
from parlq.formats.ep.records.nodes.nodes_and_triples import Node, each, flatten, in_order
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.reading import unmapped_statements
from parlq.formats.ep.records.reading.assemble import joined, shape_of, style_of
from parlq.formats.ep.records.reading.from_node import answer, question, sort_of, what_else
from parlq.formats.ep.records.reading.parties_from_node import Context, labelled
from parlq.formats.ep.records.reading.unattached_statements import with_rest
from parlq.formats.ep.records.reading.unmapped_keys import put_back, without_unknown
from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.namespaces import CONTEXT, Shape, absolute, relative
from parlq.formats.ep.records.writing.participations_to_node import Style
from parlq.formats.ep.records.writing.to_node import node_of, uri_of
from parlq.model import Answer, Document, Extension, Question
from parlq.model.fields.scalars import URI
from parlq.problems import InputError, Problem, Severity

_ANSWERS = "inverse_answers_to"
W = TypeVar("W", Question, Answer)


class _Told(NamedTuple):
    """The first node of an answer, and the URIs of the questions that it answers.

    `plain` is whether the node names all the questions that were known when it was met; `others` are
    nodes of the same answer that state something else.
    """

    node: Node
    targets: dict[str, None]
    plain: bool = False
    others: list[Node] = []  # noqa: RUF012 # this one is never changed


def document(
    found: list[Any], report: Report, *, keep: bool = True, beside: Any = None
) -> Document | None:
    """The document that records describe; None, with a problem, when they describe none.

    Args:
        found: the records.
        report: takes the problems.
        keep: keep what has no field, and report it.
        beside: nodes beside the records, as `whole_iris` has them.
    """
    context = Context(report)
    questions: list[Question] = []
    answers: dict[str, _Told] = {}
    for index, node in enumerate(found):
        nameless = _nameless(node)
        made = None if nameless else _fast_question(node, context)
        if made is not None:
            questions.append(made)
            _gather(node, answers)
        elif type(node) is not dict or type(node.get("id")) is not str or not node["id"]:
            report.add(
                "PQ600",
                "expected a record, which is an object with an id",
                Severity.ERROR,
                path=_at(index),
            )
        elif (sort := sort_of(node)) == "question":
            own = {key: value for key, value in node.items() if key != _ANSWERS}
            if nameless:
                own[_ANSWERS] = nameless
            made = _work(own, index, context, question, keep=keep)
            if made is not None:
                questions.append(made)
                _gather(node, answers)
        elif sort == "answer":
            _add(node, None, answers)
        elif sort == "attachment" and (parents := iris(node, "is_annex_of")):
            _add({"id": parents[0], "inverse_is_annex_of": [node]}, None, answers)
        else:
            message = f"{what_else(sort)}, left out"
            report.add("PQ601", message, work=absolute(node["id"]), path=_at(index))
    made_answers = []
    for node in map(_with_targets, answers.values()):
        one = _fast_answer(node, context) or _work(node, None, context, answer, keep=keep)
        if one is not None:
            made_answers.append(one)
    whole = joined(questions, made_answers, report)
    if whole is None or beside is None or not keep:
        return whole
    rest = blank_nodes.renamed(whole_iris.statements("", whole_iris.INCLUDED, beside))
    return with_rest(whole, rest, Shape.API_V2, report)


def _fast_question(node: Node, context: Context) -> Question | None:
    try:
        return exact_records.question(node, context)
    except exact_records.FALLBACK_ERRORS:
        return None


def _fast_answer(node: Node, context: Context) -> Answer | None:
    try:
        return exact_records.answer(node, context)
    except exact_records.FALLBACK_ERRORS:
        return None


def _at(index: int | None) -> str | None:
    return None if index is None else f"/data/{index}"


def _nameless(node: Any) -> list[Any]:
    """What a question holds in place of answers, of which no answer can be made."""
    nested = node.get(_ANSWERS) if type(node) is dict else None
    return [item for item in each(nested) if not _own(item)]


def _own(nested: Any) -> str | None:
    """The id of a nested answer."""
    own = nested.get("id") if type(nested) is dict else nested
    return own if type(own) is str and own else None


def _gather(node: Node, answers: dict[str, _Told]) -> None:
    asked = node["id"]
    for nested in each(node.get(_ANSWERS)):
        inside = {"id": nested} if type(nested) is str else nested
        if own := _own(inside):
            if inside.get("answers_to") == asked and (uri := absolute(own)) not in answers:
                # As nearly all are: a question with the answer to it alone.
                answers[uri] = _Told(inside, {absolute(asked): None}, plain=True)
            else:
                _add(inside, asked, answers)


def _add(node: Node, asked: str | None, answers: dict[str, _Told]) -> None:
    """Note an answer; one that stands in several questions is one answer to all of them."""
    uri = absolute(node["id"])
    known = answers.get(uri)
    if known is None:
        known = answers[uri] = _Told(node, {})
    elif len(node) > 1 and node != known.node:
        if not known.others:
            known = answers[uri] = _Told(known.node, known.targets, others=[])
        known.others.append(node)
    if known.targets or asked is None or node.get("answers_to") != asked:
        known.targets.update(dict.fromkeys(iris(node, "answers_to")))
    if asked is not None:
        known.targets[absolute(asked)] = None


def _merged(nodes: list[Node]) -> Node:
    """The node of an answer that appears several times, with the statements of all of them."""
    fullest: Node = max(nodes, key=len)
    merged = dict(fullest)
    for name in dict.fromkeys(name for node in nodes for name in node):
        if name not in {"id", "answers_to"}:
            merged[name] = _all([node[name] for node in nodes if name in node])
    return merged


def _all(values: list[Any]) -> Any:
    """What nodes hold under one key: of texts by language each, of all else a list."""
    if all(value == values[0] for value in values):
        return values[0]
    if all(type(value) is dict and "id" not in value for value in values):
        tags = dict.fromkeys(tag for value in values for tag in value)
        return {tag: _all([value[tag] for value in values if tag in value]) for tag in tags}
    items = [item for value in values for item in each(value)]
    # By their text, as very many may differ.
    return [*{orjson.dumps(item, option=orjson.OPT_SORT_KEYS): item for item in items}.values()]


def _with_targets(told: _Told) -> Node:
    """The node of an answer with all the questions in which it stands."""
    node, targets, plain, others = told
    if others:
        node = _merged([node, *others])
    if plain and len(targets) == 1:
        return node
    stated = node.get("answers_to")
    if type(stated) is str and len(targets) == 1 and absolute(stated) in targets:
        return node
    if list(targets) == iris(node, "answers_to"):
        return node
    short = [relative(target) for target in targets]
    return {**node, "answers_to": short[0] if len(short) == 1 else short} if short else node


def _work(
    node: Node,
    index: int | None,
    context: Context,
    build: Callable[[Node, Context], W],
    *,
    keep: bool,
) -> W | None:
    """The work of a node; None, with a problem, if what it states cannot be preserved.

    Args:
        node: the node.
        index: its number among the records.
        context: what is known beside it.
        build: makes the work of what has a field.
        keep: preserve all else that the node states.
    """
    context.persons.update(labelled(node))
    work = build(node, context)
    return _with_unmapped(work, node, index, context.report) if keep else work


def _with_unmapped(work: W, node: Node, index: int | None, report: Report) -> W | None:
    style = style_of(node, shape_of(node))
    try:
        if node_of(work, style) == node and style == Style(style.shape):
            return work
    except InputError as error:
        report.take(error)
        return None
    refused: list[str] = []
    if URI.fault(absolute(node["id"])) is not None:
        # All is said of the name that is written in its place.
        refused.append(node["id"][:80])
        node = {**node, "id": relative(uri_of(work))}
    extra: list[Extension] = []
    known = without_unknown(node, extra)
    for one in extra:
        message = f"no field for {one.name}; preserved as an extension"
        report.add("PQ611", message, work=work.label, path=_at(index))
    work = unmapped_statements.remember(
        work, blank_nodes.renamed(flatten(known, refused)), style, report, work.label
    )
    for text in refused:
        report.add("PQ602", f"not an IRI, left out: {text}", work=work.label, path=_at(index))
    return attrs.evolve(work, extensions=(*work.extensions, *extra)) if extra else work


def records(document: Document) -> list[Node]:
    """The records of a document, each question with the answers to it, as API v2 nests them.

    Raises:
        InputError: PQ607 or PQ608.
    """
    if isinstance(document, Question | Answer):
        return [_record(document)]
    made: list[Node] = []
    nested: set[int] = set()
    named: dict[object, list[int]] = {}
    for number, one in enumerate(document.answers):
        for name in dict.fromkeys(one.answers_to):
            named.setdefault(name, []).append(number)
    for asked in document.questions:
        own = _record(asked)
        numbers = sorted({n for name in asked.names for n in named.get(name, ())})
        if numbers:
            records_of = [_record(document.answers[number]) for number in numbers]
            own[_ANSWERS] = [*each(own.get(_ANSWERS)), *records_of]
            nested.update(numbers)
        made.append(own)
    made += [_record(one) for n, one in enumerate(document.answers) if n not in nested]
    return made


def json_bytes(made: Any, option: int = 0) -> bytes:
    """Records, or what holds them, as JSON.

    Raises:
        InputError: PQ608, an extension holds what JSON, as it is read here, does not.
    """
    try:
        return orjson.dumps(made, option=option)
    except orjson.JSONEncodeError as error:
        message = f"an extension holds JSON that cannot be written: {error}"
        raise InputError((Problem(rule="PQ608", message=message),)) from None


def _record(work: Question | Answer) -> Node:
    style = Style(Shape.API_V2)
    held = unmapped_statements.kept_in(work)
    if held is None:
        node = node_of(work, style)
    else:
        statements = unmapped_statements.statements_of(work, Shape.API_V2)
        top = rdf_terms.iri(str(node_of(work, style)["id"]))
        node = in_order(Graph(statements).nested(top, {}, exact=True))
        complete(node, statements)
    for one in work.extensions:
        if one.namespace == CONTEXT and one.path is not None:
            put_back(node, one, work.label)
    return node
