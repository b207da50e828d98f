"""What DOCX files show beside plain text: read as HTML is, or reported, never lost."""

import pytest

from parlq.formats.ep import pages
from parlq.model import (
    Bold,
    Datatype,
    Italic,
    Link,
    Note,
    NoteRef,
    Paragraph,
    Subscript,
    Superscript,
    Table,
)
from parlq.problems import Severity

from .office_files import HEAD, OFFICE, W, contents, docx, packed, paragraph, run

STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Stronger"><w:basedOn w:val="Strong"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Raised"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Dropped"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Loud"><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Round"><w:basedOn w:val="Round"/></w:style>
</w:styles>"""


def read(body, **more):
    """The reading of a question with this body."""
    return pages.read(docx(HEAD + body, **more), file="it")


def text_of(body, **more):
    """The content of the one paragraph of a question, which is read without a problem."""
    reading = read(paragraph(body), **more)
    assert () == reading.problems
    (block,) = reading.value.variants[0].body
    return block.content


def beside(body, **more):
    """The text of a question, what is preserved beside it, and the rules of its problems."""
    reading = read(body, **more)
    (variant,) = reading.value.variants
    return (
        variant.text(),
        [(each.name, each.value) for each in variant.extensions],
        sorted({problem.rule for problem in reading.problems}),
    )


FORMATS = {
    "bold": ("<w:b/>", Bold),
    "bold, stated": ('<w:b w:val="1"/>', Bold),
    "italic": ("<w:i/>", Italic),
    "superscript": ('<w:vertAlign w:val="superscript"/>', Superscript),
    "subscript": ('<w:vertAlign w:val="subscript"/>', Subscript),
    "raised": ('<w:position w:val="8"/>', Superscript),
    "lowered": ('<w:position w:val="-8"/>', Subscript),
    "a style": ('<w:rStyle w:val="Strong"/>', Bold),
    "a style that raises": ('<w:rStyle w:val="Raised"/>', Superscript),
}


@pytest.mark.parametrize("name", FORMATS)
def test_formats_are_kept(name):
    """Bold, italic, raised and lowered text stay what they are."""
    properties, kind = FORMATS[name]
    content = text_of(
        run("It costs 10") + run("6", properties) + run(" euro."),
        parts=[("styles", "styles", STYLES)],
    )
    assert ("It costs 10", kind(content=("6",)), " euro.") == content


@pytest.mark.parametrize(
    "properties",
    [
        '<w:b w:val="0"/>',
        '<w:i w:val="false"/>',
        '<w:vertAlign w:val="baseline"/>',
        '<w:rStyle w:val="Strong"/><w:b w:val="off"/>',
        '<w:position w:val="1"/>',
        '<w:position w:val="nan"/>',
        '<w:rStyle w:val="None"/>',
        '<w:rStyle w:val="Round"/>',
        '<w:strike w:val="0"/>',
        '<w:u w:val="single"/>',
    ],
)
def test_what_is_turned_off_is_plain(properties):
    """A property that is off, and one without a meaning here, leave the text as it is."""
    content = text_of(run("a ") + run("b", properties), parts=[("styles", "styles", STYLES)])
    assert ("a b",) == content


def test_formats_nest_and_join():
    """Neighbouring runs of a format are one; several formats are inside each other."""
    content = text_of(
        run("a", "<w:b/>") + run("b", '<w:rStyle w:val="Stronger"/>') + run("c", "<w:b/>"),
        parts=[("styles", "styles", STYLES)],
    )
    assert (Bold(content=("a", Italic(content=("b",)), "c")),) == content


def test_a_bold_kind_of_paragraph_is_plain():
    """A paragraph style that is bold marks the kind of paragraph, as CSS does in HTML."""
    body = paragraph("Loud.", '<w:pStyle w:val="Loud"/>')
    assert ("Loud.", [], []) == beside(body, parts=[("styles", "styles", STYLES)])


LINKS = {
    "a relationship": ('<w:hyperlink r:id="l">{}</w:hyperlink>', "https://birds.example/a"),
    "with a place in it": (
        '<w:hyperlink r:id="l" w:anchor="b">{}</w:hyperlink>',
        "https://birds.example/a#b",
    ),
    "a place in the document": ('<w:hyperlink w:anchor="b">{}</w:hyperlink>', "#b"),
    "a simple field": (
        "<w:fldSimple w:instr=' HYPERLINK \"https://birds.example/c\" '>{}</w:fldSimple>",
        "https://birds.example/c",
    ),
    "a field": (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://birds.ex</w:instrText>'
        '<w:instrText>ample/d" \\l "e"</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>{}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "https://birds.example/d#e",
    ),
}


@pytest.mark.parametrize("name", LINKS)
def test_links_are_kept(name):
    """Links lead where the document says, with the formats of their words inside."""
    around, href = LINKS[name]
    words = run("the ") + run("list", "<w:b/>")
    content = text_of(
        run("See ") + around.format(words) + run("."), links={"l": " https://birds.example/a "}
    )
    link = Link(href=href, content=("the ", Bold(content=("list",))))
    assert ("See ", link, ".") == content


def test_an_address_that_is_none_is_reported():
    """The words of a link without a usable address are read; the address is preserved."""
    body = paragraph(f'<w:hyperlink r:id="l">{run("the list")}</w:hyperlink>')
    expected = ("the list", [("link", "http://a^b")], ["PQ516"])
    assert expected == beside(body, links={"l": "http://a^b"})


STRUCK = {
    "strike": run("never ", "<w:strike/>"),
    "double strike": run("never ", "<w:dstrike/>"),
    "several runs": run("nev", "<w:strike/>") + run("er ", "<w:b/><w:dstrike/>"),
}


@pytest.mark.parametrize("name", STRUCK)
def test_struck_text_is_left_out_and_reported(name):
    """Struck words are not in the text: they would turn its meaning round."""
    body = paragraph(run("It ") + STRUCK[name] + run("came."))
    assert ("It came.", [("struck", "never ")], ["PQ516"]) == beside(body)


def test_a_style_may_strike():
    """A paragraph of a struck style is struck."""
    body = paragraph("Never.", '<w:pStyle w:val="Dropped"/>') + paragraph("Always.")
    expected = ("Always.", [("struck", "Never.")], ["PQ516"])
    assert expected == beside(body, parts=[("styles", "styles", STYLES)])


@pytest.mark.parametrize("name", ["vanish", "webHidden", "specVanish"])
def test_hidden_text_is_left_out_and_reported(name):
    """Text that programs do not show is not in the text."""
    body = paragraph(run("It ") + run("never ", f"<w:{name}/>") + run("came."))
    assert ("It came.", [], ["PQ517"]) == beside(body)
    assert ["hidden text left out: never"] == [p.message for p in read(body).problems]


FAINT = {
    "white": run("never ", '<w:color w:val="ffffff"/>'),
    "tiny": run("never ", '<w:sz w:val="2"/>'),
    "on a white shade": run("never ", '<w:color w:val="FFFFFF"/><w:shd w:fill="FFFFFF"/>'),
}
SEEN = {
    "red": run("never ", '<w:color w:val="FF0000"/>'),
    "in a box": run("never ", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000080"/>'),
    "highlighted": run("never ", '<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>'),
    "a blank": run("never ") + run(" ", '<w:color w:val="FFFFFF"/>'),
}


@pytest.mark.parametrize("name", FAINT)
def test_text_that_nobody_sees_on_paper_is_reported(name):
    """It is read, as parlq does not see the paper, and a problem names it."""
    (problem,) = read(paragraph(run("It ") + FAINT[name] + run("came."))).problems
    assert ("PQ517", True) == (problem.rule, problem.message.endswith("of the page: never"))
    assert ("It never came.", [], ["PQ517"]) == beside(
        paragraph(run("It ") + FAINT[name] + run("came."))
    )


@pytest.mark.parametrize("name", SEEN)
def test_text_of_another_colour_is_nothing(name):
    """White words on a dark shade are seen."""
    assert () == read(paragraph(run("It ") + SEEN[name] + run("came."))).problems


def test_white_text_in_a_dark_paragraph_or_a_table_is_nothing():
    """The shade may be that of the paragraph; styles of tables shade their first row."""
    white = run("Never.", '<w:color w:val="FFFFFF"/>')
    dark = paragraph(white, '<w:shd w:val="clear" w:fill="000000"/>')
    cells = f"<w:tc>{paragraph(white)}</w:tc><w:tc>{paragraph('b')}</w:tc>"
    assert (
        ()
        == read(paragraph("It?") + dark + f"<w:tbl>{2 * f'<w:tr>{cells}</w:tr>'}</w:tbl>").problems
    )


PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1"{}/></wp:inline></w:drawing></w:r>'
)
BESIDE = {
    "a picture": (PICTURE.format(""), ("picture", "")),
    "a picture with a description": (
        PICTURE.format(' descr="Rise of 5 %" title="Nests"'),
        ("picture", '{"alt": "Nests Rise of 5 %"}'),
    ),
    "an old picture": (
        '<w:r><w:pict><v:shape alt="Rise of 5 %"><v:imagedata r:id="l"/></v:shape></w:pict></w:r>',
        ("picture", '{"alt": "Rise of 5 %", "src": "https://birds.example/a"}'),
    ),
    "a watermark": (
        '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>',
        ("picture", '{"alt": "DRAFT"}'),
    ),
    "an embedded sheet": (
        '<w:r><w:object><v:shape alt="Sums"/></w:object></w:r>',
        ("object", '{"alt": "Sums"}'),
    ),
    "a field without a result": (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF a</w:instrText>'
        '<w:fldChar w:fldCharType="end"/></w:r>',
        ("field", "REF a"),
    ),
    "a mark without a note": (
        '<w:r><w:footnoteReference w:id="7"/></w:r>',
        ("field", "footnote 7"),
    ),
    "another document": ('<w:subDoc r:id="l"/>', ("object", "https://birds.example/a")),
    "an unknown element": ('<x:a xmlns:x="urn:x"><x:b>nests</x:b></x:a>', ("unknown", "nests")),
    "text without a run": ("nests<w:r/>", ("unknown", "nests")),
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_has_no_field_is_preserved(name):
    """What the model has no field for is an extension, with a problem at its line."""
    markup, extension = BESIDE[name]
    body = paragraph(run("See ") + markup + run("this."))
    links = {"l": "https://birds.example/a"}
    assert ("See this.", [extension], ["PQ516"]) == beside(body, links=links)
    places = {problem.line for problem in read(body, links=links).problems}
    assert {11} == places


@pytest.mark.parametrize("around", ["{}", "<m:oMathPara>{}</m:oMathPara>"])
def test_equations_are_preserved_with_their_markup(around):
    """An equation is an extension in XML; a problem has its signs."""
    formula = "<m:oMath><m:r><m:t>a=</m:t></m:r><m:sup><m:r><m:t>b</m:t></m:r></m:sup></m:oMath>"
    reading = read(paragraph(run("See ") + around.format(formula) + run("this.")))
    (variant,) = reading.value.variants
    (extension,) = variant.extensions
    assert ("See this.", "equation", Datatype.XML) == (
        variant.text(),
        extension.name,
        extension.datatype,
    )
    assert "<m:sup>" in extension.value
    assert "wordprocessingml" not in extension.value
    assert [("PQ516", True)] == [(p.rule, p.message.endswith(": a=b")) for p in reading.problems]


def test_the_target_of_a_link_without_words_is_preserved():
    """A link around a picture has no words to carry it."""
    body = paragraph(run("See.") + f'<w:hyperlink r:id="l">{PICTURE.format("")}</w:hyperlink>')
    address = "https://birds.example/a"
    expected = ("See.", [("picture", ""), ("link", address)], ["PQ516"])
    assert expected == beside(body, links={"l": address})


def test_targets_are_read_as_browsers_do():
    """Blanks and letters beyond ASCII are percent-encoded; what is odd is reported."""
    body = paragraph(f'<w:hyperlink r:id="l">{run("nests")}</w:hyperlink>')
    reading = read(body, links={"l": "https://birds.example/né st?a[]=b"})
    link = Link(href="https://birds.example/n%C3%A9%20st?a%5B%5D=b", content=("nests",))
    assert ((link,), ["PQ518"]) == (
        reading.value.variants[0].body[0].content,
        [problem.rule for problem in reading.problems],
    )


def test_a_line_for_decoration_is_nothing():
    """A rule that only parts the page is no picture."""
    body = paragraph('<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>' + run("Yes."))
    assert ("Yes.", [], []) == beside(body)


def test_strict_reading_refuses_what_has_no_field():
    """Strict reading makes an error of it."""
    data = docx(HEAD + paragraph(PICTURE.format("")))
    (problem,) = pages.read(data, strict=True).problems
    assert ("PQ516", Severity.ERROR) == (problem.rule, problem.severity)


SIGNS = {
    "of Symbol": ('<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>', "\u2264"),
    "of Symbol, as text": (run("\uf061", '<w:rFonts w:ascii="Symbol"/>'), "\u03b1"),
    "of Symbol, as a letter": (run("m", '<w:rFonts w:ascii="Symbol"/>'), "\u03bc"),
    "of any font": ('<w:r><w:sym w:font="Times" w:char="20AC"/></w:r>', "\u20ac"),
    "a hyphen that may part": ("<w:r><w:softHyphen/></w:r>", "\u00ad"),
    "a hyphen that does not": ("<w:r><w:noBreakHyphen/></w:r>", "\u2011"),
}


@pytest.mark.parametrize("name", SIGNS)
def test_signs_are_characters(name):
    """A sign of the font Symbol is the character that its encoding names."""
    markup, sign = SIGNS[name]
    assert (f"a {sign} b",) == text_of(run("a ") + markup + run(" b"))


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "Wingdings F0FC"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0E6"/></w:r>', "Symbol F0E6"),
        ('<w:r><w:sym w:font="Symbol" w:char="zz"/></w:r>', "Symbol zz"),
        (run("J", '<w:rFonts w:ascii="Wingdings"/>'), "Wingdings J"),
    ],
)
def test_signs_of_other_fonts_are_reported(markup, what):
    """What a font of signs shows has no standard: it is U+FFFD in the text, and reported."""
    body = paragraph(run("a ") + markup + run(" b"))
    assert ("a \ufffd b", [("symbol", what)], ["PQ516"]) == beside(body)


def test_text_boxes_are_read():
    """A text box stands after the paragraph that it is tied to, once."""
    box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    drawing = f"<w:r><w:drawing><wp:anchor>{box}</wp:anchor></w:drawing></w:r>"
    both = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor>"
        f"{box}</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    expected = ("It came.\nIn a box.", [], [])
    for markup in (drawing, both):
        body = paragraph(run("It ") + markup + run("came."))
        assert expected == beside(body)


def test_tracked_changes_are_reported():
    """Inserted text is read and deleted text is not; both are reported."""
    body = paragraph(
        run("It ")
        + "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        + f"<w:ins><w:ins>{run('always ')}</w:ins></w:ins>"
        + run("came.")
    )
    assert ("It always came.", [], ["PQ512"]) == beside(body)
    messages = [problem.message for problem in read(body).problems]
    assert [
        "text that a tracked change deletes left out: never",
        "text that a tracked change inserts is read as part of the page: always ",
    ] == sorted(messages)


def test_moved_text_is_read_where_it_came_to():
    """Text that a tracked change moved is read once."""
    body = paragraph(f"<w:moveFrom>{run('Nests. ')}</w:moveFrom>" + run("Birds. "))
    body += paragraph(f"<w:moveTo>{run('Nests.')}</w:moveTo>")
    assert ("Birds.\nNests.", [], ["PQ512"]) == beside(body)


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next():
    """Where the end of a paragraph is deleted, the next one goes on with it."""
    body = paragraph(run("It came "), "<w:rPr><w:del/></w:rPr>") + paragraph("back.")
    assert ("It came back.", [], ["PQ512"]) == beside(body)


def test_an_inserted_end_of_a_paragraph_is_reported():
    """Where the end of a paragraph is inserted, the text was one paragraph before."""
    body = paragraph(run("It came."), "<w:rPr><w:ins/></w:rPr>") + paragraph("Back.")
    assert ("It came.\nBack.", [], ["PQ512"]) == beside(body)


@pytest.mark.parametrize("place", ["drop", "margin"])
def test_an_initial_begins_the_next_paragraph(place):
    """A letter of several lines has a paragraph of its own, and is part of the next one's word."""
    body = paragraph(run("I"), f'<w:framePr w:dropCap="{place}" w:lines="3"/>') + paragraph(
        "t came."
    )
    assert ("It came.", [], []) == beside(body)


