"""Hostile PDF files: each is refused within its bounds, or read."""

import re
import zlib

import pytest

from parlq.formats.ep import pages
from parlq.io.bounded_process import Bounds
from parlq.limits import Limits
from parlq.problems import Severity

from .print_files import FONT, file, pdf, printed, raw, stream

pytest.importorskip("pypdf", reason="needs the extra pdf")
pytest.importorskip("resource", reason="this system has no limits for processes")

BEGIN = b"BT /F1 10 Tf 12 TL 40 800 Td (Question for written answer E-900001/2021) Tj T* "


def nested(depth, count):
    """Blanks that are packed several times."""
    data = b" " * count
    for _ in range(depth):
        data = zlib.compress(data, 9)
    return b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (
        len(data),
        b"/FlateDecode " * depth,
        data,
    )


def filtered(name, data, extra=b""):
    """Data that is packed, for another filter behind it."""
    data = zlib.compress(data, 9)
    return b"<</Length %d/Filter[/FlateDecode/%s]%s>>stream\n%s\nendstream" % (
        len(data),
        name,
        extra,
        data,
    )


def forms(depth, count):
    """Forms that each draw the next one several times."""
    made = []
    for number in range(depth):
        last = number == depth - 1
        inner = b"" if last else b"/XObject<</X %d 0 R>>" % (7 + number)
        drawn = b"BT /F1 1 Tf (aaaa) Tj ET " if last else b"/X Do " * count
        made.append(
            stream(
                drawn,
                b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</Font<</F1 5 0 R>>%s>>"
                % inner,
            )
        )
    return raw(b"/X Do " * count, resources=b"/XObject<</X 6 0 R>>", more=made)


def tree(depth, count):
    """A tree of pages in which each branch names the next one several times."""
    branches = [
        b"<</Type/Pages/Count 1/Kids[%s]>>" % (b"%d 0 R " % (3 + number) * count)
        for number in range(depth)
    ]
    leaf = b"<</Type/Page/MediaBox[0 0 1 1]/Resources<<>>>>"
    return file([b"<</Type/Catalog/Pages 2 0 R>>", *branches, leaf])


