"""Finds the line that a part of a document was read from."""

from __future__ import annotations

from typing import NamedTuple

from parlq.model import Answer, Question
from parlq.pages.lines import Line
from parlq.pages.lines import Path as ModelPath
from parlq.reading import Place


class Read(NamedTuple):
    """A work, and for each language in which the page has it the lines that it was read from."""

    work: Question | Answer
    lines: list[tuple[str, list[Line]]]


class Places:
    """Model path to line, for works and their lines in the order of the page."""

    __slots__ = ("_found",)

    def __init__(self, works: list[Read]) -> None:
        # Lines lead to the tree of the page, which nobody can pickle: only their numbers stay.
        self._found = _collected(works)

    def __call__(self, path: ModelPath) -> Place:
        """The line of the innermost part of `path` that is known."""
        while path:
            if path in self._found:
                return Place(line=self._found[path])
            path = path[:-1]
        return Place()


def _collected(works: list[Read]) -> dict[ModelPath, int]:
    found: dict[ModelPath, int] = {}
    counts = {"questions": 0, "answers": 0}
    for work, parts in works:
        prefix: ModelPath = ()
        if len(works) > 1:
            kind = "questions" if isinstance(work, Question) else "answers"
            prefix = (kind, counts[kind])
            counts[kind] += 1
        for tag, lines in parts:
            own = work.languages.index(tag)
            for piece, number in ((p, line.number) for line in lines for p in line.pieces):
                if piece.path is None:
                    continue
                rest = piece.path
                if rest[0] == "variant":
                    rest = ("variants", own, *rest[1:])
                found.setdefault(prefix + rest, number)
    return found
