"""Counts the nodes of a DOCX file, so that a short file cannot make a long page."""

from __future__ import annotations

from typing import Any

import attrs

from parlq.formats.ep.pages.extract.docx.markup import differing
from parlq.formats.ep.pages.extract.docx.package import RefusedError
from parlq.formats.ep.pages.lines.extracted import Unmapped
from parlq.formats.ep.pages.lines.line import LINES

#: Most characters of the text, by default: an issue of the Official Journal has some 500,000.
_CHARACTERS = 2_000_000
#: Most pictures, comments and the like; most characters of addresses in the links of a text.
_ASIDES, _ADDRESSES = 10_000, 5_000_000
#: What comparing alternative forms of a content may cost: characters, and ten for each element.
_COMPARED = 1_000_000
#: Most characters of pictures, comments and the like.
_BESIDE = 10_000_000


@attrs.define(slots=True, eq=False)
class Count:
    """What was met so far in all parts of a document, which is bounded.

    Attributes:
        unmapped: what stands beside the text.
        inserted: the texts of tracked changes that are read, with their lines.
        line: number of the last line.
        characters: how many the text has.
        beside: characters of what stands beside the text.
        addresses: characters in the addresses of links.
        odd: links that are read, with what is unusual about each: line and words.
        room: what comparing alternative forms may still cost.
        unbounded: whether the limits are raised.
    """

    unmapped: list[Unmapped] = attrs.field(factory=list)
    inserted: list[tuple[int, str]] = attrs.field(factory=list)
    odd: list[tuple[int, str]] = attrs.field(factory=list)
    beside: int = 0
    line: int = 0
    characters: int = 0
    addresses: int = 0
    unbounded: bool = False
    room: int = _COMPARED

    def next_line(self) -> int:
        """The number of a new line."""
        self.line += 1
        if self.line > LINES and not self.unbounded:
            raise RefusedError("PQ104", f"more than {LINES} lines; raise the limits to read them")
        return self.line

    def text(self, text: str) -> None:
        """Count the characters of a text."""
        self.characters += len(text)
        if self.characters > _CHARACTERS and not self.unbounded:
            what = f"the text is longer than {_CHARACTERS} characters"
            raise RefusedError("PQ104", f"{what}; raise the limits to read it")

    def aside(self, found: Unmapped) -> None:
        """Take what stands beside the text."""
        self.beside += len(found.text)
        count = len(self.unmapped) + len(self.inserted) + len(self.odd)
        if (self.beside > _BESIDE or count >= _ASIDES) and not self.unbounded:
            what = f"more than {_ASIDES} pictures, comments and the like, or {_BESIDE} characters"
            raise RefusedError("PQ104", f"{what} in them; raise the limits to read it")
        if found.name in {"inserted", "odd"}:
            (self.inserted if found.name == "inserted" else self.odd).append(
                (found.line, found.text)
            )
        else:
            self.unmapped.append(found)

    def address(self, href: str) -> str:
        """Count an address: a short file can name a long one many times."""
        self.addresses += len(href)
        if self.addresses > _ADDRESSES and not self.unbounded:
            raise RefusedError("PQ104", "the addresses of its links are longer than any page")
        return href

    def another(self, element: Any) -> str:
        """The text of the forms of a content that are not read, if it differs."""
        text, compared = differing(element, self.room)
        self.room -= compared
        return text
