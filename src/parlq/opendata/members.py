"""Compares the members of a JSON-LD document with the statements that were parsed of it.

JSON-LD, and pyoxigraph as its parser, leaves out without a word what makes no statement: keys that
are no IRIs, relative identifiers without a base, values with a language tag that is none, and more.
Each such member is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import orjson

from parlq.limits import Limits
from parlq.opendata import graphs
from parlq.opendata.contexts import Contexts
from parlq.opendata.graphs import NoStatementError
from parlq.opendata.json_positions import Path, places
from parlq.opendata.marks import Leaf, Marks
from parlq.opendata.report import Report
from parlq.problems import InputError
from parlq.reading import Place

#: Most members that are named one by one.
_NAMED: Final = 100
_NO_PLACE = "RDF has no place for it"
_UNKNOWN = "its key, or a key around it, is not an IRI, or JSON-LD gives it no meaning"


class _Lost(NamedTuple):
    """A member or item that became no statement, and why, where that is known."""

    path: Path
    why: str


def report_lost(
    parsed: Any, raw: bytes, contexts: Contexts, skipped: list[str], report: Report, limits: Limits
) -> None:
    """Report each member that became no statement, as PQ618.

    Args:
        parsed: the document.
        raw: its text.
        contexts: of it.
        skipped: why quads that were parsed of it are no statements.
        report: takes the problems.
        limits: bounds.
    """
    marks = Marks(parsed, raw, contexts)
    try:
        seen = _Seen(marks, report.file, limits)
    except InputError:
        message = "cannot verify that each member of this document became a statement"
        report.add("PQ618", message)
        return
    lost = [*_grouped(marks.leaves, seen)]
    if not lost:
        lost = [_Lost((), why) for why in dict.fromkeys(skipped)]
    where = places(raw.decode(), [each.path for each in lost[:_NAMED]])
    for each in lost[:_NAMED]:
        pointer, place = _pointer(each.path), where.get(each.path, Place())
        message = f"this member became no statement: {each.why}"
        report.add("PQ618", message, path=pointer or None, line=place.line, column=place.column)
    if len(lost) > _NAMED:
        report.add("PQ618", f"{len(lost) - _NAMED} further members became no statement")


class _Seen:
    """What was parsed of a marked document.

    Attributes:
        numbers: of the marks that are in statements.
        why: why other marks are in none, as far as the parser gave them out.
    """

    def __init__(self, marks: Marks, file: str | None, limits: Limits) -> None:
        self.numbers: set[int] = set()
        self.why: dict[int, str] = {}
        self._marks = marks
        self._beside: dict[tuple[str, str], _Objects] = {}
        source = orjson.dumps(marks.document)
        graphs.parse(source, "json-ld", file=file, limits=limits, watch=self._note)
        fixed = {e.number: e.fixed for e in marks.leaves if e.number is not None and e.fixed}
        for objects in self._beside.values():
            terms = {fixed[each] for each in objects.marked if each in fixed}
            if len(terms) > len(objects.others):  # two mean the same, or one of them nothing
                self.numbers -= {
                    each
                    for each in objects.marked & fixed.keys()
                    if not objects.others or marks.may_mean_nothing(fixed[each])
                }

    def _note(self, quad: Any, error: NoStatementError | None) -> None:
        item = quad.object
        of_item = {*self._marks.numbers(getattr(item, "value", ""))}
        numbers = {*of_item}
        for part in (quad.subject, quad.predicate):  # the name of a graph is no statement
            numbers.update(self._marks.numbers(part.value))
        if error is not None:
            why = self._marks.without(str(error))
            self.why.update(dict.fromkeys(numbers, why))
            return
        self.numbers |= numbers
        key = quad.subject.value, quad.predicate.value
        objects = self._beside.setdefault(key, _Objects(set(), set()))
        if of_item:
            objects.marked.update(of_item)
        else:
            objects.others.add(str(item))


class _Objects(NamedTuple):
    """The objects of a subject and a property: numbers of marks, and objects without one."""

    marked: set[int]
    others: set[str]


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
