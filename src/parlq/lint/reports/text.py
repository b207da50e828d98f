"""Text for people: one line for each problem, and on a terminal the line of the file with it."""

from __future__ import annotations

import os
import sys

from parlq.lint.reports.report import Report
from parlq.lint.results import FileResult, Summary
from parlq.lint.settings.report_targets import Target
from parlq.lint.settings.settings import Settings
from parlq.problems import Problem, is_plain, shorten, visible

#: Most characters of a line of the file that are shown.
WIDTH = 100
_COLORS = {"error": "1;31", "warning": "1;33", "info": "1;36"}
_BOLD, _DIM = "1", "2"


class Text(Report):
    """Text as the terminal, or its absence, suggests."""

    def __init__(self, settings: Settings, target: Target) -> None:
        super().__init__(settings, target)
        self._source = target.shows_source
        self._color = target.file is None and _is_coloured(settings.color)

    def result(self, result: FileResult) -> str:
        """The problems of a file, one a line."""
        quiet = self._settings.quiet
        lines = dict(result.lines) if self._source else {}
        out = []
        for problem in result.problems:
            if quiet and not self._settings.fails(problem.severity):
                continue
            out.append(self._line(problem))
            source = lines.get(problem.line or 0)
            if source is not None and source.strip():
                out.append(self._excerpt(problem, source))
        if result.unlisted and not quiet:
            what = "problem is" if result.unlisted == 1 else "problems are"
            name = visible(result.file)
            out.append(f"{name}: {result.unlisted} more {what} not listed (--max-problems)\n")
        return "".join(out)

    def end(self, summary: Summary) -> str:
        """The number of problems of each rule, if wanted, and a line about all."""
        if self._settings.quiet:
            return ""
        out = []
        if self._settings.statistics:
            from parlq.rules import RULES

            ranked = sorted(summary.rules.items(), key=lambda item: (-item[1], item[0]))
            for (rule, severity), count in ranked:
                title = RULES[rule].title if rule in RULES else ""
                out.append(f"{count:7} {severity:7} {rule} {title}".rstrip() + "\n")
        if summary.rules or summary.failures or summary.fixed or self._settings.statistics:
            out.append(f"{summary}\n")
        return "".join(out)

    def _line(self, problem: Problem) -> str:
        if not self._color:
            return f"{problem}\n"
        severity = problem.severity.value
        parts = [
            self._painted(visible(problem.place), _BOLD),
            self._painted(severity, _COLORS[severity]),
            self._painted(problem.rule, _BOLD),
            visible(problem.message),
        ]
        if problem.work:
            parts.append(visible(f"({problem.work})"))
        if problem.path:
            parts.append(self._painted(visible(f"[{shorten(problem.path)}]"), _DIM))
        return " ".join(parts) + "\n"

    def _painted(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._color else text

    def _excerpt(self, problem: Problem, source: str) -> str:
        """The line of the file, and a mark below the column, or below all of it."""
        at = None if problem.column is None else problem.column - 1
        start = len(source) - len(source.lstrip())
        if at is not None and at > len(source):
            at = len(source)
        first = start if at is None else max(min(start, at), at - WIDTH * 2 // 3)
        part = source[first : first + WIDTH].rstrip()
        head, foot = "…" if first > start else "", "…" if first + WIDTH < len(source) else ""
        visible = [_visible(character) for character in part]
        if at is None:
            mark = " " * len(head) + "~" * max(sum(map(_columns, visible)), 1)
        else:
            mark = " " * (len(head) + sum(map(_columns, visible[: at - first]))) + "^"
        number = str(problem.line)
        gutter, blank = (self._painted(f"{text:>5} | ", _DIM) for text in (number, ""))
        mark = self._painted(mark, _COLORS[problem.severity.value])
        return f"{gutter}{head}{''.join(visible)}{foot}\n{blank}{mark}\n"


def _visible(character: str) -> str:
    if character == "\t":
        return "    "
    return character if is_plain(character) else "\N{REPLACEMENT CHARACTER}"


def _columns(text: str) -> int:
    """How many columns of a terminal a visible character takes."""
    if len(text) > 1:
        return len(text)
    import unicodedata  # a library of its own, which many runs do without

    if unicodedata.combining(text):
        return 0
    return 2 if unicodedata.east_asian_width(text) in {"W", "F"} else 1


def _is_coloured(wanted: str) -> bool:
    """As asked for; else on a terminal, unless `NO_COLOR` forbids it; `FORCE_COLOR` asks for it."""
    if wanted != "auto":
        return wanted == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    if os.environ.get("TERM") == "dumb":
        return False
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:  # closed
        return False
