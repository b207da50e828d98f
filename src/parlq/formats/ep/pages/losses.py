"""What pages know about facts that come back in another form, for comparing what is written."""

from __future__ import annotations

from functools import cache
from typing import Any

from parlq.comparison import Comparison
from parlq.formats.ep.pages.language.wording import rows
from parlq.model import Document, Institution


def of_page(_document: Document, **_options: Any) -> Comparison:
    """What pages know: a body has a name in each language, and a page prints that of its own."""
    return Comparison(same=_same)


def _same(field: str, one: Any, other: Any) -> bool:
    if field != "name" or not isinstance(one, Institution) or one.code != other.code:
        return False
    return one.code is not None and one.name in _names(one.code)


@cache
def _names(code: str) -> frozenset[str]:
    """The names of a body in all languages that pages are in."""
    return frozenset(row.name for row in rows(f"addressee.{code}") if row.name is not None)
