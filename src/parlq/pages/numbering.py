"""Counts the numbers of numbered paragraphs in a DOCX file, which its text does not hold."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any, NamedTuple

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBERING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_SLOT = re.compile(r"%([1-9])")
#: Styles that a style is based on, up to which numbering is looked for.
_BASED = 10


class _Level(NamedTuple):
    form: str
    words: str
    start: int


class Numbering:
    """The numbers of a document; `label` is asked for its paragraphs in their order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._styled = _styles(document)
        for relation in document.part.rels.values():
            if relation.reltype == _NUMBERING and not relation.is_external:
                self._read(relation.target_part.element)

    def _read(self, root: Any) -> None:
        kinds = {
            kind.get(f"{_W}abstractNumId"): {
                int(level.get(f"{_W}ilvl", "0")): _level(level) for level in kind.iter(f"{_W}lvl")
            }
            for kind in root.findall(f"{_W}abstractNum")
        }
        for number in root.findall(f"{_W}num"):
            kind = number.find(f"{_W}abstractNumId")
            if kind is not None:
                found = kinds.get(kind.get(f"{_W}val"), {})
                self._levels[number.get(f"{_W}numId")] = found

    def label(self, paragraph: Any) -> str:
        """The number of a paragraph with a blank after it, such as `2. `; empty for none."""
        name, depth = _numbered(paragraph.find(f"{_W}pPr"), self._styled)
        level = self._levels.get(name or "", {}).get(depth)
        if level is None or level.form == "none":
            return ""
        if level.form == "bullet":
            return "\u2022 "
        counts = self._counts[name or ""]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            form = self._levels[name or ""].get(at, level).form
            return _written(counts.get(at, 1), form)

        words = _SLOT.sub(number, level.words)
        return f"{words} " if words.strip() else ""


def _level(element: Any) -> _Level:
    stated = {
        name: found.get(f"{_W}val") or ""
        for name in ("numFmt", "lvlText", "start")
        if (found := element.find(f"{_W}{name}")) is not None
    }
    start = stated.get("start", "1")
    return _Level(
        stated.get("numFmt", "decimal"),
        stated.get("lvlText", "%1.")[:20],
        int(start) if start.isdecimal() and start.isascii() and len(start) < 6 else 1,
    )


def _written(number: int, form: str) -> str:
    small = form.removeprefix("lower").removeprefix("upper")
    if small == "Letter" and 1 <= number <= len(_LETTERS):
        text = _LETTERS[number - 1]
    elif small == "Roman" and 1 <= number < 40:
        text = ""
        for value, sign in _ROMAN:
            text += sign * (number // value)
            number %= value
    else:
        return str(number)
    return text.upper() if form.startswith("upper") else text


def _numbered(properties: Any, styled: dict[str, Any]) -> tuple[str | None, int]:
    """The list and the depth that the properties of a paragraph, or of its style, name."""
    for _ in range(_BASED):
        if properties is None:
            break
        found = properties.find(f"{_W}numPr")
        if found is not None:
            name, depth = found.find(f"{_W}numId"), found.find(f"{_W}ilvl")
            stated = depth.get(f"{_W}val") if depth is not None else "0"
            at = int(stated) if stated and stated.isdecimal() and stated.isascii() else 0
            return (name.get(f"{_W}val") if name is not None else None), at
        style = properties.find(f"{_W}pStyle")
        properties = styled.get(style.get(f"{_W}val")) if style is not None else None
    return None, 0


def _styles(document: Any) -> dict[str, Any]:
    """The properties of paragraphs that each style gives; a style's own style is what it is based on."""
    found = {}
    for style in document.styles.element.findall(f"{_W}style"):
        properties = style.find(f"{_W}pPr")
        if properties is not None:
            found[style.get(f"{_W}styleId")] = properties
    return found
