"""The grammar of RDF/XML: which attributes elements take (RDF 1.1 XML Syntax, section 7.2)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import urljoin

import attrs

from parlq.formats.ep.records.vocabulary.namespaces import PREFIXES, has_scheme
from parlq.formats.ep.records.vocabulary.rdf_terms import is_refused, is_tag

#: Longest base IRI and longest namespace in characters.
LONGEST_BASE: Final = 4096
RDF: Final = PREFIXES["rdf"]
XML: Final = "http://www.w3.org/XML/1998/namespace"
_ITS = "http://www.w3.org/2005/11/its"
#: Attributes that RDF 1.2 adds.
_NEW = frozenset({"version", "annotation", "annotationNodeID"})
_NO_NODES = frozenset({
    "about", "aboutEach", "aboutEachPrefix", "bagID", "datatype", "ID", "li", "nodeID", "parseType",
    "RDF", "resource",
})  # fmt: skip
_NO_PROPERTIES = _NO_NODES - {"li"} | {"Description"}
_NO_ATTRIBUTES = frozenset({"aboutEach", "aboutEachPrefix", "bagID", "li", "RDF", "Description"})
_IRIS = frozenset({"about", "resource", "datatype", "type"})
_NC_NAME = re.compile(r"[^\W\d][\w.\u00b7-]*").fullmatch


class GrammarError(ValueError):
    """What RDF/XML does not allow."""


class Name(NamedTuple):
    """A name as expat gives it."""

    namespace: str
    local: str
    prefix: str = ""

    @property
    def is_rdf(self) -> bool:
        """Whether it is one of RDF's own."""
        return self.namespace == RDF


#: Attributes in their order.
Attributes = list[tuple[Name, str]]


@attrs.define
class Element:
    """An open element.

    Attributes:
        kind: `rdf`, `node`, `property`, `resource` or `collection`: what it holds follows from it.
        tag: its name in the plain form.
        base: the IRI to which its IRIs are relative; empty for that of the document.
        text: whether a property holds a text that is not blank.
        nodes: nodes in a property.
        typed: whether a property states the datatype of its text.
        idle: line and name of a node that states nothing so far.
    """

    kind: str
    tag: str
    base: str
    text: bool = False
    nodes: int = 0
    typed: bool = False
    idle: tuple[int, str] | None = None


def in_scope(attributes: Attributes, base: str) -> tuple[str, str | None]:
    """The base IRI and the language that attributes of XML itself set; None for no language.

    Raises:
        GrammarError: a base or a tag that is none, or another attribute of XML that RDF drops.
    """
    language = None
    for name, value in attributes:
        if name.namespace == XML and name.local not in {"base", "lang"}:
            if name.local != "space" or value not in {"default", "preserve"}:
                raise GrammarError(f"attribute 'xml:{name.local}' has no meaning in RDF/XML")
        elif name.namespace == XML and name.local == "base":
            whole = value if has_scheme(value) else urljoin(base, value)
            if not has_scheme(whole) or is_refused(whole) or len(whole) > LONGEST_BASE:
                raise GrammarError(f"xml:base is not an IRI: {value[:80]!r}")
            base = whole.partition("#")[0]
        elif name.namespace == XML and name.local == "lang":
            if value and not is_tag(value):
                raise GrammarError(f"not a language tag: {value[:80]!r}")
            language = value
    return base, language


def own(attributes: Attributes) -> Attributes:
    """The attributes that are RDF's, or properties; those of XML itself are none by the grammar.

    Raises:
        GrammarError: an attribute that RDF/XML does not have, or that only RDF 1.2 has; a value that is none.
    """
    found = [each for each in attributes if each[0].namespace != XML]
    for name, value in found:
        if not name.namespace:
            raise GrammarError(f"attribute {name.local!r} has no namespace")
        if (name.is_rdf and name.local in _NEW) or name.namespace == _ITS:
            raise GrammarError(f"attribute {name.local!r} is RDF 1.2")
        if name.is_rdf and name.local in _NO_ATTRIBUTES:
            raise GrammarError(f"rdf:{name.local} is no attribute")
        if name.is_rdf and name.local in _IRIS and is_refused(value):
            raise GrammarError(f"not an IRI: {value[:80]!r}")
        if name.is_rdf and name.local in {"ID", "nodeID"} and not _NC_NAME(value):
            raise GrammarError(f"rdf:{name.local} is not a name: {value[:80]!r}")
    return found


def check_root(attributes: Attributes) -> None:
    """Refuse attributes of `rdf:RDF` that are RDF's, or properties.

    Raises:
        GrammarError: there is one.
    """
    for name, _ in own(attributes):
        raise misplaced(name, "rdf:RDF")


def check_node(name: Name, attributes: Attributes) -> None:
    """Refuse what is no node element.

    Args:
        name: of the element.
        attributes: those that `own` gives.

    Raises:
        GrammarError: its name is one of RDF's syntax; an attribute that has no meaning on a node; two names.
    """
    if name.is_rdf and name.local in _NO_NODES:
        raise GrammarError(f"a node element cannot be rdf:{name.local}")
    names = [each.local for each, _ in attributes if each.is_rdf]
    for each in names:
        if each in {"resource", "datatype", "parseType"}:
            raise misplaced(Name(RDF, each), "a node element")
    identified = [each for each in names if each in {"about", "ID", "nodeID"}]
    if len(identified) > 1:
        raise GrammarError(f"a node has one name, not both rdf:{' and rdf:'.join(identified)}")


def check_property(name: Name, attributes: Attributes) -> str | None:
    """Refuse what is no property element; its `rdf:parseType`, or None.

    Args:
        name: of the element.
        attributes: those that `own` gives.

    Raises:
        GrammarError: its name is one of RDF's syntax; attributes that have no meaning, or not together.
    """
    if name.is_rdf and name.local in _NO_PROPERTIES:
        raise GrammarError(f"a property element cannot be rdf:{name.local}")
    said = {each.local: value for each, value in attributes if each.is_rdf}
    if "about" in said:
        raise misplaced(Name(RDF, "about"), "a property element")
    if "resource" in said and "nodeID" in said:
        raise GrammarError("a property has rdf:resource or rdf:nodeID, not both")
    others = [each for each, _ in attributes if not each.is_rdf or each.local != "ID"]
    form = said.get("parseType")
    if (form is not None or "datatype" in said) and len(others) > 1:
        raise misplaced(others[-1], "a property with rdf:datatype or rdf:parseType")
    if form == "Triple":
        raise GrammarError('rdf:parseType="Triple" is RDF 1.2')
    return form


def misplaced(name: Name, where: str) -> GrammarError:
    """The fault of an attribute that states nothing where it is."""
    shown = f"rdf:{name.local}" if name.is_rdf else name.local
    return GrammarError(f"attribute {shown!r} states nothing on {where}")
