"""Measures what an input costs, in a process of its own: CPU time and peak memory of each deed."""

from __future__ import annotations

import json
import os
import resource
import signal
import time
from collections.abc import Callable, Iterable
from typing import Any

import attrs

from parlq.problems import ParlqError

#: What no input of 300 kB may take.
SECONDS, MEGABYTES = 5.0, 300.0
#: Where a process is ended: far beyond that.
_MOST_SECONDS, _MOST_MEMORY = 20, 8 << 30

#: Megabytes that a process of Python holds before it does anything.
_BARE = 60

#: Something that is done with an input: its name, and a function without arguments.
Deed = tuple[str, Callable[[], object]]


@attrs.define
class Cost:
    """What the dearest deed took, of time and of memory; `died` says what it was that ended badly."""

    seconds: float = 0.0
    slowest: str = ""
    megabytes: float = 0.0
    largest: str = ""
    died: str = ""

    def add(self, name: str, seconds: float, megabytes: float) -> None:
        """Take one more deed into account."""
        if seconds > self.seconds:
            self.seconds, self.slowest = seconds, name
        if megabytes > self.megabytes:
            self.megabytes, self.largest = megabytes, name


def cost(deeds: Callable[[], Iterable[Deed]]) -> Cost:
    """Do all deeds in a forked process; what the dearest of them took there."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            os.close(reading)
            _inside(deeds, writing)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with open(reading, encoding="utf-8") as pipe:
        lines = [json.loads(line) for line in pipe]
    _, status = os.waitpid(child, 0)
    made, begun = Cost(), "nothing"
    for line in lines:
        if "begun" in line:
            begun = line["begun"]
        elif "error" in line:
            made.died = f"{begun}: {line['error']}"
        else:
            made.add(begun, line["seconds"], line["megabytes"])
    if os.WIFSIGNALED(status):
        made.died = f"{begun}: signal {os.WTERMSIG(status)}"
    return made


def _inside(deeds: Callable[[], Iterable[Deed]], pipe: int) -> None:
    def say(**facts: Any) -> None:
        os.write(pipe, json.dumps(facts).encode() + b"\n")

    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    for name, run in deeds():
        say(begun=name)
        own, children = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
        began, memory, theirs = time.process_time(), _peak(own), _cpu(children)
        try:
            run()
        except ParlqError:
            pass
        except Exception as error:
            say(error=f"{type(error).__name__}: {str(error)[:200]}")
        seconds = time.process_time() - began + _cpu(children) - theirs
        say(seconds=seconds, megabytes=max(_peak(own) - memory, _peak(children) - _BARE))


def _cpu(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def _peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024
