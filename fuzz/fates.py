"""What became of a word that was planted into an input."""

from __future__ import annotations

import json
from typing import Any

import attrs

from parlq.io.reading import Reading


@attrs.frozen
class Planted:
    """An input with a word in it, and the line that it is on."""

    data: bytes
    word: str
    line: int


def holds(value: Any, word: str) -> bool:
    """Whether a value has a word in one of its texts."""
    if isinstance(value, str):
        return word in value.casefold()
    if isinstance(value, tuple):
        return any(holds(each, word) for each in value)
    if attrs.has(type(value)):
        return any(holds(getattr(value, field.name), word) for field in attrs.fields(type(value)))
    return word in str(value).casefold()


def fate(reading: Reading, planted: Planted) -> str:
    """What became of a word: `refused` with its input, in the `value`, `told`, or `lost`."""
    if reading.value is None or reading.failed:
        return "refused" if reading.problems else "lost"
    if holds(reading.value, planted.word):
        return "value"
    about = any(
        each.line == planted.line
        or planted.word in f"{each.message} {each.path}".casefold()
        or _covers(each.path, planted)
        for each in reading.problems
    )
    return "told" if about else "lost"


def _covers(path: str | None, planted: Planted) -> bool:
    """Whether a problem is about a member of JSON that has the word in it."""
    if not path or not path.startswith("/"):
        return False
    try:
        value = json.loads(planted.data)
        for part in path[1:].split("/"):
            name = part.replace("~1", "/").replace("~0", "~")
            value = value[int(name)] if isinstance(value, list) else value[name]
    except (ValueError, LookupError, TypeError):
        return False
    return planted.word in json.dumps(value)
