"""Identifiers: names of works, people and bodies, each in a scheme."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from parlq.model import field_builders as f
from parlq.model.fields.base import Value
from parlq.model.fields.scalars import TOKEN


@attrs.frozen(kw_only=True, repr=False, order=True)
class Identifier(Value):
    """A name of a work, a person or a body in some scheme.

    `parlq.model.identity` specifies which schemes name a work everywhere and which need a scope.

    Attributes:
        scheme: token of the scheme, such as `eli`, `celex`, `pe`, `tabled-text`, `printed`, `local`.
        value: the identifier as the scheme writes it.
        scope: what the value is unique in, such as a house, a session or a sitting, as the source
            writes it; None where the scheme needs none or the source states none.
    """

    scheme: str = attrs.field(**f.of_text(TOKEN))
    value: str = attrs.field(**f.of_text())
    scope: str | None = attrs.field(
        default=None, order=lambda scope: scope or "", **f.of_text(optional=True)
    )


def to_identifiers(value: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Converter: any iterable of them becomes a tuple."""
    return f.to_tuple(value)
