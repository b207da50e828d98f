"""Runs one command; every input's problem becomes a printed line, never a traceback."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from typing import Any

from attrs import evolve

from parlq import formats
from parlq.cli.arguments import help_of, parsed, parser
from parlq.cli.guard import DONE, FAULT, USAGE, UsageError, guarded, report, say
from parlq.cli.inputs import common_address, read_input
from parlq.cli.options import options_of
from parlq.io.files import write_bytes
from parlq.problems import InputError, ModelError, Problem, Severity, visible


def run(arguments: list[str]) -> int:
    """Run the command with these arguments; returns the exit code."""
    first = arguments[0] if arguments else None
    try:
        made = parsed(arguments, first if first in _COMMANDS else None)
    except SystemExit as stop:  # argparse has printed usage or help
        code = stop.code if isinstance(stop.code, int) else USAGE
        return guarded(lambda: code)
    if made.version:
        return guarded(lambda: _version(made))
    if made.command is None:
        parser().print_help(sys.stderr)
        return USAGE
    return guarded(lambda: _COMMANDS[made.command](made))


def _version(_: Namespace) -> int:
    from parlq._version import __version__

    say(f"parlq {__version__}")
    return DONE


def _convert(arguments: Namespace) -> int:
    options = options_of(arguments)
    target = _target(arguments.to, arguments.output)
    reading, address = read_input(arguments.input, options)
    code = report(reading.problems)
    if reading.value is None or code != DONE:
        return code or FAULT
    data = _written(target, reading.value, reading.file, arguments, address)
    return FAULT if data is None else _save(data, arguments.output)


#: Options of writers, and how they are spelled.
_WRITER_OPTIONS = {
    "shape": "--shape",
    "language": "--language",
    "guard_formulas": "--guard-formulas",
}


def _written(
    target: formats.Format,
    document: Any,
    file: str | None,
    arguments: Namespace,
    address: str | None,
) -> bytes | None:
    """The bytes of a document; None when it has facts that strict writing does not let go.

    Facts that the format cannot hold are reported. JSON keeps `address`, the `$schema` of its input.
    """
    options = {name: getattr(arguments, name) for name in _WRITER_OPTIONS}
    options = {name: value for name, value in options.items() if value is not None}
    for name in options:
        if name not in target.writer_options:
            raise UsageError(
                f"the format {target.name} is not written with {_WRITER_OPTIONS[name]}"
            )
    try:
        data = target.dumps(document, **options)
    except ModelError as error:
        raise UsageError(f"the format {target.name} cannot carry this: {error}") from None
    except InputError as error:  # it lacks what the format needs
        raise InputError(tuple(evolve(each, file=file) for each in error.problems)) from None
    # A format that is only written is a projection: nobody expects it to hold every fact.
    if target.reader is None or target.lossless:
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


def _save(data: bytes, output: str) -> int:
    """Write to a file atomically, or to standard output."""
    if output == "-":
        _write(data)
        return DONE
    try:
        write_bytes(output, data)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UsageError(f"{output}: cannot be written: {why}") from None
    return DONE


def _write(data: bytes) -> None:
    """Write to standard output as it is."""
    if sys.stdout is None:
        raise UsageError("standard output is closed")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _target(name: str | None, output: str) -> formats.Format:
    """The format to write, known to be writable before anything is read."""
    path = None if output == "-" else output
    return formats.target(name, path, ask="pass --to FORMAT")


def _merge(arguments: Namespace) -> int:
    from parlq.merging import merge

    target = _target(arguments.to, arguments.output)
    options = options_of(arguments)
    inputs = [read_input(name, options) for name in arguments.inputs]
    readings = [each.reading for each in inputs]
    code = max(report(reading.problems) for reading in readings)
    documents = [reading.value for reading in readings if reading.value is not None]
    if code != DONE or len(documents) < len(readings):
        return code or FAULT
    joined = merge(documents, files=[reading.file for reading in readings])
    code = report(joined.problems)
    if joined.value is None or code != DONE:
        return code or FAULT
    # Problems that come from several files are reported for the file that is written.
    name = None if arguments.output == "-" else arguments.output
    address = common_address(inputs) if target.name == "json" else None
    data = _written(target, joined.value, name, arguments, address)
    return FAULT if data is None else _save(data, arguments.output)


def _split(arguments: Namespace) -> int:
    from parlq.merging import split

    if "{}" not in arguments.output:
        raise UsageError("OUT names one file a language: put {} where the language goes")
    target = _target(arguments.to, arguments.output)
    reading, address = read_input(arguments.input, options_of(arguments))
    code = report(reading.problems)
    if reading.value is None or code != DONE:
        return code or FAULT
    # All of them are written down before the first file is touched.
    parts = {}
    for tag, part in split(reading.value):
        if (data := _written(target, part, reading.file, arguments, address)) is None:
            return FAULT
        parts[tag] = data
    for tag, data in parts.items():
        _save(data, file := arguments.output.replace("{}", tag))
        say(visible(file))
    return DONE


def _validator(name: str) -> Callable[[Namespace], int]:
    """A command of the validator, which other commands start faster without."""

    def call(arguments: Namespace) -> int:
        from parlq.cli import validate as commands

        code: int = getattr(commands, name)(arguments)
        return code

    return call


def _format(arguments: Namespace) -> int:
    from parlq.cli.format import rewrite

    return rewrite(arguments)


def _show(arguments: Namespace) -> int:
    from parlq.cli.show import summary

    reading = read_input(arguments.input, options_of(arguments)).reading
    code = report(reading.problems)
    if reading.value is None:
        return code or FAULT
    try:
        text = summary(reading.value, arguments.language)
    except (LookupError, ModelError) as error:
        raise UsageError(str(error.args[0])) from None
    say(text)
    return code


def _formats(_: Namespace) -> int:
    lines = []
    for made in formats.installed().values():
        can = "read, write" if made.reader and made.writer else "read" if made.reader else "write"
        suffixes = " ".join(made.suffixes)
        if made.reader and made.writer and made.written != made.suffixes:
            suffixes += f" (writes {' '.join(made.written) or 'no extension'})"
        lines.append(f"{made.name:10} {can:12} {suffixes:45} {made.description}")
    lines += [f"{each.name:10} {'broken':12} {each.problem.message}" for each in formats.broken()]
    say("\n".join(map(visible, lines)))
    return DONE


def _schema(arguments: Namespace) -> int:
    from parlq.io.resources import SCHEMAS, schema_bytes

    _write(schema_bytes(SCHEMAS[arguments.name]))
    return DONE


def _completion(arguments: Namespace) -> int:
    from parlq.cli.completion import script

    say(script(parser(), arguments.shell))
    return DONE


def _help(arguments: Namespace) -> int:
    say(help_of(arguments.topic).rstrip("\n"))
    return DONE


_COMMANDS = {
    "convert": _convert,
    "validate": _validator("validate"),
    "rule": _validator("rule"),
    "config": _validator("config"),
    "format": _format,
    "merge": _merge,
    "split": _split,
    "show": _show,
    "formats": _formats,
    "schema": _schema,
    "completion": _completion,
    "help": _help,
    "version": _version,
}
