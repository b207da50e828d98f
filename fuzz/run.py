"""Fuzzes all targets in turn, shared by risk: `python fuzz/run.py --seconds 7200 --work DIR`.

Seconds are those of the processor, without the imports: on a machine that is busy with other work
those of the clock say little. Each slice is a process of its own, so that a later one runs the code
as it then is. What was spent on which target is read from DIR/log.jsonl; a run that is started
again goes on where one ended.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import threading
from pathlib import Path

#: How much of the time each target gets: what reads the bytes of strangers most, and most code.
SHARES = {
    "akn": 13,
    "written": 8,
    "json": 9,
    "page": 15,
    "packed": 4,
    "validate": 6,
    "jsonld": 5,
    "csv": 4,
    "rdf": 5,
    "names": 3,
    "joining": 3,
    "arguments": 4,
    "configuration": 3,
    "fixing": 5,
    "formatting": 3,
    "suppressing": 3,
}
HARNESS = Path(__file__).with_name("harness.py")


def entries(log: Path) -> list[dict[str, object]]:
    """The lines of the log."""
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


def spent(log: Path) -> dict[str, int]:
    """Seconds of the processor that each target has had."""
    seconds = dict.fromkeys(SHARES, 0)
    for entry in entries(log):
        seconds[entry["target"]] = seconds.get(entry["target"], 0) + entry["cpu"]
    return seconds


class Budget:
    """Gives out slices until the time is up, to the target that has had least of its share."""

    def __init__(self, log: Path, seconds: int, piece: int) -> None:
        self._log, self._seconds, self._piece = log, seconds, piece
        self._lock = threading.Lock()
        self._going: dict[str, int] = {}

    def take(self) -> tuple[str, int] | None:
        """A target that nobody is at, and the seconds it is to have; None when all are spent."""
        with self._lock:
            had = spent(self._log)
            for name, seconds in self._going.items():
                had[name] += seconds
            left = self._seconds - sum(had.values())
            free = [name for name in SHARES if name not in self._going]
            if left <= 0 or not free:
                return None
            name = min(free, key=lambda each: had[each] / SHARES[each])
            self._going[name] = min(self._piece, left)
            return name, self._going[name]

    def give_back(self, name: str, died: int) -> None:
        """A slice is over; one that died has written no figures itself."""
        with self._lock:
            del self._going[name]
            if died:
                # Its input is beside the log. A target that dies immediately does not hold up the rest.
                entry = {"target": name, "inputs": 0, "seconds": 0, "cpu": 1, "died": died}
                with self._log.open("a") as file:
                    file.write(json.dumps(entry) + "\n")


def work(budget: Budget, folder: Path) -> None:
    """Fuzz slice after slice."""
    while taken := budget.take():
        name, seconds = taken
        command = [sys.executable, str(HARNESS), name, f"--seconds={seconds}", f"--work={folder}"]
        with (folder / f"{name}.out").open("ab") as out:
            done = subprocess.run(command, check=False, stdout=out, stderr=out)
        budget.give_back(name, done.returncode)


def table(log: Path) -> str:
    """The figures of all runs by target, as Markdown."""
    lines = ["| target | inputs | seconds | of the processor | slowest |", "|---|--:|--:|--:|--:|"]
    total = dict.fromkeys(("inputs", "seconds", "cpu"), 0)
    for name in SHARES:
        own = [entry for entry in entries(log) if entry["target"] == name]
        sums = {key: sum(entry.get(key, 0) for entry in own) for key in total}
        slowest = max((entry.get("slowest", 0) for entry in own), default=0)
        lines.append(
            f"| {name} | {sums['inputs']:,} | {sums['seconds']:,} | {sums['cpu']:,} | {slowest} |"
        )
        total = {key: total[key] + sums[key] for key in total}
    lines.append(f"| all | {total['inputs']:,} | {total['seconds']:,} | {total['cpu']:,} | |")
    return "\n".join(lines)


def main() -> None:
    """Fuzz all targets, or print what they have had."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=7200, help="of the processor, in all")
    parser.add_argument("--slice", type=int, default=120)
    parser.add_argument("--jobs", type=int, default=1, help="how many targets at a time")
    parser.add_argument("--work", type=Path, default=Path("fuzz-work"))
    parser.add_argument("--table", action="store_true", help="print the figures so far")
    asked = parser.parse_args()
    log = asked.work / "log.jsonl"
    if asked.table:
        print(table(log))
        return
    asked.work.mkdir(parents=True, exist_ok=True)
    budget = Budget(log, asked.seconds, asked.slice)
    team = [threading.Thread(target=work, args=(budget, asked.work)) for _ in range(asked.jobs)]
    for one in team:
        one.start()
    for one in team:
        one.join()


if __name__ == "__main__":
    main()
