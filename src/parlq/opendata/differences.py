"""Names the facts in which what was read back of a work differs from the work that was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import attrs

from parlq.model import (
    Answer,
    AnswerKind,
    Extension,
    Institution,
    LanguageVariant,
    Question,
    Reference,
)
from parlq.opendata import kept
from parlq.opendata.institutions import code_of
from parlq.opendata.vocabulary import (
    NAMESPACE,
    PREFIXES,
    QUESTION_KINDS,
    TERMS,
    absolute,
    last_part,
)

#: Sequences that are one fact: what is missing of them cannot be told from what is there.
_WHOLE = frozenset({"body", "heading", "offices", "years"})
#: Sequences whose order says something, by the model: as signed, as printed.
_ORDERED = frozenset({"authors", "addressees", "answerers"})
#: Says how much of the body is there, and goes with it.
_OF_THE_BODY = "completeness"
#: Of items alike in a key, among how many the one is looked for that states as much.
_FEW = 8
#: By what two items that differ are found to mean the same thing, the strongest first.
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
)
_ANSWER_KINDS = frozenset(absolute(terms.kinds[AnswerKind.ANSWER]) for terms in TERMS.values())


class Differences(NamedTuple):
    """Names of facts, as paths of the model's fields.

    Attributes:
        lost: those that did not come back, or came back as something else.
        translated: those that came back in the words of another vocabulary, by the tables.
    """

    lost: dict[str, None]
    translated: dict[str, None]


def of_work(work: Question | Answer, back: Question | Answer) -> Differences:
    """What of a work did not come back; what came in addition is not looked at."""
    found = Differences({}, {})
    carried = _creators(back)
    for name in _names(type(work)):
        one, other = getattr(work, name), getattr(back, name, None)
        if name == "extensions":
            one = tuple(e for e in one if not _is_own(e) and e not in carried)
        _compare(name, name, one, other, found)
    return found


def _is_own(extension: Extension) -> bool:
    """Whether this is parlq's note on how a record was written, which is no fact of a work."""
    return extension.namespace == NAMESPACE and extension.name == kept.NAME


def _creators(back: Question | Answer) -> set[Extension]:
    """The persons of a work as the extensions that stand for those who are tied to no name."""
    authors = back.authors if isinstance(back, Question) else ()
    return {
        Extension(namespace=PREFIXES["dcterms"], name="creator", value=each.uri)
        for each in authors
        if each.uri
    }


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


def _compare(path: str, name: str, one: Any, other: Any, found: Differences) -> None:
    if one is None or one in ((), other):
        return
    if other is None or type(one) is not type(other):
        found.lost[path] = None
    elif type(one) is tuple and name not in _WHOLE:
        _compare_items(path, name, one, other, found)
    elif attrs.has(type(one)) and not isinstance(one, Reference):
        for inner in _names(type(one)):
            _compare(f"{path}.{inner}", inner, getattr(one, inner), getattr(other, inner), found)
    elif (name == "kind_code" and _one_kind(one, other)) or (
        name == "uri" and code_of(one) is not None and code_of(one) == code_of(other)
    ):
        found.translated[path] = None
    else:
        found.lost[path] = None


def _one_kind(one: str, other: str) -> bool:
    """Whether two names of a kind, in any of the vocabularies, are those of one kind."""
    if {one, other} <= _ANSWER_KINDS:
        return True
    kind = QUESTION_KINDS.get(last_part(one))
    return kind is not None and kind is QUESTION_KINDS.get(last_part(other))


def _compare_items(
    path: str, name: str, ones: tuple[Any, ...], others: tuple[Any, ...], found: Differences
) -> None:
    """Compare items with those that mean the same: the equal ones, then those alike in a key."""
    places: dict[int, int] = {}
    left, free = [*range(len(ones))], [*range(len(others))]
    for key in _keys(type(ones[0])) if others else ():
        places.update(_paired(left, free, ones, others, key))
        if len(places) == len(ones):
            break
        taken = set(places.values())
        left = [n for n in left if n not in places]
        free = [n for n in free if n not in taken]
        if not free:
            break
    for index, one in enumerate(ones):
        if index not in places:
            found.lost[path] = None
        else:
            _compare(path, "", one, others[places[index]], found)
    if name in _ORDERED and [places[n] for n in sorted(places)] != sorted(places.values()):
        found.lost[f"order of {path}"] = None


def _paired(
    left: list[int],
    free: list[int],
    ones: tuple[Any, ...],
    others: tuple[Any, ...],
    key: str | None,
) -> Iterator[tuple[int, int]]:
    """Pairs of places of items that are equal, or that have the same in a field."""
    waiting: dict[Any, list[int]] = {}
    for place in reversed(free):
        value = _key(others[place], key)
        if value is not None:
            waiting.setdefault(value, []).append(place)
    for place in left:
        if places := waiting.get(_key(ones[place], key)):
            yield place, places.pop(_whole(ones[place], others, places))


def _whole(one: Any, others: tuple[Any, ...], places: list[int]) -> int:
    """Which of the last places, read backwards, has the first item that states all that one does."""
    for back in range(-1, -min(len(places), _FEW) - 1, -1) if len(places) > 1 else ():
        found = Differences({}, {})
        _compare("", "", one, others[places[back]], found)
        if not found.lost:
            return back
    return -1


def _key(item: Any, name: str | None) -> Any:
    value = item if name is None else getattr(item, name, None)
    if name is not None and isinstance(value, Institution):
        return value.code or value.uri or value.name
    return value
