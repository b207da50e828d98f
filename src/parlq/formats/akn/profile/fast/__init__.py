"""Reads canonical output of parlq from its lines, without a tree, and proves the result by writing it.

The lines give a valid value. When it is written, and gives the very bytes that were read, it is what
those bytes say: no two values are written alike, as the properties about coming back prove. So
nothing that the bytes repeat need be looked at here, and whatever is in doubt is left to the reader
of trees, which sees every fault, says where it is, and reads what others have written.

Tools for XML and for versions rewrite line ends, the first line and the last; to XML that is all
the same, so it is put back first.
"""

from __future__ import annotations

import re
from typing import Any

from parlq.formats.akn.profile import writer
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
_LESS_THAN = ord("<")
_FORBIDDEN = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF

#: A declaration that changes nothing, or none, as other tools and editors write it.
_START = Pattern(
    rb"(?:\xef\xbb\xbf)?"
    rb"""(?:<\?xml version=(["'])1\.0\1(?: encoding=(["'])(?:UTF|utf)-8\2)?"""
    rb"""(?: standalone=(["'])(?:yes|no)\3)? ?\?>)?[ \t\n]*"""
)
_DECLARATION, _, _ROOT = writer.HEAD.partition(b"\n")

#: The first lines of a document that tell one spelling from another: how empty elements end, and in
#: which order attributes stand.
_FIRST = Pattern(
    rb'<FRBRuri value="[^"<]*"/>\s+(?:<FRBRalias name="[^"<]*" value=[^<]*/>\s+)*'
    rb'<FRBRdate date="[^"<]*" name="[^"<]*"/>'
)
#: A reference that the writer does not use: `&#233;` where it writes the character itself.
_OTHER_REFERENCE = Pattern(rb"&(?!amp;|lt;|gt;|quot;|#(?:9|10|13);)")

_ROLES: dict[str, VariantRole | None] = {"": None, **{role.value: role for role in VariantRole}}
_SECTION = re.compile(r'<debateSection name="\w+" xml:lang="([^"]*)"(?: class="(\w+)")?>')
_SPEECH = re.compile(
    r"\s+(?:<heading>([^<]*)</heading>\s+)?"
    r'<(?:question|answer) by="[^"]*"[^>]*?( status="incomplete")?>'
    r"(\n\s+)(?:<from>([^<]*)</from>)?"
)
_LINE = Pattern(r"<p>([^<]*)</p>")
_KNOWN = re.compile(r'<component xml:lang="([^"]*)">')

_KINDS = {"question": Question, "answer": Answer}
_question, _answer, _dossier = unchecked(Question), unchecked(Answer), unchecked(Dossier)
_variant = unchecked(LanguageVariant)
_FULL, _ABSENT, _TRUNCATED = Completeness.FULL, Completeness.ABSENT, Completeness.TRUNCATED


def value(data: bytes, limits: Limits = DEFAULT) -> Document | None:
    """The value that was written as `data`; None where that cannot be told."""
    if not limits.unbounded and (limits.too_many(data, b"<") or _has_long_text(data)):
        return None
    if _is_not_canonical(data) or not (data := _as_written(data)):
        return None
    try:
        found = _document(data.decode())
        if found is None or _has_forbidden(data):
            return None
        # What is no value may be no more written than it is built.
        return found if writer.dumps(found) == data else None
    except (ModelError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _is_not_canonical(data: bytes) -> bool:
    """Whether data are certainly spelled in another way than the writer's; quickly told."""
    return (
        _FIRST.match(data, data.find(b"<FRBRuri ")) is None
        or (b"&" in data and _OTHER_REFERENCE.search(data) is not None)
        or _has_declaration(data)
    )


def _has_declaration(data: bytes) -> bool:
    """Whether there is a comment or a CDATA section.

    Exclamation marks are few, and one character is found far faster than two.
    """
    at = data.find(b"!")
    while at > 0:
        if data[at - 1] == _LESS_THAN:
            return True
        at = data.find(b"!", at + 1)
    return False


def _has_forbidden(data: bytes) -> bool:
    """Whether data have characters that XML has not, which would come back as they are."""
    return len(data.translate(None, _FORBIDDEN)) < len(data) or (
        b"\xef" in data and any(character in data for character in _NO_CHARACTERS)
    )


def _has_long_text(data: bytes) -> bool:
    """Whether there may be a text of twice `_LONG`: it would fill one of the stretches that long."""
    starts = range(0, len(data) - _LONG + 1, _LONG)
    return any(data.find(b"<", start, start + _LONG) < 0 for start in starts)


def _as_written(data: bytes) -> bytes:
    """The same XML with the line ends, the first line and the last as parlq writes them, if so."""
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    if not data.startswith(writer.HEAD):
        start = _START.match(data)
        if start is None or not data.startswith(_ROOT, start.end()):
            return b""
        data = _DECLARATION + b"\n" + data[start.end() :]
    if not data.endswith(writer.TAIL):
        data = data.rstrip(b" \t\n") + b"\n"
    return data if data.endswith(writer.TAIL) else b""


def _document(text: str) -> Document | None:
    parts = text.split('\n      <component eId="')
    if len(parts) == 1:
        return _work(text, "", "\n  ")
    works: dict[str, list[Any]] = {"question": [], "answer": []}
    for part in parts[1:]:
        own = part[: part.index('"')]
        work = _work(part, f"{own}__", "\n        ")
        if work.reference is None and not work.identifiers:
            return None
        stem = own.partition("_")[0]
        if type(work) is not _KINDS[stem]:
            return None
        works[stem].append(work)
    about = work_facts(parts[0], "") if "<proprietary" in parts[0] else {"extensions": ()}
    return _dossier(tuple(works["question"]), tuple(works["answer"]), about["extensions"])


def _work(text: str, prefix: str, nl: str) -> Question | Answer:
    """A work; `nl` is the line end and the blanks before its element."""
    meta, _, rest = text.partition(f"{nl}  </meta>")
    asks = '<debate name="question">' in meta or '<documentCollection name="question">' in meta
    facts = work_facts(meta, prefix, asks=asks)
    collection = rest.startswith(f"{nl}  <collectionBody>")
    if collection:
        variants = [
            _component(part, nl) for part in rest.split(f'{nl}    <component xml:lang="')[1:]
        ]
    else:
        rest, _, others = rest.partition(f"{nl}  <components>")
        variants = [parsing.known_variant(tag) for tag in _KNOWN.findall(others)]
        if (read := _text(rest, expression(meta), nl)) is not None:
            variants.append(read)
    facts["variants"] = _in_order(variants)
    work: Question | Answer = (_question if asks else _answer)(**facts)
    return work


def _component(text: str, nl: str) -> LanguageVariant:
    """A variant of a work with several: a reference to it, or its text."""
    meta, found, rest = text.partition(f"{nl}        </meta>")
    if not found:
        return parsing.known_variant(text[: text.index('"')])
    variant = _text(rest, expression(meta), f"{nl}      ")
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
