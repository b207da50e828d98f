"""Puts the questions and answers of one page together: which answer answers what, one document."""

from __future__ import annotations

import datetime as dt
from collections import Counter

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
)
from parlq.model.dossier import LOCAL
from parlq.pages.dates import PrintedDate
from parlq.pages.facts import Facts
from parlq.pages.lines import Line
from parlq.pages.people import named_after


def tie(found: list[Facts]) -> None:
    """Tie each answer that names no question to the questions printed before it."""
    spoken: Counter[str] = Counter()
    for facts in found:
        spoken.update(facts.votes)
    asked: list[Facts] = []
    answered = False
    unnamed = 0
    for facts in found:
        if not facts.votes:
            facts.votes.update(spoken)
        if not facts.is_answer:
            if answered:
                asked = []
            asked.append(facts)
            answered = False
            if not facts.references and not facts.identifiers and len(found) > 1:
                unnamed += 1
                facts.identify(LOCAL, f"question-{unnamed}")
            continue
        answered = True
        if not facts.answers_to:
            facts.answers_to += [name for each in asked for name in _names(each)]
        if not facts.answerers and (institution := _asked(asked)):
            facts.answerers = (named_after(institution),)
        if asked:
            printed = [publication for each in asked for publication in each.publications]
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
    return [*asked.references[:1]] or [*asked.identifiers[:1]]


def _asked(asked: list[Facts]) -> Institution | None:
    """The one institution that all the questions are addressed to; it answers, if nobody is named."""
    found = {institution for each in asked for institution in each.addressees}
    return found.pop() if len(found) == 1 else None


def document(works: list[Question | Answer]) -> Document:
    """One work as it is, several as a dossier in the order of the page."""
    if len(works) == 1:
        return works[0]
    return Dossier(
        questions=tuple(work for work in works if isinstance(work, Question)),
        answers=tuple(work for work in works if isinstance(work, Answer)),
    )
