"""The arguments of the commands that lint and rewrite files, and the settings that follow from them."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from parlq.cli.corpus_arguments import add_filters, add_on_error
from parlq.lint.settings.settings import OPTIONS, most_jobs

Group = argparse._ActionsContainer  # noqa: SLF001 # argparse has no public name for what has arguments
#: Largest input that can be asked for: a tebibyte.
_LARGEST = 1 << 40


def add_validate(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `validate`; options that are not stated are not in its result."""
    command.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="file, folder, archive or pattern; - for standard input; default: those of the"
        " configuration",
    )
    inputs = command.add_argument_group("inputs")
    inside = " and archives; default: .xml .akn .json .jsonl and archives"
    _inputs(inputs, does="check", from_="format to read", inside=inside)
    _options(inputs)(
        "--jobs",
        "N",
        "worker processes, at most 4 times the processors, or 32; default: one a processor",
        kind=_positive,
        short="-j",
    )
    add_on_error(inputs, "skip")
    add_filters(command)
    _checks(command.add_argument_group("checks"))
    _reports(command.add_argument_group("reports"))
    add_configuration(command)


def add_format(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `format`."""
    command.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="file, folder or pattern; - for standard input, written to standard output",
    )
    command.add_argument(
        "--check", action="store_true", help="change nothing; exit with 1 if a file would change"
    )
    command.add_argument(
        "--diff", action="store_true", help="print what would change; change nothing"
    )
    command.add_argument(
        "--drop",
        action="store_true",
        help="leave out markup that is not part of a document and cannot be preserved, such as xsi"
        " attributes",
    )
    from_ = "format to read and write, akn or json"
    _inputs(command, does="rewrite", from_=from_, inside="; default: .xml .akn .json")
    flag = _flags(command)
    flag("--migrate", "convert JSON of an older schema version")
    flag("--quiet", "print only what fails", short="-q")
    add_configuration(command)


def add_configuration(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments that specify which configuration is read."""
    configuration = command.add_argument_group("configuration").add_mutually_exclusive_group()
    configuration.add_argument(
        "--config",
        metavar="FILE",
        help="configuration to read; default: the nearest one, upward from the working folder",
    )
    configuration.add_argument("--no-config", action="store_true", help="read no configuration")


def _inputs(group: Group, *, does: str, from_: str, inside: str) -> None:
    """Options that say which files are inputs, and how they are read."""
    option, flag = _options(group), _flags(group)
    option("--from", "FORMAT", f"{from_}; default: by the extension of the file, or its content")
    option("--stdin-filename", "FILE", "name of standard input, for its format and for patterns")
    text = f"{does} these files in folders{inside}"
    option("--include", "PATTERN", text, many=True)
    option("--exclude", "PATTERN", "skip these files and folders inside folders", many=True)
    flag("--force-exclude", "skip them even if they are named")
    flag("--no-ignore", f"{does} files that .gitignore ignores, and JSON of other programs, too")
    flag("--allow-empty", "succeed if there are no files")
    text = "largest input; a larger value lifts other limits, too; default: 100 MiB"
    option("--max-size", "BYTES", text, kind=_size)


def _checks(checks: Group) -> None:
    option, flag = _options(checks), _flags(checks)
    profile = checks.add_mutually_exclusive_group()
    profile.add_argument(
        "--profile",
        choices=("strict", "lenient"),
        default=argparse.SUPPRESS,
        help="refuse what the format does not know, or preserve it and warn",
    )
    for name in ("strict", "lenient"):
        profile.add_argument(
            f"--{name}",
            dest="profile",
            action="store_const",
            const=name,
            default=argparse.SUPPRESS,
            help=f"the same as --profile {name}",
        )
    option("--schema", "SCHEMA", "schema for XML: parlq (the profile), akn (official), or FILE.xsd")
    option("--shapes", "FILE", "SHACL shapes to validate RDF records against (extra rdf)")
    flag("--migrate", "convert JSON of an older schema version")
    option("--select", "RULES", "report only these rules, such as PQ4,PQ201", many=True)
    option("--ignore", "RULES", "do not report these rules", many=True)
    option(
        "--per-file-ignores",
        "PATTERN:RULES",
        "do not report these rules for these files",
        many=True,
        kind=_per_file,
    )
    checks.add_argument(
        "--fail-level",
        choices=("error", "warning", "info"),
        default=argparse.SUPPRESS,
        help="least severity that makes the exit code 1; default: error",
    )
    flag("--exit-zero", "exit with 0 even if there are problems")
    fixing = checks.add_mutually_exclusive_group()
    fixing.add_argument("--fix", action="store_true", help="apply safe fixes to the files")
    fixing.add_argument(
        "--diff", action="store_true", help="print what --fix would change; change nothing"
    )


def _reports(reports: Group) -> None:
    option, flag = _options(reports), _flags(reports)
    option(
        "--report",
        "FORMAT[:FILE]",
        "text, full, concise, json, jsonl, sarif, junit, github or gitlab; may be repeated",
        many=True,
    )
    text = "most problems to list for each file, 0 for all; default: 100"
    option("--max-problems", "N", text, kind=_count)
    flag("--quiet", "print only what fails, without a summary", short="-q")
    flag("--statistics", "count the problems of each rule")
    reports.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default=argparse.SUPPRESS,
        help="colour of text; default: auto, on a terminal only",
    )


def _options(group: Group) -> Callable[..., None]:
    """A function that adds an option with a value."""

    def add(
        name: str,
        value: str,
        text: str,
        *,
        many: bool = False,
        kind: Callable[[str], object] | None = None,
        short: str = "",
    ) -> None:
        group.add_argument(
            *filter(None, (short, name)),
            metavar=value,
            dest=name[2:].replace("-", "_"),
            action="append" if many else "store",
            type=kind or str,
            default=argparse.SUPPRESS,
            help=text,
        )

    return add


def _flags(group: Group) -> Callable[..., None]:
    """A function that adds an option without a value."""

    def add(name: str, text: str, *, short: str = "") -> None:
        group.add_argument(
            *filter(None, (short, name)),
            dest=name[2:].replace("-", "_"),
            action="store_true",
            default=argparse.SUPPRESS,
            help=text,
        )

    return add


def _number(text: str, least: int, most: int, what: str) -> int:
    is_number = text.isascii() and text.isdecimal() and len(text) < 18
    if not is_number or not least <= int(text) <= most:
        message = f"{text!r} is not a number of {what} from {least} to {most}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _size(text: str) -> int:
    return _number(text, 1, _LARGEST, "bytes")


def _positive(text: str) -> int:
    return _number(text, 1, most_jobs(), "processes")


def _count(text: str) -> int:
    return _number(text, 0, OPTIONS["max-problems"].most or 0, "problems")


def _per_file(text: str) -> tuple[str, list[str]]:
    pattern, colon, rules = text.rpartition(":")
    if not colon or not pattern:
        raise argparse.ArgumentTypeError(f"{text!r} is not PATTERN:RULES, such as 'old/*:PQ4'")
    return pattern, codes(rules)


def codes(text: str) -> list[str]:
    """Codes of rules, separated by commas."""
    return [code for part in text.split(",") if (code := part.strip())]
