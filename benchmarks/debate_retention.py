"""Prints how much parlq keeps of debates, as the table of `docs/debates.md`.

python benchmarks/debate_retention.py FILE...
"""

from __future__ import annotations

import sys
from pathlib import Path

from parlq.formats import akn
from parlq.formats.akn import retention
from parlq.model import Dossier
from parlq.problems import InputError


def row(path: Path) -> str:
    """One file as a row of Markdown."""
    data = path.read_bytes()
    try:
        total, sections = retention.measure(data)
    except InputError:
        return f"| {path.stem} | 0 | 0 | - | - | - | - |"
    value = akn.loads(data, strict=False)
    works = value.works if isinstance(value, Dossier) else (value,)
    questions = [work for work in works if hasattr(work, "addressees")]
    answered = 0
    if isinstance(value, Dossier):
        answered = sum(bool(value.answers_for(question)) for question in questions)
    parts = retention.added(sections, "")
    shares = (parts.elements, parts.characters, parts.pointers)
    percents = " | ".join(f"{share.percent:.1f} %" for share in shares)
    kinds = (total.elements, total.attributes, total.characters, total.pointers)
    lost = sum(share.lost for share in kinds)
    return f"| {path.stem} | {len(questions)} | {answered} | {percents} | {lost} |"


if __name__ == "__main__":
    print("| file | questions | answered | elements | characters | pointers | lost |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name in sys.argv[1:]:
        print(row(Path(name)))
