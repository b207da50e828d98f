"""Writes the facts that Akoma Ntoso has no element for: files of a text, and extensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parlq.formats.akn.xml.escape import escape_attribute, escape_text
from parlq.formats.akn.xml.names import NO_DATE, SOURCE
from parlq.model import Datatype
from parlq.model.parsing import instant_text

if TYPE_CHECKING:
    from parlq.model import Answer, Extension, LanguageVariant, Manifestation, Publication, Question


def attribute(name: str, text: str | None) -> str:
    """An optional attribute, with the blank before it."""
    return "" if text is None else f' {name}="{escape_attribute(text)}"'


def publication(issue: Publication) -> str:
    """The attributes of a publication."""
    date = NO_DATE if issue.date is None else issue.date.isoformat()
    return (
        f' date="{date}" name="{escape_attribute(issue.name or "")}"'
        f' showAs="{escape_attribute(issue.label or "")}"{attribute("number", issue.number)}'
        f"{attribute('pq:page', issue.page)}{attribute('pq:uri', issue.uri)}"
    )


def manifestations(files: tuple[Manifestation, ...], of: str, out: list[str], nl: str) -> None:
    """Write the files of an expression or attachment."""
    for file in files:
        issued = None if file.issued is None else instant_text(file.issued)
        size = None if file.size is None else str(file.size)
        out.append(
            f"{nl}<pq:manifestation{of}{attribute('mediaType', file.media_type)}"
            f"{attribute('format', file.format)}{attribute('uri', file.uri)}"
            f"{attribute('address', file.address)}{attribute('issued', issued)}"
            f"{attribute('size', size)}/>"
        )


def extensions(facts: tuple[Extension, ...], out: list[str], nl: str) -> None:
    """Write the facts that have no field."""
    for fact in facts:
        kind = "" if fact.datatype is Datatype.TEXT else f' datatype="{fact.datatype.value}"'
        out.append(
            f'{nl}<pq:extension namespace="{escape_attribute(fact.namespace)}"'
            f' name="{escape_attribute(fact.name)}"'
            f"{kind}{attribute('path', fact.path)}>{escape_text(fact.value)}</pq:extension>"
        )


def proprietary(
    work: Question | Answer, variant: LanguageVariant | None, out: list[str], nl: str
) -> None:
    """Write what belongs to the work, and to its first language."""
    files = any(attachment.manifestations for attachment in work.attachments)
    on_work = len(work.publications) > 1 or files or work.extensions
    on_variant = variant is not None and (variant.manifestations or variant.extensions)
    if not on_work and not on_variant:
        return
    out.append(f'{nl}<proprietary source="{SOURCE}">')
    if on_work:
        out.append(f"{nl}  <pq:work>")
        more = work.publications[1:]
        out += [f"{nl}    <pq:publication{publication(each)}/>" for each in more]
        for number, attachment in enumerate(work.attachments, 1):
            of = f' of="#attachment_{number}"'
            manifestations(attachment.manifestations, of, out, f"{nl}    ")
        extensions(work.extensions, out, f"{nl}    ")
        out.append(f"{nl}  </pq:work>")
    if on_variant and variant is not None:
        expression_facts(variant, out, f"{nl}  ")
    out.append(f"{nl}</proprietary>")


def expression_facts(variant: LanguageVariant, out: list[str], nl: str) -> None:
    """Write what belongs to one language."""
    out.append(f"{nl}<pq:expression>")
    manifestations(variant.manifestations, "", out, f"{nl}  ")
    extensions(variant.extensions, out, f"{nl}  ")
    out.append(f"{nl}</pq:expression>")
