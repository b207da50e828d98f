"""Turns the grouped errors of the strict converter into facts about the input: path, rule, message."""

from __future__ import annotations

from typing import TypeAlias

from cattrs.errors import (
    AttributeValidationNote,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from parlq.formats.json.field_kinds import fields_of
from parlq.formats.json.strict_reader import MOST, WrongShapeError
from parlq.model.fields.name_matching import is_near
from parlq.model.fields.scalars import shown
from parlq.problems import ModelError

Path: TypeAlias = tuple[str | int, ...]
#: Path, rule, message.
Fault: TypeAlias = tuple[Path, str, str]


def _shown(key: object) -> str:
    return shown(key)


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
    """All faults of the input in an error of the strict converter: path, rule, message.

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
        return [(path, "PQ105", "nested too deeply")]
    if isinstance(error, ExceptionGroup):
        found: list[Fault] = []
        for inner in error.exceptions:
            found += faults(inner, path)
        return found
    if isinstance(error, ForbiddenExtraKeysError):
        keys = sorted(error.extra_fields, key=_shown)
        told: list[Fault] = [
            ((*path, key), "PQ303", f"unknown key {_shown(key)}{_meant(key, error.cl)}")
            for key in keys[:MOST]
        ]
        if len(keys) > MOST:
            told.append(
                (path, "PQ303", f"more than {MOST} unknown keys; the others are not reported")
            )
        return told
    if isinstance(error, KeyError) and _is_missing_key(error):
        return [(path[:-1], "PQ305", f"the key {error.args[0]!r} is missing")]
    if isinstance(error, ModelError):
        name = (error.field or "").rpartition(".")[2]
        inside = name and name[0].islower() and (not path or path[-1] != name)
        return [((*path, name) if inside else path, "PQ304", error.message)]
    if isinstance(error, WrongShapeError):
        return [(path, "PQ304", str(error))]
    raise error


def _is_missing_key(error: KeyError) -> bool:
    """Whether the generated code of cattrs itself raised the error, and no function that it calls.

    It looks up the keys of the input directly; parlq's own functions look up keys of other things.
    """
    at = error.__traceback__
    return at is None or at.tb_next is None
