"""Merges what libxml2 reports several times: one fault of a document becomes one fault."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from parlq.formats.akn.schemas.libxml2_messages import DUPLICATE, Subject, parsed
from parlq.formats.akn.xml.large_trees import Fault

_Errors = etree.ErrorTypes
#: A value is not in the lexical space of its type.
_DATATYPES = {
    _Errors.SCHEMAV_CVC_DATATYPE_VALID_1_2_1,
    _Errors.SCHEMAV_CVC_DATATYPE_VALID_1_2_2,
    _Errors.SCHEMAV_CVC_DATATYPE_VALID_1_2_3,
}
#: A value has the wrong form or size; of several facets libxml2 reports each.
_FACETS = {
    _Errors.SCHEMAV_CVC_FACET_VALID,
    _Errors.SCHEMAV_CVC_LENGTH_VALID,
    _Errors.SCHEMAV_CVC_MINLENGTH_VALID,
    _Errors.SCHEMAV_CVC_MAXLENGTH_VALID,
    _Errors.SCHEMAV_CVC_MININCLUSIVE_VALID,
    _Errors.SCHEMAV_CVC_MAXINCLUSIVE_VALID,
    _Errors.SCHEMAV_CVC_MINEXCLUSIVE_VALID,
    _Errors.SCHEMAV_CVC_MAXEXCLUSIVE_VALID,
    _Errors.SCHEMAV_CVC_TOTALDIGITS_VALID,
    _Errors.SCHEMAV_CVC_FRACTIONDIGITS_VALID,
    _Errors.SCHEMAV_CVC_PATTERN_VALID,
    _Errors.SCHEMAV_CVC_ENUMERATION_VALID,
}
_VALUES = _DATATYPES | _FACETS
#: After these libxml2 validates the content as what it cannot be, and finds a wrong value too.
_OF_CONTENT = {
    _Errors.SCHEMAV_CVC_TYPE_3_1_2,
    _Errors.SCHEMAV_CVC_ELT_3_1,
    _Errors.SCHEMAV_CVC_ELT_3_2_1,
    _Errors.SCHEMAV_CVC_ELT_4_2,
    _Errors.SCHEMAV_CVC_ELT_4_3,
    _Errors.SCHEMAV_CVC_TYPE_2,
}
_KEY = _Errors.SCHEMAV_CVC_IDC
#: Of a value that is invalid libxml2 reports once more, by its key, that it was.
_ECHO = "No precomputed value available"
_INCOMPLETE_KEY = "Not all fields of "
#: What says least about a value: other facets of it take precedence.
_VAGUE = _DATATYPES | {_Errors.SCHEMAV_CVC_PATTERN_VALID}


def merged(faults: Iterable[Fault]) -> list[Fault]:
    """The faults without those that follow from another one, in their order."""
    found: list[Fault] = []
    last: Subject | None = None
    keys: set[tuple[str | None, str]] = set()
    everything = list(faults)
    for fault in everything:
        subject, text = parsed(fault.message)
        if fault.type == _KEY and not _is_new_key(fault, text, found, keys):
            continue
        if found and fault.type in _VALUES and _is_same_value(fault, subject, found[-1], last):
            if found[-1].type in _VAGUE and fault.type not in _VAGUE:
                found[-1] = fault
            continue
        found.append(fault)
        last = subject
    return found or everything[:1]


def _is_same_value(fault: Fault, subject: Subject, before: Fault, last: Subject | None) -> bool:
    """Whether a fault is about the value that the one before it is about."""
    if last is None or (fault.path, fault.line) != (before.path, before.line):
        return False
    if before.type in _VALUES and subject == last:
        return True
    # The type or the nil of an element is stated in an attribute, its value is the content.
    of_content = before.type in _OF_CONTENT or last.is_of_instance
    return of_content and subject.attribute is None


def _is_new_key(
    fault: Fault, text: str, found: list[Fault], keys: set[tuple[str | None, str]]
) -> bool:
    """Whether a fault of a key is no echo of another one.

    An id that is used twice is a fault under the constraint of each document around it.
    """
    if _ECHO in text:
        return False
    if text.startswith(_INCOMPLETE_KEY) and found and found[-1].type == _KEY:
        return not (found[-1].path or "").startswith(f"{fault.path}/")
    if duplicate := DUPLICATE.fullmatch(text):
        known = fault.path, str(duplicate["key"])
        if known in keys:
            return False
        keys.add(known)
    return True
