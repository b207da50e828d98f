"""Faults of schemas in plain words: each clause that a document can break, and one problem a fault."""

import pytest
from lxml import etree

import parlq
from parlq.formats import akn
from parlq.formats.akn.schemas import xsd
from parlq.formats.akn.schemas.fault_wording import attribute_of, wording
from parlq.formats.akn.schemas.schema_faults import faults_of
from parlq.formats.akn.xml.large_trees import Fault
from parlq.problems import MESSAGE_LIMIT
from parlq.testing import corpus

XS = "http://www.w3.org/2001/XMLSchema"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NAMES = f'xmlns:xsi="{XSI}" xmlns:xs="{XS}"'


def said(schema, document, target=""):
    """The messages about a document under the declarations of a schema."""
    head = (
        f'xmlns="{target}" targetNamespace="{target}" elementFormDefault="qualified"'
        if target
        else ""
    )
    compiled = etree.XMLSchema(etree.XML(f'<xs:schema xmlns:xs="{XS}" {head}>{schema}</xs:schema>'))
    root = etree.XML(document)
    return [wording(each, xsd.element_of(root, each)) for each in faults_of(root, compiled, 1000)]


def bell(content, rest=""):
    """The declaration of the element `bell`."""
    return f'<xs:element name="bell"><xs:complexType>{content}</xs:complexType></xs:element>{rest}'


def tone(base, facets="", kind="attribute"):
    """A declaration of `bell` whose attribute `tone`, or whose text, has a restricted type."""
    own = (
        f'<xs:simpleType><xs:restriction base="xs:{base}">{facets}</xs:restriction></xs:simpleType>'
    )
    if kind == "text":
        return f'<xs:element name="bell">{own}</xs:element>'
    return bell(f'<xs:attribute name="tone">{own}</xs:attribute>')


def facets(**values):
    """Facets by their names; several values of one in a tuple."""
    pairs = [
        (name, value)
        for name, stated in values.items()
        for value in (stated if isinstance(stated, tuple) else (stated,))
    ]
    return "".join(f'<xs:{name} value="{value}"/>' for name, value in pairs)


TONE = "attribute 'tone' of <bell> is "
TEXT = "text of <bell> is "


@pytest.mark.parametrize(
    ("type_name", "value", "takes"),
    [
        ("date", "soon", "a date such as 2018-03-14"),
        ("dateTime", "2031-04-05", "a date and time such as 2018-03-14T09:30:00"),
        ("time", "99", "a time such as 09:30:00"),
        ("gYear", "x", "a year such as 2018"),
        ("duration", "3 days", "a duration such as P3D"),
        ("int", "many", "a whole number"),
        ("unsignedByte", "-1", "a whole number from 0"),
        ("positiveInteger", "0", "a whole number from 1"),
        ("decimal", "1,5", "a number such as 3.5"),
        ("boolean", "ja", "true or false"),
        ("language", "e_n", "a language tag such as en"),
        ("NCName", "a:b", "a name without a colon"),
        ("ID", "1 2", "an id: a letter or '_', then letters, digits, '.', '-' or '_'"),
        ("IDREF", "a b", "the id of an element"),
        ("hexBinary", "x", "data in pairs of hexadecimal digits"),
        ("anyURI", "%zz", "a URI"),
    ],
)
def test_types(type_name, value, takes):
    """What a built-in type takes is put into words, for attributes and for text."""
    attribute = bell(f'<xs:attribute name="tone" type="xs:{type_name}"/>')
    assert [f"{TONE}'{value}'; expected {takes}"] == said(attribute, f'<bell tone="{value}"/>')
    text = f'<xs:element name="bell" type="xs:{type_name}"/>'
    assert [f"{TEXT}'{value}'; expected {takes}"] == said(text, f"<bell>{value}</bell>")


