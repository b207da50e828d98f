"""Warnings about a file as text: byte order marks, line ends, the canonical form."""

from __future__ import annotations

from collections.abc import Callable

from parlq.problems import Problem
from parlq.rules import RULES

MARK, ENDS, LAST, CANONICAL = "PQ701", "PQ702", "PQ703", "PQ704"
#: Formats whose files are text that people and tools edit.
FORMATS = frozenset({"akn", "json"})
BOM = b"\xef\xbb\xbf"


def findings(
    data: bytes, format: str, file: str | None, canonical: Callable[[], bytes | None] | None = None
) -> list[Problem]:
    """The problems of a file as text, one a rule at most.

    Args:
        data: what is in the file.
        format: name of its format.
        file: its name.
        canonical: gives the canonical form; None when nobody asks for it, as to write it takes
            longer than all else.
    """
    if format not in FORMATS or not data or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return []
    found = []
    if data.startswith(BOM):
        found.append(
            _problem(MARK, "the file begins with a byte order mark; remove it", file, 1, 1)
        )
    if b"\r" in data:
        found += _mixed(data, file)
    if not data.endswith(b"\n"):
        line = data.count(b"\n") + 1
        last = data[data.rfind(b"\n") + 1 :].removeprefix(BOM).decode(errors="replace")
        found.append(
            _problem(LAST, "the last line has no line end; add one", file, line, len(last) + 1)
        )
    if canonical is not None:
        written = canonical()
        if written is not None and written != data:
            found.append(_different(data, written, file))
    return found


def _mixed(data: bytes, file: str | None) -> list[Problem]:
    """Where the first line end is of another kind than those before it."""
    pairs, all_ = data.count(b"\r\n"), data.count(b"\n")
    if not pairs or pairs == all_:
        return []
    first = data.find(b"\n")
    alone = data[first - 1 : first] != b"\r"
    at = data.find(b"\r\n") if alone else _lone(data)
    line = data.count(b"\n", 0, at) + 1
    message = f"{pairs} of {all_} lines end with CR LF, the others with LF; use one of them"
    return [_problem(ENDS, message, file, line, None)]


def _lone(data: bytes) -> int:
    at = data.find(b"\n")
    while data[at - 1 : at] == b"\r":
        at = data.find(b"\n", at + 1)
    return at


def _different(data: bytes, written: bytes, file: str | None) -> Problem:
    """The first line that is not as it would be written."""
    lines, others = data.split(b"\n"), written.split(b"\n")
    pairs = enumerate(zip(lines, others, strict=False), 1)
    line = next((number for number, (one, other) in pairs if one != other), None)
    message = "not in canonical form from this line on; run parlq format"
    return _problem(CANONICAL, message, file, line or min(len(lines), len(others)), None)


def _problem(rule: str, message: str, file: str | None, line: int, column: int | None) -> Problem:
    return Problem(
        rule=rule,
        severity=RULES[rule].severity,
        message=message,
        file=file,
        line=line,
        column=column,
    )
