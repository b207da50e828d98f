"""Takes the runs of text from the paragraphs of a DOCX file, and what stands beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from parlq.formats.ep.pages.extract.docx.counter import Count
from parlq.formats.ep.pages.extract.docx.fields import GENERATED, Fields, chosen
from parlq.formats.ep.pages.extract.docx.found_content import Beside, Run, layers
from parlq.formats.ep.pages.extract.docx.markup import (
    ALTERNATIVES,
    MATH,
    PROPERTIES,
    SIGNS,
    alternative,
    drawn,
    equation,
    own_mark,
    take,
    text_of,
)
from parlq.formats.ep.pages.extract.docx.package import Relation
from parlq.formats.ep.pages.extract.docx.relationships import CUT, Links
from parlq.formats.ep.pages.extract.docx.styles import Look, Styles, W, value_of
from parlq.formats.ep.pages.extract.docx.symbol_font import coded, spelled
from parlq.formats.ep.pages.extract.html.link_targets import Target, target
from parlq.formats.ep.pages.lines.extracted import Unmapped

_DRAWN = frozenset([W + "drawing", W + "pict", W + "object", W + "contentPart"])
#: Stands for a sign that no standard names.
_UNKNOWN = "\ufffd"


class Runs:
    """The runs of the paragraphs of one part.

    Attributes:
        boxes: the text boxes that are tied to the paragraph last read.
        fields: the fields that are open.
        links: where links lead.
        inserting: whether a tracked change inserts what is read.
    """

    def __init__(
        self, relations: dict[str, Relation], styles: Styles, beside: Beside, count: Count
    ) -> None:
        self.boxes: list[Any] = []
        self.fields = Fields()
        self._styles = styles
        self._beside = beside
        self._count = count
        self.links = Links(relations, count)
        self._found: list[Run] = []
        self._style: str | None = None
        self._paragraph: Any = None
        self.inserting = False

    def of(self, paragraph: Any) -> list[Run]:
        """The runs of a paragraph."""
        self._begin()
        properties = paragraph.find(f"{W}pPr")
        self._style = value_of(properties, "pStyle") if properties is not None else None
        self._paragraph = paragraph
        self._inside(paragraph, None, None)
        return self._found

    def _met(self) -> int:
        return len(self._found) + len(self.boxes)

    def _begin(self) -> None:
        self.fields.paragraph(self._met())
        self._found, self.boxes = [], []

    def loose(self, elements: Iterable[Any]) -> list[Run]:
        """The runs of elements that stand outside a paragraph."""
        self._begin()
        self._style = self._paragraph = None
        for element in elements:
            self._one(element, None, None)
        return self._found

    def _say(self, text: str, look: Look | None, link: str | None) -> None:
        if not text:
            return
        self._count.text(text)
        if self.fields.hold(text):
            return
        look = look or self._styles.look(None, self._style)
        if look.hidden or look.struck:
            self._aside("hidden" if look.hidden else "struck", text)
            return
        if look.faint and text.strip() and self._styles.on_paper(self._paragraph, self._style):
            self._aside("faint", text)
        link = link or self.fields.link
        self._found.append(Run(text, layers(look, link)))

    def _aside(self, name: str, text: str) -> None:
        self._found.append(Run("", (), Unmapped(0, name, text)))

    def insertion(self, content: Any) -> str:
        """The text that a tracked change inserts; empty inside another one, which has it too."""
        return "" if self.inserting else text_of(content)[:CUT]

    def _inside(self, around: Any, look: Look | None, link: str | None) -> None:
        """Read what is in an element, in a run of this look; text beside elements is reported."""
        self._stray(around.text)
        around.text = None
        for element in around:
            self._one(element, look, link)
            self._stray(element.tail)
            element.tail = None

    def _stray(self, text: str | None) -> None:
        if text and not text.isspace():
            self._aside("unknown", text)

    def _one(self, element: Any, look: Look | None, link: str | None) -> None:
        """Read one element, whether it stands in a run, in a paragraph or anywhere else."""
        tag = element.tag
        read = self.readers.get(tag)
        if read is not None:
            read(self, element, look, link)
        elif tag in SIGNS:
            self._say(SIGNS[tag], look, link)
        elif tag in GENERATED:
            self._aside("field", GENERATED[tag])
        elif tag == ALTERNATIVES:
            if text := self._count.another(element):
                self._aside("alternative", text)
            self._inside(alternative(element), look, link)
        elif tag not in PROPERTIES:
            self._part(element, look, link)
            if tag.startswith(W):
                self._inside(element, look, link)
            elif text := take(element):
                self._aside("unknown", text)

    def _run(self, run: Any, _: Look | None, link: str | None) -> None:
        self._inside(run, self._styles.look(run.find(f"{W}rPr"), self._style), link)

    def _written(self, element: Any, look: Look | None, link: str | None) -> None:
        text, element.text = element.text, None
        self._text(text or "", look, link)
        for child in element:
            self._one(child, look, link)
            text, child.tail = child.tail, None
            self._text(text or "", look, link)

    def _block(self, element: Any, look: Look | None, link: str | None) -> None:
        """Read a paragraph or the like inside a paragraph as lines of their own."""
        self._found.append(Run("\n"))
        self._inside(element, look, link)
        self._found.append(Run("\n"))

    def _table(self, element: Any, _look: Look | None, _link: str | None) -> None:
        self.boxes.append([element])

    def _insertion(self, element: Any, look: Look | None, link: str | None) -> None:
        text, outer = self.insertion(element), self.inserting
        self.inserting = True
        self._inside(element, look, link)
        self.inserting = outer
        if text:
            self._aside("inserted", text)

    def _deletion(self, element: Any, _look: Look | None, _link: str | None) -> None:
        self._aside("deleted", take(element))

    def _equation(self, element: Any, _look: Look | None, _link: str | None) -> None:
        self._found.append(Run("", (), equation(element)))
        take(element)

    def _part(self, element: Any, _look: Look | None, _link: str | None) -> None:
        for part in self.links.parts(element):
            self._aside("object", part)

    def _simple(self, element: Any, look: Look | None, link: str | None) -> None:
        self.fields.simple(element.get(f"{W}instr") or "")
        self._field("separate")
        self._inside(element, look, link)
        self._field("end")

    def _code(self, element: Any, _look: Look | None, _link: str | None) -> None:
        """Take the instruction of a field; one outside a field shows nothing."""
        text, element.text = element.text or "", None
        if not self.fields.hold(text) and not text.isspace():
            self._aside("field", text)

    def _ends(self, element: Any, _look: Look | None, _link: str | None) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin" and (value := chosen(element)) is not None:
            self._aside("form-field", value)
        self._field(kind)

    def _field(self, kind: str | None) -> None:
        """Follow the beginning, the middle or the end of a field."""
        if kind == "begin":
            self.fields.begin()
        elif kind == "separate":
            stated = self.fields.separate(self._met())
            if stated:
                self.fields.lead(self._follow(stated[:CUT], target(stated[: CUT + 1])))
        elif kind == "end" and (lost := self.fields.end(len(self._found) + len(self.boxes))):
            self._aside("field", lost)

    def _text(self, text: str, look: Look | None, link: str | None) -> None:
        text = text.replace("\r", " ").replace("\n", " ")
        font = look.font if look is not None else ""
        signs = spelled(text, font)
        if signs is None:
            self._aside("symbol", f"{font} {text}")
        self._say(_UNKNOWN if signs is None else signs, look, link)

    def _sign(self, element: Any, look: Look | None, link: str | None) -> None:
        font, code = element.get(f"{W}font") or "", element.get(f"{W}char") or ""
        sign = coded(code, font)
        if sign is None:
            self._aside("symbol", f"{font} {code}")
        self._say(sign or _UNKNOWN, look, link)

    def _mark(self, element: Any, _look: Look | None, _link: str | None) -> None:
        """Write the mark of a note; it has no format, so that its note is found."""
        kind, name = element.tag.removeprefix(W)[:-9], element.get(f"{W}id")
        if (kind, name) not in self._beside.notes:
            self._aside("field", f"{kind} {name}")
            return
        own = own_mark(element, self._beside.notes[kind, name])
        marker = self._beside.marker((kind, name), own)
        if own not in marker:
            self._aside("field", f"{kind} {own}")
        self._say(marker, Look(), None)

    def _comment(self, element: Any, _look: Look | None, _link: str | None) -> None:
        comment = self._beside.comments.pop(element.get(f"{W}id"), None)
        self._aside("comment", "" if comment is None else take(comment))

    def _ruby(self, element: Any, look: Look | None, link: str | None) -> None:
        for child in element:
            if child.tag == f"{W}rt":
                if text := take(child):
                    self._aside("ruby", text)
            else:
                self._one(child, look, link)

    def _drawing(self, element: Any, _look: Look | None, _link: str | None) -> None:
        """Take the text boxes out of a drawing; one that shows more is reported."""
        found = drawn(element)
        self.boxes += found.boxes
        if not found.whole or found.words:
            name = "object" if element.tag == f"{W}object" else "picture"
            self._found.append(Run("", (), self.links.picture(name, found)))

    def _linked(self, element: Any, look: Look | None, outer: str | None) -> None:
        """Read a link; the target of one without words is preserved."""
        link = self._follow(*self.links.of(element))
        before = len(self._found)
        self._inside(element, look, link or outer)
        if link and not any(run.text.strip() for run in self._found[before:]):
            self._aside("link", link)

    def _follow(self, stated: str, found: Target | None) -> str | None:
        """The address of a target; what is not usual about it is reported."""
        if found is None:
            return None
        if found.href is None:
            self._aside("link", stated)
        elif found.fault:
            self._aside("odd", f"{found.fault}; written as {found.href}")
        return found.href

    #: What reads each element that has a meaning in a paragraph or a run.
    readers: ClassVar[dict[str, Callable[[Runs, Any, Look | None, str | None], None]]] = {
        W + "r": _run,
        W + "t": _written,
        **dict.fromkeys([W + "p", W + "tr", W + "tc"], _block),
        **dict.fromkeys([W + "tbl", W + "txbxContent"], _table),
        **dict.fromkeys([W + "ins", W + "moveTo"], _insertion),
        **dict.fromkeys([W + "del", W + "moveFrom", W + "delText"], _deletion),
        W + "hyperlink": _linked,
        W + "fldSimple": _simple,
        W + "fldChar": _ends,
        W + "instrText": _code,
        W + "sym": _sign,
        **dict.fromkeys([W + "footnoteReference", W + "endnoteReference"], _mark),
        W + "commentReference": _comment,
        W + "ruby": _ruby,
        W + "subDoc": _part,
        **dict.fromkeys(_DRAWN, _drawing),
        **dict.fromkeys([MATH + "oMath", MATH + "oMathPara"], _equation),
    }


#: Elements that only stand in paragraphs, by the schema.
INLINE = (frozenset(Runs.readers) | SIGNS.keys() | GENERATED.keys()) - {
    *(W + tag for tag in ("p", "tr", "tc", "tbl", "txbxContent", "ins", "moveTo", "del")),
    W + "moveFrom",
}
