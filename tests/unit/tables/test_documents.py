"""Whole documents as nested Parquet and flat lines, as other tools read them."""

import datetime as dt
import json

import attrs
import pytest

import parlq
from parlq import Dossier, Event, InputError, Question, Subject, tables, testing
from parlq.tables import TableError, nested

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def corpus_with_a_rare_fact(count):
    """Questions of which only one of the last states a subject, an event and a rule."""
    plain = [
        Question(reference=f"E-{n:06}/2021", date=dt.date(2021, 3, 1)) for n in range(1, count)
    ]
    rare = Question(
        reference=f"E-{count:06}/2021",
        rule="138",
        subjects=(Subject(label="bees"),),
        events=(Event(kind="due", date=dt.date(2021, 5, 1)),),
    )
    return [*plain[:-3], rare, *plain[-3:]]


def test_nested_parquet_is_read_by_sql(tmp_path):
    """DuckDB reads the structures of the model by their names."""
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "d.parquet"
    assert 20 == tables.write_documents(testing.corpus(20), path)
    query = f"""
        SELECT q.reference, q.authors[1].name, year(q.date), q.variants[1].text
        FROM (SELECT unnest(questions) AS q FROM '{path}') ORDER BY 1
    """
    first = next(testing.corpus(1)).questions[0]
    expected = (str(first.reference), first.authors[0].name, 2014, first.variants[0].text())
    assert expected == duckdb.sql(query).fetchall()[0]


def test_nested_parquet_states_its_version(tmp_path):
    """The schema version is in the metadata, row groups have a size, and texts use dictionaries."""
    path = tmp_path / "d.parquet"
    tables.write_documents(testing.corpus(1200, kind="question"), path)
    file = parquet.ParquetFile(path)
    assert {b"parlq.schema_version": b"1.0"} == file.schema_arrow.metadata
    assert [1000, 200] == [file.metadata.row_group(n).num_rows for n in range(2)]
    assert "RLE_DICTIONARY" in file.metadata.row_group(0).column(0).encodings


def test_no_documents(tmp_path):
    """A file of no documents has the same schema."""
    path = tmp_path / "d.parquet"
    assert 0 == tables.write_documents([], path)
    assert [] == [*tables.read_documents(path)]
    assert parquet.read_schema(path).equals(nested.schema())


@pytest.mark.parametrize("content", [b"", b"PAR1", b"x" * 100], ids=["empty", "cut", "other"])
def test_other_files_are_refused(content, tmp_path):
    """What is no Parquet is a problem of the input."""
    (tmp_path / "d.parquet").write_bytes(content)
    with pytest.raises(InputError, match="PQ100 cannot be read as Parquet of whole documents"):
        [*tables.read_documents(tmp_path / "d.parquet")]
    with pytest.raises(InputError, match="PQ100"):
        [*tables.read_documents(tmp_path / "absent.parquet")]


def test_parquet_of_other_tables_is_refused(tmp_path):
    """A plain table is no file of whole documents; nor is one whose columns lie."""
    tables.write(testing.corpus(2), tmp_path / "t.parquet")
    with pytest.raises(InputError, match="whole documents"):
        [*tables.read_documents(tmp_path / "t.parquet")]
    lying = pa.table({"type": [7]}).replace_schema_metadata({"parlq.schema_version": "1.0"})
    parquet.write_table(lying, tmp_path / "l.parquet")
    with pytest.raises(InputError, match="whole documents"):
        [*tables.read_documents(tmp_path / "l.parquet")]


def test_a_lying_body_is_refused(tmp_path):
    """A text in a nested file that is no text of the model is a problem, not a crash."""
    (row,) = nested.batch([*testing.corpus(1, kind="question")]).to_pylist()
    row["questions"][0]["variants"][0]["body"] = "[" * 100_000
    schema = nested.schema()
    parquet.write_table(pa.Table.from_pylist([row], schema=schema), tmp_path / "d.parquet")
    with pytest.raises(InputError, match="whole documents"):
        [*tables.read_documents(tmp_path / "d.parquet")]


def test_other_formats_are_refused(tmp_path):
    """Whole documents are Parquet or JSON Lines."""
    with pytest.raises(TableError, match="parquet or jsonl, not as csv"):
        tables.write_documents([], tmp_path / "d.csv")
    assert not (tmp_path / "d.csv").exists()


def test_flat_lines_are_read_alike(tmp_path):
    """DuckDB, Polars and pyarrow find a fact that only a late line states, without any option."""
    duckdb, pl = pytest.importorskip("duckdb"), pytest.importorskip("polars")
    reader = pytest.importorskip("pyarrow.json")
    path = tmp_path / "d.jsonl"
    documents = corpus_with_a_rare_fact(25_000)
    assert 25_000 == tables.write_documents(documents, path)
    query = f"SELECT rule, subjects[1], document FROM '{path}' WHERE rule IS NOT NULL"
    by_duckdb = duckdb.sql(query).fetchall()
    wanted = ("rule", pl.col("subjects").list.first(), "document")
    by_polars = (
        pl.scan_ndjson(path).filter(pl.col("rule").is_not_null()).select(*wanted).collect().rows()
    )
    found = [row for row in reader.read_json(path).to_pylist() if row["rule"]]
    by_arrow = [(row["rule"], row["subjects"][0], row["document"]) for row in found]
    rare = documents[-4]
    assert by_duckdb == by_polars == by_arrow
    assert ("138", "bees") == by_duckdb[0][:2]
    assert rare == parlq.loads(by_duckdb[0][2], format="json")


def test_lines_with_new_facts_come_first(tmp_path):
    """The lines that state a key first come first; the others keep their order."""
    documents = corpus_with_a_rare_fact(10)
    tables.write_documents(documents, tmp_path / "d.jsonl")
    lines = (tmp_path / "d.jsonl").read_text("utf-8").splitlines()
    found = [json.loads(line)["reference"] for line in lines]
    order = [str(each.reference) for each in documents]
    assert [order[0], order[6], *order[1:6], *order[7:]] == found


def test_dossiers_keep_their_own_facts(tmp_path):
    """The extensions of a dossier, and works without a name, come back."""
    fact = parlq.Extension(namespace="https://x.example/", name="note", value="seen")
    dossier = Dossier(questions=(Question(kind="oral"),), extensions=(fact,))
    answer = parlq.Answer(answers_to=("E-000101/2021",))
    documents = [dossier, attrs.evolve(dossier.questions[0]), answer]
    tables.write_documents(documents, tmp_path / "d.parquet")
    assert documents == [*tables.read_documents(tmp_path / "d.parquet")]


def test_a_flat_line_shows_the_first_question_and_its_answer(tmp_path):
    """The columns are those of a table of the document alone."""
    (dossier,) = testing.corpus(1)
    tables.write_documents([dossier, dossier.answers[0]], tmp_path / "d.jsonl")
    lines = [*map(json.loads, (tmp_path / "d.jsonl").read_text("utf-8").splitlines())]
    (row,) = tables.rows(dossier)
    assert [("dossier", row["days"]), ("answer", None)] == [(r["type"], r["days"]) for r in lines]
    assert row["reference"] == lines[0]["reference"]
    assert row["answer_reference"] == lines[0]["answer_reference"] == lines[1]["answer_reference"]
