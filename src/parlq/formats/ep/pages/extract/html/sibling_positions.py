"""Places of elements among those beside them, as selectors of CSS count them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

_FORMULA = re.compile(r"(?:(?P<every>[+-]?\d{0,6})n)?\s*(?P<first>[+-]?\s*\d{1,6})?")
_NAMED = {"odd": (2, 1), "even": (2, 0)}
_NAME = re.compile(r"(?P<which>first|last|only|nth|nth-last)-(?P<kind>child|of-type)")


class TooManyStylesError(Exception):
    """A document has more styles for its elements than are looked up."""


class Work:
    """What is known of one document that does not change meanwhile, and a count of steps."""

    def __init__(self, most: int, *, unbounded: bool = False) -> None:
        self._left, self._unbounded = most, unbounded
        self._places: dict[Any, dict[Any, tuple[int, int, int, int]]] = {}
        self._earliest: dict[tuple[Any, Any], int] = {}

    def step(self) -> None:
        """Count one step.

        Raises:
            TooManyStylesError: it is one too many.
        """
        self._left -= 1
        if self._left < 0 and not self._unbounded:
            raise TooManyStylesError

    def places(self, element: Any) -> tuple[int, int, int, int]:
        """Places from the beginning and the end, and both among elements with the same tag."""
        parent = element.getparent()
        if parent is None:
            return 1, 1, 1, 1
        if parent not in self._places:
            self._places[parent] = _counted(parent, self.step)
        return self._places[parent][element]

    def is_behind(self, element: Any, key: Any, holds: Callable[[Any], bool]) -> bool:
        """Whether something holds for an element before this one, beside it; `key` is its name."""
        parent = element.getparent()
        if parent is None:
            return False
        if (key, parent) not in self._earliest:
            found = (at for at, each in enumerate(_elements(parent), 1) if holds(each))
            self._earliest[key, parent] = next(found, len(parent) + 1)
        return self.places(element)[0] > self._earliest[key, parent]


def _elements(parent: Any) -> Iterator[Any]:
    return (each for each in parent if isinstance(each.tag, str))


def _counted(parent: Any, step: Callable[[], None]) -> dict[Any, tuple[int, int, int, int]]:
    children = list(_elements(parent))
    tags = Counter(each.tag for each in children)
    seen: Counter[str] = Counter()
    places = {}
    for at, each in enumerate(children, 1):
        step()
        seen[each.tag] += 1
        of_type = seen[each.tag]
        places[each] = at, len(children) + 1 - at, of_type, tags[each.tag] + 1 - of_type
    return places


class Location(NamedTuple):
    """Where an element stands: at `first`, and then at each `every`-th.

    Attributes:
        every: the distance; 0 for one place only.
        first: counted from 1.
        ends: from which ends it is counted: True for the last.
        typed: whether only elements with the same tag count.
    """

    every: int
    first: int
    ends: tuple[bool, ...]
    typed: bool

    def holds(self, element: Any, work: Work) -> bool:
        """Whether an element stands there."""
        places = work.places(element)
        return all(self._is_at(places[2 * self.typed + last]) for last in self.ends)

    def _is_at(self, at: int) -> bool:
        if not self.every:
            return at == self.first
        return (at - self.first) % self.every == 0 and (at - self.first) // self.every >= 0


def place(name: str, inside: str | None) -> Location | None:
    """The place that a pseudo-class names; None for another kind of pseudo-class."""
    found = _NAME.fullmatch(name)
    if found is None or found["which"].startswith("nth") is not (inside is not None):
        return None
    typed = found["kind"] == "of-type"
    if inside is None:
        ends = {"first": (False,), "last": (True,), "only": (False, True)}[found["which"]]
        return Location(0, 1, ends, typed)
    formula = inside.strip().lower()
    stated = _FORMULA.fullmatch(formula)
    if formula in _NAMED:
        every, first = _NAMED[formula]
    elif stated is None or not formula:
        return None
    else:
        every = _every(stated["every"])
        first = int("".join((stated["first"] or "0").split()))
    return Location(every, first, (found["which"] == "nth-last",), typed)


def _every(stated: str | None) -> int:
    if stated is None:
        return 0
    return int(f"{stated}1") if stated in {"", "+", "-"} else int(stated)
