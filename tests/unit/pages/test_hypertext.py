"""What HTML shows is read as browsers show it; what has no place in a text is preserved and reported."""

import json

import pytest

from parlq.formats.ep import pages
from parlq.model import (
    Bold,
    Datatype,
    Dossier,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Reference,
    Span,
    Superscript,
    Table,
)
from parlq.model.body_traversal import plain, walk
from parlq.problems import Severity

FRAME = """\
<html lang="en"><head><meta charset="utf-8"><title>x</title>{head}</head><body><main>
<h1>Parliamentary question - P-900377/2022<span>Parliamentary question</span></h1><p>P-900377/2022</p>
<h2>Ferries</h2>
<p>Priority question for written answer P-900377/2022<br>to the Council<br>Rule 138<br>Olga Varn (ECR)</p>
{body}
<p>Last updated: 4 March 2022<a href="https://www.europarl.europa.eu/legal-notice/en/">Legal notice</a></p>
</main></body></html>
"""


def read(body, head=""):
    """The reading of a page of layout D with this body."""
    return pages.read(FRAME.format(body=body, head=head))


def text(reading):
    """The words of the text."""
    return reading.value.variants[0].text()


def blocks(reading):
    """The blocks of the text."""
    return reading.value.variants[0].body


def rules(reading):
    """The rules of the problems."""
    return [problem.rule for problem in reading.problems]


def kept(reading):
    """Name and value of each extension."""
    return [(each.name, each.value) for each in reading.value.variants[0].extensions]


HIDDEN = {
    "display": '<span style="display:none">never</span>',
    "capitals": '<SPAN STYLE="DISPLAY : NONE ! important">never</SPAN>',
    "visibility": '<b style="color:red; visibility:hidden">never</b>',
    "attribute": "<i hidden>never</i>",
    "until found": '<i hidden="until-found">never</i>',
    "aria": '<i aria-hidden="true">never</i>',
    "class": '<i class="a off">never</i>',
    "id": '<i id="off">never</i>',
    "child": '<i class="box"><b>never</b></i>',
    "dialog": "<dialog>never</dialog>",
    "nested": "<i hidden>nev<u>er</u></i>",
}
SHEET = """<style>/* .no { display: none } */ @import url(x.css);
@media print { p { display: none } } @font-face { font-family: x }
@media screen { .off, .other { display: none } }
#off { visibility: hidden } .box > b { display: none } i:hover { display: none }</style>"""


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_text_is_left_out_and_reported(name):
    """What a reader does not see is no word of the text; a problem names it."""
    reading = read(f"<p>Who {HIDDEN[name]}asks?</p>", SHEET)
    assert ("Who asks?", ["PQ517"], [8]) == (
        text(reading),
        rules(reading),
        [problem.line for problem in reading.problems],
    )
    assert "never" in reading.problems[0].message


@pytest.mark.parametrize("tag", ["noscript", "template"])
def test_text_for_other_programs_is_left_out(tag):
    """What only programs without scripts show is left out, and reported without a warning."""
    reading = read(f"<{tag}><p>Scripts are off.</p></{tag}><p>Who asks?</p>")
    assert ("Who asks?", [("PQ517", Severity.INFO)]) == (
        text(reading),
        [(problem.rule, problem.severity) for problem in reading.problems],
    )


def test_what_is_visible_inside_hidden_text_stays():
    """Visibility is set for each element anew."""
    reading = read('<p style="visibility:hidden">no <b style="visibility:visible">Yes.</b> no</p>')
    assert ("Yes.", ["PQ517"]) == (text(reading), rules(reading))


@pytest.mark.parametrize(
    "sheet",
    [
        "<style>body { display: none }</style>",
        "<style>main { visibility: hidden } main { visibility: visible }</style>",
        "<style>p { display: none } p { display: block !important }</style>",
        "<style>main > a p { display: none } p:empty { display: none }</style>",
    ],
)
def test_styles_that_hide_nothing(sheet):
    """A page is not taken for hidden by a style of its body, a later one, or one for other elements."""
    assert ("Who asks?", []) == (
        text(read("<p>Who asks?</p>", sheet)),
        rules(read("<p>Why?</p>", sheet)),
    )


