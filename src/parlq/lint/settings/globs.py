"""Patterns of paths as tokens, and two ways to match them, neither of which takes unbounded time.

A regular expression is fast, as long as one token at most crosses folders, and begins at a folder
or ends the pattern: else it would try all ways to share a path among them. Then sets of positions,
as bits of one number, are followed token by token, which takes time in proportion to the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple


class Token(NamedTuple):
    """One piece of a pattern.

    Attributes:
        kind: `one` (a character), `any` (one but `/`), `set` (one of some), `star` (any number of
            them but `/`), `deep` (any number of any), `folders` (any number of whole folders).
        text: the character.
        ranges: first and last characters of the ranges of a set, which never has `/`.
        negated: whether the set is of all others.
    """

    kind: str
    text: str = ""
    ranges: tuple[tuple[str, str], ...] = ()
    negated: bool = False

    def takes(self, character: str) -> bool:
        """Whether a set has a character."""
        inside = any(low <= character <= high for low, high in self.ranges)
        return inside != self.negated and character != "/"


ANY, STAR, DEEP, FOLDERS = map(Token, ("any", "star", "deep", "folders"))
_CROSSING = {DEEP, FOLDERS}
_RUNS = {STAR: "[^/]*?", DEEP: ".*?", FOLDERS: "(?:.*/)?"}


def matcher(patterns: Iterable[Sequence[Token]], *, below: bool) -> Callable[[str], bool] | None:
    """A function that says whether one of the patterns matches a whole path; None without patterns.

    Args:
        patterns: each as tokens.
        below: whether a pattern that matches a folder matches all in it.
    """
    simple: list[str] = []
    others: list[Sequence[Token]] = []
    for tokens in patterns:
        if sum(token in _CROSSING for token in tokens) > 1 or DEEP in tokens[:-1]:
            others.append(tokens)
        else:
            simple.append(_expression(tokens))
    if not simple and not others:
        return None
    end = r"(?:/.*)?\Z" if below else r"\Z"
    one = re.compile(f"(?:{'|'.join(simple)}){end}", re.DOTALL).match if simple else None

    def match(path: str) -> bool:
        if one is not None and one(path) is not None:
            return True
        return bool(others) and _Positions(path).any_match(others, below=below)

    return match


def _expression(tokens: Sequence[Token]) -> str:
    """A regular expression for a pattern with one token at most that crosses folders."""
    out = fixed = ""
    run: Token | None = None
    for token in tokens:
        if token not in _RUNS:
            fixed += _one(token)
            continue
        # Where another run follows, the first place will do: without that, time has no bound.
        atomic = run == STAR and (token != FOLDERS or fixed.endswith("/"))
        piece = f"{_RUNS[run]}{fixed}" if run else fixed
        out += f"(?>{piece})" if atomic else piece
        run, fixed = token, ""
    return out + (f"{_RUNS[run]}{fixed}" if run else fixed)


def _one(token: Token) -> str:
    """A regular expression for one character."""
    if token.kind == "one":
        return re.escape(token.text)
    if token.kind == "any":
        return "[^/]"
    found = "".join(
        rf"\U{ord(low):08x}-\U{ord(high):08x}" for low, high in token.ranges if low <= high
    )
    if token.negated:
        return f"[^/{found}]"
    return f"(?!/)[{found}]" if found else "(?!)"


class _Positions:
    """A path, of which each bit of a number stands for a position: 0 before the first character."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._end = 1 << len(path)
        self._all = (self._end << 1) - 1
        self._of: dict[str, int] = {}
        for number, character in enumerate(path):
            self._of[character] = self._of.get(character, 0) | 1 << number
        self._slashes = self._of.get("/", 0)
        self._others = (self._end - 1) & ~self._slashes

    def any_match(self, patterns: Iterable[Sequence[Token]], *, below: bool) -> bool:
        """Whether one of the patterns reaches the end, or the end of a folder on the way."""
        ends = self._end | (self._slashes if below else 0)
        return any(self._reached(tokens) & ends for tokens in patterns)

    def _reached(self, tokens: Sequence[Token]) -> int:
        """The positions that a pattern may end at."""
        here = 1
        for token in tokens:
            if not here:
                return 0
            match token.kind:
                case "one":
                    here = (here & self._of.get(token.text, 0)) << 1
                case "any":
                    here = (here & self._others) << 1
                case "set":
                    here = (here & self._in(token)) << 1
                case "star":
                    # The sum carries each position on to the end of the name that it is in.
                    steps = here & self._others
                    here |= (steps + self._others) ^ self._others | steps
                case "deep":
                    here = self._all & -(here & -here)
                case _:  # folders: the same position, or behind any slash that follows
                    here |= (self._slashes << 1) & -((here & -here) << 1)
        return here

    def _in(self, token: Token) -> int:
        return sum(bits for character, bits in self._of.items() if token.takes(character))
