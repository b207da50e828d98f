"""Tables as files: the same rows in every format, whole files or none, guards and bounds."""

import csv
import datetime as dt
import json
import os
import re

import pytest

from parlq import Answer, Author, Dossier, LanguageVariant, Paragraph, Question, tables, testing
from parlq.tables import PER, TableError, columns_of, write
from parlq.tables.columns import Type
from parlq.tables.writing import SEPARATOR, WRITERS, format_of

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
openpyxl = pytest.importorskip("openpyxl")

TRICKY = Dossier(
    questions=(
        Question(
            reference="E-000101/2021",
            kind="written",
            date=dt.date(2021, 3, 1),
            authors=(Author(name="Ada Lind", group="PPE"), Author(name='Bo "B." Maes; Jr')),
            variants=(
                LanguageVariant(
                    language="en",
                    subject="=1+1",
                    body=(Paragraph(content=("one\rtwo, _x0041_ «ü»\U0001f600",)),),
                ),
            ),
        ),
        Question(date=dt.date(1852, 2, 3), reference="000007/1952"),
    ),
    answers=(Answer(date=dt.date(2021, 5, 1), answers_to=("E-000101/2021",)),),
)
DOCUMENTS = [TRICKY, *testing.corpus(30)]


def read_back(path):
    """The rows of a file in the form of `rows`."""
    ending = path.suffix
    if ending == ".jsonl":
        found = [json.loads(line) for line in path.read_bytes().splitlines()]
    elif ending == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            found = [*csv.DictReader(file)]
    elif ending == ".xlsx":
        sheet = openpyxl.load_workbook(path)["table"]
        names, *rest = sheet.iter_rows(values_only=True)
        found = [dict(zip(names, map(unescaped, row), strict=True)) for row in rest]
    elif ending == ".parquet":
        found = parquet.read_table(path).to_pylist()
    else:
        found = pa.ipc.open_file(path).read_all().to_pylist()
    return found


def unescaped(cell):
    """A cell of a spreadsheet without the escapes that openpyxl leaves in it."""
    if not isinstance(cell, str):
        return cell
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), cell)


def plain(cell, kind, ending):
    """A cell as a file of that kind shows it."""
    lists = ending in {".jsonl", ".parquet", ".arrow"}
    if kind is Type.TEXTS:
        if lists:
            return None if cell is None else [*cell]
        cell = SEPARATOR.join(cell or ())
    if ending == ".csv":
        cell = "" if cell is None else cell
        cell = str(cell).lower() if isinstance(cell, bool) else str(cell)
        return "'" + cell if cell.startswith("=") else cell
    if isinstance(cell, dt.date):
        if ending == ".jsonl":
            return cell.isoformat()
        if ending == ".xlsx":
            return dt.datetime.combine(cell, dt.time()) if cell.year > 1900 else cell.isoformat()
    return None if cell == "" else cell


@pytest.mark.parametrize("per", PER)
@pytest.mark.parametrize("format", WRITERS)
def test_every_format_has_the_same_rows(format, per, tmp_path):
    """A file of each kind reads back as the rows that `rows` gives."""
    path = tmp_path / f"table.{format}"
    written = write(DOCUMENTS, path, per=per)
    kinds = {column.name: column.type for column in columns_of(per)}
    expected = [
        {name: plain(cell, kinds[name], path.suffix) for name, cell in row.items()}
        for row in tables.rows(DOCUMENTS, per=per)
    ]
    found = read_back(path)
    assert len(expected) == written.rows == len(found)
    assert expected == found


@pytest.mark.parametrize("format", WRITERS)
def test_equal_tables_give_equal_bytes(format, tmp_path):
    """The same documents give the same file, byte by byte."""
    one, other = tmp_path / f"one.{format}", tmp_path / f"other.{format}"
    write(DOCUMENTS, one)
    write(DOCUMENTS, other)
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("format", WRITERS)
def test_the_table_of_nothing_has_the_same_columns(format, tmp_path):
    """A table without rows has its columns, with their types where the format has types."""
    path, full = tmp_path / f"none.{format}", tmp_path / f"full.{format}"
    assert write([], path).rows == 0
    write(DOCUMENTS, full)
    names = [column.name for column in columns_of("pair")]
    if format == "csv":
        assert path.read_text("utf-8") == ",".join(names) + "\n"
    elif format == "jsonl":
        assert path.read_bytes() == b""
    elif format == "xlsx":
        assert [names] == [[*row] for row in openpyxl.load_workbook(path)["table"].values]
    elif format == "parquet":
        assert parquet.read_schema(path).equals(parquet.read_schema(full), check_metadata=True)
    else:
        schemas = [pa.ipc.open_file(each).schema for each in (path, full)]
        assert schemas[0].equals(schemas[1], check_metadata=True)


