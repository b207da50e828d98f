"""Lists the faults that a compiled schema finds in a tree, as plain values."""

from __future__ import annotations

from typing import Any

from lxml import etree

from parlq.formats.akn.schemas.merged_faults import merged
from parlq.formats.akn.xml import large_trees
from parlq.formats.akn.xml.large_trees import Fault

_WITHOUT_REASON = "the document is not valid, but libxml2 gives no reason"


def faults_of(root: Any, schema: etree.XMLSchema, most: int) -> list[Fault]:
    """What a schema has to say against a tree, none when it is valid.

    Of a large tree a little more than `most`, if it has as many.
    """
    if not large_trees.is_large(root):
        return merged(_listed(root, schema, frozenset()))
    reach = most
    while True:
        faults, elements = large_trees.reached(root, schema, reach)
        if not faults:
            return []
        if faults <= reach:
            return merged(_listed(root, schema, frozenset()))
        start, short = large_trees.begun(root, elements)
        found = merged(_listed(start, schema, short))
        if len(found) > most:
            return found
        reach *= 4  # libxml2 reports some faults several times


def _listed(root: Any, schema: etree.XMLSchema, short: frozenset[str]) -> list[Fault]:
    """All that libxml2 reports of a tree, but for what follows from where it is cut short."""
    if _validates(schema, root):
        return []
    log: Any = schema.error_log
    found = [
        Fault(each.message, each.line, each.path, each.type)
        for each in log
        if each.level > etree.ErrorLevels.WARNING
    ]
    found = [fault for fault in found if not (short and large_trees.is_of_the_cut(fault, short))]
    return found or [Fault(_WITHOUT_REASON, root.sourceline or 1, "/*", 0)]


def _validates(schema: etree.XMLSchema, root: Any) -> bool:
    try:
        return schema.validate(root)
    except etree.XMLSchemaValidateError:  # libxml2 gave up, as where it runs out of memory
        return False
