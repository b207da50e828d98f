"""Lints one file: read once, validated, filtered, capped."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from parlq import formats
from parlq.io.files import read_bytes, read_standard_input, write_bytes
from parlq.io.signatures import is_array
from parlq.lint.discovery.folder_scan import LINES, InFolder
from parlq.lint.discovery.inputs import STDIN
from parlq.lint.discovery.skipped_files import FILTERED, FOREIGN
from parlq.lint.results import FileResult, result_of
from parlq.lint.settings.paths import Rewritable
from parlq.lint.settings.settings import Settings, SettingsError
from parlq.problems import InputError, MissingExtraError, Problem, in_order, reason, summed
from parlq.validation import prepare, validate, validate_reading

if TYPE_CHECKING:
    from parlq.corpus.documents import Part
    from parlq.lint.unpacking import Task

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
        self._strict, self._limits = settings.strict, settings.limits
        self._rewritable = Rewritable(settings.paths)
        if settings.input_format is not None and f".{settings.input_format}" not in LINES:
            formats.get(settings.input_format)
        if settings.schema != "parlq":
            prepare(settings.schema, self._limits)
        self._shapes = _shapes(settings.shapes) if settings.shapes is not None else None

    def __call__(self, one: Task) -> FileResult:
        """The result of one file, or of a document out of one; never raises for what is in it."""
        if isinstance(one, str):
            name = one
            if one == STDIN:
                name = self._settings.stdin_filename or STDIN_NAME
            return self._linted(one, name)
        if isinstance(one, Problem):
            return self._known(one.file or "", (one,))
        from parlq.corpus.documents import Part
        from parlq.lint.unpacking import moved

        name = one.provenance.name
        if not isinstance(one, Part):
            return self._known(name, one.problems)
        return moved(self._linted(one.discovered, name, one), one.provenance)

    def _known(self, name: str, problems: tuple[Problem, ...]) -> FileResult:
        """The result of what has been read, or cannot be."""
        return self._result(name, self._selected(name, [*problems]), b"")

    def _linted(self, one: str, name: str, part: Part | None = None) -> FileResult:  # noqa: PLR0911 # one return a way in which a file cannot be read
        """The result of a file, or of a document out of one.

        Args:
            one: as discovery gave it.
            name: as problems have it.
            part: the document out of it.
        """
        data = b""
        try:
            data = self._data(one, name) if part is None or part.data is None else part.data
            if self._settings.fix or self._settings.diff:
                return self._fixed(one, name, data)
            _, problems, suppressed = self._lint(data, name, part)
        except FilteredOutError:
            return FileResult(name, skipped=FILTERED)
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

    def _lint(
        self, data: bytes, name: str, part: Part | None = None
    ) -> tuple[str, list[Problem], int]:
        """The format of a file, the problems to be reported, and how many it asks to pass over."""
        settings = self._settings
        made = formats.find(part.format if part else settings.input_format, name, data)
        options: dict[str, Any] = {}
        if settings.migrate and "migrate" in made.options:
            options["migrate"] = True
        if self._shapes is not None:
            options["shapes"] = self._shapes
        problems = self._validated(data, made, name, options)
        suppressed = 0
        # The form of a line is not that of a file, nor has it comments.
        if made.name in {"akn", "json"} and (part is None or part.provenance.line is None):
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
        """All problems of what a file says.

        Raises:
            FilteredOutError: no filter keeps it.
        """
        settings = self._settings
        if settings.keeps is not None:
            given = {key: value for key, value in options.items() if key == "migrate"}
            value = made.read(data, strict=False, file=name, limits=self._limits, **given).value
            if value is not None and settings.keeps(value) is None:
                raise FilteredOutError
        if settings.schema == "parlq" and self._shapes is None:
            strict = made.strict if self._strict is None else self._strict
            if made.name == "json" and is_array(data):
                from parlq.lint.unpacking import array_problems

                return array_problems(data, name, settings)
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
        return in_order([*problems, *(p for p in found if p.rule not in _ASKED_FOR - asked)])

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
        return in_order([*kept, *complaints]), max(count, 0)

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
                return FileResult(name, failure=f"cannot be written: {reason(error)}")
            data = after
        _, problems, suppressed = self._lint(data, name)
        result = self._result(name, problems, data, suppressed)
        if not fix and after != data:
            result = result._replace(diff=difference(data, after, name))
        return result._replace(fixed=count, note=stopped)

    def _result(
        self, name: str, problems: list[Problem], data: bytes, suppressed: int = 0
    ) -> FileResult:
        return result_of(name, problems, data, suppressed, self._settings)


class FilteredOutError(Exception):
    """A document that no filter keeps."""


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


def _internal(error: Exception) -> str:
    text = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return f"parlq failed on this file, which is a fault of parlq: please report it ({text})"
