"""Dimensions of Akoma Ntoso of other publishers, and of XML Schemas of users."""

from __future__ import annotations

from collections.abc import Iterator

from grown import Dimension, Make, around, deep, nested

_NS = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'
_OTHER = f"<akomaNtoso {_NS}><debate name='x'><meta><identification source='#s'/><references source='#s'>"
_OTHER_BODY = f"{_OTHER}</references></meta><debateBody>"
_OTHER_END = "</debateBody></debate></akomaNtoso>"
_SECTION = "<debateSection name='q'><question by='#a' to='#b'><from>A</from><p>x</p></question><answer by='#b'><p>y</p></answer></debateSection>"
_SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
_ANY = '<xs:element name="akomaNtoso"><xs:complexType><xs:sequence><xs:any processContents="lax" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element></xs:schema>'


def _others() -> Iterator[tuple[str, Make]]:
    body, end = _OTHER_BODY, _OTHER_END
    yield "questions with answers", around(body, _SECTION, end)
    yield "questions", around(body, "<question by='#a{n}'><p>x</p></question>", end)
    yield "answers", around(body, "<answer by='#a{n}'><p>x</p></answer>", end)
    yield (
        "speeches",
        around(body, "<speech by='#a{n}' as='#r'><from>A {n}</from><p>x</p></speech>", end),
    )
    yield (
        "speeches of one person",
        around(body, "<speech by='#a' as='#minister'><from>A</from><p>x</p></speech>", end),
    )
    yield (
        "sections, nested",
        nested(body, "<debateSection name='x'>", _SECTION, "</debateSection>", end),
    )
    yield (
        "sections, 80 deep, many times",
        deep(
            body,
            "<debateSection name='x'><heading>h</heading>",
            _SECTION,
            "</debateSection>",
            end,
            80,
        ),
    )
    yield (
        "links by refersTo",
        around(
            body,
            "<debateSection name='q'><question eId='q{n}' by='#a'><p>x</p></question><answer refersTo='#q{n}' by='#b'><p>y</p></answer></debateSection>",
            end,
        ),
    )
    yield (
        "links by refersTo, forwards",
        around(body, "<question eId='q{n}' refersTo='#q{n}' by='#a'><p>x</p></question>", end),
    )
    yield (
        "people",
        around(
            _OTHER,
            "<TLCPerson eId='a{n}' href='/p/{n}' showAs='A {n}'/>",
            f"</references></meta><debateBody>{_SECTION}{end}",
        ),
    )
    yield (
        "roles",
        around(
            _OTHER,
            "<TLCRole eId='r{n}' href='/r/{n}' showAs='Minister {n}'/>",
            f"</references></meta><debateBody>{_SECTION}{end}",
        ),
    )
    yield (
        "notes in meta",
        around(
            f"{_OTHER}</references><notes source='#s'>",
            "<note eId='n{n}'><p>x</p></note>",
            f"</notes></meta><debateBody>{_SECTION}{end}",
        ),
    )
    yield (
        "notes and markers",
        around(
            f"{body}<question by='#a'>",
            "<p>x<noteRef href='#n{n}' marker='{n}'/><authorialNote marker='{n}'><p>y</p></authorialNote></p>",
            f"</question>{end}",
        ),
    )
    yield (
        "unknown elements",
        around(f"{body}<question by='#a'>", "<zork><p>x</p></zork>", f"</question>{end}"),
    )
    yield (
        "unknown inlines",
        around(f"{body}<question by='#a'><p>", "<zork a='b'>x</zork>", f"</p></question>{end}"),
    )
    yield (
        "attributes",
        around(f"{body}<question by='#a'", " a{n}='x'", f"><p>x</p></question>{end}"),
    )
    yield (
        "references to people in one attribute",
        around(f"{body}<question by='", "#a{n} ", f"'><p>x</p></question>{end}"),
    )
    yield (
        "languages",
        around(f"{body}<question by='#a'>", "<p xml:lang='l{n}'>x</p>", f"</question>{end}"),
    )
    yield (
        "scenes",
        around(body, "<scene>x</scene><summary>y</summary><narrative>z</narrative>", end),
    )
    yield (
        "words of a sender",
        around(
            f"{body}<question by='#a'><from>",
            "Ms Wrenholm (Green Delta), ",
            f"</from><p>x</p></question>{end}",
        ),
    )
    yield (
        "components",
        around(
            f"<akomaNtoso {_NS}><debateReport name='x'><meta/><body><componentRef src='#c' showAs='x'/></body><components>",
            "<component eId='c{n}'><doc name='x'><meta/><mainBody><p>x</p></mainBody></doc></component>",
            "</components></debateReport></akomaNtoso>",
        ),
    )


def _schemas() -> Iterator[tuple[str, Make]]:
    """Schemas: every document of these is small, and the schema grows."""
    yield (
        "elements of a schema",
        around(_SCHEMA, '<xs:element name="e{n}" type="xs:string"/>', _ANY),
    )
    yield (
        "types that extend each other",
        around(
            _SCHEMA + '<xs:complexType name="t-1"/>',
            '<xs:complexType name="t{n}"><xs:complexContent><xs:extension base="t0"/></xs:complexContent></xs:complexType>',
            _ANY,
        ),
    )
    yield (
        "particles, nested",
        nested(
            _SCHEMA + '<xs:element name="akomaNtoso"><xs:complexType>',
            '<xs:sequence maxOccurs="9">',
            '<xs:any processContents="skip" maxOccurs="9"/>',
            "</xs:sequence>",
            "</xs:complexType></xs:element></xs:schema>",
        ),
    )
    yield (
        "nines of a count",
        around(
            _SCHEMA
            + '<xs:element name="akomaNtoso"><xs:complexType><xs:sequence><xs:any processContents="skip" minOccurs="',
            "9",
            '" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element></xs:schema>',
        ),
    )
    yield (
        "choices",
        around(
            _SCHEMA
            + '<xs:element name="akomaNtoso"><xs:complexType><xs:choice maxOccurs="unbounded">',
            '<xs:element name="e{n}"/>',
            "</xs:choice></xs:complexType></xs:element></xs:schema>",
        ),
    )
    yield (
        "stars of a pattern",
        around(
            _SCHEMA
            + '<xs:simpleType name="s"><xs:restriction base="xs:string"><xs:pattern value="',
            "(a*)*",
            f'"/></xs:restriction></xs:simpleType>{_ANY}',
        ),
    )
    yield (
        "counts of a pattern",
        around(
            _SCHEMA
            + '<xs:simpleType name="s"><xs:restriction base="xs:string"><xs:pattern value="',
            "(a{1,999})",
            f'"/></xs:restriction></xs:simpleType>{_ANY}',
        ),
    )
    yield (
        "attributes of a type",
        around(
            _SCHEMA + '<xs:complexType name="t">',
            '<xs:attribute name="a{n}"/>',
            f"</xs:complexType>{_ANY}",
        ),
    )
    yield (
        "values of a list",
        around(
            _SCHEMA + '<xs:simpleType name="s"><xs:restriction base="xs:string">',
            '<xs:enumeration value="v{n}"/>',
            f"</xs:restriction></xs:simpleType>{_ANY}",
        ),
    )


def dimensions() -> Iterator[Dimension]:
    """All of these."""
    for name, make in _others():
        yield Dimension(f"generic: {name}", "akn", make)
    for name, make in _schemas():
        yield Dimension(f"schema: {name}", "schema", make)
