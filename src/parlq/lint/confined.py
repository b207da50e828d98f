"""Keeps what a configuration names inside its folder, since a checkout may come from a stranger."""

from __future__ import annotations

import os
from typing import Any

from parlq.lint.settings import SettingsError
from parlq.problems import is_plain, shorten

_MAGIC = "*?["
_SEPARATORS = {"/", os.sep, os.altsep or os.sep}


def confined(name: str, value: Any, folder: str, file: str) -> Any:
    """A value of a configuration, with the names of files in it as the current folder has them.

    Args:
        name: the setting.
        value: what the configuration says.
        folder: folder of the configuration.
        file: the configuration, for messages.

    Raises:
        SettingsError: a name of a file outside of the folder, or below `.git`.
    """
    place = _Place(folder, f"{file}: {name}")
    if name == "paths":
        return [path if path == "-" else place.of(path, pattern=True) for path in value]
    if name == "shapes" or (name == "schema" and value not in {"parlq", "akn"}):
        return place.of(value)
    if name == "report":
        parts = [text.partition(":") for text in value]
        return [
            f"{made}{colon}{place.of(path, written=True) if path not in {'', '-'} else path}"
            for made, colon, path in parts
        ]
    return value


class _Place:
    """A folder, and whose setting names files in it."""

    def __init__(self, folder: str, whose: str) -> None:
        self._folder = folder
        self._whose = whose

    def of(self, path: str, *, pattern: bool = False, written: bool = False) -> str:
        """A path from the current folder."""
        if fault := self._fault(path, pattern=pattern, written=written):
            raise SettingsError(f"{self._whose}: {shorten(path, 200)!r} {fault}")
        try:
            return os.path.relpath(os.path.join(self._folder, path))
        except ValueError:  # another drive
            return os.path.join(self._folder, path)

    def _fault(self, path: str, *, pattern: bool, written: bool) -> str | None:
        if "\0" in path:
            return "has a NUL"
        if path.startswith(tuple(_SEPARATORS)) or os.path.splitdrive(path)[0]:
            return "must be relative to the folder of the configuration"
        parts = _parts(path)
        if os.pardir in parts:
            return "leads out of the folder of the configuration; name it on the command line"
        if pattern:
            plain = next((n for n, part in enumerate(parts) if set(part) & set(_MAGIC)), len(parts))
            path = os.sep.join(parts[:plain])
        top = os.path.realpath(self._folder or os.curdir)
        real = os.path.realpath(os.path.join(top, path))
        if not is_inside(real, top):
            return "is a link out of the folder of the configuration; name it on the command line"
        if is_git(path) or is_git(real[len(top) :]):
            return "is below .git"
        if written and os.path.lexists(real) and not os.path.isfile(real):
            return "is no file that could be replaced"
        if written and os.name == "nt" and ":" in path:
            return "names a stream of a file"
        return None


def is_inside(path: str, folder: str) -> bool:
    """Whether a path is that of a folder, or of something in it; both without links."""
    return path == folder or path.startswith(os.path.join(folder, ""))


def is_git(path: str) -> bool:
    """Whether a path leads to or into `.git`, by any spelling that some file system takes for it."""
    return any(map(_is_git, _parts(path)))


def _parts(path: str) -> list[str]:
    for separator in _SEPARATORS:
        path = path.replace(separator, "/")
    return [part for part in path.split("/") if part not in {"", os.curdir}]


def _is_git(part: str) -> bool:
    name = "".join(filter(is_plain, part)).partition(":")[0].rstrip(". ").casefold()
    return name in {".git", "git~1"}
