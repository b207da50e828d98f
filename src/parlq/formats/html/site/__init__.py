"""Sites: static pages of a corpus with indexes, statistics, feeds and a search in the browser."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from parlq.formats.html.site.folder import SiteError, places
from parlq.formats.html.site.options import Options, Site
from parlq.formats.html.writer import environment
from parlq.tables.table import NO_FILTERS, OnError, Sources, entries_of

if TYPE_CHECKING:
    import datetime as dt

    from parlq.corpus import Filters
    from parlq.formats.html.site.writing import SiteWriter

__all__ = ["Options", "Site", "SiteError", "places", "write_site", "writer"]


def writer(folder: str | os.PathLike[str], options: Options) -> SiteWriter:
    """What writes a site in two steps; `SiteWriter` explains it.

    Raises:
        MissingExtraError: jinja2 is not installed (extra `html`).
    """
    environment()  # which is there, or its absence is reported
    from parlq.formats.html.site.writing import SiteWriter

    return SiteWriter(folder, options)


def write_site(  # noqa: PLR0913 # one option each of what a site is like
    sources: Sources,
    folder: str | os.PathLike[str],
    /,
    *,
    title: str = "Parliamentary questions",
    url: str = "",
    templates: str | os.PathLike[str] | None = None,
    search: bool = True,
    on: dt.date | None = None,
    complete_until: dt.date | None = None,
    filters: Filters = NO_FILTERS,
    on_error: OnError = "raise",
) -> Site:
    """Write a static site of documents: a page for each, lists, statistics, feeds and a search.

    Pages that did not change stay as they are. Pages of an earlier run whose documents went away are
    removed; parlq removes and replaces no file that it did not write.

    Args:
        sources: as in `parlq.tables.rows`: names of files and folders, entries or documents.
        folder: of the site; made if there is none.
        title: of the site.
        url: address at which the site will be, such as `https://questions.example/`, for absolute
            links in feeds, and for the sitemap, which needs it.
        templates: folder with templates that take the place of those of parlq.
        search: whether to make a search for the browser (extra `site`).
        on: day of the status in the statistics, as in `parlq.tables.statistics`.
        complete_until: the day until which the sources have every answer, likewise.
        filters: which documents and works to show.
        on_error: `raise` for an InputError at a document that cannot be read, `skip` to go on.

    Raises:
        MissingExtraError: an optional package is not installed (extras `html` and `site`).
        SiteError: the folder or a template cannot be used, or the search cannot be made.
        InputError: a document cannot be read, and `on_error` is `raise`.
        OSError: the folder cannot be written.
    """
    options = Options(title=title, url=url, templates=templates, search=search)
    made = writer(folder, options)
    try:
        skipped = frozenset(places(os.fspath(folder)))
        entries = entries_of(sources, on_error, skipped=skipped)
        made.read(entries, on=on, complete_until=complete_until, filters=filters)
        return made.write()
    finally:
        made.close()