def test_many_hidden_places_are_counted():
    """The first ten are reported one by one, the others in one problem."""
    reading = read("<p>Why <i hidden>not</i>?</p>" * 15)
    assert (11, True) == (len(reading.problems), "5 more" in reading.problems[-1].message)


STRUCK = {
    "s": "<s>not</s>",
    "style": '<span style="text-decoration: red line-through">not</span>',
    "longhand": '<span style="text-decoration-line: underline line-through">not</span>',
    "class": '<span class="old">not</span>',
    "inside": "<del>n<b>o</b>t</del>",
}


@pytest.mark.parametrize("name", STRUCK)
def test_struck_text_is_no_word_of_the_text(name):
    """Words that a line goes through are preserved as an extension."""
    sheet = "<style>.old { text-decoration: line-through }</style>"
    reading = read(f"<p>It was {STRUCK[name]} late, <ins>as known</ins>.</p>", sheet)
    assert ("It was late, as known.", [("struck", "not")], ["PQ516"]) == (
        text(reading),
        kept(reading),
        rules(reading),
    )


def test_struck_paragraphs_part_what_is_around_them():
    """A struck block leaves a break, and a struck item no item."""
    reading = read(
        "<div>One.<del><p>Two.</p></del>Three.</div><ul><li>a</li><li><s>b</s></li></ul>"
    )
    assert (["One.", "Three."], 1) == (
        [block.content[0] for block in blocks(reading)[:2]],
        len(blocks(reading)[2].items),
    )


def test_struck_text_that_is_not_closed_is_reported():
    """Browsers go on striking in the next paragraph."""
    assert ["PQ516", "PQ516"] == rules(read("<p>It is. <s>Late.</p><p>Is it?</p>"))


def test_a_picture_is_preserved_with_its_words():
    """Address and words of a picture stand in an extension; the words around it are not welded."""
    reading = read('<p>See<img src="a.png" alt="Rise of 5 %">here.</p>')
    ((name, value),) = kept(reading)
    assert ("See here.", "picture", {"alt": "Rise of 5 %", "src": "a.png"}, ["PQ516"]) == (
        text(reading),
        name,
        json.loads(value),
        rules(reading),
    )
    assert "Rise of 5 %" in reading.problems[0].message


@pytest.mark.parametrize(
    "ornament",
    [
        '<img src="a.png" alt="">',
        '<img src="a.png" role="presentation">',
        '<img src="a.png" width="1" height="1">',
        '<a href="/"><svg><path d="M0 0"/></svg></a>',
        "<img>",
    ],
)
def test_ornaments_are_no_content(ornament):
    """A picture that says nothing is nothing to report, but where a link around it leads."""
    assert {"link"} >= {name for name, _ in kept(read(f"<p>Who {ornament} asks?</p>"))}


