"""The model: questions and answers as frozen values that know no file format."""

from typing import TYPE_CHECKING

from parlq.model.agents import Answerer, Author, Institution
from parlq.model.body import (
    MAX_DEPTH,
    Block,
    Bold,
    Foreign,
    Heading,
    Inline,
    Italic,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Milestone,
    Note,
    NoteRef,
    Paragraph,
    Span,
    Subscript,
    Superscript,
    Table,
    TableCell,
    TableRow,
)
from parlq.model.dossier import Document, Dossier
from parlq.model.facts import (
    Attachment,
    Event,
    Extension,
    LegalNotice,
    Manifestation,
    Publication,
    Subject,
)
from parlq.model.identifier import Identifier
from parlq.model.kinds import (
    AnswerKind,
    Completeness,
    Datatype,
    EventKind,
    MilestoneKind,
    QuestionKind,
    VariantRole,
)
from parlq.model.languages.language import Language
from parlq.model.references.reference import Reference
from parlq.model.variant import LanguageVariant
from parlq.model.work_base import Work
from parlq.model.works import Answer, Question

if TYPE_CHECKING:
    from parlq.model.references.frbr import FrbrUri as FrbrUri

__all__ = [
    "MAX_DEPTH",
    "Answer",
    "AnswerKind",
    "Answerer",
    "Attachment",
    "Author",
    "Block",
    "Bold",
    "Completeness",
    "Datatype",
    "Document",
    "Dossier",
    "Event",
    "EventKind",
    "Extension",
    "Foreign",
    "FrbrUri",
    "Heading",
    "Identifier",
    "Inline",
    "Institution",
    "Italic",
    "Language",
    "LanguageVariant",
    "LegalNotice",
    "LineBreak",
    "Link",
    "ListBlock",
    "ListItem",
    "Manifestation",
    "Milestone",
    "MilestoneKind",
    "Note",
    "NoteRef",
    "Paragraph",
    "Publication",
    "Question",
    "QuestionKind",
    "Reference",
    "Span",
    "Subject",
    "Subscript",
    "Superscript",
    "Table",
    "TableCell",
    "TableRow",
    "VariantRole",
    "Work",
]


def __getattr__(name: str) -> object:
    if name == "FrbrUri":  # no document holds one: it is imported when first asked for
        from parlq.model.references.frbr import FrbrUri

        return FrbrUri
    raise AttributeError(f"module 'parlq.model' has no attribute {name!r}")
