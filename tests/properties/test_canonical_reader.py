"""What is read by its lines is what the tree of the same document says, and nothing else is."""

from __future__ import annotations

import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from parlq.formats import akn
from parlq.formats.akn import reader
from parlq.formats.akn.profile import fast, writer
from parlq.limits import Limits
from parlq.model import (
    Answer,
    Answerer,
    Author,
    Dossier,
    Extension,
    Institution,
    LanguageVariant,
    LineBreak,
    Paragraph,
    Question,
    Reference,
)
from parlq.model.fields.base import unchecked

from .markup import lay_out
from .mutation import documents
from .rich import rich

RICH = akn.dumps(rich())
#: What stands between blanks, quotes and tags of written documents.
PIECES = sorted(set(re.findall(rb'<[^<>]*>|"[^"]*"|\n *|[^<>"\n]+', RICH)))
#: Bytes that make a difference to XML, to the model, or to what looks for lines.
ODD = st.sampled_from(
    [
        *(b"", b" ", b"\n", b"\r", b"\r\n", b"\t", b"\x01", b"\x00", b"\x0c", b"\x7f", b"\x85"),
        *(b"&", b"&amp;", b"&#1;", b"&#13;", b"&#10;", b"&#x41;", b"&quot;", b"&apos;", b"&lt;"),
        *(b"<", b">", b'"', b"'", b"/", b"<p>", b"</p>", b"<p/>", b"<p></p>", b"]]>", b"<!-- -->"),
        *(b"<?x y?>", b"<![CDATA[x]]>", b"\xef\xbf\xbe", b"\xef\xbf\xbf", b"\xed\xa0\x80", b"\xff"),
        *("\u2028".encode(), "\ufdd0".encode(), "\U0001f600".encode(), "é".encode(), b"0", b"-1"),
        *(b'"">', b'""', b' name="x"', b' xml:lang="en"', b"#", b"nn", b"0001-01-01", b"mul"),
    ]
) | st.sampled_from(PIECES)


@st.composite
def changed(draw):
    """A written document with one to three pieces of it taken out, put in or put in place of others."""
    data = draw(st.just(RICH) | documents.map(akn.dumps))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(len(writer.HEAD), len(data) - len(writer.TAIL)))
        marks = [found.start() for found in re.finditer(rb'[<>"\n=]', data[:start])]
        if marks and draw(st.booleans()):
            start = marks[-1] + draw(st.integers(0, 1))
        end = start + draw(st.sampled_from([0, 0, 1, 2, 5, 40]))
        if (found := re.search(rb'[<>"\n]', data[end:])) and draw(st.booleans()):
            end += found.start()
        data = data[:start] + draw(ODD) + data[end:]
    return data


def laid_out(indent=None, *, backwards=False, **how):
    """Return a spelling with other indents or none, perhaps with the attributes in reversed order."""

    def spelled(data):
        try:
            root = etree.fromstring(data)
        except etree.XMLSyntaxError:
            return data
        lay_out(root, indent)
        for element in root.iter(etree.Element) if backwards else ():
            attributes = list(element.attrib.items())
            element.attrib.clear()
            for name, value in reversed(attributes):
                element.set(name, value)
        return etree.tostring(root, **how)

    return spelled


#: What tools for XML and for versions make of a document, all the same to XML.
SPELLINGS = {
    "line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "lxml": lambda data: data.replace(b'"1.0"', b"'1.0'", 1).replace(b'"UTF-8"', b"'UTF-8'", 1),
    "lower case": lambda data: data.replace(b"UTF-8", b"utf-8", 1),
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "no encoding": lambda data: data.replace(b' encoding="UTF-8"', b"", 1),
    "standalone": lambda data: data.replace(b"?>", b" standalone='no' ?>", 1),
    "no declaration": lambda data: data.partition(b"\n")[2],
    "blank lines": lambda data: data.replace(b"\n", b"\n \t\n", 1) + b"\n \t\n",
    "no last line end": lambda data: data.rstrip(b"\n"),
    "blanks in the root tag": lambda data: data.replace(b"<akomaNtoso ", b"<akomaNtoso \n\t", 1),
    "prefix": lambda data: re.sub(rb"<(/?)(?=[a-zA-Z])(?!pq:)", rb"<\1a3:", data).replace(
        b"xmlns=", b"xmlns:a3=", 1
    ),
    # But for a value that begins like the end of a tag.
    "blanks in empty elements": lambda data: re.sub(rb'(?<!=)"/>', b'" />', data),
    "character references": lambda data: data.decode(errors="replace").encode(
        "ascii", "xmlcharrefreplace"
    ),
    "tabs": laid_out("\t", encoding="UTF-8"),
    "wider indents": laid_out("    ", encoding="UTF-8", xml_declaration=True),
    "compact": laid_out(encoding="UTF-8"),
    "order of attributes": laid_out("  ", backwards=True, encoding="UTF-8"),
    "ASCII": laid_out("", backwards=True),
    "C14N": laid_out("  ", method="c14n"),
}


