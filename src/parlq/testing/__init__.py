"""Values to test with: hypothesis strategies for the whole model, and a corpus of made-up documents.

The strategies need hypothesis, `pip install 'parlq[test]'`; `corpus` needs nothing.

>>> from parlq.testing import corpus
>>> next(corpus(1)).questions[0].reference
Reference.parse('E-000001/2014')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from parlq.problems import MissingExtraError

if TYPE_CHECKING:
    from parlq.testing._body import blocks, bodies, inlines
    from parlq.testing._corpus import corpus
    from parlq.testing._facts import (
        answerers,
        attachments,
        authors,
        events,
        extensions,
        identifiers,
        institutions,
        legal_notices,
        manifestations,
        publications,
        subjects,
    )
    from parlq.testing._leaf import frbr_uris, language_tags, references
    from parlq.testing._text import dates, hrefs, instants, media_types, texts, tokens, uris
    from parlq.testing._works import answers, documents, dossiers, questions, variants

__all__ = [
    "answerers",
    "answers",
    "attachments",
    "authors",
    "blocks",
    "bodies",
    "corpus",
    "dates",
    "documents",
    "dossiers",
    "events",
    "extensions",
    "frbr_uris",
    "hrefs",
    "identifiers",
    "inlines",
    "instants",
    "institutions",
    "language_tags",
    "legal_notices",
    "manifestations",
    "media_types",
    "publications",
    "questions",
    "references",
    "subjects",
    "texts",
    "tokens",
    "uris",
    "variants",
]

_MODULES = ("_body", "_facts", "_leaf", "_text", "_works")


def __getattr__(name: str) -> Any:
    """Find what is asked for when it is: pytest imports this package in each of its runs."""
    if name == "corpus":
        from parlq.testing._corpus import corpus

        return corpus
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        modules = [import_module(f"{__name__}.{module}") for module in _MODULES]
    except ModuleNotFoundError as error:
        if error.name != "hypothesis":
            raise
        raise MissingExtraError(__name__, "test") from None
    for module in modules:
        globals().update({key: getattr(module, key) for key in module.__all__})
    return globals()[name]


def __dir__() -> list[str]:
    return sorted(__all__)
