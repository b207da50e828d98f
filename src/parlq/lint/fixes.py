"""Applies safe fixes, or shows what they would change."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from parlq.io.edits import Edit, applied, chosen
from parlq.limits import DEFAULT, Limits
from parlq.lint import text_style
from parlq.problems import Problem, visible

#: Rules some of whose problems have an automatic fix.
FIXABLE = frozenset({"PQ103", "PQ211", "PQ213", "PQ302", "PQ304", "PQ701", "PQ702", "PQ703"})
#: Times that a file is linted again, as a fix can reveal a problem that another one hid, and seconds
#: of processor time, of its thread alone, after which it is not linted again.
ROUNDS, SECONDS = 20, 20.0

#: The format and the problems of a file; what is not reported is not fixed.
Lint = Callable[[bytes], tuple[str, Sequence[Problem]]]


def edits(
    data: bytes, problems: Sequence[Problem], format: str, limits: Limits = DEFAULT
) -> tuple[Edit, ...]:
    """The edits for those of the problems that have a safe one, in the order of the file.

    Args:
        data: the file.
        problems: what was found in it.
        format: name of its format.
        limits: bounds under which it was read.
    """
    rules = {problem.rule for problem in problems} & FIXABLE
    if not rules or format not in text_style.FORMATS:
        return ()
    found: list[Edit] = []
    if text_style.MARK in rules:
        found.append(Edit(0, len(text_style.BOM), b"", text_style.MARK))
    if text_style.ENDS in rules:
        ends = re.finditer(rb"\r(?=\n)", data)
        found += [Edit(*end.span(), b"", text_style.ENDS) for end in ends]
    if text_style.LAST in rules:
        end = b"\r\n" if data.count(b"\r\n") == data.count(b"\n") > 0 else b"\n"
        found.append(Edit(len(data), len(data), end, text_style.LAST))
    if format == "akn" and rules & {"PQ103", "PQ211", "PQ213"}:
        from parlq.formats.akn.repair.fixes import edits as of_xml

        found += of_xml(data, problems, limits)
    if format == "json" and rules & {"PQ302", "PQ304"}:
        from parlq.formats.json.fixes import edits as of_json

        found += of_json(data, problems)
    return chosen(found)


class Fixed(NamedTuple):
    """A file after its safe fixes.

    Attributes:
        data: the file.
        fixes: how many were made.
        stopped: why there may be more, empty when there are none.
    """

    data: bytes
    fixes: int
    stopped: str = ""


def fixed(data: bytes, lint: Lint, limits: Limits = DEFAULT) -> Fixed:
    """Make all safe fixes in a file; lint it again until there are none left, within bounds."""
    count = 0
    begun = time.thread_time()
    for _ in range(ROUNDS):
        name, problems = lint(data)
        made = edits(data, problems, name, limits)
        if not made:
            return Fixed(data, count)
        data = applied(data, made)
        count += len({(edit.rule, edit.start) for edit in made if edit.rule != text_style.ENDS})
        count += any(edit.rule == text_style.ENDS for edit in made)
        if time.thread_time() - begun > SECONDS and not limits.unbounded:
            return Fixed(data, count, _stopped(f"{SECONDS:g} seconds"))
    return Fixed(data, count, _stopped(f"{ROUNDS} rounds"))


def _stopped(bound: str) -> str:
    return f"stopped fixing after {bound}; there may be more to fix: run the command again"


def difference(before: bytes, after: bytes, name: str) -> str:
    """A unified diff; empty when there is none.

    The name is on one line. What the lines say is as it is in the files: escape it to print it.
    """
    import difflib  # slow to import

    def lines(data: bytes) -> list[str]:
        text = data.decode("utf-8", "backslashreplace")
        found = re.findall(r"[^\n]*\n|[^\n]+\Z", text)
        return [
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in found
        ]

    shown = visible(name.replace(os.sep, "/"))
    parts = difflib.unified_diff(lines(before), lines(after), shown, shown)
    return "".join(parts)
