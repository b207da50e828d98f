"""Patterns of file names: `*`, `?`, `[abc]` within a name, `**` for any number of folders."""

from __future__ import annotations

import os
import re

from parlq.lint.settings.globs import ANY, DEEP, FOLDERS, STAR, Token, matcher


class Patterns:
    """Patterns relative to a folder.

    A pattern without `/` is compared with each name on the way to a file, one with `/` with the
    whole way from the folder. What matches a folder matches all in it.
    """

    __slots__ = ("_folder", "_matches")

    def __init__(self, patterns: tuple[str, ...], folder: str = "") -> None:
        self._folder = os.path.abspath(folder or os.curdir)
        found = (tokens_of(pattern) for pattern in patterns if pattern.strip())
        self._matches = matcher(found, below=True)

    def match(self, path: str) -> bool:
        """Whether an absolute path matches one of the patterns."""
        if self._matches is None:
            return False
        inside = path == self._folder or path.startswith(os.path.join(self._folder, ""))
        way = os.path.relpath(path, self._folder) if inside else path
        return self._matches(way.replace(os.sep, "/").lstrip("/"))


#: A run of folders, a run of anything, a run within a name, one of a set, a character.
_TOKEN = re.compile(r"(?:\*\*/)+|\*\*+|\*|\[(?P<set>[!^]?[^/][^]/]*)\]|.", re.DOTALL)


def tokens_of(pattern: str) -> list[Token]:
    """The tokens of a pattern."""
    text = pattern.strip().replace(os.sep, "/").removeprefix("./").rstrip("/")
    found = [] if "/" in text else [FOLDERS]
    for token in _TOKEN.finditer(text.lstrip("/")):
        piece = token[0]
        if piece.startswith("**"):
            found.append(FOLDERS if piece.endswith("/") else DEEP)
        elif piece == "*":
            found.append(STAR)
        elif piece == "?":
            found.append(ANY)
        elif token["set"] is not None:
            found.append(_set(token["set"]))
        else:
            found.append(Token("one", piece))
    return found


def _set(members: str) -> Token:
    """A set of characters, and of ranges of them."""
    negated = members[0] in "!^" and len(members) > 1
    found, at = [], int(negated)
    while at < len(members):
        low, high = members[at], members[at]
        if members[at + 1 : at + 2] == "-" and at + 2 < len(members):
            high = members[at + 2]
            at += 2
        at += 1
        found.append((low, high))
    return Token("set", ranges=tuple(found), negated=negated)
