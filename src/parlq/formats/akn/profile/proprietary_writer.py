"""Writes the facts that Akoma Ntoso has no element for: files of a text, and extensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parlq.formats.akn.xml.escape import escape_attribute, escape_text
from parlq.model import Datatype
from parlq.model.parsing import instant_text

if TYPE_CHECKING:
    from parlq.model import Extension, Manifestation


def attribute(name: str, text: str | None) -> str:
    """An optional attribute, with the blank before it."""
    return "" if text is None else f' {name}="{escape_attribute(text)}"'


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
