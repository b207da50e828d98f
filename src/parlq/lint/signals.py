"""Signals that end a run do it in order: workers are dismissed, half a report is removed."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator
from typing import Any

_ENDING = ("SIGTERM", "SIGHUP")


@contextlib.contextmanager
def ending_in_order() -> Iterator[None]:
    """While this is entered, a signal that would end the process at once raises `SystemExit`."""

    def end(number: int, _: Any) -> None:
        raise SystemExit(128 + number)

    before = {}
    with contextlib.suppress(ValueError):  # not the main thread, which alone gets signals
        for name in _ENDING:
            number = getattr(signal, name, None)  # Windows lacks some
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def start_deaf(start: Callable[[], None]) -> None:
    """Start a process that signals wait for until it is ready to hear them (`hear`)."""
    if not hasattr(signal, "pthread_sigmask"):
        start()
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def hear() -> None:
    """In a worker: interruption is for the one who gave the work; the end is the end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
