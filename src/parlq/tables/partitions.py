"""A table in parts, for engines that run on many processes or machines.

`plan` finds the documents and divides them; `read` gives the rows of one part, in any process that
sees the same files. Documents that have a name in common are in one part, so questions find their
answers, and the parts together have the rows of `to_arrow`, whatever their number.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

import attrs

from parlq.corpus.documents import Part
from parlq.corpus.documents import entries_of as entries_of_part
from parlq.corpus.entry import Entry, Provenance, refused
from parlq.corpus.lines import of as lines_of
from parlq.corpus.options import Options
from parlq.corpus.reading import entries
from parlq.corpus.sources import files
from parlq.corpus.streams import GZIP, ZSTD, head_of, open_file
from parlq.io.files import unreadable
from parlq.lint.discovery.folder_scan import LINES
from parlq.lint.settings.paths import MAGIC, is_inside, plain_part
from parlq.problems import InputError, Problem
from parlq.tables.arrow import batches
from parlq.tables.pairing import Names
from parlq.tables.pairing.keys import keys_of
from parlq.tables.table import OnError, TableError, cells, entries_of, planned, scope_of

if TYPE_CHECKING:
    import pyarrow as pa

_OPTIONS: Final = Options(strict=False)


@attrs.frozen
class Piece:
    """Documents of one file.

    Attributes:
        file: absolute name of the file.
        state: its size, and the time of its last change in nanoseconds.
        begin: where the lines begin in a file of JSON Lines; None for a file as a whole.
        end: where they end.
        before: how many lines are before them.
    """

    file: str
    state: tuple[int, int]
    begin: int | None = None
    end: int = 0
    before: int = 0


@attrs.frozen
class Partition:
    """A part of a table; it can be pickled, and read in another process.

    Attributes:
        sources: absolute names of what `plan` was given.
        pieces: the documents.
        options: those of the table.
    """

    sources: tuple[str, ...]
    pieces: tuple[Piece, ...]
    options: dict[str, Any]


def plan(
    sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    /,
    parts: int,
    **options: Any,
) -> list[Partition]:
    """Divide a table into parts of about equal size.

    Each document is read once, for its names. A file of JSON Lines can be divided; an archive, a
    compressed file or a large document is in one part as a whole.

    Args:
        sources: files, folders and patterns, as in `rows`.
        parts: most parts to make; there are fewer where the documents are few.
        options: those of `rows`, but for `on_error`.

    Raises:
        InputError: a file cannot be found.
        TableError: `parts` is not positive, or as in `rows`.
    """
    planned(**options)
    if parts < 1:
        raise TableError(f"a table has 1 part or more, not {parts}")
    given = [sources] if isinstance(sources, str | os.PathLike) else sources
    names = tuple([os.path.abspath(each) for each in given])
    pieces: list[Piece] = []
    with contextlib.closing(Names()) as found:
        for piece, documents in _units(names):
            hashes = {
                hash(key)
                for number, entry in enumerate(documents)
                for work in entry.works
                for key in keys_of(work, scope_of(entry, f"{len(pieces)} {number}")).all()
            }
            found.add(hashes, len(pieces))
            pieces.append(piece)
        divided = _divided(pieces, found, parts)
    return [Partition(names, tuple(_merged(each)), options) for each in divided]


def read(
    partition: Partition, columns: Iterable[str] | None = None, /, *, on_error: OnError = "raise"
) -> Iterator[pa.RecordBatch]:
    """The rows of a part, as record batches; the same ones whenever it is read.

    Args:
        partition: one of those that `plan` made.
        columns: names of the columns, in their order; by default those of the plan.
        on_error: as in `rows`.

    Raises:
        TableError: the partition names what its sources do not have, or a file has changed.
        InputError: a document cannot be read, and `on_error` is `raise`.
    """
    _check(partition)
    options = partition.options if columns is None else {**partition.options, "columns": columns}
    made = planned(**options)
    documents = (entry for piece in partition.pieces for entry in _read(piece))
    return batches(made, cells(made, entries_of(documents, on_error)))


def _units(names: tuple[str, ...]) -> Iterator[tuple[Piece, Iterable[Entry]]]:
    """What can be read by itself, with its documents."""
    for file in files(names, _OPTIONS):
        if isinstance(file, Problem):
            raise InputError((file,))
        name = os.path.abspath(file)
        if not _is_lines(name):
            whole = Piece(name, _state(name))
            yield whole, _read(whole)
            continue
        state, end, before = _state(name), 0, 0
        with open_file(name) as stream:
            for number, text in lines_of(stream, _OPTIONS.limits, name):
                begin, end = end, stream.tell()
                yield Piece(name, state, begin, end, before), _of_line(name, number, text)
                before = number


def _is_lines(name: str) -> bool:
    """Whether a file has a document on each line, and is not compressed."""
    if os.path.splitext(name)[1].lower() not in LINES:
        return False
    with open_file(name) as stream:
        return not head_of(stream).startswith((GZIP, ZSTD))


def _state(name: str) -> tuple[int, int]:
    try:
        found = os.stat(name)
    except (OSError, ValueError) as error:
        raise InputError((unreadable(name, error),)) from None
    return found.st_size, found.st_mtime_ns


def _read(piece: Piece) -> Iterator[Entry]:
    """The documents of a piece."""
    if piece.begin is None:
        yield from entries([piece.file], _OPTIONS)
        return
    with open_file(piece.file) as stream:
        stream.seek(piece.begin)
        for number, text in lines_of(stream, _OPTIONS.limits, piece.file):
            if stream.tell() > piece.end:
                return
            yield from _of_line(piece.file, piece.before + number, text)


def _of_line(name: str, number: int, text: bytes | Problem) -> Iterator[Entry]:
    place = Provenance(file=name, line=number)
    if isinstance(text, Problem):
        return iter([refused(InputError((text,)), place)])
    return entries_of_part(Part(provenance=place, data=text, format="json"), _OPTIONS)


def _divided(pieces: list[Piece], names: Names, parts: int) -> list[list[Piece]]:
    """The pieces of each part: in their order, with those that share a name in the part of the first."""
    first = [*range(len(pieces))]

    def root(piece: int) -> int:
        while first[piece] != piece:
            first[piece] = piece = first[first[piece]]
        return piece

    for one, other in names.links():
        low, high = sorted((root(one), root(other)))
        first[high] = low
    sizes = [each.state[0] if each.begin is None else each.end - each.begin for each in pieces]
    whole, done = sum(sizes), 0
    divided: list[list[Piece]] = [[] for _ in range(parts)]
    part_of: dict[int, int] = {}
    for number, piece in enumerate(pieces):
        part = min(done * parts // max(whole, 1), parts - 1)
        divided[part_of.setdefault(root(number), part)].append(piece)
        done += sizes[number]
    return [each for each in divided if each]


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces, of which those that follow each other in a file become one."""
    last, *rest = pieces
    for piece in rest:
        if piece.begin is not None and (last.file, last.end) == (piece.file, piece.begin):
            last = attrs.evolve(last, end=piece.end)
        else:
            yield last
            last = piece
    yield last


def _check(partition: Any) -> None:
    """Refuse a partition that `plan` has not made: it may come from another process.

    Raises:
        TableError: it names a file that its sources do not have, or that has changed.
    """
    if not isinstance(partition, Partition) or not all(
        isinstance(p, Piece) for p in partition.pieces
    ):
        raise TableError("a part of a table is read, which `parlq.tables.plan` makes")
    for piece in partition.pieces:
        if not any(_is_of(piece.file, source) for source in partition.sources):
            raise TableError(f"{piece.file!r} is not a file of {', '.join(partition.sources)}")
        try:
            is_same = _state(piece.file) == piece.state
        except InputError:
            is_same = False
        if not is_same:
            raise TableError(f"{piece.file} has changed since the plan was made; make a new one")


def _is_of(file: str, source: str) -> bool:
    """Whether a file can have been found by the name of a file, folder or pattern."""
    if file == source:
        return True
    if os.path.abspath(file) != file:
        return False
    top = source if MAGIC.isdisjoint(source) else plain_part(source)
    below = os.path.relpath(file, top).split(os.sep)
    is_hidden = any(each.startswith(".") for each in below)  # as `..` is
    return not is_hidden and is_inside(os.path.realpath(file), os.path.realpath(top))
