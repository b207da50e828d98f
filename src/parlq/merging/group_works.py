"""Determines which works of several documents are the same, by their names only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from parlq.merging.field_rules import same_kind
from parlq.merging.institutions import is_same
from parlq.model import Answer, Question, Reference, identity
from parlq.model.identity import Name

Work = Question | Answer
#: Among how many answers to the same questions of one day it is found out which are one.
MOST: Final = 100


class Item(NamedTuple):
    """A work, and the number of the document that it is from."""

    work: Work
    document: int


class Apart(NamedTuple):
    """Works that may be one and are kept apart, by their numbers: the rule, and why."""

    rule: str
    works: tuple[int, ...]
    why: str


class _Sets:
    """Sets of numbers; the root of a set is the least of them."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, number: int) -> int:
        above = self._above
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    def merge(self, numbers: Iterable[int]) -> None:
        roots = sorted({self.root(number) for number in numbers})
        for root in roots[1:]:
            self._above[root] = roots[0]

    def groups(self, numbers: Iterable[int]) -> dict[int, list[int]]:
        """The numbers by the root of their set, both in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for number in numbers:
            found[self.root(number)].append(number)
        return found


def groups(items: Sequence[Item]) -> tuple[list[list[int]], list[Apart]]:
    """The numbers of the works that are one, in the order of the first of each, and what is kept apart.

    The order of the works does not matter for which of them are one.
    """
    sets = _Sets(len(items))
    apart: list[Apart] = []
    _by_reference(items, sets)
    _by_identifier(items, sets, apart)
    _by_questions(items, sets, apart)
    return list(sets.groups(range(len(items))).values()), apart


def _key(item: Item, name: Name) -> tuple[object, ...]:
    return (identity.kind_of(item.work), name)


def _by_reference(items: Sequence[Item], sets: _Sets) -> None:
    """Works with one reference are one; so is the only revision that records tie to it."""
    borne: dict[object, dict[Reference, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, (work, _) in enumerate(items):
        if work.reference is not None:
            plain = identity.unrevised(work.reference)
            key = (identity.kind_of(work), work.parliament, plain)
            borne[key][work.reference].append(number)
    for by_revision in borne.values():
        for numbers in by_revision.values():
            sets.merge(numbers)
        if len(by_revision) == 2 and any(each.revision is None for each in by_revision):
            one, other = by_revision.values()
            if _tied(items, one, other):
                sets.merge([*one, *other])


def _tied(items: Sequence[Item], one: list[int], other: list[int]) -> bool:
    """Whether one source leaves out the revision that the other states, and a record ties them.

    Records name all revisions of a question by one URI.
    """
    ours, theirs = (
        {
            each.value
            for number in numbers
            for each in items[number].work.identifiers
            if each.scheme == "eli"
        }
        for numbers in (one, other)
    )
    return bool(ours & theirs) if ours and theirs else bool(ours or theirs)


def _by_identifier(items: Sequence[Item], sets: _Sets, apart: list[Apart]) -> None:
    """Works that share a name are one, unless that makes one of works with different references."""
    bearers: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        for name in identity.names(item.work):
            bearers[_key(item, name)].append(number)
    shared = [numbers for numbers in bearers.values() if len(numbers) > 1]
    loose = [
        [number for number in numbers if items[number].work.reference is None] for numbers in shared
    ]
    for numbers in loose:
        sets.merge(numbers)
    led_to: dict[int, set[int]] = defaultdict(set)
    for numbers, without in zip(shared, loose, strict=True):
        if without:
            referred = set(numbers).difference(without)
            led_to[sets.root(without[0])] |= {sets.root(number) for number in referred}
    for root, targets in led_to.items():
        if len(targets) == 1:
            sets.merge([root, *targets])
        elif targets:
            called = " and ".join(str(items[n].work.reference) for n in sorted(targets)[:2])
            why = f"its identifiers match {called}; kept as a separate work"
            apart.append(Apart("PQ452", (root,), why))


def _by_questions(items: Sequence[Item], sets: _Sets, apart: list[Apart]) -> None:
    """An answer without a name is the one that answers the same questions on the same day."""
    classes: dict[Name, list[int]] = defaultdict(list)
    for number, (work, _) in enumerate(items):
        known = identity.derived(work) if isinstance(work, Answer) else None
        if known is not None:
            classes[known].append(number)
    whole = sets.groups(range(len(items)))
    for numbers in classes.values():
        roots = list(sets.groups(numbers))
        nameless = {root for root in roots if not identity.names(items[root].work)}
        if len(roots) < 2 or not nameless:
            continue
        if len(roots) > MOST:
            why = f"more than {MOST} answers to the same questions on the same day; none is merged"
            apart.append(Apart("PQ455", tuple(sorted(nameless)), why))
            continue
        _of_one_day(items, [whole[root] for root in roots], nameless, sets, apart)


def _of_one_day(
    items: Sequence[Item],
    found: list[list[int]],
    nameless: set[int],
    sets: _Sets,
    apart: list[Apart],
) -> None:
    """Merge answers to the same questions of one day, as far as it is clear which are one."""
    pairs: dict[tuple[int, int], bool] = {}
    linked = _Sets(len(found))
    for n, one in enumerate(found):
        for m, other in enumerate(found[:n]):
            if (one[0] in nameless or other[0] in nameless) and _may_be_one(items, one, other):
                pairs[m, n] = _same_texts(items, one, other)
                linked.merge([m, n])
    for members in linked.groups(range(len(found))).values():
        if len(members) == 1:
            continue
        named = [n for n in members if found[n][0] not in nameless]
        clear = all(
            pairs.get((m, n), False) for n in members for m in members if m < n and len(named) < 2
        )
        numbers = [number for n in members for number in found[n]]
        if clear and len(named) < 2:
            sets.merge(numbers)
        else:
            why = "it may be any of several answers to the same questions on the same day"
            loose = tuple(sorted(set(numbers) & nameless))
            apart.append(Apart("PQ455", loose, f"{why}; kept as a separate work"))


def _may_be_one(items: Sequence[Item], one: list[int], other: list[int]) -> bool:
    """Whether nothing but perhaps the texts says that two answers are two.

    Within one document two answers without a name are two.
    """
    documents = {items[n].document for n in one}
    if any(items[n].document in documents for n in other):
        return False
    return all(
        same_kind(items[n].work.kind, items[m].work.kind)
        and _same_answerers(items[n].work, items[m].work)
        for n in one
        for m in other
    )


def _same_answerers(one: Work, other: Work) -> bool:
    """Whether two answers may be by the same bodies, as far as both say which."""
    mine, theirs = (
        [
            each.institution
            for each in (work.answerers if isinstance(work, Answer) else ())
            if each.institution
        ]
        for work in (one, other)
    )
    if not (mine and theirs):
        return True
    coded = all(body.code for body in (*mine, *theirs))
    return not coded or any(is_same(a, b) for a in mine for b in theirs)


def _same_texts(items: Sequence[Item], one: list[int], other: list[int]) -> bool:
    """Whether two answers have the same words in each language that both have."""
    mine, theirs = (
        {v.language: v.text().split() for n in numbers for v in items[n].work.variants if v.body}
        for numbers in (one, other)
    )
    return all(mine[tag] == theirs[tag] for tag in mine.keys() & theirs.keys())
