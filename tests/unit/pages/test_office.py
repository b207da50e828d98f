"""DOCX and PDF files as word processors make them: notes, counted numbers, footers, encryption."""

import io
import re

import pytest

from parlq.formats.ep import pages
from parlq.io.bounded_process import RaisedError
from parlq.limits import Limits
from parlq.model import ListBlock, Note, NoteRef, Paragraph, Table
from parlq.problems import Severity

from .office_files import HEAD, W, contents, docx, packed, paragraph

NUMBERING = f"""\
<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
</w:abstractNum><w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="2"/></w:num></w:numbering>"""

FOOTNOTES = f"""\
<w:footnotes xmlns:w="{W}"><w:footnote w:id="0"><w:p/></w:footnote>
<w:footnote w:id="3"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> OJ C 990, 3.3.2021, p. 4.</w:t></w:r></w:p>
</w:footnote></w:footnotes>"""

FOOTER = f"""\
<w:ftr xmlns:w="{W}"><w:p><w:r><w:t>PE981.206v01-00</w:t></w:r></w:p>
<w:p><w:r><w:t>United in diversity</w:t></w:r></w:p></w:ftr>"""


def numbered(text, name, depth=0):
    """A paragraph that a list counts."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{name}"/></w:numPr>')


def test_notes_at_the_foot_of_the_paper_are_notes():
    """A note that the program counts stands behind its mark."""
    mark = '<w:r><w:t>Storks nest</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r><w:r><w:t>.</w:t></w:r>'
    data = docx(HEAD + paragraph(mark), parts=[("footnotes", "footnotes", FOOTNOTES)])
    text, note = pages.loads(data).variants[0].body
    expected = (("Storks nest", NoteRef(marker="[1]"), "."), "OJ C 990, 3.3.2021, p. 4.")
    assert expected == (text.content, note.content[0].content[0])
    assert Note is type(note)


def test_counted_numbers_are_written_out():
    """Numbers and bullets of lists, which the text does not hold, are its labels."""
    body = [numbered("Who?", 7), numbered("And", 7, 1), numbered("when", 7, 1), numbered("Why?", 7)]
    body += [numbered("one", 8), numbered("two", 8)]
    data = docx(HEAD + "".join(body), parts=[("numbering", "numbering", NUMBERING)])
    blocks = pages.loads(data).variants[0].body
    assert (
        "1. Who?\na) And\nb) when\n2. Why?\n\u2022 one\n\u2022 two"
        == pages.loads(data).variants[0].text()
    )
    assert ListBlock is type(blocks[-1])


def test_a_style_may_number():
    """A paragraph is counted as its style says."""
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Asked"><w:pPr><w:numPr>'
        '<w:numId w:val="7"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    body = "".join(paragraph(text, '<w:pStyle w:val="Asked"/>') for text in ("Who?", "Why?"))
    parts = [("numbering", "numbering", NUMBERING), ("styles", "styles", styles)]
    data = docx(HEAD + body, parts=parts)
    assert "1. Who?\n2. Why?" == pages.loads(data).variants[0].text()


def test_text_inside_controls_is_read_and_deleted_text_is_not():
    """Content controls and insertions are text, deletions and codes of fields are none."""
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('Storks nest.')}</w:sdtContent></w:sdt>"
        + paragraph("<w:ins><w:r><w:t>They breed.</w:t></w:r></w:ins>")
        + paragraph(
            "<w:del><w:r><w:delText>Never.</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText><w:t>Ever.</w:t></w:r>"
        )
        + paragraph(
            "<w:r><w:t>Non</w:t><w:noBreakHyphen/><w:t>stop</w:t><w:tab/><w:t>yes.</w:t></w:r>"
        )
    )
    text = pages.loads(docx(HEAD + body)).variants[0].text()
    assert "Storks nest.\nThey breed.\nEver.\nNon\u2011stop\tyes." == text


def test_footers_give_the_number_of_the_print():
    """Only what pages have at their foot is taken from the foot of the paper."""
    data = docx(HEAD + paragraph("Storks nest."), parts=[("footer9", "footer", FOOTER)])
    question = pages.loads(data)
    assert (["PE981.206v01-00"], "Storks nest.") == (
        [each.value for each in question.identifiers],
        question.variants[0].text(),
    )


def test_tables_keep_spans():
    """A cell over several columns says so; a table inside a cell is text of it."""
    cell = "<w:tc><w:tcPr>{span}</w:tcPr>{text}</w:tc>"
    inner = f"<w:tbl><w:tr>{cell.format(span='', text=paragraph('in'))}</w:tr></w:tbl>"
    rows = [
        [cell.format(span='<w:gridSpan w:val="2000000000"/>', text=paragraph("wide"))],
        [
            cell.format(span="", text=paragraph("a") + inner),
            cell.format(span="", text=paragraph("b")),
        ],
    ]
    table = "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"
    block = pages.loads(docx(HEAD + table + paragraph("End."))).variants[0].body[0]
    assert Table is type(block)
    assert (100, ["a", "in"]) == (
        block.rows[0].cells[0].colspan,
        [each.content[0] for each in block.rows[1].cells[0].content],
    )
    assert [Paragraph] == [type(each) for each in block.rows[1].cells[1].content]


def broken(change):
    """A DOCX file with another document part."""
    parts = contents(HEAD)
    return packed({**parts, "word/document.xml": change(parts["word/document.xml"])})


def pdf(content=b"", *, trailer=b"", pages=1):
    """A PDF of pages with this content."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * pages, pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size 5/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (trailer, start)


