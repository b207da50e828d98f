"""Writes a table to a file: CSV, JSON Lines, Parquet, Arrow or a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple

from parlq.formats.ep.records.csv.formula_guard import guarded, is_formula
from parlq.io.replacing_files import replacing
from parlq.model.fields.name_matching import did_you_mean
from parlq.problems import MissingExtraError, Problem, Severity
from parlq.tables.projection import Plan
from parlq.tables.table import OnError, Sources, TableError, cells, entries_of, planned

if TYPE_CHECKING:
    from parlq.corpus import Entry

#: Between the values of a list in one cell.
SEPARATOR: Final = "; "
#: Rows of a sheet with the one of names, and characters of a cell, in Excel and LibreOffice.
_ROWS, _CHARACTERS = 1_048_576, 32_767
#: Spreadsheets have no days before this one.
_FIRST_DAY: Final = dt.date(1900, 3, 1)
_CREATED: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 # a sheet has no zones


class Written(NamedTuple):
    """What was written: the number of rows, and problems of cells."""

    rows: int
    problems: tuple[Problem, ...] = ()


class _Count:
    """Counts the rows that pass."""

    def __init__(self) -> None:
        self.rows = 0

    def of(self, rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
        for row in rows:
            self.rows += 1
            yield row


def write(
    sources: Sources,
    target: str | os.PathLike[str],
    /,
    *,
    format: str | None = None,
    guard_formulas: bool = True,
    on_error: OnError = "raise",
    **options: Any,
) -> Written:
    """Write a table to a file, which is there as a whole or not at all.

    Args:
        sources: as in `rows`.
        target: the file.
        format: a key of `WRITERS`; by default that of the extension of the file.
        guard_formulas: put an apostrophe before cells of CSV that a spreadsheet would run.
        on_error: as in `rows`.
        options: the others of `rows`.

    Raises:
        TableError: the format is unknown, or holds fewer rows.
        MissingExtraError: an optional package is not installed.
        OSError: the file cannot be written.
    """
    made = format_of(os.fspath(target), format)
    plan = planned(**options)
    with replacing(target) as file:
        return write_to(file, made, plan, entries_of(sources, on_error), guard=guard_formulas)


def format_of(name: str, format: str | None) -> str:
    """The format of a table, by its name or by the extension of the file.

    Raises:
        TableError: there is no such format.
    """
    ending = os.path.splitext(name)[1].lower().removeprefix(".")
    stated = (format or ending).lower()
    made = _ENDINGS.get(stated, stated)
    if made not in WRITERS:
        known = ", ".join(WRITERS)
        meant = did_you_mean(stated, [*WRITERS, *_ENDINGS])
        what = f"unknown format of tables {stated!r}" if stated else "a table needs a format"
        raise TableError(f"{what}{meant or f'; known: {known}'}")
    return made


def write_to(
    file: BinaryIO, format: str, plan: Plan, entries: Iterable[Entry], *, guard: bool = True
) -> Written:
    """Write a table to an open file, in the format that `format_of` gives."""
    return WRITERS[format](file, plan, entries, guard)


def _csv(file: BinaryIO, plan: Plan, entries: Iterable[Entry], guard: bool) -> Written:  # noqa: FBT001 # one signature for all
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(_Lines(text), lineterminator="\r\n")
    writer.writerow([column.name for column in plan.columns])
    count, formulas = 0, 0
    for row in cells(plan, entries):
        count += 1
        texts = [*map(shown, row)]
        for place, cell in enumerate(texts):
            if cell and not cell[0].isalnum():  # which no formula begins with
                formulas += is_formula(cell)
                texts[place] = guarded(cell, formulas=guard)
        writer.writerow(texts)
    text.detach()
    return Written(count, _about_formulas(formulas, guard=guard))


class _Lines:
    """Ends rows with a line feed; fields with either character of the usual end are quoted."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text

    def write(self, row: str) -> None:
        """Take one row."""
        self._text.write(row[:-2] + "\n")


def _about_formulas(count: int, *, guard: bool) -> tuple[Problem, ...]:
    if not count:
        return ()
    what = "1 cell begins" if count == 1 else f"{count} cells begin"
    how = (
        "written with an apostrophe in front; --no-guard-formulas writes them unchanged"
        if guard
        else "not guarded; do not open the file in a spreadsheet"
    )
    message = f"{what} like a spreadsheet formula; {how}"
    return (Problem(rule="PQ627", severity=Severity.INFO, message=message),)


