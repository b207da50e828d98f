"""Parsers of arguments that start fast, and print arguments with control characters escaped."""

from __future__ import annotations

import argparse
import os
from typing import Any, NoReturn

from parlq.problems import shorten, visible

#: Longest message about arguments, in characters.
_LONGEST = 2000


class Help(argparse.RawDescriptionHelpFormatter):
    """Asks for the width of the terminal without `shutil`, which is slow to import.

    argparse makes a formatter for each argument that is added.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_width() - 2)


def _width() -> int:
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and len(stated) < 6 and int(stated):
        return int(stated)
    try:
        return os.get_terminal_size(1).columns or 80
    except OSError:  # standard output is no terminal
        return 80


class Parser(argparse.ArgumentParser):
    """Prints what arguments say without what would steer the terminal."""

    def error(self, message: str) -> NoReturn:
        """Print a message of one line, and how to get help; exit with 2."""
        said = shorten(visible(message), _LONGEST)
        self.exit(2, f"{self.prog}: error: {said}\nFor help, run: {self.prog} --help\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse an unknown choice, and name the closest one."""
        if action.choices is None or value in action.choices:
            return
        from parlq.model.fields.name_matching import did_you_mean  # for those who err only

        known = [str(choice) for choice in action.choices]
        meant = did_you_mean(str(value), known)
        message = f"invalid choice: {value!r}{meant} (choose from {', '.join(known)})"
        raise argparse.ArgumentError(action, message)
