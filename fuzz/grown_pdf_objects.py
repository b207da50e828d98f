"""Dimensions of the objects of PDF files: trees of pages, forms, fonts, tables of objects."""

from __future__ import annotations

from collections.abc import Iterator

from grown import Dimension, Make
from grown_docx import UNPACKED
from grown_pdf import paged, pdf, stream


def _objects() -> Iterator[tuple[str, Make, int]]:
    yield (
        "pages",
        lambda n: pdf(
            {
                1: b"<</Type/Catalog/Pages 2 0 R>>",
                2: b"<</Type/Pages/Count %d/Kids[%s]>>"
                % (n, b" ".join(b"%d 0 R" % i for i in range(3, n + 3))),
                **dict.fromkeys(range(3, n + 3), b"<</Type/Page/Parent 2 0 R>>"),
            }
        ),
        80,
    )
    yield (
        "pages, one many times",
        lambda n: pdf(
            {
                1: b"<</Type/Catalog/Pages 2 0 R>>",
                2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (n, b"3 0 R " * n),
                3: b"<</Type/Page/Parent 2 0 R>>",
            }
        ),
        6,
    )
    yield (
        "pages, a tree without end",
        lambda n: pdf(
            {
                1: b"<</Type/Catalog/Pages 2 0 R>>",
                2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (n, b"2 0 R " * n),
            }
        ),
        6,
    )
    yield (
        "pages, a deep tree",
        lambda n: pdf(
            {
                1: b"<</Type/Catalog/Pages 2 0 R>>",
                **{i: b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (i + 1) for i in range(2, n + 2)},
                n + 2: b"<</Type/Page>>",
            }
        ),
        80,
    )
    yield (
        "pages, a tree that doubles",
        lambda n: pdf(
            {
                1: b"<</Type/Catalog/Pages 2 0 R>>",
                **{
                    i: b"<</Type/Pages/Count 2/Kids[%d 0 R %d 0 R]>>" % (i + 1, i + 1)
                    for i in range(2, n + 2)
                },
                n + 2: b"<</Type/Page>>",
            }
        ),
        90,
    )
    yield (
        "forms in each other",
        lambda n: paged(
            stream(b"/X6 Do "),
            *(
                stream(
                    b"/X%d Do " % (i + 1),
                    b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X%d %d 0 R>>>>"
                    % (i + 1, i + 1),
                )
                for i in range(6, n + 6)
            ),
            resources=b"/XObject<</X6 6 0 R>>",
        ),
        200,
    )
    yield (
        "forms that double",
        lambda n: paged(
            stream(b"/X6 Do " * 2),
            *(
                stream(
                    b"/X%d Do " % (i + 1) * 4,
                    b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X%d %d 0 R>>>>"
                    % (i + 1, i + 1),
                )
                for i in range(6, n + 6)
            ),
            stream(b"BT /F1 10 Tf (x) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
            resources=b"/XObject<</X6 6 0 R>>",
        ),
        200,
    )
    yield (
        "form that shows itself",
        lambda n: paged(
            stream(b"/X6 Do " * n),
            stream(
                b"/X6 Do " * n,
                b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X6 6 0 R>>>>",
            ),
            resources=b"/XObject<</X6 6 0 R>>",
        ),
        7,
    )
    yield (
        "arrays, nested",
        lambda n: paged(stream(b""), b"[" * n + b"]" * n, page=b"/Annots 6 0 R"),
        2,
    )
    yield (
        "dictionaries, nested",
        lambda n: paged(stream(b""), b"<</a " * n + b"1" + b">>" * n, page=b"/Annots 6 0 R"),
        7,
    )
    yield (
        "references in a row",
        lambda n: paged(
            stream(b""),
            *(b" %d 0 R" % (i + 1) for i in range(6, n + 6)),
            page=b"/Annots 6 0 R/Rotate 6 0 R",
        ),
        60,
    )
    yield "reference to itself", lambda n: paged(b" 4 0 R" + b" " * n), 1
    yield (
        "contents of a page",
        lambda n: pdf(
            {
                1: b"<</Type/Catalog/Pages 2 0 R>>",
                2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                3: b"<</Type/Page/Parent 2 0 R/Contents[%s]>>" % (b"4 0 R " * n),
                4: stream(b"BT (x) Tj ET " * 200),
            }
        ),
        2600,
    )
    yield (
        "lines of a map of letters",
        lambda n: paged(
            stream(b"BT /F2 10 Tf (x) Tj ET"),
            b"<</Type/Font/Subtype/Type1/BaseFont/A/ToUnicode 7 0 R>>",
            stream(
                b"1 begincodespacerange <00><ff> endcodespacerange %d beginbfchar " % n
                + b"".join(b"<%04x><0041>\n" % (i % 65536) for i in range(n))
                + b"endbfchar"
            ),
            resources=b"/Font<</F2 6 0 R>>",
        ),
        14,
    )
    yield (
        "spans of a map of letters",
        lambda n: paged(
            stream(b"BT /F2 10 Tf (x) Tj ET"),
            b"<</Type/Font/Subtype/Type1/BaseFont/A/ToUnicode 7 0 R>>",
            stream(b"%d beginbfrange " % n + b"<0000><ffff><0041>\n" * n + b"endbfrange"),
            resources=b"/Font<</F2 6 0 R>>",
        ),
        20,
    )
    yield (
        "wide span of a map of letters",
        lambda n: paged(
            stream(b"BT /F2 10 Tf (x) Tj ET"),
            b"<</Type/Font/Subtype/Type1/BaseFont/A/ToUnicode 7 0 R>>",
            stream(b"1 beginbfrange <%s><%s><0041> endbfrange" % (b"0" * n, b"f" * n)),
            resources=b"/Font<</F2 6 0 R>>",
        ),
        2,
    )
    yield (
        "widths of a font",
        lambda n: paged(
            stream(b"BT /F2 10 Tf (x) Tj ET"),
            b"<</Type/Font/Subtype/Type1/BaseFont/A/FirstChar 0/LastChar %d/Widths[%s]>>"
            % (n, b"9 " * n),
            resources=b"/Font<</F2 6 0 R>>",
        ),
        2,
    )
    yield (
        "wide span of widths",
        lambda n: paged(
            stream(b"BT /F2 10 Tf (xx) Tj ET"),
            b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/W[%s]>>]>>"
            % (b"0 99999999 500 " * n),
            resources=b"/Font<</F2 6 0 R>>",
        ),
        15,
    )
    yield (
        "differences of a font",
        lambda n: paged(
            stream(b"BT /F2 10 Tf (x) Tj ET"),
            b"<</Type/Font/Subtype/Type1/BaseFont/A/Encoding<</Differences[0 %s]>>>>"
            % (b"/a " * n),
            resources=b"/Font<</F2 6 0 R>>",
        ),
        3,
    )
    yield (
        "fonts",
        lambda n: paged(
            stream(b"BT /F1 10 Tf (x) Tj ET"),
            b"<<%s>>" % b"".join(b"/G%d 5 0 R" % i for i in range(n)),
            resources=b"/Font 6 0 R",
        ),
        10,
    )
    yield (
        "letters of a name",
        lambda n: paged(
            stream(b"BT /F1 10 Tf (x) Tj ET"), b"/" + b"#41" * n, page=b"/Annots 6 0 R"
        ),
        3,
    )
    yield "objects", lambda n: paged(stream(b""), *([b"null"] * n)), 45
    yield (
        "objects in a stream",
        lambda n: paged(
            stream(b""),
            stream(
                b"".join(b"%d %d " % (i + 9, 2 * i) for i in range(n)) + b"1 " * n,
                b"/Type/ObjStm/N %d/First 0" % n,
            ),
            page=b"/Annots 9 0 R",
        ),
        12,
    )
    yield (
        "earlier states",
        lambda n: (
            paged(stream(b""))
            + b"".join(
                b"\nxref\n0 0\ntrailer<</Root 1 0 R/Size 6/Prev 9>>\nstartxref\n9\n%%EOF"
                for _ in range(n)
            )
        ),
        60,
    )
    yield "letters before the file", lambda n: b"x" * n + paged(stream(b"")), 1
    yield "letters behind the file", lambda n: paged(stream(b"")) + b"x" * n, 1


def dimensions() -> Iterator[Dimension]:
    """All of these."""
    for name, make, piece in _objects():
        yield Dimension(f"PDF: {name}", "page", make, most=max(UNPACKED // piece, 2))
