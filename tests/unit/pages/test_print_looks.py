"""What a PDF shows beside plain text is reported: pictures, bold, italic and struck text."""

import pytest

from parlq.formats.ep import pages
from parlq.problems import Severity

from .print_files import HEAD, pdf, printed, raw, shown

pytest.importorskip("pypdf", reason="needs the extra pdf")

TOP = printed(780, *HEAD)
WARNING, INFO = Severity.WARNING, Severity.INFO


def line(height, *stretches):
    """A line of stretches, each as the name of a font and a text."""
    texts = b"".join(b"/%s 10 Tf %s Tj " % (font, shown(text)) for font, text in stretches)
    return height, b"1 0 0 1 72 %d Tm %s" % (height, texts)


def told(*lines):
    """The rules, severities and messages of the problems of a page of these lines."""
    reading = pages.read(pdf([*TOP, *lines]))
    assert reading.value is not None
    return [(each.rule, each.severity, each.message) for each in reading.problems]


ROMAN, BOLD, ITALIC = b"F1", b"F2", b"F3"


@pytest.mark.parametrize("font", [BOLD, ITALIC])
def test_words_of_another_face_are_reported(font):
    """Bold and italic words are plain text, which one problem of the file says, with their number."""
    lines = [
        line(650 - 40 * n, (ROMAN, "Storks "), (font, word), (ROMAN, " nest here."))
        for n, word in enumerate(("never", "always"))
    ]
    message = "bold or italic words are read as plain text (2): never, always"
    assert [("PQ516", WARNING, message)] == told(*lines)


def test_lines_of_another_face_are_an_info():
    """A line that is bold as a whole may be a heading."""
    message = "bold or italic lines are read as plain text (1): Who knows?"
    assert [("PQ516", INFO, message)] == told((650, "Who knows?", 10, BOLD))


def test_a_head_in_bold_says_nothing():
    """The lines of a head may be bold, and so may their labels."""
    lines = [(height, text, 10, BOLD) for height, text in TOP[:4]]
    subject = line(724, (BOLD, "Subject:"), (ROMAN, " Storks"))
    reading = pages.read(pdf([*lines, subject, (690, "Why?")]))
    assert ("Storks", ()) == (reading.value.variants[0].subject, reading.problems)


BARS = {
    "a bar": b"72 653 60 0.6 re f",
    "a stroke": b"1 w 100 653.5 m 130 653.5 l S",
    "a stroke to the left": b"130 653.5 m 100 653.5 l S",
    "a bar that is moved": b"q 1 0 0 1 72 600 cm 0 53 60 0.6 re f Q",
    "a bar that is drawn before": b"72 653 60 0.6 re f",
}


@pytest.mark.parametrize("name", BARS)
def test_struck_words_are_reported(name):
    """A line through words turns their meaning round: a problem repeats them."""
    bar = (0, b"ET %s BT " % BARS[name])
    text = (650, "Storks never nest here.")
    lines = [bar, text] if "before" in name else [text, bar]
    message = "struck-out words are read as plain text: Storks never nest here."
    assert [("PQ516", WARNING, message)] == told(*lines, (620, "Why?"))


LINES = {
    "below words": b"72 648.5 m 132 648.5 l S",
    "between lines": b"72 660 m 300 660 l S 72 636 m 300 636 l S",
    "beside words": b"400 653 m 500 653 l S",
    "upright": b"80 640 m 80 660 l S",
    "a box": b"70 640 200 20 re S",
    "only a clip": b"72 653 60 0.6 re W n",
}


@pytest.mark.parametrize("name", LINES)
def test_lines_of_another_kind_strike_nothing(name):
    """Borders and underlines are no part of the text."""
    assert [] == told(
        (650, "Storks never nest here."), (0, b"ET %s BT " % LINES[name]), (620, "Why?")
    )


IMAGE = b"<</Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\nx\nendstream"
FORM = b"<</Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I 7 0 R>>>>/Length 5>>stream\n/I Do\nendstream"
HEADED = b"".join(
    b"1 0 0 1 72 %d Tm %s Tj " % (y, shown(text)) for y, text in [*TOP, (650, "Why?")]
)


