"""Merges who asks, as two sources state it of one work.

A person of one source and a person of another are one where both have the same URI, or where both
have the same name and no source has that name twice. Two people of one name in one work never take
facts from each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import attrs

from parlq.merging import institutions
from parlq.merging.differing_values import Difference, WithDifferences
from parlq.model import Author, Institution
from parlq.model.fields.name_matching import folded

Authors = tuple[Author, ...]
#: The fields of a question that hold them.
FIELDS = frozenset({"authors", "supporters"})
#: Names as `folded` gives them.
Names = frozenset[frozenset[str]]


def namesakes(lists: Iterable[Authors]) -> Names:
    """The names that do not tell one person, in all sources of a work together.

    Those that one source has twice, and those that come with different URIs.
    """
    found: set[frozenset[str]] = set()
    uris: dict[frozenset[str], set[str]] = defaultdict(set)
    for authors in lists:
        named = Counter(folded(each.name) for each in authors if each.name)
        found.update(name for name, count in named.items() if count > 1)
        for each in authors:
            if each.name and each.uri:
                uris[folded(each.name)].add(each.uri)
    found.update(name for name, known in uris.items() if len(known) > 1)
    return frozenset(found)


def merge_authors(
    mine: Authors, theirs: Authors, *, translated: bool, doubtful: Names
) -> WithDifferences[Authors]:
    """Authors in the order signed, and on what the two sources differ.

    Args:
        mine: the list that is kept where the two contradict each other.
        theirs: the other one.
        translated: whether the two are from texts in different languages.
        doubtful: names by which nobody is known.
    """
    if _states_all(mine, theirs):
        return mine, []
    if _states_all(theirs, mine):
        return theirs, []
    differing: list[Difference] = []
    left = list(theirs)
    made = []
    in_order = len(mine) == len(theirs)
    for place, one in enumerate(mine):
        found = next((other for other in left if _is_same(one, other, doubtful)), None)
        in_order = in_order and found is theirs[place]
        if found is not None:
            left.remove(found)
            one = _author(one, found, differing, translated=translated)  # noqa: PLW2901 # merged
        made.append(one)
    if not in_order:
        names = _names(mine), _names(theirs)
        differing.append(Difference(*(names if names[0] != names[1] else (mine, theirs))))
    return tuple(made), differing


def _states_all(one: Authors, other: Authors) -> bool:
    """Whether one source states person by person all that the other does, in the same words."""
    return len(one) == len(other) and all(
        getattr(theirs, field.name) in (None, (), getattr(mine, field.name))
        for mine, theirs in zip(one, other, strict=True)
        for field in attrs.fields(Author)
    )


def _is_same(one: Author, other: Author, doubtful: Names) -> bool:
    if one.uri and other.uri:
        return one.uri == other.uri
    if (same := institutions.same_by_identifiers(one.identifiers, other.identifiers)) is not None:
        return same
    if not (one.name and other.name):
        return False
    name = folded(one.name)
    return name == folded(other.name) and name not in doubtful


def _author(
    mine: Author, theirs: Author, differing: list[Difference], *, translated: bool
) -> Author:
    """One person of two readings: what one source leaves out comes from the other.

    Where the two contradict each other in what they state, they may be two people of one name,
    unless the URI is the same: then nothing comes from the other.
    """
    changed: dict[str, Any] = {}
    missing: dict[str, Any] = {}
    before = len(differing)
    for field in attrs.fields(Author):
        have, give = getattr(mine, field.name), getattr(theirs, field.name)
        if have == give or give in (None, ()):
            continue
        if field.name == "identifiers":
            missing[field.name] = tuple(dict.fromkeys((*have, *give)))
        elif have is None:
            missing[field.name] = give
        elif isinstance(have, Institution) and institutions.is_same(have, give):
            changed[field.name] = institutions.merged(have, give)
        elif isinstance(have, Institution) and translated and institutions.may_be_same(have, give):
            continue
        elif isinstance(have, Institution) and institutions.is_compatible(have, give):
            changed[field.name] = institutions.merge_institution(
                have, give, differing, translated=translated
            )
        else:
            spelled = field.name == "name" and folded(have) == folded(give)
            differing.append(Difference(have, give, contradicts=not spelled))
    contradicts = not translated and any(each.contradicts for each in differing[before:])
    if missing and contradicts and not (mine.uri and mine.uri == theirs.uri):
        differing.append(Difference(mine, theirs))
    else:
        changed |= missing
    return attrs.evolve(mine, **changed) if changed else mine


def _names(authors: Authors) -> tuple[str, ...]:
    return tuple(each.label for each in authors)
