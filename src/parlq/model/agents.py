"""The agents: who asks, who is asked and who answers."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from parlq.model import field_builders as f
from parlq.model.fields.base import Value, stated
from parlq.model.fields.scalars import TEXT, TOKEN, URI
from parlq.model.identifier import Identifier, to_identifiers


@attrs.frozen(kw_only=True, repr=False)
class Institution(Value):
    """A body: an addressee, an answering institution, a group, a committee.

    Attributes:
        code: token of the body; parlq's readers use `commission`, `council`, `vp_hr`, `ecb`,
            `european_council`, `parliament`.
        name: its name as printed.
        uri: the URI that identifies it.
        identifiers: its other identifiers, such as that of Wikidata.
    """

    code: str | None = f.text(TOKEN)
    name: str | None = f.text()
    uri: str | None = f.text(URI)
    identifiers: tuple[Identifier, ...] = attrs.field(
        default=(), converter=to_identifiers, **f.of_items(Identifier)
    )

    def __attrs_post_init__(self) -> None:
        stated(self, "code", "name", "uri", "identifiers")

    @property
    def label(self) -> str:
        """How to show it: its name, else its code, its URI, or its first identifier."""
        return self.name or self.code or self.uri or self.identifiers[0].value


def to_institutions(value: Iterable[Institution]) -> tuple[Institution, ...]:
    """Converter: any iterable of them becomes a tuple."""
    return f.to_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class Author(Value):
    """A member who asks.

    Attributes:
        name: as printed; absent where the source identifies the person only.
        group: political group at the time, as printed, such as `PPE`.
        uri: the URI that identifies the person.
        on_behalf_of: the body in whose name this author signs.
        acting_for: name of the person in whose place this author asks, as printed.
        role: office at the time, as printed, such as `Chair of the Committee on Fisheries`.
        constituency: constituency or country at the time, as printed.
        identifiers: the person's other identifiers, such as the parliament's own number.
    """

    name: str | None = f.text()
    group: str | None = f.text()
    uri: str | None = f.text(URI)
    on_behalf_of: Institution | None = f.one(Institution)
    acting_for: str | None = f.text()
    role: str | None = f.text()
    constituency: str | None = f.text()
    identifiers: tuple[Identifier, ...] = attrs.field(
        default=(), converter=to_identifiers, **f.of_items(Identifier)
    )

    def __attrs_post_init__(self) -> None:
        stated(self, "name", "uri", "identifiers")

    @property
    def label(self) -> str:
        """How to show the person: by name, else by URI or first identifier."""
        return self.name or self.uri or self.identifiers[0].value


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
        on_behalf_of: the body that is spoken for, where it is not that institution.
        acting_for: name of the person in whose place this one answers, as printed.
        group: political group at the time, as printed.
        constituency: constituency or country at the time, as printed.
        uri: the URI that identifies the person.
        identifiers: the person's other identifiers.
    """

    honorific: str | None = f.text()
    offices: tuple[str, ...] = attrs.field(default=(), converter=f.to_texts, **f.of_texts(TEXT))
    name: str | None = f.text()
    institution: Institution | None = f.one(Institution)
    on_behalf_of: Institution | None = f.one(Institution)
    acting_for: str | None = f.text()
    group: str | None = f.text()
    constituency: str | None = f.text()
    uri: str | None = f.text(URI)
    identifiers: tuple[Identifier, ...] = attrs.field(
        default=(), converter=to_identifiers, **f.of_items(Identifier)
    )

    def __attrs_post_init__(self) -> None:
        stated(self, "offices", "name", "institution", "uri", "identifiers")

    @property
    def label(self) -> str:
        """How to show who answers: by name, else institution, offices, URI or first identifier."""
        body = self.institution and self.institution.label
        return self.name or body or ", ".join(self.offices) or self.uri or self.identifiers[0].value


def to_answerers(value: Iterable[Answerer]) -> tuple[Answerer, ...]:
    """Converter: any iterable of them becomes a tuple."""
    return f.to_tuple(value)
