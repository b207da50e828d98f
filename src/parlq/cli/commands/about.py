"""The commands about parlq itself: `formats`, `schema`, `completion`, `help`, `version`."""

from __future__ import annotations

import argparse

from parlq.cli.completion import SHELLS
from parlq.cli.guard import DONE, say

SCHEMA = """\
examples:
  parlq schema json > parlq.schema.json
  parlq schema xsd > parlq.xsd
"""
COMPLETION = """\
examples:
  parlq completion bash > ~/.local/share/bash-completion/completions/parlq
  parlq completion fish > ~/.config/fish/completions/parlq.fish
"""
HELP = """\
examples:
  parlq help convert
"""


def add_schema(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `schema`."""
    command.add_argument(
        "name",
        choices=("json", "xsd", "context", "config"),
        help="JSON Schema, XML Schema of the profile, JSON-LD context, or JSON Schema of the"
        " configuration",
    )


def add_completion(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `completion`."""
    command.add_argument("shell", choices=SHELLS, help="the shell")


def add_help(command: argparse.ArgumentParser) -> None:
    """Give a parser the arguments of `help`."""
    command.add_argument("topic", metavar="COMMAND", nargs="?", help="the command; default: parlq")


def run_formats(_: argparse.Namespace) -> int:
    """List the formats; returns the exit code."""
    from parlq import formats
    from parlq.problems import visible

    lines = []
    for made in formats.installed().values():
        can = "read, write" if made.reader and made.writer else "read" if made.reader else "write"
        suffixes = " ".join(made.suffixes)
        if made.reader and made.writer and made.written != made.suffixes:
            suffixes += f" (writes {' '.join(made.written) or 'no extension'})"
        lines.append(f"{made.name:10} {can:12} {suffixes:45} {made.description}")
    lines += [f"{each.name:10} {'broken':12} {each.problem.message}" for each in formats.broken()]
    say("\n".join(map(visible, lines)))
    return DONE


def run_schema(arguments: argparse.Namespace) -> int:
    """Print a bundled schema; returns the exit code."""
    from parlq.cli.writing import write
    from parlq.io.resources import SCHEMAS, schema_bytes

    write(schema_bytes(SCHEMAS[arguments.name]))
    return DONE


def run_completion(arguments: argparse.Namespace) -> int:
    """Print a completion script; returns the exit code."""
    from parlq.cli.arguments import parser
    from parlq.cli.completion import script

    say(script(parser(), arguments.shell))
    return DONE


def run_help(arguments: argparse.Namespace) -> int:
    """Print the help of a command; returns the exit code."""
    from parlq.cli.arguments import help_of

    say(help_of(arguments.topic).rstrip("\n"))
    return DONE


def run_version(_: argparse.Namespace) -> int:
    """Print the version; returns the exit code."""
    from parlq._version import __version__

    say(f"parlq {__version__}")
    return DONE
