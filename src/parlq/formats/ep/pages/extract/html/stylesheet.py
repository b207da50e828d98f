"""How HTML looks: the few properties of CSS that change what its words mean, for each element."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from parlq.formats.ep.pages.extract.html.css_source import SheetRule, generated, rules, unescaped
from parlq.formats.ep.pages.extract.html.css_values import (
    COMMENT,
    Declared,
    Look,
    Values,
    is_faded,
    is_gone,
)
from parlq.formats.ep.pages.extract.html.selectors import (
    Steps,
    UnknownSelectorError,
    listed,
    matches,
    steps_of,
    weight,
)
from parlq.formats.ep.pages.extract.html.sibling_positions import TooManyStylesError, Work

#: Most steps that are taken to look styles up in one document; a page takes some thousands.
_STEPS = 500_000
#: Where a rule writes words of its own, and what it writes there.
_BESIDE = re.compile(r"(?P<selector>.*?)::?(?P<side>before|after)", re.IGNORECASE | re.DOTALL)
_CONTENT = re.compile(
    r"""(?:^|;)\s*content\s*:\s*(?P<value>(?:"(?:[^"\\]|\\.)*+"?|'(?:[^'\\]|\\.)*+'?|[^;"'])*+)""",
    re.IGNORECASE | re.DOTALL,
)
#: Most rules that are kept; most of those that cannot be read that are reported one by one, and most
#: characters of each.
_RULES, _REPORTED, _SHOWN = 2000, 10, 80
#: Most rules that may set colours; those of a page with more are not looked at.
_COLOURED = 300
_COLOUR = re.compile(r"(?:^|[;{\s-])(?:color|background)\s*:", re.IGNORECASE)
_SIDES = ("before", "after")
_ZERO_SIZE = re.compile(
    r"(?:font|font-size|opacity|--[\w-]+)\s*:[^;:{}]*?(?<![\w.#])-?[0.]+(?![\d.])", re.IGNORECASE
)


class Sheet(NamedTuple):
    """A `style` element: the line on which it begins, its text, and for which media it is."""

    line: int
    text: str
    media: str


class _Rule(NamedTuple):
    steps: Steps
    weight: tuple[int, int, int, int]
    look: Look
    #: Line and words of a rule that holds only perhaps.
    doubt: tuple[int, str] | None = None


class Stylesheet:
    """The rules of the `style` elements of a document, and the `style` attributes of its elements.

    Attributes:
        unread: rules that hide something, or may, and whose selector or condition is none that is
            read: line and words of the first ones.
        more: how many more there are.
    """

    def __init__(
        self, sheets: Sequence[Sheet], attributes: Iterable[str] = (), *, unbounded: bool = False
    ) -> None:
        """Read them, and the variables that `style` attributes set.

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
        plain_sheets = [
            each._replace(
                text=COMMENT.sub(lambda found: "\n" * found[0].count("\n"), each.text)
                .replace("<!--", "    ")
                .replace("-->", "   ")
            )
            for each in sheets
        ]
        texts = [*(each.text for each in plain_sheets), *attributes]
        self._values = Values(texts)
        # Sizes of letters stand in very many rules: they count where one of them is zero.
        sizes = any(_ZERO_SIZE.search(unescaped(text)) for text in texts)
        stated = [
            (sheet, rule) for sheet in plain_sheets for rule in rules(sheet.text, sheet.media)
        ]
        coloured = sum(_COLOUR.search(rule.declarations) is not None for _, rule in stated)
        found_rules = [
            (
                sheet,
                rule,
                self._values.declared(
                    rule.declarations, sizes=sizes, colours=coloured <= _COLOURED
                ),
            )
            for sheet, rule in stated
        ]
        # So do boxes: they count where one of them shows nothing.
        boxes = any("none" in (a.get("box"), b.get("box")) for _, _, (a, b, _) in found_rules)
        order = 0
        for sheet, rule, declared in found_rules:
            if not boxes:
                declared.usual.pop("box", None)
                declared.important.pop("box", None)
            content = _content(rule.declarations)
            for selector in listed(rule.selectors) if any((*declared, content)) else ():
                order += 1
                self._rule(selector, (declared, content), order, sheet, rule)

    def _rule(
        self,
        selector: str,
        stated: tuple[Declared, Look],
        order: int,
        sheet: Sheet,
        rule: SheetRule,
    ) -> None:
        (usual, important, doubt), content = stated
        look = usual | important
        hides = is_gone(look) or is_faded(look)
        try:
            if beside := _BESIDE.fullmatch(selector):
                chosen = self._beside[beside["side"].lower()]
                self._add(beside["selector"].strip() or "*", (0, look | content), order, chosen)
            elif rule.doubt is None:
                self._add(selector, (0, usual), order)
                self._add(selector, (1, important), order)
            condition = rule.doubt or doubt
            if condition and (hides or doubt):
                line = sheet.line + sheet.text.count("\n", 0, rule.at)
                words = f"{condition} {{ {' '.join(selector.split())} }}"
                self._add(selector, (0, {"display": "none"}), order, doubt=(line, words))
        except UnknownSelectorError:
            if hides or doubt:
                line = sheet.line + sheet.text.count("\n", 0, rule.at)
                message = "hides text by a selector that parlq does not support"
                self._note_unread(line, f"{message}: {_short(' '.join(selector.split()))}")

    def _note_unread(self, line: int, words: str) -> None:
        if (line, words) in self.unread:
            return
        if len(self.unread) < _REPORTED:
            self.unread.append((line, words))
        else:
            self.more += 1

    def _add(
        self,
        selector: str,
        declared: tuple[int, Look],
        order: int,
        rules: dict[str, list[_Rule]] | None = None,
        *,
        doubt: tuple[int, str] | None = None,
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
        (self._rules if rules is None else rules)[key].append(_Rule(steps, ranks, look, doubt))

    def __bool__(self) -> bool:
        return bool(self._rules) or any(self._beside.values())

    def words_beside(self, element: Any) -> Iterator[str]:
        """The words that rules write before and after the content of an element."""
        for beside in self._beside.values():
            look: Look = {}
            for rule in sorted(self._found(beside, element), key=lambda rule: rule.weight):
                look |= rule.look
            hidden = is_gone(look) or is_faded(look)
            if not hidden and (words := generated(look.get("content", ""), element)):
                yield words

    def look(self, element: Any) -> Look:
        """What the rules and the element's own attribute say of it."""
        own = element.get("style")
        found = []
        for rule in self._found(self._rules, element):
            if rule.doubt is None:
                found.append(rule)
            else:
                self._note_doubt(*rule.doubt)
        if not found and not own:
            return {}
        found.sort(key=lambda rule: rule.weight)
        usual, important, doubt = self._values.declared(own) if own else Declared({}, {})
        if doubt is not None:
            self._note_doubt(element.sourceline, doubt)
        look: Look = {}
        for rule in found:
            if not rule.weight[0]:
                look |= rule.look
        look |= usual
        for rule in found:
            if rule.weight[0]:
                look |= rule.look
        return look | important

    def _note_doubt(self, line: int, words: str) -> None:
        message = "may hide text by a condition or variable that parlq does not evaluate"
        self._note_unread(line, f"{message}: {_short(words)}")

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


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
