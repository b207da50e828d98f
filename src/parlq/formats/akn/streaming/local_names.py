"""Names and links of works that come one after the other."""

from __future__ import annotations

from collections import Counter
from typing import Any

import attrs

from parlq.formats.akn.debates.turns import ANSWER, QUESTION
from parlq.formats.akn.xml.types import Element
from parlq.model import Answer, Identifier, Question, identity
from parlq.model.identity import LOCAL, Spelled

Work = Question | Answer


class LocalNames:
    """Counts the works without a name through a file, and knows how its questions are linked to."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._by_id: dict[str, Spelled] = {}
        self._open: tuple[Spelled, ...] = ()  # the last questions, until something answers them

    def apart(self, works: list[Work], group: list[Element]) -> list[Work]:
        """Works that belong together, with names and links that hold through the file.

        Args:
            works: the questions, then the answers to them.
            group: their elements, and others.
        """
        works = self._renamed(works)
        questions = [work for work in works if isinstance(work, Question)]
        asked = [own for work in questions if (own := identity.own(work)) is not None]
        elements = [each for part in group for each in part.iter(QUESTION)]
        if len(elements) == len(asked):
            ids = [each.get("eId") for each in elements]
            self._by_id |= {own: name for own, name in zip(ids, asked, strict=True) if own}
        if not questions:
            works = self._linked(works, [each for part in group for each in part.iter(ANSWER)])
        self._open = tuple(asked) if len(asked) == len(works) else ()
        return works

    def _linked(self, works: list[Work], elements: list[Element]) -> list[Work]:
        """Answers in a section of their own, linked to questions of the sections before."""
        if len(works) != len(elements):
            return works
        by_place = self._open if len(works) == 1 or len(self._open) == 1 else ()
        linked = []
        for work, element in zip(works, elements, strict=True):
            ids = [each.removeprefix("#") for each in (element.get("refersTo") or "").split()]
            found = tuple(self._by_id[each] for each in ids if each in self._by_id) or by_place
            if isinstance(work, Answer) and not work.answers_to and found:
                work = attrs.evolve(work, answers_to=found)  # noqa: PLW2901
            linked.append(work)
        return linked

    def _renamed(self, works: list[Work]) -> list[Work]:
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
