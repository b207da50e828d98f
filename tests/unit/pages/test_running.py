"""Headers and footers that run through the pages of a PDF, and what a PDF shows beside its text."""

import pytest

from parlq.formats.ep import pages
from parlq.problems import Severity

from .print_files import HEAD, pdf, printed, raw, shown

pytest.importorskip("pypdf", reason="needs the extra pdf")

BODY = ("Storks nest on chimneys and on the roofs of churches in", "many villages of")
REST = ("the region.", None, "What is done?")
TEXT = (
    "Storks nest on chimneys and on the roofs of churches in many villages of the region.\n"
    "What is done?"
)


def read(*leaves, **more):
    """The text of a print, what is preserved beside it, its numbers, and its problems."""
    reading = pages.read(pdf(*leaves, **more), file="it")
    (variant,) = reading.value.variants
    return (
        variant.text(),
        [(each.name, each.value) for each in variant.extensions],
        [each.value for each in reading.value.identifiers],
        [(problem.rule, problem.severity) for problem in reading.problems],
    )


def leaf(lines, *, header=(), footer=(), top=780):
    """A page with a header and a footer."""
    above = [(820 - 12 * n, text) for n, text in enumerate(header)]
    below = [(40 - 12 * n, text) for n, text in enumerate(footer)]
    return [*above, *printed(top, *lines), *below]


INFO, WARNING = ("PQ513", Severity.INFO), ("PQ514", Severity.WARNING)
RUNNING = {
    "a header of the Parliament": (
        {"header": ["PE981.206v01-00   {}/2", "EN"]},
        ([], ["PE981.206v01-00"], []),
    ),
    "a footer of the Parliament": (
        {"footer": ["PE981.206v01-00   {}/2", "EN"]},
        ([], ["PE981.206v01-00"], []),
    ),
    "a number": ({"footer": ["- {} -"]}, ([], [], [])),
    "a footer of others": (
        {"footer": ["Copy of the working group, page {}"]},
        ([("running", "Copy of the working group, page 1")], [], [INFO]),
    ),
    "both": (
        {"header": ["E-900001/2021"], "footer": ["Copy of the working group", "{}"]},
        ([("running", "Copy of the working group")], [], [INFO]),
    ),
}


@pytest.mark.parametrize("name", RUNNING)
@pytest.mark.parametrize("last", [False, True])
def test_running_lines_are_no_part_of_a_sentence(name, last):
    """What runs through pages is taken out by its place, in whatever order it is drawn."""
    margins, expected = RUNNING[name]
    leaves = []
    for number, lines in ((1, (*HEAD, *BODY)), (2, REST)):
        own = {edge: [text.format(number) for text in texts] for edge, texts in margins.items()}
        drawn = leaf(lines, **own)
        leaves.append(sorted(drawn, key=lambda line: 60 < line[0] < 790) if last else drawn)
    assert (TEXT, *expected) == read(*leaves)


def test_a_header_that_nobody_knows_is_reported_once():
    """The header of the first page is read like any other line; the others repeat it."""
    header = ["Copy of the working group"]
    text, beside, _, problems = read(
        leaf((*HEAD, *BODY), header=header),
        leaf(REST, header=header),
        leaf(["Who?"], header=header),
    )
    assert f"{TEXT}\nWho?" == text
    assert [("line", header[0])] == beside
    assert [("PQ502", Severity.WARNING)] == problems


def test_headers_of_left_and_right_pages_differ():
    """A header that every second page has runs, too."""
    leaves = [leaf((*HEAD, *BODY))]
    headers = ("Of storks", "Working group", "Of storks", "Working group")
    texts = ("the region.", "Who knows?", "Where is it?", "Since when?")
    for number, (words, line) in enumerate(zip(headers, texts, strict=True), 2):
        leaves.append(leaf([line, "Why?"], header=[f"{words} {number}"]))
    text, beside, _, problems = read(*leaves)
    assert "storks" not in text
    assert "group" not in text
    assert [("running", "Of storks 2"), ("running", "Working group 3")] == beside
    assert [INFO, INFO] == problems


def test_lines_at_other_heights_do_not_run():
    """Words that stand elsewhere on the next page are text."""
    text, *_ = read(leaf((*HEAD, *BODY, "Why?")), leaf(("Why?", *REST), top=700))
    assert 2 == text.count("Why?")


