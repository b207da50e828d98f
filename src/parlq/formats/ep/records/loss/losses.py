"""Facts that records give back in another form, for the comparison of what is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from parlq.comparison import Comparison
from parlq.comparison.format_knowledge import Work
from parlq.formats.ep.records.csv import rows_out
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.rdf import syntax
from parlq.formats.ep.records.reading import assemble, unmapped_statements
from parlq.formats.ep.records.vocabulary.institutions import code_of
from parlq.formats.ep.records.vocabulary.namespaces import (
    CSV_KINDS,
    NAMESPACE,
    PREFIXES,
    QUESTION_KINDS,
    TERMS,
    Shape,
    absolute,
)
from parlq.formats.ep.records.writing.to_node import uri_of
from parlq.model import AnswerKind, Document, Extension, Question
from parlq.problems import InputError

#: Kinds of questions by all their names.
_KINDS = {**QUESTION_KINDS, **CSV_KINDS}
_ANSWER_KINDS = frozenset(absolute(terms.kinds[AnswerKind.ANSWER]) for terms in TERMS.values())


def of_records(document: Document, *, shape: Shape | str | None = Shape.API_V2) -> Comparison:
    """What records in JSON-LD know."""
    return of_rdf(document, shape=shape)


def of_rdf(document: Document, *, shape: Shape | str | None = None) -> Comparison:
    """What records in RDF know."""
    wanted = syntax.shape_of(document, shape)

    def read_back() -> Document | None:
        """The document of the statements that are written, without a parser of their syntax."""
        return assemble.document(syntax.stated(document, wanted), Report(None), keep=True)

    return Comparison(
        key=_key,
        carried=_carried,
        same=_same,
        more=lambda work, back: _unwritten(work, back, wanted),
        read_back=read_back,
    )


def of_csv(document: Document, **options: Any) -> Comparison:
    """What CSV knows."""
    return Comparison(
        carried=lambda extension, _: _is_note(extension) and not _states(extension),
        same=lambda field, one, other: field == "kind_code" and _same(field, one, other),
        notes=rows_out.guarded(document, **options),
    )


def _key(work: Work) -> str | None:
    try:
        return uri_of(work)
    except InputError:
        return None


def _is_note(extension: Extension) -> bool:
    """Whether this is parlq's note on how a record was written."""
    return extension.namespace == NAMESPACE and extension.name == unmapped_statements.NAME


def _states(note: Extension) -> bool:
    """Whether parlq's note holds statements of a record, and not only how it was written."""
    try:
        return bool(json.loads(note.value).get("also"))
    except (ValueError, AttributeError, RecursionError):
        return True


def _carried(extension: Extension, back: Document) -> bool:
    if _is_note(extension):
        return True  # its statements are compared with those that come back
    if isinstance(back, Question) and extension.name == "creator":
        # The person of a work stands for the creator who is tied to no name.
        named = extension.namespace == PREFIXES["dcterms"]
        return named and any(each.uri == extension.value for each in back.authors)
    return False


def _unwritten(work: Work, back: Work, shape: Shape) -> Iterator[tuple[str, str]]:
    """The statements kept beside the fields of a work that do not come back."""
    held = unmapped_statements.kept_in(work)
    if held is None or not held.also:
        return
    there = unmapped_statements.statements_of(back, shape)
    for predicate in sorted({each[1] for each in held.also - there}):
        yield "extensions", f"statements with {predicate}"


def _same(field: str, one: Any, other: Any) -> bool:
    mine, theirs = getattr(one, field), getattr(other, field)
    if field == "kind_code":
        return _one_kind(mine, theirs)
    return field == "uri" and code_of(mine) is not None and code_of(mine) == code_of(theirs)


def _one_kind(one: str, other: str) -> bool:
    """Whether two names of a kind, in any of the vocabularies, are those of one kind."""
    if {one, other} <= _ANSWER_KINDS:
        return True
    kind = _KINDS.get(one)
    return kind is not None and kind is _KINDS.get(other)
