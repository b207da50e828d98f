"""Inputs to begin with, made when asked for: examples of the tests, and documents of the corpus."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

from hypothesis import Phase, given, seed, settings

import parlq
from parlq.formats import akn, json
from parlq.formats.ep import pages
from parlq.formats.ep.records import csv as csvfile
from parlq.formats.ep.records import jsonld
from parlq.formats.ep.records.rdf import ntriples, rdfxml, turtle
from parlq.merging import split
from parlq.problems import ParlqError
from parlq.testing import answers, corpus, dossiers, questions

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("question", "answer", "dossier")


@cache
def documents(count: int = 12, start: int = 5) -> tuple[object, ...]:
    """Documents of the corpus, of every kind."""
    return tuple(made for kind in KINDS for made in corpus(count, seed=start, kind=kind))


@cache
def drawn(count: int) -> tuple[object, ...]:
    """Values of the strategies, which have every field and odd texts; the same each time."""
    made: list[object] = []
    few = (
        questions(max_variants=3, max_authors=2),
        answers(max_variants=3, max_answers_to=2),
        dossiers(max_questions=1, max_answers=1, max_variants=2),
    )
    for strategy in few:

        @seed(5)
        @settings(max_examples=count, database=None, deadline=None, phases=[Phase.generate])
        @given(strategy)
        def take(value: object) -> None:
            made.append(value)

        take()
    return tuple(made)


def examples(*suffixes: str) -> Iterator[bytes]:
    """Example files of the repository that have one of these suffixes."""
    for folder in ("tests/examples", "examples"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and path.name != "expected.json":
                yield path.read_bytes()


def written(writer: object, **options: object) -> Iterator[bytes]:
    """What a writer makes of the corpus, where it can."""
    for document in documents():
        try:
            yield writer(document, **options)
        except ParlqError:
            continue


def for_akn() -> Iterator[bytes]:
    """Akoma Ntoso, valid and not."""
    yield from examples(".xml")
    yield from written(akn.dumps)


def for_written() -> Iterator[bytes]:
    """Akoma Ntoso that parlq wrote: short documents, and those of the examples and the corpus."""
    for data in examples(".xml", ".json"):
        reading = parlq.read(data, strict=False)
        if reading.value is not None and not reading.failed:
            yield akn.dumps(reading.value)
    yield from written(akn.dumps)
    yield from map(akn.dumps, drawn(40))


def for_json() -> Iterator[bytes]:
    """JSON, valid and not."""
    yield from examples(".json")
    yield from written(json.dumps)


def for_pages() -> Iterator[bytes]:
    """Saved pages, as text and HTML."""
    yield from examples(".txt", ".html")
    yield from written(pages.dumps)
    for data in list(examples(".txt"))[:3]:
        lines = data.decode("utf-8", "replace").splitlines()
        yield f"<html><body><p>{'</p><p>'.join(lines)}</p></body></html>".encode()


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TIED = (
    f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="a" Type="{_OFFICE}/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def document(text: str) -> bytes:
    """The main part of a DOCX file with the lines of a text, and a table."""

    def paragraph(line: str) -> str:
        return f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>"

    row = f"<w:tr><w:tc>{paragraph('x')}</w:tc><w:tc><w:p/></w:tc></w:tr>"
    body = "".join(map(paragraph, text.splitlines())) + f"<w:tbl>{row}{row}</w:tbl>"
    return f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'.encode()


def word(text: str) -> bytes:
    """A DOCX file with the lines of a text, and a table."""
    return packed(document(text))


def packed(main: bytes) -> bytes:
    """A DOCX file around a main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("_rels/.rels", _TIED)
        made.writestr("word/document.xml", main)
    return out.getvalue()


def portable(text: str) -> bytes:
    """A PDF file of one page with the lines of a text."""
    shown = b"".join(
        b"(%s) Tj T* " % line.translate({40: "", 41: "", 92: ""}).encode("cp1252", "replace")
        for line in text.splitlines()
    )
    stream = b"BT /F1 10 Tf 12 TL 40 800 Td " + shown + b"ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>>>>>"
        ),
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    xref = b"xref\n0 6\n0000000000 65535 f \n"
    xref += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + xref + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def for_packed() -> Iterator[bytes]:
    """The main part of DOCX files, and PDF files."""
    for data in [*examples(".txt"), *list(written(pages.dumps))[:6]]:
        text = data.decode("utf-8", "replace")
        yield document(text)
        yield portable(text)


def for_jsonld() -> Iterator[bytes]:
    """Records as JSON-LD, of both shapes."""
    yield from examples(".jsonld")
    yield from written(jsonld.dumps)
    yield from list(written(jsonld.dumps, shape="dump-2022"))[:6]


def for_csv() -> Iterator[bytes]:
    """Records as rows."""
    yield from examples(".csv")
    yield from written(csvfile.dumps)


def for_rdf() -> Iterator[bytes]:
    """Records as Turtle, N-Triples and RDF/XML."""
    yield from examples(".ttl")
    for writer in (turtle.dumps, ntriples.dumps, rdfxml.dumps):
        yield from list(written(writer))[:8]


