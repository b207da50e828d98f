"""Problems of an input as data, their severity, and the errors that hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any

import attrs


def is_plain(character: str) -> bool:
    """Whether a character prints as itself: it steers no terminal, is visible, and ends no line.

    These do not: control characters, those that change the direction of the text around them, other
    format characters, which have no width, line separators, lone surrogates, and code points
    without a character.
    """
    if character.isprintable():
        return True
    # Of what Python does not print as itself, only blanks other than the ASCII one are harmless.
    return character.isspace() and ord(character) > 0x9F and character not in "\u2028\u2029"


class _Escapes(dict[int, str]):
    """What each character is printed as, by its code, for `str.translate`; made when asked for."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        shown = character if is_plain(character) else repr(character)[1:-1]
        if len(self) < 10_000:  # an input may have a million different ones
            self[code] = shown
        return shown


#: For one line: characters that would break it, or steer the terminal, become their escapes.
CONTROLS = _Escapes()
#: For a text of several lines: the same, but for line feeds and tabs.
_TEXT = _Escapes({ord(character): character for character in "\n\t"})


def visible(text: str) -> str:
    """One line that may come from an input, as it can be printed: escapes in place of controls."""
    return text if text.isprintable() else text.translate(CONTROLS)


def visible_text(text: str) -> str:
    """The same for a text of several lines, which keeps its line feeds and tabs."""
    return text if text.isprintable() else text.translate(_TEXT)


#: Longest message a problem carries, in characters; a longer one is cut and says so.
MESSAGE_LIMIT = 400


class Severity(StrEnum):
    """How bad a problem is; only `ERROR` makes a document refused."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


def encodable(text: str) -> str:
    """Text in which bytes of a file name that are in no encoding are escapes, so that UTF-8 holds it."""
    return text.encode("utf-8", "backslashreplace").decode()


def shorten(text: str, limit: int = MESSAGE_LIMIT) -> str:
    """Return `text`, cut to `limit` characters with a visible mark when it is longer."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


@attrs.frozen(kw_only=True)
class Problem:
    """One finding about one place of one input.

    Attributes:
        rule: stable id of the rule, `PQ` and three digits; `docs/rules.md` explains each.
        severity: how bad it is.
        message: one sentence for a person, at most `MESSAGE_LIMIT` characters.
        file: name of the input as the caller gave it; None for data without a name.
        line: line in the input, counted from 1; None where there is none.
        column: column in characters, counted from 1; None where it is not known honestly.
        path: where in the document: an XPath for XML, a JSON Pointer for JSON, a model path else.
        work: identity of the work concerned, such as `E-001670/2017`.
    """

    rule: str
    message: str = attrs.field(converter=shorten)
    severity: Severity = Severity.ERROR
    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str | None = None
    work: str | None = None

    @property
    def place(self) -> str:
        """`file:line:column:` as far as it is known, for the start of a printed line."""
        parts = [self.file or "<data>"]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts) + ":"

    def __str__(self) -> str:
        tail = f" [{shorten(self.path)}]" if self.path else ""
        work = f" ({self.work})" if self.work else ""
        line = f"{self.place} {self.severity} {self.rule} {self.message}{work}{tail}"
        return visible(line)


#: Rules whose findings mean that there was no input.
NO_INPUT = frozenset({"PQ100"})
#: Sorts what has no line behind what has one.
_LAST_LINE = 1 << 62


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order of the input; those without a line come last."""
    return sorted(problems, key=lambda each: (each.line or _LAST_LINE, each.column or 0))


def empty_input(file: str | None) -> Problem:
    """The problem of an input that has nothing in it."""
    return Problem(rule="PQ106", message="the input is empty", file=file, line=1)


def reason(error: OSError) -> str:
    """Why the system refuses something, for the end of a message."""
    return (error.strerror or str(error)).lower()


#: Most problems of one rule and severity that one reading lists; the others are counted.
LISTED = 1000


class Tally:
    """Counts problems, so that an input with a million faults costs no more than its first ones."""

    __slots__ = ("_counts",)

    def __init__(self) -> None:
        self._counts: dict[tuple[str, Severity], int] = {}

    def full(self, rule: str, severity: Severity) -> bool:
        """Count one more, and say whether it is beyond those that are listed."""
        count = self._counts[rule, severity] = self._counts.get((rule, severity), 0) + 1
        return count > LISTED

    def rest(self, listed: Sequence[Problem], file: str | None) -> list[Problem]:
        """One problem for each rule that was found more often than it is listed.

        It stands at the last one of the rule that is listed.
        """
        last = {(problem.rule, problem.severity): problem for problem in listed}
        return [
            attrs.evolve(
                last.get((rule, severity)) or Problem(rule=rule, message="", severity=severity),
                message=f"{count - LISTED} more problems of this rule are not listed",
                file=file,
            )
            for (rule, severity), count in self._counts.items()
            if count > LISTED
        ]


#: Groups of rules about a reading, whose infos say the same of each element or line that they are about.
_OF_READING = ("PQ2", "PQ5")


def summed(problems: Sequence[Problem]) -> list[Problem]:
    """Problems as they are shown: infos of a reading that say the same of one file become one.

    It is the first one, and states how many there are. Each of them is still data of the reading.
    """
    first: dict[tuple[str, str, str | None], int] = {}
    counts: dict[int, int] = {}
    shown: list[Problem] = []
    for problem in problems:
        if problem.severity is Severity.INFO and problem.rule.startswith(_OF_READING):
            key = problem.rule, problem.message, problem.file
            if (known := first.setdefault(key, len(shown))) < len(shown):
                counts[known] = counts.get(known, 1) + 1
                continue
        shown.append(problem)
    for place, count in counts.items():
        message = (
            f"{shorten(shown[place].message, MESSAGE_LIMIT - 40)} ({count} times in this file)"
        )
        shown[place] = attrs.evolve(shown[place], message=message)
    return shown


def _again(kind: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
    """An error as it was made: `pickle` and `copy` would call its class with the message."""
    return kind(*arguments, **named)


class ParlqError(Exception):
    """Root of every error that parlq raises on purpose."""


class ModelError(ParlqError, ValueError):
    """A value that the model refuses; `field` names the field at fault, as `Class.field`."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(f"{field}: {message}" if field else message)
        self.message = message
        self.field = field

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), (self.message,), {"field": self.field}), self.__dict__


class InputError(ParlqError):
    """An input with at least one problem of severity error; `problems` holds all of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        shown = [str(problem) for problem in problems[:20]]
        if len(problems) > len(shown):
            shown.append(f"… and {len(problems) - len(shown)} more problems")
        super().__init__("\n".join(shown))

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), (self.problems,), {}), self.__dict__


class MissingExtraError(ParlqError, ImportError):
    """An optional part of parlq that is not installed; the message names the line that installs it."""

    def __init__(self, what: str, extra: str, package: str = "") -> None:
        asked = f"'parlq[{extra}]' {package}".rstrip()
        super().__init__(f"an optional package is missing for {what}: pip install {asked}")
        self.what = what
        self.extra = extra
        self.package = package

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), (self.what, self.extra, self.package), {}), self.__dict__


class SchemaError(ParlqError, ValueError):
    """A file that is to serve as a schema and cannot."""