@pytest.mark.parametrize(
    ("draws", "count"),
    [
        (b"/I Do", 1),
        (b"/I Do /I Do", 2),
        (b"/F Do", 1),
        (b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI", 1),
    ],
)
def test_pictures_are_counted(draws, count):
    """Pictures are left out, which one problem says, wherever they are drawn from."""
    resources = b"/XObject<</I 7 0 R/F 6 0 R>>"
    page = raw(b"BT /F1 10 Tf " + HEADED + b"ET " + draws, resources=resources, more=[FORM, IMAGE])
    (problem,) = pages.read(page).problems
    expected = f"pictures of the PDF are left out ({count})"
    assert ("PQ516", WARNING, expected) == (problem.rule, problem.severity, problem.message)


def test_forms_without_resources_are_reported():
    """A form that uses the fonts of its page has text that pypdf does not read."""
    form = FORM.replace(b"/Resources<</XObject<</I 7 0 R>>>>", b"")
    page = raw(
        b"BT /F1 10 Tf " + HEADED + b"ET /F Do", resources=b"/XObject<</F 6 0 R>>", more=[form]
    )
    (problem,) = pages.read(page).problems
    assert "forms without resources of their own cannot be read (1)" == problem.message


@pytest.mark.parametrize("draws", [b"0 0 m 1 1 2 2 3 3 c f", b"/S sh"])
def test_drawings_are_an_info(draws):
    """Curves and shadings are of a logo or a chart."""
    (problem,) = told((650, "Why?"), (0, b"ET %s BT " % draws))
    assert ("PQ516", INFO) == problem[:2]


def test_a_picture_that_is_not_drawn_is_nothing():
    """What a file only holds is not shown."""
    page = raw(b"BT /F1 10 Tf " + HEADED + b"ET", resources=b"/XObject<</I 6 0 R>>", more=[IMAGE])
    assert () == pages.read(page).problems


def test_text_that_is_not_painted_is_reported():
    """Text in a mode that paints nothing is read, with a problem."""
    message = "text that the PDF does not paint is read as part of the page"
    assert [("PQ517", WARNING, message)] == told((650, "Who?"), (0, b"3 Tr "), (630, "Never."))


FLAGS = {
    "a name": (b"/BaseFont/ABCDEF+Bird-BoldItalic", b""),
    "flags": (b"/BaseFont/Bird", b"/FontDescriptor<</Type/FontDescriptor/FontName/Bird/Flags 64>>"),
}


@pytest.mark.parametrize("name", FLAGS)
def test_faces_are_known_by_name_and_flags(name):
    """A font is bold or italic by its name, or by what describes it."""
    base, descriptor = FLAGS[name]
    font = b"<</Type/Font/Subtype/TrueType/Encoding/WinAnsiEncoding%s%s>>" % (base, descriptor)
    text = b"1 0 0 1 72 650 Tm (Storks ) Tj /F2 10 Tf (never) Tj /F1 10 Tf ( nest.) Tj "
    head = b"".join(b"1 0 0 1 72 %d Tm %s Tj " % (y, shown(said)) for y, said in TOP)
    page = raw(
        b"BT /F1 10 Tf " + head + text + b"ET",
        resources=b"/Font<</F2 6 0 R/F1 5 0 R>>",
        more=[font],
    )
    page = page.replace(b"/Font<</F1 5 0 R>>", b"")
    assert ["PQ516"] == [problem.rule for problem in pages.read(page).problems]


def painted(before, *, resources=b"", line=b"1 0 0 1 72 500 Tm (Never.) Tj "):
    """What is reported of a page on which a line is drawn after these operators."""
    page = raw(b"BT /F1 10 Tf " + HEADED + before + line + b"ET", resources=resources)
    reading = pages.read(page)
    assert "Never." in reading.value.variants[0].text()
    return [(each.rule, each.message) for each in reading.problems]


FAINT = ("PQ517", "text in the colour of the paper, or in none, is read as part of the page")
STATES = b"/ExtGState<</A<</ca 0>>/B<</ca .5>>/C<</Font[5 0 R 12]>>>>"
INKS = b"/ColorSpace<</S[/Separation/Red/DeviceRGB 5 0 R]>>"


@pytest.mark.parametrize(
    "before",
    [
        *(b"1 g ", b"0.99 1 1 rg ", b"0 0 0 0 k ", b"/DeviceRGB cs 1 1 1 sc ", b"1 g q 0 g Q "),
        *(b"/A gs ", b"0 Tz ", b"/S cs 0 scn ", b"0 g 0 0 9 9 re f 1 g ", b"1 g 0 0 600 800 re f "),
    ],
)
def test_text_in_the_colour_of_the_paper_is_reported(before):
    """Nobody sees it, and yet it is read: it may be what somebody has hidden there."""
    assert [FAINT] == painted(before, resources=STATES + INKS)


@pytest.mark.parametrize(
    "before",
    [
        *(b"0 g ", b"0.9 g ", b"0 0 0 1 k ", b"q 1 g Q ", b"/B gs ", b"1 g 0 g ", b"50 Tz "),
        *(b"/S cs 1 scn ", b".2 g 60 490 200 30 re f 1 g ", b"1 0 0 rg 0 0 m 600 900 l f 1 g "),
    ],
)
def test_text_in_another_colour_is_nothing(before):
    """Nor is white text on an area of another colour."""
    assert [] == painted(before, resources=STATES + INKS)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"1 0 0 1 700 500 Tm (Never.) Tj ", "text outside the page"),
        (b"1 0 0 1 72 -90 Tm (Never.) Tj ", "text outside the page"),
        (b"1 0 0 1 -300 500 Tm (Never.) Tj ", "text outside the page"),
        (b"/F1 .5 Tf 1 0 0 1 72 500 Tm (Never.) Tj ", "text that is too small to read"),
    ],
)
def test_text_that_nobody_can_see_is_reported(line, what):
    """Text beside the paper, and text of no size."""
    assert [("PQ517", f"{what} is read as part of the page")] == painted(b"", line=line)


def test_a_font_of_a_graphics_state_is_reported():
    """No library reads it: the codes are taken as those of the font before."""
    message = "text in a font that a graphics state sets may be wrong or missing"
    assert [("PQ516", message)] == painted(b"/C gs ", resources=STATES)
    assert [] == painted(b"/C gs /F1 10 Tf ", resources=STATES)
