"""`parlq merge` and `parlq split`: documents about the same works into one, and one into its languages."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from parlq.cli.corpus_arguments import add_filters, add_inputs, add_run, filters_of
from parlq.cli.document_arguments import add_output, add_reading, add_writing
from parlq.cli.guard import DONE, FAULT, UsageError, report, say, tell

if TYPE_CHECKING:
    from parlq.cli.runs.reading import WholeReader

#: Documents of which merging says how much it keeps in memory.
_MANY = 100

MERGE = """\
examples:
  parlq merge answer_en.txt answer_fr.txt -o answer.xml
  parlq merge question_en.txt answer_en.txt -o dossier.json
  parlq merge record.jsonld question_en.txt answer_en.txt -o dossier.xml
  parlq merge pages records.jsonl.gz -o all.json   folders, archives, lines

Facts that agree are stored once. Where files disagree, parlq keeps the fact of the first file and
prints a warning that shows both.
"""
SPLIT = """\
examples:
  parlq split answer.xml -o 'answer_{}.xml'
"""


def add_merge(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `merge`."""
    add_inputs(command)
    add_output(command)
    add_reading(command)
    add_writing(command)
    add_run(command, on_error="stop")
    add_filters(command, language=False)


def add_split(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `split`."""
    command.add_argument("inputs", metavar="IN", nargs=1, help="file to read; - for standard input")
    command.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        required=True,
        help="files to write, with {} in place of the language, such as answer_{}.xml",
    )
    add_reading(command)
    add_writing(command)
    add_run(command, on_error="stop", sums_up=False)
    add_filters(command, language=False)


def run_merge(arguments: argparse.Namespace) -> int:
    """Merge documents; returns the exit code."""
    from parlq.cli.inputs import common_address
    from parlq.cli.runs.reading import WholeReader
    from parlq.cli.writing import save, target_of, written
    from parlq.merging import merge

    target = target_of(arguments.to, arguments.output)
    reader = WholeReader(arguments, filters=filters_of(arguments, languages=()))
    readings = [entry.reading for entry in reader.entries()]
    documents = [reading.value for reading in readings if reading.value is not None]
    if not documents:
        return _nothing(reader)
    if len(documents) > _MANY and not arguments.quiet:
        size = sum(os.path.getsize(each) for each in arguments.inputs if os.path.isfile(each))
        tell(f"parlq: merging {len(documents)} documents in memory ({size / 1e6:.1f} MB of files)")
    joined = merge(documents, files=[reading.file for reading in readings])
    code = report(joined.problems)
    if joined.value is None or code != DONE:
        return code or FAULT
    # Problems that come from several files are reported for the file that is written.
    name = None if arguments.output == "-" else arguments.output
    address = common_address(reader.addresses) if target.name == "json" else None
    data = written(target, joined.value, name, arguments, address)
    if data is None:
        return FAULT
    save(data, arguments.output)
    return reader.end()


def _nothing(reader: WholeReader) -> int:
    """Say that there is nothing to write; returns the exit code."""
    tell("parlq: nothing written, as no document was left")
    return max(reader.end(), FAULT)


def run_split(arguments: argparse.Namespace) -> int:
    """Write one file for each language; returns the exit code."""
    from parlq.cli.inputs import common_address
    from parlq.cli.runs.reading import WholeReader
    from parlq.cli.writing import save, target_of, written
    from parlq.merging import split
    from parlq.problems import visible

    if "{}" not in arguments.output:
        raise UsageError("OUT names one file a language: put {} where the language goes")
    target = target_of(arguments.to, arguments.output)
    reader = WholeReader(arguments, filters=filters_of(arguments, languages=()), reads_all=True)
    found = [*reader.entries()]
    stops = arguments.on_error == "stop"
    if len(found) > 1:
        message = f"split takes one document, and there are {len(found)}; merge them first"
        raise UsageError(f"{arguments.inputs[0]}: {message}")
    if (stops and reader.code != DONE) or not found:
        return reader.code or _nothing(reader)
    address = common_address(reader.addresses)
    document, file = found[0].document(), found[0].provenance.name
    # All of them are written down before the first file is touched.
    parts = {}
    for tag, part in split(document):
        if (data := written(target, part, file, arguments, address)) is None:
            return FAULT
        parts[tag] = data
    for tag, data in parts.items():
        save(data, file := arguments.output.replace("{}", tag))
        say(visible(file))
    return reader.code
