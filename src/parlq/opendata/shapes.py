"""Holds records against SHACL shapes, such as the Parliament's own description of its questions."""

from __future__ import annotations

import logging
import os
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from os import PathLike
from typing import Any

import attrs

from parlq.files import read_bytes
from parlq.limits import DEFAULT, Limits
from parlq.opendata import graphs, jsonld, shacl, terms
from parlq.opendata.concepts import leaned_on
from parlq.opendata.identity import reference_of
from parlq.opendata.places import places
from parlq.opendata.terms import Statement
from parlq.opendata.vocabulary import Shape, last_part
from parlq.problems import InputError, MissingExtraError, Problem, Severity
from parlq.reading import Place
from parlq.sniffing import is_rdfxml

#: Names of formats, and what rdflib calls their syntax.
SYNTAXES = {"turtle": "turtle", "rdfxml": "xml", "ntriples": "nt", "jsonld": "json-ld"}
#: Names of the formats whose records are RDF.
FORMATS = frozenset(SYNTAXES)
#: How far one shape may lead to others; an annex of an answer to a question leads 20 deep.
DEPTH = 60
_SH = "http://www.w3.org/ns/shacl#"
#: Properties that hold queries in SPARQL.
_QUERIES = frozenset(f"<{_SH}{name}>" for name in ("select", "ask", "construct", "update"))
#: What in a query is a text, an IRI or a comment.
_QUOTED = re.compile(
    r"""\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|<[^<>\s]*>|\#[^\n]*""",
    re.DOTALL,
)
_ELSEWHERE = re.compile(r"(?<![?$:\w-])(?:SERVICE|FROM|LOAD)(?![\w:-])", re.IGNORECASE)
_SEVERITIES = {"Warning": Severity.WARNING, "Info": Severity.INFO}


@attrs.frozen
class Shapes:
    """SHACL shapes, read once and used on many records.

    Attributes:
        graph: of rdflib.
        file: name of their file, for problems.
    """

    graph: Any = attrs.field(repr=False, eq=False)
    file: str | None = None


def read_shapes(
    source: str | PathLike[str] | bytes, *, file: str | None = None, limits: Limits = DEFAULT
) -> Shapes:
    """Read SHACL shapes.

    Args:
        source: a path, or the data itself; RDF/XML when it is XML, N-Triples or Turtle otherwise.
        file: name of the shapes, for problems; the path otherwise.
        limits: bounds.

    Raises:
        InputError: they cannot be read; PQ631, a query in them asks for what is elsewhere.
        MissingExtraError: pyshacl is not installed (extra `rdf`).
    """
    _pyshacl()
    data = source if isinstance(source, bytes) else read_bytes(source, limits)
    name = file if isinstance(source, bytes) else file or os.fspath(source)
    syntax = "xml" if is_rdfxml(data) else "turtle"  # N-Triples are Turtle
    statements = graphs.read(data, syntax, file=name, limits=limits)
    _refuse_remote(statements, name)
    return Shapes(shacl.graph_of(statements), name)


