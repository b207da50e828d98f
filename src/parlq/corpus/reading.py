"""Reads a corpus: finds its files, unpacks them, and reads one document after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from parlq import formats
from parlq.corpus import lines
from parlq.corpus.documents import entries_of
from parlq.corpus.entry import Entry
from parlq.corpus.options import Options
from parlq.corpus.sources import Source
from parlq.corpus.unpacking import parts
from parlq.limits import DEFAULT, Limits
from parlq.lint.discovery.skipped_files import FOREIGN, Skips


def read(  # noqa: PLR0913 # what finds files, and what reads them
    sources: Source | Iterable[Source],
    /,
    *,
    format: str | None = None,
    strict: bool | None = False,
    limits: Limits = DEFAULT,
    by_work: bool | None = None,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    no_ignore: bool = False,
    **options: Any,
) -> Iterator[Entry]:
    """Read the documents of a corpus, one at a time, in the order of the sources.

    Args:
        sources: files, folders, patterns such as `2022/**/*.xml`, and `-` for standard input; or
            one of these. In folders, files with the extension of a format or an archive are read,
            sorted by name; hidden files and those that `.gitignore` ignores are not. ZIP and tar
            archives, files compressed with gzip or Zstandard (extra `zstd`), and JSON Lines may hold
            any number of documents.
        format: name of the format of all documents; by default determined for each.
        strict: whether what the format does not know is an error; None for the default of the
            format.
        limits: bounds of one document. The size of a file that holds many is not bounded.
        by_work: whether dossiers, dumps and tables come as single questions and answers, in constant
            memory. By default those larger than a megabyte do, and smaller ones are read as a whole.
        include: patterns of the files in folders to read instead.
        exclude: patterns of files and folders in folders to skip.
        no_ignore: read what `.gitignore` ignores, and JSON of other programs, too.
        options: as in `parlq.read`, for the formats that have them.

    Yields:
        An entry for each document. What cannot be read is an entry without a value, and the next
        one follows.

    Raises:
        UnknownFormatError: `format` is no format.
        MissingExtraError: an optional package is needed.
    """
    made = Options(
        format=format,
        strict=strict,
        limits=limits,
        by_work=by_work,
        include=tuple(include),
        exclude=tuple(exclude),
        no_ignore=no_ignore,
        extra=tuple(options.items()),
    )
    if format not in lines.NAMES and format is not None:
        formats.get(format)
    return entries(sources, made)


def entries(
    sources: Source | Iterable[Source],
    options: Options,
    *,
    skipped: frozenset[str] = frozenset(),
    skips: Skips | None = None,
) -> Iterator[Entry]:
    """The entries of a corpus; `read` explains the options.

    Args:
        sources: as in `read`.
        options: of the reading.
        skipped: absolute paths of files and folders to skip in folders, such as the output.
        skips: counts what is found in folders and not read.
    """
    for part in parts(sources, options, skipped=skipped, skips=skips):
        for entry in [part] if isinstance(part, Entry) else entries_of(part, options):
            if entry.value is not None or entry.problems:
                yield entry
            elif skips is not None:
                skips.add(FOREIGN)
