"""`parlq site`: writes a static site of a corpus."""

from __future__ import annotations

import argparse

from parlq.cli.commands.table import Read, add_days
from parlq.cli.corpus_arguments import add_filters, add_inputs, filters_of
from parlq.cli.document_arguments import add_reading
from parlq.cli.guard import UsageError, tell

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
    add_filters(command)
    add_reading(command, writes=False)
    command.add_argument("-q", "--quiet", action="store_true", help="print only problems")


def run_site(arguments: argparse.Namespace) -> int:
    """Write a site; returns the exit code."""
    from parlq.cli.options import corpus_options
    from parlq.cli.runs.converting import count_files
    from parlq.cli.runs.progress import Progress
    from parlq.formats.html.site import Options, SiteWriter

    options = Options(
        title=arguments.title,
        url=arguments.url,
        templates=arguments.templates,
        search=not arguments.no_search,
    )
    days = {"on": arguments.on, "complete_until": arguments.complete_until}
    quiet = arguments.quiet
    try:
        writer = SiteWriter(arguments.output, options)
        try:
            files = corpus_options(arguments)
            progress = Progress(lambda: count_files(arguments.inputs, files), quiet=quiet)
            read = Read(arguments, progress.add)
            with progress:
                writer.read(read.entries(), filters=filters_of(arguments), **days)
            pages = Progress(lambda: writer.count, quiet=quiet)
            with pages:
                made = writer.write(lambda: pages.add(()))
        finally:
            writer.close()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        name = error.filename or arguments.output
        raise UsageError(f"{name}: cannot be written: {why}") from None
    if not quiet:
        for notice in made.notices:
            tell(f"parlq: {notice}")
        files_of = (
            f"{made.written} files written, {made.unchanged} unchanged, {made.removed} removed"
        )
        tell(f"parlq: {read.summary()}; {files_of}")
        if made.indexer_peak is not None:
            tell(f"parlq: pagefind took {made.indexer_peak / 1e6:,.0f} MB of memory at most")
    return read.code
