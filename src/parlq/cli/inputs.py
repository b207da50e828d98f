"""Reads single documents, from files or standard input; determines what may hold several."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, NamedTuple

from parlq.api import read
from parlq.cli.guard import UsageError, tell
from parlq.cli.options import Options
from parlq.io.files import begin_of, read_bytes, read_standard_input
from parlq.io.reading import Reading
from parlq.io.signatures import is_array
from parlq.lint.discovery.folder_scan import PACKED
from parlq.problems import InputError

STDIN = "<stdin>"


class Input(NamedTuple):
    """One input.

    Attributes:
        reading: what was read.
        address: its `$schema`, if it is JSON that has one.
    """

    reading: Reading
    address: str | None = None


def read_input(name: str, options: Options) -> Input:
    """Read an input.

    Raises:
        UsageError: an option that the format of the input does not have.
    """
    file = STDIN if name == "-" else name
    try:
        data = (
            read_standard_input(STDIN, options.limits)
            if name == "-"
            else read_bytes(name, options.limits)
        )
    except InputError as error:
        return Input(Reading(value=None, problems=error.problems, file=file))
    stated = {
        "reference": options.reference,
        "source": options.source_url,
        "replies": options.replies,
    }
    extra: dict[str, Any] = {key: value for key, value in stated.items() if value is not None}
    if options.migrate:
        extra["migrate"] = True
    try:
        reading = read(
            data,
            format=options.input_format,
            strict=options.strict,
            file=file,
            limits=options.limits,
            **extra,
        )
    except TypeError as error:
        if "has no option" in str(error):
            raise UsageError(str(error)) from None
        raise
    if reading.value is None or reading.format != "json":
        return Input(reading)
    from parlq.formats.json.schema_address import address_of

    return Input(reading, address_of(data))


def holds_many(name: str, input_format: str | None) -> bool:
    """Whether an input may hold several documents: a folder, a pattern, an archive, lines, an array."""
    is_lines = input_format in {"jsonl", "ndjson"}
    if name == "-":
        return is_lines
    if not os.path.lexists(name):  # reading it reports that
        return any(letter in name for letter in "*?[")
    suffix = os.path.splitext(name)[1].lower()
    if is_lines or suffix in PACKED or os.path.isdir(name):
        return True
    if "json" not in {suffix[1:], input_format}:
        return False
    try:
        return is_array(begin_of(name))
    except OSError:  # reading it reports that
        return False


def common_address(addresses: Iterable[str]) -> str | None:
    """The `$schema` of the JSON that is made of several inputs.

    Where they have different ones, none is written, and a line says so.
    """
    stated = list(dict.fromkeys(addresses))
    if len(stated) > 1:
        tell(f'parlq: no "$schema" written: the inputs have {len(stated)} different ones')
        return None
    return stated[0] if stated else None
