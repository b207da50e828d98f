"""`parlq table`: writes a table of questions and answers."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from parlq.cli.corpus_arguments import add_filters, add_inputs, add_run, day, filters_of
from parlq.cli.document_arguments import add_output, add_reading, tag
from parlq.cli.guard import UsageError, report, say, unwritable

if TYPE_CHECKING:
    from parlq.tables.projection import Plan

TABLE = """\
examples:
  parlq table data -o questions.csv
  parlq table data 2022.zip -o questions.parquet
  parlq table data --per author --columns author,author_group,reference,days
  parlq table data --year 2022 --addressee commission -o questions.csv
  parlq table data --nested -o documents.parquet
  parlq table data -o questions.xlsx --language de,en --complete-until 2024-12-31

Lists are joined with "; " in CSV and spreadsheets. `parlq table --list-columns` lists the columns.
"""
#: What a row may be about; `parlq.tables.PER` explains each.
_PER = ("pair", "question", "answer", "language", "author")


def add_table(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `table`."""
    add_inputs(command)
    add_output(command)
    command.add_argument(
        "--to",
        metavar="FORMAT",
        help="csv, jsonl, parquet, arrow or xlsx; default: by the extension of OUT, or csv",
    )
    whole = command.add_mutually_exclusive_group()
    whole.add_argument(
        "--nested",
        action="store_true",
        help="write whole documents to Parquet, without loss, a row each",
    )
    whole.add_argument(
        "--flat",
        action="store_true",
        help="write whole documents to JSON Lines, without loss, with every column on every line",
    )
    command.add_argument(
        "--per", choices=_PER, default="pair", help="what a row is about; default: pair"
    )
    command.add_argument(
        "--columns", metavar="NAMES", type=_names, help="columns, separated by commas"
    )
    command.add_argument(
        "--language",
        metavar="TAGS",
        type=tags,
        default=(),
        help="languages of subject and text in order of preference, such as de,en; default: the"
        " original",
    )
    command.add_argument(
        "--guard-formulas",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="put an apostrophe before cells of CSV that a spreadsheet would run as formulas;"
        " default: yes",
    )
    command.add_argument(
        "--descriptor",
        action="store_true",
        help="describe the table in a file beside it: datapackage.json (Frictionless) for csv and"
        " jsonl, croissant.json for parquet",
    )
    command.add_argument(
        "--list-columns", action=_Columns, nargs=0, help="list the columns, and exit"
    )
    add_days(command)
    add_run(command)
    add_filters(command, language=False)
    add_reading(command, writes=False)


class _Columns(argparse.Action):
    """Prints the columns of a table; of the kind that `--per` before it names."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, *_: object
    ) -> None:
        """Print them, and end the command."""
        from parlq.tables.columns import PER, columns_of

        lines = [f"one row for each: {PER[namespace.per][0]}", ""]
        lines += [
            f"{each.name:20} {each.type:14} {each.doc.replace('`', '')}"
            for each in columns_of(namespace.per)
        ]
        with contextlib.suppress(BrokenPipeError):  # a reader that has seen enough
            say("\n".join(lines))
        parser.exit()


def add_days(command: argparse.ArgumentParser) -> None:
    """Give a parser the days on which the status of questions depends."""
    command.add_argument(
        "--complete-until",
        metavar="DAY",
        type=day,
        help="the inputs have every answer until that day, such as 2024-12-31; without it no"
        " question is open",
    )
    command.add_argument(
        "--on", metavar="DAY", type=day, help="day of the status; default: that of --complete-until"
    )


def tags(text: str) -> tuple[str, ...]:
    """The value of an option: language tags, separated by commas."""
    return tuple([tag(each.strip()) for each in text.split(",")])


def _names(text: str) -> tuple[str, ...]:
    return tuple([each.strip() for each in text.split(",")])


def run_table(arguments: argparse.Namespace) -> int:
    """Write a table; returns the exit code."""
    from parlq.cli.runs.reading import Reader
    from parlq.tables.table import planned
    from parlq.tables.writing import format_of, write_to

    name = "" if arguments.output == "-" else arguments.output
    if arguments.nested or arguments.flat:
        return _whole(arguments, name, "parquet" if arguments.nested else "jsonl")
    made = format_of(name, arguments.to or (None if name else "csv"))
    plan = planned(
        per=arguments.per,
        columns=arguments.columns,
        language=arguments.language,
        on=arguments.on,
        complete_until=arguments.complete_until,
        filters=filters_of(arguments, languages=()),
    )
    if arguments.descriptor and (not name or made not in {"csv", "jsonl", "parquet"}):
        raise UsageError("--descriptor needs a file (-o) that is .csv, .jsonl or .parquet")
    reader = Reader(arguments, outputs=(arguments.output,))
    with output(arguments.output) as file:
        written = write_to(file, made, plan, reader.entries(), guard=arguments.guard_formulas)
    report(written.problems)
    if arguments.descriptor:
        _describe(name, made, plan)
    return reader.end("1 row written" if written.rows == 1 else f"{written.rows} rows written")


def _describe(name: str, format: str, plan: Plan) -> None:
    """Write the descriptor of a table beside it."""
    from parlq.tables.descriptors import descriptor

    beside, data = descriptor(name, format, plan)
    with output(os.path.join(os.path.dirname(name), beside)) as file:
        file.write(data)


def _whole(arguments: argparse.Namespace, name: str, format: str) -> int:
    """Write whole documents; returns the exit code."""
    from parlq.cli.runs.reading import Reader
    from parlq.tables.documents import write_documents_to
    from parlq.tables.writing import format_of

    option = f"--{'nested' if arguments.nested else 'flat'}"
    if arguments.columns or arguments.language or arguments.per != "pair" or arguments.descriptor:
        message = "leave out --per, --columns, --language, --descriptor"
        raise UsageError(f"{option} writes whole documents; {message}")
    if (arguments.to or name) and format_of(name, arguments.to) != format:
        raise UsageError(f"{option} writes {format}; name a file with that extension")
    filters = filters_of(arguments, languages=())
    reader = Reader(arguments, filters=filters, outputs=(arguments.output,))
    with output(arguments.output) as file:
        count = write_documents_to(file, format, reader.entries())
    return reader.end(f"{count} written")


@contextlib.contextmanager
def output(name: str) -> Iterator[BinaryIO]:
    """The file to write, which takes its place when it is whole, or standard output.

    Raises:
        UsageError: it cannot be written.
    """
    from parlq.io.replacing_files import replacing

    if name == "-":
        if sys.stdout is None:
            raise UsageError("standard output is closed")
        yield sys.stdout.buffer
        return
    try:
        with replacing(name) as file:
            yield file
    except OSError as error:
        raise unwritable(os.fspath(name), error) from None
