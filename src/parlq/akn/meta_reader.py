"""Reads the `meta` of a work: agents and links from `references`, events, publications, extensions."""

from __future__ import annotations

from typing import Any

from parlq.akn import values
from parlq.akn.names import EVENT, PQ, SOURCE, XML_LANG, clark
from parlq.akn.report import Report
from parlq.model import (
    Answerer,
    Attachment,
    Author,
    Event,
    Extension,
    Identifier,
    Institution,
    Manifestation,
    Publication,
    Subject,
    parsing,
)
from parlq.model.base import trusted
from parlq.problems import ModelError

PERSON, ORGANIZATION, ROLE, TERM, CONCEPT, EVENT_TAG, REFERENCE, ORIGINAL, ATTACHMENT = clark(
    "TLCPerson",
    "TLCOrganization",
    "TLCRole",
    "TLCTerm",
    "TLCConcept",
    "TLCEvent",
    "TLCReference",
    "original",
    "hasAttachment",
)
PQ_PAGE, PQ_URI = f"{{{PQ}}}page", f"{{{PQ}}}uri"
PQ_WORK, PQ_EXPRESSION = f"{{{PQ}}}work", f"{{{PQ}}}expression"
PQ_PUBLICATION, PQ_MANIFESTATION = f"{{{PQ}}}publication", f"{{{PQ}}}manifestation"
PQ_EXTENSION = f"{{{PQ}}}extension"

_author = trusted(Author)
_answerer = trusted(Answerer)
_institution = trusted(Institution)


class References:
    """The entries of `references`, which are read in order, each by its `eId`."""

    __slots__ = ("_at", "_entries", "_ids", "_prefix", "_report")

    def __init__(self, element: Any, prefix: str, report: Report) -> None:
        self._entries = [] if element is None else list(element)
        cut = len(prefix)
        self._ids = [
            own[cut:] if own.startswith(prefix) else ""
            for own in (entry.get("eId") for entry in self._entries)
        ]
        self._ids.append("")
        self._prefix = prefix
        self._at = 0
        self._report = report

    def take(self, own: str, tag: str) -> Any:
        """The next entry when it is the one named `own`, else None."""
        if self._ids[self._at] != own:
            return None
        entry = self._entries[self._at]
        self._at += 1
        if entry.tag != tag:
            self._report.add("PQ212", f"{own} must be a {tag.rpartition('}')[2]}", entry)
        return entry

    def shown(self, own: str, tag: str, *, form: bool = False) -> str | None:
        """What an entry that is nothing but words shows, or None when it is not there."""
        entry = self.take(own, tag)
        if entry is None:
            return None
        if entry.get("href") or (not form and entry.get("shortForm") is not None):
            self._report.add("PQ211", f"{own} has no link and no short form here", entry)
        if not (text := entry.get("showAs")):
            self._report.add("PQ213", "showAs must not be empty", entry)
            return None
        return text  # type: ignore[no-any-return]  # lxml is untyped

    def institution(self, own: str) -> Institution | None:
        """A body, or None when it is not there."""
        entry = self.take(own, ORGANIZATION)
        if entry is None:
            return None
        form = entry.get("shortForm")
        code = None if form is None else values.token(form)
        name, link = entry.get("showAs") or None, values.uri(entry.get("href"))
        if code is None and name is None and link is None:
            raise ModelError(f"{own} states nothing")
        return _institution(code, name, link)

    def person(self, own: str) -> tuple[str | None, str | None] | None:
        """Name and URI of a person, or None when there is none."""
        entry = self.take(own, PERSON)
        if entry is None:
            return None
        if entry.get("shortForm") is not None:
            self._report.add("PQ211", f"{own} has no short form here", entry)
        name, link = entry.get("showAs") or None, values.uri(entry.get("href"))
        if name is None and link is None:
            raise ModelError(f"{own} states nothing")
        return name, link

    def series(self, stem: str) -> Any:
        """Bodies numbered from 1."""
        number = 1
        while (body := self.institution(f"{stem}_{number}")) is not None:
            yield body
            number += 1

    def authors(self) -> Any:
        """The authors of a question."""
        number = 1
        while (person := self.person(own := f"author_{number}")) is not None:
            group = self.shown(f"{own}__group", ORGANIZATION)
            behalf = self.institution(f"{own}__onBehalfOf")
            yield _author(person[0], group, person[1], behalf)
            number += 1

    def answerers(self) -> Any:
        """Who answers; each has at least one entry."""
        number = 1
        while self._ids[self._at].startswith(own := f"answerer_{number}"):
            start = self._at
            name, link = self.person(own) or (None, None)
            honorific = self.shown(f"{own}__honorific", TERM)
            offices: list[str] = []
            while office := self.shown(f"{own}__office_{len(offices) + 1}", ROLE):
                offices.append(office)
            institution = self.institution(f"{own}__institution")
            behalf = self.institution(f"{own}__onBehalfOf")
            if self._at == start:
                return
            if not (offices or name or institution or link):
                raise ModelError(f"{own} has neither name nor office nor institution")
            yield _answerer(honorific, tuple(offices), name, institution, behalf, link)
            number += 1

    def names(self, stem: str) -> Any:
        """References of other works, and identifiers, whose scheme is the short form."""
        number = 1
        while (entry := self.take(f"{stem}_{number}", REFERENCE)) is not None:
            number += 1
            text, form = entry.get("showAs"), entry.get("shortForm")
            self._report.expect(entry.get("name"), stem, "name", entry)
            self._report.expect(entry.get("href"), "", "href", entry)
            if form is None:
                yield parsing.reference(text)
            else:
                yield Identifier(scheme=form, value=text)

    def finish(self) -> None:
        """Note what is left: an entry that is unknown, or out of order."""
        for entry in self._entries[self._at :]:
            message = f"{entry.get('eId')} is not known here, or not in its place"
            self._report.add("PQ212", message, entry)


