"""Parses the answerer: honorific, offices, name and institution, in the wording of each language."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

import attrs

from parlq.formats.ep.pages.language import offices
from parlq.formats.ep.pages.language.person_names import is_name
from parlq.formats.ep.pages.language.references import before, references
from parlq.formats.ep.pages.language.wording import (
    Wording,
    alternatives,
    pattern,
    rows,
    slotted,
    templates,
)
from parlq.model import Answerer, AnswerKind, Institution
from parlq.model.fields.name_matching import fold
from parlq.model.references.reference import ReferenceMatch

#: What parts two offices, or an office from the name: at the beginning of what follows.
_SEPARATOR = re.compile(r"\A\s*(?:(?:/|,|(?:and|und|et|y|e|en|och|og|i)(?=\s))\s*)?")


class AnswerLine(NamedTuple):
    """What a line that says who answers states.

    Attributes:
        kind: what sort of answer.
        languages: tags of the languages that word it so.
        answerers: who answers; empty when nobody is named.
        matches: references of the questions that the line names.
        doubtful: its wording has not been verified on a published page.
        unread: where the name should stand are words that are none.
    """

    kind: AnswerKind
    languages: tuple[str, ...]
    answerers: tuple[Answerer, ...]
    matches: tuple[ReferenceMatch, ...] = ()
    doubtful: bool = False
    unread: bool = False


#: Keys of wording that say who answers, and the kind of answer each stands for. A key with a colon
#: names the institution that its words name.
ANSWER_KEYS = {
    f"answer{kind}{body}": found
    for kind, found in (
        ("", AnswerKind.ANSWER),
        (".joint", AnswerKind.JOINT),
        (".supplementary", AnswerKind.SUPPLEMENTARY),
        (".supplementary_joint", AnswerKind.SUPPLEMENTARY_JOINT),
        (".interim", AnswerKind.INTERIM),
        (".correction", AnswerKind.CORRECTION),
    )
    for body in ("", *(f":{code}" for code in offices.BODIES))
}


class _Formula(NamedTuple):
    fixed: str
    words: re.Pattern[str]
    row: Wording
    institution: Institution | None


@cache
def _formulas() -> dict[str, list[_Formula]]:
    """Each formula by its first word; by nothing where it begins with a name."""
    found: dict[str, list[_Formula]] = {}
    for template in templates(*ANSWER_KEYS):
        row = template.row
        code = row.key.partition(":")[2]
        institution = Institution(code=code, name=row.name) if code else None
        words = re.compile(rf"\s*{slotted(row.text)}\s*[.:]?\s*", re.IGNORECASE)
        begins = fold(template.before)
        made = _Formula(begins or fold(template.after), words, row, institution)
        found.setdefault(begins.partition(" ")[0], []).append(made)
    return found


def _candidates(folded: str) -> list[_Formula]:
    """The few formulas that folded text may be, by how it begins or what it contains."""
    begun = _formulas().get(folded.partition(" ")[0], ())
    named = _formulas().get("", ())
    return [each for each in begun if folded.startswith(each.fixed)] + [
        each for each in named if each.fixed in folded
    ]


@cache
def _behalves(language: str) -> list[tuple[re.Pattern[str], Institution]]:
    """How `on behalf of …` ends a formula in `language`, longest first."""
    found = [
        (row.text, Institution(code=code, name=row.name))
        for code in offices.BODIES
        for row in rows(f"behalf.{code}")
        if row.language == language
    ]
    found.sort(key=lambda pair: -len(pair[0]))
    return [
        (re.compile(rf"(?P<rest>.*?)\s*\b{pattern(words)}\s*", re.IGNORECASE), institution)
        for words, institution in found
    ]


@cache
def _for_others(language: str) -> re.Pattern[str] | None:
    """How `on behalf of the …` begins in `language`, for bodies that the table does not have."""
    begins = {
        row.text[: row.text.index(row.name)].strip()
        for code in ("commission", "council")
        for row in rows(f"behalf.{code}")
        if row.language == language and row.name
    }
    words = "|".join(pattern(each) for each in sorted(begins, key=len, reverse=True) if each)
    if not words:
        return None
    return re.compile(rf"(?P<rest>.+?)\s+(?:{words})\s+(?P<name>[^\W\d_].*)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def answer_line(text: str) -> AnswerLine | None:
    """Read a line that says who answers; None when its wording is not in the table."""
    if len(text) > 400 or not (candidates := _candidates(fold(text))):
        return None
    matching = []
    for _, words, row, institution in candidates:
        if found := words.fullmatch(text):
            answerers = _answered(found["name"], row.language, institution)
            named = found.groupdict().get("questions")
            matching.append((row, answerers, references(named) if named else ()))
            # Two languages may begin alike; the end tells which of them it is.
            if answerers[0].institution is not None:
                matching = matching[-1:]
                break
    if not matching:
        return None
    first, answerers, matches = matching[0]
    same = [row for row, *_ in matching if row.text == first.text]
    read = all(each.name is None or is_name(each.name) for each in answerers)
    return AnswerLine(
        kind=ANSWER_KEYS[first.key],
        languages=tuple(dict.fromkeys(row.language for row in same)),
        answerers=answerers if read else (),
        matches=matches,
        doubtful=all(row.status == "unverified" for row in same),
        unread=not read,
    )


def begins_answer(text: str) -> bool:
    """Whether a line is only the beginning of a formula, such as `Answer given by`."""
    return len(text) < 80 and fold(text) in _beginnings_of_formulas()


@cache
def _beginnings_of_formulas() -> frozenset[str]:
    return frozenset(fold(each.before) for each in templates(*ANSWER_KEYS) if each.before)


@lru_cache(maxsize=4096)
def bare_answer(text: str) -> AnswerLine | None:
    """Read `Answer` or `Joint answer to Written Questions …`, which name nobody."""
    if len(text) > 400:
        return None
    matches = references(text)
    if matches and text[matches[-1].end :].strip(" .,;"):
        return None
    words = fold(before(text, matches) if matches else text)
    for row in sorted(rows("answers_to"), key=lambda row: -len(row.text)):
        if matches and words.endswith(fold(row.text)):
            words = words.removesuffix(fold(row.text)).strip()
            break
    same = _bare().get(words)
    if same is None:
        return None
    kind = ANSWER_KEYS[same[0].key.replace("answer.bare", "answer", 1)]
    unseen = all(row.status == "unverified" for row in same)
    return AnswerLine(kind, tuple(row.language for row in same), (), matches, unseen)


@cache
def _bare() -> dict[str, list[Wording]]:
    """The wording of an answer without an answerer, folded."""
    found: dict[str, list[Wording]] = {}
    for key in ANSWER_KEYS:
        for row in rows(key.replace("answer", "answer.bare", 1)):
            found.setdefault(fold(row.text), []).append(row)
    return found


def institution_line(text: str, language: str) -> Institution | None:
    """Read `on behalf of the Commission` alone; None when it is not that."""
    if len(text) > 80:
        return None
    for words, institution in _behalves(language):
        if (found := words.fullmatch(text)) and not found["rest"]:
            return institution
    return None


def ends_on_behalf(text: str) -> bool:
    """Whether a line ends with the words for whom somebody answers, in any language."""
    return _behalf_at_end().search(text) is not None


@cache
def _behalf_at_end() -> re.Pattern[str]:
    words = alternatives(*(f"behalf.{code}" for code in offices.BODIES))
    return re.compile(rf"(?<=\S)\s+(?:{words})\s*\Z", re.IGNORECASE)


def answered_below(text: str, languages: tuple[str, ...]) -> tuple[Answerer, ...]:
    """Who answers by a line below `Joint answer to …`, whatever words stand before the name."""
    for language in languages:
        titles = "|".join(
            pattern(row.text) for row in rows("honorific") if row.language == language
        )
        name = re.search(
            rf"(?<!\w)(?:{titles or '(?!)'})\s+\S|(?<!\w)[A-Z\u00c0-\u00de\u0386-\u03ab\u0410-\u042f]",
            text,
        )
        if name is not None and any(words.fullmatch(text) for words, _ in _behalves(language)):
            return _answered(text[name.start() :], language, None)
    return ()


def _answered(text: str, language: str, institution: Institution | None) -> tuple[Answerer, ...]:
    """The answerers of a formula: the words between its beginning and its end."""
    for words, spoken_for in _behalves(language):
        if found := words.fullmatch(text):
            text, institution = found["rest"], spoken_for
            break
    else:
        others = _for_others(language)
        if institution is None and others is not None and (found := others.fullmatch(text)):
            text, institution = found["rest"], Institution(name=found["name"])
    names = text.strip(" ,")
    several = _several(language)
    parts = several.split(names) if several is not None else [names]
    return tuple(_answerer(part, language, institution) for part in parts)


@cache
def _several(language: str) -> re.Pattern[str] | None:
    """What parts two persons of a formula: a word for `and` before an honorific."""
    ands = "|".join(pattern(row.text) for row in rows("and") if row.language == language)
    titles = "|".join(pattern(row.text) for row in rows("honorific") if row.language == language)
    if not ands or not titles:
        return None
    return re.compile(rf"\s+(?:{ands})\s+(?=(?:{titles})(?![^\W\d_]))")


def _answerer(text: str, language: str, institution: Institution | None) -> Answerer:
    if institution is None and (body := offices.body_alone(text, language)):
        return Answerer(institution=body)
    honorific, text = offices.honorific(text, language)
    held: list[str] = []
    while found := offices.office(text, language):
        held.append(found)
        text = _SEPARATOR.sub("", text[len(found) :], count=1)
    if honorific is None:
        honorific, text = offices.honorific(text, language)
    if behind := offices.offices_behind(text, language):
        text, after = text[: behind.start()].rstrip(), behind["offices"]
        while found := offices.office(after, language):
            held.append(found)
            after = _SEPARATOR.sub("", after[len(found) :], count=1)
    if institution is None:
        institution = next(filter(None, map(offices.body_of_office, held)), None)
    bare = (offices.without_article(each, language) for each in held)
    return Answerer(
        honorific=honorific,
        offices=tuple(bare),
        name=" ".join(text.split()) or None,
        institution=institution,
    )


def with_institution(
    answerers: tuple[Answerer, ...], institution: Institution
) -> tuple[Answerer, ...]:
    """The same answerers, each answering for `institution`."""
    return tuple(attrs.evolve(answerer, institution=institution) for answerer in answerers)


def named_after(institution: Institution) -> Answerer:
    """The answerer of a reply that names nobody: the institution asked."""
    return Answerer(institution=institution)
