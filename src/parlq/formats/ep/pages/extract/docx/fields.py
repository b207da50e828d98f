"""Follows the fields of a DOCX file: which text is an instruction, and which one its result.

ECMA-376, part 1, 17.16.
"""

from __future__ import annotations

import re
from typing import Any

import attrs

from parlq.formats.ep.pages.extract.docx.styles import W, value_of

#: The address, and the place in what it leads to, of a field that is a link (17.16.5.25).
_LINK = re.compile(r'\s*HYPERLINK\s+(?:"(?P<address>[^"]*)"|(?P<bare>[^\s\\"]+))?', re.IGNORECASE)
_PLACE = re.compile(r'\\l\s+"(?P<place>[^"]*)"', re.IGNORECASE)
#: Fields that show nothing where they stand: entries of an index or of contents, settings.
_SILENT = re.compile(r"\s*(?:TC|XE|TA|RD|SET|ASK|PRIVATE)\b", re.IGNORECASE)
#: Fields of a form: one without a result is not filled in.
_FORM = re.compile(r"\s*FORM(?:TEXT|CHECKBOX|DROPDOWN)\b", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off"})

#: Elements in whose place the program writes something as the instructions of fields that say the same
#: (ECMA-376, part 1, 17.3.3).
GENERATED = {
    W + "pgNum": "PAGE",
    W + "dayShort": 'DATE \\@ "dd"',
    W + "dayLong": 'DATE \\@ "dddd"',
    W + "monthShort": 'DATE \\@ "MM"',
    W + "monthLong": 'DATE \\@ "MMMM"',
    W + "yearShort": 'DATE \\@ "yy"',
    W + "yearLong": 'DATE \\@ "yyyy"',
}
#: Fields that count pages.
COUNTS = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)


@attrs.define(slots=True, eq=False)
class _Field:
    """One field: its instruction, where its result begins, if it has begun, and where it leads."""

    instruction: list[str] = attrs.field(factory=list)
    result: int | None = None
    link: str | None = None


class Fields:
    """The fields that are open at one point of a text.

    A location in the text is the number of findings before it.
    """

    __slots__ = ("_before", "_codes", "_open")

    def __init__(self) -> None:
        self._before = 0
        self._open: list[_Field] = []
        #: Those of which the instruction goes on.
        self._codes: list[_Field] = []

    @property
    def link(self) -> str | None:
        """Where the innermost field that is a link leads."""
        return self._open[-1].link if self._open else None

    def hold(self, text: str) -> bool:
        """Take a text as part of an instruction; False when no field is open that takes it."""
        if not self._codes:
            return False
        self._codes[-1].instruction.append(text)
        return True

    def simple(self, instruction: str) -> None:
        """Open a field that has its instruction in an attribute."""
        self.begin()
        self.hold(instruction)

    def begin(self) -> None:
        """Open a field."""
        field = _Field(link=self.link)
        self._open.append(field)
        self._codes.append(field)

    def paragraph(self, found: int) -> None:
        """Begin a paragraph, after one in which so much was found; its end is a thing found too."""
        self._before += found + 1

    def separate(self, found: int) -> str:
        """Begin the result of the innermost field; where it leads, if it is a link."""
        if not self._open or self._open[-1].result is not None:
            return ""
        self._codes.pop()
        self._open[-1].result = self._before + found
        return _target("".join(self._open[-1].instruction))

    def lead(self, link: str | None) -> None:
        """Make a link of the innermost field."""
        self._open[-1].link = link or self._open[-1].link

    def end(self, found: int) -> str:
        """Close the innermost field; its instruction if it shows something and has no result."""
        if not self._open:
            return ""
        field = self._open.pop()
        if field.result is None:
            self._codes.pop()
        elif field.result != self._before + found:
            return ""
        instruction = "".join(field.instruction)
        if field.result is not None and _FORM.match(instruction):
            return ""
        return "" if self._codes or _SILENT.match(instruction) else instruction

    def rest(self) -> str:
        """What was taken as the instructions of fields that do not end."""
        return "".join(text for field in self._codes for text in field.instruction)


def _target(instruction: str) -> str:
    """Where a field leads; empty for one that is no link."""
    found = _LINK.match(instruction)
    if found is None:
        return ""
    place = _PLACE.search(instruction)
    target = (found["address"] or found["bare"] or "").strip()
    return target if place is None else f"{target}#{place['place']}"


def chosen(begin: Any) -> str | None:
    """What is chosen in the field of a form that begins here; None for a field of no choice."""
    data = begin.find(f"{W}ffData")
    if data is None:
        return None
    box, entries = data.find(f"{W}checkBox"), data.find(f"{W}ddList")
    if box is not None:
        state = box.find(f"{W}checked")
        state = box.find(f"{W}default") if state is None else state
        is_off = state is None or (state.get(f"{W}val") or "1").lower() in _OFF
        return "not checked" if is_off else "checked"
    if entries is None:
        return None
    known = [each.get(f"{W}val") or "" for each in entries.iterfind(f"{W}listEntry")]
    stated = value_of(entries, "result") or value_of(entries, "default") or "0"
    place = int(stated[:9]) if stated.isdecimal() and stated.isascii() else 0
    return known[place] if place < len(known) else None
