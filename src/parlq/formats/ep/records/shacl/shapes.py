"""Validates records against SHACL shapes, such as the Parliament's own description."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from os import PathLike
from typing import Any, Final

import attrs

from parlq.formats.ep.records import jsonld
from parlq.formats.ep.records.nodes.identifiers import reference_of
from parlq.formats.ep.records.nodes.locations import places
from parlq.formats.ep.records.rdf import graphs
from parlq.formats.ep.records.shacl.shacl_terms import unsupported
from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.concepts import leaned_on
from parlq.formats.ep.records.vocabulary.namespaces import Shape
from parlq.formats.ep.records.vocabulary.rdf_terms import Statement
from parlq.io import bounded_process
from parlq.io.bounded_process import Bounds, BoundsError, FailedError, RaisedError
from parlq.io.files import read_bytes
from parlq.io.reading import Location
from parlq.io.sniffing import is_rdfxml
from parlq.limits import DEFAULT, Limits
from parlq.problems import InputError, MissingExtraError, Problem, Severity, Tally

#: Names of formats, and what the parser calls their syntax.
SYNTAXES = {"turtle": "turtle", "rdfxml": "xml", "ntriples": "nt", "jsonld": "json-ld"}
#: Names of the formats whose records are RDF.
FORMATS = frozenset(SYNTAXES)
_SH = "http://www.w3.org/ns/shacl#"
#: Properties that hold queries in SPARQL.
_QUERIES = frozenset(f"<{_SH}{name}>" for name in ("select", "ask", "construct", "update"))
_SEVERITIES = {_SH + "Warning": Severity.WARNING, _SH + "Info": Severity.INFO}
_CHILD = "parlq.formats.ep.records.shacl.bounded_validator"
#: Seconds and megabytes for shapes and a record of `_BYTES` together, and the amount for each
#: further megabyte.
_BYTES: Final = 300_000
_SECONDS, _MORE_SECONDS = 4, 20
_MEGABYTES, _MORE_MEGABYTES = 280, 150


@attrs.frozen
class Shapes:
    """SHACL shapes, read once and used on many records.

    Attributes:
        statements: what they state.
        file: name of their file, for problems.
        size: bytes of it.
    """

    statements: tuple[Statement, ...] = attrs.field(repr=False)
    file: str | None = None
    size: int = 0


def read_shapes(
    source: str | PathLike[str] | bytes, *, file: str | None = None, limits: Limits = DEFAULT
) -> Shapes:
    """Read SHACL shapes.

    Args:
        source: a path, or the data itself; RDF/XML when it is XML, N-Triples or Turtle otherwise.
        file: name of the shapes, for problems; the path otherwise.
        limits: bounds.

    Raises:
        InputError: they cannot be read; PQ631, a query in them accesses remote data, or they use
            what parlq does not apply, such as JavaScript.
        MissingExtraError: pyshacl is not installed (extra `rdf`).
    """
    _require_libraries()
    data = source if isinstance(source, bytes) else read_bytes(source, limits)
    name = file if isinstance(source, bytes) else file or os.fspath(source)
    syntax = "xml" if is_rdfxml(data) else "turtle"  # N-Triples are Turtle
    statements = graphs.read(data, syntax, file=name, limits=limits)
    shapes = Shapes(tuple(statements), name, len(data))
    queries = [each for each in statements if each[1] in _QUERIES]
    why = _in_child("check", queries, size=len(data), limits=limits) if queries else None
    if why is not None:
        raise InputError((Problem(rule="PQ631", message=why, file=name),))
    if more := [*unsupported(statements)]:
        raise InputError(tuple(Problem(rule="PQ631", message=each, file=name) for each in more))
    return shapes


def _require_libraries() -> None:
    """Look for the libraries, which are not loaded here.

    Raises:
        MissingExtraError: one is not installed.
    """
    for name in ("pyshacl", "rdflib"):
        if find_spec(name) is None:
            raise MissingExtraError("checking SHACL shapes", "rdf")


def _in_child(function: str, *arguments: list[Statement], size: int, limits: Limits) -> Any:
    """What a function of the child process returns, or why it returns nothing."""
    more = max(size - _BYTES, 0) / 1_000_000
    bounds = Bounds(
        cpu=int(_SECONDS + _MORE_SECONDS * more), memory=int(_MEGABYTES + _MORE_MEGABYTES * more)
    )
    if limits.unbounded:
        bounds = Bounds(cpu=86_400, memory=1_000_000)
    try:
        return bounded_process.run(f"{_CHILD}:{function}", *arguments, bounds=bounds)
    except RaisedError as error:
        if not str(error).startswith("RecursionError"):
            raise  # a fault of parlq: what shapes cause comes back as a reason
        why = "the shapes cannot be applied: a query in them nests too deeply"
        return why if function == "check" else (why, [])
    except (BoundsError, FailedError) as error:
        why = f"the shapes cannot be applied: {error}"
        return why if function == "check" else (why, [])


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
    """Validate a record against SHACL shapes; an empty list when it conforms.

    Each finding is a problem PQ630: the work concerned, the property as path, and in the message
    what the shape asks for. The nested findings that it refers to are in the same message.

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
    _require_libraries()
    statements = _statements(data, format, file, limits)
    if isinstance(shapes, bytes):
        shapes = read_shapes(shapes, file=shapes_file, limits=limits)
    if concepts:
        known = {subject for subject, _, _ in statements}
        more = leaned_on(statements, (), Shape.DUMP_2022)
        statements += [each for each in more if each[0] not in known]
    why, findings = _in_child(
        "apply",
        [*shapes.statements],
        statements,
        size=shapes.size + len(data),
        limits=limits,
    )
    if why is not None:
        return [Problem(rule="PQ631", message=why, file=shapes.file)]
    return _problems(findings, file, lambda uris: places(data, SYNTAXES[format], uris))


def _statements(data: bytes, format: str, file: str | None, limits: Limits) -> list[Statement]:
    if format not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise ValueError(f"format must be one of {known}, not {format!r}")
    if format == "jsonld":
        return jsonld.statements_of(data, file=file, limits=limits)
    return graphs.read(data, SYNTAXES[format], file=file, limits=limits)


def _problems(
    findings: list[tuple[str, str, str | None, str]],
    file: str | None,
    find: Callable[[Iterable[str]], Mapping[str, Location]],
) -> list[Problem]:
    where = find(focus for focus, _, _, _ in findings)
    found, tally = [], Tally()
    for focus, severity, path, message in sorted(findings, key=_order):
        kind = _SEVERITIES.get(severity, Severity.ERROR)
        if tally.full("PQ630", kind):
            continue
        place = where.get(focus, Location())
        reference, _ = reference_of(focus)
        problem = Problem(
            rule="PQ630",
            severity=kind,
            message=message,
            file=file,
            line=place.line,
            column=place.column,
            path=rdf_terms.iri(path) if path is not None else None,
            work=str(reference) if reference else focus,
        )
        found.append(problem)
    found.sort(key=lambda each: (each.work or "", each.path or "", each.message))
    return found + tally.rest(found, file)


def _order(finding: tuple[str, str, str | None, str]) -> tuple[str, ...]:
    focus, severity, path, message = finding
    return focus, path or "", message, severity
