"""Takes the runs of text from the paragraphs of a DOCX file, and what stands beside them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import attrs

from parlq.model import Datatype
from parlq.pages.package import Relation
from parlq.pages.saved import Unmapped
from parlq.pages.symbols import shown, spelled
from parlq.pages.targets import Target, target
from parlq.pages.word_count import Count
from parlq.pages.word_fields import GENERATED, Fields
from parlq.pages.word_links import CUT, Links
from parlq.pages.word_markup import (
    ALTERNATIVES,
    MATH,
    PROPERTIES,
    alternative,
    drawn,
    equation,
    text_of,
)
from parlq.pages.word_styles import Look, Styles, W, value_of

_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_DRAWN = frozenset([W + "drawing", W + "pict", W + "object", W + "contentPart"])
#: Stands for a sign that no standard names.
_UNKNOWN = "\ufffd"


class Run(NamedTuple):
    """A stretch of text of one format, or what stands beside the text.

    Attributes:
        text: its text.
        format: what is around it, from the outermost: `("link", href)`, `("bold",)` and the like.
        aside: what it is when it is not in the text; its line is not known yet. `inserted` is the
            text of a tracked change, of which there are runs of its own.
    """

    text: str
    format: tuple[tuple[str, ...], ...] = ()
    aside: Unmapped | None = None


@attrs.define(slots=True, eq=False)
class Beside:
    """What a document holds beside its text, by the ids that the text refers to.

    Attributes:
        notes: footnotes and endnotes, by kind and id.
        comments: comments by id.
        marked: the numbers of the notes that the text refers to, in its order.
    """

    notes: dict[tuple[str, str | None], Any]
    comments: dict[str | None, Any]
    marked: dict[tuple[str, str | None], int] = attrs.field(factory=dict)


class Runs:
    """The runs of the paragraphs of one part.

    Attributes:
        boxes: the text boxes that are tied to the paragraph last read.
        fields: the fields that are open.
        links: where links lead.
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
        self._inserting = False

    def of(self, paragraph: Any) -> list[Run]:
        """The runs of a paragraph."""
        self._found, self.boxes = [], []
        properties = paragraph.find(f"{W}pPr")
        self._style = value_of(properties, "pStyle") if properties is not None else None
        self._inlines(paragraph, None)
        return self._found

    def _say(self, text: str, look: Look, link: str | None) -> None:
        if not text:
            return
        self._count.text(text)
        if self.fields.hold(text):
            return
        if look.hidden or look.struck:
            self._aside("hidden" if look.hidden else "struck", text)
            return
        link = link or self.fields.link
        layers: list[tuple[str, ...]] = [("link", link)] if link else []
        if look.bold:
            layers.append(("bold",))
        if look.italic:
            layers.append(("italic",))
        if look.height:
            layers.append(("superscript" if look.height > 0 else "subscript",))
        self._found.append(Run(text, tuple(layers)))

    def _aside(self, name: str, text: str) -> None:
        self._found.append(Run("", (), Unmapped(0, name, text)))

    def _stray(self, text: str | None) -> None:
        """Report text that stands where only elements may."""
        if text and not text.isspace():
            self._aside("unknown", text)

    def inserted(self, element: Any, read: Callable[[Any], None]) -> bool:
        """Read what a tracked change inserts; whether it is no part of another one."""
        outer, self._inserting = self._inserting, True
        read(element)
        self._inserting = outer
        return not outer

    def _inlines(self, around: Any, link: str | None) -> None:
        """Read what is in a paragraph, or in an element around runs."""
        self._stray(around.text)
        for element in around:
            self._stray(element.tail)
            tag = element.tag
            if tag == f"{W}r":
                self._run(element, link)
            elif tag == f"{W}hyperlink":
                self._linked(element, link)
            elif tag == f"{W}fldSimple":
                self.fields.simple(element.get(f"{W}instr") or "")
                self._field("separate")
                self._inlines(element, link)
                self.fields.end()
            elif tag in {f"{W}ins", f"{W}moveTo"}:
                if self.inserted(element, lambda inner: self._inlines(inner, link)):
                    self._aside("inserted", text_of(element)[:CUT])
            elif tag in {f"{W}del", f"{W}moveFrom"}:
                self._aside("deleted", text_of(element))
            elif tag in {f"{MATH}oMath", f"{MATH}oMathPara"}:
                self._found.append(Run("", (), equation(element)))
            elif tag == f"{W}subDoc":
                self._aside("object", self.links.part(element))
            elif tag == ALTERNATIVES:
                self._inlines(alternative(element), link)
            else:
                self._other(element, self._inlines, link)

    def _other(
        self, element: Any, read: Callable[[Any, str | None], None], link: str | None
    ) -> None:
        """Read an element of which only what is in it matters, or report one that is not known."""
        if element.tag in PROPERTIES:
            return
        if element.tag.startswith(W):
            if element.tag == f"{W}p":
                self._found.append(Run("\n"))
            read(element, link)
        elif text := text_of(element):
            self._aside("unknown", text)

    def _run(self, run: Any, link: str | None) -> None:
        look = self._styles.look(run.find(f"{W}rPr"), self._style)
        self._shown(run, look, link)

    def _shown(self, around: Any, look: Look, link: str | None) -> None:
        """Read what is in a run."""
        self._stray(around.text)
        for element in around:
            self._stray(element.tail)
            tag = element.tag
            if tag == f"{W}t":
                self._text(element.text or "", look, link)
            elif tag in _SIGNS:
                self._say(_SIGNS[tag], look, link)
            elif tag in GENERATED:
                self._aside("field", GENERATED[tag])
            elif tag == f"{W}sym":
                self._sign(element, look, link)
            elif tag == f"{W}fldChar":
                self._field(element.get(f"{W}fldCharType"))
            elif tag == f"{W}instrText":
                self.fields.hold(element.text or "")
            elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
                self._mark(tag.removeprefix(W)[:-9], element.get(f"{W}id"))
            elif tag == f"{W}commentReference":
                comment = self._beside.comments.pop(element.get(f"{W}id"), None)
                self._aside("comment", "" if comment is None else text_of(comment))
            elif tag in _DRAWN:
                self._drawing(element)
            elif tag == f"{W}delText":
                self._aside("deleted", element.text or "")
            elif tag == f"{W}ruby":
                self._ruby(element, look, link)
            elif tag == ALTERNATIVES:
                self._shown(alternative(element), look, link)
            elif tag == f"{W}r":
                self._run(element, link)
            elif tag != f"{W}delInstrText":
                self._other(element, lambda inner, link: self._shown(inner, look, link), link)

    def _field(self, kind: str | None) -> None:
        """Follow the beginning, the middle or the end of a field."""
        if kind == "begin":
            self.fields.begin()
        elif kind == "separate":
            stated = self.fields.separate()
            if stated:
                self.fields.lead(self._follow(stated[:CUT], target(stated[: CUT + 1])))
        elif kind == "end" and (lost := self.fields.end()):
            self._aside("field", lost)

    def _text(self, text: str, look: Look, link: str | None) -> None:
        text = text.replace("\r", " ").replace("\n", " ")
        signs = spelled(text, look.font)
        if signs is None:
            self._aside("symbol", f"{look.font} {text}")
            signs = _UNKNOWN
        self._say(signs, look, link)

    def _sign(self, element: Any, look: Look, link: str | None) -> None:
        font, code = element.get(f"{W}font") or "", element.get(f"{W}char") or ""
        try:
            sign = shown(int(code[:4], 16), font)
        except ValueError:
            sign = None
        if sign is None:
            self._aside("symbol", f"{font} {code}")
        self._say(sign or _UNKNOWN, look, link)

    def _mark(self, kind: str, name: str | None) -> None:
        """Write the mark of a note; it has no format, so that its note is found."""
        if (kind, name) not in self._beside.notes:
            self._aside("field", f"{kind} {name}")
            return
        marked = self._beside.marked
        number = marked.setdefault((kind, name), len(marked) + 1)
        self._say(f"[{number}]", Look(), None)

    def _ruby(self, element: Any, look: Look, link: str | None) -> None:
        for child in element:
            if child.tag == f"{W}rubyBase":
                self._shown(child, look, link)
            elif child.tag == f"{W}rt" and (text := text_of(child)):
                self._aside("ruby", text)

    def _drawing(self, element: Any) -> None:
        """Take the text boxes out of a drawing; one that shows more is reported."""
        found = drawn(element)
        self.boxes += found.boxes
        if found.whole and not found.words:
            return
        stated = {"alt": found.words}
        stated |= {name: self.links.named(key) for name, key in found.parts.items()}
        stated = {name: said for name, said in stated.items() if said}
        name = "object" if element.tag == f"{W}object" else "picture"
        if not stated:
            self._aside(name, "")
            return
        text = json.dumps(stated, ensure_ascii=False)
        said = stated.get("alt") or next(iter(stated.values()))
        self._found.append(Run("", (), Unmapped(0, name, text, Datatype.JSON, said)))

    def _linked(self, element: Any, outer: str | None) -> None:
        """Read a link; the target of one without words is preserved."""
        link = self._follow(*self.links.of(element))
        before = len(self._found)
        self._inlines(element, link or outer)
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
