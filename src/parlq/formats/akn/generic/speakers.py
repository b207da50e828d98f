"""Reads the lines that name a speaker: `from`, in questions and answers of generic Akoma Ntoso."""

from __future__ import annotations

from parlq.formats.akn.generic.retained import Keeper
from parlq.formats.akn.generic.text_content import words
from parlq.formats.akn.xml.names import clark
from parlq.formats.akn.xml.types import Element
from parlq.model import Author, Heading

(FROM,) = clark("from")


def of_answer(element: Element, keeper: Keeper) -> str | None:
    """The words that name who answers, as printed."""
    printed = _lines(element)
    for child in printed:
        keeper.said(child)  # its words are taken as a line, its markup is not
    return " ".join(map(words, printed)) or None


def printed_author(element: Element) -> Author | None:
    """Who asks, as printed, where no entry of the references is meant."""
    name = " ".join(map(words, _lines(element))).rstrip(" :")
    return Author(name=name) if name else None


def line(printed: str | None) -> tuple[Heading, ...]:
    """The words that name a speaker, where the texts of several are one."""
    return (Heading(level=6, content=(printed,)),) if printed else ()


def of_question(element: Element, author: Author | None, keeper: Keeper) -> None:
    """Keep the lines that name who asks, where they say more than the name of the author.

    A variant has a place for the words that name who answers only.
    """
    name = None if author is None else author.name
    for child in _lines(element):
        if not len(child) and name is not None and _names(words(child)) <= _names(name):
            keeper.attributes(child, ())
        elif len(child) or child.attrib or words(child):
            keeper.element(child)


def _names(line: str) -> set[str]:
    """Each word of a name without its punctuation."""
    return {word for each in line.split() if (word := each.strip(".,:;()").casefold())}


def _lines(element: Element) -> list[Element]:
    return [child for child in element if child.tag == FROM]
