"""The targets of a corpus: what they take of each document, and how they are finished."""

from __future__ import annotations

import errno
import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, NamedTuple

import attrs

from parlq import formats
from parlq.corpus.output import zip_file
from parlq.corpus.output.encoding import Piece
from parlq.corpus.output.naming import Names
from parlq.corpus.output.state import DAMAGED, ResumeError, State
from parlq.io.devices import descriptor_of
from parlq.io.replacing_files import replacing
from parlq.problems import InputError, MissingExtraError, Problem

#: Bytes that are copied at a time.
_BLOCK = 1 << 20


class Target(NamedTuple):
    """Where a corpus is written to.

    Attributes:
        kind: `folder`, `zip`, `lines`, `dossier`, or `collected` for one document of a format that
            is written as a whole.
        path: of the file, or of the folder; `-` for standard output.
        format: of the documents.
        template: of the names of files, for a folder or archive.
    """

    kind: str
    path: str
    format: formats.Format
    template: str = ""

    @property
    def style(self) -> str:
        """What is written of each document, as `Encoder` has it."""
        styles = {"folder": "document", "zip": "document", "lines": "line", "dossier": "work"}
        return styles.get(self.kind, "collected")

    @property
    def files(self) -> tuple[str, ...]:
        """Names of the files of the state."""
        if self.kind == "dossier":
            return ("question", "answer", "question-links", "answer-links")
        return {"folder": (), "zip": ("members", "directory")}.get(self.kind, ("lines",))

    @property
    def state(self) -> str | None:
        """The folder of the state; None where a run cannot be continued."""
        if self.path == "-" or descriptor_of(self.path) is not None:
            return None
        if self.kind == "folder":
            return os.path.join(self.path, ".parlq")
        folder, base = os.path.split(self.path)
        return os.path.join(folder, f".{base}.parlq")


