"""Reads the `references` of a work: agents, links, events."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from parlq.formats.akn.profile.work_iri import (
    address_of_agent,
    address_of_body,
    address_of_identifier,
    link,
    printed,
)
from parlq.formats.akn.xml import attribute_values
from parlq.formats.akn.xml.names import CONCEPTS, SCOPE, clark, stated_in
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element
from parlq.model import (
    Answerer,
    Author,
    Event,
    EventKind,
    Identifier,
    Institution,
    Reference,
    parsing,
)
from parlq.model.fields.base import unchecked
from parlq.model.identity import Kind
from parlq.problems import ModelError

(
    PERSON,
    ORGANIZATION,
    ROLE,
    TERM,
    CONCEPT,
    EVENT_TAG,
    LOCATION,
    REFERENCE,
    ORIGINAL,
) = clark(
    "TLCPerson",
    "TLCOrganization",
    "TLCRole",
    "TLCTerm",
    "TLCConcept",
    "TLCEvent",
    "TLCLocation",
    "TLCReference",
    "original",
)
#: The class in the address of an entry that nothing but a printed text names.
_CLASSES = {
    PERSON: "person",
    ORGANIZATION: "organization",
    ROLE: "role",
    TERM: "term",
    EVENT_TAG: "event",
    LOCATION: "location",
    REFERENCE: "reference",
}
_author = unchecked(Author)
_answerer = unchecked(Answerer)
_institution = unchecked(Institution)
# A few bodies are asked and answer again and again; frozen, one value serves for each.
_body = lru_cache(maxsize=1024)(_institution)
#: The attributes of a reference, but for what an identifier is unique in.
_LINK = ("eId", "href", "showAs", "shortForm", "name")
#: A longer name is no body's, and not worth to be remembered.
_LONG = 256


class References:
    """The entries of `references`, which are read in order, each by its `eId`."""

    __slots__ = ("_at", "_entries", "_ids", "_report")

    def __init__(self, element: Element | None, report: Report) -> None:
        self._entries = [] if element is None else list(element)
        self._ids = [entry.get("eId", "") for entry in self._entries]
        self._ids.append("")
        self._at = 0
        self._report = report

    @property
    def finished(self) -> bool:
        """Whether every entry has been read."""
        return self._at == len(self._entries)

    def take(self, own: str, tag: str) -> Element | None:
        """The next entry when it is the one named `own`, else None."""
        if self._ids[self._at] != own:
            return None
        entry = self._report.current_element = self._entries[self._at]
        self._at += 1
        if entry.tag != tag:
            self._report.add("PQ212", f"{own} must be a {tag.rpartition('}')[2]}", entry)
        return entry

    def shown(self, own: str, tag: str) -> str | None:
        """What an entry that is nothing but words shows, or None when it is not there."""
        entry = self.take(own, tag)
        if entry is None:
            return None
        if entry.get("shortForm") is not None:
            self._report.add("PQ211", f"{own} takes no shortForm here", entry)
        if not (text := entry.get("showAs")):
            self._report.add("PQ213", "showAs must not be empty", entry, "showAs")
            return None
        self.derived(entry, printed(_CLASSES[tag], text))
        return text

    def derived(self, entry: Element, href: str) -> None:
        """Check an address that follows from other facts."""
        self._report.check_derived(entry.get("href"), href, "href", entry)

    def uri(self, entry: Element, otherwise: str) -> str | None:
        """The URI that an entry states; None where its address follows from what it shows."""
        href = entry.get("href", "")
        if not href or href[0] == "/":
            self.derived(entry, otherwise)
            return None
        return attribute_values.uri(href)

    def institution(self, own: str) -> Institution | None:
        """A body, or None when it is not there."""
        entry = self.take(own, ORGANIZATION)
        if entry is None:
            return None
        form = entry.get("shortForm")
        code = None if form is None else attribute_values.token(form)
        name = entry.get("showAs") or None
        identifiers = self.identifiers(own, "organization")
        uri = self.uri(entry, address_of_body(code, name, identifiers))
        if not (code or name or uri or identifiers):
            raise self._empty(entry)
        if identifiers or (name is not None and len(name) > _LONG):
            return _institution(code, name, uri, identifiers)
        return _body(code, name, uri)

    def _empty(self, entry: Element) -> ModelError:
        self._report.current_element = entry
        return ModelError(f"{entry.get('eId')} is empty; give it a name or a link, or remove it")

    def identifiers(self, own: str, kind: str) -> tuple[Identifier, ...]:
        """The identifiers of a person or body beside the URI."""
        found: list[Identifier] = []
        while (entry := self.take(f"{own}__identifier_{len(found) + 1}", REFERENCE)) is not None:
            scope = entry.get(SCOPE)
            self._report.check_derived(entry.get("name"), "identifier", "name", entry)
            if len(entry.attrib) != len(_LINK) + (scope is not None):
                self.only(entry, *_LINK, SCOPE)
            value = entry.get("showAs", "")
            found.append(Identifier(scheme=entry.get("shortForm", ""), value=value, scope=scope))
            self.derived(entry, address_of_identifier(kind, found[-1]))
        return tuple(found)

    def person(self, own: str) -> tuple[str | None, str | None, tuple[Identifier, ...]] | None:
        """Name, URI and identifiers of a person, or None when there is none."""
        entry = self.take(own, PERSON)
        if entry is None:
            return None
        if entry.get("shortForm") is not None:
            self._report.add("PQ211", f"{own} takes no shortForm here", entry)
        name = entry.get("showAs") or None
        identifiers = self.identifiers(own, "person")
        uri = self.uri(entry, address_of_agent("person", name, identifiers))
        if not (name or uri or identifiers):
            raise self._empty(entry)
        return name, uri, identifiers

    def series(self, stem: str) -> Iterator[Institution]:
        """Bodies numbered from 1."""
        number = 1
        while (body := self.institution(f"{stem}_{number}")) is not None:
            yield body
            number += 1

    def authors(self, stem: str) -> Iterator[Author]:
        """The authors or supporters of a question."""
        number = 1
        while (person := self.person(own := f"{stem}_{number}")) is not None:
            number += 1
            if not self._ids[self._at].startswith(f"{own}__"):
                yield _author(person[0], None, person[1], identifiers=person[2])
                continue
            group = self.shown(f"{own}__group", ORGANIZATION)
            behalf = self.institution(f"{own}__onBehalfOf")
            acting_for = self.shown(f"{own}__actingFor", PERSON)
            role = self.shown(f"{own}__role", ROLE)
            constituency = self.shown(f"{own}__constituency", LOCATION)
            facts = (behalf, acting_for, role, constituency, person[2])
            yield _author(person[0], group, person[1], *facts)

    def answerers(self) -> Iterator[Answerer]:
        """Who answers; each has at least one entry."""
        number = 1
        while self._ids[self._at].startswith(own := f"answerer_{number}"):
            start = self._at
            name, uri, identifiers = self.person(own) or (None, None, ())
            honorific = self.shown(f"{own}__honorific", TERM)
            offices: list[str] = []
            while office := self.shown(f"{own}__office_{len(offices) + 1}", ROLE):
                offices.append(office)
            institution = self.institution(f"{own}__institution")
            behalf = self.institution(f"{own}__onBehalfOf")
            acting_for = self.shown(f"{own}__actingFor", PERSON)
            group = self.shown(f"{own}__group", ORGANIZATION)
            constituency = self.shown(f"{own}__constituency", LOCATION)
            if self._at == start:
                return
            if not (offices or name or institution or uri or identifiers):
                raise ModelError(f"{own} has no name, no office and no institution; add one")
            stated = (institution, behalf, acting_for, group, constituency, uri, identifiers)
            yield _answerer(honorific, tuple(offices), name, *stated)
            number += 1

    def names(self, stem: str, parliament: str, kind: Kind) -> Iterator[Reference | Identifier]:
        """References of other works, and identifiers, whose scheme is the short form."""
        number, named_as = 1, stem.rpartition("__")[2]
        while (entry := self.take(f"{stem}_{number}", REFERENCE)) is not None:
            number += 1
            text, form, scope = entry.get("showAs", ""), entry.get("shortForm"), entry.get(SCOPE)
            self._report.check_derived(entry.get("name"), named_as, "name", entry)
            stated = 4 + (form is not None) + (scope is not None)
            if len(entry.attrib) != stated or (form is None and scope is not None):
                self.only(entry, *_LINK, *() if form is None else (SCOPE,))
            named: Reference | Identifier
            if form is None:
                named = parsing.reference(text)
            else:
                named = Identifier(scheme=form, value=text, scope=scope)
            self.derived(entry, link(named, parliament, kind))
            yield named

    def only(self, entry: Element, *names: str) -> None:
        """Report the attributes of an entry that are none of those named."""
        for name in set(map(str, entry.attrib)) - set(names):
            message = f"{entry.get('eId')} takes no {stated_in(name)} here"
            self._report.add("PQ214", message, entry, name)

    def finish(self) -> None:
        """Note what is left: an entry that is unknown, or out of order."""
        for entry in self._entries[self._at :]:
            message = f"{entry.get('eId')} is unknown here or out of order"
            self._report.add("PQ212", message, entry)


def events(steps: Element, refs: References, parliament: str, report: Report) -> Iterator[Event]:
    """Events: each is a step of the workflow and a concept among the references."""
    for number, step in enumerate(steps, 1):
        own = f"event_{number}"
        entry = refs.take(own, CONCEPT)
        if entry is None:
            report.add("PQ212", f"{own} of this step is missing in <references>", step)
            return
        kind = entry.get("href", "")
        if not kind.startswith(CONCEPTS):
            raise ModelError(f"{own} must have the href {CONCEPTS} and a kind of event")
        body = refs.institution(f"{own}__institution")
        targets = tuple(refs.names(f"{own}__target", parliament, "question"))
        agent = "unknown" if body is None else f"{own}__institution"
        report.check_derived(step.get("by"), f"#{agent}", "by", step)
        report.check_derived(step.get("refersTo"), f"#{own}", "refersTo", step)
        yield Event(
            kind=cast("EventKind", kind[len(CONCEPTS) :]),  # the model converts it
            date=attribute_values.day(step.get("date", "")),
            code=entry.get("shortForm"),
            label=entry.get("showAs") or None,
            institution=body,
            targets=targets,
        )
