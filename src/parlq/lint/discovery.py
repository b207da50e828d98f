"""Finds the files to check: names, patterns, folders, standard input; each file once, in order."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator

from parlq import formats
from parlq.files import unreadable
from parlq.lint.settings import Settings
from parlq.problems import Problem

STDIN = "-"
#: Folders that hold the work of tools; so do those whose name begins with a dot.
SKIPPED = frozenset({"__pycache__", "node_modules", "venv"})
_MAGIC = frozenset("*?[")

#: The name of a file to check, or the problem of a place that cannot be looked into.
Found = str | Problem


def found(
    names: tuple[str, ...],
    settings: Settings,
    skipped: frozenset[str] = frozenset(),
    *,
    others: bool = True,
) -> Iterator[Found]:
    """The files to check, as names are given, sorted within each folder and pattern.

    Of a folder those that have the suffix of a format that is read strictly, or match `include`.
    Hidden files and folders, and the folders of tools, are checked when they are named only.
    Links to folders are followed, into each folder once. A pattern that matches nothing and a
    folder that holds nothing to check are problems, unless `allow_empty`.

    Args:
        names: of files, folders and patterns.
        settings: those of the run.
        skipped: absolute paths of files that are passed over in folders, such as reports.
        others: whether files of other formats can be asked for, which the problem then says.
    """
    return _Walk(settings, skipped, others=others).files(names)


class _Walk:
    """One search; remembers where it has been."""

    def __init__(self, settings: Settings, skipped: frozenset[str], *, others: bool) -> None:
        self._skipped = skipped
        self._excluded = _matcher(settings.exclude, settings.folder_of("exclude"))
        self._included = _matcher(settings.include, settings.folder_of("include"))
        self._force = settings.force_exclude and self._excluded is not None
        self._allow_empty = settings.allow_empty
        self._stdin = settings.stdin_filename
        self._suffixes: frozenset[str] = frozenset()
        self._folders: set[tuple[int, int]] = set()
        self._seen: set[str] | None = None
        self._tells = others
        self._others: frozenset[str] = frozenset()
        self._passed = ""

    def files(self, names: tuple[str, ...]) -> Iterator[Found]:
        """All that is found."""
        self._seen = set() if len(names) > 1 else None
        for name in names:
            if self._left_out(name):
                continue
            count, been = 0, self._has_been_in(name)
            for one in self._of(name):
                count += 1
                if self._is_new(one):
                    yield one
            if not count and not been and not self._allow_empty:
                what = self._empty() if os.path.isdir(name) else "matches no file"
                yield Problem(rule="PQ100", message=f"cannot be read: {what}", file=name)

    def _empty(self) -> str:
        """What there is to say of a folder without a file to check."""
        if self._included is not None:
            return "holds no file to check, as none matches --include"
        if not self._passed:
            return "holds no file to check"
        kind = self._passed
        return f"holds no file to check; to check its {kind} files, add --include '*{kind}'"

    def _is_new(self, one: Found) -> bool:
        if self._seen is None or isinstance(one, Problem):
            return True
        key = one if one == STDIN else os.path.abspath(one)
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _left_out(self, name: str) -> bool:
        """Whether a name that was given is excluded all the same."""
        shown = self._stdin if name == STDIN else name
        return bool(
            self._force and shown and self._excluded and self._excluded(os.path.abspath(shown))
        )

    def _has_been_in(self, name: str) -> bool:
        """Whether a folder was looked into on behalf of an earlier name."""
        try:
            return _key(os.stat(name)) in self._folders
        except (OSError, ValueError):
            return False

    def _of(self, name: str) -> Iterator[Found]:
        if name == STDIN:
            yield name
        elif os.path.isdir(name):
            yield from self._inside(_plain(name))
        elif _MAGIC.isdisjoint(name) or os.path.lexists(name):
            yield name  # what is not there is told as a problem
        else:
            import glob

            for match in sorted(glob.glob(name, recursive=True)):
                if os.path.isdir(match):
                    if "**" not in name:  # which has been in it already
                        yield from self._inside(match)
                elif not (self._excluded and self._excluded(os.path.abspath(match))):
                    yield match

    def _inside(self, top: str) -> Iterator[Found]:
        """The files below a folder; without recursion, as a tree may be deeper than the stack."""
        if not self._suffixes and self._included is None:
            self._suffixes = _suffixes()
            self._others = _suffixes(strict=False) if self._tells else frozenset()
        todo: list[tuple[str, os.DirEntry[str] | None]] = [(top, None)]
        while todo:
            path, file = todo.pop()
            if file is not None:
                yield path if _is_surely_regular(file) else _regular(path)
                continue
            try:
                if not self._enters(path):
                    continue
                with os.scandir(path) as entries:
                    here = sorted(entries, key=lambda entry: entry.name, reverse=True)
            except OSError as error:
                yield unreadable(path, error)
                continue
            for entry in here:
                if entry.name.startswith("."):
                    continue
                is_inner = _is_folder(entry)
                inner = entry.name if path == os.curdir else entry.path
                if self._wanted(inner, entry.name, is_folder=is_inner):
                    todo.append((inner, None if is_inner else entry))

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
        must_look = self._excluded or self._included or self._skipped
        absolute = os.path.abspath(path) if must_look else path
        if absolute in self._skipped:
            return False
        if self._excluded is not None and self._excluded(absolute):
            return False
        if is_folder:
            return True
        if self._included is not None:
            return self._included(absolute)
        suffix = os.path.splitext(name)[1].lower()
        if suffix in self._others:
            self._passed = suffix
        return suffix in self._suffixes


def _plain(folder: str) -> str:
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


def _is_surely_regular(entry: os.DirEntry[str]) -> bool:
    """Whether the folder itself says so, which saves asking the system."""
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False


def _regular(path: str) -> Found:
    """A file that came up in a folder: nobody means a pipe or a device, which may never end."""
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        return unreadable(path, error)
    if stat.S_ISREG(mode):
        return path
    return Problem(rule="PQ100", message="cannot be read: not a regular file", file=path)


def _matcher(patterns: tuple[str, ...], folder: str) -> Callable[[str], bool] | None:
    if not patterns:
        return None
    from parlq.lint.patterns import Patterns  # with `re` only where there are patterns

    return Patterns(patterns, folder).match


def _suffixes(*, strict: bool = True) -> frozenset[str]:
    """Those of formats that are read strictly; the others know files that anything may be in."""
    return frozenset(
        suffix
        for made in formats.installed().values()
        if made.strict is strict and made.reader is not None
        for suffix in made.suffixes
    )
