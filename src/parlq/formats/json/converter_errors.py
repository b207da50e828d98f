"""Turns the grouped errors of the strict converter into faults of the input."""

from __future__ import annotations

from cattrs.errors import (
    AttributeValidationNote,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from parlq.formats.json.field_kinds import fields_of
from parlq.formats.json.locations import Fault, Path
from parlq.formats.json.strict_reader import MOST, WrongShapeError
from parlq.model.fields.name_matching import is_near
from parlq.model.fields.scalars import shown
from parlq.problems import ModelError


def _meant(key: object, kind: type) -> str:
    """The end of a message about an unknown key: the one that was probably meant, or nothing."""
    if not isinstance(key, str) or not 2 < len(key) < 30:
        return ""
    plain = _plain(key)
    near = (field.name for field in fields_of(kind) if is_near(_plain(field.name), plain))
    found = next(near, None)
    return "" if found is None else f"; did you mean {found!r}?"


def _plain(key: str) -> str:
    return key.casefold().replace("_", "").replace("-", "")


def faults(error: Exception, path: Path = ()) -> list[Fault]:
    """All faults of the input in an error of the strict converter.

    Raises:
        Exception: an error that no input causes, such as a NameError, is one of parlq. It is raised
            as it is, so that it is never reported as a problem of the input.
    """
    for note in getattr(error, "__notes__", []):
        if isinstance(note, AttributeValidationNote):
            path = (*path, note.name)
        elif isinstance(note, IterableValidationNote):
            path = (*path, note.index)
    if isinstance(error, RecursionError):
        return [Fault(path, "PQ105", "nested too deeply")]
    if isinstance(error, ExceptionGroup):
        return [fault for inner in error.exceptions for fault in faults(inner, path)]
    if isinstance(error, ForbiddenExtraKeysError):
        keys = sorted(error.extra_fields, key=shown)
        found = [
            Fault((*path, key), "PQ303", f"unknown key {shown(key)}{_meant(key, error.cl)}")
            for key in keys[:MOST]
        ]
        if len(keys) > MOST:
            message = f"more than {MOST} unknown keys; the others are not reported"
            found.append(Fault(path, "PQ303", message))
        return found
    if isinstance(error, KeyError) and _is_missing_key(error):
        return [Fault(path[:-1], "PQ305", f"the key {error.args[0]!r} is missing")]
    if isinstance(error, ModelError):
        name = (error.field or "").rpartition(".")[2]
        inside = name and name[0].islower() and (not path or path[-1] != name)
        return [Fault((*path, name) if inside else path, "PQ304", error.message)]
    if isinstance(error, WrongShapeError):
        return [Fault(path, "PQ304", str(error))]
    raise error


def _is_missing_key(error: KeyError) -> bool:
    """Whether the generated code of cattrs itself raised the error, and no function that it calls.

    It looks up the keys of the input directly; parlq's own functions look up keys of other things.
    """
    at = error.__traceback__
    return at is None or at.tb_next is None
