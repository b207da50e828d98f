"""The element or attribute that a fault is about, and how messages name it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from parlq.formats.akn.schemas.libxml2_messages import Subject, plain
from parlq.formats.akn.xml.types import Element
from parlq.problems import shorten

#: Longest value that a message repeats.
LONGEST: Final = 60


class About:
    """What a fault is about, as messages name it."""

    __slots__ = ("attribute", "element", "name", "node")

    def __init__(self, subject: Subject, node: Element | None) -> None:
        self.node = node
        self.name = subject.element or ""
        self.element = f"<{plain(self.name)}>" if self.name else "the document"
        self.attribute = None if subject.attribute is None else plain(subject.attribute)

    @property
    def value(self) -> str:
        """The thing whose value is wrong."""
        if self.attribute is None:
            return f"text of {self.element}"
        return f"attribute '{self.attribute}' of {self.element}"

    def has(self, value: str | None) -> str:
        """That the thing has this value; None where libxml2 does not say which."""
        if value is None:
            return f"{self.value} is not valid"
        return f"{self.value} is {quoted(value) if value else 'empty'}"


def quoted(value: str) -> str:
    """A value as a message repeats it."""
    return f"'{shorten(value, LONGEST)}'"


#: A match of the pattern of a sentence.
Found: TypeAlias = Any
#: Makes a message of what a fault is about and of what libxml2 says about it.
Sentence: TypeAlias = Callable[[About, Found], str]


def says(words: str) -> Sentence:
    """A sentence with the element for `{}`."""
    return lambda about, _: words.format(about.element)
