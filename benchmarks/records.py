"""Prints what reading records of open data costs, beside the targets.

    python benchmarks/records.py [--records N] [--rounds N]

The records are the project's own examples, each with a number, a title, an author, a day and
instants of its own: a question in two languages with its answer; every fifth has two authors and a
revision. Times are the processor's.
"""

from __future__ import annotations

import argparse
import copy
import json
import sys
import tempfile
import tracemalloc
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import orjson
import pyoxigraph
from timing import measure

from parlq.formats.ep.records import csv as csvfile
from parlq.formats.ep.records import jsonld
from parlq.formats.ep.records.rdf import stream_works, turtle

EXAMPLES = Path(__file__).parents[1] / "examples" / "opendata"


def records(count: int) -> tuple[list[bytes], list[bytes]]:
    """Answers of the API: of one record each, and of fifty each."""
    whole = json.loads((EXAMPLES / "record.jsonld").read_bytes())
    two = copy.deepcopy(whole["data"][0])
    two["creator"] = ["person/990101", "person/990102"]
    author, asked = two["workHadParticipation"]
    other = {
        **author,
        "id": author["id"].replace("990101", "990102"),
        "had_participant_person": ["person/990102"],
    }
    two["workHadParticipation"] = [author, other, asked]
    two["is_realized_by"][0]["title_alternative"]["en"] = (
        "Question for written answer E-990007/2026/rev.1 - to the Commission - Rule 144"
        " - Ilse Vandermeer-Olsen (Verts/ALE), Anna Beispiel (PPE)"
    )
    made = []
    for number in range(count):
        text = orjson.dumps(two if number % 5 == 4 else whole["data"][0]).decode()
        for old, new in _own(number).items():
            text = text.replace(old, new)
        made.append(orjson.loads(text))
    single = [orjson.dumps({**whole, "data": [each]}) for each in made]
    pages = [orjson.dumps({**whole, "data": made[n : n + 50]}) for n in range(0, count, 50)]
    return single, pages


def _own(number: int) -> dict[str, str]:
    """What one record has instead of what the example has."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:05}")
    return {
        "990007": f"{100000 + number}",
        "Tide gauges": f"Tide gauges {letters}",
        "Vandermeer": f"V{letters}",
        "2026-01-12": f"2026-{1 + number % 12:02}-{1 + number % 28:02}",
        ":05:09+01:00": f":{number % 60:02}:{number // 60 % 60:02}+01:00",
    }


def year(count: int) -> bytes:
    """A CSV of `count` rows."""
    header, row, *_ = (EXAMPLES / "year.csv").read_bytes().split(b"\n")
    rows = (row.replace(b"990001", b"%06d" % (100000 + n)) for n in range(count))
    return b"\n".join([header, *rows, b""])


def dump(copies: int) -> bytes:
    """A Turtle dump with the example's works `copies` times."""
    text = (EXAMPLES / "dump.ttl").read_bytes()
    head, _, body = text.partition(b"\n\n")
    parts = [body.replace(b"9900", b"%02d00" % number) for number in range(10, 10 + copies)]
    return b"\n\n".join([head, *parts])


def triples(data: bytes) -> list[object]:
    """What pyoxigraph alone makes of Turtle."""
    return list(pyoxigraph.parse(data, pyoxigraph.RdfFormat.TURTLE, base_iri="https://a.example/"))


def memory(data: bytes, suffix: str, read: object) -> float:
    """Most memory, in MB, that a stream takes."""
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(data)
        file.flush()
        tracemalloc.start()
        for _ in read(file.name):  # type: ignore[operator]
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return most / 1e6


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--records", type=int, default=500)
    arguments.add_argument("--rounds", type=int, default=7)
    chosen = arguments.parse_args()
    single, pages = records(chosen.records)
    table = year(10 * chosen.records)
    turtles = dump(10)
    t = measure(
        {
            "J1": (orjson.loads, single),
            "single": (jsonld.read, single),
            "J50": (orjson.loads, pages),
            "pages": (jsonld.read, pages),
            "csv": (csvfile.read, [table]),
            "parse": (triples, [turtles]),
            "turtle": (turtle.read, [turtles]),
        },
        chosen.rounds,
    )
    tenth = year(chosen.records)
    rows = 10 * chosen.records / t["csv"]
    works = len(turtle.loads(turtles).works)
    lines = [
        ("JSON-LD, a record each, over orjson.loads", f"{t['single'] / t['J1']:.1f}", "10"),
        ("JSON-LD, fifty records each, over orjson.loads", f"{t['pages'] / t['J50']:.1f}", "10"),
        ("CSV, rows a second", f"{rows:,.0f}", "10,000"),
        ("Turtle to values, over pyoxigraph's parse", f"{t['turtle'] / t['parse']:.1f}", "8"),
        ("Turtle, works a second", f"{works / t['turtle']:,.0f}", "-"),
        ("Turtle, MB a second", f"{len(turtles) / 1e6 / t['turtle']:.2f}", "-"),
        ("CSV row by row, MB", f"{memory(table, '.csv', csvfile.rows):.1f}", "-"),
        ("a tenth of that, MB", f"{memory(tenth, '.csv', csvfile.rows):.1f}", "-"),
        ("Turtle work by work, MB", f"{memory(turtles, '.ttl', stream_works.works):.1f}", "-"),
        ("a tenth of that, MB", f"{memory(dump(1), '.ttl', stream_works.works):.1f}", "-"),
    ]  # fmt: skip
    for name, figure, target in lines:
        print(f"{name:50} {figure:>10}   target {target}")


if __name__ == "__main__":
    main()
