"""What blanks mean where, and the canonical form of a document without those that mean nothing."""

from __future__ import annotations

from lxml import etree

from parlq.formats.akn.xml.names import AKN, PQ

XSI = "http://www.w3.org/2001/XMLSchema-instance"
TEXTS = ("p", "block", "heading", "from", "num", "caption", "b", "i", "sup", "sub", "a", "inline")
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
        if element.tag not in SPEAKING:
            if not (element.text or "").strip(" \t\r\n"):
                element.text = None
            for child in element:
                if not (child.tail or "").strip(" \t\r\n"):
                    child.tail = None
    return etree.tostring(root, method="c14n", exclusive=True)
