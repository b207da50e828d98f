"""What a page shows of a document: its works in reading order, their texts, facts and timelines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

import attrs
from markupsafe import Markup, escape

from parlq.checks.status import State, Status, status
from parlq.formats.akn.xml.names import SECTION
from parlq.formats.html import words
from parlq.formats.html.facts import Fact, facts_of
from parlq.formats.html.languages import Choice, choices, shown_first, texts_of, works_of
from parlq.formats.html.text_body import TextBody
from parlq.model import (
    Answer,
    Document,
    Dossier,
    Event,
    EventKind,
    LanguageVariant,
    Question,
)
from parlq.model.identity import kind_of

_NOT_IN_AN_ID: Final = re.compile(r"[^A-Za-z0-9._-]+")


@attrs.frozen
class TextView:
    """A text of a work.

    Attributes:
        variant: the language version.
        shown: the languages of the page in which it shows.
        id: of its element.
        lines: the heading, line by line.
        title: what it is about, or who answers.
        body: its blocks as HTML.
        missing: languages of the page in which the work has no text, so that this one shows.
    """

    variant: LanguageVariant
    shown: tuple[str, ...]
    id: str
    lines: tuple[Markup, ...]
    title: Markup
    body: Markup
    missing: tuple[str, ...]


@attrs.frozen
class Step:
    """One line of a timeline: the day, what happened, and how many days after the first one."""

    date: dt.date | None
    what: Markup
    detail: Markup
    after: int | None


@attrs.frozen
class WorkView:
    """A work of a page.

    Attributes:
        work: the work.
        kind: `question` or `answer`.
        id: of its element.
        level: of its heading.
        texts: its texts; none where nothing is known of its languages.
        steps: what happened to it.
        facts: what else is known about it.
        state: what became of a question, in words; empty where it is not known.
        related: the works of the page that it answers or that answer it.
    """

    work: Question | Answer
    kind: str
    id: str
    level: int
    texts: tuple[TextView, ...]
    steps: tuple[Step, ...]
    facts: tuple[Fact, ...]
    state: str
    related: tuple[tuple[str, str], ...]


@attrs.frozen
class PageView:
    """A page: which language it shows first, the chooser, and the works in reading order."""

    document: Document
    first: str
    choices: tuple[Choice, ...]
    works: tuple[WorkView, ...]
    title: str

    @property
    def available(self) -> tuple[str, ...]:
        """Languages in which the page has a text."""
        return tuple(each.tag for each in self.choices if each.available)


def view_of(document: Document, language: str | None = None, prefix: str | None = None) -> PageView:
    """What a page shows of a document.

    Args:
        document: what is shown.
        language: the language that shows first, where one is wanted.
        prefix: what all ids begin with, for a part of another page, which shows one language.
    """
    first = shown_first(document, language)
    chosen = choices(document, first) if prefix is None else ()
    in_order = document.reading_order() if isinstance(document, Dossier) else (document,)
    available = tuple(c.tag for c in chosen if c.available) or (first,)
    maker = _Maker(document, first, available, prefix or "")
    works = tuple(map(maker.work, in_order))
    return PageView(document, first, chosen, works, maker.title())


def ids_of(document: Document, prefix: str = "") -> dict[int, str]:
    """The ids of the elements of the works of a document, by the `id` of each work in Python.

    A text is in an element with the id of its work, a dot, and the tag of its language.
    """
    taken: set[str] = set()
    ids: dict[int, str] = {}
    for number, work in enumerate(works_of(document), 1):
        name = _NOT_IN_AN_ID.sub("-", work.label or "").strip("-")
        name = name or f"{kind_of(work)}-{number}"
        name = f"{name}-{number}" if name in taken else name
        taken.add(name)
        ids[id(work)] = f"{prefix}work-{name}"
    return ids


class _Maker:
    """Makes the views of one page; knows which ids are taken."""

    def __init__(
        self, document: Document, first: str, languages: tuple[str, ...], prefix: str
    ) -> None:
        self._document, self._first, self._languages = document, first, languages
        self._prefix = prefix
        self._ids = ids_of(document, prefix)
        self._made: dict[str, int] = {}
        self._kinds: set[str] = set()
        self._answers: dict[int, list[Answer]] = {}
        self._questions: dict[int, list[Question]] = {}
        for question, answer in document.pairs() if isinstance(document, Dossier) else ():
            self._answers.setdefault(id(question), []).append(answer)
            self._questions.setdefault(id(answer), []).append(question)
        self._several = isinstance(document, Dossier) and len(document.questions) != 1

    def title(self) -> str:
        """The title of the page."""
        document = self._document
        if isinstance(document, Dossier) and self._several:
            counts = [(len(document.questions), "question"), (len(document.answers), "answer")]
            return ", ".join(f"{n} {what}{'s' * (n != 1)}" for n, what in counts if n)
        work = document.questions[0] if isinstance(document, Dossier) else document
        text = next(iter([v for v in work.variants if v.language == self._first]), None)
        said = (text.subject or text.printed_answerers) if text else None
        return " \u2013 ".join(filter(None, (work.label, said))) or type(work).__name__

    def work(self, work: Question | Answer) -> WorkView:
        """The view of a work."""
        kind, own = kind_of(work), self._own_id(work)
        plain = kind not in self._kinds  # its parts have their `eId` as their id
        self._kinds.add(kind)
        texts = texts_of(work, self._languages, self._first)
        main = next((t for t, shown in texts.items() if self._first in shown), None)
        made = []
        for tag, shown in texts.items():
            prefix = self._prefix if plain and tag == main else f"{own}.{tag}."
            made.append(self._text(work, work.variant(tag), shown, own, prefix))
        related = self._answers.get(id(work), []) + self._questions.get(id(work), [])
        return WorkView(
            work,
            kind,
            own,
            self._level(work),
            tuple(made),
            tuple(self._steps(work)),
            tuple(facts_of(work, self._everywhere)),
            self._became(work),
            tuple((self._ids[id(each)], each.label or type(each).__name__) for each in related),
        )

    def _became(self, work: Question | Answer) -> str:
        """What became of a question, as far as the page tells."""
        if not isinstance(work, Question) or (found := self._state(work)).state is State.UNKNOWN:
            return ""
        late = ", after the day it was due" if found.past_due else ""
        return found.state.value.replace("_", " ").capitalize() + late

    def _state(self, work: Question) -> Status:
        return status(work, self._answers.get(id(work), ()))

    def _level(self, work: Question | Answer) -> int:
        """The level of a heading: the first of a page is that of the page or of its one question."""
        if self._document is work:
            return 1
        return 2 if self._several or isinstance(work, Answer) else 1

    def _own_id(self, work: Question | Answer) -> str:
        """The id of a work: one that is in the document again has a number behind it."""
        own = self._ids[id(work)]
        self._made[own] = count = self._made.get(own, 0) + 1
        return own if count == 1 else f"{own}..{count}"

    def _everywhere(self, key: str, english: str) -> Markup:
        return words.everywhere(key, english, self._languages, self._first)

    def _text(
        self,
        work: Question | Answer,
        variant: LanguageVariant,
        shown: tuple[str, ...],
        own: str,
        prefix: str,
    ) -> TextView:
        tag = variant.language
        if isinstance(work, Question):
            lines = [escape(line) for line in variant.heading] or words.heading(work, tag)
            title = escape(variant.subject or work.label or "")
        else:
            lines = [escape(line) for line in variant.heading]
            title = words.answering(work, variant.printed_answerers, tag)
        body = TextBody(f"{SECTION}__{kind_of(work)}_1", prefix, self._level(work))
        return TextView(
            variant,
            shown,
            f"{own}.{tag}",
            tuple(lines),
            title,
            body.markup(variant.body),
            tuple(each for each in shown if each != tag),
        )

    def _steps(self, work: Question | Answer) -> Iterator[Step]:
        """The timeline of a work: its events, and the days that it and its answers state."""
        kinds = {event.kind for event in work.events}
        events = [*work.events]
        stated = EventKind.TABLED if isinstance(work, Question) else EventKind.ANSWERED
        if work.date is not None and stated not in kinds:
            events.insert(0, Event(kind=stated, date=work.date))
        if EventKind.ANSWERED not in kinds and isinstance(work, Question):
            days = [a.date for a in self._answers.get(id(work), []) if a.date is not None]
            events += [Event(kind=EventKind.ANSWERED, date=day) for day in dict.fromkeys(days)]
        due = self._state(work).due if isinstance(work, Question) else None
        if due is not None and EventKind.DUE not in kinds:
            events.append(Event(kind=EventKind.DUE, date=due, label="by the Rules of Procedure"))
        tabled = [e.date for e in events if e.kind is EventKind.TABLED and e.date is not None]
        for event in events:
            after = (event.date - tabled[0]).days if tabled and event.date else None
            yield Step(event.date, self._happened(event), _detail(event), after or None)

    def _happened(self, event: Event) -> Markup:
        if event.kind is EventKind.OTHER:
            return escape(event.label or event.code or "")
        name = event.kind.value.replace("_", " ")
        return self._everywhere(event.kind.value, _ENGLISH.get(event.kind, name.capitalize()))


_ENGLISH: Final = {EventKind.DUE: "Answer due", EventKind.HELD: "Held over"}


def _detail(event: Event) -> Markup:
    """What an event states besides its kind and its day."""
    other = event.kind is EventKind.OTHER
    said = [
        words.body_name(event.institution),
        "" if other else event.label or "",
        "" if other else event.code or "",
        *map(words.name_of, event.targets),
    ]
    return escape(" \u00b7 ".join(dict.fromkeys(filter(None, said))))
