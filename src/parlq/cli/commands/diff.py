"""`parlq diff`: what two documents differ in, whatever their formats."""

from __future__ import annotations

import argparse
import itertools
import os
from typing import TYPE_CHECKING, Any

from parlq.cli.corpus_arguments import add_filters, add_run, filters_of
from parlq.cli.document_arguments import add_reading
from parlq.cli.guard import DONE, FAULT, USAGE, UsageError

if TYPE_CHECKING:
    from parlq.comparison import Difference

DIFF = """\
examples:
  parlq diff answer.xml answer.json
  parlq diff old.xml new.xml --to json
  parlq diff old.xml new.xml --to html > changes.html
  parlq diff old.zip new.zip                  all works, whatever file they are in
  git config diff.parlq.command 'parlq diff --git'

exit codes: 0 equal, 1 different, 2 an input that cannot be read, or usage
"""
#: How many words stay around a change.
_AROUND = 8


def add_diff(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `diff`."""
    command.add_argument(
        "inputs",
        metavar="FILE",
        nargs="+",
        help="two files, folders or archives to compare; - for standard input",
    )
    add_reading(command, writes=False)
    add_run(command, on_error="stop", sums_up=False)
    add_filters(command)
    command.add_argument(
        "--to",
        choices=("text", "json", "html"),
        default="text",
        help="what to print; default: text",
    )
    command.add_argument(
        "--git", action="store_true", help="take the arguments that git gives to a diff driver"
    )


def run_diff(arguments: argparse.Namespace) -> int:
    """Compare two documents; returns the exit code."""
    from parlq.cli.showing.terminal import output
    from parlq.cli.writing import write
    from parlq.comparison import differences

    names = _names(arguments)
    values, codes = zip(*(_read(name, arguments) for name in names), strict=True)
    if any(codes) and (arguments.on_error == "stop" or None in values):
        return USAGE
    found = [*differences(*values)]
    if arguments.to == "text":
        with output() as out:
            if found:
                out.show(_text(found, names))
    elif arguments.to == "html":
        from parlq.formats.html.changes import page

        write(f"{page(found, names)}\n".encode())
    else:
        write(f"{_json(found)}\n".encode())
    if any(codes):  # of documents that were skipped
        return USAGE
    return FAULT if found and not arguments.git else DONE


def _names(arguments: argparse.Namespace) -> tuple[str, str]:
    """The two files: as named, or those of the seven arguments of git."""
    given = arguments.inputs
    if arguments.git and len(given) in {7, 9}:
        return given[1], given[4]
    if arguments.git or len(given) != 2:
        wanted = "the arguments of git" if arguments.git else "two files"
        raise UsageError(f"diff takes {wanted}, not {len(given)} arguments")
    return given[0], given[1]


def _read(name: str, arguments: argparse.Namespace) -> tuple[Any, int]:
    """A document, or the works of all in one, and the exit code of the reading.

    git names a file that is not there so.
    """
    from parlq.cli.runs.reading import WholeReader
    from parlq.model import Dossier, Question

    if arguments.git and name in {os.devnull, "/dev/null", "nul"}:
        return None, DONE
    given = argparse.Namespace(**{**vars(arguments), "inputs": [name]})
    reader = WholeReader(given, filters=filters_of(arguments), reads_all=True)
    found = [*reader.entries()]
    if len(found) < 2:
        return found[0].value if found else None, reader.code
    works = [work for entry in found for work in entry.works]
    questions = [work for work in works if isinstance(work, Question)]
    answers = [work for work in works if not isinstance(work, Question)]
    return Dossier(questions=questions, answers=answers), reader.code


def _text(found: list[Difference], names: tuple[str, str]) -> str:
    from parlq.cli.showing.terminal import ADDED, PLAIN, REMOVED, strong
    from parlq.problems import visible

    marks = {
        "same": ("", ""),
        "removed": (f"{REMOVED}[-", f"-]{PLAIN}"),
        "added": (f"{ADDED}{{+", f"+}}{PLAIN}"),
    }
    lines = [f"--- {visible(names[0])}", f"+++ {visible(names[1])}"]
    for work, group in itertools.groupby(found, lambda each: each.work):
        lines.append(strong(visible(work or "Dossier")))
        for each in group:
            if not each.path:  # the whole work, which need not be printed
                name = names[0] if each.after is None else names[1]
                lines.append(f"  only in {visible(name)}")
                continue
            pieces = "".join(
                visible(" ".join(piece.text.splitlines()).expandtabs(1)).join(marks[piece.kind])
                for piece in each.pieces(_AROUND)
            )
            lines.append(f"  {each.path}: {pieces}")
    return "\n".join(lines)


def _json(found: list[Difference]) -> str:
    """Differences as JSON; what would steer a terminal is escaped."""
    import json

    from parlq.problems import is_plain

    rows = [
        {"work": d.work, "path": d.path, "before": _plain(d.before), "after": _plain(d.after)}
        for d in found
    ]
    text = json.dumps(rows, ensure_ascii=False, indent=2)
    return "".join(c if c == "\n" or is_plain(c) else json.dumps(c)[1:-1] for c in text)


def _plain(value: Any) -> Any:
    """A value as parlq JSON has it."""
    from parlq.formats.json.writer import writers

    write = writers(plain=True).get(type(value))
    if write is not None:
        return write(value)
    return value if value is None or isinstance(value, str | int) else str(value)