def events(steps: Any, refs: References, prefix: str, report: Report) -> Any:
    """Events: each is a step of the workflow and a concept among the references."""
    for number, step in enumerate(steps, 1):
        own = f"event_{number}"
        entry = refs.take(own, CONCEPT)
        if entry is None:
            raise ModelError(f"step {number} needs the reference {own}")
        kind = entry.get("href")
        if not kind.startswith(EVENT):
            raise ModelError(f"{own} must lead to {EVENT} and a kind of event")
        body = refs.institution(f"{own}__institution")
        agent = "unknown" if body is None else f"{own}__institution"
        report.expect(step.get("by"), f"#{prefix}{agent}", "by", step)
        report.expect(step.get("refersTo"), f"#{prefix}{own}", "refersTo", step)
        yield Event(
            kind=kind[len(EVENT) :],
            date=values.day(step.get("date")),
            code=entry.get("shortForm"),
            label=entry.get("showAs") or None,
            institution=body,
        )


def publication(element: Any) -> Publication:
    """A publication, from the standard element or from parlq's own."""
    known = {"date", "name", "showAs", "number", PQ_PAGE, PQ_URI}
    if unknown := set(element.attrib) - known:
        raise ModelError(f"a publication has no attribute {min(unknown)}")
    return Publication(
        name=element.get("name") or None,
        number=element.get("number"),
        page=element.get(PQ_PAGE),
        date=values.day(element.get("date")),
        uri=element.get(PQ_URI),
        label=element.get("showAs") or None,
    )


def subject(element: Any) -> Subject:
    """A keyword of the classification."""
    return Subject(
        code=element.get("value") or None,
        label=element.get("showAs") or None,
        scheme=element.get("dictionary") or None,
        uri=element.get("href"),
    )


def manifestation(element: Any) -> Manifestation:
    """A file, from `pq:manifestation`."""
    stated = dict(element.attrib)
    issued, size = stated.pop("issued", None), stated.pop("size", None)
    stated.pop("of", None)
    media_type = stated.pop("mediaType", None)
    if unknown := set(stated) - {"format", "uri", "address"}:
        raise ModelError(f"a manifestation has no attribute {min(unknown)}")
    if size is not None and (not size.isdecimal() or len(size) > 20 or str(int(size)) != size):
        raise ModelError(f"size must be a number, not {size[:40]!r}")
    _childless(element)
    return Manifestation(
        media_type=media_type,
        issued=None if issued is None else parsing.instant(issued),
        size=None if size is None else int(size),
        **stated,
    )


