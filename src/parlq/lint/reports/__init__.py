"""Reports of a validation, for people, CI servers and programs."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import BinaryIO

from parlq.lint.reports.report import Report
from parlq.lint.results import FileResult, Summary
from parlq.lint.settings.report_targets import FORMATS, Target
from parlq.lint.settings.settings import Settings
from parlq.problems import ParlqError

#: Formats for people, printed in the encoding of the terminal; the others are in UTF-8.
_FOR_PEOPLE = frozenset({"text", "full", "concise", "github"})


class ReportError(ParlqError):
    """A report that cannot be written; the message says which and why."""


@contextlib.contextmanager
def opened(wanted: tuple[Target, ...], settings: Settings) -> Iterator[Reports]:
    """The reports, ready to be written; files take their places when all of them are whole.

    Raises:
        ReportError: a file that cannot be written.
    """
    with contextlib.ExitStack() as stack:
        outputs = []
        if any(target.file is not None for target in wanted):
            from parlq.io.termination import ending_in_order

            stack.enter_context(ending_in_order())
        for target in wanted:
            made: type[Report] = getattr(
                import_module(f"parlq.lint.reports.{FORMATS[target.format][0]}"),
                FORMATS[target.format][1],
            )
            file = None if target.file is None else stack.enter_context(_file(target.file))
            outputs.append(Output(target, made(settings, target), file))
        yield Reports(outputs)


@contextlib.contextmanager
def _file(name: str) -> Iterator[BinaryIO]:
    """A file that is replaced when all went well; only its own errors are reported as its own."""
    from parlq.io.replacing_files import replacing

    made = replacing(name)
    with _told(name):
        file = made.__enter__()
    try:
        yield file
    except BaseException as error:
        made.__exit__(type(error), error, error.__traceback__)
        raise
    with _told(name):
        made.__exit__(None, None, None)


@contextlib.contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise ReportError(f"{name}: cannot be written: {why}") from None


class Output:
    """One report on its way to a file or standard output."""

    __slots__ = ("_encoding", "_file", "report", "target")

    def __init__(self, target: Target, report: Report, file: BinaryIO | None) -> None:
        self.target = target
        self.report = report
        self._file = file
        self._encoding = "utf-8"
        if file is None and target.format in _FOR_PEOPLE:
            self._encoding = getattr(sys.stdout, "encoding", None) or "utf-8"

    def write(self, text: str) -> None:
        """Write text; what the encoding has no character for is escaped."""
        if not text:
            return
        data = text.encode(self._encoding, "backslashreplace")
        if self._file is not None:
            with _told(self.target.file or ""):
                self._file.write(data)
        elif sys.stdout is None:
            raise ReportError("standard output is closed")
        else:
            sys.stdout.buffer.write(data)


class Reports:
    """All reports of a run."""

    def __init__(self, outputs: list[Output]) -> None:
        self._outputs = outputs

    def begin(self) -> None:
        """Write what comes before all results."""
        for output in self._outputs:
            output.write(output.report.begin())

    def result(self, result: FileResult) -> None:
        """Write what there is to say of one file."""
        for output in self._outputs:
            output.write(output.report.result(result))

    def end(self, summary: Summary) -> None:
        """Write what comes after all results."""
        for output in self._outputs:
            output.write(output.report.end(summary))
        if sys.stdout is not None:
            sys.stdout.flush()
