"""Takes the sources of a corpus apart: into documents that any process can read, in their order."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from parlq import formats
from parlq.corpus import archives, lines, streams
from parlq.corpus.documents import Part, streamed
from parlq.corpus.entry import Entry, Provenance, refused
from parlq.corpus.options import WHOLE, Options
from parlq.corpus.sources import ARCHIVES, COMPRESSED, LINES, Source, files
from parlq.lint.discovery.folder_scan import InFolder
from parlq.lint.discovery.skipped_files import Skips
from parlq.problems import InputError, Problem

_PACKED = ARCHIVES | COMPRESSED | LINES


def parts(
    sources: Source | Iterable[Source],
    options: Options,
    *,
    skipped: frozenset[str] = frozenset(),
    skips: Skips | None = None,
) -> Iterator[Part | Entry]:
    """The documents of a corpus before they are read, and entries of what is read in one pass.

    Args:
        sources: as in `read`.
        options: how to read.
        skipped: absolute paths of files and folders to skip in folders.
        skips: counts what is found in folders and not read.
    """
    for one in files(sources, options, skipped=skipped, skips=skips):
        if isinstance(one, Problem):
            yield refused(InputError((one,)), Provenance(file=one.file or ""))
            continue
        place = Provenance(file="<stdin>" if one == "-" else str(one))
        try:
            if one != "-" and _is_small(one, options):
                yield Part(provenance=place, found=isinstance(one, InFolder))
                continue
            with streams.open_file(one) as stream:
                yield from _Unpacking(options).of_stream(stream, place)
        except InputError as error:
            yield refused(error, place)


def _is_small(name: str, options: Options) -> bool:
    """Whether a file is one document by its name and size, so that it is opened once."""
    suffix = os.path.splitext(name)[1].lower()
    known = options.format is not None or formats.for_path(name) is not None
    if suffix in _PACKED or not known or options.format in lines.NAMES:
        return False
    try:
        return os.stat(name).st_size <= WHOLE
    except (OSError, ValueError):
        return True  # opening it will report why


class _Unpacking:
    """Takes one file apart, as deep as an archive of compressed files."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._limits = options.limits

    def of_stream(
        self, stream: io.BufferedReader, place: Provenance, *, is_member: bool = False
    ) -> Iterator[Part | Entry]:
        """What a stream holds."""
        head, name = streams.head_of(stream), place.name
        inner = streams.decompressed(stream, head, self._limits)
        if inner is not None:
            base, suffix = os.path.splitext(name)
            packed = {".tgz": ".tar", ".tzst": ".tar"}.get(suffix.lower(), "")
            name = base + packed if packed or suffix.lower() in COMPRESSED else name
            stream, head = inner, streams.head_of(inner)
        is_docx = name.lower().endswith(".docx")
        if archives.is_tar(head) or (archives.is_zip(head) and not is_docx):
            if is_member or (inner is not None and archives.is_zip(head)):
                message = "is an archive inside an archive or compressed file; unpack it first"
                raise InputError((Problem(rule="PQ805", message=message, file=place.name),))
            members = (
                archives.in_tar(stream, self._limits)
                if archives.is_tar(head)
                else archives.in_zip(stream, self._limits)
            )
            yield from self._members(members, place)
        elif lines.is_lines(name, head, self._options.format):
            yield from self._lines(stream, place)
        else:
            yield from self._documents(stream, head, name, place)

    def _members(
        self, members: Iterator[archives.Member], archive: Provenance
    ) -> Iterator[Part | Entry]:
        is_empty = True
        for member in members:
            is_empty = False
            place = attrs.evolve(archive, member=member.name)
            try:
                if isinstance(member.content, InputError):
                    raise member.content
                yield from self.of_stream(member.content, place, is_member=True)
            except InputError as error:
                yield refused(error, place)
        if is_empty:
            message = "cannot be read: contains no document"
            raise InputError((Problem(rule="PQ100", message=message),))

    def _lines(self, stream: io.BufferedReader, place: Provenance) -> Iterator[Part | Entry]:
        for number, line in lines.of(stream, self._limits, place.name):
            at = attrs.evolve(place, line=number)
            if isinstance(line, Problem):
                yield refused(InputError((line,)), at)
            else:
                yield Part(provenance=at, data=line, format="json")

    def _documents(
        self, stream: io.BufferedReader, head: bytes, name: str, place: Provenance
    ) -> Iterator[Part | Entry]:
        """The document that a stream is, or its works."""
        begun = stream.read(WHOLE + 1)
        made = formats.find(self._options.format, name, head)
        if len(begun) <= WHOLE or made.stream is None or self._options.by_work is False:
            size = self._limits.size
            data = begun + stream.read(size + 1 - len(begun)) if len(begun) > WHOLE else begun
            yield Part(provenance=place, data=data, format=made.name)
            return
        rest = streams.buffered(_Chained(begun, stream))
        yield from streamed(made, rest, place, self._options)


class _Chained(io.RawIOBase):
    """A stream whose beginning has been read."""

    def __init__(self, begun: bytes, rest: io.BufferedReader) -> None:
        self._begun, self._rest = memoryview(begun), rest

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Read some bytes."""
        view = memoryview(buffer).cast("B")
        data = self._begun[: len(view)] or self._rest.read1(len(view))
        self._begun = self._begun[len(view) :]
        view[: len(data)] = data
        return len(data)
