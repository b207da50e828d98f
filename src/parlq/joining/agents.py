"""Unites who asks, who is asked and who answers, as two sources state them of one work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from parlq.model import Answerer, Author, Institution
from parlq.naming import folded

#: What both sources say together, and pairs of readings that do not agree.
United = tuple[tuple[Any, ...], list[tuple[object, object]]]
_Pairs = list[tuple[object, object]]


def _body(one: Institution | None, other: Institution | None) -> Institution | None:
    """One body of two that are the same."""
    if one is None or other is None:
        return one or other
    return Institution(
        code=one.code or other.code, name=one.name or other.name, uri=one.uri or other.uri
    )


def _is_same_body(one: Institution, other: Institution) -> bool:
    """Whether two bodies are the same: URIs of several vocabularies name one, by its code."""
    if one.code and other.code:
        return one.code == other.code
    if one.uri and other.uri:
        return one.uri == other.uri
    return bool(one.name and other.name and folded(one.name) == folded(other.name))


def _bodies(mine: tuple[Institution, ...], theirs: tuple[Institution, ...]) -> United:
    """Bodies, whose names may be those of two languages."""
    left = list(theirs)
    made = []
    for one in mine:
        found = next((other for other in left if _is_same_body(one, other)), None)
        if found is not None:
            left.remove(found)
        made.append(_body(one, found))
    if not left:
        return tuple(made), []
    if len(mine) == len(theirs) and all(map(_may_be_same, mine, theirs)):
        return tuple(map(_body, mine, theirs)), []
    return tuple(made), [(mine, theirs)]


def _may_be_same(one: Institution, other: Institution) -> bool:
    """Whether two bodies may be one that two languages name: nothing but the names differs."""
    return not (one.code or other.code or (one.uri and other.uri)) or _is_same_body(one, other)


def _is_same_person(one: Any, other: Any) -> bool:
    if one.uri and other.uri:
        return bool(one.uri == other.uri)
    return bool(one.name and other.name and folded(one.name) == folded(other.name))


def _authors(mine: tuple[Author, ...], theirs: tuple[Author, ...]) -> United:
    """Authors in the order of the first, told by URI or by name in whatever case and order."""
    differing: _Pairs = []
    if len(mine) == len(theirs) == 1 and not (mine[0].uri and theirs[0].uri):
        pairs = [(mine[0], theirs[0])] if not (mine[0].name and theirs[0].name) else []
        if pairs:
            return (_filled(mine[0], theirs[0], differing),), differing
    left = list(theirs)
    made, order = [], []
    for one in mine:
        found = next((other for other in left if _is_same_person(one, other)), None)
        if found is None:
            made.append(one)
            continue
        left.remove(found)
        order.append(theirs.index(found))
        made.append(_filled(one, found, differing))
    if left or len(order) < len(mine) or order != sorted(order):
        names = _names(mine), _names(theirs)
        differing.append(names if names[0] != names[1] else (mine, theirs))
    return tuple(made), differing


def _answerers(mine: tuple[Answerer, ...], theirs: tuple[Answerer, ...]) -> United:
    """Who answers: a body that one source states, and who speaks for it, whom the other names."""
    differing: _Pairs = []
    made = list(mine)
    free = set(range(len(mine)))
    for one in theirs:
        place = next((n for n in sorted(free) if _is_same_answerer(mine[n], one)), None)
        if place is not None:
            free.discard(place)
            made[place] = _filled(mine[place], one, differing)
        elif any(_is_body_of(each, one) for each in mine):
            made.append(one)
        else:
            return tuple(made), [(mine, theirs)]
    return tuple(made), differing


def _is_same_answerer(one: Answerer, other: Answerer) -> bool:
    if one.institution and other.institution:
        if not _is_same_body(one.institution, other.institution):
            return False
    elif not (one.name and other.name) and not (one.offices or other.offices):
        return False
    if one.uri and other.uri:
        return one.uri == other.uri
    if one.name and other.name:
        return folded(one.name) == folded(other.name) or _is_shorter(one.name, other.name)
    return True


def _is_shorter(one: str, other: str) -> bool:
    """Whether one name is the other with words left out: a surname alone."""
    return folded(one) <= folded(other) or folded(other) <= folded(one)


def _is_body_of(one: Answerer, other: Answerer) -> bool:
    """Whether one is the body alone for which the other speaks too."""
    return bool(
        not one.name
        and one.institution
        and other.institution
        and _is_same_body(one.institution, other.institution)
    )


def _filled(mine: Any, theirs: Any, differing: _Pairs) -> Any:
    """One person of two readings; facts that differ go to `differing`."""
    changed: dict[str, Any] = {}
    for field in attrs.fields(type(mine)):
        have, give = getattr(mine, field.name), getattr(theirs, field.name)
        if have == give or give is None or give == ():
            continue
        if field.name == "honorific" and have:
            # A word of its language, like offices; the words of each stand in its variant.
            continue
        if have is None or have == ():
            changed[field.name] = give
        elif isinstance(have, Institution):
            if _is_same_body(have, give):
                changed[field.name] = _body(have, give)
            else:
                differing.append((have, give))
        elif field.name != "honorific" and (not isinstance(have, tuple) or len(have) != len(give)):
            # `Mr` is `M.` in another language, and offices, as many in each, are the same.
            differing.append((have, give))
    return attrs.evolve(mine, **changed)


def _names(authors: tuple[Author, ...]) -> tuple[str, ...]:
    return tuple(each.name or each.uri or "" for each in authors)


#: How each field of a work that names people and bodies is united.
UNITE: Final[dict[str, Callable[[Any, Any], United]]] = {
    "authors": _authors,
    "answerers": _answerers,
    "addressees": _bodies,
    "on_behalf_of": _bodies,
}
