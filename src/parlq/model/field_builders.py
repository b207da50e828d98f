"""The kinds of fields that the model's values have: a converter and a check for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

import attrs

from parlq.model.fields.base import Value
from parlq.model.fields.scalars import TAG, TEXT, Scalar, date_fault, kind_of, shown
from parlq.model.languages.language import normal_tag, tag_fault
from parlq.problems import ModelError

#: Arguments of `attrs.field`. A required field is written `attrs.field(**of_…())`, so that type
#: checkers see that it has no default.
Arguments = dict[str, Any]


def refuse(instance: object, attribute: Any, message: str) -> None:
    """Raise `ModelError` about one field of `instance`."""
    raise ModelError(message, field=f"{type(instance).__name__}.{attribute.name}")


def _scalar_check(instance: object, attribute: Any, value: object) -> None:
    metadata = attribute.metadata
    if value is None and metadata["optional"]:
        return
    if fault := metadata["scalar"].fault(value):
        refuse(instance, attribute, fault)


def of_text(scalar: Scalar = TEXT, *, optional: bool = False) -> Arguments:
    """One text value of kind `scalar`."""
    metadata = {"is": "text", "scalar": scalar, "optional": optional}
    return {"validator": _scalar_check, "metadata": metadata}


def text(scalar: Scalar = TEXT, *, default: str | None = None) -> Any:
    """Optional field of one text value of kind `scalar`."""
    return attrs.field(default=default, **of_text(scalar, optional=default is None))


def _tag_check(instance: object, attribute: Any, value: object) -> None:
    if value is None and attribute.metadata["optional"]:
        return
    if fault := tag_fault(value):
        refuse(instance, attribute, fault)


def _to_tag(value: object) -> object:
    try:
        return normal_tag(value) if isinstance(value, str) else value
    except ModelError:
        return value


def of_tag(*, optional: bool = False) -> Arguments:
    """One BCP 47 language tag; any case is taken and the recommended one kept."""
    metadata = {"is": "tag", "scalar": TAG, "optional": optional}
    return {"converter": _to_tag, "validator": _tag_check, "metadata": metadata}


def tag() -> Any:
    """Optional field of one BCP 47 language tag."""
    return attrs.field(default=None, **of_tag(optional=True))


def _date_check(instance: object, attribute: Any, value: object) -> None:
    if value is not None and (fault := date_fault(value)):
        refuse(instance, attribute, fault)


def day() -> Any:
    """Optional field of one calendar date."""
    return attrs.field(default=None, validator=_date_check, metadata={"is": "day"})


def _to_instant(value: object) -> object:
    if isinstance(value, dt.datetime) and (offset := value.utcoffset()) is not None:
        zone = dt.UTC if not offset else dt.timezone(offset)
        return value.replace(tzinfo=zone, fold=0)
    return value


def _instant_check(instance: object, attribute: Any, value: object) -> None:
    if value is None:
        return
    if type(value) is not dt.datetime or (offset := value.utcoffset()) is None:
        refuse(instance, attribute, "must be a datetime.datetime with a time zone")
        return
    if offset % dt.timedelta(minutes=1) or abs(offset) > dt.timedelta(hours=14):
        refuse(instance, attribute, "must have a zone of whole minutes, at most 14 hours from UTC")


def _instant_key(value: dt.datetime | None) -> str | None:
    return None if value is None else value.isoformat()


def instant() -> Any:
    """Optional field of one instant; its offset from UTC is part of the value."""
    return attrs.field(
        default=None,
        converter=_to_instant,
        validator=_instant_check,
        eq=_instant_key,
        metadata={"is": "instant"},
    )


def _number_check(instance: object, attribute: Any, value: object) -> None:
    low, high = attribute.metadata["range"]
    if value is None and attribute.default is None:
        return
    if type(value) is not int:
        refuse(instance, attribute, f"must be an integer, not {kind_of(value)}")
    elif not low <= value <= high:
        refuse(instance, attribute, f"must be from {low} to {high}, not {shown(value)}")


def number(low: int, high: int, *, default: int | None = None) -> Any:
    """Field of an integer from `low` to `high`."""
    metadata = {"is": "number", "range": (low, high)}
    return attrs.field(default=default, validator=_number_check, metadata=metadata)


def to_tuple(value: object) -> object:
    """Converter: any iterable but text and values of the model becomes a tuple."""
    if isinstance(value, str | bytes | Value) or not isinstance(value, Iterable):
        return value
    return tuple(value)


def choice_of(instance: object, attribute: Any, value: object) -> None:
    """Validator: a tuple of the metadata's `least` items or more, each of exactly one of its `types`."""
    metadata = attribute.metadata
    if type(value) is not tuple:
        refuse(instance, attribute, f"must be a sequence, not {type(value).__name__}")
        return
    if len(value) < metadata["least"]:
        refuse(instance, attribute, "must not be empty")
    types = metadata["types"]
    for index, item in enumerate(value):
        if type(item) not in types:
            names = ", ".join(kind.__name__ for kind in types)
            message = f"item {index} must be one of {names}, not {type(item).__name__}"
            refuse(instance, attribute, message)


