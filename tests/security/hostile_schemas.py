"""XML Schemas of a user that name other files, and documents that name schemas."""

from __future__ import annotations

from collections.abc import Iterator

from .hostile import Case, Lure, Step
from .hostile_xml import ENCODINGS, XML, encoded

_SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
%s<xs:element name="akomaNtoso"><xs:complexType><xs:sequence><xs:any processContents="%s" minOccurs="0" maxOccurs="unbounded"/></xs:sequence><xs:anyAttribute processContents="lax"/></xs:complexType></xs:element></xs:schema>"""
#: What a schema names others by; `%s` is the address.
_NAMES = {
    "include": '<xs:include schemaLocation="%s"/>',
    "import": '<xs:import namespace="urn:x" schemaLocation="%s"/>',
    "import-nothing": '<xs:import schemaLocation="%s"/>',
    "redefine": '<xs:redefine schemaLocation="%s"/>',
    "redefine-more": '<xs:redefine schemaLocation="%s"><xs:simpleType name="t"><xs:restriction base="t"/></xs:simpleType></xs:redefine>',
    "override": '<xs:override schemaLocation="%s"/>',
    "note": '<xs:annotation><xs:documentation source="%s"/><xs:appinfo source="%s"/></xs:annotation>',
    "xinclude": '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="%s"/>',
    "base": '<xs:include xml:base="%s" schemaLocation="more.xsd"/>',
    "blank": '<xs:include schemaLocation=" %s "/>',
    "twice": '<xs:include schemaLocation="none.xsd"/><xs:include schemaLocation="%s"/>',
}
#: Ways that an address of a sibling may be written, which a schema of several files needs.
_OURS = frozenset({"beside"})


def steps(schema: str) -> tuple[Step, ...]:
    """Validate under a schema, by the function and by the command."""
    return (
        {"do": "validate", "file": "input.xml", "schema": schema},
        {"do": "command", "arguments": ["validate", "--schema", schema, "input.xml"]},
        {"do": "command", "arguments": ["validate", "--schema", f"./{schema}", "."]},
    )


def cases(lure: Lure) -> Iterator[Case]:
    """All of these."""
    document = XML.encode()
    for what, text in _NAMES.items():
        for way, address in lure.addresses("mark.xsd").items():
            if way in _OURS:
                continue
            schema = (_SCHEMA % (text, "lax")).replace("%s", address)
            yield Case(
                name=f"schema-{what}-{way}",
                files={"house.xsd": encoded(schema, "utf8"), "input.xml": document},
                steps=steps("house.xsd"),
                marks=("mark.xsd",),
                workers=True,
            )
    for encoding in ENCODINGS:
        for way, address in lure.few("mark.dtd").items():
            text = f'<!DOCTYPE xs:schema SYSTEM "{address}">\n' + _SCHEMA % ("", "lax")
            yield Case(
                name=f"schema-type-{encoding}-{way}",
                files={"house.xsd": encoded(text, encoding), "input.xml": document},
                steps=steps("house.xsd"),
                marks=("mark.dtd",),
                workers=True,
            )
    for encoding in ("utf16", "utf32", "latin1"):
        for way, address in lure.few("mark.xsd").items():
            if way not in _OURS:
                text = (_SCHEMA % (_NAMES["include"], "lax")).replace("%s", address)
                yield Case(
                    name=f"schema-include-{encoding}-{way}",
                    files={"house.xsd": encoded(text, encoding), "input.xml": document},
                    steps=steps("house.xsd"),
                    marks=("mark.xsd",),
                    workers=True,
                )
    yield from _through_others(lure, document)
    yield from _hinted(lure, document)


def _through_others(lure: Lure, document: bytes) -> Iterator[Case]:
    """A schema beside the first one names what lies elsewhere."""
    for what in ("include", "import-nothing", "redefine"):
        for way, address in lure.addresses("mark.xsd").items():
            if way in _OURS:
                continue
            first = (_SCHEMA % (_NAMES["include"], "lax")).replace("%s", "more.xsd")
            second = (
                f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{_NAMES[what]}</xs:schema>'
            )
            yield Case(
                name=f"schema-through-{what}-{way}",
                files={
                    "house.xsd": encoded(first, "utf8"),
                    "more.xsd": encoded(second.replace("%s", address), "utf8"),
                    "input.xml": document,
                },
                steps=steps("house.xsd"),
                marks=("mark.xsd",),
                workers=True,
            )
    yield Case(
        name="schema-through-link",
        files={
            "house.xsd": encoded(
                (_SCHEMA % (_NAMES["include"], "lax")).replace("%s", "more.xsd"), "utf8"
            ),
            "input.xml": document,
        },
        links={"more.xsd": lure.addresses("mark.xsd")["path"]},
        steps=steps("house.xsd"),
        workers=True,
    )


def _hinted(lure: Lure, document: bytes) -> Iterator[Case]:
    """The document says where schemas lie, and the schema asks for more."""
    for processing in ("lax", "strict"):
        for way, address in lure.few("mark.xsd").items():
            hint = f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x {address}" xsi:noNamespaceSchemaLocation="{address}" xmlns'
            text = document.replace(b"xmlns", hint.encode(), 1)
            yield Case(
                name=f"schema-hint-{processing}-{way}",
                files={"house.xsd": encoded(_SCHEMA % ("", processing), "utf8"), "input.xml": text},
                steps=steps("house.xsd"),
                marks=("mark.xsd",),
                workers=True,
            )
