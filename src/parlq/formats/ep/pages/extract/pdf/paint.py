"""Tells which text of a PDF nobody sees though it is painted: white, transparent, tiny, off the page.

For `parlq.formats.ep.pages.extract.pdf.bounded_text`, which runs in a process of its own. This
module imports nothing of parlq, so that the process starts fast.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from pypdf.errors import PyPdfError

#: From which share of light a colour looks like paper; the modes that paint the inside of letters
#: and nothing else (ISO 32000-1, 9.3.6).
_PALE, _FILLS = 0.98, frozenset([0, 4])
#: Size in points below which nobody reads text; most coloured areas of a page that are kept, and
#: most texts of a file that are looked for in them.
_TINY, _AREAS, _LOOKED = 1.0, 1000, 1000
_SHOWS = frozenset([b"Tj", b"TJ", b"'", b'"'])
_FILLED = frozenset([b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"])
_ENDED = frozenset([b"S", b"s", b"n"]) | _FILLED
_POINTS = frozenset([b"m", b"l", b"c", b"v", b"y"])
_GREYS = frozenset(["/DeviceGray", "/CalGray", "/ICCBased", "/G"])
_BROKEN = (AttributeError, TypeError, ValueError, LookupError, OverflowError, PyPdfError)


class _State(NamedTuple):
    """What text is painted with.

    `pale` is whether its colour looks like paper, `opaque` how much of it covers what is behind it,
    `mode` how letters are painted, `space` the kind of the colours, and `by_state` whether a graphics
    state has set the font, which pypdf does not read.
    """

    pale: bool = False
    opaque: float = 1.0
    mode: int = 0
    wide: float = 100.0
    space: str = "/DeviceGray"
    by_state: bool = False


class Paint:
    """How the text of a file is painted.

    Attributes:
        faint: whether there is text in the colour of paper, or in none.
        outside: whether there is text outside the page.
        tiny: whether there is text that is too small to read.
        unread: whether there is text in a font that a graphics state sets.
    """

    def __init__(self) -> None:
        self.faint = self.outside = self.tiny = self.unread = False
        self._state, self._saved = _State(), list[_State]()
        self._points: list[tuple[float, float]] = []
        self._areas: list[tuple[float, float, float, float]] = []
        self._resources: Any = {}
        self._page = 0.0, 0.0, 0.0, 0.0
        self._looked = 0

    def begin(self, page: Any) -> None:
        """Begin a page."""
        self._state, self._saved, self._points, self._areas = _State(), [], [], []
        self._resources = page.get("/Resources")
        box = page.cropbox
        self._page = float(box.left), float(box.bottom), float(box.right), float(box.top)

    def chunk(self, text: str, place: tuple[float, float] | None, size: float) -> None:
        """Look at a stretch of text, where it begins and how large it is, in points."""
        if place is None or not text.strip():
            return
        left, bottom, right, top = self._page
        self.tiny = self.tiny or 0 < size < _TINY
        ends = place[0] + size * len(text)
        inside = place[0] < right and ends > left and bottom - size < place[1] < top
        self.outside = self.outside or not inside

    def __call__(self, operator: bytes, operands: Any, around: Any, own: Any) -> None:
        """Follow one operator before it draws."""
        try:
            self._follow(operator, operands, around, own)
        except _BROKEN:
            return

    def _follow(self, operator: bytes, operands: Any, around: Any, own: Any) -> None:
        if operator in _SHOWS:
            self._show(operands, around, own)
        elif operator == b"q":
            self._saved.append(self._state)
        elif operator == b"Q":
            self._state = self._saved.pop()
        elif operator == b"Tf":
            self._state = self._state._replace(by_state=False)
        elif operator == b"Tr":
            self._state = self._state._replace(mode=int(operands[0]))
        elif operator == b"Tz":
            self._state = self._state._replace(wide=abs(float(operands[0])))
        elif operator in _COLOURS:
            self._state = self._state._replace(pale=self._is_pale(operator, operands))
        elif operator == b"cs":
            self._state = self._state._replace(pale=False, space=self._space(operands[0]))
        elif operator == b"gs":
            self._set(self._found("/ExtGState", operands[0]))
        else:
            self._draw(operator, operands, around)

    def _draw(self, operator: bytes, operands: Any, around: Any) -> None:
        """Keep the areas that are not in the colour of paper."""
        if operator == b"re":
            x, y, wide, high = map(float, operands)
            self._points += [_at(around, x, y), _at(around, x + wide, y + high)]
        elif operator in _POINTS:
            self._points.append(_at(around, float(operands[-2]), float(operands[-1])))
        elif operator in {b"Do", b"INLINE IMAGE"}:
            self._cover([_at(around, 0, 0), _at(around, 1, 1)])
        elif operator == b"sh":
            self._cover([self._page[:2], self._page[2:]])
        elif operator in _ENDED:
            if operator in _FILLED and not self._state.pale:
                self._cover(self._points)
            self._points = []

    def _cover(self, points: list[tuple[float, float]]) -> None:
        if points and len(self._areas) < _AREAS:
            xs, ys = zip(*points, strict=True)
            self._areas.append((min(xs), min(ys), max(xs), max(ys)))

    def _show(self, operands: Any, around: Any, own: Any) -> None:
        if not any(map(_has_text, operands)):
            return
        state = self._state
        self.unread = self.unread or state.by_state
        if self.faint or not (state.opaque and state.wide):
            self.faint = True
        elif state.pale and state.mode in _FILLS and self._looked < _LOOKED:
            self._looked += 1
            x, y = _at(around, float(own[4]), float(own[5]))
            self.faint = not any(
                left - 1 <= x <= right + 1 and low - 1 <= y <= high + 1
                for left, low, right, high in self._areas
            )

    def _is_pale(self, operator: bytes, operands: Any) -> bool:
        """Whether a colour looks like paper (ISO 32000-1, 8.6)."""
        levels = [float(each) for each in operands]
        if not levels:
            return False
        if operator == b"k" or len(levels) == 4:  # of ink
            return max(levels) <= 1 - _PALE
        if operator in {b"sc", b"scn"} and len(levels) == 1 and self._state.space not in _GREYS:
            return self._state.space == "/Separation" and levels[0] <= 1 - _PALE
        return min(levels) >= _PALE

    def _space(self, name: Any) -> str:
        try:
            found = self._found("/ColorSpace", name)
        except _BROKEN:
            return str(name)
        return str(found[0] if isinstance(found, list) else found)

    def _set(self, stated: Any) -> None:
        opaque = float(stated.get("/ca", self._state.opaque))
        self._state = self._state._replace(
            opaque=opaque, by_state=self._state.by_state or "/Font" in stated
        )

    def _found(self, kind: str, name: Any) -> Any:
        return self._resources.get_object()[kind].get_object()[name].get_object()


#: Operators that set the colour of the inside of letters.
_COLOURS = frozenset([b"g", b"rg", b"k", b"sc", b"scn"])


def _at(matrix: Any, x: float, y: float) -> tuple[float, float]:
    """A point of the page (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = (float(each) for each in matrix)
    return a * x + c * y + e, b * x + d * y + f


def _has_text(operand: Any) -> bool:
    if isinstance(operand, list):
        return any(map(_has_text, operand))
    return isinstance(operand, str | bytes) and bool(operand.strip())
