"""Text, HTML, DOCX and PDF give the same facts, in any encoding; what is none of them is refused."""

import datetime as dt

import pytest

from parlq.formats import akn
from parlq.formats.ep import pages
from parlq.formats.ep.pages.reader import account
from parlq.limits import Limits
from parlq.model import Bold, Link, ListBlock, NoteRef, Paragraph, Reference, Table
from parlq.problems import InputError, Severity

from .office_files import docx, paragraph, run

TEXT = """\
Questions parlementaires
15 mars 2013
E-904217/2013
Question avec demande de réponse écrite
à la Commission
Article 117 du règlement
Étienne Marcou (PPE)

 Objet: Vallées

Où est le train?
"""

HTML = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>x</title>
<link rel="canonical" href="https://www.europarl.europa.eu/doceo/document/E-9-2021-900842_EN.html">
<style>p {}</style></head><body><nav><a href="/">Home</a></nav><main>
<table><tr><td><h1>Parliamentary question - E-900842/2021</h1><span>Parliamentary question</span>
</td></tr><tr><td>
<p>23.4.2021</p><div><b>Question for written answer&nbsp; E-900842/2021</b><br>to the Commission<br>
Rule 138<br>Jörg Wölk (Renew), Ana <i>de</i> Prado (S&amp;D)</div>
<h3>Subject: Boats &amp; bridges</h3>
<p>First <b>bold</b> words<sup>(1)</sup> and a <a href="/x">link</a>.</p>
<ol><li>one</li><li>two<ul><li>sub</li></ul></li></ol>
<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td colspan="2">2</td></tr></table>
<p>(1) A note.</p>
<p>Original language of question: DE</p>
<div>Last updated: 27 April 2021<a href="https://www.europarl.europa.eu/legal-notice">Legal notice</a>
 - <a href="/p">Privacy policy</a></div></td></tr></table></main></body></html>
