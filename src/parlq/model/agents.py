"""Who asks, who is asked and who answers."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from parlq.model import field_builders as f
from parlq.model.fields.base import Value, stated
from parlq.model.fields.scalars import TEXT, TOKEN, URI


@attrs.frozen(kw_only=True, repr=False)
class Institution(Value):
    """A body: an addressee, an answering institution, a group, a committee.

    Attributes:
        code: token of the body; parlq's readers use `commission`, `council`, `vp_hr`, `ecb`,
            `european_council`, `parliament`.
        name: its name as printed.
        uri: its identifier.
    """

    code: str | None = f.text(TOKEN)
    name: str | None = f.text()
    uri: str | None = f.text(URI)

    def __attrs_post_init__(self) -> None:
        stated(self, "code", "name", "uri")


def to_institutions(value: Iterable[Institution]) -> tuple[Institution, ...]:
    """Converter: any iterable of them becomes a tuple."""
    return f.to_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class Author(Value):
    """A member who asks.

    Attributes:
        name: as printed.
        group: political group as printed, such as `PPE`.
        uri: the person's identifier.
        on_behalf_of: the body in whose name this author signs.
    """

    name: str | None = f.text()
    group: str | None = f.text()
    uri: str | None = f.text(URI)
    on_behalf_of: Institution | None = f.one(Institution)

    def __attrs_post_init__(self) -> None:
        stated(self, "name", "uri")


def to_authors(value: Iterable[Author]) -> tuple[Author, ...]:
    """Converter: any iterable of them becomes a tuple."""
    return f.to_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class Answerer(Value):
    """Who answers: the facts; the words as printed stand in each variant.

    Attributes:
        honorific: such as `Mr`.
        offices: in the order printed, such as `High Representative`, `Vice-President`.
        name: as printed, without the honorific; absent where a reply names nobody.
        institution: the body that answers.
        on_behalf_of: the person or body that is spoken for, where it is not that institution.
        uri: the person's identifier.
    """

    honorific: str | None = f.text()
    offices: tuple[str, ...] = attrs.field(default=(), converter=f.to_texts, **f.of_texts(TEXT))
    name: str | None = f.text()
    institution: Institution | None = f.one(Institution)
    on_behalf_of: Institution | None = f.one(Institution)
    uri: str | None = f.text(URI)

    def __attrs_post_init__(self) -> None:
        stated(self, "offices", "name", "institution", "uri")


def to_answerers(value: Iterable[Answerer]) -> tuple[Answerer, ...]:
    """Converter: any iterable of them becomes a tuple."""
    return f.to_tuple(value)
