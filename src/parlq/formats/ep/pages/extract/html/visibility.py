"""Takes out of HTML what a reader does not see, and what is seen but is no text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from lxml import etree

from parlq.formats.ep.pages.extract.html import embedded_content
from parlq.formats.ep.pages.extract.html.blocks import BLOCKS
from parlq.formats.ep.pages.extract.html.css_values import (
    NO_COLOUR,
    WHITE,
    Look,
    background,
    colour,
    is_faded,
    is_gone,
    is_shown_anew,
    is_struck,
)
from parlq.formats.ep.pages.extract.html.stylesheet import Sheet, Stylesheet
from parlq.formats.ep.pages.lines.extracted import Unmapped
from parlq.formats.ep.pages.lines.line import allowed
from parlq.formats.ep.pages.lines.report import Report
from parlq.problems import Severity

#: Shown by no browser that runs scripts.
_UNSEEN = frozenset(["noscript", "template", "noframes", "noembed", "datalist", "title"])
_STRUCK = frozenset(["s", "strike", "del"])
_TAGS = (
    *(
        *_UNSEEN,
        *_STRUCK,
        *(embedded_content.TAKERS.keys() - embedded_content.SILENT),
        *embedded_content.SHORT,
    ),
    *("q", "dialog"),
)
#: Whether an attribute may hide something.
_STYLED = etree.XPath("boolean(descendant-or-self::*[@style or @hidden or @aria-hidden or @color])")
#: The `style` attributes that set a variable.
_VARIABLES = etree.XPath("descendant-or-self::*/@style[contains(., '--')]")
_RAISED = {"super": "sup", "sub": "sub"}
_LISTS = frozenset(["ol", "ul", "li"])
#: Most hidden stretches that are reported one by one, and most characters of one in a message.
_REPORTED, _SHOWN = 10, 80
#: Most stretches whose colour is compared with their background.
_COMPARED = 500


class Cleaner:
    """Takes out of a document what is no text of it, and keeps account of it.

    Attributes:
        unmapped: what a reader sees and the model has no field for.
        hidden: what a reader does not see: line and words of each stretch, and whether it is meant
            for programs that run no scripts.
    """

    def __init__(self, roots: list[Any], text: str, *, unbounded: bool = False) -> None:
        self.unmapped: list[Unmapped] = []
        self.hidden: list[tuple[int, str, bool]] = []
        self._pale: list[tuple[int, str]] = []
        self._compared = 0
        self._todo: list[Any] = []
        #: Changes of the tree, put off until no selector is tried on it any more.
        self._later: list[Callable[[], None]] = []
        self._expansions: set[str] = set()
        self._scripts = "math/" in text
        sheets = [
            Sheet(each.sourceline or 1, each.text or "", each.get("media") or "")
            for root in roots
            for each in root.iter("style")
        ]
        self._attributes = bool(sheets) or any(map(_STYLED, roots))
        variables = [str(each) for root in roots for each in cast("list[str]", _VARIABLES(root))]
        self._sheet = (
            Stylesheet(sheets, variables, unbounded=unbounded) if self._attributes else None
        )

    def clean(self, root: Any) -> None:
        """Take it out of a tree; the rest of the tree stays as it is."""
        usual = not self._attributes and not self._scripts
        if usual and next(root.iter(*_TAGS), None) is None:
            return
        self._todo.append(root)
        while self._todo:
            element = self._todo.pop()
            if isinstance(element.tag, str) and self._stays(element):
                self._todo.extend(reversed(element))
        for change in self._later:
            change()
        self._later.clear()

    def report(self, report: Report) -> None:
        """Report what is hidden (PQ517)."""
        for line, words, spare in self.hidden[:_REPORTED]:
            shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
            severity = Severity.INFO if spare else Severity.WARNING
            report.add("PQ517", f"hidden text left out: {shown}", line, severity)
        if (more := len(self.hidden) - _REPORTED) > 0:
            message = f"hidden text left out at {more} more locations"
            report.add("PQ517", message, self.hidden[_REPORTED][0])
        for line, words in self._pale[:_REPORTED]:
            message = "text in the colour of its background is read as part of the page"
            report.add("PQ517", f"{message}: {words[:_SHOWN]}", line)
        for line, words in self._sheet.unread if self._sheet is not None else ():
            report.add("PQ517", f"a CSS rule {words}; its text is read", line)
        if self._sheet is not None and (more := self._sheet.more):
            report.add(
                "PQ517",
                f"{more} more CSS rules hide text by selectors or conditions that parlq does not support",
            )

    def _stays(self, element: Any) -> bool:
        """Whether to go on inside an element; else it has been taken out."""
        tag = element.tag
        look: Look = {}
        if (
            self._attributes
            and tag not in embedded_content.SILENT
            and (self._sheet or element.keys())
        ):
            look = self._sheet.look(element) if self._sheet is not None else {}
            self._note_pale(element, look)
            if tag in {"html", "body"}:
                self._note_generated(element)
                return True  # a script shows what a style hides until it has run
            if _is_hidden(element) or is_gone(look):
                return self._hide(element)
            if is_faded(look):
                return self._fade(element, look)
        if tag in embedded_content.TAKERS:
            return self._take(element)
        if tag in _UNSEEN or (tag == "dialog" and element.get("open") is None):
            return self._hide(element)
        self._note_generated(element)
        if tag in embedded_content.SHORT:
            self._note_expansion(element)
        if tag in _STRUCK or (look and is_struck(look)):
            return self._strike(element)
        if tag == "q":
            self._later.append(partial(_quote, element))
        if look:
            self._later.append(partial(_restyle, element, look))
        return True

    def _hide(self, element: Any) -> bool:
        said = embedded_content.words(element)
        if element.tag == "datalist":
            said = embedded_content.suggestions(element)
        self._note_hidden(element, said)
        self._later.append(partial(_remove, element))
        return False

    def _note_hidden(self, element: Any, words: str) -> None:
        if words:
            spare = element.tag in _UNSEEN
            self.hidden.append((embedded_content.line_of(element), words, spare))

    def _note_pale(self, element: Any, look: Look) -> None:
        """Note words that have the colour of what is behind them, or none."""
        stated = look.get("color") or (element.get("color") or "").lower()
        if not stated or self._compared >= _COMPARED:
            return
        shown = colour(stated)
        if shown not in {NO_COLOUR, WHITE, background(look)}:
            return
        self._compared += 1
        if shown in {NO_COLOUR, self._ground(element)} and (
            words := embedded_content.words(element)
        ):
            self._pale.append((embedded_content.line_of(element), words))

    def _ground(self, element: Any) -> str:
        """The colour behind an element: a page is white."""
        while element is not None:
            look = self._sheet.look(element) if self._sheet is not None else {}
            found = background(look)
            if found is None and (stated := element.get("bgcolor")):
                found = colour(stated.lower())
            if found is not None:
                return found
            element = element.getparent()
        return WHITE

    def _note_generated(self, element: Any) -> None:
        """Keep the words that a style sheet writes beside an element."""
        for words in self._sheet.words_beside(element) if self._sheet is not None else ():
            said = allowed(words)
            self.unmapped.append(Unmapped(embedded_content.line_of(element), "generated", said))

    def _note_expansion(self, element: Any) -> None:
        """Keep what an abbreviation stands for, once."""
        found = embedded_content.expansion(element)
        if found is not None and found.text not in self._expansions:
            self._expansions.add(found.text)
            self.unmapped.append(found)

    def _fade(self, element: Any, look: Look) -> bool:
        """Take out the text of an element that is not visible, but not what is visible inside it."""
        gone = []
        stack = [element]
        while stack:
            each = stack.pop()
            if each is not element and self._is_shown_anew(each, look):
                self._todo.append(each)
                continue
            if each.tag not in embedded_content.SILENT and isinstance(each.tag, str):
                gone.append(each.text or "")
            each.text = None
            for child in each:
                gone.append(child.tail or "")
                child.tail = None
                stack.append(child)
        self._note_hidden(element, " ".join(" ".join(gone).split()))
        return False

    def _is_shown_anew(self, element: Any, around: Look) -> bool:
        if self._sheet is None or not isinstance(element.tag, str):
            return False
        return is_shown_anew(self._sheet.look(element), around)

    def _strike(self, element: Any) -> bool:
        if words := allowed(embedded_content.words(element)):
            self.unmapped.append(Unmapped(embedded_content.line_of(element), "struck", words))
        apart = element.tag in BLOCKS or any(each.tag in BLOCKS for each in element.iter())
        tag = element.tag if element.tag in BLOCKS else "div" if apart else "span"
        # A block still parts what is around it.
        self._later.append(partial(_remove, element, tag=tag))
        return False

    def _take(self, element: Any) -> bool:
        found = embedded_content.TAKERS[element.tag](element)
        if found is not None:
            self.unmapped.append(found)
        space = element.tag not in embedded_content.WORDLESS
        self._later.append(partial(_remove, element, space=space))
        return False


def _is_hidden(element: Any) -> bool:
    """Whether an attribute says that an element is not shown, or not read out."""
    return (
        element.get("hidden") is not None
        or (element.get("aria-hidden") or "").strip().lower() == "true"
    )


def _remove(element: Any, *, space: bool = False, tag: str = "span") -> None:
    """Leave nothing of an element but its place, and perhaps a blank."""
    element.clear(keep_tail=True)
    element.tag = tag
    if space:
        element.text = " "


def _quote(element: Any) -> None:
    """Write the quotation marks that browsers show around a `q`."""
    element.text = f'"{element.text or ""}'
    if len(element):
        element[-1].tail = f'{element[-1].tail or ""}"'
    else:
        element.text += '"'


def _restyle(element: Any, look: Look) -> None:
    """Say by tag or attribute what a style says of words that stay."""
    if (unbounded := _RAISED.get(look.get("vertical-align", ""))) and element.tag in {
        "span",
        "font",
    }:
        element.tag = unbounded
    if look.get("white-space", "").startswith(("pre", "break-spaces")):
        _keep_ends(element)
    if element.tag in _LISTS and (style := look.get("list-style-type") or look.get("list-style")):
        element.set("type", style)


def _keep_ends(element: Any) -> None:
    """Say by tags that the line ends in an element are line ends."""
    if element.tag not in BLOCKS:
        element.tag = (
            embedded_content.KEPT if element.tag in {"span", "font", "code"} else element.tag
        )
        return
    if element.tag in {"div", "p"}:
        element.tag = "pre"
    elif element.tag in {"td", "th", "li"}:
        inner = element.makeelement("pre")
        inner.text, element.text = element.text, None
        inner.extend(list(element))
        element.append(inner)
