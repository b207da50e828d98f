"""Finds the line that a part of a document was read from."""

from __future__ import annotations

from parlq.model import Answer, Question
from parlq.pages.lines import Line
from parlq.pages.lines import Path as ModelPath
from parlq.reading import Place


class Places:
    """Model path to line, for works and their lines in the order of the page."""

    __slots__ = ("_found", "_works")

    def __init__(self, works: list[tuple[Question | Answer, list[Line]]]) -> None:
        self._works = works
        self._found: dict[ModelPath, int] | None = None

    def __call__(self, path: ModelPath) -> Place:
        """The line of the innermost part of `path` that is known."""
        if self._found is None:
            self._found = self._collect()
        while path:
            if path in self._found:
                return Place(line=self._found[path])
            path = path[:-1]
        return Place()

    def _collect(self) -> dict[ModelPath, int]:
        found: dict[ModelPath, int] = {}
        counts = {"questions": 0, "answers": 0}
        for work, lines in self._works:
            prefix: ModelPath = ()
            if len(self._works) > 1:
                kind = "questions" if isinstance(work, Question) else "answers"
                prefix = (kind, counts[kind])
                counts[kind] += 1
            own = next((i for i, v in enumerate(work.variants) if v.body or v.heading), 0)
            for line in lines:
                for piece in line.pieces:
                    if piece.path is None:
                        continue
                    rest = piece.path
                    if rest[0] == "variant":
                        rest = ("variants", own, *rest[1:])
                    found.setdefault(prefix + rest, line.number)
        return found
