"""Times functions side by side: in turns, so that a change of the machine's speed hits all alike.

Nothing here waits or starts threads, so the processor's time is the time; it does not count what
other programs take.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from typing import Any

Case = tuple[Callable[[Any], object], Sequence[Any]]


def measure(cases: dict[str, Case], rounds: int) -> dict[str, float]:
    """Processor seconds per item of each case: the least of `rounds` rounds, each over all items."""
    best = dict.fromkeys(cases, float("inf"))
    for function, items in cases.values():
        function(items[0])
    for _ in range(rounds):
        for name, (function, items) in cases.items():
            gc.collect()
            gc.freeze()  # the documents that wait here are no part of what is timed
            start = time.process_time()
            for item in items:
                function(item)
            spent = time.process_time() - start
            best[name] = min(best[name], spent / len(items))
    return best
