"""Separates the two columns of the Official Journal, which extractors print beside each other."""

from __future__ import annotations

import re
from functools import cache

from parlq.formats.ep.pages.language.wording import alternatives
from parlq.formats.ep.pages.lines.line import Line

#: Blanks between two columns, at least.
_GUTTER = 2


@cache
def _second() -> re.Pattern[str]:
    """A heading behind another one and blanks."""
    head = f"(?:{alternatives('heading.journal')})(?!\\w)"
    return re.compile(rf"\s*{head}.*?\s{{{_GUTTER},}}(?P<second>{head})")


def in_order(lines: list[Line]) -> list[Line]:
    """The lines with those of the right column below those of the left one.

    The columns begin where two questions are headed on one line. A line that runs over the gutter
    ends them.
    """
    ordered: list[Line] = []
    right: list[Line] = []
    edge = 0
    for line in lines:
        if edge and line.text[edge - _GUTTER : edge].strip():
            ordered += right
            right, edge = [], 0
        if not edge and (head := _second().match(line.text)):
            edge = head.start("second")
        if not edge:
            ordered.append(line)
            continue
        shared = not line.blank and len(line.text) > edge
        ordered.append(line.part(0, edge) if shared else line)
        right.append(line.part(edge if shared else len(line.text), len(line.text)))
    return ordered + right
