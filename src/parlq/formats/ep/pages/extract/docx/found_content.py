"""What the reader of a DOCX file finds in a paragraph, and what the file holds beside its text."""

from __future__ import annotations

from typing import Any, NamedTuple

import attrs

from parlq.formats.ep.pages.extract.docx.styles import Look
from parlq.formats.ep.pages.lines.extracted import Unmapped


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
        marked: the numbers of the notes that the text refers to, in its order.
    """

    notes: dict[tuple[str, str | None], Any]
    comments: dict[str | None, Any]
    marked: dict[tuple[str, str | None], int] = attrs.field(factory=dict)