def of_items(*types: type, least: int = 0) -> Arguments:
    """A tuple whose items are of exactly these types; any iterable is taken."""
    metadata = {"is": "items", "types": types, "least": least}
    return {"converter": to_tuple, "validator": choice_of, "metadata": metadata}


def items(*types: type) -> Any:
    """Field of such a tuple, empty unless said."""
    return attrs.field(default=(), **of_items(*types))


def _texts_check(instance: object, attribute: Any, value: object) -> None:
    if type(value) is not tuple:
        refuse(instance, attribute, f"must be a sequence, not {type(value).__name__}")
        return
    scalar = attribute.metadata["scalar"]
    for index, item in enumerate(value):
        if fault := scalar.fault(item):
            refuse(instance, attribute, f"item {index} {fault}")


def texts(scalar: Scalar) -> Any:
    """Field of a tuple of text values of one kind."""
    return attrs.field(
        default=(),
        converter=to_tuple,
        validator=_texts_check,
        metadata={"is": "texts", "scalar": scalar},
    )


def _one_check(instance: object, attribute: Any, value: object) -> None:
    types = attribute.metadata["types"]
    if value is None and attribute.default is None:
        return
    if type(value) not in types:
        names = " or ".join(kind.__name__ for kind in types)
        refuse(instance, attribute, f"must be {names}, not {type(value).__name__}")


def one(*types: type) -> Any:
    """Optional field of one value of exactly one of these types."""
    return attrs.field(default=None, validator=_one_check, metadata={"is": "one", "types": types})


def _flag_check(instance: object, attribute: Any, value: object) -> None:
    if type(value) is not bool:
        refuse(instance, attribute, f"must be a bool, not {type(value).__name__}")


def flag() -> Any:
    """Field of a bool, False unless said."""
    return attrs.field(default=False, validator=_flag_check, metadata={"is": "flag"})


def _to_enum(kind: type[StrEnum]) -> Callable[[object], object]:
    def convert(value: object) -> object:
        if isinstance(value, str):
            try:
                return kind(value)
            except ValueError:
                pass
        return value

    return convert


def _enum_check(instance: object, attribute: Any, value: object) -> None:
    kind = attribute.metadata["enum"]
    if value is None and attribute.default is None:
        return
    if type(value) is not kind:
        allowed = ", ".join(kind)
        refuse(instance, attribute, f"must be one of {allowed}, not {shown(value)}")


def of_choice(kind: type[StrEnum]) -> Arguments:
    """One member of `kind`; its string is taken too."""
    metadata = {"is": "choice", "enum": kind}
    return {"converter": _to_enum(kind), "validator": _enum_check, "metadata": metadata}


def choice(kind: type[StrEnum], *, default: Any = None) -> Any:
    """Field of such a member, optional or with a default."""
    return attrs.field(default=default, **of_choice(kind))