@pytest.mark.parametrize(
    ("base", "facet", "value", "message"),
    [
        ("string", facets(enumeration=("low", "high")), "lo", "is 'lo'; expected 'low' or 'high'"),
        (
            "string",
            facets(enumeration=tuple("abcdefgh")),
            "-",
            "is '-'; expected one of 'a', 'b', 'c',",
        ),
        (
            "string",
            facets(pattern="[a-z]+"),
            "it's",
            "is 'it's', which does not have the form [a-z]+",
        ),
        (
            "string",
            facets(pattern="[a-z]{1,9}(-[A-Z]{2,40})*"),
            "7",
            "is '7', whose form the schema does",
        ),
        ("string", facets(pattern="[a-z]{3}"), "7", "is '7'; expected three letters from a to z"),
        ("string", facets(length=3), "ab", "has a length of 2; expected exactly 3"),
        ("string", facets(minLength=3), "ab", "has a length of 2; expected at least 3"),
        ("string", facets(maxLength=3), "abcd", "has a length of 4; expected at most 3"),
        ("int", facets(minInclusive=4), "1", "is '1'; expected at least 4"),
        ("int", facets(maxInclusive=4), "9", "is '9'; expected at most 4"),
        ("int", facets(minExclusive=4), "4", "is '4'; expected more than 4"),
        ("int", facets(maxExclusive=4), "4", "is '4'; expected less than 4"),
        ("decimal", facets(totalDigits=2), "12.5", "is '12.5'; expected at most 2 digits"),
        (
            "decimal",
            facets(fractionDigits=1),
            "1.25",
            "is '1.25'; expected at most 1 digit after the",
        ),
        ("date", "", "soon", "is 'soon', which its type does not allow"),
    ],
)
def test_facets(base, facet, value, message):
    """Bounds, lengths, patterns and lists of values are put into words; there is one problem."""
    attribute = said(tone(base, facet), f'<bell tone="{value}"/>')
    text = said(tone(base, facet, "text"), f"<bell>{value}</bell>")
    assert (1, 1) == (len(attribute), len(text))
    assert attribute[0].startswith(f"attribute 'tone' of <bell> {message}")
    assert text[0].startswith(f"text of <bell> {message}")


def test_near_misses():
    """A value, or an element, that is nearly an expected one is said to mean that."""
    assert [f"{TONE}'lowe'; expected 'low' or 'high'; did you mean 'low'?"] == said(
        tone("string", facets(enumeration=("low", "high"))), '<bell tone="lowe"/>'
    )
    notes = ("do", "re", "mi", "fa", "sol", "la", "si", "ut")
    assert [f"{TONE}'soll'; did you mean 'sol'?"] == said(
        tone("string", facets(enumeration=notes)), '<bell tone="soll"/>'
    )
    assert ["<clappr> is not allowed here; expected <clapper>; did you mean <clapper>?"] == said(
        bell('<xs:sequence><xs:element name="clapper"/></xs:sequence>'), "<bell><clappr/></bell>"
    )


RIM = '<xs:element name="rim"/>'
LIP = '<xs:element name="lip"/>'
MANY = "".join(f'<xs:element name="part{number}"/>' for number in range(15))


@pytest.mark.parametrize(
    ("content", "inside", "message"),
    [
        (
            f"<xs:sequence>{RIM}{LIP}</xs:sequence>",
            "<lip/>",
            "<lip> is not allowed here; expected <rim>",
        ),
        (
            f"<xs:choice>{RIM}{LIP}</xs:choice>",
            "<zinc/>",
            "<zinc> is not allowed here; expected <rim> or <lip>",
        ),
        (
            f"<xs:sequence>{RIM}</xs:sequence>",
            "<rim/><rim/>",
            "<rim> is not allowed here; expected no further element in <bell>",
        ),
        (
            f"<xs:choice>{MANY}</xs:choice>",
            "<zinc/>",
            "<zinc> is not allowed here; expected <part0>, <part1>, <part2>, <part3>, <part4> or others",
        ),
        (
            '<xs:sequence><xs:any namespace="##other"/></xs:sequence>',
            "<zinc/>",
            "<zinc> is not allowed here; expected an element of another namespace",
        ),
        (
            '<xs:sequence><xs:any namespace="urn:x:moot"/></xs:sequence>',
            "<zinc/>",
            "<zinc> is not allowed here; expected an element in the namespace urn:x:moot",
        ),
        (
            f"<xs:sequence>{RIM}{LIP}</xs:sequence>",
            "<rim/>",
            "<bell> is incomplete; expected <lip>",
        ),
        (f"<xs:all>{RIM}{LIP}</xs:all>", "", "<bell> is incomplete; expected <rim> or <lip>"),
        ("<xs:sequence><xs:any/></xs:sequence>", "", "<bell> is incomplete; expected any element"),
        (
            "<xs:sequence><xs:any/></xs:sequence>",
            "<zinc/>",
            "<zinc> is not declared in the schema; remove it, or check its name and namespace",
        ),
        (
            f"<xs:sequence>{RIM}</xs:sequence>",
            "dong<rim/>",
            "<bell> contains text of its own; move the text into a child element",
        ),
        ('<xs:attribute name="a"/>', "dong", "<bell> contains text; expected an empty element"),
        (
            '<xs:attribute name="a"/>',
            "<rim/>",
            "<bell> contains an element; expected an empty element",
        ),
        (
            '<xs:simpleContent><xs:extension base="xs:string"/></xs:simpleContent>',
            "<rim/>",
            "<bell> contains an element; expected text only",
        ),
    ],
)
def test_content(content, inside, message):
    """What is there and should not be, and what is missing, is named with what was expected."""
    assert [message] == said(bell(content), f"<bell>{inside}</bell>")


