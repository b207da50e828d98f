"""Finds the files of a corpus: those that are named, in folders, and that match patterns."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from parlq import formats
from parlq.corpus.options import Options
from parlq.lint.discovery.folder_scan import PACKED, Found, pattern_matcher
from parlq.lint.discovery.inputs import found
from parlq.lint.discovery.skipped_files import Skips
from parlq.lint.settings.settings import Settings
from parlq.problems import Problem

Source = str | os.PathLike[str]


def suffixes() -> frozenset[str]:
    """Suffixes of the files that are read in folders and archives."""
    readable = {
        suffix
        for made in formats.installed().values()
        if made.reader is not None
        for suffix in made.suffixes
    }
    return frozenset(readable | PACKED)


def files(
    sources: Source | Iterable[Source],
    options: Options,
    *,
    skipped: frozenset[str] = frozenset(),
    skips: Skips | None = None,
) -> Iterator[Found]:
    """The files, as sources are given, sorted within each folder and pattern; each once.

    Args:
        sources: files, folders, patterns, and `-` for standard input; or one of these.
        options: of the reading.
        skipped: absolute paths of files and folders to skip in folders, such as the output.
        skips: counts what is found in folders and not read.
    """
    given = [sources] if isinstance(sources, str | os.PathLike) else [*sources]
    names = tuple([os.fspath(each) for each in given])
    return found(names, settings_of(options), skipped, skips=skips, suffixes=suffixes())


def settings_of(options: Options) -> Settings:
    """The settings that decide which files of folders are read."""
    return Settings(include=options.include, exclude=options.exclude, no_ignore=options.no_ignore)


def wanted(settings: Settings, suffixes: frozenset[str]) -> Callable[[str], bool]:
    """Whether a member of an archive is read, by its name, as a file in a folder would be.

    Args:
        settings: with the patterns.
        suffixes: of the files that are read without patterns.
    """
    included = pattern_matcher(settings.include, settings.folder_of("include"))
    excluded = pattern_matcher(settings.exclude, settings.folder_of("exclude"))

    def wants(name: str) -> bool:
        absolute = os.path.abspath(name.replace("\0", "")) if included or excluded else ""
        if excluded is not None and excluded(absolute):
            return False
        if included is not None:
            return included(absolute)
        return os.path.splitext(name)[1].lower() in suffixes

    return wants


def is_foreign(one: Found, data: bytes, problems: Iterable[Problem], options: Options) -> bool:
    """Whether a file was only found in a folder, and is JSON of another program."""
    from parlq.lint.discovery.foreign_json import is_skipped

    settings = Settings(no_ignore=options.no_ignore, input_format=options.format)
    return isinstance(one, str) and is_skipped(one, data, tuple(problems), settings)
