"""The names by which works of one and of several files are found to be one, and to belong together.

A name that is one outside its file counts everywhere, any other only within its file.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_not
from typing import Final, NamedTuple

from parlq.model import Answer, AnswerKind, Identifier, Question, Reference, identity

#: What separates the parts of a key; no text of the model has this character.
_GAP: Final = "\x1f"
#: Kinds of answers that one source may state and another leave out.
_USUAL: Final = frozenset({None, AnswerKind.ANSWER, AnswerKind.JOINT})


#: When a name of a question counts; the queries of the database have these numbers. For sure;
SURE: Final = 0
#: where no other question has it for sure: the reference of a revised question without revision;
PLAIN: Final = 1
#: where no other question has it: a name that counts in one file only.
ALONE: Final = 2


_Own = tuple[str, str | None, str | None]


class Keys(NamedTuple):
    """The keys of a work.

    Attributes:
        own: by which works of several files are found to be one; the key of an answer by its day
            comes with its reference and its file.
        names: by which answers name a question, and when each counts.
        asked: by which an answer names questions.
    """

    own: list[_Own]
    names: list[tuple[str, int]]
    asked: list[str]

    def all(self) -> list[str]:
        """Every key; two documents that have none in common have nothing to do with each other."""
        return [*[own[0] for own in self.own], *[name[0] for name in self.names], *self.asked]


def keys_of(work: Question | Answer, scope: str) -> Keys:
    """The keys of a work.

    Args:
        work: the question or answer.
        scope: what its file is called, for names that count only there.
    """
    parliament = work.parliament
    if isinstance(work, Question):
        return Keys(_own(work, "question"), _names(work, scope), [])
    asked = {_key(each, parliament, scope) for each in work.answers_to}
    own = [*_own(work, "answer"), *_by_day(work, asked, scope)]
    return Keys(own, [], sorted([key for key, _ in asked]))


def pairs(keys: Sequence[Keys]) -> list[tuple[int, int]] | None:
    """Which works of one document belong together, as places of a question and an answer to it.

    None where several of them may be one, or have one name: the database decides.
    """
    own = [key for each in keys for key, _, _ in each.own]
    if len(set(own)) < len(own):
        return None
    named: dict[str, int] = {}
    for place, each in enumerate(keys):
        for key, _ in each.names:
            if named.setdefault(key, place) != place:
                return None
    asked = [(key, place) for place, each in enumerate(keys) for key in each.asked]
    return sorted({(named[key], place) for key, place in asked if key in named})


def _own(work: Question | Answer, kind: identity.Kind) -> list[_Own]:
    """The keys of the work itself: its reference, or else its identifiers."""
    parliament = work.parliament
    if work.reference is not None:
        return [(f"{kind}{_GAP}{_of_reference(work.reference, parliament)}", None, None)]
    names = [identity.name(each, parliament, kind) for each in work.identifiers]
    keys = {_joined((kind, *name)) for name in names if name is not None}
    return [(key, None, None) for key in sorted(keys)]


def _by_day(answer: Answer, asked: set[tuple[str, int]], scope: str) -> list[_Own]:
    """The key of an answer to the same questions on the same day, which has no name in other files."""
    if answer.date is None or not asked:
        return []
    named = [identity.unrevised(each) for each in answer.answers_to]
    if any(map(is_not, named, answer.answers_to)):
        asked = {_key(each, answer.parliament, scope) for each in named}
    if any(rank != SURE for _, rank in asked):
        return []
    usual = None if answer.kind in _USUAL else answer.kind
    key = _joined(("by day", answer.date, usual, *sorted([key for key, _ in asked])))
    return [(key, None if answer.reference is None else answer.reference.normal, scope)]


def _joined(name: identity.Name) -> str:
    return _GAP.join(map(str, name))


def _of_reference(reference: Reference, parliament: str) -> str:
    return f"reference{_GAP}{parliament}{_GAP}{reference.normal}"


def _names(question: Question, scope: str) -> list[tuple[str, int]]:
    """The keys by which answers name a question; they leave its revision out."""
    parliament, own = question.parliament, question.reference
    found: set[tuple[str, int]] = {_key(each, parliament, scope) for each in question.identifiers}
    if own is not None:
        found.add(_key(own, parliament, scope))
        if own.revision is not None:
            found.add((_key(identity.unrevised(own), parliament, scope)[0], PLAIN))
    return sorted(found)


def _key(of: identity.Spelled, parliament: str, scope: str) -> tuple[str, int]:
    """The key of a name of a question, and when it counts."""
    if isinstance(of, Reference):
        return _of_reference(of, parliament), SURE
    name = identity.name(of, parliament, "question")
    if name is None and isinstance(of, Identifier):
        return _GAP.join((scope, "", of.scheme, of.value, of.scope or "")), ALONE
    return _joined(name or ()), SURE
