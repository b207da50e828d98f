"""The documents of a site in a temporary database, so that memory stays bounded.

It has each document, what lists show of it, the values it is listed under, and the works of other
documents that its works answer or are answered by.
"""

from __future__ import annotations

import contextlib
import pickle
import sqlite3
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple

from parlq.corpus import Entry
from parlq.formats.html.languages import works_of
from parlq.formats.html.site.cards import Card, Cards
from parlq.formats.html.site.facets import Value, values_of
from parlq.formats.html.site.naming import name_of_page, name_of_value
from parlq.formats.json import dumps, loads
from parlq.model import Document, Dossier, Question
from parlq.tables.pairing import Pairing
from parlq.tables.pairing.index import stored
from parlq.tables.pairing.keys import keys_of
from parlq.tables.pairing.within import Within

#: The size of the cache is in KiB; beyond it the database is on disk.
_TABLES: Final = """
PRAGMA cache_size = -16384;
PRAGMA journal_mode = OFF;
PRAGMA temp_store = FILE;
CREATE TABLE page (id INTEGER PRIMARY KEY, name TEXT UNIQUE COLLATE NOCASE, day TEXT, card BLOB);
CREATE TABLE document (id INTEGER PRIMARY KEY, data BLOB);
CREATE TABLE taken (name TEXT PRIMARY KEY COLLATE NOCASE, count INTEGER);
CREATE TABLE value (facet TEXT, key TEXT, title TEXT, place TEXT, language TEXT, name TEXT, size INTEGER,
    PRIMARY KEY (facet, key));
CREATE TABLE listed (facet TEXT, key TEXT, page INTEGER, card BLOB,
    PRIMARY KEY (facet, key, page)) WITHOUT ROWID;
CREATE TABLE work (one INTEGER, page INTEGER, place TEXT, PRIMARY KEY (one, page)) WITHOUT ROWID;
CREATE TABLE link (question INTEGER, answer INTEGER);
"""
_INDEXES: Final = """
CREATE INDEX by_day ON page (day DESC, name DESC);
CREATE INDEX by_page ON work (page);
CREATE INDEX by_question ON link (question);
CREATE INDEX by_answer ON link (answer);
CREATE INDEX by_place ON value (facet, place, key);
"""
#: Most documents that a page leads to for one reason.
_MOST_RELATED: Final = 50
_RELATED: Final = """
SELECT page.card, min(other.place) FROM work mine {join} JOIN work other ON other.one = {other}
    JOIN page ON page.id = other.page WHERE mine.page = :page AND other.page <> :page
    AND ({other} = mine.one OR NOT EXISTS (SELECT 1 FROM work WHERE one = {other} AND page = :page))
    GROUP BY page.id ORDER BY page.name LIMIT :most
"""
_REASONS: Final = {
    "Other files about the same": _RELATED.format(join="", other="mine.one"),
    "Questions in other files": _RELATED.format(
        join="JOIN link ON link.answer = mine.one", other="link.question"
    ),
    "Answers in other files": _RELATED.format(
        join="JOIN link ON link.question = mine.one", other="link.answer"
    ),
}


class Listed(NamedTuple):
    """A value with the number of its documents and the name of its page, without extension."""

    title: str
    language: str
    name: str
    size: int
    key: str


