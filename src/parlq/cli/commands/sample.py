"""`parlq sample`: makes documents for trying things."""

from __future__ import annotations

import argparse

from parlq.cli.guard import DONE

SAMPLE = """\
examples:
  parlq sample 500 -o sample.jsonl
  parlq sample 5000 -o sample --to akn
  parlq sample 20 -o 'sample/{year}/{reference}.json' --seed 7

The documents are made up, in the proportions of real ones. The same number and seed give the same
documents.
"""
#: More would not fit into the numbers that references have.
_MOST = 10_000_000


def add_sample(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `sample`."""
    command.add_argument("count", metavar="N", type=_count, help="number of documents")
    command.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        required=True,
        help="folder, .zip archive, .jsonl file, or file of a format, as in convert",
    )
    command.add_argument(
        "--to", metavar="FORMAT", help="format to write; default: by the extension"
    )
    command.add_argument("--seed", metavar="N", type=int, default=0, help="any number; default: 0")
    command.add_argument(
        "--type",
        choices=("dossier", "question", "answer"),
        default="dossier",
        help="what each document is; default: a dossier of a question and its answer",
    )
    command.add_argument("-q", "--quiet", action="store_true", help="print nothing")


def run_sample(arguments: argparse.Namespace) -> int:
    """Make documents; returns the exit code."""
    import sys

    from parlq.cli.writing import writing_to
    from parlq.corpus.output.writing import target_of, write
    from parlq.testing import corpus

    made, name = corpus(arguments.count, arguments.seed, kind=arguments.type), _format(arguments)
    with writing_to(target_of(arguments.output, name, ask="pass --to FORMAT"), resumes=False):
        write(made, arguments.output, format=name)
    if not arguments.quiet:
        print(f"{arguments.count} documents written", file=sys.stderr)
    return DONE


def _format(arguments: argparse.Namespace) -> str | None:
    """The format; JSON for a folder or archive of which nothing else is said."""
    import os

    name: str | None = arguments.to
    suffix = os.path.splitext(arguments.output)[1].lower()
    return "json" if name is None and suffix in {"", ".zip"} else name


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) <= _MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to {_MOST}")
    return int(text)