def shown(cell: Any) -> str:
    """A cell as a text: lists joined, an absent fact as an empty text."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, tuple):
        return SEPARATOR.join(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def _jsonl(file: BinaryIO, plan: Plan, entries: Iterable[Entry], _: bool) -> Written:  # noqa: FBT001
    import orjson

    names = [column.name for column in plan.columns]
    count = _Count()
    for row in count.of(cells(plan, entries)):
        line = orjson.dumps(dict(zip(names, row, strict=True)), option=orjson.OPT_APPEND_NEWLINE)
        file.write(line)
    return Written(count.rows)


def _parquet(file: BinaryIO, plan: Plan, entries: Iterable[Entry], _: bool) -> Written:  # noqa: FBT001
    from parlq.tables import arrays, arrow

    arrays.arrow()
    from pyarrow import parquet

    count = 0
    with parquet.ParquetWriter(file, arrow.schema_of(plan), compression="zstd") as writer:
        for batch in arrow.batches(plan, cells(plan, entries)):
            writer.write_batch(batch)
            count += batch.num_rows
    return Written(count)


def _arrow(file: BinaryIO, plan: Plan, entries: Iterable[Entry], _: bool) -> Written:  # noqa: FBT001
    from parlq.tables import arrays, arrow

    pa, count = arrays.arrow(), 0
    with pa.ipc.new_file(file, arrow.schema_of(plan)) as writer:
        for batch in arrow.batches(plan, cells(plan, entries)):
            writer.write_batch(batch)
            count += batch.num_rows
    return Written(count)


def _xlsx(file: BinaryIO, plan: Plan, entries: Iterable[Entry], _: bool) -> Written:  # noqa: FBT001
    try:
        import xlsxwriter
    except ModuleNotFoundError:
        raise MissingExtraError("spreadsheets", "xlsx") from None
    # A ZIP file that cannot be written complains once more when it is collected; so it is copied.
    with tempfile.TemporaryFile() as whole:
        # Leaving it closes its own temporary files, also when a row fails.
        with xlsxwriter.Workbook(whole, {"constant_memory": True}) as book:
            book.set_properties({"created": _CREATED})  # equal tables give equal bytes
            count, cut = _sheet(book, plan, cells(plan, entries))
            about = book.add_worksheet("columns")
            for number, each in enumerate(plan.columns):
                about.write_row(number, 0, [each.name, each.type.value, each.doc])
        whole.seek(0)
        shutil.copyfileobj(whole, file)
    return Written(count, _about_cut(cut))


def _sheet(book: Any, plan: Plan, rows: Iterable[list[Any]]) -> tuple[int, int]:
    """Write the sheet of the table; returns the numbers of rows and of texts that were cut."""
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("table")
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, [column.name for column in plan.columns], bold)
    count, cut = 0, 0
    for count, row in enumerate(rows, 1):  # it counts
        if count >= _ROWS:
            message = f"a sheet of .xlsx holds {_ROWS - 1:,} rows; write .csv or .parquet"
            raise TableError(message)
        for place, cell in enumerate(row):
            if isinstance(cell, bool):
                sheet.write_boolean(count, place, cell)
            elif isinstance(cell, int):
                sheet.write_number(count, place, cell)
            elif isinstance(cell, dt.date) and cell >= _FIRST_DAY:
                sheet.write_datetime(count, place, cell, day)
            elif text := shown(cell):
                sheet.write_string(count, place, fitting := _fitting(text))
                cut += len(fitting) < len(text)
    sheet.autofilter(0, 0, count, len(plan.columns) - 1)
    return count, cut


def _fitting(text: str) -> str:
    """What a cell holds of a text: its characters are those of UTF-16, where some count as two."""
    if len(text) * 2 <= _CHARACTERS:
        return text
    return text.encode("utf-16-le")[: _CHARACTERS * 2].decode("utf-16-le", "ignore")


def _about_cut(count: int) -> tuple[Problem, ...]:
    if not count:
        return ()
    what = "1 text is" if count == 1 else f"{count} texts are"
    message = f"{what} cut at the {_CHARACTERS:,} characters of a cell; write .csv or .parquet"
    return (Problem(rule="PQ820", severity=Severity.WARNING, message=message),)


_Writer = Callable[[BinaryIO, Plan, "Iterable[Entry]", bool], Written]
#: The formats of tables, each with what writes it.
WRITERS: Final[dict[str, _Writer]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "arrow": _arrow,
    "xlsx": _xlsx,
}
_ENDINGS: Final = {"ndjson": "jsonl", "feather": "arrow", "pq": "parquet"}
