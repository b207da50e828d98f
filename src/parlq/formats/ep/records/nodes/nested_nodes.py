"""Statements by subject, and the nodes that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from parlq.formats.ep.records.nodes import whole_iris
from parlq.formats.ep.records.nodes.nodes_and_triples import (
    KEYS,
    TYPES,
    Node,
    each,
    flatten,
    of_key,
)
from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.namespaces import relative
from parlq.formats.ep.records.vocabulary.rdf_terms import A, Statement
from parlq.problems import InputError, Problem

_TYPE_OF = {term: name for name, term in TYPES.items()}
_FORWARD = {key.predicate: name for name, key in KEYS.items() if key.holds != "inverse"}
_FORWARD["dcterms:identifier"] = "identifier"
_NESTED = frozenset(name for name, key in KEYS.items() if key.holds == "node")
_INVERSE = {
    "eli-dl:created_a_realization_of": "inverse_created_a_realization_of",
    "eli:is_annex_of": "inverse_is_annex_of",
}
#: How far nodes may lead to each other; a file of an attachment of an answer is 4 deep.
_DEEPEST = 20
#: How often nodes are nested, for each node that there is; nearly all are nested once.
_OFTEN, _FEW = 4, 10_000


#: Keys that lead from one work to another.
_BETWEEN_WORKS = frozenset({"answers_to", "is_annex_of"})


class Graph:
    """Statements by subject, and by what is pointed to where a node is found that way."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.by_subject: dict[str, list[tuple[str, str]]] = {}
        self.inverse: dict[tuple[str, str], list[str]] = {}
        self._nested = 0
        for subject, predicate, item in sorted(set(statements)):
            self.by_subject.setdefault(subject, []).append((predicate, item))
            if predicate in _INVERSE:
                self.inverse.setdefault((item, predicate), []).append(subject)

    def subjects(self, kind: str) -> list[str]:
        """The subjects of a class, as terms in their order."""
        wanted = (A, kind)
        return [subject for subject, pairs in self.by_subject.items() if wanted in pairs]

    def about(self, subjects: Iterable[str]) -> set[Statement]:
        """All statements about some subjects."""
        return {
            (subject, predicate, item)
            for subject in subjects
            for predicate, item in self.by_subject.get(subject, ())
        }

    def with_blank_nodes(self, seen: dict[str, None]) -> None:
        """Add the blank nodes that subjects lead to, and those that these lead to."""
        waiting = list(seen)
        while waiting:
            for _, item in self.by_subject.get(waiting.pop(), ()):
                if item.startswith("_:") and item not in seen:
                    seen[item] = None
                    waiting.append(item)

    def nested(
        self, subject: str, seen: dict[str, None], *, exact: bool = False, depth: int = 0
    ) -> Node:
        """The node of a subject with those that it leads to; `seen` gains the subjects of all.

        Works are not nested in works, except attachments.

        Args:
            subject: the subject, as a term.
            seen: the subjects nested so far.
            exact: nest what is stated of persons, bodies and concepts too, and only put under a key
                what is read from it as the same statement.
            depth: nodes around it.

        Raises:
            InputError: PQ105, nodes lead to each other too far, or very many to the same ones.
        """
        self._nested += 1
        message = None
        if depth > _DEEPEST:
            message = f"more than {_DEEPEST} nodes refer to each other in a chain"
        elif self._nested > _FEW + _OFTEN * len(self.by_subject):
            message = "very many nodes refer to the same ones"
        if message is not None:
            raise InputError(
                (Problem(rule="PQ105", message=message, work=rdf_terms.iri_of(subject)),)
            )
        seen[subject] = None
        node: Node = {"id": _short(subject)}
        for predicate, item in self.by_subject.get(subject, ()):
            if predicate == A:
                if rdf_terms.is_iri(item):
                    _add(node, "type", _TYPE_OF.get(item) or rdf_terms.iri_of(item))
                continue
            name = _FORWARD.get(predicate)
            if name is None:
                continue
            inside = name in _NESTED or (exact and name not in _BETWEEN_WORKS)
            named = not exact or rdf_terms.is_iri(item)
            if inside and named and item in self.by_subject and item not in seen:
                _add(node, name, self.nested(item, seen, exact=exact, depth=depth + 1))
            elif not exact or _is_exact(subject, predicate, name, item):
                _put(node, name, item)
        for predicate, name in _INVERSE.items():
            for other in self.inverse.get((subject, predicate), ()):
                if other not in seen and (not exact or rdf_terms.is_iri(other)):
                    _add(node, name, self.nested(other, seen, exact=exact, depth=depth + 1))
        return node


@lru_cache(maxsize=65536)
def _short(term: str) -> str:
    """An IRI without the portal's base, or a blank node."""
    return relative(rdf_terms.iri_of(term))


def _add(node: Node, name: str, value: Any) -> None:
    key = KEYS.get(name)
    if name not in node:
        node[name] = [value] if key is not None and key.many else value
    elif type(node[name]) is list:
        node[name].append(value)
    else:
        node[name] = [node[name], value]


def _is_exact(subject: str, predicate: str, name: str, item: str) -> bool:
    """Whether a statement that is put under a key is read from it as the same."""
    node: Node = {}
    _put(node, name, item)
    return of_key(subject, name, node.get(name)) == [(subject, predicate, item)]


def _put(node: Node, name: str, item: str) -> None:
    """Put a term where its key holds such; others stay statements only."""
    holds = KEYS[name].holds
    if holds in {"iri", "node"}:
        if rdf_terms.is_iri(item):
            _add(node, name, {"id": _short(item)} if holds == "node" else _short(item))
        return
    if not rdf_terms.is_literal(item):
        return
    text, tag, _ = rdf_terms.literal_of(item)
    if holds != "languages":
        _add(node, name, text)
    elif tag is not None:
        texts = node.setdefault(name, {})
        texts[tag] = [*each(texts.get(tag)), text] if tag in texts else text


def complete(node: Node, statements: set[Statement]) -> None:
    """State in a nested node what its keys do not: under whole IRIs, and in `@included`.

    Args:
        node: what `Graph.nested` made of the statements with `exact`; is changed.
        statements: all that is to be stated.
    """
    missing = sorted(statements - set(flatten(node)))
    if not missing:
        return
    nodes = dict(_nodes(node))
    apart = []
    for subject, predicate, item in missing:
        if subject in nodes:
            whole_iris.add(nodes[subject], predicate, item)
        else:
            apart.append((subject, predicate, item))
    if apart:
        node[whole_iris.INCLUDED] = whole_iris.nodes(apart)


def _nodes(node: Node) -> Iterator[tuple[str, Node]]:
    """The nodes in a node, and itself, by their terms."""
    yield rdf_terms.iri(str(node["id"])), node
    for name, value in node.items():
        if name in KEYS and KEYS[name].holds in {"iri", "node", "inverse"}:
            for item in each(value):
                if type(item) is dict:
                    yield from _nodes(item)
