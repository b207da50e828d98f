"""PDF files with fonts that leave open what characters their codes are."""

import pytest

from parlq.formats.ep import pages

from .print_files import FONT, HEAD, printed, raw, shown, stream

pytest.importorskip("pypdf", reason="needs the extra pdf")

TOP = b"".join(
    b"1 0 0 1 72 %d Tm %s Tj " % (y, shown(text)) for y, text in printed(780, *HEAD, "Why?")
)
MESSAGE = "text in a font without a character map may be wrong or missing: "
BELOW = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Bird/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
COMPOSITE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Bird/Encoding%%s/DescendantFonts[%s]%%s>>" % BELOW
)
SIMPLE = b"<</Type/Font/Subtype/%s/BaseFont/Bird%s>>"
DRAWN = b"<</Type/Font/Subtype/Type3/Name/Bird/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<<>>%s>>"
SYMBOLIC = b"/FontDescriptor<</Type/FontDescriptor/FontName/Bird/Flags 4%s>>"


def names(*glyphs):
    """An encoding that names the glyphs of the codes from 65."""
    return b"/Encoding<</Differences[65 %s]>>" % b"".join(b"/" + each for each in glyphs)


def mapping(*pairs):
    """What maps codes to characters."""
    rows = b"\n".join(b"<%s> <%s>" % pair for pair in pairs)
    return stream(b"1 beginbfchar\n%s\nendbfchar" % rows if pairs else b"end")


def told(font, text, more=b"<<>>"):
    """The places and messages of the problems of a page with text in a font; its text."""
    content = b"BT /F1 10 Tf " + TOP + b"1 0 0 1 72 600 Tm /F2 10 Tf %s Tj ET" % text
    fonts = b"/Font<</F1 5 0 R%s>>" % (b"/F2 6 0 R" if font else b"")
    file = raw(content, more=[font or FONT, more]).replace(b"/Font<</F1 5 0 R>>", fonts)
    reading = pages.read(file)
    problems = [(each.rule, each.line, each.message) for each in reading.problems]
    return problems, reading.value.variants[0].text()


IDENTITY = COMPOSITE % (b"/Identity-H", b"")
MAPPED = COMPOSITE % (b"/Identity-H", b"/ToUnicode 7 0 R")
OPEN = {
    "codes that are no characters": (IDENTITY, b"<0001000200030004>"),
    "codes that look like characters": (IDENTITY, b"<004300440045>"),
    "codes in columns": (COMPOSITE % (b"/Identity-V", b""), b"<004300440045>"),
    "an encoding of its own": (COMPOSITE % (b" 7 0 R", b""), b"<004300440045>"),
    "a map of nothing": (MAPPED, b"<004300440045>", mapping()),
    "signs without an encoding": (SIMPLE % (b"TrueType", SYMBOLIC % b""), b"(CDE)"),
    "signs in a font file": (SIMPLE % (b"Type1", SYMBOLIC % b"/FontFile3 7 0 R"), b"(CDE)"),
    "names of no meaning": (DRAWN % names(b"g1", b"g2", b"g3"), b"(ABC)"),
    "names of no meaning in part": (SIMPLE % (b"Type1", names(b"A", b"g2")), b"(AB)"),
    "no names": (DRAWN % b"", b"(ABC)"),
}


@pytest.mark.parametrize("name", OPEN)
def test_fonts_without_a_map_are_reported(name):
    """Text of a font that does not say what characters it has is told by the name of the font."""
    font = OPEN[name][0]
    (problem, *others), _ = told(*OPEN[name])
    said = "AAAAAA+Bird" if b"Type0" in font else "Bird"
    assert ("PQ516", 7, MESSAGE + said) == problem
    assert not [message for _, _, message in others if MESSAGE in message]


def test_fonts_that_are_missing_are_reported():
    """Text of a font that the page does not have is told."""
    (problem, *_), text = told(b"", b"(ABC)")
    assert ("PQ516", 7, MESSAGE + "a font that the page does not define") == problem
    assert "ABC" not in text


