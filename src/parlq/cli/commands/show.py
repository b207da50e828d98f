"""`parlq show`: shows a document for people."""

from __future__ import annotations

import argparse

from parlq.cli.document_arguments import add_reading, tag
from parlq.cli.guard import FAULT, UsageError, report, say

SHOW = """\
examples:
  parlq show answer.xml
  parlq show dossier.json --language fr
"""


def add_show(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `show`."""
    command.add_argument("input", metavar="FILE", help="file to show; - for standard input")
    add_reading(command, writes=False)
    command.add_argument(
        "--language", metavar="TAG", type=tag, help="language to show in full, such as fr"
    )


def run_show(arguments: argparse.Namespace) -> int:
    """Show a document; returns the exit code."""
    from parlq.cli.inputs import read_input
    from parlq.cli.options import options_of
    from parlq.cli.show import summary
    from parlq.problems import ModelError

    reading = read_input(arguments.input, options_of(arguments)).reading
    code = report(reading.problems)
    if reading.value is None:
        return code or FAULT
    try:
        text = summary(reading.value, arguments.language)
    except (LookupError, ModelError) as error:
        raise UsageError(str(error.args[0])) from None
    say(text)
    return code
