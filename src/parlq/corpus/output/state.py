"""The state of a run in a folder of its own, from which an interrupted run goes on."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

from parlq.problems import ParlqError

_JOURNAL = "journal"
#: Most documents that are noted together, and most seconds that they wait for it.
_MOST, _LONGEST = 16, 0.25
#: Longest line of the journal.
_LINE = 1 << 27
DAMAGED = "the state of the interrupted run is damaged; run without --resume"
_encode = json.JSONEncoder(separators=(",", ":")).encode


class ResumeError(ParlqError):
    """A run that cannot be continued."""


class State:
    """What a run has done: lines of JSON about its documents, and files that are put together last.

    A line is written when all of its documents are in the files, with their sizes, so that a run
    that was killed at any moment begins anew with the documents that are on no line: the last few.

    Args:
        folder: where the state is; made if there is none. None for one that no other run finds.
        run: what makes two runs the same, such as the arguments.
        files: names of the files that the target is made of.
        resume: whether to go on with what is there.

    Raises:
        ResumeError: the state is that of another run.
        OSError: as the system gives it.
    """

    def __init__(
        self, folder: str | None, run: Any, files: tuple[str, ...], *, resume: bool
    ) -> None:
        folder = folder or tempfile.mkdtemp()
        self.folder = folder
        self._run = json.loads(json.dumps(run, default=str))
        journal = os.path.join(folder, _JOURNAL)
        if os.path.islink(folder):
            raise ResumeError(f"{folder} is a link, not the state of a run; remove it")
        goes_on = resume and os.path.exists(journal)
        if not goes_on:
            shutil.rmtree(folder, ignore_errors=True)
            os.makedirs(folder)
        if goes_on:
            _check(journal, self._run)
        self.goes_on = goes_on
        self._notes: list[dict[str, Any]] = []
        self._noted = time.monotonic()
        self.files: dict[str, BinaryIO] = {}
        for name in files:
            self.files[name] = _opened(os.path.join(folder, name))
        self._journal = _opened(journal)
        if not goes_on:
            self._write({"run": self._run})

    def replayed(self) -> Iterator[dict[str, Any]]:
        """The notes of the run that is continued; behind the last one, the files are as it says."""
        last: dict[str, Any] = {}
        self._journal.seek(0)
        self._journal.readline()
        end = self._journal.tell()
        while (line := self._journal.readline(_LINE)).endswith(b"\n"):
            last = _read(line)
            end = self._journal.tell()
            yield from last["done"]
        self._journal.seek(end)
        self._journal.truncate()
        for name, file in self.files.items():
            size = last.get("sizes", {}).get(name, 0)
            if size > file.seek(0, os.SEEK_END):
                raise ResumeError(DAMAGED)
            file.truncate(size)
            file.seek(0, os.SEEK_END)

    def note(self, note: dict[str, Any]) -> None:
        """Note that a document is done; several are written together."""
        self._notes.append(note)
        if len(self._notes) >= _MOST or time.monotonic() - self._noted > _LONGEST:
            self._write_notes()

    def _write_notes(self) -> None:
        sizes = {}
        for name, file in self.files.items():
            file.flush()
            sizes[name] = file.tell()
        self._write({"done": self._notes, "sizes": sizes})
        self._notes, self._noted = [], time.monotonic()

    def _write(self, line: dict[str, Any]) -> None:
        self._journal.write(_encode(line).encode() + b"\n")
        self._journal.flush()

    def close(self, *, remove: bool) -> None:
        """Close all files, and remove them when the run is done."""
        if self._notes and not remove:
            with contextlib.suppress(OSError):
                self._write_notes()
        for file in (*self.files.values(), self._journal):
            with contextlib.suppress(OSError):
                file.close()
        if remove:
            # The journal goes first: what is left when the run is killed here is no state.
            with contextlib.suppress(OSError):
                os.unlink(os.path.join(self.folder, _JOURNAL))
            shutil.rmtree(self.folder, ignore_errors=True)


def _opened(path: str) -> BinaryIO:
    """A file of the state, made if there is none; somebody else may have put a link in its place."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        file = open(os.open(path, flags, 0o666), "r+b")  # noqa: SIM115 # closed by `close`
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.ENXIO}:
            raise ResumeError(DAMAGED) from None
        raise
    found = os.fstat(file.fileno())
    if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
        file.close()
        raise ResumeError(DAMAGED)
    return file


def _read(line: bytes) -> dict[str, Any]:
    """A line of the journal, which somebody else may have written.

    Raises:
        ResumeError: it is none.
    """
    try:
        found = json.loads(line)
        notes, sizes = found["done"], found["sizes"]
        numbers, texts = [*sizes.values()], []
        for note in notes:
            numbers += [note.get("code", 0), note.get("count", 1)]
            numbers += note.get("outcomes", {}).values()
            texts += [note["name"], *note.get("iris", [])]
            texts += [text for each in note.get("fields", []) for text in each.values()]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise ResumeError(DAMAGED) from None
    if not all(type(n) is int and n >= 0 for n in numbers) or {*map(type, texts)} - {str}:
        raise ResumeError(DAMAGED)
    return dict(found)


def _check(journal: str, run: Any) -> None:
    """Refuse to go on with another run."""
    with _opened(journal) as file:
        try:
            begun = json.loads(file.readline(_LINE))["run"]
        except (ValueError, LookupError, TypeError, RecursionError):
            begun = None
    if begun != run:
        raise ResumeError(
            "the interrupted run had other arguments; repeat it with these, or run without --resume"
        )
