"""Properties of tables: no loss in nested Parquet and flat lines, every work in a row."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parlq
from parlq import Answer, Dossier, Question, tables, testing
from parlq.tables import arrays, nested

pa = pytest.importorskip("pyarrow")
DOCUMENTS = st.lists(testing.documents(), max_size=3)


@given(DOCUMENTS)
def test_nested_parquet_loses_nothing(documents):
    """What is written as nested Parquet reads back equal, and is written again as the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.parquet"
        assert tables.write_documents(documents, path) == len(documents)
        found = [*tables.read_documents(path)]
        assert documents == found
        again = path.with_name("e.parquet")
        tables.write_documents(found, again)
        assert path.read_bytes() == again.read_bytes()


@given(DOCUMENTS)
def test_flat_lines_lose_nothing(documents):
    """Each flat line has the whole document, every key, and the keys of the others."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.jsonl"
        assert tables.write_documents(documents, path) == len(documents)
        lines = [*map(json.loads, path.read_bytes().splitlines())]
    found = [parlq.loads(line["document"], format="json") for line in lines]
    assert sorted(map(str, map(parlq.to_dict, documents))) == sorted(
        map(str, map(parlq.to_dict, found))
    )
    names = ("type", *(column.name for column in tables.columns_of("pair")), "document")
    assert {names} >= {*map(tuple, lines)}


@given(DOCUMENTS)
def test_nested_columns_are_whole(documents):
    """Each document is a row whose columns have the types of the schema and add up."""
    made = nested.batch(documents)
    made.validate(full=True)
    assert nested.schema().equals(made.schema)
    assert len(documents) == made.num_rows


CELLS = {
    pa.string(): st.text(),
    pa.int64(): st.integers(-(2**63), 2**63 - 1),
    pa.int16(): st.integers(-(2**15), 2**15 - 1),
    pa.bool_(): st.booleans(),
    pa.date32(): st.dates(),
    pa.list_(pa.string()): st.lists(st.text(), max_size=3).map(tuple),
    pa.list_(pa.int16()): st.lists(st.integers(0, 9999), max_size=3).map(tuple),
}
COLUMNS = st.sampled_from([*CELLS]).flatmap(
    lambda kind: st.tuples(st.just(kind), st.lists(st.none() | CELLS[kind], max_size=20))
)


@given(COLUMNS)
def test_arrays_are_those_of_pyarrow(column):
    """Values give the array that pyarrow makes of them."""
    kind, values = column
    found = arrays.made(values, kind)
    found.validate(full=True)
    assert found.equals(pa.array(values, kind))


@given(testing.dossiers())
def test_every_work_is_in_a_table(dossier):
    """Each question and each answer of a document is in a row, and each pair is one."""
    columns = ["date", "parliament", "answer_date", "answers_to", "answers"]
    found = [*tables.rows(dossier, columns=columns)]
    assert all(row["parliament"] or row["answers_to"] is not None for row in found)
    per_answer = [*tables.rows(dossier, per="answer", columns=columns)]
    per_question = [*tables.rows(dossier, per="question", columns=columns)]
    assert len(per_question) <= len(dossier.questions)
    assert len(per_answer) <= len(dossier.answers)
    assert {w.date for w in dossier.questions} >= {r["date"] for r in per_question}


@given(st.integers(1, 12), st.randoms(use_true_random=False), st.integers(0, 200))
def test_pairs_do_not_depend_on_files(count, random, seed):
    """The same works in one document or in one each, in any order, give the same pairs."""
    dossiers = [*testing.corpus(count, seed=seed)]
    whole = Dossier(
        questions=[q for each in dossiers for q in each.questions],
        answers=[a for each in dossiers for a in each.answers],
    )
    apart: list[Question | Answer] = [*whole.works]
    random.shuffle(apart)
    columns = ["reference", "answer_reference", "status", "days", "answers", "subject"]
    one, other = (sorted(map(repr, tables.rows(each, columns=columns))) for each in (whole, apart))
    assert one == other
