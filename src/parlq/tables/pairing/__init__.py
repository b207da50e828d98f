"""Pairs questions with answers, of any number of documents, in bounded memory.

Most documents have no name in common with another one, so their works are paired by themselves. What
a table needs of each document waits in a temporary file until that is known. The others go through a
database.
"""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Callable, Iterator
from itertools import compress, count, islice
from operator import eq
from typing import Any, Final

from parlq.tables.pairing.index import Index
from parlq.tables.pairing.keys import Keys, pairs
from parlq.tables.pairing.spool import Spool
from parlq.tables.pairing.within import Answers, Within, Work

#: Most keys of documents that wait in memory, and into how many parts their hashes divide them.
_WAITING: Final = 1 << 17
_PARTS: Final = 64


class Pairing:
    """Documents that are added one by one, and then the works that begin the rows of a table.

    Args:
        make: as in `Index`.
        join: as in `Index`.
    """

    def __init__(
        self, make: Callable[[tuple[Any, ...]], Any], join: Callable[[list[Any]], Any]
    ) -> None:
        self._make, self._join = make, join
        self._documents, self._names = Spool(), Names()
        #: Whether the database decides on a document.
        self._linked = bytearray()

    def close(self) -> None:
        """Remove the temporary files."""
        self._documents.close()
        self._names.close()

    def add(self, works: list[tuple[bool, tuple[Any, ...]]], keys: list[Keys]) -> None:
        """Store a document.

        Args:
            works: of each of its works, whether it is a question, and what to store: plain values,
                which are stored fastest.
            keys: those of each of its works.
        """
        found = pairs(keys)
        self._names.add({hash(key) for each in keys for key in each.all()}, len(self._linked))
        self._linked.append(found is None)
        self._documents.add((works, [tuple(each) for each in keys], found))

    def works(self, per: str) -> Iterator[tuple[Answers, Work]]:
        """The works that begin a row of a table per something, in the order in which they came.

        Each comes with what finds the works that belong to it.
        """
        for pair in self._names.links():
            for document in pair:
                self._linked[document] = True
        if not any(self._linked):
            yield from self._alone(per, iter(()))
            return
        with contextlib.closing(Index(self._make, self._join)) as index:
            for document in compress(count(), self._linked):
                works, keys, _ = self._documents[document]
                for place, (asks, data), own in zip(count(), works, keys, strict=False):
                    index.add(Work(_number(document, place), asks, data), Keys._make(own))
            index.link()
            yield from self._alone(per, ((index, work) for work in index.works(per)))

    def _alone(
        self, per: str, others: Iterator[tuple[Answers, Work]]
    ) -> Iterator[tuple[Answers, Work]]:
        """Those of the documents that have nothing to do with any other, among the others."""
        other = next(others, None)
        for document, is_linked in enumerate(self._linked):
            if is_linked:
                continue
            first = _number(document, 0)
            while other is not None and other[1].number < first:
                yield other
                other = next(others, None)
            works, _, found = self._documents[document]
            made = [
                Work(number, asks, self._make(data))
                for number, (asks, data) in zip(count(first), works, strict=False)
            ]
            within = Within(made, found)
            for work in within.works(per):
                yield within, work
        if other is not None:
            yield other
            yield from others


def _number(document: int, place: int) -> int:
    """The number of a work, which gives the order of all; a document has fewer works than that."""
    return (document << 32) + place


class Names:
    """Finds the documents that have a key in common with another one, by the hashes of their keys.

    That two keys have one hash does no harm: the database compares the keys. The hashes wait in a
    temporary file, in parts of which one is in memory at a time.
    """

    def __init__(self) -> None:
        self._parts = [(array("q"), array("i")) for _ in range(_PARTS)]
        self._waiting, self._stored = 0, Spool()

    def close(self) -> None:
        """Remove the temporary file."""
        self._stored.close()

    def add(self, hashes: set[int], document: int) -> None:
        """Take those of a document."""
        for found in hashes:
            part = self._parts[found % _PARTS]
            part[0].append(found)
            part[1].append(document)
        self._waiting += len(hashes)
        if self._waiting > _WAITING:
            self._store()

    def _store(self) -> None:
        """Store what waits, a value for each part."""
        for part in self._parts:
            self._stored.add(part)
            for each in part:
                del each[:]
        self._waiting = 0

    def links(self) -> Iterator[tuple[int, int]]:
        """Documents that have a key in common: the first one that has it, with each other one."""
        for number, waiting in enumerate(self._parts):
            hashes, documents = array("q"), array("i")
            stored = range(number, len(self._stored), _PARTS)
            for part in (*map(self._stored.__getitem__, stored), waiting):
                hashes += part[0]
                documents += part[1]
            ordered = sorted(hashes)
            shared = {*compress(ordered, map(eq, ordered, islice(ordered, 1, None)))}
            first: dict[int, int] = {}
            for found, document in zip(hashes, documents, strict=True) if shared else ():
                if found in shared and first.setdefault(found, document) != document:
                    yield first[found], document
