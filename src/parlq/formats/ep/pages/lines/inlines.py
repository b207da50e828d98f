"""Cuts inlines, which keep their markup."""

from __future__ import annotations

from typing import Any, cast

import attrs

from parlq.model import Inline
from parlq.model.body_traversal import plain


def behind(inlines: tuple[Inline, ...], count: int) -> tuple[Inline, ...]:
    """Inlines without the first `count` characters of their words, and the blanks after these."""
    left = list(inlines)
    while left:
        first = left.pop(0)
        words = plain((first,))
        if len(words) > count or not words:
            rest = _cut(first, count)
            return (rest, *left) if rest != "" else tuple(left)
        count -= len(words)
    return ()


def _cut(inline: Any, count: int) -> Inline:
    if isinstance(inline, str):
        return inline[count:].lstrip()
    if count and hasattr(inline, "content"):
        inline = attrs.evolve(inline, content=behind(inline.content, count))
    return cast("Inline", inline)
