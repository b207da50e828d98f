"""Compares the members of a JSON-LD document with the statements that were parsed of it.

JSON-LD, and pyoxigraph as its parser, silently ignores members that make no statement: keys that
are no IRIs, relative identifiers without a base, values with an invalid language tag, and more.
parlq reports each such member.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from parlq.formats.ep.records.jsonld.false_keywords import Ignored
from parlq.formats.ep.records.jsonld.json_positions import Path, places
from parlq.formats.ep.records.jsonld.marked_values import Leaf, Marks
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.rdf.bounded_jsonld import Row
from parlq.formats.ep.records.rdf.statements_of_quads import NoStatementError, Terms
from parlq.io.reading import Location
from parlq.limits import Limits

#: Most members that are named one by one.
_NAMED: Final = 100
_NO_PLACE = "RDF cannot represent it, or its key"
_UNKNOWN = "its key, or a key around it, is not an IRI, or JSON-LD gives it no meaning"


class _Lost(NamedTuple):
    """A member or item that became no statement, and why, where that is known."""

    path: Path
    why: str


def report_lost(
    marks: Marks,
    ignored: list[Ignored],
    raw: bytes,
    rows: list[Row] | None,
    faults: list[str],
    report: Report,
) -> None:
    """Report each member that became no statement, as PQ618.

    Args:
        marks: the marked form of the document.
        ignored: members that JSON-LD ignores for their keys.
        raw: its text.
        rows: quads that were parsed of the marked form; None where it cannot be parsed.
        faults: why quads that were parsed of the document itself are no statements.
        report: takes the problems.
    """
    _report([_Lost(each.path, each.why) for each in ignored], "JSON-LD ignores this", raw, report)
    if rows is None:
        message = "cannot verify that each member of this document became a statement"
        report.add("PQ618", message)
        return
    seen = _Seen(marks, rows)
    known = {each.path for each in ignored}
    every = [*_grouped(marks.leaves, seen)]
    lost = [each for each in every if each.path not in known]
    if not every:
        lost = [_Lost((), why) for why in dict.fromkeys(faults)]
    _report(lost, "JSON-LD makes no statement of this member", raw, report)


def _report(lost: list[_Lost], what: str, raw: bytes, report: Report) -> None:
    where = places(raw.decode(), [each.path for each in lost[:_NAMED]])
    for each in lost[:_NAMED]:
        pointer, place = _pointer(each.path), where.get(each.path, Location())
        report.add(
            "PQ618",
            f"{what}: {each.why}",
            path=pointer or None,
            line=place.line,
            column=place.column,
        )
    if len(lost) > _NAMED:
        report.add("PQ618", f"{what}: {len(lost) - _NAMED} further members")


class _Seen:
    """What was parsed of a marked document.

    Attributes:
        numbers: of the marks that are in statements.
        why: why other marks are in none, as far as the parser gave them out.
    """

    def __init__(self, marks: Marks, rows: list[Row]) -> None:
        self.numbers: set[int] = set()
        self.why: dict[int, str] = {}
        self._marks = marks
        terms, beside = Terms(None, Limits(unbounded=True), 0), dict[tuple[str, str], _Objects]()
        stated = []
        known: dict[str, frozenset[int]] = {}  # of nodes and properties, which are in many rows
        for row in rows:
            _, subject, predicate, _, item, *_ = row
            of_item = {*marks.numbers(item)}
            for text in (subject, predicate):
                if text not in known:
                    known[text] = frozenset(marks.numbers(text))
            # The name of a graph is no statement.
            numbers = {*known[subject], *known[predicate], *of_item}
            try:
                terms.of_row(row)
            except NoStatementError as error:
                self.why.update(dict.fromkeys(numbers, marks.without(str(error))))
                continue
            stated.append((numbers, of_item))
            objects = beside.setdefault((subject, predicate), _Objects(set(), set()))
            if of_item:
                objects.marked.update(of_item)
            else:
                objects.others.add(row[3:])
        # What only stands beside a term that means nothing is not in the document itself.
        nothing = self._nothing(beside.values())
        for numbers, of_item in stated:
            if not of_item or not of_item <= nothing:
                self.numbers |= numbers

    def _nothing(self, beside: Iterable[_Objects]) -> set[int]:
        """The marks beside terms that mean nothing where they are."""
        fixed = {e.number: e.fixed for e in self._marks.leaves if e.number is not None and e.fixed}
        found = set()
        for objects in beside if fixed else ():
            terms = {fixed[each] for each in objects.marked if each in fixed}
            if len(terms) > len(objects.others):  # two mean the same, or one of them nothing
                found |= {
                    each
                    for each in objects.marked & fixed.keys()
                    if not objects.others or self._marks.may_mean_nothing(fixed[each])
                }
        return found


class _Objects(NamedTuple):
    """The objects of a subject and a property: numbers of marks, and objects without one."""

    marked: set[int]
    others: set[object]


def _grouped(leaves: list[Leaf], seen: _Seen) -> Iterator[_Lost]:
    """The outermost members of which nothing became a statement."""
    missing = [each for each in leaves if each.number not in seen.numbers]
    if not missing:
        return
    whole = Counter(each.path[:n] for each in leaves for n in range(1, len(each.path) + 1))
    gone = Counter(each.path[:n] for each in missing for n in range(1, len(each.path) + 1))
    told: set[Path] = set()
    for each in missing:
        lengths = range(1, len(each.path) + 1)
        whole_lost = (each.path[:n] for n in lengths if gone[each.path[:n]] == whole[each.path[:n]])
        path = next(whole_lost, each.path)
        if path not in told:
            told.add(path)
            why = _NO_PLACE if each.number is None else seen.why.get(each.number, _UNKNOWN)
            yield _Lost(path, why)


def _pointer(path: Path) -> str:
    """A path as a JSON Pointer."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)
