"""Patterns of file names: `*`, `?`, `[abc]` within a name, `**` for any number of folders."""

from __future__ import annotations

import os
import re


class Patterns:
    """Patterns relative to a folder.

    A pattern without `/` is held against each name on the way to a file, one with `/` against the
    whole way from the folder. What matches a folder matches all in it.
    """

    __slots__ = ("_folder", "_matches")

    def __init__(self, patterns: tuple[str, ...], folder: str = "") -> None:
        self._folder = os.path.abspath(folder or os.curdir)
        parts = [_translated(pattern) for pattern in patterns if pattern.strip()]
        self._matches = re.compile("|".join(parts), re.DOTALL).match if parts else None

    def match(self, path: str) -> bool:
        """Whether an absolute path matches one of the patterns."""
        if self._matches is None:
            return False
        inside = path == self._folder or path.startswith(os.path.join(self._folder, ""))
        way = os.path.relpath(path, self._folder) if inside else path
        return self._matches(way.replace(os.sep, "/").lstrip("/")) is not None


#: A piece of a pattern: a run of folders, a run of anything, a run within a name, one of a set, a character.
_TOKEN = re.compile(r"(?:\*\*/)+|\*\*+|\*|\[(?P<set>[!^]?[^/][^]/]*)\]|.", re.DOTALL)
_RUNS = {"*": "[^/]*?", "**": ".*?"}


def _translated(pattern: str) -> str:
    """A regular expression for the paths that a pattern, or a folder that it matches, has."""
    text = pattern.strip().replace(os.sep, "/").removeprefix("./").rstrip("/")
    out = "" if "/" in text else "(?:.*/)?"
    run, fixed = "", ""
    for token in _TOKEN.finditer(text.lstrip("/")):
        piece = token[0]
        if not piece.startswith("*"):
            fixed += _one(piece, token["set"])
            continue
        folders = piece.endswith("/")
        # Where another run follows, the first place will do: without that, time has no bound.
        atomic = run and not (folders and not fixed.endswith("/"))
        out += f"(?>{run}{fixed})" if atomic else f"{run}{fixed}"
        out += "(?:.*/)?" if folders else ""
        run, fixed = ("" if folders else _RUNS[piece[:2]]), ""
    return f"{out}{run}{fixed}(?:/.*)?\\Z"


def _one(piece: str, members: str | None) -> str:
    """A regular expression for what is no run."""
    if members is None:
        return "[^/]" if piece == "?" else re.escape(piece)
    negated = members[0] in "!^" and len(members) > 1
    found, at = "", int(negated)
    while at < len(members):
        low, high = members[at], members[at]
        if members[at + 1 : at + 2] == "-" and at + 2 < len(members):
            high = members[at + 2]
            at += 2
        at += 1
        if low <= high:  # a range that runs backwards has no member
            found += rf"\U{ord(low):08x}-\U{ord(high):08x}"
    if negated:
        return f"[^/{found}]"
    return f"(?!/)[{found}]" if found else "(?!)"
