"""Validates large trees against a schema in linear time.

Of each fault that lxml finds in a tree it notes the XPath, for which libxml2 counts the siblings
before; and it notes as many as there are. A stream is validated without either.
"""

from __future__ import annotations

import contextlib
import copy
from typing import Any, NamedTuple

from lxml import etree

from parlq.formats.akn.xml.names import AKN, PQ, local
from parlq.formats.akn.xml.types import Element


class Fault(NamedTuple):
    """What a schema finds wrong in a tree: libxml2's message, its line, XPath and kind of error."""

    message: str
    line: int
    path: str | None
    type: int


#: No tree of so few elements is large.
FEW = 2000
_is_large = etree.XPath(
    f"count(//*) > {FEW} and (count(//*) > 20000 or boolean(//*[count(*) > {FEW}]))"
)
#: Bytes that are fed to a stream at a time.
_CHUNK = 1 << 12
#: libxml2's code for content that is not expected, or that is missing.
_CONTENT = etree.ErrorTypes.SCHEMAV_ELEMENT_CONTENT


def is_large(root: Element) -> bool:
    """Whether a tree is so large that its faults are counted before they are listed."""
    try:
        return bool(_is_large(root))
    except etree.XPathError:  # more elements than XPath counts
        return True


class Paths:
    """Paths of elements of one tree, as `path_of` has them.

    Many of one tree, in its order and while it stays as it is, take the time of one pass.
    """

    __slots__ = ("_last",)

    def __init__(self) -> None:
        self._last: dict[tuple[Element, str], tuple[Element, int]] = {}

    def __call__(self, element: Element) -> str:
        """The path of an element."""
        steps = []
        while (parent := element.getparent()) is not None:
            steps.append(self._step(parent, element))
            element = parent
        path = "/".join(["", local(element.tag), *reversed(steps)])
        return path.replace(f"{{{AKN}}}", "").replace(f"{{{PQ}}}", "pq:")

    def _step(self, parent: Element, element: Element) -> str:
        tag = element.tag
        known, place = self._last.get((parent, tag), (None, 0))
        if known is not element:
            place = self._on_from(known, place, element) or 1 + sum(
                1 for _ in element.itersiblings(tag, preceding=True)
            )
            self._last[parent, tag] = element, place
        if place == 1 and next(element.itersiblings(tag), None) is None:
            return str(tag)
        return f"{tag}[{place}]"

    @staticmethod
    def _on_from(known: Element | None, place: int, element: Element) -> int | None:
        """The place of an element that comes after one whose place is known."""
        if known is not None:
            for further, sibling in enumerate(known.itersiblings(known.tag), place + 1):
                if sibling is element:
                    return further
        return None

    def forget(self) -> None:
        """The tree is not what it was."""
        self._last.clear()


class _Count:
    """Counts the elements of a stream."""

    def __init__(self) -> None:
        self.elements = 0

    def start(self, _tag: str, _attributes: object) -> None:
        self.elements += 1

    def close(self) -> None:
        """Nothing is made of it."""


def reached(root: Element, schema: etree.XMLSchema, most: int) -> tuple[int, int]:
    """How many faults a tree has, and how many elements were seen when there were more than `most`.

    Args:
        root: the tree.
        schema: the schema to validate against.
        most: faults after which the rest is not looked at.
    """
    count = _Count()
    target: Any = count  # its other methods are not needed
    parser = etree.XMLParser(
        schema=schema, target=target, huge_tree=True, resolve_entities=False, no_network=True
    )
    data = etree.tostring(root, encoding="utf-8")  # as ASCII it would be several times as long
    for start in range(0, len(data), _CHUNK):
        parser.feed(data[start : start + _CHUNK])
        if (faults := len(parser.feed_error_log)) > most:
            return faults, count.elements
    with contextlib.suppress(etree.XMLSyntaxError):  # it is not valid, as the log says too
        parser.close()
    return len(parser.feed_error_log), count.elements


def begun(root: Element, elements: int) -> tuple[Element, frozenset[str]]:
    """A copy of the start of a tree, and the paths of the elements that are cut short."""
    made = copy.deepcopy(root)
    last = next(each for number, each in enumerate(made.iter(), 1) if number == elements)
    tree = made.getroottree()
    for element in (last, *last.iterancestors()):
        for later in list(element.itersiblings()):
            if (parent := later.getparent()) is not None:
                parent.remove(later)
    for child in list(last):
        last.remove(child)
    return made, frozenset(map(tree.getpath, (last, *last.iterancestors())))


def is_of_the_cut(entry: Fault, short: frozenset[str]) -> bool:
    """Whether a fault is only that what comes later is not there."""
    return entry.type == _CONTENT and entry.path in short and "Missing child" in entry.message
