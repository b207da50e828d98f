"""How HTML looks: the few properties of CSS that change what its words mean, for each element."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from parlq.formats.ep.pages.extract.html.css_content import generated, unescaped
from parlq.formats.ep.pages.extract.html.selectors import (
    Steps,
    UnknownSelectorError,
    listed,
    matches,
    steps_of,
    weight,
)
from parlq.formats.ep.pages.extract.html.sibling_positions import TooManyStylesError, Work

#: Properties that are looked at. Others change the looks, not the meaning.
_PROPERTIES = frozenset(
    [
        "display",
        "visibility",
        "content-visibility",
        "text-decoration",
        "text-decoration-line",
        "vertical-align",
        "white-space",
        "list-style",
        "list-style-type",
        "opacity",
        "font-size",
        "font",
    ]
)
#: Most steps that are taken to look styles up in one document; a page takes some thousands.
_STEPS = 500_000
#: Where a rule writes words of its own, and what it writes there.
_BESIDE = re.compile(r"(?P<selector>.*?)::?(?P<side>before|after)", re.IGNORECASE | re.DOTALL)
_CONTENT = re.compile(
    r"""(?:^|;)\s*content\s*:\s*(?P<value>(?:"(?:[^"\\]|\\.)*+"?|'(?:[^'\\]|\\.)*+'?|[^;"'])*+)""",
    re.IGNORECASE | re.DOTALL,
)
#: Most rules that are kept, and most of those that cannot be read that are reported one by one.
_RULES, _REPORTED = 2000, 10
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
#: A brace that is in no string.
_BRACE = re.compile(r"""(?P<string>"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+')|[{}]""", re.DOTALL)
_SCREEN = re.compile(
    r"@media\s*(?:only\s+)?(?:screen|all)?\s*|@layer\b.*|@supports\s*(?!\s|not\b).*",
    re.IGNORECASE | re.DOTALL,
)
#: A number without a value, of whatever unit.
_ZERO = re.compile(r"-?(?:0+(?:\.0*)?|\.0+)(?:e[+-]?\d+)?(?:%|[a-z]+)?")

_SIDES = ("before", "after")
_STRIKING = ("text-decoration", "text-decoration-line")

_RELATIVE = re.compile(r"inherit|unset|smaller|larger|[\d.]+(?:%|em|ex|ch|ic|lh)")
_SIZES = frozenset(["font", "font-size", "opacity"])
_ZERO_SIZE = re.compile(
    r"(?:font|font-size|opacity)\s*:[^;:{}]*?(?<![\w.#])-?[0.]+(?![\d.])", re.IGNORECASE
)

#: The values of an element's properties.
Look = dict[str, str]


class _Rule(NamedTuple):
    steps: Steps
    weight: tuple[int, int, int, int]
    look: Look


