"""Words of the interface: those of published pages in 24 languages, and English for the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import Final

from markupsafe import Markup, escape

from parlq.formats.ep.pages.language.dates import write_date
from parlq.formats.ep.pages.language.wording import rows
from parlq.formats.html.languages import spoken
from parlq.model import (
    Answer,
    Answerer,
    AnswerKind,
    Author,
    Identifier,
    Institution,
    Question,
    QuestionKind,
    Reference,
)
from parlq.model.languages.language import endonym

#: Wording that was seen in print; other wording is only expected, so English takes its place.
_SEEN: Final = frozenset({"verified", "chapter-heading", "style-guide"})
_ENGLISH: Final = "en"

#: Keys of the wording table, by the word of the interface.
_KEYS: Final = {
    "tabled": "submitted",
    "forwarded": "forwarded",
    "due": "due",
    "selected": "selected",
    "subject": "subject",
    "updated": "last_updated",
    "original": "original",
    "supporters": "supporters",
    "page": "page_heading.short",
}


@cache
def _seen(key: str, language: str) -> str | None:
    """The wording of a key in a language, where it was seen in print; the first without slots."""
    for row in rows(key):
        if row.language == language and row.status in _SEEN:
            return row.text
    return None


def said(key: str, language: str, english: str) -> tuple[str, str]:
    """Words and the language that they are in: the one that is asked for, else English."""
    found = _seen(key, language)
    return (found, language) if found else (english, _ENGLISH)


def words(key: str, language: str, english: str) -> Markup:
    """Words inside a part in a language, marked where they are in English instead."""
    text, tag = said(_KEYS.get(key, key), language, english)
    return escape(text) if tag == language else _marked(text)


def _marked(text: str) -> Markup:
    return Markup(f'<span lang="en" dir="ltr">{escape(text)}</span>')  # noqa: S704 # escaped


def everywhere(key: str, english: str, languages: Iterable[str], first: str) -> Markup:
    """Words outside a text: those of the language that the reader chooses."""
    key = _KEYS.get(key, key)
    return _of_each({tag: said(key, tag, english) for tag in languages}, first)


def everywhere_day(date: dt.date, languages: Iterable[str], first: str) -> Markup:
    """A day outside a text, in the language that the reader chooses."""
    return _of_each({tag: (day(date, tag), tag) for tag in languages}, first)


def _of_each(shown: dict[str, tuple[str, str]], first: str) -> Markup:
    """What shows in each language of a page, with the language that it is in; once where it is one."""
    groups: dict[tuple[str, str], list[str]] = {}
    for language, words_ in shown.items():
        groups.setdefault(words_, []).append(language)
    if len(groups) == 1:
        ((text, tag),) = groups
        return escape(text) if tag == first else _marked(text)
    return Markup("").join(
        Markup('<span class="{}" {}>{}</span>').format(classes("i", tags, first), spoken(tag), text)
        for (text, tag), tags in groups.items()
    )


def classes(name: str, languages: Iterable[str], first: str) -> str:
    """The classes of what shows in some languages: `i i-en i-fr`, and `first` where it shows first."""
    tags = [*languages]
    return " ".join([name, *(["first"] if first in tags else []), *(f"{name}-{t}" for t in tags)])


def day(date: dt.date, language: str) -> Markup:
    """A day as a text in a language prints it, in ISO 8601 where parlq does not know how."""
    text = write_date(date, language) if endonym(language) else date.isoformat()
    return Markup(f'<time datetime="{date.isoformat()}">{escape(text)}</time>')  # noqa: S704 # escaped


def _key_of(kind: QuestionKind | AnswerKind) -> str:
    """The key of the heading of a kind, which the table may not have."""
    if isinstance(kind, QuestionKind):
        return f"heading.{kind.partition('_')[0]}"
    return "answer.bare" if kind is AnswerKind.ANSWER else f"answer.bare.{kind}"


def kind_of(work: Question | Answer, language: str) -> Markup:
    """The kind of a work in words."""
    bare = "Question" if isinstance(work, Question) else "Answer"
    if work.kind is None:
        return _marked(bare) if language != _ENGLISH else escape(bare)
    english = _seen(_key_of(work.kind), _ENGLISH)
    other = work.kind_code if work.kind.value == "other" else work.kind.value.replace("_", " ")
    plain = f"{bare} ({other})" if work.kind is not AnswerKind.ANSWER else bare
    return words(_key_of(work.kind), language, english or plain)


def heading(work: Question, language: str) -> list[Markup]:
    """The heading of a question that prints none: its kind, whom it asks, and by which rule."""
    lines = [kind_of(work, language)]
    for body in work.addressees:
        english = f"to {body.label}"
        lines.append(words(f"addressee.{body.code}", language, english))
    if work.rule is not None:
        text, tag = said("rule", language, "Rule {n}")
        shown = text.replace("{n}", work.rule)
        lines.append(escape(shown) if tag == language else _marked(shown))
    return lines


def name_of(name: Reference | Identifier) -> str:
    """How a name of a work is shown."""
    return name.value if isinstance(name, Identifier) else str(name)


def body_name(body: Institution | None) -> str:
    """How an institution is shown."""
    return "" if body is None else body.label


def author(one: Author) -> str:
    """A member who asks, as pages print it: name, group, and in whose name."""
    return _with(one.label, one.group, one.role, one.constituency)


def answerer(one: Answerer) -> str:
    """Who answers: honorific, name, offices, institution."""
    person = " ".join(filter(None, (one.honorific, one.name)))
    shown = ", ".join(filter(None, (person, *one.offices, body_name(one.institution))))
    return _with(shown or one.label, one.group, one.constituency)


def _with(shown: str, *about: str | None) -> str:
    """A person with facts in brackets."""
    stated = ", ".join(filter(None, about))
    return f"{shown} ({stated})" if stated else shown


def answering(work: Answer, variant_says: str | None, language: str) -> Markup:
    """The line that says who answers: as printed, else made of the facts."""
    if variant_says is not None:
        return escape(variant_says)
    lead = kind_of(work, language)
    people = "; ".join(map(answerer, work.answerers))
    return lead + escape(f": {people}") if people else lead
