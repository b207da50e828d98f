"""Reads the lines that name a speaker: `from`, in questions and answers of generic Akoma Ntoso."""

from __future__ import annotations

from typing import Any

import attrs

from parlq.formats.akn.generic.meta import Meta
from parlq.formats.akn.generic.meta_facts import link_to
from parlq.formats.akn.generic.retained import Keeper
from parlq.formats.akn.generic.text_content import words
from parlq.formats.akn.xml.names import XML_LANG, clark
from parlq.formats.akn.xml.types import Element
from parlq.model import Author, Heading, Link
from parlq.model.body import Inline

FROM, P, PERSON = clark("from", "p", "person")
#: Inlines of a speaker's line that are facts of who asks.
_FACTS = dict(
    zip(("role", "group", "constituency"), clark("role", "organization", "location"), strict=True)
)


def of_answer(element: Element, keeper: Keeper) -> str | None:
    """The words that name who answers, as printed."""
    printed = _lines(element)
    for child in printed:
        keeper.said(child)  # its words are taken as a line, its markup is not
    return " ".join(map(words, printed)) or None


def asker(element: Element, meta: Meta) -> Author | None:
    """Who asks: the entry of the references, or the printed name where a pointer leads nowhere.

    Office, party and constituency are those that the speaker's line marks as such; the party also
    that which the parliament prints behind the name.
    """
    author = meta.author(by := element.get("by"), element.get("as"))
    if author is None and meta.leads_nowhere(by):
        marked = [words(each) for line in _lines(element) for each in line.iter(PERSON)]
        name = " ".join(marked or map(words, _lines(element))).rstrip(" :")
        author = Author(name=name) if name else None
    if author is None:
        return None
    facts: dict[str, Any] = {}
    for field, tag in _FACTS.items():
        stated = [words(each) for line in _lines(element) for each in line.iter(tag)]
        facts[field] = getattr(author, field) or next(filter(None, stated), None)
    said = map(words, element.iterchildren(FROM, P))
    parties = (meta.wording.party(line) for line in said)
    facts["group"] = facts["group"] or next(filter(None, parties), None)
    return attrs.evolve(author, **facts)


def line(printed: str | None) -> tuple[Heading, ...]:
    """The words that name a speaker, where the texts of several are one."""
    return (Heading(level=6, content=(printed,)),) if printed else ()


def heading(
    speech: Element, meta: Meta | None, keeper: Keeper, askers: set[str | None]
) -> tuple[Heading, ...]:
    """The name of who speaks in an exchange, with links to the person and the office.

    Args:
        speech: what is said.
        meta: of its document, if it has one.
        keeper: keeps what the heading does not say.
        askers: the pointers to those who ask, who are authors besides.
    """
    entry = None if meta is None else meta.somebody(speech.get("by"))
    office = None if meta is None else meta.entry(speech.get("as"))
    href, place = (None if each is None else link_to(each.get("href")) for each in (entry, office))
    printed = of_answer(speech, keeper)
    name = printed or (None if entry is None else entry.get("showAs"))
    title: list[Inline] = (
        [] if not name else [name if href is None else Link(href=href, content=name)]
    )
    is_named = speech.get("by") in askers or not printed or href is not None
    used = [*(["by"] if entry is not None and is_named else ()), *(["as"] if place else ())]
    keeper.attributes(speech, (*used, XML_LANG))
    title += [] if place is None else [Link(href=place)]
    return (Heading(level=6, content=tuple(title)),) if title else ()


def of_question(element: Element, author: Author | None, keeper: Keeper) -> tuple[Heading, ...]:
    """The lines that name who asks, where they say more than the facts of the author do.

    A variant has a place for the words that name who answers only, so they are part of the text.
    """
    known = set()
    if author is not None:
        facts = (author.name, author.role, author.group, author.constituency)
        known = {word for fact in facts if fact for word in _names(fact)}
    more = [child for child in _lines(element) if not _names(words(child)) <= known]
    for child in _lines(element):
        keeper.attributes(child, ())
        for inner in child:
            if inner.tag in (PERSON, *_FACTS.values()) and not len(inner):
                keeper.attributes(inner, ())
            else:
                keeper.markup(inner)
    return line(" ".join(map(words, more)) or None)


def _names(line: str) -> set[str]:
    """Each word of a name without its punctuation."""
    return {word for each in line.split() if (word := each.strip(".,:;()").casefold())}


def _lines(element: Element) -> list[Element]:
    return [child for child in element if child.tag == FROM]
