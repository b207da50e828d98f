"""Reads blocks and inlines into values, in one pass, keeping the order of mixed content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from parlq.formats.akn.profile.element_ids import Numbers
from parlq.formats.akn.xml.names import PQ, XML_LANG, clark
from parlq.model import (
    MAX_DEPTH,
    Bold,
    Foreign,
    Heading,
    Italic,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Milestone,
    MilestoneKind,
    Note,
    NoteRef,
    Paragraph,
    Span,
    Subscript,
    Superscript,
    Table,
    TableCell,
    TableRow,
    parsing,
)
from parlq.model.body import Block, Inline
from parlq.model.fields.base import unchecked
from parlq.problems import ModelError

if TYPE_CHECKING:
    from parlq.formats.akn.xml.report import Report
    from parlq.formats.akn.xml.types import Element

P, UL, OL, TABLE, BLOCK, CONTAINER, FOREIGN = clark(
    "p", "ul", "ol", "table", "block", "blockContainer", "foreign"
)
B, ITALIC, SUP, SUB, A, SPAN, BR, NOTE_REF, MARKER, INLINE = clark(
    "b", "i", "sup", "sub", "a", "span", "br", "noteRef", "marker", "inline"
)
TR, TH = clark("tr", "th")
PQ_CONTENT = f"{{{PQ}}}content"
PQ_MEDIA_TYPE, PQ_VALUE = f"{{{PQ}}}mediaType", f"{{{PQ}}}value"

_paragraph = unchecked(Paragraph)
_list = unchecked(ListBlock)
_item = unchecked(ListItem)
_ITEM_BLOCKS = frozenset({Paragraph, ListBlock})
_marks: dict[str, Callable[..., Bold | Italic | Superscript | Subscript]] = {
    B: unchecked(Bold),
    ITALIC: unchecked(Italic),
    SUP: unchecked(Superscript),
    SUB: unchecked(Subscript),
}
_BREAK = LineBreak()
#: How many levels of values an element and its own parts take beyond its own.
_PARTS = {UL: 1, OL: 1, TABLE: 2, CONTAINER: 1}


class BodyReader:
    """Reads the blocks of one variant; its notes and their marks are matched at the end."""

    __slots__ = ("_marks", "_notes", "_numbers", "_report")

    def __init__(self, report: Report) -> None:
        self._report = report
        self._numbers = Numbers()
        self._notes: dict[str, str] = {}
        self._marks: list[Element] = []

    def read(self, elements: Sequence[Element], own: str) -> tuple[Block, ...]:
        """Read the blocks of the speech `own`; a lone empty `p` says that there is no text."""
        if len(elements) == 1:
            only = elements[0]
            if only.tag == P and not only.text and not len(only):
                self._own(only, own, "p")
                return ()
        blocks = self._blocks(elements, 1, own)
        if self._marks:
            self._check_marks()
        return blocks

    def _own(self, element: Element, parent: str, name: str, number: str | None = None) -> str:
        """The `eId` of an element, which follows from where it stands."""
        own = self._numbers(parent, name, number)
        if (stated := element.get("eId")) != own:
            self._report.check_derived(stated, own, "eId", element)
        return own

    def _blocks(
        self, elements: Sequence[Element] | Element, depth: int, own: str
    ) -> tuple[Block, ...]:
        out: list[Block] = []
        if depth > MAX_DEPTH and len(elements):
            self._too_deep(elements[0])
            return ()
        for element in elements:
            if element.tag == P:
                self._own(element, own, "p")
                if not len(element) and (text := element.text):
                    out.append(_paragraph((text,)))
                    continue
                if content := self._inlines(element, depth):
                    out.append(_paragraph(content))
                else:
                    self._empty(element)
            elif (value := self._block(element, depth, own)) is not None:
                out.append(value)
        return tuple(out)

    def _too_deep(self, element: Element) -> None:
        self._report.add("PQ105", f"nested more than {MAX_DEPTH} deep", element)

    def _empty(self, element: Element) -> None:
        self._report.add("PQ213", "the element is empty; give it content or remove it", element)

    def _inlines(self, element: Element, depth: int) -> tuple[Inline, ...]:
        """Inlines of `element`, which needs no checks: only well-formed ones come out."""
        out: list[Inline] = []
        if text := element.text:
            out.append(text)
        if depth >= MAX_DEPTH and len(element):
            self._too_deep(element)
            return tuple(out)
        for child in element:
            tag = child.tag
            value: Inline | None = None
            if tag in _marks:
                if content := self._inlines(child, depth + 1):
                    value = _marks[tag](content)
                else:
                    self._empty(child)
            else:
                value = self._inline(child, tag, depth)
            if value is not None:
                out.append(value)
            if tail := child.tail:
                if value is None and out and type(out[-1]) is str:
                    out[-1] += tail
                else:
                    out.append(tail)
        return tuple(out)

    def _inline(self, child: Element, tag: str, depth: int) -> Inline | None:
        if tag == BR:
            return _BREAK
        try:
            if tag == A:
                return Link(href=child.get("href", ""), content=self._inlines(child, depth + 1))
            if tag == NOTE_REF:
                mark = NoteRef(marker=child.get("marker", ""))
                self._marks.append(child)
                return mark
            if tag == SPAN:
                return self._in_a_language(child, depth)
            if tag == MARKER:
                return self._milestone(child)
            if tag == INLINE:
                return self._foreign(child, own=2)
        except ModelError as error:
            self._report.add("PQ213", str(error), child)
            return None
        self._report.add("PQ214", "this element is not allowed here; remove it", child)
        return None

    def _in_a_language(self, element: Element, depth: int) -> Inline | None:
        language = element.get(XML_LANG)
        if language is None or len(element.attrib) > 1:
            raise ModelError("a span takes the attribute xml:lang only")
        if content := self._inlines(element, depth + 1):
            return Span(language=parsing.tag(language), content=content)
        self._empty(element)
        return None

    def _milestone(self, element: Element) -> Inline:
        value = element.get(PQ_VALUE)
        if value is None or len(element.attrib) > 2:
            raise ModelError("a marker takes the attributes name and pq:value only")
        return Milestone(kind=cast("MilestoneKind", element.get("name")), value=value)

    def _foreign(self, element: Element, own: int) -> Foreign:
        media_type = element.get(PQ_MEDIA_TYPE if own == 2 else "mediaType")
        if media_type is None or len(element.attrib) != own or len(element):
            raise ModelError("foreign content takes a media type and text only")
        return Foreign(media_type=media_type, value=element.text or "")

    def _block(self, element: Element, depth: int, own: str) -> Block | None:
        tag = element.tag
        if depth + _PARTS.get(tag, 0) > MAX_DEPTH:
            self._too_deep(element)
            return None
        try:
            if tag in (UL, OL):
                own = self._own(element, own, "ol" if tag == OL else "ul")
                items = tuple([self._item(child, depth + 1, own) for child in element])
                return _list(items, tag == OL) if items else ListBlock(items=items)
            if tag == TABLE:
                return self._table(element, depth, self._own(element, own, "table"))
            if tag == CONTAINER:
                return self._note(element, depth, own)
            if tag == FOREIGN:
                child = element[0]
                if child.tag != PQ_CONTENT:
                    raise ModelError("foreign content must be in <pq:content>")
                return self._foreign(child, own=1)
        except ModelError as error:
            self._report.add("PQ213", str(error), element[0] if tag == FOREIGN else element)
            return None
        if tag == BLOCK:
            self._own(element, own, "block")
            level = int(element.get("name", "")[-1])
            if content := self._inlines(element, depth):
                return Heading(level=level, content=content)
            self._empty(element)
            return None
        self._report.add("PQ214", "this element is not allowed here; remove it", element)
        return None

    def _item(self, element: Element, depth: int, own: str) -> ListItem:
        own = self._own(element, own, "li")
        label, content = element.get("value"), self._blocks(element, depth + 1, own)
        if label != "" and all(type(block) in _ITEM_BLOCKS for block in content):
            return _item(label, content)
        # The model says what is wrong.
        return ListItem(label=label, content=cast("tuple[Paragraph | ListBlock, ...]", content))

    def _table(self, element: Element, depth: int, own: str) -> Table:
        caption: tuple[Inline, ...] = ()
        rows = []
        for child in element:
            if child.tag == TR:
                cells = [self._cell(cell, depth + 2, own) for cell in child]
                rows.append(TableRow(cells=tuple(cells)))
            else:
                caption = self._inlines(child, depth)
                if not caption:
                    self._empty(child)
        return Table(caption=caption, rows=tuple(rows))

    def _cell(self, element: Element, depth: int, own: str) -> TableCell:
        colspan, rowspan = self._span(element, "colspan"), self._span(element, "rowspan")
        return TableCell(
            header=element.tag == TH,
            colspan=colspan,
            rowspan=rowspan,
            content=self._blocks(element, depth + 1, own),
        )

    def _span(self, element: Element, name: str) -> int:
        stated = element.get(name)
        if stated is None:
            return 1
        number = int(stated) if len(stated) < 10 else -1
        if str(number) != stated or number == 1:
            self._report.add(
                "PQ213",
                f"{name} must be a number from 2, without leading zeros, not {stated!r}",
                element,
                name,
            )
        return number

    def _note(self, element: Element, depth: int, own: str) -> Note:
        marker = element[0].text or ""
        own = self._own(element, own, "blockContainer", marker)
        self._notes.setdefault(marker, own)
        return Note(marker=marker, content=self._blocks([*element][1:], depth + 1, own))

    def _check_marks(self) -> None:
        for mark in self._marks:
            wanted = f"#{self._notes.get(mark.get('marker', ''), '')}"
            self._report.check_derived(mark.get("href"), wanted, "href", mark)
