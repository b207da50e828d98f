"""The schema of a user in the process that `parlq.formats.akn.schemas.bounded_validation` starts for it."""

from __future__ import annotations

import time
from typing import Any

from lxml import etree

from parlq.formats.akn.schemas.libxml2_messages import bounded
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
        # What libxml2 reports when memory fails it is about the schema, and is not true: that a
        # pattern is invalid, or the whole, by whatever kind of error.
        failed = _has_given_up(error.error_log) or _memory_was_short()
        return GAVE_UP if failed else str(error)
    return None


#: Faults of a document, each as its message, line, path and kind; and how many there are.
Told = tuple[list[tuple[str, int, str | None, int]], int]


def validate(data: bytes, most: int) -> tuple[Told | None, float]:
    """The first `most` faults of a document, and the seconds of processor time it took.

    None for the faults when libxml2 gives up, which says nothing about the document.
    """
    begun = time.process_time()
    schema = _compiled[0]
    found = faults_of(etree.fromstring(data, _parser), schema, most)
    if _has_given_up(schema.error_log):
        return None, time.process_time() - begun
    told = [(bounded(each.message), each.line, each.path, each.type) for each in found[:most]]
    return (told, len(found)), time.process_time() - begun


def _has_given_up(log: Any) -> bool:
    return any(entry.type in _GAVE_UP for entry in log)


def _memory_was_short() -> bool:
    """Whether this process has held half of the memory that it may: more may have been refused.

    A buffer that doubles is refused when the old one and the new one do not fit together. Ordinary
    schemas, the official one of Akoma Ntoso included, take less than a seventh of the bound.
    """
    try:
        import resource  # which Windows does not have, nor a bound
    except ModuleNotFoundError:
        return False
    bound = resource.getrlimit(resource.RLIMIT_AS)[0]
    return bound != resource.RLIM_INFINITY and 2 * _peak() > bound


def _peak() -> int:
    """The most address space that this process has held, in bytes; 0 where the system does not tell."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            fields = dict(line.split(":", 1) for line in status)
        return int(fields["VmPeak"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return 0
