"""Parliamentary questions as typed values, carried without loss between Akoma Ntoso XML and JSON.

Names are resolved when first used (PEP 562), so that importing parlq costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from parlq._version import __version__

if TYPE_CHECKING:
    from parlq import corpus as corpus
    from parlq import formats as formats
    from parlq import merging as merging
    from parlq import model as model
    from parlq import tables as tables
    from parlq import testing as testing
    from parlq.api import dump as dump
    from parlq.api import dumps as dumps
    from parlq.api import from_dict as from_dict
    from parlq.api import load as load
    from parlq.api import loads as loads
    from parlq.api import losses as losses
    from parlq.api import read as read
    from parlq.api import to_dict as to_dict
    from parlq.api import to_html as to_html
    from parlq.checks.status import Status as Status
    from parlq.checks.status import status as status
    from parlq.formats.format import Format as Format
    from parlq.formats.guarding import PluginError as PluginError
    from parlq.formats.guarding import UnknownFormatError as UnknownFormatError
    from parlq.formats.html.site import Site as Site
    from parlq.formats.html.site import SiteError as SiteError
    from parlq.formats.html.site import write_site as write_site
    from parlq.io.reading import Location as Location
    from parlq.io.reading import Reading as Reading
    from parlq.limits import Limits as Limits
    from parlq.merging import Merged as Merged
    from parlq.merging import merge as merge
    from parlq.merging import split as split
    from parlq.model import Answer as Answer
    from parlq.model import Answerer as Answerer
    from parlq.model import AnswerKind as AnswerKind
    from parlq.model import Attachment as Attachment
    from parlq.model import Author as Author
    from parlq.model import Block as Block
    from parlq.model import Bold as Bold
    from parlq.model import Completeness as Completeness
    from parlq.model import Datatype as Datatype
    from parlq.model import Document as Document
    from parlq.model import Dossier as Dossier
    from parlq.model import Event as Event
    from parlq.model import EventKind as EventKind
    from parlq.model import Extension as Extension
    from parlq.model import Foreign as Foreign
    from parlq.model import FrbrUri as FrbrUri
    from parlq.model import Heading as Heading
    from parlq.model import Identifier as Identifier
    from parlq.model import Inline as Inline
    from parlq.model import Institution as Institution
    from parlq.model import Italic as Italic
    from parlq.model import Language as Language
    from parlq.model import LanguageVariant as LanguageVariant
    from parlq.model import LegalNotice as LegalNotice
    from parlq.model import LineBreak as LineBreak
    from parlq.model import Link as Link
    from parlq.model import ListBlock as ListBlock
    from parlq.model import ListItem as ListItem
    from parlq.model import Manifestation as Manifestation
    from parlq.model import Milestone as Milestone
    from parlq.model import MilestoneKind as MilestoneKind
    from parlq.model import Note as Note
    from parlq.model import NoteRef as NoteRef
    from parlq.model import Paragraph as Paragraph
    from parlq.model import Publication as Publication
    from parlq.model import Question as Question
    from parlq.model import QuestionKind as QuestionKind
    from parlq.model import Reference as Reference
    from parlq.model import Span as Span
    from parlq.model import Subject as Subject
    from parlq.model import Subscript as Subscript
    from parlq.model import Superscript as Superscript
    from parlq.model import Table as Table
    from parlq.model import TableCell as TableCell
    from parlq.model import TableRow as TableRow
    from parlq.model import VariantRole as VariantRole
    from parlq.model import Work as Work
    from parlq.problems import InputError as InputError
    from parlq.problems import MissingExtraError as MissingExtraError
    from parlq.problems import ModelError as ModelError
    from parlq.problems import ParlqError as ParlqError
    from parlq.problems import Problem as Problem
    from parlq.problems import Severity as Severity
    from parlq.validation import validate as validate

_MODULES = {
    "parlq.api": "dump dumps from_dict load loads losses read to_dict to_html",
    "parlq.checks.status": "Status status",
    "parlq.validation": "validate",
    "parlq.formats.format": "Format",
    "parlq.formats.guarding": "PluginError UnknownFormatError",
    "parlq.formats.html.site": "Site SiteError write_site",
    "parlq.limits": "Limits",
    "parlq.merging": "Merged merge split",
    "parlq.problems": "InputError MissingExtraError ModelError ParlqError Problem Severity",
    "parlq.io.reading": "Location Reading",
    "parlq.model": (
        "Answer Answerer AnswerKind Attachment Author Block Bold Completeness Datatype Document "
        "Dossier Event EventKind Extension Foreign FrbrUri Heading Identifier Inline Institution "
        "Italic Language LanguageVariant LegalNotice LineBreak Link ListBlock ListItem "
        "Manifestation Milestone MilestoneKind Note NoteRef Paragraph Publication Question "
        "QuestionKind Reference Subject "
        "Span Subscript Superscript Table TableCell TableRow VariantRole Work"
    ),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}
_SUBMODULES = ("corpus", "formats", "merging", "model", "tables", "testing")

__all__ = ["__version__", *sorted(_HOMES), *_SUBMODULES]  # noqa: PLE0604 # all are strings


def __getattr__(name: str) -> object:
    if name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
    if name in _SUBMODULES:
        return import_module(f"parlq.{name}")
    raise AttributeError(f"module 'parlq' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
