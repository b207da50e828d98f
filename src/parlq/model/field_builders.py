"""The kinds of fields that the model's values have: a converter and a check for each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeVar

import attrs

from parlq.model.fields.base import Value
from parlq.model.fields.name_matching import did_you_mean
from parlq.model.fields.scalars import TAG, TEXT, Scalar, date_fault, kind_of, shown
from parlq.model.languages.language import normal_tag, tag_fault
from parlq.problems import ModelError

#: Arguments of `attrs.field`. Defaults and converters are written where the field is, as in
#: `attrs.field(default=None, converter=to_day, **of_day())`, so that type checkers see them.
Arguments = dict[str, Any]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


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
    """One BCP 47 language tag; any case is accepted and normalised to the recommended one."""
    metadata = {"is": "tag", "scalar": TAG, "optional": optional}
    return {"converter": _to_tag, "validator": _tag_check, "metadata": metadata}


def tag() -> Any:
    """Optional field of one BCP 47 language tag."""
    return attrs.field(default=None, **of_tag(optional=True))


def _date_check(instance: object, attribute: Any, value: object) -> None:
    if isinstance(value, str):
        refuse(instance, attribute, f"must be a date such as 2018-02-21, not {shown(value)}")
    elif value is not None and (fault := date_fault(value)):
        refuse(instance, attribute, fault)


def to_day(value: dt.date | str | None) -> dt.date | None:
    """Converter: a date, or its text `YYYY-MM-DD`; another text is left to the check."""
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value) if _DAY.fullmatch(value) else value  # type: ignore[return-value] # refused
        except ValueError:
            return value  # type: ignore[return-value] # refused
    return value


def of_day() -> Arguments:
    """One calendar date."""
    return {"validator": _date_check, "metadata": {"is": "day"}}


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


def to_tuple(value: Iterable[T]) -> tuple[T, ...]:
    """Converter: an iterable becomes a tuple; text and values of the model are left to the check."""
    if isinstance(value, str | bytes | Value) or not isinstance(value, Iterable):
        return value  # type: ignore[return-value] # refused
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
    """A tuple of `least` items or more, each of exactly one of these types."""
    return {
        "validator": choice_of,
        "metadata": {"is": "items", "types": types, "least": least},
    }


def _texts_check(instance: object, attribute: Any, value: object) -> None:
    if type(value) is not tuple:
        refuse(instance, attribute, f"must be a sequence, not {type(value).__name__}")
        return
    scalar = attribute.metadata["scalar"]
    for index, item in enumerate(value):
        if fault := scalar.fault(item):
            refuse(instance, attribute, f"item {index} {fault}")


def to_texts(value: Iterable[str]) -> tuple[str, ...]:
    """Converter: any iterable of texts becomes a tuple."""
    return to_tuple(value)


def of_texts(scalar: Scalar) -> Arguments:
    """A tuple of text values of one kind."""
    return {"validator": _texts_check, "metadata": {"is": "texts", "scalar": scalar}}


def to_tags(value: Iterable[str]) -> tuple[str, ...]:
    """Converter: language tags in any case become a tuple of normal ones."""
    tags = to_tuple(value)
    if type(tags) is not tuple or any(map(tag_fault, tags)):
        return tags
    return tuple(normal_tag(tag) for tag in tags)


def _tags_check(instance: object, attribute: Any, value: Any) -> None:
    if type(value) is not tuple:
        refuse(instance, attribute, f"must be a sequence, not {type(value).__name__}")
    for index, item in enumerate(value):
        if fault := tag_fault(item):
            refuse(instance, attribute, f"item {index}: {fault}")
    if len(set(value)) < len(value):
        refuse(instance, attribute, "must not name a language twice")


def of_tags() -> Arguments:
    """A tuple of language tags, none of them twice."""
    return {"validator": _tags_check, "metadata": {"is": "tags", "scalar": TAG}}


def one_of(instance: object, attribute: Any, value: object) -> None:
    """Validator: a value of exactly one of the metadata's `types`."""
    types = attribute.metadata["types"]
    if value is None and attribute.default is None:
        return
    if type(value) not in types:
        names = " or ".join(kind.__name__ for kind in types)
        refuse(instance, attribute, f"must be {names}, not {type(value).__name__}")


def one(kind: type) -> Any:
    """Optional field of one value of exactly this type."""
    return attrs.field(default=None, validator=one_of, metadata={"is": "one", "types": (kind,)})


def _flag_check(instance: object, attribute: Any, value: object) -> None:
    if type(value) is not bool:
        refuse(instance, attribute, f"must be a bool, not {type(value).__name__}")


def flag() -> Any:
    """Field of a bool, False by default."""
    return attrs.field(default=False, validator=_flag_check, metadata={"is": "flag"})


def member(kind: type[E], value: E | str) -> E:
    """What converters of choices do: a member, or its text; another text is left to the check."""
    if isinstance(value, str):
        try:
            return kind(value)
        except ValueError:
            pass
    return value  # type: ignore[return-value] # refused


def _enum_check(instance: object, attribute: Any, value: object) -> None:
    kind = attribute.metadata["enum"]
    if value is None and attribute.default is None:
        return
    if type(value) is not kind:
        meant = did_you_mean(value, map(str, kind)) if isinstance(value, str) else ""
        message = f"must be one of {', '.join(kind)}, not {shown(value)}{meant}"
        refuse(instance, attribute, message)


def of_choice(kind: type[StrEnum]) -> Arguments:
    """One member of `kind`."""
    return {"validator": _enum_check, "metadata": {"is": "choice", "enum": kind}}