def test_every_line_of_json_has_every_key(tmp_path):
    """Tools that take the columns from the first lines find all of them on each."""
    write(DOCUMENTS, tmp_path / "t.jsonl")
    names = [column.name for column in columns_of("pair")]
    assert all(names == [*row] for row in read_back(tmp_path / "t.jsonl"))


def test_parquet_states_what_it_is(tmp_path):
    """Version of the schema, rows and columns are in the metadata; pieces are of a sensible size."""
    write(testing.corpus(2500, kind="question"), tmp_path / "t.parquet", per="question")
    file = parquet.ParquetFile(tmp_path / "t.parquet")
    metadata = file.schema_arrow.metadata
    assert (b"question", b"1.0") == (metadata[b"parlq.per"], metadata[b"parlq.schema_version"])
    assert b"day on which it was tabled" == file.schema_arrow.field("date").metadata[b"description"]
    assert [2000, 500] == [file.metadata.row_group(n).num_rows for n in range(2)]
    assert "RLE_DICTIONARY" in file.metadata.row_group(0).column(2).encodings


def test_formulas_are_guarded(tmp_path):
    """CSV guards what a spreadsheet would run, and reports it; a spreadsheet has it as a text."""
    path = tmp_path / "t.csv"
    (problem,) = write(TRICKY, path, columns=["subject"]).problems
    assert ("PQ627", 'subject\n\'=1+1\n""\n') == (problem.rule, path.read_text("utf-8"))
    (problem,) = write(TRICKY, path, columns=["subject"], guard_formulas=False).problems
    assert ("PQ627", 'subject\n=1+1\n""\n') == (problem.rule, path.read_text("utf-8"))
    write(TRICKY, tmp_path / "t.xlsx", columns=["subject"])
    cell = openpyxl.load_workbook(tmp_path / "t.xlsx")["table"]["A2"]
    assert ("=1+1", "s") == (cell.value, cell.data_type)


def long(count):
    """A question with a text of that many characters."""
    body = (Paragraph(content=("x" * count,)),)
    return Question(variants=(LanguageVariant(language="en", body=body),))


def test_a_cell_that_is_too_long_is_cut_and_reported(tmp_path):
    """A spreadsheet holds 32,767 characters in a cell."""
    path = tmp_path / "t.xlsx"
    assert () == write(long(32_767), path).problems
    (problem,) = write([long(32_768), long(9)], path, columns=["question_text"]).problems
    assert "PQ820" == problem.rule
    assert 32_767 == len(openpyxl.load_workbook(path)["table"]["A2"].value)


@pytest.mark.parametrize(("count", "whole"), [(16_383, True), (16_384, False)])
def test_characters_of_a_cell_are_those_of_utf_16(count, whole, tmp_path):
    """A character beyond the basic plane counts as two, and is cut as a whole."""
    text = "\U0001f54a" * count
    body = (Paragraph(content=(text,)),)
    asked = Question(variants=(LanguageVariant(language="en", body=body),))
    path = tmp_path / "t.xlsx"
    written = write([asked], path, columns=["question_text"])
    assert whole is not bool(written.problems)
    assert text[:16_383] == openpyxl.load_workbook(path)["table"]["A2"].value


def test_too_many_rows_for_a_sheet_are_refused(tmp_path, monkeypatch):
    """What no sheet holds is refused, and an existing file stays."""
    monkeypatch.setattr("parlq.tables.writing._ROWS", 3)
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(TableError, match=r"holds 2 rows; write \.csv or \.parquet"):
        write(testing.corpus(3, kind="question"), path)
    assert ["t.xlsx"] == os.listdir(tmp_path)
    assert b"old" == path.read_bytes()


@pytest.mark.parametrize("format", WRITERS)
def test_a_failed_write_leaves_the_old_file(format, tmp_path):
    """A source that fails on the way destroys nothing and leaves nothing behind."""
    path = tmp_path / f"t.{format}"
    path.write_bytes(b"old")

    def failing():
        yield from testing.corpus(2)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(failing(), path)
    assert b"old" == path.read_bytes()
    assert [path.name] == os.listdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "format", "message"),
    [
        ("t.parqet", None, "unknown format of tables 'parqet'; did you mean 'parquet'?"),
        ("t.csv", "excel", "unknown format of tables 'excel'"),
        ("t", None, "a table needs a format; known: csv, jsonl, parquet, arrow, xlsx"),
    ],
)
def test_unknown_formats_are_refused(name, format, message):
    """A format that is none is refused with those that are."""
    with pytest.raises(TableError) as error:
        format_of(name, format)
    assert str(error.value).startswith(message)


def test_endings_that_mean_the_same():
    """Other usual endings are known, in any case."""
    found = [format_of(name, None) for name in ("a.ndjson", "a.feather", "a.PQ", "a.CSV")]
    assert ["jsonl", "arrow", "parquet", "csv"] == found
