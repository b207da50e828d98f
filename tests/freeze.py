"""Print one hash per group of inputs over everything that parlq reads and writes.

Run `python -m tests.freeze > before.txt`, refactor, run it again and compare the two files: a
change that only moves or renames code leaves every line equal. The hash covers values, the bytes
written in every format, and problems by rule, severity, location and path, but not by wording.

Uses nothing but the public face of parlq, so that it runs before and after a move.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import parlq
from parlq.testing import corpus

TOP = Path(__file__).parent.parent
SHARED = TOP.parent / "shared"
#: Formats that a value is written in, each with the options to write it with.
WRITTEN = ("akn", "json", "page", "jsonld", "turtle", "rdfxml", "ntriples", "csv")
Named = tuple[str, bytes]


def files(folder: Path) -> Iterator[Named]:
    """Files below a folder with their names, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_size < 400_000:
            yield path.name, path.read_bytes()


def mutants(originals: Iterable[Named], count: int, seed: int = 1) -> Iterator[Named]:
    """Documents with a few bytes cut, doubled, swapped or replaced at random."""
    dice = random.Random(seed)
    known = list(originals)
    for number in range(count):
        name, data = known[number % len(known)]
        for _ in range(dice.randint(1, 3)):
            start = dice.randrange(max(1, len(data)))
            end = start + dice.choice((1, 1, 4, 16, 64))
            piece = dice.choice((b"", b"<", b'"', b"x", b"0", b"\xff", data[start:end] * 2))
            data = data[:start] + piece + data[end:]
        yield f"{number}-{name}", data


def made(count: int) -> Iterator[Named]:
    """Generated documents in both lossless formats."""
    for number, document in enumerate(corpus(count, seed=7)):
        for name, suffix in (("akn", "xml"), ("json", "json")):
            yield f"{number}.{suffix}", parlq.dumps(document, format=name)


def outcome(name: str, data: bytes) -> Iterator[object]:
    """What parlq makes of one input: values, problems and everything that can be written."""
    for strict in (True, False):
        reading = parlq.read(data, file=name, strict=strict)
        yield reading.format
        for problem in reading.problems:
            yield [
                problem.rule,
                problem.severity,
                problem.line,
                problem.column,
                problem.path,
                problem.work,
            ]
        if reading.value is None:
            continue
        yield parlq.to_dict(reading.value)
        if strict or reading.failed:
            continue
        for target in WRITTEN:
            try:
                written = parlq.dumps(reading.value, format=target)
            except parlq.ParlqError as error:
                yield [target, type(error).__name__]
            else:
                yield [target, hashlib.sha256(written).hexdigest()]
        for problem in parlq.validate(data, file=name):
            yield [problem.rule, problem.line, problem.column, problem.path]


def frozen(group: str, named: Iterable[Named]) -> None:
    """Print the hash of a group, and with `--each` that of every input in it."""
    whole = hashlib.sha256()
    count = 0
    for name, data in named:
        made = hashlib.sha256()
        for part in outcome(name, data):
            made.update(json.dumps(part, default=str, sort_keys=True).encode())
        whole.update(made.digest())
        count += 1
        if "--each" in sys.argv:
            print(f"  {made.hexdigest()[:16]} {name}")
    print(f"{whole.hexdigest()[:32]} {group} ({count})", flush=True)


def main() -> None:
    """Freeze every group."""
    count = 2000 if "--all" in sys.argv else 200
    examples = [*files(TOP / "examples"), *files(TOP / "tests" / "examples")]
    frozen("examples", examples)
    frozen("corpus", made(count))
    frozen("mutants of examples", mutants(examples, count))
    frozen("mutants of the corpus", mutants(made(40), count))
    for folder in ("samples/ep-pages", "samples/seed", "samples/akn", "cases"):
        if (SHARED / folder).is_dir():
            known = list(files(SHARED / folder))
            frozen(folder, known)
            frozen(f"mutants of {folder}", mutants(known, count // 2))


if __name__ == "__main__":
    main()
