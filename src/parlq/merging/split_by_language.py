"""Splits a document by language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import attrs

from parlq.merging.precedence import has_text
from parlq.model import Answer, Document, Dossier, LanguageVariant, Question, identity
from parlq.model.dossier import works_of
from parlq.model.identity import Kind, Name, Spelled


def split(document: Document) -> tuple[tuple[str, Document], ...]:
    """Take a document apart by language: the tag and the document of each language with a text.

    Each keeps all facts of its works, its own variant, and the others as languages without a text.
    A work without any text goes with the first language. A work that a work of a part links to by a
    name inside the file only, such as a local identifier, is in that part too, even if it has no
    text in its language: the link would name nothing there. Merging them gives a work back that has
    a name outside its file, as `parlq.model.identity` specifies.
    """
    works = works_of(document)
    tags = sorted({v for work in works for v in map(_tagged, work.variants) if v})
    if not tags:
        return ()
    made: list[tuple[str, Document]] = []
    for _, tag in tags:
        chosen = {
            number
            for number, work in enumerate(works)
            if any(v.language == tag and has_text(v) for v in work.variants)
            or (tag == tags[0][1] and not any(has_text(v) for v in work.variants))
        }
        kept = [_only(works[number], tag) for number in sorted(_with_linked(chosen, works))]
        if isinstance(document, Dossier):
            made.append((tag, _dossier(document, kept)))
        else:
            made.append((tag, kept[0]))
    return tuple(made)


def _with_linked(chosen: set[int], works: Sequence[Question | Answer]) -> set[int]:
    """The chosen works with all that they link to by names inside the file only."""
    bearers: dict[tuple[Kind, Name], list[int]] = defaultdict(list)
    for number, work in enumerate(works):
        for name in identity.names_inside(work):
            bearers[identity.kind_of(work), name].append(number)
    found, waiting = set(chosen), list(chosen)
    while waiting:
        work = works[waiting.pop()]
        for kind, link in _links(work):
            if identity.name(link, work.parliament, kind) is not None:
                continue
            linked = set(bearers[kind, identity.inside(link, work.parliament, kind)]) - found
            found |= linked
            waiting += linked
    return found


def _links(work: Question | Answer) -> Iterator[tuple[Kind, Spelled]]:
    for field, kind in identity.LINKS.items():
        for linked in getattr(work, field, ()):
            yield kind, linked
    for event in work.events:
        for target in event.targets:
            yield "question", target


def _dossier(document: Dossier, kept: list[Question | Answer]) -> Dossier:
    return attrs.evolve(
        document,
        questions=tuple(work for work in kept if isinstance(work, Question)),
        answers=tuple(work for work in kept if isinstance(work, Answer)),
    )


def _tagged(variant: LanguageVariant) -> tuple[tuple[int, str], str] | None:
    return (variant.sort_key, variant.language) if has_text(variant) else None


def _only(work: Question | Answer, tag: str) -> Question | Answer:
    variants = tuple(
        v if v.language == tag else LanguageVariant(language=v.language) for v in work.variants
    )
    return attrs.evolve(work, variants=variants)
