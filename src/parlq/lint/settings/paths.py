"""Where files are: inside a folder, behind links, below `.git`."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence

from parlq.problems import is_plain, reason

_SEPARATORS = ("/", os.sep, os.altsep or os.sep)
MAGIC = frozenset("*?[")


def is_inside(path: str, folder: str) -> bool:
    """Whether a path is that of a folder, or of something in it; both without links."""
    return path == folder or path.startswith(os.path.join(folder, ""))


def parts_of(path: str) -> list[str]:
    """The names in a path, but for those that stand for the folder that they are in."""
    for separator in _SEPARATORS:
        path = path.replace(separator, "/")
    return [part for part in path.split("/") if part not in {"", os.curdir}]


def is_git(path: str) -> bool:
    """Whether a path leads to or into `.git`, by any spelling that some file system takes for it."""
    return any(map(_is_git, parts_of(path)))


def _is_git(part: str) -> bool:
    name = "".join(filter(is_plain, part)).partition(":")[0].rstrip(". ").casefold()
    return name in {".git", "git~1"}


def plain_part(pattern: str) -> str:
    """The folder that all matches of a pattern are in: the names before the first with a star."""
    head = os.path.dirname(pattern)
    while not MAGIC.isdisjoint(head):
        head = os.path.dirname(head)
    return head


class Rewritable:
    """Which files may be rewritten: those that were not reached by a link from outside.

    Args:
        named: files, folders and patterns that were named.
    """

    def __init__(self, named: Sequence[str]) -> None:
        self._named = named
        self._tops: list[str] | None = None

    def fault(self, name: str) -> str | None:
        """Why a file is not rewritten; None when nothing is wrong with that."""
        real, plain = os.path.realpath(name), os.path.abspath(name)
        try:
            if not stat.S_ISREG(os.stat(name).st_mode):
                return "it is no regular file"
        except OSError as error:
            return reason(error)
        if is_git(plain) or is_git(real):
            return "it is below .git"
        if real == plain:
            return None
        here = os.path.abspath(os.curdir)
        base = here if is_inside(plain, here) else os.path.dirname(plain)
        while plain != base:
            if os.path.islink(plain) and self._leads_out(plain):
                return f"a link leads to it from another folder; name {real} itself"
            plain = os.path.dirname(plain)
        return None

    def _leads_out(self, link: str) -> bool:
        """Whether a link leads out of its folder, and out of each folder that was named, around it."""
        real, folder = os.path.realpath(link), os.path.dirname(link)
        tops = [top for top in self._folders() if top != link and is_inside(link, top)]
        return not any(is_inside(real, os.path.realpath(top)) for top in (folder, *tops))

    def _folders(self) -> list[str]:
        """The folders that were named, and those before the first star of patterns."""
        if self._tops is None:
            folders = [
                name if os.path.isdir(name) else plain_part(name)
                for name in self._named
                if os.path.isdir(name) or not MAGIC.isdisjoint(name)
            ]
            self._tops = [os.path.abspath(each) for each in folders]
        return self._tops
