"""Joins documents about the same works, in several languages and from several sources, into one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any

import attrs

from parlq.joining.uniting import Union
from parlq.model import (
    Answer,
    Document,
    Dossier,
    Extension,
    Identifier,
    Question,
    Reference,
    VariantRole,
)
from parlq.model.identity import LOCAL
from parlq.problems import Problem

#: Schemes of identifiers that different works may have alike.
_SHARED = frozenset({LOCAL, "celex"})
#: Among how many works that have something in common another one is looked for.
_MOST = 100


@attrs.frozen(kw_only=True)
class Joined:
    """What joining gives.

    Attributes:
        value: the one work, or a dossier of all of them; None when there was nothing to join.
        problems: facts and texts on which the documents differ, each with both readings.
    """

    value: Document | None
    problems: tuple[Problem, ...] = ()


def merge(documents: Iterable[Document], *, files: Sequence[str | None] = ()) -> Joined:
    """Join documents: pages of one work in several languages, records, questions and answers.

    Works are the same when they are of one sort and share a reference or another identifier. A
    reference without a revision is that of a record with one. An answer without any name is the one
    that answers the same questions on the same day. A fact that agrees is stored once, and what one
    document lacks comes from the other; of facts that differ the first is kept and both are
    reported. The text of each language goes to its variant, and original or translation is set by
    the original languages of the work. An answer whose reference is that of a question at hand
    comes to name it.

    People are the same when their URIs are, or their names in whatever case, accents and order; a
    body that answers and a person who answers for it are one answerer. Bodies are the same when
    their codes are, whatever vocabulary their URIs are from.

    Args:
        documents: questions, answers and dossiers, in the order in which facts are to be believed.
        files: names of the documents, for the problems.
    """
    problems: list[Problem] = []
    known = _Known()
    extensions: dict[Extension, None] = {}
    for index, document in enumerate(documents):
        file = files[index] if index < len(files) else None
        union = Union(problems, file)
        if isinstance(document, Dossier):
            extensions |= dict.fromkeys(document.extensions)
        for work in _works(document, index):
            known.add(work, union, index)
    works = [_with_roles(work) for work in _tied(known.works)]
    if len(works) == 1:
        more = [each for each in extensions if each not in works[0].extensions]
        whole = attrs.evolve(works[0], extensions=(*works[0].extensions, *more))
        return Joined(value=whole, problems=tuple(problems))
    if not works:
        return Joined(value=None, problems=tuple(problems))
    dossier = Dossier(
        questions=tuple(work for work in works if isinstance(work, Question)),
        answers=tuple(work for work in works if isinstance(work, Answer)),
        extensions=tuple(extensions),
    )
    return Joined(value=dossier, problems=tuple(problems))


class _Known:
    """The works joined so far, found by each of their names."""

    def __init__(self) -> None:
        self.works: list[Any] = []
        self._documents: list[set[int]] = []
        self._places: dict[object, dict[int, None]] = {}

    def add(self, work: Question | Answer, union: Union, document: int) -> None:
        """Add a work, or what it says of one that is known; `document` is the one it stands in."""
        found = [islice(self._places.get(key, ()), _MOST) for key in _keys(work)]
        candidates = sorted(set(chain.from_iterable(found)))
        place = next(
            (
                n
                for n in candidates
                if _same(self.works[n], work, within=document in self._documents[n])
            ),
            None,
        )
        if place is None:
            place = len(self.works)
            self.works.append(work)
            self._documents.append({document})
        else:
            self._documents[place].add(document)
            self.works[place] = union.works(self.works[place], work)
        for key in _keys(self.works[place]):
            self._places.setdefault(key, {})[place] = None


def _keys(work: Question | Answer) -> list[object]:
    """What two documents about the same work have in common, one of these at least."""
    kind = type(work).__name__
    found: list[object] = [(kind, name) for name in _names(work)]
    if work.reference is not None:
        found.append((kind, _unrevised(work.reference)))
    if isinstance(work, Answer) and work.answers_to:
        found.append((kind, frozenset(work.answers_to), work.date))
    return found


def _unrevised(reference: Reference) -> Reference:
    if reference.revision is None:
        return reference
    return attrs.evolve(reference, revision=None)


def _works(document: Document, index: int) -> list[Question | Answer]:
    """The works of a document; the local names of a dossier are made its own."""
    if not isinstance(document, Dossier):
        return [document]
    local = {
        each: Identifier(scheme=LOCAL, value=f"d{index + 1}-{each.value}")
        for work in document.works
        for each in work.identifiers
        if each.scheme == LOCAL
    }
    if not local:
        return list(document.works)
    return [_renamed(work, local) for work in document.works]


def _renamed(work: Any, local: dict[Identifier, Identifier]) -> Any:
    changed = {"identifiers": tuple(local.get(each, each) for each in work.identifiers)}
    if isinstance(work, Answer):
        for name in ("answers_to", "replaces"):
            changed[name] = tuple(local.get(each, each) for each in getattr(work, name))
    return attrs.evolve(work, **changed)


def _names(work: Question | Answer) -> set[Any]:
    return {each for each in work.names if getattr(each, "scheme", "") not in _SHARED}


def _same(one: Question | Answer, other: Question | Answer, *, within: bool) -> bool:
    """Whether two works are one; `within` one document those without a name are two."""
    if type(one) is not type(other):
        return False
    if one.reference is not None and other.reference is not None:
        return one.reference == other.reference or _differ_in_revision(one, other)
    if _names(one) & _names(other):
        return True
    return (
        not within
        and isinstance(one, Answer)
        and isinstance(other, Answer)
        and bool(one.answers_to)
        and not (_names(one) and _names(other))
        and set(one.answers_to) == set(other.answers_to)
        and one.date == other.date
    )


def _differ_in_revision(one: Any, other: Any) -> bool:
    """Whether one leaves out the revision that the other states, and a record ties them.

    Records name all revisions of a question by one URI.
    """
    if (one.reference.revision is None) == (other.reference.revision is None):
        return False
    if _unrevised(one.reference) != _unrevised(other.reference):
        return False
    ours = {each.value for each in one.identifiers if each.scheme == "eli"}
    theirs = {each.value for each in other.identifiers if each.scheme == "eli"}
    return bool(ours & theirs) if ours and theirs else bool(ours or theirs)


def _tied(works: list[Any]) -> list[Any]:
    """Let an answer name the question whose number it bears, where that question is at hand.

    A question is named with its revision, where one document states it and another does not.
    """
    asked = {work.reference for work in works if isinstance(work, Question) and work.reference}
    revised: dict[object, Reference] = {_unrevised(each): each for each in asked}
    tied = []
    for work in works:
        if not isinstance(work, Answer):
            tied.append(work)
            continue
        names = [each if each in asked else revised.get(each, each) for each in work.answers_to]
        own = revised.get(work.reference.base) if work.reference else None
        if own is not None and own not in names:
            names.insert(0, own)
        said = tuple(names) == work.answers_to
        named = work.answers_to if said else tuple(dict.fromkeys(names))
        tied.append(attrs.evolve(work, answers_to=named))
    return tied


def _with_roles(work: Any) -> Any:
    """Say which texts are original, as far as the original languages are known."""
    originals = work.original_languages
    if not originals or all(v.role is not None or not v.body for v in work.variants):
        return work
    variants = []
    for variant in work.variants:
        if variant.role is None and variant.body:
            original = variant.language in originals
            role = VariantRole.ORIGINAL if original else VariantRole.TRANSLATION
            variants.append(attrs.evolve(variant, role=role))
        else:
            variants.append(variant)
    return attrs.evolve(work, variants=tuple(variants))
