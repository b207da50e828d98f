"""What the model refuses, and that every refusal names the field at fault."""

import datetime as dt

import attrs
import pytest

from parlq.model import (
    Answer,
    Answerer,
    Attachment,
    Author,
    Bold,
    Dossier,
    Event,
    Extension,
    Foreign,
    Heading,
    Identifier,
    Institution,
    Italic,
    LanguageVariant,
    LegalNotice,
    Link,
    ListBlock,
    ListItem,
    Manifestation,
    Note,
    NoteRef,
    Paragraph,
    Publication,
    Question,
    Reference,
    Subject,
    Table,
    TableCell,
    TableRow,
)
from parlq.problems import ModelError, ParlqError

P = Paragraph(content="words")
NOON = dt.datetime(2026, 1, 8, 12, 0)
ODD_ZONE = dt.timezone(dt.timedelta(hours=1, seconds=30))
FAR_ZONE = dt.timezone(dt.timedelta(hours=15))

#: Class, arguments, field that the error names, a piece of what it says.
REFUSED = [
    (Institution, {}, "Institution", "at least one of code, name, uri"),
    (Institution, {"name": ""}, "Institution.name", "must not be empty"),
    (Institution, {"name": 3}, "Institution.name", "must be a string, not int"),
    (Institution, {"code": "1st"}, "Institution.code", "must be a token"),
    (Institution, {"code": "c" * 65}, "Institution.code", "at most 64 characters"),
    (Institution, {"uri": "commission"}, "Institution.uri", "must be an absolute URI"),
    (Institution, {"uri": "http://x.example/é"}, "Institution.uri", "in ASCII"),
    (Institution, {"uri": "http://x.example/" + "a" * 2048}, "Institution.uri", "at most 2048"),
    (Institution, {"uri": "http://x.example/a b"}, "Institution.uri", "must be an absolute URI"),
    (Author, {"group": "PPE"}, "Author", "at least one of name, uri"),
    (Author, {"name": "A", "on_behalf_of": "PPE"}, "Author.on_behalf_of", "must be Institution"),
    (Author, {"name": "a\0b"}, "Author.name", "contains U+0000 at 1"),
    (Author, {"name": "\ud800"}, "Author.name", "contains U+D800 at 0"),
    (Author, {"name": "ab\uffff"}, "Author.name", "contains U+FFFF at 2"),
    (Answerer, {"honorific": "Mr"}, "Answerer", "at least one of offices, name"),
    (Answerer, {"offices": "Commissioner"}, "Answerer.offices", "must be a sequence, not str"),
    (Answerer, {"offices": ("A", "")}, "Answerer.offices", "item 1 must not be empty"),
    (Identifier, {"scheme": "a b", "value": "x"}, "Identifier.scheme", "must be a token"),
    (Identifier, {"scheme": "a", "value": ""}, "Identifier.value", "must not be empty"),
    (Event, {"kind": "born"}, "Event.kind", "must be one of tabled"),
    (Event, {"kind": "other"}, "Event.code", "must be stated when kind is other"),
    (Event, {"kind": "tabled", "date": "21.2.2018"}, "Event.date", "a date such as 2018-02-21"),
    (Event, {"kind": "tabled", "date": NOON}, "Event.date", "not datetime"),
    (Event, {"kind": "tabled", "date": dt.date(1, 1, 1)}, "Event.date", "unknown date"),
    (Publication, {"page": "1"}, "Publication", "at least one of name, number, label, uri"),
    (Subject, {"scheme": "urn:x:y"}, "Subject", "at least one of code, label, uri"),
    (Manifestation, {"size": 1}, "Manifestation", "at least one of media_type, format"),
    (Manifestation, {"media_type": "pdf"}, "Manifestation.media_type", "must be a media type"),
    (
        Manifestation,
        {"media_type": "text/html", "size": -1},
        "Manifestation.size",
        "must be from 0 to",
    ),
    (
        Manifestation,
        {"media_type": "text/html", "size": 2**53},
        "Manifestation.size",
        "must be from 0 to",
    ),
    (
        Manifestation,
        {"media_type": "text/html", "size": True},
        "Manifestation.size",
        "must be an integer",
    ),
    (
        Manifestation,
        {"media_type": "text/html", "issued": NOON},
        "Manifestation.issued",
        "with a time zone",
    ),
    (
        Manifestation,
        {"media_type": "text/html", "issued": NOON.replace(tzinfo=ODD_ZONE)},
        "Manifestation.issued",
        "whole minutes",
    ),
    (
        Manifestation,
        {"media_type": "text/html", "issued": NOON.replace(tzinfo=FAR_ZONE)},
        "Manifestation.issued",
        "at most 14 hours",
    ),
    (Attachment, {"language": "en"}, "Attachment", "at least one of reference, title"),
    (Attachment, {"title": "t", "language": "en_GB"}, "Attachment.language", "BCP 47"),
    (Attachment, {"reference": 7}, "Attachment.reference", "must be Reference, not int"),
    (LegalNotice, {"label": ""}, "LegalNotice.label", "must not be empty"),
    (LegalNotice, {"label": "©", "years": (1899,)}, "LegalNotice.years", "from 1900 to 2199"),
    (LegalNotice, {"label": "©", "years": 2018}, "LegalNotice.years", "must be a sequence"),
    (Extension, {"namespace": "x", "name": "n", "value": ""}, "Extension.namespace", "URI"),
    (
        Extension,
        {"namespace": "urn:x:y", "name": "n", "value": "", "datatype": "yaml"},
        "Extension.datatype",
        "must be one of text, json, xml",
    ),
    (Bold, {"content": ""}, "Bold.content", "must not be empty"),
    (Bold, {"content": ("a\x0b",)}, "Bold.content", "item 0 contains U+000B"),
    (Italic, {"content": (P,)}, "Italic.content", "item 0 must be one of str, Bold"),
    (Link, {"href": "http://[", "content": "a"}, "Link.href", "must be a URI reference"),
    (NoteRef, {"marker": ""}, "NoteRef.marker", "must not be empty"),
    (Foreign, {"media_type": "mathml", "value": ""}, "Foreign.media_type", "media type"),
    (Paragraph, {"content": ()}, "Paragraph.content", "must not be empty"),
    (Paragraph, {"content": 3}, "Paragraph.content", "must be a sequence, not int"),
    (Heading, {"content": "a", "level": 0}, "Heading.level", "must be from 1 to 6"),
    (Heading, {"content": "a", "level": 7}, "Heading.level", "must be from 1 to 6, not 7"),
    (ListBlock, {"items": ()}, "ListBlock.items", "must not be empty"),
    (ListBlock, {"items": (P,)}, "ListBlock.items", "must be one of ListItem, not Paragraph"),
    (ListBlock, {"items": (ListItem(),), "ordered": 1}, "ListBlock.ordered", "must be a bool"),
    (
        ListItem,
        {"content": (Heading(content="a"),)},
        "ListItem.content",
        "one of Paragraph, ListBlock",
    ),
    (Table, {"rows": ()}, "Table.rows", "must not be empty"),
    (TableRow, {"cells": ()}, "TableRow.cells", "must not be empty"),
    (TableCell, {"colspan": 0}, "TableCell.colspan", "must be from 1 to 1000"),
    (TableCell, {"rowspan": 65535}, "TableCell.rowspan", "must be from 1 to 65534"),
    (Note, {"marker": "1", "content": ()}, "Note.content", "must not be empty"),
    (LanguageVariant, {"language": "english language"}, "LanguageVariant.language", "BCP 47"),
    (LanguageVariant, {"language": "en", "role": "copy"}, "LanguageVariant.role", "one of"),
    (LanguageVariant, {"language": "en", "body": ("a",)}, "LanguageVariant.body", "not str"),
    (
        LanguageVariant,
        {"language": "en", "completeness": "full"},
        "LanguageVariant.completeness",
        "absent exactly when there is no body",
    ),
    (
        LanguageVariant,
        {"language": "en", "completeness": "absent", "body": (P,)},
        "LanguageVariant.completeness",
        "absent exactly when there is no body",
    ),
    (Question, {"reference": "E-001670"}, "Question.reference", "not a reference"),
    (Question, {"kind": "other"}, "Question.kind_code", "must be stated for other"),
    (Question, {"parliament": "EP"}, "Question.parliament", "must be a parliament such as"),
    (Question, {"term": 0}, "Question.term", "must be from 1 to 999"),
    (Question, {"authors": ("A",)}, "Question.authors", "item 0 must be one of Author"),
    (Question, {"original_languages": ("fr", "FR")}, "Question.original_languages", "twice"),
    (Question, {"original_languages": "fr"}, "Question.original_languages", "a sequence"),
    (
        Question,
        {"variants": (LanguageVariant(language="en"), LanguageVariant(language="EN"))},
        "Question.variants",
        "two variants in 'en'",
    ),
    (Question, {"events": ("tabled",)}, "Question.events", "item 0 must be one of Event"),
    (Answer, {"kind": "other"}, "Answer.kind_code", "must be stated for other"),
    (Answer, {"kind": "written"}, "Answer.kind", "must be one of answer, joint"),
    (Answer, {"answers_to": ("E 1",)}, "Answer.answers_to", "not a reference"),
    (Dossier, {}, "Dossier.questions", "must not be empty without answers"),
    (Dossier, {"questions": (Answer(),)}, "Dossier.questions", "must be one of Question"),
]


