"""Dimensions of the contents of PDF files: operators, texts, filters."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping
from functools import cache

from grown import Dimension, Make
from grown_docx import UNPACKED


def pdf(objects: Mapping[int, bytes], tail: bytes = b"") -> bytes:
    """A PDF file of these objects."""
    out, places = io.BytesIO(), {}
    out.write(b"%PDF-1.7\n")
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, place in places.items():
        out.write(b"%d 1\n%010d 00000 n \n" % (number, place))
    out.write(
        b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF"
        % (max(objects) + 1, tail, start)
    )
    return out.getvalue()


def stream(data: bytes, facts: bytes = b"", times: int = 1) -> bytes:
    """A stream, packed `times` times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    filters = b"/Filter[%s]" % (b"/FlateDecode" * times) if times else b""
    return b"<</Length %d%s%s>>stream\n%s\nendstream" % (len(data), filters, facts, data)


def paged(content: bytes, *more: bytes, resources: bytes = b"", page: bytes = b"") -> bytes:
    """A file of one page with this content, and more objects from number 6 on."""
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>%s>>"
            % (resources, page),
            4: content,
            5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            **dict(enumerate(more, 6)),
        }
    )


def _packed(piece: bytes, times: int = 1) -> Make:
    return cache(
        lambda n: paged(stream(b"BT /F1 10 Tf 40 800 Td " + piece * n + b" ET", times=times))
    )


def _portable() -> Iterator[tuple[str, Make, int]]:
    yield "operators that show", _packed(b"(x) Tj "), 7
    yield "operators that show in parts", _packed(b"[(x) 1 (y)] TJ "), 15
    yield (
        "operators, unpacked",
        lambda n: paged(stream(b"BT /F1 10 Tf " + b"(x) Tj T* " * n + b"ET", times=0)),
        10,
    )
    yield "operators that move", _packed(b"1 0 0 1 0 0 Tm "), 15
    yield "operators that save", _packed(b"q "), 2
    yield "operators that draw", _packed(b"0 0 m 9 9 l S "), 14
    yield "operators that are none", _packed(b"zork "), 5
    yield "numbers", _packed(b"1 "), 2
    yield "letters", lambda n: paged(stream(b"BT /F1 10 Tf 40 800 Td (" + b"x" * n + b") Tj ET")), 1
    yield (
        "brackets in a text",
        lambda n: paged(stream(b"BT /F1 10 Tf (" + b"(" * n + b")" * n + b") Tj ET")),
        2,
    )
    yield (
        "arrays in the content, nested",
        lambda n: paged(stream(b"BT " + b"[" * n + b"]" * n + b" TJ ET")),
        2,
    )
    yield (
        "dictionaries in the content, nested",
        lambda n: paged(stream(b"/x " + b"<</a " * n + b"1 " + b">>" * n + b" BDC EMC")),
        7,
    )
    yield "pictures in the content", _packed(b"BI /W 1 /H 1 ID x EI "), 21
    yield "lines", _packed(b"0 -12 Td (gulls) Tj "), 20
    yield "letters, packed twice", _packed(b"(x) Tj ", 2), 7
    yield "letters, packed nine times", _packed(b"(x) Tj ", 9), 7
    yield (
        "filters",
        lambda n: paged(b"<</Length 1/Filter[%s]>>stream\nx\nendstream" % (b"/ASCIIHexDecode" * n)),
        15,
    )
    yield (
        "letters in hexadecimal",
        lambda n: paged(
            b"<</Length %d/Filter/ASCIIHexDecode>>stream\n%s>\nendstream" % (2 * n + 1, b"20" * n)
        ),
        2,
    )
    yield (
        "repeated letters",
        lambda n: paged(
            b"<</Length %d/Filter/RunLengthDecode>>stream\n%s\x80\nendstream"
            % (2 * n + 1, b"\x81 " * n)
        ),
        128,
    )
    yield (
        "letters in base 85",
        lambda n: paged(
            b"<</Length %d/Filter/ASCII85Decode>>stream\n%s~>\nendstream" % (n + 2, b"z" * n)
        ),
        4,
    )
    yield (
        "letters in LZW",
        lambda n: paged(
            b"<</Length %d/Filter/LZWDecode>>stream\n%s\nendstream"
            % (n, (b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * (n // 9 + 1))[:n])
        ),
        4,
    )
    yield (
        "columns of a predictor",
        lambda n: paged(stream(b"x" * n, b"/DecodeParms<</Predictor 12/Columns 1>>")),
        2,
    )


def dimensions() -> Iterator[Dimension]:
    """All of these."""
    for name, make, piece in _portable():
        yield Dimension(f"PDF: {name}", "page", make, most=max(UNPACKED // piece, 2))