SHOWN = {
    "equation": ("<math><mi>x</mi><mo>&lt;</mo><mn>5</mn></math>", "equation", Datatype.XML),
    "formula of a script": ('<script type="math/tex">x^5</script>', "equation", Datatype.TEXT),
    "drawing": ("<svg><title>Rise</title><text>5</text></svg>", "picture", Datatype.XML),
    "film": ('<video><source src="v5.mp4"></video>', "object", Datatype.JSON),
    "frame": ('<iframe src="https://e.example/5"></iframe>', "object", Datatype.JSON),
    "object": ('<object data="5.pdf">Table 5</object>', "object", Datatype.JSON),
    "input": ('<input value="5">', "form-field", Datatype.TEXT),
    "list of choices": ("<select><option>5<option>6</select>", "form-field", Datatype.TEXT),
    "text area": ("<textarea>5</textarea>", "form-field", Datatype.TEXT),
    "reading": ("<ruby>漢<rp>(</rp><rt>5</rt><rp>)</rp></ruby>", "ruby", Datatype.TEXT),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_beside_the_text(name):
    """Whatever has no field is preserved in an extension of its kind, and reported."""
    markup, kind, datatype = SHOWN[name]
    reading = read(f"<p>Who {markup} asks?</p>")
    (made,) = reading.value.variants[0].extensions
    assert (kind, datatype, ["PQ516"], "5" in made.value, "5" in text(reading)) == (
        made.name,
        made.datatype,
        rules(reading),
        True,
        False,
    )


def test_markup_that_is_no_xml_is_preserved_as_text():
    """The markup of a formula in HTML may be none of XML."""
    reading = read('<p>x <math><mi q:r="1" a"b>x</mi></math></p>')
    assert [Datatype.TEXT] == [each.datatype for each in reading.value.variants[0].extensions]


@pytest.mark.parametrize(
    "field", ['<input type="hidden" value="5">', '<input type="password" value="5">']
)
def test_fields_without_words(field):
    """A field whose value is not shown says nothing."""
    assert [] == rules(read(f"<p>Who {field} asks?</p>"))


def test_characters_that_nothing_carries_stand_in_no_extension():
    """References to control characters in attributes are left out."""
    reading = read('<p>x <img alt="a&#1;b"> <a href="//h/&#2;">y</a></p>')
    assert ['{"alt": "ab"}', "//h/"] == [value for _, value in kept(reading)]


def test_quotation_marks_of_markup_are_written():
    """Browsers show the marks around a quotation that is marked up."""
    assert 'She said "yes, "no"".' == text(read("<p>She said <q>yes, <q>no</q></q>.</p>"))


LINKS = {
    "letters": ("https://e.example/Ελ", "https://e.example/%CE%95%CE%BB", []),
    "blanks": ("\n https://e.example/a b\t?c d#e f ", "https://e.example/a%20b?c%20d#e%20f", []),
    "line end": ("https://e.ex\nample/\ta", "https://e.example/a", []),
    "path": ('/a"<>`{}^', "/a%22%3C%3E%60%7B%7D%5E", []),
    "query": ("?a='b'&c=\"d\"", "?a=%27b%27&c=%22d%22", []),
    "query of another scheme": ("x:/?a='b'", "x:/?a='b'", []),
    "fragment": ("#a `b`'", "#a%20%60b%60'", []),
    "user": ("https://a|b:c@e.example/", "https://a%7Cb:c@e.example/", []),
    "backslash": ("https:\\\\e.example\\a", "https://e.example/a", []),
    "encoded": ("/a%20b", "/a%20b", []),
    "host": ("https://BÜcher.example:8/", "https://xn--bcher-kva.example:8/", []),
    "host with eszett": ("http://straße.example", "http://xn--strae-oqa.example", []),
    "host of wide letters": ("http://ｑｕａｙ。example/", "http://quay.example/", []),
    "host and user": ("ftp://ü@ñ.example/", "ftp://%C3%BC@xn--ida.example/", []),
    "host that is no domain": ("http://℀.example/", "http://%E2%84%80.example/", ["PQ518"]),
    "host too long": (f"http://{'ü' * 300}/", f"http://{'%C3%BC' * 300}/", ["PQ518"]),
    "single percent": ("/100%", "/100%25", ["PQ518"]),
    "bracket": ("/?a[]=1#b#c", "/?a%5B%5D=1#b%23c", ["PQ518"]),
    "mail": ("mailto:a b@e.example", "mailto:a%20b@e.example", ["PQ518"]),
}


@pytest.mark.parametrize("name", LINKS)
def test_targets_are_percent_encoded_as_browsers_do(name):
    """Each part of a link has its own set (URL Standard, 1.3); what no URI holds is reported."""
    stated, href, problems = LINKS[name]
    reading = read("<p>See <a href='{}'>it</a>.</p>".format(stated.replace("'", "&#39;")))
    links = [each.href for each in walk(blocks(reading)) if isinstance(each, Link)]
    assert ([href], problems) == (links, rules(reading))


@pytest.mark.parametrize(
    "stated", ["http://a b/", "//e.example/", "http://[::1]/", "/" + "a" * 3000]
)
def test_links_that_lead_to_no_uri_are_preserved(stated):
    """The words stay in the text; the target stands in an extension."""
    reading = read(f"<p>See <a href='{stated}'>it</a>.</p>")
    assert ("See it.", [("link", stated)], ["PQ516"]) == (
        text(reading),
        kept(reading),
        rules(reading),
    )


@pytest.mark.parametrize("stated", ["", " ", "\n"])
def test_empty_links_are_words(stated):
    """A link without a target leads nowhere."""
    assert ("See it.", []) == (
        text(read(f"<p>See <a href='{stated}'>it</a>.</p>")),
        rules(read("<p>Why?")),
    )


def test_a_link_without_a_scheme_has_that_of_its_page():
    """The address that a page names tells the scheme."""
    reading = read(
        "<p>See <a href='//e.example/'>it</a>.</p>",
        '<link rel=canonical href="https://x.example/">',
    )
    assert ["https://e.example/"] == [
        each.href for each in walk(blocks(reading)) if isinstance(each, Link)
    ]


@pytest.mark.parametrize(
    ("stated", "leads_to"),
    [
        ("weirs/a?b#c", "https://sea.example/2022/weirs/a?b#c"),
        ("../quay", "https://sea.example/quay"),
        ("//sky.example/a", "https://sky.example/a"),
        ("https://sky.example/b", "https://sky.example/b"),
        ("mailto:a@sea.example", "mailto:a@sea.example"),
        ("#note", "#note"),
    ],
)
def test_links_lead_from_the_base_of_their_page(stated, leads_to):
    """A page may state another address than its own from which its links lead."""
    head = '<base target="_top"><base href=" https://sea.example/2022/index "><base href="/x">'
    body = f'<p>See <a href="{stated}">this</a>.</p><ul><li><a href="{stated}">this</a></ul>'
    links = [each for each in walk(blocks(read(body, head))) if isinstance(each, Link)]
    assert [leads_to, leads_to] == [each.href for each in links]


SPOKEN = {
    "among others": ("<p>The <i lang=FR>quai</i> there?</p>", [("fr", "quai")]),
    "in a cell": (
        "<table><tr><td>a <b lang=el>μώλος</b><td>b<tr><td>c<td>d</table>",
        [("el", "μώλος")],
    ),
    "retired tag": ("<p>A <span lang=iw>מזח</span>?</p>", [("he", "מזח")]),
    "around a block": ("<div lang=fr><p>Le <i lang=en>weir</i> là.</p></div>", [("en", "weir")]),
    "inside others": (
        "<p>A <i lang=fr>quai <b lang=de>Kai</b></i>?</p>",
        [("fr", "quai Kai"), ("de", "Kai")],
    ),
    "of the page": ("<p>A <span lang=en-IE>weir</span>?</p>", []),
    "of all words": ("<p><span lang=fr>Le quai</span></p>", []),
    "no language": ("<p>A <span lang='x_y!'>quai</span> or <i lang=french>two</i>?</p>", []),
}


@pytest.mark.parametrize("name", SPOKEN)
def test_words_in_another_language_are_marked(name):
    """What a page states of the language of some words among others is kept."""
    body, expected = SPOKEN[name]
    spans = [each for each in walk(blocks(read(body))) if isinstance(each, Span)]
    assert expected == [(each.language, plain(each.content)) for each in spans]


def test_a_query_is_encoded_in_the_encoding_of_its_page():
    """A path is in UTF-8, a query in what the page is in (URL Standard, query state)."""
    page = FRAME.format(head="", body="<p><a href='/é?é'>it</a> Straße</p>").replace(
        "utf-8", "cp1252"
    )
    links = [
        each.href
        for each in walk(blocks(pages.read(page.encode("cp1252"))))
        if isinstance(each, Link)
    ]
    assert ["/%C3%A9?%E9"] == links


LISTS = {
    "start": ('<ol start="3"><li>a<li>b</ol>', ["3.", "4."]),
    "value": ("<ol><li>a<li value=7>b<li>c</ol>", ["1.", "7.", "8."]),
    "reversed": ("<ol reversed><li>a<li>b<li>c</ol>", ["3.", "2.", "1."]),
    "reversed from": ("<ol reversed start=2><li>a<li>b<li>c</ol>", ["2.", "1.", "0."]),
    "letters": ("<ol type=a start=26><li>a<li>b</ol>", ["z.", "aa."]),
    "capitals": ("<ol type=A><li>a<li>b</ol>", ["A.", "B."]),
    "roman": ("<ol type=i start=4><li>a<li>b</ol>", ["iv.", "v."]),
    "roman capitals": ("<ol type=I start=1999><li>a</ol>", ["MCMXCIX."]),
    "item": ("<ol><li>a<li type=a>b</ol>", ["1.", "b."]),
    "style": ('<ol style="list-style: inside lower-greek"><li>a<li>b</ol>', ["α.", "β."]),
    "zeros": ('<ol style="list-style-type: decimal-leading-zero"><li>a</ol>', ["01."]),
    "minus": ("<ol start=-1 type=a><li>a</ol>", ["-1."]),
    "not a number": ("<ol start=x><li>a<li>b</ol>", [None, None]),
    "nothing first": ("<ol><li></li><li>a<li>b</ol>", ["2.", "3."]),
    "nothing last": ("<ol><li>a<li></li></ol>", [None]),
    "usual": ("<ol start=1 type=1><li>a<li>b</ol>", [None, None]),
    "bullets": ("<ul start=3><li>a</ul>", [None]),
    "numbered bullets": ('<ul style="list-style-type: decimal"><li>a</ul>', [None]),
}


@pytest.mark.parametrize("name", LISTS)
def test_labels_of_lists_are_those_shown(name):
    """Where a list does not count 1, 2, 3, its items have the labels that browsers show."""
    markup, labels = LISTS[name]
    (listed,) = blocks(read(markup))
    assert labels == [item.label for item in listed.items]


def test_what_stands_in_a_list_beside_its_items_is_kept():
    """A list right inside a list, words and blocks go on the item before them."""
    (listed,) = blocks(read("<ul>one<li>two</li><ul><li>three</li></ul>four<p>five</p></ul>"))
    (item,) = listed.items
    assert ["Paragraph", "Paragraph", "ListBlock", "Paragraph", "Paragraph"] == [
        type(each).__name__ for each in item.content
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td>a<td>b</tr>stray<tr><td>c<td>d</table>",
        "<table>stray<tr><td>a<td>b<tr><td>c<td>d</table>",
        "<table><tbody><tr><td>a<td>b</tr><tr><div>stray</div><td>c<td>d</table>",
        "<table><caption>x</caption><caption>stray</caption><tr><td>a<td>b<tr><td>c<td>d</table>",
    ],
)
def test_words_in_a_table_outside_its_cells_are_kept(markup):
    """A table that would lose words is read as lines."""
    words = "".join(text(read(markup)).split())
    assert "stray" in words
    assert set("abcd") <= set(words)


