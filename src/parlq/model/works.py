"""The works: questions and answers."""

from __future__ import annotations

import datetime as dt

import attrs

from parlq.model import field_builders as f
from parlq.model.agents import (
    Answerer,
    Author,
    Institution,
    to_answerers,
    to_authors,
    to_institutions,
)
from parlq.model.facts import (
    Attachment,
    Event,
    Extension,
    Publication,
    Subject,
    to_attachments,
    to_events,
    to_extensions,
    to_publications,
    to_subjects,
)
from parlq.model.fields.scalars import PARLIAMENT, TEXT
from parlq.model.identifier import Identifier, to_identifiers
from parlq.model.kinds import (
    AnswerKind,
    EventKind,
    QuestionKind,
    to_answer_kind,
    to_question_kind,
)
from parlq.model.reference_fields import of_names, of_reference, to_names, to_reference
from parlq.model.references.reference import Reference
from parlq.model.variant import LanguageVariant
from parlq.model.work_base import (
    EUROPEAN_PARLIAMENT,
    Work,
    check_kind,
    notebook_html,
    of_variants,
    to_variants,
)


@attrs.frozen(kw_only=True, repr=False, order=False)
class Question(Work):
    """A parliamentary question: a work (FRBR), whatever languages it is known in.

    Attributes:
        reference: its reference, such as `E-001670/2017`.
        identifiers: its other names, each in a scheme; former ones too.
        parliament: country and actor as in an Akoma Ntoso IRI; the actor is the house where there are
            several, as in `gb/lords`.
        kind: what sort of question.
        kind_code: the source's own code or URI for the kind; required when `kind` is `other`.
        term: number of the parliamentary term.
        session: the session or sitting, as the source writes it, such as `2019-20`.
        authors: in the order signed.
        supporters: who supports the question without being among its authors.
        on_behalf_of: groups or committees in whose name it is asked.
        addressees: in the order printed.
        rule: rule of procedure under which it is asked, such as `130` or `130a`.
        date: the day it was tabled.
        cites: works that it refers to.
        follows_up: works that it takes up again.
        original_languages: BCP 47 tags, as far as stated.
        events: what happened to it, in the source's order.
        publications: where it was printed.
        subjects: thesaurus terms.
        attachments: documents of their own that belong to the work.
        variants: its language versions, in protocol order, one a language.
        extensions: facts without a field.
    """

    reference: Reference | None = attrs.field(
        default=None, converter=to_reference, **of_reference()
    )
    identifiers: tuple[Identifier, ...] = attrs.field(
        default=(), converter=to_identifiers, **f.of_items(Identifier)
    )
    parliament: str = f.text(PARLIAMENT, default=EUROPEAN_PARLIAMENT)
    kind: QuestionKind | None = attrs.field(
        default=None, converter=to_question_kind, **f.of_choice(QuestionKind)
    )
    kind_code: str | None = f.text()
    term: int | None = f.number(1, 999)
    session: str | None = f.text()
    authors: tuple[Author, ...] = attrs.field(
        default=(), converter=to_authors, **f.of_items(Author)
    )
    supporters: tuple[Author, ...] = attrs.field(
        default=(), converter=to_authors, **f.of_items(Author)
    )
    on_behalf_of: tuple[Institution, ...] = attrs.field(
        default=(), converter=to_institutions, **f.of_items(Institution)
    )
    addressees: tuple[Institution, ...] = attrs.field(
        default=(), converter=to_institutions, **f.of_items(Institution)
    )
    rule: str | None = f.text()
    date: dt.date | None = attrs.field(default=None, converter=f.to_day, **f.of_day())
    cites: tuple[Reference | Identifier, ...] = attrs.field(
        default=(), converter=to_names, **of_names()
    )
    follows_up: tuple[Reference | Identifier, ...] = attrs.field(
        default=(), converter=to_names, **of_names()
    )
    original_languages: tuple[str, ...] = attrs.field(
        default=(), converter=f.to_tags, **f.of_tags()
    )
    events: tuple[Event, ...] = attrs.field(default=(), converter=to_events, **f.of_items(Event))
    publications: tuple[Publication, ...] = attrs.field(
        default=(), converter=to_publications, **f.of_items(Publication)
    )
    subjects: tuple[Subject, ...] = attrs.field(
        default=(), converter=to_subjects, **f.of_items(Subject)
    )
    attachments: tuple[Attachment, ...] = attrs.field(
        default=(), converter=to_attachments, **f.of_items(Attachment)
    )
    variants: tuple[LanguageVariant, ...] = attrs.field(
        default=(), converter=to_variants, **of_variants()
    )
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=to_extensions, **f.of_items(Extension)
    )

    _repr_html_ = notebook_html

    def __attrs_post_init__(self) -> None:
        check_kind(self, QuestionKind.OTHER)

    @property
    def due(self) -> dt.date | None:
        """The day by which the source says that an answer is due: that of the last such event."""
        dates = [event.date for event in self.events if event.kind is EventKind.DUE]
        return dates[-1] if dates else None


