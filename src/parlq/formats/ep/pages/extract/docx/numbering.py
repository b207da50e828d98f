"""Counts the numbers of numbered paragraphs in a DOCX file, which its text does not hold.

ECMA-376, part 1, 17.9.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from parlq.formats.ep.pages.extract.docx.styles import Styles, W, value_of

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_SLOT = re.compile(r"%([1-9])")
#: Most that a list counts to in letters, which repeat, and in Roman numbers.
_LETTERS, _ROMANS = 780, 3999
#: Deepest level of a list; Word has nine.
_DEEPEST = 8
_BULLET = "\u2022 "
#: Forms of numbers that are written as programs write them (17.18.59).
_FORMS = frozenset(
    ["decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "none"]
)


class Label(NamedTuple):
    """What stands before a paragraph.

    Attributes:
        text: the number with a blank after it, such as `2. `; empty for none.
        unknown: a number in a form that is not known, such as `ordinal 2`; empty for none.
    """

    text: str = ""
    unknown: str = ""


class _Level(NamedTuple):
    form: str
    words: str
    start: int
    #: The level at which this one begins anew is above this one; 0 for never.
    restart: int
    legal: bool
    style: str | None


class Numbering:
    """The numbers of a document; `label` is called for its paragraphs in their order.

    Args:
        root: the part that defines lists; None for a document without.
        styles: the styles of the document.
    """

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._kinds: dict[str, dict[int, _Level]] = {}
        self._links: dict[str, str] = {}
        #: For each list its kind, the levels that it states itself, and what it starts anew at.
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styled: dict[tuple[str | None, str | None], tuple[str | None, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Any) -> None:
        for kind in root.iter(f"{W}abstractNum"):
            name = kind.get(f"{W}abstractNumId") or ""
            self._kinds[name] = dict(map(_level, kind.iter(f"{W}lvl")))
            if link := value_of(kind, "numStyleLink"):
                self._links[name] = link
        for each in root.iter(f"{W}num"):
            own: dict[int, _Level] = {}
            starts: dict[int, int] = {}
            for change in each.iter(f"{W}lvlOverride"):
                own.update(map(_level, change.iter(f"{W}lvl")))
                start = value_of(change, "startOverride")
                if start is not None:
                    starts[_number(change.get(f"{W}ilvl"))] = _number(start)
            kind = value_of(each, "abstractNumId") or ""
            self._lists[each.get(f"{W}numId") or ""] = kind, own, starts

    def label(self, properties: Any) -> Label:
        """What stands before a paragraph with these properties."""
        name, depth = self._numbered(properties)
        if name not in self._lists:
            return Label()
        kind, own, starts = self._lists[name]
        kind = self._linked(kind)
        levels = {**self._kinds.get(kind, {}), **own}
        level = levels.get(depth)
        if level is None or level.form == "none":
            return Label()
        if level.form == "bullet":
            return Label(_BULLET)
        if depth in starts and (name, depth) not in self._begun:
            self._begun.add((name, depth))
            self._counts.setdefault(kind, {})[depth] = starts[depth] - 1
        return _spelled(level, levels, self._count(kind, levels, depth))

    def _count(self, kind: str, levels: dict[int, _Level], depth: int) -> dict[int, int]:
        """Count one more paragraph of a level; those below it begin anew."""
        counts = self._counts.setdefault(kind, {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            if depth < (levels[deeper].restart if deeper in levels else deeper):
                del counts[deeper]
        return counts

    def _linked(self, kind: str) -> str:
        """The kind of list that a kind takes its levels from, by way of a style."""
        link = self._links.get(kind)
        if link is None or self._kinds.get(kind):
            return kind
        for style in self._styles.chain(link):
            stated = style.find(f"{W}pPr/{W}numPr")
            name = value_of(stated, "numId") if stated is not None else None
            if name in self._lists:
                return self._lists[name][0]
        return kind

    def _numbered(self, properties: Any) -> tuple[str | None, int]:
        """The list and the level that the properties of a paragraph, or of its style, name."""
        stated = properties.find(f"{W}numPr") if properties is not None else None
        name = value_of(stated, "numId") if stated is not None else None
        depth = value_of(stated, "ilvl") if stated is not None else None
        if name is not None:
            return name, _number(depth)
        style = value_of(properties, "pStyle") if properties is not None else None
        if (style, depth) not in self._styled:
            self._styled[style, depth] = self._of_style(style, depth)
        return self._styled[style, depth]

    def _of_style(self, style_name: str | None, depth: str | None) -> tuple[str | None, int]:
        """The list and the level of paragraphs of a style that state this level themselves."""
        own: str | None = None
        for style in self._styles.chain(style_name):
            own = own or style.get(f"{W}styleId")
            found = style.find(f"{W}pPr/{W}numPr")
            if found is None:
                continue
            depth = depth or value_of(found, "ilvl")
            name = value_of(found, "numId")
            if name is not None:
                return name, self._tied(name, own) if depth is None else _number(depth)
        return None, 0

    def _tied(self, name: str, style: str | None) -> int:
        """The level of a list that is tied to a style; the first for none."""
        kind, own, _ = self._lists.get(name, ("", {}, {}))
        levels = {**self._kinds.get(self._linked(kind), {}), **own}
        return next((depth for depth, each in levels.items() if each.style == style), 0)


def _spelled(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> Label:
    """The number of a paragraph as its level spells it, such as `%1.%2`."""
    unknown: list[str] = []

    def number(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        other = levels.get(at, level)
        form = "decimal" if level.legal else other.form
        count = counts.get(at, other.start)
        if form not in _FORMS:
            unknown.append(f"{form} {count}")
        return _written(count, form)

    text = _SLOT.sub(number, level.words)
    if unknown:
        return Label("", ", ".join(unknown))
    return Label(f"{text} " if text.strip() else "")


def _number(stated: str | None) -> int:
    """A whole number that a document states; 0 for what is none."""
    return int(stated) if stated and re.fullmatch("[0-9]{1,5}", stated, re.ASCII) else 0


def _level(element: Any) -> tuple[int, _Level]:
    depth = min(_number(element.get(f"{W}ilvl")), _DEEPEST)
    restart = value_of(element, "lvlRestart")
    legal = element.find(f"{W}isLgl")
    start = value_of(element, "start")
    return depth, _Level(
        (value_of(element, "numFmt") or "decimal")[:50],
        (value_of(element, "lvlText") or "")[:20],
        0 if start is None else _number(start),
        depth if restart is None else min(_number(restart), depth),
        legal is not None and legal.get(f"{W}val") not in {"0", "false", "off"},
        value_of(element, "pStyle"),
    )


def _written(number: int, form: str) -> str:
    """A number in the form that a level of a list names (17.18.59)."""
    small = form.removeprefix("lower").removeprefix("upper")
    if small == "Letter" and 1 <= number <= _LETTERS:
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif small == "Roman" and 1 <= number <= _ROMANS:
        text = ""
        for value, sign in _ROMAN:
            text += sign * (number // value)
            number %= value
    elif form == "decimalZero":
        return f"{number:02}"
    else:
        return str(number)
    return text.upper() if form.startswith("upper") else text
