"""parlq JSON: read strictly or leniently, and written; equal values give equal bytes."""

from __future__ import annotations

from os import PathLike
from typing import Any

from parlq.formats.json.field_kinds import SCHEMA_VERSION
from parlq.formats.json.reader import read, read_dict
from parlq.formats.json.writer import dumps, to_dict
from parlq.io.files import read_bytes, write_bytes
from parlq.limits import DEFAULT, Limits
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


def loads(
    data: bytes | str,
    *,
    strict: bool = True,
    file: str | None = None,
    limits: Limits = DEFAULT,
    migrate: bool = False,
) -> Document:
    """Read a document from JSON.

    Raises:
        InputError: with every error in the input, each with its JSON Pointer, line and column.
    """
    reading = read(data, strict=strict, file=file, limits=limits, migrate=migrate)
    return reading.document()


def load(path: str | PathLike[str], **options: Any) -> Document:
    """Read a document from a JSON file; the options of `loads`."""
    limits = options.get("limits", DEFAULT)
    return loads(read_bytes(path, limits), **{"file": str(path), **options})


def dump(document: Document, path: str | PathLike[str], *, indent: bool = True) -> None:
    """Write a document to a JSON file, at once and whole."""
    write_bytes(path, dumps(document, indent=indent))


def from_dict(value: Any) -> Document:
    """Read a document from what `to_dict` gives.

    Raises:
        InputError: with every error, each with its JSON Pointer.
    """
    reading = read_dict(value)
    if reading.value is None:
        raise InputError(reading.problems)
    return reading.value
