"""Fuzzes one target, guided by coverage: `python fuzz/harness.py TARGET --seconds N --work DIR`.

A finding does not end the run. Of each fault, identified by its exception and the line of parlq it came
from, the smallest input is kept in DIR/findings/TARGET, beside its traceback.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import os
import pkgutil
import random
import resource
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path

import atheris

SECONDS, MEGABYTES = 5.0, 300
LEFT_ALONE = ("parlq.__main__", "parlq.testing")


class Keeper:
    """Runs inputs through a target and keeps those that break a promise."""

    def __init__(self, name: str, check: object, folder: Path) -> None:
        self.name, self.check = name, check
        self.folder = folder / "findings" / name
        self.sizes: dict[str, int] = {}
        self.inputs, self.hits, self.slowest = 0, 0, 0.0
        self.start, self.began = time.monotonic(), time.process_time()

    @property
    def cpu(self) -> float:
        """Seconds of the processor since it was made: without those of the imports."""
        return time.process_time() - self.began

    def __call__(self, data: bytes) -> None:
        """Run one input, and keep it when it breaks a promise."""
        self.inputs += 1
        before, began = _peak(), time.process_time()
        try:
            self.check(data)
        except RecursionError:
            self.keep("RecursionError", data)
        except Exception as error:
            self.keep(_key(error), data)
        spent, grown = time.process_time() - began, _peak() - before
        if spent > max(self.slowest, SECONDS / 10):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / "slowest").write_bytes(data)
        self.slowest = max(self.slowest, spent)
        if spent > SECONDS:
            self.keep("slow", data, f"{spent:.1f} s")
        if grown > MEGABYTES:
            self.keep("memory", data, f"{grown} MB")

    def keep(self, key: str, data: bytes, note: str = "") -> None:
        """Keep an input, unless a smaller one of this fault is there."""
        self.hits += 1
        if len(data) >= self.sizes.get(key, sys.maxsize):
            return
        self.sizes[key] = len(data)
        self.folder.mkdir(parents=True, exist_ok=True)
        stem = self.folder / hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()[:10]
        stem.with_suffix(".input").write_bytes(data)
        stem.with_suffix(".txt").write_text(f"{key} {note}\n{traceback.format_exc()}")
        if note == "" or key in {"slow", "memory"}:
            print(f"FOUND {self.name} {key} {note} {len(data)} bytes", file=sys.stderr)

    def summary(self) -> dict[str, object]:
        """The figures of this run."""
        return {
            "target": self.name,
            "inputs": self.inputs,
            "seconds": round(time.monotonic() - self.start),
            "cpu": round(self.cpu),
            "faults": sorted(self.sizes),
            "hits": self.hits,
            "slowest": round(self.slowest, 2),
            "peak_mb": _peak(),
        }


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _key(error: BaseException) -> str:
    if key := getattr(error, "key", None):  # of a word that was lost
        return str(key)
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "/parlq/" in f.filename] or frames
    where = f"{Path(ours[-1].filename).name}:{ours[-1].name}:{ours[-1].lineno}"
    last = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}"
    return f"{type(error).__name__} {where} {last}"


def instrumented() -> dict[str, object]:
    """The targets, with parlq watched by the fuzzer."""
    with atheris.instrument_imports(include=["parlq", "pypdf"], enable_loader_override=False):
        import parlq
        from parlq.problems import MissingExtraError

        for module in pkgutil.walk_packages(parlq.__path__, "parlq."):
            if not module.name.startswith(LEFT_ALONE):
                with suppress(MissingExtraError):  # of an optional library that is absent
                    importlib.import_module(module.name)
    import targets

    return targets.TARGETS


def main() -> None:
    """Fuzz for the seconds of the processor asked for, then say what was tried and found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--work", type=Path, default=Path("fuzz-work"))
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    asked.work = asked.work.resolve()
    target = instrumented()[asked.target]
    import seeds

    corpus = asked.work / "corpus" / asked.target
    corpus.mkdir(parents=True, exist_ok=True)
    donors = [data for data in target.seeds() if 0 < len(data) <= target.length]
    for data in donors:
        (corpus / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)
    words = asked.work / f"{asked.target}.dict"
    found = {word for name in target.words for word in seeds.WORDS[name].split()}
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in sorted(found)))
    keeper = Keeper(asked.target, target.run, asked.work)

    def mutate(data: bytes, size: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < target.blind or not data:
            return atheris.Mutate(data, size)
        kind = chance.choice(target.kinds)
        return target.mutant(data, kind, chance, donors)[:size]

    def finished() -> None:
        line = json.dumps(keeper.summary())
        with (asked.work / "log.jsonl").open("a") as log:
            log.write(line + "\n")
        print(line)

    # libFuzzer leaves by _exit, so the figures are written by the input that comes last.
    def one(data: bytes) -> None:
        keeper(data)
        if keeper.cpu >= asked.seconds:
            finished()
            sys.stdout.flush()
            os._exit(0)

    options = [
        *(sys.argv[0], str(corpus), f"-dict={words}", f"-max_len={target.length}", "-timeout=120"),
        *("-rss_limit_mb=1500", f"-artifact_prefix={asked.work}/", "-print_final_stats=0"),
        *("-verbosity=0", "-close_fd_mask=0", f"-seed={asked.seed or int(time.time())}"),
    ]
    atheris.Setup(options, one, custom_mutator=mutate, enable_python_coverage=True)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(
        chr(byte) if 32 < byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}"
        for byte in word.encode()
    )


if __name__ == "__main__":
    main()
