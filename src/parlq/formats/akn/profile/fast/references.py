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
#: Fields and their values.
Facts = dict[str, Any]
#: A longer name is no body's, and not worth to be remembered.
_LONG = 256
_author, _answerer, _institution = unchecked(Author), unchecked(Answerer), unchecked(Institution)


def references(  # noqa: C901, PLR0912 # one loop over all entries: calls would double its time
    text: str,
    facts: Facts,
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


#: Facts in words about people, and bodies, by what their entries are called.
_WORDS_OF_PEOPLE = {
    "honorific": "honorific",
    "group": "group",
    "actingFor": "acting_for",
    "role": "role",
    "constituency": "constituency",
}
_BODIES_OF_PEOPLE = {"institution": "institution", "onBehalfOf": "on_behalf_of"}


#: Builders of people, and the fields of which one at least is stated.
_PEOPLE = {
    "author": (_author, ("name", "uri", "identifiers")),
    "supporter": (_author, ("name", "uri", "identifiers")),
    "answerer": (_answerer, ("name", "uri", "institution", "offices", "identifiers")),
}


class _Agents:
    """What the entries have said so far, by field."""

    __slots__ = ("_events", "_identifiers", "_number", "_people", "_series")

    def __init__(self, identifiers: dict[str, list[Identifier]]) -> None:
        self._identifiers = identifiers
        self._series: dict[str, list[Any]] = {}
        self._people: dict[str, list[Facts]] = {}
        self._number = ""
        self._events: list[Facts] = []

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
            who = {"name": shown or None, "uri": _uri(href), "identifiers": self._of(own)}
            people.append(who)
        elif part in _BODIES_OF_PEOPLE:
            people[-1][_BODIES_OF_PEOPLE[part]] = self.body(own, form, shown, href)
        else:
            people[-1][_WORDS_OF_PEOPLE[part]] = said(shown)

    def answerer(self, own: str, rest: str, href: str, shown: str, form: str) -> None:
        """One fact of somebody who answers."""
        number, _, part = rest.partition("__")
        people = self._people.setdefault("answerer", [])
        if number != self._number:
            self._number = number
            people.append({"offices": (), "identifiers": self._of(f"answerer_{number}")})
        who = people[-1]
        if not part:
            who["name"], who["uri"] = shown or None, _uri(href)
        elif part in _BODIES_OF_PEOPLE:
            who[_BODIES_OF_PEOPLE[part]] = self.body(own, form, shown, href)
        elif part in _WORDS_OF_PEOPLE:
            who[_WORDS_OF_PEOPLE[part]] = said(shown)
        else:
            who["offices"] += (said(shown),)

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

    def finish(self, facts: Facts, steps: list[str]) -> None:
        """Put everything into the fields."""
        for field, found in self._series.items():
            facts[field] = tuple(found)
        originals = self._series.get("original_languages", ())
        if len(set(originals)) < len(originals):
            raise ValueError("an original language appears twice")
        for stem, people in self._people.items():
            build, stating = _PEOPLE[stem]
            for each in people:
                if not any(map(each.get, stating)):
                    raise ValueError("a person states a name or a link")
            facts[f"{stem}s"] = tuple([build(**each) for each in people])
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
