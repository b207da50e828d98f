"""Compares and merges institutions, as two sources state them."""

from __future__ import annotations

from parlq.merging.differing_values import Difference, WithDifferences
from parlq.model import Identifier, Institution
from parlq.model.fields.name_matching import folded


def same_by_identifiers(one: tuple[Identifier, ...], other: tuple[Identifier, ...]) -> bool | None:
    """Whether identifiers say that two people or bodies are one; None where they do not tell.

    They are one if they share an identifier, and two if each has its own in one scheme and scope.
    """
    if not (one and other):
        return None
    if not {*one}.isdisjoint(other):
        return True
    schemes = {(each.scheme, each.scope) for each in one}
    return None if schemes.isdisjoint([(each.scheme, each.scope) for each in other]) else False


def is_same(one: Institution, other: Institution) -> bool:
    """Whether two bodies are the same: URIs of several vocabularies name one, by its code."""
    if one.code and other.code:
        return one.code == other.code
    if one.uri and other.uri:
        return one.uri == other.uri
    if (same := same_by_identifiers(one.identifiers, other.identifiers)) is not None:
        return same
    return bool(one.name and other.name and folded(one.name) == folded(other.name))


def may_be_same(one: Institution, other: Institution) -> bool:
    """Whether two bodies may be one that two languages name: only the names differ."""
    return not (one.code or other.code or (one.uri and other.uri))


def agree(one: Institution, other: Institution, *, translated: bool) -> bool:
    """Whether two bodies are the same, as far as two sources in one or two languages show it."""
    return is_same(one, other) or (translated and may_be_same(one, other))


def is_known_same(one: Institution | None, other: Institution | None) -> bool:
    """Whether two sources state a body, and it is the same."""
    return one is not None and other is not None and is_same(one, other)


def is_compatible(one: Institution, other: Institution) -> bool:
    """Whether two bodies are the same, or have no two codes and no two URIs that differ."""
    return is_same(one, other) or not ((one.code and other.code) or (one.uri and other.uri))


def states_more(one: Institution, other: Institution) -> bool:
    """Whether a body has a code that the other lacks or, codes aside, a URI that it lacks."""
    facts = [(each.code is not None, each.uri is not None) for each in (one, other)]
    return facts[0] > facts[1]


def merged(one: Institution, other: Institution) -> Institution:
    """One body of two that are the same."""
    return Institution(
        code=one.code or other.code,
        name=one.name or other.name,
        uri=one.uri or other.uri,
        identifiers=tuple(dict.fromkeys((*one.identifiers, *other.identifiers))),
    )


def merge_institutions(
    mine: tuple[Institution, ...], theirs: tuple[Institution, ...], *, translated: bool
) -> WithDifferences[tuple[Institution, ...]]:
    """Bodies, the same ones in the same order; their names may be those of two languages."""
    if len(mine) != len(theirs) or not all(map(is_compatible, mine, theirs)):
        return mine, [Difference(mine, theirs)]
    differing: list[Difference] = []
    made = [
        merge_institution(*pair, differing, translated=translated)
        for pair in zip(mine, theirs, strict=True)
    ]
    return tuple(made), differing


def merge_institution(
    mine: Institution, theirs: Institution, differing: list[Difference], *, translated: bool
) -> Institution:
    """One body of two that nothing but their names tells apart."""
    if agree(mine, theirs, translated=translated):
        return merged(mine, theirs)
    swapped = states_more(theirs, mine)
    kept, other = (theirs, mine) if swapped else (mine, theirs)
    differing.append(Difference(kept, other, by_order=False, swapped=swapped))
    return kept
