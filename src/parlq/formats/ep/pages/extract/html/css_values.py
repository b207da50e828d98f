"""Declarations of CSS without variables, and the values that hide or strike the text of an element."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from parlq.formats.ep.pages.extract.html.css_source import unescaped
from parlq.io.resources import words_of

#: A number without a value, of whatever unit.
_ZERO = re.compile(r"-?(?:0+(?:\.0*)?|\.0+)(?:e[+-]?\d+)?(?:%|[a-z]+)?")
_STRIKING = ("text-decoration", "text-decoration-line")
_RELATIVE = re.compile(r"inherit|unset|smaller|larger|[\d.]+(?:%|em|ex|ch|ic|lh)")
#: Properties that are looked at. Others change the looks, not the meaning.
_PROPERTIES = words_of(__name__, "names.tsv", "property")
_SIZES = frozenset(["font", "font-size", "opacity"])
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_VARIABLE = re.compile(r"(?P<name>--[\w-]+)\s*:(?P<value>[^;{}]*)")
_MENTION = re.compile(r"var\(\s*(?P<name>--[\w-]+)\s*(?:,(?P<else>[^()]*))?\)")
#: Longest value that is looked at, in characters.
_VALUE = 1000
#: Most mentions of variables that are replaced in a value, and the longest value that comes of it.
_MENTIONS, _LONGEST = 10, 200
#: The values of an element's properties.
Look = dict[str, str]
#: Properties of boxes that can leave nothing of a box to see.
BOX = frozenset(
    [
        *("position", "clip", "clip-path", "overflow", "overflow-x", "overflow-y"),
        *("left", "right", "top", "bottom", "inset", "text-indent", "margin-left", "margin-top"),
        *("transform", "translate", "scale", "width", "height", "max-width", "max-height"),
    ]
)
_LENGTH = re.compile(r"(?P<size>-?(?:\d++(?:\.\d*+)?|\.\d++))(?P<unit>%|[a-z]*+)")
_FUNCTION = re.compile(r"(?P<name>[a-z0-9-]+)\((?P<inside>[^()]*)\)")
_SHIFTS = frozenset(
    ["left", "right", "top", "bottom", "inset", "text-indent", "margin-left", "margin-top"]
)
#: Properties of colours; how a colour is written in digits or by a function.
COLOURS = frozenset(["color", "background", "background-color"])
_DIGITS = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})([0-9a-f]{1,2})?")
_CHANNEL = re.compile(r"[\d.]+%?")
#: Colours that nobody sees, and those that look like white; from which level a channel does.
NO_COLOUR, WHITE, _PALE = "none", "white", 250
#: From how far out nothing is on a screen: in pixels, and in parts of what is around.
_OFF, _OFF_PARTS = 999.0, 100.0
_PIXELS = {"em": 16.0, "rem": 16.0, "": 1.0, "px": 1.0, "pt": 4 / 3, "cm": 37.8, "in": 96.0}
_PARTS = frozenset(["%", "vw", "vh", "vmin", "vmax"])


def colour(value: str) -> str:
    """A colour in one spelling; one that parlq does not know as it is (CSS Color 4, section 4)."""
    value = value.strip()
    levels: list[float] = []
    if found := _DIGITS.fullmatch(value):
        digits = found[1] if len(found[1]) == 6 else "".join(2 * each for each in found[1])
        levels = [int(digits[at : at + 2], 16) for at in (0, 2, 4)]
        clear = found[2] is not None and not int(found[2], 16)
    else:
        name, _, inside = value.partition("(")
        stated = _CHANNEL.findall(inside)
        clear = value == "transparent" or (
            len(stated) > 3 and _ZERO.fullmatch(stated[3]) is not None
        )
        if name.startswith("rgb") and len(stated) > 2:
            levels = [float(each.rstrip("%")) * (2.55 if "%" in each else 1) for each in stated[:3]]
        elif name.startswith("hsl") and len(stated) > 2:
            levels = [2.55 * float(stated[2].rstrip("%"))] * 3
    if value == "black":
        levels = [0.0] * 3
    if clear:
        return NO_COLOUR
    if levels and min(levels) >= _PALE:
        return WHITE
    return value if len(levels) < 3 else "#" + "".join(f"{round(each):02x}" for each in levels)


def background(look: Look) -> str | None:
    """The colour of the background of an element; None if it states none, empty if it is unclear."""
    stated = look.get("background-color") or look.get("background")
    if stated is None or stated.split()[:1] in (["none"], ["transparent"], ["inherit"]):
        return None
    if "url(" in stated or "gradient" in stated or "var(" in stated:
        return ""
    found = colour(stated if "(" in stated else stated.partition(" ")[0])
    return None if found == NO_COLOUR else found


class Declared(NamedTuple):
    """The properties that a text declares: usual ones and important ones."""

    usual: Look
    important: Look
    #: A value that hides something if a variable has one of its values.
    doubt: str | None = None


class Values:
    """The values of properties in a document, whose variables are replaced."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Read what style sheets and attributes set variables to."""
        self._variables: dict[str, dict[str, None]] = defaultdict(dict)
        for found in (each for text in texts if "--" in text for each in _VARIABLE.finditer(text)):
            self._variables[found["name"].lower()][found["value"].strip().lower()] = None

    def declared(self, text: str, *, sizes: bool = True, colours: bool = True) -> Declared:
        """The properties that a text declares: usual ones and important ones."""
        levels: tuple[Look, Look] = ({}, {})
        doubt = None
        for declaration in COMMENT.sub("", text).split(";"):
            name, _, value = unescaped(declaration).lower().partition(":")
            name = name.strip()
            if not value or (name not in _PROPERTIES and name not in BOX):
                continue
            if len(value) > _VALUE:
                continue  # no value that means anything here is so long
            if (name in _SIZES and not sizes) or (name in COLOURS and not colours):
                continue
            stated, mark, _ = value.partition("!")
            values = self._possible(stated.strip())
            if len(values) == 1:
                levels[bool(mark)][name] = values[0]
            elif any(is_gone(look) or is_faded(look) for look in _looks(name, values)):
                doubt = f"{name}: {stated.strip()}"
        usual, important = map(_boxed, levels)
        return Declared(usual, important, doubt)

    def _possible(self, stated: str) -> list[str]:
        """The values that a declaration may have: several where a variable has several."""
        values = [stated]
        for _ in range(_MENTIONS if "var(" in stated else 0):
            found = next(filter(None, map(_MENTION.search, values)), None)
            if found is None:
                break
            known = list(self._variables.get(found["name"], {(found["else"] or "").strip(): None}))
            values = [
                made
                for value in values
                for each in known[:_MENTIONS]
                if len(made := value.replace(found[0], each)) <= _LONGEST
            ][:_MENTIONS]
        return values or [""]


