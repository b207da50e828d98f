"""Marks each value of a JSON-LD document, so that it can be found again in what is parsed of it.

A mark does not change what a value is: a text or an IRI becomes a longer one, a number another one.
So whatever JSON-LD, and its parser, does with the value, it does with the marked one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from parlq.formats.ep.records.jsonld.contexts import Contexts
from parlq.formats.ep.records.jsonld.json_positions import Path

_NUMBERS: Final = 900_000_000
#: Letters alone, so that neither the spelling of keywords nor that of an IRI breaks on one.
_LETTERS = "abcdefghijklmnop"
_HEXADECIMAL = str.maketrans(_LETTERS, "0123456789abcdef")
_WIDTH = 7
#: An IRI that ends in its authority, which takes no more letters.
_AUTHORITY = re.compile(r"[^/?#]*//[^/?#]*").fullmatch
_INTEGER = re.compile(r"(?<![\w.-])9[0-9]{8}(?![\w.])")
_DOUBLE = re.compile(r"9(?:\.([0-9]{1,8}))?E8").fullmatch
#: Keywords whose values say how others are read, or that RDF has no place for.
_UNMARKED: Final = frozenset({"@language", "@direction", "@index"})
#: Keywords of an object that is a text or number.
_OF_VALUES: Final = _UNMARKED | {"@value", "@type", "@context"}


@attrs.frozen
class Leaf:
    """A value in the data that is no list and no object, or an empty object.

    Attributes:
        path: where it is.
        number: of its mark; None where it cannot state anything.
        fixed: its text where that must stay, because it is the name of a term; its mark stands
            beside it.
    """

    path: Path
    number: int | None
    fixed: str | None = None


class Marks:
    """The marked form of a document.

    Attributes:
        document: the marked form.
        leaves: what was marked, in its order.
    """

    def __init__(self, parsed: Any, raw: bytes, contexts: Contexts) -> None:
        self._contexts = contexts
        self._keywords = _aliases(contexts)
        self._named = {
            name
            for name, definitions in contexts.definitions.items()
            if any(type(each) is dict and each.get("@type") == "@vocab" for each in definitions)
        }
        defined = [
            (name, each)
            for name, definitions in contexts.definitions.items()
            for each in definitions
            if type(each) is dict
        ]
        self._maps = {name for name, each in defined if _is_map(each)}
        self._indexed = {name for name, each in defined if "@index" in _containers(each)}
        self._containers = any("@container" in each for _, each in defined)
        self._begin = next(each for each in _beginnings() if each.encode() not in raw.lower())
        self._found = re.compile(self._begin + f"([{_LETTERS}]{{{_WIDTH}}})", re.IGNORECASE)
        self.leaves: list[Leaf] = []
        self._count = 0
        self.document = self._marked(parsed, (), "")

    def numbers(self, text: str) -> Iterator[int]:
        """The numbers of the marks in a text, an IRI or a number that was parsed."""
        for found in self._found.finditer(text):
            yield int(found[1].lower().translate(_HEXADECIMAL), 16)
        if text[:1] == "9" and (double := _DOUBLE(text)):
            yield int((double[1] or "").ljust(8, "0"))
        else:
            yield from (int(each) - _NUMBERS for each in _INTEGER.findall(text))

    def without(self, text: str) -> str:
        """A text without its marks."""
        return self._found.sub("", text)

    def _mark(self, number: int) -> str:
        letters = (_LETTERS[number >> (4 * place) & 15] for place in reversed(range(_WIDTH)))
        return self._begin + "".join(letters)

    def _leaf(self, path: Path, fixed: str | None = None) -> int:
        number, self._count = self._count, self._count + 1
        self.leaves.append(Leaf(path, number, fixed))
        return number

    def _marked(self, value: Any, path: Path, key: str) -> Any:
        if type(value) is dict:
            return self._object(value, path, key)
        if type(value) is list:
            items = [self._marked(item, (*path, n), key) for n, item in enumerate(value)]
            # An item that must stay as it is comes back with another beside it.
            return [e for n, made in enumerate(items) for e in _beside(made, value[n])]
        if value is None:
            return None
        if type(value) is not str:
            return _NUMBERS + self._leaf(path)
        keyword = self._keywords.get(key, key)
        by_name = keyword == "@type" or key in self._named
        if by_name and value in self._contexts.definitions:
            return [value, f"urn:{self._mark(self._leaf(path, value))}"]
        if keyword == "@id" and value in self._keywords:
            self.leaves.append(Leaf(path, None))
            return value
        mark = self._mark(self._leaf(path))
        return f"{value}/{mark}" if _AUTHORITY(value) else value + mark

    def _object(self, value: dict[str, Any], path: Path, key: str) -> Any:
        keywords = {self._keywords.get(name, name) for name in value}
        if not value and not self._containers:
            return {"@id": f"urn:{self._mark(self._leaf(path))}"}
        made: dict[str, Any] = {}
        own = None  # the number of the mark of a value, with which its tag and datatype go
        members: Iterable[tuple[str, Any]] = value.items()
        if keywords <= _OF_VALUES:  # of anything else, the parser reads what comes first
            members = sorted(members, key=lambda each: self._rank(each[0]))
        for name, item in members:
            keyword = self._keywords.get(name, name)
            here = (*path, name)
            if keyword == "@context":
                made[name] = item
            elif keyword in _UNMARKED or (keyword == "@type" and "@value" in keywords):
                made[name] = item
                goes_with = keyword in {"@language", "@type"} and "@value" in keywords
                self.leaves.append(Leaf(here, own if goes_with else None))
            elif key in self._maps and not keyword.startswith("@"):
                made[self._key(name, here)] = self._marked(item, here, name)
            else:
                if key in self._indexed and not keyword.startswith("@"):
                    self.leaves.append(Leaf(here, None))  # an index states nothing
                before = self._count
                made[name] = self._marked(item, here, name)
                if keyword == "@value" and self._count > before:
                    own = before
        return made

    def _rank(self, name: str) -> int:
        """Values come before what is said of them, and all else as it is."""
        return 0 if self._keywords.get(name, name) == "@value" else 1

    def _key(self, name: str, path: Path) -> str:
        """A key of a map that is an identifier, a class or a value."""
        if name not in self._contexts.definitions:
            return name + self._mark(self._leaf(path))
        if self.may_mean_nothing(name):
            self.leaves.append(Leaf(path, None))
        return name

    def may_mean_nothing(self, term: str) -> bool:
        """Whether a context defines a term as nothing, which hides it."""
        return any(
            each is None or (type(each) is dict and each.get("@id", term) is None)
            for each in self._contexts.definitions[term]
        )


def _is_map(definition: dict[str, Any]) -> bool:
    """Whether a term holds a map whose keys state something."""
    kinds = _containers(definition)
    return "@id" in kinds or "@type" in kinds or ("@index" in kinds and "@index" in definition)


def _containers(definition: dict[str, Any]) -> list[Any]:
    kinds = definition.get("@container")
    return kinds if type(kinds) is list else [kinds]


def _beside(made: Any, value: Any) -> list[Any]:
    """What was made of an item of a list, as items of a list."""
    return made if type(made) is list and type(value) is not list else [made]


def _beginnings() -> Iterator[str]:
    """Letters that no hexadecimal number has, as a mark begins."""
    for number in range(1 << 20):
        letters = "".join(_LETTERS[number >> (4 * place) & 15] for place in range(5))
        yield f"qx{letters}xq"


def _aliases(contexts: Contexts) -> dict[str, str]:
    """The terms that stand for keywords, and the keywords."""
    found: dict[str, str] = {}
    more = True
    while more:
        more = False
        for name, definitions in contexts.definitions.items():
            if name in found:
                continue
            for each in definitions:
                own = each.get("@id") if type(each) is dict else each
                keyword = found.get(own, own) if type(own) is str else ""
                if keyword.startswith("@"):
                    found[name] = keyword
                    more = True
                    break
    return found
