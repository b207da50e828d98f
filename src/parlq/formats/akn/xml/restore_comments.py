"""Puts the comments and processing instructions of a document back into its canonical form."""

from __future__ import annotations

import re
from typing import NamedTuple

from parlq.formats.akn.xml.encodings import text_of
from parlq.formats.akn.xml.token_index import tokens
from parlq.io.positions import Lines

_NAME = re.compile(r"</?([^\s/>]+)")
_UNIT = re.compile(r"&[^;]*;|\r\n?|[\s\S]")
_PLAIN = re.compile(r"\r\n?|[\s\S]")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_BLANKS = " \t\r\n"

Spot = tuple[int, int]


class _Remark(NamedTuple):
    """A comment or a processing instruction, and where it stood."""

    text: str
    spot: Spot
    before: int  # characters of text between the tag before it and itself
    alone: bool  # whether it stands on a line of its own, or begins one


class _Tag(NamedTuple):
    """A tag by its name, with the text and the remarks that come before it.

    The second half of an empty element is a tag of its own, `inner`.
    """

    name: str
    start: int
    text: str
    units: int
    remarks: list[_Remark]
    inner: bool


def restored(data: bytes, written: bytes) -> tuple[bytes, frozenset[Spot]]:
    """The canonical form with all remarks of the document, and the places of those that it has.

    A remark keeps its place among the tags and, in running text, among the characters. One on a
    line of its own gets a line of its own. When the tags of both are not the same, none is kept.
    """
    source = text_of(data)
    if source is None:
        return written, frozenset()
    target = written.decode()
    old, new = _tags(source.text), _tags(target)
    if [tag.name for tag in old] != [tag.name for tag in new]:
        return written, frozenset()
    parts: list[str] = []
    kept: list[Spot] = []
    at = 0
    for before, after in zip(old, new, strict=True):
        if not before.remarks:
            continue
        kept += [remark.spot for remark in before.remarks]
        if after.inner:  # what was not empty is no longer written as if it were
            inside = "".join(remark.text for remark in before.remarks)
            parts += (target[at : after.start - 2], f">{inside}{after.name}>")
        else:
            gap = after.text
            parts += (target[at : after.start - len(gap)], _filled(gap, before))
        at = after.start
    parts.append(target[at:])
    return "".join(parts).encode(), frozenset(kept)


def _tags(text: str) -> list[_Tag]:
    """The tags of a text, an empty element as two; behind the last one comes the end, as a tag."""
    lines = Lines(text)
    found: list[_Tag] = []
    pieces: list[str] = []
    remarks: list[_Remark] = []
    at = units = 0
    if head := re.match(r"<\?xml\s.*?\?>", text, re.DOTALL):
        at = head.end()
    for kind, start, end in tokens(text):
        pieces.append(text[at:start])
        units += _count(text[at:start])
        at = end
        if kind in {"comment", "instruction"}:
            line = text[text.rfind("\n", 0, start) + 1 : start]
            alone = not line.strip(_BLANKS)
            remarks.append(_Remark(text[start:end], lines.at(start), units, alone))
            continue
        name = _NAME.match(text, start)
        own = name[1] if name else ""
        stem = "</" if kind == "close" else "<"
        found.append(_Tag(stem + own, start, "".join(pieces), units, remarks, inner=False))
        pieces, remarks, units = [], [], 0
        if kind == "empty":
            found.append(_Tag(f"</{own}", end, "", 0, [], inner=True))
    pieces.append(text[at:])
    units += _count(text[at:])
    found.append(_Tag("", len(text), "".join(pieces), units, remarks, inner=False))
    return found


def _count(text: str) -> int:
    """How many characters a spelled text has: a reference is one, and so is CR LF."""
    count = 0
    for number, piece in enumerate(_CDATA.split(text)):
        count += len(_PLAIN.findall(piece) if number % 2 else _UNIT.findall(piece))
    return count


def _filled(gap: str, tag: _Tag) -> str:
    """What stands before a tag in the canonical form, with the remarks that stood there."""
    units = _UNIT.findall(gap)
    if gap.strip(_BLANKS) or len(units) == tag.units:  # running text, or the same layout
        return _among(units, tag.remarks)
    indent = gap[gap.rfind("\n") :] if "\n" in gap else ""
    return "".join([f"{indent if each.alone else ''}{each.text}" for each in tag.remarks]) + gap


def _among(units: list[str], remarks: list[_Remark]) -> str:
    """The remarks among characters, each behind as many as it stood behind."""
    out: list[str] = []
    at = 0
    for remark in remarks:
        place = min(max(remark.before, at), len(units))
        out += [*units[at:place], remark.text]
        at = place
    return "".join([*out, *units[at:]])
