"""Which works of several files are one, and which answer which, in a temporary database.

Each work is stored as the little that a table needs of it, under its names, so memory stays bounded.
"""

from __future__ import annotations

import contextlib
import pickle
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from parlq.problems import ParlqError
from parlq.tables.pairing.keys import Keys
from parlq.tables.pairing.within import Work

#: Most rounds in which works are found to be one by way of a third.
_ROUNDS: Final = 10
#: Bytes of works that are stored together.
_WAITING: Final = 1 << 20
#: The size of the cache is in KiB; beyond it the database is on disk.
_TABLES: Final = """
PRAGMA cache_size = -16384;
PRAGMA journal_mode = OFF;
PRAGMA temp_store = FILE;
CREATE TABLE work (id INTEGER PRIMARY KEY, asks INTEGER, one INTEGER, data BLOB);
CREATE TABLE own (key TEXT, work INTEGER, reference TEXT, scope TEXT);
CREATE TABLE name (key TEXT, rank INTEGER, work INTEGER);
CREATE TABLE asked (key TEXT, work INTEGER);
"""
_SHARED: Final = """
DROP TABLE IF EXISTS shared;
CREATE TABLE shared AS SELECT key, min(one) AS least FROM own JOIN work ON work.id = own.work
    GROUP BY key HAVING min(one) < max(one)
    AND count(DISTINCT reference) < 2 AND count(scope) = count(DISTINCT scope);
CREATE UNIQUE INDEX by_shared ON shared (key);
"""
_UNITE: Final = """
UPDATE work SET one = found.least FROM (
    SELECT own.work AS id, min(least) AS least FROM own JOIN shared USING (key) GROUP BY own.work
) AS found WHERE work.id = found.id AND found.least < work.one
"""
_LINKS: Final = """
CREATE INDEX by_one ON work (one);
CREATE TABLE named AS SELECT DISTINCT key, rank, one FROM name JOIN work ON work.id = name.work;
CREATE INDEX by_key ON named (key, rank);
CREATE TABLE link (question INTEGER, answer INTEGER, PRIMARY KEY (question, answer)) WITHOUT ROWID;
INSERT OR IGNORE INTO link SELECT named.one, found.one
    FROM (SELECT DISTINCT key, one FROM asked JOIN work ON work.id = asked.work) AS found
    JOIN named USING (key)
    WHERE rank = 0 OR NOT EXISTS (
        SELECT 1 FROM named other WHERE other.key = named.key AND other.one <> named.one
        AND (other.rank = 0 OR named.rank = 2)
    );
CREATE INDEX by_answer ON link (answer, question);
"""


class Index:
    """Works that are added one by one, and then given in their order with those they belong to.

    Args:
        make: makes what a row needs of what was stored.
        join: makes one of what was stored of one work from several files.
    """

    def __init__(
        self, make: Callable[[tuple[Any, ...]], Any], join: Callable[[list[Any]], Any]
    ) -> None:
        self._make, self._join = make, join
        # An answer to many questions, or a question with many answers, is asked for again and again.
        self.answers_for = lru_cache(maxsize=16)(self._answers_for)
        # An empty name is a database in a temporary file, which the system removes.
        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._base.executescript(_TABLES)
        self._base.execute("BEGIN")
        self._waiting: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._size = 0

    def close(self) -> None:
        """Remove the database."""
        self._base.close()

    def add(self, work: Work, keys: Keys) -> None:
        """Store a work with its keys."""
        number, asks, data = work
        blob = pickle.dumps(data, pickle.HIGHEST_PROTOCOL)
        self._waiting["work VALUES (?, ?, ?, ?)"].append((number, asks, number, blob))
        for key, reference, scope in keys.own:
            self._waiting["own VALUES (?, ?, ?, ?)"].append((key, number, reference, scope))
        for key, rank in keys.names:
            self._waiting["name VALUES (?, ?, ?)"].append((key, rank, number))
        for key in keys.asked:
            self._waiting["asked VALUES (?, ?)"].append((key, number))
        self._size += len(blob)
        if self._size > _WAITING:
            self._store()

    def _store(self) -> None:
        """Store what waits."""
        with stored():
            for table, rows in self._waiting.items():
                self._base.executemany(f"INSERT INTO {table}", rows)  # of `add`
        self._waiting.clear()
        self._size = 0

    def link(self) -> None:
        """Find which works are one, and which answer which, after all have been added."""
        self._store()
        with stored():
            self._base.execute("COMMIT")
            for _ in range(_ROUNDS):
                self._base.executescript(_SHARED)
                if not self._base.execute(_UNITE).rowcount:
                    break
            self._base.executescript(_LINKS)

    def works(self, per: str) -> Iterator[Work]:
        """The works that begin a row of a table per something, in the order in which they came."""
        which = _BEGINNING.get(per, "")
        yield from self._found(f"SELECT one, asks, data FROM work {which} ORDER BY one, id")  # noqa: S608 # of the table below

    def _answers_for(self, question: int) -> list[Work]:
        """The answers to a question, in their order."""
        return [*self._found(_LINKED.format("answer", "question"), question)]

    def first_question(self, answer: int) -> Work | None:
        """The first question that an answer names; None where none is here."""
        with stored():
            found = "SELECT min(question) FROM link WHERE answer = ?"
            (number,) = self._base.execute(found, (answer,)).fetchone()
        return None if number is None else next(self._found(_ONE, number))

    def _found(self, query: str, *values: int) -> Iterator[Work]:
        with stored():
            found = self._base.execute(query, values)
            for (number, asks), group in groupby(found, lambda row: row[:2]):
                data = [self._make(pickle.loads(row[2])) for row in group]  # noqa: S301 # written above
                yield Work(number, bool(asks), data[0] if len(data) == 1 else self._join(data))


#: With which works the rows of a table begin, where not with all of them.
_BEGINNING: Final = {
    "question": "WHERE asks",
    "author": "WHERE asks",
    "answer": "WHERE NOT asks",
    "pair": "WHERE asks OR one NOT IN (SELECT answer FROM link)",
}
_ONE: Final = "SELECT one, asks, data FROM work WHERE one = ? ORDER BY id"
_LINKED: Final = (
    "SELECT one, asks, data FROM link JOIN work ON work.one = link.{0} WHERE link.{1} = ?"
    " ORDER BY one, id"
)


@contextlib.contextmanager
def stored() -> Iterator[None]:
    """Turn an error of the database into one of parlq."""
    try:
        yield
    except sqlite3.Error as error:
        message = f"the temporary index of names cannot be used: {error}; is its disk full?"
        raise ParlqError(message) from None
