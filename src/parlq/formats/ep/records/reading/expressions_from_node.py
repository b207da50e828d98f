"""Builds language variants and their files from the expressions of a record."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from urllib.parse import unquote

from parlq.formats.ep.records.nodes.nodes_and_triples import Node, each
from parlq.formats.ep.records.nodes.report import Report
from parlq.formats.ep.records.vocabulary import alternative_title
from parlq.formats.ep.records.vocabulary.alternative_title import Title
from parlq.formats.ep.records.vocabulary.namespaces import MEDIA_TYPES, absolute
from parlq.model import (
    Completeness,
    Language,
    LanguageVariant,
    Manifestation,
)
from parlq.model.fields.base import unchecked
from parlq.model.fields.scalars import MEDIA_TYPE, TEXT, URI
from parlq.model.languages.language import normal_tag
from parlq.problems import ModelError

_variant, _manifestation = unchecked(LanguageVariant), unchecked(Manifestation)
_is_uri, _has_fault = URI.fault, TEXT.fault
_LARGEST = 2**53 - 1


def expressions(
    node: Node, report: Report, label: str, blank_title: str | None = None
) -> tuple[tuple[LanguageVariant, ...], dict[str, Title]]:
    """The variants of a work, in protocol order, and what their alternative titles say.

    A language of which only a title is stated is a variant too.

    Args:
        node: the work.
        report: takes the problems.
        label: the work's name in problems.
        blank_title: a title that is no subject.
    """
    found: dict[str, LanguageVariant] = {}
    read: dict[str, Title] = {}
    whole = _titles(node)
    for expression in map(_noded, each(node.get("is_realized_by"))):
        if type(expression) is not dict or type(expression.get("id")) is not str:
            continue
        tag = _language(expression)
        if tag is None or tag in found:
            report.add(
                "PQ605",
                f"its language is unknown or repeated, left out: {expression['id']}",
                work=label,
            )
            continue
        alternative = _text(expression.get("title_alternative"), tag)
        title = alternative_title.read(alternative) if alternative is not None else None
        if title is not None:
            read[tag] = title
            if title.names is None:
                message = f"the wording of the alternative title ({tag}) is not known"
                report.add("PQ606", message, work=label)
        found[tag] = variant_without_text(
            tag,
            _text(expression.get("title"), tag) or whole.get(tag),
            blank_title,
            title.lines if title is not None else (),
            tuple(
                # One that stands there twice, word for word, is one.
                dict.fromkeys(
                    file
                    for each_node in map(_noded, each(expression.get("is_embodied_by")))
                    if type(each_node) is dict and (file := manifestation(each_node)) is not None
                )
            ),
        )
    for tag, text in whole.items():
        if tag not in found:
            found[tag] = variant_without_text(tag, text, blank_title, (), ())
    return tuple(sorted(found.values())), read


def _noded(item: object) -> object:
    """A node that is given by its id alone, as a node."""
    return {"id": item} if type(item) is str else item


def variant_without_text(
    tag: str,
    title: str | None,
    blank_title: str | None,
    heading: tuple[str, ...],
    files: tuple[Manifestation, ...],
) -> LanguageVariant:
    """A variant as records state it: its title is its subject, unless it is `blank_title`."""
    return _variant(
        language=tag,
        subject=None if title == blank_title else title,
        heading=heading,
        manifestations=files,
        completeness=Completeness.ABSENT,
    )


@lru_cache(maxsize=1024)
def _tag(text: str) -> str | None:
    try:
        return Language.from_uri(text).tag if "/" in text else normal_tag(text)
    except ModelError:
        return None


def _normal(key: object) -> str | None:
    """The language tag that a key is, in its normal spelling."""
    return _tag(key) if type(key) is str and "/" not in key else None


def _language(expression: Node) -> str | None:
    for uri in each(expression.get("language")):
        if type(uri) is str and (tag := _tag(uri)):
            return tag
    own = expression["id"]
    return _tag(own[own.rfind("/") + 1 :])


def _text(texts: object, tag: str) -> str | None:
    """The text in a language, the first where there are several; tags are compared without case."""
    if type(texts) is not dict:
        return None
    found = texts.get(tag)
    if found is None:
        found = next((texts[key] for key in texts if _normal(key) == tag), None)
    for text in each(found):
        if type(text) is str and _has_fault(text) is None:
            return text
    return None


def _titles(node: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    titles_by_tag = node.get("title_dcterms")
    for tag in titles_by_tag if type(titles_by_tag) is dict else ():
        normal = _normal(tag)
        text = _text(titles_by_tag, tag)
        if normal is not None and text is not None:
            found.setdefault(normal, text)
    return found


def _uri(value: object) -> str | None:
    for item in each(value):
        if type(item) is str and item and _is_uri(uri := absolute(item)) is None:
            return uri
    return None


@lru_cache(maxsize=256)
def media_type(uri: str | None) -> str | None:
    """The media type of an IANA address; None for another."""
    if uri is None or not uri.startswith(MEDIA_TYPES):
        return None
    text = unquote(uri[len(MEDIA_TYPES) :])
    return None if MEDIA_TYPE.fault(text) else text


@lru_cache(maxsize=4096)
def _instant(text: str) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    offset = moment.utcoffset()
    if offset is None or offset % dt.timedelta(minutes=1) or abs(offset) > dt.timedelta(hours=14):
        return None
    return moment.replace(tzinfo=dt.timezone(offset) if offset else dt.UTC)


@lru_cache(maxsize=256)
def _format(value: str) -> str | None:
    return _uri(value)


def manifestation(node: Node) -> Manifestation | None:
    """The file that a node describes; None when the model takes nothing of it.

    Sizes are kept as stated: the portal gives the PDF and the DOCX of a document the same one.
    """
    own, address = node.get("id"), node.get("is_exemplified_by")
    media, shape = node.get("media_type"), node.get("format")
    issued, size = node.get("issued"), node.get("byteSize")
    uri = _uri(own)
    where = _uri(address)
    media = media_type(media if type(media) is str else _uri(media))
    shape = _format(shape) if type(shape) is str else _uri(shape)
    if not (uri or where or media or shape):
        return None
    count = None
    if type(size) is int:
        count = size
    elif type(size) is str and size.isascii() and size.isdigit() and len(size) < 17:
        count = int(size)
    return _manifestation(
        media_type=media,
        format=shape,
        uri=uri,
        address=where,
        issued=_instant(issued) if type(issued) is str else None,
        size=count if count is not None and 0 <= count <= _LARGEST else None,
    )
