"""Joins documents about the same works in several languages into one, and takes one apart again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from parlq.model import (
    Answer,
    Document,
    Dossier,
    Identifier,
    LanguageVariant,
    Question,
    Reference,
    VariantRole,
)
from parlq.model.dossier import LOCAL
from parlq.problems import Problem, Severity

#: Facts of a work of which one source may state more than another.
_UNITED = frozenset(
    [
        "identifiers",
        "original_languages",
        "events",
        "publications",
        "subjects",
        "attachments",
        "extensions",
        "answers_to",
        "replaces",
    ]
)
#: Facts that name people and bodies, in words that may be those of a language.
_NAMED = frozenset({"authors", "on_behalf_of", "addressees", "answerers"})
#: Schemes of identifiers that different works may have alike.
_SHARED = frozenset({LOCAL, "celex"})


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
    """Join documents, such as the pages of one answer in several languages.

    Works are the same when they are of one sort and share a reference or another identifier; an
    answer without either is the one that answers the same questions on the same day. A fact that
    agrees is stored once; of facts that differ the first is kept and both are reported. The text of
    each language goes to its variant, and original or translation is set by the original languages
    of the work. An answer whose reference is that of a question at hand comes to name it.

    Args:
        documents: questions, answers and dossiers, in the order in which facts are to be believed.
        files: names of the documents, for the problems.
    """
    problems: list[Problem] = []
    works: list[Question | Answer] = []
    for index, document in enumerate(documents):
        file = files[index] if index < len(files) else None
        for work in _works(document, index):
            place = next((n for n, known in enumerate(works) if _same(known, work)), None)
            if place is None:
                works.append(work)
            else:
                works[place] = _Union(problems, file).works(works[place], work)
    works = [_with_roles(work) for work in _tied(works)]
    if len(works) < 2:
        return Joined(value=works[0] if works else None, problems=tuple(problems))
    dossier = Dossier(
        questions=tuple(work for work in works if isinstance(work, Question)),
        answers=tuple(work for work in works if isinstance(work, Answer)),
    )
    return Joined(value=dossier, problems=tuple(problems))


def split(document: Document) -> tuple[tuple[str, Document], ...]:
    """Take a document apart by language: the tag and the document of each language with a text.

    Each keeps all facts of its works, its own variant, and the others as languages without a text.
    A work without any text goes with the first language. Joining them gives a work back that a
    reference or an identifier names.
    """
    works = document.works if isinstance(document, Dossier) else (document,)
    tags = sorted({v for work in works for v in map(_tagged, work.variants) if v})
    if not tags:
        return ()
    made: list[tuple[str, Document]] = []
    for _, tag in tags:
        kept = [
            _only(work, tag)
            for work in works
            if any(v.language == tag and _has_text(v) for v in work.variants)
            or (tag == tags[0][1] and not any(_has_text(v) for v in work.variants))
        ]
        if isinstance(document, Dossier):
            made.append((tag, _dossier(document, kept)))
        else:
            made.append((tag, kept[0]))
    return tuple(made)


def _dossier(document: Dossier, kept: list[Question | Answer]) -> Dossier:
    return attrs.evolve(
        document,
        questions=tuple(work for work in kept if isinstance(work, Question)),
        answers=tuple(work for work in kept if isinstance(work, Answer)),
    )


def _has_text(variant: LanguageVariant) -> bool:
    return variant != LanguageVariant(language=variant.language)


def _tagged(variant: LanguageVariant) -> tuple[tuple[int, str], str] | None:
    return (variant.sort_key, variant.language) if _has_text(variant) else None


def _only(work: Any, tag: str) -> Any:
    variants = tuple(
        v if v.language == tag else LanguageVariant(language=v.language) for v in work.variants
    )
    return attrs.evolve(work, variants=variants)


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


def _same(one: Question | Answer, other: Question | Answer) -> bool:
    if type(one) is not type(other):
        return False
    if one.reference is not None and other.reference is not None:
        return one.reference == other.reference
    if _names(one) & _names(other):
        return True
    return (
        isinstance(one, Answer)
        and isinstance(other, Answer)
        and bool(one.answers_to)
        and not _names(one)
        and not _names(other)
        and set(one.answers_to) == set(other.answers_to)
        and one.date == other.date
    )


def _tied(works: list[Question | Answer]) -> list[Question | Answer]:
    """Let an answer name the question whose number it bears, where that question is at hand."""
    asked = {work.reference for work in works if isinstance(work, Question)}
    tied: list[Question | Answer] = []
    for work in works:
        own = work.reference.base if isinstance(work, Answer) and work.reference else None
        if isinstance(work, Answer) and own in asked and own and own not in work.answers_to:
            tied.append(attrs.evolve(work, answers_to=(own, *work.answers_to)))
        else:
            tied.append(work)
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


class _Union:
    """The union of two readings of one work, the first of which is believed."""

    def __init__(self, problems: list[Problem], file: str | None) -> None:
        self.problems = problems
        self.file = file

    def works(self, one: Any, other: Any) -> Any:
        """One work of two."""
        changed: dict[str, Any] = {}
        for field in attrs.fields(type(one)):
            if field.name == "variants":
                changed["variants"] = self._variants(one, other)
            else:
                changed[field.name] = self._fact(one, field.name, other)
        return attrs.evolve(one, **changed)

    def _fact(self, one: Any, name: str, other: Any) -> Any:
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine == theirs or theirs is None or theirs == ():
            return mine
        if mine is None or mine == ():
            return theirs
        if name in _UNITED:
            known = {_key(each) for each in mine}
            return (*mine, *(each for each in theirs if _key(each) not in known))
        if name in _NAMED and [_key(each) for each in mine] == [_key(each) for each in theirs]:
            return mine
        self._differ("PQ450", one, name, mine, theirs)
        return mine

    def _variants(self, one: Any, other: Any) -> tuple[LanguageVariant, ...]:
        found = {variant.language: variant for variant in one.variants}
        for variant in other.variants:
            mine = found.get(variant.language)
            found[variant.language] = variant if mine is None else self._texts(one, mine, variant)
        return tuple(sorted(found.values()))

    def _texts(self, work: Any, mine: LanguageVariant, theirs: LanguageVariant) -> LanguageVariant:
        if mine == theirs or not _has_text(theirs):
            return mine
        if not _has_text(mine):
            return theirs
        changed: dict[str, Any] = {}
        for field in attrs.fields(LanguageVariant):
            name, have, give = field.name, getattr(mine, field.name), getattr(theirs, field.name)
            if name == "completeness" or have == give or give is None or give == ():
                continue
            if have is None or have == ():
                changed[name] = give
            else:
                self._differ("PQ451", work, f"variants.{mine.language}.{name}", have, give)
        if "body" in changed:
            changed["completeness"] = theirs.completeness
        return attrs.evolve(mine, **changed)

    def _differ(self, rule: str, work: Any, path: str, mine: object, theirs: object) -> None:
        message = f"kept {_shown(mine)}, but it also reads {_shown(theirs)}"
        self.problems.append(
            Problem(
                rule=rule,
                severity=Severity.WARNING,
                message=message,
                file=self.file,
                path=path,
                work=work.label,
            )
        )


def _key(fact: Any) -> Any:
    """What is the same of a fact whatever language it is stated in."""
    kind = type(fact).__name__
    if kind == "Institution":
        return fact.code or kind
    if kind == "Author":
        return (fact.name, fact.group, fact.uri)
    if kind == "Answerer":
        return (fact.name, fact.institution and fact.institution.code, len(fact.offices))
    if kind == "Publication" and fact.number and fact.date:
        return (fact.number.replace(" ", ""), fact.date)
    return fact


def _shown(value: object) -> str:
    if isinstance(value, Reference) or not isinstance(value, tuple):
        return repr(value) if not hasattr(value, "isoformat") else str(value)
    return "(" + ", ".join(map(str, value)) + ")"
