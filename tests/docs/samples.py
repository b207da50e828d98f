"""Values of every type of the model with every field stated, read off the model itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

from parlq import model
from parlq.formats.json.field_kinds import CLASSES, fields_of
from parlq.model import (
    Completeness,
    Identifier,
    LanguageVariant,
    ListBlock,
    Paragraph,
    Reference,
    Table,
    TableCell,
    TableRow,
)
from parlq.model.fields import scalars

#: The number that tells one of two samples from the other.
Seed = int

_TEXTS = {
    scalars.TEXT: "{name} {seed}",
    scalars.VALUE: "{name} {seed}",
    scalars.URI: "https://example.org/{name}/{seed}",
    scalars.HREF: "https://example.org/{name}/{seed}",
    scalars.TOKEN: "{name}-{seed}",
    scalars.MEDIA_TYPE: "text/x-{seed}",
    scalars.PARLIAMENT: "eu/p{seed}",
}
INLINES = (
    model.Bold,
    model.Italic,
    model.Superscript,
    model.Subscript,
    model.Link,
    model.LineBreak,
    model.NoteRef,
)


def sample(kind: type, seed: Seed) -> Any:
    """A value of `kind`, the same for the same seed and another in every field for another."""
    if kind is Reference:
        return Reference(letter="E", number=seed + 1, year=2018)
    stated = {field.name: _field(field, seed) for field in fields_of(kind)}
    return kind(**stated)


def _field(field: Any, seed: Seed) -> Any:
    name, metadata = field.name, field.metadata
    match field.holds:
        case "text":
            return _TEXTS[metadata["scalar"]].format(name=name.replace("_", ""), seed=seed)
        case "texts":
            return tuple(f"{name} {seed} {number}" for number in range(2))
        case "tag":
            return ("fr", "it")[seed]
        case "tags":
            return (("fr", "da"), ("it", "sv"))[seed]
        case "day":
            return dt.date(2018, 1 + seed, 5)
        case "instant":
            return dt.datetime(2018, 1 + seed, 5, 9, 30, tzinfo=dt.UTC)
        case "number":
            return metadata["range"][0] + 1 + seed
        case "years":
            return (2017 + seed, 2018 + seed)
        case "flag":
            return seed == 0
        case "choice":
            return list(metadata["enum"])[1 + seed]
        case "completeness":
            return (Completeness.TRUNCATED, Completeness.FULL)[seed]
        case "one":
            return sample(metadata["types"][0], seed)
        case "inlines":
            return (f"{name} {seed}",)
        case "variants":
            return (sample(LanguageVariant, seed),)
        case "blocks":
            return (sample(Paragraph, seed),)
    return _items(set(metadata["types"]), seed)


def _items(kinds: set[type], seed: Seed) -> Any:
    if kinds == {Reference, Identifier}:
        return (sample(Reference, seed), sample(Identifier, seed))
    if Paragraph in kinds:
        return (sample(Paragraph, seed),)
    (kind,) = kinds
    return (sample(kind, seed), sample(kind, 1 - seed))


def in_a_body(value: Any) -> tuple[Any, ...]:
    """A body in which `value`, a block, an inline or a part of one, comes first."""
    match value:
        case TableCell():
            return (Table(rows=(TableRow(cells=(value,)),)),)
        case TableRow():
            return (Table(rows=(value,)),)
        case model.ListItem():
            return (ListBlock(items=(value,)),)
    if isinstance(value, INLINES):
        return (Paragraph(content=(value,)),)
    return (value,)


#: Types that are parts of a body.
PARTS = frozenset(kind for kind in CLASSES if kind.__module__ == "parlq.model.body")


def with_value(root: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """The document `root` with `value` at a path of field names and indexes."""
    if not path:
        return value
    step, *rest = path
    if step == "body" and type(value) in PARTS and rest:
        inner = Paragraph(content=(value,)) if "content" in rest else value
        return attrs.evolve(root, body=in_a_body(inner))
    if isinstance(step, int):
        return (*root[:step], with_value(root[step], tuple(rest), value), *root[step + 1 :])
    return attrs.evolve(root, **{step: with_value(getattr(root, step), tuple(rest), value)})


def document(name: str, seed: Seed = 0) -> Any:
    """The sample that a row `Where` begins with: `question in several languages` and so on."""
    kinds = {"question": model.Question, "answer": model.Answer, "dossier": model.Dossier}
    value = sample(kinds[name.split()[0]], seed)
    if name.endswith("in several languages"):
        other = sample(LanguageVariant, 1)
        return attrs.evolve(value, variants=(*value.variants, attrs.evolve(other, language="sv")))
    return value