def for_names() -> Iterator[bytes]:
    """References, FRBR URIs, language tags."""
    lines = """E-001670/2017 P-000001/2014 E-1/14 O-000012/2020 E-001670/2017(ASW) H-0123/09
    E-001670-17 B9-0012/2020 G-001002/2024 E-012345/2015/rev.1 /akn/eu/ep/question/2017/E-001670
    /akn/eu/doc/question/2018-02-21/E-001670-2017/eng@2018-02-21/!main~p_1 /akn/eu/question/x/!doc
    en fr-CA zh-Hant mul und eng sr-Latn-RS x-priv i-klingon de-CH-1996
    http://publications.europa.eu/resource/authority/language/ENG 2018-02-21
    2026-01-08T16:08:44+01:00""".split()
    yield from (line.encode() for line in lines)


def for_everything() -> Iterator[bytes]:
    """A few of each, for what tells formats apart."""
    for made in (for_akn(), for_json(), for_pages(), for_jsonld(), for_csv()):
        yield from list(made)[::4]


def for_joining() -> Iterator[bytes]:
    """Several documents, one behind the other."""
    made = list(for_json())
    for one, two in pairwise(made):
        yield one + b"\n\n\n" + two
    for document in documents()[-12:]:
        parts = [json.dumps(part) for _, part in split(document)][:3]
        yield b"\n\n\n".join(parts)


#: Words that the readers look for.
WORDS = {
    "name": "E- P- O- H- / /akn/eu question doc eng @ ! ~ :: (ASW) rev. zh-Hant x- main",
    "xml": """akomaNtoso answer question debate debateBody debateSection meta identification
    FRBRWork FRBRExpression FRBRManifestation FRBRthis FRBRuri FRBRdate FRBRauthor FRBRcountry
    FRBRlanguage FRBRtranslation FRBRnumber FRBRname FRBRalias FRBRsubtype preface heading from
    documentCollection collectionBody component components documentRef references TLCPerson
    TLCOrganization TLCRole TLCConcept TLCEvent TLCTerm TLCReference original hasAttachment
    proprietary publication workflow step classification keyword conclusions container block
    blockContainer ul ol li table tr td th caption p num foreign b i sup sub a br noteRef note eId
    href showAs shortForm by to refersTo value class source date name xml:lang language
    fromLanguage colspan rowspan marker placement pq:extension pq:work pq:expression
    pq:manifestation pq:publication namespace datatype xmlns= xmlns:pq= <!DOCTYPE <!ENTITY
    <![CDATA[ encoding= utf-16 &#x </p> <p> parlq: ignore ignore-file #answerer_1""",
    "json": """schema_version type kind answers_to answerers honorific institution code variants
    language legal_notice body paragraph content heading list items table rows cells note note_ref
    foreign markup bold italic link inline superscript subscript line_break extensions namespace
    datatype value identifiers scheme publications events subjects attachments manifestations
    authors addressees on_behalf_of questions answers reference term rule date parliament
    completeness original_languages replaces \\u0000 \\ud800 null true false 1e999 NaN""",
    "page": """Question Answer Subject: Rule 138 priority Commission Council tabled given by
    on behalf of (ASW) E- P- Parliamentary questions Question for written answer to the Commission
    Question avec demande de réponse écrite Anfrage zur schriftlichen Beantwortung Réponse donnée
    Objet: Betreff: <html> <head> <title> <p> <br> <div> <table> <td> <li> &nbsp; &#x0; <script>
    <!-- Legal notice Last updated Original language 2018 January février OJ C""",
    "packed": """<w:p> <w:r> <w:t> <w:br/> <w:cr/> <w:tbl> <w:tr> <w:tc> w:gridSpan w:vMerge
    w:val= <w:tab/> <w:sdt> <w:hyperlink> r:id= endobj endstream stream xref trailer startxref
    /Kids /Count /Parent /Length /Filter /FlateDecode /LZWDecode /ASCII85Decode /ASCIIHexDecode
    /Contents /Resources /Font /Encoding /ToUnicode /DecodeParms /Predictor /Root /Encrypt /Type
    BT ET Tj TJ Tf Td T* Tm cm Do [1 [ ] << >> 2_0_R""",
    "record": """@context @graph @id @type @value data error id type Work parliamentary_term
    document_date had_participation title_dcterms is_realized_by is_embodied_by identifier
    work_type inverse_answers_to person/1 org/COM eli/dl/doc/E-9-2022-000001 @prefix @base <eli/
    a epvoc: dcterms: "x"@en ^^xsd:date _:b1 rdf:about rdf:resource rdf:nodeID """,
    "config": """[tool.parlq] [tool.parlq.per-file-ignores] select ignore exclude fail-level
    max-problems jobs reports profile schema strict lenient error warning PQ401 PQ7 true false
    [[x]] \"\"\" ''' 1e5 inf nan include migrate max-size quiet statistics color force-exclude
    exit-zero allow-empty from ** [!a] {a,b} ? \\ /""",
    "option": """validate convert show merge split formats schema completion rule config -o --to
    --from --lenient --strict --profile --schema --jobs --report sarif: json: junit github gitlab
    jsonl text full concise --fix --diff --stdin-filename --config --no-config --select --ignore
    --per-file-ignores --exclude --include --force-exclude --fail-level --exit-zero --allow-empty
    --max-problems --max-size --quiet --statistics --color --language --migrate --reference
    --source --help --version --check format q.json bad.json q.xml p.txt - -- = PQ303 E-1/14 {}""",
}
