"""The targets of a corpus: what they take of each document, and how they are finished."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple

import attrs

from parlq import formats
from parlq.corpus.output import zip_file
from parlq.corpus.output.encoding import Piece
from parlq.corpus.output.naming import Names
from parlq.corpus.output.packing import Packed
from parlq.corpus.output.state import DAMAGED, ResumeError, State
from parlq.io.devices import descriptor_of
from parlq.io.replacing_files import replacing, write_new
from parlq.problems import InputError, Problem

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
        #: Whether each folder had nothing in it that a file could replace.
        self._folders: dict[str, bool] = {}
        self._begin = os.path.join(target.path, "")
        self._beside = os.path.join(state.folder, "new")
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

    def add(self, pieces: Sequence[Piece]) -> dict[str, Any]:
        """Write the pieces of a document; returns what `replay` needs of them."""
        for piece in pieces:
            self._add(piece)
        self.written += len(pieces)
        line: dict[str, Any] = {}
        if self._names is not None:
            line["fields"] = [piece.fields for piece in pieces]
        elif iris := [piece.iri for piece in pieces if piece.iri]:
            line["iris"] = iris
        if len(pieces) != 1:
            line["count"] = len(pieces)
        return line

    def _add(self, piece: Piece) -> None:
        files, kind = self._state.files, self.target.kind
        if self._names is not None:
            name = self._names.take(piece.fields)
            if kind == "zip":
                zip_file.add(name, piece.data, files["members"], files["directory"])
            else:
                self._save(self._begin + name, piece.data)
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
        folder = path.rpartition("/")[0] or os.path.dirname(path)
        is_new = self._folders.get(folder)
        if is_new is None:
            self._stays_inside(folder)
            os.makedirs(folder or os.curdir, exist_ok=True)
            with os.scandir(folder or os.curdir) as entries:
                is_new = all(entry.path == self._state.folder for entry in entries)
            if len(self._folders) < 10_000:
                self._folders[folder] = is_new
        if not is_new and os.path.lexists(path):
            self._stays_inside(path)
            with replacing(path, durable=False, own=self._state.folder) as file:
                file.write(data)
            return
        # In the state, where an interrupted run leaves nothing that stays; nothing is there to keep.
        beside = self._beside
        try:
            write_new(beside, data)
        except FileExistsError:  # of a run that was killed, or a link that leads elsewhere
            os.unlink(beside)
            write_new(beside, data)
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
        path, own = self.target.path, self._state.folder
        with replacing(path, own=own) as out, Packed(out, path) as file:
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
