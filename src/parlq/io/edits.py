"""Edits of a file: which bytes are replaced by which; all others stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """One edit.

    Attributes:
        start, end: offsets of the bytes that are replaced.
        new: what stands there then.
        rule: the rule that asks for it.
    """

    start: int
    end: int
    new: bytes
    rule: str


def chosen(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits in the order of the file; of those that meet, the first one only."""
    found: list[Edit] = []
    for edit in sorted(set(edits)):
        if found and (edit.start < found[-1].end or edit[:2] == found[-1][:2]):
            continue
        found.append(edit)
    return tuple(found)


def applied(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The data with all edits made; they come in order and do not meet, as `chosen` gives them."""
    parts: list[bytes] = []
    at = 0
    for edit in edits:
        parts += (data[at : edit.start], edit.new)
        at = edit.end
    return b"".join((*parts, data[at:]))
