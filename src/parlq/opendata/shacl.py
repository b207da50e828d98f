"""The only module that knows rdflib and pyshacl: applies SHACL shapes to statements."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from parlq.opendata import terms
from parlq.opendata.terms import Statement
from parlq.problems import MissingExtraError


def rdflib() -> Any:
    """The library.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import rdflib as library
    except ModuleNotFoundError as error:
        if error.name != "rdflib":
            raise
        raise MissingExtraError("checking SHACL shapes", "rdf") from None
    return library


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from printing what it thinks of literals, and of its own old parts."""
    logger = logging.getLogger("rdflib.term")
    before = logger.disabled
    logger.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        logger.disabled = before


def graph_of(statements: Iterable[Statement]) -> Any:
    """A graph of rdflib that holds statements.

    Raises:
        MissingExtraError: rdflib is not installed.
    """
    library = rdflib()
    nodes: dict[str, Any] = {}

    def node(term: str) -> Any:
        found = nodes.get(term)
        if found is None:
            found = nodes[term] = _node(library, term)
        return found

    graph = library.Graph()
    with _quiet():
        for subject, predicate, item in statements:
            graph.add((node(subject), node(predicate), node(item)))
    return graph


def _node(library: Any, term: str) -> Any:
    if term.startswith("_:"):
        return library.BNode(term[2:])
    if not terms.is_literal(term):
        return library.URIRef(terms.iri_of(term))
    text, tag, datatype = terms.literal_of(term)
    kind = library.URIRef(terms.iri_of(datatype)) if datatype else None
    return library.Literal(text, lang=tag, datatype=kind)
