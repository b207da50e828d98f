"""Reads the text of generic Akoma Ntoso: blocks and inlines, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from parlq.formats.akn.generic import speakers
from parlq.formats.akn.generic.inlines import SPANNED, InlineReader
from parlq.formats.akn.generic.text_content import in_language, laid_out, trimmed, words
from parlq.formats.akn.xml.names import XML_LANG, clark
from parlq.formats.akn.xml.types import Element
from parlq.model import (
    MAX_DEPTH,
    Heading,
    Italic,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Table,
    TableCell,
    TableRow,
)
from parlq.model.body import Block, Inline
from parlq.model.languages.language import normal_tag

P, UL, OL, LI, TABLE, CAPTION, TR, TH, TD, BLOCK, FOREIGN = clark(
    "p", "ul", "ol", "li", "table", "caption", "tr", "th", "td", "block", "foreign"
)
CONTAINER, TBLOCK, BLOCK_LIST, INTRO, WRAP_UP, ITEM = clark(
    "blockContainer", "tblock", "blockList", "listIntroduction", "listWrapUp", "item"
)
NUM, HEADING, SUBHEADING = clark("num", "heading", "subheading")
#: Elements that stand among blocks, and of them the paragraphs and lists, which is all that an item
#: holds; everything else below a cell or an item is words.
_OF_ITEMS = frozenset((P, UL, OL, BLOCK_LIST, INTRO, WRAP_UP))
_BLOCKS = _OF_ITEMS | {TABLE, BLOCK, FOREIGN, CONTAINER, TBLOCK, HEADING, SUBHEADING, *clark("toc")}
#: Remarks of the record inside a speech.
_ASIDES = frozenset(clark("narrative", "summary", "scene", "other"))
#: Elements in which words stand in other elements only.
_STRUCTURE = frozenset((UL, OL, BLOCK_LIST, TABLE, CONTAINER, TBLOCK))
#: Elements whose language is that of the words in them.
_WITH_LANGUAGE = SPANNED | _STRUCTURE | {LI, ITEM, TH, TD}
_BLANKS = " \t\r\n"


class TextReader(InlineReader):
    """Reads the blocks of one speech; what they cannot hold goes to `keeper`."""

    __slots__ = ()

    def read(
        self, elements: Iterable[Element], taken: frozenset[Element] = frozenset()
    ) -> tuple[Block, ...]:
        """The blocks of a speech; a note inside a text follows the block that it stands in.

        Args:
            elements: the children of the speech that are its text.
            taken: inlines that are facts, and no part of the text.
        """
        self._number, self._seen, self._taken = 0, {}, taken
        return self._read(elements)

    def led(self, speeches: Iterable[Element], askers: set[str | None]) -> tuple[Block, ...]:
        """The text of speeches that are part of another one, each below the name of who speaks.

        Args:
            speeches: those before or after the speech itself; remarks among them are in italics.
            askers: the pointers to those who ask, who are authors besides.
        """
        out: list[Block] = []
        for speech in speeches:
            if speech.tag in _ASIDES:
                out += self._aside(speech)
                continue
            out += speakers.heading(speech, self._meta, self._keeper, askers)
            self._keeper.layout(speech)
            said = self._read(child for child in speech if child.tag != speakers.FROM)
            out += self._said_in(speech, said)
        return tuple(out)

    def _said_in(self, element: Element, blocks: Iterable[Block]) -> list[Block]:
        """The blocks of an element in the language that it states."""
        language = self._keeper.language(element)
        if language is None:
            return list(blocks)
        made = [in_language(block, normal_tag(language)) for block in blocks]
        if None in made:
            self._keeper.attribute(element, XML_LANG)
        return [new or old for new, old in zip(made, blocks, strict=True)]

    def _aside(self, remark: Element) -> Iterator[Block]:
        """What the record itself says between speeches."""
        self._keeper.attributes(remark, ())
        for block in self._flow(remark, 2):
            if isinstance(block, Paragraph) and [type(each) for each in block.content] != [Italic]:
                yield Paragraph(content=(Italic(content=block.content),))
            else:
                yield block

    def _read(self, elements: Iterable[Element]) -> tuple[Block, ...]:
        out: list[Block] = []
        for element in elements:
            out += self._block(element, 1)
            out += self._waiting()
        return tuple(out)

    def _waiting(self) -> list[Note]:
        notes, self._notes = self._notes, []
        return notes

    def _blocks(self, elements: Iterable[Element], depth: int) -> list[Block]:
        return [block for element in elements for block in self._block(element, depth)]

    def _block(self, element: Element, depth: int) -> list[Block]:
        tag = element.tag
        if depth > MAX_DEPTH:
            self._keeper.too_deep(element)
            return []
        self._attributes(element)
        if tag in (P, INTRO, WRAP_UP, BLOCK):
            return self._paragraph(element, depth)
        if tag in _ASIDES:
            self._keeper.beside(element)
            return self._flow(element, depth)
        if tag in (HEADING, SUBHEADING, NUM):
            content = self._spanned(element, trimmed(self._inlines(element, depth)))
            return [Heading(content=content)] if content else []
        if tag in _STRUCTURE:
            return self._said_in(element, self._structure(element, depth))
        return [self._foreign(element)]

    def _structure(self, element: Element, depth: int) -> list[Block]:
        if element.tag in (UL, OL):
            items = tuple([self._item(item, depth + 1) for item in element])
            return [ListBlock(ordered=element.tag == OL, items=items)] if items else []
        if element.tag == BLOCK_LIST:
            return self._block_list(element, depth)
        if element.tag == TABLE:
            return self._table(element, depth)
        return self._container(element, depth)

    def _attributes(self, element: Element) -> None:
        if element.tag in _STRUCTURE:
            self._keeper.layout(element)
        known = {TABLE: (), TD: ("colspan", "rowspan"), TH: ("colspan", "rowspan")}
        used = known.get(element.tag, ())
        if element.tag == LI:
            used = ("value",)
        elif element.tag == BLOCK and self._level(element):
            used = ("name",)
        elif element.tag == CONTAINER and element.get("class") == "note":
            used = ("class",)
        if element.tag in _WITH_LANGUAGE:
            used += self.language_of(element)
        if element.tag not in _ASIDES:
            self._keeper.attributes(element, used)

    def _level(self, block: Element) -> int:
        name = block.get("name") or ""
        return int(name[-1]) if name[:-1] == "heading-" and name[-1] in "123456" else 0

    def _paragraph(self, element: Element, depth: int) -> list[Block]:
        content = self._spanned(element, trimmed(self._inlines(element, depth)))
        if not content:
            return []
        if element.tag == BLOCK and (level := self._level(element)):
            return [Heading(level=level, content=content)]
        return [Paragraph(content=content)]

    def _item(self, element: Element, depth: int) -> ListItem:
        if element.tag not in (LI, ITEM):
            return ListItem(content=(Paragraph(content=(self._foreign(element),)),))
        self._attributes(element)
        label = element.get("value") if element.tag == LI else None
        parts = list(element)
        if element.tag == ITEM and parts and parts[0].tag == NUM:
            label = self._label(parts[0])
        content = tuple(self._said_in(element, self._flow(element, depth + 1)))  # what it can hold
        return ListItem(
            label=label or None, content=cast("tuple[Paragraph | ListBlock, ...]", content)
        )

    def _label(self, number: Element) -> str:
        if len(number):
            self._keeper.element(number)
        else:
            self._keeper.attributes(number, ())
        return words(number)

    def _block_list(self, element: Element, depth: int) -> list[Block]:
        out: list[Block] = []
        items: list[ListItem] = []

        def close() -> None:
            if items:
                ordered = any(any(map(str.isalnum, item.label or "")) for item in items)
                out.append(ListBlock(ordered=ordered, items=tuple(items)))
                items.clear()

        for child in element:
            if child.tag == ITEM:
                items.append(self._item(child, depth + 1))
            else:
                close()
                out += self._block(child, depth)
        close()
        return out

    def _table(self, element: Element, depth: int) -> list[Block]:
        caption: tuple[Inline, ...] = ()
        rows = []
        for child in element:
            if child.tag not in (TR, CAPTION) or (child.tag == CAPTION and caption):
                self._keeper.element(child)
                continue
            self._keeper.attributes(child, ())
            if child.tag == TR:
                self._keeper.layout(child)
                cells = tuple([self._cell(cell, depth + 2) for cell in child])
                if cells:
                    rows.append(TableRow(cells=cells))
            else:
                caption = self._inlines(child, depth)
        if rows:
            return [Table(caption=caption, rows=tuple(rows))]
        return [Paragraph(content=caption)] if caption else []

    def _cell(self, element: Element, depth: int) -> TableCell:
        if element.tag not in (TD, TH):
            return TableCell(content=(Paragraph(content=(self._foreign(element),)),))
        self._attributes(element)
        spans = {}
        for name, most in (("colspan", 1000), ("rowspan", 65534)):
            stated = element.get(name)
            if stated is None:
                continue
            if stated.isascii() and stated.isdecimal() and 1 <= int(stated[:9]) <= most:
                spans[name] = int(stated)
            else:
                self._keeper.attribute(element, name)
        content = self._said_in(element, self._flow(element, depth + 1))
        return TableCell(header=element.tag == TH, content=tuple(content), **spans)

    def _container(self, element: Element, depth: int) -> list[Block]:
        parts = list(element)
        if element.get("class") == "note" and parts and parts[0].tag == NUM and words(parts[0]):
            if content := tuple(self._blocks(parts[1:], depth + 1)):
                return [Note(marker=self._label(parts[0]), content=content)]
            self._keeper.element(element)
            return []
        return self._blocks(parts, depth + 1)

    def _flow(self, element: Element, depth: int) -> list[Block]:
        """What stands in a cell or an item: blocks, or words without a paragraph around them."""
        out: list[Block] = []
        run: list[Inline] = []

        def close() -> None:
            if any(type(part) is not str or part.strip(_BLANKS) for part in run):
                out.append(Paragraph(content=trimmed(run)))
            run.clear()

        run.append(laid_out(element.text))
        for number, child in enumerate(element):
            if child.tag in _BLOCKS:
                close()
                out += self._inside(element, child, depth)
            elif child.tag != NUM or number or element.tag != ITEM:
                run += self._inline(child, depth)
            run.append(laid_out(child.tail))
        close()
        return out

    def _inside(self, outer: Element, child: Element, depth: int) -> list[Block]:
        """A block of a cell or an item; an item holds paragraphs and lists only."""
        if outer.tag not in (LI, ITEM) or child.tag in _OF_ITEMS:
            return self._block(child, depth)
        if child.tag in (HEADING, SUBHEADING):
            self._keeper.element(child)
            content = self._inlines(child, depth)
            return [Paragraph(content=content)] if content else []
        return [Paragraph(content=(self._foreign(child),))]
