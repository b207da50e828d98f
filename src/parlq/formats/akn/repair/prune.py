"""Removes markup that the profile does not know from a document, and preserves it as extensions."""

from __future__ import annotations

from copy import deepcopy
from functools import cache

from lxml import etree

from parlq.formats.akn.schemas import xsd
from parlq.formats.akn.schemas.fault_wording import attribute_of
from parlq.formats.akn.xml.large_trees import Fault
from parlq.formats.akn.xml.names import AKN, PQ, markup, stated_in
from parlq.formats.akn.xml.report import MOST, Report
from parlq.formats.akn.xml.types import Element
from parlq.io.resources import schema_path

#: libxml2's error codes: an attribute that is not allowed, content that is not expected.
_ATTRIBUTE = {
    etree.ErrorTypes.SCHEMAV_CVC_COMPLEX_TYPE_3_2_1,
    etree.ErrorTypes.SCHEMAV_CVC_COMPLEX_TYPE_3_2_2,
    etree.ErrorTypes.SCHEMAV_CVC_TYPE_3_1_1,
}
_CONTENT = {etree.ErrorTypes.SCHEMAV_ELEMENT_CONTENT}
#: Each round takes out all that one validation names; deeper trees need more of them.
_ROUNDS = 100


def prune(root: Element, report: Report) -> None:
    """Take out attributes and elements that the profile schema does not expect.

    What is missing, or has a wrong value, stays for the schema to report; and so does everything
    where there would be more than `MOST` to keep.
    """
    if xsd.entries(root, "parlq"):
        report.originals = dict(zip(root.iter(), deepcopy(root).iter(), strict=True))
        strangers = _strangers(root)
        if len(strangers) > MOST:
            return
        _take_out(strangers, report)
    for _ in range(_ROUNDS):
        against = xsd.entries(root, "parlq")
        if len(against) + len(report.kept) > MOST:
            return
        found = [(entry, xsd.element_of(root, entry)) for entry in against]
        named = [(entry, element) for entry, element in found if element is not None]
        attributes = [_drop_attribute(entry, element, report) for entry, element in named]
        elements = [twin for entry, element in named for twin in _unexpected(entry, element)]
        if len(elements) + len(report.kept) > MOST:
            return
        _take_out(elements, report)
        if not elements and not any(attributes):
            return


@cache
def _known() -> frozenset[str]:
    """Names of the elements that the profile has anywhere."""
    tree = etree.parse(schema_path("parlq-1.0.xsd"))
    named = tree.iterfind(".//{http://www.w3.org/2001/XMLSchema}element[@name]")
    used = (element for element in named if element.get("abstract") is None)
    return frozenset(f"{{{AKN}}}{element.get('name')}" for element in used)


def _strangers(root: Element) -> list[Element]:
    """Elements that the profile has nowhere, the outermost ones, in the order of the document."""
    known, own = _known(), f"{{{PQ}}}"
    found = []
    todo = list(reversed([child for top in root for child in top]))
    while todo:
        element = todo.pop()
        if element.tag in known:
            todo += reversed(element)
        elif not element.tag.startswith(own):
            found.append(element)
    return found


def _unexpected(entry: Fault, element: Element) -> list[Element]:
    """The element that a validation did not expect, and its twins just behind it.

    A validation names the first one only, but the others are no more welcome in its place.
    """
    if entry.type not in _CONTENT or "is not expected" not in entry.message:
        return []
    parent = element.getparent()
    if parent is None or parent.getparent() is None:
        return []
    found = [element]
    for twin in element.itersiblings():
        if twin.tag != element.tag:
            break
        found.append(twin)
    return found


def _take_out(elements: list[Element], report: Report) -> None:
    for element in elements:  # all are named before the first one is removed
        report.keep(element)
        report.warn(
            "PQ214",
            f"{markup(element.tag)} is not in the profile; preserved as an extension",
            element,
        )
    for run in _runs(elements):
        _remove(run)
    report.paths.forget()


def _drop_attribute(entry: Fault, element: Element, report: Report) -> bool:
    if entry.type not in _ATTRIBUTE:
        return False
    name = attribute_of(entry)
    if name is None or name not in element.attrib:
        return False
    report.keep(element, name)
    message = f"{stated_in(name)} is not in the profile; preserved as an extension"
    report.warn("PQ214", message, element, name)
    del element.attrib[name]
    return True


def _remove(run: list[Element]) -> None:
    """Remove neighbours but not the text behind them, which is put together once."""
    parent, before = run[0].getparent(), run[0].getprevious()
    if parent is None:
        return
    tail = "".join(element.tail or "" for element in run)
    for element in run:
        element.tail = None
        parent.remove(element)
    if not tail:
        return
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail


def _runs(elements: list[Element]) -> list[list[Element]]:
    """Elements by runs of neighbours."""
    found: list[list[Element]] = []
    for element in elements:
        if found and element.getprevious() is found[-1][-1]:
            found[-1].append(element)
        else:
            found.append([element])
    return found