#: Spellings left to the tree where a value has `>`, which lxml escapes, or an extension is empty.
LAID_OUT = {"compact", "order of attributes", "ASCII", "C14N", "tabs", "wider indents"}


@given(changed())
def test_a_guess_is_what_the_tree_says(data):
    """Whatever is read by its lines, the tree gives the same value, without a word."""
    value = fast.value(data)
    if value is not None:
        reading = reader.read(data)
        assert (value, ()) == (reading.value, reading.problems)


#: What makes a difference to a spelling, besides.
PREFIXES = st.sampled_from(
    [
        *(b"a3:", b"pq:", b"xml:", b":", b" />", b'" />', b'=" />', b"='x'", b"&#233;", b"&#60;"),
        *(b"\n", b"\n\t", b"\t", b"    ", b"\n    ", b"\n</p>", b"\n<b>", b"\n\t<br/>", b"  "),
        *(b' xmlns:a3="x"', b" xmlns='x'", b"</a3:p>", b"<a3:p>", b"<a3:pq:p>", b"a", b"\x0c"),
    ]
)


@given(documents, st.sampled_from(sorted(SPELLINGS)), st.data())
def test_a_spelling_with_a_fault_is_what_the_tree_says(document, spelling, data):
    """Pieces that are taken out of a spelling or put into it change the outcome as they do for a tree."""
    spelled = SPELLINGS[spelling](akn.dumps(document))
    for _ in range(data.draw(st.integers(1, 2))):
        start = data.draw(st.integers(0, len(spelled)))
        marks = [found.start() for found in re.finditer(rb"""[<>"':/ =]""", spelled)]
        if data.draw(st.booleans()):
            start = data.draw(st.sampled_from(marks)) + data.draw(st.integers(0, 1))
        end = start + data.draw(st.sampled_from([0, 0, 1, 3, 4]))
        spelled = spelled[:start] + data.draw(PREFIXES | ODD) + spelled[end:]
    value = fast.value(spelled)
    if value is not None:
        reading = reader.read(spelled)
        assert (value, ()) == (reading.value, reading.problems)


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(document=documents)
def test_other_tools_may_have_saved_it(spelling, document):
    """Line ends, declaration, byte order mark and last line may be as others write them."""
    data = SPELLINGS[spelling](akn.dumps(document))
    found = fast.value(data)
    assert found == document or (found is None and spelling in LAID_OUT)
    assert (document, ()) == ((reading := reader.read(data)).value, reading.problems)


@given(changed(), st.sampled_from(sorted(SPELLINGS)))
def test_whoever_reads_the_outcome_is_the_same(data, spelling):
    """A document has the value and the problems that its tree has, however it was saved."""
    data = SPELLINGS[spelling](data)
    here, there = akn.read(data, file="a.xml"), reader.read(data, file="a.xml")
    assert (there.value, there.problems) == (here.value, here.problems)


@pytest.mark.parametrize(
    "text",
    [
        *(b"\0", b"\1", b"\x1f", b"\x0b", b"\xef\xbf\xbe", b"\xef\xbf\xbf"),  # XML forbids them
        *(b"\xed\xa0\x80", b"\xff", b"\xc0\x80"),  # no UTF-8
        *(b"\r", b"&#1;", b"&#xFFFE;", b"&#65;", b"&eacute;", b"&apos;", b"]]>", b"&"),
        *(b"<!--x-->", b"<?x y?>", b"<![CDATA[x]]>", b"<x/>", b"<b></b>", b"<b>x</i>"),
    ],
)
def test_what_is_not_written_is_not_guessed(text):
    """What no value is written as is left to the tree, which refuses it, or reads it otherwise."""
    assert fast.value(RICH) is not None
    assert fast.value(re.sub(rb"<p [^>]*>", lambda tag: tag[0] + text, RICH, count=1)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<pq:extension ", b'<pq:extension of="#x" '),
        (b"<pq:extension namespace=", b"<pq:extension path="),
        (b"<pq:manifestation ", b'<pq:manifestation name="x" '),
        (b'<block name="label">', b'<block name="holder">'),
        (b'<block name="label">', b'<block name="colour">'),
        (b"<num>", b'<p eId="x_1">'),
        (b'<noteRef href="', b'<noteRef link="'),
        (b"<tr>", b"<li>"),
        (b"<publication ", b'<publication of="x" '),
    ],
)
def test_what_does_not_fit_is_left_to_the_tree(old, new):
    """Elements and attributes that fit nowhere give no value, and no other error."""
    assert old in RICH
    assert fast.value(RICH.replace(old, new, 1)) is None


OPENINGS = [found.start() for found in re.finditer(rb"\n +<[\w:]+[^<>\n]*(?<!/)>(?=\n +<)", RICH)]


