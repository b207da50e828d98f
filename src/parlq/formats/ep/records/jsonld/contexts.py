"""Looks over the contexts of JSON-LD before pyoxigraph expands it.

pyoxigraph copies the whole context for each context within it, keeps a copy of what an object holds
for each level around it, and follows terms that are defined by other terms by calling itself: some
kilobytes can take all memory, or end the process. So what it would do is counted first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from parlq.formats.ep.records.jsonld.json_positions import deeper
from parlq.formats.ep.records.rdf.turtle_guard import DEEPEST
from parlq.limits import Limits
from parlq.problems import InputError, Problem

#: Contexts within contexts, and terms that lead to each other.
NESTED: Final = 10
#: Copies of terms, for all contexts together.
COPIES: Final = 1_000_000
#: Levels around all values together, and characters of all expanded IRIs together: each a basic
#: amount and an amount for each byte of the input.
_LEVELS, _CHARACTERS = (100_000, 2), (20_000_000, 40)
_LONGEST_TAG = 100
_COPIES = "contexts that take more than {} copies of terms"
#: What in the definition of a term may name another term.
_NAMING = ("@id", "@reverse", "@type", "@index")


@attrs.define
class Contexts:
    """What the contexts of a document hold.

    Attributes:
        definitions: what each term is defined as, in all contexts.
        scoped: terms that have a context of their own.
        terms: definitions of terms, in all contexts.
        within: contexts within definitions of terms, each as often as it is within one.
        inner: most contexts in one definition.
        copies: terms that are copied for contexts.
        longest: most characters that a term or a relative IRI may be expanded by.
    """

    definitions: dict[str, list[Any]] = attrs.Factory(dict)
    scoped: set[str] = attrs.Factory(set)
    terms: int = 0
    within: int = 0
    inner: int = 0
    copies: int = 0
    longest: int = 0
    _bases: int = 0
    _most: int = 0
    _chain: int = 1
    _lengths: dict[str, int] = attrs.Factory(dict)

    def take(self, context: dict[str, Any]) -> None:
        """Count one context.

        Raises:
            _ExcessError: terms that lead to each other too often.
        """
        self.terms += len(context)
        for name, value in context.items():
            if name in {"@base", "@vocab"}:
                self._bases += len(value) if type(value) is str else 0
            elif name == "@language" and type(value) is str and len(value) > _LONGEST_TAG:
                raise _ExcessError("a language tag of more than {} characters", _LONGEST_TAG)
            else:
                self.definitions.setdefault(name, []).append(value)
        for name, value in context.items():
            own = max((len(text) for text in _names(value)), default=0)
            before = max((self._lengths.get(p, 0) for p in _prefixes(name, value)), default=0)
            self._lengths[name] = own + before
            self._most = max(self._most, own + before)
        chain = self._chain = max(_chain(context), self._chain)
        if chain > NESTED:
            raise _ExcessError(
                "terms that are defined by each other in a chain of more than {}", NESTED
            )
        self.longest = self._bases + self._most * chain

    def opened(self, times: int, terms: int) -> None:
        """Count the contexts of terms that are used."""
        self.copies += times * self.inner * (1 + self.within) * (1 + terms)


class _ExcessError(Exception):
    """Beyond a bound."""

    def __init__(self, message: str, most: int, rule: str = "PQ104") -> None:
        super().__init__(message.format(most))
        self.rule = rule


def look_over(parsed: Any, raw: bytes, file: str | None, limits: Limits) -> Contexts:
    """Refuse remote contexts, and a document that would take too much to expand.

    Args:
        parsed: the document.
        raw: its text.
        file: name of the input, for problems.
        limits: bounds.

    Raises:
        InputError: PQ104, PQ105 or PQ613.
    """
    found = Contexts()
    try:
        _walk(parsed, found, len(raw), limits)
    except _ExcessError as error:
        place = deeper(raw.decode(), DEEPEST) if str(DEEPEST) in str(error) else None
        problem = Problem(
            rule=error.rule,
            message=str(error),
            file=file,
            line=place.line if place else None,
            column=place.column if place else None,
        )
        raise InputError((problem,)) from None
    return found


def _walk(parsed: Any, found: Contexts, size: int, limits: Limits) -> None:
    levels = uses = 0
    waiting: list[tuple[Any, int, int]] = [(parsed, 1, 0)]
    while waiting:
        value, depth, terms = waiting.pop()
        _bound(depth, DEEPEST, "nested more than {} deep", limits, "PQ105")
        items: Any = value
        if type(value) is dict:
            uses += len(value)
            if "@context" in value:
                terms = _context(value["@context"], found, depth + 1, terms, 0, limits)
            if found.scoped:
                found.opened(sum(name in found.scoped for name in value), terms)
            items = (item for name, item in value.items() if name != "@context")
        for item in items:
            levels += depth
            if type(item) is dict or type(item) is list:
                waiting.append((item, depth + 1, terms))
            elif type(item) is str:
                uses += 1
                if item in found.scoped:
                    found.opened(1, terms)
        _bound(found.copies, COPIES, _COPIES, limits)
    most = _LEVELS[0] + _LEVELS[1] * size
    _bound(levels, most, "nested too deeply for its size", limits, "PQ105")
    most = _CHARACTERS[0] + _CHARACTERS[1] * size
    _bound(uses * found.longest, most, "prefixes that make it very much longer than it is", limits)


def _bound(count: int, most: int, message: str, limits: Limits, rule: str = "PQ104") -> None:
    if count > most and not limits.unbounded:
        raise _ExcessError(message, most, rule)


def _context(
    context: Any, found: Contexts, depth: int, terms: int, within: int, limits: Limits
) -> int:
    """Count a context, those that it is a list of, and those in the definitions of its terms.

    Args:
        context: the value of `@context`.
        found: takes what is found.
        depth: levels around it.
        terms: terms that are defined around it.
        within: definitions of terms around it.
        limits: bounds.

    Returns:
        How many terms are defined behind it.
    """
    _bound(depth, DEEPEST, "nested more than {} deep", limits, "PQ105")
    if type(context) is list:
        for each in context:
            terms = _context(each, found, depth + 1, terms, within, limits)
        return terms
    if type(context) is str:
        raise _RemoteError
    found.copies += terms
    _bound(found.copies, COPIES, _COPIES, limits)
    if type(context) is not dict:
        return terms
    if "@import" in context:
        raise _RemoteError
    found.take(context)
    terms += len(context)
    found.within += within
    for name, definition in context.items():
        if type(definition) is dict and "@context" in definition:
            found.scoped.add(name)
            _bound(
                within + 1, NESTED, "contexts within contexts, more than {} deep", limits, "PQ105"
            )
            inner = definition["@context"]
            found.inner = max(found.inner, len(inner) if type(inner) is list else 1)
            _context(inner, found, depth + 2, terms, within + 1, limits)
    return terms


class _RemoteError(_ExcessError):
    """A remote context."""

    def __init__(self) -> None:
        super().__init__(
            "remote contexts are not fetched; write the context into the file", 0, "PQ613"
        )


def _names(definition: Any) -> Iterator[str]:
    if type(definition) is str:
        yield definition
    elif type(definition) is dict:
        for key in _NAMING:
            if type(definition.get(key)) is str:
                yield definition[key]


def _prefixes(term: str, definition: Any) -> Iterator[str]:
    """The terms of which the meaning of a term may depend."""
    for text in (*_names(definition), term):
        prefix, colon, _ = text.removeprefix(":").partition(":")
        if colon:
            yield prefix
        if text != term:
            yield text


def _chain(context: dict[str, Any]) -> int:
    """How many terms of a context lead to each other, at most."""
    lengths: dict[str, int] = {}
    for start in context:
        waiting = [start]
        while waiting:
            term = waiting[-1]
            others = [
                each for each in _prefixes(term, context[term]) if each in context and each != term
            ]
            if term not in lengths:
                lengths[term] = 0  # being followed; one that leads to itself is an error later on
                waiting += [each for each in others if each not in lengths]
                continue
            waiting.pop()
            lengths[term] = 1 + max((lengths[each] for each in others), default=0)
    return max(lengths.values(), default=0)
