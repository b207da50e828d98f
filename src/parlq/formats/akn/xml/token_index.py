"""Finds the positions of tags in the text of a well-formed document, which no tree preserves."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from typing import NamedTuple

from parlq.formats.akn.xml.encodings import text_of
from parlq.formats.akn.xml.names import PQ, XML, XML_LANG
from parlq.formats.akn.xml.types import Element
from parlq.io.positions import Lines

#: Everything but text. In a document that is well-formed, each alternative ends where XML says; in
#: any other text it ends somewhere, so that no part of it is gone through twice.
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|</[^<>]*+>?"
    r"""|<(?:[^"'<>]|"[^"<]*"|'[^'<]*')*+>?""",
    re.DOTALL,
)
#: A tag up to the end of its name.
_NAME = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(r"""\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
#: What prefixes usually stand for, to name an attribute.
_PREFIXES = {XML: "xml", PQ: "pq", _XSI[1:-1]: "xsi"}


class Attribute(NamedTuple):
    """An attribute in the text: its name as spelled, where it begins, where its value stands."""

    name: str
    start: int
    value_start: int
    value_end: int


def attribute_name(name: str) -> str:
    """The name of an attribute for people, from the one that lxml gives."""
    if not name.startswith("{"):
        return name
    uri, _, own = name[1:].partition("}")
    return f"{_PREFIXES[uri]}:{own}" if uri in _PREFIXES else name


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of each tag, comment and processing instruction; no CDATA section.

    The kind is `open`, `close`, `empty`, `comment` or `instruction`. What is not well-formed is
    gone through up to the first token that does not end.
    """
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        if text[end - 1] != ">" or end - start < 3:
            return
        second = text[start + 1]
        if second == "/":
            yield "close", start, end
        elif second == "?":
            if start or not re.match(r"<\?xml[\s?]", text):  # the declaration is none
                yield "instruction", start, end
        elif second == "!":
            if text[start + 2] == "-":
                yield "comment", start, end
        else:
            yield "empty" if text[end - 2] == "/" else "open", start, end


class Markup:
    """A well-formed document as text, asked where its elements stand; it is looked through once."""

    __slots__ = (
        "_children",
        "_counted",
        "_ends",
        "_last",
        "_lines",
        "_sizes",
        "_starts",
        "encoding",
        "mark",
        "text",
    )

    def __init__(self, text: str, encoding: str, mark: int = 0) -> None:
        """`text` is without a byte order mark, `mark` says how many bytes of the data that has."""
        self.text = text
        self.encoding = encoding
        self.mark = mark
        self._lines = Lines(text)
        self._counted = 0, mark
        self._starts = array("q")
        self._ends = array("q")
        self._sizes = array("q")  # of the subtrees, themselves included
        self._children: dict[int, list[int]] = {}
        self._last: dict[Element, tuple[Element, int]] = {}
        opened: list[int] = []
        for kind, start, end in tokens(text):
            if kind == "close":
                number = opened.pop()
                self._ends[number] = end
                self._sizes[number] = len(self._starts) - number
            elif kind in {"open", "empty"}:
                if kind == "open":
                    opened.append(len(self._starts))
                self._starts.append(start)
                self._ends.append(end)
                self._sizes.append(1)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in the text."""
        return self._lines.at(offset)

    def span(self, element: Element) -> tuple[int, int]:
        """Offsets at which an element begins and ends; LookupError when it is not in this text."""
        number = self._number(element)
        start = self._starts[number]
        own = element.tag.rpartition("}")[2]
        if not re.compile(rf"<(?:[^\s:/>]+:)?{re.escape(own)}(?=[\s/>])").match(self.text, start):
            raise LookupError(own)
        return start, self._ends[number]

    def _number(self, element: Element) -> int:
        """The number of an element in the order of the document."""
        steps = []
        while (parent := element.getparent()) is not None:
            steps.append(self._place(parent, element))
            element = parent
        number = 0
        for step in reversed(steps):
            number = self._below(number)[step]
        if number >= len(self._starts):
            raise LookupError(number)
        return number

    def _place(self, parent: Element, element: Element) -> int:
        """Which child of its parent an element is; many in their order take one pass together."""
        known, place = self._last.get(parent, (None, 0))
        if known is element:
            return place
        if known is not None:
            for further, sibling in enumerate(known.itersiblings(), place + 1):
                if sibling is element:
                    self._last[parent] = element, further
                    return further
        place = int(parent.index(element))  # counted in C
        self._last[parent] = element, place
        return place

    def _below(self, number: int) -> list[int]:
        if number not in self._children:
            found, at = [], number + 1
            while at < number + self._sizes[number]:
                found.append(at)
                at += self._sizes[at]
            self._children[number] = found
        return self._children[number]

    def behind_name(self, start: int) -> int:
        """The offset behind the name of the tag that begins at `start`."""
        found = _NAME.match(self.text, start)
        if found is None:
            raise LookupError(start)
        return found.end()

    def attributes(self, start: int) -> list[Attribute]:
        """The attributes of the tag that begins at `start`, as they are spelled."""
        tag = _TOKEN.match(self.text, start)
        if tag is None:
            return []
        found = []
        for each in _ATTRIBUTE.finditer(self.text, start, tag.end()):
            group = 2 if each[2] is not None else 3
            found.append(Attribute(each[1], each.start(1), *each.span(group)))
        return found

    def attribute(self, start: int, name: str) -> Attribute | None:
        """The attribute of an element of the name that lxml gives, or None."""
        uri, _, own = name.rpartition("}")
        for found in self.attributes(start):
            if found.name == (own if not uri else attribute_name(name)):
                return found
            if uri and name != XML_LANG and found.name.rpartition(":")[2] == own:
                return found
        return None

    def bytes_at(self, offset: int) -> int:
        """How many bytes of the data stand before an offset of the text; fast for ever later ones."""
        at, size = self._counted if self._counted[0] <= offset else (0, self.mark)
        size += len(self.text[at:offset].encode(self.encoding))
        self._counted = offset, size
        return size


def markup_of(data: bytes) -> Markup | None:
    """The markup of a document that has been parsed; None when its text cannot be had."""
    found = text_of(data)
    if found is None:
        return None
    try:
        return Markup(*found)
    except IndexError:  # tags that do not match: another text than the parser's
        return None
