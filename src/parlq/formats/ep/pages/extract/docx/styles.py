"""Determines how the runs of a DOCX file look: what they state themselves, and what styles add."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

#: The namespace of word processing, in the notation of lxml.
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Styles that a style is based on, up to which properties are looked for.
_BASED = 32
_TOGGLES = {
    W + "b": "bold",
    W + "i": "italic",
    W + "strike": "struck",
    W + "dstrike": "struck",
    W + "vanish": "hidden",
    W + "webHidden": "hidden",
    W + "specVanish": "hidden",
}
_OFF = frozenset({"0", "false", "off"})
#: Half-points by which a run is raised or lowered as superscripts are, and not to fit a line.
_RAISED = 4
#: Longest name of a font; it is looked up for each run.
_FONT = 100
_BOXES = frozenset([W + "tbl", W + "txbxContent"])
_SHADES = frozenset([W + "shd", W + "highlight"])
_NO_SHADE = frozenset([None, "clear", "nil", "none", "white"])
#: The colour of paper, and sizes in half-points that nobody reads.
_WHITE, _TINY = "FFFFFF", frozenset(["0", "1", "2"])
_POSITION = re.compile("-?[0-9]{1,4}")


class Look(NamedTuple):
    """How a run looks.

    Attributes:
        bold: whether the run, or the character style that it names, is bold.
        italic: whether it is italic in the same way.
        height: 1 for a superscript, -1 for a subscript, else 0.
        struck: whether it is struck through.
        hidden: whether programs show none of it.
        faint: whether nobody sees it on white paper: it is white, or smaller than 1 point.
        font: name of its font, empty when none is stated.
    """

    bold: bool = False
    italic: bool = False
    height: int = 0
    struck: bool = False
    hidden: bool = False
    font: str = ""
    faint: bool = False


def value_of(element: Any, name: str) -> str | None:
    """The `w:val` of a child element."""
    found = element.find(W + name)
    return None if found is None else found.get(f"{W}val")


class Styles:
    """The styles of a document, by the root of their part; None for a document without."""

    def __init__(self, root: Any) -> None:
        self._known: dict[str, Any] = {}
        self._chains: dict[str, tuple[Any, ...]] = {}
        self._stated: dict[str, dict[str, Any]] = {}
        self._default: str | None = None
        self._defaults: dict[str, Any] = {}
        if root is None:
            return
        for style in root.iter(f"{W}style"):
            name = style.get(f"{W}styleId") or ""
            self._known.setdefault(name, style)
            if style.get(f"{W}type") == "paragraph" and _is_on(style.get(f"{W}default", "0")):
                self._default = name
        self._defaults = _stated(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def chain(self, name: str | None) -> tuple[Any, ...]:
        """A style, and those that it is based on; the one of all paragraphs for None."""
        name = self._default if name is None else name
        if (name or "") not in self._chains:
            chain: list[Any] = []
            based: str | None = name
            while len(chain) < _BASED and (style := self._known.get(based or "")) is not None:
                chain.append(style)
                based = value_of(style, "basedOn")
            self._chains[name or ""] = tuple(chain)
        return self._chains[name or ""]

    def look(self, properties: Any, paragraph: str | None) -> Look:
        """How a run with these properties looks in a paragraph of a style.

        Bold and italic are those of the run and its character style: where a paragraph style has
        them, they mark the kind of paragraph and emphasize nothing.
        """
        own = _stated(properties)
        named = own.get("style")
        near = {**self._of(named), **own} if named is not None else own
        every = {**self._defaults, **self._of(paragraph), **near}
        return Look(
            near.get("bold", False),
            near.get("italic", False),
            every.get("height", 0) or every.get("position", 0),
            every.get("struck", False),
            every.get("hidden", False),
            every.get("font", ""),
            (every.get("white", False) and not every.get("shaded", False))
            or every.get("tiny", False),
        )

    def on_paper(self, paragraph: Any, style: str | None) -> bool:
        """Whether paper is behind a paragraph: a table or a box may have another colour."""
        if paragraph is None or any(each.tag in _BOXES for each in paragraph.iterancestors()):
            return False
        shades = (each.find(f"{W}pPr/{W}shd") for each in (paragraph, *self.chain(style)))
        return not any(map(_is_shaded, shades))

    def _of(self, name: str | None) -> dict[str, Any]:
        """What a style states for runs."""
        key = name or ""
        if key not in self._stated:
            stated: dict[str, Any] = {}
            for style in self.chain(name):
                stated = {**_stated(style.find(f"{W}rPr")), **stated}
            self._stated[key] = stated
        return self._stated[key]


def _stated(properties: Any) -> dict[str, Any]:
    """The properties that an element `w:rPr` states."""
    found: dict[str, Any] = {}
    for each in properties if properties is not None else ():
        tag = each.tag
        stated = each.get(f"{W}val")
        if tag in _TOGGLES:
            name = _TOGGLES[tag]
            # Single and double strike are two properties that mean the same.
            found[name] = _is_on(stated) or found.get(name, False)
        elif tag == f"{W}vertAlign":
            found["height"] = {"superscript": 1, "subscript": -1}.get(stated or "", 0)
        elif tag == f"{W}position":
            found["position"] = _height(stated)
        elif tag == f"{W}rFonts":
            font = each.get(f"{W}ascii") or each.get(f"{W}hAnsi")
            if font:
                found["font"] = font[:_FONT]
        elif tag == f"{W}color":
            found["white"] = (stated or "").upper() == _WHITE
        elif tag in _SHADES:
            found["shaded"] = _is_shaded(each)
        elif tag == f"{W}sz":
            found["tiny"] = stated in _TINY
        elif tag == f"{W}rStyle":
            found["style"] = stated
    return found


def _is_shaded(shade: Any) -> bool:
    """Whether a shade or a highlight, if there is one, is not white."""
    if shade is None:
        return False
    fill = (shade.get(f"{W}fill") or "auto").upper()
    return fill not in {"AUTO", _WHITE} or shade.get(f"{W}val") not in _NO_SHADE


def _is_on(stated: str | None) -> bool:
    return stated is None or stated.lower() not in _OFF


def _height(stated: str | None) -> int:
    """Which way a position in half-points, such as `6`, moves a run far enough."""
    found = _POSITION.fullmatch(stated or "")
    moved = int(found[0]) if found else 0
    return 0 if abs(moved) < _RAISED else (1 if moved > 0 else -1)
