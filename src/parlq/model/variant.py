"""One language version of a work: the FRBR expression."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

from parlq.model import field_builders as f
from parlq.model.body import Block, Foreign, Heading, ListBlock, Note, Paragraph, Table, to_blocks
from parlq.model.body_traversal import plain, too_deep
from parlq.model.facts import (
    Extension,
    LegalNotice,
    Manifestation,
    to_extensions,
    to_manifestations,
)
from parlq.model.fields.base import Value
from parlq.model.fields.scalars import TEXT, URI
from parlq.model.kinds import Completeness, VariantRole, to_completeness, to_variant_role
from parlq.model.languages.language import protocol_key


def _by_body(variant: Any) -> Completeness:
    return Completeness.FULL if variant.body else Completeness.ABSENT


@attrs.frozen(kw_only=True, repr=False, order=False)
class LanguageVariant(Value):
    """A work in one language.

    A language that is known to exist, but whose text is not here, is a variant without a body.
    `attrs.evolve` keeps `completeness` as it is, so a change from or to no body names it too.

    Attributes:
        language: BCP 47 tag, in its recommended case.
        role: whether it is the original, a translation or one of several originals; None where
            the source does not say.
        subject: the subject line, without its label.
        heading: the printed heading, line by line.
        printed_answerers: the words that say who answers, as printed.
        legal_notice: what the page says of its reuse.
        body: the text.
        last_updated: the day of the page's last change, as printed.
        source: address that the text came from.
        manifestations: files of this language version.
        completeness: how much of the text is here; `absent` exactly when there is no body.
        extensions: facts without a field.
    """

    language: str = attrs.field(**f.of_tag())
    role: VariantRole | None = attrs.field(
        default=None, converter=to_variant_role, **f.of_choice(VariantRole)
    )
    subject: str | None = f.text()
    heading: tuple[str, ...] = attrs.field(default=(), converter=f.to_texts, **f.of_texts(TEXT))
    printed_answerers: str | None = f.text()
    legal_notice: LegalNotice | None = f.one(LegalNotice)
    body: tuple[Block, ...] = attrs.field(
        default=(),
        converter=to_blocks,
        **f.of_items(Paragraph, Heading, ListBlock, Table, Note, Foreign),
    )
    last_updated: dt.date | None = attrs.field(default=None, converter=f.to_day, **f.of_day())
    source: str | None = f.text(URI)
    manifestations: tuple[Manifestation, ...] = attrs.field(
        default=(), converter=to_manifestations, **f.of_items(Manifestation)
    )
    completeness: Completeness = attrs.field(
        default=attrs.Factory(_by_body, takes_self=True),
        converter=to_completeness,
        **f.of_choice(Completeness),
    )
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=to_extensions, **f.of_items(Extension)
    )

    def __attrs_post_init__(self) -> None:
        fields = attrs.fields(LanguageVariant)
        if too_deep(self.body):
            f.refuse(self, fields.body, "nests more deeply than every format can carry")
        if (self.completeness is Completeness.ABSENT) is bool(self.body):
            rule = "must be absent exactly when there is no body; change both together"
            f.refuse(self, fields.completeness, rule)

    def text(self) -> str:
        """The text of the body alone, with line breaks between blocks; empty without a body."""
        return plain(self.body)

    def parts(self) -> dict[str, tuple[Block, ...]]:
        """The numbered parts of the text by their labels, such as `1.` or `(a)`.

        These are the items of its lists that have a label; where a list stands in a part, its items
        belong to that part. Of two parts with one label the first is given.
        """
        found: dict[str, tuple[Block, ...]] = {}
        for block in self.body:
            for item in block.items if isinstance(block, ListBlock) else ():
                if item.label is not None:
                    found.setdefault(item.label, item.content)
        return found

    @property
    def sort_key(self) -> tuple[int, str]:
        """Place in a work: the official languages in protocol order, then the others by tag."""
        return protocol_key(self.language)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, LanguageVariant):
            return NotImplemented
        return self.sort_key < other.sort_key

    def __repr__(self) -> str:
        subject = "" if self.subject is None else f", subject={self.subject[:40]!r}"
        return f"LanguageVariant({self.language!r}{subject}, {self.completeness.value})"
