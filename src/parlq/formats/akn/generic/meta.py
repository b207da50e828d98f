"""Reads the `meta` of generic Akoma Ntoso: which work it describes, and who is who."""

from __future__ import annotations

from parlq.formats.akn.debates.parliaments import Wording, wording
from parlq.formats.akn.generic.identity import (
    Identity,
    identity_of,
    is_day_alone,
    number_of,
    reference_of,
)
from parlq.formats.akn.generic.meta_facts import address, event_of, publication_of, subjects_of
from parlq.formats.akn.generic.retained import Keeper, is_leaf
from parlq.formats.akn.profile.tree.references import ORGANIZATION, PERSON, ROLE
from parlq.formats.akn.xml.names import clark
from parlq.formats.akn.xml.types import Element
from parlq.model import (
    Answerer,
    Author,
    Event,
    Identifier,
    Institution,
    Publication,
    Reference,
    Subject,
)
from parlq.model.fields.scalars import TOKEN
from parlq.problems import ModelError

IDENTIFICATION, PUBLICATION, CLASSIFICATION, WORKFLOW, REFERENCES, PROPRIETARY = clark(
    "identification", "publication", "classification", "workflow", "references", "proprietary"
)
NOTES, NOTE = clark("notes", "note")


class Meta:
    """The meta of one document; what has no field is kept, with a warning."""

    __slots__ = (
        "_by_iri",
        "_lossy",
        "_notes",
        "_of_work",
        "_references",
        "_used",
        "events",
        "identity",
        "keeper",
        "publications",
        "refs",
        "subjects",
    )

    def __init__(self, element: Element | None, keeper: Keeper) -> None:
        self.keeper = keeper
        self.identity = Identity()
        self.publications: tuple[Publication, ...] = ()
        self.subjects: tuple[Subject, ...] = ()
        self.events: tuple[Event, ...] = ()
        parts = [] if element is None else list(element)
        self._references = [child for child in parts if child.tag == REFERENCES]
        self.refs = {
            own: entry for part in self._references for entry in part if (own := entry.get("eId"))
        }
        self._by_iri: dict[str, str] | None = None
        self._notes: dict[str, tuple[Element, bool]] = {}  # with whether a text has taken it
        self._used: set[str] = set()
        self._lossy = False
        self._of_work: list[Element] = []  # what is a fact of one work
        if element is not None:
            keeper.attributes(element, ())
            keeper.layout(element)
        for child in parts:
            self._part(child)

    @property
    def wording(self) -> Wording:
        """How the parliament of the document spells numbers and offices."""
        return wording(self.identity.country)

    def note(self, pointer: str) -> Element | None:
        """The note that `#id` leads to, which whoever asks puts into a text."""
        own = pointer.removeprefix("#")
        if own not in self._notes:
            return None
        note, _ = self._notes[own]
        self._notes[own] = note, True
        return note

    def _part(self, child: Element) -> None:
        keeper = self.keeper
        if child.tag == IDENTIFICATION:
            self.identity = identity_of(child, self.refs)
            keeper.element(child)
        elif child.tag == NOTES:
            self._notes_in(child)
        elif child.tag == PUBLICATION and (printed := publication_of(child)):
            self.publications += (printed,)
            dated = ("date",) if is_day_alone(child.get("date") or "") else ()
            keeper.attributes(child, ("name", "showAs", "number", *dated))
            self._of_work.append(child)
        elif child.tag == CLASSIFICATION and (subjects := subjects_of(child)):
            keeper.attributes(child, ("source",))
            self.subjects += subjects
            self._of_work.append(child)
        elif child.tag == WORKFLOW:
            self._workflow(child)
        elif child.tag == PROPRIETARY:
            keeper.attributes(child, ("source",))
            keeper.layout(child)
            for fact in child:
                keeper.element(fact)
        elif child.tag != REFERENCES:
            keeper.element(child)

    def _notes_in(self, notes: Element) -> None:
        self.keeper.attributes(notes, ("source",))
        self.keeper.layout(notes)
        for note in notes:
            if note.tag == NOTE and (own := note.get("eId")):
                self._notes[own] = note, False
            else:
                self.keeper.element(note)

    def taken(self) -> None:
        """Say that a work has got publications, subjects and events."""
        self._of_work.clear()

    def finish(self) -> None:
        """Keep what no work took, and the references that say more than was read of them."""
        for part in [*self._of_work, *(note for note, taken in self._notes.values() if not taken)]:
            self.keeper.element(part)
        for part in self._references:
            if self._lossy or not all(self._is_read(entry) for entry in part):
                self.keeper.element(part)
            else:
                self.keeper.attributes(part, ("source",))

    def _is_read(self, entry: Element) -> bool:
        return entry.get("eId") in self._used and is_leaf(entry) and set(entry.attrib) <= _SAID

    def entry(self, pointer: str | None) -> Element | None:
        """The reference that `#id`, or an IRI, leads to; None where it leads nowhere."""
        if (entry := self.find(pointer)) is not None:
            self._used.add(entry.get("eId") or "")
        return entry

    def find(self, pointer: str | None) -> Element | None:
        """What `entry` returns, for those who take nothing of it."""
        own = self._id(pointer.strip()) if pointer else None
        return None if own is None else self.refs.get(own)

    def _id(self, pointer: str) -> str | None:
        if pointer[:1] == "#":
            return pointer[1:]
        if self._by_iri is None:
            self._by_iri = {entry.get("href") or "": own for own, entry in self.refs.items()}
        return self._by_iri.get(pointer) if pointer else None

    def leads_nowhere(self, pointer: str | None) -> bool:
        """Whether a pointer names somebody whom the references do not describe."""
        return pointer not in (None, "", "#") and self.entry(pointer) is None

    def _link(self, entry: Element) -> tuple[str | None, tuple[Identifier, ...]]:
        """The URI of a person or body, or its IRI that is relative to the naming convention."""
        return address(entry.get("href") or "")

    def _no_form(self, entry: Element) -> None:
        self._lossy = self._lossy or entry.get("shortForm") is not None

    def is_nobody(self, pointer: str | None) -> bool:
        """Whether a pointer leads to an entry that stands for somebody not identified."""
        entry = self.find(pointer)
        return entry is not None and self.wording.is_nobody(entry.get("showAs") or "")

    def somebody(self, pointer: str | None) -> Element | None:
        """The entry of somebody who was identified."""
        return None if self.is_nobody(pointer) else self.entry(pointer)

    def author(self, pointer: str | None, role: str | None = None) -> Author | None:
        """Who asks, perhaps in a role; None where nobody is named."""
        if pointer is None or self.is_nobody(pointer):
            return None
        office = self.entry(role)
        shown = None if office is None else office.get("showAs") or None
        if (entry := self.entry(pointer)) is None:
            uri, own = address("" if "#" in pointer else pointer.strip())
            return Author(uri=uri, role=shown, identifiers=own) if uri else None
        self._no_form(entry)
        self._lossy = self._lossy or (office is not None and bool(office.get("href")))
        name, (uri, own) = entry.get("showAs") or None, self._link(entry)
        if not (name or uri or own):
            return None
        return Author(name=name, uri=uri, role=shown, identifiers=own)

    def institution(self, pointer: str | None) -> Institution | None:
        """A body, or an office that is addressed like one; None where none is named."""
        if (entry := self.entry(pointer)) is None:
            return None
        code = entry.get("shortForm")
        if code is not None and TOKEN.fault(code):
            code, self._lossy = None, True
        name, (uri, own) = entry.get("showAs") or None, self._link(entry)
        if not (code or name or uri or own):
            return None
        return Institution(code=code, name=name, uri=uri, identifiers=own)

    def answerer(self, by: str | None, role: str | None) -> Answerer | None:
        """Who answers: a person, a body or an office, perhaps in a role."""
        entry, office = self.somebody(by), self.entry(role)
        offices = [] if office is None else [office.get("showAs")]
        self._lossy = self._lossy or (office is not None and bool(office.get("href")))
        name = uri = body = None
        own: tuple[Identifier, ...] = ()
        if entry is None and by is not None and "#" not in by:
            uri, own = address(by.strip())
        elif entry is not None and entry.tag == ROLE:
            offices.insert(0, entry.get("showAs"))
            self._lossy = self._lossy or bool(entry.get("href"))
        elif entry is not None and entry.tag == PERSON:
            self._no_form(entry)
            name, (uri, own) = entry.get("showAs") or None, self._link(entry)
        elif entry is not None:
            body = self.institution(by)
        shown = tuple(dict.fromkeys(each for each in offices if each))
        if not (name or uri or own or body or shown):
            return None
        return Answerer(name=name, uri=uri, institution=body, offices=shown, identifiers=own)

    def named(self, pointer: str) -> Reference | Identifier | None:
        """The work that a reference leads to: by its number, else by its IRI."""
        if (entry := self.entry(pointer)) is None:
            return None
        return self.work_of(entry)

    def work_of(self, entry: Element) -> Reference | Identifier | None:
        """The work that an entry of the references names."""
        href = entry.get("href") or ""
        for spelled in (entry.get("showAs"), number_of(href)):
            if self.identity.european and (found := reference_of(spelled)) is not None:
                self._lossy = True  # its IRI is another than the one that follows
                return found
        return Identifier(scheme="akn", value=href) if href else None

    def answered(self) -> tuple[Reference | Identifier, ...]:
        """The works that the references themselves call answered by this one."""
        found = []
        for own, entry in self.refs.items():
            if entry.get("name") in {"isAnswerTo", "answersTo"}:
                self._used.add(own)
                if (work := self.work_of(entry)) is not None:
                    found.append(work)
        return tuple(found)

    def _workflow(self, element: Element) -> None:
        whole = True
        events = []
        for step in element:
            concept = self.entry(step.get("refersTo"))
            agent = self.refs.get((step.get("by") or "").removeprefix("#"))
            body = None
            if agent is not None and agent.tag == ORGANIZATION:
                body = self.institution(step.get("by"))
            whole = whole and body is not None and set(step.attrib) <= _STEP
            whole = whole and is_day_alone(step.get("date") or "") and is_leaf(step)
            try:
                events.append(event_of(step, concept, body))
            except ModelError:
                whole = False
        self.events += tuple(events)
        self.keeper.layout(element)
        if whole:
            self.keeper.attributes(element, ("source",))
            self._of_work.append(element)
        else:
            self.keeper.element(element)


_SAID = {"eId", "href", "showAs", "shortForm", "name"}
_STEP = {"date", "by", "refersTo", "eId"}
