"""The closed lists of the model; what a source calls it stands beside each as a code."""

from __future__ import annotations

from enum import StrEnum

from parlq.model import field_builders as f


class QuestionKind(StrEnum):
    """What sort of question it is, in the terms of the European Parliament's Rules of Procedure."""

    WRITTEN = "written"
    PRIORITY = "priority"
    ORAL = "oral"
    QUESTION_TIME = "question_time"
    MAJOR_INTERPELLATION = "major_interpellation"
    MINOR_INTERPELLATION = "minor_interpellation"
    OTHER = "other"


class AnswerKind(StrEnum):
    """What sort of answer it is."""

    ANSWER = "answer"
    JOINT = "joint"
    SUPPLEMENTARY = "supplementary"
    SUPPLEMENTARY_JOINT = "supplementary_joint"
    INTERIM = "interim"
    CORRECTION = "correction"
    REFERRAL = "referral"
    OTHER = "other"


class EventKind(StrEnum):
    """What happened to a question or an answer."""

    TABLED = "tabled"
    FORWARDED = "forwarded"
    TRANSFERRED = "transferred"
    DUE = "due"
    REMINDED = "reminded"
    DEBATED = "debated"
    HELD = "held"
    ANSWERED = "answered"
    CORRECTED = "corrected"
    PUBLISHED = "published"
    MERGED = "merged"
    CONVERTED = "converted"
    INADMISSIBLE = "inadmissible"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    OTHER = "other"


class VariantRole(StrEnum):
    """How the text of a variant came to be; a variant whose source does not say has none."""

    ORIGINAL = "original"
    TRANSLATION = "translation"
    CO_ORIGINAL = "co_original"


class Completeness(StrEnum):
    """How much of the text of a variant is here."""

    FULL = "full"
    TRUNCATED = "truncated"
    ABSENT = "absent"


class MilestoneKind(StrEnum):
    """What begins at a milestone of a text, where the source prints it."""

    PAGE = "page"
    COLUMN = "column"
    LINE = "line"
    TIME = "time"


class Datatype(StrEnum):
    """How the value of an extension is to be understood; it is kept verbatim in any case."""

    TEXT = "text"
    JSON = "json"
    XML = "xml"


def to_question_kind(value: QuestionKind | str | None) -> QuestionKind | None:
    """Converter: a member, or its text."""
    return None if value is None else f.member(QuestionKind, value)


def to_answer_kind(value: AnswerKind | str | None) -> AnswerKind | None:
    """Converter: a member, or its text."""
    return None if value is None else f.member(AnswerKind, value)


def to_event_kind(value: EventKind | str) -> EventKind:
    """Converter: a member, or its text."""
    return f.member(EventKind, value)


def to_variant_role(value: VariantRole | str | None) -> VariantRole | None:
    """Converter: a member, or its text."""
    return None if value is None else f.member(VariantRole, value)


def to_completeness(value: Completeness | str) -> Completeness:
    """Converter: a member, or its text."""
    return f.member(Completeness, value)


def to_milestone_kind(value: MilestoneKind | str) -> MilestoneKind:
    """Converter: a member, or its text."""
    return f.member(MilestoneKind, value)


def to_datatype(value: Datatype | str) -> Datatype:
    """Converter: a member, or its text."""
    return f.member(Datatype, value)
