"""What a compiled schema finds wrong in a tree, as plain values."""

from __future__ import annotations

from typing import Any

from lxml import etree

from parlq.formats.akn.xml import large_trees
from parlq.formats.akn.xml.large_trees import Fault

_ECHO = "No precomputed value available"
_WITHOUT_REASON = "the document is not valid, but libxml2 gives no reason"


def faults_of(root: Any, schema: etree.XMLSchema, most: int) -> list[Fault]:
    """What a schema has to say against a tree, none when it is valid.

    Of a large tree a little more than `most`, if it has as many.
    """
    short: frozenset[str] = frozenset()
    if large_trees.is_large(root):
        faults, elements = large_trees.reached(root, schema, most)
        if not faults:
            return []
        if faults > most:
            root, short = large_trees.begun(root, elements)
    if _validates(schema, root):
        return []
    log: Any = schema.error_log
    found = [Fault(each.message, each.line, each.path, each.type) for each in log]
    found = [fault for fault in found if not (short and large_trees.is_of_the_cut(fault, short))]
    # Of an id that is invalid libxml2 tells once more, by its uniqueness, that it was.
    told = [fault for fault in found if _ECHO not in fault.message] or found
    return told or [Fault(_WITHOUT_REASON, root.sourceline or 1, "/*", 0)]


def _validates(schema: etree.XMLSchema, root: Any) -> bool:
    try:
        return schema.validate(root)
    except etree.XMLSchemaValidateError:  # libxml2 gave up, as where it runs out of memory
        return False
