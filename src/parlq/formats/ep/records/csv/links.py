"""Reads the links of the portal's yearly CSV: the files, and the documents that they belong to."""

from __future__ import annotations

import re
from typing import NamedTuple

from parlq.formats.ep.records.vocabulary.namespaces import AUTHORITY, MEDIA_BY_SUFFIX
from parlq.model import Manifestation, Reference
from parlq.model.fields.base import unchecked
from parlq.model.fields.scalars import URI
from parlq.problems import ModelError

_FORMATS = {suffix: f"{AUTHORITY}file-type/{suffix.upper()}" for suffix in MEDIA_BY_SUFFIX}
# What this matches is a URI as the model takes it; anything else is looked at closely.
_LINK = re.compile(
    r"https://data\.europarl\.europa\.eu/distribution/[A-Za-z_]+/"
    r"(?:[A-Z]-[0-9]{1,2}-[0-9]{4}-[0-9]{6}(?:-ASW)?)/"
    r"(?P<id>[C-Z]-[0-9]{1,2}-[0-9]{4}-[0-9]{6}(?:-ASW)?(?:-ANN[0-9]{2})?)"
    r"(?:-FF)?_(?P<language>[a-z]{2})\.(?P<suffix>[a-z]+)"
)
_file = unchecked(Manifestation)


class Link(NamedTuple):
    """A file that a row links to.

    Attributes:
        name: the identifier in its name, `E-9-2022-000016-ASW`.
        language: tag of its language.
        file: the file itself.
    """

    name: str
    language: str
    file: Manifestation


class Notes(list[tuple[str, str]]):
    """What is wrong with a row: rule and message."""

    __slots__ = ()


def links_in(field: str, notes: Notes, language: str) -> list[Link]:
    """The links in a field; `language` is that of files whose names do not state one."""
    return [made for each in field.split(";") if (made := _link(each.strip(), notes, language))]


def _link(address: str, notes: Notes, language: str) -> Link | None:
    if not address:
        return None
    found = _LINK.fullmatch(address)
    if found is not None:
        suffix = found["suffix"]
        file = _file(
            address=address, media_type=MEDIA_BY_SUFFIX.get(suffix), format=_FORMATS.get(suffix)
        )
        return Link(found["id"], found["language"], file)
    if URI.fault(address):
        notes.append(("PQ602", f"not an address, left out: {address[:80]}"))
        return None
    suffix = address.rpartition(".")[2].lower()
    file = Manifestation(
        address=address, media_type=MEDIA_BY_SUFFIX.get(suffix), format=_FORMATS.get(suffix)
    )
    try:
        match = Reference.parse_match(address)
        name = match.reference.eli_id(match.term) if match.term else str(match.reference)
    except ModelError:
        notes.append(("PQ621", f"the link names no document: {address[:80]}"))
        return Link("", language, file)
    return Link(name, match.language or language, file)
