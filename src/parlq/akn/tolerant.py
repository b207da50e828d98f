"""Takes out of a document what the profile does not know, and keeps it as extensions."""

from __future__ import annotations

from typing import Any

from lxml import etree

from parlq.akn import schema
from parlq.akn.names import local
from parlq.akn.report import Report

#: libxml2's error codes: an attribute that is not allowed, content that is not expected.
_ATTRIBUTE = {
    etree.ErrorTypes.SCHEMAV_CVC_COMPLEX_TYPE_3_2_1,
    etree.ErrorTypes.SCHEMAV_CVC_COMPLEX_TYPE_3_2_2,
}
_CONTENT = {etree.ErrorTypes.SCHEMAV_ELEMENT_CONTENT}
#: Each round takes out all that one validation names; deeper trees need more of them.
_ROUNDS = 100


def prune(root: Any, report: Report) -> None:
    """Take out, round by round, attributes and elements that the profile schema does not expect.

    What is missing, or has a wrong value, stays for the schema to report.
    """
    for _ in range(_ROUNDS):
        entries = schema.entries(root, "parlq")
        targets = [(entry, schema.element_of(root, entry)) for entry in entries]
        done = [_take_out(entry, element, report) for entry, element in targets]
        if not any(done):
            return


def _take_out(entry: Any, element: Any, report: Report) -> bool:
    if element is None:
        return False
    if entry.type in _ATTRIBUTE:
        for name in element.attrib:
            if f"attribute '{name}'" in entry.message:
                report.keep(element, name)
                report.warn("PQ214", f"attribute {local(name)} is kept as an extension", element)
                del element.attrib[name]
                return True
    elif entry.type in _CONTENT and "is not expected" in entry.message:
        parent = element.getparent()
        if parent is not None and parent.getparent() is not None:
            report.keep(element)
            report.warn("PQ214", f"{local(element.tag)} is kept as an extension", element)
            _remove(parent, element)
            return True
    return False


def _remove(parent: Any, element: Any) -> None:
    """Remove an element but not the text behind it."""
    if (tail := element.tail) and tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(element)
