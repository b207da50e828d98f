"""Prints every target of speed with its ratio, side by side in one run.

    python benchmarks/run.py [--documents N] [--rounds N] [--quick] [--markdown]

Documents are made by `parlq.testing.corpus`: each is a question with its answer. P is one
`lxml.etree.fromstring` of a document, J one `orjson.loads` of its JSON, O is P and validation
under the official schema of Akoma Ntoso 3.0, compiled beforehand.

The other spelling indents by tabs and differs in nothing else; `spellings.py` times ten of them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

import orjson
from lxml import etree
from peers import PEERS, Peer
from processes import python, ratio
from timing import Case, measure

from parlq.formats import akn
from parlq.formats import json as jsonformat
from parlq.formats.akn.schemas import xsd
from parlq.problems import MissingExtraError
from parlq.testing._corpus import corpus


class Row(NamedTuple):
    """One target."""

    path: str
    ratio: float
    must: float | None = None
    goal: float | None = None
    higher_is_better: bool = False

    @property
    def verdict(self) -> str:
        """What the ratio amounts to."""
        if self.must is None:
            return "for comparison"

        def reached(target: float | None) -> bool:
            if target is None:
                return False
            return self.ratio >= target if self.higher_is_better else self.ratio <= target

        return "goal" if reached(self.goal) else "must" if reached(self.must) else "MISSED"


def values(documents: int, rounds: int) -> list[Row]:
    """Reading and writing, in one process."""
    made = list(corpus(documents, seed=1))
    xml = [akn.dumps(document) for document in made]
    json = [jsonformat.dumps(document) for document in made]
    other = [data.replace(b"\n  ", b"\n\t") for data in xml]
    official = xsd.load("akn")
    cases: dict[str, Case] = {
        "P": (etree.fromstring, xml),
        "O": (lambda data: official.validate(etree.fromstring(data)), xml),
        "J": (orjson.loads, json),
        "checked": (akn.loads, xml),
        "to json": (lambda data: jsonformat.dumps(akn.loads(data)), xml),
        "unchecked": (lambda data: akn.loads(data, check=False), xml),
        "checked, other": (akn.loads, other),
        "to json, other": (lambda data: jsonformat.dumps(akn.loads(data)), other),
        "unchecked, other": (lambda data: akn.loads(data, check=False), other),
        "write": (akn.dumps, made),
        "json read": (jsonformat.loads, json),
        "json write": (jsonformat.dumps, made),
    }
    t = measure(cases, rounds)
    sizes = sum(map(len, xml)) / len(xml), sum(map(len, json)) / len(json)
    print(
        f"{documents} documents, mean {sizes[0]:.0f} bytes of XML, {sizes[1]:.0f} of JSON",
        file=sys.stderr,
    )
    return [
        Row("AKN bytes -> values, checked, over O", t["checked"] / t["O"], 1.45, 1.0),
        Row("AKN bytes -> JSON bytes, checked, over O", t["to json"] / t["O"], 1.65, 1.2),
        Row("AKN bytes -> values, unchecked, over P", t["unchecked"] / t["P"], 3.7, 2.6),
        Row("other spelling -> values, checked, over O", t["checked, other"] / t["O"], 1.45, 1.0),
        Row("other spelling -> JSON bytes, over O", t["to json, other"] / t["O"], 1.65, 1.2),
        Row(
            "other spelling -> values, unchecked, over P", t["unchecked, other"] / t["P"], 3.7, 2.6
        ),
        Row("values -> AKN bytes, over P", t["write"] / t["P"], 1.1, 0.8),
        Row("JSON bytes -> values, strict, over J", t["json read"] / t["J"], 4.6, 2.5),
        Row("values -> JSON bytes, over J", t["json write"] / t["J"], 1.3, 0.8),
    ]


def peers(documents: int, rounds: int) -> list[Row]:
    """Other libraries over parlq, on the same documents; fewer of them, as they are slow.

    Only xmlschema validates a document against a schema, so parlq does so only in that comparison.
    """
    xml = [akn.dumps(document) for document in corpus(max(documents // 20, 5), seed=2)]
    ready: dict[str, Peer] = {}
    for name, make in PEERS.items():
        try:
            ready[name] = make()
        except ImportError as error:
            print(f"{name} is left out ({error}): pip install 'parlq[bench]'", file=sys.stderr)
    cases: dict[str, Case] = {
        "parlq": (lambda data: akn.loads(data, check=False), xml),
        "parlq, checked": (akn.loads, xml),
    }
    cases |= {name: (peer.read, xml) for name, peer in ready.items()}
    writing: dict[str, Case] = {"parlq": (akn.dumps, [akn.loads(data) for data in xml])}
    for name, peer in ready.items():
        print(f"{name} keeps {peer.keeps}", file=sys.stderr)
        if peer.write is not None:
            writing[name] = (peer.write, [peer.read(data) for data in xml])
    read, written = measure(cases, rounds), measure(writing, rounds)
    targets: dict[str, tuple[float, float]] = {
        "xsdata": (8, 12),
        "pydantic-xml": (4, 6),
        "xmlschema": (15, 25),
    }
    rows = []
    for name in ready:
        must, goal = targets.get(name, (None, None))
        if name not in written:
            ours = "parlq, checked" if name == "xmlschema" else "parlq"
            ratio = read[name] / read[ours]
            rows.append(Row(f"{name} reading, over {ours}", ratio, must, goal, True))
            continue
        rows.append(Row(f"{name} reading, over parlq", read[name] / read["parlq"]))
        rows.append(Row(f"{name} writing, over parlq", written[name] / written["parlq"]))
        both = (read[name] + written[name]) / (read["parlq"] + written["parlq"])
        rows.append(Row(f"{name} there and back, over parlq", both, must, goal, True))
    return [*rows, *_msgspec(documents, rounds)]


def _msgspec(documents: int, rounds: int) -> list[Row]:
    try:
        import msgspec
    except ImportError as error:
        print(f"msgspec is left out ({error}): pip install 'parlq[bench]'", file=sys.stderr)
        return []
    json = [jsonformat.dumps(document) for document in corpus(documents, seed=1)]
    decode: Any = msgspec.json.Decoder().decode
    t = measure({"msgspec": (decode, json), "parlq": (jsonformat.loads, json)}, rounds)
    return [Row("msgspec, plain dictionaries, over parlq", t["msgspec"] / t["parlq"])]


def processes(runs: int) -> list[Row]:
    """Whole processes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "one.xml")
        file.write_bytes(akn.dumps(next(corpus(1, seed=1))))
        validate = python("-m", "parlq", "validate", str(file))
        return [
            Row(
                "parlq validate one.xml, over import lxml.etree, attrs",
                ratio(validate, python("-c", "import lxml.etree, attrs"), runs),
                2.0,
                1.3,
            ),
            Row(
                "parlq --version, over import argparse",
                ratio(python("-m", "parlq", "--version"), python("-c", "import argparse"), runs),
                2.5,
                1.3,
            ),
        ]


LATER = "Many documents, and large files: python -m benchmarks.corpora"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="200 documents, 3 rounds")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    options = parser.parse_args()
    documents, rounds = (200, 3) if options.quick else (options.documents, options.rounds)
    try:
        rows = [*values(documents, rounds), *peers(documents, rounds)]
    except MissingExtraError as error:
        sys.exit(f"{error}; the benchmarks need pip install 'parlq[bench]'")
    rows += processes(9 if options.quick else 25)
    shown = [
        (
            row.path,
            f"{row.ratio:.2f}",
            "" if row.must is None else f"{row.must:g}",
            "" if row.goal is None else f"{row.goal:g}",
            row.verdict,
        )
        for row in rows
    ]
    head = ("path", "ratio", "must", "goal", "verdict")
    if options.markdown:
        print("| " + " | ".join(head) + " |\n|---|--:|--:|--:|---|")
        for cells in shown:
            print("| " + " | ".join(cells) + " |")
    else:
        width = max(len(cells[0]) for cells in shown)
        for cells in (head, *shown):
            print(f"{cells[0]:{width}}  {cells[1]:>7} {cells[2]:>6} {cells[3]:>6}  {cells[4]}")
    print(LATER)


if __name__ == "__main__":
    main()
