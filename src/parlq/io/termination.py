"""Removes unfinished files before a process that was asked to end does so."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from typing import Any

_ENDING = ("SIGTERM", "SIGHUP")
#: What is in force: how many times it is entered, the handlers before, the signal that has come.
_entered = 0
_before: dict[int, Any] = {}
_caught: list[int] = []


@contextlib.contextmanager
def ending_in_order() -> Iterator[None]:
    """While this is entered, a signal that would end the process immediately raises `SystemExit`.

    When the last one is left, the process ends by that signal. Only the main thread gets signals,
    so in others this does nothing.
    """
    global _entered  # noqa: PLW0603 # signals are the process's, too
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    if not _entered:
        _install()
    _entered += 1
    try:
        yield
    finally:
        _entered -= 1
        if not _entered:
            _restore()
            if _caught:
                signal.raise_signal(_caught.pop())


def forget() -> None:
    """Begin anew in a forked process, which has its own signals to listen to."""
    global _entered  # noqa: PLW0603 # as above
    _entered = 0
    _before.clear()
    _caught.clear()


def _install() -> None:
    for name in _ENDING:
        number = getattr(signal, name, None)  # Windows lacks some
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            _before[number] = signal.signal(number, _end)


def _restore() -> None:
    while _before:
        signal.signal(*_before.popitem())


def _end(number: int, _: Any) -> None:
    if not _caught:  # the second one does not disturb the cleaning up after the first
        _caught.append(number)
        raise SystemExit(128 + number)
