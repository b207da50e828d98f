"""Faults of a schema in plain words: what is wrong with which element or attribute, and what to do.

libxml2 has one sentence for each clause of XML Schema 1.0 that a document can break, and each has
one here, too.
"""

from __future__ import annotations

from typing import Final

from parlq.formats.akn.schemas.about_fault import About
from parlq.formats.akn.schemas.content_sentences import CONTENT
from parlq.formats.akn.schemas.libxml2_messages import parsed, without_namespaces
from parlq.formats.akn.schemas.value_sentences import VALUES
from parlq.formats.akn.xml.large_trees import Fault
from parlq.formats.akn.xml.types import Element
from parlq.model.fields.patterns import Pattern

_SENTENCES: Final = tuple((Pattern(pattern), sentence) for pattern, sentence in (*CONTENT, *VALUES))
_MISSING = Pattern(r"The attribute '(?P<name>[^']+)' is required but missing\.")


def wording(fault: Fault, node: Element | None = None) -> str:
    """A fault as a sentence for people; `node` is the element that it is about, if it is known."""
    subject, text = parsed(fault.message)
    about = About(subject, node)
    for pattern, sentence in _SENTENCES:
        if found := pattern.fullmatch(text):
            return sentence(about, found)
    said = without_namespaces(text).rstrip(".")
    return f"{about.element}: {said[:1].lower()}{said[1:]}" if about.name else said


def attribute_of(fault: Fault) -> str | None:
    """The attribute that a fault is about, by its Clark name."""
    subject, text = parsed(fault.message)
    if subject.attribute is None and (found := _MISSING.fullmatch(text)):
        return str(found["name"])
    return subject.attribute
