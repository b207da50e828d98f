"""How parliaments spell numbers, offices and formulas: a table of data, `parliaments.tsv`.

Each row has the country (`*` for all), what the pattern finds, the pattern, and its meaning:

- `number`, `reference`: group 1 is the number as printed; it begins the text, or stands anywhere in
  it. The meaning is what it is unique in: `sitting` or `house`.
- `party`: group 1 is the party of who asks, in a pattern for the beginning of the line that names
  the speaker, or of the text.
- `section`: the whole name of a section; the meaning is the kind of the questions in it.
- `government`, `chair`: words of an office whose holder answers, or presides.
- `nobody`: the whole name of an entry that stands for a speaker who was not identified.
- `event`: the whole text of a remark about the question above it; the meaning is the code of the
  event.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from parlq.io.resources import table_rows

#: Longest text that is looked at for a formula, and how much of a text for the number that begins it.
_LONGEST: Final = 400
_KINDS: Final = (
    "number",
    "reference",
    "party",
    "section",
    "government",
    "chair",
    "nobody",
    "event",
)


class Wording:
    """The rows of one country, its own before those of all."""

    __slots__ = ("_rows",)

    def __init__(self, country: str) -> None:
        self._rows: dict[str, list[tuple[re.Pattern[str], str]]] = {kind: [] for kind in _KINDS}
        rows = table_rows(__name__, "parliaments.tsv")
        for where, kind, pattern, meaning in sorted(rows, key=lambda row: row[0] == "*"):
            if where in (country, "*"):
                self._rows[kind].append((re.compile(pattern, re.IGNORECASE), meaning))

    def number(self, text: str) -> tuple[str, str] | None:
        """The number that begins a text, and what it is unique in."""
        text = text[:_LONGEST].strip()
        for pattern, scope in self._rows["number"]:
            if found := pattern.match(text):
                return found[1], scope
        return None

    def is_number(self, text: str) -> bool:
        """Whether a text is a number and nothing else."""
        text = text[:_LONGEST].strip()
        return any(pattern.fullmatch(text) for pattern, _ in self._rows["number"])

    def reference(self, text: str) -> tuple[str, str] | None:
        """The reference that a text has, and what it is unique in; None where it has several."""
        for pattern, scope in self._rows["reference"]:
            if found := set(pattern.findall(text)):
                return (found.pop(), scope) if len(found) == 1 else None
        return None

    def party(self, line: str) -> str | None:
        """The party that is printed behind the name at the beginning of a line."""
        found = (each.match(line[:_LONGEST]) for each, _ in self._rows["party"])
        return next((each[1] for each in found if each is not None), None)

    def kind(self, section: str) -> str | None:
        """The kind of the questions in a section, by the whole name that the section has."""
        found = (kind for each, kind in self._rows["section"] if each.fullmatch(section))
        return next(found, None)

    def is_government(self, office: str) -> bool:
        """Whether an office is one whose holder answers questions."""
        return self._has("government", office) and not self.is_chair(office)

    def is_chair(self, office: str) -> bool:
        """Whether an office is that of who presides."""
        return self._has("chair", office)

    def is_nobody(self, name: str) -> bool:
        """Whether a name stands for a speaker who was not identified."""
        return any(pattern.fullmatch(name.strip()) for pattern, _ in self._rows["nobody"])

    def event(self, text: str) -> str | None:
        """The code of the event that a remark states."""
        text = text.strip()
        if len(text) > _LONGEST:
            return None
        found = (code for pattern, code in self._rows["event"] if pattern.fullmatch(text))
        return next(found, None)

    def _has(self, kind: str, office: str) -> bool:
        return any(pattern.search(office[:_LONGEST]) for pattern, _ in self._rows[kind])


@lru_cache(maxsize=64)
def wording(country: str) -> Wording:
    """The wording of a country's parliament, by its code of two letters."""
    return Wording(country)
