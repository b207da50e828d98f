"""`parlq merge` and `parlq split`: documents about the same works into one, and one into its languages."""

from __future__ import annotations

import argparse
import os

from parlq.cli.document_arguments import add_output, add_reading, add_writing
from parlq.cli.guard import DONE, FAULT, UsageError, report, say, tell

#: Documents of which merging says how much it keeps in memory.
_MANY = 100

MERGE = """\
examples:
  parlq merge answer_en.txt answer_fr.txt -o answer.xml
  parlq merge question_en.txt answer_en.txt -o dossier.json
  parlq merge record.jsonld question_en.txt answer_en.txt -o dossier.xml

Facts that agree are stored once. Where files disagree, parlq keeps the fact of the first file and
prints a warning that shows both.
"""
SPLIT = """\
examples:
  parlq split answer.xml -o 'answer_{}.xml'
"""


def add_merge(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `merge`."""
    command.add_argument(
        "inputs",
        metavar="IN",
        nargs="+",
        help="files to merge; facts of earlier files take precedence",
    )
    add_output(command)
    add_reading(command)
    add_writing(command)


def add_split(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `split`."""
    command.add_argument("input", metavar="IN", help="file to read; - for standard input")
    command.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        required=True,
        help="files to write, with {} in place of the language, such as answer_{}.xml",
    )
    add_reading(command)
    add_writing(command)


def run_merge(arguments: argparse.Namespace) -> int:
    """Merge documents; returns the exit code."""
    from parlq.cli.inputs import common_address, read_input
    from parlq.cli.options import options_of
    from parlq.cli.writing import save, target_of, written
    from parlq.merging import merge

    target = target_of(arguments.to, arguments.output)
    options = options_of(arguments)
    inputs = [read_input(name, options) for name in arguments.inputs]
    readings = [each.reading for each in inputs]
    code = max(report(reading.problems) for reading in readings)
    documents = [reading.value for reading in readings if reading.value is not None]
    if code != DONE or len(documents) < len(readings):
        return code or FAULT
    if len(documents) > _MANY:
        size = sum(os.path.getsize(each) for each in arguments.inputs if os.path.isfile(each))
        tell(f"parlq: merging {len(documents)} documents in memory ({size / 1e6:.1f} MB of files)")
    joined = merge(documents, files=[reading.file for reading in readings])
    code = report(joined.problems)
    if joined.value is None or code != DONE:
        return code or FAULT
    # Problems that come from several files are reported for the file that is written.
    name = None if arguments.output == "-" else arguments.output
    address = common_address(inputs) if target.name == "json" else None
    data = written(target, joined.value, name, arguments, address)
    return FAULT if data is None else save(data, arguments.output)


def run_split(arguments: argparse.Namespace) -> int:
    """Write one file for each language; returns the exit code."""
    from parlq.cli.inputs import read_input
    from parlq.cli.options import options_of
    from parlq.cli.writing import save, target_of, written
    from parlq.merging import split
    from parlq.problems import visible

    if "{}" not in arguments.output:
        raise UsageError("OUT names one file a language: put {} where the language goes")
    target = target_of(arguments.to, arguments.output)
    reading, address = read_input(arguments.input, options_of(arguments))
    code = report(reading.problems)
    if reading.value is None or code != DONE:
        return code or FAULT
    # All of them are written down before the first file is touched.
    parts = {}
    for tag, part in split(reading.value):
        if (data := written(target, part, reading.file, arguments, address)) is None:
            return FAULT
        parts[tag] = data
    for tag, data in parts.items():
        save(data, file := arguments.output.replace("{}", tag))
        say(visible(file))
    return DONE