@pytest.mark.parametrize("character", [b"E000", b"F0B7", b"FFFD", b"DBC0DC00"])
def test_maps_to_no_character_are_reported(character):
    """A map may lead to characters of private use, or say that there is none."""
    problems, _ = told(MAPPED, b"<0001>", mapping((b"0001", character)))
    assert ("PQ516", 7, MESSAGE + "AAAAAA+Bird") in problems


def test_codes_beside_a_map_are_reported():
    """A map that leaves out a code says nothing of it."""
    problems, _ = told(MAPPED, b"<00010002>", mapping((b"0001", b"0041")))
    assert ("PQ516", 7, MESSAGE + "AAAAAA+Bird") in problems


def test_fonts_are_told_once():
    """Many lines of several fonts are one problem, at the first line."""
    lines = b"".join(
        b"1 0 0 1 72 %d Tm /F%d 10 Tf (ABC) Tj " % (600 - 20 * n, 2 + n % 9) for n in range(18)
    )
    fonts = b"".join(
        b"/F%d<</Type/Font/Subtype/Type3/Name/Bird%d/CharProcs<<>>/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]>>"
        % (n, n)
        for n in range(2, 11)
    )
    file = raw(b"BT /F1 10 Tf " + TOP + lines + b"ET")
    file = file.replace(b"/F1 5 0 R", b"/F1 5 0 R" + fonts)
    found = [each for each in pages.read(file).problems if MESSAGE in each.message]
    assert [(7, MESSAGE + "Bird2, Bird3, Bird4, Bird5, Bird6, …")] == [
        (each.line, each.message) for each in found
    ]


STATED = {
    "a map": (MAPPED, b"<0001>", mapping((b"0001", b"0041"))),
    "a map of a range": (
        MAPPED,
        b"<0001>",
        stream(b"1 beginbfrange\n<0001> <0009> <0041>\nendbfrange"),
    ),
    "an encoding of Unicode": (COMPOSITE % (b"/UniJIS-UTF16-H", b""), b"<0041>"),
    "a standard encoding": (SIMPLE % (b"TrueType", b"/Encoding/WinAnsiEncoding"), b"(A)"),
    "a standard encoding of signs": (
        SIMPLE % (b"TrueType", b"/Encoding/MacRomanEncoding" + SYMBOLIC % b""),
        b"(A)",
    ),
    "no encoding": (SIMPLE % (b"Type1", b""), b"(A)"),
    "names": (DRAWN % names(b"A"), b"(A)"),
    "names, one of no meaning unused": (SIMPLE % (b"Type1", names(b"A", b"g2")), b"(A)"),
    "names of no meaning with a map": (
        DRAWN % (names(b"g1") + b"/ToUnicode 7 0 R"),
        b"(A)",
        mapping((b"41", b"0041")),
    ),
}


@pytest.mark.parametrize("name", STATED)
def test_fonts_with_a_map_are_nothing(name):
    """A font that says what characters it has is read without a problem."""
    problems, text = told(*STATED[name])
    assert ([], ["Why?", "A"]) == (problems, text.split())


def test_a_slash_is_no_name():
    """A slash before a letter in text is no name of a glyph."""
    font = SIMPLE % (b"Type1", b"/Encoding<</Differences[65/A/B/g3]>>")
    assert [] == told(font, b"(A/B/g)")[0]


@pytest.mark.parametrize("inside", [b"/F2 10 Tf", b"1 0 0 1 0 0 cm /F2 10 Tf", b"q /F2 10 Tf"])
def test_a_font_holds_until_the_state_is_restored(inside):
    """What is drawn behind `Q` is in the font that held before `q`, and read with its codes."""
    place = b" BT 1 0 0 1 72 %d Tm %s Tj ET "
    content = b"BT /F1 10 Tf " + TOP + b"ET"
    content += place % (600, b"(AB.)") + b"q " + inside + place % (580, b"(AB.)")
    content += b"Q " * inside.count(b"q ") + b"Q" + place % (560, b"(AB.)")
    fonts = b"/Font<</F1 5 0 R/F2 6 0 R>>"
    file = raw(content, more=[SIMPLE % (b"Type1", names(b"C", b"D"))])
    reading = pages.read(file.replace(b"/Font<</F1 5 0 R>>", fonts))
    assert ["Why?", "AB.", "CD.", "AB."] == reading.value.variants[0].text().split()
