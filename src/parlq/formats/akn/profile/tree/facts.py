"""Reads facts that stand alone: publications, keywords, attachments, and `proprietary`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parlq.formats.akn.profile.tree.references import References
from parlq.formats.akn.profile.work_iri import attached
from parlq.formats.akn.xml import attribute_values
from parlq.formats.akn.xml.names import PQ, SOURCE, XML_LANG, clark, stated_in
from parlq.formats.akn.xml.report import Report
from parlq.formats.akn.xml.types import Element, attributes
from parlq.model import Attachment, Extension, Manifestation, Publication, Subject, parsing
from parlq.model.fields.base import unchecked
from parlq.model.identity import Kind
from parlq.problems import ModelError

PQ_PAGE, PQ_URI = f"{{{PQ}}}page", f"{{{PQ}}}uri"
PQ_WORK, PQ_EXPRESSION = f"{{{PQ}}}work", f"{{{PQ}}}expression"
PQ_PUBLICATION, PQ_MANIFESTATION = f"{{{PQ}}}publication", f"{{{PQ}}}manifestation"
PQ_EXTENSION = f"{{{PQ}}}extension"
(ATTACHMENT,) = clark("hasAttachment")

_subject = unchecked(Subject)


def publication(element: Element) -> Publication:
    """A publication, from the standard element or from parlq's own."""
    known = {"date", "name", "showAs", "number", PQ_PAGE, PQ_URI}
    if unknown := set(attributes(element)) - known:
        raise ModelError(f"a publication takes no {stated_in(min(unknown))}")
    return Publication(
        name=element.get("name") or None,
        number=element.get("number"),
        page=element.get(PQ_PAGE),
        date=attribute_values.day(element.get("date", "")),
        uri=element.get(PQ_URI),
        label=element.get("showAs") or None,
    )


def subject(element: Element) -> Subject:
    """A keyword of the classification."""
    code, label = element.get("value") or None, element.get("showAs") or None
    scheme, uri = element.get("dictionary") or None, element.get("href")
    if (code or label) and uri is None:
        return _subject(code, label, None if scheme is None else attribute_values.uri(scheme))
    return Subject(code=code, label=label, scheme=scheme, uri=uri)


def manifestation(element: Element) -> Manifestation:
    """A file, from `pq:manifestation`."""
    stated: dict[str, Any] = {**attributes(element)}
    issued, size = stated.pop("issued", None), stated.pop("size", None)
    stated.pop("of", None)
    media_type = stated.pop("mediaType", None)
    if unknown := set(stated) - {"format", "uri", "address"}:
        raise ModelError(f"a manifestation takes no {stated_in(min(unknown))}")
    if size is not None and (not size.isdecimal() or len(size) > 20 or str(int(size)) != size):
        raise ModelError(f"size must be a number, not {size[:40]!r}")
    _childless(element)
    return Manifestation(
        media_type=media_type,
        issued=None if issued is None else parsing.instant(issued),
        size=None if size is None else int(size),
        **stated,
    )


def extension(element: Element) -> Extension:
    """A fact without a field, from `pq:extension`."""
    stated: dict[str, Any] = {**attributes(element)}
    if unknown := set(stated) - {"namespace", "name", "datatype", "path"}:
        raise ModelError(f"an extension takes no {stated_in(min(unknown))}")
    if stated.get("datatype") == "text":
        raise ModelError("datatype 'text' is the default; remove the attribute")
    if len(element):
        raise ModelError("an extension contains text only; escape the XML in it")
    if "namespace" not in stated or "name" not in stated:
        raise ModelError("an extension needs a namespace and a name")
    return Extension(value=element.text or "", **stated)


def _says(text: str | None) -> bool:
    # Only the blanks of XML are layout; a no-break space is text.
    return bool(text and text.strip(" \t\r\n"))


def _childless(element: Element) -> None:
    if len(element) or _says(element.text):
        raise ModelError(f"{element.tag.rpartition('}')[2]} is empty")


class Proprietary:
    """What Akoma Ntoso has no place for, of the work and of the expression."""

    __slots__ = ("extensions", "files", "manifestations", "of_variant", "publications")

    def __init__(self, element: Element | None, report: Report) -> None:
        self.publications: list[Publication] = []
        self.files: dict[str, list[Manifestation]] = {}
        self.extensions: list[Extension] = []
        self.manifestations: list[Manifestation] = []
        self.of_variant: list[Extension] = []
        if element is None:
            return
        report.check_derived(element.get("source"), SOURCE, "source", element)
        tags = [child.tag for child in element]
        if tags not in ([PQ_WORK], [PQ_EXPRESSION], [PQ_WORK, PQ_EXPRESSION]):
            report.add(
                "PQ214", "<proprietary> must contain <pq:work>, then <pq:expression>", element
            )
            return
        for part in element:
            self._part(part, report, of_work=part.tag == PQ_WORK)

    def _part(self, part: Element, report: Report, *, of_work: bool) -> None:
        order = (PQ_PUBLICATION, PQ_MANIFESTATION, PQ_EXTENSION)
        if part.attrib or _says(part.text) or any(_says(child.tail) for child in part):
            report.add("PQ214", "text and attributes are not allowed here; remove them", part)
        if not len(part):
            report.add("PQ213", "the element is empty; give it content or remove it", part)
        last = 0
        for child in part:
            if child.tag not in order or order.index(child.tag) < last:
                report.add("PQ214", "this element is not allowed here; remove it", child)
                continue
            last = order.index(child.tag)
            try:
                self._child(child, of_work=of_work)
            except ModelError as error:
                report.add("PQ213", str(error), child)

    def _child(self, child: Element, *, of_work: bool) -> None:
        if child.tag == PQ_EXTENSION:
            (self.extensions if of_work else self.of_variant).append(extension(child))
        elif child.tag == PQ_PUBLICATION:
            if not of_work or not {"date", "name", "showAs"} <= set(child.attrib):
                raise ModelError(
                    "a publication must belong to a work and have date, name and showAs"
                )
            _childless(child)
            self.publications.append(publication(child))
        elif of_work:
            of = child.get("of")
            if of is None or (of in self.files and of != next(reversed(self.files))):
                raise ModelError(
                    "manifestations of a work must be those of its attachments, in their order"
                )
            self.files.setdefault(of, []).append(manifestation(child))
        elif child.get("of") is not None:
            raise ModelError("a manifestation of an expression takes no attribute 'of'")
        else:
            self.manifestations.append(manifestation(child))


def attachments(
    refs: References, files: dict[str, list[Manifestation]], parliament: str, kind: Kind
) -> Iterator[Attachment]:
    """Attachments: `hasAttachment`, and their files from `pq:work`."""
    number = 1
    waiting = iter(list(files))
    following = next(waiting, None)
    while (entry := refs.take(f"attachment_{number}", ATTACHMENT)) is not None:
        own: list[Manifestation] = []
        if following is not None and following == f"#attachment_{number}":
            own, following = files.pop(following), next(waiting, None)
        form = entry.get("shortForm")
        language = entry.get(XML_LANG)
        if len(entry.attrib) != 3 + (form is not None) + (language is not None):
            raise ModelError("an attachment takes no such attribute")
        reference = None if form is None else parsing.reference(form)
        title = entry.get("showAs") or None
        yield Attachment(
            reference=reference,
            title=title,
            language=None if language is None else parsing.tag(language),
            uri=refs.uri(entry, attached(title, reference, parliament, kind)),
            manifestations=tuple(own),
        )
        number += 1
