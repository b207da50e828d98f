"""Reads one document of a corpus, or its works."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from typing import Any, BinaryIO

import attrs

from parlq import formats
from parlq.corpus.entry import Entry, Provenance, refused
from parlq.corpus.options import Options
from parlq.corpus.sources import is_foreign
from parlq.io.files import read_bytes
from parlq.io.reading import Locate, Location, Reading
from parlq.io.signatures import is_array
from parlq.lint.discovery.folder_scan import COMPRESSED, InFolder
from parlq.model.fields.base import unchecked
from parlq.problems import InputError, Problem


@attrs.frozen(kw_only=True)
class Part:
    """A document that has not been read yet, which any process can do.

    Attributes:
        provenance: where it comes from.
        data: its bytes; None for those of the file.
        format: name of its format, where that is known.
        found: whether the file, or the archive that it is in, was found in a folder and not named.
    """

    provenance: Provenance
    data: bytes | None = None
    format: str | None = None
    found: bool = False

    @property
    def discovered(self) -> str:
        """Its name as discovery gives it; what is known to be JSON has the extension."""
        base, suffix = os.path.splitext(self.provenance.name)
        name = base if suffix.lower() in COMPRESSED else base + suffix
        name = f"{name}.json" if self.format == "json" else name
        return InFolder(name) if self.found else name


#: Made for each document, of values that are known to fit: faster than by their classes.
made_place, made_part, _made = unchecked(Provenance), unchecked(Part), unchecked(Entry)


def _given(made: formats.Format, options: Options) -> dict[str, Any]:
    """The options that the reader of a format takes."""
    given: dict[str, Any] = {
        "strict": made.strict if options.strict is None else options.strict,
        "limits": options.limits,
    }
    if options.extra:
        given |= {name: value for name, value in options.extra if name in made.options}
    return given


def streamed(
    made: formats.Format, stream: BinaryIO, place: Provenance, options: Options
) -> Iterator[Entry]:
    """The works of one document, as its format finds them."""
    for one in made.streamed(stream, file=place.name, **_given(made, options)):
        at = place if one.line is None else made_place(place.file, place.member, one.line)
        yield _made(one.value, at, one.problems, made.name, one.locate)


def entries_of(part: Part, options: Options) -> Iterator[Entry]:
    """Read a document: one entry, or those of its works.

    JSON of other programs, found in a folder, is an entry without value and problems.
    """
    place, data = part.provenance, part.data
    try:
        data = read_bytes(place.file, options.limits) if data is None else data
    except InputError as error:
        yield refused(error, place)
        return
    found = _read(part, data, options)
    if part.found:
        found = iter(entries := [*found])
        if all(each.failed for each in entries):
            problems = [problem for each in entries for problem in each.problems]
            if is_foreign(part.discovered, data, problems, options):
                found = iter([Entry(value=None, provenance=place)])
    yield from found


def _read(part: Part, data: bytes, options: Options) -> Iterator[Entry]:
    place = part.provenance
    try:
        made = formats.find(part.format or options.format, place.name, data)
        if made.stream is not None and (
            options.by_work or (made.name == "json" and is_array(data))
        ):
            stream = io.BytesIO(data)
            for entry in streamed(made, stream, attrs.evolve(place, line=None), options):
                yield entry if place.line is None else _entry(entry.reading, place)
            return
        reading = made.read(data, file=place.name, **_given(made, options))
    except InputError as error:
        reading = Reading(value=None, problems=error.problems, file=place.name)
    yield _entry(reading, place)


def _entry(reading: Reading, place: Provenance) -> Entry:
    """The entry of a document; what begins on a later line than the first has its problems there."""
    problems, locate = reading.problems, reading.locate
    if place.line is not None:
        problems = tuple([moved(each, place) for each in problems])
        locate = _Moved(locate, place.line - 1)
    return _made(reading.value, place, problems, reading.format, locate)


def moved(problem: Problem, place: Provenance) -> Problem:
    """The problem of a document as that of the file in which it begins on a later line."""
    line = (place.line or 1) + (problem.line or 1) - 1
    return attrs.evolve(problem, line=line, file=place.name)


@attrs.frozen
class _Moved:
    """A `Locate` of a document that begins on a later line of its file."""

    locate: Locate
    lines: int

    def __call__(self, path: tuple[str | int, ...]) -> Location:
        """The location in the file."""
        found = self.locate(path)
        return found if found.line is None else attrs.evolve(found, line=found.line + self.lines)
