"""What a run of parlq may open, start and connect to; everything else is a fault."""

from __future__ import annotations

import os
import re
import socket
import sys
import sysconfig
import zoneinfo
from functools import lru_cache
from pathlib import Path

import attrs

from parlq.io.resources import schema_path

from .tracing import Event

#: Where Python, what is installed for it, and parlq with its data lie.
_PYTHON = tuple(
    sorted(
        {
            os.path.realpath(folder)
            for folder in (*sys.path, *sysconfig.get_paths().values())
            if folder and not folder.startswith(os.fspath(Path(__file__).parents[1]))
        }
        - {"/", "/usr", "/usr/bin", "/usr/local/bin", os.path.realpath(Path(__file__).parents[2])}
    )
)
#: Files of the system that Python and its libraries open whatever parlq does.
_SYSTEM = re.compile(
    r"""/(?:[\w.+-]+/)*[\w.+-]+\.so(?:\.\d+)*  # shared libraries
    | /.*/openssl\.cnf | /etc/ld\.so\.(?:cache|preload)
    | /usr/(?:lib|share)/locale(?:/.*)? | /usr/lib/[\w-]+/gconv/gconv-modules(?:\.cache|\.d/.*)?
    | /etc/localtime | /dev/(?:null|urandom|tty)
    | /proc/self/(?:cgroup|maps|status|stat|fd/\d+) | /proc/(?:cpuinfo|meminfo|stat)
    | /proc/sys/vm/overcommit_memory
    | /sys/devices/system/cpu(?:/.*)? | /sys/fs/cgroup(?:/.*)?""",
    re.VERBOSE,
)
#: Data of parlq, which lies beside it or, before it is installed, at the top of the checkout.
_DATA = tuple(os.path.dirname(schema_path(name)) for name in ("parlq-1.0.xsd",))
_PAGES = frozenset(os.path.join(os.path.dirname(folder), "docs", "rules.md") for folder in _DATA)
_ZONES = tuple(os.path.realpath(folder) for folder in zoneinfo.TZPATH)
_OURSELVES = frozenset({sys.executable, os.path.realpath(sys.executable)})
#: What a Python that starts looks for beside itself, whether it is there or not.
_STARTING = frozenset(
    os.path.join(os.path.dirname(program), name)
    for program in _OURSELVES
    for name in ("pyvenv.cfg", "pybuilddir.txt", f"{os.path.basename(program)}._pth")
)
#: Names of the files that are looked for from the current folder upwards.
_CONFIGURATION = frozenset({"parlq.toml", "pyproject.toml", ".gitignore", ".git"})


@attrs.frozen(kw_only=True)
class Allowed:
    """What one job may touch beside Python's own files.

    Attributes:
        folder: of the job; folders in it may be listed, and configuration lies there.
        files: absolute paths of inputs, which may be read.
        writes: whether files may be made and replaced in the folder, other than marks.
        marks: absolute paths that must not be touched in any way.
        workers: whether the job may start processes of its own.
    """

    folder: str
    files: frozenset[str]
    writes: bool = False
    marks: frozenset[str] = frozenset()
    workers: bool = False

    def __call__(self, event: Event) -> bool:
        """Whether the job may do this."""
        if event.path is None:
            # A folder by its descriptor has been opened by its name before.
            known = {"os.fork", "mmap.__new__", "os.scandir"}
            return event.call in known or self._of_workers(event)
        if event.call in {"subprocess.Popen", "execve", "os.posix_spawn"}:
            return self.workers and event.path in _OURSELVES
        path = event.path
        if path in self.marks:
            return False
        if event.writes:
            return path == os.devnull or (self.writes and self._is_inside(event))
        return path in self.files or _is_of_python(path) or self._may_look_at(event)

    def _may_look_at(self, event: Event) -> bool:
        """Whether it is configuration of the folder, a folder in it, or something that is not there."""
        path = event.path or ""
        if not self._is_inside(event):
            return False
        known = os.path.basename(path) in _CONFIGURATION
        return known or self.writes or os.path.isdir(path) or not os.path.lexists(path)

    def _of_workers(self, event: Event) -> bool:
        local = event.call == "socket.__new__" and f'>", {socket.AF_UNIX.value},' in event.shown
        return self.workers and (local or event.call == "os.kill")

    def _is_inside(self, event: Event) -> bool:
        path = event.path or ""
        if path == self.folder:  # for a file without a name in it
            return True
        real = os.path.realpath(path if event.follows else os.path.dirname(path))
        return _is_below(path, (self.folder,)) and _is_below(real, (self.folder,))


@lru_cache(maxsize=10_000)
def _is_of_python(path: str) -> bool:
    """Whether Python or parlq comes with it, or it is of the system and opened for any program."""
    return (
        path in _PAGES
        or _SYSTEM.fullmatch(path) is not None
        or _is_below(path, (*_PYTHON, *_ZONES, *_DATA))
        or path == os.path.join(sys.prefix, "pyvenv.cfg")
        or path in _STARTING
    )


def _is_below(path: str, folders: tuple[str, ...]) -> bool:
    return any(path == folder or path.startswith(folder + os.sep) for folder in folders)
