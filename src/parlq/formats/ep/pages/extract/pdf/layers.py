"""Follows which layers of a PDF are off, and whether text is in them, as pypdf gives them.

For `parlq.formats.ep.pages.extract.pdf.bounded_text`, which runs in a process of its own. This
module imports nothing of parlq, so that the process starts fast. ISO 32000-1, 8.11.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf.errors import PyPdfError

#: Operators that show text.
_SHOWS = frozenset([b"Tj", b"TJ", b"'", b'"'])
#: Most expressions inside each other that are looked at.
_DEEPEST = 20
_BROKEN = (AttributeError, TypeError, ValueError, LookupError, PyPdfError)


class Layers:
    """The layers of a file that are off, and the text in them.

    Attributes:
        told: the names of the layers that are off and have text.
    """

    def __init__(self, catalogue: Any) -> None:
        self.told: dict[str, None] = {}
        self._off: set[Any] = set()
        try:
            self._off = _off(catalogue["/OCProperties"].get_object())
        except _BROKEN:
            self._off = set()
        #: The resources of the page and of the forms that are drawn; the layers of what each marks.
        self._resources: list[Any] = []
        self._marks: list[list[str]] = []
        #: The layers around what is drawn that are off.
        self._hidden: list[str] = []

    def __bool__(self) -> bool:
        """Whether a layer is off."""
        return bool(self._off)

    def begin(self, page: Any) -> None:
        """Begin a page."""
        self._resources, self._marks, self._hidden = [page.get("/Resources")], [[]], []

    def before(self, operator: bytes, operands: Any) -> None:
        """Follow an operator before it draws."""
        if operator in _SHOWS:
            if self._hidden:
                self.told.setdefault(self._hidden[-1])
        elif operator == b"BDC":
            self._mark(self._layer(operands))
        elif operator == b"BMC":
            self._mark("")
        elif operator == b"EMC":
            if self._marks[-1] and self._marks[-1].pop():
                self._hidden.pop()
        elif operator == b"Do":
            form: Any = {}
            try:
                form = self._found("/XObject", operands[0])
            except _BROKEN:
                form = {}
            self._resources.append(form.get("/Resources", self._resources[-1]))
            self._marks.append([])
            self._mark(self._named(form.get("/OC")))

    def after(self, operator: bytes) -> None:
        """Follow an operator that has drawn: what a form marks ends with it."""
        if operator == b"Do" and len(self._marks) > 1:
            self._resources.pop()
            for name in self._marks.pop():
                if name:
                    self._hidden.pop()

    def _mark(self, layer: str) -> None:
        self._marks[-1].append(layer)
        if layer:
            self._hidden.append(layer)

    def _found(self, kind: str, name: Any) -> Any:
        return self._resources[-1].get_object()[kind].get_object()[name].get_object()

    def _layer(self, operands: Any) -> str:
        """The name of the layer that marked content is in, if it is off."""
        try:
            if operands[0] != "/OC":
                return ""
            stated = operands[1]
            return self._named(
                self._found("/Properties", stated) if str(stated) == stated else stated
            )
        except _BROKEN:
            return ""

    def _named(self, layer: Any) -> str:
        """The name of a layer, or of one of a group of them, that is off; empty if it is on."""
        try:
            layer = layer.get_object()
            if self._shows(layer, 0):
                return ""
            if layer.get("/Type") == "/OCMD":
                layer = next(_each(layer.get("/OCGs")), layer)
            return str(layer.get("/Name") or "a layer")
        except _BROKEN:
            return ""

    def _shows(self, layer: Any, depth: int) -> bool:
        """Whether a layer, or what several of them decide, is on."""
        if layer.get("/Type") != "/OCMD":
            return _key(layer) not in self._off
        if "/VE" in layer:
            return self._holds(layer["/VE"].get_object(), depth)
        states = [_key(each) not in self._off for each in _each(layer.get("/OCGs"))]
        policy = layer.get("/P", "/AnyOn")
        if not states:
            return True
        if policy in {"/AllOn", "/AnyOff"}:
            return bool(all(states) == (policy == "/AllOn"))
        return bool(any(states) == (policy != "/AllOff"))

    def _holds(self, stated: Any, depth: int) -> bool:
        """Whether an expression of layers is true."""
        if depth > _DEEPEST:
            return True
        if not isinstance(stated, list):
            return self._shows(stated, depth)
        values = (self._holds(each.get_object(), depth + 1) for each in stated[1:])
        if stated[0] == "/Not":
            return not next(values)
        return any(values) if stated[0] == "/Or" else all(values)


def _key(each: Any) -> Any:
    """What tells an object from others, however often it is read."""
    reference = getattr(each, "indirect_reference", None)
    return id(each) if reference is None else (reference.idnum, reference.generation)


def _each(stated: Any) -> Iterator[Any]:
    """The objects of a list, or the one that stands for a list."""
    stated = None if stated is None else stated.get_object()
    for each in stated if isinstance(stated, list) else [stated]:
        found = None if each is None else each.get_object()
        if hasattr(found, "get"):
            yield found


def _off(properties: Any) -> set[Any]:
    """The layers that are off when a file is opened."""
    usual = properties["/D"].get_object()
    off = set()
    if usual.get("/BaseState") == "/OFF":
        off = {_key(each) for each in _each(properties.get("/OCGs"))}
        off -= {_key(each) for each in _each(usual.get("/ON"))}
    off |= {_key(each) for each in _each(usual.get("/OFF"))}
    for rule in _each(usual.get("/AS")):
        if rule.get("/Event") != "/View":
            continue
        for each in _each(rule.get("/OCGs")):
            state = each.get("/Usage", {}).get_object() if "/Usage" in each else {}
            stated = state["/View"].get_object().get("/ViewState") if "/View" in state else None
            if stated == "/OFF":
                off.add(_key(each))
            elif stated == "/ON":
                off.discard(_key(each))
    return off
