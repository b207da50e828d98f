"""Follows what the pages of a PDF draw beside text, and how their text looks, as pypdf gives it.

For `parlq.formats.ep.pages.extract.pdf.bounded_text`, which runs in a process of its own. This
module imports nothing of parlq and is outside that room, so that the process starts fast.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

#: Which lines and thin bars strike text: how far above its foot they are, by the size of the text;
#: how thick they are in points; how wide a character is at most.
_STRUCK, _THIN, _WIDE = (0.15, 0.6), 2.5, 0.7
_BOLD, _ITALIC = (
    re.compile("bold|black|heavy|demi", re.IGNORECASE),
    re.compile("italic|oblique", re.IGNORECASE),
)
#: The bits of italic and bold fonts in their flags (ISO 32000-1, 9.8.2).
_FLAGS = ((1 << 6, "italic"), (1 << 18, "bold"))
_PAINTS = frozenset([b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"])
#: What pypdf logs when it leaves out content, and when that is because of a bound of its own.
_SKIPPED = re.compile(
    "Impossible to decode|cyclic form|may not be read|might not be read|not implemented yet"
    "|Page contents are not|XObject resources|Page resources|broken line|odd-length line"
    "|ended unexpectedly",
    re.IGNORECASE,
)
_BOUND = re.compile("exceeded|exceeds|limit reached|maximum", re.IGNORECASE)
#: Most messages of pypdf that are handed on, and forms inside each other that are looked through.
_MESSAGES, _FORMS = 20, 20


class RefusedError(Exception):
    """A file that is not read: the rule and the message of its problem."""


class Log(logging.Handler):
    """Takes what pypdf logs: it goes on where it cannot read a part of a file."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped: list[str] = []
        self.refused: RefusedError | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Note content that is skipped; refuse the file when it is because of a bound."""
        error = record.args.get("exception") if isinstance(record.args, dict) else None
        text = record.getMessage()[:300]
        if isinstance(error, RefusedError):
            self.refused = self.refused or error
        elif isinstance(error, RecursionError):
            self.refused = self.refused or RefusedError("PQ105", DEEP)
        elif type(error).__name__ == "LimitReachedError" or _BOUND.search(text):
            message = f"the PDF is beyond a bound of pypdf: {text.partition(';')[0]}"
            self.refused = self.refused or RefusedError("PQ104", message)
        if self.refused is not None:
            raise self.refused
        if _SKIPPED.search(text) and len(self.skipped) < _MESSAGES and text not in self.skipped:
            self.skipped.append(text)


class Drawn:
    """What pages draw beside text.

    Attributes:
        pictures: how many pictures.
        drawings: how many curves and shadings.
        bare: how many forms without resources of their own, of which pypdf reads no text.
        unseen: whether there is text that is not painted.
        bars: horizontal lines of the page at hand, as height and both ends.
    """

    def __init__(self, most: int) -> None:
        self.pictures = self.drawings = self.bare = 0
        self.unseen = False
        self.bars: list[tuple[float, float, float]] = []
        self._most, self._left = most, most
        self._pictures: set[str] = set()
        self._bare: set[str] = set()
        self._path: list[tuple[float, float, float]] = []
        self._curved = False
        self._point = (0.0, 0.0)

    def begin(self, page: Any) -> None:
        """Begin a page."""
        self.bars, self._path, self._curved = [], [], False
        known = list(_objects(page.get("/Resources"), 0, set()))
        self._pictures = {name for name, is_picture in known if is_picture}
        self._bare = {name for name, is_picture in known if not is_picture}

    def __call__(self, operator: bytes, operands: Any, matrix: Any, _: Any) -> None:
        """Follow one operator."""
        self._left -= 1
        if self._left < 0:
            what = f"the pages of the PDF draw with more than {self._most} operators"
            raise RefusedError("PQ104", f"{what}; raise the limits to read it")
        if operator in _PAINTS:
            self.bars += self._path
            self.drawings += self._curved
            self._path, self._curved = [], False
        elif operator == b"n":
            self._path, self._curved = [], False
        elif operator in _FOLLOWED:
            try:
                self._follow(operator, operands, matrix)
            except (TypeError, ValueError, IndexError, OverflowError):
                return

    def _follow(self, operator: bytes, operands: Any, matrix: Any) -> None:
        if operator == b"Do":
            self.pictures += str(operands[0]) in self._pictures
            self.bare += str(operands[0]) in self._bare
        elif operator == b"INLINE IMAGE":
            self.pictures += 1
        elif operator == b"sh":
            self.drawings += 1
        elif operator == b"Tr":
            self.unseen = self.unseen or int(operands[0]) in _UNSEEN
        elif operator == b"re":
            x, y, wide, high = (float(each) for each in operands)
            if abs(high * matrix[3]) <= _THIN:
                self._bar(x, x + wide, y + high / 2, matrix)
        elif operator == b"m":
            self._point = float(operands[0]), float(operands[1])
        elif operator == b"l":
            before, self._point = self._point, (float(operands[0]), float(operands[1]))
            if abs((self._point[1] - before[1]) * matrix[3]) <= 1:
                self._bar(before[0], self._point[0], before[1], matrix)
        else:
            self._curved = True

    def _bar(self, left: float, right: float, y: float, matrix: Any) -> None:
        if not matrix[1] and not matrix[2]:
            one, other = (float(x * matrix[0] + matrix[4]) for x in (left, right))
            height = float(y * matrix[3] + matrix[5])
            self._path.append((height, min(one, other), max(one, other)))

    def strikes(self, text: str, size: float, place: tuple[float, float] | None) -> bool:
        """Whether a bar of the page goes through a text; `bars` are in their order."""
        if place is None or not text.strip():
            return False
        x, y = place
        low, high = (y + each * size for each in _STRUCK)
        end = x + _WIDE * size * len(text.rstrip())
        for at in range(bisect_left(self.bars, (low,)), len(self.bars)):
            bar, left, right = self.bars[at]
            if bar > high:
                return False
            if left < end and right > x + 1 and right - left > size / 3:
                return True
        return False


#: Operators that say what is drawn, and how text is painted that nobody sees.
_FOLLOWED = frozenset([b"Do", b"INLINE IMAGE", b"sh", b"Tr", b"re", b"m", b"l", b"c", b"v", b"y"])
_UNSEEN = frozenset([3, 7])
DEEP = "the PDF nests objects more deeply than pypdf reads"


def look_of(font: Any) -> str:
    """Whether a font is bold or italic, by its name and what describes it."""
    try:
        name = str(font.get("/BaseFont", ""))
    except (AttributeError, TypeError, ValueError):
        return ""
    try:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        flags = int(inner["/FontDescriptor"]["/Flags"])
    except (AttributeError, TypeError, ValueError, LookupError):
        flags = 0
    found = {"bold"} if _BOLD.search(name) else set()
    found |= {"italic"} if _ITALIC.search(name) else set()
    return " ".join(sorted(found | {look for bit, look in _FLAGS if flags & bit}))


def _objects(resources: Any, depth: int, seen: set[int]) -> Iterator[tuple[str, bool]]:
    """The pictures, and the forms without resources, of resources and of the forms in them.

    Yields:
        A name, and whether it is that of a picture.
    """
    try:
        for name, each in resources.get_object()["/XObject"].items():
            what = each.get_object()
            if what.get("/Subtype") == "/Image":
                yield str(name), True
            elif "/Resources" not in what:
                yield str(name), False
            elif depth < _FORMS and id(what) not in seen:
                seen.add(id(what))
                yield from _objects(what["/Resources"], depth + 1, seen)
    except (AttributeError, TypeError, LookupError):
        return


def place_of(around: Any, own: Any) -> tuple[tuple[float, float] | None, float]:
    """Where a text begins, and its scale, by the matrices around it (ISO 32000-1, 8.3.4)."""
    try:
        if around[1] or own[1]:
            return None, 1.0
        place = own[4] * around[0] + around[4], own[5] * around[3] + around[5]
        return (float(place[0]), float(place[1])), float(own[3] * around[3])
    except (TypeError, ValueError, IndexError, OverflowError):
        return None, 1.0
