"""DOCX and PDF files that lead elsewhere: relations, templates, parts, actions, streams in other files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

from .hostile import Case, Lure, by_content, read_as
from .hostile_xml import ENCODINGS, encoded

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
_C = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def types(body: str = "") -> str:
    """The part that names the types of the others."""
    return (
        f'<Types xmlns="{_C}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{body}'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/></Types>'
    )


def relations(*made: tuple[str, str, str]) -> str:
    """Relations: their kind, their target, and further attributes."""
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{kind if "/" in kind else f"{_R}/{kind}"}" Target="{target}" {more}/>'
        for n, (kind, target, more) in enumerate(made, 1)
    )
    return f'<Relationships xmlns="{_P}">{each}</Relationships>'


def document(inside: str = "") -> str:
    """The main part."""
    return f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body><w:p><w:r><w:t>Question for written answer E-000777/2021</w:t></w:r></w:p><w:p><w:r><w:t>Who counts the gulls?</w:t></w:r>{inside}</w:p></w:body></w:document>'


def docx(parts: Mapping[str, str | bytes]) -> bytes:
    """A DOCX file with these parts beside or in place of the ordinary ones."""
    ordinary = {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
        "word/document.xml": document(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in {**ordinary, **parts}.items():
            made.writestr(name, data)
    return out.getvalue()


#: Kinds of relations of the main part.
_KINDS = (
    "image",
    "hyperlink",
    "attachedTemplate",
    "oleObject",
    "package",
    "subDocument",
    "aFChunk",
    "header",
    "footer",
    "styles",
    "settings",
    "numbering",
    "footnotes",
    "theme",
    "frame",
    "video",
    "customXml",
    "glossaryDocument",
)
_INSIDE = (
    '<w:hyperlink r:id="rId1"><w:r><w:t>x</w:t></w:r></w:hyperlink><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" r:id="rId1" r:href="rId1" src="%s"/></w:pict></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDETEXT "%s"</w:instrText><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="INCLUDEPICTURE &quot;%s&quot;"/>'
    '<w:fldSimple w:instr="DDEAUTO cmd &quot;%s&quot;"/>'
)


def _words(lure: Lure) -> Iterator[tuple[str, bytes]]:
    for way, address in lure.addresses("mark.dotm").items():
        inside = _INSIDE.replace("%s", address)
        for mode in ('TargetMode="External"', 'TargetMode="Internal"', ""):
            made = relations(*((kind, address, mode) for kind in _KINDS))
            yield (
                f"relations-{mode[12:-1] or 'none'}-{way}",
                docx({"word/_rels/document.xml.rels": made, "word/document.xml": document(inside)}),
            )
            yield (
                f"main-{mode[12:-1] or 'none'}-{way}",
                docx(
                    {
                        "_rels/.rels": relations(
                            ("officeDocument", address, mode),
                            ("metadata/core-properties", address, mode),
                        )
                    }
                ),
            )
        yield (
            f"override-{way}",
            docx(
                {
                    "[Content_Types].xml": types(
                        f'<Override PartName="{address}" ContentType="{_TYPE}.styles+xml"/>'
                    )
                }
            ),
        )
        yield (
            f"chunk-{way}",
            docx(
                {
                    "word/document.xml": document(f'<w:altChunk r:id="rId1" src="{address}"/>'),
                    "word/_rels/document.xml.rels": relations(
                        ("aFChunk", address, 'TargetMode="External"')
                    ),
                }
            ),
        )
        settings = f'<w:settings xmlns:w="{_W}" xmlns:r="{_R}"><w:attachedTemplate r:id="rId1"/><w:attachedSchema w:val="{address}"/></w:settings>'
        parts = {
            "word/settings.xml": settings,
            "word/_rels/settings.xml.rels": relations(
                ("attachedTemplate", address, 'TargetMode="External"')
            ),
            "word/_rels/document.xml.rels": relations(("settings", "settings.xml", "")),
        }
        yield f"template-{way}", docx(parts)
        yield (
            f"include-{way}",
            docx(
                {
                    "word/document.xml": document(
                        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}"/>'
                    )
                }
            ),
        )
        yield (
            f"schema-{way}",
            docx(
                {
                    "word/document.xml": document().replace(
                        "<w:body",
                        f'<w:body xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{_W} {address}"',
                        1,
                    )
                }
            ),
        )


def _typed(lure: Lure) -> Iterator[tuple[str, bytes]]:
    parts = {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relations(("styles", "styles.xml", "")),
        "word/styles.xml": f'<w:styles xmlns:w="{_W}"/>',
    }
    for part, text in parts.items():
        for encoding in (*list(ENCODINGS)[:4], "utf32", "latin1"):
            for way, address in lure.few("mark.dtd").items():
                root = text[1:].split(maxsplit=1)[0].rstrip(">/")
                kind = f'<!DOCTYPE {root} SYSTEM "{address}" [<!ENTITY % more SYSTEM "{address}"> %more; <!ENTITY stolen SYSTEM "{address}">]>'
                data = encoded(f"{kind}\n{text}".replace("Who", "&stolen; Who"), encoding)
                name = part.strip("_[]").replace("/", ".").replace("]", "")
                yield f"type-{name}-{encoding}-{way}", docx({**parts, part: data})


def _archives(lure: Lure) -> Iterator[tuple[str, bytes]]:
    """Names that lead out of the archive, and members that are links."""
    for way, address in lure.few("mark.dotm").items():
        climbing = "../../" * 8 + address.lstrip("/")
        for number, name in enumerate((address, climbing, f"word/../../{address}")):
            yield (
                f"member-{number}-{way}",
                docx(
                    {
                        name: b"x",
                        "word/_rels/document.xml.rels": relations(("styles", f"/{name}", "")),
                    }
                ),
            )
        out = io.BytesIO(docx({}))
        with zipfile.ZipFile(out, "a") as made:
            for link in ("word/styles.xml", "word/media/image1.png"):
                facts = zipfile.ZipInfo(link)
                facts.create_system, facts.external_attr = 3, 0o120777 << 16
                made.writestr(facts, address)
        yield f"link-{way}", out.getvalue()


#: PDF objects that lead elsewhere, from number 6 on, and what names them in the page or the catalogue.
_ACTIONS = {
    "uri": "<</S/URI/URI(%s)>>",
    "goto": "<</S/GoToR/F(%s)/D[0/Fit]/NewWindow false>>",
    "goto-embedded": "<</S/GoToE/F(%s)/T<</R/C/N(x)>>>>",
    "launch": "<</S/Launch/F<</Type/Filespec/F(%s)/UF(%s)>>/Win<</F(%s)/O(open)>>/Unix(%s)>>",
    "import": "<</S/ImportData/F(%s)>>",
    "submit": "<</S/SubmitForm/F<</FS/URL/F(%s)>>>>",
    "script": "<</S/JavaScript/JS(app.launchURL\\('%s'\\))>>",
    "thread": "<</S/Thread/F(%s)/D 0>>",
    "rendition": "<</S/Rendition/R<</S/MR/C<</S/MCD/D<</Type/Filespec/F(%s)>>>>>>>>",
    "sound": "<</S/Sound/Sound<</F(%s)/R 8000>>>>",
}
_STREAMS = {
    "file": "<</Length 0/F(%s)/FFilter/FlateDecode>>stream\n\nendstream",
    "specification": "<</Length 0/F<</Type/Filespec/FS/URL/F(%s)/UF(%s)>>>>stream\n\nendstream",
    "reference": "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0/Ref<</F(%s)/Page 0>>>>stream\n\nendstream",
    "prepress": "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0/OPI<</2.0<</Type/OPI/Version 2.0/F(%s)>>>>>>stream\n\nendstream",
    "embedded": "<</Type/EmbeddedFile/Length 1/F(%s)>>stream\nx\nendstream",
}


def pdf(content: bytes, catalogue: str, page: str, more: str) -> bytes:
    """A PDF file of one page, with an object 6 of any kind."""
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalogue}>>".encode(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>{page}>>".encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/Tarrow/Encoding 6 0 R/ToUnicode 6 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/FontDescriptor<</FontFile3 6 0 R/FontName/x>>>>]>>",
        more.encode(),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"xref\n0 7\n0000000000 65535 f \n" + b"".join(
        b"%010d 00000 n \n" % place for place in places
    )
    return out + table + b"trailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def _portable(lure: Lure) -> Iterator[tuple[str, bytes]]:
    content = b"BT /F1 10 Tf 40 800 Td (Question for written answer E-000777/2021) Tj ET /X Do"
    for way, address in lure.few("mark.pdf").items():
        for what, text in _ACTIONS.items():
            action = "/OpenAction 6 0 R/AA<</WC 6 0 R>>/Names<</JavaScript<</Names[(x) 6 0 R]>>/URLS<</Names[(x) 6 0 R]>>>>"
            page = "/Contents 4 0 R/AA<</O 6 0 R>>/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A 6 0 R>>]"
            yield f"action-{what}-{way}", pdf(content, action, page, text.replace("%s", address))
        for what, text in _STREAMS.items():
            catalogue = "/Names<</EmbeddedFiles<</Names[(x)<</Type/Filespec/F(x)/EF<</F 6 0 R>>>>]>>>>/Metadata 6 0 R/AcroForm<</XFA 6 0 R>>"
            yield (
                f"stream-{what}-{way}",
                pdf(content, catalogue, "/Contents[4 0 R 6 0 R]", text.replace("%s", address)),
            )


def cases(lure: Lure) -> Iterator[Case]:
    """All of these."""
    for kind, suffix, made in (
        ("word", ".docx", (*_words(lure), *_typed(lure), *_archives(lure))),
        ("pdf", ".pdf", (*_portable(lure),)),
    ):
        for name, data in made:
            file = f"input{suffix}"
            yield Case(
                name=f"{kind}-{name}",
                files={file: data},
                marks=("mark.dotm", "mark.dtd", "mark.pdf"),
                steps=(*read_as(file, "page"), *by_content(file, name.rpartition("-")[2])),
                workers=True,
            )
