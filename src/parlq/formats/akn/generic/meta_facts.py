"""Facts in the `meta` of generic Akoma Ntoso as values: events, gazettes, keywords, addresses."""

from __future__ import annotations

from urllib.parse import quote

from parlq.formats.akn.generic.identity import day
from parlq.formats.akn.generic.retained import is_leaf
from parlq.formats.akn.profile.tree.references import CONCEPT
from parlq.formats.akn.xml.types import Element, attributes
from parlq.model import Event, EventKind, Identifier, Institution, Publication, Subject
from parlq.model.fields.scalars import HREF, URI
from parlq.problems import ModelError


def link_to(iri: str | None) -> str | None:
    """Where an IRI leads, as a URI reference (RFC 3987, section 3.1); None for what is none."""
    href = "".join(each if each.isascii() else quote(each) for each in iri or "")
    return href if href and HREF.fault(href) is None else None


def address(href: str) -> tuple[str | None, tuple[Identifier, ...]]:
    """An address as a URI, or as an identifier where it is relative to the naming convention."""
    if not href:
        return None, ()
    if not URI.fault(href):
        return href, ()
    return None, (Identifier(scheme="akn", value=href),)


def event_of(step: Element, concept: Element | None, body: Institution | None) -> Event:
    """The event that a step of the workflow is."""
    code = label = None
    kind = EventKind.OTHER
    if concept is not None and concept.tag == CONCEPT:
        code, label = concept.get("href") or None, concept.get("showAs") or None
        if (last := (code or "").rpartition("/")[2]) in set(EventKind):
            kind = EventKind(last)
    dated = day((step.get("date") or "")[:10])
    return Event(kind=kind, date=dated, code=code or label, label=label, institution=body)


def publication_of(element: Element) -> Publication | None:
    """A gazette; None where it says what a publication cannot hold."""
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


def subjects_of(element: Element) -> tuple[Subject, ...]:
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
