"""N-Triples: reading (extra `rdf`) and writing, in either shape."""

from __future__ import annotations

from os import PathLike

from parlq.files import read_bytes, write_bytes
from parlq.limits import DEFAULT, Limits
from parlq.model import Document
from parlq.opendata import rdf, terms
from parlq.opendata.vocabulary import Shape
from parlq.reading import Reading


def read(
    data: bytes | str,
    *,
    strict: bool = False,
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Reading:
    """Read a document; never raises for what the input says.

    Args:
        data: N-Triples in UTF-8.
        strict: what has no field is an error; otherwise it is kept as extensions and reported.
        file: name of the input, for problems.
        limits: bounds.

    Raises:
        MissingExtraError: rdflib is not installed.
    """
    return rdf.read(data, "nt", format="ntriples", strict=strict, file=file, limits=limits)


def loads(
    data: bytes | str,
    *,
    strict: bool = False,
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Document:
    """Read a document from N-Triples; the arguments of `read`.

    Raises:
        InputError: with every problem in the input.
        MissingExtraError: rdflib is not installed.
    """
    return read(data, strict=strict, file=file, limits=limits).document()


def load(path: str | PathLike[str], *, strict: bool = False, limits: Limits = DEFAULT) -> Document:
    """Read a document from an N-Triples file; the options of `loads`."""
    return loads(read_bytes(path, limits), strict=strict, file=str(path), limits=limits)


def dumps(document: Document, *, shape: Shape | str | None = None) -> bytes:
    """Write a document as N-Triples; equal documents give equal bytes.

    Args:
        document: what to write; texts and other facts without a place in a record are left out.
        shape: `api-v2` or `dump-2022`; the one of the record that the document came from, and
            `api-v2` for others, unless said.

    Raises:
        InputError: PQ607, a work has no ELI identifier and none can be made for it.
    """
    statements = rdf.state(document, rdf.shape_of(document, shape))
    lines = [f"{_full(s)} {_full(p)} {_full(o)} .\n" for s, p, o in statements]
    return "".join(lines).encode()


def _full(term: str) -> str:
    """A term as N-Triples spells it: IRIs absolute and in brackets."""
    if terms.is_literal(term):
        text, tag, datatype = terms.literal_of(term)
        return terms.literal(text, tag, _full(datatype) if datatype else None)
    return term if term.startswith("_:") else f"<{terms.iri_of(term)}>"


def dump(
    document: Document, path: str | PathLike[str], *, shape: Shape | str | None = None
) -> None:
    """Write a document to an N-Triples file, at once and whole."""
    write_bytes(path, dumps(document, shape=shape))
