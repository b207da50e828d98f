"""Selectors of CSS that tell by the markup alone which elements they mean (Selectors Level 4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from parlq.formats.ep.pages.extract.html.css_source import unescaped
from parlq.formats.ep.pages.extract.html.sibling_positions import Work, place
from parlq.io.resources import words_of

#: Longest selector that is read.
_LONGEST = 200
_NAME = r"(?:[\w-]|[^\x00-\x7f]|\\[0-9A-Fa-f]{1,6}[ \t\r\n\f]?|\\[^\r\n\f0-9A-Fa-f])++"
_STRING = r""""(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'"""
_INSIDE = rf"(?:[^()\"']|{_STRING}|\((?:[^()\"']|{_STRING})*+\))*+"
_PART = re.compile(
    rf"""\s*(?P<sign>[>+~])\s*|(?P<blank>\s+)|\#(?P<id>{_NAME})|\.(?P<class>{_NAME})
    |\[\s*(?P<attribute>{_NAME})\s*
        (?:(?P<operator>[~|^$*]?=)\s*(?P<value>{_STRING}|{_NAME})\s*(?P<flag>[is])?)?\s*\]
    |(?P<element>::[\w-]++(?:\({_INSIDE}\))?)
    |:(?P<pseudo>[\w-]++)(?:\((?P<inside>{_INSIDE})\))?
    |(?P<tag>{_NAME}|\*)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_LISTED = re.compile(
    rf"(?:{_STRING}|\({_INSIDE}\)|\[(?:{_STRING}|[^\[\]\"'])*+\]|\\.|[^,])++", re.DOTALL
)
#: What holds only while somebody does something with a page, or after.
_MOMENTARY = words_of(__name__, "names.tsv", "momentary")
_STATES = {
    "any-link": ("href",),
    "checked": ("checked", "selected"),
    "disabled": ("disabled",),
    "link": ("href",),
    "open": ("open",),
    "read-only": ("readonly", "disabled"),
    "required": ("required",),
}
_ANY = frozenset(["is", "where", "matches", "any", "-webkit-any", "-moz-any"])

#: Whether an element is one of a kind.
Test: TypeAlias = Callable[[Any, Work], bool]


class UnknownSelectorError(Exception):
    """A selector is of no kind that is read."""


class Compound(NamedTuple):
    """What one element is said to be.

    Attributes:
        tag: its tag; None for any.
        ids: its ids: one, or none can match.
        classes: classes that it has.
        tests: what else it is.
        inner: most ids and most other names in what stands in brackets.
        attributes: names of attributes that it has.
    """

    tag: str | None
    ids: frozenset[str]
    classes: frozenset[str]
    tests: tuple[Test, ...] = ()
    inner: tuple[int, int] = (0, 0)
    attributes: tuple[str, ...] = ()

    def matches(self, element: Any, work: Work) -> bool:
        """Whether an element is such a one."""
        return (
            (self.tag is None or element.tag == self.tag)
            and self.ids <= {element.get("id")}
            and self.classes <= frozenset((element.get("class") or "").split())
            and all(test(element, work) for test in self.tests)
        )


#: The parts of a selector, each with the sign before it.
Steps: TypeAlias = tuple[tuple[str, Compound], ...]


def listed(selectors: str) -> Iterator[str]:
    """The selectors of a list."""
    for found in _LISTED.finditer(selectors):
        if selector := found[0].strip():
            yield selector


def steps_of(selector: str) -> Steps | None:
    """The parts of a selector; None for one that never selects the text of an element.

    Raises:
        UnknownSelectorError: it cannot be read.
    """
    if len(selector) > _LONGEST:
        raise UnknownSelectorError
    parts: list[tuple[str, list[re.Match[str]]]] = [(" ", [])]
    at = 0
    while at < len(selector):
        found = _PART.match(selector, at)
        if found is None:
            raise UnknownSelectorError
        at = found.end()
        if found["sign"] or found["blank"]:
            parts.append((found["sign"] or " ", []))
        else:
            parts[-1][1].append(found)
    if not all(said for _, said in parts):
        raise UnknownSelectorError
    if any(found["element"] for _, said in parts for found in said):
        return None
    return tuple((sign, _compound(said)) for sign, said in parts)


def _compound(said: list[re.Match[str]]) -> Compound:
    tag: str | None = None
    tests: list[Test] = []
    ids, others = 0, 0
    for at, found in enumerate(said):
        if found["tag"]:
            if at:
                raise UnknownSelectorError
            tag = None if found["tag"] == "*" else unescaped(found["tag"]).lower()
        elif found["attribute"]:
            tests.append(_attribute(found))
        elif found["pseudo"]:
            test, inner = _pseudo(found["pseudo"].lower(), found["inside"])
            tests.append(test)
            ids, others = ids + inner[0], others + inner[1]
    return Compound(
        tag,
        frozenset(unescaped(found["id"]) for found in said if found["id"]),
        frozenset(unescaped(found["class"]) for found in said if found["class"]),
        tuple(tests),
        (ids, others + sum(found["attribute"] is not None for found in said)),
        tuple(unescaped(found["attribute"]).lower() for found in said if found["attribute"]),
    )


def _attribute(found: re.Match[str]) -> Test:
    """A test of an attribute; a value in capitals is another one, unless a flag says so."""
    name, operator = unescaped(found["attribute"]).lower(), found["operator"]
    stated = found["value"] or ""
    value = unescaped(stated[1:-1] if stated[:1] in {'"', "'"} else stated)
    folded = (found["flag"] or "").lower() == "i" or name in {"type", "lang", "dir", "align"}
    if folded:
        value = value.lower()

    def test(element: Any, _: Work) -> bool:
        said = element.get(name)
        if said is None or operator is None:
            return said is not None
        return _compare(said.lower() if folded else said, operator, value)

    return test


def _compare(said: str, operator: str, value: str) -> bool:
    if operator == "=":
        return said == value
    if operator == "|=":
        return said == value or said.startswith(f"{value}-")
    if not value:
        return False
    if operator == "~=":
        return value in said.split()
    if operator == "^=":
        return said.startswith(value)
    return said.endswith(value) if operator == "$=" else value in said


def _pseudo(name: str, inside: str | None) -> tuple[Test, tuple[int, int]]:
    """A test of a pseudo-class, and what it adds to the weight of the selector."""
    if inside is not None and (name in _ANY or name == "not"):
        return _among(name, inside)
    if (where := place(name, inside)) is not None:
        return where.holds, (0, 1)
    if inside is None and (name in _MOMENTARY or (name.startswith("-") and name not in _ANY)):
        return (lambda *_: False), (0, 1)
    if inside is None and name in _STATES:
        names = _STATES[name]
        return (lambda element, _: any(element.get(each) is not None for each in names)), (0, 1)
    if inside is None and name in {"root", "scope"}:
        return (lambda element, _: element.getparent() is None), (0, 1)
    if inside is None and name == "empty":
        return (lambda element, _: not element.text and not len(element)), (0, 1)
    raise UnknownSelectorError


def _among(name: str, inside: str) -> tuple[Test, tuple[int, int]]:
    """A test whether an element is, or is not, one that a list means."""
    lists = [steps_of(selector) for selector in listed(inside)]
    found = [each for each in lists if each is not None]
    inner = max((weight(each)[:2] for each in found), default=(0, 0))

    def test(element: Any, work: Work) -> bool:
        return any(matches(each, element, work) for each in found) is not (name == "not")

    return test, inner if name != "where" else (0, 0)


def weight(steps: Steps) -> tuple[int, int, int]:
    """How a selector ranks among others: ids, classes and the like, tags."""
    each = [step for _, step in steps]
    return (
        sum(len(step.ids) + step.inner[0] for step in each),
        sum(len(step.classes) + step.inner[1] for step in each),
        sum(step.tag is not None for step in each),
    )


def matches(steps: Steps, element: Any, work: Work) -> bool:
    """Whether the parts of a selector lead to an element."""
    work.step()
    sign, last = steps[-1]
    if not last.matches(element, work):
        return False
    before = steps[:-1]
    if not before:
        return True
    if sign == "~":
        return work.is_behind(element, before, lambda each: matches(before, each, work))
    # Where all that is left may stand anywhere above, the nearest one is as good as any.
    free = all(sign == " " for sign, _ in before)
    for each in _beside(sign, element):
        work.step()
        if before[-1][1].matches(each, work):
            if matches(before, each, work):
                return True
            if free and sign == " ":
                return False
    return False


def _beside(sign: str, element: Any) -> Iterator[Any]:
    """The elements around one, the nearest first, or the one right around or before it."""
    if sign == " ":
        yield from element.iterancestors()
    elif sign == ">":
        yield from islice(element.iterancestors(), 1)
    else:
        before = element.itersiblings(preceding=True)
        yield from islice((each for each in before if isinstance(each.tag, str)), 1)
