"""Guards cells of CSV that spreadsheets would run as formulas, and removes the guard again.

Excel, LibreOffice and Google Sheets run a cell that begins with `=`, `+`, `-` or `@`, in some
languages with their full-width forms too, blanks and controls before it or not (OWASP, CSV
Injection). An apostrophe before it makes them take the cell as text.
"""

from __future__ import annotations

import re

GUARD = "'"
_FORMULA = re.compile(r"[\s\x00-\x1f]*+[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
# A cell that begins with apostrophes and then like a formula has one of them as its guard. So a
# cell that had apostrophes before it was guarded gets one more.
_GUARDED = re.compile(rf"{GUARD}++(?:{_FORMULA.pattern})")
_DANGER = re.compile(rf"{GUARD}*+(?:{_FORMULA.pattern})")


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run a cell."""
    return _FORMULA.match(cell) is not None


def guarded(cell: str, *, formulas: bool = True) -> str:
    """The cell as it is written.

    Args:
        cell: its text.
        formulas: whether to guard formulas. A cell that looks like a guarded one is guarded in any
            case, as it would lose an apostrophe when it is read.
    """
    if cell and (_DANGER if formulas else _GUARDED).match(cell):
        return GUARD + cell
    return cell


def is_guarded(cell: str) -> bool:
    """Whether a cell begins with an apostrophe and then like a formula."""
    return cell.startswith(GUARD) and _GUARDED.match(cell) is not None
