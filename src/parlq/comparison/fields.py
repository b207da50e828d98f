"""Compare a work with the work that was read back of it, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from parlq.comparison.format_knowledge import Comparison, How, Work
from parlq.model import Extension, Institution, LanguageVariant, Reference
from parlq.model.body_traversal import plain

#: Sequences that are one fact: which of their items is missing cannot be determined.
_WHOLE = frozenset({"body", "heading", "offices", "years"})
#: Sequences whose order states something, by the model: as signed, as printed, as it happened.
_ORDERED = frozenset({"authors", "addressees", "answerers", "events"})
#: States how much of the body there is; without the body it states nothing.
_OF_THE_BODY = "completeness"
#: How many items with an equal key are searched for the one that states as much.
_FEW = 8
#: Fields that show that two different items mean the same thing, the strongest first.
_KEYS = (
    "uri",
    "language",
    "reference",
    "value",
    "name",
    "institution",
    "code",
    "address",
    "media_type",
    "title",
    "label",
    "format",
    "kind",
)
_WORST = list(How)


class Differences:
    """Facts of one work that do not come back.

    Attributes:
        facts: the way in which each is lost, by the path of its fields.
        details: more words for a path: languages, names of extensions.
    """

    __slots__ = ("details", "facts")

    def __init__(self) -> None:
        self.facts: dict[str, How] = {}
        self.details: dict[str, dict[str, None]] = {}

    def add(self, path: str, how: How, detail: str | None = None) -> None:
        """Note a fact; of two ways in which it is lost, the worse one."""
        known = self.facts.get(path)
        if known is None or _WORST.index(how) < _WORST.index(known):
            self.facts[path] = how
        if detail is not None:
            self.details.setdefault(path, {})[detail] = None


def of_work(work: Work, back: Work, known: Comparison | None = None) -> Differences:
    """What of a work did not come back; what came in addition does not matter."""
    known = known or Comparison()
    comparer = _Comparer(known)
    for name in _names(type(work)):
        one, other = getattr(work, name), getattr(back, name, None)
        if one == other:
            continue
        if name == "extensions":
            one = tuple(each for each in one if not known.carried(each, back))
        comparer.compare(name, name, one, other, (work, back))
    for path, what in known.more(work, back):
        comparer.found.add(path, How.MISSING, what)
    return comparer.found


#: Fields of classes, once looked up.
_FIELDS: dict[type[Any], tuple[str, ...]] = {}


def _names(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a class that state facts of their own."""
    if kind not in _FIELDS:
        names = (each.name for each in attrs.fields(kind))
        _FIELDS[kind] = tuple(name for name in names if name != _OF_THE_BODY)
    return _FIELDS[kind]


def _keys(kind: type[Any]) -> tuple[str | None, ...]:
    """By what items of a class are paired, in this order; None stands for all that they state."""
    if kind is LanguageVariant:
        return ("language",)
    if kind is Extension or not attrs.has(kind):
        return (None,)
    return (None, *(each for each in _KEYS if each in _names(kind)))


def _has_fields(value: object) -> bool:
    """Whether a value is compared field by field; a reference is one fact."""
    return attrs.has(type(value)) and not isinstance(value, Reference)