def mapped(codes):
    """A font with a map from codes to characters."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 6 0 R"
        b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/A/DW 1000>>]>>"
    )
    cmap = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange %s endcmap" % codes
    return raw(BEGIN + b"ET", font=font, more=[stream(cmap)])


def table(size):
    """A file whose table of objects says that it has very many."""
    data = stream(b"", b"/Type/XRef/W[1 2 1]/Size %d/Index[0 %d]/Root 1 0 R" % (size, size))
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    return head + b"9 0 obj " + data + b" endobj\nstartxref\n%d\n%%%%EOF" % len(head)


HOSTILE = {
    "800,000 operators": lambda: raw(BEGIN + b"(x) Tj\n" * 800_000 + b"ET"),
    "operators without text": lambda: raw(BEGIN + b"q " * 2_000_000 + b"ET"),
    "numbers": lambda: raw(BEGIN + b"1 " * 5_000_000 + b"ET"),
    "a long string": lambda: raw(BEGIN + b"(" + b"a" * 30_000_000 + b") Tj ET"),
    "much text": lambda: raw(BEGIN + (b"(" + b"word " * 1_000 + b") Tj ") * 1_000 + b"ET"),
    "packed once": lambda: raw(nested(1, 300_000_000)),
    "packed twice": lambda: raw(nested(2, 300_000_000)),
    "run lengths": lambda: raw(filtered(b"RunLengthDecode", b"\x81a" * 2_000_000 + b"\x80")),
    "base 85": lambda: raw(filtered(b"ASCII85Decode", b"z" * 50_000_000 + b"~>")),
    "hexadecimal": lambda: raw(filtered(b"ASCIIHexDecode", b"20" * 30_000_000 + b">")),
    "LZW": lambda: raw(filtered(b"LZWDecode", b"\x80\x0b\x60\x50\x22\x0c\x0c\x85" * 4_000_000)),
    "many filters": lambda: raw(
        b"<</Length 3/Filter[%s]>>stream\nabc\nendstream" % (b"/ASCIIHexDecode " * 10_000)
    ),
    "a map of four billion codes": lambda: mapped(
        b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"
    ),
    "a map of many codes": lambda: mapped(
        b"1 beginbfchar " + b"<0041> <0041> " * 2_000_000 + b"endbfchar"
    ),
    "widths of two billion codes": lambda: raw(
        BEGIN + b"ET",
        font=b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts"
        b"[<</Type/Font/Subtype/CIDFontType2/BaseFont/A/DW 1000/W[0 2000000000 5]>>]>>",
    ),
    "deep arrays": lambda: raw(BEGIN + b"[" * 200_000 + b"ET"),
    "a page in itself": lambda: file(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R 2 0 R]>>"]
    ),
    "pages that multiply": lambda: tree(40, 2),
    "a deep tree of pages": lambda: tree(3_000, 1),
    "many pages": lambda: pdf(*[[]] * 201),
    "a huge table": lambda: table(2**31),
    "no table": lambda: b"%PDF-1.4\n" + b"1 0 obj<<>>endobj\n" * 16_000 + b"startxref\n0\n%%EOF",
    "no end": lambda: b"%PDF-1.4\n" + b"a\n" * 150_000,
    "many notes": lambda: raw(
        BEGIN + b"ET",
        page=b"/Annots[%s]" % (b"6 0 R " * 40_000),
        more=[b"<</Subtype/Text/Contents(%s)>>" % (b"a" * 20_000)],
    ),
    "content that is drawn many times": lambda: file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 5 8]/Contents[%s]"
            b"/Resources<</Font<</F1 5 0 R>>>>>>" % (b"4 0 R " * 1_000),
            stream(BEGIN + b"(x) Tj " * 10_000 + b"ET"),
            FONT,
        ]
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(name):
    """Each gives one error, within the bounds of its process, and no value."""
    data = HOSTILE[name]()
    assert 400_000 > len(data)
    reading = pages.read(data, file="it")
    (problem,) = reading.problems
    assert (None, Severity.ERROR, "it") == (reading.value, problem.severity, problem.file)
    assert problem.rule in {"PQ101", "PQ104", "PQ105", "PQ106"}
    assert problem.rule != "PQ104" or re.search("[0-9]|decompress", problem.message)


def test_content_that_breaks_off_is_reported():
    """Content of a page that cannot be read to its end is no silence, and no reason to take long."""
    reading = pages.read(raw(BEGIN + b"<</a" * 70_000 + b"ET"))
    told = {problem.rule for problem in reading.problems}
    assert told & ({"PQ516"} if reading.value is not None else {"PQ104", "PQ105"})


@pytest.mark.parametrize(("depth", "count"), [(10, 10), (30, 2)])
def test_forms_that_multiply_are_refused(depth, count):
    """Forms in forms that pypdf does not follow to their end are refused, as text may be missing."""
    (problem,) = pages.read(forms(depth, count)).problems
    assert "PQ104" == problem.rule
    assert re.search("5000|seconds", problem.message)


def test_deep_forms_are_refused():
    """Forms inside each other beyond what pypdf reads are no page without text."""
    (problem,) = pages.read(forms(3_000, 1)).problems
    assert "PQ105" == problem.rule


def test_a_form_that_is_broken_is_reported():
    """What a form shows that cannot be decoded is missing, which a problem says."""
    text = BEGIN + b"(to the Commission) Tj T* T* (Why?) Tj ET /X Do"
    broken = stream(b"zork", b"/Subtype/Form/BBox[0 0 1 1]/Filter/JBIG2Decode", packed=False)
    form = [broken.replace(b"/Subtype/Form", b"/Subtype/Form/Resources 7")]
    reading = pages.read(raw(text, resources=b"/XObject<</X 6 0 R>>", more=form))
    (problem,) = [each for each in reading.problems if each.rule == "PQ516"]
    assert "parts of the PDF cannot be read and are left out (1)" == problem.message


def test_the_bound_on_time_is_named(monkeypatch):
    """A problem names the bound that was met, and what to do."""
    monkeypatch.setattr("parlq.formats.ep.pages.extract.pdf.reader._USUAL", Bounds(cpu=1))
    (problem,) = pages.read(raw(b"q Q " * 800_000)).problems
    expected = "reading the PDF takes more than 1 seconds; raise the limits to read it"
    assert ("PQ104", expected) == (problem.rule, problem.message)


@pytest.mark.parametrize("piece", [b"q Q ", b"(x) Tj ", b"0 0 m 9 9 l S "])
def test_the_bound_on_operators_is_named(piece, monkeypatch):
    """Operators are counted, whatever they do and whatever stands before them."""
    monkeypatch.setattr("parlq.formats.ep.pages.extract.pdf.reader._OPERATORS", 1_000)
    (problem,) = pages.read(raw(BEGIN + b"ET " + piece * 1_000)).problems
    expected = (
        "the pages of the PDF draw with more than 1000 operators; raise the limits to read it"
    )
    assert ("PQ104", expected) == (problem.rule, problem.message)
    assert pages.read(raw(BEGIN + b"ET " + piece * 100)).value is not None


def test_operators_of_forms_are_counted(monkeypatch):
    """A bound that is met inside a form refuses the file, and not the form alone."""
    monkeypatch.setattr("parlq.formats.ep.pages.extract.pdf.reader._OPERATORS", 1_000)
    form = stream(
        b"q Q " * 1_000, b"/Subtype/Form/BBox[0 0 1 1]/Resources<</Font<<>>/ProcSet[/PDF]>>"
    )
    data = raw(BEGIN + b"ET /X Do", resources=b"/XObject<</X 6 0 R>>", more=[form])
    (problem,) = pages.read(data).problems
    assert "PQ104" == problem.rule


def test_raised_limits_take_longer():
    """Who raises the limits has longer prints read."""
    lines = [printed(800, *("word " * 40 for _ in range(50))) for _ in range(100)]
    first = printed(800, "Question for written answer E-900001/2021", "to the Commission", "Why?")
    data = pdf(first, *lines)
    assert ["PQ104"] == [problem.rule for problem in pages.read(data).problems]
    assert pages.read(data, limits=Limits(unbounded=True)).value is not None


def test_deep_nesting_is_said_in_plain_words():
    """A file that nests too deeply is refused without the words of Python."""
    (problem,) = pages.read(raw(BEGIN + b"[" * 3_000 + b"ET")).problems
    assert "PQ105" == problem.rule
    assert "Recursion" not in problem.message
