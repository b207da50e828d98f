"""Turtle, the syntax of the portal's dumps: reading (extra `rdf`) and writing, in either shape."""

from __future__ import annotations

from itertools import groupby
from os import PathLike

from parlq.files import read_bytes, write_bytes
from parlq.limits import DEFAULT, Limits
from parlq.model import Document
from parlq.opendata import rdf
from parlq.opendata.terms import A, Statement
from parlq.opendata.vocabulary import BASE, PREFIXES, Shape
from parlq.reading import Reading


def read(
    data: bytes | str,
    *,
    strict: bool = False,
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Reading:
    """Read a dump; never raises for what the input says.

    Args:
        data: Turtle in UTF-8.
        strict: what has no field is an error; otherwise it is kept as extensions and reported.
        file: name of the input, for problems.
        limits: bounds.

    Raises:
        MissingExtraError: rdflib is not installed.
    """
    return rdf.read(data, "turtle", format="turtle", strict=strict, file=file, limits=limits)


def loads(
    data: bytes | str,
    *,
    strict: bool = False,
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Document:
    """Read a document from Turtle; the arguments of `read`.

    Raises:
        InputError: with every problem in the input.
        MissingExtraError: rdflib is not installed.
    """
    return read(data, strict=strict, file=file, limits=limits).document()


def load(path: str | PathLike[str], *, strict: bool = False, limits: Limits = DEFAULT) -> Document:
    """Read a document from a Turtle file; the options of `loads`."""
    return loads(read_bytes(path, limits), strict=strict, file=str(path), limits=limits)


def dumps(document: Document, *, shape: Shape | str | None = None) -> bytes:
    """Write a document as Turtle; equal documents give equal bytes.

    Args:
        document: what to write; texts and other facts without a place in a record are left out.
        shape: `api-v2` or `dump-2022`; the one of the record that the document came from, and
            `api-v2` for others, unless said.

    Raises:
        InputError: PQ607, a work has no ELI identifier and none can be made for it.
    """
    statements = rdf.state(document, rdf.shape_of(document, shape))
    lines = [f"@base <{BASE}> .\n"]
    lines += [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items()]
    for subject, about in groupby(statements, key=lambda each: each[0]):
        lines.append(_block(subject, list(about)))
    return "".join(lines).encode()


def _block(subject: str, statements: list[Statement]) -> str:
    ordered = sorted(statements, key=lambda each: (each[1] != A, each))
    parts = [
        f"{'a' if predicate == A else predicate} " + ", ".join(item for _, _, item in same)
        for predicate, same in groupby(ordered, key=lambda each: each[1])
    ]
    return f"\n{subject} " + " ;\n    ".join(parts) + " .\n"


def dump(
    document: Document, path: str | PathLike[str], *, shape: Shape | str | None = None
) -> None:
    """Write a document to a Turtle file, at once and whole."""
    write_bytes(path, dumps(document, shape=shape))