@pytest.mark.parametrize(
    ("kind", "arguments", "field", "piece"),
    REFUSED,
    ids=[f"{field}-{number}" for number, (_, _, field, _) in enumerate(REFUSED)],
)
def test_refusals_name_the_field(kind, arguments, field, piece):
    """A value that breaks an invariant is refused, in words, with the field at fault."""
    with pytest.raises(ModelError) as caught:
        kind(**arguments)
    assert field == caught.value.field
    assert piece in caught.value.message
    assert str(caught.value) == f"{field}: {caught.value.message}"


def test_refusals_are_of_both_families():
    """A refusal is a parlq error for those who catch these, and a ValueError for everybody else."""
    assert issubclass(ModelError, ParlqError)
    assert issubclass(ModelError, ValueError)


def test_evolve_checks_too():
    """A changed copy keeps the invariants."""
    with pytest.raises(ModelError, match=r"Question\.term"):
        attrs.evolve(Question(), term=0)


def test_positional_arguments_are_refused():
    """Fields are named, so that none is taken for another."""
    with pytest.raises(TypeError):
        Question(Reference.parse("E-001670/2017"))  # type: ignore[misc]  # that is the point


def test_strings_are_taken_for_members_of_lists():
    """The string of a kind gives the member, which is equal to its string."""
    assert Question(kind="written").kind == "written"
    assert repr(Question(kind="written")) == "Question(kind='written', variants=[])"


