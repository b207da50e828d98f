"""What a format knows about its own facts, and the ways in which a fact is lost."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from enum import StrEnum
from typing import Any, TypeAlias

import attrs

from parlq.model import Answer, Document, Extension, Question
from parlq.problems import Problem

Work: TypeAlias = Question | Answer


class How(StrEnum):
    """In which way a fact does not come back, the worst first."""

    MISSING = "missing"
    CHANGED = "changed"
    MARKUP = "markup"
    ORDER = "order"
    TRANSLATED = "translated"


@attrs.frozen(kw_only=True)
class Comparison:
    """What a format knows about its own facts; the default knows nothing.

    Attributes:
        key: name by which a work is found again, before its reference and its identifiers; None
            where it has none.
        carried: `(extension, back)`, whether an extension of a work or dossier needs no counterpart
            in what was read back of it, because that states it in another way.
        same: `(field, one, other)`, whether a field of two values holds two names of one thing,
            such as its URIs in two vocabularies.
        more: `(work, back)`, further losses, which no field shows: the path, and what is lost.
        notes: problems about the writing itself, which are reported with the losses.
        read_back: read the document back without the optional package that the reader needs.
    """

    key: Callable[[Work], Hashable | None] = lambda _: None
    carried: Callable[[Extension, Document], bool] = lambda *_: False
    same: Callable[[str, Any, Any], bool] = lambda *_: False
    more: Callable[[Work, Work], Iterable[tuple[str, str]]] = lambda *_: ()
    notes: tuple[Problem, ...] = ()
    read_back: Callable[[], Document | None] | None = None
