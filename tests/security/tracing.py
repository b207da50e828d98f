"""Runs jobs in a child under an audit hook, and under strace where there is one; says what was seen."""

from __future__ import annotations

import codecs
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path
from typing import Any

import attrs

from . import watched

WATCHED = Path(watched.__file__)
#: Calls of the system that open, change, start or connect something.
CALLS = (
    *("open", "openat", "openat2", "creat", "connect", "sendto", "execve", "execveat", "socket"),
    *("bind", "rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir"),
    *(
        "link",
        "linkat",
        "symlink",
        "symlinkat",
        "truncate",
        "chmod",
        "fchmodat",
        "mknod",
        "mknodat",
    ),
)
_LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)")
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_FOLDER = re.compile(r"AT_FDCWD<([^>]*)>|\d+<([^>]*)>")


@attrs.frozen
class Event:
    """Something that was opened, changed, started or connected to.

    Attributes:
        call: the event of Python, or the call of the system.
        path: absolute path of the file, or None where it is about none.
        writes: whether it was opened to write, or changed.
        shown: as it was logged, for people.
        follows: whether a link of that name is followed.
    """

    call: str
    path: str | None
    writes: bool
    shown: str
    follows: bool = True


@attrs.define
class Seen:
    """What was seen of one job.

    Attributes:
        events: of the audit hook.
        calls: of strace.
        rules: of the problems, a list for each step.
        errors: that are no error of parlq.
        died: how the process ended while the job ran, or None.
    """

    events: list[Event] = attrs.Factory(list)
    calls: list[Event] = attrs.Factory(list)
    rules: list[list[str]] = attrs.Factory(list)
    errors: list[str] = attrs.Factory(list)
    died: str | None = None


def strace() -> list[str] | None:
    """The command of strace, when there is one that is allowed to trace; else None."""
    path = shutil.which("strace")
    calls = f"trace={','.join(f'?{call}' for call in CALLS)}"
    for fast in (["--seccomp-bpf"], []):  # stops at these calls only, where it is known
        command = [path or "", *fast, "-f", "-y", "-qq", "-s", "4096", "-e", calls]
        trial = [*command, "-o", os.devnull, "true"]
        if path and not subprocess.run(trial, capture_output=True, check=False).returncode:
            return command
    return None


def run(jobs: Sequence[dict[str, Any]], folder: Path, tracer: list[str] | None) -> dict[str, Seen]:
    """Run jobs, each in its own folder, in two processes at a time."""
    parts = [jobs[0::2], jobs[1::2]]
    folders = [folder / f"log-{number}" for number in range(len(parts))]
    with ThreadPoolExecutor(len(parts)) as pool:
        done = list(pool.map(_run, parts, folders, repeat(tracer)))
    return done[0] | done[1]


def _run(jobs: Sequence[dict[str, Any]], folder: Path, tracer: list[str] | None) -> dict[str, Seen]:
    """Run jobs one after the other; those behind one that kills the process run in another."""
    folder.mkdir()
    seen = {job["name"]: Seen() for job in jobs}
    rest, turn = list(jobs), 0
    while rest:
        turn += 1
        audit, trace = folder / f"audit-{turn}", folder / f"strace-{turn}"
        audit.touch()
        (folder / "jobs").write_text(json.dumps(rest))
        command = [sys.executable, "-I", "-B", "-X", "utf8", os.fspath(WATCHED)]
        command += [os.fspath(folder / "jobs"), os.fspath(audit)]
        if tracer is not None:
            command = [*tracer, "-o", os.fspath(trace), *command]
        home = {"HOME": os.fspath(folder), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        done = subprocess.run(command, env=home, capture_output=True, text=True, check=False)
        last = _audited(audit, seen)
        if tracer is not None:
            _traced(trace, seen, {job["name"]: job["folder"] for job in jobs})
        names = [job["name"] for job in rest]
        if done.returncode == 0:
            break
        assert last in names, (last, done.returncode, done.stderr[-2000:])
        seen[last].died = f"the process ended with {done.returncode}"
        rest = rest[names.index(last) + 1 :]
    return seen


def _audited(log: Path, seen: dict[str, Seen]) -> str | None:
    """Read the log of the audit hook; the job that was begun and not ended, if any."""
    job: str | None = None
    folder = os.getcwd()
    with log.open(encoding="utf-8") as lines:
        for line in lines:
            facts = json.loads(line)
            if "job" in facts:
                job = facts["job"]
            elif "done" in facts:
                job = None
            elif job is None:
                continue
            elif "rules" in facts:
                seen[job].rules.append(facts["rules"])
                if facts.get("error"):
                    seen[job].errors.append(facts["error"])
            elif facts["event"] == "os.chdir":
                folder = facts["what"][0]
            elif watched.MARK not in line and not _is_descriptor(facts):
                seen[job].events.append(_event(facts["event"], facts["what"], folder, line))
    return job


def _is_descriptor(facts: dict[str, Any]) -> bool:
    """Whether it is about what was opened already, as another event has told."""
    return facts["event"] == "open" and isinstance(facts["what"][0], int)


def _event(name: str, what: list[Any], folder: str, line: str) -> Event:
    named = name in {"open", "ctypes.dlopen", "subprocess.Popen"} or name.startswith(
        ("os.", "shutil.")
    )
    path = what[0] if named and what and isinstance(what[0], str) else None
    if name == "open":
        flags = what[2] if isinstance(what[2], int) else 0
        writes = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))
    else:
        writes = name not in {"os.listdir", "os.scandir", "ctypes.dlopen"}
    follows = name != "open" or not (isinstance(what[2], int) and what[2] & os.O_NOFOLLOW)
    whole = None if path is None else _whole(folder, path)
    return Event(name, whole, writes, line.strip(), follows)


def _traced(log: Path, seen: dict[str, Seen], folders: dict[str, str]) -> None:
    """Read the log of strace."""
    job: str | None = None
    with log.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            found = _LINE.match(line)
            if found is None:  # an end that was logged later, a signal, an exit
                continue
            call, rest = found.groups()
            texts = [_plain(text) for text in _TEXT.findall(rest)]
            if texts and texts[0].startswith(watched.MARK):
                job = texts[0].removeprefix(watched.MARK)
            elif job is not None:
                seen[job].calls += _calls(call, rest, texts, folders[job], line.strip())


def _calls(call: str, rest: str, texts: list[str], folder: str, line: str) -> Iterator[Event]:
    if call in {"socket", "connect", "sendto", "bind"}:
        yield Event(call, None, writes=True, shown=line)
    elif call in {"execve", "execveat"}:
        yield Event(call, texts[0] if texts else None, writes=True, shown=line)
    else:
        within = _FOLDER.match(rest)
        start = folder if within is None else within[1] or within[2]
        writes = not call.startswith("open") or re.search(r"O_(WRONLY|RDWR|CREAT|TRUNC)", rest)
        for text in texts or [""]:
            follows = "O_NOFOLLOW" not in rest
            yield Event(call, _whole(start, text), bool(writes), line, follows)


def _plain(text: str) -> str:
    return os.fsdecode(codecs.escape_decode(text.encode())[0])  # type: ignore[attr-defined]


def _whole(folder: str, path: str) -> str:
    return os.path.normpath(os.path.join(folder, path))
