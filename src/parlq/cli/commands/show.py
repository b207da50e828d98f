"""`parlq show`: shows documents for people, in the terminal or in a browser."""

from __future__ import annotations

import argparse
from itertools import islice
from typing import TYPE_CHECKING

from parlq.cli.corpus_arguments import add_filters, add_inputs, add_run, filters_of
from parlq.cli.document_arguments import add_reading, tag
from parlq.cli.guard import UsageError

if TYPE_CHECKING:
    from parlq.cli.showing.terminal import Output
    from parlq.model import Document

SHOW = """\
examples:
  parlq show answer.xml
  parlq show pages 2022.zip
  parlq show dossier.json --language fr
  parlq show data --brief                   one line a question or answer
  parlq show --html answer.xml              as a page in the browser (extra html)

Long output on a terminal goes through the pager that PAGER names, or less. NO_COLOR turns colour off.
"""


def add_show(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `show`."""
    add_inputs(command)
    add_reading(command, writes=False)
    command.add_argument(
        "--language", metavar="TAG", type=tag, help="language to show in full, such as fr"
    )
    form = command.add_mutually_exclusive_group()
    form.add_argument("--brief", action="store_true", help="print one line a question or answer")
    form.add_argument("--html", action="store_true", help="open a page in the browser (extra html)")
    command.add_argument("--no-pager", action="store_true", help="print without a pager")
    add_run(command)
    add_filters(command, language=False)


def run_show(arguments: argparse.Namespace) -> int:
    """Show documents; returns the exit code."""
    from parlq.cli.runs.reading import Reader
    from parlq.cli.showing.terminal import output

    reader = Reader(arguments, filters=filters_of(arguments, languages=()), shows=True)
    with output(pager=not arguments.no_pager) as shown:
        documents = reader.documents()
        if arguments.html:
            found = [*islice(documents, 2)]
            if len(found) > 1:
                raise UsageError("--html shows one document; convert several to .html, or run site")
            for document in found:
                _open(document, arguments.language)
        for count, document in enumerate(documents):
            _print(document, arguments, shown, first=not count)
    return reader.end()


def _print(
    document: Document, arguments: argparse.Namespace, shown: Output, *, first: bool
) -> None:
    """Print what is to be seen of a document."""
    from parlq.cli.showing.summary import brief, summary
    from parlq.cli.showing.terminal import is_terminal, width
    from parlq.problems import ModelError

    if arguments.brief:
        for line in brief(document, arguments.language, width=width() if is_terminal() else 0):
            shown.show(line)
        return
    try:
        text = summary(document, arguments.language, width=width())
    except (LookupError, ModelError) as error:
        raise UsageError(str(error.args[0])) from None
    shown.show(text if first else f"\n{text}")


def _open(document: Document, language: str | None) -> None:
    """Write a page into the folder for temporary files, and open it in the browser."""
    import tempfile
    import webbrowser
    from pathlib import Path

    from parlq.formats import html
    from parlq.problems import ModelError

    try:
        data = html.dumps(document, language=language)
    except ModelError as error:
        raise UsageError(error.message) from None
    with tempfile.NamedTemporaryFile(prefix="parlq-", suffix=".html", delete=False) as file:
        file.write(data)
    if not webbrowser.open(Path(file.name).as_uri()):
        Path(file.name).unlink()
        raise UsageError("no browser found; to save the page, run: parlq convert IN -o page.html")
