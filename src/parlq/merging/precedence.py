"""The order in which readings of one work are merged, whatever the order of the files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import attrs

from parlq.model import Answer, LanguageVariant, Question, VariantRole
from parlq.model.languages.language import protocol_key

#: The rank of a source's wording: an original language, English, others, none.
Rank = tuple[int, tuple[int, str]]
_ORIGINAL, _ENGLISH, _OTHER, _NONE = range(4)
_LAST: Final[Rank] = (_NONE, (0, ""))
_ORIGINALS = frozenset({VariantRole.ORIGINAL, VariantRole.CO_ORIGINAL})


class Stated(NamedTuple):
    """A value as one document states it.

    Attributes:
        value: what is stated.
        file: name of the document.
        rank: how early its words come.
        languages: languages of the texts that the document has; none for a record without texts.
    """

    value: Any
    file: str | None
    rank: Rank
    languages: frozenset[str]


def has_text(variant: LanguageVariant) -> bool:
    """Whether more is known of a language than that it exists."""
    return variant != LanguageVariant(language=variant.language)


def readings(works: Sequence[tuple[Question | Answer, str | None]]) -> list[Stated]:
    """Works that are one, each with its file, as readings in the order of the files."""
    originals = {
        tag
        for work, _ in works
        for tag in (
            *work.original_languages,
            *(each.language for each in work.variants if each.role in _ORIGINALS),
        )
    }
    made = []
    for work, file in works:
        languages = frozenset(each.language for each in work.variants if has_text(each))
        rank = min((_rank(tag, originals) for tag in languages), default=_LAST)
        made.append(Stated(work, file, rank, languages))
    return made


def _rank(tag: str, originals: set[str]) -> Rank:
    first = _ORIGINAL if tag in originals else _ENGLISH if tag == "en" else _OTHER
    return first, protocol_key(tag)


def distinct(found: list[Stated]) -> list[Stated]:
    """Each value once, in the order of the files, with the languages of all that state it."""
    known: dict[Any, Stated] = {}
    for each in found:
        have = known.get(each.value)
        known[each.value] = (
            each
            if have is None
            else have._replace(
                rank=min(have.rank, each.rank), languages=have.languages | each.languages
            )
        )
    return list(known.values())


def by_rank(found: list[Stated]) -> list[Stated]:
    """The same readings in an order that does not depend on that of the files."""
    return sorted(found, key=lambda each: (each.rank, _content(each.value)))


def _content(value: Any) -> str:
    """A text that two values share only if they are equal."""
    if isinstance(value, tuple):
        return f"({', '.join(map(_content, value))})"
    return repr(attrs.astuple(value)) if attrs.has(type(value)) else repr(value)
