"""What blanks mean where, and the canonical form of a document without those that mean nothing."""

from __future__ import annotations

from lxml import etree

from parlq.formats.akn.xml.names import AKN, PQ

XSI = "http://www.w3.org/2001/XMLSchema-instance"
TEXTS = (
    "p",
    "block",
    "heading",
    "from",
    "num",
    "caption",
    "b",
    "i",
    "sup",
    "sub",
    "a",
    "span",
    "inline",
)
#: Elements whose blanks are text; between all others they are layout.
SPEAKING = frozenset(f"{{{AKN}}}{name}" for name in TEXTS) | {
    f"{{{PQ}}}content",
    f"{{{PQ}}}extension",
}


def layout_removed(data: bytes) -> bytes:
    """Return the canonical form of a document, less what the docs say is not kept.

    That is blanks between structural elements, and hints for schema processors.
    """
    root = etree.fromstring(data)
    for element in root.iter():
        for name in element.attrib:
            if name.startswith(f"{{{XSI}}}"):
                del element.attrib[name]
    lay_out(root, None)
    return etree.tostring(root, method="c14n", exclusive=True)


def lay_out(root: etree._Element, indent: str | None) -> None:
    """Put a line end and indents between structural elements, or nothing where `indent` is None."""
    for element in root.iter():
        if element.tag in SPEAKING:
            continue
        depth = len(list(element.iterancestors()))
        line = None if indent is None else f"\n{indent * depth}"
        if not (element.text or "").strip(" \t\r\n"):
            element.text = f"{line}{indent}" if line is not None and len(element) else None
        for child in element:
            if not (child.tail or "").strip(" \t\r\n"):
                last = child.getnext() is None
                child.tail = None if line is None else line if last else f"{line}{indent}"
