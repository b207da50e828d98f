"""The arguments of `validate` and of the commands about its settings and rules."""

from __future__ import annotations

import argparse
from typing import Any

from parlq.lint.settings.settings import OPTIONS, most_jobs

#: Largest input that can be asked for: a tebibyte.
_LARGEST = 1 << 40

VALIDATE = """\
examples:
  parlq validate answer.xml answer.json
  parlq validate data 'extra/*.xml'              folders, and patterns in quotes
  parlq validate --schema akn answer.xml         under the official schema (extra akn)
  parlq validate --shapes questions.shacl.ttl record.ttl
  parlq validate --fix data                      put right what can be put right safely
  parlq validate --report sarif:out.sarif --report text data
  cat answer.xml | parlq validate - --stdin-filename answer.xml

exit codes: 0 no problem at or above --fail-level, 1 at least one, 2 usage, configuration,
an input that cannot be read, or a fault of parlq
"""
FORMAT = """\
examples:
  parlq format answer.xml answer.json
  parlq format --check data                      in CI: exit code 1 when a file is in another form
  parlq format --diff answer.xml
  cat answer.xml | parlq format - > canonical.xml

Comments and processing instructions stay where they are.
exit codes: 0 done, 1 a file that has an error, or with --check or --diff one that would change,
2 usage, configuration, or an input that cannot be read
"""
CONFIG = """\
examples:
  parlq config
  parlq config --config ci/parlq.toml
"""
RULE = """\
examples:
  parlq rule PQ201
  parlq rule PQ4       the rules whose id begins so, as a list
  parlq rule --all
"""


def add_validate(command: Any) -> None:
    """Give a parser the arguments of `validate`; what is not stated is not there."""
    command.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="file, folder or pattern; - for standard input; else those of the configuration",
    )
    inputs = command.add_argument_group("inputs")
    option = _stated(inputs)
    option("--from", "FORMAT", "format to read; else by suffix or content")
    inputs.add_argument(
        "--stdin-filename", metavar="FILE", help="name of standard input in problems and patterns"
    )
    option("--include", "PATTERN", "check such files in folders; else .xml .akn .json", many=True)
    option("--exclude", "PATTERN", "leave out such files and folders, found in folders", many=True)
    flag = _flag(inputs)
    flag("--force-exclude", "leave them out even when they are named")
    flag("--no-ignore", "in folders, check what .gitignore ignores, and JSON of other programs")
    flag("--allow-empty", "finding no file to check is no mistake")
    option("--max-size", "BYTES", "largest input; raises other limits too (100 MiB)", kind=_size)
    option(
        "--jobs",
        "N",
        "worker processes (as many as processors); at most 4 times as many, or 32",
        kind=_positive,
        short="-j",
    )

    judging = command.add_argument_group("judging")
    option, flag = _stated(judging), _flag(judging)
    profile = judging.add_mutually_exclusive_group()
    profile.add_argument(
        "--profile",
        choices=("strict", "lenient"),
        default=argparse.SUPPRESS,
        help="what the format does not know is an error, or kept with a warning",
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
    option("--shapes", "FILE", "SHACL shapes that records in RDF are held against (extra rdf)")
    flag("--migrate", "bring JSON of an older schema version up to date")
    option("--select", "RULES", "report these rules only, such as PQ4,PQ201", many=True)
    option("--ignore", "RULES", "do not report these rules", many=True)
    judging.add_argument(
        "--per-file-ignores",
        metavar="PATTERN:RULES",
        action="append",
        type=_per_file,
        default=argparse.SUPPRESS,
        help="do not report these rules of such files",
    )
    judging.add_argument(
        "--fail-level",
        choices=("error", "warning", "info"),
        default=argparse.SUPPRESS,
        help="least severity that makes the exit code 1 (error)",
    )
    flag("--exit-zero", "exit with 0 whatever the problems are")
    fixing = judging.add_mutually_exclusive_group()
    fixing.add_argument(
        "--fix", action="store_true", help="put right in the files what has a safe fix"
    )
    fixing.add_argument(
        "--diff", action="store_true", help="print what --fix would change, and change nothing"
    )

    output = command.add_argument_group("reports")
    option, flag = _stated(output), _flag(output)
    output.add_argument(
        "--report",
        metavar="FORMAT[:FILE]",
        action="append",
        default=argparse.SUPPRESS,
        help="text, full, concise, json, jsonl, sarif, junit, github or gitlab; several at once",
    )
    option("--max-problems", "N", "most problems listed of one file, 0 for all (100)", kind=_count)
    flag("--quiet", "print only what fails, and no summary", short="-q")
    flag("--statistics", "count the problems of each rule")
    output.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default=argparse.SUPPRESS,
        help="colour of text (auto: on a terminal)",
    )
    add_config(command)


def add_format(command: Any) -> None:
    """Give a parser the arguments of `format`."""
    command.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="file, folder or pattern; - for standard input, written to standard output",
    )
    command.add_argument(
        "--check", action="store_true", help="change nothing; exit with 1 when a file would change"
    )
    command.add_argument(
        "--diff", action="store_true", help="print what would change, and change nothing"
    )
    command.add_argument(
        "--drop",
        action="store_true",
        help="leave out what is no part of a document and cannot be kept, such as xsi attributes",
    )
    option, flag = _stated(command), _flag(command)
    option("--from", "FORMAT", "format to read and write: akn or json; else by suffix or content")
    command.add_argument(
        "--stdin-filename", metavar="FILE", help="name of standard input, which tells its format"
    )
    option("--include", "PATTERN", "rewrite such files in folders; else .xml .akn .json", many=True)
    option("--exclude", "PATTERN", "leave out such files and folders, found in folders", many=True)
    flag("--force-exclude", "leave them out even when they are named")
    flag("--no-ignore", "in folders, check what .gitignore ignores, and JSON of other programs")
    flag("--allow-empty", "finding no file is no mistake")
    option("--max-size", "BYTES", "largest input; raises other limits too (100 MiB)", kind=_size)
    flag("--migrate", "bring JSON of an older schema version up to date")
    flag("--quiet", "print only what fails", short="-q")
    add_config(command)


def add_config(command: Any) -> None:
    """Give a parser the arguments that say which configuration is read."""
    configuration = command.add_argument_group("configuration").add_mutually_exclusive_group()
    configuration.add_argument(
        "--config", metavar="FILE", help="configuration to read; else the nearest, upward from here"
    )
    configuration.add_argument("--no-config", action="store_true", help="read none")


def add_rule(command: Any) -> None:
    """Give a parser the arguments of `rule`."""
    command.add_argument("rules", metavar="RULE", nargs="*", help="id of a rule, or its beginning")
    command.add_argument("--all", action="store_true", help="list all rules")


def _stated(group: Any) -> Any:
    """A function that adds an option with a value."""

    def add(
        name: str, value: str, text: str, *, many: bool = False, kind: Any = None, short: str = ""
    ) -> None:
        group.add_argument(
            *filter(None, (short, name)),
            metavar=value,
            dest=name[2:].replace("-", "_"),
            action="append" if many else "store",
            type=kind,
            default=argparse.SUPPRESS,
            help=text,
        )

    return add


def _flag(group: Any) -> Any:
    """A function that adds an option that is said or not."""

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
    """Codes of rules, between which are commas."""
    return [code for part in text.split(",") if (code := part.strip())]
