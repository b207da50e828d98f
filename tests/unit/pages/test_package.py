"""The container of DOCX files: bytes are counted as they come, and nothing outside is opened."""

import inspect
import io
import struct
import sys
import zipfile

import pytest

import parlq
from parlq.formats.ep import pages
from parlq.limits import Limits
from parlq.problems import Severity

from .office_files import HEAD, OFFICE, W, contents, docx, packed, paragraph, relations

BODY = HEAD + paragraph("Storks nest.")
PARTS = contents(BODY)
MAIN = "word/document.xml"


def with_main(markup):
    """A file with another main part."""
    return packed({**PARTS, MAIN: markup})


def document(body, names=""):
    """A main part with this body."""
    return (
        f'<w:document xmlns:w="{W}" xmlns:r="{OFFICE}" {names}><w:body>{body}</w:body></w:document>'
    )


def with_part(kind, markup):
    """A file with a part of one kind."""
    return docx(BODY, parts=[("it", kind, markup)])


def changed(data, name, change):
    """A ZIP file with another entry in its directory (APPNOTE 4.3.12) for one name."""
    at = data.index(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(name)] != name:
        at = data.index(b"PK\x01\x02", at + 4)
    entry = bytearray(data[at : at + 46])
    change(entry)
    return data[:at] + bytes(entry) + data[at + 46 :]


def stated(offset, form, value):
    """A change that states another value in an entry."""

    def change(entry):
        struct.pack_into(form, entry, offset, value)

    return change


def overlapping():
    """A file whose parts of notes are all the same bytes."""
    made = io.BytesIO()
    kinds = [f"k{n}" for n in range(50)]
    ties = relations(*((kind, "header", f"{kind}.xml") for kind in kinds))
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as out:
        for name, part in {**PARTS, "word/_rels/document.xml.rels": ties}.items():
            out.writestr(name, part)
        out.writestr("word/k0.xml", f'<w:hdr xmlns:w="{W}">{paragraph("x" * 9000)}</w:hdr>')
        first = out.infolist()[-1]
        for kind in kinds[1:]:
            again = zipfile.ZipInfo(f"word/{kind}.xml")
            for name in ("header_offset", "CRC", "compress_size", "file_size"):
                setattr(again, name, getattr(first, name))
            out.filelist.append(again)
            out.NameToInfo[again.filename] = again
    return made.getvalue()


def twice():
    """A file with two main parts of one name."""
    made = io.BytesIO(docx(BODY))
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as out,
    ):
        out.writestr(MAIN, document(HEAD + paragraph("Cranes nest.")))
    return made.getvalue()


def many_entries():
    """A file of very many empty parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        for n in range(6_000):
            out.writestr(f"{n}", "")
    return made.getvalue()


def other_method():
    """A file compressed by a method with memory of its own making."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as out:
        for name, part in PARTS.items():
            out.writestr(name, part)
    return made.getvalue()


