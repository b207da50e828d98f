"""Knows the elements of DOCX files around and beside runs: alternatives, drawings, text as such."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from lxml import etree

from parlq.formats.ep.pages.extract.docx.styles import W
from parlq.formats.ep.pages.lines.extracted import Unmapped
from parlq.model import Datatype

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ALTERNATIVES = f"{_MARKUP}AlternateContent"
_FORMS = (f"{_MARKUP}Choice", f"{_MARKUP}Fallback")
TIES = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: Attributes that name the part with a picture, in the order of their weight, or what a picture leads
#: to. Any other relationship in a drawing is that to a part with what it shows, such as a chart.
_PARTS = {
    f"{_MAIN}blip": (("src", f"{TIES}embed"), ("src", f"{TIES}link")),
    f"{_MAIN}hlinkClick": (("href", f"{TIES}id"),),
    f"{_MAIN}hlinkHover": (("href", f"{TIES}id"),),
}
_BOX = f"{W}txbxContent"
_ENDS = {"deleted": f"{W}pPr/{W}rPr/{W}del", "inserted": f"{W}pPr/{W}rPr/{W}ins"}
#: Around paragraphs, rows, cells and runs, without a meaning here.
AROUND = frozenset(W + tag for tag in ("sdt", "sdtContent", "customXml", "smartTag"))
#: Properties, and instructions of fields: no text of the page.
PROPERTIES = frozenset(
    W + tag
    for tag in (
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "rubyPr", "ffData"),
        *("tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "instrText", "delInstrText"),
    )
)
#: Elements that are characters.
SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
#: Longest mark of a note that its author chose.
_LONGEST_MARK = 10
_BLANK = frozenset(W + tag for tag in ("p", "tab", "br", "cr", "tc", "tr"))
#: Their texts are measures, positions, and what only programs read.
_DATA = frozenset(
    [W + "fldData", W + "delInstrText"]
    + [_OFFICE + tag for tag in ("LinkType", "LockedField", "FieldCodes")]
    + [_DRAWING + tag for tag in ("align", "posOffset")]
    + [
        "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}" + tag
        for tag in ("pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset")
    ]
)
#: Attributes that describe what is drawn.
_DESCRIBED = ("title", "descr", "alt", "string")
#: What is left in each of them is one text.
_UNITS = frozenset(W + tag for tag in ("p", "r", "tc", "tr", "tbl", "sdt", "txbxContent"))


def alternative(element: Any) -> Any:
    """The one of several forms of the same content that is read: the first that is not empty."""
    forms = [each for each in element if each.tag in _FORMS]
    filled = (each for each in forms if len(each) or (each.text and not each.text.isspace()))
    return next(filled, forms[0] if forms else element)


def differing(element: Any, room: int) -> tuple[str, int]:
    """The text of the other forms of the same content, if it has words that this one has not.

    Returns:
        The text, and what comparing cost: characters, and ten for each element. Beyond `room`
        nothing is compared: each text counts as different.
    """
    chosen = alternative(element)
    others = [text_of(each) for each in element if each.tag in _FORMS and each is not chosen]
    said = " ".join(filter(None, others))
    if not said or room <= 0:
        return said, 0
    own = text_of(chosen)
    cost = len(said) + len(own) + 10 * int(chosen.xpath("count(.//*)"))
    return (said if set(said.split()) - set(own.split()) else ""), cost


def text_of(element: Any, *, clear: bool = False) -> str:
    """The text in an element, of whatever kind; properties and second forms are left out.

    Args:
        element: where to look.
        clear: whether to remove the text, so that `left` does not find it any more.
    """
    said = [element.text or ""]
    if clear:
        element.text = None
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        tag = child.tag
        if tag not in PROPERTIES:
            if tag in _BLANK:
                said.append(" " if any(said) else "")
            if child.text and tag not in _DATA:
                said.append(child.text)
                if clear:
                    child.text = None
            stack.append(iter(alternative(child) if tag == ALTERNATIVES else child))
        elif clear and tag == f"{W}instrText":
            child.text = None
        if child.tail:
            said.append(child.tail)
            if clear:
                child.tail = None
    text = "".join(said)
    return "" if text.isspace() else text


def take(element: Any) -> str:
    """The text in an element, which `left` does not find any more."""
    return text_of(element, clear=True)


def left(root: Any) -> Iterator[str]:
    """The texts that no reader took, those of one paragraph, cell or the like together.

    Readers clear each text that they take. Text can stand where no schema has any.
    """
    found: dict[Any, list[str]] = {}
    stack = [(iter((root,)), root)]
    while stack:
        following, unit = stack[-1]
        child = next(following, None)
        if child is None:
            stack.pop()
            continue
        inner = child if child.tag in _UNITS else unit
        if child.text and not child.text.isspace() and child.tag not in _DATA:
            found.setdefault(inner, []).append(child.text.strip())
        if words := _described(child):
            found.setdefault(inner, []).append(words)
        if child.tail and not child.tail.isspace():
            found.setdefault(unit, []).append(child.tail.strip())
        within = child
        if child.tag == ALTERNATIVES:
            chosen = alternative(child)
            within = [each for each in child if each.tag not in _FORMS or each is chosen]
            tails = (each.tail for each in child if each.tail and not each.tail.isspace())
            found.setdefault(inner, []).extend(tail.strip() for tail in tails)
            for each in child:
                each.tail = None
        stack.append((iter(within), inner))
    yield from (" ".join(texts) for texts in found.values() if texts)


def _described(element: Any) -> str:
    """Take the words that describe what an element draws."""
    if element.tag != f"{_DRAWING}docPr" and not element.tag.startswith(_VML):
        return ""
    words = [element.attrib.pop(name, "") for name in _DESCRIBED]
    return " ".join(filter(None, words))


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
        words.append(_described(child))
        if tag.startswith(_VML):
            line = line or child.get(f"{_OFFICE}hr") in {"t", "true"}
        elif tag == f"{_MAIN}t":
            words.append(child.text or "")
            child.text = None
        known = _PARTS.get(tag)
        if known is None:
            known = tuple(("src", key) for key in child.attrib if key.startswith(TIES))
        for name, key in known:
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


def changes_of_end(paragraph: Any) -> list[str]:
    """The tracked changes of the mark that ends a paragraph, if there is one."""
    if paragraph is None:
        return []
    return [name for name, path in _ENDS.items() if paragraph.find(path) is not None]


def goes_on(paragraph: Any) -> bool:
    """Whether the next paragraph goes on with this one: its end is deleted, or it is an initial."""
    if paragraph is None:
        return False
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    initial = frame is not None and frame.get(f"{W}dropCap") in {"drop", "margin"}
    return initial or paragraph.find(_ENDS["deleted"]) is not None


def own_mark(reference: Any, note: Any) -> str:
    """Take the mark that an author chose for a note out of the text and out of the note.

    It stands behind the reference, in the same run (`customMarkFollows`, ECMA-376, 17.11.14).
    """
    following = reference.getnext()
    if reference.get(f"{W}customMarkFollows") not in {"1", "true", "on"} or following is None:
        return ""
    mark = (following.text or "").strip() if following.tag == f"{W}t" else ""
    if 0 < len(mark) <= _LONGEST_MARK:
        following.text = None
        first = next((each for each in note.iter(f"{W}t") if (each.text or "").strip()), None)
        if first is not None and first.text.lstrip().startswith(mark):
            first.text = first.text.lstrip()[len(mark) :]
        return mark
    return ""
