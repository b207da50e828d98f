"""Joins lines that an extractor has split: a label and its value, names that wrap."""

from __future__ import annotations

from collections.abc import Iterator

from parlq.formats.ep.pages.lines.line import Line

#: Most lines that make one, and longest line made.
_MOST, _LONGEST = 4, 380


class JoinedLine(Line):
    """Several lines of a page as one; each of them gets the spans of the joined line.

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
        last = next((span for span in reversed(self.spans) if span.end > span.start), None)
        for span in self.spans:
            end = 0 if span.end == span.start else len(first.text)
            first.spans.append(span._replace(start=0, end=end))
        for part in others:
            if last is not None:
                part.spans.append(last._replace(start=0, end=len(part.text)))


def joined_lines(lines: list[Line], index: int) -> Iterator[JoinedLine]:
    """The line at `index` with the next one, the next two and so on, as one line each.

    Lines with an empty one between them are joined only after a colon.
    """
    parts = [lines[index]]
    size = len(lines[index].text)
    while len(parts) < _MOST:
        index += 1
        if index < len(lines) and lines[index].blank and parts[-1].text.rstrip().endswith(":"):
            index += 1
        if index >= len(lines) or lines[index].blank or lines[index].spans:
            return
        parts.append(lines[index])
        size += len(lines[index].text) + 1
        if size > _LONGEST:
            return
        yield JoinedLine(list(parts))
