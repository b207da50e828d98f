"""Calls code of other packages: whatever it does becomes a problem that names the package."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from typing import Any, NoReturn, TypeVar

import attrs

from parlq.io.reading import Locate, Location, Reading
from parlq.model import Answer, Dossier, Question
from parlq.problems import (
    InputError,
    MissingExtraError,
    ParlqError,
    Problem,
    Severity,
    shorten,
)

T = TypeVar("T")

#: Longest part of another package's message that is printed, in characters.
_SAID = 200
#: Exit codes above this one are those of signals, which end the process in order.
_SIGNALS = 128


class UnknownFormatError(ParlqError, LookupError):
    """A format that does not exist, cannot be determined, or cannot do what is asked."""


class PluginError(InputError):
    """A format of another package that failed; `problems` names the package and its error."""


class Exit(BaseException):
    """What `os._exit` raises in code of another package, which would end the process unseen."""


_calls, _lock = threading.local(), threading.Lock()
#: The real `os._exit`, once code of another package has run. It stays replaced, as another thread may
#: be in such code; outside of it, and in child processes, the replacement calls the real one.
_patched: list[Callable[[int], NoReturn]] = []


@contextlib.contextmanager
def staying() -> Iterator[None]:
    """Keep code of another package from ending the process by `os._exit`, but not its children."""
    with _lock:
        if not _patched:
            _patched.append(os._exit)
            os._exit = _refuse_exit
    before, _calls.process = getattr(_calls, "process", None), os.getpid()
    try:
        yield
    finally:
        _calls.process = before


def _refuse_exit(status: int) -> NoReturn:
    if getattr(_calls, "process", None) == os.getpid():
        raise Exit(f"it called os._exit({status!r})")
    _patched[0](status)


def described(error: BaseException) -> str:
    """The type and the message of an exception of another package, bounded."""
    try:
        text = str(error)
    except Exception:  # noqa: BLE001 # code of another package
        text = "(no message)"
    name = shorten(type(error).__name__, 80)
    return f"{name}: {shorten(text, _SAID)}" if text else name


def is_fault(error: BaseException) -> bool:
    """Whether an exception is a fault of the code that raised it.

    An interruption, a lack of memory and a signal that ends the process are not. To exit with
    another code is: a check would pass because a package stopped it.
    """
    if isinstance(error, SystemExit):
        return not (isinstance(error.code, int) and error.code > _SIGNALS)
    return not isinstance(error, KeyboardInterrupt | MemoryError)


def guarded(
    name: str, origin: str, what: str, call: Callable[..., T], *arguments: Any, **options: Any
) -> T:
    """Call a function of the format `name`; an exception of the package becomes its problem.

    Raises:
        PluginError: the function failed.
    """
    try:
        with staying():
            return call(*arguments, **options)
    except (InputError, MissingExtraError, UnknownFormatError):
        raise
    except BaseException as error:
        if what == "writing" and isinstance(error, ParlqError):
            raise  # a document that the format refuses
        if not is_fault(error):
            raise
        raise failed(name, origin, what, described(error)) from error


def failed(name: str, origin: str | None, what: str, why: str) -> PluginError:
    """The error of a format whose package failed."""
    message = f'the format "{name}" of {origin} failed while {what}: {why}'
    return PluginError((Problem(rule="PQ110", message=message),))


@attrs.frozen
class Locating:
    """A `Locate` that says why there is no location when that of another package fails."""

    name: str
    origin: str
    locate: Locate

    def __call__(self, path: tuple[str | int, ...]) -> Location:
        """The location, or one whose path is the reason why there is none."""
        try:
            place: object = guarded(self.name, self.origin, "locating", self.locate, path)
        except PluginError as error:
            return Location(path=error.problems[0].message)
        return place if isinstance(place, Location) else Location()


def fault_of(reading: object) -> str | None:
    """What is wrong with the reading that another package gave."""
    if not isinstance(reading, Reading):
        return f"returned {type(reading).__name__}, not a Reading"
    if reading.value is not None and type(reading.value) not in {Question, Answer, Dossier}:
        return f"the value is {type(reading.value).__name__}, not a Question, Answer or Dossier"
    if type(reading.problems) is not tuple or any(
        not isinstance(each, Problem) for each in reading.problems
    ):
        return "the problems are not a tuple of Problem"
    if reading.value is None and all(
        each.severity is not Severity.ERROR for each in reading.problems
    ):
        return "returned neither a value nor an error"
    return None
