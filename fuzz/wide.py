"""Grows inputs along each dimension, and finds what takes more than its share of time and memory.

`python fuzz/wide.py`: each input has a fourth of the size, and the whole of it, 300 kB by default.
Each is handled in a process of its own. Printed is what takes more than 5 seconds of the processor
or 300 MB, what dies, and what grows faster than twice its size. Then it makes values of a thousand
and of eight thousand parts, and does the same with what may be done with them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from functools import partial

import deeds
import grown_docx
import grown_generic
import grown_html
import grown_json
import grown_jsonld
import grown_pdf
import grown_pdf_objects
import grown_rdf
import grown_rdfxml
import grown_settings
import grown_text
import grown_values
import grown_xml
from grown import Dimension
from measure import MEGABYTES, SECONDS, Cost, cost

#: Megabytes that an input may take however small it is: bounds on counts of faults are the same.
ANYWAY = 100.0
#: How much faster than its size the cost of an input may grow, and below which cost nobody minds.
FACTOR, UNSAID_SECONDS, UNSAID_MEGABYTES = 2.0, 0.4, 60.0
_ROOMS = (
    *(grown_xml, grown_generic, grown_json, grown_jsonld, grown_rdf, grown_rdfxml),
    *(grown_text, grown_html, grown_docx, grown_pdf, grown_pdf_objects, grown_settings),
)


def dimensions() -> Iterator[Dimension]:
    """All dimensions of inputs."""
    for room in _ROOMS:
        yield from room.dimensions()


def complaint(small: Cost, large: Cost, ratio: float, limit: float = 1.0) -> str:
    """What is wrong with the costs of two sizes; empty when nothing is. `limit` is of the bounds."""
    found = [f"died: {large.died or small.died}"] if large.died or small.died else []
    if large.seconds > SECONDS * limit:
        found.append(f"{large.seconds:.1f} s ({large.slowest})")
    elif large.seconds > max(UNSAID_SECONDS, FACTOR * ratio * small.seconds):
        found.append(f"{small.seconds:.2f} s, then {large.seconds:.2f} s ({large.slowest})")
    if large.megabytes > max(MEGABYTES * limit, ANYWAY):
        found.append(f"{large.megabytes:.0f} MB ({large.largest})")
    elif large.megabytes > max(UNSAID_MEGABYTES, FACTOR * ratio * small.megabytes):
        found.append(f"{small.megabytes:.0f} MB, then {large.megabytes:.0f} MB ({large.largest})")
    return "; ".join(found)


def measured(
    one: Dimension, size: int, *, every: bool = True, limit: float = 1.0
) -> tuple[str, Cost]:
    """What is wrong with a dimension, and what its larger input took."""
    inputs = [one.of_size(size // 4), one.of_size(size)]
    costs = [cost(partial(deeds.of, one.kind, data, every=every)) for data in inputs]
    return complaint(*costs, len(inputs[1]) / len(inputs[0]), limit), costs[1]


def brief(one: Dimension, size: int, limit: float) -> str:
    """What is wrong with a dimension, by what every user does; the smaller input only in doubt."""
    data = one.of_size(size)
    large = cost(partial(deeds.of, one.kind, data, every=False))
    doubt = large.seconds > UNSAID_SECONDS or large.megabytes > UNSAID_MEGABYTES
    if large.died or not doubt:
        return complaint(large, large, 1.0, limit)
    less = one.of_size(size // 4)
    small = cost(partial(deeds.of, one.kind, less, every=False))
    return complaint(small, large, len(data) / len(less), limit)


def _inputs(asked: argparse.Namespace) -> int:
    tried = found = 0
    worst = Cost()
    for one in dimensions():
        if not one.name.startswith(asked.only):
            continue
        tried += 1
        wrong, took = measured(one, asked.size)
        worst.add(f"{one.name}, {took.slowest}", took.seconds, 0)
        worst.add(f"{one.name}, {took.largest}", 0, took.megabytes)
        if wrong:
            found += 1
            print(f"{one.name}: {wrong}", flush=True)
            if asked.keep:
                with open(f"{asked.keep}/{tried}.{one.kind}", "wb") as file:
                    file.write(one.of_size(asked.size))
    print(f"{tried} dimensions tried, {found} cost too much")
    print(
        f"most: {worst.seconds:.1f} s ({worst.slowest}), {worst.megabytes:.0f} MB ({worst.largest})"
    )
    return found


def _values(parts: int) -> int:
    tried = found = 0
    for what, make in grown_values.MADE.items():
        few, many = (dict(grown_values.deeds(make(count))) for count in (parts, 8 * parts))
        for name in many:
            tried += 1
            costs = [cost(lambda run=each[name], name=name: [(name, run)]) for each in (few, many)]
            wrong = complaint(*costs, 8)
            if wrong:
                found += 1
                print(f"values: {what}: {wrong}", flush=True)
    print(f"{tried} deeds tried, {found} cost too much")
    return found


def main() -> int:
    """Print what costs too much; 1 when something does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=300_000, help="of the larger input, in bytes")
    parser.add_argument("--only", default="", help="how the name of a dimension begins")
    parser.add_argument("--parts", type=int, default=1000, help="of the smaller value; 0 for none")
    parser.add_argument("--keep", help="folder for the inputs that cost too much")
    asked = parser.parse_args()
    deeds.prepared()
    found = _inputs(asked)
    if asked.parts and "values".startswith(asked.only):
        found += _values(asked.parts)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
