"""Tables in Arrow, pandas, Polars and DuckDB."""

import pickle
import sys

import pytest

import parlq
from parlq import MissingExtraError, tables, testing

pa = pytest.importorskip("pyarrow")
DOCUMENTS = [*testing.corpus(40)]
EXPECTED = [*tables.rows(DOCUMENTS)]
NAMES = [*EXPECTED[0]]


def listed(rows):
    """Rows with lists in place of tuples."""
    return [{k: [*v] if isinstance(v, tuple) else v for k, v in row.items()} for row in rows]


def test_arrow():
    """An Arrow table has the rows, and the types of the columns."""
    table = tables.to_arrow(DOCUMENTS)
    assert listed(EXPECTED) == table.to_pylist()
    assert (pa.date32(), pa.list_(pa.string())) == (
        table.schema.field("date").type,
        table.schema.field("authors").type,
    )
    assert table.schema.equals(tables.to_arrow([]).schema, check_metadata=True)


def test_a_reader_is_lazy():
    """A stream of batches begins to read when it is asked."""
    reader = tables.to_reader("absent.json", columns=["reference"])
    assert ["reference"] == reader.schema.names
    with pytest.raises(Exception, match="PQ100"):
        reader.read_all()


def test_pandas():
    """A data frame has dates and nullable numbers, also without rows."""
    pd = pytest.importorskip("pandas")
    frame = tables.to_pandas(DOCUMENTS)
    assert [row["reference"] for row in EXPECTED] == [*frame["reference"]]
    days = [None if pd.isna(each) else int(each) for each in frame["days"]]
    assert [row["days"] for row in EXPECTED] == days
    assert ("M", "Int64", "boolean") == (
        frame["date"].dtype.kind,
        str(frame["days"].dtype),
        str(frame["past_due"].dtype),
    )
    assert [*frame.dtypes] == [*tables.to_pandas([]).dtypes]


def test_polars():
    """A Polars frame has the rows, and the same schema without them."""
    pytest.importorskip("polars")
    frame = tables.to_polars(DOCUMENTS)
    assert listed(EXPECTED) == frame.to_dicts()
    assert frame.schema == tables.to_polars([]).schema


def test_polars_scans_what_a_query_needs(tmp_path, monkeypatch):
    """A lazy frame makes the columns of the query, and filters and limits as Polars does."""
    pl = pytest.importorskip("polars")
    for number, document in enumerate(DOCUMENTS):
        parlq.dump(document, tmp_path / f"{number:02}.json")
    lazy = tables.scan_polars(tmp_path)
    whole = tables.to_polars(tmp_path)
    assert lazy.collect_schema() == whole.schema
    wanted = [
        (lambda f: f.filter(pl.col("days") > 60).select("reference", "kind")),
        (lambda f: f.group_by("kind").agg(pl.col("days").median()).sort("kind")),
        (lambda f: f.head(7)),
        (lambda f: f.head(7).filter(pl.col("days") > 60)),
        (lambda f: f.select(pl.len())),
    ]
    for query in wanted:
        assert query(whole.lazy()).collect().equals(query(lazy).collect())
    made = []
    real = tables.to_reader
    monkeypatch.setattr(
        "parlq.tables.arrow.to_reader",
        lambda *args, **options: made.append(options["columns"]) or real(*args, **options),
    )
    tables.scan_polars(tmp_path).filter(pl.col("days") > 60).select("kind").collect()
    assert [{"days", "kind"}] == [set(columns) for columns in made]


def test_duckdb():
    """DuckDB reads a stream of batches."""
    duckdb = pytest.importorskip("duckdb")
    reader = tables.to_reader(DOCUMENTS)  # noqa: F841 # the query names it
    (found,) = duckdb.sql("SELECT count(*), count(days), sum(days) FROM reader").fetchall()
    days = [row["days"] for row in EXPECTED if row["days"] is not None]
    assert (len(EXPECTED), len(days), sum(days)) == found


@pytest.mark.parametrize(
    ("module", "call", "extra"),
    [
        ("pyarrow", tables.to_arrow, "arrow"),
        ("pandas", tables.to_pandas, "arrow"),
        ("polars", tables.to_polars, "arrow"),
    ],
)
def test_what_is_missing_is_named(module, call, extra, monkeypatch):
    """Without the package, the error names the extra."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=rf"parlq\[{extra}\]"):
        call([])


@pytest.mark.parametrize(("package", "name"), [("pandas", "to_pandas"), ("polars", "to_polars")])
def test_a_missing_package_is_named(monkeypatch, package, name):
    """Where pandas or Polars is not installed, the error says what to install besides the extra."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(
        MissingExtraError, match=rf"pip install 'parlq\[arrow\]' {package}$"
    ) as found:
        getattr(tables, name)(testing.corpus(1))
    assert str(found.value) == str(pickle.loads(pickle.dumps(found.value)))
