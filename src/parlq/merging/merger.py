"""Merges the readings of one work: what one lacks comes from another, what differs is reported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from parlq.merging import precedence
from parlq.merging.authors import FIELDS, namesakes
from parlq.merging.differing_values import Difference, readings
from parlq.merging.field_rules import is_absent, is_list_of_facts, merge_field
from parlq.merging.group_works import Work
from parlq.merging.precedence import Stated, has_text
from parlq.model import LanguageVariant
from parlq.problems import Problem, Severity

_WORK, _TEXT = "PQ450", "PQ451"
#: Readings among which that of a difference is searched: each is compared with all its facts.
_SEARCHED = 50
#: A difference, and the documents of the reading that is kept and of the other one.
_Found = tuple[Difference, str | None, str | None]


class Merger:
    """Makes one work of several readings.

    Readings that do not contradict each other give the same work in whatever order they come. Where
    two contradict each other, the one whose document comes first is kept; of two bodies that only
    differ in their names, the one that states more, in whatever order they come.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def works(self, found: Sequence[tuple[Work, str | None]]) -> Work:
        """One work of several that are the same, each with the file that it is from."""
        stated = precedence.readings(found)
        first: Work = stated[0].value
        if all(each.value == first for each in stated):
            return first
        label = next(filter(None, (each.value.label for each in stated)), None)
        apart = {"variants", "kind_code"}
        names = [field.name for field in attrs.fields(type(first)) if field.name not in apart]
        made = {name: self._field(stated, name, _WORK, name, label) for name in names}
        made["kind_code"] = self._code(stated, made["kind"], label)
        return attrs.evolve(first, variants=self._variants(stated, label), **made)

    def _code(self, stated: list[Stated], kind: object, label: str | None) -> str | None:
        """The code of the kind that is kept; two vocabularies have two codes for one kind."""
        codes = _stating([each for each in stated if each.value.kind is kind], "kind_code")
        others = _stating([each for each in stated if each.value.kind is not kind], "kind_code")
        kept = precedence.by_rank(codes)[:1] or others[:1]
        for each in others:
            if each.value != kept[0].value:
                difference = Difference(kept[0].value, each.value)
                self._differ(_WORK, "kind_code", difference, (kept[0].file, each.file), label)
        return kept[0].value if kept else None

    def _field(
        self, stated: list[Stated], name: str, rule: str, path: str, label: str | None
    ) -> Any:
        """The value of one field."""
        found = _stating(stated, name)
        if not found:
            return getattr(stated[0].value, name)
        if len(found) == 1:
            return found[0].value
        kind = type(stated[0].value)
        value, differing = _merged_in_turn(kind, name, precedence.by_rank(found))
        if any(each.contradicts and each.by_order for each, *_ in differing):
            value, differing = _merged_in_turn(kind, name, found)
        for difference, *files in differing:
            self._differ(rule, f"{path}{difference.path}", difference, files, label)
        return value

    def _variants(self, stated: list[Stated], label: str | None) -> tuple[LanguageVariant, ...]:
        by_language: dict[str, list[Stated]] = {}
        for each in stated:
            for variant in each.value.variants:
                tag = variant.language
                only = each._replace(value=variant, languages=frozenset([tag]))
                by_language.setdefault(tag, []).append(only)
        return tuple(sorted(self._texts(found, label) for found in by_language.values()))

    def _texts(self, stated: list[Stated], label: str | None) -> LanguageVariant:
        """One language version of those that documents have of a language."""
        known = precedence.distinct([each for each in stated if has_text(each.value)])
        if len(known) < 2:
            return (known or stated)[0].value  # type: ignore[no-any-return]  # a variant
        path = f"variants.{known[0].value.language}"
        skipped = {"language", "completeness"}
        names = [f.name for f in attrs.fields(LanguageVariant) if f.name not in skipped]
        made = {name: self._field(known, name, _TEXT, f"{path}.{name}", label) for name in names}
        whole = [each for each in known if each.value.body]
        if whole:
            kept = next(each for each in whole if each.value.body == made["body"])
            made["completeness"] = kept.value.completeness
            for each in whole:
                if (
                    each.value.body == made["body"]
                    and each.value.completeness != made["completeness"]
                ):
                    difference = Difference(str(made["completeness"]), str(each.value.completeness))
                    files = kept.file, each.file
                    self._differ(_TEXT, f"{path}.completeness", difference, files, label)
        whole_variant: LanguageVariant = attrs.evolve(known[0].value, **made)
        return whole_variant

    def _differ(
        self,
        rule: str,
        path: str,
        difference: Difference,
        files: Sequence[str | None],
        label: str | None,
    ) -> None:
        mine, theirs, contradicts, *_ = difference
        blanks_only = (
            isinstance(mine, str) and isinstance(theirs, str) and mine.split() == theirs.split()
        )
        kept, other = map(_in_file, readings(mine, theirs), files)
        known = blanks_only or not contradicts
        self.problems.append(
            Problem(
                rule=rule,
                severity=Severity.INFO if known else Severity.WARNING,
                message=f"kept {kept}, ignored {other}",
                file=files[1],
                path=path,
                work=label,
            )
        )


def _in_file(shown: str, file: str | None) -> str:
    return shown if file is None else f"{shown} ({file})"


def _stating(stated: list[Stated], name: str) -> list[Stated]:
    """The different values of a field, in the order of the documents."""
    values = [each._replace(value=getattr(each.value, name)) for each in stated]
    return precedence.distinct([each for each in values if not is_absent(each.value)])


def _merged_in_turn(kind: type, name: str, found: list[Stated]) -> tuple[Any, list[_Found]]:
    """One value of several, merged one after the other."""
    if is_list_of_facts(name):  # in one pass, as there may be very many
        return _all(found), []
    value, languages = found[0].value, found[0].languages
    doubtful = namesakes(each.value for each in found) if name in FIELDS else frozenset()
    differing: list[_Found] = []
    one_file = len({each.file for each in found}) == 1
    for number, each in enumerate(found[1:], 1):
        if value != each.value:
            translated = bool(languages and each.languages) and languages.isdisjoint(each.languages)
            value, differences = merge_field(
                kind, name, value, each.value, translated=translated, doubtful=doubtful
            )
            before = found[: 1 if one_file else min(number, _SEARCHED)]
            differing += [(one, *_files(one, before, each.file)) for one in differences]
        languages |= each.languages
    return value, differing


def _files(
    difference: Difference, before: list[Stated], latest: str | None
) -> tuple[str | None, str | None]:
    """The documents of the two readings; none for one that is put together from several."""
    first = before[0].file
    if len(before) > 1:
        wanted = difference.give if difference.swapped else difference.have
        first = next((each.file for each in before if _has(each.value, wanted)), None)
    return (latest, first) if difference.swapped else (first, latest)


def _has(value: Any, wanted: object) -> bool:
    """Whether a reading is a value, or has it in it."""
    if wanted in (value, (value,)):
        return True
    if isinstance(value, tuple):
        return any(_has(each, wanted) for each in value)
    if attrs.has(type(value)):
        return any(getattr(value, field.name) == wanted for field in attrs.fields(type(value)))
    return False


def _all(found: list[Stated]) -> tuple[object, ...]:
    """The facts of all readings; what one states several times stands there as often."""
    made: list[object] = []
    known: set[object] = set()
    for each in found:
        more = [fact for fact in each.value if fact not in known]
        made += more
        known.update(more)
    return tuple(made)
