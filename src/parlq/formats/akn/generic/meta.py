"""Reads the `meta` of generic Akoma Ntoso: which work it describes, and who is who."""

from __future__ import annotations

from parlq.formats.akn.generic.identity import (
    Identity,
    day,
    identity_of,
    is_day_alone,
    number_of,
    reference_of,
)
from parlq.formats.akn.generic.retained import Keeper, is_leaf
from parlq.formats.akn.profile.tree.references import CONCEPT, ORGANIZATION, PERSON, ROLE
from parlq.formats.akn.xml.names import clark
from parlq.formats.akn.xml.types import Element, attributes
from parlq.model import (
    Answerer,
    Author,
    Event,
    EventKind,
    Identifier,
    Institution,
    Publication,
    Reference,
    Subject,
)
from parlq.model.fields.scalars import TOKEN, URI
from parlq.problems import ModelError

IDENTIFICATION, PUBLICATION, CLASSIFICATION, WORKFLOW, REFERENCES, PROPRIETARY = clark(
    "identification", "publication", "classification", "workflow", "references", "proprietary"
)


class Meta:
    """The meta of one document; what has no field is kept, with a warning."""

    __slots__ = (
        "_lossy",
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

    def __init__(self, element: Element, keeper: Keeper) -> None:
        self.keeper = keeper
        self.identity = Identity()
        self.publications: tuple[Publication, ...] = ()
        self.subjects: tuple[Subject, ...] = ()
        self.events: tuple[Event, ...] = ()
        self._references = [child for child in element if child.tag == REFERENCES]
        self.refs = {
            own: entry for part in self._references for entry in part if (own := entry.get("eId"))
        }
        self._used: set[str] = set()
        self._lossy = False
        self._of_work: list[Element] = []  # what is a fact of one work
        keeper.attributes(element, ())
        keeper.layout(element)
        for child in element:
            self._part(child)

    def _part(self, child: Element) -> None:
        keeper = self.keeper
        if child.tag == IDENTIFICATION:
            self.identity = identity_of(child)
            keeper.element(child)
        elif child.tag == PUBLICATION and (printed := _publication(child)):
            self.publications += (printed,)
            dated = ("date",) if is_day_alone(child.get("date") or "") else ()
            keeper.attributes(child, ("name", "showAs", "number", *dated))
            self._of_work.append(child)
        elif child.tag == CLASSIFICATION and (subjects := _subjects(child)):
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

    def taken(self) -> None:
        """Say that a work has got publications, subjects and events."""
        self._of_work.clear()

    def finish(self) -> None:
        """Keep what no work took, and the references that say more than was read of them."""
        for part in self._of_work:
            self.keeper.element(part)
        for part in self._references:
            if self._lossy or not all(self._is_read(entry) for entry in part):
                self.keeper.element(part)
            else:
                self.keeper.attributes(part, ("source",))

    def _is_read(self, entry: Element) -> bool:
        return entry.get("eId") in self._used and is_leaf(entry) and set(entry.attrib) <= _SAID

    def entry(self, pointer: str | None) -> Element | None:
        """The reference that `#id` leads to; None where it leads nowhere."""
        if not pointer or pointer[0] != "#" or (entry := self.refs.get(pointer[1:])) is None:
            return None
        self._used.add(pointer[1:])
        return entry

    def _link(self, entry: Element) -> str | None:
        href = entry.get("href") or ""
        if href and URI.fault(href):
            self._lossy = True
            return None
        return href or None

    def _no_form(self, entry: Element) -> None:
        self._lossy = self._lossy or entry.get("shortForm") is not None

    def author(self, pointer: str | None) -> Author | None:
        """Who asks; None where nobody is named."""
        if (entry := self.entry(pointer)) is None:
            return None
        self._no_form(entry)
        name, uri = entry.get("showAs") or None, self._link(entry)
        return Author(name=name, uri=uri) if name or uri else None

    def institution(self, pointer: str | None) -> Institution | None:
        """A body, or an office that is addressed like one; None where none is named."""
        if (entry := self.entry(pointer)) is None:
            return None
        code = entry.get("shortForm")
        if code is not None and TOKEN.fault(code):
            code, self._lossy = None, True
        name, uri = entry.get("showAs") or None, self._link(entry)
        return Institution(code=code, name=name, uri=uri) if code or name or uri else None

    def answerer(self, by: str | None, role: str | None) -> Answerer | None:
        """Who answers: a person, a body or an office, perhaps in a role."""
        entry, office = self.entry(by), self.entry(role)
        offices = [] if office is None else [office.get("showAs")]
        self._lossy = self._lossy or (office is not None and bool(office.get("href")))
        name = uri = body = None
        if entry is not None and entry.tag == ROLE:
            offices.insert(0, entry.get("showAs"))
            self._lossy = self._lossy or bool(entry.get("href"))
        elif entry is not None and entry.tag == PERSON:
            self._no_form(entry)
            name, uri = entry.get("showAs") or None, self._link(entry)
        else:
            body = self.institution(by)
        shown = tuple(each for each in offices if each)
        if not (name or uri or body or shown):
            return None
        return Answerer(name=name, uri=uri, institution=body, offices=shown)

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
                events.append(_event(step, concept, body))
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


def _event(step: Element, concept: Element | None, body: Institution | None) -> Event:
    code = label = None
    kind = EventKind.OTHER
    if concept is not None and concept.tag == CONCEPT:
        code, label = concept.get("href") or None, concept.get("showAs") or None
        if (last := (code or "").rpartition("/")[2]) in set(EventKind):
            kind = EventKind(last)
    dated = day((step.get("date") or "")[:10])
    return Event(kind=kind, date=dated, code=code or label, label=label, institution=body)


def _publication(element: Element) -> Publication | None:
    if not is_leaf(element):
        return None
    try:
        return Publication(
            name=element.get("name") or None,
            number=element.get("number") or None,
            date=day((element.get("date") or "")[:10]),
            label=element.get("showAs") or None,
        )
    except ModelError:
        return None


def _subjects(element: Element) -> tuple[Subject, ...]:
    """The keywords; none where one of them says what a subject cannot hold."""
    subjects = []
    for keyword in element:
        if not is_leaf(keyword) or (element.text and element.text.strip()):
            return ()
        stated = {name: value or None for name, value in attributes(keyword).items()}
        stated.pop("eId", None)
        names = {"value": "code", "showAs": "label", "dictionary": "scheme", "href": "uri"}
        try:
            subjects.append(Subject(**{names[name]: each for name, each in stated.items()}))
        except (KeyError, ModelError):
            return ()
    return tuple(subjects)
