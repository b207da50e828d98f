"""Lints one file: read once, validated, filtered, capped."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import Any

from parlq import formats
from parlq.io.files import read_bytes, read_standard_input, write_bytes
from parlq.limits import DEFAULT, Limits
from parlq.lint.discovery.folder_scan import Found, InFolder
from parlq.lint.discovery.inputs import STDIN
from parlq.lint.discovery.skipped_files import FOREIGN
from parlq.lint.results import FileResult
from parlq.lint.settings.paths import Rewritable
from parlq.lint.settings.settings import LEVELS, Settings, SettingsError
from parlq.problems import NOWHERE, InputError, MissingExtraError, Problem, summed
from parlq.validation import prepare, validate, validate_reading

#: Name of standard input in problems, unless another is given.
STDIN_NAME = "<stdin>"
#: As in `parlq.lint.settings.selection`, which few runs need.
_ASKED_FOR = frozenset({"PQ703", "PQ704"})

_NONE: frozenset[str] = frozenset()


class FileLinter:
    """Lints files under the same settings.

    Raises:
        ParlqError: when it is made: invalid settings.
    """

    __slots__ = ("_hidden", "_limits", "_rewritable", "_settings", "_shapes", "_strict")

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._hidden = None
        if settings.select or settings.ignore or settings.per_file_ignores:
            from parlq.lint.settings.selection import selection

            self._hidden = selection(settings)
        self._strict = {"strict": True, "lenient": False}.get(settings.profile or "")
        size = settings.max_size
        self._limits = DEFAULT if size is None else Limits(size=size, unbounded=settings.unbounded)
        self._rewritable = Rewritable(settings.paths)
        if settings.input_format is not None:
            formats.get(settings.input_format)
        if settings.schema != "parlq":
            prepare(settings.schema, self._limits)
        self._shapes = _shapes(settings.shapes) if settings.shapes is not None else None

    def __call__(self, one: Found) -> FileResult:  # noqa: PLR0911 # one return a way in which a file cannot be read
        """The result of one file; never raises for what is in it."""
        if isinstance(one, Problem):
            return self._result(one.file or "", self._selected(one.file or "", [one]), b"")
        name = one
        if one == STDIN:
            name = self._settings.stdin_filename or STDIN_NAME
        data = b""
        try:
            data = self._data(one, name)
            if self._settings.fix or self._settings.diff:
                return self._fixed(one, name, data)
            _, problems, suppressed = self._lint(data, name)
        except InputError as error:
            if self._is_skipped(one, data, error.problems):
                return FileResult(name, skipped=FOREIGN)
            return self._result(name, self._selected(name, list(error.problems)), data)
        except MissingExtraError as error:
            return FileResult(name, failure=str(error))
        except MemoryError:
            return FileResult(name, failure="out of memory")
        except Exception as error:
            if os.environ.get("PARLQ_TRACEBACK"):
                raise
            return FileResult(name, failure=_internal(error))
        if not problems and not suppressed:
            return FileResult(name)
        if self._is_skipped(one, data, problems):
            return FileResult(name, skipped=FOREIGN)
        return self._result(name, problems, data, suppressed)

    def _is_skipped(self, one: str, data: bytes, problems: Sequence[Problem]) -> bool:
        """Whether a file with problems was only found, and is JSON of another program."""
        if not isinstance(one, InFolder):
            return False
        from parlq.lint.discovery.foreign_json import is_skipped

        return is_skipped(one, data, problems, self._settings)

    def _data(self, one: str, name: str) -> bytes:
        if one != STDIN:
            return read_bytes(one, self._limits)
        return read_standard_input(name, self._limits)

    def _lint(self, data: bytes, name: str) -> tuple[str, list[Problem], int]:
        """The format of a file, the problems to be reported, and how many it asks to pass over."""
        settings = self._settings
        made = formats.find(settings.input_format, name, data)
        options: dict[str, Any] = {}
        if settings.migrate and "migrate" in made.options:
            options["migrate"] = True
        if self._shapes is not None:
            options["shapes"] = self._shapes
        problems = self._validated(data, made, name, options)
        suppressed = 0
        if made.name in {"akn", "json"}:
            asked = _ASKED_FOR - self._hides(name) if settings.select else _NONE
            if asked or b"\r" in data or data[:1] == b"\xef":
                problems = self._styled(data, made.name, name, problems, asked)
            # The profile has a problem for each comment: where there is none, none hides anything.
            may_hide = problems or settings.schema != "parlq"
            if may_hide and (b"<!--" in data or b"\0" in data[:4]):
                problems, suppressed = self._unsuppressed(data, made.name, name, problems)
        return made.name, summed(self._selected(name, problems)), suppressed

    def _validated(
        self, data: bytes, made: formats.Format, name: str, options: dict[str, Any]
    ) -> list[Problem]:
        """All problems of what a file says."""
        settings = self._settings
        if settings.schema == "parlq" and self._shapes is None:
            strict = made.strict if self._strict is None else self._strict
            return validate_reading(
                made.read(data, strict=strict, file=name, limits=self._limits, **options)
            )
        return validate(
            data,
            schema=settings.schema,
            format=made.name,
            strict=self._strict,
            file=name,
            limits=self._limits,
            **options,
        )

    def _styled(
        self,
        data: bytes,
        format: str,
        name: str,
        problems: list[Problem],
        asked: frozenset[str],
    ) -> list[Problem]:
        """The problems and those of the file as text, unless it could not be read at all."""
        from parlq.lint.text_style import CANONICAL, findings

        if not all(map(_is_of_content, problems)):
            return problems
        form = partial(self._canonical, data, format, name) if CANONICAL in asked else None
        found = findings(data, format, name, form)
        return _in_order([*problems, *(p for p in found if p.rule not in _ASKED_FOR - asked)])

    def _canonical(self, data: bytes, format: str, name: str) -> bytes | None:
        from parlq.lint.formatting import formatted

        return formatted(data, format=format, file=name, limits=self._limits).data

    def _unsuppressed(
        self, data: bytes, format: str, name: str, problems: list[Problem]
    ) -> tuple[list[Problem], int]:
        """The problems that no comment hides, those of the comments, and how many are hidden."""
        from parlq.lint.settings.selection import ALWAYS
        from parlq.lint.suppression import suppressions
        from parlq.rules import RULES

        if any(problem.rule in ALWAYS for problem in problems):
            return problems, 0
        asked = suppressions(data, format)
        if asked is None:
            return problems, 0
        hidden = self._hides(name)
        kept = [
            problem for problem in problems if problem.rule in hidden or not asked.hides(problem)
        ]
        count = len(problems) - len(kept) - sum(map(asked.is_own, problems))
        if self._settings.schema != "parlq":  # then the rules about the model may not be asked
            hidden |= {rule for rule in RULES if rule[:3] == "PQ4"}
        complaints = asked.complaints(name, hidden | _ASKED_FOR, problems)
        return _in_order([*kept, *complaints]), max(count, 0)

    def _hides(self, name: str) -> frozenset[str]:
        """The rules that are not reported of a file."""
        return _NONE if self._hidden is None else self._hidden(name)

    def _selected(self, name: str, problems: list[Problem]) -> list[Problem]:
        """The problems that are reported of a file."""
        hidden = self._hides(name) if problems else None
        return [each for each in problems if each.rule not in hidden] if hidden else problems

    def _fixed(self, one: str, name: str, data: bytes) -> FileResult:
        """The result of one file after its safe fixes, or with what they would change."""
        from parlq.lint.fixes import difference, fixed

        if isinstance(one, InFolder) and self._is_skipped(one, data, self._lint(data, name)[1]):
            return FileResult(name, skipped=FOREIGN)
        fix = self._settings.fix
        after, count, stopped = fixed(data, lambda now: self._lint(now, name)[:2], self._limits)
        if fix and after != data:
            if why := self._rewritable.fault(one):
                return FileResult(name, failure=f"not fixed: {why}")
            if read_bytes(one, self._limits) != data:
                return FileResult(
                    name, failure="the file has changed while it was linted; not fixed"
                )
            try:
                write_bytes(one, after)
            except OSError as error:
                why = (error.strerror or str(error)).lower()
                return FileResult(name, failure=f"cannot be written: {why}")
            data = after
        _, problems, suppressed = self._lint(data, name)
        result = self._result(name, problems, data, suppressed)
        if not fix and after != data:
            result = result._replace(diff=difference(data, after, name))
        return result._replace(fixed=count, note=stopped)

    def _result(
        self, name: str, problems: list[Problem], data: bytes, suppressed: int = 0
    ) -> FileResult:
        if not problems:
            return FileResult(name, suppressed=suppressed)
        counts: dict[tuple[str, str], int] = {}
        for problem in problems:
            key = (problem.rule, problem.severity.value)
            counts[key] = counts.get(key, 0) + 1
        listed = _capped(problems, self._settings.max_problems)
        lines: tuple[tuple[int, str], ...] = ()
        if self._settings.sources:
            from parlq.lint.source_excerpts import lines_of

            lines = lines_of(data, {problem.line for problem in listed if problem.line})
        tally = tuple((rule, severity, count) for (rule, severity), count in counts.items())
        return FileResult(name, tuple(listed), tally, suppressed, None, lines)


def _shapes(file: str) -> Any:
    """The shapes of a file.

    Raises:
        SettingsError: they cannot be read.
    """
    from parlq.formats.ep.records.shacl.shapes import read_shapes

    try:
        return read_shapes(file)
    except InputError as error:
        raise SettingsError("; ".join(map(str, error.problems))) from None


def _is_of_content(problem: Problem) -> bool:
    """Whether a problem is one of a file that could be read; style is not checked otherwise."""
    return problem.rule[:3] != "PQ1" and problem.rule != "PQ301"


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.line or NOWHERE, problem.column or 0))


def _capped(problems: list[Problem], most: int) -> list[Problem]:
    """At most `most` problems, the worst ones, in the order of the file."""
    if not most or len(problems) <= most:
        return problems
    ranked = sorted(range(len(problems)), key=lambda n: LEVELS.index(problems[n].severity))
    return [problems[n] for n in sorted(ranked[:most])]


def _internal(error: Exception) -> str:
    text = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return f"parlq failed on this file, which is a fault of parlq: please report it ({text})"