class Stylesheet:
    """The rules of the `style` elements of a document, and the `style` attributes of its elements.

    Attributes:
        unread: rules that hide something and whose selector is none that is read: line and selector
            of the first ones.
        more: how many more there are.
    """

    def __init__(self, sheets: Iterable[tuple[int, str]], *, unbounded: bool = False) -> None:
        """Read them; each has the number of the line on which it begins.

        Raises:
            TooManyStylesError: there are more rules than are kept.
        """
        self.unread: list[tuple[int, str]] = []
        self.more = 0
        self._rules: dict[str, list[_Rule]] = defaultdict(list)
        self._work, self._unbounded = Work(_STEPS, unbounded=unbounded), unbounded
        self._beside: dict[str, dict[str, list[_Rule]]] = {
            side: defaultdict(list) for side in _SIDES
        }
        order = 0
        plain_sheets = [
            (begin, _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), sheet))
            for begin, sheet in sheets
        ]
        # Sizes of letters stand in very many rules: they count where one of them is zero.
        sizes = any(_ZERO_SIZE.search(unescaped(sheet)) for _, sheet in plain_sheets)
        for begin, plain in plain_sheets:
            for selectors, declarations, at in _rules(plain):
                usual, important = _declared(declarations, sizes=sizes)
                content = _content(declarations)
                for selector in listed(selectors) if usual or important or content else ():
                    order += 1
                    try:
                        self._rule(selector, (usual, important, content), order)
                    except UnknownSelectorError:
                        if is_gone(look := usual | important) or is_faded(look):
                            self._note_unread(selector, begin, plain, at)

    def _note_unread(self, selector: str, begin: int, sheet: str, at: int) -> None:
        if len(self.unread) < _REPORTED:
            line = begin + sheet.count("\n", 0, at)
            self.unread.append((line, " ".join(selector.split())))
        else:
            self.more += 1

    def _rule(self, selector: str, declared: tuple[Look, Look, Look], order: int) -> None:
        usual, important, content = declared
        if beside := _BESIDE.fullmatch(selector):
            rules = self._beside[beside["side"].lower()]
            look = usual | important | content
            self._add(beside["selector"].strip() or "*", (0, look), order, rules)
            return
        self._add(selector, (0, usual), order)
        self._add(selector, (1, important), order)

    def _add(
        self,
        selector: str,
        declared: tuple[int, Look],
        order: int,
        rules: dict[str, list[_Rule]] | None = None,
    ) -> None:
        rank, look = declared
        steps = steps_of(selector) if look else None
        if not steps:
            return
        if order > _RULES and not self._unbounded:
            raise TooManyStylesError
        last = steps[-1][1]
        ids, names, tags = weight(steps)
        ranks = (rank, ids, names * 100 + tags, order)
        key = next(
            iter(
                [
                    *(f"#{each}" for each in last.ids),
                    *(f".{each}" for each in last.classes),
                    *(f"[{each}" for each in last.attributes),
                ]
            ),
            last.tag or "*",
        )
        (self._rules if rules is None else rules)[key].append(_Rule(steps, ranks, look))

    def __bool__(self) -> bool:
        return bool(self._rules) or any(self._beside.values())

    def words_beside(self, element: Any) -> Iterator[str]:
        """The words that rules write before and after the content of an element."""
        for rules in self._beside.values():
            look: Look = {}
            for rule in sorted(self._found(rules, element), key=lambda rule: rule.weight):
                look |= rule.look
            hidden = is_gone(look) or is_faded(look)
            if not hidden and (words := generated(look.get("content", ""), element)):
                yield words

    def look(self, element: Any) -> Look:
        """What the rules and the element's own attribute say of it."""
        own = element.get("style")
        found = self._found(self._rules, element)
        if not found:
            if not own:
                return {}
            usual, important = _declared(own)
            return usual | important
        found.sort(key=lambda rule: rule.weight)
        usual, important = _declared(own) if own else ({}, {})
        look: Look = {}
        for rule in found:
            if not rule.weight[0]:
                look |= rule.look
        look |= usual
        for rule in found:
            if rule.weight[0]:
                look |= rule.look
        return look | important

    def _found(self, rules: dict[str, list[_Rule]], element: Any) -> list[_Rule]:
        """The rules that hold for an element."""
        if not rules:
            return []
        found: list[_Rule] = []
        names = dict.fromkeys((element.get("class") or "").split())
        said = (f"[{each}" for each in element.attrib)
        keys = (f"#{element.get('id')}", *(f".{each}" for each in names), *said, element.tag, "*")
        for key in keys:
            found += [
                rule for rule in rules.get(key, ()) if matches(rule.steps, element, self._work)
            ]
        return found


def _content(declarations: str) -> Look:
    """The last value of `content` that a rule declares, as it is written."""
    if "content" not in declarations.lower():
        return {}
    stated = [found["value"] for found in _CONTENT.finditer(declarations)]
    return {"content": stated[-1].strip()} if stated else {}


def _rules(sheet: str) -> Iterator[tuple[str, str, int]]:
    """The selectors and declarations of the rules that hold on a screen, and where each begins."""
    at, begins, place = 0, [True], 0
    prelude = ""
    for brace in _BRACE.finditer(sheet):
        if brace["string"]:
            continue
        words = sheet[at : brace.start()]
        at = brace.end()
        if brace[0] == "{":
            prelude = words.rpartition(";")[2].strip()
            place = brace.start() - len(words.rpartition(";")[2].lstrip())
            group = _SCREEN.fullmatch(prelude) is not None
            begins.append(begins[-1] and (group or not prelude.startswith("@")))
        else:
            if begins[-1] and prelude and not prelude.startswith("@"):
                yield prelude, words, place
            prelude = ""
            if len(begins) > 1:
                begins.pop()


def _declared(text: str, *, sizes: bool = True) -> tuple[Look, Look]:
    """The properties that a text declares: usual ones and important ones."""
    usual: Look = {}
    important: Look = {}
    for declaration in _COMMENT.sub("", text).split(";"):
        name, _, value = unescaped(declaration).lower().partition(":")
        if (name := name.strip()) in _PROPERTIES and value and (sizes or name not in _SIZES):
            stated, mark, _ = value.partition("!")
            (important if mark else usual)[name] = stated.strip()
    return usual, important


def is_gone(look: Look) -> bool:
    """Whether an element takes no part in what is shown, whatever is inside it."""
    return (
        look.get("display") == "none"
        or look.get("content-visibility") == "hidden"
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
