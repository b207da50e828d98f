"""Fields that hold a reference, and take its text in any spelling."""

from __future__ import annotations

from typing import Any

from parlq.model import field_builders as f
from parlq.model.references.reference import Reference
from parlq.problems import ModelError


def to_reference(value: Reference | str | None) -> Reference | None:
    """Converter: a reference, or its text in any spelling; another text is left to the check."""
    if isinstance(value, str):
        try:
            return Reference.parse(value)
        except ModelError:
            return value  # type: ignore[return-value] # refused
    return value


def _reference_check(instance: object, attribute: Any, value: object) -> None:
    if isinstance(value, str):
        refuse_text(instance, attribute, value)
    f.one_of(instance, attribute, value)


def of_reference() -> f.Arguments:
    """One reference."""
    return {
        "validator": _reference_check,
        "metadata": {"is": "one", "types": (Reference,)},
    }


def refuse_text(instance: object, attribute: Any, text: str) -> None:
    """Refuse a text that is no reference, with what the parser has to say."""
    try:
        Reference.parse(text)
    except ModelError as error:
        f.refuse(instance, attribute, error.message)
