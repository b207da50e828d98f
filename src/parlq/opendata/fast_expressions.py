"""Reads expressions and files of API v2 that are exactly as the API writes them."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Any

from parlq.model import Completeness, LanguageVariant, Manifestation
from parlq.model.base import trusted
from parlq.model.language import OFFICIAL
from parlq.model.scalars import TEXT
from parlq.opendata import titles
from parlq.opendata.statements import Node
from parlq.opendata.titles import Title
from parlq.opendata.vocabulary import AUTHORITY, BASE, MEDIA_BY_SUFFIX, MEDIA_TYPES

#: Tags of the official languages by their URIs.
TAGS = {language.uri: language.tag for language in OFFICIAL}
_FILES = {
    suffix: (MEDIA_TYPES + media, f"{AUTHORITY}file-type/{suffix.upper()}", media)
    for suffix, media in MEDIA_BY_SUFFIX.items()
}
_ADDRESS = re.compile(r"distribution/[A-Za-z0-9_./-]+").fullmatch
_DIGITS = re.compile(r"0|[1-9][0-9]{0,14}").fullmatch
_fault = TEXT.fault
_variant, _file = trusted(LanguageVariant), trusted(Manifestation)


class Doubt(Exception):  # noqa: N818 # it is no error: the general reader may find nothing wrong
    """Something is not exactly as the API writes it."""


def need(holds: object) -> None:
    """Raise `Doubt` unless something holds."""
    if not holds:
        raise Doubt


@lru_cache(maxsize=4096)
def _instant(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    offset = moment.utcoffset()
    need(offset is not None and moment.isoformat() == text and moment.microsecond == 0)
    need(offset is not None and offset.seconds % 60 == 0 and abs(offset) <= dt.timedelta(hours=14))
    return moment


def _files(nodes: Any, expression: str) -> tuple[Manifestation, ...]:
    made = []
    start = len(expression) + 1
    for node in nodes:
        own = node["id"]
        media_uri, form, media = _FILES[own[start:]]
        address, size = node["is_exemplified_by"], node["byteSize"]
        if (
            len(node) != 7
            or node["type"] != "Manifestation"
            or own[: start - 1] != expression
            or own[start - 1] != "/"
            or node["media_type"] != media_uri
            or node["format"] != form
            or not _ADDRESS(address)
            or not _DIGITS(size)
        ):
            raise Doubt
        made.append(
            _file(
                media_type=media,
                format=form,
                uri=BASE + own,
                address=BASE + address,
                issued=_instant(node["issued"]),
                size=int(size),
            )
        )
    return tuple(made)


def variants(
    node: Node, own: str, blank: str | None
) -> tuple[tuple[LanguageVariant, ...], dict[str, Title]]:
    """The variants, and what the alternative titles say."""
    whole = node["title_dcterms"]
    read: dict[str, Title] = {}
    made = {}
    for expression in node["is_realized_by"]:
        tag = TAGS[expression["language"]]
        identifier = expression["id"]
        text = expression["title"][tag]
        if (
            identifier != f"{own}/{tag}"
            or expression["type"] != "Expression"
            or len(expression["title"]) != 1
            or whole[tag] != text
            or tag in made
            or _fault(text)
        ):
            raise Doubt
        heading: tuple[str, ...] = ()
        if "title_alternative" in expression:
            alternative = expression["title_alternative"]
            need(len(expression) == 6 and len(alternative) == 1 and not _fault(alternative[tag]))
            read[tag] = title = titles.read(alternative[tag])
            heading = title.lines
            # A line break would be written back as a hyphen.
            need(title.names is not None and "<br/>" not in alternative[tag])
        else:
            need(len(expression) == 5)
        files = _files(expression["is_embodied_by"], identifier)
        need(files)
        made[tag] = _made(tag, text, blank, heading, files)
    need(made)
    if len(whole) > len(made):
        for tag, text in whole.items():
            if tag not in made:
                need(tag in TAGS.values() and not _fault(text))
                made[tag] = _made(tag, text, blank, (), ())
    if len(made) == 1:
        return tuple(made.values()), read
    return tuple(sorted(made.values())), read


def _made(
    tag: str,
    text: str,
    blank: str | None,
    heading: tuple[str, ...],
    files: tuple[Manifestation, ...],
) -> LanguageVariant:
    return _variant(
        language=tag,
        subject=None if text == blank else text,
        heading=heading,
        manifestations=files,
        completeness=Completeness.ABSENT,
    )
