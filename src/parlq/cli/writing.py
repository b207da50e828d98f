"""Writes the documents that commands give: the bytes, what they lose, and the file."""

from __future__ import annotations

import contextlib
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attrs import evolve

from parlq import formats
from parlq.cli.guard import DONE, UsageError, report, unwritable
from parlq.io.files import write_bytes
from parlq.problems import InputError, ModelError, Problem, Severity

if TYPE_CHECKING:
    from parlq.corpus.output.targets import Target

#: Options of writers, and how they are spelled.
_WRITER_OPTIONS = {
    "shape": "--shape",
    "language": "--language",
    "guard_formulas": "--guard-formulas",
}


def writer_options(arguments: Namespace, target: formats.Format) -> dict[str, Any]:
    """The options of the writer that arguments state.

    Raises:
        UsageError: the format has no such option.
    """
    stated = {name: getattr(arguments, name) for name in _WRITER_OPTIONS}
    options = {name: value for name, value in stated.items() if value is not None}
    shape = options.get("shape")
    if shape is not None and target.shapes and shape not in target.shapes:
        known = " or ".join(target.shapes)
        raise UsageError(f"the format {target.name} has no shape {shape}; it has {known}")
    for name in options:
        if name not in target.taken(options):
            raise UsageError(
                f"the format {target.name} is not written with {_WRITER_OPTIONS[name]}"
            )
    return options


def written(
    target: formats.Format,
    document: Any,
    file: str | None,
    arguments: Namespace,
    address: str | None,
) -> bytes | None:
    """The bytes of a document; None when it has facts that strict writing does not let go.

    Facts that the format cannot hold are reported. JSON keeps `address`, the `$schema` of its input.
    """
    options = writer_options(arguments, target)
    try:
        data = target.dumps(document, **options)
    except ModelError as error:
        raise UsageError(f"the format {target.name} cannot carry this: {error}") from None
    except InputError as error:  # it lacks what the format needs
        raise InputError(tuple(evolve(each, file=file) for each in error.problems)) from None
    # A format that is only written is a projection: nobody expects it to hold every fact.
    if target.reader is None or target.is_lossless(options):
        if address is None or target.name != "json":
            return data
        from parlq.formats.json.schema_address import addressed

        return addressed(data, address)
    problems = target.losses(document, written=data, **options)
    return data if _lossy(problems, file, strict=arguments.strict) == DONE else None


def _lossy(problems: tuple[Problem, ...], file: str | None, *, strict: bool) -> int:
    """Report losses, in strict writing as errors; returns the exit code that they call for."""
    graver = {Severity.WARNING: Severity.ERROR} if strict else {}
    return report(
        [
            evolve(each, file=file, severity=graver.get(each.severity, each.severity))
            for each in problems
        ]
    )


def save(data: bytes, output: str) -> int:
    """Write to a file atomically, or to standard output."""
    if output == "-":
        write(data)
        return DONE
    try:
        write_bytes(output, data)
    except OSError as error:
        raise unwritable(output, error) from None
    return DONE


@contextlib.contextmanager
def writing_to(target: Target, *, resumes: bool = True) -> Iterator[None]:
    """Turn an error of the system into a message about a target that takes many documents."""
    try:
        yield
    except OSError as error:
        state = target.state
        if target.path == "-":
            raise  # standard output, which `guarded` knows
        name = os.fsdecode(error.filename or target.path)
        if state is not None and os.path.abspath(name).startswith(os.path.abspath(state)):
            name = target.path
        goes_on = resumes and state is not None and os.path.isdir(state)
        hint = "; to go on later, add --resume" if goes_on else ""
        raise UsageError(f"{unwritable(name, error)}{hint}") from None


def write(data: bytes) -> None:
    """Write to standard output as it is."""
    if sys.stdout is None:
        raise UsageError("standard output is closed")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def target_of(name: str | None, output: str) -> formats.Format:
    """The format to write, known to be writable before anything is read."""
    path = None if output == "-" else output
    return formats.target(name, path, ask="pass --to FORMAT")