"""


def html():
    """The question of the HTML page."""
    return pages.read(HTML.encode())


def test_html_gives_the_facts():
    """The text is taken by blocks, whatever the markup."""
    question = html().value
    expected = (
        Reference.parse("E-900842/2021"),
        9,
        dt.date(2021, 4, 23),
        ["Jörg Wölk", "Ana de Prado"],
        "Boats & bridges",
        ("de",),
        dt.date(2021, 4, 27),
    )
    assert expected == (
        question.reference,
        question.term,
        question.date,
        [author.name for author in question.authors],
        question.variants[0].subject,
        question.original_languages,
        question.variants[0].last_updated,
    )


def test_html_keeps_markup_of_the_text():
    """Bold, links, lists, tables and note marks are kept; tables of layout are not tables."""
    paragraph, listed, table, _ = html().value.variants[0].body
    expected = (Bold(content="bold"), NoteRef(marker="(1)"), Link(href="/x", content="link"))
    assert expected == (paragraph.content[1], paragraph.content[3], paragraph.content[5])
    assert (ListBlock, Table) == (type(listed), type(table))
    assert ("sub", 2) == (
        listed.items[1].content[1].items[0].content[0].content[0],
        table.rows[1].cells[1].colspan,
    )


def test_html_gives_the_address_of_the_notice():
    """The legal notice keeps where its words lead."""
    notice = html().value.variants[0].legal_notice
    assert ("Legal notice", "https://www.europarl.europa.eu/legal-notice") == (
        notice.label,
        notice.uri,
    )


def test_html_reports_what_is_not_of_the_page():
    """A link of the site around is kept as printed and reported, and where the heading leads."""
    assert [
        "not recognised, kept as printed: Home",
        "targets of links outside the text preserved as extensions (1)",
    ] == [p.message for p in html().problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_of_text(encoding):
    """UTF-8, and what a byte order mark declares, give the same page."""
    assert pages.loads(TEXT) == pages.loads(TEXT.encode(encoding))


def marked(text, encoding, name=None, *, declare='<meta charset="{}">'):
    """The text as HTML in an encoding that declares itself, perhaps by another name."""
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines())
    head = declare.format(encoding if name is None else name)
    return f"<html><head>{head}</head><body>{lines}</body></html>".encode(encoding)


#: Who signs, in letters that an encoding has.
SIGNED = {
    "iso-8859-1": "Étienne Marcou",
    "windows-1252": "Étienne Marcœur",
    "utf-8": "Żaneta Ζωή Щука",
    "iso-8859-2": "Łukasz Švejk",
    "windows-1250": "Łukasz Švejk",
    "iso-8859-7": "Ζωή Παππά",
    "windows-1253": "Ζωή Παππά",
    "iso-8859-5": "Борис Щука",
    "windows-1251": "Борис Щука",
    "koi8-r": "Борис Щука",
    "windows-1257": "Ąžuolas Ģirts",
    "iso-8859-13": "Ąžuolas Ģirts",
    "iso-8859-15": "Étienne Marcœur",
    "iso-8859-3": "Ġorġ Ħamrun",
    "iso-8859-9": "Işık Ağa",
    "macintosh": "Étienne Marcœur",
}


@pytest.mark.parametrize(
    "declare",
    [
        "<meta charset={}>",
        '<META http-equiv=Content-Type content="text/html; charset={}">',
        '<!-- saved --><title>x</title>\n<meta name="a" content="b"><meta charset = \'{}\' />',
    ],
)
@pytest.mark.parametrize("encoding", SIGNED)
def test_declared_encodings_of_html(encoding, declare):
    """HTML is decoded as it declares itself."""
    text = TEXT.translate(str.maketrans("éèàù", "eeau")).replace("Étienne Marcou", SIGNED[encoding])
    question = pages.loads(marked(text, encoding, declare=declare))
    assert SIGNED[encoding] == question.authors[0].name


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_declared_encodings_of_xhtml(encoding):
    """The XML declaration counts where no other one is."""
    page = marked(TEXT, encoding, declare="")
    declared = b"<?xml version='1.0' encoding='%s'?>\n%s" % (encoding.encode(), page)
    assert "Étienne Marcou" == pages.loads(declared).authors[0].name


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_encodings_without_a_mark(encoding):
    """HTML in UTF-16 is told by its first character."""
    assert "Étienne Marcou" == pages.loads(marked(TEXT, encoding)).authors[0].name


def test_a_mark_goes_before_a_declaration():
    """What the byte order mark says is true, whatever is declared."""
    page = b"\xef\xbb\xbf" + marked(TEXT, "utf-8", "windows-1251")
    assert "Étienne Marcou" == pages.loads(page).authors[0].name


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("windows-1252", ["PQ511"]),
        ("iso-8859-7", ["PQ511"]),
        ("UTF8", []),
        ("utf-16", []),
        ("", []),
    ],
)
def test_utf_8_under_another_name(name, rules):
    """Characters that are right as UTF-8 are read as such; another declaration is reported."""
    reading = pages.read(marked(TEXT, "utf-8", name))
    assert ("Étienne Marcou", rules) == (
        reading.value.authors[0].name,
        [problem.rule for problem in reading.problems],
    )


@pytest.mark.parametrize(
    "name",
    [
        "klingon",
        "hex",
        "zlib",
        "base64",
        "rot13",
        "punycode",
        "idna",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
        "utf-7",
        "mbcs",
        "cp037",
        "string-escape",
    ],
)
def test_encodings_that_the_web_has_not(name):
    """Only encodings of the web are taken; the others of Python could do harm."""
    (problem,) = pages.read(marked(TEXT, "cp1252", name), file="it").problems
    assert ("PQ102", 1, f"unknown encoding {name}") == (problem.rule, problem.line, problem.message)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends(ending):
    """Any end of line gives the same page."""
    assert pages.loads(TEXT) == pages.loads(TEXT.replace("\n", ending))


def test_docx_lines_are_parted_by_carriage_returns():
    """The head of a DOCX is one paragraph; its lines are the runs between `w:cr`."""
    head = (
        "EN",
        "E-900001/2025",
        "Answer given by Mr Varlen",
        "on behalf of the European Commission",
        "(7.3.2025)",
    )
    row = f"<w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr>"
    written = docx(
        paragraph("<w:r><w:cr/></w:r>".join(map(run, head)))
        + paragraph("No plans.")
        + f"<w:tbl>{row}{row}</w:tbl>"
    )
    reading = pages.read(written)
    answer = reading.value
    expected = ("Varlen", "commission", dt.date(2025, 3, 7), ("E-900001/2025",), ())
    assert expected == (
        answer.answerers[0].name,
        answer.answerers[0].institution.code,
        answer.date,
        tuple(map(str, answer.answers_to)),
        reading.problems,
    )
    assert [Paragraph, Table] == [type(block) for block in answer.variants[0].body]


def pdf(*pages):
    """A PDF with a text layer, of pages as lists of lines."""
    streams = []
    for lines in pages:
        shown = b"".join(b"(%s) Tj T* " % line.encode("cp1252") for line in lines)
        streams.append(b"BT /F1 10 Tf 12 TL 40 800 Td " + shown + b"ET")
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for stream in streams:
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % (len(objects) + 2),
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    start = len(out)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)


def test_pdf_of_several_pages_is_one_text():
    """A paragraph goes on over the foot of a page, which is no part of it."""
    pytest.importorskip("pypdf", reason="needs the extra pdf")
    page = pdf(
        [
            "EN",
            "E-900001/2025",
            "Answer given by Ms Averlund",
            "on behalf of the European Commission",
            "\\(7.3.2025\\)",
            "",
            "Storks nest on chimneys and on the roofs of churches in many",
            "",
            "PE981.206v01-00",
            "1/2",
            "EN",
        ],
        ["villages of the region.", "", "The Commission knows.", "", "PE981.206v01-00 2/2 EN"],
    )
    reading = pages.read(page)
    answer = reading.value
    expected = (
        "Storks nest on chimneys and on the roofs of churches in many villages of the region.\n"
        "The Commission knows.",
        ["PE981.206v01-00"],
        dt.date(2025, 3, 7),
        (),
    )
    assert expected == (
        answer.variants[0].text(),
        [each.value for each in answer.identifiers if each.scheme == "pe"],
        answer.date,
        reading.problems,
    )
    assert [] == [line.text for line in account(page) if line.unaccounted()]


def test_pdf_text_is_unwrapped():
    """Lines of print join to paragraphs; the number of the print is an identifier."""
    pytest.importorskip("pypdf", reason="needs the extra pdf")
    page = pdf(
        [
            "Question for written answer E-900001/2021",
            "to the Commission",
            "Rule 138",
            "Maja Dobrin \\(S&D\\)",
            "Subject: Storks",
            "",
            "Storks nest on chimneys and on the roofs of churches in many",
            "villages of the region.",
            "",
            "What is done?",
            "PE681.206v01-00",
        ]
    )
    question = pages.loads(page)
    expected = (
        "Storks",
        "Storks nest on chimneys and on the roofs of churches in many villages of the region.",
        "PE681.206v01-00",
    )
    variant = question.variants[0]
    assert expected == (
        variant.subject,
        variant.body[0].content[0],
        question.identifiers[0].value,
    )


HOSTILE = {
    "empty": (b"", "PQ106"),
    "blanks": (b" \n\t\n", "PQ106"),
    "NUL": (TEXT.encode().replace(b"Vall", b"\0all"), "PQ102"),
    "not UTF-8": (TEXT.encode("cp1252"), "PQ102"),
    "binary": (bytes(range(256)), "PQ102"),
    "unknown encoding": (b'<html><meta charset="klingon"><body><p>x</p></body></html>', "PQ102"),
    "wrong encoding": (b'<html><meta charset="utf-8"><body><p>\xff</p></body></html>', "PQ102"),
    "no text in HTML": (b"<html><body><script>x</script></body></html>", "PQ106"),
    "deep HTML": (b"<html><body>" + b"<div>" * 100_000 + b"x", "PQ105"),
    "not a ZIP": (b"PK\x03\x04 and nothing", "PQ101"),
    "not a PDF": (b"%PDF-1.7 and nothing", "PQ101"),
    "many lines": (b"\n" * 300_000 + b"x", "PQ104"),
    "other text": (b"word " * 1_000_000, "PQ501"),
    "other lines": (b"word word\n" * 100_000, "PQ501"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_inputs_are_refused(name):
    """Each gives one error with its rule, and no value."""
    data, rule = HOSTILE[name]
    if data[:4] == b"%PDF":
        pytest.importorskip("pypdf", reason="needs the extra pdf")
    reading = pages.read(data, file="it")
    assert (None, [(rule, Severity.ERROR, "it")]) == (
        reading.value,
        [(problem.rule, problem.severity, problem.file) for problem in reading.problems],
    )


def test_size_is_bounded():
    """An input beyond the limit is refused."""
    reading = pages.read(TEXT.encode(), limits=Limits(size=10))
    assert ["PQ104"] == [problem.rule for problem in reading.problems]


GROWING = {
    "one line": TEXT + "word " * 1_000_000,
    "brackets": TEXT + "(" * 1_000_000,
    "notes": TEXT + "(1)\n\n" + "(1) note\n\n" * 20_000,
    "authors": TEXT.replace("Étienne", "A," * 100_000),
    "headlines": "WRITTEN QUESTION " * 100_000,
    "nested tables": f"<html><body><p>{TEXT}</p>" + "<table><tr><td>a<td>b<tr><td>" * 60 + "x",
    "lists deep and wide": f"<html><body><p>{TEXT}</p>"
    + "<ul><li>a" * 100
    + "<ul><li>x</ul>" * 2000,
    "nested lists": f"<html><body><p>{TEXT}</p>" + "<ul><li>a" * 60 + "x",
    "nested bold": f"<html><body><p>{TEXT}</p><p>" + "<b><i>" * 100 + "x",
}


@pytest.mark.parametrize("name", GROWING)
def test_large_and_nested_inputs_are_read(name):
    """What grows or nests without bound ends, as a value that the model holds or a refusal."""
    reading = pages.read(GROWING[name])
    assert reading.value is None or reading.value == pages.read(GROWING[name]).value


def test_control_characters_are_left_out():
    """A character that nothing can carry is left out, and that is reported."""
    reading = pages.read(TEXT.replace("train", "tr\x07ain"))
    assert ("Où est le train?", ["PQ508"]) == (
        reading.value.variants[0].text(),
        [problem.rule for problem in reading.problems],
    )


@pytest.mark.parametrize("markup", ["<ul><li>(1) one</li><li>two</li></ul>", ""])
def test_lists_at_the_end_are_no_notes(markup):
    """A list or table whose text begins like a note stays what the markup says."""
    table = "<table><tr><td>(1) one</td><td>1</td></tr><tr><td>two</td><td>2</td></tr></table>"
    page = HTML.replace("<p>(1) A note.</p>", markup or table)
    last = pages.loads(page.encode()).variants[0].body[-1]
    assert (ListBlock if markup else Table) is type(last)


def test_packages_fail_in_their_own_ways():
    """Whatever pypdf raises for a broken file is a problem."""
    pytest.importorskip("pypdf", reason="needs the extra pdf")
    no_trailer = (
        pdf(["Question"])
        .replace(b"trailer<<", b"trailer(")
        .replace(b">>\nstartxref", b")\nstartxref")
    )
    assert ["PQ101"] == [problem.rule for problem in pages.read(no_trailer).problems]


def test_broken_prints_say_nothing_by_themselves(capfd):
    """What pypdf mends in a file it does not print among the problems."""
    pytest.importorskip("pypdf", reason="needs the extra pdf")
    reading = pages.read(
        pdf(["Question for written answer E-900001/2021"]).replace(b"xref", b"yref")
    )
    assert ("", "") == capfd.readouterr()
    assert reading.problems


@pytest.mark.parametrize("reference", ["&#3;", "&#x1F;", "&#xFFFE;", "&#0;", "&#xD800;", "&#12;"])
def test_references_to_control_characters_are_left_out(reference):
    """A reference in HTML spells no more than a character itself: what is left out is told."""
    page = HTML.replace("First", f"Fi{reference}rst").replace("<th>A", f"<th>A{reference}")
    page = page.replace("one</li>", f"<b>o{reference}ne</b></li>")
    reading = pages.read(page.encode())
    assert "\x03" not in reading.value.variants[0].text()
    assert reading.value == akn.loads(akn.dumps(reading.value))
    if reference in {"&#3;", "&#x1F;", "&#xFFFE;"}:
        assert ["PQ508"] == [each.rule for each in reading.problems if each.rule == "PQ508"]


@pytest.mark.parametrize("name", ["absent.txt", "", "a\0b"])
def test_a_file_that_cannot_be_read_is_an_input_error(tmp_path, name):
    """A missing file, a folder and an impossible name are problems of the input, as elsewhere."""
    path = str(tmp_path / name) if name else str(tmp_path)
    with pytest.raises(InputError) as caught:
        pages.load(path)
    assert [("PQ100", path)] == [(each.rule, each.file) for each in caught.value.problems]


def test_a_file_beyond_the_limit_is_not_read(tmp_path):
    """The limit holds for the file, before it is read."""
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    with pytest.raises(InputError, match="PQ104"):
        pages.load(tmp_path / "a.txt", limits=Limits(size=10))
