"""Puts the questions and answers of one page together: which answer answers what, one document."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import attrs

from parlq import merging
from parlq.formats.ep.pages.language.answerers import named_after
from parlq.formats.ep.pages.language.dates import PrintedDate
from parlq.formats.ep.pages.lines.line import Line
from parlq.formats.ep.pages.lines.locations import Read
from parlq.formats.ep.pages.lines.report import Report
from parlq.formats.ep.pages.parse.facts import Facts
from parlq.model import (
    Answer,
    Document,
    Dossier,
    Event,
    EventKind,
    Identifier,
    Institution,
    Question,
    Reference,
    identity,
)
from parlq.model.identity import LOCAL
from parlq.model.work_base import EUROPEAN_PARLIAMENT

#: Most questions that an answer may answer without naming them.
_ASKED = 100


def tie(found: list[Facts], report: Report) -> None:
    """Tie each answer that names no question to the questions printed before it."""
    spoken: Counter[str] = Counter()
    for facts in found:
        spoken.update(facts.votes)
    asked: list[Facts] = []
    named: dict[Reference | Identifier, list[int]] = {}
    answered = False
    unnamed = 0
    for facts in found:
        if facts.language is None:
            facts.votes.update(spoken)
        if not facts.is_answer:
            if answered:
                asked, named = [], {}
            asked.append(facts)
            answered = False
            if not _names(facts) and len(found) > 1:
                unnamed += 1
                facts.identify(LOCAL, f"question-{unnamed}")
            for name in _names(facts):
                named.setdefault(name, []).append(len(asked) - 1)
            continue
        answered = True
        its = asked
        if facts.answers_to:
            places = {place for name in facts.answers_to for place in named.get(name, ())}
            its = [asked[place] for place in sorted(places)]
        else:
            if facts.kind is None:  # one without a formula is that to the question right above
                its = asked[-1:]
            elif len(asked) > _ASKED:
                message = f"an answer names no question, and more than {_ASKED} are before it"
                report.add("PQ504", message)
                its = []
            facts.answers_to += [name for each in its for name in _names(each)]
        if not facts.answerers and (institution := _asked(its)):
            facts.answerers = (named_after(institution),)
        if its:
            printed = [publication for each in its for publication in each.publications]
            facts.publications = list(dict.fromkeys([*printed, *facts.publications]))


def held(found: list[Facts], line: Line, day: dt.date) -> None:
    """Date the replies and the debate of question time by the sitting."""
    event = Event(kind=EventKind.DEBATED, date=day, label=line.text.strip())
    for facts in found:
        if facts.is_answer:
            facts.date = PrintedDate({"*": day})
        else:
            facts.events.append(event)


def _names(asked: Facts) -> list[Reference | Identifier]:
    best = identity.best([*asked.references, *asked.identifiers], EUROPEAN_PARLIAMENT, "question")
    return [] if best is None else [best]


def _asked(asked: list[Facts]) -> Institution | None:
    """The one institution that all the questions are addressed to; it answers, if nobody is named."""
    found = {institution for each in asked for institution in each.addressees}
    return found.pop() if len(found) == 1 else None


def joined(found: list[Read], report: Report) -> list[Read]:
    """Join the works that a page prints in several languages, each into one.

    The Official Journal presents the original before a possible translation (notice to the reader,
    C 367, 16.10.2014); so the first of several languages is the original one.
    """
    groups: list[list[Read]] = []
    named: dict[object, list[Read]] = {}
    for each in found:
        key = _key(each.work)
        if key in named:
            named[key].append(each)
        else:
            groups.append([each])
            if key is not None:
                named[key] = groups[-1]
    made = []
    for group in map(_with_original, groups):
        works, files = [each.work for each in group], [report.file] * len(group)
        # A page that prints an answer in several languages shows by that alone that it is one.
        apart = _in_different_languages(works)
        union = (merging.merge_works if apart else merging.merge)(works, files=files)
        report.problems += union.problems
        if isinstance(union.value, Question | Answer):
            made.append(Read(union.value, [lines for each in group for lines in each.lines]))
        else:
            made += group
    return made


def _in_different_languages(works: list[Question | Answer]) -> bool:
    """Whether each of several works has its texts in languages of its own."""
    tags = [variant.language for work in works for variant in work.variants if variant.body]
    return len(tags) == len(set(tags)) and all(work.variants for work in works)


def _with_original(group: list[Read]) -> list[Read]:
    """The same readings of one work, of which the first tells the original language."""
    first = group[0]
    tags = {tag for each in group for tag, _ in each.lines}
    if len(tags) < 2 or first.work.original_languages:
        return group
    tag = first.lines[0][0]
    return [Read(attrs.evolve(first.work, original_languages=(tag,)), first.lines), *group[1:]]


def _key(work: Question | Answer) -> object:
    """What two readings of one work have alike, as joining tells it: its number, or what it answers."""
    if work.reference is not None or isinstance(work, Question):
        return (type(work), work.reference) if work.reference else None
    return (work.date, frozenset(work.answers_to)) if work.answers_to else None


def document(works: list[Question | Answer]) -> Document:
    """One work as it is, several as a dossier in the order of the page."""
    if len(works) == 1:
        return works[0]
    return Dossier(
        questions=tuple(work for work in works if isinstance(work, Question)),
        answers=tuple(work for work in works if isinstance(work, Answer)),
    )