def test_a_caption_keeps_its_markup():
    """Bold and links of a caption are those of the table."""
    (table,) = blocks(
        read("<table><caption>In <b>all</b></caption><tr><td>a<td>b<tr><td>c<td>d</table>")
    )
    assert (Table, ("In ", Bold(content=("all",)))) == (type(table), table.caption)


def test_line_ends_of_preformatted_text_are_kept():
    """The lines of `pre` are lines; an empty one parts paragraphs."""
    reading = read("<pre>Who asks\n  <b>for</b>  boats\n\nWho pays?</pre>")
    first, second = blocks(reading)
    assert (("Who asks", LineBreak(), Bold(content=("for",)), "  boats"), ("Who pays?",)) == (
        first.content,
        second.content,
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<p style='white-space:pre-wrap'>a\nb</p>",
        "<p><span style='white-space: pre'>a\nb</span></p>",
    ],
)
def test_a_style_keeps_line_ends(markup):
    """A style may say that line ends count."""
    assert [Paragraph(content=("a", LineBreak(), "b"))] == list(blocks(read(markup)))


def test_a_page_in_preformatted_text_is_read():
    """The head of a page may stand in `pre`; its lines have their numbers."""
    page = (
        "<html><body><pre>\nParliamentary questions\n15 March 2013\nE-904217/2013\n"
        "Question for written answer\nto the Commission\nRule 117\nOlga Varn (PPE)\n\n"
        "Subject: Ferries\n\nWho asks?\n</pre></body></html>"
    )
    reading = pages.read(page)
    assert ("Ferries", "Who asks?", 7) == (
        reading.value.variants[0].subject,
        text(reading),
        reading.locate(("rule",)).line,
    )


