"""Judges one file: read once, validated, filtered, capped."""

from __future__ import annotations

import os
import sys
from typing import Any

from parlq import formats
from parlq.files import read_bytes, read_stream, unreadable
from parlq.limits import DEFAULT, Limits
from parlq.lint.discovery import STDIN, Found
from parlq.lint.results import FileResult
from parlq.lint.settings import LEVELS, Settings, SettingsError
from parlq.problems import InputError, MissingExtraError, Problem
from parlq.validation import judge, prepare, validate

#: Name of standard input in problems, unless another is given.
STDIN_NAME = "<stdin>"


class Judge:
    """Judges files under the same settings.

    Raises:
        ParlqError: when it is made: settings that nothing can be judged under.
    """

    __slots__ = ("_hidden", "_limits", "_settings", "_shapes", "_strict")

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._hidden = None
        if settings.select or settings.ignore or settings.per_file_ignores:
            from parlq.lint.selection import selection

            self._hidden = selection(settings)
        self._strict = {"strict": True, "lenient": False}.get(settings.profile or "")
        size = settings.max_size
        self._limits = DEFAULT if size is None else Limits(size=size, raised=True)
        if settings.source is not None:
            formats.get(settings.source)
        if settings.schema != "parlq":
            prepare(settings.schema)
        self._shapes = _shapes(settings.shapes) if settings.shapes is not None else None

    def __call__(self, one: Found) -> FileResult:
        """The result of one file; never raises for what is in it."""
        if isinstance(one, Problem):
            return self._result(one.file or "", [one], b"")
        name = one
        if one == STDIN:
            name = self._settings.stdin_filename or STDIN_NAME
        data = b""
        try:
            data = self._data(one, name)
            problems = self._problems(data, name)
        except InputError as error:
            problems = list(error.problems)
        except MissingExtraError as error:
            return FileResult(name, failure=str(error))
        except MemoryError:
            return FileResult(name, failure="out of memory")
        except Exception as error:
            if os.environ.get("PARLQ_TRACEBACK"):
                raise
            return FileResult(name, failure=_internal(error))
        return self._result(name, problems, data)

    def _data(self, one: str, name: str) -> bytes:
        if one != STDIN:
            return read_bytes(one, self._limits)
        if sys.stdin is None:
            raise InputError((Problem(rule="PQ100", message="cannot be read: closed", file=name),))
        try:
            data = read_stream(sys.stdin.buffer, self._limits)
        except (OSError, ValueError) as error:
            raise InputError((unreadable(name, error),)) from None
        if len(data) > self._limits.size:
            raise InputError((self._limits.too_large(name),))
        return data

    def _problems(self, data: bytes, name: str) -> list[Problem]:
        settings = self._settings
        made = formats.find(settings.source, name, data)
        options: dict[str, Any] = {}
        if settings.migrate and "migrate" in made.options:
            options["migrate"] = True
        if self._shapes is not None:
            options["shapes"] = self._shapes
        if settings.schema == "parlq" and self._shapes is None:
            strict = made.strict if self._strict is None else self._strict
            return judge(made.read(data, strict=strict, file=name, limits=self._limits, **options))
        return validate(
            data,
            schema=settings.schema,
            format=made.name,
            strict=self._strict,
            file=name,
            limits=self._limits,
            **options,
        )

    def _result(self, name: str, problems: list[Problem], data: bytes) -> FileResult:
        if problems and self._hidden is not None:
            hidden = self._hidden(name)
            problems = [problem for problem in problems if problem.rule not in hidden]
        if not problems:
            return FileResult(name)
        counts: dict[tuple[str, str], int] = {}
        for problem in problems:
            key = (problem.rule, problem.severity.value)
            counts[key] = counts.get(key, 0) + 1
        listed = _capped(problems, self._settings.max_problems)
        lines: tuple[tuple[int, str], ...] = ()
        if self._settings.sources:
            from parlq.lint.excerpts import lines_of

            lines = lines_of(data, {problem.line for problem in listed if problem.line})
        tally = tuple((rule, severity, count) for (rule, severity), count in counts.items())
        return FileResult(name, tuple(listed), tally, 0, None, lines)


def _shapes(file: str) -> Any:
    """The shapes of a file.

    Raises:
        SettingsError: they cannot be read.
    """
    from parlq.opendata.shapes import read_shapes

    try:
        return read_shapes(file)
    except InputError as error:
        raise SettingsError(str(error)) from None


def _capped(problems: list[Problem], most: int) -> list[Problem]:
    """At most so many problems, the worst ones, in the order of the file."""
    if not most or len(problems) <= most:
        return problems
    ranked = sorted(range(len(problems)), key=lambda n: LEVELS.index(problems[n].severity))
    return [problems[n] for n in sorted(ranked[:most])]


def _internal(error: Exception) -> str:
    text = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return f"parlq failed on this file, which is a fault of parlq: please report it ({text})"
