"""What `.gitignore` files say, in bounded time, whatever they say (gitignore(5))."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from itertools import islice

from parlq.lint.settings.globs import ANY, FOLDERS, STAR, Token, matcher

NAME = ".gitignore"
#: Largest file in bytes, most lines, most changes between patterns with and without `!`, and most
#: characters of the patterns that are neither names nor paths nor endings. A file beyond ignores
#: nothing, since each path is compared with all of them.
LARGEST, MOST_LINES, MOST_RUNS, MOST_ODD = 100_000, 5000, 100, 10_000

#: Opens neither a link, as git does not, nor a pipe that would be waited for.
_READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_CLASSES = {
    "alnum": (("0", "9"), ("A", "Z"), ("a", "z")),
    "alpha": (("A", "Z"), ("a", "z")),
    "blank": ((" ", " "), ("\t", "\t")),
    "digit": (("0", "9"),),
    "lower": (("a", "z"),),
    "punct": (("!", "/"), (":", "@"), ("[", "`"), ("{", "~")),
    "space": ((" ", " "), ("\t", "\r")),
    "upper": (("A", "Z"),),
    "xdigit": (("0", "9"), ("A", "F"), ("a", "f")),
}
_PLAIN = re.compile(r"[^*?\[\\]+")


class Rules:
    """The patterns of one file; the last one that matches decides.

    Attributes:
        odd: how many characters the patterns have that take time to compare.
    """

    __slots__ = ("_runs", "odd")

    def __init__(self, text: str) -> None:
        self._runs: tuple[_Run, ...] = ()
        self.odd = 0
        runs = list(islice(_runs(text), MOST_RUNS + 1))
        if text.count("\n") > MOST_LINES or len(runs) > MOST_RUNS:
            return
        self.odd = sum(len(each) for _, run in runs for each in run if _is_odd(each))
        if self.odd <= MOST_ODD:
            self._runs = tuple(_Run(*run) for run in reversed(runs))

    def __bool__(self) -> bool:
        return bool(self._runs)

    def decide(self, path: str, name: str, *, is_folder: bool) -> bool | None:
        """Whether a path from the folder of the file is ignored; None when no pattern matches."""
        for run in self._runs:
            if run.matches(path, name, is_folder=is_folder):
                return run.ignores
        return None


def rules_in(folder: str) -> Rules | None:
    """The rules of the file in a folder; None when there are none, or it is no file to read."""
    try:
        handle = os.open(os.path.join(folder, NAME), _READING)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
                return None
            data = os.read(handle, LARGEST)
        finally:
            os.close(handle)
    except OSError:
        return None
    rules = Rules(data.decode("utf-8", "surrogateescape").removeprefix("\ufeff"))
    return rules or None


class _Run:
    """Patterns that stand one after the other and all ignore, or all do not."""

    __slots__ = ("_files", "_folders", "ignores")

    def __init__(self, ignores: bool, patterns: list[str]) -> None:  # noqa: FBT001 # of a pair
        self.ignores = ignores
        self._files = _Set([each for each in patterns if not each.endswith("/")])
        self._folders = _Set([each[:-1] for each in patterns if each.endswith("/")])

    def matches(self, path: str, name: str, *, is_folder: bool) -> bool:
        """Whether one of the patterns matches."""
        if self._files.matches(path, name):
            return True
        return is_folder and self._folders.matches(path, name)


class _Set:
    """Patterns by what they look like: most are names, paths or endings, and looked up."""

    __slots__ = ("_endings", "_names", "_others", "_paths")

    def __init__(self, patterns: list[str]) -> None:
        names: set[str] = set()
        paths: set[str] = set()
        endings, others = [], []
        for pattern in patterns:
            anchored = "/" in pattern
            plain = pattern.removeprefix("/")
            if not _is_odd(pattern):
                if pattern[0] == "*":
                    endings.append(pattern[1:])
                else:
                    (paths if anchored else names).add(plain)
            elif (tokens := _tokens(plain)) is not None:
                others.append(tokens if anchored else [FOLDERS, *tokens])
        self._names, self._paths = frozenset(names), frozenset(paths)
        self._endings = tuple(endings)
        self._others: Callable[[str], bool] | None = matcher(others, below=False)

    def matches(self, path: str, name: str) -> bool:
        """Whether one of the patterns matches a path, or the name that is its last part."""
        if name in self._names or path in self._paths or name.endswith(self._endings):
            return True
        return self._others is not None and self._others(path)


def _is_odd(pattern: str) -> bool:
    """Whether a pattern is neither a name nor a path nor `*` before the end of a name."""
    bare = pattern.removesuffix("/")
    ending = bare[:1] == "*" and "/" not in bare
    return _PLAIN.fullmatch(bare[1:] if ending else bare) is None


def _runs(text: str) -> Iterator[tuple[bool, list[str]]]:
    """The patterns of a file in runs, each with whether it ignores."""
    run: list[str] = []
    ignores = True
    for line in text.split("\n"):
        pattern = _stripped(line.removesuffix("\r"))
        if not pattern or pattern[0] == "#":
            continue
        wanted = pattern[0] != "!"
        pattern = pattern if wanted else pattern[1:]
        if not pattern.strip("/"):
            continue
        if wanted is not ignores and run:
            yield ignores, run
            run = []
        ignores = wanted
        run.append(pattern)
    if run:
        yield ignores, run


def _stripped(line: str) -> str:
    """A line without the blanks at its end, unless a backslash keeps one."""
    bare = line.rstrip(" ")
    escapes = len(bare) - len(bare.rstrip("\\"))
    return f"{bare} " if bare != line and escapes % 2 else bare


def _tokens(pattern: str) -> list[Token] | None:
    """The tokens of a pattern; None for one that matches nothing, as git has it."""
    found: list[Token] = []
    at = 0
    while at < len(pattern):
        character = pattern[at]
        if character == "*":
            end = at
            while pattern[end : end + 1] == "*":
                end += 1
            at = _star(pattern, at, end, found)
        elif character == "?":
            found.append(ANY)
            at += 1
        elif character == "[":
            made = _set(pattern, at + 1)
            if made is None:
                return None
            found.append(made[0])
            at = made[1]
        else:
            at += character == "\\"
            if at == len(pattern):
                return None
            found.append(Token("one", pattern[at]))
            at += 1
    return found


def _star(pattern: str, start: int, end: int, found: list[Token]) -> int:
    """Add what stars stand for, and return where the pattern goes on."""
    before = start == 0 or pattern[start - 1] == "/"
    if end - start > 1 and before:
        if pattern[end : end + 1] == "/":
            found.append(FOLDERS)
            return end + 1
        if end == len(pattern):  # all that is inside, at any depth
            found += (ANY, Token("deep"))
            return end
    found.append(STAR)
    return end


def _set(pattern: str, at: int) -> tuple[Token, int] | None:
    """A set whose members begin at an offset, and where it ends; None when it does not."""
    negated = pattern[at : at + 1] in {"!", "^"}
    at += negated
    ranges: list[tuple[str, str]] = []
    first = True
    while first or pattern[at : at + 1] != "]":
        first = False
        if known := re.compile(r"\[:([a-z]*):\]").match(pattern, at):
            if known[1] not in _CLASSES:
                return None
            ranges += _CLASSES[known[1]]
            at = known.end()
            continue
        low, at = _member(pattern, at)
        high = low
        if pattern[at : at + 1] == "-" and pattern[at + 1 : at + 2] not in {"]", ""}:
            high, at = _member(pattern, at + 1)
        if not low or not high:
            return None
        ranges.append((low, high))
    return Token("set", ranges=tuple(ranges), negated=negated), at + 1


def _member(pattern: str, at: int) -> tuple[str, int]:
    """One member of a set, and where the next one begins; empty at the end of the pattern."""
    at += pattern[at : at + 1] == "\\"
    return pattern[at : at + 1], at + 1
