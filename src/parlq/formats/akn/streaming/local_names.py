"""Keeps the local names of works apart that come one after the other."""

from __future__ import annotations

from collections import Counter
from typing import Any

import attrs

from parlq.model import Answer, Identifier, Question
from parlq.model.identity import LOCAL

Work = Question | Answer


class LocalNames:
    """Counts the works without a name through a file."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()

    def apart(self, works: list[Work]) -> list[Work]:
        """Works that belong together, with local names that no other ones of the file have."""
        names: dict[Identifier, Identifier] = {}
        for work in works:
            for each in work.identifiers:
                if each.scheme == LOCAL and each not in names:
                    stem = each.value.partition("-")[0]
                    self._count[stem] += 1
                    names[each] = attrs.evolve(each, value=f"{stem}-{self._count[stem]}")
        return [_renamed(work, names) for work in works] if names else works


def _renamed(work: Work, names: dict[Identifier, Identifier]) -> Work:
    """A work whose local names, and links to such names, are others."""
    changes: dict[str, Any] = {}
    for field in ("identifiers", "follows_up", "answers_to"):
        stated = getattr(work, field, ())
        new = tuple(names.get(each, each) for each in stated)
        if new != stated:
            changes[field] = new
    return attrs.evolve(work, **changes) if changes else work
