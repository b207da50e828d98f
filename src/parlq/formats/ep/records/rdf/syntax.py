"""Shared by the RDF formats: reading a graph into a document, and the statements of a document."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import attrs

from parlq.formats.ep.records.nodes.locations import first_line, locator, placed
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.rdf import graphs
from parlq.formats.ep.records.reading import assemble, unmapped_statements
from parlq.formats.ep.records.vocabulary.concepts import leaned_on
from parlq.formats.ep.records.vocabulary.namespaces import Shape
from parlq.formats.ep.records.vocabulary.rdf_terms import Statement
from parlq.io.files import utf8
from parlq.io.reading import Reading
from parlq.limits import DEFAULT, Limits
from parlq.model import Document, Dossier
from parlq.model.dossier import works_of
from parlq.problems import InputError, ModelError


def read(
    data: bytes | str, syntax: str, *, format: str, strict: bool, file: str | None, limits: Limits
) -> Reading:
    """Read a document in Turtle, N-Triples or RDF/XML."""
    raw = utf8(data)
    report = Report(file, strict=strict)
    try:
        statements = graphs.read(raw, syntax, file=file, limits=limits, report=report)
    except InputError as error:
        return Reading(value=None, problems=error.problems, file=file, format=format)
    return reading_of(statements, raw, syntax, report, format)


def reading_of(
    statements: list[Statement], raw: bytes, syntax: str, report: Report, format: str
) -> Reading:
    """What the statements of a document describe, with the positions of its works."""
    report.line_of = partial(first_line, raw, syntax)
    value = assemble.document(statements, report)
    return Reading(
        value=value,
        problems=placed(report.all(), value, raw, syntax),
        locate=locator(value, raw, syntax),
        file=report.file,
        format=format,
    )


def shape_of(document: Document, shape: Shape | str | None) -> Shape:
    """The shape asked for; else that of the records that the document came from; else API v2.

    Raises:
        ModelError: there is no such shape.
    """
    if shape is not None:
        try:
            return Shape(shape)
        except ValueError:
            raise ModelError(f"shape must be {' or '.join(Shape)}, not {shape!r}") from None
    works = works_of(document)
    for work in works:
        if (held := unmapped_statements.kept_in(work)) is not None:
            return held.style.shape
        code = work.kind_code
        if code is not None and "://" in code:
            return assemble.shape_of({"work_type": code})
    return Shape.API_V2


def state(document: Document, shape: Shape) -> list[Statement]:
    """All statements of a document in a shape, in a fixed order; raises as `stated` does."""
    return sorted(stated(document, shape))


def stated(document: Document, shape: Shape) -> set[Statement]:
    """All statements of a document in a shape.

    Raises:
        InputError: PQ607 or PQ608.
    """
    works = works_of(document)
    found: set[Statement] = set()
    for work in works:
        found |= unmapped_statements.statements_of(work, shape)
    if (
        isinstance(document, Dossier)
        and (more := unmapped_statements.kept_in(document)) is not None
    ):
        found |= more.also
    found.update(tuple(leaned_on(found, works, shape)))
    return found


@attrs.frozen
class Syntax:
    """One syntax of RDF. Its methods are the functions of the modules `turtle`, `ntriples`, `rdfxml`.

    Attributes:
        format: name of the format.
        parser: the syntax, as `graphs.read` takes it.
        text: writes statements, in their order.
    """

    format: str
    parser: str
    text: Callable[[list[Statement]], str]

    def read(
        self,
        data: bytes | str,
        *,
        strict: bool = False,
        file: str | None = None,
        limits: Limits = DEFAULT,
    ) -> Reading:
        """Read a document; never raises for what the input says.

        Args:
            data: Turtle and N-Triples in UTF-8; RDF/XML in any encoding that it declares, without
                a document type declaration.
            strict: what has no field is an error; otherwise it is preserved as extensions and reported.
            file: name of the input, for problems.
            limits: bounds.

        Raises:
            MissingExtraError: pyoxigraph is not installed.
        """
        return read(data, self.parser, format=self.format, strict=strict, file=file, limits=limits)

    def dumps(self, document: Document, *, shape: Shape | str | None = None) -> bytes:
        """Write a document in UTF-8; equal documents give equal bytes.

        Args:
            document: what to write; texts and other facts without a place in a record are left out.
            shape: `api-v2` or `dump-2022`; by default the shape of the record that the document came
                from, or `api-v2` if it came from no record.

        Raises:
            InputError: PQ607, a work has no ELI identifier and none can be made for it; in RDF/XML
                PQ614, a property or a text that XML cannot spell.
        """
        return self.text(state(document, shape_of(document, shape))).encode()