def test_deleted_rows_are_no_rows():
    """A row that a tracked change deletes is not in the table."""
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    rows = [
        row.format("", paragraph("a"), paragraph("b")),
        row.format("<w:del/>", paragraph("old"), paragraph("x")),
        row.format("", paragraph("c"), paragraph("d")),
    ]
    body = f"<w:tbl>{''.join(rows)}</w:tbl>{paragraph('End.')}"
    reading = read(body)
    table = reading.value.variants[0].body[0]
    assert (Table, 2, ["PQ512"]) == (
        type(table),
        len(table.rows),
        [problem.rule for problem in reading.problems],
    )


def test_comments_are_reported():
    """A comment is preserved once, with its text, beside the text that it is tied to."""
    comments = f'<w:comments xmlns:w="{W}"><w:comment w:id="4">{paragraph("Sure?")}</w:comment></w:comments>'
    body = paragraph(run("It came.") + '<w:r><w:commentReference w:id="4"/></w:r>')
    expected = ("It came.", [("comment", "Sure?")], ["PQ512"])
    assert expected == beside(body, parts=[("comments", "comments", comments)])


def test_margins_are_reported():
    """Of headers and footers what no page has at its foot is preserved; numbers of pages are not."""
    header = f'<w:hdr xmlns:w="{W}">{paragraph("Storks of the north")}{paragraph("2/3")}</w:hdr>'
    reading = read(
        paragraph("It came."), parts=[("h1", "header", header), ("h2", "header", header)]
    )
    (variant,) = reading.value.variants
    assert [("running", "Storks of the north")] == [(e.name, e.value) for e in variant.extensions]
    assert [("PQ513", Severity.INFO)] == [(p.rule, p.severity) for p in reading.problems]


