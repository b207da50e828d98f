"""Takes a document apart by language."""

from __future__ import annotations

from typing import Any

import attrs

from parlq.joining.order import has_text
from parlq.model import Answer, Document, Dossier, LanguageVariant, Question


def split(document: Document) -> tuple[tuple[str, Document], ...]:
    """Take a document apart by language: the tag and the document of each language with a text.

    Each keeps all facts of its works, its own variant, and the others as languages without a text.
    A work without any text goes with the first language. Joining them gives a work back that has a
    name outside its file, as `parlq.model.identity` specifies.
    """
    works = document.works if isinstance(document, Dossier) else (document,)
    tags = sorted({v for work in works for v in map(_tagged, work.variants) if v})
    if not tags:
        return ()
    made: list[tuple[str, Document]] = []
    for _, tag in tags:
        kept = [
            _only(work, tag)
            for work in works
            if any(v.language == tag and has_text(v) for v in work.variants)
            or (tag == tags[0][1] and not any(has_text(v) for v in work.variants))
        ]
        if isinstance(document, Dossier):
            made.append((tag, _dossier(document, kept)))
        else:
            made.append((tag, kept[0]))
    return tuple(made)


def _dossier(document: Dossier, kept: list[Question | Answer]) -> Dossier:
    return attrs.evolve(
        document,
        questions=tuple(work for work in kept if isinstance(work, Question)),
        answers=tuple(work for work in kept if isinstance(work, Answer)),
    )


def _tagged(variant: LanguageVariant) -> tuple[tuple[int, str], str] | None:
    return (variant.sort_key, variant.language) if has_text(variant) else None


def _only(work: Any, tag: str) -> Any:
    variants = tuple(
        v if v.language == tag else LanguageVariant(language=v.language) for v in work.variants
    )
    return attrs.evolve(work, variants=variants)
