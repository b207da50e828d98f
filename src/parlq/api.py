"""Loading, dumping and comparing documents, whatever their format."""

from __future__ import annotations

import os
from os import PathLike
from typing import Any, overload

import attrs

from parlq import formats
from parlq.io.files import encoded, read_bytes, write_bytes
from parlq.io.reading import D, Reading
from parlq.limits import DEFAULT, Limits
from parlq.model import Document
from parlq.problems import InputError, Problem

Source = str | PathLike[str] | bytes

#: In characters; what is longer is no path on any system that parlq runs on.
_LONGEST_PATH = 4096


def read(
    source: Source,
    /,
    *,
    format: str | None = None,
    strict: bool | None = None,
    file: str | None = None,
    limits: Limits = DEFAULT,
    **options: Any,
) -> Reading:
    """Read a document; return its value, its problems, and the locations of its parts.

    Never raises because of the input, nor when a file cannot be read: both are problems.

    Args:
        source: a path (`str` or path object), or the data itself (`bytes`).
        format: name of the format; by default determined from the suffix or the content.
        strict: whether what the format does not know is an error; the default of the format if None:
            Akoma Ntoso and JSON are read strictly, pages are not.
        file: name of the input in problems; the path otherwise.
        limits: bounds.
        options: further options of the format, such as `migrate` (json), `check` (akn),
            `reference` and `source` (page).

    Raises:
        UnknownFormatError: `format` is no format, or one that cannot be read.
    """
    name = name_of(source, file)
    try:
        data = data_of(source, limits)
        made = formats.find(format, name, data)
    except InputError as error:
        return Reading(value=None, problems=error.problems, file=name, format=format)
    strictly = made.strict if strict is None else strict
    return made.read(data, strict=strictly, file=name, limits=limits, **options)


def name_of(source: Source, file: str | None) -> str | None:
    """The name of a source in problems: the one that is given, else its path."""
    return file if isinstance(source, bytes) else file or os.fspath(source)


def data_of(source: Source, limits: Limits) -> bytes:
    """The bytes of a source.

    Raises:
        InputError: PQ100, the file cannot be read.
    """
    return source if isinstance(source, bytes) else read_bytes(source, limits)


@overload
def load(
    path: str | PathLike[str],
    *,
    format: str | None = None,
    strict: bool | None = None,
    limits: Limits = DEFAULT,
    expect: None = None,
    **options: Any,
) -> Document: ...
@overload
def load(
    path: str | PathLike[str],
    *,
    format: str | None = None,
    strict: bool | None = None,
    limits: Limits = DEFAULT,
    expect: type[D],
    **options: Any,
) -> D: ...
def load(
    path: str | PathLike[str],
    *,
    format: str | None = None,
    strict: bool | None = None,
    limits: Limits = DEFAULT,
    expect: type[D] | None = None,
    **options: Any,
) -> D | Document:
    """Read a document from a file; the other arguments are those of `read`.

    Args:
        path: of the file.
        format: as in `read`.
        strict: as in `read`.
        limits: as in `read`.
        expect: `Question`, `Answer` or `Dossier`, where the document must be one; type checkers
            then know which it is.
        options: as in `read`.

    Raises:
        InputError: with every problem in the input, at least one an error; PQ111 for a document of
            another type than expected.
        UnknownFormatError: as in `read`.
    """
    reading = read(path, format=format, strict=strict, limits=limits, **options)
    if reading.failed and isinstance(path, str) and path.lstrip().startswith(("{", "<")):
        reading = _hinting(reading, "load takes a path, and loads takes data")
    return reading.document(expect)


