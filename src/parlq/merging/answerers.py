"""Merges who answers, as two sources state it of one work.

Each merged name is one that some source states, never a combination of two sources.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from parlq.merging import institutions
from parlq.merging.differing_values import Difference, WithDifferences
from parlq.model import Answerer
from parlq.model.fields.name_matching import folded

Answerers = tuple[Answerer, ...]
#: Facts of somebody who answers that are nothing but words.
_IN_WORDS: Final = ("acting_for", "group", "constituency")


def merge_answerers(
    mine: Answerers, theirs: Answerers, *, translated: bool
) -> WithDifferences[Answerers]:
    """Who answers: a body that one source states, and who speaks for it, whom the other names."""
    if len(mine) == len(theirs) and not all(map(_is_same_answerer, mine, theirs)):
        chosen = [_with_fuller_bodies(*pair) for pair in zip(mine, theirs, strict=True)]
        if all(_is_same_answerer(one, other) for one, other, _ in chosen):
            return _with_chosen_bodies(mine, theirs, chosen, translated=translated)
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


def _with_fuller_bodies(mine: Answerer, theirs: Answerer) -> tuple[Answerer, Answerer, bool]:
    """Two answerers with the bodies that state more; whether one of these is of the second."""
    changed: dict[str, Any] = {}
    swapped = False
    for name in ("institution", "on_behalf_of"):
        one, other = getattr(mine, name), getattr(theirs, name)
        if (
            one
            and other
            and not institutions.is_same(one, other)
            and institutions.is_compatible(one, other)
        ):
            more = institutions.states_more(other, one)
            changed[name] = other if more else one
            swapped = swapped or more
    return attrs.evolve(mine, **changed), attrs.evolve(theirs, **changed), swapped


def _with_chosen_bodies(
    mine: Answerers,
    theirs: Answerers,
    chosen: list[tuple[Answerer, Answerer, bool]],
    *,
    translated: bool,
) -> WithDifferences[Answerers]:
    """Answerers whose bodies nothing but their names tells apart."""
    differing: list[Difference] = []
    made = []
    for one, other, (left, right, swapped) in zip(mine, theirs, chosen, strict=True):
        made.append(_whole(left, right, differing, translated=translated))
        pairs = (one.institution, other.institution), (one.on_behalf_of, other.on_behalf_of)
        if any(a and b and not institutions.agree(a, b, translated=translated) for a, b in pairs):
            ignored = one if swapped else other
            differing.append(Difference((made[-1],), (ignored,), by_order=False, swapped=swapped))
    return tuple(made), differing


def _is_same_answerer(one: Answerer, other: Answerer) -> bool:
    if one.institution and other.institution:
        if not institutions.is_same(one.institution, other.institution):
            return False
    elif not (one.name and other.name) and not (one.uri and one.uri == other.uri):
        return bool(institutions.same_by_identifiers(one.identifiers, other.identifiers))
    if one.uri and other.uri:
        return one.uri == other.uri
    if (same := institutions.same_by_identifiers(one.identifiers, other.identifiers)) is not None:
        return same
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
        and institutions.is_same(one.institution, other.institution)
    )


def _words(one: Answerer) -> frozenset[str]:
    """The name and its form of address in words, wherever a source prints that."""
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
        swapped = kept is theirs
        differing.append(Difference((kept,), (other,), contradicts, swapped=swapped))
    elif not translated and not _spells(kept, other):
        swapped = kept is theirs
        differing.append(Difference(kept.name, other.name, contradicts=False, swapped=swapped))
    known = {
        name: institutions.merged(getattr(kept, name), getattr(other, name))
        for name in ("institution", "on_behalf_of")
        if institutions.is_known_same(getattr(kept, name), getattr(other, name))
    }
    return attrs.evolve(kept, **known)  # type: ignore[arg-type]  # both fields hold bodies


def _spells(one: Answerer, other: Answerer) -> bool:
    """Whether a name has all words of another one in the same letters."""
    words = set(f"{one.honorific or ''} {one.name or ''}".split())
    return words.issuperset((other.name or "").split())


def _weight(one: Answerer) -> tuple[bool, int]:
    facts = [getattr(one, field.name) for field in attrs.fields(Answerer)]
    return one.uri is not None, sum(fact not in (None, ()) for fact in facts)


def _states(one: Answerer, other: Answerer, *, translated: bool) -> bool:
    """Whether one source states all that the other does of a person."""
    if other.uri not in (None, one.uri) or not {*other.identifiers} <= {*one.identifiers}:
        return False
    words = [(getattr(one, name), getattr(other, name)) for name in _IN_WORDS]
    if not all(folded(theirs or "") <= folded(mine or "") for mine, theirs in words):
        return False
    name = folded(other.name or "") if translated and one.honorific else _words(other)
    if not name <= _words(one):
        return False
    if other.offices and not _same_offices(one.offices, other.offices, translated=translated):
        return False
    return all(
        theirs is None
        or (mine is not None and institutions.agree(mine, theirs, translated=translated))
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
    for field in () if translated else _IN_WORDS:
        mine, theirs = folded(getattr(one, field) or ""), folded(getattr(other, field) or "")
        if not (mine <= theirs or theirs <= mine):
            return True
    body, another = one.on_behalf_of, other.on_behalf_of
    return bool(body and another and not institutions.is_same(body, another))
