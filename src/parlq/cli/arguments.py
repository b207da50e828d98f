"""The arguments of each command, with its help and examples."""

from __future__ import annotations

import argparse
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from parlq.cli.guard import UsageError
from parlq.cli.parsing import Help, Parser

_TOP = """\
examples:
  parlq convert page.txt -o answer.xml
  parlq validate answer.xml
  parlq show answer.xml

exit codes: 0 done (warnings included), 1 a problem of severity error in an input,
2 usage, or an input that cannot be opened
"""


class Command(NamedTuple):
    """One command: what it does, and where it is.

    Attributes:
        text: one sentence, an imperative.
        module: of `parlq.cli.commands`; by default that of its name.
    """

    text: str
    module: str = ""


#: One line a command; `parlq.cli.commands` says what its module has.
COMMANDS = {
    "convert": Command("Convert documents to another format."),
    "merge": Command("Merge documents about the same works."),
    "split": Command("Write one file for each language.", "merge"),
    "validate": Command("Check documents and report problems."),
    "format": Command("Rewrite documents in canonical form."),
    "rule": Command("Explain a rule.", "settings"),
    "config": Command("Show the effective settings.", "settings"),
    "table": Command("Write a table of questions and answers."),
    "stats": Command("Count questions and the days to their answers."),
    "site": Command("Write a static site with lists, statistics and a search."),
    "retention": Command("Measure how much parlq keeps of a debate."),
    "show": Command("Show documents for people."),
    "diff": Command("Compare two documents."),
    "sample": Command("Make documents to try things."),
    "formats": Command("List the formats.", "about"),
    "schema": Command("Print a bundled schema.", "about"),
    "completion": Command("Print a completion script for a shell.", "about"),
    "help": Command("Show the help of a command.", "about"),
    "version": Command("Print the version.", "about"),
}
#: Commands that take nothing but `--help`.
_WITHOUT_ARGUMENTS = frozenset({"formats", "version"})


def module_of(name: str) -> ModuleType:
    """The module of a command."""
    return import_module(f"parlq.cli.commands.{COMMANDS[name].module or name}")


def parser(wanted: str | None = None) -> argparse.ArgumentParser:
    """The parser of the whole command.

    Args:
        wanted: the command that is to run, if it is known: the others are then left out, because
            making all of them takes longer than reading a document.
    """
    top = Parser(
        prog="parlq",
        description="Parliamentary questions as typed values, in XML and JSON.",
        epilog=_TOP,
        formatter_class=Help,
        allow_abbrev=False,
    )
    top.add_argument("-V", "--version", action="store_true", help="print the version and exit")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, command in COMMANDS.items():
        if wanted not in {name, None}:
            continue
        module = module_of(name)
        made = commands.add_parser(
            name,
            help=command.text[0].lower() + command.text[1:].rstrip("."),
            description=command.text,
            epilog=getattr(module, name.upper(), ""),
            formatter_class=Help,
            allow_abbrev=False,
        )
        if name not in _WITHOUT_ARGUMENTS:
            getattr(module, f"add_{name}")(made)
    return top


def parsed(arguments: list[str], wanted: str | None) -> argparse.Namespace:
    """The arguments as they are understood.

    Raises:
        SystemExit: they are not, or help was asked for; argparse has printed what there is to say.
    """
    top = parser(wanted)
    found, unknown = top.parse_known_args(arguments)
    if unknown:
        own = top if found.command is None else _command(top, found.command)
        own.error(f"unrecognized arguments: {' '.join(unknown)}{_meant(unknown, own)}")
    return found


def _meant(unknown: list[str], command: argparse.ArgumentParser) -> str:
    """The end of a message about unknown arguments: what the first option among them may mean."""
    from parlq.model.fields.name_matching import did_you_mean

    names = [name for action in command._actions for name in action.option_strings]  # noqa: SLF001 # as below
    return next(
        (did_you_mean(each.partition("=")[0], names) for each in unknown if each[:1] == "-"), ""
    )


def help_of(name: str | None) -> str:
    """The help of one command, or of the whole.

    Raises:
        UsageError: there is no such command.
    """
    top = parser()
    if name is None:
        return top.format_help()
    choices = _commands(top).choices
    if name not in choices:
        from parlq.model.fields.name_matching import did_you_mean

        raise UsageError(f"unknown command {name!r}{did_you_mean(name, choices)}")
    text: str = choices[name].format_help()
    return text


def _command(top: argparse.ArgumentParser, name: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = _commands(top).choices[name]
    return command


def _commands(
    top: argparse.ArgumentParser,
) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    actions = top._actions  # noqa: SLF001 # argparse has no public way to a command
    (found,) = (a for a in actions if isinstance(a, argparse._SubParsersAction))  # noqa: SLF001
    return found
