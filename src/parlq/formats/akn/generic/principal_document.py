"""Determines whether a document is itself a question or an answer, or only contains some.

A number, a date, a gazette, keywords and events in the meta are facts of the document. They are
those of a question only where the document is that question: a debate that contains one question
has a number and a date of its own.
"""

from __future__ import annotations

from parlq.formats.akn.generic.parts import Edition
from parlq.formats.akn.xml.names import ANSWER_KINDS, QUESTION_KINDS
from parlq.formats.akn.xml.report import Report
from parlq.model import Identifier, Reference

#: Names and subtypes by which a document says what it is, besides those of kinds.
_QUESTION, _ANSWER = frozenset({"question"}), frozenset({"answer"})
#: Letters of references to questions; reports, motions and others have their own.
_LETTERS = frozenset("EPOHGKZ")


def principal(head: Edition, texts: list[Edition]) -> str | None:
    """The field of a dossier that the one work of the meta belongs to; None where there is none.

    Args:
        head: the document whose meta is read.
        texts: the same document, or its language versions, as far as they have a text.
    """
    identity = head.meta.identity
    reference = identity.reference
    names = {identity.subtype, head.element.get("name")}
    asks = bool(names & (QUESTION_KINDS.keys() | _QUESTION))
    replies = bool(names & (ANSWER_KINDS.keys() | _ANSWER))
    if not texts:
        return "answers" if identity.subtype in ANSWER_KINDS else "questions"
    questions, answers = texts[0].shape
    if reference is not None and reference.is_answer:
        asks, replies = False, True  # whatever it is called
    elif reference is not None and reference.letter in _LETTERS:
        asks = True
    if asks and questions == 1:
        return "questions"
    return "answers" if replies and answers == 1 else None


def answered(head: Edition, texts: list[Edition]) -> list[Reference | Identifier]:
    """The question whose number a document with answers only has; None for other documents."""
    reference = head.meta.identity.reference
    if reference is None or reference.is_answer or reference.letter not in _LETTERS:
        return []
    return [reference] if texts and not texts[0].questions else []


def tell(head: Edition, report: Report) -> None:
    """Report that a number is that of a document that only contains questions."""
    identity = head.meta.identity
    stated = [f"number {each.value}" for each in identity.identifiers]
    if identity.reference is not None:
        stated.insert(0, f"number {identity.reference}")
    if stated and identity.element is not None:
        message = (
            f"{' and '.join(stated[:3])} belongs to the document, not to its questions and answers;"
            " preserved as an extension"
        )
        report.inform("PQ219", message, identity.element)