def extension(element: Any) -> Extension:
    """A fact without a field, from `pq:extension`."""
    stated = dict(element.attrib)
    if unknown := set(stated) - {"namespace", "name", "datatype", "path"}:
        raise ModelError(f"an extension has no attribute {min(unknown)}")
    if stated.get("datatype") == "text":
        raise ModelError("datatype text goes without saying")
    if len(element):
        raise ModelError("an extension holds text only; escape what is XML")
    if "namespace" not in stated or "name" not in stated:
        raise ModelError("an extension needs a namespace and a name")
    return Extension(value=element.text or "", **stated)


def attachments(refs: References, prefix: str, files: dict[str, list[Manifestation]]) -> Any:
    """Annexes: `hasAttachment`, and their files from `pq:work`."""
    number = 1
    waiting = iter(list(files))
    following = next(waiting, None)
    while (entry := refs.take(f"attachment_{number}", ATTACHMENT)) is not None:
        own: list[Manifestation] = []
        if following == f"#{prefix}attachment_{number}":
            own, following = files.pop(following), next(waiting, None)
        form = entry.get("shortForm")
        language = entry.get(XML_LANG)
        if len(entry.attrib) != 3 + (form is not None) + (language is not None):
            raise ModelError("an attachment has no such attribute")
        yield Attachment(
            reference=None if form is None else parsing.reference(form),
            title=entry.get("showAs") or None,
            language=None if language is None else parsing.tag(language),
            uri=values.uri(entry.get("href")),
            manifestations=tuple(own),
        )
        number += 1


def _childless(element: Any) -> None:
    if len(element) or (element.text or "").strip():
        raise ModelError(f"{element.tag.rpartition('}')[2]} is empty")


class Proprietary:
    """What Akoma Ntoso has no place for, of the work and of the expression."""

    __slots__ = ("extensions", "files", "manifestations", "of_variant", "publications")

    def __init__(self, element: Any, report: Report) -> None:
        self.publications: list[Publication] = []
        self.files: dict[str, list[Manifestation]] = {}
        self.extensions: list[Extension] = []
        self.manifestations: list[Manifestation] = []
        self.of_variant: list[Extension] = []
        if element is None:
            return
        report.expect(element.get("source"), SOURCE, "source", element)
        tags = [child.tag for child in element]
        if tags not in ([PQ_WORK], [PQ_EXPRESSION], [PQ_WORK, PQ_EXPRESSION]):
            report.add("PQ214", "proprietary holds pq:work, then pq:expression", element)
            return
        for part in element:
            self._part(part, report, of_work=part.tag == PQ_WORK)

    def _part(self, part: Any, report: Report, *, of_work: bool) -> None:
        order = (PQ_PUBLICATION, PQ_MANIFESTATION, PQ_EXTENSION)
        if part.attrib or (part.text or "").strip() or any((c.tail or "").strip() for c in part):
            report.add("PQ214", "text or attributes have no place here", part)
        if not len(part):
            report.add("PQ213", "an empty element says nothing", part)
        last = 0
        for child in part:
            if child.tag not in order or order.index(child.tag) < last:
                report.add("PQ214", "this element has no place here", child)
                continue
            last = order.index(child.tag)
            try:
                self._child(child, of_work=of_work)
            except ModelError as error:
                report.add("PQ213", str(error), child)

    def _child(self, child: Any, *, of_work: bool) -> None:
        if child.tag == PQ_EXTENSION:
            (self.extensions if of_work else self.of_variant).append(extension(child))
        elif child.tag == PQ_PUBLICATION:
            if not of_work or not {"date", "name", "showAs"} <= set(child.attrib):
                raise ModelError("a publication belongs to a work, with date, name and showAs")
            _childless(child)
            self.publications.append(publication(child))
        elif of_work:
            of = child.get("of")
            if of is None or (of in self.files and of != next(reversed(self.files))):
                raise ModelError("a work's manifestations are those of its attachments, in order")
            self.files.setdefault(of, []).append(manifestation(child))
        elif child.get("of") is not None:
            raise ModelError("an expression's manifestation has no attribute of")
        else:
            self.manifestations.append(manifestation(child))
