"""Holds records against SHACL shapes, such as the Parliament's own description of its questions."""

from __future__ import annotations

import os
import warnings
from os import PathLike
from typing import Any

import attrs

from parlq.files import read_bytes
from parlq.limits import DEFAULT, Limits
from parlq.opendata import graphs, jsonld, rdf, terms
from parlq.opendata.concepts import leaned_on
from parlq.opendata.identity import reference_of
from parlq.opendata.terms import Statement
from parlq.opendata.vocabulary import Shape, last_part
from parlq.problems import MissingExtraError, Problem, Severity
from parlq.sniffing import is_rdfxml

#: Names of formats, and what rdflib calls their syntax.
SYNTAXES = {"turtle": "turtle", "rdfxml": "xml", "ntriples": "nt"}
#: Names of the formats whose records are RDF.
FORMATS = frozenset({*SYNTAXES, "jsonld"})
#: How far one shape may lead to others; an annex of an answer to a question leads 20 deep.
DEPTH = 60
_SH = "http://www.w3.org/ns/shacl#"
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
        InputError: they cannot be read.
        MissingExtraError: pyshacl is not installed (extra `rdf`).
    """
    _pyshacl()
    data = source if isinstance(source, bytes) else read_bytes(source, limits)
    name = file if isinstance(source, bytes) else file or os.fspath(source)
    syntax = "xml" if is_rdfxml(data) else "turtle"  # N-Triples are Turtle
    return Shapes(graphs.graph_of(graphs.read(data, syntax, file=name, limits=limits)), name)


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
    with warnings.catch_warnings():
        # Shapes that lead back to themselves are sound; pyshacl stops following them and says so.
        warnings.simplefilter("ignore")
        try:
            _, results, _ = library.validate(
                graphs.graph_of(statements),
                shacl_graph=shapes.graph,
                advanced=True,
                max_validation_depth=DEPTH,
            )
        except Exception as error:  # noqa: BLE001 # pyshacl meets odd shapes with errors of every kind
            why = " ".join(str(error).split())[:300] or type(error).__name__
            message = f"the shapes cannot be applied: {why}"
            return [Problem(rule="PQ631", message=message, file=shapes.file)]
    return _problems(results, file)


def _statements(data: bytes, format: str, file: str | None, limits: Limits) -> list[Statement]:
    if format in SYNTAXES:
        return graphs.read(data, SYNTAXES[format], file=file, limits=limits)
    if format not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise ValueError(f"format must be one of {known}, not {format!r}")
    if jsonld.has_context(data, file=file, limits=limits):
        return graphs.read(data, "json-ld", file=file, limits=limits)
    document = jsonld.loads(data, file=file, limits=limits)
    return rdf.state(document, rdf.shape_of(document, None))


def _problems(results: Any, file: str | None) -> list[Problem]:
    library = graphs.rdflib()
    sh = library.Namespace(_SH)
    (report,) = results.subjects(library.RDF.type, sh.ValidationReport)
    found = [_problem(results, sh, node, file) for node in results.objects(report, sh.result)]
    return sorted(found, key=lambda each: (each.work or "", each.path or "", each.message))


def _problem(results: Any, sh: Any, node: Any, file: str | None) -> Problem:
    focus = str(results.value(node, sh.focusNode))
    path = results.value(node, sh.resultPath)
    severity = last_part(str(results.value(node, sh.resultSeverity)))
    reference, _ = reference_of(focus)
    return Problem(
        rule="PQ630",
        severity=_SEVERITIES.get(severity, Severity.ERROR),
        message=_message(results, sh, node, 0),
        file=file,
        path=_short(path),
        work=str(reference) if reference else focus,
    )


def _short(path: Any) -> str | None:
    """A property by its prefix; None for a path of several steps, which has no name."""
    library = graphs.rdflib()
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
