"""Reads the canonical `references` of a work from their lines: agents, links, events, attachments."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from parlq.formats.akn.xml import attribute_values
from parlq.formats.akn.xml.escape import unescape
from parlq.formats.akn.xml.names import CONCEPTS, LINK_NAMES
from parlq.model import (
    Answerer,
    Attachment,
    Author,
    Event,
    EventKind,
    Identifier,
    Institution,
    Manifestation,
    Reference,
    parsing,
)
from parlq.model.fields.base import unchecked
from parlq.model.fields.scalars import TOKEN

_ENTRY = re.compile(
    r'eId="([^"]*)" href="([^"]*)" showAs="([^"]*)"(?: shortForm="([^"]*)")?'
    r'(?: (?:name|xml:lang)="([^"]*)")?(?: shortForm="([^"]*)")?(?: pq:scope="([^"]*)")?/>'
)
#: A longer name is no body's, and not worth to be remembered.
_LONG = 256
_author, _answerer, _institution = unchecked(Author), unchecked(Answerer), unchecked(Institution)


def references(  # noqa: C901, PLR0912 # one loop over all entries: calls would double its time
    text: str,
    facts: dict[str, Any],
    steps: list[str],
    files: dict[str, list[Manifestation]],
    kinds: dict[str, Any],
) -> None:
    """Read the entries into the fields of a work.

    `steps` are the dates of its events, `files` those of its attachments by their pointers, `kinds`
    the kinds of works by their names.
    """
    entries = _ENTRY.findall(text)
    if len(entries) != text.count(' eId="'):
        raise ValueError("an entry has its attributes in another order")
    if "&" in text:
        entries = [tuple(map(unescape, entry)) for entry in entries]
    identifiers: dict[str, list[Identifier]] = {}
    if "__identifier_" in text:
        entries = _without_identifiers(entries, identifiers)
    agents = _Agents(identifiers)
    for own, href, shown, form, other, scheme, scope in entries:
        stem, _, rest = own.partition("_")
        if stem in _PASSED:
            continue
        if stem in _AUTHORS:
            agents.author(own, rest, href, shown, form)
        elif stem == "answerer":
            agents.answerer(own, rest, href, shown, form)
        elif stem in _BODIES:
            agents.add(_BODIES[stem], agents.body(own, form, shown, href))
        elif stem in _NAMES:
            agents.add(_NAMES[stem], _name(shown, scheme, scope))
        elif stem == "original":
            agents.add("original_languages", parsing.tag(shown))
        elif stem == "event":
            if "__target_" in rest:
                agents.target(_name(shown, scheme, scope))
            else:
                agents.event(own, rest, href, shown, form)
        elif stem == "attachment":
            pointer = f"#attachment_{rest}"
            agents.add("attachments", _annex(href, shown, form, other, files.get(pointer, [])))
        elif stem in _WORDS:
            facts[_WORDS[stem]] = said(shown)
        elif stem == "part":
            agents.add("parts", said(shown))
        elif stem == "term":
            facts["term"] = _term(shown)
        elif stem == "kind":
            facts["kind"], facts["kind_code"] = kinds[href[len(CONCEPTS) :]], form or None
    agents.finish(facts, steps)


#: What says no more than other fields do.
_PASSED = frozenset({"parliament", "unknown", "role", "parlq"})
_AUTHORS = frozenset({"author", "supporter"})
_BODIES = {"onBehalfOf": "on_behalf_of", "addressee": "addressees"}
_WORDS = {"rule": "rule", "session": "session"}
_NAMES = {name: field for field, name in LINK_NAMES.items()}


def _without_identifiers(entries: list[Any], identifiers: dict[str, list[Identifier]]) -> list[Any]:
    """The other entries; the identifiers of people and bodies go to those whom they identify."""
    others = []
    for entry in entries:
        own, _, shown, _, _, scheme, scope = entry
        of, found, _ = own.partition("__identifier_")
        if found:
            made = Identifier(scheme=scheme, value=shown, scope=scope or None)
            identifiers.setdefault(of, []).append(made)
        else:
            others.append(entry)
    return others


#: The location of a fact in words among those of an author.
_OF_AN_AUTHOR = {"actingFor": 4, "role": 5, "constituency": 6}
#: The same of somebody who answers.
_OF_AN_ANSWERER = {"actingFor": 5, "group": 6, "constituency": 7}


class _Agents:
    """What the entries have said so far, by field."""

    __slots__ = ("_events", "_identifiers", "_number", "_people", "_series")

    def __init__(self, identifiers: dict[str, list[Identifier]]) -> None:
        self._identifiers = identifiers
        self._series: dict[str, list[Any]] = {}
        self._people: dict[str, list[list[Any]]] = {}
        self._number = ""
        self._events: list[dict[str, Any]] = []

    def add(self, field: str, value: Any) -> None:
        """Add one item to a field."""
        if field in self._series:
            self._series[field].append(value)
        else:
            self._series[field] = [value]

    def body(self, own: str, form: str, shown: str, href: str) -> Institution:
        """A body with its identifiers."""
        if own in self._identifiers:
            return _body(form, shown, href, self._of(own))
        return body(form, shown, href)

    def _of(self, own: str) -> tuple[Identifier, ...]:
        return tuple(self._identifiers.get(own, ()))

    def author(self, own: str, rest: str, href: str, shown: str, form: str) -> None:
        """An author or supporter, or what else is said of the last one."""
        part = rest.partition("__")[2]
        people = self._people.setdefault(own.partition("_")[0], [])
        if not part:
            people.append([shown or None, None, _uri(href), *[None] * 4, self._of(own)])
        elif part == "group":
            people[-1][1] = said(shown)
        elif part == "onBehalfOf":
            people[-1][3] = self.body(own, form, shown, href)
        else:
            people[-1][_OF_AN_AUTHOR[part]] = said(shown)

    def answerer(self, own: str, rest: str, href: str, shown: str, form: str) -> None:
        """One fact of somebody who answers."""
        number, _, part = rest.partition("__")
        people = self._people.setdefault("answerer", [])
        if number != self._number:
            self._number = number
            identified = self._of(f"answerer_{number}")
            people.append([None, (), *[None] * 7, identified])
        who = people[-1]
        if not part:
            who[2], who[8] = shown or None, _uri(href)
        elif part == "institution":
            who[3] = self.body(own, form, shown, href)
        elif part == "honorific":
            who[0] = said(shown)
        elif part == "onBehalfOf":
            who[4] = self.body(own, form, shown, href)
        elif part in _OF_AN_ANSWERER:
            who[_OF_AN_ANSWERER[part]] = said(shown)
        else:
            who[1] += (said(shown),)

    def event(self, own: str, rest: str, href: str, shown: str, form: str) -> None:
        """An event, or the body of the last one."""
        if "__" in rest:
            self._events[-1]["institution"] = self.body(own, form, shown, href)
        else:
            kind = EventKind(href[len(CONCEPTS) :])
            self._events.append({"kind": kind, "code": form or None, "label": shown or None})

    def target(self, name: Reference | Identifier) -> None:
        """A work that the last event leads to."""
        event = self._events[-1]
        event["targets"] = (*event.get("targets", ()), name)

    def finish(self, facts: dict[str, Any], steps: list[str]) -> None:
        """Put everything into the fields."""
        for field, found in self._series.items():
            facts[field] = tuple(found)
        originals = self._series.get("original_languages", ())
        if len(set(originals)) < len(originals):
            raise ValueError("an original language appears twice")
        for stem, people in self._people.items():
            if stem != "answerer":
                if not all(each[0] or each[2] or each[7] for each in people):
                    raise ValueError("an author states a name or a link")
                facts[f"{stem}s"] = tuple([_author(*each) for each in people])
                continue
            for _, offices, name, institution, *_, link, identified in people:
                if not (offices or name or institution or link or identified):
                    raise ValueError("an answerer states something")
            facts["answerers"] = tuple([_answerer(*each) for each in people])
        if self._events:
            facts["events"] = tuple(
                [
                    Event(date=attribute_values.day(step), **event)
                    for event, step in zip(self._events, steps, strict=True)
                ]
            )


def _uri(href: str) -> str | None:
    """The URI that an entry states; other addresses follow from what it shows."""
    return None if href[:1] == "/" else attribute_values.uri(href)


def said(text: str) -> str:
    """Words that must not be empty."""
    if not text:
        raise ValueError("an empty attribute says nothing")
    return text


def body(code: str, name: str, uri: str) -> Institution:
    """A body of which something is stated; frozen, so that one value serves for each."""
    return (_known if len(name) < _LONG else _body)(code, name, uri)


def _body(code: str, name: str, uri: str, identifiers: tuple[Identifier, ...] = ()) -> Institution:
    address = _uri(uri)
    if not (code or name or address or identifiers):
        raise ValueError("a body states something")
    token = parsing.scalar(TOKEN, code) if code else None
    return _institution(token, name or None, address, identifiers)


_known = lru_cache(maxsize=1024)(_body)


def _name(shown: str, scheme: str, scope: str) -> Reference | Identifier:
    if not scheme:
        return parsing.reference(shown)
    return Identifier(scheme=scheme, value=shown, scope=scope or None)


def _annex(
    href: str, title: str, form: str, language: str, files: list[Manifestation]
) -> Attachment:
    return Attachment(
        reference=parsing.reference(form) if form else None,
        title=title or None,
        language=parsing.tag(language) if language else None,
        uri=_uri(href),
        manifestations=tuple(files),
    )


def _term(text: str) -> int:
    number = int(text[:4])
    if not 1 <= number <= 999:
        raise ValueError("a term is a number from 1 to 999")
    return number
