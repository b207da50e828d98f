"""Rewrites files in their canonical form, for `parlq format`."""

from __future__ import annotations

import sys
from argparse import Namespace

from parlq.cli.guard import DONE, FAULT, USAGE, report, tell
from parlq.cli.writing import write
from parlq.corpus.documents import Part, moved
from parlq.corpus.entry import Provenance
from parlq.formats import UnknownFormatError
from parlq.io.files import read_bytes, read_standard_input, write_bytes
from parlq.lint.discovery.folder_scan import InFolder
from parlq.lint.discovery.foreign_json import is_skipped
from parlq.lint.discovery.inputs import STDIN, found
from parlq.lint.discovery.skipped_files import FOREIGN, Skips
from parlq.lint.engine import STDIN_NAME
from parlq.lint.fixes import difference
from parlq.lint.formatting import LOSSES, formatted, on_one_line
from parlq.lint.results import nothing_checked
from parlq.lint.settings.paths import Rewritable
from parlq.lint.settings.settings import Settings
from parlq.lint.unpacking import documents, is_packed
from parlq.problems import InputError, Problem, reason, visible_text


class _Run:
    """One run of the command: what it is asked to do, and what it has come to."""

    def __init__(self, arguments: Namespace, settings: Settings) -> None:
        self._arguments = arguments
        self._settings = settings
        self._limits = settings.limits
        self._shows = arguments.check or arguments.diff
        self._rewritable = Rewritable(settings.paths)
        self.skips = Skips()
        self.code = DONE
        self.changed = self.same = self.failed = 0

    def take(self, name: str) -> None:
        """Rewrite one file, or standard input."""
        file = name
        if name == STDIN:
            file = self._settings.stdin_filename or STDIN_NAME
        try:
            data = (read_standard_input if name == STDIN else read_bytes)(file, self._limits)
        except InputError as error:
            self._refuse(name, b"", error.problems)
        else:
            self._take(name, file, data, self._settings.input_format)

    def look_into(self, name: str) -> None:
        """Look at each document of a file that holds many, which is not rewritten."""
        if not self._shows:
            message = "not rewritten: holds several documents, which --check and --diff look at"
            tell(f"parlq: {name}: {message}; to write them anew, convert it")
            self._fail(USAGE)
            return
        for part in documents(name, self._settings):
            if isinstance(part, Part) and part.data is not None:
                place = part.provenance
                self._take(part.discovered, place.name, part.data, part.format, place.line)
            else:
                self._fail(report(getattr(part, "problems", ())) or FAULT)

    def _take(
        self, name: str, file: str, data: bytes, format: str | None, line: int | None = None
    ) -> None:
        """Rewrite data, or show what would change.

        Args:
            name: of the file, as discovery gave it.
            file: its name in problems.
            data: what is in it.
            format: name of the format.
            line: on which data stands, in a file with a document on each line.
        """
        try:
            made = formatted(
                data,
                format=format,
                file=file,
                limits=self._limits,
                migrate=self._settings.migrate,
                drop=self._arguments.drop,
            )
        except InputError as error:
            self._refuse(name, data, error.problems)
            return
        except UnknownFormatError as error:
            if isinstance(name, InFolder) and not self._settings.no_ignore:
                self.skips.add(FOREIGN)
                return
            tell(f"parlq: {error}")
            self._fail(USAGE)
            return
        if made.data is None:
            problems = made.problems
            if line is not None:
                place = Provenance(file=file, line=line)
                problems = tuple([moved(each, place) for each in problems])
            self._refuse(name, data, problems)
            if all(problem.rule in LOSSES for problem in made.problems):
                tell(f"parlq: {file}: not rewritten, as this is lost; see --drop")
            return
        after = made.data if line is None else on_one_line(made.data)
        if after == data:
            self.same += 1
            self._give(name, file, data, after)
        else:
            shown = file if line is None else f"{file}:{line}"
            self.changed += self._give(name, shown, data, after)

    def _refuse(self, name: str, data: bytes, problems: tuple[Problem, ...]) -> None:
        """Report what is wrong with a file, unless it is none of parlq's and was only found."""
        if is_skipped(name, data, problems, self._settings):
            self.skips.add(FOREIGN)
        else:
            self._fail(report(problems) or FAULT)

    def refuse(self, problem: Problem) -> None:
        """Say that an input cannot be had."""
        self._fail(report([problem]))

    def _fail(self, code: int) -> None:
        self.failed += 1
        self.code = max(self.code, code)

    def _give(self, name: str, file: str, before: bytes, after: bytes) -> bool:
        """Write what came of a file, or show it; whether that has worked."""
        if self._arguments.diff:
            write(visible_text(difference(before, after, file)).encode())
        if name == STDIN:
            if not self._shows:
                write(after)
            elif before != after:
                self._tell("would be rewritten", file)
            return True
        if before == after:
            return True
        if self._shows:
            self._tell("would be rewritten", file)
            return True
        if fault := self._written(name, before, after):
            tell(f"parlq: {file}: {fault}")
            self._fail(USAGE)
            return False
        self._tell("rewritten", file)
        return True

    def _written(self, name: str, before: bytes, after: bytes) -> str | None:
        """Write a file anew; returns why not, if it is not to be or cannot be written."""
        if why := self._rewritable.fault(name):
            return f"not rewritten: {why}"
        if read_bytes(name, self._limits) != before:
            return "has changed while it was read; not rewritten"
        try:
            write_bytes(name, after)
        except OSError as error:
            return f"cannot be written: {reason(error)}"
        return None

    def _tell(self, what: str, file: str) -> None:
        if not self._settings.quiet:
            tell(f"{file}: {what}")

    def end(self) -> int:
        """Say what it has come to; returns the exit code."""
        if self._shows and self.changed:
            self.code = max(self.code, FAULT)
        if not self._settings.quiet and self._settings.paths != (STDIN,):
            done = "to be rewritten" if self._shows else "rewritten"
            parts = [f"{self.changed} {done}", f"{self.same} unchanged"]
            parts += [f"{self.failed} not"] if self.failed else []
            print(", ".join(parts), file=sys.stderr)
            if self.skips.total:
                tell(f"parlq: {self.skips}")
        return self.code


def rewrite(arguments: Namespace, settings: Settings) -> int:
    """Rewrite files in their canonical form; returns the exit code."""
    run = _Run(arguments, settings)
    for one in found(settings.paths, settings, others=False, skips=run.skips):
        if isinstance(one, Problem):
            run.refuse(one)
        elif is_packed(one, settings):
            run.look_into(one)
        else:
            run.take(one)
    if run.skips.total and not (run.changed or run.same or run.failed or settings.allow_empty):
        run.refuse(nothing_checked(settings))
    return run.end()
