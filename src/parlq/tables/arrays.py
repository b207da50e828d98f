"""Arrow arrays of Python values, made of their bytes.

`pyarrow.array` loads pandas wherever that is installed: a fifth of a second, and 50 MB.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any, Final

from parlq.problems import MissingExtraError

if TYPE_CHECKING:
    import pyarrow as pa

#: The digits of truth values.
_DIGITS: Final = b"01".ljust(256)
_EPOCH: Final = dt.date(1970, 1, 1).toordinal()


def arrow() -> Any:
    """The module `pyarrow`.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        raise MissingExtraError("tables in Arrow and Parquet", "arrow") from None
    return pa


def made(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """An array of strings, whole numbers, truth values, days or lists of texts; None is null."""
    pa = arrow()
    if all(each is None for each in values):
        return pa.nulls(len(values), kind)
    if pa.types.is_list(kind):
        inner = [*chain.from_iterable([each or () for each in values])]
        return lists(values, made(inner, kind.value_type))
    if pa.types.is_string(kind):
        texts = [each or "" for each in values]
        if all(map(str.isascii, texts)):  # a character is a byte
            return _array(values, kind, _offsets(texts), "".join(texts).encode())
        encoded = [each.encode() for each in texts]
        return _array(values, kind, _offsets(encoded), b"".join(encoded))
    if pa.types.is_boolean(kind):
        return _array(values, kind, _bits(map(bool, values)))
    if pa.types.is_date(kind):
        days = [0 if each is None else each.toordinal() - _EPOCH for each in values]
        return _array(values, kind, array("i", days))
    code = {64: "q", 16: "h"}[kind.bit_width]
    return _array(values, kind, array(code, [each or 0 for each in values]))


def lists(values: Sequence[Any], inner: pa.Array) -> pa.Array:
    """An array of lists, whose values follow each other in another array; None is null."""
    pa = arrow()
    kind = pa.list_(inner.type)
    offsets = (
        _offsets([each or () for each in values]) if len(inner) else bytes(4 * len(values) + 4)
    )
    buffers = [_validity(values), pa.py_buffer(offsets)]
    return pa.Array.from_buffers(kind, len(values), buffers, children=[inner])


def structures(values: Sequence[Any], fields: list[tuple[str, pa.Array]]) -> pa.Array:
    """An array of structures, of the arrays of their fields; None is null."""
    pa = arrow()
    kind = pa.struct([(name, each.type) for name, each in fields])
    children = [each for _, each in fields]
    return pa.Array.from_buffers(kind, len(values), [_validity(values)], children=children)


def _array(values: Sequence[Any], kind: pa.DataType, *data: Any) -> pa.Array:
    pa = arrow()
    buffers = [_validity(values), *map(pa.py_buffer, data)]
    return pa.Array.from_buffers(kind, len(values), buffers)


def _offsets(values: Iterable[Any]) -> array[int]:
    """Where each value begins among those that follow each other, and where the last one ends."""
    return array("i", [*accumulate(map(len, values), initial=0)])


def _validity(values: Sequence[Any]) -> Any:
    """The bits of those that are stated; None where all are."""
    is_stated = [each is not None for each in values]
    return None if all(is_stated) else arrow().py_buffer(_bits(is_stated))


def _bits(values: Iterable[bool]) -> bytes:
    """A bit for each value, the first one lowest."""
    found = [*values]
    digits = bytes(found[::-1]).translate(_DIGITS)
    return int(digits, 2).to_bytes((len(found) + 7) // 8, "little")
