"""Reads single values from text, as formats write them; each asks for the one canonical spelling."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from parlq.model.fields.patterns import Pattern
from parlq.model.fields.scalars import Scalar, date_fault
from parlq.model.languages.language import normal_tag, tag_fault
from parlq.model.references.reference import Reference
from parlq.model.variant import LanguageVariant
from parlq.problems import ModelError

_RFC3339 = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,9}))?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


@lru_cache(maxsize=8192)
def scalar(kind: Scalar, text: str) -> str:
    """A text value of one kind; ModelError otherwise."""
    if fault := kind.fault(text):
        raise ModelError(fault)
    return text


@lru_cache(maxsize=1024)
def tag(text: str) -> str:
    """A BCP 47 tag in any case, in its normal form; ModelError otherwise."""
    if fault := tag_fault(text):
        raise ModelError(fault)
    return normal_tag(text)


@lru_cache(maxsize=1024)
def known_variant(text: str) -> LanguageVariant:
    """A variant of which the language alone is known; frozen, so one serves all documents."""
    return LanguageVariant(language=tag(text))


@lru_cache(maxsize=4096)
def day(text: str) -> dt.date:
    """A calendar date, `YYYY-MM-DD`; ModelError otherwise."""
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        raise ModelError(f"must be a date such as 2018-02-21, not {text[:40]!r}") from None
    if date.isoformat() != text:
        raise ModelError(f"must be a date such as 2018-02-21, not {text[:40]!r}")
    if fault := date_fault(date):
        raise ModelError(fault)
    return date


@lru_cache(maxsize=4096)
def reference(text: str) -> Reference:
    """A reference in its normal form; ModelError otherwise."""
    found = Reference.parse(text)
    if str(found) != text:
        raise ModelError(f"must be in its normal form, {found}, not {text[:60]!r}")
    return found


def instant(text: str) -> dt.datetime:
    """An instant as `instant_text` writes it; ModelError otherwise."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None or instant_text(moment) != text:
        example = "2026-01-08T16:08:44+01:00"
        raise ModelError(f"must be an instant such as {example}, not {text[:40]!r}")
    return moment


def timestamp(text: str) -> tuple[dt.datetime, str | None]:
    """An instant as RFC 3339 writes it, and what it says that is not kept, if anything.

    A fraction has one to nine digits, of which six are kept. The offset `-00:00`, by which RFC 3339
    says that the local time is not known, is read as UTC. ModelError for anything else.
    """
    found = _RFC3339.fullmatch(text)
    if found is None:
        example = "2026-01-08T16:08:44+01:00"
        raise ModelError(f"must be an instant (RFC 3339) such as {example}, not {text[:40]!r}")
    day, time, fraction, offset = found.groups()
    kept, more = (fraction or "")[:6], (fraction or "")[6:]
    zone = "+00:00" if offset in ("Z", "z", "-00:00") else offset
    try:
        moment = dt.datetime.fromisoformat(f"{day}T{time}.{kept:0<6}{zone}")
    except ValueError:
        raise ModelError(f"no such instant: {text[:40]!r}") from None
    if more.strip("0"):
        return moment, f"the digits {more} beyond microseconds"
    return (
        moment,
        "the offset -00:00, that the local time is not known" if offset == "-00:00" else None,
    )


def instant_text(moment: dt.datetime) -> str:
    """An instant as ISO 8601 with its offset, `Z` for UTC; fractions have six digits."""
    text = moment.isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text
