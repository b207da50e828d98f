"""Split CSV into rows of named cells: which separator it uses, and rows of another length."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NoReturn, TextIO

import attrs

from parlq.formats.ep.records.csv.formula_guard import is_guarded
from parlq.formats.ep.records.csv.links import Notes
from parlq.formats.ep.records.csv.rows_in import COLUMNS, UNKNOWN
from parlq.formats.ep.records.nodes.report import Report
from parlq.limits import Limits
from parlq.model.fields.scalars import TEXT
from parlq.problems import InputError, Problem

#: Separators that spreadsheets write, the portal's first, and how messages call them.
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
#: Most columns of a table.
MAX_COLUMNS = 1000
_KNOWN = frozenset(COLUMNS)
_IDENTIFYING = frozenset({"document_identifier", "document_URI"})


@attrs.frozen
class Row:
    """One row.

    Attributes:
        line: on which it begins.
        cells: by the names of their columns; none when it cannot be read.
        notes: what is wrong with it.
    """

    line: int
    cells: dict[str, str]
    notes: Notes


@attrs.frozen
class Table:
    """CSV whose line of column names has been read.

    Attributes:
        reader: gives the rows.
        names: of the columns.
        separator: between fields.
        skipped: lines before the line of column names.
        file: name of the input.
    """

    reader: Iterator[list[str]]
    names: list[str]
    separator: str
    skipped: int
    file: str | None

    def rows(self, limits: Limits) -> Iterator[Row]:
        """The rows that are not empty.

        Raises:
            InputError: PQ104 or PQ622, the table cannot be read any further.
        """
        width = len(self.names)
        hidden = _hidden(self.names)
        unnamed = [n for n, name in enumerate(self.names) if TEXT.fault(UNKNOWN + name)]
        begin = self._line + 1
        while (row := self._next()) is not None:
            line, begin = begin, self._line + 1
            if not row:
                continue
            if sum(map(len, row)) > limits.size:
                raise InputError((limits.too_large(self.file),))
            notes = Notes()
            if guards := [n for n, cell in enumerate(row) if cell[:1] == "'" and is_guarded(cell)]:
                _unguard(row, guards, notes)
            if len(row) != width:
                row = self._fitted(row, notes)
            if hidden:
                self._note_hidden(row, hidden, notes)
            for value in [row[n] for n in unnamed if n < len(row) and row[n]]:
                notes.append(
                    ("PQ602", f"left out of a column without a usable name: {value[:80]!r}")
                )
            yield Row(line, dict(zip(self.names, row, strict=False)), notes)

    @property
    def _line(self) -> int:
        number: int = self.reader.line_num  # type: ignore[attr-defined]  # csv exports no type
        return number + self.skipped

    def _next(self) -> list[str] | None:
        try:
            return next(self.reader, None)
        except csv.Error as error:
            rule, message = "PQ622", f"not CSV: {error}"
            if "field limit" in str(error):
                rule = "PQ104"
                message = f"a field of CSV is longer than {csv.field_size_limit()} characters"
            problem = Problem(rule=rule, message=message, file=self.file, line=self._line)
            raise InputError((problem,)) from None

    def _note_hidden(self, row: list[str], hidden: dict[int, int], notes: Notes) -> None:
        """Note what columns hold that others of the same name hide, where it is something else."""
        for position, last in hidden.items():
            value = row[position] if position < len(row) else ""
            if value and value != (row[last] if last < len(row) else ""):
                name = self.names[position]
                notes.append(("PQ602", f"left out of the first column {name[:80]}: {value[:80]!r}"))

    def _fitted(self, row: list[str], notes: Notes) -> list[str]:
        """A row of another length than the names as far as it can be read; empty if it cannot."""
        width, count = len(self.names), len(row)
        what = f"{count} fields, but the header names {width} columns"
        if count < width or not any(row[width:]):
            notes.append(("PQ623", what))
            return row
        rejoined = _rejoined(row, self.separator)
        if len(rejoined) == width:
            blank = f'"{self.separator} " is read as part of a field'
            notes.append(("PQ623", f"{what}; {blank}, which should be quoted"))
            return rejoined
        named = SEPARATORS.get(self.separator, self.separator)
        notes.append(("PQ626", f"{what}; quote the fields that contain {named}; row not read"))
        return []


def _hidden(names: list[str]) -> dict[int, int]:
    """The columns that a later one of the same name hides, and the one that is read."""
    last = {name: position for position, name in enumerate(names)}
    return {n: last[name] for n, name in enumerate(names) if last[name] != n}


def _unguard(row: list[str], positions: list[int], notes: Notes) -> None:
    for position in positions:
        row[position] = row[position][1:]
    cells = "cell" if len(positions) == 1 else f"{len(positions)} cells"
    notes.append(("PQ627", f"read without the apostrophe that guards against formulas: {cells}"))


def _rejoined(row: list[str], separator: str) -> list[str]:
    """The fields, with each that begins with a blank as the end of the one before it."""
    made: list[str] = []
    for cell in row:
        if made and cell[:1] == " ":
            made[-1] += separator + cell
        else:
            made.append(cell)
    return made


def bounded_lines(file: TextIO, limits: Limits, name: str | None) -> Iterator[str]:
    """The lines of a file, none of which is longer than the limit.

    Raises:
        InputError: PQ104, one is.
    """
    while line := file.readline(limits.size + 1):
        if len(line) > limits.size:
            raise InputError((limits.too_large(name),))
        yield line


def open_table(lines: Iterable[str], report: Report) -> Table:
    """Read the line of column names, and find out by which separator it is split.

    Raises:
        InputError: PQ600, no column names a document; PQ104, too many columns; PQ622.
    """
    rest = iter(lines)
    first, skipped = next(rest, ""), 0
    candidates = [*SEPARATORS]
    if first[:4].lower() == "sep=" and len(first.strip("\r\n")) == 5:  # as Excel writes it
        candidates, skipped = [first[4]], 1
        first = next(rest, "")
    separator = next((each for each in candidates if _identifies(first, each)), None)
    if separator is None:
        _refuse(first, candidates, report, 1 + skipped)
    reader = csv.reader(chain([first], rest), strict=True, delimiter=separator)
    table = Table(reader, [], separator, skipped, report.file)
    for cell in table._next() or ():  # noqa: SLF001 # of this module
        name = cell.strip()
        table.names.append(name[1:] if is_guarded(name) else name)
    if len(table.names) > MAX_COLUMNS:
        message = f"{len(table.names)} columns, more than the limit of {MAX_COLUMNS}"
        problem = Problem(rule="PQ104", message=message, file=report.file, line=1 + skipped)
        raise InputError((problem,))
    _report_names(table.names, report, 1 + skipped)
    return table


def _identifies(line: str, separator: str) -> bool:
    """Whether one of the column names is that of a column that names a document."""
    cells = (cell.strip().strip('"') for cell in line.split(separator))
    return not _IDENTIFYING.isdisjoint(cells)


def _refuse(first: str, candidates: list[str], report: Report, line: int) -> NoReturn:
    tried = ", ".join(SEPARATORS.get(each, each) for each in candidates)
    message = (
        f'no column "document_identifier" or "document_URI" in a line split at {tried}; '
        f"it reads {first.strip()[:200]}"
    )
    raise InputError((Problem(rule="PQ600", message=message, file=report.file, line=line),))


def _report_names(names: list[str], report: Report, line: int) -> None:
    """Report columns that are unknown, doubled or cannot be kept."""
    for name, count in Counter(names).items():
        if fault := TEXT.fault(UNKNOWN + name):
            report.add("PQ602", f"a column's name {fault}; its values are left out", line=line)
        elif count > 1:
            report.add("PQ602", f"{count} columns {name[:80]}; the last is read", line=line)
        elif name not in _KNOWN:
            report.add(
                "PQ611", f"no field for the column {name}; preserved as extensions", line=line
            )
