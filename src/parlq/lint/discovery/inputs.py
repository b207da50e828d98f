"""Finds the files to check: names, patterns, folders, standard input; each file once, in order."""

from __future__ import annotations

import os
from collections.abc import Iterator

from parlq.lint.discovery.folder_scan import Found, HowToScan, Scan, folder_name, pattern_matcher
from parlq.lint.discovery.skipped_files import LINK, SPECIAL, Skips
from parlq.lint.settings.paths import MAGIC
from parlq.lint.settings.settings import Settings
from parlq.problems import Problem

STDIN = "-"


def found(
    names: tuple[str, ...],
    settings: Settings,
    skipped: frozenset[str] = frozenset(),
    *,
    others: bool = True,
    skips: Skips | None = None,
    suffixes: frozenset[str] = frozenset(),
) -> Iterator[Found]:
    """The files to check, as names are given, sorted within each folder and pattern.

    Of a folder those that have the suffix of a format that is read strictly, or match `include`.
    Hidden files and folders, and the folders of tools, are checked when they are named only; so is
    what git neither tracks nor takes notice of. In folders, links are not followed out of them,
    and links to folders not at all: what these lead to is found where it lies. A pattern that
    matches nothing and a folder that holds nothing to check are problems, unless `allow_empty`.

    Args:
        names: of files, folders and patterns.
        settings: those of the run.
        skipped: absolute paths of files to skip in folders, such as reports.
        others: whether files of other formats can be asked for, which the problem then says.
        skips: counts what is found and not given.
        suffixes: of the files in folders; those of formats that are read strictly unless given.
    """
    scan = HowToScan(Skips() if skips is None else skips, others, suffixes)
    walk = _Walk(settings, skipped, scan)
    return walk.files(names)


class _Walk:
    """All names of a run; remembers what it has given."""

    def __init__(self, settings: Settings, skipped: frozenset[str], how: HowToScan) -> None:
        self._skips = how.skips
        self._excluded = pattern_matcher(settings.exclude, settings.folder_of("exclude"))
        self._force = settings.force_exclude and self._excluded is not None
        self._allow_empty = settings.allow_empty
        self._stdin = settings.stdin_filename
        self._seen: set[str] | None = None
        self._scan = Scan(settings, skipped, how, self._excluded)

    def files(self, names: tuple[str, ...]) -> Iterator[Found]:
        """All that is found."""
        self._seen = set() if len(names) > 1 else None
        for name in names:
            if self._left_out(name):
                continue
            count, been, before = 0, self._scan.has_been_in(name), self._skips.total
            for one in self._of(name):
                count += 1
                if self._is_new(one):
                    yield one
            if not count and not been and not self._allow_empty:
                what = self._scan.nothing(before) if os.path.isdir(name) else "matches no file"
                yield Problem(rule="PQ100", message=what, file=name)

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

    def _of(self, name: str) -> Iterator[Found]:
        if name == STDIN:
            yield name
        elif os.path.isdir(name):
            yield from self._scan.inside(folder_name(name))
        elif MAGIC.isdisjoint(name) or os.path.lexists(name):
            yield name  # a missing file is reported as a problem
        else:
            yield from self._matching(name)

    def _matching(self, pattern: str) -> Iterator[Found]:
        """What a pattern stands for: files as if they were named, and those in folders."""
        from parlq.lint.discovery.glob_expansion import expanded
        from parlq.lint.settings.paths import is_inside, plain_part

        top = os.path.realpath(plain_part(pattern) or os.curdir)
        for match in expanded(pattern):
            is_link = os.path.islink(match)
            if os.path.isdir(match):
                if "**" not in pattern and not is_link:  # in which it has been
                    yield from self._scan.inside(match)
            elif self._excluded and self._excluded(os.path.abspath(match)):
                continue
            elif is_link and not is_inside(os.path.realpath(match), top):
                self._skips.add(LINK)
            elif os.path.exists(match) and not os.path.isfile(match):
                self._skips.add(SPECIAL)
            else:
                yield match
