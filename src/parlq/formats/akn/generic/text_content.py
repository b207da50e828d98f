"""The content of an element of generic Akoma Ntoso: its text alone, or its markup."""

from __future__ import annotations

from lxml import etree

from parlq.formats.akn.xml.types import Element
from parlq.model import Foreign, Paragraph


def words(element: Element) -> str:
    """All words of an element as one line, without the line ends and indents of its markup."""
    return " ".join("".join(map(str, element.itertext())).split())


def foreign(element: Element) -> Foreign:
    """An element that the model has no block and no inline for, markup and all."""
    markup = str(etree.tostring(element, encoding="unicode", with_tail=False))
    return Foreign(media_type="application/xml", value=markup)


def verbatim(element: Element) -> Paragraph:
    """The same where only paragraphs can stand."""
    return Paragraph(content=(foreign(element),))
