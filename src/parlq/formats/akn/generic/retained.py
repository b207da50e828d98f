"""Preserves facts of generic Akoma Ntoso that the model has no field for, and reports each once."""

from __future__ import annotations

from parlq.formats.akn.generic.identity import is_tag
from parlq.formats.akn.xml.names import XML, XML_LANG, markup, stated_in
from parlq.formats.akn.xml.report import MOST, Report
from parlq.formats.akn.xml.types import Element

#: Identifiers of elements: they name places in a file, and nothing is written at its old place.
_NAMES = frozenset({"eId", "wId", "GUID", f"{{{XML}}}id"})
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"  # reported with the comments


def _says(text: str | None) -> bool:
    return bool(text and text.strip(" \t\r\n"))


def is_leaf(element: Element) -> bool:
    """Whether an element holds nothing but its attributes."""
    return not len(element) and not _says(element.text) and not _says(element.tail)


class Keeper:
    """Turns elements and attributes without a place into extensions, with a warning each.

    Attributes:
        report: collects them.
        whole: elements that were kept with all that is in them.
        worded: those of them whose words are in the model, too.
        single: attributes that were kept, each with its element.
        verbatim: elements that are foreign content of a text.
    """

    __slots__ = ("_full", "_languages", "report", "single", "verbatim", "whole", "worded")

    def __init__(self, report: Report) -> None:
        self.report = report
        self._full = False
        self.whole: set[Element] = set()
        self.worded: set[Element] = set()
        self.single: set[tuple[Element, str]] = set()
        self.verbatim: set[Element] = set()
        self._languages: dict[Element, str | None] = {}

    def element(self, element: Element) -> None:
        """Keep an element, markup and all."""
        self._keep(element, None, f"no field for {markup(element.tag)}; preserved as an extension")

    def attribute(self, element: Element, name: str) -> None:
        """Keep one attribute."""
        self._keep(element, name, f"no field for {stated_in(name)}; preserved as an extension")

    def language(self, element: Element) -> str | None:
        """The `xml:lang` of an element; one that is no language tag is kept, and says nothing."""
        if element not in self._languages:
            stated = element.get(XML_LANG) or None
            if stated is not None and not is_tag(stated):
                message = f"xml:lang {stated!r} is not a language tag; preserved as an extension"
                self._keep(element, XML_LANG, message)
                stated = None
            self._languages[element] = stated
        return self._languages[element]

    def attributes(self, element: Element, used: tuple[str, ...]) -> None:
        """Keep the attributes of an element that are not `used`."""
        for name in map(str, element.attrib):
            if name not in used and name not in _NAMES and not name.startswith(_XSI):
                self.attribute(element, name)

    def leaf(self, element: Element, used: tuple[str, ...]) -> None:
        """Keep the attributes that are not `used`, or the whole element where it is not empty."""
        if len(element) or _says(element.text):
            self.element(element)
        else:
            self.attributes(element, used)

    def said(self, element: Element, used: tuple[str, ...] = ()) -> None:
        """Keep what an element is besides words that are taken: its attributes, its inner markup."""
        self.attributes(element, used)
        for inner in element:
            self.markup(inner)

    def markup(self, inner: Element) -> None:
        """Keep markup whose words are taken."""
        if len(inner) or _says(inner.text):
            self.beside(inner)
        else:  # the path of an attribute has its name
            self.attributes(inner, ())

    def beside(self, element: Element) -> None:
        """Keep an element whose words are taken, too: what it says of them has no field."""
        self.worded.add(element)
        self.element(element)

    def layout(self, element: Element) -> None:
        """Keep an element that holds words where the schema has none, but only layout."""
        if _says(element.text) or any(_says(child.tail) for child in element):
            self.element(element)

    def too_deep(self, element: Element) -> None:
        """Refuse what nests more deeply than a body can."""
        self.report.add("PQ105", "blocks and inlines nest too deeply", element)

    def _keep(self, element: Element, name: str | None, message: str) -> None:
        if element in self.whole or any(each in self.whole for each in element.iterancestors()):
            return
        if name is None:
            self.whole.add(element)
        else:
            self.single.add((element, name))
        if len(self.report.kept) < MOST:
            self.report.keep(element, name)
            self.report.warn("PQ214", message, element, name)
        elif not self._full:
            self._full = True
            self.report.refuse(
                "PQ214", f"more than {MOST} facts have no field in the model", element
            )
