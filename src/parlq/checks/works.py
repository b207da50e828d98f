"""Rules about one work: its reference, its dates, its languages, its people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from parlq.checks.findings import Finding
from parlq.model import (
    Answer,
    AnswerKind,
    Identifier,
    Question,
    QuestionKind,
    VariantRole,
    identity,
)
from parlq.model.work_base import EUROPEAN_PARLIAMENT

Subject = Question | Answer

#: Letter of each kind of question (Rules of Procedure of the European Parliament, terms 6 to 10).
LETTERS = {
    QuestionKind.WRITTEN: "E",
    QuestionKind.PRIORITY: "P",
    QuestionKind.ORAL: "O",
    QuestionKind.QUESTION_TIME: "H",
    QuestionKind.MAJOR_INTERPELLATION: "G",
    QuestionKind.MINOR_INTERPELLATION: "K",
}
#: First day of each term of the European Parliament since the first direct elections.
TERMS = (
    dt.date(1979, 7, 17),
    dt.date(1984, 7, 24),
    dt.date(1989, 7, 25),
    dt.date(1994, 7, 19),
    dt.date(1999, 7, 20),
    dt.date(2004, 7, 20),
    dt.date(2009, 7, 14),
    dt.date(2014, 7, 1),
    dt.date(2019, 7, 2),
    dt.date(2024, 7, 16),
)
_TERM_NUMBERS = range(1, len(TERMS) + 1)
# Tuples and names of this module: members of an enumeration are slow to hash and to look up.
_ONE = (AnswerKind.ANSWER, AnswerKind.SUPPLEMENTARY)
_SEVERAL = (AnswerKind.JOINT, AnswerKind.SUPPLEMENTARY_JOINT)
_ORIGINAL, _TRANSLATION = VariantRole.ORIGINAL, VariantRole.TRANSLATION


def names_no_question(work: Subject) -> Iterator[Finding]:
    """PQ401: an answer names the questions that it answers."""
    if isinstance(work, Answer) and not work.answers_to:
        yield Finding(
            "PQ401", ("answers_to",), "the answer names no question; add its question to answers_to"
        )


def answers_itself(work: Subject) -> Iterator[Finding]:
    """PQ402: an answer is none of the works that it answers or replaces."""
    if not isinstance(work, Answer):
        return
    own = identity.names_inside(work)
    for field in ("answers_to", "replaces"):
        kind = identity.LINKS[field]
        for number, name in enumerate(getattr(work, field)):
            if identity.inside(name, work.parliament, kind) in own:
                yield Finding(
                    "PQ402", (field, number), f"the answer names itself in {field}; remove it"
                )


def suffix_of_a_question(work: Subject) -> Iterator[Finding]:
    """PQ403: the reference of a question has no suffix of an answer or attachment."""
    if isinstance(work, Question) and work.reference is not None and work.reference.suffix:
        message = f"{work.reference} is the reference of an answer or attachment, not of a question"
        yield Finding("PQ403", ("reference",), message)


def answers_an_answer(work: Subject) -> Iterator[Finding]:
    """PQ404: what an answer answers is no answer."""
    if isinstance(work, Answer):
        for number, name in enumerate(work.answers_to):
            if getattr(name, "suffix", None):
                message = f"{name} is the reference of an answer or attachment, not of a question"
                yield Finding("PQ404", ("answers_to", number), message)


def letter_and_kind(work: Subject) -> Iterator[Finding]:
    """PQ405: the letter of a reference agrees with the kind of question."""
    if not isinstance(work, Question) or work.reference is None or work.kind is None:
        return
    usual = LETTERS.get(work.kind)
    letter = work.reference.letter
    if usual and letter in LETTERS.values() and letter != usual:
        message = f"the letter {letter} is unusual for a question of kind {work.kind.value}"
        yield Finding("PQ405", ("kind",), message)


def year_and_date(work: Subject) -> Iterator[Finding]:
    """PQ406: a question is tabled in the year of its reference, or just before or after it."""
    if not isinstance(work, Question) or work.reference is None or work.date is None:
        return
    if abs(work.date.year - work.reference.year) > 1:
        message = f"the year of {work.reference} contradicts the date tabled, {work.date}"
        yield Finding("PQ406", ("date",), message)


def term_and_date(work: Subject) -> Iterator[Finding]:
    """PQ407: a question of the European Parliament is tabled in the term that it names."""
    if not isinstance(work, Question) or work.parliament != EUROPEAN_PARLIAMENT:
        return
    if work.date is None or work.term not in _TERM_NUMBERS:
        return
    term = work.term or 0
    after = TERMS[term] if term < len(TERMS) else dt.date.max
    if not TERMS[term - 1] <= work.date < after:
        message = f"{work.date} is not in the parliamentary term {term}"
        yield Finding("PQ407", ("term",), message)


def events_before(work: Subject) -> Iterator[Finding]:
    """PQ408: nothing happens to a question before it is tabled, nor to an answer before it is given."""
    if work.date is None:
        return
    for number, event in enumerate(work.events):
        if event.date is not None and event.date < work.date:
            message = f"the event {event.kind.value} of {event.date} is before {work.date}"
            yield Finding("PQ408", ("events", number), message)


def updated_before(work: Subject) -> Iterator[Finding]:
    """PQ409: a page is not last updated before the date of what it shows."""
    if work.date is None:
        return
    for number, variant in enumerate(work.variants):
        if variant.last_updated is not None and variant.last_updated < work.date:
            message = f"last updated on {variant.last_updated}, before the date {work.date}"
            yield Finding("PQ409", ("variants", number, "last_updated"), message)


def role_and_originals(work: Subject) -> Iterator[Finding]:
    """PQ410: what is called original is in an original language, and no translation is."""
    originals = work.original_languages
    called = [n for n, v in enumerate(work.variants) if v.role is VariantRole.ORIGINAL]
    for number in called[1:]:
        message = "several variants have the role original; use co_original for equal originals"
        yield Finding("PQ410", ("variants", number, "role"), message)
    if not originals:
        return
    for number, variant in enumerate(work.variants):
        listed = variant.language in originals
        path = ("variants", number, "role")
        if variant.role is VariantRole.ORIGINAL and not listed:
            listed_only = ", ".join(originals)
            message = (
                f"variant {variant.language} has role original,"
                f" but original_languages lists {listed_only}"
            )
            yield Finding("PQ410", path, message)
        elif variant.role is VariantRole.TRANSLATION and listed:
            message = (
                f"variant {variant.language} has role translation, but original_languages lists it"
            )
            yield Finding("PQ410", path, message)


def kind_and_number(work: Subject) -> Iterator[Finding]:
    """PQ411: a joint answer answers several questions, and one to several is joint."""
    if not isinstance(work, Answer) or not work.answers_to:
        return
    several = len(work.answers_to) > 1
    joint = work.kind in _SEVERAL
    if joint and not several:
        yield Finding(
            "PQ411",
            ("kind",),
            "the joint answer names one question only; add the others or change its kind",
        )
    elif several and work.kind in _ONE:
        yield Finding(
            "PQ411", ("kind",), "the answer names several questions; expected the kind joint"
        )


RULES: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    names_no_question,
    answers_itself,
    suffix_of_a_question,
    answers_an_answer,
    letter_and_kind,
    year_and_date,
    term_and_date,
    events_before,
    updated_before,
    role_and_originals,
    kind_and_number,
)


def has_no_findings(work: Subject) -> bool:
    """Whether certainly no rule of this module has a finding, determined in one pass."""
    own = _question_has_none(work) if isinstance(work, Question) else _answer_has_none(work)
    if not own:
        return False
    day, originals, original_texts = work.date, work.original_languages, 0
    if day is not None:
        for event in work.events:
            if event.date is not None and event.date < day:
                return False
    for variant in work.variants:
        role, updated = variant.role, variant.last_updated
        if role is not None:
            listed = variant.language in originals
            if role is _ORIGINAL:
                original_texts += 1
                if original_texts > 1 or (originals and not listed):
                    return False
            elif role is _TRANSLATION and listed:
                return False
        if updated is not None and day is not None and updated < day:
            return False
    return True


def _question_has_none(work: Question) -> bool:
    reference, day, term = work.reference, work.date, work.term
    if reference is None or reference.suffix:
        return False
    if work.kind is not None and LETTERS.get(work.kind) != reference.letter:
        return False
    if day is None:
        return True
    if not -1 <= day.year - reference.year <= 1:
        return False
    if term is None or work.parliament != EUROPEAN_PARLIAMENT:
        return True
    if term not in _TERM_NUMBERS or day < TERMS[term - 1]:
        return False
    return term == len(TERMS) or day < TERMS[term]


def _answer_has_none(work: Answer) -> bool:
    names = work.answers_to
    if not names or work.replaces or work.kind not in (_ONE if len(names) == 1 else _SEVERAL):
        return False
    return not any(
        isinstance(name, Identifier) or name.suffix or name == work.reference for name in names
    )
