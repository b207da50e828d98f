"""A dossier in which every element and attribute of the profile stands at least once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import attrs

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
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Manifestation,
    Milestone,
    Note,
    NoteRef,
    Paragraph,
    Publication,
    Question,
    Reference,
    Span,
    Subject,
    Subscript,
    Superscript,
    Table,
    TableCell,
    TableRow,
)

URI = "https://example.org/1"


def rich():
    """Return a dossier in which every element and attribute of the profile stands."""
    known = (Identifier(scheme="w", value="1"), Identifier(scheme="m", value="2", scope="s"))
    body = Institution(
        code="council", name="Council", uri="https://example.org/org/1", identifiers=known
    )
    words = ("a", Bold(content=("b", Italic(content=("c",)))), NoteRef(marker="1"), LineBreak())
    words = (*words, Milestone(kind="page", value="7"), Span(language="ga", content=("g",)))
    link = Link(href="#x", content=(Superscript(content=("d",)), Subscript(content=("e",))))
    text = Paragraph(content=(*words, link, Foreign(media_type="a/b", value="f")))
    cells = (TableCell(header=True, colspan=2, rowspan=3, content=(text,)), TableCell())
    items = (ListItem(label="1.", content=(text, ListBlock(items=(ListItem(),)))),)
    file = Manifestation(
        media_type="a/b",
        format=URI,
        uri=URI,
        address=URI,
        size=7,
        issued=datetime(2024, 1, 1, tzinfo=UTC),
    )
    extra = Extension(namespace=URI, name="n", value="v", datatype="json", path="/p")
    full = LanguageVariant(
        language="en",
        role="translation",
        subject="s",
        heading=("h",),
        printed_answerers="p",
        legal_notice=LegalNotice(
            label="l",
            language="fr",
            uri=URI,
            holder="h",
            years=(2020, 2021),
            text="t",
            licence=URI,
            access_right=URI,
        ),
        body=(
            Heading(level=2, content=words),
            text,
            ListBlock(ordered=True, items=items),
            Table(caption=words, rows=(TableRow(cells=cells),)),
            Note(marker="1", content=(text,)),
            Foreign(media_type="a/b", value="f"),
        ),
        last_updated=date(2024, 1, 1),
        source=URI,
        manifestations=(file, file),
        completeness="truncated",
        extensions=(extra, extra),
    )
    issue = Publication(name="n", number="1", page="2", date=date(2024, 1, 1), uri=URI, label="l")
    annex = Attachment(
        reference=Reference.parse("E-000001/2024-ANN01"),
        title="t",
        language="fr",
        uri=URI,
        manifestations=(file, file),
    )
    common = {
        "reference": Reference.parse("E-000001/2024"),
        "identifiers": (Identifier(scheme="eli", value=URI), Identifier(scheme="pe", value="1")),
        "kind": "other",
        "kind_code": "k",
        "term": 9,
        "session": "s",
        "cites": (Reference.parse("E-000002/2024"), *known),
        "follows_up": known,
        "date": date(2024, 1, 1),
        "original_languages": ("fr", "de"),
        "events": (
            Event(
                kind="other",
                code="c",
                date=date(2024, 1, 1),
                label="l",
                institution=body,
                targets=known,
            ),
        )
        * 2,
        "publications": (issue, issue),
        "subjects": (Subject(code="c", label="l", scheme=URI, uri=URI),) * 2,
        "attachments": (annex, annex),
        "extensions": (extra, extra),
    }
    author = Author(
        name="n",
        group="g",
        uri=URI,
        on_behalf_of=body,
        acting_for="a",
        role="r",
        constituency="c",
        identifiers=known,
    )
    asked = Question(
        **common,
        authors=(author, author),
        supporters=(author, Author(name="n")),
        on_behalf_of=(body, body),
        addressees=(body, body),
        rule="130a",
        variants=(full, attrs.evolve(full, language="fr-CA"), LanguageVariant(language="fr")),
    )
    who = Answerer(
        honorific="h",
        offices=("o", "p"),
        name="n",
        institution=body,
        on_behalf_of=body,
        acting_for="a",
        uri=URI,
        identifiers=known,
    )
    names = (asked.reference, asked.identifiers[0])
    given = Answer(
        **common,
        answers_to=names,
        replaces=names,
        parts=("1", "2"),
        answerers=(who, who),
        variants=(full, LanguageVariant(language="fr")),
    )
    return Dossier(questions=(asked,), answers=(given,), extensions=(extra,))
