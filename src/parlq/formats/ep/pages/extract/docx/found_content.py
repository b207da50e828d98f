"""What the reader of a DOCX file finds in a paragraph, and what the file holds beside its text."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import attrs

from parlq.formats.ep.pages.extract.docx.styles import Look
from parlq.formats.ep.pages.lines.extracted import Unmapped

#: Marks of notes that are not numbers and that a page may have.
_SIGN = re.compile("['*\u2019\xb9\xb2\xb3]{1,3}")


class Run(NamedTuple):
    """A stretch of text of one format, or what stands beside the text.

    Attributes:
        text: its text.
        format: what is around it, from the outermost: `("link", href)`, `("bold",)` and the like.
        aside: what it is when it is not in the text; its line is not known yet. `inserted` is the
            text of a tracked change, of which there are runs of its own.
    """

    text: str
    format: tuple[tuple[str, ...], ...] = ()
    aside: Unmapped | None = None


def layers(look: Look, link: str | None) -> tuple[tuple[str, ...], ...]:
    """The format of a run that looks like this and leads there."""
    found: list[tuple[str, ...]] = [("link", link)] if link else []
    if look.bold:
        found.append(("bold",))
    if look.italic:
        found.append(("italic",))
    if look.height:
        found.append(("superscript" if look.height > 0 else "subscript",))
    return tuple(found)


@attrs.define(slots=True, eq=False)
class Beside:
    """What a document holds beside its text, by the ids that the text refers to.

    Attributes:
        notes: footnotes and endnotes, by kind and id.
        comments: comments by id.
        marked: the markers of the notes that the text refers to, in its order.
    """

    notes: dict[tuple[str, str | None], Any]
    comments: dict[str | None, Any]
    marked: dict[tuple[str, str | None], str] = attrs.field(factory=dict)

    def marker(self, key: tuple[str, str | None], own: str) -> str:
        """The marker of a note: the mark that its author chose, if a page can have it, or a number."""
        if key not in self.marked:
            taken = not _SIGN.fullmatch(own) or f"({own})" in self.marked.values()
            self.marked[key] = f"[{len(self.marked) + 1}]" if taken else f"({own})"
        return self.marked[key]
