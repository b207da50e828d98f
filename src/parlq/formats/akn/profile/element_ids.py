"""The `eId` of what can be cited in a text, by section 5 of the Akoma Ntoso naming convention."""

from __future__ import annotations

import re
from typing import Final

#: What a number is stripped of at its ends, and what becomes a hyphen inside it: the general and the
#: supplemental punctuation of Unicode, and that of ASCII.
_PUNCTUATION: Final = "\u2000-\u206f\u2e00-\u2e7f!\"#$%&'()*+,\\-./:;<=>?@\\[\\]^_`{|}~"
_ENDS: Final = re.compile(rf"^[\s{_PUNCTUATION}]+|[\s{_PUNCTUATION}]+$")
_BLANKS: Final = re.compile(r"\s")
_INSIDE: Final = re.compile(rf"[{_PUNCTUATION}]+")


def cleaned(number: str) -> str:
    """A printed number as an `eId` has it: `(1)` is `1`, `1.2.` is `1-2`."""
    return _INSIDE.sub("-", _BLANKS.sub("", _ENDS.sub("", number)))


class Numbers:
    """Gives each element of a document its `eId`: that of its parent, its name and its number."""

    __slots__ = ("_counts", "_given")

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], int] = {}
        self._given: dict[str, int] = {}

    def __call__(self, parent: str, name: str, number: str | None = None) -> str:
        """The `eId` of the next element of a name in `parent`; `number` is the one that it prints."""
        if number is not None and (stated := cleaned(number)):
            return self._unique(f"{parent}__{name}_{stated}")
        key = parent, name
        count = self._counts[key] = self._counts.get(key, 0) + 1
        own = f"{parent}__{name}_{count}"
        return own if number is None else self._unique(own)

    def count(self, parent: str, name: str) -> int:
        """How many elements of a name in `parent` have been counted so far."""
        return self._counts.get((parent, name), 0)

    def counted(self, parent: str, name: str, count: int) -> None:
        """Go on behind `count`: whoever gives many elements their `eId` may count them himself."""
        self._counts[parent, name] = count

    def _unique(self, own: str) -> str:
        """An `eId` that a number may have given before gets a count behind it."""
        count = self._given[own] = self._given.get(own, 0) + 1
        return own if count == 1 else self._unique(f"{own}_{count}")
