"""Rules about one work whose facts contradict each other, or lack a fact that they require."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from parlq.checks.findings import Finding
from parlq.checks.works import Subject
from parlq.model import (
    Answer,
    AnswerKind,
    Datatype,
    Event,
    EventKind,
    Extension,
    Identifier,
    Question,
    Reference,
    identity,
)
from parlq.problems import ModelError

#: Schemes whose values spell the reference of the work that they name.
SPELLING = frozenset({"eli", "celex", "printed"})
#: After these nothing is left to answer, unless the question is taken up again. A lapse is not among
#: them: it says that a time has passed, and parliaments answer lapsed questions.
CLOSED = frozenset({EventKind.WITHDRAWN, EventKind.INADMISSIBLE})
#: By these a question is taken up again, as it was or as another kind or part of another one.
REOPENED = frozenset(
    {
        EventKind.TABLED,
        EventKind.FORWARDED,
        EventKind.TRANSFERRED,
        EventKind.CONVERTED,
        EventKind.MERGED,
    }
)


def answered_too_early(work: Subject) -> Iterator[Finding]:
    """PQ413: an answer is not given before the year of a question that it answers, or just before."""
    if not isinstance(work, Answer) or work.date is None:
        return
    for number, name in enumerate(work.answers_to):
        if isinstance(name, Reference) and work.date.year + 1 < name.year:
            message = (
                f"the answer is dated {work.date}, years before its question {name}; check both"
            )
            yield Finding("PQ413", ("answers_to", number), message)


def identifiers_that_disagree(work: Subject) -> Iterator[Finding]:
    """PQ414: an identifier that spells a reference spells that of the work, in its term."""
    reference = work.reference
    if reference is None:
        return
    for number, identifier in enumerate(work.identifiers):
        if identifier.scheme not in SPELLING:
            continue
        try:
            found = Reference.parse_match(identifier.value)
        except ModelError:
            continue
        at = ("identifiers", number)
        if not _same(found.reference, reference):
            yield Finding("PQ414", at, f"{identifier.value} names {found.reference}, not this work")
        elif None not in {found.term, work.term} and found.term != work.term:
            message = f"{identifier.value} is of term {found.term}, the work of term {work.term}"
            yield Finding("PQ414", at, message)


def _same(found: Reference, own: Reference) -> bool:
    # Question and answer share a CELEX number, only some spellings know the revision, and some
    # leave the letter out.
    letter = found.letter is None or found.letter == own.letter
    return letter and (found.number, found.year) == (own.number, own.year)


def replaces_a_question(work: Subject) -> Iterator[Finding]:
    """PQ415: what an answer replaces is an answer."""
    if not isinstance(work, Answer):
        return
    for number, name in enumerate(work.replaces):
        if isinstance(name, Reference) and not name.is_answer:
            message = f"{name} is the reference of a question, not of an answer"
            yield Finding("PQ415", ("replaces", number), message)


def corrects_nothing(work: Subject) -> Iterator[Finding]:
    """PQ416: a correction names the answer that it corrects."""
    if isinstance(work, Answer) and work.kind is AnswerKind.CORRECTION and not work.replaces:
        message = "the correction does not name what it corrects; add it to replaces"
        yield Finding("PQ416", ("kind",), message)


def closed_and_answered(work: Subject) -> Iterator[Finding]:
    """PQ417: a question that was withdrawn or not admitted, and not taken up again, is not answered."""
    if not isinstance(work, Question):
        return
    closed: tuple[int, Event] | None = None
    events = list(enumerate(work.events))
    if all(event.date is not None for event in work.events):
        events.sort(key=lambda each: each[1].date or dt.date.min)  # those of one day in their order
    for number, event in events:
        if event.kind in CLOSED:
            closed = number, event
        elif event.kind in REOPENED:
            closed = None
        elif (
            event.kind is EventKind.ANSWERED and closed is not None and _is_later(event, closed[1])
        ):
            message = f"answered, although it was {closed[1].kind.value} before; check both events"
            yield Finding("PQ417", ("events", number), message)


def _is_later(event: Event, other: Event) -> bool:
    """Whether an event that stands behind another one is not before it by their dates."""
    return event.date is None or other.date is None or event.date >= other.date


def says_nothing(work: Subject) -> Iterator[Finding]:
    """PQ418: a question has a text, or something to find it by: a name, a file, an attachment, a print."""
    if not isinstance(work, Question):
        return  # an answer may say nothing but that it was given
    found = work.names or work.attachments or work.publications
    if not found and not any(v.body or v.manifestations or v.source for v in work.variants):
        yield Finding(
            "PQ418",
            (),
            "the question has no text, and no reference, file or attachment to find it by",
        )


def has_no_name(work: Subject) -> Iterator[Finding]:
    """PQ425: a work has a name, or answers a question that has one."""
    if work.reference is not None or identity.own(work) is not None:
        return
    if isinstance(work, Answer):
        if not work.answers_to:
            return  # PQ401 asks for its question, which would be its name
        if identity.first_asked(work) is not None:
            return
    if not any(says_nothing(work)):
        message = (
            f"the {identity.kind_of(work)} has no name, so nothing tells it from others;"
            " add its reference or an identifier"
        )
        yield Finding("PQ425", (), message)


def extensions_of_another_type(work: Subject) -> Iterator[Finding]:
    """PQ419: the value of an extension is of the datatype that it states."""
    for number, fact in enumerate(work.extensions):
        if message := _fault(fact):
            yield Finding("PQ419", ("extensions", number), message)
    for place, variant in enumerate(work.variants):
        for number, fact in enumerate(variant.extensions):
            if message := _fault(fact):
                yield Finding("PQ419", ("variants", place, "extensions", number), message)


def _fault(fact: Extension) -> str | None:
    # Few documents have such a fact, and all would wait for these.
    if fact.datatype is Datatype.JSON:
        import json

        try:
            json.loads(fact.value)
        except (ValueError, RecursionError):
            return f"the value of {fact.name} is declared as JSON but is not valid JSON"
    elif fact.datatype is Datatype.XML:
        from xml.parsers import expat

        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse  # so that no entity can grow
        try:
            parser.Parse(fact.value, True)  # noqa: FBT003 # says that this is all
        except (expat.ExpatError, ValueError):
            return f"the value of {fact.name} is declared as XML but is not well-formed XML"
    return None


def _refuse(*_: object) -> None:
    raise ValueError


def stands_twice(work: Subject) -> Iterator[Finding]:
    """PQ412: nobody signs twice, no question is named twice, no name is given twice."""
    for field in _LISTS:
        seen: set[object] = set()
        for number, value in enumerate(getattr(work, field, ())):
            if value in seen:
                yield Finding(
                    "PQ412", (field, number), f"the same value appears twice in {field}; remove one"
                )
            seen.add(value)


_LISTS = (
    "authors",
    "on_behalf_of",
    "addressees",
    "answerers",
    "answers_to",
    "replaces",
    "identifiers",
    "subjects",
)

RULES: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    stands_twice,
    answered_too_early,
    identifiers_that_disagree,
    replaces_a_question,
    corrects_nothing,
    closed_and_answered,
    says_nothing,
    has_no_name,
    extensions_of_another_type,
)

_CORRECTION = AnswerKind.CORRECTION  # of this module: that of the enumeration is slow to look up
#: How the European Parliament's identifiers of documents begin.
_ELI = "https://data.europarl.europa.eu/eli/dl/doc/"


def has_no_findings(work: Subject) -> bool:
    """Whether certainly no rule of this module has a finding, determined in one pass."""
    own = _question_has_none(work) if isinstance(work, Question) else _answer_has_none(work)
    if not own or work.extensions:
        return False
    for variant in work.variants:  # a loop, as one call more costs more than all of them
        if variant.extensions:
            return False
    if not (_differ(work.identifiers) and _differ(work.subjects)):
        return False
    return not work.identifiers or _has_usual_name(work) or not any(identifiers_that_disagree(work))


def _question_has_none(work: Question) -> bool:
    if work.reference is None:
        return False
    for event in work.events:
        if event.kind in CLOSED:
            return False
    # By their names: to hash a hundred people takes long.
    if len(work.authors) > 1 and len({a.name for a in work.authors}) < len(work.authors):
        return False
    return _differ(work.on_behalf_of) and _differ(work.addressees)


def _answer_has_none(work: Answer) -> bool:
    if work.replaces or work.kind is _CORRECTION:
        return False
    if work.reference is None and not isinstance(next(iter(work.answers_to), None), Reference):
        return False
    if work.date is not None:
        year = work.date.year
        for name in work.answers_to:
            if isinstance(name, Identifier) or year + 1 < name.year:
                return False
    return _differ(work.answers_to) and _differ(work.answerers)


def _differ(values: tuple[object, ...]) -> bool:
    return len(values) < 2 or len(set(values)) == len(values)


def _has_usual_name(work: Subject) -> bool:
    """Whether the only identifier is the ELI that follows from the reference and the term."""
    reference = work.reference
    if reference is None or len(work.identifiers) != 1:
        return False
    suffix = f"-{reference.suffix}" if reference.suffix else ""
    own = f"{reference.letter}-{work.term}-{reference.year}-{reference.number:06}{suffix}"
    return work.identifiers[0].value == _ELI + own
