"""Reads the lines that name a speaker: `from`, in questions and answers of generic Akoma Ntoso."""

from __future__ import annotations

from typing import Any

from parlq.formats.akn.generic.retained import Keeper
from parlq.formats.akn.generic.text_content import words
from parlq.formats.akn.xml.names import clark
from parlq.model import Author

(FROM,) = clark("from")


def of_answer(element: Any, keeper: Keeper) -> str | None:
    """The words that name who answers, as printed."""
    printed = _lines(element)
    for child in printed:
        if len(child):
            keeper.element(child)  # its words are taken as a line, its markup is not
        else:
            keeper.attributes(child, ())
    return " ".join(map(words, printed)) or None


def of_question(element: Any, author: Author | None, keeper: Keeper) -> None:
    """Keep the lines that name who asks, where they say more than the name of the author.

    A variant has a place for the words that name who answers only.
    """
    name = None if author is None else author.name
    for child in _lines(element):
        if not len(child) and name is not None and words(child).rstrip(" :") == name:
            keeper.attributes(child, ())
        elif len(child) or child.attrib or words(child):
            keeper.element(child)


def _lines(element: Any) -> list[Any]:
    return [child for child in element if child.tag == FROM]
