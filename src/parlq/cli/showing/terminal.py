"""Output for people: to a terminal with colour and a pager, or to a pipe without either."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from typing import IO, Final

from parlq.cli.guard import UsageError, say
from parlq.problems import visible_text

#: What begins and ends a style in a line; no document contains them, as XML forbids them.
STRONG, SOFT, ADDED, REMOVED, PLAIN = "\x01", "\x02", "\x03", "\x04", "\x05"
_CODES: Final = {STRONG: "1", SOFT: "2", ADDED: "32", REMOVED: "31", PLAIN: "0"}
_STYLES: Final = re.compile("([\x01-\x05])")
#: The widest text that reads well, in columns, and the width of what is no terminal.
_WIDEST: Final = 100
DEFAULT_WIDTH: Final = 80
_PAGERS: Final = ("less", "more")


def strong(text: str) -> str:
    """A text that stands out."""
    return f"{STRONG}{text}{PLAIN}" if text else ""


def soft(text: str) -> str:
    """A text that stands back, such as a label."""
    return f"{SOFT}{text}{PLAIN}" if text else ""


def printed(text: str, *, colour: bool) -> str:
    """Lines as they are printed: styles as escape codes or not at all, controls made visible."""
    shown = ""
    for piece in _STYLES.split(text):
        if piece in _CODES and piece:
            shown += f"\x1b[{_CODES[piece]}m" if colour else ""
        else:
            shown += visible_text(piece)
    return shown


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:  # closed
        return False


def has_colour() -> bool:
    """Whether output has colour: on a terminal, unless `NO_COLOR` forbids it."""
    if os.environ.get("NO_COLOR"):
        return False
    return is_terminal() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns for a text."""
    return min(shutil.get_terminal_size().columns, _WIDEST) if is_terminal() else DEFAULT_WIDTH


class Output:
    """Prints lines; with more than a screen of them, through a pager where there is one."""

    def __init__(self, *, pager: bool = True) -> None:
        self._colour = has_colour()
        self._paged = pager and is_terminal()
        self._waiting: list[str] = []
        self._room = shutil.get_terminal_size().lines - 1 if self._paged else 0
        self._process: subprocess.Popen[bytes] | None = None

    def show(self, text: str) -> None:
        """Print a text; the pager begins when a screen is full.

        Raises:
            BrokenPipeError: the reader has left the pager.
            UsageError: standard output is closed.
        """
        shown = printed(text, colour=self._colour)
        if self._process is not None:
            _write(self._process, shown)
        elif not self._paged:
            _say(shown)
        else:
            self._waiting += shown.split("\n")
            if len(self._waiting) > self._room:
                self._begin()

    def close(self) -> None:
        """Print what waits, and wait for the pager."""
        if self._process is None:
            for line in self._waiting:
                _say(line)
        else:
            with contextlib.suppress(BrokenPipeError):
                _pipe(self._process).close()
            self._process.wait()
        self._waiting = []

    def _begin(self) -> None:
        command = _pager()
        self._paged = False
        if command is not None:
            environment = {"LESS": "FRX", **os.environ}
            with contextlib.suppress(OSError):
                self._process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 # the reader's own pager
        waiting, self._waiting = "\n".join(self._waiting), []
        if self._process is None:
            _say(waiting)
        else:
            _write(self._process, waiting)


@contextlib.contextmanager
def output(*, pager: bool = True) -> Iterator[Output]:
    """An output that is closed at the end; who leaves the pager early wants no more."""
    made = Output(pager=pager)
    try:
        yield made
    except BrokenPipeError:
        if made._process is None:  # noqa: SLF001 # of this module
            raise
    finally:
        made.close()


def _pager() -> list[str] | None:
    """The command of the pager: that of `PAGER`, else one that is installed; None for none."""
    stated = os.environ.get("PAGER")
    try:
        command = shlex.split(stated) if stated is not None else []
    except ValueError:
        command = []
    names: Iterable[str] = command[:1] if stated is not None else _PAGERS
    found = next((path for name in names if (path := shutil.which(name))), None)
    return None if found is None else [found, *command[1:]]


def _pipe(process: subprocess.Popen[bytes]) -> IO[bytes]:
    if process.stdin is None:
        raise UsageError("the pager has no standard input")
    return process.stdin


def _write(process: subprocess.Popen[bytes], text: str) -> None:
    pipe = _pipe(process)
    pipe.write(f"{text}\n".encode())
    pipe.flush()


def _say(text: str) -> None:
    """Print a text whose controls are styles."""
    if "\x1b" not in text:
        say(text)
    else:
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        sys.stdout.write(f"{text}\n".encode(encoding, "backslashreplace").decode(encoding))
