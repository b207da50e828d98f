"""RDF/XML: reading (extra `rdf`) and writing, in either shape."""

from __future__ import annotations

import re
from itertools import groupby

from parlq.formats.ep.records.rdf.syntax import Syntax
from parlq.formats.ep.records.vocabulary import rdf_terms
from parlq.formats.ep.records.vocabulary.namespaces import PREFIXES
from parlq.formats.ep.records.vocabulary.rdf_terms import Statement
from parlq.io.verbs import dump_of, load_of, loads_of
from parlq.model.fields.scalars import VALUE
from parlq.problems import InputError, Problem

_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;"))


def _text(statements: list[Statement]) -> str:
    """RDF/XML.

    Raises:
        InputError: PQ614, a property or a text that XML cannot spell.
    """
    names = {**PREFIXES, **_namespaces(statements)}
    prefixes = {namespace: prefix for prefix, namespace in names.items()}
    declared = "".join(f' xmlns:{p}="{_escaped(n)}"' for p, n in names.items() if p != "xml")
    lines = [f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n']
    for subject, about in groupby(statements, key=lambda each: each[0]):
        lines.append(f"  <rdf:Description {_named(subject, 'about')}>\n")
        lines += [_property(predicate, item, prefixes) for _, predicate, item in about]
        lines.append("  </rdf:Description>\n")
    lines.append("</rdf:RDF>\n")
    return "".join(lines)


def _split(predicate: str) -> tuple[str, str]:
    """Namespace and local name of a property.

    Raises:
        InputError: PQ614, the IRI ends in nothing that XML takes as a name.
    """
    whole = rdf_terms.iri_of(predicate)
    found = _LOCAL.search(whole)
    if found is None:
        message = f"RDF/XML cannot express the property {whole}; write Turtle or JSON-LD"
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
    if not rdf_terms.is_literal(item):
        return f"    <{name} {_named(item, 'resource')}/>\n"
    text, tag, datatype = rdf_terms.literal_of(item)
    kind = f' xml:lang="{tag}"' if tag else ""
    if datatype:
        kind = f' rdf:datatype="{_escaped(rdf_terms.iri_of(datatype))}"'
    return f"    <{name}{kind}>{_escaped(text)}</{name}>\n"


def _named(term: str, attribute: str) -> str:
    if term.startswith("_:"):
        return f'rdf:nodeID="{term[2:]}"'
    return f'rdf:{attribute}="{_escaped(rdf_terms.iri_of(term))}"'


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


_SYNTAX = Syntax("rdfxml", "xml", _text)
read, dumps = _SYNTAX.read, _SYNTAX.dumps
loads, load, dump = loads_of(read), load_of(read), dump_of(dumps)