@pytest.mark.parametrize(
    ("content", "attributes", "message"),
    [
        ("", 'x="1"', "attribute 'x' is not allowed on <bell>; remove it"),
        ('<xs:attribute name="x" use="required"/>', "", "attribute 'x' is missing on <bell>"),
        (
            '<xs:attribute name="x" fixed="1"/>',
            'x="2"',
            "attribute 'x' of <bell> is '2'; expected '1'",
        ),
        (
            "<xs:anyAttribute/>",
            'x="1"',
            "attribute 'x' of <bell> is not declared in the schema; remove it",
        ),
        (
            '<xs:attribute name="x" type="xs:QName"/>',
            'x="q:y"',
            "attribute 'x' of <bell> is 'q:y'; declare the namespace of its prefix",
        ),
        (
            '<xs:attribute name="x" type="xs:int"/>',
            'x=""',
            "attribute 'x' of <bell> is empty; expected a",
        ),
    ],
)
def test_attributes(content, attributes, message):
    """Attributes that are missing, superfluous or wrong are named with their element."""
    (only,) = said(bell(content), f"<bell {attributes}/>")
    assert only.startswith(message)


INT = '<xs:element name="bell" type="xs:int"/>'
NIL = '<xs:element name="bell" nillable="true" type="xs:int"/>'


@pytest.mark.parametrize(
    ("schema", "document", "message"),
    [
        (INT, f'<bell {NAMES} xsi:nil="true"/>', "<bell> may not be nil; remove xsi:nil"),
        (
            NIL,
            f'<bell {NAMES} xsi:nil="true">1</bell>',
            "<bell> has xsi:nil and content; remove one of them",
        ),
        (
            NIL.replace("type", 'fixed="2" type'),
            f'<bell {NAMES} xsi:nil="true"/>',
            "<bell> has a fixed value and may not be nil; remove xsi:nil",
        ),
        (
            NIL,
            f'<bell {NAMES} xsi:nil="ja"/>',
            "attribute 'xsi:nil' of <bell> is 'ja'; expected true or false",
        ),
        (
            INT,
            f'<bell {NAMES} xsi:type="zinc"/>',
            "xsi:type of <bell> is 'zinc'; expected a type of the schema",
        ),
        (
            INT,
            f'<bell {NAMES} xsi:type="xs:date">2031-04-05</bell>',
            "xsi:type of <bell> is 'date'; expected a type derived from its own",
        ),
        (
            INT,
            f'<bell {NAMES} xsi:type="q:date">1</bell>',
            "attribute 'xsi:type' of <bell> is 'q:date'; declare the namespace of its prefix",
        ),
        (
            '<xs:element name="bell" abstract="true"/>',
            "<bell/>",
            "<bell> is not allowed here; remove it, or use an element that replaces it",
        ),
        (
            '<xs:complexType name="t" abstract="true"/><xs:element name="bell" type="t"/>',
            "<bell/>",
            "type of <bell> is abstract; name a type derived from it in xsi:type",
        ),
        ('<xs:element name="bell" fixed="1"/>', "<bell>2</bell>", f"{TEXT}'2'; expected '1'"),
        (
            '<xs:element name="bell" fixed="1"><xs:complexType mixed="true"><xs:sequence>'
            '<xs:element name="rim" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>',
            "<bell><rim/></bell>",
            "<bell> has child elements; expected the text '1' alone",
        ),
        (INT, "<bell><rim/></bell>", "<bell> contains an element; expected text only"),
        (
            INT,
            "<gong/>",
            "root element <gong> without a namespace is not declared in the schema;"
            " check name and namespace",
        ),
        (
            f'<xs:simpleType name="tones"><xs:list itemType="xs:int"/></xs:simpleType>{INT}'.replace(
                'type="xs:int"', 'type="tones"'
            ),
            "<bell>1 x</bell>",
            f"{TEXT}'x'; expected a whole number",
        ),
        (
            f'<xs:simpleType name="u"><xs:union memberTypes="xs:int xs:date"/></xs:simpleType>{INT}'.replace(
                'type="xs:int"', 'type="u"'
            ),
            "<bell>x</bell>",
            f"{TEXT}'x'; expected a value of the type 'u' of the schema",
        ),
        (tone("string", facets(pattern="[a-z]+", minLength=1)), '<bell tone=""/>', None),
        (tone("string", facets(minLength=4, enumeration="dong")), '<bell tone="ho"/>', None),
    ],
)
def test_one_fault_gives_one_problem(schema, document, message):
    """What libxml2 reports twice of one element or value is one problem."""
    (only,) = said(schema, document)
    assert message in {only, None}


