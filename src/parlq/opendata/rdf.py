"""What the RDF formats share: reading a graph into a document, and stating a document."""

from __future__ import annotations

from parlq.limits import Limits
from parlq.model import Document, Dossier
from parlq.opendata import assemble, graphs, kept
from parlq.opendata.concepts import leaned_on
from parlq.opendata.report import Report
from parlq.opendata.terms import Statement
from parlq.opendata.vocabulary import Shape
from parlq.problems import InputError
from parlq.reading import Reading


def read(
    data: bytes | str, syntax: str, *, format: str, strict: bool, file: str | None, limits: Limits
) -> Reading:
    """Read an RDF document of a syntax that rdflib knows."""
    raw = data.encode() if isinstance(data, str) else data
    report = Report(file, strict=strict)
    try:
        statements = graphs.read(raw, syntax, file=file, limits=limits)
    except InputError as error:
        return Reading(value=None, problems=error.problems, file=file, format=format)
    value = assemble.document(statements, report)
    return Reading(value=value, problems=tuple(report.problems), file=file, format=format)


def shape_of(document: Document, shape: Shape | str | None) -> Shape:
    """The shape asked for; else that of the records that the document came from; else API v2."""
    if shape is not None:
        return Shape(shape)
    works = document.works if isinstance(document, Dossier) else (document,)
    for work in works:
        if (held := kept.kept_in(work)) is not None:
            return held.style.shape
        code = work.kind_code
        if code is not None and "://" in code:
            return assemble.shape_of({"work_type": code})
    return Shape.API_V2


def state(document: Document, shape: Shape) -> list[Statement]:
    """All statements of a document in a shape, in a fixed order.

    Raises:
        InputError: PQ607 or PQ608.
    """
    works = document.works if isinstance(document, Dossier) else (document,)
    found: set[Statement] = set()
    for work in works:
        found |= kept.statements_of(work, shape)
    if isinstance(document, Dossier) and (more := kept.kept_in(document)) is not None:
        found |= more.also
    found.update(tuple(leaned_on(found, works, shape)))
    return sorted(found)