class Sink:
    """Takes pieces in their order, and puts the target together."""

    def __init__(self, target: Target, state: State, options: dict[str, Any]) -> None:
        self.target = target
        self.written = 0
        self._state = state
        self._options = options
        self._names = Names(target.template) if target.template else None
        self._copies: Counter[str] = Counter()
        self._folders: set[str] = set()
        self._top = os.path.join(os.path.realpath(target.path), "")

    def replay(self, line: dict[str, Any]) -> None:
        """Note what an interrupted run has written of a document.

        Raises:
            ResumeError: the line lacks what names of files are made of.
        """
        self.written += line.get("count", 1)
        for fields in line.get("fields", ()):
            if self._names is not None:
                try:
                    self._names.take(fields)
                except LookupError:
                    raise ResumeError(DAMAGED) from None
        for iri in line.get("iris", ()):
            self._copies[iri] += 1

    def add(self, pieces: Iterable[Piece]) -> dict[str, Any]:
        """Write the pieces of a document; returns what `replay` needs of them."""
        fields, iris, count = [], [], 0
        for piece in pieces:
            count += 1
            self._add(piece)
            if self._names is not None:
                fields.append(piece.fields)
            if piece.iri:
                iris.append(piece.iri)
        self.written += count
        known = {"fields": fields, "iris": iris}
        line: dict[str, Any] = {name: each for name, each in known.items() if each}
        if count != 1:
            line["count"] = count
        return line

    def _add(self, piece: Piece) -> None:
        files, kind = self._state.files, self.target.kind
        if self._names is not None:
            name = self._names.take(piece.fields)
            if kind == "zip":
                zip_file.add(name, piece.data, files["members"], files["directory"])
            else:
                self._save(os.path.join(self.target.path, name), piece.data)
        elif kind != "dossier":
            files["lines"].write(piece.data)
        else:
            data = piece.data
            if piece.iri:
                self._copies[piece.iri] += 1
                if (copy := self._copies[piece.iri]) > 1:
                    from parlq.formats.akn.streaming.writing import numbered

                    data = numbered(data, copy)
                files[f"{piece.kind}-links"].write(piece.link)
            elif files[piece.kind].tell():
                data = b",\n" + data
            files[piece.kind].write(data)

    def _save(self, path: str, data: bytes) -> None:
        folder = os.path.dirname(path)
        if folder not in self._folders:
            self._stays_inside(folder)
            os.makedirs(folder or os.curdir, exist_ok=True)
            if len(self._folders) < 10_000:
                self._folders.add(folder)
        if os.path.lexists(path):
            self._stays_inside(path)
            with replacing(path, durable=False) as file:
                file.write(data)
            return
        # In the state, where an interrupted run leaves nothing that stays; nothing is there to keep.
        beside = os.path.join(self._state.folder, "new")
        try:
            new = open(beside, "xb")  # noqa: SIM115 # closed below
        except FileExistsError:  # of a run that was killed, or a link that leads elsewhere
            os.unlink(beside)
            new = open(beside, "xb")  # noqa: SIM115 # as above
        with new:
            new.write(data)
        os.replace(beside, path)

    def _stays_inside(self, path: str) -> None:
        """Refuse a link in the folder, which a checkout may have, that leads out of it."""
        if not os.path.join(os.path.realpath(path), "").startswith(self._top):
            raise OSError(errno.ELOOP, "is a link that leads out of the folder", path)

    def finish(self) -> tuple[Problem, ...]:
        """Put the target together; returns facts that its format does not hold.

        Raises:
            OSError: as the system gives it; an existing file is as it was.
        """
        kind = self.target.kind
        if kind == "folder":
            return ()
        problems: tuple[Problem, ...] = ()
        chunks: Iterator[bytes]
        if kind == "lines":
            chunks = _copied(self._state.files["lines"])
        elif kind == "zip":
            chunks = self._zip()
        elif kind == "dossier":
            chunks = self._json() if self.target.format.name == "json" else self._akn()
        else:
            data, problems = self._collected()
            chunks = iter((data,))
        if self.target.path == "-":
            for chunk in chunks:
                sys.stdout.buffer.write(chunk)
            return problems
        with replacing(self.target.path) as out, _Packed(out, self.target.path) as file:
            for chunk in chunks:
                file.write(chunk)
        return problems

    def _zip(self) -> Iterator[bytes]:
        members, directory = (self._state.files[name] for name in self.target.files)
        at, size = members.tell(), directory.tell()
        yield from _copied(members)
        yield from _copied(directory)
        yield zip_file.end(self.written, size, at)

    def _json(self) -> Iterator[bytes]:
        from parlq.formats.json import SCHEMA_VERSION

        yield f'{{\n  "schema_version": {json.dumps(SCHEMA_VERSION)},\n  "type": "dossier"'.encode()
        for kind in ("question", "answer"):
            if self._state.files[kind].tell():
                yield f',\n  "{kind}s": [\n'.encode()
                yield from _copied(self._state.files[kind])
                yield b"\n  ]"
        yield b"\n}\n"

    def _akn(self) -> Iterator[bytes]:
        from parlq.formats.akn.streaming.writing import around_links

        links = [self._state.files[f"{kind}-links"] for kind in ("question", "answer")]
        begin, middle, end = around_links(_lines(links))
        yield begin
        for file in links:
            yield from _copied(file)
        yield middle
        for kind in ("question", "answer"):
            yield from _copied(self._state.files[kind])
        yield end

    def _collected(self) -> tuple[bytes, tuple[Problem, ...]]:
        """One document of all works, in memory."""
        from parlq.formats.json import loads
        from parlq.model import Dossier, Question

        file = self._state.files["lines"]
        file.seek(0)
        works = [loads(line) for line in file]
        questions = tuple([each for each in works if isinstance(each, Question)])
        answers: Any = tuple([each for each in works if not isinstance(each, Question)])
        dossier = Dossier(questions=questions, answers=answers)
        made = self.target.format
        try:
            data = made.dumps(dossier, **self._options)
        except InputError as error:  # it cannot be written at all
            path = self.target.path
            raise InputError(
                tuple(attrs.evolve(each, file=path) for each in error.problems)
            ) from None
        if made.reader is None:
            return data, ()
        return data, made.losses(dossier, written=data, **self._options)


def _copied(file: BinaryIO) -> Iterator[bytes]:
    """What a file of the state holds; it is at its end before and behind."""
    file.flush()
    file.seek(0)
    while block := file.read(_BLOCK):
        yield block


def _lines(files: Iterable[BinaryIO]) -> Iterator[bytes]:
    for file in files:
        file.flush()
        file.seek(0)
        yield from file


class _Packed:
    """A file whose content is compressed as its name says."""

    def __init__(self, out: BinaryIO, path: str) -> None:
        self._out = out
        self._inner: Any = out
        name = path.lower()
        if name.endswith(".gz"):
            self._inner = gzip.GzipFile("", "wb", 6, out, mtime=0)
        elif name.endswith(".zst"):
            self._inner = zstd_writer(out)

    def __enter__(self) -> BinaryIO:
        inner: BinaryIO = self._inner
        return inner

    def __exit__(self, *stopped: object) -> None:
        if self._inner is not self._out and stopped[0] is None:
            self._inner.close()


def zstd_writer(out: BinaryIO) -> Any:
    """A stream that packs with Zstandard, of which closing leaves `out` open.

    Raises:
        MissingExtraError: there is no library for it.
    """
    if sys.version_info >= (3, 14):
        from compression import zstd

        return zstd.ZstdFile(out, "w")
    try:
        import zstandard
    except ModuleNotFoundError:
        raise MissingExtraError("Zstandard", "zstd") from None
    return zstandard.ZstdCompressor(level=6).stream_writer(out, closefd=False)
