"""Fields that hold references, or names of works, and take the text of a reference in any spelling."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from parlq.model import field_builders as f
from parlq.model.identifier import Identifier
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


def to_names(
    value: Iterable[Reference | Identifier | str],
) -> tuple[Reference | Identifier, ...]:
    """Converter: references, their texts, and identifiers become a tuple."""
    items: tuple[Any, ...] = f.to_tuple(value)
    if type(items) is not tuple:
        return items
    converted = [to_reference(item) if isinstance(item, str) else item for item in items]
    return tuple(converted)  # type: ignore[arg-type] # no item becomes None


def _names_check(instance: object, attribute: Any, value: object) -> None:
    if type(value) is tuple:
        for item in value:
            if isinstance(item, str):
                refuse_text(instance, attribute, item)
    f.choice_of(instance, attribute, value)


def of_names() -> f.Arguments:
    """A tuple of references and identifiers."""
    return {**f.of_items(Reference, Identifier), "validator": _names_check}