class Catalogue:
    """The documents of a site."""

    def __init__(self) -> None:
        # An empty name is a database in a temporary file, which the system removes.
        self.base = sqlite3.connect("", isolation_level=None)
        self.base.executescript(_TABLES)
        self.base.execute("BEGIN")
        self._pairing = Pairing(tuple, lambda found: tuple(chain.from_iterable(found)))
        self.count = 0

    def close(self) -> None:
        """Remove the database."""
        self.base.close()
        self._pairing.close()

    def add(self, document: Document, entry: Entry) -> None:
        """Add a document, read as an entry."""
        self.count = page = self.count + 1
        data = dumps(document, indent=False)
        with stored():
            name = self._free(name_of_page(document, data))
            cards = Cards(document, f"{name}.html")
            row = (page, name, cards.document.date, _stored(cards.document))
            self.base.execute("INSERT INTO page VALUES (?, ?, ?, ?)", row)
            self.base.execute("INSERT INTO document VALUES (?, ?)", (page, zlib.compress(data, 1)))
            for facet, value, work in values_of(document):
                own = cards.of(work, value.key if facet == "languages" else None)
                self._list(facet, value, page, own)
        alone = isinstance(document, Dossier) or not entry.provenance.file
        scope = str(page) if alone else entry.provenance.name
        works = works_of(document)
        rows = [(isinstance(work, Question), (page, cards.place(work))) for work in works]
        self._pairing.add(rows, [keys_of(work, scope) for work in works])

    def _free(self, name: str) -> str:
        """A name that no other page has: the same with a number behind it, if it is taken."""
        find = "SELECT 1 FROM page WHERE name = ?"
        made = name
        while self.base.execute(find, (made,)).fetchone():
            count = "INSERT INTO taken VALUES (?, 2) ON CONFLICT DO UPDATE SET count = count + 1"
            (number,) = self.base.execute(f"{count} RETURNING count", (name,)).fetchone()
            made = f"{name}-{number}"
        return made

    def _list(self, facet: str, value: Value, page: int, card: Card | None) -> None:
        row = (facet, *value, name_of_value(value.key))
        insert = (
            "INSERT INTO value (facet, key, title, place, language, name, size)"
            " VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET size = size + 1"
        )
        self.base.execute(insert, row)
        blob = None if card is None else _stored(card)
        self.base.execute("INSERT INTO listed VALUES (?, ?, ?, ?)", (facet, value.key, page, blob))

    def link(self) -> None:
        """Find the works of other documents that belong to each, after all have been added."""
        with stored():
            for found, work in self._pairing.works("all"):
                if isinstance(found, Within):  # it has nothing to do with other documents
                    continue
                rows = [
                    (work.number, *each)
                    for each in zip(work.data[::2], work.data[1::2], strict=True)
                ]
                self.base.executemany("INSERT OR IGNORE INTO work VALUES (?, ?, ?)", rows)
                if work.asks:
                    links = [(work.number, each.number) for each in found.answers_for(work.number)]
                    self.base.executemany("INSERT INTO link VALUES (?, ?)", links)
            self.base.executescript(_INDEXES)

    def documents(self) -> Iterator[tuple[int, Card, bytes]]:
        """The documents in the order in which they came: number, card and JSON."""
        select = "SELECT id, card, data FROM page JOIN document USING (id) ORDER BY id"
        with stored():
            for page, card, data in self.base.execute(select):
                yield page, _card(card), zlib.decompress(data)

    def related(self, page: int) -> dict[str, list[Card]]:
        """The documents that a page leads to, by the reason."""
        given = {"page": page, "most": _MOST_RELATED}
        found: dict[str, list[Card]] = {}
        seen: set[str] = set()
        for reason, query in _REASONS.items():
            with stored():
                found_here = self.base.execute(query, given)
                cards = [_card(card)._replace(place=place) for card, place in found_here]
            if new := [card for card in cards if card.path not in seen]:
                found[reason] = new
                seen.update(card.path for card in new)
        return found

    def values(self, facet: str, *, most: int = -1, by_size: bool = False) -> Iterator[Listed]:
        """The values of a facet, in their order or those with most documents first."""
        order = "size DESC, place, key" if by_size else "place, key"
        select = "SELECT title, language, name, size, key FROM value WHERE facet = ?"
        select = f"{select} ORDER BY {order} LIMIT ?"
        with stored():
            yield from (Listed(*row) for row in self.base.execute(select, (facet, most)))

    def sizes(self) -> dict[str, int]:
        """How many values each facet has."""
        with stored():
            return dict(self.base.execute("SELECT facet, count(*) FROM value GROUP BY facet"))

    def cards(self, facet: str, key: str) -> Iterator[Card]:
        """What lists show of the documents with a value, the newest first: of the work that states it."""
        select = (
            "SELECT ifnull(listed.card, page.card) FROM listed JOIN page ON page.id = listed.page"
            " WHERE facet = ? AND key = ? ORDER BY day DESC, name DESC"
        )
        with stored():
            for (card,) in self.base.execute(select, (facet, key)):
                yield _card(card)

    def newest(self, most: int = -1) -> Iterator[Card]:
        """The same of all documents."""
        select = "SELECT card FROM page ORDER BY day DESC, name DESC LIMIT ?"
        with stored():
            yield from (_card(card) for (card,) in self.base.execute(select, (most,)))


def document_of(data: bytes) -> Document:
    """The document of which the catalogue has the JSON."""
    return loads(data)


def _stored(card: Card) -> bytes:
    return pickle.dumps(card, pickle.HIGHEST_PROTOCOL)


def _card(blob: bytes) -> Card:
    card: Card = pickle.loads(blob)  # noqa: S301 # written above
    return card


@contextlib.contextmanager
def catalogue() -> Iterator[Catalogue]:
    """A catalogue, which is removed at the end."""
    made = Catalogue()
    try:
        yield made
    finally:
        made.close()
