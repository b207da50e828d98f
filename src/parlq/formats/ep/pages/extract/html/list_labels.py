"""The labels that browsers show before the items of a list of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_WHOLE = re.compile(r"[ \t\n\f\r]*(?P<sign>[+-]?)0*(?P<digits>[0-9]+)")
#: Browsers hold a number of a list in 32 bits, and pass over one that does not fit.
_LEAST, _MOST = -(2**31), 2**31 - 1
#: Forms of numbers by the `type` of HTML and by the names of CSS (Counter Styles, section 6).
_FORMS = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_ALPHABETS = {
    "lower-alpha": "abcdefghijklmnopqrstuvwxyz",
    "lower-latin": "abcdefghijklmnopqrstuvwxyz",
    "upper-alpha": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "upper-latin": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lower-greek": "αβγδεζηθικλμνξοπρστυφχψω",
}
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_NUMBERED = {"decimal", "decimal-leading-zero", "lower-roman", "upper-roman", *_ALPHABETS}
_UNNUMBERED = frozenset({"none", "disc", "circle", "square"})


def is_ordered(element: Any) -> bool:
    """Whether the items of a list are numbered."""
    form = _form(element)
    return form in _NUMBERED or (element.tag == "ol" and form not in _UNNUMBERED)


def labels_of(element: Any) -> Iterator[str | None]:
    """The label of each item of a list, in order; None for all of one that counts 1., 2., 3.

    An item without words is counted, too, but is not in the list of the model.
    """
    items = [child for child in element if child.tag == "li"]
    form = _form(element)
    own = [_form(item) for item in items]
    values = [_fitting(item.get("value")) for item in items]
    start = _fitting(element.get("start"))
    back = element.get("reversed") is not None
    usual = form in {None, "decimal"} and not any(own) and start in {None, 1} and not back
    usual = usual and all(item.text_content().strip() for item in items[:-1])
    if not is_ordered(element) or (usual and all(value is None for value in values)):
        yield from (None for _ in items)
        return
    number = start if start is not None else len(items) if back else 1
    for value, item_form in zip(values, own, strict=True):
        number = number if value is None else value
        yield label(number, item_form or form or "decimal")
        number += -1 if back else 1


def unfit(element: Any) -> Iterator[tuple[Any, str]]:
    """The elements of a numbered list whose number browsers pass over, each with that number."""
    if not is_ordered(element):
        return
    stated = [(element, element.get("start"))]
    stated += [(child, child.get("value")) for child in element if child.tag == "li"]
    for each, number in stated:
        if whole(number) is not None and _fitting(number) is None:
            yield each, number.strip()


def label(number: int, form: str) -> str | None:
    """A number in a form of CSS, with the full stop that browsers show; None for a bullet."""
    if form in _UNNUMBERED:
        return None
    return f"{_written(number, form)}."


def _written(number: int, form: str) -> str:
    if (alphabet := _ALPHABETS.get(form)) and number > 0:
        letters = ""
        while number > 0:
            number, place = divmod(number - 1, len(alphabet))
            letters = alphabet[place] + letters
        return letters
    if form.endswith("-roman") and 0 < number < 4000:
        text = ""
        for value, sign in _ROMAN:
            text += sign * (number // value)
            number %= value
        return text.upper() if form.startswith("upper") else text
    if form == "decimal-leading-zero":
        return f"{'-' * (number < 0)}{abs(number):02}"
    return str(number)


def _form(element: Any) -> str | None:
    """The form of numbers that a list or an item names, if it is one that is known."""
    stated = (element.get("type") or "").strip()
    if stated in _FORMS:
        return _FORMS[stated]
    for word in stated.lower().split():
        if word in _NUMBERED or word in _UNNUMBERED:
            return word
    return None


def whole(stated: str | None) -> int | None:
    """A whole number as HTML reads it: what follows the digits does not count.

    One that does not fit into 32 bits comes back as the nearest one outside them.
    """
    found = _WHOLE.match(stated) if stated else None
    if found is None:
        return None
    digits = found["digits"]
    size = int(digits) if len(digits) <= len(str(_MOST)) else _MOST + 2
    return max(_LEAST - 1, min(_MOST + 1, -size if found["sign"] == "-" else size))


def _fitting(stated: str | None) -> int | None:
    """A whole number that browsers count with; None for others."""
    number = whole(stated)
    return number if number is not None and _LEAST <= number <= _MOST else None
