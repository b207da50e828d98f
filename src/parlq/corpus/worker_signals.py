"""Signals to workers: when they handle them, and how."""

from __future__ import annotations

import signal
from collections.abc import Callable

from parlq.io.termination import forget


def start_with_signals_blocked(start: Callable[[], None]) -> None:
    """Start a process with signals blocked until it calls `set_worker_signals`."""
    if not hasattr(signal, "pthread_sigmask"):
        start()
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def set_worker_signals() -> None:
    """In a worker: ignore interrupts, which the main process handles, and end on SIGTERM."""
    forget()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
