"""What lists of a site show of a document, or of one of its works, and where they lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from parlq.formats.html.languages import shown_first, text_of, works_of
from parlq.formats.html.view import ids_of
from parlq.formats.html.words import kind_of
from parlq.model import Answer, Document, Dossier, LanguageVariant, Question

#: Most names that lists show of the authors of a work.
_MOST_NAMES: Final = 3


class Card(NamedTuple):
    """What lists show of a document, or of one of its works.

    Attributes:
        path: of its page, from the top of the site.
        place: id of the work on the page, or of a text of it; empty for the document.
        label: reference or other short name of its first work, or of the work.
        title: subject of that, or who answers.
        language: of the title.
        kind: of that, in words.
        date: of that in ISO 8601.
        updated: the last day that the document states.
        people: names of authors, the first few.
        more: how many authors there are besides.
        others: what else the document has, such as `with answer`.
    """

    path: str
    place: str
    label: str
    title: str
    language: str
    kind: str
    date: str
    updated: str
    people: tuple[str, ...]
    more: int
    others: tuple[str, ...]

    @property
    def href(self) -> str:
        """The address from the top of the site."""
        return f"{self.path}#{self.place}" if self.place else self.path


class Cards:
    """Makes what lists show of a document.

    Args:
        document: the document.
        path: of its page.
    """

    def __init__(self, document: Document, path: str) -> None:
        self._works = works = works_of(document)
        self._path, self._ids, self._first = path, ids_of(document), shown_first(document)
        days = [day for each in works for v in each.variants if (day := v.last_updated)]
        days += [each.date for each in works if each.date]
        self._updated = max(days).isoformat() if days else ""
        self._others = tuple(_others(document)) if isinstance(document, Dossier) else ()
        self.document = self._card(works[0], text_of(works[0], self._first))

    def place(self, work: Question | Answer) -> str:
        """The id of a work on the page; empty for the first one, with which it begins."""
        return "" if work is self._works[0] else self._ids[id(work)]

    def of(self, work: Question | Answer, language: str | None) -> Card | None:
        """That of a work, in a language where a list is of one; None where it is that of the document."""
        if language is not None:
            made = self._card(work, work.variant(language))
            return made._replace(place=f"{self._ids[id(work)]}.{language}")
        place = self.place(work)
        return self._card(work, text_of(work, self._first))._replace(place=place) if place else None

    def _card(self, work: Question | Answer, text: LanguageVariant | None) -> Card:
        title = (text.subject or text.printed_answerers) if text else None
        kind = str(kind_of(work, "en").unescape())
        people = (
            [one.name or one.uri or "" for one in work.authors]
            if isinstance(work, Question)
            else []
        )
        return Card(
            path=self._path,
            place="",
            label=work.label or "",
            title=title or work.label or kind,
            language=text.language if text and title else "en" if not work.label else "und",
            kind=kind,
            date=work.date.isoformat() if work.date else "",
            updated=self._updated,
            people=tuple(people[:_MOST_NAMES]),
            more=max(len(people) - _MOST_NAMES, 0),
            others=self._others,
        )


def _others(document: Dossier) -> Iterator[str]:
    """What a dossier has besides its first work, in words."""
    more = max(len(document.questions) - 1, 0)
    if more:
        yield f"{more} more question{'s' * (more != 1)}"
    if document.questions and document.answers:
        count = len(document.answers)
        yield "with answer" if count == 1 else f"with {count} answers"
    elif len(document.answers) > 1:
        yield f"{len(document.answers) - 1} more answers"