def _refuse_remote(statements: list[Statement], file: str | None) -> None:
    """Refuse queries that would have data fetched, as rdflib fetches it without being asked."""
    for _, predicate, item in statements:
        if predicate in _QUERIES and terms.is_literal(item):
            asks = _ELSEWHERE.search(_QUOTED.sub(" ", terms.literal_of(item).text))
            if asks:
                message = f"a query asks for what is elsewhere, with {asks[0].upper()}"
                raise InputError((Problem(rule="PQ631", message=message, file=file),))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pyshacl from printing what it meets, which is told as a problem."""
    logger = logging.getLogger("pyshacl-validate")
    before = logger.disabled
    logger.disabled = True
    try:
        with warnings.catch_warnings():
            # Shapes that lead back to themselves are sound; pyshacl stops following them.
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled = before


def _pyshacl() -> Any:
    try:
        import pyshacl as library
    except ModuleNotFoundError as error:
        if error.name != "pyshacl":
            raise
        raise MissingExtraError("checking SHACL shapes", "rdf") from None
    return library


def shape_problems(
    data: bytes,
    shapes: bytes | Shapes,
    *,
    format: str = "turtle",
    concepts: bool = True,
    file: str | None = None,
    shapes_file: str | None = None,
    limits: Limits = DEFAULT,
) -> list[Problem]:
    """Say what is wrong with a record by SHACL shapes; an empty list when it conforms.

    Each finding is a problem PQ630: the work concerned, the property as path, and in the message
    what the shape asks for. What a finding leans on further down is told in the same message.

    Args:
        data: the record.
        shapes: any SHACL (Core and SPARQL, with SHACL-AF targets): in Turtle, or read before by
            `read_shapes`.
        format: of the record: `turtle`, `rdfxml`, `ntriples` or `jsonld`.
        concepts: state the classes and names of kinds, roles, file types and the like first, of
            which records say nothing and shapes ask for; what the record itself says is kept.
        file: name of the record, for problems.
        shapes_file: name of the shapes, for problems.
        limits: bounds.

    Raises:
        InputError: the record or the shapes cannot be read.
        MissingExtraError: pyshacl is not installed (extra `rdf`).
    """
    library = _pyshacl()
    statements = _statements(data, format, file, limits)
    if isinstance(shapes, bytes):
        shapes = read_shapes(shapes, file=shapes_file, limits=limits)
    if concepts:
        known = {subject for subject, _, _ in statements}
        more = leaned_on(statements, (), Shape.DUMP_2022)
        statements += [each for each in more if each[0] not in known]
    with _quiet():
        try:
            _, results, _ = library.validate(
                shacl.graph_of(statements),
                shacl_graph=shapes.graph,
                advanced=True,
                max_validation_depth=DEPTH,
            )
        except Exception as error:  # noqa: BLE001 # pyshacl meets odd shapes with errors of every kind
            results = error
    if isinstance(results, Exception):  # some of which it returns
        why = " ".join(str(getattr(results, "message", "") or results).split())[:300]
        message = f"the shapes cannot be applied: {why or type(results).__name__}"
        return [Problem(rule="PQ631", message=message, file=shapes.file)]
    return _problems(results, file, lambda uris: places(data, SYNTAXES[format], uris))


def _statements(data: bytes, format: str, file: str | None, limits: Limits) -> list[Statement]:
    if format not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise ValueError(f"format must be one of {known}, not {format!r}")
    if format == "jsonld":
        return jsonld.statements_of(data, file=file, limits=limits)
    return graphs.read(data, SYNTAXES[format], file=file, limits=limits)


def _problems(
    results: Any, file: str | None, find: Callable[[Iterable[str]], Mapping[str, Place]]
) -> list[Problem]:
    library = shacl.rdflib()
    sh = library.Namespace(_SH)
    (report,) = results.subjects(library.RDF.type, sh.ValidationReport)
    nodes = [*results.objects(report, sh.result)]
    about = {node: str(results.value(node, sh.focusNode)) for node in nodes}
    where = find(about.values())
    found = [
        _problem(results, sh, node, file, about[node], where.get(about[node], Place()))
        for node in nodes
    ]
    return sorted(found, key=lambda each: (each.work or "", each.path or "", each.message))


def _problem(
    results: Any, sh: Any, node: Any, file: str | None, focus: str, place: Place
) -> Problem:
    path = results.value(node, sh.resultPath)
    severity = last_part(str(results.value(node, sh.resultSeverity)))
    reference, _ = reference_of(focus)
    return Problem(
        rule="PQ630",
        severity=_SEVERITIES.get(severity, Severity.ERROR),
        message=_message(results, sh, node, 0),
        file=file,
        line=place.line,
        column=place.column,
        path=_short(path),
        work=str(reference) if reference else focus,
    )


def _short(path: Any) -> str | None:
    """A property by its prefix; None for a path of several steps, which has no name."""
    library = shacl.rdflib()
    return terms.iri(str(path)) if isinstance(path, library.URIRef) else None


def _message(results: Any, sh: Any, node: Any, depth: int) -> str:
    said = results.value(node, sh.resultMessage)
    text = " ".join(str(said or "does not conform").split())
    inside = sorted(
        _message(results, sh, detail, depth + 1) for detail in results.objects(node, sh.detail)
    )
    text = text.removesuffix(" See details for more information.")
    if inside and depth < 4:
        text += f" ({'; '.join(dict.fromkeys(inside))})"
    return text
