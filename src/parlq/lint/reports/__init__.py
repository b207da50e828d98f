"""Reports: what a validation found, in the forms that people, CI servers and programs read."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import BinaryIO, NamedTuple, Protocol

from parlq.io.devices import descriptor_of
from parlq.lint.results import FileResult, Summary
from parlq.lint.settings.settings import Settings, SettingsError, meant
from parlq.problems import ParlqError


class Reporter(Protocol):
    """Turns results into the text of a report, piece by piece, so that it need not be held."""

    def begin(self) -> str:
        """What comes before all results."""

    def result(self, result: FileResult) -> str:
        """What there is to say of one file."""

    def end(self, summary: Summary) -> str:
        """What comes after all results."""


#: Each format: its module and class, imported when it is asked for.
FORMATS = {
    "text": ("text", "Text"),
    "full": ("text", "Full"),
    "concise": ("text", "Concise"),
    "json": ("json", "Json"),
    "jsonl": ("json", "JsonLines"),
    "sarif": ("sarif", "Sarif"),
    "junit": ("junit", "JUnit"),
    "github": ("github", "GitHub"),
    "gitlab": ("gitlab", "GitLab"),
}
#: Formats for people, printed in the encoding of the terminal; the others are in UTF-8.
_FOR_PEOPLE = frozenset({"text", "full", "concise", "github"})


class Target(NamedTuple):
    """One report that is asked for.

    Attributes:
        format: one of `FORMATS`.
        file: where to; None for standard output.
    """

    format: str
    file: str | None = None

    @property
    def shows_source(self) -> bool:
        """Whether it shows the lines that problems are in."""
        if self.format == "text":
            return self.file is None and _is_terminal()
        return self.format == "full"


def targets(settings: Settings) -> tuple[Target, ...]:
    """The reports that are asked for; unless any is, text, or annotations under GitHub Actions.

    Raises:
        SettingsError: a format that does not exist, or two reports for one place.
    """
    found: list[Target] = []
    for stated in settings.reports or (_usual(),):
        name, to_file, file = stated.partition(":")
        if name not in FORMATS:
            known = ", ".join(FORMATS)
            raise SettingsError(f"there is no report {name!r}{meant(name, FORMATS)} ({known})")
        if to_file and not file:
            raise SettingsError(f"the report {stated!r} names no file; {name} alone is printed")
        target = Target(name, file if file not in {"", "-"} else None)
        if any(_place(target) == _place(other) for other in found):
            where = target.file or "standard output"
            raise SettingsError(f"two reports cannot both go to {where}; name a file: {name}:FILE")
        if target.file is not None and (fault := _fault(target.file)):
            raise SettingsError(f"{target.file}: {fault}")
        found.append(target)
    return tuple(found)


def _fault(file: str) -> str | None:
    """Why no report is written to a place, whoever has asked for it; None where one may be."""
    from parlq.lint.settings.paths import is_git, is_inside

    if descriptor_of(file) is not None:
        return None
    try:
        real, folder = os.path.realpath(file), os.path.realpath(os.path.dirname(file) or os.curdir)
    except (OSError, ValueError):  # opening it will tell
        return None
    if is_git(file) or is_git(real):
        return "a report is not written below .git"
    if not is_inside(real, folder):
        return f"a report is not written through a link to another folder; name {real} itself"
    return None


def _place(target: Target) -> str | None:
    return None if target.file is None else os.path.realpath(target.file)


def _usual() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _is_terminal() -> bool:
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:  # closed
        return False


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
            made: type[Reporter] = getattr(
                import_module(f"parlq.lint.reports.{FORMATS[target.format][0]}"),
                FORMATS[target.format][1],
            )
            file = None if target.file is None else stack.enter_context(_file(target.file))
            outputs.append(Output(target, made(settings, target), file))  # type: ignore[call-arg]  # a Protocol has no constructor
        yield Reports(outputs)


@contextlib.contextmanager
def _file(name: str) -> Iterator[BinaryIO]:
    """A file that takes its place when all is well; only its own errors are told as its own."""
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

    __slots__ = ("_encoding", "_file", "reporter", "target")

    def __init__(self, target: Target, reporter: Reporter, file: BinaryIO | None) -> None:
        self.target = target
        self.reporter = reporter
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
            output.write(output.reporter.begin())

    def result(self, result: FileResult) -> None:
        """Write what there is to say of one file."""
        for output in self._outputs:
            output.write(output.reporter.result(result))

    def end(self, summary: Summary) -> None:
        """Write what comes after all results."""
        for output in self._outputs:
            output.write(output.reporter.end(summary))
        if sys.stdout is not None:
            sys.stdout.flush()
