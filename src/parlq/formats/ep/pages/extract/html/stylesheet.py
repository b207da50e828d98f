"""How HTML looks: the few properties of CSS that change what its words mean, for each element."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from parlq.formats.ep.pages.extract.html.css_content import generated

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
#: Most rules that are kept, and longest selector.
_RULES, _SELECTOR = 2000, 200
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_COMPOUND = re.compile(r"(?P<tag>[A-Za-z][\w-]*|\*)?(?P<names>(?:[.#][\w-]+)*)")
_NAME = re.compile(r"[.#][\w-]+")
#: A brace that is in no string.
_BRACE = re.compile(r"""(?P<string>"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+')|[{}]""", re.DOTALL)
_SCREEN = re.compile(r"@media\s*(?:only\s+)?(?:screen|all)?\s*", re.IGNORECASE)

_SIDES = ("before", "after")
_STRIKING = ("text-decoration", "text-decoration-line")

#: The values of an element's properties.
Look = dict[str, str]


class _Compound(NamedTuple):
    tag: str | None
    ids: frozenset[str]
    classes: frozenset[str]

    def matches(self, element: Any) -> bool:
        """Whether an element has this tag, id and these classes."""
        return (
            (self.tag is None or element.tag == self.tag)
            and self.ids <= {element.get("id")}
            and self.classes <= frozenset((element.get("class") or "").split())
        )


class _Rule(NamedTuple):
    steps: tuple[tuple[str, _Compound], ...]
    weight: tuple[int, int, int, int]
    look: Look


class TooManyStylesError(Exception):
    """A document has more styles for its elements than are looked up."""


class Stylesheet:
    """The rules of the `style` elements of a document, and the `style` attributes of its elements."""

    def __init__(self, sheets: Iterable[str], *, unbounded: bool = False) -> None:
        self._rules: dict[str, list[_Rule]] = defaultdict(list)
        self._left, self._unbounded = _STEPS, unbounded
        self._beside: dict[str, dict[str, list[_Rule]]] = {
            side: defaultdict(list) for side in _SIDES
        }
        order = 0
        for sheet in sheets:
            for selectors, declarations in _rules(_COMMENT.sub("", sheet)):
                usual, important = _declared(declarations)
                content = _content(declarations)
                for selector in selectors.split(",") if usual or important or content else ():
                    order += 1
                    if beside := _BESIDE.fullmatch(selector.strip()):
                        rules = self._beside[beside["side"].lower()]
                        look = usual | important | content
                        self._add(beside["selector"].strip() or "*", (0, look), order, rules)
                        continue
                    self._add(selector.strip(), (0, usual), order)
                    self._add(selector.strip(), (1, important), order)

    def _add(
        self,
        selector: str,
        declared: tuple[int, Look],
        order: int,
        rules: dict[str, list[_Rule]] | None = None,
    ) -> None:
        rank, look = declared
        steps = _steps(selector) if look else None
        if not steps:
            return
        if order > _RULES and not self._unbounded:
            raise TooManyStylesError
        last = steps[-1][1]
        names = sum(len(step.ids) for _, step in steps), sum(len(step.classes) for _, step in steps)
        weight = (rank, names[0], names[1] * 100 + sum(s.tag is not None for _, s in steps), order)
        key = next(
            iter([*(f"#{each}" for each in last.ids), *(f".{each}" for each in last.classes)]),
            last.tag or "*",
        )
        (self._rules if rules is None else rules)[key].append(_Rule(steps, weight, look))

    def __bool__(self) -> bool:
        return bool(self._rules) or any(self._beside.values())

    def words_beside(self, element: Any) -> Iterator[str]:
        """The words that rules write before and after the content of an element."""
        for rules in self._beside.values():
            look: Look = {}
            for rule in sorted(self._found(rules, element), key=lambda rule: rule.weight):
                look |= rule.look
            hidden = is_gone(look) or look.get("visibility") in {"hidden", "collapse"}
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
        for key in (f"#{element.get('id')}", *(f".{each}" for each in names), element.tag, "*"):
            found += [rule for rule in rules.get(key, ()) if self._matches(rule, element)]
        return found

    def _matches(self, rule: _Rule, element: Any) -> bool:
        """Whether the steps of a selector lead to an element."""
        self._step()
        sign, last = rule.steps[-1]
        if not last.matches(element):
            return False
        around = element.getparent()
        for before, step in reversed(rule.steps[:-1]):
            while around is not None and not step.matches(around):
                self._step()
                if sign == ">":
                    return False
                around = around.getparent()
            if around is None:
                return False
            around = around.getparent()
            sign = before
        return True

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0 and not self._unbounded:
            raise TooManyStylesError


def _content(declarations: str) -> Look:
    """The last value of `content` that a rule declares, as it is written."""
    if "content" not in declarations.lower():
        return {}
    stated = [found["value"] for found in _CONTENT.finditer(declarations)]
    return {"content": stated[-1].strip()} if stated else {}


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The selectors and declarations of the rules that hold on a screen."""
    at, begins = 0, [True]
    prelude = ""
    for brace in _BRACE.finditer(sheet):
        if brace["string"]:
            continue
        words = sheet[at : brace.start()]
        at = brace.end()
        if brace[0] == "{":
            prelude = words.rpartition(";")[2].strip()
            group = _SCREEN.fullmatch(prelude) is not None
            begins.append(begins[-1] and (group or not prelude.startswith("@")))
        else:
            if begins[-1] and prelude and not prelude.startswith("@"):
                yield prelude, words
            prelude = ""
            if len(begins) > 1:
                begins.pop()


def _declared(text: str) -> tuple[Look, Look]:
    """The properties that a text declares: usual ones and important ones."""
    usual: Look = {}
    important: Look = {}
    for declaration in text.lower().split(";"):
        name, _, value = declaration.partition(":")
        if (name := name.strip()) in _PROPERTIES and value:
            stated, mark, _ = value.partition("!")
            (important if mark else usual)[name] = stated.strip()
    return usual, important


def _steps(selector: str) -> tuple[tuple[str, _Compound], ...] | None:
    """The parts of a selector, each with the sign before it; None for one of another kind."""
    if len(selector) > _SELECTOR:
        return None
    steps: list[tuple[str, _Compound]] = []
    sign = " "
    for part in selector.replace(">", " > ").split():
        if part == ">":
            sign = ">"
            continue
        found = _COMPOUND.fullmatch(part)
        if found is None:
            return None
        names = _NAME.findall(found["names"])
        tag = found["tag"].lower() if found["tag"] not in {None, "*"} else None
        ids = frozenset(name[1:] for name in names if name[0] == "#")
        classes = frozenset(name[1:] for name in names if name[0] == ".")
        steps.append((sign, _Compound(tag, ids, classes)))
        sign = " "
    return tuple(steps) or None


def is_gone(look: Look) -> bool:
    """Whether an element takes no part in what is shown, whatever is inside it."""
    return look.get("display") == "none" or look.get("content-visibility") == "hidden"


def is_struck(look: Look) -> bool:
    """Whether a line goes through the text of an element."""
    return any("line-through" in look.get(name, "") for name in _STRIKING)