class _Comparer:
    """One comparison; knows in which language version it is."""

    __slots__ = ("found", "known", "language")

    def __init__(self, known: Comparison, language: str | None = None) -> None:
        self.known = known
        self.found = Differences()
        self.language = language

    def compare(self, path: str, name: str, one: Any, other: Any, owners: Any = None) -> None:
        """Compare two values of a field of two owners; a value that states nothing is not lost."""
        if one is None or one in ((), other):
            return
        if type(one) is tuple and name not in _WHOLE:
            if owners is not None and self.known.same(name, *owners):
                self._add(path, How.TRANSLATED)
                return
            self._items(path, name, one, other if type(other) is tuple else ())
        elif other is None or other == ():
            self._add(path, How.MISSING)
        elif type(one) is not type(other):
            self._add(path, How.CHANGED)
        elif _has_fields(one):
            self._fields(path, one, other)
        elif owners is not None and self.known.same(name, *owners):
            self._add(path, How.TRANSLATED)
        elif name == "body" and plain(one) == plain(other):
            self._add(path, How.MARKUP)
        else:
            self._add(path, How.CHANGED)

    def _add(self, path: str, how: How, detail: str | None = None) -> None:
        self.found.add(path, how, detail or self.language)

    def _fields(self, path: str, one: Any, other: Any) -> None:
        is_variant = type(one) is LanguageVariant
        if is_variant:
            self.language = one.language
        for inner in _names(type(one)):
            mine, theirs = getattr(one, inner), getattr(other, inner)
            self.compare(f"{path}.{inner}", inner, mine, theirs, (one, other))
        if is_variant:
            if one.body and other.body and one.completeness is not other.completeness:
                self._add(f"{path}.{_OF_THE_BODY}", How.CHANGED)
            self.language = None

    def _items(self, path: str, name: str, ones: tuple[Any, ...], others: tuple[Any, ...]) -> None:
        """Compare items with those that mean the same: the equal ones, then those alike in a key."""
        places: dict[int, int] = {}
        left, free = [*range(len(ones))], [*range(len(others))]
        for key in _keys(type(ones[0])) if others else ():
            places.update(self._paired(left, free, ones, others, key))
            if len(places) == len(ones):
                break
            taken = set(places.values())
            left = [n for n in left if n not in places]
            free = [n for n in free if n not in taken]
            if not free:
                break
        for position in left if free and len(places) < len(ones) else ():
            # A source may state a body by its name, and what came back by its code.
            if (found := self._containing(ones[position], others, free)) is not None:
                places[position] = found
                free.remove(found)
        for index, one in enumerate(ones):
            if index not in places:
                self._add(path, How.MISSING, _detail(one))
            else:
                self.compare(path, "", one, others[places[index]])
        if name in _ORDERED and [places[n] for n in sorted(places)] != sorted(places.values()):
            self._add(path, How.ORDER)

    def _paired(
        self,
        left: list[int],
        free: list[int],
        ones: tuple[Any, ...],
        others: tuple[Any, ...],
        key: str | None,
    ) -> Iterator[tuple[int, int]]:
        """Pairs of positions of items that are equal, or that have the same in a field."""
        waiting: dict[Any, list[int]] = {}
        for position in reversed(free):
            value = _key(others[position], key)
            if value is not None:
                waiting.setdefault(value, []).append(position)
        for position in left:
            if positions := waiting.get(_key(ones[position], key)):
                yield position, positions.pop(self._fullest(ones[position], others, positions))

    def _containing(self, one: Any, others: tuple[Any, ...], free: list[int]) -> int | None:
        """The first of the next few items that states all of one."""
        return next((n for n in free[:_FEW] if self._states_all(one, others[n])), None)

    def _states_all(self, one: Any, other: Any) -> bool:
        trial = _Comparer(self.known)
        trial.compare("", "", one, other)
        return not set(trial.found.facts.values()) - {How.TRANSLATED}

    def _fullest(self, one: Any, others: tuple[Any, ...], positions: list[int]) -> int:
        """Which of the last positions, from the end, has the first item that states all of one."""
        for back in range(-1, -min(len(positions), _FEW) - 1, -1) if len(positions) > 1 else ():
            if self._states_all(one, others[positions[back]]):
                return back
        return -1


def _detail(item: Any) -> str | None:
    """What names an item that is missing as a whole."""
    if isinstance(item, LanguageVariant):
        return item.language
    return item.name if isinstance(item, Extension) else None


def _key(item: Any, name: str | None) -> Any:
    value = item if name is None else getattr(item, name, None)
    if name is not None and isinstance(value, Institution):
        return value.code or value.uri or value.name
    return value