@pytest.mark.parametrize("name", ["pgNum", "dayLong", "monthShort", "yearLong"])
def test_generated_content_is_reported(name):
    """What the program writes in place of an element is not in the file, which a problem says."""
    text, beside_, rules = beside(paragraph(run("It came.") + f"<w:r><w:{name}/></w:r>"))
    assert ("It came.", "field", ["PQ516"]) == (text, beside_[0][0], rules)


def test_numbers_of_pages_in_margins_are_nothing():
    """A number that the program writes in a footer is that of a page."""
    footer = f'<w:ftr xmlns:w="{W}">{paragraph("<w:r><w:pgNum/></w:r>")}</w:ftr>'
    assert () == read(paragraph(run("It came.")), parts=[("f1", "footer", footer)]).problems


def test_fields_show_their_results():
    """Of a field the result is text, also of one inside another; entries of an index show nothing."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = "<w:r><w:instrText>IF </w:instrText></w:r>"
    inner = begin + "<w:r><w:instrText>DATE</w:instrText></w:r>" + separate + run("1 May") + end
    index = begin + '<w:r><w:instrText> XE "storks"</w:instrText></w:r>' + end
    field = begin + code + inner + separate + run("came") + end
    assert ("It came.",) == text_of(run("It ") + field + index + run("."))


def test_a_field_without_an_end_is_reported():
    """What would be lost in a field that does not end is preserved."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    body = paragraph("It came.") + paragraph(begin + run("Why?")) + paragraph("Say so.")
    assert ("It came.", [("field", "Why?Say so.")], ["PQ516"]) == beside(body)