def _looks(name: str, values: list[str]) -> Iterator[Look]:
    return (_boxed({name: value}) for value in values)


def _boxed(look: Look) -> Look:
    """The properties of a block, with those of its box in one."""
    stated = {name: look.pop(name) for name in BOX if name in look}
    if stated and (verdict := box(stated)):
        look["box"] = verdict
    return look


def is_gone(look: Look) -> bool:
    """Whether an element takes no part in what is shown, whatever is inside it."""
    return (
        look.get("display") == "none"
        or look.get("content-visibility") == "hidden"
        or look.get("box") == "none"
        or _ZERO.fullmatch(look.get("opacity", "")) is not None
    )


def is_faded(look: Look) -> bool:
    """Whether the text of an element is hidden, unless a rule shows an element inside it."""
    return look.get("visibility") in {"hidden", "collapse"} or _has_no_size(look)


def is_shown_anew(look: Look, around: Look) -> bool:
    """Whether an element inside one that is faded says that its words are shown."""
    visible = look.get("visibility") == "visible"
    if _has_no_size(around):
        size = _size(look)
        # A size in parts of the one around it is none, either.
        visible = bool(size) and not _RELATIVE.fullmatch(size)
    return visible and not is_faded(look)


def _has_no_size(look: Look) -> bool:
    return _ZERO.fullmatch(_size(look)) is not None


