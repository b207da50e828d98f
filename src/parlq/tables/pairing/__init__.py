"""Pairs questions with answers, of any number of documents, in bounded memory.

Most documents have no name in common with another one, so their works are paired by themselves. What
a table needs of each document waits in a temporary file until that is known. The others go through a
database.
"""

from __future__ import annotations

import contextlib
import heapq
from array import array
from collections.abc import Callable, Collection, Iterator
from itertools import compress, count, islice
from operator import eq
from typing import Any, Final

from parlq.tables.pairing.index import Index
from parlq.tables.pairing.keys import Keys, pairs
from parlq.tables.pairing.spool import Spool
from parlq.tables.pairing.within import Answers, Within, Work

#: Most shared names that are held in memory; beyond them, the database decides on all documents.
_MOST: Final = 200_000


class Pairing:
    """Documents that are added one by one, and then the works that begin the rows of a table.

    Args:
        make: makes what a row needs of what was stored.
        join: makes one of what was stored of one work from several files.
    """

    def __init__(
        self, make: Callable[[tuple[Any, ...]], Any], join: Callable[[list[Any]], Any]
    ) -> None:
        self._make, self._join = make, join
        self._documents, self._names = Spool(), Names()
        self._ambiguous: set[int] = set()

    def close(self) -> None:
        """Remove the temporary file."""
        self._documents.close()

    def add(self, works: list[tuple[bool, tuple[Any, ...]]], keys: list[Keys]) -> None:
        """Store a document.

        Args:
            works: of each of its works, whether it is a question, and what to store: plain values,
                which are stored fastest.
            keys: those of each of its works.
        """
        document, found = len(self._documents), pairs(keys)
        if found is None:
            self._ambiguous.add(document)
        self._names.add({hash(key) for each in keys for key in each.all()}, document)
        self._documents.add((works, [tuple(each) for each in keys], found))

    def works(self, per: str) -> Iterator[tuple[Answers, Work]]:
        """The works that begin a row of a table per something, in the order in which they came.

        Each comes with what finds the works that belong to it.
        """
        shared = self._names.sharing()
        self._names.clear()
        linked = range(len(self._documents)) if shared is None else shared | self._ambiguous
        if not linked:
            yield from self._alone(per, linked)
            return
        with contextlib.closing(Index(self._make, self._join)) as index:
            for document in sorted(linked):
                works, keys, _ = self._documents[document]
                for place, (asks, data), own in zip(count(), works, keys, strict=False):
                    index.add(Work(_number(document, place), asks, data), Keys._make(own))
            index.link()
            found = ((index, work) for work in index.works(per))
            yield from heapq.merge(self._alone(per, linked), found, key=_place)

    def _alone(self, per: str, linked: Collection[int]) -> Iterator[tuple[Answers, Work]]:
        """Those of the documents that have nothing to do with any other."""
        for document in range(len(self._documents)):
            if document in linked:
                continue
            works, _, found = self._documents[document]
            numbers = count(_number(document, 0))
            made = [
                Work(number, asks, self._make(data))
                for number, (asks, data) in zip(numbers, works, strict=False)
            ]
            within = Within(made, found)
            for work in within.works(per):
                yield within, work


def _number(document: int, place: int) -> int:
    """The number of a work, which gives the order of all; a document has fewer works than that."""
    return (document << 32) + place


def _place(found: tuple[Answers, Work]) -> int:
    return found[1].number


class Names:
    """Finds the documents that have a key in common with another one, by the hashes of their keys.

    That two keys have one hash does no harm: the database compares the keys.
    """

    def __init__(self) -> None:
        self._parts = [(array("q"), array("i")) for _ in range(64)]

    def add(self, hashes: set[int], document: int) -> None:
        """Take those of a document."""
        for found in hashes:
            part = self._parts[found & 63]
            part[0].append(found)
            part[1].append(document)

    def clear(self) -> None:
        """Give back the memory."""
        self._parts.clear()

    def sharing(self) -> set[int] | None:
        """The documents; None if they are too many to be listed."""
        sharing: set[int] = set()
        for pair in self.links():
            sharing.update(pair)
            if len(sharing) > _MOST:
                return None
        return sharing

    def links(self) -> Iterator[tuple[int, int]]:
        """Documents that have a key in common: the first one that has it, with each other one."""
        for hashes, documents in self._parts:
            ordered = sorted(hashes)
            shared = {*compress(ordered, map(eq, ordered, islice(ordered, 1, None)))}
            first: dict[int, int] = {}
            for found, document in zip(hashes, documents, strict=True) if shared else ():
                if found in shared and first.setdefault(found, document) != document:
                    yield first[found], document
