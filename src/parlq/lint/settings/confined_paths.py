"""Keeps what a configuration names inside its folder, since a checkout may come from a stranger."""

from __future__ import annotations

import os
from typing import Any

from parlq.lint.settings.earlier_reports import is_replaceable
from parlq.lint.settings.paths import MAGIC, is_git, is_inside, parts_of, plain_part
from parlq.lint.settings.settings import SettingsError
from parlq.problems import shorten


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
            f"{made}{colon}{place.of(path, report=made) if path not in {'', '-'} else path}"
            for made, colon, path in parts
        ]
    return value


class _Place:
    """A folder, and whose setting names files in it."""

    def __init__(self, folder: str, whose: str) -> None:
        self._folder = folder
        self._whose = whose

    def of(self, path: str, *, pattern: bool = False, report: str | None = None) -> str:
        """A path from the current folder."""
        if fault := self._fault(path, pattern=pattern, report=report):
            raise SettingsError(f"{self._whose}: {shorten(path, 200)!r} {fault}")
        try:
            return os.path.relpath(os.path.join(self._folder, path))
        except ValueError:  # another drive
            return os.path.join(self._folder, path)

    def _fault(self, path: str, *, pattern: bool, report: str | None) -> str | None:
        if "\0" in path:
            return "has a NUL"
        if path.startswith(("/", os.sep)) or os.path.splitdrive(path)[0]:
            return "must be relative to the folder of the configuration"
        if os.pardir in parts_of(path):
            return "is outside the folder of the configuration; name it on the command line"
        top = os.path.realpath(self._folder or os.curdir)
        if pattern and not MAGIC.isdisjoint(path) and not os.path.lexists(os.path.join(top, path)):
            path = plain_part(path)
        real = os.path.realpath(os.path.join(top, path))
        if not is_inside(real, top):
            return "is a link out of the folder of the configuration; name it on the command line"
        if is_git(path) or is_git(real[len(top) :]):
            return "is below .git"
        return None if report is None else _unwritable(path, real, report)


def _unwritable(path: str, real: str, report: str) -> str | None:
    """Why a report must not be written to a path: it would replace what is no report."""
    if os.name == "nt" and ":" in path:
        return "names a stream of a file"
    if not os.path.lexists(real):
        return None
    if not os.path.isfile(real):
        return "is no file that could be replaced"
    try:
        known = is_replaceable(real, report)
    except OSError:
        known = False
    if known:
        return None
    return f"exists and is no {report} report; name it on the command line to replace it"
