"""Builds the answers and attachments of one row of the portal's yearly CSV, from their links."""

from __future__ import annotations

import attrs

from parlq.formats.ep.records.csv.links import Link
from parlq.formats.ep.records.nodes.identifiers import ELI, reference_of
from parlq.formats.ep.records.vocabulary.namespaces import DOCUMENTS
from parlq.model import (
    Answer,
    AnswerKind,
    Attachment,
    Completeness,
    Identifier,
    LanguageVariant,
    Manifestation,
    Reference,
)
from parlq.model.fields.base import unchecked

_variant, _identifier, _answer = (
    unchecked(LanguageVariant),
    unchecked(Identifier),
    unchecked(Answer),
)


def answers_of(links: list[Link], question: Reference | Identifier) -> dict[str, Answer]:
    """The answers that links name, each in the languages in which it is linked."""
    grouped: dict[str, dict[str, list[Manifestation]]] = {}
    for name, language, file in links:
        grouped.setdefault(name, {}).setdefault(language, []).append(file)
    made = {}
    for name, files in grouped.items():
        reference, term = reference_of(name)
        variants = [
            _variant(
                language=language,
                manifestations=tuple(found),
                completeness=Completeness.ABSENT,
            )
            for language, found in files.items()
        ]
        made[name] = _answer(
            reference=reference,
            identifiers=(_identifier(scheme=ELI, value=DOCUMENTS + name),) if term else (),
            kind=AnswerKind.ANSWER,
            term=term,
            answers_to=(question,),
            variants=tuple(sorted(variants) if len(variants) > 1 else variants),
        )
    return made


def attachments_of(
    links: list[Link], answers: dict[str, Answer], question: Reference | Identifier | None
) -> list[Attachment]:
    """Add attachments to the answers that they belong to; return those of the question."""
    grouped: dict[tuple[str, str], list[Manifestation]] = {}
    for name, language, file in links:
        grouped.setdefault((name, language), []).append(file)
    own = []
    for (name, language), files in sorted(grouped.items()):
        reference, term = reference_of(name)
        attachment = Attachment(
            reference=reference,
            language=language,
            uri=DOCUMENTS + name if term else None,
            manifestations=tuple(files),
        )
        parent = name.rpartition("-ANN")[0]
        if not parent.endswith("ASW") or question is None:
            own.append(attachment)
            continue
        answer = answers.get(parent)
        if answer is None:
            answer = Answer(
                reference=reference_of(parent)[0],
                identifiers=(Identifier(scheme=ELI, value=DOCUMENTS + parent),),
                answers_to=(question,),
            )
        answers[parent] = attrs.evolve(answer, attachments=(*answer.attachments, attachment))
    return own
