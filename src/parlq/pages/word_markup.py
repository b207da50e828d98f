"""Knows the elements of DOCX files around and beside runs: alternatives, drawings, text as such."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from lxml import etree

from parlq.model import Datatype
from parlq.pages.saved import Unmapped
from parlq.pages.word_styles import W

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ALTERNATIVES = f"{_MARKUP}AlternateContent"
_TIES = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: Attributes that name the part with a picture or a sheet, or what a picture leads to.
_PARTS = {
    f"{_MAIN}blip": (("src", f"{_TIES}embed"), ("src", f"{_TIES}link")),
    f"{_VML}imagedata": (("src", f"{_TIES}id"),),
    f"{_OFFICE}OLEObject": (("src", f"{_TIES}id"),),
    f"{_MAIN}hlinkClick": (("href", f"{_TIES}id"),),
}
_BOX = f"{W}txbxContent"
#: Around paragraphs, rows, cells and runs, without a meaning here.
AROUND = frozenset(W + tag for tag in ("sdt", "sdtContent", "customXml", "smartTag"))
#: Properties, and what fields are told: no text of the page.
PROPERTIES = frozenset(
    W + tag
    for tag in (
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "rubyPr", "ffData"),
        *("tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "instrText", "delInstrText"),
    )
)
_BLANK = frozenset(W + tag for tag in ("p", "tab", "br", "cr"))
#: Their texts are measures and positions.
_MEASURES = ("{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}", _DRAWING)


def alternative(element: Any) -> Any:
    """The one of several forms of the same content that is read: the first that is not empty."""
    return next((each for each in element if len(each)), element)


def walk(element: Any) -> Iterator[Any]:
    """What is in an element, in its order; properties and second forms are left out."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag not in PROPERTIES:
            yield child
            stack.append(iter(alternative(child) if child.tag == ALTERNATIVES else child))


def text_of(element: Any) -> str:
    """The text in an element, of whatever kind."""
    said = [element.text or ""]
    for child in walk(element):
        if child.tag in _BLANK:
            said.append(" " if any(said) else "")
        elif child.text and not child.tag.startswith(_MEASURES):
            said.append(child.text)
    text = "".join(said)
    return "" if text.isspace() else text


class Drawn(NamedTuple):
    """What a drawing shows.

    Attributes:
        boxes: its text boxes.
        words: the words that describe it, or stand in it outside text boxes.
        parts: ids of the relationships to its picture, `src`, and to where it leads, `href`.
        whole: whether there is no picture beside the text boxes.
    """

    boxes: list[Any]
    words: str
    parts: dict[str, str]
    whole: bool


def drawn(element: Any) -> Drawn:
    """Look through a drawing."""
    boxes: list[Any] = []
    words: list[str] = []
    parts: dict[str, str] = {}
    line = False
    stack = [element]
    while stack:
        child = stack.pop()
        tag = child.tag
        if tag == _BOX:
            boxes.append(child)
            continue
        if tag == f"{_DRAWING}docPr":
            words += (child.get("title") or "", child.get("descr") or "")
        elif tag.startswith(_VML):
            line = line or child.get(f"{_OFFICE}hr") in {"t", "true"}
            words += (child.get("alt") or "", child.get("string") or "")
        elif tag == f"{_MAIN}t":
            words.append(child.text or "")
        for name, key in _PARTS.get(tag, ()):
            if child.get(key):
                parts.setdefault(name, child.get(key))
        stack.extend(reversed(alternative(child) if tag == ALTERNATIVES else child))
    whole = (bool(boxes) or line) and "src" not in parts
    return Drawn(boxes, " ".join(" ".join(words).split()), parts, whole)


def equation(element: Any) -> Unmapped:
    """An equation, with its markup."""
    # A copy has only the namespaces that it uses.
    made = deepcopy(element)
    made.tail = None
    markup = etree.tostring(made, encoding="unicode")
    return Unmapped(0, "equation", markup, Datatype.XML, text_of(element) or "")