def test_notes_keep_formats_and_links():
    """A note has the formats and links of its own part; one mark is one note."""
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="3"><w:p>{run("OJ ", "<w:i/>")}{run("C 990.")}'
        "</w:p></w:footnote></w:footnotes>"
    )
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="3"/></w:r>'
    body = paragraph(run("It", "<w:b/>") + mark + run(" came") + mark + run("."))
    text, note = read(body, parts=[("n", "footnotes", notes)]).value.variants[0].body
    assert (
        Bold(content=("It",)),
        NoteRef(marker="[1]"),
        " came",
        NoteRef(marker="[1]"),
        ".",
    ) == text.content
    assert (
        Note(marker="[1]", content=(Paragraph(content=(Italic(content=("OJ ",)), "C 990.")),))
        == note
    )


@pytest.mark.parametrize(
    ("marks", "markers", "beside_it"),
    [
        (("*",), ["(*)"], []),
        (("*", "**"), ["(*)", "(**)"], []),
        (("\u2020",), ["[1]"], ["footnote \u2020"]),
        (("*", "*"), ["(*)", "[2]"], ["footnote *"]),
    ],
)
def test_marks_that_the_author_chose(marks, markers, beside_it):
    """A mark that a page can have is that of the note; another one is counted and preserved."""
    ids = range(3, 3 + len(marks))
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p>{run(mark)}{run(" OJ C 990.")}</w:p></w:footnote>'
        for number, mark in zip(ids, marks, strict=True)
    )
    body = "".join(
        f'{run("It came")}<w:r><w:footnoteReference w:customMarkFollows="1" w:id="{number}"/>'
        f"<w:t>{mark}</w:t></w:r>{run('. ')}"
        for number, mark in zip(ids, marks, strict=True)
    )
    parts = [("n", "footnotes", f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>')]
    variant = read(paragraph(body), parts=parts).value.variants[0]
    text, *found = variant.body
    assert markers == [each.marker for each in text.content if type(each) is NoteRef]
    assert (markers, {"OJ C 990."}) == (
        [note.marker for note in found],
        {note.content[0].content[0] for note in found},
    )
    assert "".join(each for each in text.content if type(each) is str).strip() == (
        "It came" + ". It came" * (len(marks) - 1) + "."
    )
    assert beside_it == [each.value for each in variant.extensions]


def test_cells_keep_formats_and_spans():
    """Cells have formats, headers and spans over rows, and tables inside them."""
    inner = "".join(
        f"<w:tr><w:tc>{paragraph(a)}</w:tc><w:tc>{paragraph(b)}</w:tc></w:tr>"
        for a, b in (("1", "2"), ("3", "4"))
    )
    merge = "<w:tcPr><w:vMerge{}/></w:tcPr>"
    rows = (
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{paragraph('Bird')}</w:tc>"
        f"<w:tc>{paragraph(run('Nests', '<w:b/>'))}</w:tc></w:tr>"
        f"<w:tr><w:tc>{merge.format(' w:val=' + chr(34) + 'restart' + chr(34))}{paragraph('Stork')}</w:tc>"
        f"<w:tc>{paragraph('10')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{merge.format('')}<w:p/></w:tc>"
        f"<w:tc><w:tbl>{inner}</w:tbl>{paragraph('or so')}</w:tc></w:tr>"
    )
    reading = read(f"<w:tbl>{rows}</w:tbl>{paragraph('End.')}")
    table = reading.value.variants[0].body[0]
    first, second, third = table.rows
    assert ((), [True, True], Bold(content=("Nests",)), [2, 1], 1) == (
        reading.problems,
        [cell.header for cell in first.cells],
        first.cells[1].content[0].content[0],
        [cell.rowspan for cell in second.cells],
        len(third.cells),
    )
    assert [Table, Paragraph] == [type(block) for block in third.cells[0].content]


def test_covered_cells_are_preserved():
    """What stands in a cell that the one above it covers is an extension."""
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    rows = [
        cell.format('<w:vMerge w:val="restart"/>', paragraph("Stork")),
        cell.format("<w:vMerge/>", paragraph("Crane")),
    ]
    other = cell.format("", paragraph("10"))
    table = "".join(f"<w:tr>{row}{other}</w:tr>" for row in rows)
    _, extensions, rules = beside(f"<w:tbl>{table}</w:tbl>{paragraph('End.')}")
    assert ([("covered", "Crane")], ["PQ516"]) == (extensions, rules)


LEVEL = (
    '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
)


def numbered(levels, lists, body):
    """The text of numbered paragraphs, `(list, level)` each, and the rules of the problems."""
    definitions = "".join(LEVEL.format(n, *level) for n, level in enumerate(levels))
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1">{definitions}'
        f"</w:abstractNum>{lists}</w:numbering>"
    )
    paragraphs = "".join(
        paragraph("x", f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{name}"/></w:numPr>')
        for name, depth in body
    )
    reading = read(paragraph("See:") + paragraphs, parts=[("n", "numbering", numbering)])
    (variant,) = reading.value.variants
    return variant.text().split("\n")[1:], [(e.name, e.value) for e in variant.extensions]


LIST = '<w:num w:numId="{}"><w:abstractNumId w:val="1"/>{}</w:num>'


def test_lists_of_one_kind_go_on_counting():
    """A second list of the same kind goes on; one that states its start begins there."""
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    lists = LIST.format(7, "") + LIST.format(8, "") + LIST.format(9, restart)
    body = [(7, 0), (7, 0), (8, 0), (9, 0), (9, 0)]
    expected = (["1) x", "2) x", "3) x", "5) x", "6) x"], [])
    assert expected == numbered([(1, "decimal", "%1)")], lists, body)


FORMS = {
    "decimalZero": ["08", "09", "10"],
    "lowerLetter": ["h", "i", "j"],
    "upperRoman": ["VIII", "IX", "X"],
}


@pytest.mark.parametrize("form", FORMS)
def test_numbers_are_written_in_their_forms(form):
    """Letters, Roman numbers and numbers of two digits are written as programs write them."""
    expected = [f"{label}) x" for label in FORMS[form]]
    body = [(7, 0)] * 3
    assert (expected, []) == numbered([(8, form, "%1)")], LIST.format(7, ""), body)


def test_letters_after_z_are_doubled():
    """The 27th item is `aa`, the 28th `bb`."""
    levels = [(26, "lowerLetter", "%1)")]
    assert (["z) x", "aa) x", "bb) x"], []) == numbered(levels, LIST.format(7, ""), [(7, 0)] * 3)


def test_numbers_of_other_forms_are_reported():
    """A number in a form that parlq does not know is no part of the text."""
    expected = (["x"], [("number", "hebrew1 3")])
    assert expected == numbered([(3, "hebrew1", "%1.")], LIST.format(7, ""), [(7, 0)])


def test_lower_levels_begin_anew():
    """A lower level begins anew after a higher one, and may name the numbers above it."""
    levels = [(1, "decimal", "%1."), (1, "decimal", "%1.%2.")]
    body = [(7, 0), (7, 1), (7, 1), (7, 0), (7, 1)]
    expected = ["1. x", "1.1. x", "1.2. x", "2. x", "2.1. x"]
    assert (expected, []) == numbered(levels, LIST.format(7, ""), body)


def test_the_strict_form_is_read():
    """A file in the strict form of the standard, with other namespaces, is read like any other."""
    body = HEAD + paragraph(run("It ") + run("came", "<w:b/>"))
    strict = {
        name: text.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
            OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, text in contents(body).items()
    }
    assert pages.read(docx(body)).value == pages.read(packed(strict)).value
