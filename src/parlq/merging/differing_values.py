"""What two readings of one fact differ in, and how that is shown to people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final, NamedTuple, TypeVar

import attrs

from parlq.model import Answerer, Author, Identifier, Institution, Reference, body
from parlq.model.body_traversal import plain

#: Most characters of a text that are shown, and how many of them are before what differs.
_MOST, _BEFORE = 200, 40
#: What is shown as it is; everything else is in quotation marks.
_BARE: Final = (int, float, dt.date)
_BODY: Final = body.__name__
V = TypeVar("V")


class Difference(NamedTuple):
    """What two readings do not agree on.

    Attributes:
        have: the reading that is kept.
        give: the other one.
        contradicts: whether both cannot be true; otherwise one states what the other leaves out.
        path: where it is, below the field.
        by_order: whether the order of the files decides which of two contradicting ones is kept.
        swapped: whether the kept one is that of the later source.
    """

    have: object
    give: object
    contradicts: bool = True
    path: str = ""
    by_order: bool = True
    swapped: bool = False


#: A merged value, and what its two readings differ in.
WithDifferences = tuple[V, list[Difference]]


def readings(mine: object, theirs: object) -> tuple[str, str]:
    """Two readings in words; of long ones, the first characters that differ."""
    for whole in (False, True):
        one, other = _words(mine, whole=whole), _words(theirs, whole=whole)
        if one != other:
            return _pair(mine, theirs, one, other)
    parts = (readings(*pair) for pair in _parts(mine, theirs) if pair[0] != pair[1])
    kinds = _kinds(mine), _kinds(theirs)
    return next(parts, (f"{kinds[0]} {_quoted(one)}", f"{kinds[1]} {_quoted(other)}"))


def _kinds(value: object) -> str:
    """What a value is made of, where two have the same words."""
    items = value if isinstance(value, tuple) else (value,)
    return ", ".join("text" if type(each) is str else type(each).__name__ for each in items)


def _pair(mine: object, theirs: object, one: str, other: str) -> tuple[str, str]:
    if max(len(one), len(other)) <= _MOST:
        start = 0
    else:
        pairs = enumerate(zip(one, other, strict=False))
        same = next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
        start = max(0, same - _BEFORE)
    return _shown(mine, one, start), _shown(theirs, other, start)


def _shown(value: object, text: str, start: int) -> str:
    if value is None or value == ():
        return "nothing"
    if isinstance(value, _BARE):
        return text
    end = start + _MOST
    return _quoted(f"{'…' * bool(start)}{text[start:end]}{'…' * (len(text) > end)}")


def _quoted(text: str) -> str:
    """A text in quotation marks; characters that nobody sees are escaped."""
    seen = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return f'"{"".join(seen)}"'


def _words(value: Any, *, whole: bool) -> str:
    """A value in words: what names it, or everything that it states."""
    if isinstance(value, Reference):
        return str(value)
    if isinstance(value, tuple):
        modules = {type(each).__module__ for each in value}
        if _BODY in modules and modules <= {_BODY, str.__module__}:
            return plain(value)
        return "; ".join(_words(each, whole=whole) for each in value)
    if not attrs.has(type(value)):
        return "" if value is None else str(value)
    if type(value).__module__ == _BODY:
        return plain((value,))
    facts = _facts(value) if not whole else _all(value)
    return ", ".join(filter(None, (_words(each, whole=whole) for each in facts)))


def _facts(value: Any) -> Iterable[Any]:
    """The facts that name a thing, in the order in which people write them."""
    match value:
        case Institution():
            return value.name or value.code, value.uri
        case Answerer():
            name = " ".join(filter(None, (value.honorific, value.name)))
            return name, *value.offices, value.institution, _behalf(value), value.uri
        case Author():
            return value.name, value.group, _behalf(value), value.uri
        case Identifier():
            return (f"{value.scheme} {value.value}",)
    return _all(value)


def _behalf(value: Answerer | Author) -> str | None:
    one = value.on_behalf_of
    return None if one is None else f"on behalf of {_words(one, whole=False)}"


def _all(value: Any) -> list[Any]:
    return [getattr(value, field.name) for field in attrs.fields(type(value))]


def _parts(mine: Any, theirs: Any) -> Iterable[tuple[Any, Any]]:
    """The parts of two readings that look alike, side by side."""
    if isinstance(mine, tuple) and isinstance(theirs, tuple):
        return zip(mine, theirs, strict=False) if _kinds(mine) == _kinds(theirs) else ()
    if type(mine) is type(theirs) and attrs.has(type(mine)):
        return zip(_all(mine), _all(theirs), strict=True)
    return ()
