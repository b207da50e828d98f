"""Reads single values from attributes: empty where Akoma Ntoso demands one and nothing is known."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from parlq.formats.akn.xml.names import NO_DATE, NO_NUMBER
from parlq.model import Reference, parsing
from parlq.model.fields.patterns import Pattern
from parlq.model.fields.scalars import TEXT, TOKEN, URI
from parlq.problems import ModelError


def uri(text: str) -> str | None:
    """An absolute URI, None where it is empty; ModelError otherwise."""
    return parsing.scalar(URI, text) if text else None


def token(text: str) -> str:
    """A token; ModelError otherwise."""
    return parsing.scalar(TOKEN, text)


def scope(text: str | None) -> str | None:
    """What an identifier is unique in, None where that is not stated; ModelError for an empty one."""
    return None if text is None else parsing.scalar(TEXT, text)


def day(text: str) -> dt.date | None:
    """A calendar date, None where it stands for an unknown one; ModelError otherwise."""
    return None if text == NO_DATE else parsing.day(text)


#: The IRI of a work with a year in place of the date.
_YEAR = Pattern(r"(?:/[^/]*){5}/[0-9]{4}/")


def reference(iri: str, stated: str) -> Reference | None:
    """The reference that a work's IRI and number state; ModelError for one that is none.

    The IRI of a work with a reference has its year where others have a day.
    """
    return None if _YEAR.match(iri) is None else number(stated)


@lru_cache(maxsize=4096)
def number(text: str) -> Reference | None:
    """The reference that a work's number states, None for an unnumbered one; ModelError otherwise."""
    if text == NO_NUMBER:
        return None
    # `akn_number` backwards: each reference of a document is then read once, whatever its form.
    place = 8 if text[1:2] == "-" else 6
    normal = f"{text[:place]}/{text[place + 1 :]}".replace("-rev", "/rev.")
    try:
        found = parsing.reference(normal)
    except ModelError:
        found = Reference.parse(text)
    if found.akn_number != text:
        raise ModelError(f"must be {found.akn_number!r}, not {text[:60]!r}")
    return found
