"""Unites two readings of one work: what one lacks comes from the other, what differs is reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import attrs

from parlq.joining import agents
from parlq.joining.readings import readings
from parlq.model import AnswerKind, LanguageVariant, Manifestation, Publication
from parlq.problems import Problem, Severity

V = TypeVar("V")

#: Facts of a work of which one source may state more than another.
_UNITED = frozenset(
    [
        "identifiers",
        "original_languages",
        "events",
        "subjects",
        "extensions",
        "answers_to",
        "replaces",
    ]
)
#: A kind, and the one that says the same and more.
_JOINT = {
    AnswerKind.ANSWER: AnswerKind.JOINT,
    AnswerKind.SUPPLEMENTARY: AnswerKind.SUPPLEMENTARY_JOINT,
}
_WORK, _TEXT = "PQ450", "PQ451"
#: Each of one source is compared with each of the other: of longer lists those that are equal only.
MOST_PAIRS = 250_000
#: Words that stand for one thing, in the language of their source.
_WORDS = frozenset({(Publication, "name"), (Publication, "label")})


def has_text(variant: LanguageVariant) -> bool:
    """Whether more is known of a language than that it exists."""
    return variant != LanguageVariant(language=variant.language)


class Union:
    """The union of two readings of one work, the first of which is believed."""

    def __init__(self, problems: list[Problem], file: str | None) -> None:
        self.problems = problems
        self.file = file

    def works(self, one: Any, other: Any) -> Any:
        """One work of two."""
        changed: dict[str, Any] = {}
        for field in attrs.fields(type(one)):
            name, have, give = field.name, getattr(one, field.name), getattr(other, field.name)
            if name == "variants":
                changed[name] = self._variants(one, other)
            elif have == give or _is_absent(give):
                continue
            elif _is_absent(have):
                changed[name] = give
            else:
                changed[name] = self._fact(one, other, name)
        return attrs.evolve(one, **changed)

    def _fact(self, one: Any, other: Any, name: str) -> Any:
        mine, theirs = getattr(one, name), getattr(other, name)
        if name in _UNITED:
            return _both(mine, theirs)
        if name == "publications":
            return self._matched(one, _WORK, name, mine, theirs, _same_issue)
        if name == "attachments":
            return self._matched(one, _WORK, name, mine, theirs, _same_annex)
        if name in {"authors", "answerers", "addressees", "on_behalf_of"}:
            if _too_many(mine, theirs):
                self._differ(_WORK, one, name, mine, theirs)
                return mine
            united, differing = agents.UNITE[name](mine, theirs)
            for have, give in differing:
                self._differ(_WORK, one, name, have, give)
            return united
        if name == "reference":
            # They are of one work and differ in the revision, which one of the two leaves out.
            return mine if mine.revision is not None else theirs
        if name == "kind_code" and one.kind == other.kind:
            return mine  # the vocabularies differ, and not the fact
        if name == "kind" and (_JOINT.get(mine) is theirs or _JOINT.get(theirs) is mine):
            return _JOINT.get(mine, mine)
        self._differ(_WORK, one, name, mine, theirs)
        return mine

    def _variants(self, one: Any, other: Any) -> tuple[LanguageVariant, ...]:
        found = {variant.language: variant for variant in one.variants}
        for variant in other.variants:
            mine = found.get(variant.language)
            found[variant.language] = variant if mine is None else self._texts(one, mine, variant)
        return tuple(sorted(found.values()))

    def _texts(self, work: Any, mine: LanguageVariant, theirs: LanguageVariant) -> LanguageVariant:
        if mine == theirs or not has_text(theirs):
            return mine
        if not has_text(mine):
            return theirs
        changed: dict[str, Any] = {}
        for field in attrs.fields(LanguageVariant):
            name, have, give = field.name, getattr(mine, field.name), getattr(theirs, field.name)
            path = f"variants.{mine.language}.{name}"
            if name == "completeness" or have == give or _is_absent(give):
                continue
            if _is_absent(have):
                changed[name] = give
            elif name == "manifestations":
                changed[name] = self._matched(work, _TEXT, path, have, give, _same_file)
            elif name == "extensions":
                changed[name] = _both(have, give)
            elif name == "heading" and (longer := _longer(have, give)):
                changed[name] = longer
            else:
                self._differ(_TEXT, work, path, have, give)
        if "body" in changed:
            changed["completeness"] = theirs.completeness
        elif mine.body == theirs.body and mine.completeness is not theirs.completeness:
            path = f"variants.{mine.language}.completeness"
            self._differ(_TEXT, work, path, str(mine.completeness), str(theirs.completeness))
        return attrs.evolve(mine, **changed)

    def _matched(
        self,
        work: Any,
        rule: str,
        path: str,
        mine: tuple[V, ...],
        theirs: tuple[V, ...],
        same: Callable[[V, V], bool],
    ) -> tuple[V, ...]:
        """The things of both, those that are the same united."""
        if _too_many(mine, theirs):
            return _both(mine, theirs)
        made = list(mine)
        for one in theirs:
            place = next((n for n, known in enumerate(made) if same(known, one)), None)
            if place is None:
                made.append(one)
            else:
                made[place] = self._filled(work, rule, path, made[place], one)
        return tuple(made)

    def _filled(self, work: Any, rule: str, path: str, mine: Any, theirs: Any) -> Any:
        changed: dict[str, Any] = {}
        for field in attrs.fields(type(mine)):
            name, have, give = field.name, getattr(mine, field.name), getattr(theirs, field.name)
            if have == give or _is_absent(give):
                continue
            if _is_absent(have):
                changed[name] = give
            elif (type(mine), name) in _WORDS:
                continue
            elif name == "manifestations":
                changed[name] = self._matched(work, rule, path, have, give, _same_file)
            else:
                self._differ(rule, work, f"{path}.{name}", have, give)
        return attrs.evolve(mine, **changed)

    def _differ(self, rule: str, work: Any, path: str, mine: object, theirs: object) -> None:
        blanks_only = (
            isinstance(mine, str) and isinstance(theirs, str) and mine.split() == theirs.split()
        )
        kept, other = readings(mine, theirs)
        self.problems.append(
            Problem(
                rule=rule,
                severity=Severity.INFO if blanks_only else Severity.WARNING,
                message=f"kept {kept}, but it also reads {other}",
                file=self.file,
                path=path,
                work=work.label,
            )
        )


def _both(mine: tuple[V, ...], theirs: tuple[V, ...]) -> tuple[V, ...]:
    known = set(mine)
    return (*mine, *(each for each in theirs if each not in known))


def _too_many(mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> bool:
    return len(mine) * len(theirs) > MOST_PAIRS


def _is_absent(value: object) -> bool:
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


def _same_annex(one: Any, other: Any) -> bool:
    if one.language != other.language:
        return False
    if one.uri and other.uri:
        return bool(one.uri == other.uri)
    return one.reference is not None and one.reference == other.reference


def _longer(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...] | None:
    """The heading that says more, when one is the beginning of the other; blanks aside."""
    shared = min(len(mine), len(theirs))
    for one, other in zip(mine, theirs, strict=False):
        if one.split() != other.split():
            return None
    return (*mine, *theirs[shared:])
