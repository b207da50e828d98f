"""The folder of a site: writes what changed, and removes what the site wrote and no longer has.

`.parlq-site` in it has a list of the files that the site wrote. Each name is there before its file is,
so that an interrupted run leaves nothing that the next one takes for the file of somebody else.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import stat
from typing import IO, Final

from parlq.formats.html.site.naming import TOPS, is_name
from parlq.io.replacing_files import replacing
from parlq.problems import ParlqError, shorten

#: What belongs to the site and to no reader.
OWN: Final = ".parlq-site"
_LIST, _BEGUN, _NEW = "files", "begun", "new-"
#: Sizes and times are below.
_MOST: Final = 1 << 63
_TABLE: Final = """
CREATE TABLE file (name TEXT PRIMARY KEY, key TEXT, size INTEGER, time INTEGER, seen INTEGER) WITHOUT ROWID
"""


def places(folder: str) -> list[str]:
    """Where the files of a site are, of which none is a source of it."""
    return [os.path.abspath(os.path.join(folder, name)) for name in ("", *TOPS)]


class SiteError(ParlqError):
    """A site that cannot be written: of its folder, its templates or its options."""


class Folder:
    """The folder of a site.

    Args:
        path: the folder; made if there is none.
        base: a database for the list of files.

    Raises:
        SiteError: it is not a folder, or its list of files is damaged.
        OSError: as the system gives it.
    """

    def __init__(self, path: str, base: sqlite3.Connection) -> None:
        self._is_new = not os.path.lexists(path)
        os.makedirs(path, exist_ok=True)
        self.top = os.path.realpath(path)
        self.own = os.path.join(self.top, OWN)
        if os.path.lexists(self.own) and (os.path.islink(self.own) or not os.path.isdir(self.own)):
            raise SiteError(f"{self.own}: is not the folder that parlq makes; remove it")
        os.makedirs(self.own, exist_ok=True)
        # A name that nobody can have put a link at before.
        self._new = os.path.join(self.own, f"{_NEW}{os.urandom(8).hex()}")
        self._base = base
        base.execute(_TABLE)
        self.written = self.unchanged = self.removed = 0
        self._folders: set[str] = set()
        for name in (_LIST, _BEGUN):
            self._load(name)
        self._begun: IO[str] = open(os.path.join(self.own, _BEGUN), "a", encoding="utf-8")  # noqa: SIM115 # closed by `close`

    def _load(self, name: str) -> None:
        """Take the names that a run before has written."""
        path = os.path.join(self.own, name)
        if not os.path.lexists(path):
            return
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise SiteError(f"{path}: is not the file that parlq writes; remove it")
        with open(path, encoding="utf-8", errors="replace") as file:
            while line := file.readline(4096):
                if not line.endswith("\n") and name == _BEGUN:
                    return  # the run was interrupted while it wrote the name
                self._take(line, path)

    def _take(self, line: str, path: str) -> None:
        try:
            file, key, size, time = json.loads(line)
            str(key).encode()
        except (ValueError, TypeError, RecursionError):
            file = None
        if not isinstance(file, str) or not is_name(file):
            what = f"{path}: names what no site has: {shorten(line.strip(), 80)!r}"
            raise SiteError(f"{what}; remove {self.own} and the pages, and write the site again")
        row = (
            file,
            str(key),
            *(n if type(n) is int and 0 <= n < _MOST else 0 for n in (size, time)),
        )
        self._base.execute("INSERT OR IGNORE INTO file VALUES (?, ?, ?, ?, 0)", row)

    def close(self) -> None:
        """Close the list of files; a run that wrote nothing leaves nothing behind."""
        self._begun.close()
        with contextlib.suppress(OSError):
            os.unlink(self._new)
        with contextlib.suppress(OSError):
            if not os.path.getsize(self._begun.name):
                os.unlink(self._begun.name)
            os.rmdir(self.own)  # if it is empty
            if self._is_new:
                os.rmdir(self.top)

    def has(self, path: str) -> bool:
        """Whether a file is one that a run before has written."""
        if not path or not os.path.realpath(path).startswith(self.top + os.sep):
            return False
        name = os.path.relpath(os.path.realpath(path), self.top).replace(os.sep, "/")
        found = self._base.execute("SELECT 1 FROM file WHERE name = ?", (name,))
        return found.fetchone() is not None

    def is_current(self, name: str, key: str) -> bool:
        """Whether a file is as a run before has written it for the same key; it then stays."""
        found = self._base.execute("SELECT key, size, time FROM file WHERE name = ?", (name,))
        row = found.fetchone()
        if row is None or row != (key, *self._state(name)):
            return False
        self._see(name, *row)
        self.unchanged += 1
        return True

    def write(self, name: str, data: bytes, key: str = "") -> None:
        """Write a file, unless it has these bytes.

        Raises:
            SiteError: another program's file is there, or a link leads out of the folder.
            OSError: as the system gives it.
        """
        path = self._claim(name)
        if self._has(path, data):
            self.unchanged += 1
        else:
            with open(self._new, "xb") as file:
                file.write(data)
            os.replace(self._new, path)
            self.written += 1
        self._see(name, key, *self._state(name))

    def _claim(self, name: str) -> str:
        """The path of a file, which is noted as one of the site."""
        if not is_name(name):
            raise SiteError(f"{shorten(name, 80)!r} is no name of a file of a site")
        path = os.path.join(self.top, *name.split("/"))
        folder = os.path.dirname(path)
        if folder not in self._folders:
            if os.path.realpath(folder) != folder:
                raise SiteError(f"{folder}: a link leads out of the site; remove it")
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        if self._base.execute("SELECT 1 FROM file WHERE name = ?", (name,)).fetchone() is None:
            if os.path.lexists(path):
                raise SiteError(
                    f"{path}: exists, and parlq did not write it; remove it, or choose another folder"
                )
            self._begun.write(json.dumps([name, "", 0, 0]) + "\n")
            self._begun.flush()
        return path

    @staticmethod
    def _has(path: str, data: bytes) -> bool:
        try:
            if os.path.islink(path) or os.path.getsize(path) != len(data):
                return False
            with open(path, "rb") as file:
                return file.read() == data
        except FileNotFoundError:
            return False

    def _state(self, name: str) -> tuple[int, int]:
        """Size and time of a file; zeros where there is none."""
        try:
            found = os.lstat(os.path.join(self.top, name))
        except OSError:
            return 0, 0
        return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else (0, 0)

    def _see(self, name: str, key: str, size: int, time: int) -> None:
        row = (name, key, size, time)
        self._base.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, 1)", row)

    def keep(self, folder: str) -> None:
        """Keep all files in a folder as they are."""
        update = "UPDATE file SET seen = 1 WHERE substr(name, 1, ?) = ? AND NOT seen"
        self.unchanged += self._base.execute(update, (len(folder) + 1, f"{folder}/")).rowcount

    def lists(self) -> list[str]:
        """The names of the pages that are no documents."""
        select = "SELECT name FROM file WHERE seen AND name LIKE '%.html' AND name NOT LIKE 'documents/%'"
        return [name for (name,) in self._base.execute(f"{select} ORDER BY name")]

    def prune(self, start: str = "") -> None:
        """Remove the files that the site no longer has, of those whose names begin so."""
        select = "SELECT name FROM file WHERE NOT seen AND substr(name, 1, ?) = ? ORDER BY name"
        for (name,) in self._base.execute(select, (len(start), start)).fetchall():
            self._remove(name)
            self._base.execute("DELETE FROM file WHERE name = ?", (name,))

    def finish(self) -> None:
        """Remove the files that the site no longer has, and write the list of the others."""
        self.prune()
        with replacing(os.path.join(self.own, _LIST), durable=False) as file:
            select = "SELECT name, key, size, time FROM file WHERE seen ORDER BY name"
            for row in self._base.execute(select):
                file.write(json.dumps(row).encode() + b"\n")
        self._begun.close()
        for name in os.listdir(self.own):
            if name == _BEGUN or name.startswith(
                _NEW
            ):  # of this run, and of those that were killed
                with contextlib.suppress(OSError):
                    os.unlink(os.path.join(self.own, name))

    def _remove(self, name: str) -> None:
        """Remove a file, and the folders that are empty without it."""
        path = os.path.join(self.top, *name.split("/"))
        folder = os.path.dirname(path)
        if os.path.realpath(folder) != folder or os.path.isdir(path):
            return  # it is now somewhere else, or something else
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
            self.removed += 1
        with contextlib.suppress(OSError):
            while folder != self.top:
                os.rmdir(folder)
                folder = os.path.dirname(folder)

    def scratch(self, name: str) -> str:
        """The path of an empty folder inside `.parlq-site`, for what is made there."""
        path = os.path.join(self.own, name)
        shutil.rmtree(path, ignore_errors=True)
        return path