@attrs.frozen(kw_only=True, repr=False, order=False)
class Answer(Work):
    """An answer: a work of its own, tied by references to the questions that it answers.

    Attributes:
        reference: its own reference, such as `E-001670/2017-ASW`; never made up from a question's.
        identifiers: its other names, each in a scheme.
        parliament: country and actor as in an Akoma Ntoso IRI.
        kind: what sort of answer.
        kind_code: the source's own code or URI for the kind; required when `kind` is `other`.
        term: number of the parliamentary term.
        session: the session or sitting, as the source writes it, such as `2019-20`.
        answers_to: the questions answered: references, or identifiers where there are none.
        answerers: who answers, in the order printed.
        date: the day it was given.
        replaces: earlier answers that this one replaces or corrects.
        parts: the numbered parts of the question that are answered, such as `2` and `3`; none where
            the whole question is.
        cites, follows_up: as in `Question`.
        original_languages: BCP 47 tags, as far as stated.
        events, publications, subjects, attachments, variants, extensions: as in `Question`.
    """

    reference: Reference | None = attrs.field(
        default=None, converter=to_reference, **of_reference()
    )
    identifiers: tuple[Identifier, ...] = attrs.field(
        default=(), converter=to_identifiers, **f.of_items(Identifier)
    )
    parliament: str = f.text(PARLIAMENT, default=EUROPEAN_PARLIAMENT)
    kind: AnswerKind | None = attrs.field(
        default=None, converter=to_answer_kind, **f.of_choice(AnswerKind)
    )
    kind_code: str | None = f.text()
    term: int | None = f.number(1, 999)
    session: str | None = f.text()
    answers_to: tuple[Reference | Identifier, ...] = attrs.field(
        default=(), converter=to_names, **of_names()
    )
    answerers: tuple[Answerer, ...] = attrs.field(
        default=(), converter=to_answerers, **f.of_items(Answerer)
    )
    date: dt.date | None = attrs.field(default=None, converter=f.to_day, **f.of_day())
    replaces: tuple[Reference | Identifier, ...] = attrs.field(
        default=(), converter=to_names, **of_names()
    )
    parts: tuple[str, ...] = attrs.field(default=(), converter=f.to_texts, **f.of_texts(TEXT))
    cites: tuple[Reference | Identifier, ...] = attrs.field(
        default=(), converter=to_names, **of_names()
    )
    follows_up: tuple[Reference | Identifier, ...] = attrs.field(
        default=(), converter=to_names, **of_names()
    )
    original_languages: tuple[str, ...] = attrs.field(
        default=(), converter=f.to_tags, **f.of_tags()
    )
    events: tuple[Event, ...] = attrs.field(default=(), converter=to_events, **f.of_items(Event))
    publications: tuple[Publication, ...] = attrs.field(
        default=(), converter=to_publications, **f.of_items(Publication)
    )
    subjects: tuple[Subject, ...] = attrs.field(
        default=(), converter=to_subjects, **f.of_items(Subject)
    )
    attachments: tuple[Attachment, ...] = attrs.field(
        default=(), converter=to_attachments, **f.of_items(Attachment)
    )
    variants: tuple[LanguageVariant, ...] = attrs.field(
        default=(), converter=to_variants, **of_variants()
    )
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=to_extensions, **f.of_items(Extension)
    )

    _repr_html_ = notebook_html

    def __attrs_post_init__(self) -> None:
        check_kind(self, AnswerKind.OTHER)
