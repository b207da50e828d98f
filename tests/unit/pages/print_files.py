"""PDF files of the tests' own making."""

import zlib

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


#: Further fonts, by the names that pages have for them.
FONTS = b"/F1 3 0 R" + b"".join(
    b"/%s<</Type/Font/Subtype/Type1/BaseFont/Helvetica-%s/Encoding/WinAnsiEncoding>>" % each
    for each in ((b"F2", b"Bold"), (b"F3", b"Oblique"))
)


def stream(data, extra=b"", *, packed=True):
    """A stream object, packed or not."""
    if packed:
        data, extra = zlib.compress(data, 9), extra + b"/Filter/FlateDecode"
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), extra, data)


def file(objects, trailer=b""):
    """A file of objects, of which the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj %s endobj\n" % (number, body)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        trailer,
        start,
    )


def raw(content, *, font=FONT, resources=b"", page=b"", more=(), packed=True):
    """A file of one page that draws this content; further objects begin with number 6."""
    return file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>%s>>%s>>" % (resources, page),
            content if content.startswith(b"<<") else stream(content, packed=packed),
            font,
            *more,
        ]
    )


def shown(text):
    """The operand that shows a text."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return b"(%s)" % escaped.encode("cp1252")


def drawn(line):
    """A line as `(height, text)`, perhaps with a size and the name of a font, as it is drawn.

    Markup instead of a text is drawn as it is.
    """
    height, text, size, font = *line, *(10, b"F1")[len(line) - 2 :]
    if isinstance(text, bytes):
        return text
    return b"/%s %d Tf 1 0 0 1 72 %d Tm %s Tj " % (font, size, height, shown(text))


def pdf(*pages, annotations=()):
    """A file of pages, each of lines in the order in which they are drawn.

    Annotations are on the first page.
    """
    first = 4 + 2 * len(pages)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        FONT,
    ]
    for number, lines in enumerate(pages):
        text = b"".join(drawn(line) for line in lines)
        notes = b"".join(b"%d 0 R " % (first + n) for n in range(len(annotations) * (not number)))
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Annots[%s]"
            b"/Resources<</Font<<%s>>>>>>" % (len(objects) + 2, notes, FONTS),
            stream(b"BT " + text + b"ET"),
        ]
    return file([*objects, *annotations])


def printed(top, *lines, gap=14):
    """Lines one below the other; None leaves one out."""
    return [(top - gap * n, text) for n, text in enumerate(lines) if text is not None]


HEAD = (
    "Question for written answer E-900001/2021",
    "to the Commission",
    "Rule 138",
    "Maja Dobrin (S&D)",
    "Subject: Storks",
    None,
)
