"""Values of ever more parts: works that name each other, people, notes, cells, facts of every sort."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import parlq
from parlq import merging
from parlq.cli.showing.summary import summary
from parlq.model import (
    Answer,
    Answerer,
    Author,
    Datatype,
    Document,
    Dossier,
    Event,
    EventKind,
    Extension,
    Identifier,
    Institution,
    LanguageVariant,
    Link,
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
from parlq.problems import ParlqError

DAY = dt.date(2024, 1, 1)
WORDS = Paragraph(content=("x",))


def name(number: int, suffix: str = "") -> Reference:
    """A reference of its own."""
    return Reference.parse(f"E-{number + 1:06}/2024{suffix}")


def question(**facts: Any) -> Question:
    """One question that states these facts."""
    return Question(reference=name(0), date=DAY, **facts)


def text(*blocks: Any) -> Question:
    """One question with these blocks."""
    return question(variants=(LanguageVariant(language="en", body=blocks),))


def answers(count: int, *asked: Reference) -> tuple[Answer, ...]:
    """Answers to the same questions, each with a name of its own."""
    return tuple(Answer(reference=name(n, "-ASW"), answers_to=asked) for n in range(count))


def nameless(count: int) -> tuple[Answer, ...]:
    """Answers to the same question that nothing but their place tells apart."""
    local = (Identifier(scheme="local", value=f"a{n}") for n in range(count))
    return tuple(Answer(answers_to=(name(0),), identifiers=(each,)) for each in local)


def marks(count: int) -> Question:
    """Notes, and as many marks that lead to them."""
    notes = [Note(marker=str(n), content=(WORDS,)) for n in range(count)]
    return text(*(Paragraph(content=(NoteRef(marker=str(n)),)) for n in range(count)), *notes)


def asked(count: int) -> tuple[Question, ...]:
    """Questions, each with a name of its own."""
    return tuple(Question(reference=name(n), date=DAY) for n in range(count))


def times(count: int, part: Callable[[int], Any]) -> tuple[Any, ...]:
    """`count` parts."""
    return tuple(part(n) for n in range(count))


MADE: dict[str, Callable[[int], Document]] = {
    "questions, each with its answer": lambda n: Dossier(
        questions=asked(n),
        answers=tuple(Answer(reference=name(i, "-ASW"), answers_to=(name(i),)) for i in range(n)),
    ),
    "revised questions": lambda n: Dossier(
        questions=tuple(Question(reference=name(i, "/rev.1")) for i in range(n)),
        answers=answers(n, name(0)),
    ),
    "one answer to many": lambda n: Dossier(
        questions=asked(n), answers=answers(1, *(name(i) for i in range(n)))
    ),
    "many answers to one": lambda n: Dossier(questions=asked(1), answers=answers(n, name(0))),
    "answers without a name": lambda n: Dossier(questions=asked(1), answers=nameless(n)),
    "authors": lambda n: question(authors=times(n, lambda i: Author(name=f"A{i}"))),
    "authors of one name": lambda n: question(authors=times(n, lambda _: Author(name="A"))),
    "addressees": lambda n: question(addressees=times(n, lambda i: Institution(name=f"A{i}"))),
    "answerers": lambda n: Answer(
        reference=name(0, "-ASW"),
        answerers=tuple(Answerer(name=f"A{i}") for i in range(n)),
    ),
    "events before the date": lambda n: question(
        events=times(n, lambda _: Event(kind=EventKind.TABLED, date=dt.date(2023, 1, 1)))
    ),
    "subjects": lambda n: question(subjects=times(n, lambda i: Subject(label=f"a{i}"))),
    "issues": lambda n: question(publications=times(n, lambda i: Publication(name=f"a{i}"))),
    "identifiers": lambda n: question(
        identifiers=times(n, lambda i: Identifier(scheme="celex", value=f"91999E{i:06}"))
    ),
    "extensions that are none": lambda n: question(
        extensions=times(
            n,
            lambda i: Extension(namespace="urn:x", name=f"a{i}", datatype=Datatype.JSON, value="{"),
        )
    ),
    "files": lambda n: question(
        variants=(
            LanguageVariant(
                language="en",
                manifestations=tuple(
                    Manifestation(address=f"https://a.example/{i}") for i in range(n)
                ),
            ),
        )
    ),
    "notes and marks": marks,
    "marks without notes": lambda n: text(
        *(Paragraph(content=(NoteRef(marker="1"),)) for _ in range(n))
    ),
    "links to nowhere": lambda n: text(
        *(Paragraph(content=(Link(href=f"#a{i}", content=("x",)),)) for i in range(n))
    ),
    "cells over many rows": lambda n: text(
        Table(rows=tuple(TableRow(cells=(TableCell(rowspan=65534, colspan=9),)) for _ in range(n)))
    ),
}


def deeds(document: Document) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is done with a value."""
    for form in ("json", "akn", "csv", "jsonld"):
        try:
            data = parlq.dumps(document, format=form)
        except ParlqError:
            continue
        yield f"written as {form}", partial(parlq.dumps, document, format=form)
        yield f"read from {form}", partial(parlq.read, data, format=form)
        if form in {"json", "akn"}:
            yield f"{form} validated", partial(parlq.validate, data)
    yield "joined with itself", partial(merging.merge, [document, document])
    yield "shown", partial(summary, document)