def belfry(constraint):
    """A declaration of `belfry` with bells, and a constraint."""
    attributes = "".join(f'<xs:attribute name="{name}"/>' for name in ("no", "tone", "like"))
    bells = f'<xs:element name="bell" maxOccurs="9"><xs:complexType>{attributes}</xs:complexType></xs:element>'
    return (
        f'<xs:element name="belfry"><xs:complexType><xs:sequence>{bells}</xs:sequence></xs:complexType>'
        f"{constraint}</xs:element>"
    )


def key(kind, *fields, more=""):
    """A constraint of bells, named `no`."""
    stated = "".join(f'<xs:field xpath="@{field}"/>' for field in fields)
    return f'<xs:{kind} name="no" {more}><xs:selector xpath="bell"/>{stated}</xs:{kind}>'


REFERRED = key("key", "no") + key("keyref", "like", more='refer="no"').replace(
    'name="no"', 'name="r"'
)


@pytest.mark.parametrize(
    ("constraint", "bells", "message"),
    [
        (key("unique", "no"), 'no="1"|no="1"', "no '1' is used twice; give each element its own"),
        (
            key("key", "no"),
            'no="1"|no="1" tone="1"',
            "no '1' is used twice; give each element its own",
        ),
        (
            key("unique", "tone"),
            'tone="1"|tone="1" like="1"',
            "value '1' of <bell> is used twice; give each element its own",
        ),
        (
            key("unique", "no", "tone"),
            'no="1" tone="a"|no="1" tone="a"',
            "the values '1', 'a' of <bell> are used twice together",
        ),
        (key("key", "no"), 'no="1"|tone="a"', "<bell> lacks a value that the key 'no' needs"),
        (REFERRED, 'no="1" like="1"|no="2" like="7"', "<bell> refers to '7', which no element has"),
    ],
)
def test_keys(constraint, bells, message):
    """Values that must be unique, or those of another element, are named with their attribute."""
    document = "".join(f"<bell {each}/>" for each in bells.split("|"))
    assert [message] == said(belfry(constraint), f"<belfry>{document}</belfry>")


def test_ids():
    """An `xs:ID` that is there before is told from one that is no id."""
    schema = bell(
        '<xs:sequence><xs:element ref="bell" minOccurs="0"/></xs:sequence>'
        '<xs:attribute name="id" type="xs:ID"/>'
    )
    assert ["id 'big' is used twice; give each element its own"] == said(
        schema, '<bell id="big"><bell id="big"/></bell>'
    )


def test_an_invalid_key_is_one_fault():
    """libxml2 reports an invalid value once more, as one that no key can be made of."""
    schema = belfry(key("unique", "no")).replace('name="no"/>', 'name="no" type="xs:date"/>')
    assert ["attribute 'no' of <bell> is 'soon'; expected a date such as 2018-03-14"] == said(
        schema, '<belfry><bell no="soon"/></belfry>'
    )


