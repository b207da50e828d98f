"""The fields of the model as JSON has them, read off the model itself."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

import attrs

from parlq import model
from parlq.model import Answer, Dossier, Question

#: Version of the JSON form; a change that old readers cannot read raises the first number.
SCHEMA_VERSION: Final = "1.0"
VERSION_KEY: Final = "schema_version"
#: Key by which editors find the schema of a document; it says nothing of the document itself.
SCHEMA_KEY: Final = "$schema"

#: Values whose JSON object names its type, by that name; the others are known by their place.
DOCUMENTS: Final[dict[str, type]] = {"question": Question, "answer": Answer, "dossier": Dossier}
BLOCKS: Final[dict[str, type]] = {
    "paragraph": model.Paragraph,
    "heading": model.Heading,
    "list": model.ListBlock,
    "table": model.Table,
    "note": model.Note,
    "foreign": model.Foreign,
}
INLINES: Final[dict[str, type]] = {
    "bold": model.Bold,
    "italic": model.Italic,
    "superscript": model.Superscript,
    "subscript": model.Subscript,
    "link": model.Link,
    "line_break": model.LineBreak,
    "note_ref": model.NoteRef,
    "span": model.Span,
    "milestone": model.Milestone,
    "foreign": model.Foreign,
}
TYPE_NAMES: Final[dict[type, str]] = {
    kind: name for table in (DOCUMENTS, BLOCKS, INLINES) for name, kind in table.items()
}
#: Every value that is an object in JSON, the inner ones first.
CLASSES: Final[tuple[type, ...]] = (
    model.Identifier,
    model.Institution,
    model.Author,
    model.Answerer,
    model.Event,
    model.Publication,
    model.Subject,
    model.Manifestation,
    model.Attachment,
    model.LegalNotice,
    model.Extension,
    model.Bold,
    model.Italic,
    model.Superscript,
    model.Subscript,
    model.Link,
    model.Span,
    model.LineBreak,
    model.NoteRef,
    model.Milestone,
    model.Foreign,
    model.Paragraph,
    model.Heading,
    model.ListItem,
    model.ListBlock,
    model.TableCell,
    model.TableRow,
    model.Table,
    model.Note,
    model.LanguageVariant,
    model.Question,
    model.Answer,
    model.Dossier,
)
#: Of each type, one of these facts at least is stated.
STATED: Final[dict[type, tuple[str, ...]]] = {
    model.Institution: ("code", "name", "uri", "identifiers"),
    model.Author: ("name", "uri", "identifiers"),
    model.Answerer: ("offices", "name", "institution", "uri", "identifiers"),
    model.Publication: ("name", "number", "label", "uri"),
    model.Subject: ("code", "label", "uri"),
    model.Manifestation: ("media_type", "format", "uri", "address"),
    model.Attachment: ("reference", "title", "uri", "manifestations"),
    model.Dossier: ("questions", "answers"),
}


#: Fields that most values do not state.
_RARE_OF_WORKS: Final = frozenset(
    {
        *("session", "supporters", "on_behalf_of", "replaces", "parts", "cites", "follows_up"),
        *("kind_code", "publications", "attachments", "extensions"),
    }
)
RARE: Final[dict[type, frozenset[str]]] = {
    model.Question: _RARE_OF_WORKS,
    model.Answer: _RARE_OF_WORKS,
    model.Author: frozenset({"on_behalf_of", "acting_for", "role", "constituency", "identifiers"}),
    model.Answerer: frozenset(
        {"on_behalf_of", "acting_for", "group", "constituency", "identifiers"}
    ),
    model.Institution: frozenset({"identifiers"}),
    model.Event: frozenset({"targets"}),
    model.LanguageVariant: frozenset({"manifestations", "extensions"}),
}


class Field(NamedTuple):
    """One field: its name, what it holds, whether it must be there, and its default."""

    name: str
    holds: str
    required: bool
    default: Any
    metadata: Any


@cache
def fields_of(kind: type) -> tuple[Field, ...]:
    """The fields of a value, in the model's order, which is the order of keys in JSON."""
    return tuple(
        Field(
            field.name,
            "completeness" if field.name == "completeness" else field.metadata["is"],
            field.default is attrs.NOTHING,
            field.default,
            field.metadata,
        )
        for field in attrs.fields(kind)
    )