def test_raised_by_style_is_raised():
    """Ten to the second is not a hundred and two."""
    (block,) = blocks(read('<p>10<span style="vertical-align: super">2</span></p>'))
    assert ("10", Superscript(content=("2",))) == block.content


BARE = (
    "<html><body><p>Question for written answer E-90{n}/2013</p><p>to the Commission</p>"
    "<p>Rule 117</p><p>Olga Varn (PPE)</p><p>Subject: Ferries</p><p>Who asks?</p></body></html>"
)


def test_what_stands_behind_the_end_is_text():
    """Browsers show what follows the end of a document below it."""
    reading = pages.read(f"{BARE.format(n=1)}<p>And who pays?</p>")
    assert "Who asks?\nAnd who pays?" == text(reading)


def test_two_documents_in_one_file_are_two_works():
    """A second document that has a head is a work of its own."""
    dossier = pages.read(BARE.format(n=1) + BARE.format(n=2)).value
    assert (Dossier, [Reference.parse("E-901/2013"), Reference.parse("E-902/2013")]) == (
        type(dossier),
        [work.reference for work in dossier.works],
    )
    assert ["Who asks?", "Who asks?"] == [work.variants[0].text() for work in dossier.works]


def test_lists_and_tables_have_no_hidden_items():
    """Rows, cells and items that are not shown are none."""
    listed, table = blocks(
        read(
            "<ul><li>a<li hidden>b</ul><table><tr><td>a<td>b<tr style='display:none'><td>c<td>d"
            "<tr><td>e<td hidden>f<td>g</table>"
        )
    )
    assert (1, [2, 2]) == (len(listed.items), [len(row.cells) for row in table.rows])
    assert ListBlock is type(listed)


