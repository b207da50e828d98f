"""`parlq format`: rewrites documents in their canonical form."""

from __future__ import annotations

import sys
from argparse import Namespace

from parlq.cli.guard import UsageError, report, tell
from parlq.cli.validate import settings_of
from parlq.files import read_bytes, read_stream, unreadable, write_bytes
from parlq.limits import DEFAULT, Limits
from parlq.lint.discovery import STDIN, found
from parlq.lint.engine import STDIN_NAME
from parlq.lint.fixing import difference
from parlq.lint.formatting import formatted
from parlq.lint.settings import Settings, SettingsError
from parlq.problems import InputError, Problem, visible_text

DONE, FAULT, USAGE = 0, 1, 2


class _Run:
    """One run of the command: what it is asked to do, and what it has come to."""

    def __init__(self, arguments: Namespace, settings: Settings) -> None:
        self._arguments = arguments
        self._settings = settings
        size = settings.max_size
        self._limits = DEFAULT if size is None else Limits(size=size, raised=settings.raised)
        self._shows = arguments.check or arguments.diff
        self.code = DONE
        self.changed = self.same = self.failed = 0

    def take(self, name: str) -> None:
        """Rewrite one file, or standard input."""
        file = name
        if name == STDIN:
            file = self._settings.stdin_filename or STDIN_NAME
        try:
            data = self._standard_input(file) if name == STDIN else read_bytes(name, self._limits)
            made = formatted(
                data,
                format=self._settings.source,
                file=file,
                limits=self._limits,
                migrate=self._settings.migrate,
                drop=self._arguments.drop,
            )
        except InputError as error:
            self._fail(report(error.problems))
            return
        if made.data is None:
            self._fail(report(made.problems) or FAULT)
            if all(problem.rule == "PQ215" for problem in made.problems):
                tell(f"parlq: {file}: not rewritten, as this is lost; see --drop")
            return
        if made.data == data:
            self.same += 1
        else:
            self.changed += 1
        self._give(name, file, data, made.data)

    def refuse(self, problem: Problem) -> None:
        """Say that an input cannot be had."""
        self._fail(report([problem]))

    def _fail(self, code: int) -> None:
        self.failed += 1
        self.code = max(self.code, code)

    def _give(self, name: str, file: str, before: bytes, after: bytes) -> None:
        if self._arguments.diff:
            _write(visible_text(difference(before, after, file)).encode())
        if name == STDIN:
            if not self._shows:
                _write(after)
            elif before != after:
                self._tell("would be rewritten", file)
            return
        if before == after:
            return
        if self._shows:
            self._tell("would be rewritten", file)
            return
        if read_bytes(name, self._limits) != before:
            raise SettingsError(f"{file}: has changed while it was read; not rewritten")
        try:
            write_bytes(name, after)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            tell(f"parlq: {file}: cannot be written: {why}")
            self._fail(USAGE)
            return
        self._tell("rewritten", file)

    def _tell(self, what: str, file: str) -> None:
        if not self._settings.quiet:
            tell(f"{file}: {what}")

    def _standard_input(self, file: str) -> bytes:
        if sys.stdin is None:
            raise InputError((Problem(rule="PQ100", message="cannot be read: closed", file=file),))
        try:
            data = read_stream(sys.stdin.buffer, self._limits)
        except (OSError, ValueError) as error:
            raise InputError((unreadable(file, error),)) from None
        if len(data) > self._limits.size:
            raise InputError((self._limits.too_large(file),))
        return data

    def end(self) -> int:
        """Say what it has come to; returns the exit code."""
        if self._shows and self.changed:
            self.code = max(self.code, FAULT)
        if not self._settings.quiet and self._settings.paths != (STDIN,):
            done = "to be rewritten" if self._shows else "rewritten"
            parts = [f"{self.changed} {done}", f"{self.same} unchanged"]
            parts += [f"{self.failed} not"] if self.failed else []
            print(", ".join(parts), file=sys.stderr)
        return self.code


def _write(data: bytes) -> None:
    if sys.stdout is None:
        raise SettingsError("standard output is closed")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def rewrite(arguments: Namespace) -> int:
    """Rewrite files in their canonical form; returns the exit code."""
    settings = settings_of(arguments).settings
    if not settings.paths and not settings.allow_empty:
        from parlq.cli.arguments import usage_of

        message = "name at least one file, folder or pattern; - for standard input"
        raise UsageError(message, usage=usage_of("format"))
    run = _Run(arguments, settings)
    for one in found(settings.paths, settings, others=False):
        if isinstance(one, Problem):
            run.refuse(one)
        else:
            run.take(one)
    return run.end()
