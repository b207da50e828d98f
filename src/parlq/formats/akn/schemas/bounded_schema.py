"""The schema of a user in the process that `parlq.formats.akn.schemas.bounded_validation` starts for it."""

from __future__ import annotations

import time
from typing import Any

from lxml import etree

from parlq.formats.akn.schemas.schema_faults import faults_of

#: How a message says that libxml2 did not come to an end.
GAVE_UP = "libxml2 gives up, for want of memory or after too many steps"
#: libxml2's errors where it could not go on, as it does for want of memory.
_GAVE_UP = {
    etree.ErrorTypes.SCHEMAP_INTERNAL,
    etree.ErrorTypes.SCHEMAV_INTERNAL,
    etree.ErrorTypes.ERR_NO_MEMORY,
    etree.ErrorTypes.ERR_INTERNAL_ERROR,
}
#: Longest message of a fault, which may hold a value of any length.
_MESSAGE = 8000
_parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False, huge_tree=True)
_compiled: list[etree.XMLSchema] = []


def compile_schema(source: bytes | str) -> str | None:
    """Compile the schema in data, or in a file with others beside it; what is wrong with it, if so."""
    try:
        tree = (
            etree.fromstring(source, _parser)
            if isinstance(source, bytes)
            else etree.parse(source, _parser)
        )
        _compiled[:] = [etree.XMLSchema(tree)]
    except etree.LxmlError as error:
        # What libxml2 says when memory fails it is about the schema, and is not true.
        return GAVE_UP if _has_given_up(error.error_log) else str(error)
    return None


#: Faults of a document, each as its message, line, path and kind; and how many there are.
Told = tuple[list[tuple[str, int, str | None, int]], int]


def validate(data: bytes, most: int) -> tuple[Told | None, float]:
    """The first faults of a document, at most so many, and the seconds of processor time it took.

    None for the faults when libxml2 gives up, which says nothing about the document.
    """
    begun = time.process_time()
    schema = _compiled[0]
    found = faults_of(etree.fromstring(data, _parser), schema, most)
    if _has_given_up(schema.error_log):
        return None, time.process_time() - begun
    told = [(each.message[:_MESSAGE], each.line, each.path, each.type) for each in found[:most]]
    return (told, len(found)), time.process_time() - begun


def _has_given_up(log: Any) -> bool:
    return any(entry.type in _GAVE_UP for entry in log)
