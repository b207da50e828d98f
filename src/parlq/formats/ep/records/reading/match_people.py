"""Brings persons of a record and names of an alternative title together, in the order printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from parlq.formats.ep.records.vocabulary.alternative_title import Printed
from parlq.model.fields.name_matching import folded


class Person(NamedTuple):
    """A person of a record: the URI, and the name where the record labels it."""

    uri: str
    label: str | None


class Author(NamedTuple):
    """One author: what the record and the title say of the same person."""

    uri: str | None
    name: str | None
    group: str | None


def together(
    persons: list[Person], printed: tuple[Printed, ...] | None
) -> tuple[list[Author], list[Person]]:
    """The authors in the order printed, and the persons that could not be told apart.

    A person is found by the name, or by the only one that shares words of it; the last one left on
    both sides are one and the same. Persons with a name that is not printed take the places that
    are left, without a group. Persons without a name, several of whom may be meant by several
    printed names, are given back: which is which is not stated.
    """
    if not printed:
        return [Author(each.uri, each.label, None) for each in persons], []
    if len(persons) == len(printed) == 1:
        name, group = printed[0]
        return [Author(persons[0].uri, persons[0].label or name, group)], []
    left = list(persons)
    tied: list[Person | None] = [None] * len(printed)
    labelled = any(each.label is not None for each in left)
    for test in (_equal, _alike) if labelled else ():
        for index, each in enumerate(printed):
            if tied[index] is None and (found := _only(left, folded(each.name), test)):
                left.remove(found)
                tied[index] = found
    if len(left) == 1 and tied.count(None) == 1:
        tied[tied.index(None)] = left.pop()
    named = [one for one in left if one.label is not None]
    authors = []
    for one, each in zip(tied, printed, strict=True):
        if one is not None:
            authors.append(Author(one.uri, one.label or each.name, each.group))
        elif named:
            other = named.pop(0)
            authors.append(Author(other.uri, other.label, None))
        else:
            authors.append(Author(None, each.name, each.group))
    authors += [Author(one.uri, one.label, None) for one in named]
    return authors, [one for one in left if one.label is None]


def _equal(one: frozenset[str], other: frozenset[str]) -> bool:
    return one == other


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other)


def _only(
    persons: list[Person],
    words: frozenset[str],
    test: Callable[[frozenset[str], frozenset[str]], bool],
) -> Person | None:
    found = [one for one in persons if one.label is not None and test(folded(one.label), words)]
    return found[0] if len(found) == 1 else None
