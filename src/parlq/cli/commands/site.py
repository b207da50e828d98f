"""`parlq site`: writes a static site of a corpus."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from parlq.cli.commands.table import add_days
from parlq.cli.corpus_arguments import add_filters, add_inputs, add_run, filters_of
from parlq.cli.document_arguments import add_reading
from parlq.cli.guard import tell, unwritable

if TYPE_CHECKING:
    from parlq.cli.runs.reading import Reader
    from parlq.formats.html.site import Options, Site

SITE = """\
examples:
  parlq site data -o site
  parlq site data 2022.zip -o site --title "Questions on ferries" --url https://ferries.example/
  parlq site data -o site --language el --templates my-templates
  python -m http.server -d site               look at it, with the search

Run it again to update the site: files that did not change stay, and pages of documents that went away
are removed. parlq removes and replaces no file that it did not write.
"""


def add_site(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `site`."""
    add_inputs(command)
    command.add_argument("-o", "--output", metavar="DIR", required=True, help="folder of the site")
    command.add_argument("--title", default="Parliamentary questions", help="title of the site")
    command.add_argument(
        "--url",
        metavar="BASE",
        default="",
        help="address of the site, for absolute links in feeds and for the sitemap",
    )
    command.add_argument(
        "--templates",
        metavar="DIR",
        help="folder with templates that take the place of those of parlq",
    )
    command.add_argument(
        "--no-search", action="store_true", help="make no search for the browser (extra site)"
    )
    add_days(command)
    add_reading(command, writes=False)
    add_run(command)
    add_filters(command)


def run_site(arguments: argparse.Namespace) -> int:
    """Write a site; returns the exit code."""
    from parlq.cli.runs.reading import Reader
    from parlq.formats.html.site import Options, places

    options = Options(
        title=arguments.title,
        url=arguments.url,
        templates=arguments.templates,
        search=not arguments.no_search,
    )
    filters, folder = filters_of(arguments), arguments.output
    reader = Reader(arguments, filters=filters, outputs=places(folder))
    try:
        made = _write(reader, options, arguments)
    except OSError as error:
        raise unwritable(error.filename or folder, error) from None
    if made is None:
        what = (
            "an input cannot be opened" if reader.counts["missing"] else "no document could be read"
        )
        tell(f"parlq: nothing written, as {what}")
        return reader.end()
    if not arguments.quiet:
        for notice in made.notices:
            tell(f"parlq: {notice}")
        if made.indexer_peak is not None:
            tell(f"parlq: pagefind took {made.indexer_peak / 1e6:,.0f} MB of memory at most")
    files = f"{made.written} files written", f"{made.unchanged} unchanged"
    return reader.end(*files, f"{made.removed} removed")


def _write(reader: Reader, options: Options, arguments: argparse.Namespace) -> Site | None:
    """Read the documents and write the site, with a bar for each of the two.

    None where an input cannot be opened, or all documents failed: a mistake in the name of an input
    does not remove the pages of a site.
    """
    from parlq.cli.runs.progress import Progress
    from parlq.formats.html import site

    writer = site.writer(arguments.output, options)
    try:
        writer.read(reader.entries(), on=arguments.on, complete_until=arguments.complete_until)
        if reader.counts["missing"] or (reader.counts["failed"] and not writer.count):
            return None
        pages = Progress(lambda: writer.count, quiet=arguments.quiet)
        with pages:
            return writer.write(lambda: pages.add(()))
    finally:
        writer.close()
