"""Finds the line that a part of a document was read from."""

from __future__ import annotations

from typing import NamedTuple

from parlq.formats.ep.pages.lines.line import Line, Span
from parlq.formats.ep.pages.lines.line import Path as ModelPath
from parlq.io.reading import Location
from parlq.model import Answer, Question


class Read(NamedTuple):
    """A work, and for each language in which the page has it the lines that it was read from."""

    work: Question | Answer
    lines: list[tuple[str, list[Line]]]


#: Whether a work is a question, and by variant the numbers of its lines with their accounts.
_Work = tuple[bool, list[tuple[int, list[tuple[int, list[Span]]]]]]


class Places:
    """Model path to line, for works and their lines in the order of the page."""

    def __init__(self, works: list[Read]) -> None:
        # Lines lead to the tree of the page, which nobody can pickle: only their numbers stay.
        self._works = [
            (
                isinstance(work, Question),
                [
                    (work.languages.index(tag), [(each.number, each.spans) for each in lines])
                    for tag, lines in parts
                ],
            )
            for work, parts in works
        ]
        self._found: dict[ModelPath, int] | None = None

    def __call__(self, path: ModelPath) -> Location:
        """The line of the innermost part of `path` that is known."""
        if self._found is None:  # few ask for a place
            self._found = _collected(self._works)
        while path:
            if path in self._found:
                return Location(line=self._found[path])
            path = path[:-1]
        return Location()


def _collected(works: list[_Work]) -> dict[ModelPath, int]:
    found: dict[ModelPath, int] = {}
    counts = {"questions": 0, "answers": 0}
    for asks, parts in works:
        prefix: ModelPath = ()
        if len(works) > 1:
            kind = "questions" if asks else "answers"
            prefix = (kind, counts[kind])
            counts[kind] += 1
        for own, lines in parts:
            for number, spans in lines:
                for span in spans:
                    rest = span.path
                    if rest is None:
                        continue
                    if rest[0] == "variant":
                        rest = ("variants", own, *rest[1:])
                    found.setdefault(prefix + rest, number)
    return found
