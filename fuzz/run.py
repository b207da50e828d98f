"""Fuzzes all targets in turn, shared by risk: `python fuzz/run.py --seconds 7200 --work DIR`.

Each slice is a process of its own, so that a later one runs the code as it then is. What was spent
on which target is read from DIR/log.jsonl; a run that is started again goes on where one ended.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

#: How much of the time each target gets: what reads the bytes of strangers most, and most code.
SHARES = {
    "akn": 13,
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
    """Seconds that each target has had."""
    seconds = dict.fromkeys(SHARES, 0)
    for entry in entries(log):
        seconds[entry["target"]] = seconds.get(entry["target"], 0) + entry["seconds"]
    return seconds


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
    """Give the next slice to the target that has had least of its share, until the time is up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=7200)
    parser.add_argument("--slice", type=int, default=120)
    parser.add_argument("--work", type=Path, default=Path("fuzz-work"))
    parser.add_argument("--table", action="store_true", help="print the figures so far")
    asked = parser.parse_args()
    if asked.table:
        print(table(asked.work / "log.jsonl"))
        return
    asked.work.mkdir(parents=True, exist_ok=True)
    log = asked.work / "log.jsonl"
    while (total := sum((had := spent(log)).values())) < asked.seconds:
        name = min(SHARES, key=lambda each: had[each] / SHARES[each])
        seconds = min(asked.slice, asked.seconds - total)
        command = [sys.executable, str(HARNESS), name, f"--seconds={seconds}"]
        output = asked.work / f"{name}.out"
        with output.open("ab") as out:
            done = subprocess.run(
                [*command, f"--work={asked.work}"], check=False, stdout=out, stderr=out
            )
        if sum(spent(log).values()) == total:
            # It died: of a crash, a hang or too much memory, whose input is beside the log.
            entry = {"target": name, "inputs": 0, "seconds": 1, "died": done.returncode}
            with log.open("a") as file:
                file.write(json.dumps(entry) + "\n")


if __name__ == "__main__":
    main()
