"""A table in parts: the same rows whatever their number, and parts that lie are refused."""

import gzip
import json
import os
import pickle
import zipfile

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import parlq
from parlq import InputError, tables, testing
from parlq.formats.json import dumps as json_dumps
from parlq.tables import TableError
from parlq.tables.partitions import Piece

pa = pytest.importorskip("pyarrow")
COLUMNS = ["reference", "answer_date", "status", "answers", "days", "file", "member", "line"]


def works(count=24, seed=5):
    """Questions and answers apart, so that most find each other in another document."""
    dossiers = [*testing.corpus(count, seed=seed)]
    return [w for d in dossiers for w in d.questions] + [w for d in dossiers for w in d.answers]


def lines(documents):
    """Documents on lines, with blank ones between."""
    texts = [json_dumps(each, indent=False) for each in documents]
    return b"\n\n".join(texts) + b"\n"


def folder(path, documents):
    path.mkdir()
    for number, each in enumerate(documents):
        parlq.dump(each, path / f"{number:03}{'.xml' if number % 2 else '.json'}")


def archive(path, documents):
    with zipfile.ZipFile(path, "w") as file:
        for number, each in enumerate(documents):
            file.writestr(f"{number}.json", parlq.dumps(each, format="json"))


SOURCES = {
    "files": lambda path: folder(path, works()),
    "c.jsonl": lambda path: path.write_bytes(lines(works())),
    "dossiers.jsonl": lambda path: path.write_bytes(lines(testing.corpus(60, seed=2))),
    "c.jsonl.gz": lambda path: path.write_bytes(gzip.compress(lines(works()))),
    "gzip.jsonl": lambda path: path.write_bytes(gzip.compress(lines(works()))),
    "c.zip": lambda path: archive(path, works()),
}


@pytest.fixture(params=SOURCES)
def source(request, tmp_path):
    path = tmp_path / request.param
    SOURCES[request.param](path)
    return path


def rows_of(partitions, **options):
    batches = [batch for each in partitions for batch in tables.read(each, **options)]
    return sorted(map(str, pa.Table.from_batches(batches).to_pylist()))


@pytest.mark.parametrize("parts", [1, 2, 7, 64])
def test_parts_together_are_the_table(source, parts):
    """Parts that went through a pickle have the rows of the whole table, each once."""
    partitions = pickle.loads(pickle.dumps(tables.plan(source, parts, columns=COLUMNS)))
    assert len(partitions) <= parts
    assert rows_of(partitions) == sorted(
        map(str, tables.to_arrow(source, columns=COLUMNS).to_pylist())
    )


@given(st.integers(1, 9), st.integers(1, 40), st.integers(0, 99))
def test_no_document_is_lost(tmp_path_factory, parts, count, seed):
    """Any documents in any number of parts give every row once."""
    path = tmp_path_factory.mktemp("c") / "c.jsonl"
    path.write_bytes(lines(works(count, seed)))
    partitions = tables.plan(path, parts, columns=COLUMNS, per="question")
    whole = tables.to_arrow(path, columns=COLUMNS, per="question")
    assert rows_of(partitions) == sorted(map(str, whole.to_pylist()))


def test_parts_are_of_about_one_size(tmp_path):
    """Documents that have nothing to do with each other are shared out evenly."""
    path = tmp_path / "c.jsonl"
    path.write_bytes(lines(testing.corpus(400, kind="question", seed=1)))
    partitions = tables.plan(path, 4)
    counts = [sum(b.num_rows for b in tables.read(each, ["reference"])) for each in partitions]
    assert 400 == sum(counts)
    assert all(80 <= count <= 120 for count in counts)
    assert all(1 == len(each.pieces) for each in partitions)


def test_a_part_is_read_again_alike(source):
    """What a worker had read when it died is read again by another one."""
    (first, *_) = tables.plan(source, 3)
    begun = tables.read(first)
    next(begun)
    del begun
    assert [*tables.read(first, ["days"])] == [*tables.read(first, ["days"])]


def test_nothing_is_no_part(tmp_path):
    """A file without documents has no parts, and a file that is not there is reported."""
    (tmp_path / "none.jsonl").write_bytes(b"\n")
    assert [] == tables.plan(tmp_path / "none.jsonl", 3)
    with pytest.raises(InputError, match="PQ100"):
        tables.plan(tmp_path / "absent.json", 3)
    with pytest.raises(TableError, match="1 part or more, not 0"):
        tables.plan(tmp_path, 0)
    with pytest.raises(TableError, match="did you mean 'days'"):
        tables.plan(tmp_path, 1, columns=["dayz"])


def test_bad_documents_are_raised_or_skipped(tmp_path):
    """A document that cannot be read is an error where it is read, unless it is to be skipped."""
    path = tmp_path / "c.jsonl"
    path.write_bytes(lines(testing.corpus(3)) + b"{}\n")
    (only,) = tables.plan(path, 1, columns=["reference"])
    with pytest.raises(InputError, match=r"c\.jsonl:6:1"):
        [*tables.read(only)]
    assert 3 == sum(batch.num_rows for batch in tables.read(only, on_error="skip"))


@pytest.fixture
def part(tmp_path):
    """A part of a folder, beside which are files that are not in it."""
    folder(tmp_path / "in", [*testing.corpus(2)])
    for name in ("out.json", "in/.hidden.json"):
        (tmp_path / name).write_bytes((tmp_path / "in" / "000.json").read_bytes())
    os.symlink(tmp_path / "out.json", tmp_path / "in" / "link.json")
    (found,) = tables.plan(tmp_path / "in", 1)
    return found


@pytest.mark.parametrize(
    "name", ["out.json", "in/../out.json", "in/.hidden.json", "in/link.json", "in2/x.json"]
)
def test_parts_that_name_other_files_are_refused(part, tmp_path, name):
    """A part that was changed on its way to a worker opens no file that the plan did not find."""
    file = os.path.join(tmp_path, name)
    state = os.stat(tmp_path / "out.json")
    lying = Piece(file, (state.st_size, state.st_mtime_ns))
    with pytest.raises(TableError, match="is not a file of"):
        tables.read(attrs.evolve(part, pieces=(*part.pieces, lying)))


def test_files_that_changed_are_refused(part, tmp_path):
    """Lines of a file that is another one now would be cut anywhere."""
    with (tmp_path / "in" / "000.json").open("ab") as file:
        file.write(b"\n")
    with pytest.raises(TableError, match="has changed since the plan"):
        tables.read(part)
    (tmp_path / "in" / "000.json").unlink()
    with pytest.raises(TableError, match="has changed since the plan"):
        tables.read(part)


@pytest.mark.parametrize("lying", [None, "part", {"sources": ["/"]}])
def test_other_values_are_no_parts(lying, part):
    """What is no part is refused, whole or in it."""
    with pytest.raises(TableError, match=r"parlq\.tables\.plan"):
        tables.read(lying)
    with pytest.raises(TableError, match=r"parlq\.tables\.plan"):
        tables.read(attrs.evolve(part, pieces=(lying,)))


def test_patterns_are_sources(part, tmp_path):
    """A pattern finds what it finds, and its parts can be read."""
    found = tables.plan(str(tmp_path / "in" / "*.json"), 2, columns=["file"])
    names = {row for each in found for b in tables.read(each) for row in b["file"].to_pylist()}
    assert {str(tmp_path / "in" / "000.json")} == names
    assert json.dumps(sorted(names))
