"""Dimensions of DOCX files: a small file may unpack to very much."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache

from grown import Dimension, Make, around, deep, nested

#: What a packed file may unpack to, so that it can be made in a bounded time.
UNPACKED = 24_000_000
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_D = f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body><w:p><w:r><w:t>Question for written answer E-000888/2021</w:t></w:r></w:p>'
_E = "</w:body></w:document>"
_RUN = "<w:r><w:t>x</w:t></w:r>"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_FORM = f'<c:AlternateContent xmlns:c="{_MC}"><c:Choice>'
_FORMS_END = (
    "</c:Choice><c:Fallback><w:p><w:r><w:t>y</w:t></w:r></w:p></c:Fallback></c:AlternateContent>"
)


def _types(name: str, more: str = "") -> str:
    return (
        f'<Types xmlns="{_P}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{more}<Override PartName="/word/{name}" ContentType="{_MAIN}"/></Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_P}/relationships">{each}</Relationships>'


def _form(choice: str, other: str) -> str:
    """A content in two forms."""
    return f"{_FORM}{choice}</c:Choice><c:Fallback>{other}</c:Fallback></c:AlternateContent>"


def docx(parts: Mapping[str, str | bytes], main: str = "document.xml") -> bytes:
    """A DOCX file, its main part of any name."""
    out = io.BytesIO()
    ordinary: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(main),
        "_rels/.rels": _relations(("officeDocument", f"word/{main}")),
        f"word/{main}": f"{_D}{_E}",
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, data in {**ordinary, **parts}.items():
            made.writestr(name, data)
    return out.getvalue()


def _inside(
    make: Make, name: str = "word/document.xml", main: str = "document.xml", **more: str
) -> Make:
    @cache
    def made(count: int) -> bytes:
        return docx(
            {
                name: make(count),
                **{key.replace("__", "/").replace("_", "."): each for key, each in more.items()},
            },
            main,
        )

    return made


def _words() -> Iterator[tuple[str, Make, int]]:
    """Name, what makes it, and the bytes of one piece before packing."""
    yield "paragraphs", _inside(around(_D, f"<w:p>{_RUN}</w:p>", _E)), 40
    yield "runs", _inside(around(f"{_D}<w:p>", _RUN, f"</w:p>{_E}")), 30
    yield "letters", _inside(around(f"{_D}<w:p><w:r><w:t>", "x", f"</w:t></w:r></w:p>{_E}")), 1
    yield (
        "main part of another name",
        _inside(around(_D, f"<w:p>{_RUN}</w:p>", _E), "word/document.bin", "document.bin"),
        40,
    )
    yield (
        "main part without a suffix",
        _inside(around(_D, f"<w:p>{_RUN}</w:p>", _E), "word/document", "document"),
        40,
    )
    yield (
        "main part in UTF-16",
        _inside(
            lambda n: (
                f'<?xml version="1.0" encoding="UTF-16"?>{_D}{f"<w:p>{_RUN}</w:p>" * n}{_E}'.encode(
                    "utf-16"
                )
            )
        ),
        80,
    )
    yield "attributes", _inside(around(f"{_D}<w:p", ' w:a{n}="x"', f"/>{_E}")), 12
    yield "namespaces", _inside(around(f"{_D}<w:p", ' xmlns:z{n}="urn:{n}"', f"/>{_E}")), 24
    yield (
        "elements, nested",
        _inside(
            nested(_D, "<w:sdt><w:sdtContent>", f"<w:p>{_RUN}</w:p>", "</w:sdtContent></w:sdt>", _E)
        ),
        50,
    )
    yield (
        "elements, 200 deep, many times",
        _inside(deep(_D, "<w:ins>", _RUN, "</w:ins>", _E, 200)),
        4000,
    )
    yield (
        "tables, nested",
        _inside(
            nested(_D, "<w:tbl><w:tr><w:tc>", f"<w:p>{_RUN}</w:p>", "</w:tc></w:tr></w:tbl>", _E)
        ),
        50,
    )
    yield (
        "cells",
        _inside(
            around(f"{_D}<w:tbl><w:tr>", f"<w:tc><w:p>{_RUN}</w:p></w:tc>", f"</w:tr></w:tbl>{_E}")
        ),
        60,
    )
    yield (
        "rows",
        _inside(
            around(f"{_D}<w:tbl>", f"<w:tr><w:tc><w:p>{_RUN}</w:p></w:tc></w:tr>", f"</w:tbl>{_E}")
        ),
        70,
    )
    yield (
        "cells over many columns",
        _inside(
            around(
                f"{_D}<w:tbl><w:tr>",
                f'<w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr><w:p>{_RUN}</w:p></w:tc>',
                f"</w:tr></w:tbl>{_E}",
            )
        ),
        100,
    )
    yield (
        "columns of a grid",
        _inside(
            around(
                f"{_D}<w:tbl><w:tblGrid>",
                "<w:gridCol/>",
                f"</w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>{_E}",
            )
        ),
        12,
    )
    yield (
        "cells that go on",
        _inside(
            around(
                f"{_D}<w:tbl>",
                "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>",
                f"</w:tbl>{_E}",
            )
        ),
        70,
    )
    yield (
        "links",
        _inside(
            around(
                f"{_D}<w:p>", f'<w:hyperlink r:id="rId{{n}}">{_RUN}</w:hyperlink>', f"</w:p>{_E}"
            )
        ),
        60,
    )
    yield (
        "raised words",
        _inside(
            around(
                f"{_D}<w:p>",
                '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>',
                f"</w:p>{_E}",
            )
        ),
        80,
    )
    yield "pictures", _inside(around(f"{_D}<w:p>", "<w:r><w:drawing/></w:r>", f"</w:p>{_E}")), 30
    yield (
        "equations",
        _inside(
            around(
                f"{_D}<w:p>",
                '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>',
                f"</w:p>{_E}",
            )
        ),
        80,
    )
    yield (
        "numbered paragraphs",
        _inside(
            around(
                _D,
                f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{_RUN}</w:p>',
                _E,
            )
        ),
        110,
    )
    yield (
        "notes",
        _inside(
            around(f"{_D}<w:p>", '<w:r><w:footnoteReference w:id="{n}"/></w:r>', f"</w:p>{_E}")
        ),
        45,
    )
    yield (
        "fields",
        _inside(
            around(f"{_D}<w:p>", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', f"</w:p>{_E}")
        ),
        45,
    )
    yield "comments", _inside(around(_D, "<!--x-->", _E)), 8
    yield "runs outside paragraphs", _inside(around(_D, _RUN, _E)), 30
    yield "text beside paragraphs", _inside(around(_D, "<w:p/>x", _E)), 8
    yield "text in properties", _inside(around(_D, "<w:sectPr>x</w:sectPr>", _E)), 22
    yield "rows in no table", _inside(around(_D, "<w:tr><w:tc>x</w:tc></w:tr>", _E)), 28
    yield (
        "text beside cells",
        _inside(around(f"{_D}<w:tbl>", f"{_RUN}<w:tr/>", f"</w:tbl>{_E}")),
        36,
    )
    yield "forms that differ", _inside(around(_D, _form(_RUN, "<w:r><w:t>y</w:t></w:r>"), _E)), 200
    yield (
        "forms in forms",
        _inside(
            around(
                f"{_D}{_FORM * 80}<w:p>",
                _RUN,
                f"</w:p>{_FORMS_END * 80}{_E}",
            )
        ),
        30,
    )
    yield (
        "styles",
        _inside(
            around(f'<w:styles xmlns:w="{_W}">', '<w:style w:styleId="s{n}"/>', "</w:styles>"),
            "word/styles.xml",
            word___rels__document_xml_rels=_relations(("styles", "styles.xml")),
        ),
        28,
    )
    yield (
        "relations",
        _inside(
            around(
                f'<Relationships xmlns="{_P}/relationships">',
                f'<Relationship Id="r{{n}}" Type="{_R}/hyperlink" Target="x" TargetMode="External"/>',
                "</Relationships>",
            ),
            "word/_rels/document.xml.rels",
        ),
        130,
    )
    yield (
        "kinds of parts",
        _inside(
            around(
                f'<Types xmlns="{_P}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{_MAIN}"/>',
                '<Override PartName="/p{n}" ContentType="x/y"/>',
                "</Types>",
            ),
            "[Content_Types].xml",
        ),
        45,
    )
    yield "parts", lambda n: docx({f"word/p{i}.xml": "<a/>" for i in range(min(n, 60_000))}), 400
    yield (
        "parts that belong together",
        lambda n: docx(
            {
                **{f"word/p{i}.xml": "<a/>" for i in range(min(n, 60_000))},
                "word/_rels/document.xml.rels": _relations(
                    *(("customXml", f"p{i}.xml") for i in range(min(n, 60_000)))
                ),
            }
        ),
        800,
    )
    yield (
        "letters of a picture",
        _inside(
            around("", "x"),
            "word/media/image1.png",
            word___rels__document_xml_rels=_relations(("image", "media/image1.png")),
        ),
        1,
    )


def dimensions() -> Iterator[Dimension]:
    """All of these."""
    for name, make, piece in _words():
        yield Dimension(f"DOCX: {name}", "page", make, most=max(UNPACKED // piece, 2))
