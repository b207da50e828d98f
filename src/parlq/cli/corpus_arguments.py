"""The arguments of commands that read a corpus: which documents, and which of their works."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parlq.corpus.filters import Filters

_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")


def add_inputs(command: argparse.ArgumentParser) -> None:
    """Give a parser the inputs of a corpus."""
    command.add_argument(
        "inputs",
        metavar="IN",
        nargs="+",
        help="files, folders, archives, patterns; - for standard input",
    )


def _add_finding(command: argparse._ActionsContainer) -> None:
    """Give a parser the options for which files of folders are read."""
    for name, text in (
        ("--include", "read these files in folders; default: those that parlq can read"),
        ("--exclude", "skip these files and folders inside folders"),
    ):
        command.add_argument(name, metavar="PATTERN", action="append", default=[], help=text)
    command.add_argument(
        "--no-ignore",
        action="store_true",
        help="read files that .gitignore ignores, and JSON of other programs, too",
    )


def add_filters(command: argparse.ArgumentParser, *, language: bool = True) -> None:
    """Give a parser the filters of works.

    Args:
        command: the parser.
        language: whether `--language` is a filter; it may have another meaning.
    """
    group = command.add_argument_group(
        "filters", "Values of one filter are alternatives; a work must pass all filters."
    )

    def add(name: str, value: str, text: str, **more: object) -> None:
        group.add_argument(name, metavar=value, action="append", default=[], help=text, **more)  # type: ignore[arg-type]

    add("--year", "YEAR", "year, or years such as 2019-2024", type=_years)
    group.add_argument("--since", metavar="DATE", type=day, help="first date, such as 2022-03-01")
    group.add_argument("--until", metavar="DATE", type=day, help="last date")
    add("--kind", "KIND", "question, answer, or a kind such as written", type=_kind)
    add("--author", "TEXT", "part of the name or group of an author")
    add("--addressee", "TEXT", "part of the name or code of an addressee")
    if language:
        add("--language", "TAG", "language that has a text, such as fr", type=_tag)
    add("--status", "STATE", "state of a question, such as open or answered", type=_state)


def filters_of(arguments: argparse.Namespace, *, languages: Iterable[str] | None = None) -> Filters:
    """The filters that arguments state.

    Args:
        arguments: as parsed.
        languages: where `--language` has another meaning.
    """
    from parlq.corpus.filters import Filters

    return Filters(
        years=frozenset(year for years in arguments.year for year in years),
        since=arguments.since,
        until=arguments.until,
        kinds=frozenset(arguments.kind),
        authors=tuple(arguments.author),
        addressees=tuple(arguments.addressee),
        languages=frozenset(arguments.language if languages is None else languages),
        states=frozenset(arguments.status),
    )


def add_run(
    command: argparse.ArgumentParser,
    *,
    resumes: bool = False,
    on_error: str = "skip",
    sums_up: bool = True,
) -> None:
    """Give a parser the options of a run over many documents.

    Args:
        command: the parser.
        resumes: whether it has workers, and can be continued.
        on_error: what is done after an error unless stated.
        sums_up: whether it says what it has done, so that it can be told not to.
    """
    group = command.add_argument_group("many documents")
    _add_finding(group)
    if resumes:
        group.add_argument(
            "-j",
            "--jobs",
            metavar="N",
            type=_jobs,
            help="worker processes; default: one a processor",
        )
        text = "continue a run that was interrupted"
        group.add_argument("--resume", action="store_true", help=text)
    add_on_error(group, on_error)
    if sums_up:
        group.add_argument("-q", "--quiet", action="store_true", help="print only problems")
    else:
        command.set_defaults(quiet=True)


def add_on_error(group: argparse._ActionsContainer, default: str) -> None:
    """Give a parser the option for what is done after a document with an error."""
    group.add_argument(
        "--on-error",
        choices=("stop", "skip"),
        default=default,
        help=f"after a document with an error, stop, or go on with the next one; default: {default}",
    )


def _jobs(text: str) -> int:
    from parlq.lint.settings.settings import most_jobs

    if not text.isascii() or not text.isdecimal() or not 0 < int(text) <= most_jobs():
        message = f"{text!r} is not a number of processes from 1 to {most_jobs()}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _years(text: str) -> range:
    found = _YEARS.fullmatch(text)
    if found is None or int(found[2] or found[1]) < int(found[1]):
        raise argparse.ArgumentTypeError(f"{text!r} is not a year, nor years such as 2019-2024")
    return range(int(found[1]), int(found[2] or found[1]) + 1)


def day(text: str) -> dt.date:
    """The value of an option: a day."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2022-03-01") from None


def _kind(text: str) -> str:
    from parlq.model.kinds import AnswerKind, QuestionKind

    kinds = [*QuestionKind, *AnswerKind]
    known = dict.fromkeys(["question", "answer", *(each.value for each in kinds)])
    return _one_of(text, [*known])


def _state(text: str) -> str:
    from parlq.checks.status import State

    return _one_of(text, [*State])


def _one_of(text: str, known: list[str]) -> str:
    name = text.strip().lower().replace("-", "_").replace(" ", "_")
    if name in known:
        return name
    from parlq.model.fields.name_matching import did_you_mean

    message = f"unknown value {text!r}{did_you_mean(name, known)} (choose from {', '.join(known)})"
    raise argparse.ArgumentTypeError(message)


def _tag(text: str) -> str:
    from parlq.cli.document_arguments import tag

    return tag(text)
