"""Reads canonical output of parlq from its lines, without a tree, and proves the result by writing it.

The lines give a valid value. When it is written, and gives the very bytes that were read, it is what
those bytes say: no two values are written alike, as the properties about coming back prove. So
nothing that the bytes repeat need be looked at here, and whatever is in doubt is left to the reader
of trees, which sees every fault, says where it is, and reads what others have written.

What other tools spell in another way is put back first (`spelling`).
"""

from __future__ import annotations

import re
from typing import Any

from parlq.formats.akn.profile import writer
from parlq.formats.akn.profile.fast import spelling
from parlq.formats.akn.profile.fast.body import body, notice
from parlq.formats.akn.profile.fast.meta import Spoken, expression, work_facts
from parlq.formats.akn.xml.escape import unescape
from parlq.limits import DEFAULT, Limits
from parlq.model import (
    Answer,
    Completeness,
    Document,
    Dossier,
    LanguageVariant,
    Question,
    VariantRole,
    parsing,
)
from parlq.model.fields.base import unchecked
from parlq.model.fields.patterns import Pattern
from parlq.model.languages.language import protocol_key
from parlq.problems import ModelError

#: Half of the length of a text that the parser of trees refuses.
_LONG = 5_000_000
_FORBIDDEN = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF

_HEAD = writer.HEAD.decode()
_DOSSIER = "\n  <documentCollection "
_ROLES: dict[str, VariantRole | None] = {"": None, **{role.value: role for role in VariantRole}}
_SECTION = re.compile(r'<debateSection eId="\w+" name="\w+" xml:lang="([^"]*)"(?: class="(\w+)")?>')
_SPEECH = re.compile(
    r"\s+(?:<heading>([^<]*)</heading>\s+)?"
    r'<(?:question|answer) eId="\w+" by="[^"]*"[^>]*?( status="incomplete")?>'
    r"(\n\s+)(?:<from>([^<]*)</from>)?"
)
_LINE = Pattern(r'<p eId="\w+">([^<]*)</p>')
_KNOWN = re.compile(r'<component xml:lang="([^"]*)">')

_question, _answer, _dossier = unchecked(Question), unchecked(Answer), unchecked(Dossier)
_variant = unchecked(LanguageVariant)
_FULL, _ABSENT, _TRUNCATED = Completeness.FULL, Completeness.ABSENT, Completeness.TRUNCATED


def value(data: bytes, limits: Limits = DEFAULT) -> Document | None:
    """The value that was written as `data`; None where that cannot be told."""
    if not limits.unbounded and (limits.too_many(data, b"<") or _has_long_text(data)):
        return None
    try:
        if not (data := spelling.canonical(data)):
            return None
        found = _document(data.decode())
        if found is None or _has_forbidden(data):
            return None
        # What is no value may be no more written than it is built.
        return found if writer.dumps(found) == data else None
    except (ModelError, ValueError, LookupError, TypeError, AttributeError):
        return None


def component(data: bytes) -> Question | Answer | None:
    """A work in a collection, written as `data`; None where that cannot be told.

    It is not proved: the caller compares what the writer gives for it.
    """
    if _has_long_text(data) or _has_forbidden(data):
        return None
    try:
        first, *parts = data.decode().split("\n    <component")
        if first or not parts or parts[0][:1] != ">":
            return None
        return _work(parts[0], parts[1:], "\n      ")
    except (ModelError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _has_forbidden(data: bytes) -> bool:
    """Whether data have characters that XML has not, which would come back as they are."""
    return len(data.translate(None, _FORBIDDEN)) < len(data) or (
        b"\xef" in data and any(character in data for character in _NO_CHARACTERS)
    )


def _has_long_text(data: bytes) -> bool:
    """Whether there may be a text of twice `_LONG`: it would fill one of the stretches that long."""
    starts = range(0, len(data) - _LONG + 1, _LONG)
    return any(data.find(b"<", start, start + _LONG) < 0 for start in starts)


def _document(text: str) -> Document | None:
    first, _, rest = text.partition("\n  <components>")
    parts = rest.split("\n    <component")[1:]
    if not first.startswith(_DOSSIER, len(_HEAD)):
        return _work(first, parts, "\n  ")
    works: dict[type[Any], list[Any]] = {Question: [], Answer: []}
    groups: list[list[str]] = []
    for part in parts:
        if part[0] == ">":
            groups.append([part])
        else:
            groups[-1].append(part)
    for main, *others in groups:
        work = _work(main, others, "\n      ")
        if work.reference is None and not work.identifiers:
            return None
        works[type(work)].append(work)
    if not groups:
        return None  # a dossier has a work
    about = work_facts(first) if "<proprietary" in first else {"extensions": ()}
    return _dossier(tuple(works[Question]), tuple(works[Answer]), about["extensions"])


def _work(text: str, others: list[str], nl: str) -> Question | Answer:
    """A work; `nl` is the line end and the blanks before its element, `others` further languages."""
    meta, _, rest = text.partition(f"{nl}  </meta>")
    asks = '<debate name="question">' in meta
    facts = work_facts(meta, asks=asks)
    rest, _, known = rest.partition(f"{nl}  <components>")
    variants = [parsing.known_variant(tag) for tag in _KNOWN.findall(known)]
    if (read := _text(rest, expression(meta), nl)) is not None:
        variants.append(read)
    variants += [_other(part) for part in others]
    facts["variants"] = _in_order(variants)
    work: Question | Answer = (_question if asks else _answer)(**facts)
    return work


def _other(text: str) -> LanguageVariant:
    """The text in the document of a further language."""
    nl = "\n      "
    meta, _, rest = text.partition(f"{nl}  </meta>")
    variant = _text(rest, expression(meta), nl)
    if variant is None:
        raise ValueError("a text needs a language")
    return variant


def _in_order(variants: list[LanguageVariant]) -> tuple[LanguageVariant, ...]:
    if len(variants) < 2:
        return tuple(variants)
    ordered = {protocol_key(variant.language): variant for variant in variants}
    if len(ordered) < len(variants):
        raise ValueError("a language appears twice")
    return tuple([ordered[key] for key in sorted(ordered)])


def _text(text: str, about: Spoken, nl: str) -> LanguageVariant | None:
    """The variant in a `debate`, from behind its `meta`."""
    section = _SECTION.search(text)
    if section is None:
        return None
    speech = _SPEECH.match(text, section.end())
    if speech is None:
        raise ValueError("a text needs its question or answer")
    subject, incomplete, line, printed = speech.groups()
    end = text.index(f"{nl}      </", speech.end())
    blocks = body(text[speech.start(3) if printed is None else speech.end() : end], line)
    completeness = _FULL if blocks else _ABSENT
    if incomplete:
        if not blocks:
            raise ValueError("a text that is absent is not incomplete")
        completeness = _TRUNCATED
    heading: tuple[str, ...] = ()
    if section.start() > 60 and "<preface>" in (before := text[: section.start()]):
        heading = tuple([unescape(words) for words in _LINE.findall(before)])
    after = text.find("<conclusions>", end)
    if subject == "" or printed == "" or "" in heading:
        raise ValueError("an empty element says nothing")
    return _variant(
        parsing.tag(section[1]),
        completeness,
        _ROLES[section[2] or ""],
        None if subject is None else unescape(subject),
        heading,
        None if printed is None else unescape(printed),
        None if after < 0 else notice(text[after : text.index("</conclusions>", after)]),
        blocks,
        *about,
    )