def test_facts_that_differ_do_not_run():
    """Two works that begin alike on two pages keep their heads."""
    other = [text and text.replace("900001", "900002") for text in HEAD]
    reading = pages.read(pdf(leaf((*HEAD, "Why?")), leaf((*other, "How?"))))
    said = reading.value.variants[0].text()
    assert "900002" in said or "900002" in str(reading.problems)


def test_a_line_apart_at_the_edge_is_reported():
    """A line that one page has above the text of all others may be a header: it is reported."""
    text, _, _, problems = read(
        leaf((*HEAD, *BODY)), leaf((*REST, "Who?", "Why?"), header=["Of storks"])
    )
    assert ("Of storks" in text, [WARNING]) == (True, problems)


@pytest.mark.parametrize(
    "lines", [["Copy E-900001/2021"], ["Of storks", "Copy"], ["page ii"], ["2"]]
)
@pytest.mark.parametrize("crest", [[], ["Parliamentary questions"]])
def test_a_header_that_one_page_has_alone_is_reported(lines, crest):
    """A header inside a sentence is reported, whatever the pages beside it have there."""
    below = (*REST, *[None] * 9, "Who?")
    problems = pages.read(
        pdf(leaf((*HEAD, *BODY), header=crest), leaf(below, header=lines))
    ).problems
    assert lines == [p.message.rpartition(": ")[2] for p in problems if p.rule == "PQ514"]


def test_a_footer_that_one_page_has_alone_is_reported():
    """A note at the foot of one page parts a sentence."""
    problems = read(leaf((*HEAD, *BODY), footer=["1 As counted"]), leaf(REST))[3]
    assert [WARNING] == problems


COUNTERS = {
    "Roman": ("page {}", ("i", "ii", "iii")),
    "Roman, large": ("Copy {} of storks", ("XIX", "XX", "XXI")),
    "letters": ("page {}", ("a", "b", "c")),
    "digits of others": ("page {}", ("1", "2", "3")),
}


@pytest.mark.parametrize("name", COUNTERS)
def test_counters_of_any_kind_run(name):
    """Numbers of pages are no part of a sentence, however they are written."""
    words, numbers = COUNTERS[name]
    texts = ((*HEAD, *BODY), REST, ("Who?",))
    leaves = [
        leaf(lines, footer=[words.format(number)])
        for lines, number in zip(texts, numbers, strict=True)
    ]
    text, beside, _, problems = read(*leaves)
    assert (f"{TEXT}\nWho?", [INFO]) == (text, problems)
    assert [("running", words.format(numbers[0]))] == beside


def test_numerals_that_do_not_count_pages_are_text():
    """Lines that differ in a Roman numeral other than that of the page are not the same."""
    text, *_ = read(
        leaf((*HEAD, *BODY), footer=["Storks, part V"]), leaf(REST, footer=["Storks, part II"])
    )
    assert "part V" in text
    assert "part II" in text


def test_a_page_between_two_with_headers_has_one():
    """The header of one left page between two right ones runs like theirs."""
    leaves = [
        leaf(lines, header=[header])
        for lines, header in zip(
            ((*HEAD, *BODY), (*REST[:1], None, "Who?", "Why?"), ("Where?",)),
            ("Copy left", "Right copy of storks", "Copy left"),
            strict=True,
        )
    ]
    text, beside, _, _ = read(*leaves)
    assert "opy" not in text
    assert ("running", "Right copy of storks") in beside


def test_words_in_another_order_run():
    """Left and right pages have the number of the page on either side."""
    text, beside, _, problems = read(
        leaf((*HEAD, *BODY), footer=["Copy of storks 1"]), leaf(REST, footer=["2 Copy of storks"])
    )
    assert (TEXT, [("running", "Copy of storks 1")], [INFO]) == (text, beside, problems)


def test_text_that_repeats_below_a_header_stays():
    """Only what stands apart runs when the text goes on with the same words on several pages."""
    header = ["Copy of the working group"]
    texts = (["Why is that?", f"Who {word}?"] for word in ("asks", "knows"))
    text, *_ = read(
        leaf((*HEAD, *BODY), header=header),
        *(leaf(lines, header=header, top=770) for lines in texts),
    )
    assert 2 == text.count("Why is that?")


