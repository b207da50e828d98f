"""Unites who asks, who is asked and who answers, as two sources state them of one work.

What comes out is what some source states: nobody's name is put together from the words of two.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import attrs

from parlq.model import Answerer, Author, Institution
from parlq.naming import folded


class Difference(NamedTuple):
    """What two readings do not agree on.

    Attributes:
        have: the reading that is kept.
        give: the other one.
        contradicts: whether both cannot be true; otherwise one states what the other leaves out.
        path: where it is, below the field.
    """

    have: object
    give: object
    contradicts: bool = True
    path: str = ""


#: What both sources say together, and on what they differ.
United = tuple[tuple[Any, ...], list[Difference]]


def _body(one: Institution | None, other: Institution | None) -> Institution | None:
    """One body of two that are the same."""
    if one is None or other is None:
        return one or other
    return Institution(
        code=one.code or other.code, name=one.name or other.name, uri=one.uri or other.uri
    )


def is_same_body(one: Institution, other: Institution) -> bool:
    """Whether two bodies are the same: URIs of several vocabularies name one, by its code."""
    if one.code and other.code:
        return one.code == other.code
    if one.uri and other.uri:
        return one.uri == other.uri
    return bool(one.name and other.name and folded(one.name) == folded(other.name))


def _bodies(
    mine: tuple[Institution, ...], theirs: tuple[Institution, ...], *, translated: bool
) -> United:
    """Bodies, the same ones in the same order; their names may be those of two languages."""
    if len(mine) == len(theirs) and all(
        is_same_body(*pair) or (translated and _may_be_same(*pair))
        for pair in zip(mine, theirs, strict=True)
    ):
        return tuple(map(_body, mine, theirs)), []
    return mine, [Difference(mine, theirs)]


def _may_be_same(one: Institution, other: Institution) -> bool:
    """Whether two bodies may be one that two languages name: nothing but the names differs."""
    return not (one.code or other.code or (one.uri and other.uri))


def _authors(mine: tuple[Author, ...], theirs: tuple[Author, ...], *, translated: bool) -> United:
    """Authors in the order signed, told by URI or by name in whatever case and order of words."""
    if len(mine) != len(theirs) or not all(map(_is_same_author, mine, theirs)):
        return _authors_apart(mine, theirs, translated=translated)
    differing: list[Difference] = []
    pairs = zip(mine, theirs, strict=True)
    return tuple(_author(*pair, differing, translated=translated) for pair in pairs), differing


def _authors_apart(
    mine: tuple[Author, ...], theirs: tuple[Author, ...], *, translated: bool
) -> United:
    """The authors of the first of two sources that list different ones, or in another order."""
    differing: list[Difference] = []
    left = list(theirs)
    made = []
    for one in mine:
        found = next((other for other in left if _is_same_author(one, other)), None)
        if found is not None:
            left.remove(found)
            made.append(_author(one, found, differing, translated=translated))
        else:
            made.append(one)
    names = _names(mine), _names(theirs)
    differing.append(Difference(*(names if names[0] != names[1] else (mine, theirs))))
    return tuple(made), differing


def _is_same_author(one: Author, other: Author) -> bool:
    if one.uri and other.uri:
        return one.uri == other.uri
    return bool(one.name and other.name and folded(one.name) == folded(other.name))


def _author(
    mine: Author, theirs: Author, differing: list[Difference], *, translated: bool
) -> Author:
    """One person of two readings: what one source leaves out comes from the other."""
    changed: dict[str, Any] = {}
    for field in attrs.fields(Author):
        have, give = getattr(mine, field.name), getattr(theirs, field.name)
        if have == give or give is None:
            continue
        if have is None:
            changed[field.name] = give
        elif isinstance(have, Institution) and is_same_body(have, give):
            changed[field.name] = _body(have, give)
        elif isinstance(have, Institution) and translated and _may_be_same(have, give):
            continue
        else:
            spelled = field.name == "name" and folded(have) == folded(give)
            differing.append(Difference(have, give, contradicts=not spelled))
    return attrs.evolve(mine, **changed) if changed else mine


def _answerers(
    mine: tuple[Answerer, ...], theirs: tuple[Answerer, ...], *, translated: bool
) -> United:
    """Who answers: a body that one source states, and who speaks for it, whom the other names."""
    differing: list[Difference] = []
    made = list(mine)
    free = set(range(len(mine)))
    last = -1
    for one in theirs:
        place = next((n for n in sorted(free) if _is_same_answerer(mine[n], one)), None)
        if place is not None and place > last:
            last = place
            free.discard(place)
            made[place] = _whole(mine[place], one, differing, translated=translated)
        elif place is None and any(_is_body_of(each, one) for each in mine):
            made.append(one)
        else:
            return mine, [Difference(mine, theirs)]
    return tuple(made), differing


def _is_same_answerer(one: Answerer, other: Answerer) -> bool:
    if one.institution and other.institution:
        if not is_same_body(one.institution, other.institution):
            return False
    elif not (one.name and other.name) and not (one.uri and one.uri == other.uri):
        return False
    if one.uri and other.uri:
        return one.uri == other.uri
    if one.name and other.name:
        pairs = (folded(one.name), folded(other.name)), (_words(one), _words(other))
        return any(mine <= theirs or theirs <= mine for mine, theirs in pairs)
    return True


def _is_body_of(one: Answerer, other: Answerer) -> bool:
    """Whether one is the body alone for which the other speaks too."""
    return bool(
        not one.name
        and one.institution
        and other.institution
        and is_same_body(one.institution, other.institution)
    )


def _words(one: Answerer) -> frozenset[str]:
    """The words of a name with its form of address, wherever a source puts that."""
    return folded(f"{one.honorific or ''} {one.name or ''}")


def _whole(
    mine: Answerer, theirs: Answerer, differing: list[Difference], *, translated: bool
) -> Answerer:
    """One of two readings of a person, as its source states it; what the other adds is reported.

    The one that states all that the other does; else the one with the URI; else the one that states
    more facts; else the first. Of the bodies, which are the same, both say what they know.
    """
    kept, other = mine, theirs
    contradicts = _contradicts(mine, theirs, translated=translated)
    if not contradicts and not _states(mine, theirs, translated=translated):
        fuller = _weight(theirs) > _weight(mine)
        if fuller or _states(theirs, mine, translated=translated):
            kept, other = theirs, mine
    if contradicts or not _states(kept, other, translated=translated):
        differing.append(Difference((kept,), (other,), contradicts))
    elif not translated and not _spells(kept, other):
        differing.append(Difference(kept.name, other.name, contradicts=False))
    bodies = {
        name: _body(getattr(kept, name), getattr(other, name))
        for name in ("institution", "on_behalf_of")
        if _is_known_same(getattr(kept, name), getattr(other, name))
    }
    return attrs.evolve(kept, **bodies)  # type: ignore[arg-type]  # both fields hold bodies


def _is_known_same(one: Institution | None, other: Institution | None) -> bool:
    return one is not None and other is not None and is_same_body(one, other)


def _spells(one: Answerer, other: Answerer) -> bool:
    """Whether a name has all words of another one in the same letters."""
    words = set(f"{one.honorific or ''} {one.name or ''}".split())
    return words.issuperset((other.name or "").split())


def _weight(one: Answerer) -> tuple[bool, int]:
    facts = [getattr(one, field.name) for field in attrs.fields(Answerer)]
    return one.uri is not None, sum(fact not in (None, ()) for fact in facts)


def _states(one: Answerer, other: Answerer, *, translated: bool) -> bool:
    """Whether one source states all that the other does of a person."""
    if other.uri not in (None, one.uri):
        return False
    name = folded(other.name or "") if translated and one.honorific else _words(other)
    if not name <= _words(one):
        return False
    if other.offices and not _same_offices(one.offices, other.offices, translated=translated):
        return False
    return all(
        theirs is None
        or (
            mine is not None
            and (is_same_body(mine, theirs) or (translated and _may_be_same(mine, theirs)))
        )
        for mine, theirs in (
            (one.institution, other.institution),
            (one.on_behalf_of, other.on_behalf_of),
        )
    )


def _same_offices(one: tuple[str, ...], other: tuple[str, ...], *, translated: bool) -> bool:
    if len(one) != len(other):
        return False
    return translated or [folded(each) for each in one] == [folded(each) for each in other]


def _contradicts(one: Answerer, other: Answerer, *, translated: bool) -> bool:
    """Whether two sources state different facts of a person, not only more or fewer."""
    both = one.offices and other.offices
    if both and not _same_offices(one.offices, other.offices, translated=translated):
        return True
    if one.name and other.name and not translated:
        words = _words(one), _words(other)
        if not (words[0] <= words[1] or words[1] <= words[0]):
            return True
    mine, theirs = one.on_behalf_of, other.on_behalf_of
    return bool(mine and theirs and not is_same_body(mine, theirs))


def _names(authors: tuple[Author, ...]) -> tuple[str, ...]:
    return tuple(each.name or each.uri or "" for each in authors)


#: How each field of a work that names people and bodies is united. `translated` says that the two
#: sources have texts in different languages, so that the same facts may be in different words.
UNITE: Final[dict[str, Callable[..., United]]] = {
    "authors": _authors,
    "answerers": _answerers,
    "addressees": _bodies,
    "on_behalf_of": _bodies,
}
