"""Bad saved pages of every sort: one clear message, the documented exit code, nothing harmed.

Each is converted onto a file that is there already, and validated. What is large is large enough to
take minutes where time would grow with the square of it.
"""

import io
import os
import re
import zipfile
import zlib

import pytest

from parlq.cli import main

PAGE = """\
Parliamentary questions
15 March 2013
E-904217/2013
Question for written answer
to the Commission
Rule 117
Etienne Marcou (PPE)

 Subject: Valleys

Where is the train?
"""
HTML = f"<html><body><pre>{PAGE}</pre>{{}}</body></html>"


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def docx(document, **others):
    """A ZIP file with the parts that a DOCX file begins with."""
    made = io.BytesIO()
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{types}"/></Types>',
        "_rels/.rels": RELATIONS,
        "word/document.xml": document,
        **others,
    }
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            if content is not None:
                out.writestr(name, content)
    return made.getvalue()


def operators():
    """A PDF file of 9 kB with 800,000 operators on its page."""
    drawn = zlib.compress(b"BT /F1 10 Tf " + b"(x) Tj\n" * 800_000 + b"ET", 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made = b"%PDF-1.4\n" + b"".join(
        b"%d 0 obj %s endobj\n" % (number, body) for number, body in enumerate(objects, 1)
    )
    return made + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"


#: Name of the file, how it is made, rule, where in the file (None for no line), words.
INPUTS = {
    "empty.txt": (b"", "PQ106", None, "empty"),
    "blank.txt": (b" \n\t\r\n", "PQ106", None, "empty"),
    "only-line-ends.txt": (lambda: b"\r" * 50_000_000, "PQ106", None, "empty"),
    "bom.html": (b"\xef\xbb\xbf", "PQ106", None, "empty"),
    "recipe.txt": (b"Take flour.\nAnd water.\n", "PQ501", "1", "begins 'Take flour.'"),
    "words.txt": (lambda: b"word " * 2_000_000, "PQ501", "1", "begins 'word word"),
    "lines.txt": (lambda: b"word " * 50 + b"word\n" * 190_000, "PQ501", "1", "begins"),
    "many-lines.txt": (lambda: PAGE.encode() + b"\n" * 300_000, "PQ104", None, "200000 lines"),
    "form-feeds.txt": (lambda: PAGE.encode() + b"x\f" * 300_000, "PQ104", None, "200000 lines"),
    "capitals.txt": (lambda: b"WRITTEN QUESTION " * 1_000_000, "PQ501", "1", "begins"),
    "brackets.txt": (lambda: b"(" * 10_000_000, "PQ501", "1", "begins"),
    "blanks.txt": (lambda: b"x" + b" " * 10_000_000 + b"x", "PQ501", "1", "begins"),
    "nul.txt": (PAGE.encode().replace(b"Val", b"\0al"), "PQ102", "9", "NUL"),
    "all-nul.txt": (lambda: b"\0" * 10_000_000, "PQ102", "1", "NUL"),
    "latin.txt": (PAGE.replace("E", "É").encode("latin-1"), "PQ102", r"\d+", "not UTF-8"),
    "half-utf-16.txt": (PAGE.encode("utf-16")[:-1], "PQ102", r"\d+", "not UTF-16"),
    "surrogate.txt": (PAGE.encode() + b"\xed\xa0\x80", "PQ102", "12", "not UTF-8"),
    "picture.html": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PQ107", "1", "a PNG image"),
    "klingon.html": (b"<html><meta charset=klingon><p>x", "PQ102", "1", "unknown encoding klingon"),
    "zlib.html": (b"<html><meta charset=zlib><p>x", "PQ102", "1", "unknown encoding zlib"),
    "wrong.html": (
        b"<html><meta charset=utf-8>\n<p>\xff",
        "PQ102",
        "2",
        "although the page declares it",
    ),
    "no-text.html": (b"<html><script>x</script><style>y</style>", "PQ106", None, "no text"),
    "no-page.html": (b"<html><body><h1>Bread</h1>", "PQ501", "1", "begins 'Bread'"),
    "deep.html": (lambda: b"<html><body>" + b"<div>" * 1_000_000, "PQ105", "1", "too deeply"),
    "attributes.html": (
        lambda: HTML.format("<p " + " ".join(f"a{n}" for n in range(500_000)) + ">").encode(),
        "PQ104",
        None,
        "256 attributes",
    ),
    "paragraphs.html": (lambda: HTML.format("<p>a" * 250_000).encode(), "PQ104", None, "lines"),
    "comment.html": (lambda: b"<html><!--" + b"-" * 10_000_000, "PQ501", "1", "begins"),
    "less-than.html": (lambda: b"<html><body>" + b"<" * 10_000_000, "PQ501", "1", "begins"),
    "no-zip.docx": (b"PK\x03\x04 and nothing", "PQ107", "1", "a ZIP archive"),
    "other-zip.docx": (docx(None), "PQ101", None, "not a readable DOCX"),
    "no-xml.docx": (docx("text"), "PQ101", None, "not a readable DOCX"),
    "other-xml.docx": (docx("<a/>"), "PQ101", None, "not a readable DOCX"),
    "entity.docx": (
        docx('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
        "PQ103",
        None,
        "document type declaration",
    ),
    "bomb.docx": (lambda: docx("<a>" + " " * 50_000_000 + "</a>"), "PQ104", None, "unpacks to"),
    "other-name.docx": (
        lambda: docx(
            None,
            **{
                "_rels/.rels": RELATIONS.replace("word/document.xml", "document.bin"),
                "document.bin": "<a>" + " " * 30_000_000 + "</a>",
            },
        ),
        "PQ104",
        None,
        "document.bin unpacks to",
    ),
    "old.docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
        "PQ107",
        "1",
        "Microsoft Office",
    ),
    "no-pdf.pdf": (b"%PDF-1.7 and nothing", "PQ101", None, "not a readable PDF"),
    # Which bound it meets first depends on the machine.
    "operators.pdf": (operators, "PQ104", None, "reading the PDF takes more than"),
    "large.pdf": (lambda: b"%PDF-1.7" + b"0" * 21_000_000, "PQ104", None, "larger than"),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder to work in, with an output that is there already."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out.json").write_bytes(b"kept")
    return tmp_path


#: Each with each command; what is large is made and read once only.
CASES = [
    (name, command)
    for name, (content, *_) in INPUTS.items()
    for command in ("convert", "validate", "show", "merge", "split")
    if command == "convert" or not callable(content)
]


@pytest.mark.parametrize(("name", "command"), CASES)
def test_bad_pages(folder, capsys, name, command):
    """A bad page is refused with one problem, its rule and its line, and nothing is harmed."""
    content, rule, place, words = INPUTS[name]
    if name.endswith(".pdf"):
        pytest.importorskip("pypdf", reason="needs the extra pdf")
    (folder / name).write_bytes(content() if callable(content) else content)
    before = sorted(os.listdir(folder))
    output = {
        "convert": ["-o", "out.json"],
        "merge": ["-o", "out.json"],
        "split": ["-o", "{}.json"],
    }
    assert 1 == main([command, name, *output.get(command, [])])
    out, error = capsys.readouterr()
    said = out if command == "validate" else error
    problems = [line for line in said.splitlines() if " error PQ" in line]
    where = rf"{re.escape(name)}:" + (f"(?:{place}):?" if place else "")
    assert 1 == len(problems), said[:500]
    assert re.match(rf"{where}(?:\d+:)? error {rule} \S", problems[0]), problems[0]
    assert words in problems[0]
    assert len(problems[0]) < 500
    assert b"kept" == (folder / "out.json").read_bytes()
    assert before == sorted(os.listdir(folder))


#: What is large or odd and is read all the same.
READ = {
    "one-paragraph.txt": lambda: PAGE + "word " * 2_000_000,
    "one-line.txt": lambda: PAGE + "x" * 10_000_000,
    "brackets.txt": lambda: PAGE + "(" * 1_000_000 + "(1)" * 100_000,
    "blanks.txt": lambda: PAGE + "a" + " \u00a0" * 1_000_000 + "b",
    "notes.txt": lambda: PAGE + "a (1)\n\n" + "(1) note\n\n" * 20_000,
    "authors.txt": lambda: PAGE.replace("Etienne", "A B (X), " * 3_000),
    "tags.html": lambda: HTML.format("<b>a</b>" * 100_000),
    "attribute.html": lambda: HTML.format("<p class='" + "a" * 10_000_000 + "'>x"),
    "tables.html": lambda: HTML.format("<table><tr><td>a<td>b" * 60),
    "entities.html": lambda: HTML.format("<p>" + "&amp;" * 1_000_000),
    "crlf.txt": lambda: PAGE.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("name", READ)
def test_large_and_odd_pages(folder, capsys, name):
    """What grows without bound in one respect is read in time that grows no faster."""
    (folder / name).write_bytes(READ[name]().encode())
    assert 0 == main(["convert", name, "-o", "out.json"])
    assert " error " not in capsys.readouterr().err
    assert b"E-904217/2013" in (folder / "out.json").read_bytes()
