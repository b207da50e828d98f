"""Reads RDF through rdflib into statements; the only module that knows rdflib's parsers."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from xml.sax import SAXParseException

from parlq.limits import Limits
from parlq.opendata import blank, terms
from parlq.opendata.brussels import one_spelling
from parlq.opendata.guard import look_over
from parlq.opendata.terms import Statement
from parlq.opendata.vocabulary import BASE, PREFIXES, has_scheme
from parlq.problems import InputError, MissingExtraError, Problem

_SURROGATE = re.compile("[\ud800-\udfff]")
_NODE = r"(?:<[^<>\s]*>|_:[^\s<>\"]+)"
_LINE = re.compile(
    rf"\s*(?:{_NODE}\s*<[^<>\s]*>\s*"
    rf'(?:{_NODE}|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^<>\s]*>)?)\s*\.\s*)?(?:#.*)?'
).fullmatch
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_INSTANT = "http://www.w3.org/2001/XMLSchema#dateTime"


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
        raise MissingExtraError("reading RDF", "rdf") from None
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


def read(data: bytes, syntax: str, *, file: str | None, limits: Limits) -> list[Statement]:
    """The statements of an RDF document, in the canonical spelling of `terms`.

    Args:
        data: the document.
        syntax: rdflib's name of its syntax: `turtle`, `xml`, `nt`.
        file: name of the input, for problems.
        limits: bounds.

    Raises:
        InputError: PQ101, PQ102, PQ103, PQ104, PQ105 or PQ106.
        MissingExtraError: rdflib is not installed.
    """
    if len(data) > limits.size:
        raise InputError((limits.too_large(file),))
    if not data.strip():
        raise InputError((Problem(rule="PQ106", message="the input is empty", file=file, line=1),))
    library = rdflib()
    if syntax == "xml":
        look_over(data, file, limits)
    graph = library.Graph()
    try:
        with _quiet():
            if syntax == "xml":
                _parse_xml(library, data, graph)
            else:
                graph.parse(data=_decoded(data, file), format=syntax, publicID=BASE)
        return blank.named([(_term(s), _term(p), _term(o)) for s, p, o in graph])
    except InputError:
        raise
    except RecursionError:
        problem = Problem(rule="PQ105", message="nested too deeply", file=file)
        raise InputError((problem,)) from None
    except Exception as error:  # noqa: BLE001 # rdflib's parsers raise errors of every kind
        raise InputError((_syntax_problem(error, data, syntax, file),)) from None


def _parse_xml(library: Any, data: bytes, graph: Any) -> None:
    """Parse RDF/XML in the encoding that it declares, with IRIs as they stand.

    By itself rdflib takes all for UTF-8, and leaves out of `…/a?` the question mark.
    """
    from rdflib.plugins.parsers.rdfxml import create_parser

    source = library.parser.InputSource()
    source.setByteStream(io.BytesIO(data))
    source.setPublicId(BASE)
    parser = create_parser(source, graph)
    handler: Any = parser.getContentHandler()
    resolve = handler.absolutize
    handler.absolutize = lambda iri: library.URIRef(iri) if has_scheme(iri) else resolve(iri)
    parser.parse(source)


def _decoded(data: bytes, file: str | None) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte 0x{data[error.start]:02X}"
        raise InputError((Problem(rule="PQ102", message=message, file=file, line=line),)) from None


def _syntax_problem(error: Exception, data: bytes, syntax: str, file: str | None) -> Problem:
    line = column = None
    if isinstance(error, SAXParseException):
        line, column = error.getLineNumber(), error.getColumnNumber()
        message = error.getMessage()
    elif isinstance(lines := getattr(error, "lines", None), int):
        line, message = lines + 1, str(getattr(error, "_why", "") or error)
    else:
        message = str(error) or type(error).__name__
        line = _broken_line(data) if syntax == "nt" else None
    message = " ".join(str(message).split())[:200]
    return Problem(
        rule="PQ101", message=f"not well-formed: {message}", file=file, line=line, column=column
    )


def _broken_line(data: bytes) -> int | None:
    """The first line that is no statement of N-Triples, of whose place rdflib says nothing."""
    lines = data.decode("utf-8-sig").split("\n")
    return next((number for number, line in enumerate(lines, 1) if not _LINE(line)), None)


@lru_cache(maxsize=65536)
def _term(node: Any) -> str:
    library = rdflib()
    if _SURROGATE.search(node) or _SURROGATE.search(getattr(node, "datatype", None) or ""):
        raise ValueError("an unpaired surrogate")  # an escape may spell one
    if isinstance(node, library.Literal):
        datatype = str(node.datatype) if node.datatype else None
        text = str(node)
        if datatype == _INSTANT:
            text = one_spelling(text)
        elif datatype == _STRING:
            datatype = None
        return terms.literal(text, node.language, terms.iri(datatype) if datatype else None)
    if isinstance(node, library.BNode):
        return f"_:b{node}"
    return terms.iri(str(node))


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
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def _node(library: Any, term: str) -> Any:
    if term.startswith("_:"):
        return library.BNode(term[2:])
    if not terms.is_literal(term):
        return library.URIRef(terms.iri_of(term))
    text, tag, datatype = terms.literal_of(term)
    kind = library.URIRef(terms.iri_of(datatype)) if datatype else None
    return library.Literal(text, lang=tag, datatype=kind)
