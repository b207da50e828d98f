"""Finds the files to check in a folder, without being led out of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from parlq import formats
from parlq.io.files import unreadable
from parlq.lint.discovery.skipped_files import IGNORED, IGNORED_FOLDER, LINK, SPECIAL, Skips
from parlq.lint.settings.paths import is_git, is_inside, parts_of
from parlq.lint.settings.settings import Settings
from parlq.problems import Problem

if TYPE_CHECKING:
    from parlq.lint.discovery.ignored_files import Scope

#: Folders that hold the work of tools; so do those whose name begins with a dot.
SKIPPED = frozenset({"__pycache__", "node_modules", "venv"})
#: Suffixes of what holds documents: archives, compressed files, and files with one on each line.
ARCHIVES = frozenset({".zip", ".tar", ".tgz", ".tzst"})
COMPRESSED = frozenset({".gz", ".zst"})
LINES = frozenset({".jsonl", ".ndjson"})
PACKED = ARCHIVES | COMPRESSED | LINES
#: What may hold rules about what is ignored.
_GIT = frozenset({".git", ".gitignore"})
#: Most folders whose files are counted though they are ignored.
_COUNTED = 2000


class InFolder(str):
    """The name of a file that was found in a folder, and not named."""

    __slots__ = ()


#: The name of a file to check, or the problem of a place that cannot be looked into.
Found = str | Problem


class _Place(NamedTuple):
    """A folder to look into.

    Attributes:
        path: as it was named or found.
        way: its path from the folder that was named, with `/`; empty for that itself.
        scope: what holds about what is ignored in the folder that it is in; None to check all.
        ignored: whether it is ignored itself, so that only what git tracks is checked in it.
    """

    path: str
    way: str
    scope: Scope | None
    ignored: bool


class HowToScan(NamedTuple):
    """What a search of folders is for.

    Attributes:
        skips: counts what is found and not given.
        others: whether files of other formats can be asked for, which `Scan.nothing` then says.
        suffixes: of the files; those of formats that are read strictly unless given.
    """

    skips: Skips
    others: bool
    suffixes: frozenset[str] = frozenset()


class Scan:
    """A search of folders; remembers where it has been.

    Args:
        settings: those of the run.
        skipped: absolute paths of files to skip, such as reports.
        how: what the search is for.
        excluded: whether an absolute path is left out; None when none is.
    """

    def __init__(
        self,
        settings: Settings,
        skipped: frozenset[str],
        how: HowToScan,
        excluded: Callable[[str], bool] | None,
    ) -> None:
        self._skipped = skipped
        self._skipped_names = {os.path.basename(each) for each in skipped}
        self._skips = how.skips
        self._excluded = excluded
        self._included = pattern_matcher(settings.include, settings.folder_of("include"))
        self._ignores = not settings.no_ignore
        self._suffixes = how.suffixes
        self._folders: set[tuple[int, int]] = set()
        self._tells = how.others
        self._unpacks = how.others and not (settings.fix or settings.diff)
        self._others: frozenset[str] = frozenset()
        self._passed = ""
        self._counted = 0
        self._top = ""

    def nothing(self, skips_before: int) -> str:
        """What there is to say of a folder without a file to check.

        Args:
            skips_before: how much had been skipped before the folder.
        """
        if self._skips.total > skips_before:
            return "contains no file to check that is not skipped"
        if self._included is not None:
            return "contains no file to check, as none matches --include"
        if not self._passed:
            return "contains no file to check"
        kind = self._passed
        return f"contains no file to check; to check its {kind} files, add --include '*{kind}'"

    def has_been_in(self, name: str) -> bool:
        """Whether a folder was looked into on behalf of an earlier name."""
        try:
            return _key(os.stat(name)) in self._folders
        except (OSError, ValueError):
            return False

    def inside(self, top: str) -> Iterator[Found]:
        """The files below a folder; without recursion, as a tree may be deeper than the stack."""
        if not self._suffixes and self._included is None:
            self._suffixes = suffixes_of(strict=True) | (PACKED if self._unpacks else frozenset())
            self._others = suffixes_of(strict=False) if self._tells else frozenset()
        scope = None
        if self._ignores:
            from parlq.lint.discovery.ignored_files import scope_above

            scope = scope_above(top)
        self._top = os.path.realpath(top)
        todo: list[_Place | str] = [_Place(top, "", scope, ignored=False)]
        while todo:
            place = todo.pop()
            if isinstance(place, str):
                yield InFolder(place)
                continue
            try:
                if not self._enters(place.path):
                    continue
                with os.scandir(place.path) as entries:
                    here = sorted(entries, key=lambda entry: entry.name, reverse=True)
            except OSError as error:
                yield unreadable(place.path, error)
                continue
            todo += self._listed(place, here)

    def _listed(self, place: _Place, here: list[os.DirEntry[str]]) -> Iterator[_Place | str]:
        """What of the content of a folder is to be looked at."""
        path, way, scope, ignored = place
        if scope is not None and not ignored:
            names = {entry.name for entry in here if entry.name in _GIT}
            scope = scope.inside(path, way, names) if names else scope
        asks = scope is not None and (ignored or bool(scope.rules))
        for entry in here:
            name = entry.name
            if name.startswith("."):
                continue
            is_folder = _is_folder(entry)
            inner = name if path == os.curdir else entry.path
            if not self._wanted(inner, name, is_folder=is_folder):
                continue
            if not _is_plain(entry, is_folder=is_folder) and not self._follows(entry, inner):
                continue
            inside = f"{way}/{name}" if way else name
            hidden = False
            if asks and scope is not None:
                hidden = ignored or scope.ignores(inside, name, is_folder=is_folder)
                if hidden and not self._goes_on(scope, inside, is_folder=is_folder):
                    continue
            yield _Place(inner, inside, scope, hidden) if is_folder else inner

    def _goes_on(self, scope: Scope, way: str, *, is_folder: bool) -> bool:
        """Whether something that is ignored is looked at: it is tracked, or its files are counted."""
        if scope.tracks(way, is_folder=is_folder):
            return True
        if is_folder and self._counted < _COUNTED:
            self._counted += 1
            return True
        self._skips.add(IGNORED_FOLDER if is_folder else IGNORED)
        return False

    def _follows(self, entry: os.DirEntry[str], path: str) -> bool:
        """Whether something that is no plain file or folder is looked at; counts it if not."""
        if _is_link(entry):
            if self._leads_out(path):
                self._skips.add(LINK)
                return False
            if _is_folder(entry):
                if not self._is_searched(path):
                    self._skips.add(LINK)
                return False
            if not os.path.exists(path):  # opening the file will tell
                return True
        if entry.is_file():
            return True
        self._skips.add(SPECIAL)
        return False

    def _leads_out(self, link: str) -> bool:
        """Whether a link leads out of the folder that is searched, or into `.git`."""
        real = os.path.realpath(link)
        return not is_inside(real, self._top) or is_git(real[len(self._top) :])

    def _is_searched(self, link: str) -> bool:
        """Whether the folder that a link leads to is looked into where it lies."""
        real = os.path.realpath(link)[len(self._top) :]
        return not any(part in SKIPPED or part.startswith(".") for part in parts_of(real))

    def _enters(self, path: str) -> bool:
        """Whether a folder has not been looked into, by whatever name."""
        key = _key(os.stat(path))
        if key in self._folders:
            return False
        self._folders.add(key)
        return True

    def _wanted(self, path: str, name: str, *, is_folder: bool) -> bool:
        if is_folder and name in SKIPPED:
            return False
        must_look = self._excluded or self._included or name in self._skipped_names
        absolute = os.path.abspath(path) if must_look else path
        if absolute in self._skipped:
            return False
        if self._excluded is not None and self._excluded(absolute):
            return False
        if is_folder:
            return True
        if self._included is not None:
            return self._included(absolute)
        suffix = formats.suffix_of(name)
        if suffix in self._others:
            self._passed = suffix
        return suffix in self._suffixes


def folder_name(folder: str) -> str:
    """A folder as it begins the names of its files: without what stands for the current one."""
    if os.path.isabs(folder) or os.pardir in folder:
        return folder.rstrip("/") or folder[:1]
    parts = [part for part in folder.split("/") if part not in {"", os.curdir}]
    return "/".join(parts) or os.curdir


def _key(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle, which opening the file will tell
        return False


def _is_plain(entry: os.DirEntry[str], *, is_folder: bool) -> bool:
    """Whether something is a file or folder and no link, as the folder that it is in says."""
    try:
        if is_folder:
            return entry.is_dir(follow_symlinks=False) and (os.name != "nt" or not _is_link(entry))
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False


def _is_link(entry: os.DirEntry[str]) -> bool:
    from parlq.lint.discovery.glob_expansion import is_junction

    return entry.is_symlink() or is_junction(entry)


def pattern_matcher(patterns: tuple[str, ...], folder: str) -> Callable[[str], bool] | None:
    """Whether an absolute path matches patterns relative to a folder; None without patterns."""
    if not patterns:
        return None
    from parlq.lint.settings.patterns import Patterns

    return Patterns(patterns, folder).match


def suffixes_of(*, strict: bool) -> frozenset[str]:
    """Those of formats that are read strictly; the others know files that anything may be in."""
    return frozenset(
        suffix
        for made in formats.installed().values()
        if made.strict is strict and made.reader is not None
        for suffix in made.suffixes
    )
