"""Pair the works of a document with the works that were read back of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, TypeAlias

from parlq.comparison.format_knowledge import Comparison, Work
from parlq.model import Answer, Document, Dossier, Question

_Names: TypeAlias = Callable[[Any], Iterable[Hashable]]
#: How many works of one name are searched for one that is equal.
_FEW = 8


def works_of(document: Document | None) -> tuple[Work, ...]:
    """The works of a document, none of None."""
    if isinstance(document, Dossier):
        return document.works
    return () if document is None else (document,)


def pairs(
    document: Document, back: Document | None, known: Comparison
) -> Iterator[tuple[Work, Work | None]]:
    """Each work of a document with the work that it came back as, None without one."""
    for kind in (Question, Answer):
        ones = [work for work in works_of(document) if type(work) is kind]
        others = [work for work in works_of(back) if type(work) is kind]
        found = _found(ones, others, known)
        for index, one in enumerate(ones):
            yield one, (others[found[index]] if index in found else None)


def _found(ones: list[Work], others: list[Work], known: Comparison) -> dict[int, int]:
    """Positions of works, and those of the works that they came back as."""
    found: dict[int, int] = {}
    if len(ones) == len(others):
        found = {n: n for n, one in enumerate(ones) if one == others[n]}

    def own_key(work: Work) -> list[Hashable]:
        key = known.key(work)
        return [] if key is None else [key]

    ways: tuple[_Names, ...] = (
        own_key,
        lambda work: () if work.reference is None else (work.reference,),
        lambda work: work.identifiers,
    )
    # Several works of one name may have come back as one, which is then the partner of each.
    for share in (False, True):
        for names in ways:
            left = [n for n in range(len(ones)) if n not in found]
            if left:
                _match(left, ones, others, names, found, share=share)
    left = [n for n in range(len(ones)) if n not in found]
    taken = set(found.values())
    free = [n for n in range(len(others)) if n not in taken]
    if len(left) == len(free):
        found.update(zip(left, free, strict=True))
    return found


def _match(
    left: list[int],
    ones: list[Work],
    others: list[Work],
    names: _Names,
    found: dict[int, int],
    *,
    share: bool,
) -> None:
    """Pair works that have a name in common."""
    taken = set() if share else set(found.values())
    named: dict[Hashable, dict[int, None]] = {}
    for n, other in enumerate(others):
        if n not in taken:
            for name in names(other):
                named.setdefault(name, {})[n] = None
    for n in left:
        for name in names(ones[n]):
            if here := named.get(name):
                chosen = _equal(ones[n], others, here)
                found[n] = chosen
                if not share:
                    for every in names(others[chosen]):
                        named[every].pop(chosen, None)
                break


def _equal(one: Work, others: list[Work], positions: dict[int, None]) -> int:
    """The first of the next few works that is equal, else the first of all."""
    first = next(iter(positions))
    for position, _ in zip(positions, range(_FEW), strict=False):
        if others[position] == one:
            return position
    return first
