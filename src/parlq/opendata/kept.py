"""What a record states beyond the model's fields, kept as extensions and written back.

A value is written and compared with the record that it came from; the statements in which the two
differ are kept. So a record comes back whole, whatever it holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TypeVar

import attrs

from parlq.model import Answer, Datatype, Dossier, Extension, Question
from parlq.model.scalars import VALUE
from parlq.opendata import terms
from parlq.opendata.participation_nodes import Style
from parlq.opendata.records import node_of
from parlq.opendata.report import Report
from parlq.opendata.statements import KEYS, TYPES, flatten
from parlq.opendata.terms import A, Statement
from parlq.opendata.vocabulary import NAMESPACE, Shape
from parlq.problems import InputError, Problem, Severity

W = TypeVar("W", Question, Answer)

#: Name of the extension that holds statements.
NAME = "statements"
_KNOWN = {key.predicate for key in KEYS.values()} | {A, "dcterms:identifier"}


@attrs.frozen(kw_only=True)
class Kept:
    """Statements kept beside the fields.

    Attributes:
        style: how the record was written.
        also: what it states and the fields do not.
        absent: what the fields would state and it does not.
    """

    style: Style
    also: frozenset[Statement] = frozenset()
    absent: frozenset[Statement] = frozenset()


def remember(work: W, source: set[Statement], style: Style, report: Report, label: str | None) -> W:
    """The work with an extension for what its fields do not say of `source`, reported."""
    node = node_of(work, style)
    written = set(flatten(node))
    # A work of which nothing is stated is a work all the same, or it would have no statement.
    stated = source or {(terms.iri(str(node["id"])), A, TYPES["Work"])}
    kept = Kept(
        style=style,
        also=frozenset(stated - written),
        absent=frozenset(written - stated),
    )
    if not kept.also and not kept.absent and style == Style(style.shape):
        return work
    _tell(kept, report, label)
    return attrs.evolve(work, extensions=(*work.extensions, extension(kept)))


def _tell(kept: Kept, report: Report, label: str | None) -> None:
    new = sorted({predicate for _, predicate, _ in kept.also if predicate not in _KNOWN})
    if new:
        report.add(
            "PQ611",
            f"no field for {', '.join(new)}; kept as an extension",
            work=label,
        )
    known = sorted({predicate for _, predicate, _ in kept.also if predicate in _KNOWN})
    if known:
        report.add(
            "PQ610",
            f"no field for what is stated here with {', '.join(known)}; kept as an extension",
            Severity.INFO,
            work=label,
        )


def json_text(value: Any) -> str:
    """JSON without blanks; characters that an extension cannot carry are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if VALUE.fault(text):
        return json.dumps(value, separators=(",", ":"))
    return text


def extension(kept: Kept) -> Extension:
    """The extension that holds statements: JSON, without blanks, in a fixed order."""
    value: dict[str, Any] = {"shape": kept.style.shape.value}
    if kept.style.separator != "_":
        value["separator"] = kept.style.separator
    if kept.also:
        value["also"] = sorted(kept.also)
    if kept.absent:
        value["absent"] = sorted(kept.absent)
    return Extension(namespace=NAMESPACE, name=NAME, datatype=Datatype.JSON, value=json_text(value))


def kept_in(work: Question | Answer | Dossier) -> Kept | None:
    """The statements that a work's extension holds; None without such an extension.

    Raises:
        InputError: PQ608, the extension holds something else.
    """
    for each in work.extensions:
        if each.namespace == NAMESPACE and each.name == NAME:
            return _parsed(each.value, getattr(work, "label", None))
    return None


def _parsed(text: str, label: str | None) -> Kept:
    try:
        value = json.loads(text)
        return Kept(
            style=Style(Shape(value["shape"]), str(value.get("separator", "_"))),
            also=frozenset(map(_statement, value.get("also", ()))),
            absent=frozenset(map(_statement, value.get("absent", ()))),
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        message = f"the extension {NAME} does not hold statements as parlq writes them"
        raise InputError((Problem(rule="PQ608", message=message, work=label),)) from None


def _statement(parts: Any) -> Statement:
    subject, predicate, item = parts
    if not all(map(terms.is_term, (subject, predicate, item))):
        raise ValueError
    if terms.is_literal(subject) or predicate.startswith(('"', "_:")):
        raise ValueError
    return subject, predicate, item


def statements_of(work: Question | Answer, shape: Shape) -> set[Statement]:
    """What a work states in a shape, with what was kept of the record that it came from.

    In another shape than that record's, only properties that neither shape knows are written back.

    Raises:
        InputError: PQ607 or PQ608.
    """
    kept = kept_in(work)
    if kept is None or kept.style.shape is not shape:
        own = set(flatten(node_of(work, Style(shape))))
        return own | {each for each in kept.also if each[1] not in _KNOWN} if kept else own
    return (set(flatten(node_of(work, kept.style))) - kept.absent) | kept.also


def leaves_out(work: Question | Answer, shape: Shape) -> bool:
    """Whether some of what was kept is not stated when a work is written in a shape."""
    kept = kept_in(work)
    if kept is None or kept.style.shape is shape:
        return False
    return any(each[1] in _KNOWN for each in kept.also)


def style_of(participations: Iterable[str], identifier: str, shape: Shape) -> Style:
    """The style of a record, told by the ids of its participations."""
    for own in participations:
        _, found, tail = own.partition(f"/{identifier}")
        if found and tail[:1] == "-":
            return Style(shape, "-")
    return Style(shape)
