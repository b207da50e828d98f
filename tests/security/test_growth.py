"""What an input costs grows no faster than its size: a short form of `fuzz/wide.py`.

Each dimension is taken to 60 kB, in a process of its own. What is dear there is held against a
fourth of it. `python fuzz/wide.py` does more with each input, of 300 kB, and takes longer.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).parents[2] / "fuzz"
pytestmark = [
    pytest.mark.skipif(not FUZZ.exists(), reason="the folder fuzz is not here"),
    pytest.mark.skipif(sys.platform == "win32", reason="costs are measured in forked processes"),
]
for _package in ("pyshacl", "pypdf"):
    pytest.importorskip(_package, reason="needs the extras")

#: Bytes of an input, and the share that it has of those for which the bounds are promised.
SIZE, SHARE = 60_000, 1 / 5
#: Those that have cost too much once, or that are what an attacker tries first.
NAMED = {
    "profile": (
        *(
            "attributes of one element",
            "attributes, each of a namespace",
            "namespaces of one element",
        ),
        *(
            "namespaces, 200 deep, many times",
            "elements, nested",
            "tables, nested",
            "elements with a wrong attribute",
        ),
        *(
            "elements, each of a name of its own",
            "ids, each twice",
            "links",
            "links to notes",
            "people",
            "blocks of meta",
        ),
        *("cells over many rows", "comments that hide", "smaller signs"),
    ),
    "generic": (
        *("questions with answers", "speeches of one person", "links by refersTo, forwards"),
        *(
            "sections, 80 deep, many times",
            "notes and markers",
            "references to people in one attribute",
        ),
    ),
    "JSON": (
        *(
            "arrays, nested",
            "objects, 1000 deep, many times",
            "keys of an object",
            "digits of a number",
        ),
        *("empty objects", "links to nowhere", "questions that replace each other", "languages"),
    ),
    "JSON-LD": (
        *("terms of a context", "terms that chain, backwards", "contexts of nodes, nested"),
        *(
            "contexts of terms, nested",
            "nodes, nested",
            "items of a list",
            "digits of an exponent",
            "chain of records",
        ),
    ),
    "Turtle": (
        *(
            "long chain of works",
            "long chain of nodes without a name",
            "long chain of attachments",
            "ring of works",
        ),
        *(
            "blank nodes, nested",
            "blank nodes alike",
            "rings of blank nodes",
            "collections, nested",
            "items of a collection",
        ),
        *(
            "decimals with a large exponent",
            "digits of an integer",
            "depth of a text of HTML",
            "texts of HTML",
        ),
    ),
    "RDF/XML": (
        *(
            "elements of a literal, nested",
            "namespaces of a literal, nested",
            "namespaces that a literal has from outside",
        ),
        *("items of a collection", "collections, nested", "nodes, nested", "properties"),
    ),
    "text": (
        *(
            "lines",
            "languages in a chooser",
            "authors",
            "brackets that open",
            "dates",
        ),
        *(
            "letters of a word",
            "markers of notes",
            "cells of a table",
            "contents of a journal with dots",
        ),
    ),
    "HTML": (
        *("div, nested", "b, not closed", "table, nested", "attributes", "cells over many rows"),
        *(
            "formats that are never closed",
            "comments that are not closed",
            "rules of a style sheet",
        ),
    ),
    "CSV": (
        "columns and cells",
        "rows of one document",
        "cells of a row",
        "quotes that are not closed",
    ),
    "DOCX": (
        *(
            "main part of another name",
            "main part in UTF-16",
            "attributes",
            "tables, nested",
            "parts",
        ),
        *("cells over many columns", "letters"),
    ),
    "PDF": (
        "operators, unpacked",
        "forms that double",
        "pages, a tree that doubles",
        "arrays, nested",
    ),
    "settings": (
        *("parts of a key", "keys below one table", "digits of a number", "arrays, nested"),
        *("stars of exclude", "patterns of exclude"),
    ),
    "ignored": ("patterns with stars", "stars", "double stars", "stars and classes"),
}


def program():
    """The program, ready to measure."""
    sys.path.insert(0, str(FUZZ))
    made = importlib.import_module("wide")
    made.deeds.prepared()
    return made


@pytest.fixture(scope="module")
def wide():
    """The program, in this process."""
    try:
        yield program()
    finally:
        sys.path.remove(str(FUZZ))


def measured(wide, family):
    """What is too dear, by the names of dimensions; of each what was said in every attempt."""
    every = {one.name: one for one in wide.dimensions()}
    found = {}
    for one in [every[f"{family}: {name}"] for name in NAMED[family]]:
        # A busy machine doubles a time now and then; what costs too much does so every time.
        found[one.name] = [wide.brief(one, SIZE, SHARE)]
        while found[one.name][-1] and len(found[one.name]) < 4:
            found[one.name].append(wide.brief(one, SIZE, 2 * SHARE))
    return {name: whys for name, whys in found.items() if whys[-1]}


@pytest.mark.parametrize("family", NAMED)
def test_no_dimension_costs_more_than_its_share(family):
    """Time and memory stay within bounds, and grow at most twice as fast as the size."""
    # The processes that are measured begin with the memory of the one that starts them.
    command = [sys.executable, __file__, family]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (0, "{}\n") == (done.returncode, done.stdout), done.stderr[-2000:]


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (lambda n: sum(i * i for i in range(n * n // 4)), " s, then "),
        (lambda n: bytearray(n << 16), " MB"),
        (lambda n: 1 // 0, "ZeroDivisionError"),
    ],
    ids=["square", "memory", "error"],
)
def test_what_costs_too_much_is_seen(wide, monkeypatch, work, said):
    """Time in the square of the size, memory and errors are found out."""
    monkeypatch.setattr(
        wide.deeds, "of", lambda kind, data, every: [("work", lambda: work(len(data)))]
    )
    grown = importlib.import_module("grown")
    one = grown.Dimension("x", "json", grown.around("", "x"))
    assert said in wide.brief(one, 8000, 1.0)


if __name__ == "__main__":
    print(json.dumps(measured(program(), sys.argv[1])))
