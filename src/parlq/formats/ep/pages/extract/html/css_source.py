"""The source of style sheets: rules and the conditions around them, generated words, escapes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

import attrs

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
#: What divides a style sheet; nothing does in a string, or in an address without quotes.
_DIVIDER = re.compile(
    r"""(?P<whole>"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|url\([^"'()]*+\))|[{};]""",
    re.DOTALL | re.IGNORECASE,
)
_AT_RULE = re.compile(r"@(?P<name>[\w-]+)\s*(?P<condition>.*)", re.DOTALL)
#: Groups that style nothing on a page as it is shown.
_NO_RULES = re.compile(
    r"(?:-\w+-)?(?:keyframes|font-face|font-feature-values|page|property|counter-style)"
    r"|font-palette-values|starting-style|view-transition|position-try"
)
#: Longest selector around nested rules, and most mentions of it, that are put into them.
_LONGEST, _MENTIONS = 200, 5
_COMMA = re.compile(r",(?![^(]*\))")
#: The screen for which conditions are evaluated, in pixels of CSS.
_SCREEN = {"width": 1280.0, "height": 800.0}
_OTHER_MEDIA = frozenset(["print", "speech", "aural", "braille", "embossed", "handheld", "tv"])
_QUERY = re.compile(
    r"(?P<not>not\s+)?(?:only\s+)?(?P<media>[\w-]+)?(?P<features>(?:\s*(?:\band\s*)?\([^()]*\))*)\s*"
)
_FEATURE = re.compile(
    r"(?P<bound>min-|max-)?(?:device-)?(?P<of>width|height)\s*:\s*(?P<size>[\d.]+)(?P<unit>[a-z]*)"
)
_RANGE = re.compile(r"(?P<of>width|height)\s*(?P<bound>[<>])=?\s*(?P<size>[\d.]+)(?P<unit>[a-z]*)")
#: Pixels of a unit of length.
_PIXELS = {"px": 1.0, "em": 16.0, "rem": 16.0, "": 1.0, "pt": 4 / 3, "cm": 37.8, "in": 96.0}


class SheetRule(NamedTuple):
    """One rule of a style sheet.

    Attributes:
        selectors: as written; those of a nested rule with the selectors around it.
        declarations: as written.
        at: where the rule begins in the sheet.
        doubt: a condition around it that is not evaluated; None if it holds.
    """

    selectors: str
    declarations: str
    at: int
    doubt: str | None


@attrs.define
class _Block:
    """An open brace: the selectors in force, and what has been declared since."""

    selectors: str
    at: int
    holds: bool = True
    doubt: str | None = None
    declared: list[str] = attrs.Factory(list)


def rules(sheet: str, media: str = "") -> Iterator[SheetRule]:
    """The rules that hold, or may hold, on a screen.

    Args:
        sheet: the source without comments.
        media: the condition under which the whole sheet holds.
    """
    begin = _inside(_Block("", 0), f"@media {media}", 0) if media else _Block("", 0)
    stack, at = [begin], 0
    for found in _DIVIDER.finditer(sheet):
        if found["whole"]:
            continue
        words, start, at = sheet[at : found.start()], at, found.end()
        block = stack[-1]
        if found[0] == "{":
            stack.append(_inside(block, words.strip(), start + len(words) - len(words.lstrip())))
            continue
        block.declared.append(words)
        if found[0] == "}" and len(stack) > 1:
            yield from _ended(stack.pop())
    stack[-1].declared.append(sheet[at:])
    for block in reversed(stack):  # a sheet may end before its rules do
        yield from _ended(block)


def _ended(block: _Block) -> Iterator[SheetRule]:
    if block.holds and block.selectors:
        yield SheetRule(block.selectors, ";".join(block.declared), block.at, block.doubt)


def _inside(around: _Block, prelude: str, at: int) -> _Block:
    """The block that a prelude opens."""
    found = _AT_RULE.fullmatch(prelude)
    if found is None:
        selectors = _nested(around.selectors, prelude)
        return _Block(selectors, at, around.holds, around.doubt)
    holds = _holds(found["name"].lower(), found["condition"].strip().lower())
    doubt = " ".join(prelude.split()) if holds is None else around.doubt
    return _Block(around.selectors, at, around.holds and holds is not False, doubt)


def _nested(around: str, selectors: str) -> str:
    """The selectors of a rule in another one (CSS Nesting, section 3)."""
    if not around:
        return selectors
    if max(len(around), len(selectors)) > _LONGEST or selectors.count("&") > _MENTIONS:
        return "&"  # which is reported as not supported
    if "&" in selectors:
        return selectors.replace("&", f":is({around})")
    return ",".join(f":is({around}) {each.strip()}" for each in _COMMA.split(selectors))


def _holds(name: str, condition: str) -> bool | None:
    """Whether the rules in a group hold on a screen; None where that is not evaluated."""
    if name == "media":
        found = [_matches(" ".join(query.split())) for query in condition.split(",")]
        return True if True in found else None if None in found else False
    if name == "supports":
        return not condition.startswith("not")
    return True if name == "layer" else False if _NO_RULES.fullmatch(name) else None


def _matches(query: str) -> bool | None:
    """Whether a media query holds (Media Queries Level 4, section 2)."""
    found = _QUERY.fullmatch(query)
    if found is None:
        return None
    media = found["media"] or "all"
    features = re.findall(r"\(([^()]*)\)", found["features"])
    known = [media not in _OTHER_MEDIA if media in {"all", "screen", *_OTHER_MEDIA} else None]
    known += [_has(each.strip()) for each in features]
    all_hold = False if False in known else None if None in known else True
    return all_hold if all_hold is None or not found["not"] else not all_hold


def _has(feature: str) -> bool | None:
    """Whether the screen has a feature."""
    if feature.startswith("orientation"):
        return feature.endswith("landscape")
    found = _FEATURE.fullmatch(feature) or _RANGE.fullmatch(feature)
    if found is None or found["unit"] not in _PIXELS or found["size"].count(".") > 1:
        return None
    size = float(found["size"].strip(".") or 0) * _PIXELS[found["unit"]]
    screen = _SCREEN[found["of"]]
    if found["bound"] in {"min-", ">"}:
        return screen >= size
    return screen <= size if found["bound"] else screen == size


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
