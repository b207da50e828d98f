"""Signals to workers: when they handle them, and how."""

from __future__ import annotations

import signal
from collections.abc import Callable

from parlq.io.termination import forget


def start_deaf(start: Callable[[], None]) -> None:
    """Start a process that ignores interrupts until it calls `restore_interrupt`."""
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
    forget()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