@overload
def loads(
    data: bytes | str,
    *,
    format: str | None = None,
    strict: bool | None = None,
    limits: Limits = DEFAULT,
    expect: None = None,
    **options: Any,
) -> Document: ...
@overload
def loads(
    data: bytes | str,
    *,
    format: str | None = None,
    strict: bool | None = None,
    limits: Limits = DEFAULT,
    expect: type[D],
    **options: Any,
) -> D: ...
def loads(
    data: bytes | str,
    *,
    format: str | None = None,
    strict: bool | None = None,
    limits: Limits = DEFAULT,
    expect: type[D] | None = None,
    **options: Any,
) -> D | Document:
    """Read a document from data; the other arguments are those of `read`.

    Args:
        data: bytes, or text.
        format: as in `read`.
        strict: as in `read`.
        limits: as in `read`.
        expect: `Question`, `Answer` or `Dossier`, where the document must be one; type checkers
            then know which it is.
        options: as in `read`.

    Raises:
        InputError: with every problem in the input, at least one an error; PQ111 for a document of
            another type than expected.
        UnknownFormatError: as in `read`.
    """
    raw = encoded(data) if isinstance(data, str) else data
    reading = read(raw, format=format, strict=strict, limits=limits, **options)
    if reading.failed and isinstance(data, str) and _is_file_name(data):
        reading = _hinting(reading, "loads takes data, and load takes a path")
    return reading.document(expect)


def _is_file_name(data: str) -> bool:
    """Whether data are no more than the name of a file in a format that parlq knows."""
    return len(data) < _LONGEST_PATH and "\n" not in data and formats.for_path(data) is not None


def _hinting(reading: Reading, hint: str) -> Reading:
    """A reading that failed because of the function that was called; its first problem says so."""
    first, *others = reading.problems
    first = attrs.evolve(first, message=f"{first.message}; {hint}")
    return attrs.evolve(reading, problems=(first, *others))


def dumps(document: Document, *, format: str, **options: Any) -> bytes:
    """Write a document as bytes; equal documents give equal bytes.

    Args:
        document: what to write.
        format: name of the format.
        options: of the format: `shape` (jsonld, turtle, rdfxml, ntriples; `debate` for akn),
            `language` (csv, page; akn with a shape) and `guard_formulas` (csv).

    Raises:
        UnknownFormatError: `format` is no format, or one that cannot be written.
    """
    return formats.get(format).dumps(document, **options)


def dump(
    document: Document,
    path: str | PathLike[str],
    *,
    format: str | None = None,
    **options: Any,
) -> None:
    """Write a document to a file, whole or not at all; a failure leaves an existing file as it was.

    Args:
        document: what to write.
        path: the file.
        format: name of the format; by default that of the file's extension.
        options: as in `dumps`.

    Raises:
        UnknownFormatError: no format, or one that cannot be written, or not to such a file.
        OSError: as the system gives it.
        TypeError: `path` is no path.
    """
    if isinstance(path, Document):
        raise TypeError("dump takes the document first, then the path")
    made = formats.target(format, path, ask="pass format=…")
    write_bytes(path, made.dumps(document, **options))


def losses(document: Document, *, format: str, **options: Any) -> list[Problem]:
    """Report the facts of a document that a format cannot hold.

    parlq writes the document, reads it back and compares the two, whatever the format. `dump` and
    `dumps` do not do this, as it takes longer than to write; `parlq convert`, `merge` and `split`
    do, and with `--strict` write nothing when a fact would be lost.

    Args:
        document: what would be written.
        format: name of the format.
        options: as in `dumps`.

    Returns:
        Problems PQ617, one a fact, with the path of the fact in the model and, where one work
        alone has it, that work. A warning names a fact that is missing or changed, an info one
        that comes back under another name. An empty list means that all facts come back.

    Raises:
        UnknownFormatError: `format` is no format, or one that cannot be both written and read.
        ParlqError: the format cannot write the document at all, as in `dumps`.
    """
    return [*formats.get(format).losses(document, **options)]


def to_dict(document: Document) -> dict[str, Any]:
    """A document as plain dictionaries, lists, strings, numbers and booleans, as its JSON has it."""
    from parlq.formats.json import to_dict as convert

    return convert(document)


def to_html(document: Document) -> str:
    """A document as HTML to put into another page; notebooks show documents so.

    It has each work in one language. `dumps(document, format="html")` gives a page with all of them,
    which also carries its data.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    from parlq.formats.html import fragment

    return fragment(document)


def from_dict(value: dict[str, Any]) -> Document:
    """The document that `to_dict` gave this for.

    Raises:
        InputError: with every error, each with its JSON Pointer.
    """
    from parlq.formats.json import from_dict as convert

    return convert(value)
