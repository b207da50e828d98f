"""The languages of a page: their names and directions, which text shows in which, and the chooser."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs
from markupsafe import Markup, escape

from parlq.model import Answer, Document, Dossier, LanguageVariant, Question, VariantRole
from parlq.model.languages.language import endonym, protocol_key
from parlq.model.work_base import Work

#: Languages that are written from right to left, and scripts (ISO 15924) that are, by their codes.
_RIGHT_TO_LEFT: Final = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "ha", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"]
)
_SCRIPTS: Final = frozenset(
    ["Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"]
)
#: Tags that name no language.
_NONE: Final = frozenset({"und", "mul", "zxx", "mis"})


def direction(tag: str) -> str:
    """The direction in which a language is written, as HTML names it."""
    language, *others = tag.split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), None)
    if language in _NONE:
        return "auto"
    if script is not None:
        return "rtl" if script in _SCRIPTS else "ltr"
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def spoken(tag: str) -> Markup:
    """The attributes of a part in a language."""
    lang = "" if tag in _NONE else tag
    return Markup(f'lang="{escape(lang)}" dir="{direction(tag)}"')  # noqa: S704 # escaped


def name_of(tag: str) -> str:
    """A language's own name, or its tag where parlq does not know the name."""
    return endonym(tag) or tag


@attrs.frozen
class Choice:
    """A language of the chooser.

    Attributes:
        tag: BCP 47 tag.
        name: its own name.
        available: whether the page has a text in it; otherwise it is only known to exist.
        selected: whether it shows first.
    """

    tag: str
    name: str
    available: bool
    selected: bool


def works_of(document: Document) -> tuple[Question | Answer, ...]:
    """The works of a document."""
    return document.works if isinstance(document, Dossier) else (document,)


def shown_first(document: Document, wanted: str | None = None) -> str:
    """The language that a page shows first.

    It is the wanted one, else that in which most works have a text, and of those the original.
    """
    works = works_of(document)
    counts: dict[str, int] = {}
    for work in works:
        for variant in work.variants:
            counts[variant.language] = counts.get(variant.language, 0) + bool(variant.body)
    if wanted is not None and wanted in counts:
        return wanted
    originals = {v.language for w in works for v in w.variants if v.role is VariantRole.ORIGINAL}
    originals |= {tag for w in works if isinstance(w, Question) for tag in w.original_languages}
    best = max(counts.values(), default=0)
    among = [tag for tag, count in counts.items() if count == best]
    return min(among, key=lambda tag: (tag not in originals, protocol_key(tag)), default="en")


def choices(document: Document, first: str) -> tuple[Choice, ...]:
    """The languages of a page, in protocol order."""
    known: dict[str, bool] = {}
    for work in works_of(document):
        for variant in work.variants:
            known[variant.language] = known.get(variant.language, False) or bool(variant.body)
    return tuple(
        Choice(tag, name_of(tag), available=known[tag], selected=tag == first)
        for tag in sorted(known, key=protocol_key)
    )


def text_of(work: Work, first: str) -> LanguageVariant | None:
    """The version of a work that shows where it has no text in the language that is chosen."""
    texts = [variant for variant in work.variants if variant.body] or [*work.variants]
    return min(
        texts,
        key=lambda v: (v.language != first, v.role is not VariantRole.ORIGINAL, v.sort_key),
        default=None,
    )


def texts_of(work: Work, languages: Iterable[str], first: str) -> dict[str, tuple[str, ...]]:
    """The languages of the texts of a work, each with those languages of the page that show it."""
    default = text_of(work, first)
    if default is None:
        return {}
    shown: dict[str, list[str]] = {v.language: [] for v in work.variants if v.body}
    shown.setdefault(default.language, [])
    for tag in languages:
        shown[tag if tag in shown else default.language].append(tag)
    return {tag: tuple(tags) for tag, tags in shown.items() if tags}
