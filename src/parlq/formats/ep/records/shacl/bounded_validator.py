"""Applies SHACL shapes with pyshacl, in a process of its own that opens nothing and has bounds.

Shapes are programs: their queries can ask for other files and for the network, and for endless work.
So this module runs in a child process, within the bounds of `parlq.io.bounded_process`. Here everything that
rdflib and pyshacl could open a file or a connection with is replaced, an audit hook refuses what is
left, and queries are looked at as rdflib parsed them (`shacl_seal`).
"""

from __future__ import annotations

from typing import Any, Final

from parlq.formats.ep.records.shacl.sealed_libraries import (
    RefusedQueryError,
    RemoteAccessError,
    refuse_remote_access,
    seal,
)
from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.rdf_terms import Statement
from parlq.problems import shorten

#: How far one shape may lead to others; an attachment of an answer to a question leads 20 deep.
DEPTH: Final = 60
#: Most characters of what a finding says.
CHARACTERS: Final = 1000
_SH = "http://www.w3.org/ns/shacl#"
UPDATE: Final = f"<{_SH}update>"
#: Properties that hold queries in SPARQL.
QUERIES: Final = frozenset({UPDATE, *(f"<{_SH}{name}>" for name in ("select", "ask", "construct"))})


def check(shapes: list[Statement]) -> str | None:
    """Why the queries in shapes are refused, before any is evaluated; None when they are not."""
    seal()
    try:
        _check_queries(shapes)
    except RemoteAccessError as error:
        return str(error)
    return None


def apply(
    shapes: list[Statement], record: list[Statement]
) -> tuple[str | None, list[tuple[str, str, str | None, str]]]:
    """What shapes find in a record.

    Returns:
        Why they cannot be applied, or None; and the findings: focus, severity, property or None, and
        what is asked for.
    """
    seal()
    try:
        return None, _findings(_graph(record), _graph(shapes))
    except (MemoryError, NameError, ImportError):
        raise  # no shapes cause these, but for the first, which is a bound
    except Exception as error:  # noqa: BLE001 # pyshacl meets odd shapes with errors of every kind
        for each in (error, error.__cause__, error.__context__):
            if isinstance(each, RefusedQueryError):
                return str(each), []
        # Errors of the libraries speak of the shapes; those of Python, of the libraries' own code.
        own = type(error).__module__ != "builtins"
        why = " ".join(str(getattr(error, "message", "") or error).split())[:300] if own else ""
        return f"the shapes cannot be applied: {why or 'pyshacl cannot interpret them'}", []


def _check_queries(shapes: list[Statement]) -> None:
    """Refuse queries in shapes that access remote data, before any is evaluated.

    What cannot be parsed by itself is looked at when it is evaluated.

    Raises:
        RemoteAccessError: there is one.
    """
    from rdflib.plugins.sparql.parser import parseQuery, parseUpdate

    for _, predicate, item in shapes:
        if predicate not in QUERIES or not rdf_terms.is_literal(item):
            continue
        try:
            parse = parseUpdate if predicate == UPDATE else parseQuery
            parsed = parse(rdf_terms.literal_of(item).text)
        except Exception as error:  # of the parser, of every kind
            if isinstance(error, MemoryError):
                raise
        else:
            refuse_remote_access(parsed)


def _graph(statements: list[Statement]) -> Any:
    """A graph of rdflib that holds statements."""
    import rdflib

    nodes: dict[str, Any] = {}
    graph = rdflib.Graph()
    for statement in statements:
        for term in statement:
            if term not in nodes:
                nodes[term] = _node(rdflib, term)
        subject, predicate, item = statement
        graph.add((nodes[subject], nodes[predicate], nodes[item]))
    return graph


def _node(library: Any, term: str) -> Any:
    if term.startswith("_:"):
        return library.BNode(term[2:])
    if not rdf_terms.is_literal(term):
        return library.URIRef(rdf_terms.iri_of(term))
    text, tag, datatype = rdf_terms.literal_of(term)
    kind = library.URIRef(rdf_terms.iri_of(datatype)) if datatype else None
    return library.Literal(text, lang=tag, datatype=kind)


def _findings(record: Any, shapes: Any) -> list[tuple[str, str, str | None, str]]:
    import pyshacl
    import rdflib

    _, results, _ = pyshacl.validate(
        record,
        shacl_graph=shapes,
        advanced=True,
        do_owl_imports=False,
        js=False,
        max_validation_depth=DEPTH,
    )
    if isinstance(results, Exception):  # some of which it returns
        raise results
    assert isinstance(results, rdflib.Graph)  # noqa: S101 # as no other form is asked for
    sh = rdflib.Namespace(_SH)
    (report,) = results.subjects(rdflib.RDF.type, sh.ValidationReport)
    found = []
    for node in results.objects(report, sh.result):
        path = results.value(node, sh.resultPath)
        focus, severity = (str(results.value(node, sh[n])) for n in ("focusNode", "resultSeverity"))
        # A path of several steps has no name.
        named = str(path) if isinstance(path, rdflib.URIRef) else None
        found.append((focus, severity, named, shorten(_message(results, sh, node, 0), CHARACTERS)))
    return found


def _message(results: Any, sh: Any, node: Any, depth: int) -> str:
    said = results.value(node, sh.resultMessage)
    text = " ".join(str(said or "does not conform").split())
    if depth == 4:
        return text
    inside = sorted(
        _message(results, sh, detail, depth + 1) for detail in results.objects(node, sh.detail)
    )
    text = text.removesuffix(" See details for more information.")
    if inside:
        text += f" ({'; '.join(dict.fromkeys(inside))})"
    return text