def _size(look: Look) -> str:
    """The size of letters: of `font-size`, or the first one in `font`."""
    if size := look.get("font-size"):
        return size
    parts = (part.partition("/")[0] for part in look.get("font", "").split())
    return next(
        (
            part
            for part in parts
            if part[:1] in {"0", "."} or (part[-1:].isalpha() and part[:1].isdigit())
        ),
        "",
    )


def is_struck(look: Look) -> bool:
    """Whether a line goes through the text of an element."""
    return any("line-through" in look.get(name, "") for name in _STRIKING)


def box(stated: Look) -> str | None:
    """What a rule does with a box: `none` if it leaves nothing to see, `shown` if it takes that back.

    Args:
        stated: the properties of `BOX` that the rule states.
    """
    moved = [value for name, value in stated.items() if name in _SHIFTS]
    shown = [stated[name] for name in ("clip", "clip-path", "transform") if name in stated]
    functions = [each for value in stated.values() for each in _FUNCTION.finditer(value)]
    if (
        any(_is_off(value) for value in moved)
        or any(_is_nothing(each["name"], each["inside"]) for each in functions)
        or any(_is_off(value) for value in stated.get("translate", "").split())
        or _ZERO.fullmatch(stated.get("scale", "")) is not None
        or _is_tiny(stated)
    ):
        return "none"
    taken_back = stated.get("position") == "static" or any(
        _LENGTH.fullmatch(value) or value == "auto" for value in moved
    )
    return "shown" if taken_back or any(value in {"auto", "none"} for value in shown) else None


def _is_off(value: str) -> bool:
    """Whether a shift moves something off every screen, to the left or the top."""
    found = [each for part in value.split() if (each := _LENGTH.fullmatch(part))]
    return any(
        float(each["size"]) <= -_OFF_PARTS
        if each["unit"] in _PARTS
        else float(each["size"]) * _PIXELS.get(each["unit"], 1.0) <= -_OFF
        for each in found
    )


def _is_nothing(name: str, inside: str) -> bool:
    """Whether a clip or a transformation leaves nothing of a box (CSS Masking, section 5)."""
    sizes = [
        (float(each["size"]), each["unit"])
        for part in re.split(r"[\s,]+", inside.partition(" round ")[0].strip())
        if (each := _LENGTH.fullmatch(part))
    ]
    if not sizes:
        return False
    if name == "rect":
        top, right, bottom, left = (*(size for size, _ in sizes), 0.0, 0.0, 0.0)[:4]
        return len(sizes) > 3 and (bottom <= top or right <= left)
    if name == "inset":
        sides = [size if unit == "%" else 0.0 for size, unit in sizes[:4]]
        top, right, bottom, left = (sides * 4)[:4] if len(sides) != 3 else (*sides, sides[1])
        return top + bottom >= _OFF_PARTS or left + right >= _OFF_PARTS
    if name in {"circle", "ellipse"}:
        return not sizes[0][0]
    if name == "polygon":
        return len({*sizes[::2]}) == 1 or len({*sizes[1::2]}) == 1
    if name.startswith("scale"):
        return any(not size for size, _ in sizes)
    return name.startswith("translate") and any(_is_off(part) for part in re.split("[ ,]+", inside))


def _is_tiny(stated: Look) -> bool:
    """Whether a box cuts off what is outside it, and has room for nothing."""
    cut = any(
        stated.get(name, "").split()[:1] in (["hidden"], ["clip"])
        for name in ("overflow", "overflow-x", "overflow-y")
    )
    sizes = [stated.get(name, "") for name in ("width", "height", "max-width", "max-height")]
    return cut and any(_ZERO.fullmatch(size) or size == "1px" for size in sizes)
