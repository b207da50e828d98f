"""Writes a site: reads the documents, then writes a page for each, the lists, feeds and the search."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import attrs

from parlq._version import __version__
from parlq.corpus import Entry, Filters
from parlq.formats.html.site import search
from parlq.formats.html.site.cards import Card
from parlq.formats.html.site.catalogue import catalogue, document_of
from parlq.formats.html.site.facets import FACETS
from parlq.formats.html.site.feeds import feed, sitemaps
from parlq.formats.html.site.folder import Folder
from parlq.formats.html.site.listing import write_lists
from parlq.formats.html.site.options import Options, Site
from parlq.formats.html.site.templating import faults, render, source, templates
from parlq.formats.html.writer import rendered, style_of
from parlq.tables.charts import charts
from parlq.tables.counting import counted
from parlq.tables.table import NO_FILTERS

if TYPE_CHECKING:
    import datetime as dt

#: Nothing but files of the site; browsers take those beside a file for `file:` only.
_OWN: Final = "'self' file:"
_POLICY: Final = (
    f"default-src 'none'; style-src {_OWN}; script-src {_OWN}; img-src {_OWN};"
    f" base-uri 'none'; form-action {_OWN}"
)
#: The index of the search is a program in WebAssembly, which fetches its parts.
_SEARCHING: Final = (
    f"default-src 'none'; style-src {_OWN}; script-src {_OWN} 'wasm-unsafe-eval'; img-src {_OWN};"
    f" connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action {_OWN}"
)
#: Newest documents of the start page, and values of facets that are shown in their order; of the
#: others it shows the most frequent ones.
_NEWEST: Final = 10
_MOST: Final = {"years": 12, "languages": 24}


class SiteWriter:
    """Writes a site in two steps: `read` all documents, then `write` the pages; then `close` it.

    Args:
        folder: of the site; made if there is none.
        options: what the site is like.

    Raises:
        MissingExtraError: an optional package is not installed (extras `html` and `site`).
        SiteError: the folder or the templates cannot be used.
        OSError: as the system gives it.
    """

    def __init__(self, folder: str | os.PathLike[str], options: Options) -> None:
        self._options = options
        self._templates = templates(options.templates)
        if options.search:
            search.command()  # which is there, or its absence is reported before anything is read
        self._style = source(self._templates, "style.css"), source(self._templates, "site.css")
        with ExitStack() as opened:
            self._catalogue = opened.enter_context(catalogue())
            self._folder = Folder(os.fspath(folder), self._catalogue.base)
            opened.callback(self._folder.close)
            self.close = opened.pop_all().close
        self._statistics = counted(())
        self._given: dict[str, Any] = {}

    @property
    def count(self) -> int:
        """Documents that were read."""
        return self._catalogue.count

    def read(
        self,
        entries: Iterable[Entry],
        *,
        on: dt.date | None = None,
        complete_until: dt.date | None = None,
        filters: Filters = NO_FILTERS,
    ) -> None:
        """Read the documents, of which none is in memory afterwards; `write_site` explains the rest."""
        kept = self._kept(entries, filters)
        self._statistics = counted(kept, on=on, complete_until=complete_until)
        self._catalogue.link()

    def _kept(self, entries: Iterable[Entry], filters: Filters) -> Iterator[Entry]:
        """Put the documents into the catalogue, and pass them on."""
        for entry in entries:
            if entry.value is None or self._folder.has(entry.provenance.file):
                continue  # a page of the site itself is no source of it
            if (document := filters.selected(entry.value)) is not None:
                self._catalogue.add(document, entry)
                yield attrs.evolve(entry, value=document)

    def write(self, step: Callable[[], object] = lambda: None) -> Site:
        """Write everything that changed, and remove the pages of documents that went away.

        Args:
            step: is called after each page of a document.
        """
        made, notices, peak = self._catalogue, list[str](), None
        searched = self._options.search and made.count > 0
        sizes = made.sizes()
        self._given = {
            "site": self._options,
            "policy": _POLICY,
            "facet": "",
            "feed": "",
            "facets": {name: each.title for name, each in FACETS.items() if sizes.get(name)},
            "searched": searched,
        }
        self._write_assets()
        self._write_start(sizes)
        key = self._write_documents(step)
        write_lists(made, self._page, self._feed)
        self._feed(self._options.title, "feed.xml", "index.html", made.newest())
        if searched:
            given = {"heading": "Search", "policy": _SEARCHING}
            self._page("search.html", "search.html", given)
            self._folder.write("assets/search.js", source(self._templates, "search.js").encode())
            self._folder.prune("documents/")  # which would be found
            peak = search.index(self._folder, key)
        elif self._options.search:
            notices.append("no search, as there is no document")
        notices += self._write_sitemaps()
        self._folder.finish()
        return Site(
            documents=made.count,
            written=self._folder.written,
            unchanged=self._folder.unchanged,
            removed=self._folder.removed,
            notices=tuple(notices),
            indexer_peak=peak,
        )

    def _render(self, path: str, template: str, given: dict[str, Any]) -> bytes:
        root = "../" * path.count("/")
        return render(
            self._templates, template, {**self._given, "root": root, "path": path, **given}
        )

    def _page(self, path: str, template: str, given: dict[str, Any]) -> None:
        """Write a page that is no document."""
        self._folder.write(path, self._render(path, template, given))

    def _feed(self, title: str, path: str, of: str, cards: Iterable[Card]) -> None:
        """Write the feed of a page."""
        given = {"heading": title, "of": of, **feed(cards)}
        self._folder.write(path, self._render(path, "feed.xml", given))

    def _write_assets(self) -> None:
        tags = [value.key for value in self._catalogue.values("languages")]
        style = style_of(tags, "".join(self._style))
        self._folder.write("assets/style.css", style.encode())
        self._folder.write("assets/icon.svg", source(self._templates, "icon.svg").encode())
        self._folder.write("assets/page.js", source(self._templates, "script.js").encode())

    def _write_start(self, sizes: dict[str, int]) -> None:
        """Write the start page with the statistics."""
        made = self._catalogue
        frequent = {
            name: [*made.values(name, most=_MOST.get(name, 8), by_size=name not in _MOST)]
            for name in self._given["facets"]
        }
        given = {
            "heading": self._options.title,
            "statistics": self._statistics,
            "documents": made.count,
            "frequent": frequent,
            "titles": {name: facet.title for name, facet in FACETS.items()},
            "sizes": sizes,
            "newest": [*made.newest(_NEWEST)],
            "charts": [*charts(self._statistics)] if self._statistics.questions else [],
            "feed": "feed.xml",
        }
        self._page("index.html", "start.html", given)

    def _write_documents(self, step: Callable[[], object]) -> str:
        """Write the page of each document that changed; returns what stands for all."""
        names = ("document.html", "base.html", "page.html", "content.html", "navigation.html")
        shared = [source(self._templates, name) for name in names]
        shared += [
            __version__,
            repr(self._given["facets"]),
            repr(self._options),
            self._given["policy"],
        ]
        every = blake2b("\0".join(shared).encode(), digest_size=16)
        alike = every.copy()
        for page, card, data in self._catalogue.documents():
            related = self._catalogue.related(page)
            own = alike.copy()
            own.update(data + repr(related).encode("utf-8", "surrogatepass"))
            key = own.hexdigest()
            every.update(f"{card.path}{key}".encode())
            if not self._folder.is_current(card.path, key):
                self._folder.write(card.path, self._document(card, data, related), key)
            step()
        return every.hexdigest()

    def _document(self, card: Card, data: bytes, related: dict[str, list[Card]]) -> bytes:
        root = "../" * card.path.count("/")
        given = {**self._given, "root": root, "path": card.path, "card": card, "related": related}
        with faults(self._templates, "document.html"):
            return rendered(self._templates, "document.html", document_of(data), None, given)

    def _write_sitemaps(self) -> list[str]:
        if not self._options.url:
            return ["no sitemap, as it needs the address of the site (--url)"]
        lists = self._folder.lists()
        documents = ((card.path, card.updated) for card in self._catalogue.newest())
        pages = chain(((path, "") for path in lists), documents)
        for name, given in sitemaps(pages, len(lists) + self._catalogue.count):
            self._folder.write(name, self._render(name, "sitemap.xml", given))
        return []
