"""Reads expressions and files of API v2 that are exactly as the API writes them."""

from __future__ import annotations

import datetime as dt
import re
from operator import itemgetter
from typing import Any

from parlq.formats.ep.records.nodes.nodes_and_triples import Node
from parlq.formats.ep.records.reading.expressions_from_node import variant_without_text
from parlq.formats.ep.records.vocabulary import alternative_title
from parlq.formats.ep.records.vocabulary.alternative_title import Title
from parlq.formats.ep.records.vocabulary.namespaces import (
    AUTHORITY,
    BASE,
    MEDIA_BY_SUFFIX,
    MEDIA_TYPES,
)
from parlq.model import LanguageVariant, Manifestation
from parlq.model.fields.base import unchecked
from parlq.model.fields.scalars import FORBIDDEN
from parlq.model.languages.language import OFFICIAL

#: Tags of the official languages by their URIs.
TAGS = {language.uri: language.tag for language in OFFICIAL}
#: Their places in protocol order, in which variants stand.
_PLACES = {
    variant.language: place
    for place, variant in enumerate(sorted(LanguageVariant(language=tag) for tag in TAGS.values()))
}
_FILES = {
    suffix: (MEDIA_TYPES + media, f"{AUTHORITY}file-type/{suffix.upper()}", media)
    for suffix, media in MEDIA_BY_SUFFIX.items()
}
_file_facts = itemgetter("id", "is_exemplified_by", "issued", "byteSize")
_expression_facts = itemgetter("id", "type", "language", "title", "is_embodied_by")
_ADDRESS = re.compile(r"distribution/[A-Za-z0-9_./-]+").fullmatch
_LARGEST = 10**15
_moment = dt.datetime.fromisoformat
_forbidden = re.compile(f"[{FORBIDDEN}]").search
_file = unchecked(Manifestation)


class NotCanonical(Exception):  # noqa: N818 # it is no error: the general reader may find nothing wrong
    """Something is not exactly as the API writes it."""


def require(holds: object) -> None:
    """Raise `NotCanonical` unless something holds."""
    if not holds:
        raise NotCanonical


def _instant(text: str) -> dt.datetime:
    moment = _moment(text)
    # As long as one with an offset and without fractions; offsets go up to 14 hours.
    if len(text) != 25 or moment.isoformat() != text or text[20:] > "14:00":
        raise NotCanonical
    return moment


def _files(nodes: Any, expression: str) -> tuple[Manifestation, ...]:
    made = []
    begin = f"{expression}/"
    start = len(begin)
    stem: str | None = None
    last: str | None = None
    moment: dt.datetime | None = None
    for node in nodes:
        identifier, address, issued, size = _file_facts(node)
        suffix = identifier[start:]
        media_uri, form, media = _FILES[suffix]
        own, count = begin + suffix, int(size)
        expected = {
            "id": own,
            "type": "Manifestation",
            "is_exemplified_by": address,
            "media_type": media_uri,
            "format": form,
            "issued": issued,
            "byteSize": str(count),
        }
        if node != expected or not 0 <= count < _LARGEST:
            raise NotCanonical
        # The files of an expression mostly have addresses of one stem, and are of one instant.
        if stem is None or address != stem + suffix:
            if not _ADDRESS(address):
                raise NotCanonical
            stem = address.removesuffix(suffix)
        if moment is None or issued != last:
            last, moment = issued, _instant(issued)
        made.append(
            _file(
                media_type=media,
                format=form,
                uri=BASE + own,
                address=BASE + address,
                issued=moment,
                size=count,
            )
        )
    if len(made) > 1 and len({file.uri for file in made}) < len(made):
        raise NotCanonical
    return tuple(made)


def variants(
    node: Node, own: str, blank: str | None
) -> tuple[tuple[LanguageVariant, ...], dict[str, Title]]:
    """The variants, and what the alternative titles say."""
    whole = node["title_dcterms"]
    read: dict[str, Title] = {}
    made = {}
    for expression in node["is_realized_by"]:
        identifier, kind, language, title, nodes = _expression_facts(expression)
        tag = TAGS[language]
        text = title[tag]
        if (
            identifier != f"{own}/{tag}"
            or kind != "Expression"
            or len(title) != 1
            or whole[tag] != text
            or tag in made
            or not text
            or _forbidden(text)
        ):
            raise NotCanonical
        heading: tuple[str, ...] = ()
        if len(expression) == 6:
            alternative = expression["title_alternative"]
            line = alternative[tag]
            # A line break would be written back as a hyphen.
            if len(alternative) != 1 or not line or _forbidden(line) or "<br/>" in line:
                raise NotCanonical
            read[tag] = said = alternative_title.read(line)
            heading = said.lines
            if said.names is None:
                raise NotCanonical
        elif len(expression) != 5:
            raise NotCanonical
        files = _files(nodes, identifier)
        if not files:
            raise NotCanonical
        made[tag] = variant_without_text(tag, text, blank, heading, files)
    if not made:
        raise NotCanonical
    if len(whole) > len(made):
        for tag, text in whole.items():
            if tag not in made:
                if tag not in _PLACES or not text or _forbidden(text):
                    raise NotCanonical
                made[tag] = variant_without_text(tag, text, blank, (), ())
    if len(made) == 1:
        return tuple(made.values()), read
    return tuple([made[tag] for tag in sorted(made, key=_PLACES.__getitem__)]), read
