"""Reads TOML that strangers may have written, in bounded time and memory."""

from __future__ import annotations

import re
from typing import Any

from parlq.lint.settings.settings import SettingsError

#: Largest file in bytes.
LARGEST = 200_000
#: Most parts of a dotted key, and most arrays and tables inside each other: to read them takes time
#: in proportion to the square of their number, and the stack of the process.
MOST_PARTS, DEEPEST = 16, 50
#: Longest key or number that is not in quotes.
LONGEST = 1000

#: A text in quotes, which ends with the file where it has no end, or a comment.
_QUOTED = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\\?\Z)'
    r"|'''(?:[^']|'(?!''))*+(?:'''|\Z)"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+",
    re.DOTALL,
)
_BLANKS = re.compile(r"[ \t\r]+")
_KEYS = re.compile(r"[,=\[\]{}\n]")
_WORDS = re.compile(r"[.,=\[\]{}\n]")
_BRACKETS = re.compile(r"[\[\]{}]")


def parsed(data: bytes, file: str) -> dict[str, Any]:
    """What a file says.

    Raises:
        SettingsError: it is not TOML in UTF-8, or goes beyond the bounds.
    """
    import tomllib  # for those who have a configuration

    if len(data) > LARGEST:
        raise SettingsError(f"{file}: is larger than {LARGEST} bytes")
    try:
        text = data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file}: is not UTF-8 at byte {error.start}") from None
    if fault := _excess(text):
        raise SettingsError(f"{file}: {fault}")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise SettingsError(f"{file}: nests too deeply") from None
    except ValueError as error:  # TOMLDecodeError is one, and so is a date that does not exist
        raise SettingsError(f"{file}: is not TOML: {error}") from None


def _excess(text: str) -> str | None:
    """How a text goes beyond the bounds, each of which is looked for in one pass; None if it does not."""
    bare = _BLANKS.sub("", _QUOTED.sub(_stand_in, text))
    if max(map(len, _WORDS.split(bare))) > LONGEST:
        return f"a key or number is longer than {LONGEST} characters"
    if max(key.count(".") for key in _KEYS.split(bare)) >= MOST_PARTS:
        return f"a dotted key has more than {MOST_PARTS} parts"
    depth = 0
    for bracket in _BRACKETS.findall(bare):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            return f"more than {DEEPEST} arrays or tables are inside each other"
    return None


def _stand_in(found: re.Match[str]) -> str:
    return "" if found[0].startswith("#") else "q"
