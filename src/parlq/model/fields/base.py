"""The base of all values: short reprs, and a way to build one unchecked."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar, cast

import attrs

from parlq.problems import ModelError

T = TypeVar("T")


class Value:
    """Base of the model's values: a repr that shows what is stated, shortened."""

    __slots__ = ()

    def __repr__(self) -> str:
        shown = []
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(self))):
            value = getattr(self, field.name)
            if value not in (field.default, ()):
                shown.append(f"{field.name}={_short(value)}")
        return f"{type(self).__name__}({', '.join(shown)})"


def _short(value: object) -> str:
    if isinstance(value, StrEnum):
        return repr(value.value)
    if isinstance(value, str) and len(value) > 40:
        return repr(value[:39] + "…")
    if isinstance(value, tuple) and value:
        kind = type(value[0]).__name__
        if len(value) > 3 or any(isinstance(item, Value) for item in value):
            return f"<{len(value)} {kind}>"
        return f"({', '.join(map(_short, value))}{',' if len(value) == 1 else ''})"
    return repr(value)


def stated(instance: Any, *names: str) -> None:
    """Refuse `instance` when none of the named fields states anything."""
    if not any(getattr(instance, name) for name in names):
        kind = type(instance).__name__
        raise ModelError(f"at least one of {', '.join(names)} must be stated", field=kind)


def unchecked(cls: type[T]) -> Callable[..., T]:
    """Return a builder of `cls` that checks and converts nothing, for values already validated.

    It takes the fields as keywords, or in order but with the required ones first; it knows the same
    defaults, but for those that depend on other fields. For valid arguments it gives a value equal
    to the one that `cls(...)` gives (a property test holds that).
    """
    # A class of the same layout that lets its fields be set: far faster than to go around a frozen
    # one, field by field. The value turns into one of `cls` before anybody sees it.
    plain = {name: getattr(object, name) for name in ("__init__", "__setattr__", "__delattr__")}
    space: dict[str, Any] = {
        "_cls": cls,
        "_open": type(cls.__name__, (cls,), {"__slots__": (), **plain}),
    }
    parameters, body = [], []
    for field in attrs.fields(cast("type[attrs.AttrsInstance]", cls)):
        default = ""
        # A default that depends on other fields is the caller's to work out.
        if field.default is not attrs.NOTHING and not isinstance(field.default, attrs.Factory):  # type: ignore[arg-type]
            space[f"_default_{field.name}"] = field.default
            default = f"=_default_{field.name}"
        parameters.append(f"{field.name}{default}")
        body.append(f"    _self.{field.name} = {field.name}\n")
    required = [p for p in parameters if "=" not in p]
    optional = [p for p in parameters if "=" in p]
    source = (
        f"def build({', '.join([*required, *optional])}):\n"
        f"    _self = _open()\n{''.join(body)}"
        "    _self.__class__ = _cls\n    return _self\n"
    )
    exec(compile(source, f"<trusted {cls.__name__}>", "exec"), space)  # noqa: S102 # names of our own fields only
    return cast("Callable[..., T]", space["build"])
