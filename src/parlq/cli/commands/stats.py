"""`parlq stats`: counts and times of questions."""

from __future__ import annotations

import argparse

from parlq.cli.commands.table import add_days, output
from parlq.cli.corpus_arguments import add_filters, add_inputs, add_run, filters_of
from parlq.cli.document_arguments import add_output, add_reading
from parlq.cli.guard import UsageError, say

STATS = """\
examples:
  parlq stats data
  parlq stats data --kind written --since 2020-01-01
  parlq stats data 2022.zip --to csv -o statistics.csv
  parlq stats data --complete-until 2024-12-31 --plot statistics.svg
"""


def add_stats(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `stats`."""
    add_inputs(command)
    add_output(command)
    command.add_argument(
        "--to", choices=("text", "json", "csv"), default="text", help="default: text"
    )
    command.add_argument("--plot", metavar="FILE", help="write charts, too: .svg or .png")
    command.add_argument(
        "--source", metavar="TEXT", help="source that charts name; default: the inputs"
    )
    add_days(command)
    add_run(command)
    add_filters(command)
    add_reading(command, writes=False)


def run_stats(arguments: argparse.Namespace) -> int:
    """Count questions; returns the exit code."""
    from parlq.cli.runs.reading import Reader
    from parlq.tables import counting
    from parlq.tables.charts import chart, format_of_chart

    kind = arguments.plot and format_of_chart(arguments.plot)
    if arguments.plot and kind not in {"svg", "png"}:
        raise UsageError(f"{arguments.plot}: charts are .svg or .png")
    reader = Reader(arguments, outputs=filter(None, (arguments.output, arguments.plot)))
    days = {"on": arguments.on, "complete_until": arguments.complete_until}
    made = counting.counted(reader.entries(), filters=filters_of(arguments), **days)
    if arguments.plot:
        source = arguments.source or ", ".join(arguments.inputs)
        picture = chart(made, format=kind, source=source)
        with output(arguments.plot) as file:
            file.write(picture)
    text = getattr(counting, f"as_{arguments.to}")(made).rstrip("\n")
    if arguments.output == "-":
        say(text)
    else:
        with output(arguments.output) as file:
            file.write(f"{text}\n".encode())
    count = made.questions
    return reader.end("1 question counted" if count == 1 else f"{count} questions counted")
