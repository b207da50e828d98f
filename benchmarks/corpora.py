"""Speed and memory of corpora: `python -m benchmarks.corpora [DOCUMENTS]`.

Ratios are of one run on one machine: CPU time of the command a document, with its files, over
`loads` and `dumps` in one process, the last fifth of a run over its first, a work out of a large
dossier over a small one, a table as Parquet over reading its documents.
Peaks are those of a process of its own, workers excluded. Documents are made by
`parlq.testing.corpus`: each is a question with its answer.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import parlq
from parlq import corpus
from parlq.testing import corpus as made

_MEASURED = """
import resource, sys, time
from parlq.cli import main
code = main(sys.argv[1:])
usage = resource.getrusage(resource.RUSAGE_SELF)
children = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = usage.ru_utime + usage.ru_stime + children.ru_utime + children.ru_stime
print(code, cpu, peak())
"""
#: A process begins with the peak of the one that forked it, as `getrusage` has it.
_PEAK = """
def peak():
    return int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) / 1024
"""


def run(*arguments: str) -> tuple[float, float, float]:
    """Seconds of CPU, seconds of the clock, and peak in MB of a command in a process of its own."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _PEAK + _MEASURED, *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    code, cpu, peak = map(float, done.stdout.split()[-3:])
    assert code == 0, done.stderr
    return cpu, time.perf_counter() - start, peak


def in_process(folder: Path) -> float:
    """Seconds of CPU a document for `loads` of JSON and `dumps` of Akoma Ntoso, without files."""
    found = [file.read_bytes() for file in sorted(folder.rglob("*.json"))]
    parlq.dumps(parlq.loads(found[0]), format="akn")
    start = time.process_time()
    for data in found:
        parlq.dumps(parlq.loads(data), format="akn")
    return (time.process_time() - start) / len(found)


def fifths(file: Path) -> float:
    """The CPU time of the last fifth of a corpus over that of its first."""
    code = (
        "import gc, sys, time\n"
        "from parlq import corpus\n"
        "gc.set_threshold(100_000, 20, 20); gc.freeze()\n"
        "times = [time.process_time() for _ in corpus.read(sys.argv[1])]\n"
        "n = len(times) // 5\n"
        "print((times[-1] - times[-n]) / (times[2 * n] - times[n]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def tables_over_reading(file: Path) -> dict[str, float]:
    """CPU time of a table, and of nested documents, as Parquet over that of reading the documents."""
    code = (
        "import sys, time\n"
        "from parlq import corpus, tables\n"
        "import pyarrow.parquet\n"
        "file, best = sys.argv[1], {}\n"
        "jobs = {'read': lambda: [0 for _ in corpus.read(file)],\n"
        "    'table': lambda: tables.write(file, 't.parquet'),\n"
        "    'nested': lambda: tables.write_documents(file, 'n.parquet')}\n"
        "for _ in range(4):\n"
        "    for name, job in jobs.items():\n"
        "        start = time.process_time(); job(); end = time.process_time()\n"
        "        best[name] = min(best.get(name, 1e9), end - start)\n"
        "print(best['table'] / best['read'], best['nested'] / best['read'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True
    )
    return dict(zip(("table", "nested"), map(float, done.stdout.split()), strict=True))


def works(count: int, folder: Path) -> tuple[float, float]:
    """CPU a work of a dossier read work by work over one read as a whole, and the peak in MB."""
    pairs = list(made(2000, seed=1))
    small = [
        parlq.dumps(
            parlq.Dossier(
                questions=[q for each in pairs[at : at + 40] for q in each.questions],
                answers=[a for each in pairs[at : at + 40] for a in each.answers],
            ),
            format="akn",
        )
        for at in range(0, len(pairs), 40)
    ]
    start = time.process_time()
    for data in small:
        parlq.loads(data, format="akn")
    whole = (time.process_time() - start) / 4000
    (folder / "small.xml").write_bytes(small[0])
    large = folder / "large.xml"
    corpus.write(made(count), large)
    code = (
        f"{_PEAK}import sys, time\nfrom parlq import corpus\n"
        "for entry in corpus.read('small.xml', by_work=True): pass\n"
        "start, count = time.process_time(), 0\n"
        "for entry in corpus.read(sys.argv[1]): count += 1\n"
        "print(count, (time.process_time() - start) / count,"
        " peak())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(large)],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
    )
    number, cpu, peak = map(float, done.stdout.split())
    assert number == 2 * count
    return cpu / whole, peak


def main(count: int) -> None:
    """Measure and print."""
    rows: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        os.chdir(top)
        corpus.write(made(2000), "in", format="json")
        base, cpu = 1e9, 1e9
        for number in range(3):
            base = min(base, in_process(top / "in"))
            used, one, _ = run("convert", "in", "-o", f"one{number}", "--to", "akn", "-j1", "-q")
            cpu = min(cpu, used)
        start, _, _ = run("version")
        ratio = (cpu - start) / 2000 / base
        rows.append(("convert of files, CPU a document over loads and dumps", f"{ratio:.2f}"))
        _, two, _ = run("convert", "in", "-o", "two", "--to", "akn", "-j", "2", "-q")
        rows.append(("two workers over one, wall", f"{one / two:.2f}"))
        for number in (1000, count):
            corpus.write(made(number), "c.jsonl")
            _, clock, peak = run("convert", "c.jsonl", "-o", "out.jsonl", "-j", "1", "-q")
            rows.append((f"convert {number} lines, peak in MB", f"{peak:.0f}"))
            rows.append((f"convert {number} lines, documents a second", f"{number / clock:.0f}"))
            _, _, peak = run("convert", "c.jsonl", "-o", "out", "--to", "akn", "-j", "1", "-q")
            rows.append((f"convert {number} lines to files, peak in MB", f"{peak:.0f}"))
            _, _, peak = run("validate", "out", "-q", "-j", "1")
            rows.append((f"validate {number} files, peak in MB", f"{peak:.0f}"))
            for what in ([], ["--nested"]):
                _, clock, peak = run("table", "c.jsonl", "-o", "t.parquet", "-q", *what)
                kind = f"table {' '.join([str(number), *what])}, Parquet"
                rows.append((f"{kind}, peak in MB", f"{peak:.0f}"))
                rows.append((f"{kind}, documents a second", f"{number / clock:.0f}"))
        for kind, ratio in tables_over_reading(top / "c.jsonl").items():
            rows.append((f"{kind} as Parquet over reading, CPU", f"{ratio:.2f}"))
        rows.append((f"last fifth over first, {count} documents", f"{fifths(top / 'c.jsonl'):.2f}"))
        ratio, peak = works(count // 2, top)
        rows.append((f"dossier of {count} works, CPU a work over a small one", f"{ratio:.2f}"))
        rows.append((f"dossier of {count} works, peak in MB", f"{peak:.0f}"))
    for what, value in rows:
        print(f"{what:60} {value:>8}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 20_000)
