"""Properties of tables: no loss in nested Parquet and flat lines, every work in a row."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parlq
from parlq import Answer, Dossier, Question, tables, testing
from parlq.tables.documents import documents_schema, row_of

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


def keys_of(value, path=()):
    """The keys of each structure, by its path."""
    if isinstance(value, dict):
        yield path, frozenset(value)
        for key, inner in value.items():
            yield from keys_of(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner, path)


@given(DOCUMENTS)
def test_structures_have_fixed_keys(documents):
    """A structure has the same keys wherever it is, which are those of the schema."""
    found = {each for document in documents for each in keys_of(row_of(document))}
    assert len({path for path, _ in found}) == len(found)
    schema = documents_schema()
    for path, keys in found:
        kind = pa.struct([*schema])
        for step in path:
            kind = kind.field(step).type
            kind = kind.value_type if pa.types.is_list(kind) else kind
        assert keys == {field.name for field in kind}


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
