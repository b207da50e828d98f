"""The verbs of a format, made of its `read` and its `dumps`: `loads`, `load` and `dump`.

Every format has the five of them, with the same first arguments and its own options.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from os import PathLike
from typing import Any, Concatenate, ParamSpec, TypeVar

from parlq.io.files import read_bytes, write_bytes
from parlq.io.reading import Reading
from parlq.limits import DEFAULT
from parlq.model import Document

P = ParamSpec("P")
F = TypeVar("F", bound=Callable[..., object])
Path = str | PathLike[str]


def loads_of(
    read: Callable[Concatenate[bytes | str, P], Reading],
) -> Callable[Concatenate[bytes | str, P], Document]:
    """Make the function that reads a document from data, or raises."""

    def loads(data: bytes | str, /, *args: P.args, **options: P.kwargs) -> Document:
        """Read a document from data; the options are those of `read`.

        Raises:
            InputError: with every problem of the input, at least one of them an error.
        """
        return read(data, *args, **options).document()

    return _like(loads, read, first="data", returns="Document")


def load_of(
    read: Callable[Concatenate[bytes | str, P], Reading],
) -> Callable[Concatenate[Path, P], Document]:
    """Make the function that reads a document from a file, or raises."""

    def load(path: Path, /, *args: P.args, **options: P.kwargs) -> Document:
        """Read a document from a file; the options are those of `read`.

        Raises:
            InputError: the file cannot be read (PQ100), or with every problem of the input.
        """
        limits: Any = options.get("limits", DEFAULT)
        options.setdefault("file", str(path))
        return read(read_bytes(path, limits), *args, **options).document()

    return _like(load, read, first="path", returns="Document")


def dump_of(
    dumps: Callable[Concatenate[Document, P], bytes],
) -> Callable[Concatenate[Document, Path, P], None]:
    """Make the function that writes a document to a file."""

    def dump(document: Document, path: Path, /, *args: P.args, **options: P.kwargs) -> None:
        """Write a document to a file, whole or not at all; the options are those of `dumps`.

        Raises:
            OSError: the file cannot be written.
        """
        write_bytes(path, dumps(document, *args, **options))

    return _like(dump, dumps, first="document", returns="None")


def _like(made: F, model: Callable[..., object], *, first: str, returns: str) -> F:
    """Give a function the options of another one, for `help()` and editors."""
    signature = inspect.signature(model)
    options = list(signature.parameters.values())[1:]
    kind = inspect.Parameter.POSITIONAL_ONLY
    annotations = {"data": "bytes | str", "path": "str | PathLike[str]", "document": "Document"}
    names = (first, "path") if returns == "None" else (first,)
    own = [inspect.Parameter(name, kind, annotation=annotations[name]) for name in names]
    function: Any = made  # callables have no such attributes for type checkers
    function.__signature__ = signature.replace(
        parameters=[*own, *options], return_annotation=returns
    )
    function.__module__, function.__qualname__ = model.__module__, function.__name__
    return made
