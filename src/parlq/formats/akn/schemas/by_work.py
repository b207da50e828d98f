"""Validates a large dossier work by work, each once, up to the first invalid one."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from parlq.formats.akn.xml.names import XML_LANG, clark
from parlq.formats.akn.xml.types import Element

COLLECTION, BODY, COMPONENT, DEBATE = clark(
    "documentCollection", "components", "component", "debate"
)
_KEYS: tuple[list[str], ...] = ([], [XML_LANG])
#: Most elements of a work that is validated as a whole, however many faults it has.
MOST = 2000
_has_many = etree.XPath(f"boolean(descendant::*[{MOST}])")


def is_valid(root: Element, schema: etree.XMLSchema) -> bool | None:
    """Whether a dossier is valid under a schema that says nothing of ids; None where it is no dossier.

    None, too, where a work is so large by itself that its faults are to be counted first.
    """
    if len(root) != 2:
        return None
    top, body = root
    if top.tag != COLLECTION or body.tag != BODY or len(body) < 2 or _is_text(body.text):
        return None
    works = [_work(component) for component in body]
    if None in works or (len(top) and _has_many(top[0])):
        return None
    if not schema.validate(_with_first(root)):
        return False
    for work in works[1:]:
        if work is None or _has_many(work):
            return None
        if not schema.validate(work):
            return False
    return True


def _work(component: Element) -> Element | None:
    """The one work of a component that holds nothing else."""
    if component.tag != COMPONENT or len(component) != 1 or [*component.keys()] not in _KEYS:
        return None
    work = component[0]
    if work.tag != DEBATE:
        return None
    texts = component.text, component.tail, work.tail
    return None if any(map(_is_text, texts)) else work


def _is_text(text: str | None) -> bool:
    return bool(text and text.strip(" \t\r\n"))


def _with_first(root: Element) -> Element:
    """A copy of a dossier with its first component only."""
    made, (top, components) = _shell(root), root
    made.append(deepcopy(top))
    made.append(_shell(components))
    made[1].append(deepcopy(components[0]))
    return made


def _shell(element: Element) -> Element:
    """An element without what it holds."""
    made = etree.Element(element.tag)
    made.attrib.update(element.attrib)
    made.text, made.tail = element.text, element.tail
    return made
