"""The settings: a table of all that can be set, and the values of one run."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from parlq.limits import DEFAULT, SIZE, Limits
from parlq.problems import ParlqError, Severity

if TYPE_CHECKING:
    from parlq.model import Document


class SettingsError(ParlqError, ValueError):
    """A setting that does not exist, or has a value that it cannot have."""


class Option(NamedTuple):
    """One setting.

    Attributes:
        name: as a configuration file spells it; on the command line `--name`, except `paths`.
        kind: `flag`, `count`, `text`, `texts`, or `table` (of a pattern to texts).
        text: one line for people.
        default: when nothing is said.
        choices: the only values of a text, if they are few.
        least: the smallest count.
        most: the largest count; None where it depends on the machine (`most_jobs`).
    """

    name: str
    kind: str
    text: str
    default: Any = False
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int | None = None

    @property
    def field(self) -> str:
        """Name in Python."""
        return _FIELDS.get(self.name) or self.name.replace("-", "_")


#: Settings whose names are words of Python, or are said more than once.
_FIELDS = {"from": "input_format", "report": "reports"}
#: Most reports, most texts of another setting, and longest text, in a configuration.
MOST_REPORTS, MOST_TEXTS, LONGEST_TEXT = 20, 1000, 1000
#: Most characters of all patterns of a setting together, as each file is compared with each pattern.
MOST_PATTERNS = 10_000
#: Settings that hold patterns of files.
PATTERNS = frozenset({"include", "exclude", "per-file-ignores"})
#: From the worst to the least.
LEVELS = ("error", "warning", "info")

OPTIONS: dict[str, Option] = {
    option.name: option
    for option in (
        Option("paths", "texts", "files, folders and patterns to check when none is named", ()),
        Option("include", "texts", "patterns of the files to check in folders", ()),
        Option("exclude", "texts", "patterns of files and folders that are left out", ()),
        Option("force-exclude", "flag", "leave them out even when they are named"),
        Option("no-ignore", "flag", "in folders, check what .gitignore ignores, and foreign JSON"),
        Option("select", "texts", "rules to report, such as PQ4 or PQ401; all by default", ()),
        Option("ignore", "texts", "rules not to report, such as PQ4 or PQ401", ()),
        Option("per-file-ignores", "table", "rules not to report, by pattern of files", {}),
        Option("from", "text", "format to read; else by suffix or content", None),
        Option(
            "profile",
            "text",
            "whether what a format does not know is an error (strict), or kept with a warning",
            None,
            ("strict", "lenient"),
        ),
        Option("schema", "text", "schema for XML: parlq, akn, or an XSD file", "parlq"),
        Option("shapes", "text", "SHACL file to validate records in RDF against", None),
        Option("migrate", "flag", "bring JSON of an older schema version up to date"),
        Option("max-size", "count", "largest input in bytes", None, (), 1, SIZE),
        Option("fail-level", "text", "lowest severity that makes the exit code 1", "error", LEVELS),
        Option("exit-zero", "flag", "exit with 0 even if there are problems"),
        Option("allow-empty", "flag", "exit with 0 if there is no file to check"),
        Option(
            "max-problems",
            "count",
            "most problems listed of one file; 0 for all",
            100,
            (),
            0,
            1_000_000,
        ),
        Option("jobs", "count", "worker processes; else as many as processors", None, (), 1),
        Option("report", "texts", "reports to make, as FORMAT or FORMAT:FILE", ()),
        Option("quiet", "flag", "print only what fails, and no summary"),
        Option("statistics", "flag", "count the problems of each rule"),
        Option("color", "text", "whether text is coloured", "auto", ("auto", "always", "never")),
    )
}


class Settings(NamedTuple):
    """The settings of one run; `OPTIONS` says what each is.

    Attributes not in `OPTIONS`:
        stdin_filename: name of standard input, for its format, patterns and problems.
        patterns_from: folder that `exclude`, `include` and `per_file_ignores` are relative to,
            by setting; the current folder where it is not named.
        fix: whether to apply safe fixes.
        diff: whether to show what that would change, and change nothing.
        keeps: the part of a document that is wanted, or None; a document of which none is wanted is
            not checked against the rules.
        unbounded: whether bounds other than `max_size` are lifted: it is from the command line.
        sources: whether to keep the lines of the input that problems are about.
    """

    paths: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    no_ignore: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    input_format: str | None = None
    profile: str | None = None
    schema: str = "parlq"
    shapes: str | None = None
    migrate: bool = False
    max_size: int | None = None
    fail_level: str = "error"
    exit_zero: bool = False
    allow_empty: bool = False
    max_problems: int = 100
    jobs: int | None = None
    reports: tuple[str, ...] = ()
    quiet: bool = False
    statistics: bool = False
    color: str = "auto"
    stdin_filename: str | None = None
    patterns_from: tuple[tuple[str, str], ...] = ()
    unbounded: bool = False
    sources: bool = False
    fix: bool = False
    diff: bool = False
    keeps: Callable[[Document], Document | None] | None = None

    def folder_of(self, setting: str) -> str:
        """Folder that the patterns of a setting are relative to; empty for the current one."""
        return dict(self.patterns_from).get(setting, "")

    @property
    def strict(self) -> bool | None:
        """Whether what a format does not know is an error; None for the default of the format."""
        return {"strict": True, "lenient": False}.get(self.profile or "")

    @property
    def limits(self) -> Limits:
        """Bounds of one document."""
        size = self.max_size
        return DEFAULT if size is None else Limits(size=size, unbounded=self.unbounded)

    def fails(self, severity: Severity) -> bool:
        """Whether a problem of this severity makes the run fail."""
        return LEVELS.index(severity) <= LEVELS.index(self.fail_level)


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows have none
        return os.cpu_count() or 1


def most_jobs() -> int:
    """Most worker processes: four times the processors, and 32 at least."""
    return max(32, 4 * processors())
