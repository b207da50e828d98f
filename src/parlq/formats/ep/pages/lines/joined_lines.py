"""Joins lines that an extractor has parted: a label and what it labels, words that wrap."""

from __future__ import annotations

from collections.abc import Iterator

from parlq.formats.ep.pages.lines.line import Line

#: Most lines that make one, and longest line made.
_MOST, _LONGEST = 4, 380


class Whole(Line):
    """Several lines of a page as one; what becomes of it became of each of them.

    Attributes:
        parts: the lines of the page.
    """

    __slots__ = ("parts",)

    def __init__(self, parts: list[Line]) -> None:
        super().__init__(parts[0].number, " ".join(part.text.strip() for part in parts))
        self.parts = parts

    def settle(self) -> None:
        """Account for each part as for the whole."""
        first, *others = self.parts
        last = next((piece for piece in reversed(self.pieces) if piece.end > piece.start), None)
        for piece in self.pieces:
            end = 0 if piece.end == piece.start else len(first.text)
            first.pieces.append(piece._replace(start=0, end=end))
        for part in others:
            if last is not None:
                part.pieces.append(last._replace(start=0, end=len(part.text)))


def wholes(lines: list[Line], index: int) -> Iterator[Whole]:
    """The line at `index` with the next one, the next two and so on, as one line each.

    Lines with an empty one between them are joined only after a colon.
    """
    parts = [lines[index]]
    size = len(lines[index].text)
    while len(parts) < _MOST:
        index += 1
        if index < len(lines) and lines[index].blank and parts[-1].text.rstrip().endswith(":"):
            index += 1
        if index >= len(lines) or lines[index].blank or lines[index].pieces:
            return
        parts.append(lines[index])
        size += len(lines[index].text) + 1
        if size > _LONGEST:
            return
        yield Whole(list(parts))
