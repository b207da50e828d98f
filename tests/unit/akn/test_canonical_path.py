"""The fast path for the canonical form is not tried on documents that are certainly not in it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import attrs
import pytest
from lxml import etree

from parlq.formats import akn
from parlq.formats.akn import reader
from parlq.formats.akn.profile import fast
from parlq.formats.akn.xml.names import AKN, PQ
from parlq.model import Identifier, LanguageVariant, LineBreak, NoteRef, Paragraph, Question
from parlq.testing import corpus

DOCUMENT = next(corpus(1, seed=5))
DATA = akn.dumps(DOCUMENT)


def reversed_attributes(data):
    """The same document with the attributes of every element in another order."""
    root = etree.fromstring(data)
    for element in root.iter():
        attributes = list(element.attrib.items())
        element.attrib.clear()
        for name, value in reversed(attributes):
            element.set(name, value)
    return etree.tostring(root, encoding="utf-8")


def _in_text(words, data=DATA):
    """A document with these words at the beginning of the first paragraph of its text."""
    return re.sub(rb'<p eId="dbsect[^>]*>', lambda tag: tag[0] + words, data, count=1)


OTHERS = {
    "references that may be needed": _in_text(b"&#65;"),
    "hexadecimal references that may be needed": _in_text(b"&#x3C;"),
    "apostrophes": _in_text(b"&apos;"),
    "apostrophes around values": DATA.replace(b'"', b"'"),
    "CDATA sections": _in_text(b"<![CDATA[x]]>"),
    "comments": DATA.replace(b"<p ", b"<!-- x --><p ", 1),
}


@pytest.mark.parametrize("spelling", OTHERS)
def test_other_spellings_are_left_to_the_tree(spelling):
    """What is not canonical, or may say something else, is read by its tree."""
    assert fast.value(OTHERS[spelling]) is None
    assert akn.loads(OTHERS[spelling])


@pytest.mark.parametrize("spelling", ["references that may be needed", "apostrophes", "comments"])
def test_what_is_certainly_not_canonical_is_not_tried(spelling, monkeypatch):
    """A reader does not read by lines what another spelling gives away at once."""

    def tried(*_):
        raise AssertionError

    monkeypatch.setattr(fast, "_document", tried)
    assert fast.value(OTHERS[spelling]) is None


def test_references_of_the_writer_are_canonical():
    """The references that the writer uses do not keep a document from the fast path."""
    data = _in_text(b"&amp;&lt;&gt;&#13;! &quot").replace(b"&quot", b'"')
    assert fast.value(data) == reader.read(data).value
    assert fast.value(data) is not None


TEXTS = {
    "tabs as indents, and in a text": _in_text(b"a\tb").replace(b"  ", b"\t"),
    "tabs as indents, and a text of two lines": _in_text(b"a\n  b").replace(b"  ", b"\t"),
    "tabs as indents, and a text that ends a line": DATA.replace(b"</p>", b"\n  </p>", 1).replace(
        b"  ", b"\t"
    ),
    "wider indents, and a line end between inlines": _in_text(b"<b>a</b>\n  <i>b</i>").replace(
        b"  ", b"    "
    ),
}


@pytest.mark.parametrize("spelling", TEXTS)
def test_blanks_in_a_text_are_kept(spelling):
    """What looks like an indent, but stands in a text, is read as the tree reads it."""
    found = fast.value(TEXTS[spelling])
    assert found == reader.read(TEXTS[spelling]).value


QUESTION = Question(
    reference="E-000017/2020",
    variants=(LanguageVariant(language="el", body=(Paragraph(content=('αβγ = " é',)),)),),
)
PLAIN = akn.dumps(QUESTION)


def renamed(prefix, data=PLAIN):
    """The same document with a prefix on every element."""
    data = data.replace(b"<", b"<%b:" % prefix).replace(b"<%b:/" % prefix, b"</%b:" % prefix)
    data = data.replace(b"<%b:?" % prefix, b"<?").replace(b"xmlns=", b"xmlns:%b=" % prefix)
    return data.replace(b"%b:pq:" % prefix, b"pq:")


COMPACT = b">".join(line.strip() for line in PLAIN.split(b">"))

RESPELLED = {
    "blanks in the root tag": PLAIN.replace(b"<akomaNtoso ", b"<akomaNtoso\n\t "),
    "other order in the root tag": PLAIN.replace(
        f' xmlns="{AKN}" xmlns:pq="{PQ}"'.encode(), f" xmlns:pq='{PQ}' xmlns='{AKN}'".encode()
    ),
    "no namespace that is not used": PLAIN.replace(f' xmlns:pq="{PQ}"'.encode(), b""),
    "prefix": renamed(b"akn"),
    "another prefix": renamed(b"a3"),
    "tabs as indents": PLAIN.replace(b"  ", b"\t"),
    "narrower indents": PLAIN.replace(b"  ", b" "),
    "without indents": COMPACT,
    "blank lines": PLAIN.replace(b"\n", b"\n\n"),
    "order of attributes": reversed_attributes(PLAIN),
    "C14N": etree.tostring(etree.fromstring(PLAIN), method="c14n"),
    "C14N without indents": etree.tostring(etree.fromstring(COMPACT), method="c14n"),
    "wider indents": PLAIN.replace(b"  ", b"    "),
    "blanks in empty elements": PLAIN.replace(b"/>", b" />"),
    "character references": PLAIN.decode().encode("ascii", "xmlcharrefreplace"),
    "hexadecimal references": PLAIN.replace("α".encode(), b"&#x3b1;&#X").replace(b"&#X", b""),
    "lxml": etree.tostring(etree.fromstring(PLAIN)),
    "ElementTree": ET.tostring(ET.fromstring(PLAIN)),
}


@pytest.mark.parametrize("spelling", RESPELLED)
def test_what_says_nothing_is_spelled_canonically(spelling):
    """Prefixes, blanks in tags and references to characters do not keep a document from the fast path."""
    assert RESPELLED[spelling] != PLAIN
    assert fast.value(RESPELLED[spelling]) == QUESTION
    reading = reader.read(RESPELLED[spelling])
    assert (reading.value, reading.problems) == (QUESTION, ())


NOT_THE_SAME = {
    "an element without the prefix": renamed(b"akn").replace(b"<akn:p ", b"<p "),
    "an end tag without the prefix": renamed(b"akn").replace(b"</akn:p>", b"</p>"),
    "a prefix before a prefix": renamed(b"akn").replace(b"<akn:p ", b"<akn:pq:p "),
    "a prefix of XML": renamed(b"xml"),
    "a namespace of others": PLAIN.replace(b"akn/3.0", b"akn/4.0", 1),
    "a quote inside a namespace": PLAIN.replace(b'akn/3.0"', b"akn/3.0'\"", 1),
    "a namespace declared twice": PLAIN.replace(
        b"<akomaNtoso", f'<akomaNtoso xmlns="{AKN}"'.encode()
    ),
    "another attribute of the root": PLAIN.replace(b"<akomaNtoso", b'<akomaNtoso x="y"'),
    "a form feed in the root tag": PLAIN.replace(b"<akomaNtoso ", b"<akomaNtoso\f"),
    "a prefix that nothing declares": akn.dumps(
        attrs.evolve(QUESTION, identifiers=(Identifier(scheme="x", value="1", scope="y"),))
    ).replace(f' xmlns:pq="{PQ}"'.encode(), b""),
    "a reference to what is no character": _in_text(b"&#xFFFF;", PLAIN),
    "a reference to a surrogate": _in_text(b"&#xD800;", PLAIN),
    "a reference beyond Unicode": _in_text(b"&#x110000;", PLAIN),
    "text between elements": COMPACT.replace(b"<FRBRWork>", b"x<FRBRWork>"),
    "text before the first element": COMPACT.replace(b"<debate ", b"x<debate "),
    "a no-break space between elements": COMPACT.replace(b"</meta>", b"\xc2\xa0</meta>"),
    "an end tag of another element": COMPACT.replace(b"</FRBRWork>", b"</FRBRExpression>", 1),
    "an end tag with an attribute": COMPACT.replace(b"</meta>", b'</meta x="y">'),
    "an attribute twice": COMPACT.replace(b'date="0001-01-01"', b'date="0001-01-01" ' * 2, 1),
    "an attribute twice, in another order": reversed_attributes(PLAIN).replace(
        b' date="0001-01-01"', b' date="0001-01-01"' * 2, 1
    ),
    "attributes without a blank between": COMPACT.replace(b'" name="', b'"name="', 1),
    "something behind the attributes": COMPACT.replace(b'name="unknown"/', b'name="unknown" x/', 1),
    "a tag without a name": COMPACT.replace(b"<meta>", b"<><meta>"),
    "an empty element that ends as another": COMPACT.replace(b"/></p>", b"/></b>").replace(
        b"<meta>", b"<meta><x></y>"
    ),
    "an empty element with the end of another": re.sub(
        rb"(<FRBRuri [^>]*)/>(\s*<FRBRdate [^>]*)/>",
        rb"\1></FRBRdate>\2></FRBRuri>",
        PLAIN.replace(b"/>", b"></FRBRuri>", 1),
    ),
    "an end tag that an empty element has twice": re.sub(
        rb"<(FRBR\w+) ([^>]*)/>", rb"<\1 \2/></\1>", PLAIN
    ),
    "an unknown attribute": COMPACT.replace(b'name="unknown"', b'name="unknown" when="x"', 1),
    "a reference in a name": PLAIN.replace(b"<p ", b"<p&#233; ", 1),
}


@pytest.mark.parametrize("spelling", NOT_THE_SAME)
def test_what_says_something_is_left_to_the_tree(spelling):
    """What looks like another spelling but is none goes to the tree reader, which refuses it."""
    assert fast.value(NOT_THE_SAME[spelling]) is None
    assert reader.read(NOT_THE_SAME[spelling]).failed


def test_a_value_like_the_end_of_a_tag_is_kept():
    """Blanks are taken away at the end of a tag only, not from a value that looks like one."""
    body = (Paragraph(content=(NoteRef(marker=" />x"), NoteRef(marker="/>x"), LineBreak())),)
    variant = LanguageVariant(language="el", body=body)
    question = attrs.evolve(QUESTION, variants=(variant,))
    respelled = re.sub(rb'(?<!=)"/>|(?<=<br)/>', rb" \g<0>", akn.dumps(question))
    respelled = respelled.replace(b' "/>', b'" />')
    assert b'marker=" />x" />' in respelled
    assert b"<br />" in respelled
    assert akn.loads(respelled) == reader.read(respelled).value == question


def test_a_link_to_an_answer_has_the_address_of_an_answer():
    """Whatever field a reference stands in: that of an answer leads to an answer."""
    data = akn.dumps(Question(cites=("E-000017/2020-ASW",), follows_up=("E-000017/2020",)))
    assert b'href="/akn/eu/debate/answer/ep/2020/E-000017-2020-ASW"' in data
    assert b'href="/akn/eu/debate/question/ep/2020/E-000017-2020"' in data
    assert fast.value(data) == reader.read(data).value
