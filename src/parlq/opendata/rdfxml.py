"""RDF/XML: reading (extra `rdf`) and writing, in either shape."""

from __future__ import annotations

import re
from itertools import groupby
from os import PathLike

from parlq.files import read_bytes, write_bytes
from parlq.limits import DEFAULT, Limits
from parlq.model import Document
from parlq.model.scalars import VALUE
from parlq.opendata import rdf, terms
from parlq.opendata.terms import Statement
from parlq.opendata.vocabulary import PREFIXES, Shape
from parlq.problems import InputError, Problem
from parlq.reading import Reading

_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;"))


def read(
    data: bytes | str,
    *,
    strict: bool = False,
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Reading:
    """Read a document; never raises for what the input says.

    Args:
        data: RDF/XML, in any encoding that it declares, without a document type declaration.
        strict: what has no field is an error; otherwise it is kept as extensions and reported.
        file: name of the input, for problems.
        limits: bounds.

    Raises:
        MissingExtraError: rdflib is not installed.
    """
    return rdf.read(data, "xml", format="rdfxml", strict=strict, file=file, limits=limits)


def loads(
    data: bytes | str,
    *,
    strict: bool = False,
    file: str | None = None,
    limits: Limits = DEFAULT,
) -> Document:
    """Read a document from RDF/XML; the arguments of `read`.

    Raises:
        InputError: with every problem in the input.
        MissingExtraError: rdflib is not installed.
    """
    return read(data, strict=strict, file=file, limits=limits).document()


def load(path: str | PathLike[str], *, strict: bool = False, limits: Limits = DEFAULT) -> Document:
    """Read a document from an RDF/XML file; the options of `loads`."""
    return loads(read_bytes(path, limits), strict=strict, file=str(path), limits=limits)


def dumps(document: Document, *, shape: Shape | str | None = None) -> bytes:
    """Write a document as RDF/XML; equal documents give equal bytes.

    Args:
        document: what to write; texts and other facts without a place in a record are left out.
        shape: `api-v2` or `dump-2022`; the one of the record that the document came from, and
            `api-v2` for others, unless said.

    Raises:
        InputError: PQ607, a work has no ELI identifier and none can be made for it; PQ614, a property that
            XML cannot name.
    """
    statements = rdf.state(document, rdf.shape_of(document, shape))
    names = {**PREFIXES, **_namespaces(statements)}
    prefixes = {namespace: prefix for prefix, namespace in names.items()}
    declared = "".join(f' xmlns:{p}="{_escaped(n)}"' for p, n in names.items() if p != "xml")
    lines = [f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n']
    for subject, about in groupby(statements, key=lambda each: each[0]):
        lines.append(f"  <rdf:Description {_named(subject, 'about')}>\n")
        lines += [_property(predicate, item, prefixes) for _, predicate, item in about]
        lines.append("  </rdf:Description>\n")
    lines.append("</rdf:RDF>\n")
    return "".join(lines).encode()


def _split(predicate: str) -> tuple[str, str]:
    """Namespace and local name of a property.

    Raises:
        InputError: PQ614, the IRI ends in nothing that XML takes as a name.
    """
    whole = terms.iri_of(predicate)
    found = _LOCAL.search(whole)
    if found is None:
        message = f"RDF/XML has no spelling for the property {whole}"
        raise InputError((Problem(rule="PQ614", message=message),))
    return whole[: found.start()], found[0]


def _namespaces(statements: list[Statement]) -> dict[str, str]:
    """Prefixes for the namespaces of properties that have none."""
    found = {_split(predicate)[0] for _, predicate, _ in statements}
    new = sorted(found - set(PREFIXES.values()))
    return {f"ns{number}": namespace for number, namespace in enumerate(new, 1)}


def _property(predicate: str, item: str, prefixes: dict[str, str]) -> str:
    namespace, local = _split(predicate)
    name = f"{prefixes[namespace]}:{local}"
    if not terms.is_literal(item):
        return f"    <{name} {_named(item, 'resource')}/>\n"
    text, tag, datatype = terms.literal_of(item)
    kind = f' xml:lang="{tag}"' if tag else ""
    if datatype:
        kind = f' rdf:datatype="{_escaped(terms.iri_of(datatype))}"'
    return f"    <{name}{kind}>{_escaped(text)}</{name}>\n"


def _named(term: str, attribute: str) -> str:
    if term.startswith("_:"):
        return f'rdf:nodeID="{term[2:]}"'
    return f'rdf:{attribute}="{_escaped(terms.iri_of(term))}"'


def _escaped(text: str) -> str:
    """Text as XML spells it.

    Raises:
        InputError: PQ614, a character that XML cannot carry.
    """
    if fault := VALUE.fault(text):
        raise InputError((Problem(rule="PQ614", message=f"a text {fault}"),))
    for char, entity in _ENTITIES:
        text = text.replace(char, entity)
    return text


def dump(
    document: Document, path: str | PathLike[str], *, shape: Shape | str | None = None
) -> None:
    """Write a document to an RDF/XML file, at once and whole."""
    write_bytes(path, dumps(document, shape=shape))
