"""The facts of a work beside its texts, as labels and values of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

import attrs
from markupsafe import Markup, escape

from parlq.formats.html.languages import name_of as language_name
from parlq.formats.html.languages import spoken
from parlq.formats.html.links import link
from parlq.formats.html.words import answerer, author, body_name, name_of
from parlq.model import (
    Answer,
    Answerer,
    Attachment,
    Author,
    Extension,
    Identifier,
    Institution,
    Manifestation,
    Publication,
    Question,
)

#: Words of the interface, by their key and in English.
Say: TypeAlias = Callable[[str, str], Markup]
#: An author of whom nothing else is known.
_NAMED = Author(name="x")
_JOIN = Markup(" \u00b7 ")


class Fact(NamedTuple):
    """A label and its values."""

    label: Markup
    values: list[Markup]


def facts_of(work: Question | Answer, say: Say) -> Iterator[Fact]:
    """The facts of a work that its texts do not show, those that it states."""
    for key, english, values in _all(work):
        shown = [value for value in values if value]
        if shown:
            yield Fact(say(key, english), shown)


def _all(work: Question | Answer) -> Iterator[tuple[str, str, Iterable[Markup]]]:
    if isinstance(work, Question):
        # The texts show names and groups.
        if any(attrs.evolve(one, name="x", group=None) != _NAMED for one in work.authors):
            yield "", "Authors", map(_person, work.authors)
        yield "supporters", "Supporters", map(_person, work.supporters)
        yield "", "On behalf of", map(_body, work.on_behalf_of)
        yield "", "Addressees", map(_body, work.addressees)
        yield "", "Rule of Procedure", [escape(work.rule or "")]
    else:
        yield "", "Answered by", map(_answerer, work.answerers)
        yield "", "Answers", map(escape, map(name_of, work.answers_to))
        yield "", "Parts answered", map(escape, work.parts)
        yield "", "Replaces", map(escape, map(name_of, work.replaces))
    yield "", "Cites", map(escape, map(name_of, work.cites))
    yield "", "Follows up", map(escape, map(name_of, work.follows_up))
    yield "", "Term", [escape(work.term or "")]
    yield "", "Session", [escape(work.session or "")]
    tags = work.original_languages
    yield "original", "Original language", [escape(language_name(tag)) for tag in tags]
    yield "", "Identifiers", map(_identifier, work.identifiers)
    yield "", "Published", map(_publication, work.publications)
    subjects = [link(term.uri, term.label or term.code) for term in work.subjects]
    yield "", "Subjects", subjects
    yield "", "Attachments", map(_attachment, work.attachments)
    yield "", "Files", _files(work)
    yield (
        "",
        "Sources",
        [
            Markup("{} {}").format(escape(language_name(v.language)), link(v.source))
            for v in work.variants
            if v.source
        ],
    )
    yield "", "Other facts", map(_extension, _extensions(work))


def _identifier(one: Identifier) -> Markup:
    scope = f" ({one.scope})" if one.scope else ""
    return Markup("<small>{}</small> {}{}").format(one.scheme, one.value, scope)


def _named(shown: Markup, identifiers: Iterable[Identifier]) -> Markup:
    """A person or body with the identifiers that it has besides its URI."""
    return _JOIN.join([shown, *map(_identifier, identifiers)])


def _person(one: Author) -> Markup:
    return _speaking(link(one.uri, author(one)), one)


def _speaking(shown: Markup, one: Author | Answerer) -> Markup:
    """A person with those in whose name or place this one speaks."""
    if one.on_behalf_of is not None:
        shown += Markup(", <span lang='en'>on behalf of</span> ") + _body(one.on_behalf_of)
    if one.acting_for is not None:
        shown += Markup(", <span lang='en'>for</span> ") + escape(one.acting_for)
    return _named(shown, one.identifiers)


def _body(one: Institution) -> Markup:
    return _named(link(one.uri, body_name(one)), one.identifiers)


def _answerer(one: Answerer) -> Markup:
    return _speaking(link(one.uri, answerer(one)), one)


def _publication(one: Publication) -> Markup:
    page = f"p. {one.page}" if one.page else None
    day = one.date.isoformat() if one.date else None
    parts = [one.label] if one.label else [one.name, one.number, page]
    return link(one.uri, ", ".join(filter(None, (*parts, day))) or None)


def _attachment(one: Attachment) -> Markup:
    title = one.title or (str(one.reference) if one.reference else None)
    shown = link(one.uri, title) if title or one.uri else Markup("")
    if one.language is not None:
        shown = Markup("<span {}>{}</span>").format(spoken(one.language), shown)
    return _JOIN.join(filter(None, (shown, *map(_file, one.manifestations))))


def _files(work: Question | Answer) -> Iterator[Markup]:
    for variant in work.variants:
        for one in variant.manifestations:
            yield Markup("{} {}").format(language_name(variant.language), _file(one))


def _file(one: Manifestation) -> Markup:
    size = f"{one.size / 1000:,.0f} kB" if one.size is not None else None
    issued = one.issued.date().isoformat() if one.issued else None
    kind = one.media_type or (one.format or "").rpartition("/")[2]
    words = ", ".join(filter(None, (kind, size, issued)))
    return link(one.address or one.uri, words or None)


def _extensions(work: Question | Answer) -> Iterator[Extension]:
    yield from work.extensions
    for variant in work.variants:
        yield from variant.extensions


def _extension(one: Extension) -> Markup:
    return Markup("<small title='{}'>{}</small> {}").format(one.namespace, one.name, one.value)
