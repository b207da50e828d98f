"""Runs jobs and writes down all that Python is about to open, start or connect to.

`python -I -B watched.py JOBS LOG`: JOBS is a file of JSON, a list of jobs from which `-` was left
out; LOG gets a line of JSON for each event. The hook is inherited by forked workers, so each line
is written in one piece. A job begins with the opening of a file that is not there and whose name
says which job it is: a tracer outside of Python sees that, too.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import tempfile
from typing import Any

#: Beginnings of events that open, change, start or connect something.
WATCHED = ("open", "os.", "socket.", "subprocess.", "urllib.", "http.", "ftplib.", "smtplib.")
WATCHED += ("shutil.", "ctypes.dlopen", "webbrowser.", "sqlite3.", "telnetlib.", "mmap.", "pty.")
#: Events that name nothing: looking at the own process, and folders, which tell names only.
UNSAID = frozenset({"os.putenv", "os.unsetenv", "os.fwalk", "os.walk"})
#: A name that no system has, before which the name of a job stands.
MARK = "/parlq-job/"
SECONDS = 30


def watch(log: int, logged: set[bytes]) -> None:
    """Write events of the kinds above to a descriptor, from now on; not those that are in a set."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(WATCHED) and event not in UNSAID:
            shown = [
                each if isinstance(each, str | int | None) else _shown(each) for each in arguments
            ]
            line = json.dumps({"event": event, "what": shown}).encode() + b"\n"
            if line not in logged:
                logged.add(line)
                os.write(log, line)

    sys.addaudithook(hook)


def _shown(value: Any) -> str:
    return os.fsdecode(value) if isinstance(value, bytes | os.PathLike) else repr(value)


def said(log: int, **facts: Any) -> None:
    """Write a line that is no event."""
    os.write(log, json.dumps(facts).encode() + b"\n")


def step(do: str, **options: Any) -> list[str]:
    """Do one thing; the rules of the problems that came of it."""
    import parlq
    from parlq.cli import main

    if do == "command":
        try:
            code = main(options["arguments"])
        except SystemExit as stop:
            code = stop.code
        return [f"exit {code}"]
    if do == "control":
        return control(**options)
    name = options.pop("file")
    if do == "data":  # the same, without the name of a file
        with open(name, "rb") as file:
            source: Any = file.read()
        do = "read"
    else:
        source = name
    if do == "read":
        return [problem.rule for problem in parlq.read(source, **options).problems]
    return [problem.rule for problem in parlq.validate(source, **options)]


def control(*, way: str, target: str, port: int = 0) -> list[str]:
    """Do what must not be done, so that a test can show that it would be seen."""
    if way == "open":
        with open(target, "rb") as file:
            file.read()
    elif way == "write":
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT))
    elif way == "dtd":
        from lxml import etree

        etree.fromstring(f'<!DOCTYPE a SYSTEM "{target}"><a/>', etree.XMLParser(load_dtd=True))
    elif way == "connect":
        import socket

        socket.create_connection(("127.0.0.1", port)).close()
    elif way == "run":
        import subprocess

        subprocess.run([target], check=False)
    else:
        os.kill(os.getpid(), signal.SIGSEGV)
    return []


def main() -> None:
    """Run the jobs one after the other; an error of any but parlq's own kind is written down."""
    with open(sys.argv[1], "rb") as file:
        jobs = json.load(file)
    log = os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND)
    sink = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(sink, stream)
    logged: set[bytes] = set()
    watch(log, logged)
    for job in jobs:
        logged.clear()
        said(log, job=job["name"])
        with contextlib.suppress(OSError):
            os.open(MARK + job["name"], os.O_RDONLY)
        os.chdir(job["folder"])
        tempfile.tempdir = job["folder"]
        for done in job["steps"]:
            signal.alarm(SECONDS)
            try:
                said(log, rules=step(**done))
            except Exception as error:  # noqa: BLE001 # any is told
                fine = any(kind.__name__ == "ParlqError" for kind in type(error).__mro__)
                rules = [problem.rule for problem in getattr(error, "problems", ())]
                said(log, rules=rules, error=None if fine else f"{type(error).__name__}: {error}")
            signal.alarm(0)
        said(log, done=job["name"])


if __name__ == "__main__":
    main()
