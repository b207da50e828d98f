"""`parlq show`: shows a document for people."""

from __future__ import annotations

import argparse

from parlq.cli.document_arguments import add_reading, tag
from parlq.cli.guard import DONE, FAULT, UsageError, report, say

SHOW = """\
examples:
  parlq show answer.xml
  parlq show pages 2022.zip
  parlq show dossier.json --language fr
"""


def add_show(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `show`."""
    command.add_argument(
        "inputs",
        metavar="IN",
        nargs="+",
        help="files, folders, archives, patterns; - for standard input",
    )
    add_reading(command, writes=False)
    command.add_argument(
        "--language", metavar="TAG", type=tag, help="language to show in full, such as fr"
    )


def run_show(arguments: argparse.Namespace) -> int:
    """Show documents; returns the exit code."""
    from parlq.cli.options import corpus_options
    from parlq.cli.show import summary
    from parlq.corpus.reading import entries
    from parlq.problems import ModelError

    code, count = DONE, 0
    for entry in entries(arguments.inputs, corpus_options(arguments)):
        found = report(entry.problems)
        code = max(code, found, FAULT if entry.value is None else DONE)
        if entry.value is None:
            continue
        try:
            text = summary(entry.value, arguments.language)
        except (LookupError, ModelError) as error:
            raise UsageError(str(error.args[0])) from None
        say(f"\n{text}" if count else text)
        count += 1
    return code
