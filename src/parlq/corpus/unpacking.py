"""Takes the sources of a corpus apart: into documents that any process can read, in their order."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from parlq import formats
from parlq.corpus import archives, lines, streams
from parlq.corpus.documents import Part, made_part, made_place, streamed
from parlq.corpus.entry import Entry, Provenance, refused
from parlq.corpus.options import WHOLE, Options
from parlq.corpus.sources import Source, files, settings_of, suffixes, wanted
from parlq.io import signatures
from parlq.io.signatures import is_array
from parlq.lint.discovery.folder_scan import COMPRESSED, PACKED, InFolder
from parlq.lint.discovery.skipped_files import EMPTY, Skips
from parlq.problems import InputError, Problem


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
    wants = wanted(settings_of(options), suffixes())
    for one in files(sources, options, skipped=skipped, skips=skips):
        if isinstance(one, Problem):
            yield refused(InputError((one,)), Provenance(file=one.file or ""))
        elif one != "-" and _is_small(one, options):
            place = Provenance(file=str(one))
            yield made_part(place, found=isinstance(one, InFolder))
        else:
            yield from parts_of(one, options, wants, skips)


def parts_of(
    one: str,
    options: Options,
    wants: Callable[[str], bool],
    skips: Skips | None = None,
    *,
    file: str | None = None,
) -> Iterator[Part | Entry]:
    """The documents of one file, or of standard input.

    Args:
        one: its name, as discovery gave it.
        options: how to read.
        wants: whether a member of an archive is read, by its name.
        skips: counts archives that were found in folders and hold no document.
        file: its name in problems, if it is another one.
    """
    place = Provenance(file=file or ("<stdin>" if one == "-" else str(one)))
    unpacking = _Unpacking(options, wants, found=isinstance(one, InFolder))
    try:
        with streams.open_file(one) as stream:
            yield from unpacking.of_stream(stream, place)
        if unpacking.is_empty and not isinstance(one, InFolder):
            message = "cannot be read: contains no document with an extension that is read"
            raise InputError((Problem(rule="PQ100", message=message),))
    except InputError as error:
        yield refused(error, place)
    if unpacking.is_empty and skips is not None and isinstance(one, InFolder):
        skips.add(EMPTY)


def _is_small(name: str, options: Options) -> bool:
    """Whether a file is one document by its name and size, so that it is opened once."""
    known = options.format is not None or formats.for_path(name) is not None
    if not known or formats.suffix_of(name) in PACKED or options.format in lines.NAMES:
        return False
    try:
        return os.stat(name).st_size <= WHOLE
    except (OSError, ValueError):
        return True  # opening it will report why


class _Unpacking:
    """Takes one file apart, as deep as an archive of compressed files."""

    def __init__(self, options: Options, wants: Callable[[str], bool], *, found: bool) -> None:
        self._options, self._wants, self._found = options, wants, found
        self._limits = options.limits
        self.is_empty = False

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
            unpack = archives.in_tar if archives.is_tar(head) else archives.in_zip
            members = unpack(stream, self._limits, lambda each: self._wants(f"{place.name}/{each}"))
            yield from self._members(members, place)
        elif lines.is_lines(name, head, self._options.format):
            yield from self._lines(stream, place)
        else:
            if self._options.format is None and head:
                _check_name(name, head, place)
            yield from self._documents(stream, head, name, place)

    def _members(
        self, members: Iterator[archives.Member], archive: Provenance
    ) -> Iterator[Part | Entry]:
        count = 0
        for member in members:
            count += 1
            place = attrs.evolve(archive, member=member.name)
            try:
                if isinstance(member.content, InputError):
                    raise member.content
                yield from self.of_stream(member.content, place, is_member=True)
            except InputError as error:
                yield refused(error, place)
        self.is_empty = not count

    def _lines(self, stream: io.BufferedReader, place: Provenance) -> Iterator[Part | Entry]:
        # A file that was only found is that of another program if its first line is.
        is_other = self._found and b'"schema_version"' not in streams.head_of(stream)
        for number, line in lines.of(stream, self._limits, place.name):
            at = made_place(place.file, place.member, number)
            if isinstance(line, Problem):
                yield refused(InputError((line,)), at)
            else:
                yield made_part(at, line, "json", is_other)

    def _documents(
        self, stream: io.BufferedReader, head: bytes, name: str, place: Provenance
    ) -> Iterator[Part | Entry]:
        """The document that a stream is, or its works."""
        begun = stream.read(WHOLE + 1)
        try:
            made = formats.find(self._options.format, name, head)
        except InputError:
            if not self._found or len(begun) > WHOLE:
                raise
            yield Part(provenance=place, data=begun, found=True)  # perhaps of another program
            return
        is_whole = self._options.by_work is False and not (made.name == "json" and is_array(head))
        if len(begun) <= WHOLE or made.stream is None or is_whole:
            size = self._limits.size
            data = begun + stream.read(size + 1 - len(begun)) if len(begun) > WHOLE else begun
            yield Part(provenance=place, data=data, format=made.name, found=self._found)
            return
        rest = streams.buffered(_Chained(begun, stream))
        yield from streamed(made, rest, place, self._options)


#: What files are by their names, if they are not documents.
_NAMED = {
    **dict.fromkeys((".gz", ".tgz"), "gzip data"),
    **dict.fromkeys((".zst", ".tzst"), "Zstandard data"),
    ".zip": "a ZIP archive",
    ".tar": "a tar archive",
}


def _check_name(name: str, head: bytes, place: Provenance) -> None:
    """Refuse what is named like an archive or compressed file, and is neither that nor a document.

    Any text may be a page, so only a name such as `page.txt.gz` makes it one here.
    """
    base, suffix = os.path.splitext(name)
    kind = _NAMED.get(suffix.lower())
    if kind is None or "page" in {each.name for each in [formats.for_path(base)] if each}:
        return
    begun = formats.sniffed(head)
    if begun is None or begun.name == "page":
        what = signatures.binary(head)
        found = "" if what is None else f" but {what}"
        message = f"is not {kind}{found}; fetch it again, or rename it"
        raise InputError((Problem(rule="PQ800", message=message, file=place.name),))


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
