"""How two readings of one field are merged: lists of facts, issues, files, attachments, headings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import attrs

from parlq.merging import authors
from parlq.merging.answerers import merge_answerers
from parlq.merging.differing_values import Difference, WithDifferences
from parlq.merging.institutions import merge_institutions
from parlq.model import (
    AnswerKind,
    Attachment,
    LanguageVariant,
    Manifestation,
    Publication,
    QuestionKind,
    Reference,
)
from parlq.model.identity import LINKS

V = TypeVar("V")
T = TypeVar("T", Publication, Attachment, Manifestation)
Kind = QuestionKind | AnswerKind | None
#: Merges two lists of things.
ListMerger = Callable[[tuple[V, ...], tuple[V, ...]], WithDifferences[tuple[V, ...]]]

#: Each of one source is compared with each of the other: of longer lists those that are equal only.
MOST_PAIRS = 250_000

#: A kind, and the one that says the same and more.
_JOINT: Final[dict[Kind, AnswerKind]] = {
    AnswerKind.ANSWER: AnswerKind.JOINT,
    AnswerKind.SUPPLEMENTARY: AnswerKind.SUPPLEMENTARY_JOINT,
}
#: Words that stand for one thing, in the language of their source.
_WORDS = frozenset({(Publication, "name"), (Publication, "label")})


def same_kind(one: Kind, other: Kind) -> bool:
    """Whether two kinds may be of one work: not stated, equal, or one says the same and more."""
    return (
        None in (one, other) or one == other or other in (_JOINT.get(one), _JOINT.get(other, one))
    )


def merge_field(
    kind: type,
    name: str,
    mine: Any,
    theirs: Any,
    *,
    translated: bool,
    doubtful: authors.Names = frozenset(),
) -> WithDifferences[Any]:
    """Merge two readings of a field that both state something, not the same.

    Args:
        kind: class of the value that has the field.
        name: the field.
        mine: the reading that is kept where the two contradict each other.
        theirs: the other one.
        translated: whether the two are from texts in different languages.
        doubtful: names of authors by which nobody is known.
    """
    if name in authors.FIELDS or name in _PARTIES:
        if _too_many(mine, theirs):
            return mine, [Difference(mine, theirs)]
        if name in authors.FIELDS:
            return authors.merge_authors(mine, theirs, translated=translated, doubtful=doubtful)
        return _PARTIES[name](mine, theirs, translated=translated)
    how = _HOW.get((kind, name)) or _HOW.get((None, name))
    return (mine, [Difference(mine, theirs)]) if how is None else how(mine, theirs)


def is_list_of_facts(name: str) -> bool:
    """Whether a field is a list of facts, which readings have together, each once."""
    return _HOW.get((None, name)) is _both


def _both(mine: tuple[V, ...], theirs: tuple[V, ...]) -> WithDifferences[tuple[V, ...]]:
    known = set(mine)
    return (*mine, *(each for each in theirs if each not in known)), []


def _matched(same: Callable[[T, T], bool]) -> ListMerger[T]:
    """The things of both, those that are the same merged."""

    def merge_lists(mine: tuple[T, ...], theirs: tuple[T, ...]) -> WithDifferences[tuple[T, ...]]:
        if _too_many(mine, theirs):
            return _both(mine, theirs)
        made = list(mine)
        differing: list[Difference] = []
        for one in theirs:
            place = next((n for n, known in enumerate(made) if same(known, one)), None)
            if place is None:
                made.append(one)
            else:
                made[place], found = _filled(made[place], one)
                differing += found
        return tuple(made), differing

    return merge_lists


def _filled(mine: T, theirs: T) -> WithDifferences[T]:
    """One thing of two readings: what one leaves out comes from the other."""
    changed: dict[str, Any] = {}
    differing: list[Difference] = []
    for field in attrs.fields(type(mine)):
        name, have, give = field.name, getattr(mine, field.name), getattr(theirs, field.name)
        if have == give or is_absent(give):
            continue
        if is_absent(have):
            changed[name] = give
        elif (type(mine), name) in _WORDS:
            continue
        elif name == "manifestations":
            changed[name], found = _FILES(have, give)
            differing += found
        else:
            differing.append(Difference(have, give, path=f".{name}"))
    return attrs.evolve(mine, **changed), differing


def _too_many(mine: tuple[object, ...], theirs: tuple[object, ...]) -> bool:
    return len(mine) * len(theirs) > MOST_PAIRS


def is_absent(value: object) -> bool:
    """Whether a field states nothing."""
    return value is None or value == ()


def _same_issue(one: Publication, other: Publication) -> bool:
    """Whether two publications are of one issue, whatever language they are stated in."""
    if not (one.number and one.date and other.number):
        return one == other
    same = one.number.replace(" ", "") == other.number.replace(" ", "")
    return same and one.date == other.date


def _same_file(one: Manifestation, other: Manifestation) -> bool:
    if one.address and other.address:
        return one.address == other.address
    return one.uri is not None and one.uri == other.uri


def _same_attachment(one: Attachment, other: Attachment) -> bool:
    if one.language != other.language:
        return False
    if one.uri and other.uri:
        return one.uri == other.uri
    return one.reference is not None and one.reference == other.reference


def _heading(mine: tuple[str, ...], theirs: tuple[str, ...]) -> WithDifferences[tuple[str, ...]]:
    """The heading that says more, when one is the beginning of the other; blanks aside."""
    for one, other in zip(mine, theirs, strict=False):
        if one.split() != other.split():
            return mine, [Difference(mine, theirs)]
    return (*mine, *theirs[len(mine) :]), []


def _kind(mine: Kind, theirs: Kind) -> WithDifferences[Kind]:
    if _JOINT.get(mine) is theirs or _JOINT.get(theirs) is mine:
        return _JOINT.get(mine, mine), []
    return mine, [Difference(mine, theirs)]


def _reference(mine: Reference, theirs: Reference) -> WithDifferences[Reference]:
    # They are of one work and differ in the revision, which one of the two leaves out.
    return mine if mine.revision is not None else theirs, []


#: How fields of institutions and answerers are merged, whose words may be of two languages.
_PARTIES: Final[dict[str, Callable[..., WithDifferences[Any]]]] = {
    "answerers": merge_answerers,
    "addressees": merge_institutions,
    "on_behalf_of": merge_institutions,
}
_FILES = _matched(_same_file)
#: How fields are merged, by class where that matters; what is not here can only be the same.
_HOW: Final[dict[tuple[type | None, str], Callable[[Any, Any], WithDifferences[Any]]]] = {
    **{
        (None, name): _both
        for name in (
            *("identifiers", "original_languages", "events", "subjects", "extensions"),
            *LINKS,
        )
    },
    (None, "publications"): _matched(_same_issue),
    (None, "attachments"): _matched(_same_attachment),
    (None, "reference"): _reference,
    (None, "kind"): _kind,
    (LanguageVariant, "manifestations"): _FILES,
    (LanguageVariant, "heading"): _heading,
}
