"""`parlq convert`: converts a document to another format."""

from __future__ import annotations

import argparse

from parlq.cli.corpus_arguments import add_filters, add_inputs, add_run
from parlq.cli.document_arguments import add_output, add_reading, add_writing, address, reference
from parlq.cli.guard import DONE, FAULT, report

CONVERT = """\
examples:
  parlq convert page.txt -o answer.xml       a saved page to Akoma Ntoso
  parlq convert answer.xml -o answer.json    Akoma Ntoso to JSON
  parlq convert answer.json --to akn         JSON to Akoma Ntoso, on standard output
  cat page.txt | parlq convert - --from page --to json
  parlq convert pages -o out --to akn        a folder, file by file
  parlq convert 2022.zip more.jsonl.gz -o all.jsonl --year 2022
  parlq convert data -o 'out/{year}/{reference}.json'
  parlq convert day.json --to akn --shape debate -o debate.xml

OUT is a file, a folder, a .zip archive, or .jsonl (.jsonl.gz, .jsonl.zst); several inputs in one
file become one document. Fields of names: {path} {stem} {reference} {type} {kind} {year}
{parliament} {number}
"""


def add_convert(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `convert`."""
    add_inputs(command)
    add_output(command)
    command.add_argument(
        "--template",
        metavar="NAME",
        help="names of the files in a folder or archive; default: {path} and the extension",
    )
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
    add_run(command, resumes=True)
    add_filters(command, language=False)


def run_convert(arguments: argparse.Namespace) -> int:
    """Convert documents; returns the exit code."""
    from parlq.cli.runs.converting import convert, is_corpus

    return convert(arguments) if is_corpus(arguments) else _one(arguments)


def _one(arguments: argparse.Namespace) -> int:
    """Convert one document."""
    from parlq.cli.inputs import read_input
    from parlq.cli.options import options_of
    from parlq.cli.writing import save, target_of, written

    options = options_of(arguments)
    target = target_of(arguments.to, arguments.output)
    reading, address = read_input(arguments.inputs[0], options)
    code = report(reading.problems)
    if reading.value is None or code != DONE:
        return code or FAULT
    data = written(target, reading.value, reading.file, arguments, address)
    return FAULT if data is None else save(data, arguments.output)
