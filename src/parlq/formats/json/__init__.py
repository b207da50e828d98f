"""parlq JSON: read strictly or leniently, and written; equal values give equal bytes."""

from __future__ import annotations

from typing import Any

from parlq.formats.json.field_kinds import SCHEMA_VERSION
from parlq.formats.json.reader import read, read_dict
from parlq.formats.json.writer import dumps, to_dict
from parlq.io.verbs import dump_of, load_of, loads_of
from parlq.model import Document
from parlq.problems import InputError

__all__ = [
    "SCHEMA_VERSION",
    "dump",
    "dumps",
    "from_dict",
    "load",
    "loads",
    "read",
    "to_dict",
]

loads, load, dump = loads_of(read), load_of(read), dump_of(dumps)


def from_dict(value: Any) -> Document:
    """Read a document from what `to_dict` gives.

    Raises:
        InputError: with every error, each with its JSON Pointer.
    """
    reading = read_dict(value)
    if reading.value is None:
        raise InputError(reading.problems)
    return reading.value
