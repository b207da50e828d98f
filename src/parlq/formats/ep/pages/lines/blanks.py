"""Shortens very long runs of blanks, which mean nothing and would cost every pattern much time."""

from __future__ import annotations

import re
from typing import Any

import attrs

from parlq.formats.ep.pages.lines.extracted import Saved
from parlq.formats.ep.pages.lines.line import RichLine
from parlq.model import Inline

#: Most blanks in a row within a line; two columns of print have fewer between them.
BLANKS = 200
_RUN = re.compile(rf"([^\S\r\n\f]{{{BLANKS}}})[^\S\r\n\f]+")


def shortened(text: str) -> str:
    """A text whose lines have at most 200 blanks in a row."""
    if len(text) <= BLANKS:
        return text
    words = text.split()  # much faster than to look for a run
    if len(text) - sum(map(len, words)) - len(words) < BLANKS:
        return text
    return _RUN.sub(r"\1", text)


def within_bounds(page: Saved) -> Saved:
    """A page whose lines have at most 200 blanks in a row."""
    changed = False
    for line in page.lines:
        if len(line.text) > BLANKS and (text := shortened(line.text)) is not line.text:
            changed = True
            line.text = text
            if isinstance(line, RichLine) and line.inlines is not None:
                line.inlines, _ = _inlines(line.inlines, 0)
    return attrs.evolve(page, text=_RUN.sub(r"\1", page.text)) if changed else page


def _inlines(inlines: tuple[Inline, ...], before: int) -> tuple[tuple[Inline, ...], int]:
    """Inlines without what is too much, and how many blanks they end with, those before included."""
    made: list[Any] = []
    inline: Any
    for inline in inlines:
        if isinstance(inline, str):
            kept = "".join(
                char for char in inline if (before := before + 1 if char.isspace() else 0) <= BLANKS
            )
            made += [kept] if kept else []
        elif hasattr(inline, "content"):
            content, before = _inlines(inline.content, before)
            made += [attrs.evolve(inline, content=content)] if content else []
        else:
            made.append(inline)
            before = 0
    return tuple(made), before
