"""The words that a style sheet writes before or after an element: values of `content` in CSS."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

#: A string, a function with what it holds, or a word (CSS Generated Content, section 2).
_PART = re.compile(
    r""""(?P<double>(?:[^"\\]|\\.)*+)"?|'(?P<single>(?:[^'\\]|\\.)*+)'?"""
    r"|(?P<function>[\w-]+)\((?P<inside>[^()]*+)\)?|[\w-]++|(?P<alternative>/)|.",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})[ \t\r\n\f]?|\r?\n|(.))", re.DOTALL)
#: Categories of characters with content; separators and decoration have other categories.
_SAYING = ("L", "N", "S")
_LAST = 0x10FFFF


def generated(value: str, element: Any) -> str:
    """The words that a value of `content` shows at an element; empty for ornaments.

    A counter stands as the style sheet writes it: nothing here counts.
    """
    said = ""
    counted = False
    for part in _PART.finditer(value):
        if part["alternative"]:
            break  # what follows is for programs that read aloud
        string = part["double"] if part["double"] is not None else part["single"]
        function = (part["function"] or "").lower()
        if string is not None:
            said += unescaped(string)
        elif function == "attr":
            said += element.get(part["inside"].split(",")[0].strip().lower()) or ""
        elif function in {"counter", "counters"}:
            counted = True
            said += part[0]
    said = " ".join(said.split())
    return said if counted or any(unicodedata.category(c)[0] in _SAYING for c in said) else ""


def unescaped(text: str) -> str:
    """A name or value of CSS without escapes."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(escape: re.Match[str]) -> str:
    """The character that an escape of CSS stands for."""
    if escape[1] is None:
        return escape[2] or ""
    number = int(escape[1], 16)
    return chr(number) if 0 < number <= _LAST and not 0xD800 <= number < 0xE000 else "\ufffd"
