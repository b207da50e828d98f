"""Splits archives and files of many documents, so that each document is linted by itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from parlq.io.files import begin_of
from parlq.io.signatures import is_array
from parlq.lint.discovery.folder_scan import LINES, PACKED, Found, InFolder, suffixes_of
from parlq.lint.discovery.inputs import STDIN
from parlq.lint.discovery.skipped_files import Skips
from parlq.lint.results import FileResult
from parlq.lint.settings.settings import Settings, SettingsError
from parlq.problems import Problem

if TYPE_CHECKING:
    from parlq.corpus.documents import Part
    from parlq.corpus.entry import Entry, Provenance
    from parlq.corpus.options import Options

    #: What is linted: a file, a document out of one, or what is wrong with one that has been read.
    Task: TypeAlias = Found | Part | Entry

#: Bytes of the largest array that is linted as one document.
_LARGE = 1 << 20


def unpacked(
    files: Iterable[Found], settings: Settings, skips: Skips | None = None
) -> Iterator[Task]:
    """The files, and in place of those that hold many documents these documents.

    Raises:
        SettingsError: such a file is to be fixed.
    """
    changes = settings.fix or settings.diff
    for one in files:
        is_found = isinstance(one, InFolder)
        if isinstance(one, Problem) or (changes and is_found) or not is_packed(one, settings):
            yield one
        elif changes:
            message = (
                "--fix and --diff change files that are one document; convert it, or unpack it"
            )
            raise SettingsError(f"{one} holds several documents: {message}")
        else:
            is_empty = not settings.allow_empty and not is_found
            for part in documents(one, settings, skips):
                is_empty = False
                if (known := _checked(part, settings)) is not None:
                    yield known
            if is_empty:
                message = "cannot be read: contains no document"
                yield Problem(rule="PQ100", message=message, file=one)


def is_packed(one: str, settings: Settings) -> bool:
    """Whether a file holds many documents: by its name or format, or as a large array."""
    name = (settings.stdin_filename or "") if one == STDIN else one
    suffix = os.path.splitext(name)[1].lower()
    if suffix in PACKED or f".{settings.input_format}" in LINES:
        return True
    try:
        if suffix != ".json" or one == STDIN or os.stat(one).st_size <= _LARGE:
            return False
        return is_array(begin_of(one))
    except (OSError, ValueError):  # reading it reports why
        return False


def array_problems(data: bytes, name: str, settings: Settings) -> list[Problem]:
    """The problems of the documents of an array that pass the filters."""
    import io

    from parlq import formats
    from parlq.corpus.documents import streamed
    from parlq.corpus.entry import Provenance
    from parlq.validation import validate_reading

    place, options = Provenance(file=name), _options(settings)
    entries = streamed(formats.get("json"), io.BytesIO(data), place, options)
    return [
        problem
        for entry in entries
        if _is_kept(entry, settings)
        for problem in validate_reading(entry.reading)
    ]


def moved(result: FileResult, place: Provenance) -> FileResult:
    """The result of a document as part of its file, in which it may begin on a later line."""
    if place.line is None or not result.problems:
        return result
    from parlq.corpus.documents import moved

    problems = tuple([moved(each, place) for each in result.problems])
    lines = tuple([(number + place.line - 1, text) for number, text in result.lines])
    return result._replace(problems=problems, lines=lines)


def documents(one: str, settings: Settings, skips: Skips | None = None) -> Iterator[Part | Entry]:
    """The documents of a file; those of a large array have been read.

    Args:
        one: its name, as discovery gave it.
        settings: those of the run, with the patterns of members.
        skips: counts archives without a document.
    """
    from parlq.corpus.sources import wanted
    from parlq.corpus.unpacking import parts_of

    wants = wanted(settings, suffixes_of(strict=True) | PACKED)
    file = settings.stdin_filename if one == STDIN else None
    return parts_of(one, _options(settings), wants, skips, file=file)


def _checked(part: Part | Entry, settings: Settings) -> Part | Entry | None:
    """What is to be linted; what has been read is checked here. None for what no filter keeps."""
    from parlq.corpus.documents import Part

    if isinstance(part, Part) or part.value is None:
        return part
    if not _is_kept(part, settings):
        return None
    import attrs

    from parlq.io.reading import nowhere
    from parlq.validation import validate_reading

    problems = tuple(validate_reading(part.reading))
    return attrs.evolve(part, value=None, problems=problems, locate=nowhere)


def _is_kept(entry: Entry, settings: Settings) -> bool:
    return settings.keeps is None or entry.value is None or settings.keeps(entry.value) is not None


def _options(settings: Settings) -> Options:
    from parlq.corpus.options import Options

    return Options(
        format=settings.input_format,
        strict=settings.strict,
        limits=settings.limits,
        by_work=False,
        extra=(("migrate", True),) if settings.migrate else (),
    )
