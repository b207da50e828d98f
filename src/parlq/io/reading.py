"""The result of reading an input: the value, the problems, and the locations of its parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, overload

import attrs

from parlq.model import Document
from parlq.problems import InputError, Problem, Severity

D = TypeVar("D", bound=Document)


@attrs.frozen(kw_only=True)
class Location:
    """Where something stood in an input.

    Attributes:
        line: counted from 1; None where there are no lines.
        column: in characters, counted from 1; None where it is not known honestly.
        path: XPath or JSON Pointer of it.
    """

    line: int | None = None
    column: int | None = None
    path: str | None = None


#: Finds the place of a model path, a tuple of field names and indexes such as
#: `("variants", 0, "body", 2)`; the innermost place known for it, or an empty one.
Locate = Callable[[tuple[str | int, ...]], Location]


def nowhere(_: tuple[str | int, ...]) -> Location:
    """The `Locate` of an input without places."""
    return Location()


class Later:
    """A `Locate` that is made when somebody first asks.

    It can be copied and pickled, as its parts can: of what was made, a copy has nothing.

    Args:
        make: a function of a module, which makes the `Locate` from the arguments.
        arguments: what it needs, such as the data and the limits.
        made: the `Locate`, where there already is one.
    """

    __slots__ = ("_arguments", "_made", "_make")

    def __init__(
        self, make: Callable[..., Locate], *arguments: Any, made: Locate | None = None
    ) -> None:
        self._make = make
        self._arguments = arguments
        self._made = made

    def __call__(self, path: tuple[str | int, ...]) -> Location:
        """The place of a model path."""
        made = self._made
        if made is None:  # two threads may both make it, with the same outcome
            made = self._made = self._make(*self._arguments)
        return made(path)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._make, *self._arguments)


@attrs.frozen(kw_only=True)
class Reading:
    """The outcome of reading one input.

    Attributes:
        value: the document; None when it could not be built.
        problems: all problems, in the order of the input.
        locate: finds where a part of the value stood.
        file: name of the input as the caller gave it.
        format: name of the format that read it.
    """

    value: Document | None
    problems: tuple[Problem, ...] = ()
    locate: Locate = attrs.field(default=nowhere, eq=False, repr=False)
    file: str | None = None
    format: str | None = None

    @property
    def failed(self) -> bool:
        """Whether there is no value, or a problem of severity error."""
        return self.value is None or any(p.severity is Severity.ERROR for p in self.problems)

    @overload
    def document(self, expect: None = None) -> Document: ...
    @overload
    def document(self, expect: type[D]) -> D: ...
    @overload
    def document(self, expect: type[D] | None) -> D | Document: ...
    def document(self, expect: type[D] | None = None) -> D | Document:
        """The value.

        Args:
            expect: `Question`, `Answer` or `Dossier`, where the value must be one.

        Raises:
            InputError: the reading failed, with all problems; or the value has another type (PQ111).
        """
        if self.value is None or self.failed:
            raise InputError(self.problems)
        if expect is not None and not isinstance(self.value, expect):
            found, wanted = type(self.value).__name__, expect.__name__
            message = f"the document is of the type {found}; expected {wanted}"
            raise InputError((Problem(rule="PQ111", message=message, file=self.file),))
        return self.value


@attrs.frozen(kw_only=True)
class Streamed:
    """One work or document of a file that is read piece by piece.

    Attributes:
        value: the work; None when it could not be built, and for problems of the file as a whole.
        problems: all problems of it, with their lines in the file.
        line: on which it begins in the file; None where there are no lines.
        member: its name within the file, where it has one.
        locate: finds where a part of the value stood.
    """

    value: Document | None
    problems: tuple[Problem, ...] = ()
    line: int | None = None
    member: str | None = None
    locate: Locate = attrs.field(default=nowhere, eq=False, repr=False)
