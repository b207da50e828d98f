"""Spark reads a corpus: the same counts as other engines and `parlq stats`, also when a worker dies."""

import os
import pickle
import shutil
import signal
import sys

import attrs
import pytest

import parlq
from parlq import tables, testing
from parlq.tables import TableError
from parlq.tables.counting import statistics

pytestmark = pytest.mark.slow
pytest.importorskip("pyspark", reason="the extra spark (pyspark) is not installed")
if shutil.which("java") is None:
    pytest.skip("there is no Java, on which Spark runs", allow_module_level=True)

from pyspark import cloudpickle  # noqa: E402
from pyspark.sql import SparkSession, datasource  # noqa: E402

from parlq.tables import spark as adapter  # noqa: E402


@pytest.fixture(scope="module")
def session():
    """A session of two workers, which tries a task three times."""
    names = {
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONWARNINGS": "ignore",
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in names.items():
            patch.setenv(name, value)
        made = (
            SparkSession.builder.master("local[2,3]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "1")
            .getOrCreate()
        )
        made.sparkContext.setLogLevel("OFF")
        made.dataSource.register(adapter.DataSource)
        yield made
        made.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A corpus in files, some of whose answers are in other files than their questions."""
    path = tmp_path_factory.mktemp("corpus")
    for number, dossier in enumerate(testing.corpus(30, seed=4)):
        if number % 3:
            parlq.dump(dossier, path / f"{number}.json")
        else:
            parlq.dump(dossier.questions[0], path / f"{number}.xml")
            parlq.dump(dossier.answers[0], path / f"{number}-answer.json")
    return path


def load(session, path, **options):
    reader = session.read.format("parlq")
    for name, value in options.items():
        reader = reader.option(name, value)
    return reader.load(str(path))


@pytest.mark.parametrize("parts", [1, 2, 7, 64])
def test_counts_are_those_of_other_engines(session, folder, parts, tmp_path):
    """Rows, questions by state, and long waits are the same in Spark, DuckDB, Polars and `stats`."""
    duckdb, pl = pytest.importorskip("duckdb"), pytest.importorskip("polars")
    tables.write(folder, tmp_path / "q.parquet", per="question")
    by_spark = load(session, folder, parts=parts, per="question")
    states = {row["status"]: row["count"] for row in by_spark.groupBy("status").count().collect()}
    made = statistics(folder)
    assert {k: v for k, v in made.counts["status"].items() if v} == states
    query = f"SELECT status, count(*) FROM '{tmp_path / 'q.parquet'}' GROUP BY ALL"
    assert dict(duckdb.sql(query).fetchall()) == states
    frame = pl.read_parquet(tmp_path / "q.parquet")
    assert dict(frame.group_by("status").len().rows()) == states
    slow = by_spark.filter("days > 60").select("reference").collect()
    assert sorted(frame.filter(pl.col("days") > 60)["reference"]) == sorted(r[0] for r in slow)


def test_rows_have_their_types(session, folder):
    """Days are dates, lists are arrays, and the columns are those that were asked for."""
    names = ["date", "authors", "days", "past_due", "reference"]
    found = load(session, folder, columns=", ".join(names), parts="3")
    assert names == found.columns
    types = {"date": "date", "authors": "array<string>", "days": "bigint", "past_due": "boolean"}
    assert types | {"reference": "string"} == dict(found.dtypes)
    expected = tables.to_arrow(folder, columns=names).to_pylist()
    assert sorted(map(str, expected)) == sorted(str(row.asDict()) for row in found.collect())


def test_filters_work_whether_they_are_pushed_or_not(session, folder):
    """The adapter offers no filters, so a session that pushes them is as good as one that does not."""
    counts = []
    for enabled in ("false", "true"):
        session.conf.set("spark.sql.python.filterPushdown.enabled", enabled)
        counts.append(load(session, folder, parts=2).filter("days > 60").count())
    assert counts[0] == counts[1] > 0


class Dying(adapter.DataSource):
    """A data source whose first worker dies in the middle of a part."""

    @classmethod
    def name(cls):
        return "dying"

    def reader(self, schema):
        inner, flag = super().reader(schema), f"{self.options['path']}.dead"

        class Reader(datasource.DataSourceReader):
            def partitions(self):
                return inner.partitions()

            def read(self, partition):
                for batch in inner.read(partition):
                    yield batch
                    try:
                        os.close(os.open(flag, os.O_CREAT | os.O_EXCL))
                    except FileExistsError:
                        continue
                    os.kill(os.getpid(), signal.SIGKILL)

        return Reader()


def test_a_killed_worker_changes_nothing(session, folder):
    """The part of a worker that was killed is read again, and no row is lost or there twice."""
    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    session.dataSource.register(Dying)
    found = session.read.format("dying").option("parts", "4").load(str(folder)).collect()
    assert os.path.exists(f"{folder}.dead")
    assert len(found) == tables.to_arrow(folder).num_rows


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"columns": "dayz"}, "did you mean 'days'"),
        ({"colums": "days"}, "unknown option 'colums'"),
        ({"on": "yesterday"}, "is not a date such as"),
        ({"per": "authors"}, "did you mean 'author'"),
        ({"parts": "many"}, "is not a whole number"),
    ],
)
def test_wrong_options_are_refused(options, message):
    """An option that is unknown, or has no such value, is an error before anything is read."""
    source = adapter.DataSource({"path": ".", **options})
    with pytest.raises(TableError, match=message):
        source.reader(_Schema(source.schema()))


class _Schema:
    """The names of a schema, as Spark hands them to a reader."""

    def __init__(self, text):
        self.names = [each.split("`")[1] for each in text.split(", ")]


def test_other_systems_are_refused():
    """A path on another system is no file; one of the file system is."""
    for path, message in (("s3://b/c", "not s3:"), (None, "a path is needed")):
        source = adapter.DataSource({} if path is None else {"path": path})
        with pytest.raises(TableError, match=message):
            source.reader(_Schema(source.schema()))
    reader = adapter.DataSource({"path": "file:///a/b"}).reader(_Schema("`days` bigint"))
    assert ("/a/b",) == reader.paths


def test_hostile_partitions_are_refused(folder, tmp_path):
    """A worker reads parts of the paths of its reader, and no others."""
    reader = adapter.DataSource({"path": str(folder)}).reader(_Schema("`days` bigint"))
    (honest, *_) = pickle.loads(pickle.dumps(reader.partitions()))
    assert [*reader.read(honest)]
    lying = attrs.evolve(honest.value, sources=(str(tmp_path),), pieces=())
    for value in (lying, None, "part"):
        with pytest.raises(TableError, match="not a part of the table of"):
            [*reader.read(datasource.InputPartition(value))]