def test_any_iterable_is_taken():
    """Lists and generators become tuples."""
    question = Question(authors=[Author(name="A")], original_languages=(t for t in ["FR"]))
    assert ((Author(name="A"),), ("fr",)) == (question.authors, question.original_languages)


def test_depth_is_bounded():
    """Sixty levels of blocks and inlines are held, sixty-one are not."""

    def nested(levels):
        inline = "x"
        for _ in range(levels):
            inline = Bold(content=(inline,))
        return (Paragraph(content=(inline,)),)

    assert LanguageVariant(language="en", body=nested(59)).text() == "x"
    with pytest.raises(ModelError, match="nests more deeply"):
        LanguageVariant(language="en", body=nested(60))


def test_texts_become_values():
    """A constructor takes the text of a reference, a date or a choice, and any iterable."""
    question = Question(
        reference="E-1670/17", kind="written", date="2017-03-09", authors=[Author(name="Ada Bell")]
    )
    assert (
        Question(
            reference=Reference.parse("E-001670/2017"),
            kind="written",
            date=dt.date(2017, 3, 9),
            authors=(Author(name="Ada Bell"),),
        )
        == question
    )
    own = Identifier(scheme="local", value="question-1")
    answer = Answer(answers_to=["E-1670/2017", own], replaces=iter(["E-001671/2017-ASW"]))
    assert (question.reference, own) == answer.answers_to
    assert (Reference.parse("E-001671/2017-ASW"),) == answer.replaces
    assert eval(repr(question.reference)) == question.reference
