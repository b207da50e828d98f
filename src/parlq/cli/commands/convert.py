"""`parlq convert`: converts a document to another format."""

from __future__ import annotations

import argparse

from parlq.cli.document_arguments import add_output, add_reading, add_writing, address, reference
from parlq.cli.guard import DONE, FAULT, report

CONVERT = """\
examples:
  parlq convert page.txt -o answer.xml       a saved page to Akoma Ntoso
  parlq convert answer.xml -o answer.json    Akoma Ntoso to JSON
  parlq convert answer.json --to akn         JSON to Akoma Ntoso, on standard output
  cat page.txt | parlq convert - --from page --to json
"""


def add_convert(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `convert`."""
    command.add_argument("input", metavar="IN", help="file to read; - for standard input")
    add_output(command)
    add_reading(command)
    add_writing(command)
    command.add_argument(
        "--reference",
        metavar="REF",
        type=reference,
        help="reference that the page lacks, such as E-001670/2017 (page)",
    )
    command.add_argument(
        "--source-url",
        metavar="URL",
        type=address,
        help="address that the page was saved from (page)",
    )


def run_convert(arguments: argparse.Namespace) -> int:
    """Convert a document; returns the exit code."""
    from parlq.cli.inputs import read_input
    from parlq.cli.options import options_of
    from parlq.cli.writing import save, target_of, written

    options = options_of(arguments)
    target = target_of(arguments.to, arguments.output)
    reading, address = read_input(arguments.input, options)
    code = report(reading.problems)
    if reading.value is None or code != DONE:
        return code or FAULT
    data = written(target, reading.value, reading.file, arguments, address)
    return FAULT if data is None else save(data, arguments.output)
