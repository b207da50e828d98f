"""DOCX files of the tests' own making: a ZIP file with the few parts that a reader needs."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:m="{MATH}" xmlns:mc="{MARKUP}" xmlns:wp="{DRAWING}" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def paragraph(text, properties=""):
    """A paragraph of one run, or of markup."""
    runs = text if text.startswith("<") else run(text)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def run(text, properties=""):
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


HEAD = "".join(
    paragraph(text)
    for text in (
        "Question for written answer E-900001/2021",
        "to the Commission",
        "Rule 138",
        "Maja Dobrin (S&amp;D)",
        "Subject: Storks",
    )
)


def relations(*found):
    """A part of relationships, as `(id, kind, target)`; a target with a colon is external."""
    rows = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if ':' in target else ''}/>"
        for name, kind, target in found
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def contents(body, *, parts=(), links=(), main="word/document.xml"):
    """The parts of a DOCX file, by name.

    Args:
        body: markup of the body.
        parts: further parts as `(name, kind, markup)`, in the folder `word`.
        links: addresses by the ids of their relationships.
        main: name of the part with the body.
    """
    ties = [(f"x{n}", kind, f"/word/{name}.xml") for n, (name, kind, _) in enumerate(parts)]
    ties += [(name, "hyperlink", target) for name, target in dict(links).items()]
    folder, _, name = main.rpartition("/")
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relations(("a", "officeDocument", main)),
        main: f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        f"{folder}/_rels/{name}.rels": relations(*ties),
        **{f"word/{name}.xml": markup for name, _, markup in parts},
    }


def packed(parts):
    """A ZIP file of parts; those that are None are left out."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, part in parts.items():
            if part is not None:
                out.writestr(name, part)
    return made.getvalue()


def docx(body, **more):
    """A DOCX file with this body."""
    return packed(contents(body, **more))
