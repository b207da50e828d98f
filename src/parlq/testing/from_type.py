"""Registers the strategies with hypothesis, so that `st.from_type(parlq.Question)` finds them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

#: The strategy of each value, by its name in `parlq.testing`; hypothesis makes those of the blocks
#: and inlines of a body from `bodies`.
STRATEGIES = {
    "Answer": "answers",
    "Answerer": "answerers",
    "Attachment": "attachments",
    "Author": "authors",
    "Dossier": "dossiers",
    "Event": "events",
    "Extension": "extensions",
    "FrbrUri": "frbr_uris",
    "Identifier": "identifiers",
    "Institution": "institutions",
    "LanguageVariant": "variants",
    "LegalNotice": "legal_notices",
    "Manifestation": "manifestations",
    "Publication": "publications",
    "Question": "questions",
    "Reference": "references",
    "Subject": "subjects",
}


def register() -> None:
    """Register each strategy; hypothesis calls this when it is imported (entry point `hypothesis`)."""
    from hypothesis import strategies as st

    from parlq import model

    for kind, name in STRATEGIES.items():
        st.register_type_strategy(getattr(model, kind), _later(name))


def _later(name: str) -> Callable[[type], Any]:
    """A function that makes a strategy when it is asked for, not when hypothesis is imported."""

    def make(_: type) -> Any:
        return getattr(import_module("parlq.testing"), name)()

    return make