def encrypted(password):
    """A PDF that pypdf encrypted."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(b"BT (x) Tj ET"))))
    writer.encrypt(password, algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


FILLER = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>"
#: What each is, how it is made, the rule of its one problem and words of it.
HOSTILE = {
    "zip bomb": (
        lambda: broken(lambda part: part.replace("<w:p>", " " * 11_000_000 + "<w:p>", 1)),
        "PQ104",
        "unpacks to more",
    ),
    "no document": (lambda: broken(lambda _: None), "PQ101", "not a readable DOCX"),
    "cut document": (lambda: broken(lambda part: part[:-30]), "PQ101", "not a readable DOCX"),
    "other document": (lambda: broken(lambda _: "<a/>"), "PQ101", "no body"),
    "no body": (
        lambda: broken(lambda _: f'<w:document xmlns:w="{W}"/>'),
        "PQ101",
        "no body",
    ),
    "no text": (lambda: docx(""), "PQ106", "no text"),
    "deep": (
        lambda: docx("<w:sdt><w:sdtContent>" * 9999 + "</w:sdtContent></w:sdt>" * 9999),
        "PQ105",
        "too deeply",
    ),
    "damaged": (
        lambda: docx(HEAD)[:700] + b"\0" * 400 + docx(HEAD)[1100:],
        "PQ101",
        "not a readable DOCX",
    ),
    "cut": (lambda: docx(HEAD)[:-40], "PQ101", "not a readable DOCX"),
    "many paragraphs": (lambda: docx("<w:p/>" * 110_000 + HEAD), "PQ104", "more than 200000 lines"),
    "compound file": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "PQ101",
        "password",
    ),
    "PDF of nothing": (pdf, "PQ106", "no text layer"),
    "PDF with a password": (lambda: encrypted("secret"), "PQ101", "encrypted"),
    "PDF without a key": (lambda: pdf(trailer=b"/Encrypt<</Filter/None>>"), "PQ101", "PDF"),
    "PDF of many pages": (lambda: pdf(pages=300), "PQ104", "more than 200 pages"),
    "PDF cut": (lambda: pdf(b"BT (x) Tj ET")[:200], "PQ101", "not a readable PDF"),
    "PDF in circles": (
        lambda: pdf().replace(b"/Kids[3 0 R ]", b"/Kids[2 0 R ]"),
        "PQ10[16]",
        "PDF",
    ),
    "PDF of deep pages": (
        lambda: pdf().replace(
            b"/Kids[3 0 R ]", b"/X " + b"<</A " * 2000 + b">>" * 2000 + b"/Kids[3 0 R ]"
        ),
        "PQ10[15]",
        "PDF",
    ),
    "PDF without a list": (
        lambda: pdf().replace(b"/Kids[3 0 R ]", b"/Kids 7"),
        "PQ101",
        "structure is damaged",
    ),
    "large PDF": (lambda: b"%PDF-1.4\n" + b"0" * 20_000_001, "PQ104", "larger than"),
}


def test_a_fault_of_parlq_is_no_damage_of_a_pdf(monkeypatch):
    """What pypdf raises comes back as a problem; an error of the process itself is raised."""

    def fail(*_, **__):
        raise RaisedError("NameError: a name")

    monkeypatch.setattr("parlq.formats.ep.pages.extract.pdf.reader.run", fail)
    with pytest.raises(RaisedError):
        pages.read(pdf(b"BT (x) Tj ET"))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(name):
    """Each gives one error with its rule, no value, and nothing else."""
    make, rule, words = HOSTILE[name]
    if "PDF" in name:
        pytest.importorskip("pypdf", reason="needs the extra pdf")
    reading = pages.read(make(), file="it")
    (problem,) = reading.problems
    assert (None, Severity.ERROR, "it") == (reading.value, problem.severity, problem.file)
    assert re.fullmatch(rule, problem.rule)
    assert words in problem.message
    assert not re.search(r"[a-z]Error|Exception|Object\b", problem.message)


def test_a_password_that_is_empty_is_none():
    """A PDF that anybody may open is read."""
    pytest.importorskip("pypdf", reason="needs the extra pdf")
    reading = pages.read(encrypted(""))
    assert ["the PDF has no text layer; run text recognition (OCR) on it"] == [
        problem.message for problem in reading.problems
    ]


def test_raised_limits_read_larger_files():
    """Who raises the limits has long documents read."""
    data = docx("<w:p/>" * 110_000 + HEAD)
    assert pages.read(data, limits=Limits(unbounded=True)).value is not None


def test_struck_text_is_preserved_as_an_extension():
    """Struck words are not in the body; an extension and a problem name them."""
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>never</w:t></w:r>"
    data = docx(
        HEAD + paragraph(f"<w:r><w:t>They </w:t></w:r>{struck}<w:r><w:t>breed.</w:t></w:r>")
    )
    reading = pages.read(data)
    (variant,) = reading.value.variants
    assert ("They breed.", [("struck", "never")], [("PQ516", Severity.WARNING)]) == (
        variant.text(),
        [(each.name, each.value) for each in variant.extensions],
        [(problem.rule, problem.severity) for problem in reading.problems],
    )
