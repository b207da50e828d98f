"""Identifiers of the Open Data Portal as nearly all of its records spell them, read fast."""

from __future__ import annotations

from parlq.model.fields.base import unchecked
from parlq.model.fields.patterns import Pattern
from parlq.model.references.reference import Reference

# As strict as `Reference` itself, so that what it takes needs no second check.
_PLAIN = Pattern(
    r"([C-Z])-([1-9][0-9]?)-(19(?:5[2-9]|[6-9][0-9])|20[0-9][0-9])-((?!000000)[0-9]{6})"
    r"(?:-(ASW(?:-ANN[0-9]{2})?|ANN[0-9]{2}))?"
)
_reference = unchecked(Reference)


def is_plain(name: str) -> bool:
    """Whether an identifier is spelled as nearly all are, `E-9-2022-000016-ASW`."""
    return _PLAIN.fullmatch(name) is not None


def plain(name: str) -> tuple[Reference, int] | None:
    """The reference and the term of such an identifier; None where it is spelled otherwise.

    What this gives, `Reference.parse_match` gives too, in ten times the time.
    """
    found = _PLAIN.fullmatch(name)
    if found is None:
        return None
    letter, term, year, number, suffix = found.groups()
    made = _reference(year=int(year), number=int(number), letter=letter, suffix=suffix)
    return made, int(term)
