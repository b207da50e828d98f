"""Cuts the lines of the Official Journal that an extractor has joined, before each heading inside them."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from parlq.formats.ep.pages.language.references import REFERENCE
from parlq.formats.ep.pages.language.wording import pattern, rows
from parlq.formats.ep.pages.lines.line import Line

NOTICE = r"(?:\(\s*)?(?:[0-9]{2}|[0-9]{4})\s?/\s?C\s?[0-9]+\s?[A-Z]?\s?/\s?[0-9]+(?:\s*\))?"
#: What a notice has before its number, and a heading behind that.
_HINT = re.compile(
    r"/\s?C\s?[0-9]+\s?[A-Z]?\s?/\s?[0-9]+\s?\)?\s[A-Z\u00c0-\u00de\u0386-\u03ab]{5}"
)


def holds_headings(text: str) -> bool:
    """Whether a notice and a heading stand inside a line."""
    return _HINT.search(text) is not None and _inside().search(text) is not None


@cache
def _inside() -> re.Pattern[str]:
    """A notice and a heading inside a line, where an extractor has joined the lines of an issue."""
    words = "|".join(pattern(each) for each in sorted({r.text for r in rows("heading.journal")}))
    return re.compile(rf"(?<=\S\s)\s*{NOTICE}\s+(?:{words})\s+{REFERENCE}\s")


def broken(lines: list[Line]) -> list[Line]:
    """The same lines, those that hold notices with their headings as the parts before each."""
    made: list[Line] = []
    for line in lines:
        inside = _inside().finditer(line.text) if _HINT.search(line.text) else ()
        edges = [0, *(found.start() for found in inside), len(line.text)]
        made += [line.part(*span) for span in pairwise(edges)] if len(edges) > 2 else [line]
    return made
