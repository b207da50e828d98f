"""Reads single values from attributes: empty where Akoma Ntoso demands one and nothing is known."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from parlq.akn.names import NO_DATE, NO_NUMBER
from parlq.model import Reference
from parlq.model.language import is_normal_tag
from parlq.model.scalars import TAG, TOKEN, URI
from parlq.problems import ModelError


@lru_cache(maxsize=4096)
def uri(text: str) -> str | None:
    """An absolute URI, None where it is empty; ModelError otherwise."""
    if not text:
        return None
    if fault := URI.fault(text):
        raise ModelError(fault)
    return text


@lru_cache(maxsize=1024)
def token(text: str) -> str:
    """A token; ModelError otherwise."""
    if fault := TOKEN.fault(text):
        raise ModelError(fault)
    return text


@lru_cache(maxsize=1024)
def tag(text: str) -> str:
    """A BCP 47 tag in its normal form; ModelError otherwise."""
    if TAG.fault(text) or not is_normal_tag(text):
        raise ModelError(f"must be a BCP 47 tag in its normal form, not {text[:60]!r}")
    return text


@lru_cache(maxsize=1024)
def day(text: str) -> dt.date | None:
    """A calendar date, None where it stands for an unknown one; ModelError otherwise."""
    if text == NO_DATE:
        return None
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        raise ModelError(f"must be a date such as 2018-02-21, not {text[:40]!r}") from None
    if date.isoformat() != text:
        raise ModelError(f"must be a date such as 2018-02-21, not {text[:40]!r}")
    return date


@lru_cache(maxsize=1024)
def reference(text: str) -> Reference:
    """A reference in its normal form; ModelError otherwise."""
    found = Reference.parse(text)
    if str(found) != text:
        raise ModelError(f"must be the normal form {found}, not {text[:60]!r}")
    return found


@lru_cache(maxsize=4096)
def number(text: str) -> Reference | None:
    """The reference that a work's number states, None for an unnumbered one; ModelError otherwise."""
    if text == NO_NUMBER:
        return None
    found = Reference.parse(text)
    if found.akn_number != text:
        raise ModelError(f"must be {found.akn_number!r}, not {text[:60]!r}")
    return found


def instant(text: str) -> dt.datetime:
    """An instant with its zone; ModelError otherwise."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise ModelError(f"must be an instant such as 2026-01-08T16:08:44+01:00, not {text[:40]!r}") from None
    shown = moment.isoformat()
    if moment.utcoffset() is None or text not in (shown, shown.replace("+00:00", "Z")):
        raise ModelError(f"must be an instant such as 2026-01-08T16:08:44+01:00, not {text[:40]!r}")
    return moment