def test_lines_that_differ_in_numbers_are_all_preserved():
    """Numbers that do not count the pages are part of what a line says."""
    texts = ((*HEAD, *BODY), REST, ("Who?",))
    footers = [f"{count} storks seen" for count in (40, 57, 12)]
    leaves = [leaf(lines, footer=[foot]) for lines, foot in zip(texts, footers, strict=True)]
    _, beside, _, problems = read(*leaves)
    assert [("running", each) for each in footers] == beside
    assert [INFO] * 3 == problems


@pytest.mark.parametrize("line", ["the region.", "They nest here."])
def test_a_rest_of_a_paragraph_is_not_apart(line):
    """A line that goes on in a sentence, or is one, is text without a report."""
    above = [(800, line), *printed(760, "Who is", "asked, and", "why?")]
    assert [] == read(leaf((*HEAD, *BODY)), above)[3]


BESIDE = {
    "a note": (b"<</Subtype/Text/Contents(Sure?)>>", ("comment", "Sure?"), "PQ512"),
    "text that is struck": (
        b"<</Subtype/StrikeOut/Contents(no)>>",
        ("comment", "text is struck out no"),
        "PQ512",
    ),
    "a field": (b"<</Subtype/Widget/V(Ada)>>", ("form-field", "Ada"), "PQ516"),
    "a link": (
        b"<</Subtype/Link/A<</S/URI/URI(https://birds.example/a)>>>>",
        ("link", "https://birds.example/a"),
        "PQ516",
    ),
}


@pytest.mark.parametrize("name", BESIDE)
def test_annotations_are_preserved(name):
    """What is laid over a page is an extension, with a problem."""
    annotation, extension, rule = BESIDE[name]
    text, beside, _, problems = read(leaf((*HEAD, "Why?")), annotations=[annotation])
    assert ("Why?", [extension], [(rule, Severity.WARNING)]) == (text, beside, problems)


@pytest.mark.parametrize(
    "annotation",
    [
        b"<</Subtype/Link/A<</S/URI/URI(https://birds.example)>>>>",
        b"<</Subtype/Link/Dest[3 0 R/Fit]>>",
        b"<</Subtype/Widget/V/Off>>",
        b"<</Subtype/Highlight>>",
        b"<</Subtype/Popup/Contents(x)>>",
        b"[1 2]",
        b"null",
    ],
)
def test_annotations_without_words_are_nothing(annotation):
    """A link whose address is printed, and what shows nothing, is not reported."""
    _, beside, _, problems = read(
        leaf((*HEAD, "See https://birds.example for more.")), annotations=[annotation]
    )
    assert ([], []) == (beside, problems)


RAISED = {
    "moved": b"(It costs 10) Tj /F1 7 Tf 1 0 0 1 100 704 Tm (6) Tj /F1 10 Tf 1 0 0 1 104 700 Tm ( euro.) Tj",
    "risen": b"(It costs 10) Tj /F1 7 Tf 4 Ts (6) Tj 0 Ts /F1 10 Tf ( euro.) Tj",
    "lowered": b"(It costs 10) Tj /F1 7 Tf 1 0 0 1 100 698 Tm (6) Tj /F1 10 Tf 1 0 0 1 104 700 Tm ( euro.) Tj",
}


@pytest.mark.parametrize("name", RAISED)
def test_raised_characters_are_reported(name):
    """A small character in a line is read as plain text, which a problem says."""
    head = b"".join(
        b"1 0 0 1 72 %d Tm %s Tj " % (y, shown(text)) for y, text in printed(800, *HEAD[:5])
    )
    page = raw(b"BT /F1 10 Tf " + head + b"1 0 0 1 72 700 Tm " + RAISED[name] + b" ET")
    (problem,) = pages.read(page).problems
    assert ("PQ515", Severity.WARNING, 6) == (problem.rule, problem.severity, problem.line)
    assert "10" in problem.message
    assert problem.message.endswith("6")


def test_lines_of_one_size_have_nothing_raised():
    """A short line, and one that is small as a whole, are not raised."""
    drawn = b"1 0 0 1 72 700 Tm (It costs 10) Tj /F1 7 Tf 1 0 0 1 72 680 Tm (6) Tj"
    head = b"".join(
        b"1 0 0 1 72 %d Tm %s Tj " % (y, shown(text)) for y, text in printed(800, *HEAD[:5])
    )
    assert () == pages.read(raw(b"BT /F1 10 Tf " + head + drawn + b" ET")).problems
