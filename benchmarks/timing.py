"""Times functions side by side: in turns, so that a change of the machine's speed hits all alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from typing import Any

Case = tuple[Callable[[Any], object], Sequence[Any]]


def measure(cases: dict[str, Case], rounds: int) -> dict[str, float]:
    """Seconds per item of each case: the fastest of `rounds` rounds, each over all items."""
    best = dict.fromkeys(cases, float("inf"))
    for function, items in cases.values():
        function(items[0])
    for _ in range(rounds):
        for name, (function, items) in cases.items():
            gc.collect()
            gc.disable()
            start = time.perf_counter()
            for item in items:
                function(item)
            spent = time.perf_counter() - start
            gc.enable()
            best[name] = min(best[name], spent / len(items))
    return best
