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
from parlq.formats.html.languages import shown_first, text_of
from parlq.formats.html.site.facets import Value, values_of
from parlq.formats.html.site.naming import name_of_page, name_of_value
from parlq.formats.html.words import kind_of
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
CREATE TABLE listed (facet TEXT, key TEXT, page INTEGER, title TEXT,
    PRIMARY KEY (facet, key, page)) WITHOUT ROWID;
CREATE TABLE work (one INTEGER, page INTEGER, PRIMARY KEY (one, page)) WITHOUT ROWID;
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
SELECT DISTINCT page.name, page.card FROM work mine {join} JOIN work other ON other.one = {other}
    JOIN page ON page.id = other.page WHERE mine.page = :page AND other.page <> :page
    AND ({other} = mine.one OR NOT EXISTS (SELECT 1 FROM work WHERE one = {other} AND page = :page))
    ORDER BY page.name LIMIT :most
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
#: Most names that lists show of the authors of a document.
_MOST_NAMES: Final = 3


class Card(NamedTuple):
    """What lists show of a document.

    Attributes:
        path: of its page, from the top of the site.
        label: reference or other short name of its first work.
        title: subject of that, or who answers.
        language: of the title.
        kind: of that, in words.
        date: of that in ISO 8601.
        updated: the last day that the document states.
        people: names of authors, the first few.
        more: how many authors there are besides.
        others: what else the document has, such as `with answer`.
    """

    path: str
    label: str
    title: str
    language: str
    kind: str
    date: str
    updated: str
    people: tuple[str, ...]
    more: int
    others: tuple[str, ...]


def card_of(document: Document, path: str) -> Card:
    """What lists show of a document."""
    works = document.works if isinstance(document, Dossier) else (document,)
    work = works[0]
    first = shown_first(document)
    text = text_of(work, first)
    title = (text.subject or text.printed_answerers) if text else None
    kind = str(kind_of(work, "en").unescape())
    people = (
        [one.name or one.uri or "" for one in work.authors] if isinstance(work, Question) else []
    )
    days = [day for each in works for v in each.variants if (day := v.last_updated)]
    days += [each.date for each in works if each.date]
    return Card(
        path=path,
        label=work.label or "",
        title=title or work.label or kind,
        language=text.language if text and title else "en" if not work.label else "und",
        kind=kind,
        date=work.date.isoformat() if work.date else "",
        updated=max(days).isoformat() if days else "",
        people=tuple(people[:_MOST_NAMES]),
        more=max(len(people) - _MOST_NAMES, 0),
        others=tuple(_others(document)) if isinstance(document, Dossier) else (),
    )


def _title_in(document: Document, language: str) -> str | None:
    """The title of the first work of a document in a language; None where it has none."""
    work = document.works[0] if isinstance(document, Dossier) else document
    text = work.variant(language, None)
    return (text.subject or text.printed_answerers) if text else None


def _others(document: Dossier) -> Iterator[str]:
    """What a dossier has besides its first work, in words."""
    more = max(len(document.questions) - 1, 0)
    if more:
        yield f"{more} more question{'s' * (more != 1)}"
    if document.questions and document.answers:
        count = len(document.answers)
        yield "with answer" if count == 1 else f"with {count} answers"
    elif len(document.answers) > 1:
        yield f"{len(document.answers) - 1} more answers"


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
            card = card_of(document, f"{name}.html")
            row = (page, name, card.date, pickle.dumps(card, pickle.HIGHEST_PROTOCOL))
            self.base.execute("INSERT INTO page VALUES (?, ?, ?, ?)", row)
            self.base.execute("INSERT INTO document VALUES (?, ?)", (page, zlib.compress(data, 1)))
            for facet, value in values_of(document):
                title = _title_in(document, value.key) if facet == "languages" else None
                self._list(facet, value, page, title)
        alone = isinstance(document, Dossier) or not entry.provenance.file
        scope = str(page) if alone else entry.provenance.name
        works = document.works if isinstance(document, Dossier) else (document,)
        rows = [(isinstance(work, Question), (page,)) for work in works]
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

    def _list(self, facet: str, value: Value, page: int, title: str | None) -> None:
        row = (facet, *value, name_of_value(value.key))
        insert = (
            "INSERT INTO value (facet, key, title, place, language, name, size)"
            " VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET size = size + 1"
        )
        self.base.execute(insert, row)
        self.base.execute("INSERT INTO listed VALUES (?, ?, ?, ?)", (facet, value.key, page, title))

    def link(self) -> None:
        """Find the works of other documents that belong to each, after all have been added."""
        with stored():
            for found, work in self._pairing.works("all"):
                if isinstance(found, Within):  # it has nothing to do with other documents
                    continue
                rows = [(work.number, page) for page in dict.fromkeys(work.data)]
                self.base.executemany("INSERT INTO work VALUES (?, ?)", rows)
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
                cards = [_card(card) for _, card in self.base.execute(query, given)]
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
        """What lists show of the documents with a value, the newest first; of a language, titles in it."""
        select = (
            "SELECT card, title FROM listed JOIN page ON page.id = listed.page WHERE facet = ? AND key = ?"
            " ORDER BY day DESC, name DESC"
        )
        with stored():
            for blob, title in self.base.execute(select, (facet, key)):
                card = _card(blob)
                yield card._replace(title=title, language=key) if title else card

    def newest(self, most: int = -1) -> Iterator[Card]:
        """The same of all documents."""
        select = "SELECT card FROM page ORDER BY day DESC, name DESC LIMIT ?"
        with stored():
            yield from (_card(card) for (card,) in self.base.execute(select, (most,)))


def document_of(data: bytes) -> Document:
    """The document of which the catalogue has the JSON."""
    return loads(data)


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
