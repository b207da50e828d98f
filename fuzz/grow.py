"""Repeats a piece of a valid file ever more often, and finds what takes more than its share of time.

`python fuzz/grow.py --files 300`: each piece stands N times and four times N. What then takes more
than eight times as long grows faster than it should, and is printed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import mutate
import mutations

#: Largest input, in bytes, and the time in seconds below which nothing is said.
LARGEST, UNSAID = 3_000_000, 0.4


def pieces(data: bytes, chance: Random) -> tuple[bytes, bytes, bytes]:
    """A file cut in three, the middle of which is to be repeated: an element, an object, a line."""
    parts = mutations.PARTS.findall(data)
    start = chance.randrange(len(parts))
    count = chance.choice((1, 1, 2, 3, 5, 8, 20))
    opening = mutations.OPENING.fullmatch(parts[start])
    if opening and chance.random() < 0.8:
        closing = b"</" + opening[1] + b">"
        if closing in parts[start:]:
            count = parts.index(closing, start) - start + 1
    return (
        b"".join(parts[:start]),
        b"".join(parts[start : start + count]),
        b"".join(parts[start + count :]),
    )


def spent(sort: str, data: bytes, folder: Path) -> float:
    """Seconds of the processor that reading and validating take."""
    began = time.process_time()
    with suppress(AssertionError):
        mutate.examine(sort, data, folder)
    return time.process_time() - began


def main() -> int:
    """Print what grows too fast; 1 when something does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="how the sort of files begins")
    parser.add_argument("--seconds", type=int, default=3600, help="when to stop")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    chance, tried, found = Random(asked.seed), 0, 0
    end = time.monotonic() + asked.seconds
    folder = Path(tempfile.mkdtemp())
    files = list(enumerate(mutate.valid(asked.files, asked.seed)))
    chance.shuffle(files)
    for index, (sort, data) in files:
        if time.monotonic() > end:
            break
        if not sort.startswith(asked.only) or sort in {"pages, DOCX", "pages, PDF"}:
            continue
        before, piece, behind = pieces(data, chance)
        deep = chance.random() < 0.1
        times = min(2000, (LARGEST - len(data)) // (4 * len(piece)))
        inputs = [before + piece * n + behind * (n if deep else 1) for n in (times, 4 * times)]
        if deep and len(inputs[1]) > LARGEST:
            continue
        tried += 1
        few = spent(sort, inputs[0], folder)
        many = spent(sort, inputs[1], folder)
        if many > UNSAID and many > 8 * few:
            found += 1
            print(f"{sort} {len(piece)} bytes x {times}: {few:.2f} s, {many:.2f} s {piece[:70]!r}")
            sys.stdout.flush()
            if asked.keep:
                asked.keep.mkdir(parents=True, exist_ok=True)
                (asked.keep / f"{index}").write_bytes(inputs[1])
    print(f"{tried} pieces tried, {found} grow too fast")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
