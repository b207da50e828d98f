"""The strict cattrs converter: no coercion, no unknown keys, all errors in one pass, located."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from cattrs import Converter
from cattrs.errors import IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

from parlq.formats.json.field_kinds import BLOCKS, CLASSES, INLINES, TYPE_NAMES, Field, fields_of
from parlq.formats.json.writer import writers
from parlq.model import Identifier, Reference, parsing
from parlq.model.fields import scalars
from parlq.model.fields.scalars import shown
from parlq.problems import ModelError

Hook = Callable[[Any, Any], Any]


#: Most faults in items of arrays, and most unknown keys of an object, that are gathered: each takes
#: up to some kilobytes until it is reported.
MOST = 20_000


class _Patience(threading.local):
    """How many faults more are gathered in the reading that this thread is at."""

    left = MOST


_patience = _Patience()


class WrongShapeError(ValueError):
    """A JSON value of another type or form than its place asks for."""


_SHAPES: dict[type, str] = {
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "an array",
    dict: "an object",
}


def shape_of(value: object) -> str:
    """What JSON calls the type of a value; of another value of Python, its own type."""
    if value is None:
        return "null"
    return _SHAPES.get(type(value), f"a {type(value).__name__} of Python")


def _wrong(wanted: str, value: object) -> WrongShapeError:
    return WrongShapeError(f"must be {wanted}, not {shape_of(value)}")


def _string(value: Any) -> str:
    if type(value) is not str:
        raise _wrong("a string", value)
    return value


def _list(read: Callable[[Any], Any], value: Any) -> tuple[Any, ...]:
    if type(value) is not list:
        raise _wrong("an array", value)
    errors: list[Exception] = []
    out = []
    for index, item in enumerate(value):
        try:
            out.append(read(item))
        except Exception as error:  # noqa: BLE001 # all are gathered, with their place
            error.add_note(IterableValidationNote(f"item {index}", index, object))
            errors.append(error)
            _patience.left -= 1
            if _patience.left == 0:
                errors.append(
                    WrongShapeError(f"more than {MOST} faults; the others are not reported")
                )
            if _patience.left <= 0:
                break
    if errors:
        raise ExceptionGroup("in an array", errors)
    return tuple(out)


def _typed(converter: Converter, table: dict[str, type], value: Any) -> Any:
    if type(value) is not dict:
        raise _wrong("an object", value)
    name = value.get("type")
    if type(name) is not str or name not in table:
        stated = f"not {name[:40]!r}" if isinstance(name, str) else "and it is missing"
        raise WrongShapeError(f"type must be one of {', '.join(table)}, {stated}")
    return converter.structure(value, table[name])


def _inlines(converter: Converter, value: Any) -> tuple[Any, ...]:
    def inline(item: Any) -> Any:
        if type(item) is str:
            if fault := scalars.TEXT.fault(item):
                raise ModelError(fault)
            return item
        return _typed(converter, INLINES, item)

    return _list(inline, value)


def _field_reader(  # noqa: PLR0911 # one return a kind of field
    converter: Converter, field: Field
) -> Callable[[Any], Any]:
    """The reader of one field, which checks all that can be checked of the field alone."""
    metadata = field.metadata
    match field.holds:
        case "text":
            return lambda value: parsing.scalar(metadata["scalar"], _string(value))
        case "tag":
            return lambda value: parsing.tag(_string(value))
        case "day":
            return lambda value: parsing.day(_string(value))
        case "instant":
            return lambda value: parsing.timestamp(_string(value))[0]
        case "flag":
            return _flag
        case "number":
            return lambda value: _number(value, *metadata["range"])
        case "choice" | "completeness":
            return lambda value: _member(metadata["enum"], value)
        case "one":
            (kind,) = metadata["types"]
            return _reader(converter, kind)
        case "texts":
            scalar = metadata["scalar"]
            return lambda value: _list(lambda text: parsing.scalar(scalar, _string(text)), value)
        case "tags":
            return lambda value: _list(lambda item: parsing.tag(_string(item)), value)
        case "years":
            return lambda value: _list(lambda year: _number(year, *metadata["range"]), value)
        case "inlines":
            return lambda value: _inlines(converter, value)
        case _:
            types = metadata["types"]
            return lambda value: _list(_item_reader(converter, types), value)


def _hook(converter: Converter, field: Field) -> Hook:
    read = _field_reader(converter, field)
    return lambda value, _: read(value)


def _flag(value: Any) -> bool:
    if type(value) is not bool:
        raise _wrong("a boolean", value)
    return value


def _number(value: Any, low: int, high: int) -> int:
    if type(value) is not int:
        raise _wrong("an integer", value)
    if not low <= value <= high:
        raise WrongShapeError(f"must be from {low} to {high}, not {shown(value)}")
    return value


def _member(kind: Any, value: Any) -> Any:
    if type(value) is not str or value not in {member.value for member in kind}:
        shown = repr(value[:40]) if isinstance(value, str) else shape_of(value)
        raise WrongShapeError(f"must be one of {', '.join(kind)}, not {shown}")
    return kind(value)


def _reader(converter: Converter, kind: type) -> Callable[[Any], Any]:
    if kind is Reference:
        return lambda value: parsing.reference(_string(value))
    return lambda value: converter.structure(value, kind)


def _item_reader(converter: Converter, types: Any) -> Callable[[Any], Any]:
    """Reads one item of an array of these types: by its type key where there are several."""
    if len(types) == 1:
        return _reader(converter, next(iter(types)))
    if set(types) == {Reference, Identifier}:
        read = _reader(converter, Identifier)
        return lambda value: parsing.reference(value) if type(value) is str else read(value)
    table = {name: kind for name, kind in BLOCKS.items() if kind in types}
    return lambda value: _typed(converter, table, value)


def _structure_hook(converter: Converter, kind: type) -> Hook:
    overrides: Any = {
        field.name: override(struct_hook=_hook(converter, field)) for field in fields_of(kind)
    }
    inner: Hook = make_dict_structure_fn(
        kind,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=True,
        **overrides,
    )
    name = TYPE_NAMES.get(kind)

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise _wrong("an object", value)
        if name is None:
            return inner(value, kind)
        stated = value.get("type")
        if type(stated) is not str or stated != name:
            missing = "" if "type" in value else ", and it is missing"
            raise WrongShapeError(f"type must be {name}{missing}")
        return inner({key: item for key, item in value.items() if key != "type"}, kind)

    return structure


@lru_cache(maxsize=1)
def converter() -> Converter:
    """The cattrs converter of the JSON form, strict in both directions.

    `structure` takes what `to_dict` gives (without the schema version) and raises cattrs'
    grouped errors; `unstructure` gives it.
    """
    made = Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind in CLASSES:
        made.register_structure_hook(kind, _structure_hook(made, kind))
        made.register_unstructure_hook(kind, writers(plain=True)[kind])
    return made


def structure(value: Any, kind: type) -> Any:
    """Read a value of `kind`; cattrs' grouped errors, of `MOST` faulty items at most."""
    _patience.left = MOST
    return converter().structure(value, kind)
