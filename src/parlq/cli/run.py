"""Runs one command; every input's problem becomes a printed line, never a traceback."""

from __future__ import annotations

import sys

from parlq.cli.arguments import COMMANDS, module_of, parsed, parser
from parlq.cli.guard import USAGE, guarded


def run(arguments: list[str]) -> int:
    """Run the command with these arguments; returns the exit code."""
    first = arguments[0] if arguments else None
    try:
        made = parsed(arguments, first if first in COMMANDS else None)
    except SystemExit as stop:  # argparse has printed usage or help
        code = stop.code if isinstance(stop.code, int) else USAGE
        return guarded(lambda: code)
    name = "version" if made.version else made.command
    if name is None:
        parser().print_help(sys.stderr)
        return USAGE
    command = getattr(module_of(name), f"run_{name}")
    return guarded(lambda: command(made))
