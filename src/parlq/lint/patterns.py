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


def _translated(pattern: str) -> str:
    """A regular expression for the paths that a pattern, or a folder that it matches, has."""
    text = pattern.strip().replace(os.sep, "/").removeprefix("./").rstrip("/")
    anchored = "/" in text
    text = text.lstrip("/")
    out = "" if anchored else "(?:.*/)?"
    at = 0
    while at < len(text):
        if text.startswith("**/", at):
            out += "(?:.*/)?"
            at += 3
        elif text.startswith("**", at):
            out += ".*"
            at += 2
        elif text[at] == "*":
            out += "[^/]*"
            at += 1
        elif text[at] == "?":
            out += "[^/]"
            at += 1
        elif text[at] == "[" and (end := text.find("]", at + 2)) > 0 and "/" not in text[at:end]:
            inner = text[at + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            inner = f"^{inner[1:]}/" if inner[0] in "!^" else inner
            kept = _ranges(inner)
            out += f"[{kept}]" if kept else "(?!)"
            at = end + 1
        else:
            out += re.escape(text[at])
            at += 1
    return f"{out}(?:/.*)?\\Z"


def _ranges(inner: str) -> str:
    """The inside of brackets without ranges that run backwards, which match nothing."""
    return re.sub(r"(.)-(.)", lambda found: found[0] if found[1] <= found[2] else "", inner)
