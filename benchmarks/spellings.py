"""Times reading of the same documents in ten spellings of XML, and how the cost grows with dossiers.

    python benchmarks/spellings.py [--documents N] [--rounds N] [--quick] [--markdown]

All that differs between the spellings says nothing: line ends, prefixes, quotes, the order of
attributes, character references. Documents are made by `parlq.testing.corpus`; O is parsing the
canonical spelling and validation under the official schema of Akoma Ntoso 3.0, as in `run.py`.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from lxml import etree
from timing import Case, measure

from parlq.formats import akn
from parlq.formats.akn.schemas import xsd
from parlq.model import Dossier
from parlq.problems import MissingExtraError
from parlq.testing._corpus import corpus

#: The worst of the ten ratios, their median, and the growth of the cost per pair in a dossier.
WORST, MEDIAN, GROWTH = 1.7, 1.45, 1.1
#: How many pairs the dossiers have, of which the last one is compared with the first.
PAIRS = (1, 10, 40, 100, 400)


def _serialised(data: bytes) -> bytes:
    return etree.tostring(etree.fromstring(data), encoding="UTF-8", xml_declaration=True)


def _blank(data: bytes) -> bytes:
    return data.replace(b"<akomaNtoso ", b"<akomaNtoso  ", 1)


def _commented(data: bytes) -> bytes:
    """One that only the tree reader reads."""
    return data + b"<!-- made-up -->\n"


def _prefixed(data: bytes) -> bytes:
    named = re.sub(rb"<(/?)(?=[a-zA-Z])(?!pq:)", rb"<\1akn:", data)
    return named.replace(b'xmlns="', b'xmlns:akn="', 1)


def _standard_library(data: bytes) -> bytes:
    """As `xml.etree.ElementTree` writes, when nobody has registered a prefix."""
    return ET.tostring(ET.fromstring(data), encoding="utf-8")


def _compact(data: bytes) -> bytes:
    parser = etree.XMLParser(remove_blank_text=True)
    return etree.tostring(etree.fromstring(data, parser), encoding="UTF-8")


def _reversed(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for element in root.iter():
        attributes = list(element.attrib.items())
        element.attrib.clear()
        for name, value in reversed(attributes):
            element.set(name, value)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


SPELLINGS: dict[str, Callable[[bytes], bytes]] = {
    "canonical": lambda data: data,
    "line ends of Windows": lambda data: data.replace(b"\n", b"\r\n"),
    "lxml, UTF-8 with declaration": _serialised,
    "one more blank in the root tag": _blank,
    "prefix on every element": _prefixed,
    "xml.etree.ElementTree": _standard_library,
    "compact, without indents": _compact,
    "C14N": lambda data: etree.tostring(etree.fromstring(data), method="c14n"),
    "attributes in reversed order": _reversed,
    "lxml, ASCII with character references": lambda data: etree.tostring(etree.fromstring(data)),
}


def ratios(documents: int, rounds: int) -> dict[str, float]:
    """Reading with all checks over O, by spelling."""
    made = [akn.dumps(document) for document in corpus(documents, seed=1)]
    official = xsd.load("akn")
    cases: dict[str, Case] = {
        "O": (lambda data: official.validate(etree.fromstring(data)), made),
    }
    for name, respell in SPELLINGS.items():
        cases[name] = (akn.loads, [respell(data) for data in made])
    for name, (_, spelled) in cases.items():  # what is timed is also read
        assert all(map(_same, made, spelled)), name
    times = measure(cases, rounds)
    return {name: times[name] / times["O"] for name in SPELLINGS}


def _same(one: bytes, other: bytes) -> bool:
    return akn.loads(one) == akn.loads(other)


def costs(rounds: int) -> dict[int, float]:
    """Processor seconds per pair of reading dossiers by their trees, by the number of pairs."""
    made = list(corpus(PAIRS[-1], seed=1))
    cases: dict[str, Case] = {}
    for pairs in PAIRS:
        dossiers = [_joined(made[at : at + pairs]) for at in range(0, len(made), pairs)]
        cases[str(pairs)] = (akn.loads, [_commented(akn.dumps(dossier)) for dossier in dossiers])
    times = measure(cases, rounds)
    return {pairs: times[str(pairs)] / pairs for pairs in PAIRS}


def _joined(dossiers: list[Dossier]) -> Dossier:
    return Dossier(
        questions=tuple(question for dossier in dossiers for question in dossier.questions),
        answers=tuple(answer for dossier in dossiers for answer in dossier.answers),
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="100 documents, 3 rounds")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    options = parser.parse_args()
    documents, rounds = (100, 3) if options.quick else (options.documents, options.rounds)
    try:
        found = ratios(documents, rounds)
    except MissingExtraError as error:
        sys.exit(f"{error}; the benchmarks need pip install 'parlq[bench]'")
    growth = costs(rounds)
    rows = [(name, ratio, None) for name, ratio in found.items()]
    rows.append(("worst spelling", max(found.values()), WORST))
    rows.append(("median spelling", statistics.median(found.values()), MEDIAN))
    first = growth[PAIRS[0]]
    rows += [
        (f"a pair of {pairs} in a dossier, over one alone", cost / first, GROWTH)
        for pairs, cost in growth.items()
        if pairs != PAIRS[0]
    ]
    _print(rows, markdown=options.markdown)


def _print(rows: list[tuple[str, float, float | None]], *, markdown: bool) -> None:
    cells = [
        (name, f"{ratio:.2f}", "" if must is None else f"{must:g}", _verdict(ratio, must))
        for name, ratio, must in rows
    ]
    if markdown:
        print("| spelling | ratio | must | verdict |\n|---|--:|--:|---|")
        for each in cells:
            print("| " + " | ".join(each) + " |")
        return
    width = max(len(each[0]) for each in cells)
    for name, ratio, must, verdict in cells:
        print(f"{name:{width}}  {ratio:>6} {must:>6}  {verdict}")


def _verdict(ratio: float, must: float | None) -> str:
    return "" if must is None else "must" if ratio <= must else "MISSED"


if __name__ == "__main__":
    main()