GROWN = {
    "rules": "<style>" + ".a,.b .c>d{display:none}" * 5000 + "</style><p>Why?",
    "steps": "<style>" + ".a{display:none}" * 900 + "</style>" + "<p class=a>x" * 3000,
    "ancestors": "<style>" + "a a a a b{display:none}" * 600 + "</style>"
    + "<div>" * 200 + "<b>x</b>" * 3000,
}  # fmt: skip


@pytest.mark.parametrize("name", GROWN)
def test_styles_without_end_are_refused(name):
    """Looking styles up has a bound: the page is refused, not read as if it had none."""
    (problem,) = pages.read(f"<html><body>{GROWN[name]}").problems
    assert ("PQ104", True) == (problem.rule, "styles" in problem.message)


def test_comments_before_a_page_take_linear_time():
    """Many comments before a page that is none are looked through once."""
    assert ["PQ501", "PQ107"].count(pages.read("<!-- a -->" * 30_000 + "x").problems[0].rule) == 1


def test_links_of_lines_that_are_not_recognised_are_preserved():
    """A line of the footer that is kept as printed keeps where it leads."""
    reading = read(
        "<p>Who asks?</p><p>Last updated: 3 March 2021</p>"
        '<p><a href="https://e.example/a">Tell a <b>friend</b></a> or <a href="/b">two</a></p>'
    )
    expected = [("line", "Tell a friend or two"), ("link", "https://e.example/a"), ("link", "/b")]
    assert expected == kept(reading)[:3]
    assert {"PQ502", "PQ504"} == {*rules(reading)}
