"""Reads a canonical `meta` from its lines: FRBR facts, publications, `proprietary`."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

from parlq.formats.akn.profile.fast.references import Facts, references, said
from parlq.formats.akn.xml import attribute_values
from parlq.formats.akn.xml.escape import unescape
from parlq.formats.akn.xml.names import (
    ANSWER_KINDS,
    DERIVED_ALIASES,
    OWN_TITLE,
    QUESTION_KINDS,
    TITLE,
)
from parlq.model import Extension, Identifier, Manifestation, Publication, Subject, parsing
from parlq.model.fields.base import unchecked
from parlq.model.fields.patterns import Pattern
from parlq.model.fields.scalars import PARLIAMENT, TOKEN, URI

_ALIASES = r'((?:\s+<FRBRalias name="[^"]*" value="[^"]*"(?: pq:scope="[^"]*")?/>)*)'
_WORK = re.compile(rf'<FRBRuri value="([^"]*)"/>{_ALIASES}\s+<FRBRdate date="([^"]*)"')
_EXPRESSION = re.compile(
    r'<FRBRExpression>\s+<FRBRthis value="[^"]*"/>\s+<FRBRuri value="[^"]*"/>'
    r'(?:\s+<FRBRalias name="source" value="([^"]*)"/>)?'
    r'\s+<FRBRdate date="([^"]*)" name="(\w+)"/>'
)
_ALIAS = re.compile(r'name="([^"]*)" value="([^"]*)"(?: pq:scope="([^"]+)")?/>')
_KEYWORD = Pattern(
    r'<keyword value="([^"]*)" showAs="([^"]*)" dictionary="([^"]*)"(?: href="([^"]*)")?/>'
)
_STEP = Pattern(r'<step date="([^"]*)"')
_PRINTED = Pattern(r'<publication((?: [\w:]+="[^"]*")*)/>')
_OWN = Pattern(r'<pq:(publication|manifestation|extension)((?: [\w:]+="[^"]*")*)(?:/>|>([^<]*)</)')
_ATTRIBUTE = Pattern(r' ([\w:]+)="([^"]*)"')
#: Length of what the IRI of a work with a reference has in place of a date.
_YEAR = 4
_identifier = unchecked(Identifier)
_PUBLICATION = {"showAs": "label", "pq:page": "page", "pq:uri": "uri"}


class Spoken(NamedTuple):
    """What the `meta` of an expression says, as the last fields of a variant."""

    last_updated: dt.date | None
    source: str | None
    manifestations: tuple[Manifestation, ...]
    extensions: tuple[Extension, ...]


def expression(meta: str) -> Spoken:
    """The facts of the one expression that a `meta` describes."""
    found = _EXPRESSION.match(meta, meta.index("<FRBRExpression>"))
    if found is None:
        raise ValueError("an expression is identified")
    source, date, named = found.groups()
    files: list[Manifestation] = []
    kept: list[Extension] = []
    start = meta.rfind("<proprietary ")
    if start >= 0 and (start := meta.find("<pq:expression>", start)) >= 0:
        for kind, attributes, text in _OWN.findall(meta, start):
            stated = _stated(attributes)
            if kind == "manifestation":
                files.append(_manifestation(stated))
            else:
                kept.append(Extension(value=unescape(text), **stated))
    return Spoken(
        parsing.day(date) if named == "lastUpdated" else None,
        None if source is None else parsing.scalar(URI, unescape(source)),
        tuple(files),
        tuple(kept),
    )


def work_facts(meta: str, *, asks: bool = True) -> Facts:
    """The fields of a work, but for its variants, or the extensions of a dossier."""
    found = _WORK.match(meta, meta.index("<FRBRuri "))
    if found is None:
        raise ValueError("a work is identified")
    iri, aliases, date = found.groups()
    _, _, country, _, subtype, actor, dated, number = iri.split("/")
    facts: Facts = {
        "reference": attribute_values.number(number) if len(dated) == _YEAR else None,
        "parliament": parsing.scalar(PARLIAMENT, f"{country}/{actor}"),
        "date": attribute_values.day(date),
    }
    if aliases:
        facts["identifiers"] = tuple(
            [
                _identifier(
                    parsing.scalar(TOKEN, TITLE if name == OWN_TITLE else name),
                    unescape(said(text)),
                    unescape(scope) if scope else None,
                )
                for name, text, scope in _ALIAS.findall(aliases)
                if name not in DERIVED_ALIASES
            ]
        )
    start = meta.index("<references ")
    before = meta[found.end() : start]
    if "<publication " in before:
        facts["publications"] = tuple(map(_publication, _PRINTED.findall(before)))
    if "<keyword " in before:
        keywords = _KEYWORD.findall(before)
        if len(keywords) != before.count("<keyword "):
            raise ValueError("a keyword has its attributes in another order")
        facts["subjects"] = tuple([_subject(*each) for each in keywords])
    files: dict[str, list[Manifestation]] = {}
    own = meta.rfind("<proprietary ")
    if own >= 0 and (own := meta.find("<pq:work>", own)) >= 0:
        end = meta.find("<pq:expression>", own)
        _of_work(meta[own:] if end < 0 else meta[own:end], facts, files)
    if subtype == "dossier":
        return facts
    facts["kind"] = None
    kinds: dict[str, Any] = QUESTION_KINDS if asks else ANSWER_KINDS
    steps = _STEP.findall(before) if "<step " in before else []
    references(meta[start:], facts, steps, files, kinds)
    if facts["kind"] == "other" and facts.get("kind_code") is None:
        raise ValueError("a kind of its own needs a code")
    return facts


def _of_work(text: str, facts: Facts, files: dict[str, list[Manifestation]]) -> None:
    """What stands in `pq:work`: further publications, files of attachments, extensions."""
    kept = []
    for kind, attributes, content in _OWN.findall(text):
        if kind == "publication":
            facts["publications"] = (*facts.get("publications", ()), _publication(attributes))
            continue
        stated = _stated(attributes)
        if kind == "manifestation":
            files.setdefault(stated.pop("of"), []).append(_manifestation(stated))
        else:
            kept.append(Extension(value=unescape(content), **stated))
    facts["extensions"] = tuple(kept)


def _stated(attributes: str) -> dict[str, Any]:
    found = dict(_ATTRIBUTE.findall(attributes))
    if not found.keys() <= _KNOWN:
        raise ValueError("an attribute that is not known")
    return {name: unescape(text) for name, text in found.items()}


_KNOWN = frozenset(
    {
        *("of", "mediaType", "format", "uri", "address", "issued", "size"),
        *("namespace", "name", "datatype", "path"),
        *("date", "showAs", "number", "pq:page", "pq:uri"),
    }
)


def _manifestation(stated: dict[str, Any]) -> Manifestation:
    issued, size = stated.pop("issued", None), stated.pop("size", None)
    if stated.keys() - {"mediaType", "format", "uri", "address"}:
        raise ValueError("a file has no such attribute")
    return Manifestation(
        media_type=stated.pop("mediaType", None),
        issued=None if issued is None else parsing.instant(issued),
        size=None if size is None else int(size[:20]),
        **stated,
    )


def _publication(attributes: str) -> Publication:
    stated = _stated(attributes)
    fields = {_PUBLICATION.get(name, name): text or None for name, text in stated.items()}
    fields["date"] = attribute_values.day(stated["date"])
    if fields.keys() - {"name", "number", "page", "date", "uri", "label"}:
        raise ValueError("a publication has no such attribute")
    return Publication(**fields)


def _subject(code: str, label: str, scheme: str, uri: str) -> Subject:
    stated = [unescape(text) if text else None for text in (code, label, scheme, uri)]
    return Subject(code=stated[0], label=stated[1], scheme=stated[2], uri=stated[3])
