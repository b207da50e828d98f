"""Tells of most documents at once that no rule has anything to say, without asking each rule.

What is in doubt here is left to the rules: they alone speak, and a property holds that this never
passes over what they find. A rule that is not among `COVERED` is asked as ever.
"""

from __future__ import annotations

from typing import Any

from parlq.checks import contradictions, dossiers, texts, works
from parlq.checks.works import LETTERS, TERMS
from parlq.model import (
    Answer,
    AnswerKind,
    Document,
    Dossier,
    Identifier,
    Question,
    VariantRole,
)
from parlq.model.languages.language import is_known
from parlq.model.languages.table import ALPHA3
from parlq.model.works import EUROPEAN_PARLIAMENT

#: Rules that the functions below stand for.
COVERED = frozenset(
    {
        works.names_no_question,
        works.answers_itself,
        works.suffix_of_a_question,
        works.answers_an_answer,
        works.letter_and_kind,
        works.year_and_date,
        works.term_and_date,
        works.events_before,
        works.updated_before,
        works.role_and_originals,
        works.kind_and_number,
        contradictions.stands_twice,
        contradictions.answered_too_early,
        contradictions.identifiers_that_disagree,
        contradictions.replaces_a_question,
        contradictions.corrects_nothing,
        contradictions.closed_and_answered,
        contradictions.says_nothing,
        contradictions.extensions_of_another_type,
        dossiers.answer_before_question,
        dossiers.dangling_names,
        dossiers.strangers,
        dossiers.same_name_twice,
        dossiers.same_number_twice,
        texts.unknown_language,
        texts.marks_without_note,
        texts.notes_without_mark,
        texts.links_into_nothing,
        texts.ragged_tables,
    }
)
_OTHERS = tuple(r for r in (*works.RULES, *contradictions.RULES) if r not in COVERED)
_OTHERS_OF_TEXTS = tuple(rule for rule in texts.RULES if rule not in COVERED)
_OTHERS_OF_DOSSIERS = tuple(rule for rule in dossiers.RULES if rule not in COVERED)
#: How the European Parliament's identifiers of documents begin.
_ELI = "https://data.europarl.europa.eu/eli/dl/doc/"
_ONE = frozenset({AnswerKind.ANSWER, AnswerKind.SUPPLEMENTARY})
_ORIGINAL, _TRANSLATION = VariantRole.ORIGINAL, VariantRole.TRANSLATION
_SEVERAL = frozenset({AnswerKind.JOINT, AnswerKind.SUPPLEMENTARY_JOINT})


def is_clean(document: Document) -> bool:
    """Whether certainly no rule about the model has a finding."""
    if type(document) is not Dossier:
        return _is_clean(document)
    questions, answers = document.questions, document.answers
    if len(questions) > 1 or len(answers) > 1:
        return False
    if questions and not _is_clean(questions[0]):
        return False
    if answers and not (_is_clean(answers[0]) and _belongs(answers[0], questions)):
        return False
    return not _OTHERS_OF_DOSSIERS or not any(
        True for rule in _OTHERS_OF_DOSSIERS for _ in rule(document)
    )


def _belongs(answer: Answer, questions: tuple[Question, ...]) -> bool:
    """The rules about a question and the answer to it."""
    if not questions:
        return False
    question = questions[0]
    if question.reference is None or question.reference not in answer.answers_to:
        return False
    if question.parliament != answer.parliament:  # a reference is one within its parliament
        return False
    return question.date is None or answer.date is None or answer.date >= question.date


def _is_clean(work: Any) -> bool:
    own = _question(work) if type(work) is Question else _answer(work)
    if not (own and _facts(work) and _texts(work)):
        return False
    return not _OTHERS or not any(True for rule in _OTHERS for _ in rule(work))


def _question(work: Question) -> bool:
    """The rules about questions: references, kinds, terms, people."""
    reference, day, term = work.reference, work.date, work.term
    if reference is None or reference.suffix:
        return False
    if work.kind is not None and LETTERS.get(work.kind) != reference.letter:
        return False
    if day is not None:
        if not -1 <= day.year - reference.year <= 1:
            return False
        if term is not None and work.parliament == EUROPEAN_PARLIAMENT:
            if not 0 < term <= len(TERMS) or day < TERMS[term - 1]:
                return False
            if term < len(TERMS) and day >= TERMS[term]:
                return False
    return _names_differ(work.authors) and _differ(work.on_behalf_of) and _differ(work.addressees)


def _answer(work: Answer) -> bool:
    """The rules about answers: what they answer."""
    names, day = work.answers_to, work.date
    if not names or work.replaces or work.kind not in (_ONE if len(names) == 1 else _SEVERAL):
        return False
    for name in names:
        if isinstance(name, Identifier) or name.suffix or name == work.reference:
            return False
        if day is not None and day.year + 1 < name.year:
            return False
    return _differ(names) and _differ(work.answerers)


def _differ(values: tuple[Any, ...]) -> bool:
    return len(values) < 2 or len(set(values)) == len(values)


def _names_differ(people: tuple[Any, ...]) -> bool:
    """Whether people certainly differ, told by their names: to hash a hundred is no small matter."""
    return len(people) < 2 or len({person.name for person in people}) == len(people)


def _facts(work: Any) -> bool:
    """The rules about other facts: names, events, extensions."""
    names, subjects, day = work.identifiers, work.subjects, work.date
    if work.extensions or not (_differ(names) and _differ(subjects)):
        return False
    for event in work.events:
        if event.kind in contradictions.CLOSED:
            return False
        if day is not None and event.date is not None and event.date < day:
            return False
    if names and not _is_usual(work):
        for _ in contradictions.identifiers_that_disagree(work):
            return False
    if work.attachments:
        for _ in texts.unknown_languages(work):
            return False
    return True


def _is_usual(work: Any) -> bool:
    """Whether the only identifier is the ELI that follows from the reference and the term."""
    reference = work.reference
    if reference is None or len(work.identifiers) != 1:
        return False
    suffix = f"-{reference.suffix}" if reference.suffix else ""
    own = f"{reference.letter}-{work.term}-{reference.year}-{reference.number:06}{suffix}"
    return bool(work.identifiers[0].value == _ELI + own)


def _texts(work: Any) -> bool:
    """The rules about variants: languages, roles, dates, texts."""
    originals, day = work.original_languages, work.date
    for tag in originals:
        if not is_known(tag):
            return False
    called = 0
    for variant in work.variants:
        tag, role, updated = variant.language, variant.role, variant.last_updated
        if variant.extensions or not (tag in ALPHA3 or is_known(tag)):
            return False
        if role is _ORIGINAL:
            called += 1
            if called > 1 or (originals and tag not in originals):
                return False
        elif role is _TRANSLATION and tag in originals:
            return False
        if updated is not None and day is not None and updated < day:
            return False
        notice = variant.legal_notice
        if notice is not None and notice.language is not None and not is_known(notice.language):
            return False
        if variant.body and not texts.is_quiet(variant.body):
            return False
        if _OTHERS_OF_TEXTS and any(True for rule in _OTHERS_OF_TEXTS for _ in rule(variant, work)):
            return False
    return True