DEEP = "<w:sdt><w:sdtContent>" * 300 + "</w:sdtContent></w:sdt>" * 300
ENTITIES = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
ATTRIBUTES = " ".join(f'a{n}="b"' for n in range(20_000))
#: How each is made, the rule of its one problem, and words of it.
HOSTILE = {
    "30 MB in a main part of another name": (
        lambda: docx(HEAD + paragraph("a" * 30_000_000), main="word/document.bin"),
        "PQ104",
        "document.bin unpacks to more",
    ),
    "30 MB in styles": (
        lambda: with_part("styles", f'<w:styles xmlns:w="{W}">{" " * 30_000_000}</w:styles>'),
        "PQ104",
        "it.xml unpacks to more",
    ),
    "30 MB of notes": (
        lambda: with_part(
            "footnotes", f'<w:footnotes xmlns:w="{W}">{" " * 30_000_000}</w:footnotes>'
        ),
        "PQ104",
        "unpacks to more",
    ),
    "30 MB of relationships": (
        lambda: packed({**PARTS, "_rels/.rels": relations() + " " * 30_000_000}),
        "PQ104",
        "unpacks to more",
    ),
    "30 MB in several parts": (
        lambda: docx(
            BODY,
            parts=[
                (f"h{n}", "header", f'<w:hdr xmlns:w="{W}">{" " * 3_000_000}</w:hdr>')
                for n in range(10)
            ],
        ),
        "PQ104",
        "unpacks to more",
    ),
    "a size that is too small": (
        lambda: changed(docx(BODY), MAIN.encode(), stated(24, "<I", 10)),
        "PQ101",
        "damaged",
    ),
    "a size that is too large": (
        lambda: changed(docx(BODY), MAIN.encode(), stated(24, "<I", 1_000_000)),
        "PQ101",
        "damaged",
    ),
    "a packed size that is too small": (
        lambda: changed(docx(BODY), MAIN.encode(), stated(20, "<I", 30)),
        "PQ101",
        "cut off",
    ),
    "a packed size that is too large": (
        lambda: changed(docx(BODY), MAIN.encode(), stated(20, "<I", 2_000_000)),
        "PQ101",
        "overlap",
    ),
    "another place": (
        lambda: changed(docx(BODY), MAIN.encode(), stated(42, "<I", 2_000_000)),
        "PQ101",
        "damaged",
    ),
    "an encrypted part": (
        lambda: changed(docx(BODY), MAIN.encode(), stated(8, "<H", 1)),
        "PQ101",
        "without a password",
    ),
    "parts of the same bytes": (overlapping, "PQ101", "overlap"),
    "two parts of one name": (twice, "PQ101", "twice"),
    "very many parts": (many_entries, "PQ104", "more than 5000 entries"),
    "another method": (other_method, "PQ101", "does not know"),
    "another packed file": (lambda: packed({"a.txt": "a"}), "PQ101", "contains no document"),
    "a main part elsewhere": (
        lambda: packed({**PARTS, "_rels/.rels": relations(("a", "officeDocument", "file:///a"))}),
        "PQ101",
        "contains no document",
    ),
    "a missing part": (
        lambda: packed(
            {**PARTS, "word/_rels/document.xml.rels": relations(("a", "styles", "s.xml"))}
        ),
        "PQ101",
        "word/s.xml is missing",
    ),
    "entities": (lambda: with_main(ENTITIES + document("&b;&c;")), "PQ103", "document type"),
    "entities in UTF-16": (
        lambda: with_main((ENTITIES + document("&b;&c;")).encode("utf-16")),
        "PQ103",
        "document type",
    ),
    "entities in another part": (
        lambda: with_part("styles", f'{ENTITIES}<w:styles xmlns:w="{W}"/>'),
        "PQ103",
        "document type",
    ),
    "another encoding": (
        lambda: with_main('<?xml version="1.0" encoding="IBM037"?>'.encode("cp037")),
        "PQ101",
        "document.xml",
    ),
    "half of UTF-16": (lambda: with_main(b"\xff\xfe<"), "PQ101", "UTF-16"),
    "deep elements": (lambda: docx(DEEP), "PQ105", "nests too deeply"),
    "many attributes": (lambda: docx(f"<w:p {ATTRIBUTES}/>"), "PQ104", "256 attributes"),
    "many namespaces": (
        lambda: docx(f"<w:p {' '.join(f'xmlns:a{n}={chr(39)}b{chr(39)}' for n in range(300))}/>"),
        "PQ104",
        "256 attributes",
    ),
    "a long namespace": (
        lambda: docx(f'<a:b xmlns:a="{"u" * 100_000}">' + "<a:c/>" * 10_000 + "</a:b>"),
        "PQ101",
        "namespace",
    ),
    "many elements": (lambda: docx("<w:p>" + "<w:r/>" * 400_000 + "</w:p>"), "PQ104", "more tags"),
    "many pictures": (
        lambda: docx(BODY + "<w:p><w:r>" + "<w:drawing/>" * 20_000 + "</w:r></w:p>"),
        "PQ104",
        "more than 10000 pictures",
    ),
    "much text": (lambda: docx(HEAD + paragraph("a " * 1_500_000)), "PQ104", "2000000 characters"),
    "a long address in many links": (
        lambda: docx(
            HEAD
            + ('<w:p><w:hyperlink r:id="l"><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>' * 9_000),
            links={"l": "https://birds.example/" + "a" * 2_000},
        ),
        "PQ104",
        "addresses",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(name):
    """Each gives one error with its rule, no value, and nothing else."""
    make, rule, words = HOSTILE[name]
    reading = pages.read(make(), file="it")
    (problem,) = reading.problems
    assert (None, rule, Severity.ERROR, "it") == (
        reading.value,
        problem.rule,
        problem.severity,
        problem.file,
    )
    assert words in problem.message


REFERRED = {
    "a comment": lambda: docx(
        BODY + "<w:p>" + '<w:r><w:commentReference w:id="1"/></w:r>' * 5_000 + "</w:p>",
        parts=[
            (
                "it",
                "comments",
                f'<w:comments xmlns:w="{W}"><w:comment w:id="1">{paragraph("a" * 100_000)}'
                "</w:comment></w:comments>",
            )
        ],
    ),
    "a note": lambda: docx(
        BODY + "<w:p>" + '<w:r><w:footnoteReference w:id="1"/></w:r>' * 5_000 + "</w:p>",
        parts=[
            (
                "it",
                "footnotes",
                f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1">{paragraph("a" * 100_000)}'
                "</w:footnote></w:footnotes>",
            )
        ],
    ),
    "a font": lambda: docx(
        BODY
        + "<w:p>"
        + '<w:r><w:rPr><w:rStyle w:val="s"/></w:rPr><w:t>a</w:t></w:r>' * 5_000
        + "</w:p>",
        parts=[
            (
                "it",
                "styles",
                f'<w:styles xmlns:w="{W}"><w:style w:styleId="s"><w:rPr>'
                f'<w:rFonts w:ascii="Symbol{"a" * 100_000}"/></w:rPr></w:style></w:styles>',
            )
        ],
    ),
    "no address": lambda: docx(
        BODY + '<w:p><w:hyperlink r:id="l"><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>' * 4_000,
        links={"l": "https://birds^example/" + "a" * 100_000},
    ),
    "inserted text in inserted text": lambda: docx(
        BODY
        + "<w:p>"
        + "<w:ins>" * 200
        + "<w:r><w:t>a</w:t></w:r>" * 20_000
        + "</w:ins>" * 200
        + "</w:p>"
    ),
}


@pytest.mark.parametrize("name", REFERRED)
def test_what_many_refer_to_is_not_copied(name):
    """However many elements refer to a long text, a reading holds little more than the file."""
    reading = pages.read(REFERRED[name]())
    (variant,) = reading.value.variants
    held = {id(e.value): len(e.value) for e in variant.extensions}
    assert 15_000_000 > sum(held.values())
    assert 1_100 > len(reading.problems)


FINE = {
    "another name": lambda: docx(BODY, main="content/it.bin"),
    "capitals in names": lambda: packed(
        {**PARTS, "_rels/.rels": relations(("a", "officeDocument", "Word/Document.XML"))}
    ),
    "UTF-16": lambda: with_main(document(BODY).encode("utf-16")),
    "a byte order mark": lambda: with_main(b"\xef\xbb\xbf" + document(BODY).encode()),
    "a comment inside": lambda: with_main(document(BODY).replace("nest", "ne<!-- x -->st")),
    "large pictures": lambda: packed({**PARTS, "word/media/a.png": b"\0" * 30_000_000}),
}


@pytest.mark.parametrize("name", FINE)
def test_usual_files_are_read(name):
    """What is unusual and harmless is read like any other file."""
    reading = pages.read(FINE[name]())
    assert (pages.loads(docx(BODY)), ()) == (reading.value, reading.problems)


def test_a_sheet_inside_is_no_workbook():
    """A file with a sheet in it, not packed again, is told from a workbook."""
    made = io.BytesIO(docx(BODY))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_STORED) as out:
        out.writestr("word/embeddings/sheet.xlsx", packed({"xl/workbook.xml": "<a/>"}))
    assert "page" == parlq.read(made.getvalue()).format


def test_nesting_ends_where_python_does():
    """Where the program that calls has little room left, a deep document is refused."""
    depth = 240
    data = docx(HEAD + f"<w:p>{'<w:ins>' * depth}<w:r><w:t>a</w:t></w:r>{'</w:ins>' * depth}</w:p>")
    assert pages.read(data).value is not None
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 300)
    try:
        reading = pages.read(data)
    finally:
        sys.setrecursionlimit(usual)
    assert ["PQ105"] == [problem.rule for problem in reading.problems]


def test_sizes_behind_a_part_are_read():
    """A part whose sizes stand behind it (APPNOTE 4.3.9), as programs write that stream."""
    made = io.BytesIO()

    class Stream(io.RawIOBase):
        """Takes bytes and cannot go back."""

        def writable(self):
            return True

        def write(self, data):
            return made.write(data)

    with zipfile.ZipFile(Stream(), "w", zipfile.ZIP_DEFLATED) as out:
        for name, part in PARTS.items():
            out.writestr(name, part)
    assert pages.loads(docx(BODY)) == pages.loads(made.getvalue())


def test_raised_limits_read_long_documents():
    """Who raises the limits has longer parts read."""
    data = docx(HEAD + paragraph("a " * 1_000_000) * 6)
    assert ["PQ104"] == [problem.rule for problem in pages.read(data).problems]
    assert pages.read(data, limits=Limits(unbounded=True)).value is not None


def test_the_size_of_an_input_bounds_its_parts():
    """A limit on the size holds for what is unpacked, too."""
    data = docx(HEAD + paragraph("a" * 100_000))
    reading = pages.read(data, limits=Limits(size=50_000))
    assert ["PQ104"] == [problem.rule for problem in reading.problems]
