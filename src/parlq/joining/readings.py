"""Shows two readings of one fact to people, so that they see in what the two differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from parlq.model import Reference

#: Most characters of a text that are shown, and how many of them stand before what differs.
_MOST, _BEFORE = 200, 40


def readings(mine: object, theirs: object) -> tuple[str, str]:
    """Two readings in short; where these are long or alike, the first parts that differ."""
    if isinstance(mine, str) and isinstance(theirs, str):
        start = 0
        if max(len(mine), len(theirs)) > _MOST:
            pairs = enumerate(zip(mine, theirs, strict=False))
            same = next(
                (n for n, (one, other) in pairs if one != other), min(len(mine), len(theirs))
            )
            start = max(0, same - _BEFORE)
        return repr(_piece(mine, start)), repr(_piece(theirs, start))
    one, other = _shown(mine), _shown(theirs)
    if one != other and max(len(one), len(other)) <= _MOST:
        return one, other
    parts = (readings(*pair) for pair in _parts(mine, theirs) if pair[0] != pair[1])
    return next(parts, (_piece(one, 0), _piece(other, 0)))


def _piece(text: str, start: int) -> str:
    end = start + _MOST
    return f"{'…' * bool(start)}{text[start:end]}{'…' * (len(text) > end)}"


def _shown(value: object) -> str:
    if isinstance(value, Reference) or not isinstance(value, tuple):
        return repr(value) if not hasattr(value, "isoformat") else str(value)
    return "(" + ", ".join(map(str, value)) + ")"


def _parts(mine: Any, theirs: Any) -> Iterable[tuple[Any, Any]]:
    """The parts of two readings that look alike, side by side."""
    if isinstance(mine, tuple):
        return zip(mine, theirs, strict=False)
    if type(mine) is type(theirs) and attrs.has(type(mine)):
        names = [field.name for field in attrs.fields(type(mine))]
        return [(getattr(mine, name), getattr(theirs, name)) for name in names]
    return ()
