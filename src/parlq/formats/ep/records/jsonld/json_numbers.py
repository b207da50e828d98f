"""Finds numbers in JSON that lose digits when they are read as integers of 64 bits or doubles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

from parlq.formats.ep.records.nodes.report import Report
from parlq.io.positions import Lines

#: Most numbers that are named one by one.
_NAMED: Final = 100
#: Digits and points, exponents and signs as one character each, and anything else as a blank.
_KINDS: Final = bytes(
    ord("0" if byte in b"0123456789." else "e" if byte in b"eE" else "-" if byte in b"+-" else " ")
    for byte in range(256)
)
#: What may be such a number: fewer characters are exact, except for an exponent of three digits.
_LONG: Final = (b"0" * 16, b"0e000", b"0e-000")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|-?\d[\d.eE+-]*+', re.DOTALL)
_INTEGERS: Final = range(-(2**63), 2**64)


def report_inexact(raw: bytes, report: Report) -> None:
    """Report each number that is read with other digits than it is written with, as PQ602.

    Args:
        raw: well-formed JSON in UTF-8.
        report: takes the problems.
    """
    kinds = raw.translate(_KINDS)
    if not any(each in kinds for each in _LONG):
        return
    text = raw.decode()
    lines, count = Lines(text), 0
    for offset, written, made in _inexact(text):
        count += 1
        if count <= _NAMED:
            line, column = lines.at(offset)
            message = (
                f"this number loses digits: read as {made}, written as {written[:80]}; write it as"
                " a string to keep all of them"
            )
            report.add("PQ602", message, line=line, column=column)
    if count > _NAMED:
        report.add("PQ602", f"{count - _NAMED} further numbers lose digits")


def _inexact(text: str) -> Iterator[tuple[int, str, str]]:
    """Offset and spelling of each number that loses digits, and as what it is read."""
    for token in _TOKEN.finditer(text):
        written = token[0]
        if len(written) < 6 or written[0] == '"':
            continue
        if written.lstrip("-").isdigit() and (len(written) < 19 or _is_short(written)):
            continue
        made = repr(float(written))
        if not _is_equal(written, made):
            yield token.start(), written, made


def _is_short(written: str) -> bool:
    """Whether an integer has 64 bits."""
    return len(written) <= 20 and int(written) in _INTEGERS


def _is_equal(written: str, made: str) -> bool:
    try:
        return Decimal(written) == Decimal(made)
    except InvalidOperation:  # an exponent beyond those of decimal numbers
        return False