@pytest.mark.parametrize("start", OPENINGS)
def test_no_part_is_guessed_without_its_whole(start):
    """Without the lines that begin and end an element, what it holds stands where none is written."""
    end = RICH.index(b"\n", start + 1)
    line = RICH[start:end]
    blanks, tag = re.match(rb"(\n +)<([\w:]+)", line).groups()
    closing = blanks + b"</" + tag + b">"
    after = RICH.index(closing, end)
    data = RICH[:start] + RICH[end:after] + RICH[after + len(closing) :]
    assert fast.value(data) is None


@pytest.mark.parametrize(
    ("content", "bounded"),
    [
        ((Paragraph(content=("x" * 11_000_000,)),), False),
        ((Paragraph(content=("x" * 4_000_000,)),) * 3, True),
        ((Paragraph(content=(LineBreak(),) * 5_001),), False),
        ((Paragraph(content=(LineBreak(),) * 4_000),), True),
    ],
)
def test_bounds_are_those_of_the_tree(content, bounded, monkeypatch):
    """A text or a number of tags that the tree refuses is left to it, unless the limits are raised."""
    monkeypatch.setattr("parlq.limits.MAX_NODES", 5_000)
    work = Question(variants=(LanguageVariant(language="en", body=content),))
    data = akn.dumps(work)
    assert work == fast.value(data, Limits(unbounded=True))
    assert (work if bounded else None) == fast.value(data)
    assert ([] if bounded else ["PQ104"]) == [each.rule for each in akn.read(data).problems]


@pytest.mark.parametrize(
    "line",
    [
        *("<num>1</num>", "<caption>x</caption>", "<li/>", "<tr/>", "<td/>", "<foreign/>"),
        *("<blockContainer/>", "<table/>", "<ol/>", '<li value="a"/>', "<tr><td/></tr>"),
        '<pq:content mediaType="text/plain">x</pq:content>',
    ],
)
def test_parts_without_what_they_belong_to_are_left_to_the_tree(line):
    """A part of a note, a table or a list that stands alone is no block, and no other error."""
    body = (Paragraph(content=("x",)),)
    variant = LanguageVariant(language="en", body=body)
    data = akn.dumps(attrs.evolve(QUESTION, variants=(variant,)))
    blanks = re.search(rb"\n +(?=<p [^>]*>x</p>)", data)[0]
    assert fast.value(data) is not None
    spoiled = data.replace(blanks, blanks + line.encode() + blanks, 1)
    assert fast.value(spoiled) is None
    assert akn.read(spoiled).failed


QUESTION = Question(reference=Reference.parse("E-000101/2021"))
ANSWER = Answer(reference=Reference.parse("E-000102/2021"))


def test_a_dossier_without_works_is_left_to_the_tree():
    """Facts about a dossier do not make one: it has a work."""
    facts = (Extension(namespace="urn:example:a", name="shelf", value="7"),)
    data = writer.dumps(unchecked(Dossier)((), (), facts))
    assert fast.value(data) is None
    assert ["PQ201"] == [each.rule for each in reader.read(data).problems]


@pytest.mark.parametrize(
    "work",
    [
        attrs.evolve(QUESTION, authors=(unchecked(Author)(),)),
        attrs.evolve(QUESTION, addressees=(unchecked(Institution)(),)),
        attrs.evolve(
            ANSWER, answerers=(unchecked(Answerer)(institution=unchecked(Institution)()),)
        ),
    ],
)
def test_nobody_is_left_to_the_tree(work):
    """An entry without a name, a code and a link is nobody, though it has an address of its own."""
    data = writer.dumps(work)
    assert fast.value(data) is None
    assert reader.read(data).failed


@pytest.mark.parametrize("works", [((ANSWER,), (QUESTION,)), ((QUESTION, ANSWER), (QUESTION,))])
def test_a_work_in_the_place_of_another_kind_is_left_to_the_tree(works):
    """The questions of a dossier stand before its answers."""
    data = akn.dumps(unchecked(Dossier)(*works))
    assert fast.value(data) is None
    assert akn.read(data).failed


@pytest.mark.parametrize("tags", ["ol li", "blockContainer", "table tr td", "b", "p"])
def test_nesting_without_end_is_left_to_the_tree(tags):
    """A text that nests fifty thousand levels deep is none that was written."""
    start = RICH.index(b"<question ")
    line = re.search(rb"\n +(?=<p )", RICH[start:])
    gap = "" if tags in {"b", "p"} else line[0].decode()
    opening = "".join(f"{gap}<{tag}>" for tag in tags.split()) * 50_000
    closing = "".join(f"{gap}</{tag}>" for tag in reversed(tags.split())) * 50_000
    at = start + line.end() + (0 if gap else RICH[start + line.end() :].index(b">") + 1)
    nested = f"{opening}{gap}<p>x</p>{closing}{gap}" if gap else f"{opening}x{closing}"
    assert fast.value(RICH[:at] + nested.encode() + RICH[at:]) is None
