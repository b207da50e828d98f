"""Breaks valid files and holds what parlq makes of them: `python fuzz/mutate.py --files 5000`.

Every file is a different document. Its mutant is read, and validated by the command; either may
end in problems or in a value that comes back equal, and in nothing else.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

import attrs
import mutations
import seeds
import targets
import written

from parlq.cli import main as command
from parlq.formats import akn
from parlq.formats import json as jsonformat
from parlq.formats.ep import pages
from parlq.formats.ep.records import csv as csvfile
from parlq.formats.ep.records import jsonld
from parlq.formats.ep.records.rdf import turtle
from parlq.testing import corpus

SECONDS, MEGABYTES = 5.0, 300


def _page(document: object) -> bytes:
    printed = [each.language for each in document.variants if each.body]
    return pages.dumps(document, language=printed[0])


def _hypertext(document: object) -> bytes:
    lines = _page(document).decode().splitlines()
    return f"<html><body><p>{'</p><p>'.join(lines)}</p></body></html>".encode()


def _word(document: object) -> bytes:
    return seeds.word(_page(document).decode())


def _portable(document: object) -> bytes:
    return seeds.portable(_page(document).decode())


def _file(data: bytes) -> None:
    """A DOCX or PDF file as it is."""
    targets.complete(pages.read(data))


def _inside(data: bytes) -> None:
    targets.read_written(data)
    targets.read_akn(data)


@attrs.frozen
class Sort:
    """Files of one sort: how many of a hundred, how they are written, broken and checked."""

    share: int
    suffix: str
    write: Callable[..., bytes]
    check: Callable[[bytes], None]
    kinds: tuple[str, ...] = seeds.KINDS
    ways: tuple[str, ...] = tuple(mutations.KINDS)
    mutant: targets.Mutant = mutations.mutant


_WORKS = ("question", "answer")
SORTS = {
    "Akoma Ntoso": Sort(25, ".xml", akn.dumps, targets.read_akn),
    # These still begin and end as parlq writes them, so the canonical reader tries them first.
    "Akoma Ntoso, inside": Sort(
        25,
        ".xml",
        akn.dumps,
        _inside,
        ways=(*written.KINDS, *mutations.KINDS),
        mutant=written.mutant,
    ),
    "JSON": Sort(20, ".json", jsonformat.dumps, targets.read_json),
    "pages, text": Sort(8, ".txt", _page, targets.read_page, _WORKS),
    "pages, HTML": Sort(5, ".html", _hypertext, targets.read_page, _WORKS),
    "pages, DOCX": Sort(3, ".docx", _word, _file, _WORKS),
    "pages, PDF": Sort(2, ".pdf", _portable, _file, _WORKS),
    "records, JSON-LD": Sort(5, ".jsonld", jsonld.dumps, targets.read_jsonld, ("question",)),
    "records, CSV": Sort(3, ".csv", csvfile.dumps, targets.read_csv, ("question",)),
    "records, Turtle": Sort(4, ".ttl", turtle.dumps, targets.read_rdf, ("question",)),
}


@attrs.define
class Outcome:
    """What became of the mutants."""

    counts: Counter[tuple[str, str, str]] = attrs.Factory(Counter)
    slowest: float = 0.0
    faults: list[tuple[str, bytes, str]] = attrs.Factory(list)

    def table(self) -> str:
        """The figures by sort of file, as Markdown."""
        heads = ("read", "problems", "broken")
        lines = ["| files | mutants | read | problems | broken |", "|---|--:|--:|--:|--:|"]
        for sort in SORTS:
            found = [
                sum(n for (s, _, how), n in self.counts.items() if (s, how) == (sort, head))
                for head in heads
            ]
            lines.append(f"| {sort} | {sum(found)} | " + " | ".join(map(str, found)) + " |")
        return "\n".join(lines)


def valid(files: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Valid files, each of another document, with the name of their sort."""
    for sort, made in SORTS.items():
        wanted = max(1, files * made.share // 100)
        each = -(-wanted // len(made.kinds))
        documents = (d for kind in made.kinds for d in corpus(each, seed=seed, kind=kind))
        for document, _ in zip(documents, range(wanted), strict=False):
            yield sort, made.write(document)


def examine(sort: str, data: bytes, folder: Path) -> str:
    """Read and validate one file; `read` or `problems`, and an exception when it is neither."""
    made = SORTS[sort]
    made.check(data)
    path = folder / f"mutant{made.suffix}"
    path.write_bytes(data)
    out, err = io.TextIOWrapper(io.BytesIO()), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = command(["validate", "--no-config", os.fspath(path)])
    out.flush()
    printed = out.buffer.getvalue().decode() + err.getvalue()
    assert code in {0, 1}, (code, printed[:500])
    assert (code == 0) or "error" in printed, "refused without a message"
    return "problems" if code else "read"


def run(files: int, seed: int, *, keep: Callable[[str, bytes], None] | None = None) -> Outcome:
    """Break this many files and check the outcome of each."""
    outcome, chance, pool = Outcome(), Random(seed), []
    with tempfile.TemporaryDirectory() as name:
        for index, (sort, data) in enumerate(valid(files, seed)):
            pool = [*pool[-11:], data]
            kind = SORTS[sort].ways[index % len(SORTS[sort].ways)]
            mutant = SORTS[sort].mutant(data, kind, chance, pool)
            began = time.process_time()
            try:
                how = examine(sort, mutant, Path(name))
            except Exception:
                how = "broken"
                outcome.faults.append((f"{sort} {kind}", mutant, traceback.format_exc()))
            spent = time.process_time() - began
            if spent > SECONDS:
                how = "broken"
                outcome.faults.append((f"{sort} {kind}", mutant, f"took {spent:.1f} s"))
            outcome.slowest = max(outcome.slowest, spent)
            outcome.counts[sort, kind, how] += 1
            if keep is not None and how == "broken":
                keep(f"{index}{SORTS[sort].suffix}", mutant)
    return outcome


def _write(folder: Path, name: str, data: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def peak() -> float:
    """The most memory that this process has held, in megabytes."""
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main() -> int:
    """Print the figures; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the mutants that break a promise")
    asked = parser.parse_args()
    began = time.monotonic()
    outcome = run(asked.files, asked.seed, keep=asked.keep and partial(_write, asked.keep))
    by_kind = Counter(kind for _, kind, _ in outcome.counts.elements())
    print(outcome.table())
    print(json.dumps({"by kind": by_kind, "seconds": round(time.monotonic() - began)}))
    print(f"slowest {outcome.slowest:.2f} s, peak {peak():.0f} MB, {len(outcome.faults)} broken")
    for name, _, trace in outcome.faults[:20]:
        print(f"\n{name}\n{trace}")
    return int(bool(outcome.faults) or peak() > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
