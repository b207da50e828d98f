"""Prints messages, and turns every error that ends a command into one line and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable

from parlq.problems import (
    NO_INPUT,
    InputError,
    ParlqError,
    Problem,
    Severity,
    reason,
    shorten,
    summed,
    visible,
    visible_text,
)

DONE, FAULT, USAGE = 0, 1, 2
#: Longest message of an error that is printed, in characters.
_LONGEST = 2000


class UsageError(Exception):
    """Arguments that do not fit together, or an output that cannot be written."""


def unwritable(output: str, error: OSError) -> UsageError:
    """The error of a file that the system does not let parlq write."""
    return UsageError(f"{output}: cannot be written: {reason(error)}")


class StoppedError(Exception):
    """A run over many documents that ends with the first error, as `--on-error stop` asks.

    Attributes:
        code: the exit code.
    """

    def __init__(self, code: int) -> None:
        super().__init__("stopped at the first document with an error")
        self.code = code


def guarded(command: Callable[[], int]) -> int:
    """Run a command; returns its exit code, or that of what ended it."""
    try:
        code = command()
        if sys.stdout is not None:
            sys.stdout.flush()
    except InputError as error:  # a document that the format to write cannot carry
        return report(error.problems)
    except (ParlqError, UsageError) as error:
        tell(f"parlq: {shorten(str(error), _LONGEST)}")
        return USAGE
    except StoppedError as stopped:
        tell(f"parlq: {stopped}")
        return stopped.code
    except BrokenPipeError:
        _abandon_output()
        return USAGE
    except OSError as error:  # inputs have told theirs as problems
        print(f"parlq: standard output cannot be written: {reason(error)}", file=sys.stderr)
        _abandon_output()
        return USAGE
    except MemoryError:
        print("parlq: out of memory", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return 130
    return code


def report(problems: list[Problem] | tuple[Problem, ...]) -> int:
    """Print problems to standard error; returns the exit code that they call for."""
    for problem in summed(problems):
        print(problem, file=sys.stderr)
    return code_of(problems)


def code_of(problems: Iterable[Problem]) -> int:
    """The exit code that problems call for."""
    errors = {problem.rule for problem in problems if problem.severity is Severity.ERROR}
    return USAGE if errors & NO_INPUT else FAULT if errors else DONE


def say(text: str) -> None:
    """Print text; what steers a terminal, or what its encoding has no character for, is escaped.

    Raises:
        UsageError: there is nothing to print to.
    """
    if sys.stdout is None:
        raise UsageError("standard output is closed")
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    # In one write: a reader that has seen enough, such as `grep -q`, may be gone before a second one.
    shown = f"{visible_text(text)}\n".encode(encoding, "backslashreplace")
    sys.stdout.write(shown.decode(encoding))


def tell(text: str) -> None:
    """Print one line about the run to standard error; what steers a terminal is escaped."""
    print(visible(text), file=sys.stderr)


def tell_broken_formats(inputs: Iterable[str]) -> None:
    """Print which formats of other packages cannot be used, where files are found by their names."""
    from parlq import formats

    if any(os.path.isdir(each) or any(sign in each for sign in "*?[") for each in inputs):
        for each in formats.broken():
            tell(f"parlq: {each.problem.message}; its files are not found")


def _abandon_output() -> None:
    """Let the interpreter flush into nothing when it ends, instead of complaining once more."""
    with contextlib.suppress(OSError, ValueError):  # a stream that is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