def test_namespaces():
    """A namespace is named only where it is the fault."""
    schema = bell(f"<xs:sequence>{RIM}</xs:sequence>")
    target = "urn:x:belfry"
    assert [
        "root element <bell> in the namespace urn:x:other is not declared in the schema;"
        " check name and namespace"
    ] == said(schema, '<bell xmlns="urn:x:other"/>', target)
    assert ["<rim> is not allowed here; expected <rim> in the namespace urn:x:belfry"] == said(
        schema, f'<b:bell xmlns:b="{target}"><rim/></b:bell>', target
    )
    assert ["<bell> is incomplete; expected <rim>"] == said(
        schema, f'<bell xmlns="{target}"/>', target
    )


def test_values_that_look_like_messages():
    """A value that spells a message of libxml2 is a value."""
    odd = "x' is not accepted by the pattern 'y"
    (only,) = said(tone("string", facets(enumeration="low")), f'<bell tone="{odd}"/>')
    assert f"{TONE}'{odd}'; expected 'low'" == only
    name = "attribute 'tone'"
    (only,) = said(tone("int", kind="text"), f"<bell>{name}: </bell>")
    assert only.startswith(f"{TEXT}'{name}:")


def test_long_values():
    """A message is bounded whatever the length of values, names and lists."""
    long = "ring " * 30_000
    listed = facets(enumeration=tuple(f"{long}{number}" for number in range(9)))
    for schema in (tone("string", listed), tone("int"), tone("string", facets(maxLength=9))):
        (only,) = said(schema, f'<bell tone="{long}"/>')
        assert only.startswith("attribute 'tone' of <bell> ")
        assert len(only) <= MESSAGE_LIMIT + 100


@pytest.mark.parametrize(
    "message", ["", "Element 'bell': Something new, of {urn:x:a}rim.", "Odd {brace"]
)
def test_messages_without_a_sentence(message):
    """What a later libxml2 may say is passed on without namespaces."""
    fault = Fault(message, 1, None, 0)
    assert attribute_of(fault) is None
    assert wording(fault) == {"": "", "Odd {brace": "Odd {brace"}.get(
        message, "<bell>: something new, of rim"
    )


DOSSIER = akn.dumps(next(corpus(1, seed=3, kind="dossier")))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            b' refersTo="',
            b' mood="calm" refersTo="',
            "attribute 'mood' is not allowed on <answer>; remove it",
        ),
        (b"<debateBody>", b"<debateBdy/><debateBody>", "did you mean <debateBody>?"),
    ],
)
def test_the_profile(old, new, message):
    """Faults under the profile are in the same words."""
    where = DOSSIER.index(b"<answer ") if b"refersTo" in old else 0
    data = DOSSIER[:where] + DOSSIER[where:].replace(old, new, 1)
    (problem,) = parlq.read(data, file="x.xml").problems
    assert problem.rule == "PQ201"
    assert message in problem.message


def test_an_id_that_is_used_twice():
    """An id that two constraints forbid to be used twice is one problem, which names it."""
    root = etree.fromstring(DOSSIER)
    first, second = root.findall(".//{*}debate/{*}meta/{*}references/*[@eId]")[:2]
    second.set("eId", first.get("eId"))
    found = [
        problem.message
        for problem in parlq.read(etree.tostring(root), file="x.xml").problems
        if "twice" in problem.message
    ]
    assert [f"eId '{first.get('eId')}' is used twice; give each element its own"] == found


def test_many_faults_that_are_reported_twice():
    """Of a large tree more faults than are listed are found, although libxml2 reports each twice."""
    tones = '<xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType>'
    bells = f'<xs:element name="bell" maxOccurs="unbounded"><xs:complexType><xs:attribute name="tone">{tones}'
    schema = (
        f'<xs:schema xmlns:xs="{XS}"><xs:element name="belfry"><xs:complexType><xs:sequence>{bells}'
        "</xs:attribute></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>"
    )
    root = etree.XML("<belfry>" + '<bell tone="1 x"/>' * 3000 + "</belfry>")
    found = faults_of(root, etree.XMLSchema(etree.XML(schema)), 1000)
    assert 1000 < len(found) < 3000
    assert len(found) == len({fault.path for fault in found})
