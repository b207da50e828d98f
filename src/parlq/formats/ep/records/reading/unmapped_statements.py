"""Preserves statements that have no field in the model as extensions, and writes them back.

A value is written and compared with the record that it came from; the statements in which the two
differ are kept. So a record comes back whole, whatever it holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeVar

import attrs

from parlq.formats.ep.records.nodes.nodes_and_triples import KEYS, TYPES, flatten
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.namespaces import NAMESPACE, Shape
from parlq.formats.ep.records.vocabulary.rdf_terms import A, Statement
from parlq.formats.ep.records.writing.participations_to_node import Style
from parlq.formats.ep.records.writing.to_node import node_of
from parlq.model import Answer, Datatype, Document, Dossier, Extension, Question
from parlq.model.fields.scalars import VALUE
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
    stated = source or {(rdf_terms.iri(str(node["id"])), A, TYPES["Work"])}
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
            f"no field for {', '.join(new)}; preserved as an extension",
            work=label,
        )
    known = sorted({predicate for _, predicate, _ in kept.also if predicate in _KNOWN})
    if known:
        report.add(
            "PQ610",
            f"no field for this use of {', '.join(known)}; preserved as an extension",
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
    """The statements that a work's extensions hold; None without such an extension.

    A work that was merged of several records may have several: what each states is added to the
    first.

    Raises:
        InputError: PQ608, an extension holds something else.
    """
    found: Kept | None = None
    for each in work.extensions:
        if is_kept(each):
            one = _parsed(each.value, getattr(work, "label", None))
            if found is None:
                found = one
            else:
                more = one.also if one.style.shape is found.style.shape else carried(one)
                found = attrs.evolve(found, also=found.also | more)
    return found


def with_more(document: Document, more: set[Statement], shape: Shape) -> Document:
    """A work or dossier with further statements kept beside its fields."""
    held = kept_in(document)
    if held is None:
        held = Kept(style=Style(shape))
    note = extension(attrs.evolve(held, also=held.also | more))
    others: tuple[Extension, ...] = document.extensions
    others = tuple(each for each in others if not is_kept(each))
    return attrs.evolve(document, extensions=(*others, note))


def is_kept(extension: Extension) -> bool:
    """Whether an extension is one that holds statements."""
    return extension.namespace == NAMESPACE and extension.name == NAME


@lru_cache(maxsize=1)  # who writes a work and compares it needs its statements several times
def _parsed(text: str, label: str | None) -> Kept:
    try:
        value = json.loads(text)
        also, absent = value.get("also", ()), value.get("absent", ())
        if not all(map(rdf_terms.is_term, {term for each in (*also, *absent) for term in each})):
            raise ValueError
        return Kept(
            style=Style(Shape(value["shape"]), str(value.get("separator", "_"))),
            also=frozenset(map(_statement, also)),
            absent=frozenset(map(_statement, absent)),
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        message = f"the extension {NAME!r} does not contain what parlq writes there"
        raise InputError((Problem(rule="PQ608", message=message, work=label),)) from None


def _statement(parts: Any) -> Statement:
    subject, predicate, item = parts
    if rdf_terms.is_literal(subject) or predicate.startswith(('"', "_:")):
        raise ValueError
    return subject, predicate, item


def statements_of(work: Question | Answer, shape: Shape) -> set[Statement]:
    """What a work states in a shape, with what was kept of the record that it came from.

    In another shape than that record's, only what `carried` gives is written back.

    Raises:
        InputError: PQ607 or PQ608.
    """
    kept = kept_in(work)
    if kept is None or kept.style.shape is not shape:
        own = set(flatten(node_of(work, Style(shape))))
        return own | carried(kept) if kept else own
    return (set(flatten(node_of(work, kept.style))) - kept.absent) | kept.also


def carried(kept: Kept) -> set[Statement]:
    """What of statements has a meaning in the other shape, too.

    That is those with properties that neither shape knows, and all about the blank nodes to which
    they lead, which nothing else can name.
    """
    found = {each for each in kept.also if each[1] not in _KNOWN}
    waiting = {item for _, _, item in found if item.startswith("_:")}
    if waiting:
        about: dict[str, list[Statement]] = {}
        for each in kept.also:
            about.setdefault(each[0], []).append(each)
        seen: set[str] = set()
        while waiting:
            seen.add(node := waiting.pop())
            found.update(about.get(node, ()))
            ends = {item for _, _, item in about.get(node, ()) if item.startswith("_:")}
            waiting |= ends - seen
    return found


def leaves_out(work: Question | Answer, shape: Shape) -> bool:
    """Whether some of what was kept is not stated when a work is written in a shape."""
    kept = kept_in(work)
    if kept is None or kept.style.shape is shape:
        return False
    return bool(kept.also - carried(kept))


def style_of(participations: Iterable[str], identifier: str, shape: Shape) -> Style:
    """The style of a record, determined from the ids of its participations."""
    for own in participations:
        _, found, tail = own.partition(f"/{identifier}")
        if found and tail[:1] == "-":
            return Style(shape, "-")
    return Style(shape)
